"""Run the notebooks on one readout, side by side, and put their figures in place all at once.

The kernels write their figures aside. Only when all have succeeded do the new figures, the executed
notebooks and the gallery replace the old ones; a run that fails or is interrupted leaves everything as
it was, and no run touches a file that it has not made.
"""

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from readout.errors import ReadoutError
from readout.publish import gallery, kernels
from readout.publish.kernels import Executed, Progress
from readout.reading import files

#: Files of a readout's folder that a run makes, and so may replace or remove.
_OURS = re.compile(r"README\.md|\d\d-[a-z0-9-]+\.(svg|pdf|png|csv|ipynb)")


@dataclass(frozen=True)
class Outcome:
    """What a run left: the folder of figures, the gallery page and the executed notebooks."""

    folder: Path
    gallery: Path
    notebooks: tuple[Path, ...]


def notebooks() -> list[Path]:
    """The project's notebooks, in order.

    Raises:
        ReadoutError: If there are none, as in an install without the project.
    """
    found = sorted(p for p in files.NOTEBOOKS.glob("[0-9][0-9]-*.ipynb"))
    if not found:
        raise ReadoutError(
            str(files.NOTEBOOKS),
            "there are no notebooks here",
            "install from a clone of the project, as the README says",
        )
    return found


def figures(
    source: str | Path, *, out: Path | None = None, jobs: int | None = None, progress: Progress
) -> Outcome:
    """Run all notebooks on a readout and export their figures.

    Args:
        source: A name in ``seeds/`` or a path.
        out: Folder for ``<readout's name>/``; default the project's ``figures/``.
        jobs: Kernels at a time; default the number of processors.
        progress: Told of every executed cell.

    Returns:
        Where everything was put. Executed notebooks replace the stored ones only for the main
        document in the project's own folder; otherwise they stand beside the figures.

    Raises:
        ReadoutError: If the text can't be read, its name is taken, or a cell fails; the message names
            notebook, cell and error.
    """
    path = files.find(source).absolute()  # not resolved: a sidecar stands beside the name that is given
    name = files.name_of(path)
    main = path.resolve() == files.find(files.MAIN).resolve()
    root = (out or files.PROJECT / "figures").resolve()
    _refuse_taken(root / name, reserved=not main and out is None)
    with _stage(root) as stage:
        executed = kernels.execute(
            notebooks(),
            files.MAIN if main else str(path),
            stage,
            named=files.MAIN if main else _seen_from(root / name, path),
            jobs=jobs,
            progress=progress,
        )
        made = stage / name
        made.mkdir(exist_ok=True)
        if main and out is None:
            return _replace_stored(made, root, executed)
        return _put_beside(made, root, executed)


def _seen_from(folder: Path, text: Path) -> str:
    """What the executed notebooks in a folder of figures call their text: nothing that tells of the machine.

    From there a path leads to a text near by; one elsewhere is called by its name.
    """
    near, place = folder.parent.parent.resolve(), text.parent.resolve()
    if not place.is_relative_to(near):
        return text.name
    return Path("..", "..", place.relative_to(near), text.name).as_posix()


def _refuse_taken(folder: Path, *, reserved: bool) -> None:
    """Raise where the main document's figures, or somebody's file, would have to give way."""
    if folder.exists() and not folder.is_dir():
        raise ReadoutError(str(folder), "a file stands where the folder of figures goes", "move one of them")
    if reserved and folder.name == files.MAIN:
        raise ReadoutError(
            folder.name, "the figures of the main document have this name", "rename the text, or use --out"
        )


def _replace_stored(made: Path, root: Path, executed: Executed) -> Outcome:
    """The project's own document: figures, gallery, README and the stored notebooks are replaced."""
    table = gallery.answers(executed, notebooks="../notebooks", figures="")
    text = gallery.page(made, heading="Figures", prefix=made.name, answers=table)
    readme = files.PROJECT / "README.md"
    table = gallery.answers(executed, notebooks="notebooks", figures="figures/README.md")
    front = gallery.with_answers(readme.read_text("utf-8"), table)
    _swap(made, root / made.name)
    files.write(root / "README.md", text.encode())
    files.write(readme, front.encode())
    for path, notebook in executed.items():
        files.write(path, notebook.encode())
    return Outcome(root / made.name, root / "README.md", tuple(executed))


def _put_beside(made: Path, root: Path, executed: Executed) -> Outcome:
    """Another text: its figures, gallery and executed notebooks go into a folder of their own."""
    for path, notebook in executed.items():
        files.write(made / path.name, notebook.encode())
    table = gallery.answers(executed, notebooks=".", figures="")
    text = gallery.page(made, heading=f"Figures: {made.name}", prefix=".", answers=table)
    files.write(made / "README.md", text.encode())
    folder = root / made.name
    _swap(made, folder)
    return Outcome(folder, folder / "README.md", tuple(folder / path.name for path in executed))


@contextmanager
def _stage(root: Path) -> Iterator[Path]:
    """A folder beside the final one, on the same disk, that is gone at the end."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(dir=root, prefix=".run-"))
    except OSError as error:
        raise ReadoutError(
            str(root),
            f"the folder can't be written to ({error.strerror})",
            "choose another with --out",
        ) from error
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _swap(new: Path, place: Path) -> None:
    """Put a finished folder in the place of the old one, with what others have put into that one."""
    new.chmod(0o755)
    for path in place.glob("*"):
        if not _OURS.fullmatch(path.name):
            shutil.copytree(path, new / path.name) if path.is_dir() else shutil.copy2(path, new / path.name)
    old = new.with_name(f"{new.name}.old")
    if place.exists():
        place.replace(old)
    try:
        new.replace(place)
    except OSError:
        if old.exists():
            old.replace(place)
        raise
