"""Deliverables: what is promised or scheduled, by whom and by when, wherever a sentence names a time.

It goes by rule for any text, on top of the coding of stance. Readouts promise much and date little, so the
few times that are named are what a reader can hold somebody to.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

import pandas as pd

from readout.document import Readout
from readout.measures import stance
from readout.measures.stance import Coded
from readout.resources import table

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”')


@cache
def _forms() -> dict[bool, re.Pattern[str]]:
    """What names a date, and what a time that is none."""
    months = "|".join(rf"{m.title()}|{m[:3].title()}\b\.?" for m in table("layout")["months"])
    lists = table("times")["lists"] | {"month": f"(?:{months})"}
    forms = {
        dated: "|".join(table("times")["forms"][key]) for dated, key in ((True, "dated"), (False, "about"))
    }
    return {dated: re.compile(rf"\b(?:{_filled(form, lists)})\b") for dated, form in forms.items()}


def _filled(form: str, lists: Mapping[str, str]) -> str:
    """A form with its lists in their places; "span" holds another list."""
    for name in ("span", *lists):
        form = form.replace(f"{{{name}}}", lists[name])
    return form


def when(text: str, since: int = 0) -> tuple[str, bool]:
    """The first time that a piece of text names, and whether it is a date: a day, a week or a month.

    Times inside quotation marks are parts of names; years before ``since`` are history.

    Returns:
        The words as printed; ``("", False)`` where no time is named.

    Example:
        >>> when("to meet in Port Ana next May"), when("will visit in more than a month")
        (('next May', True), ('in more than a month', False))
        >>> when("review the plan of August 2021 by 2031", since=2030)
        ('by 2031', False)
        >>> when('implements the "Goals before 2030"'), when("They may march on.")
        (('', False), ('', False))
    """
    bare = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
    for dated, form in _forms().items():
        for found in form.finditer(bare):
            if all(int(year) >= since for year in _YEAR.findall(found[0])):
                return found[0], dated
    return "", False


def deliverables(readout: Readout, coded: Coded) -> pd.DataFrame:
    """Commitments and scheduled events with a time: who, what, by when, and where it stands.

    A commitment is an act coded COMMIT, a sentence without a subject included where it continues one; a
    scheduled event is a clause whose modal verb is coded SCHEDULED. The time need not belong to the verb:
    "support your presidency next year" is listed too.

    Returns:
        One row a clause, in the order of the text. Columns ``place``, ``speaker``, ``kind`` (``COMMIT`` or
        ``SCHEDULED``), ``who`` (the subject as printed), ``what`` (the rest of the clause), ``when``,
        ``dated`` (names a day, a week or a month).

    Example:
        >>> from readout.document import load
        >>> main = load("xi-putin-2021-12-15")
        >>> found = deliverables(main, stance.by_hand(main))
        >>> found.loc[found["dated"], ["place", "what", "when"]].to_numpy().tolist()
        [['20.1', 'agreed to meet in Beijing next February', 'next February']]
    """
    acts = stance.continued(coded.acts)
    commits = acts.loc[acts["act"] == "COMMIT", ["sentence", "subject"]].assign(kind="COMMIT")
    modals = coded.modals
    events = modals.loc[modals["sense"] == "SCHEDULED", ["sentence", "subject"]].assign(kind="SCHEDULED")
    clauses = pd.concat([commits, events]).drop_duplicates(["sentence", "subject"])
    since = readout.date.year if readout.date else 0
    rows = []
    for s in readout.body[readout.body["sentence"].isin(clauses["sentence"])].itertuples():
        content = readout.text[max(s.frame_end, s.start) : s.end]
        here = clauses[clauses["sentence"] == s.sentence]
        kinds = dict(zip(here["subject"], here["kind"], strict=True))
        for who, what, segment in _clauses(content, kinds):
            time, dated = when(segment, since)
            if time:
                rows.append((readout.places[s.sentence], s.speaker, kinds[who], who, what, time, dated))
    return pd.DataFrame(rows, columns=["place", "speaker", "kind", "who", "what", "when", "dated"])


def _clauses(content: str, subjects: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Subject, predicate and whole text of each clause, cut where the next subject begins."""
    found = {subject: content.find(subject) for subject in subjects}
    begins = sorted((max(0, at), subject) for subject, at in found.items())
    for i, (at, subject) in enumerate(begins):
        end = begins[i + 1][0] if i + 1 < len(begins) else len(content)
        start = begins[i - 1][0] + len(begins[i - 1][1]) if i else 0
        predicate = content[at + len(subject) if found[subject] >= 0 else 0 : end]
        yield subject, _trimmed(predicate), content[at if i else start : end]


def _trimmed(clause: str) -> str:
    return re.sub(r"(?:,|;)?\s*(?:and|but|while)?\s*$", "", clause.strip(" ,;")).rstrip(".")
