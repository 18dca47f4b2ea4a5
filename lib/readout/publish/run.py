"""Run the notebooks on one readout, side by side, and put their figures in place all at once.

The kernels write their figures aside. Only when all have succeeded do the new figures, the executed
notebooks and the gallery replace those of the same names; a run that fails or is interrupted leaves
everything as it was. What else is in the folder, whoever put it there, no run reads, moves or removes. Each
file is replaced in one step, so that one who is killed even then leaves every file whole.
"""

import errno
import os
import re
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from readout.errors import ReadoutError
from readout.publish import gallery, kernels
from readout.publish.kernels import Executed, Progress
from readout.reading import files

# A run's folder for what is not finished says whose it is: the number of the process.
_STAGE = re.compile(r"\.run-(\d+)-\w+")


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
    root = (out or files.PROJECT / "figures").absolute()
    if name == files.MAIN and not main and out is None:
        raise ReadoutError(
            name, "the figures of the main document have this name", "rename the text, or use --out"
        )
    with _stage(root / name) as stage:
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
        replace = _replace_stored if main and out is None else _put_beside
        return replace(made, root, executed)


def _seen_from(folder: Path, text: Path) -> str:
    """What the executed notebooks in a folder of figures call their text: nothing that tells of the machine.

    From there a path leads to a text near by; one elsewhere is called by its name.
    """
    near, place = folder.parent.parent.resolve(), text.parent.resolve()
    if not place.is_relative_to(near):
        return text.name
    return Path("..", "..", place.relative_to(near), text.name).as_posix()


def _replace_stored(made: Path, root: Path, executed: Executed) -> Outcome:
    """The project's own document: figures, gallery, README and the stored notebooks are replaced."""
    table = gallery.answers(executed, notebooks="../notebooks", figures="", pictures=made.name)
    text = gallery.page(made, heading="Figures", prefix=made.name, answers=table)
    readme = files.PROJECT / "README.md"
    table = gallery.answers(
        executed, notebooks="notebooks", figures="figures/README.md", pictures=f"figures/{made.name}"
    )
    front = gallery.with_answers(readme.read_text("utf-8"), table)
    with kernels.answering(signal.SIG_IGN):  # nothing stops a run while old and new lie side by side
        _move(made, root / made.name)
        files.write(root / "README.md", text.encode())
        files.write(readme, front.encode())
        for path, notebook in executed.items():
            files.write(path, notebook.encode())
    return Outcome(root / made.name, root / "README.md", tuple(executed))


def _put_beside(made: Path, root: Path, executed: Executed) -> Outcome:
    """Another text: its figures, gallery and executed notebooks go into a folder of their own."""
    for path, notebook in executed.items():
        files.write(made / path.name, notebook.encode())
    table = gallery.answers(executed, notebooks=".", figures="", pictures=".")
    text = gallery.page(made, heading=f"Figures: {made.name}", prefix=".", answers=table)
    files.write(made / "README.md", text.encode())
    folder = root / made.name
    with kernels.answering(signal.SIG_IGN):  # nothing stops a run while old and new lie side by side
        _move(made, folder)
    return Outcome(folder, folder / "README.md", tuple(folder / path.name for path in executed))


@contextmanager
def _stage(place: Path) -> Iterator[Path]:
    """A folder beside the final one, on the same disk, gone at the end; those of killed runs go first."""
    try:
        if place.exists() and not place.is_dir():
            raise ReadoutError(str(place), "a file stands where the folder of figures goes", "move one away")
        if place.exists() and not os.access(place, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        root = place.resolve().parent
        root.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(dir=root, prefix=f".run-{os.getpid()}-"))
    except (OSError, RuntimeError) as error:  # a RuntimeError is links in a circle
        raise ReadoutError(
            str(place.parent),
            f"the folder can't be written to ({getattr(error, 'strerror', error)})",
            "choose another with --out",
        ) from error
    try:
        for left in root.glob(".run-*"):
            owner = _STAGE.fullmatch(left.name)
            if owner and not psutil.pid_exists(int(owner[1])):
                shutil.rmtree(left, ignore_errors=True)
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _move(made: Path, place: Path) -> None:
    """Put new files in the place of those of the same names; nothing else there is touched."""
    new = sorted(made.iterdir())
    taken = [path.name for path in new if (place / path.name).is_dir()]
    if taken:
        raise ReadoutError(str(place / taken[0]), "a folder stands where a file goes", "move it away")
    try:
        place.resolve().mkdir(exist_ok=True)
        for path in new:
            path.replace(place / path.name)
    except OSError as error:
        raise ReadoutError(
            str(place), f"a file can't be replaced ({error})", "close or free it, and run again"
        ) from error
