"""The main document, sentence by sentence."""

from readout import attribution
from readout.attribution import JOINT, NARRATOR

XI, PUTIN = "Xi Jinping", "Vladimir Putin"


def gold(place):
    """The main document's voices, coded by reading it paragraph by paragraph, before the code ran."""
    paragraph, sentence = map(int, place.split("."))
    if paragraph <= 3 or paragraph == 21:
        return NARRATOR  # title, date, lede, attendance
    if paragraph in (19, 20) or (paragraph, sentence) == (17, 1):
        return JOINT
    return PUTIN if paragraph == 18 else XI


def test_every_sentence_of_the_main_document_is_right(main):
    wrong = [
        (place, speaker)
        for place, speaker in zip(main.places, main.sentences["speaker"], strict=True)
        if speaker != gold(place)
    ]
    assert wrong == []


def test_sentences_by_voice(main):
    assert main.body.groupby("speaker").size().to_dict() == {XI: 58, PUTIN: 14, JOINT: 3, NARRATOR: 2}


def test_reporting_verbs_of_the_main_document(main):
    counts = main.body.groupby(["speaker", "verb"]).size().to_dict()
    assert counts == {
        (XI, "point out"): 11,
        (XI, "emphasize"): 3,
        (PUTIN, "say"): 1,
        (JOINT, "exchange views"): 2,
        (JOINT, "agree"): 1,
        (NARRATOR, "hold"): 1,
        (NARRATOR, "attend"): 1,
    }
    assert main.sentences["verb"].iloc[0] == "hold"  # the title


def test_frames_open_behind_that_and_include_the_lead_in(main):
    framed = main.body[main.body["frame_end"] > main.body["start"]]
    frames = [main.text[a:b] for a, b in zip(framed["start"], framed["frame_end"], strict=True)]
    assert len(frames) == 15
    assert all(frame.endswith(" that ") for frame in frames)
    assert "On UN Security Council cooperation, Xi Jinping pointed out that " in frames


def test_names_are_the_fullest_printed(main):
    assert main.speakers == (XI, PUTIN)


def test_the_model_call_is_read_as_written(call):
    assert list(zip(call.body["speaker"], call.body["rule"], strict=True)) == [
        (NARRATOR, "event"),
        ("Ana Sol", "clause"),
        ("Ana Sol", "carried"),
        ("Ana Sol", "carried"),
        ("Bo Lund", "clause"),
        ("Bo Lund", "clause-last"),
        (JOINT, "joint-act"),
        (NARRATOR, "event"),
    ]


def test_every_rule_that_decides_is_explained(main, call):
    used = set(main.sentences["rule"]) | set(call.sentences["rule"])
    assert used <= set(attribution.RULES)
