"""The way in, from nothing but Python: `python3 lib figures` sets up .venv, once, and runs in it.

Only the standard library, and only words that an old Python can read: it has to get as far as saying that
it is too old.
"""

import hashlib
import importlib.util
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

USAGE = """python3 lib COMMAND (Windows: py lib COMMAND)

  figures [TEXT]  run all notebooks on a text and export their figures
  check TEXT      show what was detected in a text
  sheet KIND TEXT write a sheet for coding a text by hand: topics, tone, stance or silences
  lab             open the notebooks in JupyterLab
  test            everything that CI checks
  bench           measure speed, as ratios
  attribution     how often attribution is right, on labelled texts
  fuzz            mangled texts, sidecars and sheets for a minute: each is read, or refused

The first call of any of them sets up .venv from requirements.lock."""
#: What the project's own commands run, one after the other; the rest are the package's.
STEPS = {
    "lab": ["-m jupyterlab notebooks/00-start-here.ipynb"],
    "test": [
        "-m ruff check .",
        "-m ruff format --check .",
        "-m pytest --numprocesses=auto --dist=loadscope",
    ],
    "bench": ["tests/benchmark.py"],
    "attribution": ["tests/accuracy.py"],
    "fuzz": ["tests/fuzz.py"],
}

#: The Pythons for which every package of the lock has wheels.
OLDEST, NEWEST = (3, 11), (3, 14)
FITS = f"import sys; sys.exit(not {OLDEST} <= sys.version_info[:2] <= {NEWEST})"
INSTALL_PYTHON = {
    "darwin": "brew install python@3.13, or the installer from python.org",
    "win32": "winget install Python.Python.3.13, then: py -3.13 lib COMMAND",
}
INSTALL_ON_LINUX = (
    "sudo apt install python3.11 python3.11-venv (Ubuntu), sudo dnf install python3.12 (Fedora), "
    "or with uv: uv python install 3.13"
)

LIB = Path(__file__).resolve().parent
PROJECT = LIB.parent
LOCK = PROJECT / "requirements.lock"
VENV = PROJECT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
READY = VENV / ".ready"

#: Lines in which uv and pip say how far they are; what else they say concerns the user's own settings.
HOW_FAR = re.compile(r"^ *((?:Collecting|Downloading|Using cached|Prepar|Install)\w* [^(:\n]*)", re.MULTILINE)
SECONDS = 3
LAST_LINES = 12
INTERRUPTED = 130


class SetUpError(Exception):
    """The set-up can't go on; the message says what was found and what to do."""


def main(arguments: list) -> int:
    """Run a command in .venv; returns the exit status."""
    command, *rest = arguments or [""]
    if command not in re.findall(r"^  (\w+)", USAGE, flags=re.MULTILINE):
        say(USAGE)
        return 0 if command in ("", "-h", "--help") else 2
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        if not is_ready():
            if not OLDEST <= sys.version_info[:2] <= NEWEST:
                return become([*another_python(), str(LIB), *arguments])
            set_up()
        return run(command, rest)
    except (SetUpError, OSError) as error:
        say(f"readout: {error}")
        return 1
    except KeyboardInterrupt:
        say("readout: interrupted")
        return INTERRUPTED


def say(text: str) -> None:
    """Tell the user, not the program that reads what a command prints."""
    print(text, file=sys.stderr, flush=True)


# --- a Python -------------------------------------------------------------------------------------


def is_fit(*python: str) -> bool:
    """Whether such a Python is there, runs, and is neither too old nor too new for the lock."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        return subprocess.call([*python, "-c", FITS], **quiet) == 0
    except OSError:
        return False


def another_python() -> list:
    """The command of a Python on the PATH that is fit."""
    versions = [f"3.{minor}" for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    commands = [[f"python{version}"] for version in [*versions, "3", ""]]
    if os.name == "nt":
        commands = [["py", f"-{version}"] for version in versions] + commands
    for command in commands:
        if is_fit(*command):
            return command
    needed = " to ".join(".".join(map(str, version)) for version in (OLDEST, NEWEST))
    remedy = INSTALL_PYTHON.get(sys.platform, INSTALL_ON_LINUX)
    raise SetUpError(f"Python {needed} is needed, this is {platform.python_version()}; install one: {remedy}")


# --- setting up -----------------------------------------------------------------------------------


def stamp() -> str:
    """What .venv is made for: this lock, this machine, this place. Anything else is set up anew."""
    place = f"{sys.platform} {platform.machine()} {PROJECT}"
    project = LOCK.read_bytes() + (PROJECT / "pyproject.toml").read_bytes()
    return hashlib.sha256(project + os.fsencode(place)).hexdigest()


def is_ready() -> bool:
    """Whether a set-up came to its end here and its Python is still there."""
    return READY.is_file() and READY.read_text() == stamp() and is_fit(str(PYTHON))


def set_up() -> None:
    """Make .venv anew; it is whole at the end, or gone."""
    say("setting up .venv (once; a minute or two)")
    python = os.path.realpath(sys.executable) if Path(sys.prefix) == VENV else sys.executable
    uv = shutil.which("uv")
    try:
        if not (uv and has_set_up_with_uv(uv, python)):
            set_up_with_pip(python)
        step("building the font cache", PYTHON, "-c", "import matplotlib.font_manager")
        READY.write_text(stamp())
    except BaseException:
        shutil.rmtree(str(VENV), ignore_errors=True)
        raise


def has_set_up_with_uv(uv: str, python: str) -> bool:
    """Whether uv could do it; it knows neither pip's settings nor where they say packages are to be had."""
    install = [uv, "pip", "install", "--python", PYTHON]
    try:
        step("making .venv", uv, "venv", "--clear", "--python", python, VENV)
        step("installing the locked releases with uv", *install, "--compile-bytecode", *locked())
        step("installing readout", *install, *readout())
    except SetUpError as error:
        said = str(error).splitlines()
        say("  uv can't: " + next((line for line in said if line.startswith("error: ")), said[-1]))
        return False
    return True


def set_up_with_pip(python: str) -> None:
    """Set up with what comes with Python; of pip's settings those count that say where packages are."""
    if not importlib.util.find_spec("ensurepip"):
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        raise SetUpError(
            f"this Python comes without its venv; install it (Debian, Ubuntu: sudo apt install {package})"
        )
    # Takes back what the user's settings say on where packages go.
    install = [PYTHON, "-m", "pip", "install", "--no-user", "--target="]
    step("making .venv", python, "-m", "venv", "--clear", VENV)
    step("installing the locked releases with pip", *install, *locked())
    step("installing readout", *install, *readout())


def locked() -> list:
    """What uv and pip are to install: the lock, and never a program that has to be built first."""
    return ["--require-hashes", "--only-binary", ":all:", "--requirement", LOCK]


def readout() -> list:
    """The project's own package, where it stands, built with what the lock holds."""
    return ["--no-deps", "--no-build-isolation", "--editable", PROJECT]


def step(what: str, *command: object) -> None:
    """Run a command of the set-up: how far it is every few seconds, and what it said if it fails.

    Raises:
        SetUpError: If it fails; the message is the end of what it said.
    """
    say(f"  {what}")
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder, "told.txt")
        with started(command, told) as process:
            while not has_ended(process):
                far = HOW_FAR.findall(read(told)) or [""]
                say(f"    {time.monotonic() - began:3.0f} s  {far[-1]:.90}".rstrip())
        if process.returncode:
            raise SetUpError("\n".join([f"{what} failed:", *read(told).splitlines()[-LAST_LINES:]]))


def started(command: tuple, told: Path) -> subprocess.Popen:
    """Start a command of the set-up that tells everything to a file, and is asked nothing."""
    with told.open("wb") as out:
        return subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**surroundings(), "PIP_CONSTRAINT": os.devnull},
        )


def has_ended(process: subprocess.Popen) -> bool:
    """Whether a process ends within a few seconds; it ends with us."""
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        return False
    except BaseException:
        process.kill()
        raise
    return True


def read(told: Path) -> str:
    """What a program has told so far."""
    return told.read_text(encoding="utf-8", errors="replace").replace("\r", "\n")


# --- running --------------------------------------------------------------------------------------


def run(command: str, rest: list) -> int:
    """Run a command in .venv; what else was given goes to its last step."""
    if command not in STEPS:
        return become([str(PYTHON), "-P", "-m", "readout", command, *rest])
    os.chdir(str(PROJECT))
    if command == "lab" and os.name == "posix" and os.geteuid() == 0:
        rest = ["--allow-root", *rest]
    *first, last = (arguments.split() for arguments in STEPS[command])
    for arguments in first:
        say("python " + " ".join(arguments))
        status = subprocess.call([str(PYTHON), *arguments], env=surroundings())
        if status:
            return status
    say("python " + " ".join([*last, *rest]))
    return become([str(PYTHON), *last, *rest])


def become(command: list) -> int:
    """Be another program from here on, so that signals reach it; Windows has to wait for it."""
    if os.name == "posix":
        os.execvpe(command[0], command, surroundings())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return subprocess.call(command, env=surroundings())


def surroundings() -> dict:
    """The environment, without modules of the user that are for other programs."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
