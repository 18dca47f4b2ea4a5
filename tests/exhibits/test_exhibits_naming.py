"""Exhibits of notebook 07: its answer, its findings and its pictures, on texts of all kinds."""

import io
import re

import numpy as np
import pytest
from PIL import Image

import readout
import shown
from readout.exhibits import naming
from readout.measures import naming as measure

NAMELESS = "What is missing can only be seen against another account, and none goes with this text."


def said(*lines):
    return readout.parse("A call\n\n" + "\n\n".join(lines))


def listed(tmp_path, main, *rows):
    path = tmp_path / "mine.csv"
    path.write_text("\n".join(["term,item,outlet,date", *rows]))
    return measure.silences(main, path)


def test_answer_about_the_main_document(main):
    assert naming.answer(main) == (
        "A reporting verb introduces Xi Jinping 14 times (mostly “point out”) and Vladimir Putin once "
        "(“say”), one a paragraph for each. Of 29 things that TASS reported on 15 December 2021, 11 are not "
        "named here, among them security guarantees that one side demands and talks with the United States "
        "and NATO."
    )


@pytest.mark.parametrize(
    ("lines", "answer"),
    [
        (["President Ana Sol said that it rains."], "A reporting verb introduces Ana Sol once (“say”)."),
        (
            ["President Ana Sol said that it rains. She noted that it is wet. She added that it is cold."],
            "A reporting verb introduces Ana Sol 3 times (“add” and others).",
        ),
        (
            [
                "President Ana Sol said that it rains. She noted that it is wet.",
                "Premier Bo Lund said that it is late.",
            ],
            "A reporting verb introduces Ana Sol twice (“note” and “say”) and Bo Lund once (“say”), 2 a "
            "paragraph against 1.",
        ),
        (
            [f"President {who} said that it rains." for who in ("Ana Sol", "Bo Lund", "Cy Fenn", "Dov Ilk")],
            "A reporting verb introduces Ana Sol once (“say”), Bo Lund once (“say”), Cy Fenn once (“say”) "
            "and 1 other once, one a paragraph for each.",
        ),
        (["The two leaders discussed the bridge."], "Nobody is reported by name."),
    ],
)  # fmt: skip
def test_answer_about_other_texts(lines, answer):
    assert naming.answer(said(*lines)) == f"{answer} {NAMELESS}"


def test_a_transcript_has_no_reporting_verbs():
    text = said("President Sol: It rains. We are glad.", "Premier Lund: It does. We are too.")
    assert naming.answer(text).startswith("No reporting verb introduces what anybody is given.")


def test_things_that_are_all_named_or_come_from_two_accounts(tmp_path, main):
    named = listed(tmp_path, main, "cooperation,cooperation,Norrland Post,2031-05-03")
    assert naming.silences(main, named).title == "Everything that Norrland Post reported is named here"
    two = listed(
        tmp_path,
        main,
        "lighthouse,the lighthouse,Norrland Post,2031-05-03",
        "cooperation,cooperation,The Velm Gazette,about noon",
    )
    exhibit = naming.silences(main, two)
    assert exhibit.title == "1 of 2 things that Norrland Post and The Velm Gazette reported is not named here"
    assert "Norrland Post reported on 3 May 2031 and The Velm Gazette on about noon" in exhibit.caption


def test_a_long_list_is_drawn_in_part_and_says_so(tmp_path, main):
    rows = (f"bridge{n},the bridge over the river number {n},Norrland Post,2031-05-03" for n in range(60))
    shown = naming.silences(main, listed(tmp_path, main, *rows))
    number = int(re.search(r"The first (\d+) of 60 are drawn\.", shown.caption)[1])
    assert 20 < number < 60
    assert round(shown.figure.get_figheight() * 25.4) <= 170


def test_order_of_names_in_words(main):
    order = measure.own_first(main, measure.orders(main))
    assert naming.name_order(main, order).title == "The own state always comes first"
    turned = order.assign(own_second=[2, 0])
    assert naming.name_order(main, turned).title == "How often the own state comes first"


def test_rates_in_words(main):
    names = measure.by_name(measure.entities(main), main.speakers)
    assert naming.counts_against_rates(measure.rates(main, names)) == (
        "Who is given it most: China by count Xi Jinping (30 to 14), per 1,000 words Vladimir Putin "
        "(33.0 to 19.5); Russia by count Xi Jinping (26 to 12), per 1,000 words Vladimir Putin "
        "(28.3 to 16.9)."
    )
    alone = said("President Ana Sol said that France is large.")
    alone = measure.rates(alone, measure.by_name(measure.entities(alone), alone.speakers))
    assert naming.counts_against_rates(alone) == "There are no two people whose names could be compared."


def test_contested_words_in_words(main):
    found = naming.disputed(measure.by_value(measure.contested(main)))
    assert "“multilateralism” 4 of 4 (true 3, quotation marks 1)" in found
    plain = said("President Ana Sol said that peace is near and peace is good.")
    assert naming.disputed(measure.by_value(measure.contested(plain))) == (
        "No contested word is marked; most frequent is “peace” (2)."
    )


def test_attendance_in_words(main, call):
    assert naming.attendance(measure.attended(main)) == (
        "Named as attending, all for China: Ding Xuexiang, Wang Yi and He Lifeng (21.1)."
    )
    assert naming.attendance(measure.attended(call)) == "Named as attending: Cara Fenn and Dov Ilk (7.1)."
    both = measure.attended(call).assign(side=["Meridia", ""])
    assert naming.attendance(both).startswith("Named as attending, by side: Meridia 1 and side unknown 1.")


def test_card(main):
    facts = naming.facts(main).set_index("about")
    assert facts.columns.tolist() == ["fact", "rung", "where", "importance", "notebook"]
    fact = facts["fact"]
    order = "the own state named first, where two are named together"
    assert fact[order] == "China with Xi Jinping, 18 of 18; Russia with Vladimir Putin, 7 of 7"
    assert fact["states named in what people are given"].endswith(", no other")
    alone = fact["named twice or more, and to one person only"]
    assert alone == "Xi Jinping: Communist Party of China; Vladimir Putin: Taiwan"
    assert fact["not named here"].startswith(
        "11 of 29 things that TASS reported on 15 December 2021: security"
    )
    assert (
        fact["named as attending"] == "Ding Xuexiang, Wang Yi and He Lifeng, all for China (a reader's note)"
    )
    assert facts.index[facts["importance"] == 1].tolist() == [
        "not named here",
        "contested words that are marked as true or as false",
    ]
    empty = naming.facts(
        readout.parse("A call\n\nThe two leaders discussed the bridge. They agreed to meet.")
    )
    assert empty.empty


def test_no_picture_is_cut_on_the_screen(main):
    for noun, exhibit in shown.of_naming(main).exhibits.items():
        ink = np.array(Image.open(io.BytesIO(exhibit.png)).convert("L")) < 200
        assert not ink[:, :2].any(), noun
        assert not ink[:, -2:].any(), noun
