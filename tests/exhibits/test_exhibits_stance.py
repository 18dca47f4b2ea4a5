"""Exhibits of notebook 06: answers and findings about stance, of the main document and of small texts."""

from dataclasses import replace

import pandas as pd
import pytest

import readout
from readout.exhibits import stance
from readout.measures import deliverables
from readout.measures import stance as measure

LEDE = "A call\n\nPresident Ana Sol of Meridia spoke with Prime Minister Bo Lund of Norrland.\n\n"
RIGHT = "The rules are right in 86 of 100 sentences that they were not written for (81 to 90)."


def made_of(text):
    found = readout.parse(text, name="call")
    return found, measure.by_rule(found)


@pytest.fixture
def by_hand(monkeypatch):
    """A short text whose codes are called a reader's."""

    def coded(text):
        found, rules = made_of(text)
        hand = replace(rules, source="hand codes")
        monkeypatch.setattr(measure, "best_coding", lambda _: hand)
        return found, hand

    return coded


# --- the answer -----------------------------------------------------------------------------------


def test_the_answer_of_the_main_document(main):
    assert stance.answer(main) == (
        "All 12 demands with a subject are attributed to Xi Jinping, and none falls on Russia alone (by the "
        "hand codes of the project's authors; 12 to 14, and 0 to 2 for Vladimir Putin, by how sentences "
        "without a subject are read). Support goes one way more often than the other: Russia for China "
        "4 times (2 of them in words attributed to Xi Jinping), China for Russia once."
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Ana Sol said that both sides should pay.",
            "By rule, one demand is found, attributed to Ana Sol: “Ana Sol said that both sides should "
            "pay” (3.1).",
        ),
        (
            "Ana Sol said that both sides should pay. Norrland must build.\n\nBo Lund said that Meridia "
            "must build.",
            "By rule, 2 demands are attributed to Ana Sol and 1 to Bo Lund.",
        ),
        (
            "Ana Sol said that Meridia is ready to pay.",
            "By rule, no demand is found, and one commitment, attributed to Ana Sol: “Ana Sol said that "
            "Meridia is ready to pay” (3.1).",
        ),
        (
            "Ana Sol said that Meridia is ready to pay. Meridia is willing to build.",
            "By rule, no demand is found; 2 commitments are attributed to Ana Sol.",
        ),
        (
            "Ana Sol said that trade grew.",
            "By rule, no demand and no commitment is found in what is attributed to people.",
        ),
    ],
)
def test_the_rules_are_named_first_and_a_single_hit_is_shown(text, found):
    assert stance.answer(made_of(LEDE + text)[0]) == f"{found} {RIGHT}"


def test_a_text_without_speakers_is_held_to_what_was_agreed():
    text = readout.parse("A call\n\nThe two leaders discussed the bridge. They agreed to meet next May.")
    assert stance.answer(text) == (
        "The text gives no person words of their own, so nobody is made to demand, to commit or to oppose. "
        "1 clause promises or schedules something with a time, and it names a day, a week or a month: “They "
        "agreed to meet next May” (2.2)."
    )
    assert stance.answer(readout.parse("A call\n\nThe two leaders discussed the bridge.")).endswith(
        "to oppose."
    )


def test_support_by_hand_goes_one_way_or_both(by_hand):
    start = (
        "Ana Sol said that both sides should pay and Norrland must build. Meridia supports Norrland's bid."
    )
    found, _ = by_hand(LEDE + start)
    assert stance.answer(found) == (
        "1 demand is attributed to Ana Sol, but does not fall on Norrland alone (by hand codes). Support is "
        "worded in one direction only: Meridia for Norrland once."
    )
    found, _ = by_hand(f"{LEDE}{start}\n\nBo Lund said that Norrland supports Meridia's plan.")
    assert stance.answer(found).endswith(
        "Support goes both ways alike: Meridia for Norrland once, Norrland for Meridia once."
    )


def test_a_range_says_whose_it_is(by_hand):
    found, _ = by_hand(
        f"{LEDE}Ana Sol said that both sides should pay. Strengthen trade. Norrland must pay.\n\n"
        "Bo Lund said that both sides should wait."
    )
    assert stance.answer(found).startswith(
        "2 demands are attributed to Ana Sol and 1 to Bo Lund (by hand codes; Ana Sol 2 to 3 by how "
        "sentences without a subject are read)."
    )


def test_without_support_the_commitments_are_the_second_sentence(by_hand):
    found, _ = by_hand(LEDE + "Ana Sol said that Meridia is ready to pay.\n\nBo Lund said that trade grew.")
    assert stance.answer(found) == (
        "Nobody is made to demand anything (by hand codes). The only commitment is attributed to Ana Sol."
    )


def test_what_a_reader_left_uncoded_is_not_denied(by_hand):
    found, hand = by_hand(f"{LEDE}Ana Sol said that Norrland should pay.\n\nBo Lund said that he opposes it.")
    acts = replace(hand, positions=hand.positions.head(0), modals=hand.modals.head(0))
    assert stance.supported(found, acts) == "No support is coded."
    assert stance.opposition(measure.against_chance(found, acts), found, acts) == "No opposition is coded."
    assert stance.will(acts, found.speakers) == "No modal verb is coded."
    assert stance.positions(found, acts).title == "No support or opposition is coded"
    assert stance.modal_senses(found, measure.sense_rates(found, acts), acts).title.endswith("is coded")


def test_a_text_coded_in_part_says_so(by_hand, monkeypatch):
    found, hand = by_hand(LEDE + "Ana Sol said that both sides should pay. Trade grew.")
    part = replace(hand, acts=hand.acts.head(2))
    monkeypatch.setattr(measure, "best_coding", lambda _: part)
    assert "(by hand codes, in the 2 of 3 sentences coded so far)" in stance.answer(found)


# --- demands --------------------------------------------------------------------------------------


def test_on_whom_the_demands_of_the_main_document_fall(main):
    assert stance.fallen(main, measure.by_hand(main)) == (
        "By the hand codes of the project's authors, 12 demands are attributed to Xi Jinping (10 on both "
        "sides, 2 on others and none on Russia alone). 10 commitments are attributed to Xi Jinping and 4 to "
        "Vladimir Putin. There are too few demands and commitments to compare the two by rate: fewer than "
        "five on a side."
    )


def test_a_single_demand_is_not_counted_out():
    found, coded = made_of(f"{LEDE}Ana Sol said that Norrland should pay.\n\nBo Lund said that trade grew.")
    assert stance.fallen(found, coded).startswith(
        "By rule, 1 demand is attributed to Ana Sol (on Norrland alone)."
    )


def test_enough_on_both_sides_are_not_called_few():
    many = "Both sides should pay. " * 5
    found, coded = made_of(
        f"{LEDE}Ana Sol said that trade grew. {many}\n\nBo Lund said that trade grew. {many}"
    )
    assert stance.fallen(found, coded) == (
        "By rule, 5 demands are attributed to Ana Sol (5 on both sides and none on Norrland alone) and 5 "
        "demands are attributed to Bo Lund (5 on both sides and none on Meridia alone). There is no "
        "commitment."
    )


def test_title_and_solid_bars_agree(main):
    coded = measure.by_hand(main)
    made = stance.demands_commitments(main, measure.demands(main, coded), coded)
    assert made.title == "Demands and commitments: Xi Jinping 12 and 10, Vladimir Putin 0 and 4"
    axes = made.figure.axes[0]
    solid = [bar for bar in axes.patches if bar.get_facecolor() != (1, 1, 1, 1)]
    assert sorted(bar.get_width() for bar in solid) == [-10, -2, 4, 10]
    assert [t.get_text() for t in axes.get_yticklabels()] == [
        "China",
        "both sides",
        "Russia alone",
        "others",
        "Russia",
    ]


def test_demands_under_every_reading(main):
    found = measure.totals(measure.demands(main, measure.by_hand(main)), main.speakers)
    assert stance.readings(found, main.speakers) == (
        "With a subject printed: Xi Jinping 12 and Vladimir Putin 0. Every sentence without one a demand: "
        "Xi Jinping 14 and Vladimir Putin 2. Read as going on: Xi Jinping 13 and Vladimir Putin 0."
    )


# --- positions ------------------------------------------------------------------------------------


def test_positions_are_drawn_whole_and_by_holder(main):
    made = stance.positions(main, measure.by_hand(main))
    assert made.title == "Opposed and supported in so many words: Xi Jinping 2 and 4, Vladimir Putin 6 and 2"
    assert (
        "3 stances of somebody else that a passage only reports are hollow and not counted." in made.caption
    )
    axes = made.figure.axes[0]
    names = [" ".join(t.get_text().split()) for t in axes.get_yticklabels()]
    assert "any forces harming China's interests through Taiwan-related issues (18.11)" in names
    assert not [name for name in names if "…" in name]
    hollow = [
        line
        for line in axes.lines
        if line.get_marker() not in ("None", "") and line.get_markerfacecolor() == "white"
    ]
    assert [line.get_xdata()[0] for line in hollow] == [1, 1, 1]


def test_more_positions_than_a_page_holds_are_counted():
    many = " ".join(
        f"Meridia opposes the wall of stone and of wood and of glass at gate {i} in the old town."
        for i in range(60)
    )
    found, coded = made_of(f"{LEDE}Ana Sol said that trade grew. {many}")
    made = stance.positions(found, coded)
    assert "of 60 are drawn." in made.caption
    assert made.figure.get_size_inches()[1] * 25.4 <= 170


def test_support_of_the_main_document(main):
    assert stance.supported(main, measure.by_hand(main)) == (
        "Support goes one way more often than the other: Russia for China 4 times (2 of them in "
        "words attributed to Xi Jinping), China for Russia once. The two sides support each other once; "
        "somebody or something else is supported twice."
    )


def test_support_that_is_no_exchange():
    found, coded = made_of("A call\n\nThe two leaders support peace.")
    assert stance.supported(found, coded) == "Somebody or something else is supported once."
    assert (
        stance.supported(found, replace(coded, positions=coded.positions.head(0))) == "No support is found."
    )


def test_a_quotation_that_returns(main):
    found = measure.returning_quotations(main)
    assert stance.returning(found) == (
        "“a model of cooperation between countries in the 21st century”, quoted in a sentence attributed to "
        "Xi Jinping (4.2), returns in one attributed to Vladimir Putin (18.1) with 3 of its 5 content "
        "words: “model”, “21st” and “century”."
    )
    assert stance.returning(pd.concat([found] * 4)).endswith("“century”. 1 more quotation returns.")
    assert stance.returning(found.head(0)).startswith("No quotation")


def test_opposition_of_the_main_document(main):
    coded = measure.by_hand(main)
    found = measure.against_chance(main, coded)
    assert stance.opposition(found, main, coded) == (
        "5 of 14 sentences attributed to Vladimir Putin and 2 of 58 to Xi Jinping word an opposition of "
        "their own. A passage as long as that of Vladimir Putin differs as much from the rest at 10 to 14% "
        "of all places in the text, by how opposition is counted; its paragraph ranks 1 to 3 of 15. That is "
        "too few to say who is made to oppose more: fewer than five on a side."
    )
    shown = stance.chances(found, main)
    assert shown["Vladimir Putin, of 14"].tolist() == [0, 4, 5, 5, 4]
    assert shown["the sentence"].tolist()[2:] == ["opposes", "opposes, or reports it", "has the verb oppose"]


def test_little_opposition_is_no_finding():
    found, coded = made_of(
        f"{LEDE}Ana Sol said that Meridia opposes the wall.\n\nBo Lund said that trade grew."
    )
    table = measure.against_chance(found, coded)
    assert stance.opposition(table, found, coded).endswith(
        "word an opposition of their own: too few to compare."
    )
    none = table.assign(first=0, second=0)
    assert stance.opposition(none, found, coded) == (
        "No sentence attributed to Ana Sol or Bo Lund words an opposition of its own."
    )


# --- times, modal verbs, validity -----------------------------------------------------------------


def test_the_only_date_of_the_main_document(main):
    found = deliverables.deliverables(main, measure.by_hand(main))
    assert stance.dated(found) == (
        "7 clauses promise or schedule something with a time; only one names a day, a week or a month: “The "
        "two heads of state agreed to meet in Beijing next February” (20.1)."
    )


@pytest.mark.parametrize(
    ("dates", "ends"),
    [
        ([], "Nothing that is promised or scheduled has a time."),
        ([False], "1 clause promises or schedules something with a time, but no day, week or month."),
        (
            [True],
            "something with a time, and it names a day, a week or a month: “We will meet next May” (3.1).",
        ),
        ([True, True], "; both name a day, a week or a month: “next May” (3.1) and “next May” (3.1)."),
        (
            [True] * 4,
            "; all name a day, a week or a month, for example “next May” (3.1), “next May” (3.1) and “next "
            "May” (3.1).",
        ),
        (
            [True, True, False],
            "; 2 name a day, a week or a month: “next May” (3.1) and “next May” (3.1).",
        ),
    ],
)
def test_few_and_many_dates(dates, ends):
    row = {"place": "3.1", "who": "We", "what": "will meet next May", "when": "next May"}
    table = pd.DataFrame([row | {"dated": dated} for dated in dates], columns=[*row, "dated"])
    assert stance.dated(table).endswith(ends)


def test_senses_of_will_in_the_main_document(main):
    assert stance.will(measure.by_hand(main), main.speakers) == (
        "“Will” by sense: Xi Jinping 10 (7 scheduled, 2 predicted and 1 intended); Vladimir Putin 2 (1 "
        "intended and 1 predicted)."
    )


def test_what_the_rules_were_written_for_is_called_no_test(main):
    assert stance.validity(measure.validity(main)) == (
        "Two readers who did not see each other's codes agree on 76 of 77 main acts (kappa 0.98). On this "
        "text the rules give 76 of 77 main acts as the reader does, but they were written with this text in "
        "view, which is no "
        "test. " + RIGHT
    )


# --- the card -------------------------------------------------------------------------------------


def test_the_card_leads_with_demands_support_and_opposition(main):
    found = stance.facts(main)
    first = found[found["importance"] == 1]
    assert first["fact"].tolist() == [
        "Xi Jinping 12 and Vladimir Putin none: 10 on both sides, 2 on others, none on Russia alone",
        "China for Russia 1; Russia for China 4; both sides for each other 1",
        "hegemonic acts and Cold War mentality; external forces to interfere in the internal affairs of "
        "regional countries",
        "the attempt to politicize sports; politicizing the epidemic; any forces harming China's interests "
        "through Taiwan-related issues; and 3 more",
    ]
    assert found["fact"].iloc[1] == "Xi Jinping 10 and Vladimir Putin 4"
    assert found["where"].iloc[-1] == "20.1"
    assert set(found["notebook"]) == {"06"}


def test_what_rules_find_leads_no_card():
    found = stance.facts(made_of(LEDE + "Ana Sol said that both sides should pay.")[0])
    assert found["about"].tolist() == ["demands attributed to each, by rule"]
    assert found["importance"].tolist() == [2]
