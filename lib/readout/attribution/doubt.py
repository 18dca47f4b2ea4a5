"""How often a decision of this kind has been wrong, and whose the sentence would be otherwise.

A sentence's doubt is the error rate of its rule in its setting on labelled texts (``data/doubt.toml``, which
``python tests/accuracy.py rates`` counts). The setting is what makes such a decision less safe.

Of a sentence without a clause of its own, which is decided by what stands around it:

* ``later``: a paragraph ends between it and the last sentence that has a clause,
* ``several``: more than one person has been reported before it,
* ``verb``: it has a verb of saying or talking outside quotation marks, and no rule could read it.

Of a clause whose subject is a person:

* ``stands``: it begins with an article or a pronoun, so that its subject stands for a name.

Of both, ``nameless``: the text has no more of the speaker's name than an office or a single word.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from readout import resources
from readout.attribution import clauses
from readout.attribution.speech import JOINT, NARRATOR

#: The rules that decide a sentence by what stands around it.
AROUND = ("carried", "covered", "background")
#: The rules that nothing was counted for, and that nobody has to doubt.
CERTAIN = ("title", "date", "boilerplate", "corrected")
#: Who may be right where a decision is wrong; ``"person"`` is another person.
KINDS = ("person", JOINT, NARRATOR)
#: So many sentences of the rule's (or of all rules') rate are added to what was counted in a setting.
WEIGHT = 10
_QUOTED = re.compile(r'["“][^"”]*["”]?')
_STANDS = re.compile(r"\W*(?:he|she|the)\b", re.IGNORECASE)
_WORDS = re.compile(r"[a-z]+")
_PLAIN = ("s", "ed", "aid", "old", "oke", "ought", "ave", "ade")  # endings of finite verbs


class Row(NamedTuple):
    """What doubt asks of a sentence: its columns in the table of sentences."""

    paragraph: int
    speaker: str
    rule: str
    body: bool
    text: str


def settings(rows: Iterable[Row]) -> list[str]:
    """The setting of each sentence, in order: what holds of it, by ``", "``; see above.

    Example:
        >>> said, on = Row(1, "Ana Sol", "clause", True, "She said yes."), "It rains."
        >>> settings([said, Row(1, "Ana Sol", "carried", True, on), Row(2, "Ana Sol", "carried", True, on)])
        ['stands', '', 'later']
    """
    found, people, later, before = [], set(), False, 0
    for row in rows:
        around, person = row.rule in AROUND, row.speaker not in (JOINT, NARRATOR)
        later = around and (later or row.paragraph != before)
        flags = {
            "later": later,
            "several": around and len(people) > 1,
            "verb": around and _has_verb(row.text),
            "stands": person and not around and bool(_STANDS.match(row.text)),
            "nameless": person and _is_nameless(row.speaker),
        }
        found.append(", ".join(flag for flag, holds in flags.items() if holds))
        if row.body:
            before = row.paragraph
        if person:
            people.add(row.speaker)
    return found


@cache
def _is_nameless(speaker: str) -> bool:
    words = speaker.lower().split()
    return len(words) == 1 or words[-1] in _office_words()


@cache
def _office_words() -> frozenset[str]:
    """The last words of offices: "minister", "president"."""
    return frozenset(title.split()[-1] for title in resources.word_list("people", "titles"))


def _has_verb(text: str) -> bool:
    return not _verbs().isdisjoint(_WORDS.findall(_QUOTED.sub(" ", text).lower()))


@cache
def _verbs() -> frozenset[str]:
    """The verbs of a single word that report, in a finite form."""
    listed = (parts for forms in clauses.forms().values() for parts, _, kind in forms if kind != "event")
    return frozenset(parts[0] for parts in listed if len(parts) == 1 and parts[0].endswith(_PLAIN))


Counts = Mapping[str, Mapping[str, Mapping[str, int]]]


@cache
def rate(rule: str, setting: str) -> float:
    """The doubt of a rule's decision in a setting, by the counts of ``data/doubt.toml``.

    Example:
        >>> rate("corrected", "")
        0.0
        >>> rate("carried", "") < rate("carried", "later") <= rate("carried", "later, several, verb") < 1
        True
    """
    return estimate(resources.table("doubt")["rates"], rule, setting)


def estimate(counts: Counts, rule: str, setting: str) -> float:
    """The error rate of a rule in a setting, between 0 and 1, by counts of labelled sentences.

    With w of n sentences wrong the rate is (w + m p) / (n + m), where p is the rate of the rule, and the
    rule's own is drawn in the same way to that of all rules; m is :data:`WEIGHT` (the m-estimate of Cestnik
    1990, which is the mean of a beta-binomial posterior). What makes a decision less safe never lowers its
    doubt: a setting has at least the doubt of each that is part of it.

    Args:
        counts: Sentences by rule and setting: ``of`` all, ``wrong`` ones.
        rule: A rule; of one that was never counted the rate of all is taken.
        setting: From :func:`settings`.

    Example:
        >>> counts = {"clause": {"": {"of": 90, "wrong": 0}}, "carried": {"later": {"of": 10, "wrong": 5}}}
        >>> round(estimate(counts, "clause", ""), 4), round(estimate(counts, "carried", "later"), 4)
        (0.0005, 0.3875)
    """
    if rule in CERTAIN:
        return 0.0
    flags = [flag for flag in setting.split(", ") if flag]
    parts = (", ".join(some) for size in range(len(flags) + 1) for some in combinations(flags, size))
    everything = _drawn([c for found in counts.values() for c in found.values()], 0.0, 0)
    found = counts.get(rule, {})
    own = _drawn(found.values(), everything, WEIGHT)
    return max(_drawn([found[part]] if part in found else [], own, WEIGHT) for part in parts)


def _drawn(counts: Iterable[Mapping[str, int]], towards: float, weight: int) -> float:
    counts = list(counts)
    wrong, size = (sum(c[key] for c in counts) for key in ("wrong", "of"))
    return (wrong + weight * towards) / (size + weight) if size + weight else 0.0


def otherwise(rows: Sequence[Row], set_in: Sequence[str]) -> Iterator[str]:
    """Whose each sentence would be if its decision is wrong: the second candidate.

    It is what was right most often where the rule was wrong in the setting, then where it was wrong at all.
    Another person is the one reported last before the sentence, or first behind it.
    """
    ahead = _first_others(rows)
    latest: dict[str, None] = {}  # people, the one reported last at the end
    for row, setting, next_one in zip(rows, set_in, ahead, strict=True):
        person = next((name for name in reversed(latest) if name != row.speaker), next_one)
        voices = {"person": person, JOINT: JOINT, NARRATOR: NARRATOR}
        yield next(v for kind in _ranked(row.rule, setting) if (v := voices[kind]) and v != row.speaker)
        if row.speaker not in (JOINT, NARRATOR):
            latest.pop(row.speaker, None)
            latest[row.speaker] = None


def _first_others(rows: Sequence[Row]) -> list[str | None]:
    """For each sentence the first person behind it who is not its speaker."""
    found: list[str | None] = []
    first = second = None
    for row in reversed(rows):
        found.append(second if first == row.speaker else first)
        if row.speaker not in (JOINT, NARRATOR, first):
            first, second = row.speaker, first
    return found[::-1]


@cache
def _ranked(rule: str, setting: str) -> tuple[str, ...]:
    table = resources.table("doubt")["rates"].get(rule, {})
    here = table.get(setting, {})
    counts = {k: (here.get(k, 0), sum(c[k] for c in table.values())) for k in KINDS}
    return tuple(sorted(KINDS, key=lambda kind: (*(-n for n in counts[kind]), KINDS.index(kind))))
