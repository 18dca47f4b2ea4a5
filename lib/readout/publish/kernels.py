"""Execute notebooks side by side, a kernel for each processor, without touching their files."""

import asyncio
import copy
import json
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from types import FrameType

import nbformat
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpecManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from readout.errors import ReadoutError
from readout.reading.files import FIGURES_VARIABLE

CELL_SECONDS = 600
#: Seconds between two looks at what is running.
_GLANCE = 0.2
#: No notices about sockets between our lines, no history file in the user's home.
_KERNEL_OPTIONS = ["--log-level=ERROR", "--HistoryManager.hist_file=:memory:"]

#: Forgets all names and begins to count from 1, as a kernel that has just started.
_FORGET = "get_ipython().reset(new_session=True)"

#: Called with a notebook's path after each of its cells, and with None now and then, so that a clock goes on;
#: by one thread at a time.
Progress = Callable[[Path | None], None]
#: The notebooks' paths and the text of the executed ones.
Executed = dict[Path, str]


def cells_to_run(paths: Sequence[Path]) -> dict[Path, int]:
    """How many code cells each notebook has."""
    return {path: sum(cell.cell_type == "code" for cell in _read(path).cells) for path in paths}


def execute(
    paths: Sequence[Path],
    source: str,
    stage: Path,
    *,
    named: str | None = None,
    jobs: int | None = None,
    progress: Progress,
) -> Executed:
    """Execute notebooks side by side; the first failure stops the others.

    Args:
        paths: The notebooks; the files are left as they are.
        source: What their cell tagged ``parameters`` is to name.
        stage: Folder into which their kernels export figures.
        named: What that cell names in the executed notebooks, if not ``source``.
        jobs: Kernels at a time; default the number of processors.
        progress: Told of every executed cell.

    Returns:
        The text of each executed notebook, by its path.

    Raises:
        ReadoutError: If a cell fails; the message names notebook, cell and error.
    """
    turn = threading.Lock()

    def advance(path: Path | None) -> None:
        with turn:
            progress(path)

    waiting = SimpleQueue()
    # Last first: later notebooks do more, and none may start when the others are done.
    for path in reversed(paths):
        waiting.put((path, with_parameter(_read(path), source, where=path.name)))
    workers = [_Worker(waiting, stage, advance) for _ in range(min(jobs or os.cpu_count() or 1, len(paths)))]
    with _remembered() as stop_if_interrupted, ThreadPoolExecutor(len(workers)) as pool:
        futures = [pool.submit(worker.run) for worker in workers]
        try:
            running = set(futures)
            while running:  # a wait without an end can sleep through Ctrl-C
                done, running = wait(running, timeout=_GLANCE, return_when=FIRST_COMPLETED)
                advance(None)
                stop_if_interrupted()
                for future in done:
                    future.result()
        except BaseException:
            _stop(workers, futures)
            raise
    executed = {path: page for worker in workers for path, page in worker.executed.items()}
    return {path: _clean(with_parameter(executed[path], named or source, where=path.name)) for path in paths}


def _stop(workers: Iterable["_Worker"], futures: Iterable[Future]) -> None:
    """Kill kernels until no thread waits for one; a kernel that is just starting is met the next time."""
    while waiting := [future for future in futures if future.running()]:
        for worker in workers:
            worker.kill()
        wait(waiting, timeout=_GLANCE)


@contextmanager
def answering(handler: signal.Handlers | Callable[[int, FrameType | None], None]) -> Iterator[None]:
    """Ctrl-C and TERM are answered in this way; no thread but the main one hears them."""
    able = threading.current_thread() is threading.main_thread()
    before = {one: signal.signal(one, handler) for one in (signal.SIGINT, signal.SIGTERM) if able}
    try:
        yield
    finally:
        for one, earlier in before.items():
            signal.signal(one, earlier)


@contextmanager
def _remembered() -> Iterator[Callable[[], None]]:
    """Raise again if Ctrl-C was pressed: an interrupt is lost where a library ignores exceptions."""
    pressed = threading.Event()

    def again() -> None:
        if pressed.is_set():
            raise KeyboardInterrupt

    def remember(number: int, frame: FrameType | None) -> None:
        pressed.set()
        signal.default_int_handler(number, frame)

    with answering(remember):
        yield again


class _Worker:
    """A kernel of this Python that runs one notebook after another; it is gone at the end, whatever happens.

    Between two notebooks it forgets all names and counts from 1 again. What it has imported stays: to import
    everything anew for each notebook would take a third of the whole run.
    """

    def __init__(self, waiting: SimpleQueue, stage: Path, advance: Progress) -> None:
        self._waiting = waiting
        self._stage = stage
        self._path = Path()
        self._failed = ""
        self.executed: dict[Path, NotebookNode] = {}
        self._client = NotebookClient(
            nbformat.v4.new_notebook(),
            extra_arguments=_KERNEL_OPTIONS,
            startup_timeout=CELL_SECONDS,
            timeout=CELL_SECONDS,
            shutdown_kernel="immediate",
            record_timing=False,
            store_widget_state=False,
            on_cell_executed=lambda **_: advance(self._path),
            on_cell_error=self._remember,
        )

    def _remember(self, cell: NotebookNode, cell_index: int, execute_reply: dict) -> None:
        error = execute_reply["content"]
        self._failed = f"cell {cell_index + 1} ({cell.id}) raised {error['ename']}: {error['evalue']}"

    def run(self) -> None:
        """Execute notebooks until none is waiting."""
        try:
            # The kernel's sockets need a selector; the default loop on Windows has none.
            with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
                runner.run(self._execute_all())
        except (CellTimeoutError, RuntimeError, OSError) as error:  # a RuntimeError: it died, or never lived
            raise ReadoutError(
                self._path.name, f"its kernel stopped ({error})", "run it in JupyterLab to see why"
            ) from error
        except CellExecutionError as error:
            if error.ename == "ReadoutError":  # the text is at fault, not the notebook
                raise _TextError(error.evalue) from error
            raise ReadoutError(
                self._path.name, self._failed, "open it in JupyterLab and run it to see the traceback"
            ) from error

    async def _execute_all(self) -> None:
        client = self._client
        with suppress(Empty):
            self._path, client.nb = self._waiting.get_nowait()
            # Start before executing: a kernel that is killed while it starts is then cleaned up at once.
            client.km = self._manager()
            await client.async_start_new_kernel(cwd=str(self._path.parent), env=_environment(self._stage))
            await client.async_start_new_kernel_client()
            async with client.async_setup_kernel():
                while True:
                    await client.async_execute(cleanup_kc=False)
                    self.executed[self._path] = client.nb
                    await self._forget()
                    self._path, client.nb = self._waiting.get_nowait()

    def _manager(self) -> AsyncKernelManager:
        """What starts a kernel of this Python, whatever others are installed, and writes nothing at home."""
        return AsyncKernelManager(
            kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),
            connection_file=str(self._stage / f".kernel-{id(self)}.json"),
        )

    async def _forget(self) -> None:
        """Make the kernel as if it had just started; nbclient watches over its life only in cells."""
        request = self._client.kc.execute_interactive(_FORGET, silent=True, store_history=False)
        forgetting = asyncio.ensure_future(request)
        while not (await asyncio.wait([forgetting], timeout=_GLANCE))[0]:
            if not await self._client.km.is_alive():
                forgetting.cancel()
                raise DeadKernelError("Kernel died")
        forgetting.result()

    def kill(self) -> None:
        """End the kernel if there is one; whoever waits for it is told within a second or two."""
        manager = self._client.km
        process = manager.provisioner.process if manager and manager.provisioner else None
        if process:  # the worker may let go of it at the same time
            process.kill()


def _environment(stage: Path) -> dict[str, str]:
    """Where kernels write: aside, and what they keep at home too where no home is."""
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.home() fails where there is none
    cache = {} if os.access(home, os.W_OK) else {"MPLCONFIGDIR": str(stage / ".matplotlib")}
    return cache | os.environ | {FIGURES_VARIABLE: str(stage), "IPYTHONDIR": str(stage / ".ipython")}


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
