"""A readout, read: the way in to everything else.

``files`` cleans the text, ``layout`` finds its parts, ``attribution`` finds who is reported, ``tokens``
splits it into words; here the results are put together into one frozen object.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from readout import attribution, files, layout, tokens
from readout.attribution import JOINT, NARRATOR
from readout.errors import ReadoutError

#: The two voices that are no person.
UNNAMED = (JOINT, NARRATOR)


@dataclass(frozen=True)
class Readout:
    """One government's published account of a meeting, attributed sentence by sentence.

    Attributes:
        name: Stem of the file's name; figures are filed under it.
        title: The title line, or the first sentence where there is none.
        date: The date printed in the text, or ``None``.
        text: The normalised text; all offsets point into it.
        sha256: Hash of the file's bytes, hexadecimal.
        speakers: People with at least one attributed sentence, most words first, ties by name.
        sentences: See :func:`readout.attribution.attribute`.
        tokens: See :func:`readout.tokens.tokenise`.
    """

    name: str
    title: str
    date: dt.date | None
    text: str = field(repr=False)
    sha256: str
    speakers: tuple[str, ...]
    sentences: pd.DataFrame = field(repr=False)
    tokens: pd.DataFrame = field(repr=False)

    @property
    def voices(self) -> tuple[str, ...]:
        """The speakers, then ``joint`` and ``narrator``: the order of every table and figure."""
        return self.speakers + UNNAMED

    @property
    def reference(self) -> str:
        """How a figure names its source: title, date and the first digits of the hash.

        Plain quotation marks, like all that is drawn: typographic ones cost a PDF two more fonts.
        """
        date = f", {self.date.isoformat()}" if self.date else ""
        return f'"{self.title}"{date} (SHA-256 {self.sha256[:12]})'

    @cached_property
    def places(self) -> pd.Series:
        """How the project cites a sentence, "18.12" for the twelfth of paragraph 18, by ``sentence``."""
        within = self.sentences.groupby("paragraph").cumcount() + 1
        names = self.sentences["paragraph"].astype(str) + "." + within.astype(str)
        return names.set_axis(self.sentences["sentence"]).rename("place")

    @cached_property
    def body(self) -> pd.DataFrame:
        """The sentences of the body, index from 0."""
        return self.sentences[self.sentences["body"]].reset_index(drop=True)


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
        path_or_name: A path to a text file, or the stem of one in ``seeds/``.

    Returns:
        The attributed, tokenised readout.

    Raises:
        ReadoutError: If the file can't be read as an English readout; the message says why.

    Example:
        >>> readout = load("xi-putin-2021-12-15")
        >>> readout.speakers, int(readout.body.shape[0])
        (('Xi Jinping', 'Vladimir Putin'), 77)
    """
    source = files.read(path_or_name)
    return _assemble(source)


def parse(text: str, *, name: str = "readout") -> Readout:
    """Make a readout from text in memory; the hash is of its UTF-8 bytes.

    Raises:
        ReadoutError: As :func:`load`; ``name`` stands for the file.

    Example:
        >>> parse("President Vladimir Putin called. Putin said that trade grows.").speakers
        ('Vladimir Putin',)
    """
    clean = files.normalise(text)
    files.refuse_unusable(clean, where=name)
    return _assemble(files.Source(name, clean, hashlib.sha256(text.encode()).hexdigest()))


def _assemble(source: files.Source) -> Readout:
    text = layout.unwrapped(source.text)
    pieces = layout.pieces(text)
    sentences = attribution.attribute(text, pieces)
    table = tokens.tokenise(text, sentences)
    _refuse_silence(sentences, where=source.name)
    return Readout(
        name=source.name,
        title=layout.title(text, pieces),
        date=layout.date(text, pieces),
        text=text,
        sha256=source.sha256,
        speakers=_by_words(table),
        sentences=sentences,
        tokens=table,
    )


def _by_words(table: pd.DataFrame) -> tuple[str, ...]:
    counts = table.loc[table["body"] & ~table["speaker"].isin(UNNAMED), "speaker"].value_counts()
    return tuple(sorted(counts.index, key=lambda name: (-counts[name], name)))


def _refuse_silence(sentences: pd.DataFrame, *, where: str) -> None:
    body = sentences[sentences["body"]]
    if (body["speaker"] == NARRATOR).all():
        raise ReadoutError(
            where,
            f"nobody is reported as speaking in its {len(body)} body sentences; looked for a name or office "
            "before a verb such as said, noted or stressed",
            "check that this is a readout of a meeting and that its text is complete",
        )
