"""Speed, measured side by side in one run and printed as ratios: ``python3 lib bench``.

The whole main job is held against its floor, the same number of kernels that only import what every
notebook of this kind imports. What starts cold is held against a Python that starts and does nothing, or
that imports pandas, in seconds of the processor, which others at work disturb less than the clock. Loading
is held against the import of pandas, and against a spaCy pipeline where spaCy is installed.
"""

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat

import accuracy
from readout import document
from readout.publish import kernels, run
from readout.reading import files

PAIRS = 5
LOADS = 30
STARTS = 7
#: An invented text of about 220 words.
SHORT = "build-white-house-05"
FLOOR_CELLS = [
    'READOUT = ""',
    "import matplotlib.pyplot, nltk, pandas, sklearn",
]


def seconds(job: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Time of one call."""
    start = clock()
    job()
    return clock() - start


def processor(*arguments: str) -> float:
    """Processor time of a Python that starts anew."""
    before = os.times()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4])


def starts_against_bare_ones() -> float:
    """Start each in turn, several times; returns the seconds that importing pandas takes."""
    cold = {
        "python -c pass": ["-c", "pass"],
        "import readout": ["-c", "import readout"],
        "import pandas": ["-c", "import pandas"],
        "readout check": ["-m", "readout", "check", files.MAIN],
    }
    times = {name: [] for name in cold}
    for _ in range(STARTS):
        for name, arguments in cold.items():
            times[name].append(processor(*arguments))
    median = {name: statistics.median(each) for name, each in times.items()}
    held = {"import readout": "python -c pass", "readout check": "import pandas"}
    print(f"processor time from a cold start, {STARTS} times")
    for name, spent in median.items():
        ratio = f"{spent / median[held[name]]:6.2f} of {held[name]}" if name in held else ""
        print(f"  {name:<15} median {spent * 1000:6.0f} ms  {ratio}".rstrip())
    return median["import pandas"]


def loads_against(reference: float) -> None:
    """Load, attribute and tokenise, warm, held against the seconds that importing pandas takes."""
    short = next(text.text for text in accuracy.labelled("build") if text.id == SHORT)
    jobs = {
        f"{len(short.split())} words": lambda: document.parse(short),
        "main document": lambda: document.load(files.MAIN),
    }
    print(f"processor time of loading a text, {LOADS} times, warm")
    for name, job in jobs.items():
        job()
        median = statistics.median(seconds(job, time.process_time) for _ in range(LOADS))
        print(f"  {name:<15} median {median * 1000:6.1f} ms  {median / reference:6.3f} of import pandas")


def floor_notebooks(folder: Path, number: int) -> list[Path]:
    """Notebooks that import and do nothing."""
    paths = []
    for n in range(number):
        notebook = nbformat.v4.new_notebook()
        notebook.cells = [nbformat.v4.new_code_cell(source) for source in FLOOR_CELLS]
        notebook.cells[0].metadata["tags"] = ["parameters"]
        paths.append(folder / f"{n:02}-floor.ipynb")
        nbformat.write(notebook, paths[-1])
    return paths


def main_job_against_floor() -> None:
    """Alternate the two, so that a slow minute of the machine meets both."""
    number = len(run.notebooks())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        floor = floor_notebooks(folder, number)

        def job() -> None:
            run.figures(files.MAIN, out=folder / "figures", progress=lambda _: None)

        def bare() -> None:
            """A fresh kernel for each, as whoever runs notebooks one by one has it."""
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                list(
                    pool.map(
                        lambda path: kernels.execute([path], files.MAIN, folder, progress=lambda _: None),
                        floor,
                    )
                )

        bare()  # warm the disk
        pairs = [(seconds(bare), seconds(job)) for _ in range(PAIRS)]
    ratios = [b / a for a, b in pairs]
    print(f"main job ({number} notebooks) against {number} kernels that only import, {PAIRS} pairs")
    print(f"  floor     median {statistics.median(a for a, _ in pairs):6.2f} s")
    print(f"  main job  median {statistics.median(b for _, b in pairs):6.2f} s")
    print(f"  ratio     median {statistics.median(ratios):6.2f}   ({min(ratios):.2f} to {max(ratios):.2f})")


def load_against_spacy() -> None:
    """Load, attribute and tokenise the main document, warm; then the same text through spaCy."""
    document.load(files.MAIN)
    ours = [seconds(lambda: document.load(files.MAIN)) for _ in range(LOADS)]
    print(f"load, attribute and tokenise the main document, {LOADS} times, warm")
    print(f"  readout   median {statistics.median(ours) * 1000:6.1f} ms")
    with contextlib.suppress(ImportError):
        import spacy  # noqa: PLC0415 - only where it is installed

        names = spacy.util.get_installed_models()
        pipeline = spacy.load(names[0]) if names else spacy.blank("en")
        if not names:
            pipeline.add_pipe("sentencizer")
        text = files.read(files.MAIN).text
        pipeline(text)
        theirs = [seconds(lambda: pipeline(text)) for _ in range(LOADS)]
        what = names[0] if names else "blank English with sentencizer: tokens and sentences only"
        print(f"  spaCy     median {statistics.median(theirs) * 1000:6.1f} ms ({what})")
        print(f"  ratio     median {statistics.median(ours) / statistics.median(theirs):6.2f}")
        return
    print("  spaCy is not installed; pip install spacy to compare")


if __name__ == "__main__":
    loads_against(starts_against_bare_ones())
    load_against_spacy()
    main_job_against_floor()
