"""Execute notebooks side by side, a kernel each, without touching their files."""

import asyncio
import copy
import json
import os
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed, wait
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from readout.errors import ReadoutError
from readout.reading.files import FIGURES_VARIABLE

CELL_SECONDS = 600
#: Seconds between two looks for kernels of a run that is being stopped.
_GLANCE = 0.2
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
        progress: Called with 1 after every executed cell, from one thread at a time.

    Returns:
        The text of each executed notebook, by its path.

    Raises:
        ReadoutError: If a cell fails; the message names notebook, cell and error.
    """
    turn = threading.Lock()

    def advance(**_: object) -> None:
        with turn:
            progress(1)

    runs = {path: _Run(path, source, stage, advance) for path in paths}
    with ThreadPoolExecutor(jobs or os.cpu_count() or 1) as pool:
        # Last first: later notebooks do more, and none may start when the others are done.
        futures = [pool.submit(runs[path].execute) for path in reversed(paths)]
        try:
            for done in as_completed(futures):
                done.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            _stop(runs.values(), futures)
            raise
    return {path: _clean(run.client.nb) for path, run in runs.items()}


def _stop(runs: Iterable["_Run"], futures: Iterable[Future]) -> None:
    """Kill kernels until no thread waits for one; a kernel that is just starting is met the next time."""
    while waiting := [future for future in futures if future.running()]:
        for run in runs:
            run.kill()
        wait(waiting, timeout=_GLANCE)


class _Run:
    """A notebook and its kernel, which is of this Python and gone at the end, whatever happens."""

    def __init__(self, path: Path, source: str, stage: Path, advance: Callable[..., None]) -> None:
        self._path = path
        self._start = {"cwd": str(path.parent), "env": {**os.environ, FIGURES_VARIABLE: str(stage)}}
        self._failed = ""
        self.client = NotebookClient(
            with_parameter(_read(path), source, where=path.name),
            kernel_name="python3",
            extra_arguments=_KERNEL_OPTIONS,
            startup_timeout=CELL_SECONDS,
            timeout=CELL_SECONDS,
            shutdown_kernel="immediate",
            record_timing=False,
            store_widget_state=False,
            on_cell_executed=advance,
            on_cell_error=self._remember,
        )

    def _remember(self, cell: NotebookNode, cell_index: int, execute_reply: dict) -> None:
        error = execute_reply["content"]
        self._failed = f"cell {cell_index + 1} ({cell.id}) raised {error['ename']}: {error['evalue']}"

    def execute(self) -> None:
        try:
            # The kernel's sockets need a selector; the default loop on Windows has none.
            with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
                runner.run(self._execute())
        except (CellTimeoutError, DeadKernelError) as error:
            raise ReadoutError(
                self._path.name, f"its kernel stopped ({error})", "run it in JupyterLab to see why"
            ) from error
        except CellExecutionError as error:
            if error.ename == "ReadoutError":  # the text is at fault, not the notebook
                raise _TextError(error.evalue) from error
            raise ReadoutError(
                self._path.name, self._failed, "open it in JupyterLab and run it to see the traceback"
            ) from error

    async def _execute(self) -> None:
        """Start before executing: a kernel that is killed while it starts is then cleaned up at once."""
        self.client.create_kernel_manager()
        await self.client.async_start_new_kernel(**self._start)
        await self.client.async_start_new_kernel_client()
        await self.client.async_execute()

    def kill(self) -> None:
        """End the kernel if there is one; whoever waits for it is told within a second or two."""
        manager = self.client.km
        if manager and manager.provisioner and manager.provisioner.has_process:
            manager.provisioner.process.kill()


class _TextError(ReadoutError):
    """A notebook's kernel refused the text; the message is the kernel's."""

    def __init__(self, message: str) -> None:
        Exception.__init__(self, message)


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
