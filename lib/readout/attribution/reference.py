"""Whom the subject of a clause stands for: an office, "he" or "she"."""

from readout.attribution import mentions, names, speech
from readout.attribution.mentions import Mention
from readout.attribution.people import Person
from readout.attribution.speech import Sentence, State


def who(sentence: Sentence, state: State) -> tuple[list[Person], bool]:
    """Whom a clause's single subject can stand for, likeliest first, and whether there is no doubt."""
    clause = sentence.clause
    subject = clause.subject
    if subject.kind == "person":
        speaking = next((p for p in reversed(state.subjects) if p.name == state.speaker), None)
        anaphor = clause.place != "first" and sentence.words[subject.after - 1].text[:1].islower()
        held = speaking.titles if speaking else frozenset()
        shared = subject.people[0].titles & held or held & names.word_list(
            "others"
        )  # "his counterpart Ana Sol"
        goes_on = clause.verb in ("add", "go on", "continue") or shared
        if anaphor and not subject.named and speaking and goes_on:
            return [speaking], True  # "..., the president went on": whoever is speaking
        if _is_the_other(sentence):
            rest = [p for p in state.cast.people if p.stated and p not in state.subjects[-1:]]
            return (rest, len(rest) == 1) if rest else _not_the_object(sentence, state, subject)
        return _not_the_object(sentence, state, subject)
    if subject.kind == "pronoun":
        return _referents(sentence, state, subject.gender)
    return [], True


def _is_the_other(sentence: Sentence) -> bool:
    """Whether the subject is "her counterpart", "his interlocutor"."""
    clause = sentence.clause
    words = sentence.words
    possessive = words.at(clause.start).low in ("his", "her")
    return possessive and words[clause.subject.after - 1].low in names.word_list("others")


def _not_the_object(sentence: Sentence, state: State, subject: Mention) -> tuple[list[Person], bool]:
    """Whoever thanks "the President" is not the President himself: the other holder of the office is."""
    person = subject.people[0]
    if subject.named:
        return [person], True
    others = [p for p in state.cast.people if p != person and p.titles & person.titles]
    if others and person in _objects(sentence):
        return [*others, person], len(others) == 1
    return [person, *others], subject.sure


def _objects(sentence: Sentence) -> list[Person]:
    """People named behind the verb."""
    clause = sentence.clause
    words = sentence.words
    found: list[Person] = []
    if clause.kind == "say" and clause.verb not in speech.word_list("addressing_verbs"):
        return found
    at = clause.after if clause.place == "first" else len(words)
    while at < min(len(words), clause.after + 14) and words[at].low != "that":
        named = words[at].capital or words[at].low == "the"
        mention = mentions.read_one(words, at, sentence.cast) if named else None
        if mention and mention.people:
            found += mention.people
            at = max(mention.after, at + 1)
        else:
            at += 1
    return found


def _referents(sentence: Sentence, state: State, gender: str) -> tuple[list[Person], bool]:
    """Whom "he" or "she" stands for: whoever was subject last, is not the object, and can be one."""
    objects = _objects(sentence)
    recent = [*reversed(state.subjects)]
    rest = [p for p in state.cast.people if p not in recent]
    genders = {p.name: p.gender or state.genders.get(p.name, "") for p in [*recent, *rest]}
    fits = [p for p in [*recent, *rest] if genders[p.name] in ("", gender) and p not in objects]
    fits = fits or [p for p in [*recent, *rest] if p not in objects] or recent
    if not fits:
        return [], True
    if not genders[fits[0].name] and fits[0] in recent:
        state.genders[fits[0].name] = gender
    sure = fits[0] in recent or len(fits) == 1 or fits[0] == state.cast.lead
    return fits, sure
