"""Naming: which verbs report whom, whose name comes first, who is addressed, who is named and who is not.

Nearly all of it is exact counts of the text. What is particular to one document is data beside it in
``seeds/``: the referents of its pronouns, the kinds of its quotations, the sides of those who attended, and
what another account of the same meeting reports.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, reduce
from operator import getitem
from pathlib import Path

import pandas as pd

from readout.document import NARRATOR, Readout
from readout.errors import ReadoutError
from readout.measures import codes, share, sides
from readout.measures.contexts import positions
from readout.measures.terms import ordered
from readout.resources import table
from readout.text.phrases import Passage, Phrases, entries, normal, passage
from readout.text.tokens import stretches

#: Types of names, in the order of tables and figures.
TYPES = ("states", "people", "bodies", "places", "initiatives", "documents")
#: Columns of a sheet of naming.
SHEET = ["place", "kind", "text", "code", "note"]
#: Columns of a sheet of what another account reports.
SILENCES = ["term", "item", "outlet", "date", "note"]
_QUOTED = re.compile(r'"(?P<a>[^"\n]{1,200}?)"|“(?P<b>[^”\n]{1,200})”')
_WORDS_BEHIND = 4
#: The mark of a contested word that stands in quotation marks.
QUOTED = "quotation marks"
# What stands in quotation marks by itself is held at arm's length; a longer stretch cites somebody.
_LONGEST_MARKED = 3
# Verbs of being there, of data/verbs.toml.
_ATTENDING = ("attend", "be present", "participate", "take part")
_NAME = r"[A-Z][\w’'-]+(?: (?:al|bin|de|van|von|[A-Z]\.))*(?: [A-Z][\w’'-]+)+"
_NAMES = re.compile(
    rf"(?!The )({_NAME}(?:(?:,|,? and) {_NAME})*)" + r"(?:,? \w+ others)?,?(?: were| also)* ?"
)


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


def introduced(readout: Readout) -> pd.DataFrame:
    """How often a verb introduces what each person is given, and in how many paragraphs that stands.

    A text of one paragraph a theme opens each of them with a verb: the number of verbs then is the number of
    paragraphs, and only the quotient compares the sides.

    Returns:
        One row a person, in order. Columns ``speaker``, ``verbs`` (sentences with a reporting verb),
        ``paragraphs`` (that hold a sentence of the person), ``per_paragraph``.

    Example:
        >>> from readout.document import load
        >>> introduced(load("xi-putin-2021-12-15")).to_numpy().tolist()
        [['Xi Jinping', 14, 14, 1.0], ['Vladimir Putin', 1, 1, 1.0]]
    """
    mine = readout.body[readout.body["speaker"].isin(readout.speakers)].groupby("speaker")
    found = pd.DataFrame({"verbs": mine["verb"].count(), "paragraphs": mine["paragraph"].nunique()})
    found = found.reindex(readout.speakers).rename_axis("speaker").reset_index()
    return found.assign(per_paragraph=found["verbs"] / found["paragraphs"])


@cache
def _kinds(*part: str) -> dict[str, str]:
    """The kind of each word of a part of ``data/naming.toml``."""
    kinds = reduce(getitem, part, table("naming"))
    return {word: kind for kind, listed in kinds.items() for word in entries(listed)}


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


def rates(readout: Readout, names: pd.DataFrame) -> pd.DataFrame:
    """Names by person as rates, so that who is given more words does not lead by that alone.

    Args:
        readout: The readout.
        names: From :func:`by_name`.

    Returns:
        One row a name and person, names in their order. Columns ``type``, ``name``, ``speaker``, ``hits``,
        ``per_1000`` (words of the person, frames left out).

    Example:
        >>> from readout.document import load
        >>> text = load("xi-putin-2021-12-15")
        >>> found = rates(text, by_name(entities(text), text.speakers))
        >>> found.loc[found["name"] == "China", ["hits", "per_1000"]].round(1).to_numpy().tolist()
        [[30.0, 19.5], [14.0, 33.0]]
    """
    people = list(readout.speakers)
    found = names.melt(["type", "name"], people, var_name="speaker", value_name="hits", ignore_index=False)
    found = found.sort_index(kind="stable").reset_index(drop=True)
    words = share.by_voice(readout, frames=False)["words"]
    return found.assign(per_1000=1000 * found["hits"] / found["speaker"].map(words))


def one_sided(names: pd.DataFrame, speaker: str, speakers: Iterable[str]) -> list[str]:
    """Names that one person is given and none of the others, with two hits or more; most hits first.

    The person's own name is none of them.
    """
    others = [name for name in speakers if name != speaker]
    alone = (names[speaker] > 1) & (names[others].sum(axis=1) == 0) & (names["name"] != speaker)
    mine = names[alone] if others else names.head(0)
    return mine.sort_values([speaker, "name"], ascending=[False, True])["name"].tolist()


# --- order of names -------------------------------------------------------------------------------


def states_of(readout: Readout, forms: Mapping[str, set[str]] | None = None) -> dict[str, str]:
    """Each person's state, where the text and the gazetteer tell.

    Args:
        readout: The readout.
        forms: The names of each person's state in the text; default those of the speakers.

    Example:
        >>> from readout.document import load
        >>> states_of(load("xi-putin-2021-12-15"))
        {'Xi Jinping': 'China', 'Vladimir Putin': 'Russia'}
    """
    listed = {form.lower(): name for form, (kind, name) in _known_forms().items() if kind == "states"}
    found = {}
    for speaker, printed in (sides.own_states(readout) if forms is None else forms).items():
        names = sorted({listed[form] for form in printed if form in listed})
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
    coded, quoted = _coded(readout, "pronoun"), quotations(readout)
    rows = []
    for word in hits.itertuples():
        place, kind = readout.places[word.sentence], kinds[word.text.lower()]
        queue = coded.get((place, word.text), []) if kind == "we" else []
        referent = queue.pop(0) if queue else ""
        inside = ((quoted["start"] <= word.start) & (word.start < quoted["end"])).any()
        rows.append((word.sentence, place, word.speaker, kind, word.text, referent, inside))
    columns = ["sentence", "place", "speaker", "person", "text", "referent", "quoted"]
    return pd.DataFrame(rows, columns=columns).astype({"quoted": bool})


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
        One row a span in document order. Columns ``sentence``, ``place``, ``speaker``, ``text``, ``kind`` (by
        hand where it was coded, else ``NAME`` if most of its words have capitals, else ``MARKED``),
        ``start`` and ``end`` (offsets into the text, marks included).
    """
    coded = _coded(readout, "quotation")
    rows = []
    for s in readout.body.itertuples():
        place = readout.places[s.sentence]
        for match in _QUOTED.finditer(s.text):
            text = (match["a"] or match["b"] or "").strip()
            if text:
                queue = coded.get((place, text), [])
                kind = queue.pop(0) if queue else _kind(text)
                at = (s.start + match.start(), s.start + match.end())
                rows.append((s.sentence, place, s.speaker, text, kind, *at))
    columns = ["sentence", "place", "speaker", "text", "kind", "start", "end"]
    return pd.DataFrame(rows, columns=columns)


def _kind(text: str) -> str:
    parts = text.split()
    return "NAME" if sum(part[:1].isupper() for part in parts) * 2 > len(parts) else "MARKED"


def _coded(readout: Readout, kind: str) -> dict[tuple[str, str], list[str]]:
    """Hand codes of one kind by place and text; several of one text in their order."""
    sheet = codes.read(readout, "naming", SHEET)
    found: dict[tuple[str, str], list[str]] = {}
    if sheet is None:
        return found
    allowed = {
        "pronoun": table("naming")["referents"],
        "quotation": table("naming")["quotations"],
        "attendee": table("gazetteer")["states"],
    }[kind]
    for row in codes.located(sheet, readout).itertuples():
        if row.kind == kind:
            code = codes.one_of(row.code, tuple(allowed), row.where, kind)
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


# --- contested words ------------------------------------------------------------------------------


def contested(readout: Readout) -> pd.DataFrame:
    """Words that both sides of a conflict claim, and what shows that somebody's right to them is disputed.

    The words and their marks are in ``data/naming.toml``: an adjective before the word ("true
    multilateralism") or before a noun with "of" ("the correct view of democracy"), a pretext ("under the
    guise of democracy"), and quotation marks around it and little else. What is said of one of two words
    joined by "and" is said of both. A word with a capital inside a sentence is a name and left out.

    Returns:
        One row a hit of the body in document order, frames left out. Columns ``sentence``, ``place``,
        ``speaker``, ``word`` (what it is listed under), ``text`` (as printed), ``mark`` (empty where there
        is none).
    """
    rows = []
    quoted = quotations(readout)
    quoted = quoted[~quoted["kind"].isin(["NAME", "SPEECH"])]
    quoted = quoted[quoted["text"].str.split().str.len() <= _LONGEST_MARKED]
    for s in readout.body.itertuples():
        here = (s.sentence, readout.places[s.sentence], s.speaker)
        found = passage(readout.text[s.frame_end : s.end])
        end, mark = -1, ""
        for at, size, pattern in _contested_words().find(found.terms, found.runs):
            text, begin = found.printed(at, at + size), s.frame_end + found.places[at][0]
            if at and text[0].isupper():
                continue
            paired = at == end + 1 and found.terms[end] == "and" and found.runs[end] == found.runs[at]
            mark = mark if paired else _mark(found, at)
            if ((quoted["start"] < begin) & (begin < quoted["end"])).any():
                mark = QUOTED
            rows.append((*here, _kinds("contested", "words")[pattern], text, mark))
            end = at + size
    return pd.DataFrame(rows, columns=["sentence", "place", "speaker", "word", "text", "mark"])


@cache
def _contested_words() -> Phrases:
    return Phrases(_kinds("contested", "words"), parts=True)


def _mark(found: Passage, at: int) -> str:
    """What is said of the word at an index by the words before it; no mark stands behind punctuation."""
    near = range(max(0, at - 4), at)
    before = [found.terms[i] for i in near if found.runs[i] == found.runs[at]]
    before = before[:-1] if before[-1:] in (["the"], ["a"]) else before
    of_noun = before[-3:-2] if before[-1:] == ["of"] else []
    hyphenated = found.terms[at].partition("-")[0]  # "pseudo-democracy"
    near_enough = [hyphenated, *before[-1:], " ".join(before[-2:]), *of_noun]
    return next((words for words in near_enough if words in _kinds("contested", "marks")), "")


def by_value(found: pd.DataFrame) -> pd.DataFrame:
    """Contested words with their marks.

    Args:
        found: From :func:`contested`.

    Returns:
        One row a word that occurs, most marks first, ties by hits and word. Columns ``word``, ``hits``,
        ``marked``, ``marks`` (with their counts), ``places`` (tuple; of marked hits).
    """
    rows = []
    for word, mine in found.groupby("word"):
        marked = mine[mine["mark"] != ""]
        marks_ = ", ".join(f"{mark} {n}" for mark, n in ordered(marked["mark"].value_counts()).items())
        rows.append((word, len(mine), len(marked), marks_, tuple(marked["place"])))
    result = pd.DataFrame(rows, columns=["word", "hits", "marked", "marks", "places"])
    return result.sort_values(["marked", "hits", "word"], ascending=[False, False, True], ignore_index=True)


# --- who was there, what is missing ---------------------------------------------------------------


def attended(readout: Readout) -> pd.DataFrame:
    """Whom the narrator lists as having been there: sentences whose subject is a list of bare names.

    Where offices stand between the names it is not told from the text alone what belongs together; such
    sentences are left out, and so are the people who are reported.

    Returns:
        One row a name, each once, in document order. Columns ``place``, ``name``, ``side`` (the state, by
        hand; empty where no reader has coded it).
    """
    body = readout.body[(readout.body["speaker"] == NARRATOR) & readout.body["verb"].isin(_ATTENDING)]
    coded, reported = _coded(readout, "attendee"), set(readout.people["name"])
    rows = []
    for s in body.itertuples():
        place, listed = readout.places[s.sentence], _NAMES.fullmatch(_before_attending(s.text))
        for name in re.findall(_NAME, listed[1]) if listed else ():
            side, *_ = [*coded.get((place, name), []), ""]
            rows += [(place, name, side)] if name not in reported else []
    return pd.DataFrame(rows, columns=["place", "name", "side"]).drop_duplicates("name", ignore_index=True)


def _before_attending(text: str) -> str:
    """What stands before the verb of being there."""
    forms = {form.split()[-1] for verb in _ATTENDING for form in table("verbs")["event"][verb]}
    return re.split(rf"\b(?:{'|'.join(sorted(forms))})\b", text)[0]


def silences(readout: Readout, path: str | Path | None = None) -> pd.DataFrame:
    """What a named account of the same meeting reports, each item held against the text, hits included.

    Args:
        readout: The readout.
        path: A sheet with columns :data:`SILENCES`: ``term`` (what would show that the text names the item:
            alternatives separated by ``|``; ``*`` as in :func:`readout.measures.contexts.kwic`), ``item``
            (what the account reports), ``outlet`` and ``date`` (of the account); default
            ``<name>.silences.csv`` beside the text. A row without a term is not filled in yet.

    Returns:
        One row an item in the file's order. Columns ``item``, ``term``, ``outlet``, ``date``, ``hits``,
        ``places`` (tuple). Empty without a file.

    Raises:
        ReadoutError: If the file lacks a column, or an item its outlet or its date.
    """
    columns = ["item", "term", "outlet", "date", "hits", "places"]
    sheet = codes.read(readout, "silences", SILENCES, path)
    if sheet is None:
        return pd.DataFrame(columns=columns)
    rows = []
    for row in sheet[sheet["term"] != ""].itertuples():
        if not (row.outlet and row.date):
            raise ReadoutError(
                row.where,
                f"{row.term!r} names no account with its date",
                "write down who reports it and when: only against a named account is a silence a finding",
            )
        wanted = [entry.strip() for entry in row.term.split("|")]
        found = positions(readout, wanted).sort_values("word", kind="stable")
        places = tuple(dict.fromkeys(found["place"]))
        rows.append((row.item or wanted[0], ", ".join(wanted), row.outlet, row.date, len(found), places))
    return pd.DataFrame(rows, columns=columns)


def marks(readout: Readout) -> pd.DataFrame:
    """Sentences with a reporting verb, grouped by the verb's stance, as a ribbon marks them.

    Returns:
        One row a sentence in document order. Columns ``place``, ``speaker``, ``verb``, ``group`` (the class
        of ``data/naming.toml``, else "act of speech" for a person and "talk or event" for the others).
    """
    body = readout.body[readout.body["verb"].notna()]
    others = body["speaker"].isin(readout.speakers).map({True: "act of speech", False: "talk or event"})
    groups = body["verb"].map(_kinds("verbs")).fillna(others)
    places = readout.places.reindex(body["sentence"]).to_numpy()
    return pd.DataFrame(
        {"place": places, "speaker": body["speaker"], "verb": body["verb"], "group": groups}
    ).reset_index(drop=True)


def flat(table_: pd.DataFrame) -> pd.DataFrame:
    """A table with places as text, for printing and for CSV files."""
    return table_.assign(places=table_["places"].map(" ".join))
