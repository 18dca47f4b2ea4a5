"""Whom the subject of a clause stands for: an office, "he" or "she"."""

from readout.attribution import names
from readout.attribution.people import Person
from readout.attribution.speech import Sentence, State


def who(sentence: Sentence, state: State) -> tuple[Person | None, bool]:
    """Whom a clause's single subject stands for, ``None`` if nobody, and whether there is no doubt."""
    clause = sentence.clause
    subject = clause.subject
    if subject.kind == "pronoun":
        return _referent(sentence, state)
    if subject.kind != "person":
        return None, True
    speaking = next((p for p in reversed(state.subjects) if p.name == state.speaker), None)
    anaphor = clause.place != "first" and sentence.words[subject.after - 1].text[:1].islower()
    if anaphor and not subject.named and speaking:
        shared = subject.people[0].titles | names.word_list("others")  # "his counterpart Ana Sol" is one too
        held = subject.office and speaking.holds(subject.office.title)
        if clause.verb in ("add", "go on", "continue") or held or shared & speaking.titles:
            return speaking, True  # "..., the president went on": whoever is speaking
    if _is_the_other(sentence):
        rest = [p for p in state.cast.people if p.stated and p not in state.subjects[-1:]]
        if rest:
            return rest[0], len(rest) == 1
    return subject.person, subject.named or subject.sure


def _is_the_other(sentence: Sentence) -> bool:
    """Whether the subject is "her counterpart", "his interlocutor"."""
    clause = sentence.clause
    words = sentence.words
    possessive = words.at(clause.start).low in ("his", "her")
    return possessive and words[clause.subject.after - 1].low in names.word_list("others")


def _referent(sentence: Sentence, state: State) -> tuple[Person | None, bool]:
    """Whom "he" or "she" stands for: whoever was subject last, is not the object, and can be one."""
    gender = sentence.clause.subject.gender
    recent = [*reversed(state.subjects)]
    everybody = dict.fromkeys([*recent, *state.cast.people])
    genders = {p.name: p.gender or state.genders.get(p.name, "") for p in everybody}
    fits = [p for p in everybody if genders[p.name] in ("", gender)] or recent
    if not fits:
        return None, True
    if not genders[fits[0].name] and fits[0] in recent:
        state.genders[fits[0].name] = gender
    return fits[0], fits[0] in recent or len(fits) == 1
