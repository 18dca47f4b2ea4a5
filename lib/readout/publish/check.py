"""What ``readout check`` prints, and the sidecar that it starts: what a text is taken for."""

import json
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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
#: So many sentences are a reader's to begin with; the option ``--sidecar`` lists all doubtful ones.
_FIRST = 10
_SHOWN = 60


def page(readout: Readout, *, full: bool = False) -> str:
    """Describe a readout for the terminal: what was detected, shares, the rule behind each sentence.

    The most doubtful sentences come first, with their second candidates and what to write to correct one.

    Args:
        readout: A text, with its sidecar if it has one.
        full: Whether sentences are printed whole, on lines of their own.
    """
    sentences = _placed(readout)
    notes = f"{readout.name}.toml"
    doubtful = _doubtful(sentences, readout, notes, full=full)
    rows = _rows(sentences, full=full)
    return "\n".join([*_summary(readout, notes), "", *doubtful, *rows, "", *_key(sentences)])


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
    """The text of a sidecar that changes nothing yet; the doubtful sentences stand in it as comments."""
    sentences = _placed(readout)
    body = sentences[sentences["body"]]
    example = body[_is_doubtful(body)] if _is_doubtful(body).any() else body.head(1)
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
        "# Sentences whose speaker is set by hand, by place (or range: 4.2-4.5) and first words.",
        f'# A speaker is a name from above, "{JOINT}" for both sides, or "{NARRATOR}" for the publisher.',
        "# Read these, take away the comment marks, and set the speaker where it is wrong.",
    ]
    for run in _runs(example):
        lines += ["", *(f"# {line}" for line in _proposal(run))]
    return "\n".join(lines) + "\n"


def _is_doubtful(sentences: pd.DataFrame) -> pd.Series:
    return sentences["body"] & (sentences["doubt"] >= share.DOUBTFUL)


def _runs(sentences: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Sentences that one correction can be about: neighbours in a paragraph, with the same candidates."""
    same = sentences[["paragraph", "speaker", "otherwise"]]
    breaks = same.ne(same.shift()).any(axis=1) | (sentences["sentence"].diff() != 1)
    for _, run in sentences.groupby(breaks.cumsum()):
        yield run


def _proposal(run: pd.DataFrame) -> list[str]:
    """A correction that confirms the speaker of some sentences, with why one may want another."""
    first, last = run.iloc[0], run.iloc[-1]
    place = first["place"] if len(run) == 1 else f"{first['place']}-{last['place']}"
    head, at, begins, speaker = _stanza(place, first["text"], first["speaker"])
    shown = _cut(" ".join(first["text"].split()), _SHOWN)
    return [
        head,
        f"{at}  # {shown} ({first['rule']}, doubt {run['doubt'].max():.0%})",
        begins,
        f"{speaker}  # or {_quoted(first['otherwise'])}",
    ]


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
    shares = share.by_voice(readout).join(share.doubt_range(readout))
    voices = [voice if label(voice) == voice else f"{voice}: {label(voice)}" for voice in shares.index]
    wide = max(map(len, voices))
    rows = [
        f"  {voice:<{wide}} {row.share:>7.1%} {row.words:>8,} words {row.sentences:>6,} sent.{_by_doubt(row)}"
        for voice, row in zip(voices, shares.itertuples(), strict=True)
    ]
    return [*lines, "", *rows]


def _by_doubt(row: Any) -> str:
    """How far doubtful sentences could move a share, where there are any."""
    return f"  {100 * row.least:.1f} to {100 * row.most:.1f}% by doubt" if row.least < row.most else ""


def _no_date(notes: str) -> str:
    return f"none found in the text; if you know it, write date = 2031-05-03 into {notes} beside it"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent=" " * _INDENT, break_on_hyphens=False)


def _doubtful(sentences: pd.DataFrame, readout: Readout, notes: str, *, full: bool) -> list[str]:
    """The most doubtful sentences, and how to decide one of them."""
    doubtful = sentences[_is_doubtful(sentences)]
    doubtful = doubtful.sort_values("doubt", ascending=False, kind="stable").head(_FIRST)
    if doubtful.empty:
        return []
    first = doubtful.iloc[0]
    advice = (
        f"To correct one, put this into {notes} beside the text, with the right speaker (one of "
        f"{', '.join(readout.voices)}), and check again. The option --sidecar writes a file to begin with."
    )
    return [
        f"Look at {'this' if len(doubtful) == 1 else 'these'} first: such decisions are wrong most often.",
        *_rows(doubtful, full=full, doubt=True),
        "",
        *textwrap.wrap(advice, WIDTH),
        "",
        *(f"    {line}" for line in _stanza(first["place"], first["text"], first["speaker"])),
        "",
        "All sentences in order.",
    ]


def _rows(sentences: pd.DataFrame, *, full: bool = False, doubt: bool = False) -> Iterator[str]:
    """A line a sentence: place, speaker, rule, verb or doubt and second candidate, and its first words.

    With ``full`` the whole sentence stands below its line.
    """
    middle = f"{'doubt':>5} {'otherwise':<14}" if doubt else f"{'verb':<12}"
    yield f"{'place':>6}  {'speaker':<18} {'rule':<14} {middle} text"
    for row in sentences.itertuples():
        verb = row.verb if pd.notna(row.verb) else ""
        middle = f"{row.doubt:>5.0%} {_cut(row.otherwise, 14):<14}" if doubt else f"{_cut(verb, 12):<12}"
        head = f"{row.place:>6}  {_cut(row.speaker, 18):<18} {row.rule:<14} {middle} "
        text = " ".join(row.text.split())
        if full:
            yield head.rstrip()
            yield from textwrap.wrap(text, WIDTH, initial_indent=" " * 8, subsequent_indent=" " * 8)
        else:
            yield head + _cut(text, WIDTH - len(head))


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
