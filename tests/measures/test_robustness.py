"""The translation register with its switches, the headlines under their forks, and the card."""

import dataclasses

import pandas as pd
import pytest

import readout
from readout.errors import ReadoutError
from readout.exhibits import card
from readout.exhibits import robustness as exhibits
from readout.exhibits import terms as exhibits_terms
from readout.measures import codebook, register, robustness, sentiment, share, stance, topics
from readout.sidecar import Correction, Sidecar

ONE = readout.parse("A call\n\nPresident Ana Sol said that the bridge is long. It is wet.")


@pytest.fixture(scope="module")
def forks(main):
    return robustness.specifications(main)


def test_the_register_of_the_main_document(main):
    entries = register.register(main)
    assert len(entries) == 20
    assert entries["id"].is_unique
    assert entries.loc[entries["kind"] == "sense reversed", "place"].tolist() == ["11.2"]


def test_a_switch_changes_its_passage_only(main):
    entries = register.register(main)
    changed = register.switched(main, entries, ["T1"])
    apart = [
        (a, b) for a, b in zip(main.body["text"], changed.body["text"], strict=True) if a != b
    ]  # fmt: skip
    assert len(apart) == 1
    assert "opposite direction" in apart[0][0]
    assert "towards each other" in apart[0][1]
    assert changed.name != main.name
    assert register.switched(main, entries, []).text == main.text
    everything = register.switched(main, entries)
    assert everything.speakers == main.speakers
    assert not any(span in everything.text for span in entries["span"] if span != "market challenges")


def test_a_switch_keeps_the_notes_on_the_text(main):
    notes = Sidecar(
        title="A meeting", corrections=(Correction("11.2", "The two sides should think", "joint"),)
    )
    noted = readout.parse(main.text, name=main.name, sidecar=notes)
    changed = register.switched(noted, register.register(noted))
    assert changed.title == "A meeting"
    assert changed.places[changed.sentences["rule"].eq("corrected").to_numpy()].tolist() == ["11.2"]
    assert changed.text == register.switched(main, register.register(main)).text


def test_an_unknown_switch_is_refused(main):
    with pytest.raises(ReadoutError, match="no entry 'T99'"):
        register.switched(main, register.register(main), ["T99"])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"span": "not there"}, "does not stand exactly once"),
        ({"span": "the"}, "does not stand exactly once"),
        ({"place": "99.9"}, "does not stand exactly once"),
        ({"evidence": ""}, "'evidence' is empty"),
    ],
)
def test_a_faulty_register_is_refused(tmp_path, main, changes, message):
    row = dict.fromkeys(register.COLUMNS, "x") | {"place": "11.2", "span": "opposite direction"} | changes
    path = tmp_path / "mine.csv"
    pd.DataFrame([row]).to_csv(path, index=False)
    with pytest.raises(ReadoutError, match=message):
        register.register(main, path)


def test_an_id_stands_once(tmp_path, main):
    row = dict.fromkeys(register.COLUMNS, "x") | {"place": "11.2", "span": "opposite direction"}
    path = tmp_path / "mine.csv"
    pd.DataFrame([row, row]).to_csv(path, index=False)
    with pytest.raises(ReadoutError, match="stands twice"):
        register.register(main, path)


def test_every_headline_has_one_reference_and_forks_with_the_register_on(forks):
    groups = forks.groupby("headline")
    assert groups["reference"].sum().eq(1).all()
    assert set(forks["headline"]) == {headline.name for headline in robustness.HEADLINES}
    assert groups["choices"].agg(lambda c: c.str.contains(robustness.CORRECTED).any()).all()
    assert not forks.duplicated(["headline", "choices"]).any()
    assert forks["value"].notna().all()


def test_references_are_the_numbers_of_the_notebooks(main, forks):
    own = forks[forks["reference"]].set_index("headline")["value"]
    assert own["each names its own state first"] == 7
    assert own["the first speaker's most frequent term"] == 28 - 21
    assert own["given more of the body"] == pytest.approx(100 * (1619 - 427) / 2118)
    assert own["the second speaker repeats the first"] == pytest.approx(14.55, abs=0.005)
    assert own["more opposition"] == pytest.approx(100 * (2 / 58 - 5 / 14))
    assert own["more demands"] == pytest.approx(1000 * 12 / 1541)
    assert forks.groupby("headline")["value"].first().to_dict() == own.to_dict()
    assert main.speakers == ("Xi Jinping", "Vladimir Putin")


def test_verdicts_of_the_main_document(main, forks):
    found = robustness.verdicts(main, forks).set_index("headline")
    assert found.index[found["verdict"] == "stands"].tolist() == [
        "given more of the body",
        "the first speaker's most frequent term",
        "the second speaker repeats the first",
        "each names its own state first",
    ]
    # Another English version of the day reports in the third person, and takes every "we" away.
    assert "third person" in found.loc["more we and our", "against"]
    # By rate one has more, by number the other.
    assert found.loc["more commitments", "against"] == "as printed, hand codes, with subjects, sentences"
    assert found.loc["more reporting verbs", "value"] == 0
    assert found.loc["the first speaker's most frequent term", "subject"] == "cooperation"
    assert found.loc["the topic that differs most", "chance"] == robustness.WITHIN
    assert found.loc["warmer by lexicons", "chance"] == robustness.WITHIN
    assert found.loc["more demands", "chance"] == robustness.FEW


KIND_TEXTS = {
    "four": readout.parse(
        "A summit of four\n\n"
        + "".join(
            f"President {name} said that {'the bridge is long ' * 3}and old. All should help. It is wet.\n\n"
            for name in ("Ana Sol", "Bartholomew Lundqvist-Okonkwo", "Cara Fenn", "Dov Ilk")
        )
    ),
    "call": readout.parse(
        "A call\n\nPresident Ana Sol of Velm spoke with President Bo Lund of Norr.\n\nPresident Sol thanked "
        "Norr for its aid.\n\nPresident Lund said that Velm should open the strait. He will pay."
    ),
    "long": readout.parse(
        "A meeting\n\n"
        + "President Ana Sol said that both sides should build roads. Roads must be safe.\n\n" * 12
        + "President Bo Lund said that Norr opposes war. It opposes every blockade.\n\n" * 12
    ),
    "quoting": readout.parse(
        "A visit\n\n"
        + '"We should trade more," President Ana Sol said. "We must."\n\n' * 4
        + '"Our ports are open," President Bo Lund replied.\n\n' * 4
    ),
    "transcript": readout.parse(
        "Beginning of a meeting\n\n" + "President Ana Sol: Good day. We are glad. Trade should grow.\n\n"
        "President Bo Lund: Thank you. We will come.\n\n" * 6
    ),
    "agency": readout.parse(
        'PORT, March 3 (VNA) -- The war must end, President Ana Sol said. "It has cost us much," she '
        "said.\n\nPresident Bo Lund rejected the plan, saying that it was unfair.\n\nHe urged calm."
    ),
}


TWO = readout.parse(
    "A call\n\nPresident Ana Sol of Velm met President Bo Lund of Norr.\n\nPresident Lund said that Velm "
    "should open the strait. He will pay.\n\nPresident Sol said that peace is good."
)


def given_forks(name, *values, unit="per 1,000 words"):
    size = len(values)
    return pd.DataFrame(
        {
            "headline": name,
            "subject": "",
            "notebook": "06",
            "unit": unit,
            "choices": list("abc")[:size],
            "value": values,
            "reference": [True, *[False] * (size - 1)],
        }
    )


@pytest.mark.parametrize(
    ("values", "chance", "verdict"),
    [
        ((2.0, 1.0), robustness.COUNT, "stands"),
        ((2.0, 1.0), robustness.BEYOND, "stands"),
        ((2.0, 1.0), robustness.WITHIN, "cannot tell"),
        ((2.0, 1.0), robustness.FEW, "too few to say"),
        ((2.0, -1.0, 3.0), robustness.COUNT, "depends"),
        ((2.0, 0.0), robustness.BEYOND, "depends"),
        ((2.0, -1.0), robustness.WITHIN, "cannot tell"),
        ((0.0, 1.0), robustness.COUNT, "cannot tell"),
    ],
)
def test_a_stable_sign_stands_only_if_its_notebook_finds_more_than_chance(
    monkeypatch, values, chance, verdict
):
    headline = dataclasses.replace(robustness.HEADLINES[0], chance=lambda *_: chance)
    monkeypatch.setitem(robustness.BY_NAME, headline.name, headline)
    found = robustness.verdicts(TWO, given_forks(headline.name, *values)).iloc[0]
    assert found["verdict"] == verdict
    assert found["agreeing"] == sum((v > 0) == (values[0] > 0) and (v != 0 or values[0] == 0) for v in values)


def test_forks_in_another_unit_count_for_the_sign_only():
    name = robustness.HEADLINES[0].name
    table = pd.concat(
        [given_forks(name, 2.0, 3.0), given_forks(name, -40.0, unit="hits").assign(reference=False)]
    )
    found = robustness.verdicts(TWO, table).iloc[0]
    assert found[["lowest", "highest", "forks", "agreeing", "verdict"]].tolist() == [
        2.0,
        3.0,
        3,
        2,
        "depends",
    ]


def test_the_answer_names_what_stands_and_who(main, forks):
    assert exhibits.answer(main, robustness.verdicts(main, forks)) == (
        "4 of 12 headlines stand under every choice that was tried: Xi Jinping is given more of the body, "
        "the most frequent term of Xi Jinping is “cooperation”, Vladimir Putin repeats wording of Xi Jinping "
        "and each side’s own state is named first. Of the others, 3 are no more than chance and 5 rest on "
        "too few hits."
    )


@pytest.mark.parametrize(
    ("words", "otherwise", "doubts", "chance"),
    [
        ([10, 6], ["Ana Sol", "Ana Sol"], [0.2, 0.2], robustness.COUNT),
        ([10, 4, 4], ["Bo Lund", "Ana Sol", "Ana Sol"], [0.2, 0, 0], robustness.DOUBTED),
        ([10, 4, 4], ["Bo Lund", "Ana Sol", "Ana Sol"], [0.05, 0, 0], robustness.COUNT),
        ([10, 3, 3], ["narrator", "Ana Sol", "Ana Sol"], [0.2, 0, 0], robustness.DOUBTED),
    ],
)
def test_a_lead_that_doubtful_sentences_could_turn_is_no_count(monkeypatch, words, otherwise, doubts, chance):
    """By hand: nothing to lose; 10 against 8 becomes 0 against 18; hardly doubted; 0 against 6."""
    speakers = ["Ana Sol"] + ["Bo Lund"] * (len(words) - 1)
    table = {"speaker": speakers, "words": words, "otherwise": otherwise, "doubt": doubts}
    monkeypatch.setattr(share, "by_doubt", lambda _: pd.DataFrame(table))
    headline = robustness.BY_NAME["given more of the body"]
    assert headline.chance(TWO, ("Ana Sol", "Bo Lund")) == chance


#: Texts of very different kinds.
KINDS = ("four", "call", "long", "quoting", "transcript", "agency")


@pytest.fixture(params=["main document", *KINDS])
def kind(request, main):
    return main if request.param == "main document" else KIND_TEXTS[request.param]


def test_no_headline_says_more_than_the_notebook_that_it_quotes(kind):
    """What 08 calls more than chance is called so where it is shown, and nothing stands that is not."""
    found = robustness.verdicts(kind, robustness.specifications(kind)).set_index("headline")
    coded = stance.best_coding(kind)
    chance = stance.against_chance(kind, coded).set_index(["what", "counted"])
    quoted = {
        "more demands": ("DIRECT", ""),
        "more commitments": ("COMMIT", ""),
        "more opposition": ("OPPOSE", "held"),
    }
    for headline, row in quoted.items():
        if found.loc[headline, "verdict"] == "stands":
            assert chance.loc[row, "enough"]
            assert chance.loc[row, "p"] < 0.05
    if (
        "a word sets the two apart" in found.index
        and found.loc["a word sets the two apart", "verdict"] == "stands"
    ):
        assert not exhibits_terms.answer(kind).startswith("No word")
        assert "more than chance would" in exhibits_terms.answer(kind)
    if found.loc["warmer by lexicons", "verdict"] == "stands":
        assert not (sentiment.forks(kind)["low"] < 0).any() or not (sentiment.forks(kind)["high"] > 0).any()
    if (
        "the topic that differs most" in found.index
        and found.loc["the topic that differs most", "verdict"] == "stands"
    ):
        book = codebook.codebook()
        tested = topics.differences(topics.best_coding(kind, book)[1], book.codes, kind.speakers)
        assert tested["p_family"].min() < 0.05
    if found.loc["the first speaker's most frequent term", "verdict"] == "stands":
        assert "too short to rank words" not in exhibits_terms.answer(kind)
    if found.loc["given more of the body", "verdict"] == "stands":
        assert share.doubt_range(kind).loc[kind.speakers[0], "least"] > 0
    if found.loc["given more of the body", "who"]:
        assert found.loc["given more of the body", "who"] == kind.speakers[0]
    allowed = {robustness.COUNT, robustness.BEYOND}
    assert set(found.loc[found["verdict"] == "stands", "chance"]) <= allowed


def test_each_entry_by_itself(main):
    found = robustness.by_entry(main).set_index("id")
    assert found.loc["T12", "VADER"] > 0  # "offline" is a bad word to VADER
    assert found.loc["T13", "act"] == "COMMIT to EXPRESS"
    assert len(found) == 20


def test_one_person_has_no_headline():
    forks = robustness.specifications(ONE)
    assert forks.empty
    assert robustness.verdicts(ONE, forks).empty
    assert robustness.by_entry(ONE).empty


def test_the_card_has_every_notebook_and_what_matters_first(main):
    facts = card.facts(main)
    page = card.first_page(facts)
    assert set(facts["notebook"]) == {"01", "02", "03", "04", "05", "06", "07"}
    assert page["importance"].is_monotonic_increasing
    assert page["importance"].max() == card.ON_THE_PAGE
    assert set(page.loc[page["importance"] == 1, "notebook"]) == {"01", "06", "07"}
    assert 12 < len(page) < len(facts)
