"""What the project says today, a line a fact, so that a change of its inside can be held against it.

`python tests/freeze.py [FOLDER ...] > before.txt`, change something, write `after.txt` and compare the two
with `diff`. A line stands for an exported figure, for what a stored cell shows, for a text (title, date,
speakers, terms), or for the decision on one of its sentences. The texts are those of `seeds/`, the labelled
ones of `readouts/` and any further ones in the folders that are named.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import accuracy
import readout
from readout import Readout, ReadoutError

PROJECT = Path(__file__).parents[1]
TEXTS = {".txt", ".md", ".html"}


def short(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def figures() -> Iterator[tuple[str, ...]]:
    """Every exported file by its hash."""
    for path in sorted((PROJECT / "figures").rglob("*")):
        if path.is_file():
            yield "figure", str(path.relative_to(PROJECT)), short(path.read_bytes())


def outputs() -> Iterator[tuple[str, ...]]:
    """What the cells of the stored notebooks show, in order; a cell that shows nothing does not count."""
    for path in sorted((PROJECT / "notebooks").glob("*.ipynb")):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        shown = [cell["outputs"] for cell in cells if cell.get("outputs")]
        for number, results in enumerate(shown, 1):
            plain = [
                {key: value for key, value in result.items() if key != "execution_count"}
                for result in results
            ]
            yield "output", path.stem, str(number), short(json.dumps(plain, sort_keys=True).encode())


def decisions(name: str, text: Readout) -> Iterator[tuple[str, ...]]:
    """A text, and every decision on it."""
    terms = short("\n".join(text.tokens["term"] + text.tokens["frame"].astype(str)).encode())
    yield "text", name, text.title, str(text.date), "; ".join(text.speakers), terms
    for row, place in zip(text.sentences.itertuples(), text.places, strict=True):
        spans = f"{row.start} {row.frame_end} {row.end}"
        kind = "body" if row.body else "around"
        yield "decision", name, place, row.speaker, str(row.verb), row.rule, kind, spans


def texts(folders: list[Path]) -> Iterator[tuple[str, ...]]:
    """The decisions on all texts, or why one is refused."""
    labelled = [(text.id, text.text) for which in accuracy.SETS for text in accuracy.labelled(which)]
    files = [p for folder in (PROJECT / "seeds", *folders) for p in sorted(folder.iterdir())]
    paths = [(p.name, p) for p in files if p.suffix in TEXTS and p.name != "README.md"]
    for name, source in labelled + paths:
        try:
            read = readout.load(source) if isinstance(source, Path) else readout.parse(source, name=name)
        except ReadoutError as error:
            yield "text", name, str(error).replace(str(source), name)
        else:
            yield from decisions(name, read)


if __name__ == "__main__":
    folders = [Path(name) for name in sys.argv[1:]]
    for part in (figures(), outputs(), texts(folders)):
        for line in part:
            print("\t".join(line).replace("\n", " "))
