"""Exhibits of notebook 05: what it answers first, for the main document and for texts of other kinds."""

import pytest

import readout
from conftest import CALL, ROOT
from readout.exhibits import sentiment
from readout.measures import lexicons
from readout.measures import sentiment as measure
from readout.measures.codes import empty

NOBODY = """Statement on the Call

3 May 2031

The two sides welcomed the plan. They praised the friendship. They condemned the attack.

The two sides deplored the massacre. They discussed the bridge.
"""


def test_the_answer_of_the_main_document(main):
    assert sentiment.answer(main) == (
        "By the hand codes of the project's authors, harsh words stand in 5 of 14 sentences given to "
        "Vladimir Putin and in 5 of 58 given to Xi Jinping (4 and 4 by the strictest count), never aimed at "
        "each other. Other stretches of the text differ as much, so this may be chance, and word lists "
        "cannot tell the two apart."
    )


def test_findings_about_tone_of_the_main_document(main):
    basis, tones = measure.best_tones(main)
    counts = measure.by_tone(tones, main.voices)
    assert sentiment.tones_found(main, counts, basis) == (
        "Sentences that only inform or exhort: 1 of 14 given to Vladimir Putin and 23 of 58 given to Xi "
        "Jinping."
    )
    moved = sentiment.stretches(measure.stretches(tones, main.speakers))
    assert "in 12 by its harsh sentences and in 16 by its neutral sentences: it does not stand out" in moved
    assert "Of 15 paragraphs, paragraph 18 is number 2 by its share of harsh ones" in moved
    forks = measure.forks(main)
    assert sentiment.verdict(forks, main.speakers) == (
        "Every interval holds zero, and what is given to Xi Jinping is scored higher in 8 of 20 ways of "
        "scoring, lower in the others: whether the tones differ, these lexicons cannot tell."
    )
    validity = sentiment.validity(measure.validity(main, measure.hand_tones(main)))
    assert "VADER 0.11, TextBlob 0.26 and diplomatic 0.61" in validity
    assert "that holds for VADER, TextBlob and diplomatic" in validity


def test_the_readme_has_the_measured_kappas():
    assert "a kappa of 0.68 [0.56, 0.79] against VADER's 0.44" in sentiment.measured(measure.measured())
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "its kappa is 0.68 against VADER's 0.44" in readme
    assert "tone twice (73 of 77 sentences alike)" in readme


def test_the_exercise_is_answered_from_the_parts(main):
    """18.12: discord -1.7 and succeed, negated, -1.6: s = -3.3, s / sqrt(s * s + 15) = -0.65."""
    basis, tones = measure.best_tones(main)
    lowest = measure.extremes(measure.scores(main), "VADER").iloc[0]
    assert sentiment.worst_sentence(lowest, measure.parts(main, "VADER"), tones, basis) == (
        "18.12. VADER scores “discord” (−1.7) and “succeed” (−1.6); their sum of −3.3 makes −0.65. The "
        "reader's tone for it: affirms and opposes at once."
    )


def test_a_word_list_comes_first_and_says_what_it_is_worth(call):
    assert sentiment.answer(call) == (
        "By word list the tone cannot be judged: the list has a word for 1 of 5 sentences "
        "given to Ana Sol and Bo Lund. Elsewhere it was right on 80 of 100 test sentences (72 to 87)."
    )
    warm = readout.parse(
        CALL.replace(
            "We are ready.", "We praise the friendship. We welcome the trust. We condemn the attack."
        )
    )
    assert sentiment.answer(warm) == (
        "By word list, harsh words stand in 1 of 5 sentences given to Ana Sol and in none of 2 given to Bo "
        "Lund. Take it as a guess: the list has a word for 4 of the 7 sentences, and elsewhere it was right "
        "on 80 of 100 test sentences (72 to 87)."
    )
    basis, tones = measure.best_tones(warm)
    drawn = sentiment.reader_tones(warm, measure.by_tone(tones, warm.voices), basis)
    assert drawn.title == "By word list, sentences with a harsh word: 1 of 5 (Ana Sol) and 0 of 2 (Bo Lund)"
    assert "Hatched: those for which the list has no word" in drawn.caption
    assert sentiment.facts(warm)["importance"].tolist() == [3]


def test_little_text_is_told_in_one_line():
    short = readout.parse("A call\n\nPresident Ana Sol, Jr. said that the bridge is long.")
    assert sentiment.answer(short) == (
        "By word list the tone cannot be judged: only 1 sentence is given to "
        f"{short.speakers[0].removesuffix('.')}."
    )


def test_a_text_that_names_nobody_has_an_answer():
    found = readout.parse(NOBODY)
    assert found.speakers == ()
    assert sentiment.answer(found).startswith(
        "By word list, harsh words stand in 2 of 5 sentences given to both sides"
    )


@pytest.mark.parametrize(
    ("tones", "answer"),
    [
        ("", "By word list the tone cannot be judged"),
        (
            "NEU",
            "By the hand codes of Ada Byron, no sentence given to people is coded: too little to tell the "
            "tone.",
        ),
        (
            "NEU POS NEG",
            "By the hand codes of Ada Byron, only 2 sentences given to people are coded: too little to tell",
        ),
        (
            "NEU POS POS POS POS POS",
            "By the hand codes of Ada Byron, no harsh word stands in the 5 sentences given to Ana Sol or Bo "
            "Lund. On one side that is too little to compare the two, and word lists have too little text "
            "to go by.",
        ),
        (
            "NEU NEG POS NEG POS MIX",
            "By the hand codes of Ada Byron, harsh words stand in 2 of 3 sentences given to Ana Sol and in "
            "1 of 2 given to Bo Lund. On one side",  # towards whom is not coded
        ),
    ],
)
def test_sheets_in_part_and_whole(tmp_path, tones, answer):
    assert sentiment.answer(coded(tmp_path, CALL, tones.split())).startswith(answer)


def coded(folder, text, tones, target=""):
    """A text with a sheet beside it that codes its first sentences."""
    (folder / "call.txt").write_text(text)
    found = readout.load(folder / "call.txt")
    sheet = empty(found, measure.SHEET)
    sheet["tone"] = [*tones, *[""] * (len(sheet) - len(tones))]
    sheet["targets"] = [target if tone == "NEG" else "" for tone in sheet["tone"]]
    (folder / "call.tone.csv").write_text("coder,Ada Byron\n" + sheet.to_csv(index=False))
    return found


@pytest.mark.parametrize(
    ("tones", "target", "answer"),
    [
        (
            ["NEU"] * 12,
            "",
            "no harsh word stands in the 11 sentences given to Bo Lund or Ana Sol. Word lists ",
        ),
        (
            [*["NEU"] * 6, *["NEG"] * 6],
            "PARTNER-",
            "harsh words stand in 6 of 6 sentences given to Bo Lund and in none of 5 given to Ana Sol, "
            "aimed at the other side.",
        ),
        (
            [*["NEU"] * 5, *["NEG"] * 2, *["NEU"] * 5],
            "THIRD-",
            "harsh words stand in 1 of 5 sentences given to Ana Sol and in 1 of 6 given to Bo Lund, "
            "never aimed at each other. Other stretches of the text differ as much, so this may be chance",
        ),
    ],
)
def test_two_sides_with_enough_sentences(tmp_path, tones, target, answer):
    text = CALL.replace("We are ready.", "We are ready. It is wet. The day is long.")
    text = text.replace("he added.", "he added. It is wet. The day is long. It is dry. The night is short.")
    found = coded(tmp_path, text, tones, target)
    assert found.body.groupby("speaker").size()[["Ana Sol", "Bo Lund"]].tolist() == [5, 6]
    assert sentiment.answer(found).startswith(f"By the hand codes of Ada Byron, {answer}")


def test_an_interval_is_named_where_one_is_drawn(main, call):
    labels = {}
    for found in (main, call):
        drawn = sentiment.difference_forest(found, measure.forks(found)).figure
        labels[found.name] = drawn.axes[0].get_xlabel()
    assert "95% intervals" in labels[main.name]
    assert "interval" not in labels["call"]


def test_drivers_have_the_colour_of_whose_word_it_is(main):
    figure = sentiment.driver_words(main, {"VADER": measure.drivers(main, "VADER")}).figure
    axes = figure.axes[0]
    words = [label.get_text() for label in axes.get_yticklabels()]
    bars = dict(zip(words, axes.patches, strict=True))
    colours = {name: bars[name].get_facecolor() for name in ("harming 0:1", "best 0:1")}
    assert bars["harming 0:1"].get_width() > 0 > bars["best 0:1"].get_width()
    assert colours["harming 0:1"] == colours["best 0:1"]
    assert "compound" in axes.get_xlabel()
    assert "right: Xi Jinping higher" in axes.get_xlabel()


def test_versions_name_the_scorer():
    assert "NLTK" in lexicons.versions()["VADER"]
