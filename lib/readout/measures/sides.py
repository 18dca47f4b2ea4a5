"""Whose side is meant: the names of each person's state, and who a subject or a target belongs to."""

import re
from collections.abc import Iterable, Mapping, Sequence

from readout.document import JOINT, UNNAMED, Readout
from readout.measures.acts import subject_lists
from readout.text.phrases import Passage, passage

#: Sides that a subject can belong to.
SIDES = ("OWN", "BOTH", "OTHER", "THIRD", "NONE")
# Letters that a state's name and its adjective must share from the start (Russia, Russian).
_STEM = 4
_WORD = re.compile(r"[^\W\d_]+")
_PRONOUNS = frozenset({"he", "she", "his", "her"})
# How a target names sides without a name.
_OWN, _YOURS, _BOTH = {"i", "my", "we", "our", "us"}, {"you", "your"}, {"each", "mutual", "both"}


def own_states(readout: Readout) -> dict[str, set[str]]:
    """The names of each person's state: every capitalised word of the text that begins as the state does.

    Example:
        >>> from readout.document import load
        >>> {who: sorted(names) for who, names in own_states(load("xi-putin-2021-12-15")).items()}
        {'Xi Jinping': ['china', 'chinese'], 'Vladimir Putin': ['russia', 'russian']}
    """
    return _state_names(readout, readout.speakers)


def _state_names(readout: Readout, people: Sequence[str]) -> dict[str, set[str]]:
    capitals = {w.lower() for w in _WORD.findall(readout.text) if w[0].isupper()}
    states = dict(zip(readout.people["name"], readout.people["state"], strict=True))
    stems = {
        who: {w.lower()[:_STEM] for w in _WORD.findall(states.get(who, "")) if len(w) >= _STEM}
        for who in people
    }
    return {who: {w for w in capitals if w[:_STEM] in begins} for who, begins in stems.items()}


def parties(readout: Readout) -> dict[str, set[str]]:
    """Whose sides a sentence can be about: the names of each person's state, and what the person is called.

    All speakers, then whoever is only addressed, one a state.

    Example:
        >>> from readout.document import parse
        >>> call = parse("President Ana Sol met Prime Minister Bo Lund of Norr. Sol said that Norr pays.")
        >>> {who: sorted(names) for who, names in parties(call).items()}
        {'Ana Sol': ['ana', 'president', 'sol'], 'Bo Lund': ['bo', 'lund', 'norr', 'prime minister']}
    """
    addressed = readout.people.loc[readout.people["side"] == "counterpart", "name"]
    names = _state_names(readout, list(dict.fromkeys([*readout.speakers, *addressed])))
    found: dict[str, set[str]] = {}
    for who, states in names.items():
        if who in readout.speakers or (states and states.isdisjoint(set().union(*found.values()))):
            found[who] = states
    return {who: states | _called(readout, who, found) for who, states in found.items()}


def _called(readout: Readout, who: str, people: Iterable[str]) -> set[str]:
    """The words of a person's name, and the titles that none of the other people has."""
    listed = dict(zip(readout.people["name"], readout.people["titles"].str.split("; "), strict=True))
    others = {title for name in people if name != who for title in listed.get(name, [])}
    return {w.lower() for w in _WORD.findall(who)} | (set(listed.get(who, [])) - others - {""})


def other_side(readout: Readout) -> dict[str, str]:
    """Who is on the other side of each person, where the text has two sides with names."""
    people = list(parties(readout))
    return dict(zip(people, reversed(people), strict=True)) if len(people) == 2 else dict.fromkeys(people, "")


def side_of(subject: str, act: str, speaker: str, states: Mapping[str, set[str]]) -> str:
    """Whose side a subject is on, one of :data:`SIDES`.

    Args:
        subject: As printed.
        act: What the sentence does; "we" that demand are both sides.
        speaker: Who is given the sentence.
        states: From :func:`parties`.
    """
    if act == "BARE" or not subject:
        return "NONE"
    found = passage(subject)
    for side, subjects in subject_lists().items():
        if any(subjects.find(found.terms, found.runs)):
            if side == "WE":
                return "BOTH" if act == "DIRECT" else "OWN"
            return "THIRD" if speaker in UNNAMED and side != "BOTH" else side
    said = f" {' '.join(_words(found))} "
    named = {who for who, names in states.items() if any(f" {name} " in said for name in names)}
    if found.terms[0] in _PRONOUNS or (not named and not _PRONOUNS.isdisjoint(found.terms)):
        named = {speaker}  # a passage reports its own voice as "he"
    if len(named) > 1:
        return "BOTH"
    if not named or speaker in UNNAMED:
        return "THIRD"
    return "OWN" if named == {speaker} else "OTHER"


def named_first(target: str, speaker: str, sides: Mapping[str, set[str]], other: Mapping[str, str]) -> str:
    """The side that a target names first: a person, :data:`~readout.document.JOINT`, or ``""``.

    Args:
        target: What is supported or opposed, as printed.
        speaker: Who is given it, and is "we" in it.
        sides: From :func:`parties`.
        other: From :func:`other_side`.
    """
    for word in _words(passage(target)):
        named = next((who for who, names in sides.items() if word in names), "")
        if named:
            return named
        if word in _BOTH:
            return JOINT
        if word in _OWN:
            return speaker
        if word in _YOURS:
            return other.get(speaker, "")
    return ""


def _words(found: Passage) -> list[str]:
    """The terms of a passage, the parts of hyphenated ones by themselves."""
    return [part for term in found.terms for part in re.split(r"[-–]", term)]
