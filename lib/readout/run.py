"""Run the notebooks on one readout, side by side, and put their figures in place all at once.

Every notebook has a kernel of its own and writes its figures aside. Only when all have succeeded do
the new figures, the executed notebooks and the gallery replace the old ones; a run that fails or is
interrupted leaves everything as it was.
"""

import asyncio
import copy
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from readout import export
from readout.document import Readout
from readout.errors import ReadoutError
from readout.files import PROJECT, SEEDS

NOTEBOOKS = PROJECT / "notebooks"
#: The document that the stored notebooks are about.
MAIN = "xi-putin-2021-12-15"
CELL_SECONDS = 600

Progress = Callable[[int], None]


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
    found = sorted(p for p in NOTEBOOKS.glob("[0-9][0-9]-*.ipynb"))
    if not found:
        raise ReadoutError(
            str(NOTEBOOKS), "there are no notebooks here", "install from a clone of the project, as the README says"
        )
    return found


def cells_to_run(paths: Sequence[Path]) -> int:
    """How many code cells the notebooks have together: the length of a progress bar."""
    return sum(cell.cell_type == "code" for path in paths for cell in _read(path).cells)


def figures(
    readout: Readout, source: str | Path, *, out: Path | None = None, jobs: int | None = None, progress: Progress
) -> Outcome:
    """Run all notebooks on a readout and export their figures.

    Args:
        readout: The loaded readout; it names the folder.
        source: What the notebooks load: a name in ``seeds/`` or a path.
        out: Folder for ``<readout's name>/``; default the project's ``figures/``.
        jobs: Kernels at a time; default the number of processors.
        progress: Called with 1 after every executed cell.

    Returns:
        Where everything was put. Executed notebooks replace the stored ones only for the main
        document in its own folder; otherwise they stand beside the figures.

    Raises:
        ReadoutError: If a cell fails; the message names notebook, cell and error.
    """
    root = out or PROJECT / "figures"
    in_place = out is None and readout.name == MAIN and _is_seed(source)
    with _stage(root) as stage:
        done = _run_all(notebooks(), _parameter(source), stage, jobs or os.cpu_count() or 1, progress)
        made = stage / readout.name
        made.mkdir(exist_ok=True)
        executed = {path.name: _clean(notebook) for path, notebook in done.items()}
        if in_place:
            page, heading = root / "README.md", "Figures"
        else:
            page, heading = made / "README.md", f"Figures: {readout.title}"
            for name, text in executed.items():
                (made / name).write_text(text, encoding="utf-8", newline="\n")
        text = export.gallery(made, heading=heading, base=stage if in_place else made)
        if not in_place:
            page.write_text(text, encoding="utf-8", newline="\n")
        _swap(made, root / readout.name)
        if in_place:
            export.write(page, text.encode())
            for name, notebook in executed.items():
                export.write(NOTEBOOKS / name, notebook.encode())
    folder = root / readout.name
    return Outcome(
        folder,
        page if in_place else folder / "README.md",
        tuple((NOTEBOOKS if in_place else folder) / name for name in executed),
    )


def _is_seed(source: str | Path) -> bool:
    return str(source) == MAIN or Path(source).resolve().parent == SEEDS


def _parameter(source: str | Path) -> str:
    """What the notebooks' ``READOUT`` is set to: kernels have another working folder than we."""
    return MAIN if _is_seed(source) and Path(source).stem == MAIN else str(Path(source).resolve())


# --- places --------------------------------------------------------------------------------------


@contextmanager
def _stage(root: Path) -> Iterator[Path]:
    """A folder beside the final one, on the same disk, that is gone at the end."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(dir=root, prefix=".run-"))
    except OSError as error:
        raise ReadoutError(
            str(root), f"the folder can't be written to ({error.strerror})", "choose another with --out"
        ) from error
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _swap(new: Path, place: Path) -> None:
    """Put a finished folder in the place of the old one."""
    new.chmod(0o755)
    old = new.with_name(f"{new.name}.old")
    if place.exists():
        place.replace(old)
    try:
        new.replace(place)
    except OSError:
        if old.exists():
            old.replace(place)
        raise


# --- kernels -------------------------------------------------------------------------------------


def _run_all(
    paths: Sequence[Path], source: str, stage: Path, jobs: int, progress: Progress
) -> dict[Path, NotebookNode]:
    """Execute the notebooks, at most ``jobs`` at a time; the first failure stops the others."""

    async def main() -> dict[Path, NotebookNode]:
        gate = asyncio.Semaphore(jobs)
        try:
            async with asyncio.TaskGroup() as group:
                tasks = {p: group.create_task(_run_one(p, source, stage, gate, progress)) for p in paths}
        except BaseExceptionGroup as group_error:
            raise group_error.exceptions[0] from None
        return {path: task.result() for path, task in tasks.items()}

    return _in_own_loop(main)


def _in_own_loop(main: Callable) -> dict[Path, NotebookNode]:
    """Run a coroutine in another thread, so that Ctrl-C reaches us and not the first kernel."""
    result: Future = Future()
    running: dict[str, object] = {}

    async def cancellable() -> None:
        running["loop"], running["task"] = asyncio.get_running_loop(), asyncio.current_task()
        result.set_result(await main())

    def work() -> None:
        try:
            asyncio.run(cancellable())
        except BaseException as error:  # noqa: BLE001 - handed over to the waiting thread
            result.set_exception(error)

    thread = threading.Thread(target=work, name="notebooks")
    thread.start()
    try:
        return result.result()
    except KeyboardInterrupt:
        if "task" in running:
            running["loop"].call_soon_threadsafe(running["task"].cancel)
        raise
    finally:
        thread.join()


async def _run_one(
    path: Path, source: str, stage: Path, gate: asyncio.Semaphore, progress: Progress
) -> NotebookNode:
    async with gate:
        notebook = with_parameter(_read(path), source, where=path.name)
        failed: list[str] = []
        client = NotebookClient(
            notebook,
            timeout=CELL_SECONDS,
            kernel_name="python3",
            record_timing=False,
            store_widget_state=False,
            extra_arguments=["--log-level=ERROR"],  # no notices about its sockets between our lines
            resources={"metadata": {"path": str(path.parent)}},
            on_cell_executed=lambda **_: progress(1),
            on_cell_error=lambda cell, cell_index, execute_reply: failed.append(
                _describe(cell, cell_index, execute_reply)
            ),
        )
        try:
            await client.async_execute(env={**os.environ, export.FOLDER_VARIABLE: str(stage)})
        except (CellTimeoutError, DeadKernelError) as error:
            raise ReadoutError(path.name, f"its kernel stopped ({error})", "run it in JupyterLab to see why") from error
        except CellExecutionError as error:
            raise ReadoutError(path.name, failed[0], "open it in JupyterLab and run it to see the traceback") from error
        return client.nb


def _describe(cell: NotebookNode, index: int, reply: dict) -> str:
    error = reply["content"]
    return f"cell {index + 1} ({cell.id}) raised {error['ename']}: {error['evalue']}"


def _read(path: Path) -> NotebookNode:
    try:
        return nbformat.read(path, as_version=4)
    except (nbformat.reader.NotJSONError, nbformat.ValidationError, OSError, UnicodeDecodeError) as error:
        raise ReadoutError(path.name, f"this is no notebook ({type(error).__name__})", "restore the file") from error


def with_parameter(notebook: NotebookNode, source: str, *, where: str) -> NotebookNode:
    """A copy of a notebook whose cell tagged ``parameters`` names another readout.

    Raises:
        ReadoutError: If the notebook has no such cell.
    """
    notebook = copy.deepcopy(notebook)
    tagged = [c for c in notebook.cells if "parameters" in c.metadata.get("tags", [])]
    if not tagged:
        raise ReadoutError(where, "no cell is tagged 'parameters'", 'tag the cell that sets READOUT = "..."')
    lines = tagged[0].source.splitlines()
    tagged[0].source = "\n".join(f"READOUT = {source!r}" if li.startswith("READOUT =") else li for li in lines)
    if source == MAIN:  # as it is written in the stored notebooks
        tagged[0].source = tagged[0].source.replace(f"{source!r}", f'"{source}"')
    return notebook


def _clean(notebook: NotebookNode) -> str:
    """A notebook's file without what differs between machines and Python versions."""
    notebook.metadata = nbformat.from_dict({
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    })
    return nbformat.writes(notebook) + "\n"
