"""Execute notebooks side by side, a kernel each, without touching their files."""

import asyncio
import copy
import json
import os
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from concurrent.futures import Future
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import nbformat
from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from readout.errors import ReadoutError
from readout.reading.files import FIGURES_VARIABLE

CELL_SECONDS = 600
#: Seconds that an interrupted run gets to clean up before it is interrupted again.
_PATIENCE = 5
#: No notices about sockets between our lines, no history file in the user's home.
_KERNEL_OPTIONS = ["--log-level=ERROR", "--HistoryManager.hist_file=:memory:"]

Progress = Callable[[int], None]
#: The notebooks' paths and the text of the executed ones.
Executed = dict[Path, str]


def cells_to_run(paths: Sequence[Path]) -> int:
    """How many code cells the notebooks have together: the length of a progress bar."""
    return sum(cell.cell_type == "code" for path in paths for cell in _read(path).cells)


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
                # Last first: later notebooks do more, and none may start when the others are done.
                tasks = {
                    path: group.create_task(_run_one(path, source, stage, gate, progress))
                    for path in reversed(paths)
                }
        except BaseExceptionGroup as group_error:
            raise group_error.exceptions[0] from None
        return {path: _clean(tasks[path].result()) for path in paths}

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
            # The kernels' sockets need a selector; the default loop on Windows has none.
            with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
                runner.run(cancellable())
        except BaseException as error:  # noqa: BLE001 - handed over to the waiting thread
            result.set_exception(error)

    thread = threading.Thread(target=work, name="notebooks")
    thread.start()
    try:
        return result.result()
    except KeyboardInterrupt:
        # A wait for a kernel can swallow its cancellation, and the group of tasks passes it on only
        # once. So what is still there after a while, time enough to shut kernels down, is cancelled anew.
        interrupt = running["task"].cancel if "task" in running else _cancel_everything
        while thread.is_alive():
            if "loop" in running:
                with suppress(RuntimeError):  # the loop has just ended
                    running["loop"].call_soon_threadsafe(interrupt)
            thread.join(_PATIENCE)
            interrupt = _cancel_everything
        raise
    finally:
        thread.join()


def _cancel_everything() -> None:
    for task in asyncio.all_tasks():
        task.cancel()


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
            env={**os.environ, FIGURES_VARIABLE: str(stage)},
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
    # JSON quotes like Python, and like the stored notebooks: with double quotation marks.
    setting = f"READOUT = {json.dumps(source, ensure_ascii=False)}"
    tagged[0].source = "\n".join(setting if line.startswith("READOUT =") else line for line in lines)
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
