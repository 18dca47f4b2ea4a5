"""A readout, read: the way in to everything else.

``files`` cleans the text, ``layout`` finds its parts, ``attribution`` finds who is reported, ``tokens``
splits it into words; here the results are put together into one frozen object.
"""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from readout import attribution
from readout.attribution import JOINT, NARRATOR
from readout.errors import ReadoutError
from readout.reading import facts, files, layout
from readout.sidecar import Sidecar, beside, corrected
from readout.sidecar import read as read_sidecar
from readout.text import tokens

#: The two voices that are no person.
UNNAMED = (JOINT, NARRATOR)


@dataclass(frozen=True)
class Readout:
    """One government's published account of a meeting, attributed sentence by sentence.

    Attributes:
        name: Stem of the file's name; figures are filed under it.
        title: The title line, or the first sentence where there is none; the sidecar's if it has one.
        date: The document's own date, or ``None`` if it prints none; the sidecar's if it has one.
        text: The normalised text; all offsets point into it.
        sha256: Hash of the file's bytes, hexadecimal.
        speakers: People with at least one attributed sentence, most words first, ties by name.
        sentences: See :class:`readout.attribution.Attribution`.
        people: Everybody the text names, with titles, state and side, likewise.
        tokens: See :func:`readout.text.tokens.tokenise`.
        issuer: Who published it, ``""`` where the text does not say; the sidecar's if it has one.
        source: Where it was found, ``""`` where nobody has noted it.
        sidecar: The notes that were used in reading it.
        folder: Where its file lies, and what a reader has put beside it; ``None`` for a text in memory.
    """

    name: str
    title: str
    date: dt.date | None
    text: str = field(repr=False)
    sha256: str
    speakers: tuple[str, ...]
    sentences: pd.DataFrame = field(repr=False)
    people: pd.DataFrame = field(repr=False)
    tokens: pd.DataFrame = field(repr=False)
    issuer: str = ""
    source: str = ""
    sidecar: Sidecar = field(default_factory=Sidecar, repr=False)
    folder: Path | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        files.refuse_unsafe_name(self.name)

    @property
    def voices(self) -> tuple[str, ...]:
        """The speakers, then ``joint`` and ``narrator``, with a sentence or without: the order of tables."""
        return self.speakers + UNNAMED

    @property
    def reference(self) -> str:
        """How a figure names its source: title, date and the first digits of the hash.

        Plain quotation marks, like all that is drawn: typographic ones cost a PDF two more fonts.
        """
        date = f", {self.date.isoformat()}" if self.date else ""
        return f'"{self.title}"{date} (SHA-256 {self.sha256[:12]}{self.by_hand})'

    @property
    def by_hand(self) -> str:
        """What is said behind the hash, which is the text's alone: how many speakers were set by hand."""
        number = int((self.sentences["rule"] == "corrected").sum())
        sentences = "1 sentence" if number == 1 else f"{number} sentences"
        return f", {sentences} attributed by hand" if number else ""

    @cached_property
    def places(self) -> pd.Series:
        """How the project cites a sentence, "18.12" for the twelfth of paragraph 18, by ``sentence``."""
        return _places(self.sentences)

    @cached_property
    def body(self) -> pd.DataFrame:
        """The sentences of the body, index from 0."""
        return self.sentences[self.sentences["body"]].reset_index(drop=True)


def _places(sentences: pd.DataFrame) -> pd.Series:
    within = Counter()
    names = []
    for paragraph in sentences["paragraph"]:
        within[paragraph] += 1
        names.append(f"{paragraph}.{within[paragraph]}")
    return pd.Series(names, index=pd.Index(sentences["sentence"]), dtype="str", name="place")


def shortened(places: Iterable[str], most: int = 6) -> str:
    """Some places as a table prints them, shortened where there are many.

    Example:
        >>> shortened(["4.1", "18.2"]), shortened("123456789")
        ('4.1, 18.2', '1, 2, 3, 4, 5, 6 and 3 more')
    """
    places = list(places)
    more = f" and {len(places) - most} more" if len(places) > most else ""
    return ", ".join(places[:most]) + more


def load(path_or_name: str | Path) -> Readout:
    """Load a readout from a path, or by name from ``seeds/``.

    Args:
        path_or_name: A path to a text file, or the stem of one in ``seeds/``. If there is a ``.toml`` file
            of the same stem beside it, its notes are used (:mod:`readout.sidecar`).

    Returns:
        The attributed, tokenised readout.

    Raises:
        ReadoutError: If the file can't be read as an English readout, or its notes do not fit it; the
            message says why.

    Example:
        >>> readout = load("xi-putin-2021-12-15")
        >>> readout.speakers, int(readout.body.shape[0])
        (('Xi Jinping', 'Vladimir Putin'), 77)
        >>> readout.people[["name", "state", "side"]].to_numpy().tolist()
        [['Xi Jinping', 'Chinese', 'issuer'], ['Vladimir Putin', 'Russian', 'counterpart']]
    """
    path = files.find(path_or_name)
    return _assemble(files.read(path), read_sidecar(beside(path)), path.parent)


def parse(text: str, *, name: str = "readout", sidecar: Sidecar | None = None) -> Readout:
    """Make a readout from text in memory; the hash is of its UTF-8 bytes.

    Args:
        text: The text, which may be HTML, or Markdown with a YAML head.
        name: What to file its figures under.
        sidecar: Notes on it, as they would stand beside a file.

    Raises:
        ReadoutError: As :func:`load`; ``name`` stands for the file.

    Example:
        >>> parse("President Vladimir Putin called. Putin said that trade grows.").speakers
        ('Vladimir Putin',)
    """
    clean = files.clean(text, where=name)
    files.refuse_unusable(clean, where=name)
    sha256 = hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
    return _assemble(files.Source(name, clean, sha256), sidecar or Sidecar())


def _assemble(source: files.Source, notes: Sidecar, folder: Path | None = None) -> Readout:
    text = layout.unwrapped(source.text)
    pieces = layout.pieces(text)
    issuer = notes.issuer or facts.issuer(text, pieces)
    sentences, people = attribution.attribute(text, pieces, known=notes.speakers, issuer=issuer)
    if notes.corrections:
        sentences = corrected(sentences, _places(sentences), notes)
    table = tokens.tokenise(text, sentences)
    _refuse_silence(sentences, where=source.name)
    return Readout(
        name=source.name,
        title=notes.title or facts.title(text, pieces),
        date=notes.date or facts.date(text, pieces),
        text=text,
        sha256=source.sha256,
        speakers=_by_words(table),
        sentences=sentences,
        people=people,
        tokens=table,
        issuer=issuer,
        source=notes.source,
        sidecar=notes,
        folder=folder,
    )


def _by_words(table: pd.DataFrame) -> tuple[str, ...]:
    words = Counter(table["speaker"].array[table["body"]])
    return tuple(sorted(words.keys() - {*UNNAMED}, key=lambda name: (-words[name], name)))


def _refuse_silence(sentences: pd.DataFrame, *, where: str) -> None:
    speakers = sentences["speaker"].array[sentences["body"]]
    if all(speaker == NARRATOR for speaker in speakers):
        raise ReadoutError(
            where,
            f"nobody is reported as speaking in its {len(speakers)} body sentences; looked for a name or "
            "office before a verb such as said, noted or stressed",
            "check that this is a readout of a meeting and that its text is complete",
        )
