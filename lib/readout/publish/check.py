"""What ``readout check`` prints, and the sidecar that it starts: what a text is taken for."""

import json
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from readout import sidecar
from readout.attribution import JOINT, NARRATOR, RULES
from readout.document import Readout, load
from readout.errors import ReadoutError
from readout.exhibits.prose import label
from readout.measures import share
from readout.reading import files

#: Columns of a terminal that nothing printed goes beyond.
WIDTH = 100
#: So many words of a sentence tell it from its neighbours.
_BEGINS = 5
_INDENT = 10


def page(path_or_name: str | Path) -> str:
    """Describe a readout for the terminal: what was detected, shares, the rule behind each sentence.

    Sentences that the text does not decide come first, with what to write to correct one.

    Raises:
        ReadoutError: If the text can't be analysed or its sidecar does not fit it.
    """
    path = files.find(path_or_name)
    readout = load(path)
    sentences = _placed(readout)
    notes = sidecar.beside(path).name
    doubtful = _doubtful(sentences, readout, notes)
    return "\n".join([*_summary(readout, notes), "", *doubtful, *_rows(sentences), "", *_key(sentences)])


def write_sidecar(path_or_name: str | Path) -> Path:
    """Write a sidecar with what was detected in a text, ready to be edited; no file is overwritten.

    Returns:
        The file, beside the text.

    Raises:
        ReadoutError: If the text can't be analysed, it has a sidecar, or writing fails.
    """
    path = sidecar.beside(files.find(path_or_name))
    if path.exists():
        raise ReadoutError(str(path), "the sidecar exists", "edit it, or move it away for a new one")
    files.write(path, starter(load(path_or_name)).encode())
    return path


def starter(readout: Readout) -> str:
    """The text of a sidecar that changes nothing yet."""
    sentences = _placed(readout)
    doubtful = sentences[sentences["rule"] == "unsure"]
    example = doubtful if len(doubtful) else sentences[sentences["body"]].head(1)
    lines = [
        f"# Notes on {readout.name}: what stands here is used in the place of what is detected.",
        "# A line that begins with # is not read; delete what you do not need.",
        "",
        f"title = {_quoted(readout.title)}",
        f"date = {readout.date}" if readout.date else "# date = 2031-05-03",
        f"issuer = {_quoted(readout.issuer)}" if readout.issuer else '# issuer = "who published the text"',
        '# source = "where you found it"',
        "",
        "# The speakers by their fullest names, each with other names that the text has for them.",
        "[speakers]",
        *(f"{_quoted(name)} = []" for name in readout.speakers),
        "",
        "# Sentences whose speaker is wrong, by place and first words. A speaker is one of the names above,",
        f'# "{JOINT}" for both sides, or "{NARRATOR}" for the publisher.',
    ]
    for row in example.itertuples():
        lines += ["", *(f"# {line}" for line in _stanza(row.place, row.text, row.speaker))]
    return "\n".join(lines) + "\n"


def _placed(readout: Readout) -> pd.DataFrame:
    return readout.sentences.assign(place=readout.places.to_numpy())


def _quoted(text: str) -> str:
    """A text as TOML writes it; the escapes of JSON are among those of TOML."""
    return json.dumps(text, ensure_ascii=False)


def _stanza(place: str, text: str, speaker: str) -> list[str]:
    begins = " ".join(text.split()[:_BEGINS])
    return [
        "[[corrections]]",
        f"place = {_quoted(place)}",
        f"begins = {_quoted(begins)}",
        f"speaker = {_quoted(speaker)}",
    ]


def _summary(readout: Readout, notes: str) -> list[str]:
    facts = {
        "title": readout.title,
        "date": readout.date or _no_date(notes),
        "issuer": readout.issuer,
        "source": readout.source,
        "document": readout.name,
        "SHA-256": readout.sha256,
        "speakers": ", ".join(readout.speakers) or "none by name",
    }
    lines = [line for name, fact in facts.items() if fact for line in _wrapped(f"{name:<{_INDENT}}{fact}")]
    shares = share.by_voice(readout)
    voices = [voice if label(voice) == voice else f"{voice}: {label(voice)}" for voice in shares.index]
    wide = max(map(len, voices))
    rows = [
        f"  {voice:<{wide}} {row.share:>7.1%} {row.words:>8,} words {row.sentences:>6,} sent."
        for voice, row in zip(voices, shares.itertuples(), strict=True)
    ]
    return [*lines, "", *rows]


def _no_date(notes: str) -> str:
    return f"none found in the text; if you know it, write date = 2031-05-03 into {notes} beside it"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent=" " * _INDENT, break_on_hyphens=False)


def _doubtful(sentences: pd.DataFrame, readout: Readout, notes: str) -> list[str]:
    """The sentences that the text does not decide, and how to decide one of them."""
    doubtful = sentences[sentences["rule"] == "unsure"]
    if doubtful.empty:
        return []
    first = doubtful.iloc[0]
    advice = (
        f"To correct one, put this into {notes} beside the text, with the right speaker (one of "
        f"{', '.join(readout.voices)}), and check again. The option --sidecar writes a file to begin with."
    )
    return [
        f"Look at {'this' if len(doubtful) == 1 else 'these'} first; the text does not decide.",
        *_rows(doubtful),
        "",
        *textwrap.wrap(advice, WIDTH),
        "",
        *(f"    {line}" for line in _stanza(first["place"], first["text"], first["speaker"])),
        "",
        "All sentences in order.",
    ]


def _rows(sentences: pd.DataFrame) -> Iterator[str]:
    """A line a sentence: place, speaker, rule, verb and as many of its first words as there is room for."""
    yield f"{'place':>6}  {'speaker':<18} {'rule':<14} {'verb':<12} text"
    for row in sentences.itertuples():
        verb = row.verb if pd.notna(row.verb) else ""
        head = f"{row.place:>6}  {_cut(row.speaker, 18):<18} {row.rule:<14} {_cut(verb, 12):<12} "
        yield head + _cut(" ".join(row.text.split()), WIDTH - len(head))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _key(sentences: pd.DataFrame) -> list[str]:
    used = set(sentences["rule"])
    return [
        line
        for rule, meaning in RULES.items()
        if rule in used
        for line in textwrap.wrap(f"{rule:<14} {meaning}", WIDTH, subsequent_indent=" " * 15)
    ]
