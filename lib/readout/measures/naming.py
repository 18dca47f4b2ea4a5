"""Naming: which verbs report whom, whose name comes first, who is addressed, who is named and who is not.

Nearly all of it is exact counts of the text. What is particular to one document is data beside it in
``seeds/``: the referents of its pronouns, the kinds of its quotations, and the silences to look for.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pandas as pd

from readout import statistics
from readout.document import Readout
from readout.measures import codes, stance
from readout.measures.contexts import positions
from readout.measures.terms import ordered
from readout.resources import table
from readout.text.phrases import Phrases, entries, normal
from readout.text.tokens import stretches

#: Types of names, in the order of tables and figures.
TYPES = ("states", "people", "bodies", "places", "initiatives", "documents")
#: Columns of a sheet of naming.
SHEET = ["place", "kind", "text", "code", "note"]
#: Columns of a sheet of silences.
SILENCES = ["term", "source", "reason"]
_QUOTED = re.compile(r'"(?P<a>[^"\n]{1,200}?)"|“(?P<b>[^”\n]{1,200})”')
_WORDS_BEHIND = 4
# So many names stand in one fact of the card.


# --- reporting verbs ------------------------------------------------------------------------------


def verbs(readout: Readout) -> pd.DataFrame:
    """Reporting verbs by voice.

    Returns:
        One row a voice and verb of the body, voices in order, most frequent first. Columns ``speaker``,
        ``verb`` (lemma), ``stance`` (class of ``data/naming.toml``; empty for verbs that report no
        content), ``hits``, ``per_100`` (sentences of the voice), ``places`` (tuple).
    """
    body = readout.body[readout.body["verb"].notna()]
    sizes = readout.body.groupby("speaker").size()
    rows = [
        (
            voice,
            verb,
            _kinds("verbs").get(verb, ""),
            len(mine),
            100 * len(mine) / sizes[voice],
            tuple(readout.places.reindex(mine["sentence"])),
        )
        for voice in readout.voices
        for verb, mine in body[body["speaker"] == voice].groupby("verb")
    ]
    found = pd.DataFrame(rows, columns=["speaker", "verb", "stance", "hits", "per_100", "places"])
    order = found["speaker"].map(list(readout.voices).index)
    return found.assign(order=order).sort_values(
        ["order", "hits", "verb"], ascending=[True, False, True], ignore_index=True
    ).drop(columns="order")  # fmt: skip


@cache
def _kinds(part: str) -> dict[str, str]:
    """The kind of each word of a part of ``data/naming.toml``."""
    return {word: kind for kind, listed in table("naming")[part].items() for word in entries(listed)}


# --- names ----------------------------------------------------------------------------------------


@cache
def _known_forms() -> dict[str, tuple[str, str]]:
    """Forms of the gazetteer as they are counted, each with its type and the name it is filed under."""
    given = table("gazetteer")
    return {
        normal(form): (kind, name)
        for kind in (*TYPES, "masks")
        for name, forms in given.get(kind, {}).items()
        for form in [name, *entries(forms)]
    }


def entities(readout: Readout) -> pd.DataFrame:
    """Every name of the gazetteer and every person reported, as they stand in the body, frames left out.

    Returns:
        One row a hit in document order. Columns ``sentence``, ``place``, ``speaker``, ``type``, ``name``,
        ``text``. A compound of two states is two rows.
    """
    body = readout.tokens[readout.tokens["body"] & ~readout.tokens["frame"]].reset_index(drop=True)
    owner = dict(_known_forms())
    for speaker in readout.speakers:
        for form in (speaker, *speaker.split()):
            owner.setdefault(normal(form), ("people", speaker))
    names = Phrases(owner)
    runs, terms = stretches(readout.text, body).tolist(), body["term"].tolist()
    starts, ends = body["start"].tolist(), body["end"].tolist()
    places = readout.places.reindex(body["sentence"]).tolist()
    owners = list(zip(body["sentence"].tolist(), places, body["speaker"].tolist(), strict=True))
    rows, at = [], 0
    while at < len(terms):
        size, form = names.at(at, terms, runs)
        text, here = readout.text[starts[at] : ends[at + size - 1]], owners[at]
        # A name has a capital; "the belt and road initiative" is let through as a phrase of several words.
        if form and (any(c.isupper() for c in text) or size > 2):
            kind, name = owner[form]
            rows += [(*here, kind, name, text)] if kind != "masks" else []
        else:
            rows += [(*here, "states", name, text) for name in _compound(readout.text[starts[at] : ends[at]])]
        at += size
    return pd.DataFrame(rows, columns=["sentence", "place", "speaker", "type", "name", "text"])


def _compound(word: str) -> list[str]:
    """The states in a hyphenated word, in its order.

    Example:
        >>> _compound("Sino-Russian"), _compound("win-win")
        (['China', 'Russia'], [])
    """
    parts = re.split(r"[-–]", word)
    found = [_known_forms().get(normal(part)) for part in parts if part[:1].isupper()]
    return [name for kind, name in filter(None, found) if kind == "states"] if len(parts) > 1 else []


def by_name(found: pd.DataFrame, speakers: Iterable[str]) -> pd.DataFrame:
    """Names by person.

    Args:
        found: From :func:`entities`.
        speakers: The people.

    Returns:
        One row a name given to one of the people, by type and hits. Columns ``type``, ``name``, one a
        person (hits), ``total``.
    """
    speakers = list(speakers)
    mine = found[found["speaker"].isin(speakers)]
    counts = mine.pivot_table(
        index=["type", "name"], columns="speaker", values="sentence", aggfunc="size", fill_value=0
    )
    counts = counts.reindex(columns=speakers, fill_value=0).astype(int)
    counts["total"] = counts.sum(axis=1)
    result = counts.rename_axis(columns=None).reset_index()
    kind = result["type"].map({name: i for i, name in enumerate(TYPES)})
    return (
        result.assign(kind=kind)
        .sort_values(["kind", "total", "name"], ascending=[True, False, True], ignore_index=True)
        .drop(columns="kind")
    )


def one_sided(names: pd.DataFrame, speaker: str, speakers: Iterable[str]) -> list[str]:
    """Names that one person is given and none of the others, with two hits or more; most hits first."""
    others = [name for name in speakers if name != speaker]
    mine = names[(names[speaker] > 1) & (names[others].sum(axis=1) == 0)] if others else names.head(0)
    return mine.sort_values([speaker, "name"], ascending=[False, True])["name"].tolist()


# --- order of names -------------------------------------------------------------------------------


def states_of(readout: Readout) -> dict[str, str]:
    """Each person's state, where the text and the gazetteer tell.

    Example:
        >>> from readout.document import load
        >>> states_of(load("xi-putin-2021-12-15"))
        {'Xi Jinping': 'China', 'Vladimir Putin': 'Russia'}
    """
    listed = {form.lower(): name for form, (kind, name) in _known_forms().items() if kind == "states"}
    found = {}
    for speaker, forms in stance.own_states(readout).items():
        names = sorted({listed[form] for form in forms if form in listed})
        if names:
            found[speaker] = names[0]
    return found


def orders(readout: Readout) -> pd.DataFrame:
    """Two states named together, in the order in which they stand: "A and B", "A-B".

    Nothing between them but "and" and articles, and no punctuation, so that "between A and B, and A and B"
    is two pairs and not three.

    Returns:
        One row a pair in document order. Columns ``sentence``, ``place``, ``speaker``, ``first``,
        ``second``, ``text``.
    """
    body = readout.tokens[readout.tokens["body"]].reset_index(drop=True)
    runs, terms = stretches(readout.text, body).tolist(), body["term"].tolist()
    rows = []
    for at, word in enumerate(body.itertuples()):
        here = (word.sentence, readout.places[word.sentence], word.speaker)
        pair = _compound(word.text)
        if len(pair) > 1:
            rows.append((*here, pair[0], pair[1], word.text))
            continue
        first = _state(word.text, terms[at])
        behind = at + 2 + (at + 2 < len(terms) and terms[at + 2] == "the")
        joined = behind < len(terms) and terms[at + 1] == "and" and runs[at] == runs[behind]
        second = _state(body["text"][behind], terms[behind]) if first and joined else ""
        if second and second != first:
            text = readout.text[word.start : body["end"][behind]]
            rows.append((*here, first, second, text))
    return pd.DataFrame(rows, columns=["sentence", "place", "speaker", "first", "second", "text"])


def _state(text: str, term: str) -> str:
    kind, name = _known_forms().get(normal(term), ("", "")) if text[:1].isupper() else ("", "")
    return name if kind == "states" else ""


def own_first(readout: Readout, pairs: pd.DataFrame) -> pd.DataFrame:
    """How often each person is given the own state before the others', and after.

    Returns:
        One row a person whose state is known. Columns ``speaker``, ``state``, ``own_first``, ``own_second``,
        ``forms`` (as printed, with hits).
    """
    rows = []
    for speaker, state in states_of(readout).items():
        mine = pairs[pairs["speaker"] == speaker]
        mine = mine[(mine["first"] == state) | (mine["second"] == state)]
        forms = ordered(mine["text"].value_counts())
        listed = ", ".join(f"{text} {n}" for text, n in forms.items())
        rows.append(
            (
                speaker,
                state,
                int((mine["first"] == state).sum()),
                int((mine["second"] == state).sum()),
                listed,
            )
        )
    return pd.DataFrame(rows, columns=["speaker", "state", "own_first", "own_second", "forms"])


# --- pronouns, quotations -------------------------------------------------------------------------


def pronouns(readout: Readout) -> pd.DataFrame:
    """Pronouns of the first and second person in what people are given, frames left out.

    Returns:
        One row a hit in document order. Columns ``sentence``, ``place``, ``speaker``, ``person`` (``I``,
        ``you``, ``we``), ``text``, ``referent`` (of ``we`` by hand: ``OWN`` or ``BOTH``; else empty),
        ``quoted`` (inside quotation marks).
    """
    kinds = _kinds("pronouns")
    tokens = readout.tokens
    mine = tokens[tokens["body"] & ~tokens["frame"] & tokens["speaker"].isin(readout.speakers)]
    hits = mine[mine["text"].str.lower().isin(list(kinds)) & (mine["text"] != "US")]
    coded, quoted = _coded(readout, "pronoun"), _quoted_spans(readout)
    rows = []
    for word in hits.itertuples():
        place, kind = readout.places[word.sentence], kinds[word.text.lower()]
        queue = coded.get((place, word.text), []) if kind == "we" else []
        referent = queue.pop(0) if queue else ""
        inside = any(a <= word.start < b for a, b in quoted.get(word.sentence, ()))
        rows.append((word.sentence, place, word.speaker, kind, word.text, referent, inside))
    columns = ["sentence", "place", "speaker", "person", "text", "referent", "quoted"]
    return pd.DataFrame(rows, columns=columns).astype({"quoted": bool})


def _quoted_spans(readout: Readout) -> dict[int, list[tuple[int, int]]]:
    """What stands in quotation marks, as offsets into the text by sentence."""
    return {
        s.sentence: [(s.start + m.start(), s.start + m.end()) for m in _QUOTED.finditer(s.text)]
        for s in readout.body.itertuples()
    }


def by_pronoun(found: pd.DataFrame, speakers: Iterable[str]) -> pd.DataFrame:
    """Pronouns by person and referent: ``speaker``, ``I``, ``you``, ``we``, ``we_own``, ``we_both``."""
    rows = []
    for speaker in speakers:
        mine = found[found["speaker"] == speaker]
        counts = [int((mine["person"] == kind).sum()) for kind in ("I", "you", "we")]
        rows.append((speaker, *counts, *(int((mine["referent"] == code).sum()) for code in ("OWN", "BOTH"))))
    return pd.DataFrame(rows, columns=["speaker", "I", "you", "we", "we_own", "we_both"])


def quotations(readout: Readout) -> pd.DataFrame:
    """Everything that stands in quotation marks.

    Returns:
        One row a span in document order. Columns ``sentence``, ``place``, ``speaker``, ``text``, ``kind``:
        by hand where it was coded, else ``NAME`` if most of its words have capitals, else ``MARKED``.
    """
    coded = _coded(readout, "quotation")
    rows = []
    for s in readout.body.itertuples():
        place = readout.places[s.sentence]
        for match in _QUOTED.finditer(s.text):
            text = (match["a"] or match["b"] or "").strip()
            if text:
                queue = coded.get((place, text), [])
                rows.append((s.sentence, place, s.speaker, text, queue.pop(0) if queue else _kind(text)))
    return pd.DataFrame(rows, columns=["sentence", "place", "speaker", "text", "kind"])


def _kind(text: str) -> str:
    parts = text.split()
    return "NAME" if sum(part[:1].isupper() for part in parts) * 2 > len(parts) else "MARKED"


def _coded(readout: Readout, kind: str) -> dict[tuple[str, str], list[str]]:
    """Hand codes of one kind by place and text; several of one text in their order."""
    sheet = codes.read(readout, "naming", SHEET)
    found: dict[tuple[str, str], list[str]] = {}
    if sheet is None:
        return found
    allowed = tuple(table("naming")["referents" if kind == "pronoun" else "quotations"])
    for row in codes.located(sheet, readout).itertuples():
        if row.kind == kind:
            code = codes.one_of(row.code, allowed, row.where, kind)
            found.setdefault((row.place, row.text), []).append(code)
    return found


# --- numbers --------------------------------------------------------------------------------------


def numbers(readout: Readout) -> pd.DataFrame:
    """Numbers and dates of the body with what they count: the words behind them; "the two sides" is none.

    Returns:
        One row a number in document order. Columns ``sentence``, ``place``, ``speaker``, ``text``, ``kind``
        (``year``, ``ordinal``, ``amount``), ``counts`` (the next words, to the next punctuation mark).
    """
    body = readout.tokens[readout.tokens["body"] & ~readout.tokens["frame"]].reset_index(drop=True)
    runs = stretches(readout.text, body).tolist()
    rows = []
    for at, word in enumerate(body.itertuples()):
        kind = _number(word.text)
        before = at and runs[at - 1] == runs[at] and _number(body["text"][at - 1])
        if not kind or before or _is_both(body["text"], at):
            continue
        end = at + 1
        while end < len(body) and runs[end] == runs[at] and end <= at + _WORDS_BEHIND:
            end += 1
        behind = readout.text[word.end : body["end"][end - 1]] if end > at + 1 else ""
        here = (word.sentence, readout.places[word.sentence], word.speaker)
        rows.append((*here, word.text, kind, " ".join(behind.split())))
    return pd.DataFrame(rows, columns=["sentence", "place", "speaker", "text", "kind", "counts"])


def _is_both(words_: pd.Series, at: int) -> bool:
    """Whether "two" only says who is meant ("the two sides")."""
    nouns = {"sides", "countries", "peoples", "heads", "leaders", "presidents", "governments", "parties"}
    return words_[at].lower() == "two" and at + 1 < len(words_) and words_[at + 1].lower() in nouns


def _number(word: str) -> str:
    """The kind of a number word, or nothing; "one" is nearly always a pronoun."""
    low = word.lower()
    kinds = [_kinds("numbers").get(part) for part in low.split("-")]
    if re.fullmatch(r"(19|20)\d\d", low):
        return "year"
    if re.fullmatch(r"\d+(st|nd|rd|th)", low) or kinds[-1] == "ordinal":
        return "ordinal"
    numeral = all(kind == "cardinal" for kind in kinds) and low != "one"
    return "amount" if re.fullmatch(r"\d+", low) or numeral else ""


# --- silences -------------------------------------------------------------------------------------


def silences(readout: Readout, path: str | Path | None = None) -> pd.DataFrame:
    """Terms that were to be looked for, fixed before counting, with where the question comes from.

    Args:
        readout: The readout.
        path: A sheet with columns :data:`SILENCES`: ``term`` (alternatives separated by ``|``; ``*`` as in
            :func:`readout.measures.contexts.kwic`), ``source`` and ``reason``; default
            ``<name>.silences.csv`` beside the text.

    Returns:
        One row a term in the file's order. Columns ``term``, ``hits``, ``places`` (tuple), ``bound`` (where
        there is no hit: the largest share of sentences that this is compatible with, exact, one-sided 95 %),
        ``source``, ``reason``. Empty without a file.

    Raises:
        ReadoutError: If the file lacks a column.
    """
    columns = ["term", "hits", "places", "bound", "source", "reason"]
    sheet = codes.read(readout, "silences", SILENCES, path)
    if sheet is None:
        return pd.DataFrame(columns=columns)
    rows = []
    for row in sheet.itertuples():
        wanted = [entry.strip() for entry in row.term.split("|")]
        found = positions(readout, wanted)
        places = tuple(dict.fromkeys(found.sort_values("word", kind="stable")["place"]))
        bound = statistics.zero_bound(len(readout.body)) if found.empty else None
        rows.append((", ".join(wanted), len(found), places, bound, row.source, row.reason))
    return pd.DataFrame(rows, columns=columns)


def marks(readout: Readout) -> pd.DataFrame:
    """Sentences with a reporting verb, grouped by the verb's stance, as a ribbon marks them.

    Returns:
        One row a sentence in document order. Columns ``place``, ``speaker``, ``verb``, ``group``.
    """
    body = readout.body[readout.body["verb"].notna()]
    groups = body["verb"].map(lambda verb: _kinds("verbs").get(verb, "talk or event"))
    places = readout.places.reindex(body["sentence"]).to_numpy()
    return pd.DataFrame(
        {"place": places, "speaker": body["speaker"], "verb": body["verb"], "group": groups}
    ).reset_index(drop=True)


def flat(table_: pd.DataFrame) -> pd.DataFrame:
    """A table with places as text, for printing and for CSV files."""
    return table_.assign(places=table_["places"].map(" ".join))
