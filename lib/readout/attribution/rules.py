"""Who is being reported in each sentence, and why we say so.

The text is read once, in order. For each sentence the first rule of :data:`RULES` that applies
decides; its name goes into the ``rule`` column, so that a reader can audit and overrule it. What a
rule knows of the text before is in :class:`State`: whose speech is being reported, in which paragraph
it began, and who was named last.

Attribution is of *reported* speech: a sentence given to a leader is one that the issuing government
attributes to that leader.
"""

from readout.attribution import (
    clauses,
    names,
    narrator,
    reference,
    speech,
    transcript,
)
from readout.attribution.clauses import Clause
from readout.attribution.people import Person
from readout.attribution.speech import JOINT, NARRATOR, Decision, Rule, Sentence, State
from readout.reading.layout import BULLETS, NUMBERED

#: What each rule means, for the audit view and the command line.
RULES = {
    "title": "the title line",
    "date": "the date line",
    "boilerplate": "not part of the text proper",
    "corrected": "a correction by hand, in the file beside the text",
    "speaker-tag": "a transcript's tag names the speaker",
    "clause": "a reporting clause opens the sentence",
    "clause-middle": "a reporting clause stands inside the sentence",
    "clause-last": "a reporting clause closes the sentence",
    "speech-act": "the verb is an act of speech by one person",
    "joint-act": "both sides are the subject of a verb of talking",
    "joint-passive": "a passive without agent reports what the talks did",
    "joint-item": "an item of a list that both sides head",
    "event": "the sentence tells that something took place",
    "conversation": "the subject is the conversation itself",
    "carried": "no clause of its own: the speaker before goes on",
    "covered": "the clause that closes a later sentence of the paragraph covers this one",
    "background": "nobody has been reported yet",
    "unsure": "the text does not decide between several people; whoever was named last is taken",
}
#: The rules that find a reporting clause with a verb of saying.
CLAUSE_RULES = ("clause", "clause-middle", "clause-last")
#: The rules by which a sentence has its speaker from what stands around it.
CARRIED_RULES = ("carried", "covered")
# Small words inside names of people and bodies.
_INSIDE_NAMES = frozenset({"of", "the", "and", "for", "in", "to", "on", "de", "a"})


def decide(sentence: Sentence, state: State) -> Decision:
    """Whose one sentence is, by the first rule that applies; the state remembers it."""
    if sentence.piece.opens:
        state.spoke_in_paragraph = None
    if state.tagged and narrator.has_talk_frame(sentence):
        own = {w.low for w in sentence.words if not w.quoted} & speech.FIRST_PERSON
        state.tagged = bool(own)  # "Following the meeting, the presidents ..." ends a transcript
    decision = next(d for rule in _ORDER if (d := rule(sentence, state)))
    _remember(sentence, decision, state)
    return decision


def _remember(sentence: Sentence, decision: Decision, state: State) -> None:
    """Carry speech on; a narrated event ends it, background does not begin any."""
    if person := state.turns.get(sentence.piece.start):
        state.tagged, state.speaker = True, person.name
        return
    if sentence.piece.kind == "title":
        state.headed = _is_of_several(sentence)
    if sentence.piece.kind != "body":
        if state.tagged and sentence.piece.kind == "boilerplate":
            state.tagged, state.speaker = False, None
        return
    silent = decision.person is not None and decision.person.is_body  # what follows an office is the agency's
    state.speaker = None if decision.speaker == NARRATOR or silent else decision.speaker
    if sentence.text.rstrip().endswith(":"):
        state.headed |= decision.speaker == JOINT and "statement" in sentence.text
        state.list_voice, state.list_inner = decision.speaker, False
    elif not _is_item(sentence.text) and sentence.piece.opens:
        state.list_voice = None
    state.carrying = decision.rule == "carried"
    if decision.rule == "speaker-tag":
        state.tagged = True
    if state.speaker not in (None, JOINT):
        state.spoke_in_paragraph = state.speaker
    elif decision.rule in ("joint-act", "joint-passive"):
        state.spoke_in_paragraph = None
    _remember_subjects(sentence, decision, state)


def _remember_subjects(sentence: Sentence, decision: Decision, state: State) -> None:
    """Keep who was the subject of a clause, the last one at the end."""
    for known in [decision.person or sentence.clause.subject.person, *sentence.joined]:
        if known:
            state.subjects = [*[p for p in state.subjects if p != known], known][-4:]


def _is_of_several(title: Sentence) -> bool:
    """Whether a title announces what several say together ("Joint Statement", "Leaders' Communiqué")."""
    low = {names.bare(w.low) for w in title.words}
    joint = low & ({"joint"} | names.word_list("persons"))
    return bool(joint and low & speech.word_list("papers_of_several"))


def _outside_body(sentence: Sentence, _: State) -> Decision | None:
    """Title, date line and boilerplate are the narrator's."""
    kind = sentence.piece.kind
    return None if kind == "body" else Decision(NARRATOR, kind, sentence.clause.verb or None)


def _list_item(sentence: Sentence, state: State) -> Decision | None:
    """The items of a list belong to whoever heads it."""
    if state.list_voice is None or not _is_item(sentence.text):
        return None
    if state.list_inner and sentence.text[0].isdigit():  # "(ii) ...", then "10. ..."
        state.list_voice = None
        return None
    state.list_inner = not sentence.text[0].isdigit()
    if state.list_voice != JOINT and _is_entry(sentence):
        return Decision(NARRATOR, "background")
    rules = {JOINT: "joint-item", NARRATOR: "background"}
    return Decision(state.list_voice, rules.get(state.list_voice, "carried"))


def _is_item(text: str) -> bool:
    """Whether a sentence opens an item: by a bullet, or by a number or letter with a mark."""
    return bool(NUMBERED.match(text)) or text[:1] in BULLETS


def _is_entry(sentence: Sentence) -> bool:
    """Whether an item is only a name or a place, as in lists of those who attended."""
    return all(w.capital or w.low in _INSIDE_NAMES for w in sentence.words)


def _one_speaker(sentence: Sentence, state: State) -> Decision | None:
    """One person is the subject of a verb of saying or of an act of speech."""
    clause = sentence.clause
    if narrator.is_told_inside_speech(sentence, state):
        return None
    if clause.kind == "event" and not narrator.goes_on_to_speak(sentence):
        return None
    person, sure = reference.who(sentence, state)
    if person is None or (clause.subject.kind == "pronoun" and _is_absent(person, state)):
        return None
    if narrator.is_no_speech(sentence, state):
        return Decision(NARRATOR, "event", clause.verb)
    if clause.kind in ("talk", "act") and _is_shared_talk(sentence):
        return Decision(JOINT, "joint-act", clause.verb)
    rule = _rule_of(clause) if sure else "unsure"
    return Decision(person.name, rule, clause.verb, clause.frame_end, person)


def _is_absent(person: Person, state: State) -> bool:
    """Whether somebody of whom another tells does not take part ("I told President Lund ... He agreed.")."""
    speaking = state.spoke_in_paragraph and state.spoke_in_paragraph != person.name
    return bool(speaking and state.cast.present and person.name not in state.cast.present)


def _rule_of(clause: Clause) -> str:
    if clause.kind != "say":
        return "speech-act"
    return "clause" if clause.place == "first" else f"clause-{clause.place}"


def _is_shared_talk(sentence: Sentence) -> bool:
    """ "Ana Sol discussed trade with Bo Lund" is what both did, though one of them is its subject."""
    clause = sentence.clause
    shared = clause.verb in speech.word_list("shared_verbs") and clause.subject.kind == "person"
    return shared and "with" in sentence.behind


def _joint_act(sentence: Sentence, state: State) -> Decision | None:
    """Both sides are the subject: of any reporting verb, or inside one person's speech of talking.

    "The two sides announced the extension" inside Xi's paragraph is still Xi's account, but "the two
    sides exchanged views" is not.
    """
    clause = sentence.clause
    if clause.kind == "event" or clause.subject.kind not in ("collective", "people", "sides"):
        return None
    begins = sentence.piece.opens and not state.carrying and clause.subject.kind != "sides"
    if begins and clause.tense in ("perfect", "present"):
        return Decision(JOINT, "joint-act", clause.verb, clause.frame_end)
    if clause.tense in ("perfect", "future") and state.speaker not in (None, JOINT):
        return None
    inside = state.spoke_in_paragraph or (state.speaker not in (None, JOINT) and clause.tense == "present")
    if inside and clause.place == "first":
        strong = clause.verb in speech.word_list("talk_verbs") or not state.carrying
        if clause.subject.kind == "sides" and not strong:
            return None
        if _is_remembered(sentence) or clause.tense == "present":
            return None
    return Decision(JOINT, "joint-act", clause.verb, clause.frame_end)


def _is_remembered(sentence: Sentence) -> bool:
    """Whether a sentence inside a speech looks back or asks: "Last year the two sides agreed ..."."""
    head = {w.low for w in sentence.words[: max(1, sentence.clause.start)]}
    return bool(head & {"ago", "last", "since", "year"})


def _carried(sentence: Sentence, state: State) -> Decision | None:
    """No clause of its own: the person who was being reported goes on, across paragraphs too."""
    if state.together:
        return Decision(JOINT, "carried")
    if state.speaker == JOINT:
        return Decision(JOINT, "carried") if _goes_on_with_plans(sentence) else None
    if not state.speaker:
        return None
    quoted = sentence.text[:1] in '"“' or state.list_voice is not None
    if sentence.piece.opens and not (state.carries or quoted):
        return None
    if sentence.piece.opens and not quoted and narrator.tells_background(sentence, state):
        return None
    return Decision(state.speaker, "carried")


def _goes_on_with_plans(sentence: Sentence) -> bool:
    """Whether a paragraph goes on with what both agreed: "This would", "We will", "The two states will"."""
    low = [w.low for w in sentence.words if not w.quoted]
    both = "two" in low or {"this", "these", "we", "our"} & {*low[:1]}
    planned = "would" in low or ("will" in low and both) or "are also to be" in " ".join(low)
    return not sentence.piece.opens and bool(planned)


def _together(sentence: Sentence, state: State) -> Decision | None:
    """ "We, the Foreign Ministers, ...", and what follows: the text itself is the voice of several."""
    low = [w.low for w in sentence.words]
    alone = state.speaker in (None, JOINT) and not sentence.words.at(0).quoted
    apposed = low[:1] == ["we"] and "," in sentence.words.at(1).gap
    if alone and (apposed or (state.headed and low[:1] == ["we"])):
        state.together = True
    if state.together and low[:1] in (["we"], ["our"]):
        return Decision(JOINT, "joint-act")
    return None


def _stem(sentence: Sentence, _: State) -> Decision | None:
    """ "On trade, the two leaders:", above a list of what they did."""
    if sentence.text.rstrip().endswith(":") and clauses.ends_behind_lead_in(sentence.words, sentence.cast):
        return Decision(JOINT, "joint-act")
    return None


def _background(_: Sentence, __: State) -> Decision:
    """Nobody is being reported."""
    return Decision(NARRATOR, "background")


_ORDER: tuple[Rule, ...] = (
    _outside_body,
    transcript.above_turn,
    transcript.speaker_tag,
    transcript.tag_carried,
    _list_item,
    _together,
    _stem,
    _one_speaker,
    _joint_act,
    narrator.event,
    narrator.discussion,
    narrator.to_host,
    narrator.conversation,
    narrator.event_passive,
    narrator.joint_passive,
    _carried,
    _background,
)
