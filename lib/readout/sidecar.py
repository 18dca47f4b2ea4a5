"""The notes that a user may put beside a text: what detection can't know, or has got wrong.

``call.txt`` may have ``call.toml`` beside it, with title, date, issuer and source, the speakers with
their other names, and corrections of sentences, one or a range of them at a time. It is checked whole; a
correction says how its sentence begins, so that it can't silently hit another one after the text or the
rules have changed.
"""

import datetime as dt
import difflib
import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from readout.attribution import JOINT, NARRATOR
from readout.errors import ReadoutError, shown
from readout.reading import files

_NEEDED = ("place", "begins", "speaker")
_KEYS = ("title", "date", "issuer", "source", "speakers", "corrections")
# "4.2-4.5", with a hyphen or a dash.
_RANGE = re.compile(r"\s*[-–—]\s*")
# People type straight quotation marks where the text has typographic ones.
_QUOTES = str.maketrans("‘’“”", "''\"\"")
_DATE = "write it as year, month and day: 2031-05-03"
_SHOWN = 50


@dataclass(frozen=True)
class Correction:
    """The speaker of a sentence, or of a range of them, by hand.

    Attributes:
        place: The sentence, as :attr:`readout.Readout.places` names it, or the first and the last of a range:
            ``"4.2-4.5"``.
        begins: The first words of it, or of the first.
        speaker: A speaker's name, ``"joint"`` or ``"narrator"``.
        note: Why, for whoever reads the file.
    """

    place: str
    begins: str
    speaker: str
    note: str = ""

    @property
    def ends(self) -> tuple[str, str]:
        """The first and the last place; for a single sentence they are one.

        Example:
            >>> Correction("4.2–4.5", "The two", "joint").ends, Correction("7.1", "It", "joint").ends
            (('4.2', '4.5'), ('7.1', '7.1'))
        """
        first, *last = _RANGE.split(self.place, maxsplit=1)
        return first, *(last or [first])


@dataclass(frozen=True)
class Sidecar:
    """What stands beside a text; empty fields leave to detection what they are about.

    Attributes:
        where: The file, for errors.
        title: Title to use for the one that is printed.
        date: Date to use for the one that is printed.
        issuer: Who published the text.
        source: Where it was found.
        speakers: Other names of each speaker, by fullest name.
        corrections: Sentences whose speaker is set by hand.
    """

    where: str = "sidecar"
    title: str = ""
    date: dt.date | None = None
    issuer: str = ""
    source: str = ""
    speakers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()


def beside(text: Path) -> Path:
    """Where the sidecar of a text is looked for.

    Example:
        >>> beside(Path("texts/call.txt")).name
        'call.toml'
    """
    return text.with_suffix(".toml")


def read(path: Path) -> Sidecar:
    """Read a sidecar; an empty one where there is no such file.

    Raises:
        ReadoutError: If the file can't be read, or an entry is unknown, of a wrong type or given twice;
            the message names the entry.

    Example:
        >>> read(Path("no-such-file.toml")).speakers
        {}
    """
    if not os.path.lexists(path):
        return Sidecar(path.name)
    text = files.utf8(path, "sidecar", "save it in UTF-8 where you may read it")
    try:
        given = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadoutError(path.name, f"this is no TOML ({error})", "mend the line") from error
    return _checked(given, path.name)


def _checked(given: Mapping[str, Any], where: str) -> Sidecar:
    _refuse_unknown(given, _KEYS, where)
    texts = {key: _line(given.get(key, ""), key, where) for key in ("title", "issuer", "source")}
    return Sidecar(
        where=where,
        date=_date(given["date"], where) if "date" in given else None,
        speakers=_speakers(given.get("speakers", {}), where),
        corrections=_corrections(given.get("corrections", []), where),
        **texts,
    )


def _refuse_unknown(given: Mapping[str, Any], keys: Sequence[str], where: str) -> None:
    for key in given:
        if key not in keys:
            near = difflib.get_close_matches(key, keys, n=1, cutoff=0.5)
            remedy = f"write {near[0]}" if near else f"it takes {', '.join(keys)}"
            raise ReadoutError(where, f"it has an unknown entry {shown(key)}", remedy)


def _line(value: Any, key: str, where: str) -> str:
    """A text of one line, cleaned as the readout's text is."""
    if not isinstance(value, str):
        raise ReadoutError(where, f"{key} is {shown(value)}, not a text", "put it in quotation marks")
    return " ".join(files.normalise(value).split())


def _date(value: Any, where: str) -> dt.date:
    if isinstance(value, str):
        try:
            value = dt.datetime.fromisoformat(value.strip())
        except ValueError as error:
            raise ReadoutError(where, f"the date {shown(value)} is none", _DATE) from error
    if isinstance(value, dt.datetime):
        return value.date()
    if not isinstance(value, dt.date):
        raise ReadoutError(where, f"the date is {shown(value)}", _DATE)
    return value


def _speakers(given: Any, where: str) -> dict[str, tuple[str, ...]]:
    if not isinstance(given, dict):
        raise ReadoutError(
            where,
            f"speakers is {shown(given)}, not a table",
            'write [speakers] and "Full Name" = ["Other Name"]',
        )
    speakers: dict[str, tuple[str, ...]] = {}
    owner: dict[str, str] = {}
    for key, aliases in given.items():
        name, at = _line(key, "the name", where), f"{where}, speaker {shown(key)}"
        if name in {"", JOINT, NARRATOR} or name in speakers:
            raise ReadoutError(at, "this can't be the name of a speaker, or stands twice", "rename it")
        if not isinstance(aliases, list):
            raise ReadoutError(
                at, f"the other names are {shown(aliases)}", 'write a list, such as ["Mr. Sol"]'
            )
        speakers[name] = tuple(_line(alias, "a name", at) for alias in aliases)
        for alias in {name, *speakers[name]}:
            if owner.setdefault(alias, name) != name or not alias:
                raise ReadoutError(at, f"the name {shown(alias)} is empty or another's", "leave it out here")
    return speakers


def _corrections(given: Any, where: str) -> tuple[Correction, ...]:
    if not isinstance(given, list) or not all(isinstance(entry, dict) for entry in given):
        raise ReadoutError(where, "corrections are no list of tables", "head each with [[corrections]]")
    found: dict[str, Correction] = {}
    for number, entry in enumerate(given, start=1):
        at = f"{where}, correction {number}"
        _refuse_unknown(entry, (*_NEEDED, "note"), at)
        values = {key: _line(entry.get(key, ""), key, at) for key in (*_NEEDED, "note")}
        missing = [key for key in _NEEDED if not values[key]]
        if missing:
            raise ReadoutError(at, f"it has no {missing[0]}", f"give {', '.join(_NEEDED)}")
        correction = Correction(**values)
        if found.setdefault(correction.place, correction) is not correction:
            raise ReadoutError(at, f"{correction.place} is corrected twice", "keep one of the two")
    return tuple(found.values())


# --- putting corrections in place -----------------------------------------------------------------


def corrected(sentences: pd.DataFrame, places: pd.Series, notes: Sidecar) -> pd.DataFrame:
    """The table of sentences with the corrections made.

    A corrected sentence has the rule ``"corrected"``, and no doubt is left. Of a range all sentences of the
    body are given to the speaker; what stands between them outside it stays the narrator's. A sentence's
    reporting frame and verb go if they named somebody else. They stay if the speaker does, or if the text
    left open which person they name.

    Args:
        sentences: From :func:`readout.attribution.attribute`.
        places: The place of each sentence, by ``sentence``.
        notes: The sidecar.

    Returns:
        A new table; the one given is left alone.

    Raises:
        ReadoutError: If a correction's place, first words or speaker do not fit the text, or two corrections
            meet in a sentence; the message says what does.
    """
    table = sentences.set_axis(places.to_numpy())
    names = _names(sentences, notes)
    done: dict[str, str] = {}
    for correction in notes.corrections:
        at = f"{notes.where}, correction of {correction.place}"
        _refuse_misplaced(correction, table, at)
        if correction.speaker not in names:
            known = ", ".join(dict.fromkeys(names.values()))
            raise ReadoutError(at, f"{correction.speaker!r} is no speaker here", f"use one of {known}")
        for place in _meant(correction, table, at):
            if place in done:
                raise ReadoutError(at, f"{place} is corrected by {done[place]} too", "keep one of the two")
            done[place] = correction.place
            _give(table, place, names[correction.speaker])
    return table.set_axis(sentences.index)


def _meant(correction: Correction, table: pd.DataFrame, at: str) -> list[str]:
    """The places of the body that a correction is about, in order."""
    first, last = correction.ends
    if last not in table.index:
        raise ReadoutError(
            at, f"there is no sentence {last or repr(last)}", f"the last one is {table.index[-1]}"
        )
    begin, end = table.index.get_loc(first), table.index.get_loc(last)
    if end < begin:
        raise ReadoutError(at, f"{last} stands before {first}", f"write {last}-{first}")
    some = table.iloc[begin : end + 1]
    return list(some.index[some["body"]])


def _give(table: pd.DataFrame, place: str, speaker: str) -> None:
    """Set a sentence's speaker in the table."""
    was = table.loc[place]
    open_frame = was["rule"] == "unsure" and speaker not in (JOINT, NARRATOR)
    if speaker != was["speaker"]:
        table.loc[place, "otherwise"] = was["speaker"]
        if not open_frame:
            table.loc[place, "frame_end"] = was["start"]
            table.loc[place, "verb"] = None
    table.loc[place, ["speaker", "rule", "doubt"]] = speaker, "corrected", 0.0


def _names(sentences: pd.DataFrame, notes: Sidecar) -> dict[str, str]:
    """Every name that a correction may use, and the speaker it means: who is reported, then who is noted."""
    reported = [name for name in sentences["speaker"].unique() if name not in (JOINT, NARRATOR)]
    others = {alias: name for name, aliases in notes.speakers.items() for alias in aliases}
    return others | {name: name for name in (*reported, *notes.speakers, JOINT, NARRATOR)}


def _refuse_misplaced(correction: Correction, table: pd.DataFrame, at: str) -> None:
    """A correction made for another version of the text must not hit the wrong sentence."""
    first, begins, texts = correction.ends[0], _plain(correction.begins), table["text"]
    now = texts.get(first)
    if now is not None and _plain(now).startswith(begins):
        if not table.loc[first, "body"]:
            raise ReadoutError(at, "this line is not part of the body", "drop the correction")
        return
    moved = next((place for place, text in texts.items() if _plain(text).startswith(begins)), None)
    remedy = f"one that begins so is {moved}" if moved else "correct place and begins, or drop the correction"
    if now is None:
        raise ReadoutError(at, f"there is no such sentence; the last one is {texts.index[-1]}", remedy)
    raise ReadoutError(
        at, f"the sentence begins with {now[:_SHOWN]!r} and not with {correction.begins!r}", remedy
    )


def _plain(text: str) -> str:
    return " ".join(text.split()).translate(_QUOTES)
