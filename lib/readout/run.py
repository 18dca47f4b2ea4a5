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
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from concurrent.futures import Future
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from readout import files, gallery
from readout.errors import ReadoutError
from readout.files import PROJECT

NOTEBOOKS = PROJECT / "notebooks"
#: The document that the stored notebooks are about.
MAIN = "xi-putin-2021-12-15"
CELL_SECONDS = 600
#: No notices about sockets between our lines, no history file in the user's home.
_KERNEL_OPTIONS = ["--log-level=ERROR", "--HistoryManager.hist_file=:memory:"]

Progress = Callable[[int], None]
#: The notebooks' paths and the text of the executed ones.
Executed = dict[Path, str]


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
            str(NOTEBOOKS),
            "there are no notebooks here",
            "install from a clone of the project, as the README says",
        )
    return found


def cells_to_run(paths: Sequence[Path]) -> int:
    """How many code cells the notebooks have together: the length of a progress bar."""
    return sum(cell.cell_type == "code" for path in paths for cell in _read(path).cells)


def figures(
    source: str | Path, *, out: Path | None = None, jobs: int | None = None, progress: Progress
) -> Outcome:
    """Run all notebooks on a readout and export their figures.

    Args:
        source: A name in ``seeds/`` or a path.
        out: Folder for ``<readout's name>/``; default the project's ``figures/``.
        jobs: Kernels at a time; default the number of processors.
        progress: Called with 1 after every executed cell.

    Returns:
        Where everything was put. Executed notebooks replace the stored ones only for the main
        document in the project's own folder; otherwise they stand beside the figures.

    Raises:
        ReadoutError: If the text can't be read, or a cell fails; the message names notebook, cell
            and error.
    """
    path = files.find(source).resolve()
    main = path == files.find(MAIN).resolve()
    root = (out or PROJECT / "figures").resolve()
    with _stage(root) as stage:
        executed = execute(notebooks(), MAIN if main else str(path), stage, jobs=jobs, progress=progress)
        made = stage / path.stem
        made.mkdir(exist_ok=True)
        if main and out is None:
            return _replace_stored(made, root, executed)
        return _put_beside(made, root, executed)


def _replace_stored(made: Path, root: Path, executed: Executed) -> Outcome:
    """The project's own document: figures, gallery and the stored notebooks are replaced."""
    text = gallery.page(made, heading="Figures", prefix=made.name)
    _swap(made, root / made.name)
    files.write(root / "README.md", text.encode())
    for path, notebook in executed.items():
        files.write(path, notebook.encode())
    return Outcome(root / made.name, root / "README.md", tuple(executed))


def _put_beside(made: Path, root: Path, executed: Executed) -> Outcome:
    """Another text: its figures, gallery and executed notebooks go into a folder of their own."""
    for path, notebook in executed.items():
        files.write(made / path.name, notebook.encode())
    files.write(made / "README.md", gallery.page(made, heading=f"Figures: {made.name}", prefix=".").encode())
    folder = root / made.name
    _swap(made, folder)
    return Outcome(folder, folder / "README.md", tuple(folder / path.name for path in executed))


# --- places --------------------------------------------------------------------------------------


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


def execute(
    paths: Sequence[Path], source: str, stage: Path, *, jobs: int | None = None, progress: Progress
) -> Executed:
    """Execute notebooks side by side; the first failure stops the others.

    Args:
        paths: The notebooks; the files are left as they are.
        source: What their cell tagged ``parameters`` is to name.
        stage: Folder into which their kernels export figures.
        jobs: Kernels at a time; default the number of processors.
        progress: Called with 1 after every executed cell.

    Returns:
        The text of each executed notebook, by its path.

    Raises:
        ReadoutError: If a cell fails; the message names notebook, cell and error.
    """

    async def main() -> Executed:
        gate = asyncio.Semaphore(jobs or os.cpu_count() or 1)
        try:
            async with asyncio.TaskGroup() as group:
                tasks = {p: group.create_task(_run_one(p, source, stage, gate, progress)) for p in paths}
        except BaseExceptionGroup as group_error:
            raise group_error.exceptions[0] from None
        return {path: _clean(task.result()) for path, task in tasks.items()}

    return _in_own_loop(main)


def _in_own_loop(main: Callable[[], Coroutine[None, None, Executed]]) -> Executed:
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
    notebook = with_parameter(_read(path), source, where=path.name)
    failed: list[str] = []
    async with gate, _kernel(path.parent, stage) as (manager, connection):
        client = NotebookClient(
            notebook,
            km=manager,
            timeout=CELL_SECONDS,
            record_timing=False,
            store_widget_state=False,
            on_cell_executed=lambda **_: progress(1),
            on_cell_error=lambda **at: failed.append(_describe(**at)),
        )
        client.kc = connection
        try:
            return await client.async_execute()
        except (CellTimeoutError, DeadKernelError) as error:
            raise ReadoutError(
                path.name, f"its kernel stopped ({error})", "run it in JupyterLab to see why"
            ) from error
        except CellExecutionError as error:
            if error.ename == "ReadoutError":  # the text is at fault, not the notebook
                raise _TextError(error.evalue) from error
            raise ReadoutError(
                path.name, failed[0], "open it in JupyterLab and run it to see the traceback"
            ) from error


@asynccontextmanager
async def _kernel(folder: Path, stage: Path) -> AsyncIterator[tuple[AsyncKernelManager, AsyncKernelClient]]:
    """A kernel of this Python, and our connection to it; both are gone at the end, whatever happens."""
    manager = AsyncKernelManager(kernel_name="python3")
    connection = None
    try:
        await manager.start_kernel(
            cwd=str(folder),
            env={**os.environ, files.FIGURES_VARIABLE: str(stage)},
            extra_arguments=_KERNEL_OPTIONS,
        )
        connection = manager.client()
        connection.start_channels()
        await connection.wait_for_ready(timeout=CELL_SECONDS)
        connection.allow_stdin = False
        yield manager, connection
    finally:
        if connection is not None:
            connection.stop_channels()
        if manager.has_kernel:
            await manager.shutdown_kernel(now=True)  # also removes its connection file


class _TextError(ReadoutError):
    """A notebook's kernel refused the text; the message is the kernel's."""

    def __init__(self, message: str) -> None:
        Exception.__init__(self, message)


def _describe(cell: NotebookNode, cell_index: int, execute_reply: dict) -> str:
    error = execute_reply["content"]
    return f"cell {cell_index + 1} ({cell.id}) raised {error['ename']}: {error['evalue']}"


def _read(path: Path) -> NotebookNode:
    try:
        return nbformat.read(path, as_version=4)
    except (
        nbformat.reader.NotJSONError,
        nbformat.ValidationError,
        OSError,
        UnicodeDecodeError,
    ) as error:
        raise ReadoutError(
            path.name, f"this is no notebook ({type(error).__name__})", "restore the file"
        ) from error


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
    tagged[0].source = "\n".join(
        f"READOUT = {source!r}" if li.startswith("READOUT =") else li for li in lines
    )
    if source == MAIN:  # as it is written in the stored notebooks
        tagged[0].source = tagged[0].source.replace(f"{source!r}", f'"{source}"')
    return notebook


def _clean(notebook: NotebookNode) -> str:
    """A notebook's file without what differs between machines and Python versions."""
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {
                "display_name": "Python 3 (ipykernel)",
                "language": "python",
                "name": "python3",
            },
            "language_info": {"name": "python"},
        }
    )
    return nbformat.writes(notebook) + "\n"
