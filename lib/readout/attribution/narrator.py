"""Rules for what is told of the talks themselves, and for what is told inside somebody's speech."""

from collections.abc import Sequence
from itertools import pairwise

from readout.attribution import clauses, mentions, speech
from readout.attribution.line import Line
from readout.attribution.speech import JOINT, NARRATOR, Decision, Sentence, State

_RELATIVES = frozenset({"that", "who", "which", "whose", "where"})
# ", the cost of which is to double,": so many words may stand between a comma and its relative.
_FAR_COMMA = 3
_LISTENERS = frozenset({"me", "us", "you"})


def is_no_speech(sentence: Sentence, state: State) -> bool:
    """Whether an act of one person is told as an event: a ceremony, a welcome, a call paid on somebody."""
    behind = sentence.behind
    asks = bool({"to", "for"} & set(behind[: behind.index("and")] if "and" in behind else behind))
    calls = sentence.clause.verb == "call on" and not asks and not goes_on_to_speak(sentence)
    return (
        calls
        or _answers_with_a_gesture(sentence)
        or _decorates(sentence)
        or _welcomes_to_a_place(sentence, state)
        or _is_ceremony(sentence)
    )


def _answers_with_a_gesture(sentence: Sentence) -> bool:
    """ "Ana Sol responded with a smile"."""
    behind = sentence.behind[:6]
    answers = sentence.clause.verb in ("respond", "reply", "answer")
    return answers and behind[:1] == ["with"] and bool(speech.word_list("gestures") & set(behind))


def _decorates(sentence: Sentence) -> bool:
    """ "Ana Sol presented Bo Lund with the Order of the Star"."""
    gives = sentence.clause.verb in ("present", "presented", "award")
    return gives and not {"order", "medal"}.isdisjoint(sentence.behind)


def _is_ceremony(sentence: Sentence) -> bool:
    """What somebody did besides: "After the talks, Ana Sol presented ...", "Later in the day, ..."."""
    gives = sentence.clause.verb in speech.word_list("ceremonial_verbs")
    return _is_later(sentence) or (gives and has_talk_frame(sentence))


def _welcomes_to_a_place(sentence: Sentence, state: State) -> bool:
    """A lede that "Ana Sol welcomed Bo Lund to Galdor today" tells of a meeting, not of words."""
    clause = sentence.clause
    if clause.verb != "welcome" or state.speaker:
        return False
    low = sentence.behind
    for i, word in enumerate(low[:-1]):
        place = sentence.words[clause.after + i + 1 + (low[i + 1] == "the") :]
        if word in ("to", "at") and place and place[0].capital:
            return word == "at" or bool(speech.word_list("days") & set(low))
    return False


def _is_recalled(sentence: Sentence) -> bool:
    """ "As Chairman Sol once said", "President Sol told King Lund that": words of other occasions."""
    words = sentence.words
    head = {w.low for w in words[: sentence.clause.after]}
    return bool(head & {"once", "tell", "told"})


def goes_on_to_speak(sentence: Sentence) -> bool:
    """ "Ana Sol phoned Bo Lund and congratulated him": an event whose subject then says something."""
    clause, words = sentence.clause, sentence.words
    if clause.subject.kind != "person" or clause.tense != "past":
        return False
    for i in range(clause.after, len(words) - 1):
        if words[i].low in ("who", "which", "that", "where") or words[i].quoted:
            return False
        if words[i].low == "to" and words[i + 1].low in speech.word_list("purposes") and _calls(sentence):
            return True  # "telephoned Bo Lund to congratulate him"
        if words[i].low == "and":
            found = clauses.verb(words, i + 1, ("say", "act"))
            if found and found[0] in speech.word_list("second_acts"):
                return True
    return False


def _calls(sentence: Sentence) -> bool:
    """Whether the event is a call that one person makes."""
    return sentence.words.at(sentence.clause.after - 1).low in ("phoned", "called")


def is_told_inside_speech(sentence: Sentence, state: State) -> bool:
    """Whether a clause about somebody is itself part of what is being reported ("Mr X has just said ...")."""
    clause = sentence.clause
    if state.speaker in (None, JOINT):
        return False
    to_me = any(w.low in _LISTENERS and not w.quoted for w in sentence.words[clause.after : clause.after + 2])
    if to_me or clause.tense == "pluperfect":
        return True  # "Lindqvist told me last year", "President X had made a mistake"
    if not state.spoke_in_paragraph or sentence.piece.opens or clause.subject.kind == "pronoun":
        return False
    person = clause.subject.person
    if person and person.name == state.spoke_in_paragraph:
        return False
    absent = person is not None and clause.subject.named and person.name not in state.cast.present
    present_tense = clause.tense == "present" and clause.verb != "say"
    return (absent and _is_recalled(sentence)) or clause.tense == "perfect" or present_tense


def joint_passive(sentence: Sentence, state: State) -> Decision | None:
    """ "It was agreed ..." reports the talks, unless it stands inside one leader's speech."""
    found = _passive(sentence)
    if found is None:
        return None
    if state.spoke_in_paragraph and not sentence.piece.opens:
        told = found in speech.word_list("reporting") and sentence.words[0].low != "it"
        strong = told or found in speech.word_list("talk_passives")
        plain = {w.low for w in sentence.words if not w.quoted}
        sums_up = sentence.closes and sentence.words[0].low == "it"  # "It was agreed that", at the end
        demands = frozenset() if sums_up else speech.DEMANDS
        if not strong or plain & (speech.FIRST_PERSON | demands) or "ago" in plain:
            return None
    return Decision(JOINT, "joint-passive", speech.lemma(found))


def _passive(sentence: Sentence) -> str | None:
    """The participle of a passive of the talks in the main clause, or ``None``."""
    words = sentence.words
    if "took place" in sentence.text and any(w.low in ("exchange", "exchanges") for w in words[:6]):
        return "exchanged"
    inside_until = 0
    for i, word in enumerate(words[:-1]):
        if i < inside_until:
            continue
        if word.low in _RELATIVES and i > 1:
            apart = any("," in w.gap for w in words[max(1, i - _FAR_COMMA) : i + 1])
            closed = (k for k in range(i + 1, len(words)) if "," in words[k].gap)
            inside_until = next(closed, len(words)) if apart else i + 2
            continue
        if word.low in ("was", "were") and not word.quoted:
            return _participle(words, i + 1)
    return None


def _participle(words: Line, at: int) -> str | None:
    end = at + 3
    while at < end and (
        words.at(at).low.endswith("ly") or words.at(at).low in speech.word_list("passive_between")
    ):
        at += 1
    low = words.at(at).low
    touched = low == "touched" and words.at(at + 1).low not in ("on", "upon")
    return low if low in speech.word_list("passives") and not touched else None


def event(sentence: Sentence, state: State) -> Decision | None:
    """Somebody held, attended or visited something: the narrator's, unless told inside a speech."""
    clause = sentence.clause
    if clause.kind != "event" or is_told_inside_speech(sentence, state):
        return None
    if state.spoke_in_paragraph and not has_talk_frame(sentence):
        person = clause.subject.person
        speaking = person is not None and person.name == state.spoke_in_paragraph
        if not (speaking or _tells_a_journey(sentence)) or _is_promise_of_a_side(sentence, state):
            return None
    if state.speaker and clause.subject.kind == "sides" and clause.tense != "past":
        return None
    if clause.verb == "be" and not state.spoke_in_paragraph and _passive(sentence):
        return None  # "Officials were tasked with ..."
    return Decision(NARRATOR, "event", clause.verb)


def event_passive(sentence: Sentence, state: State) -> Decision | None:
    """ "Two agreements were signed": what happened, unless told inside a speech."""
    if state.spoke_in_paragraph and not sentence.piece.opens and not has_talk_frame(sentence):
        return None
    low = [w.low for w in sentence.words]
    for i, word in enumerate(low[:-1]):
        if word in ("that", "which", "who", "whose"):
            return None
        if word in ("was", "were"):
            behind = next((w for w in low[i + 1 : i + 4] if not w.endswith("ly") and w != "also"), "")
            if {"attention", "emphasis", "stress"} & set(low[:i]):
                return None  # "Particular attention was given to ..."
            papers = behind == "exchanged" and set(low[:i]) & speech.word_list("papers")
            return (
                Decision(NARRATOR, "event", speech.lemma(behind))
                if papers or behind in speech.word_list("event_passives")
                else None
            )
    return None


def _tells_a_journey(sentence: Sentence) -> bool:
    """ "On Tuesday she will travel to Galdor"."""
    low = [w.low for w in sentence.words[:15]]
    return any(
        low[i] == "will" and {"travel", "return", "fly"} & {*low[i + 1 : i + 3]} for i in range(len(low))
    )


def _is_promise_of_a_side(sentence: Sentence, state: State) -> bool:
    """ "The Meridian side will host the next round", where a speech goes on."""
    return sentence.words.at(sentence.clause.subject.after - 1).low == "side" and state.carrying


def has_talk_frame(sentence: Sentence) -> bool:
    """Whether a sentence opens with "After the talks", "Before the meeting", "Later in the day"."""
    low = [w.low for w in sentence.words[:9]]
    if not low:
        return False
    before = set(low[: next((i for i, w in enumerate(sentence.words[1:9], 1) if "," in w.gap), 9)])
    frame = low[0] in speech.word_list("frame_openers") and bool(before & speech.word_list("talk_nouns"))
    return frame or _is_later(sentence) or (low[0] == "also" and _tells_attendance(low))


def _is_later(sentence: Sentence) -> bool:
    """Whether a sentence opens with "Later in the day" or "Earlier today"."""
    low = [w.low for w in sentence.words[:2]]
    return low[:1] in (["later"], ["earlier"]) and low[1:] in (["in"], ["today"], ["that"], ["it"])


def conversation(sentence: Sentence, state: State) -> Decision | None:
    """The conversation is the subject, or the sentence says what went on around it."""
    low = [w.low for w in sentence.words[clauses.first_word(sentence.words) :][:40]]
    if not low or sentence.words[0].quoted:
        return None
    inside = bool(state.spoke_in_paragraph) and not sentence.piece.opens
    if has_talk_frame(sentence):
        return Decision(NARRATOR, "event")
    if _tells_attendance(low[:14]) and (not inside or low[0] in ("also", "joining", "accompanying")):
        return Decision(NARRATOR, "event", "attend")
    noticed = any(phrase in " ".join(low) for phrase in speech.word_list("notices"))
    if noticed or _heads_a_list_of_people(sentence.text):
        return Decision(NARRATOR, "background")
    heads = _behind_lead_in(sentence) or [low[:14]]
    another = low[0] in ("a", "an", "another")  # "A call in May was devoted to"
    recalled = inside and (state.carrying or another)
    about = any(map(_is_about_talks, heads)) and not recalled
    about = about and not (state.speaker == JOINT and "also to be" in " ".join(low))  # what was agreed on
    about = about and speech.lemma(_passive(sentence) or "") not in speech.word_list("shared_verbs")
    if about or (not inside and (_is_first_of_its_kind(low) or _tells_what_is_next(low))):
        return Decision(NARRATOR, "conversation")
    return None


def tells_background(sentence: Sentence, state: State) -> bool:
    """Whether a paragraph that names nobody opens with figures or with what happened, as agencies' last do.

    "Trade rose by 18 percent last year", "Norrland applied for membership in 2022". What somebody wants,
    needs or will do goes on with the speech before.
    """
    plain = [w for w in sentence.words if not w.quoted]
    low = [w.low for w in plain]
    if not low or low[0] in ("it", "this") or set(low) & (speech.FIRST_PERSON | speech.DEMANDS):
        return False
    counted = any(w.text[0].isdigit() for w in plain) and bool(set(low) & speech.word_list("figures"))
    return counted or (state.brief and any(_is_past(before, word) for before, word in pairwise(low)))


def _is_past(before: str, word: str) -> bool:
    """Whether a word is a past tense, as far as the word before tells it from a participle."""
    regular = word.endswith("ed") and before not in speech.word_list("before_participles")
    return regular or word in speech.word_list("past")


def to_host(sentence: Sentence, _: State) -> Decision | None:
    """ "Norrland will host the next round": what is known of a state, where no speaker is named."""
    words = sentence.words
    after = mentions.state_end(words, 0, sentence.cast.states)
    hosts = bool(after) and [w.low for w in words[after : after + 2]] == ["will", "host"]
    return Decision(NARRATOR, "event", "host") if hosts else None


def _heads_a_list_of_people(text: str) -> bool:
    """ "Participants included:"."""
    return text.rstrip().endswith(":") and text.lower().rstrip(" :").endswith(
        tuple(speech.word_list("list_heads"))
    )


def _behind_lead_in(sentence: Sentence) -> list[list[str]]:
    """The words behind the comma of a lead-in, if the sentence has one ("In this spirit, the call ...")."""
    words = sentence.words
    first = clauses.first_word(words)
    if words.at(first).low in speech.word_list("articles") or not clauses.leads(words, first):
        return []
    comma = next((i for i, w in enumerate(words[1:20], start=1) if "," in w.gap), 0)
    return [[w.low for w in words[comma : comma + 14]]] if comma else []


def _is_about_talks(low: Sequence[str]) -> bool:
    """Whether the subject is the conversation: "The call was constructive"."""
    start = 1 if low and low[0] in speech.word_list("articles") else 0
    for i in range(start, min(start + 4, len(low))):
        if low[i] in speech.word_list("talk_nouns"):
            if low[i + 1 : i + 3] == ["had", "to"]:
                return False  # "Talks had to be offered to all sides"
            marked = start or low[i].endswith("s")  # "dialogue and firmness" are no conversation
            return bool(marked and set(low[i + 1 : i + 9]) & speech.word_list("talk_noun_verbs"))
        if low[i] in ("of", "that", "which", "to", "and") or low[i].endswith("ed"):
            return False
    return False


def discussion(sentence: Sentence, _: State) -> Decision | None:
    """ "The discussion also underlined the importance of": what both did in it."""
    low = [w.low for w in sentence.words[:4]]
    verb_at = 2 + ("also" in low[2:3])
    spoken = bool({"discussion", "discussions", "talks"} & set(low[1:2]))
    told = spoken and bool(speech.word_list("reporting") & set(low[verb_at : verb_at + 1]))
    return Decision(JOINT, "joint-act", speech.lemma(low[verb_at])) if told else None


def _is_first_of_its_kind(low: Sequence[str]) -> bool:
    """ "It was the fourth time the group has spoken", "This was their second meeting"."""
    if low[0] not in ("it", "this") or low[1:2] not in (["was"], ["is"], ["marks"], ["marked"]):
        return False
    said = low[2:3] == ["agreed"]  # "It was agreed that a first flight ..."
    return not said and bool(set(low[2:7]) & speech.word_list("ordinals"))


def _tells_what_is_next(low: Sequence[str]) -> bool:
    """ "The next round of talks is scheduled for May"."""
    occasion = set(low[1:6]) & (speech.word_list("talk_nouns") | {"round"})
    return "next" in low[:4] and bool(occasion and set(low[4:16]) & speech.word_list("planned"))


def _tells_attendance(low: Sequence[str]) -> bool:
    joining = low[0] in ("joining", "accompanying") and {"was", "were"} & set(
        low
    )  # "Joining the President were"
    return bool(joining) or any(phrase in " ".join(low) for phrase in speech.word_list("attendance"))
