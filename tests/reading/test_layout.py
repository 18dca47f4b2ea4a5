import datetime as dt

import pytest
from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

import accuracy
from readout.reading import dates, facts, layout
from readout.resources import table


def bodies(text):
    return [text[p.start : p.end] for p in layout.pieces(text) if p.kind == "body"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2021-12-16 14:08", dt.date(2021, 12, 16)),
        ("Port Ana, 3 May 2031", dt.date(2031, 5, 3)),
        ("May 3, 2031 at noon", dt.date(2031, 5, 3)),
        ("Published 26th September 2017", dt.date(2017, 9, 26)),
        ("Sept. 1, 2020", dt.date(2020, 9, 1)),
        ("2021-13-40", None),
        ("next February", None),
    ],
)
def test_dates_in_the_forms_that_governments_print(line, expected):
    assert dates.find_date(line) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. President and I agree.",
        "Dr. Fenn met Gen. Ilk at 5 p.m. on Monday.",
        "Joseph R. Biden, Jr. spoke.",
        "The U.S. side agreed.",
    ],
)
def test_an_abbreviation_ends_no_sentence(sentence):
    assert bodies(f"{sentence} The end came.") == [sentence, "The end came."]


def test_sentences_begin_where_punkt_begins_them():
    """NLTK's, given the same abbreviations; but a number stays with its item, and few ends lack a space."""
    rules = PunktParameters()
    rules.abbrev_types = set(table("layout")["abbreviations"])
    punkt = PunktSentenceTokenizer(rules)
    more = 0
    for text in (example.text for example in accuracy.labelled("build")):
        found = layout.pieces(text)
        starts = {p.start for p in found}
        for first in (p.start for p in found if p.opens and p.kind == "body"):
            line = text[first:].partition("\n")[0]
            theirs = {first + start for start, _ in punkt.span_tokenize(line)}
            more += len({start for start in starts if first <= start < first + len(line)} - theirs)
            assert all(layout.ITEM.fullmatch(text[first:start]) for start in theirs - starts), line
    assert more < 20


def test_a_quotation_mark_belongs_to_the_sentence_it_closes():
    assert bodies('She said "no." He left. Both ate.') == ['She said "no."', "He left.", "Both ate."]


def test_title_date_and_rule_lines_are_no_body():
    kinds = [p.kind for p in layout.pieces("A call\n3 May 2031\n\nSol said yes.\n\n###\n")]
    assert kinds == ["title", "date", "body", "boilerplate"]


def test_a_text_without_a_title_begins_with_its_body():
    text = "President Sol called today.\nShe said yes."
    assert [p.kind for p in layout.pieces(text)] == ["body", "body"]
    assert facts.title(text, layout.pieces(text)) == "President Sol called today."


def test_a_text_of_one_line_is_body_even_without_a_full_stop():
    assert [p.kind for p in layout.pieces("President Sol said yes")] == ["body"]


def test_a_short_sentence_with_a_date_is_no_date_line():
    kinds = [p.kind for p in layout.pieces("A call\n\nSol called Lund on 3 May 2031.\n\nLund thanked her.")]
    assert kinds == ["title", "body", "body"]


def test_a_date_in_the_body_serves_where_no_line_has_one():
    text = "A call\n\nOn 3 May 2031 Sol called."
    assert facts.date(text, layout.pieces(text)) == dt.date(2031, 5, 3)


def test_paragraph_numbers_count_lines_that_are_not_blank():
    assert [p.paragraph for p in layout.pieces("A call\n\n\n\nOne. Two.\n   \nThree.")] == [1, 2, 2, 3]


def test_an_item_that_another_follows_is_no_heading():
    text = "Talks\n\nThe leaders agreed to:\n\n(a) Open a port;\n\n(b) Build a road; and\n\n(c) Meet again."
    assert bodies(text)[1:] == ["(a) Open a port;", "(b) Build a road; and", "(c) Meet again."]


LEDE = "President Sol of Meridia spoke with Prime Minister Lund.\n\nSol said that trade grows."


@pytest.mark.parametrize(
    "line",
    [
        "Distributed by Meridia Wire on behalf of the Presidency of Meridia.",
        "Read the transcript of the press conference here.",
        "The full text of the statement can be found here.",
        "Subscribe to our newsletter and never miss a call.",
        "Was this page helpful? Yes (14) No (3)",
        "Disclaimer: The Presidency accepts no liability for external links.",
        "This mail is confidential and meant for its reader only.",
        "Share this page: Mail | Print",
        "President Sol in the Green Room during the call with Prime Minister Lund of Norvia (Photo: MNA)",
        "Sol (left) greets Lund. Photo: B. Aster / Presidency",
        "President Sol in the Green Room, where the long call with Prime Minister Lund of Norvia was made on "
        "a rainy afternoon\nPhoto credit: Presidency",
        "MINISTRY OF TRADE\n\nMERIDIA\n\nMeeting of President Sol and Prime Minister Lund at the table of "
        "the Green Room in the palace of Port Ana",
        "--\nPress Unit of the Presidency.\nIt is in Port Ana.",
        "Related stories\n\nSol opened a port on the eastern coast and gave a long speech there.",
        "Notes to editors\n\n- The call was the third of the year.",
    ],
)
def test_what_stands_below_the_body_is_no_body(line):
    assert bodies(f"Sol calls Lund\n\n{LEDE}\n\n{line}") == LEDE.split("\n\n")


def test_a_caption_between_paragraphs_is_no_body():
    caption = "President Sol during the call in the Green Room. Photo: K. Aster / Presidency"
    assert bodies(f"Sol calls Lund\n\n{LEDE}\n\n{caption}\n\nLund thanked her.")[1:] == [
        "Sol said that trade grows.",
        "Lund thanked her.",
    ]


def test_a_last_item_without_a_stop_is_body():
    text = f"Sol calls Lund\n\n{LEDE}\n\nThey agreed to:\n\n1. open a port;\n\n2. build a road"
    assert bodies(text)[-1] == "2. build a road"


def test_a_date_below_a_title_keeps_its_line_where_lines_are_wrapped():
    block = "The two leaders discussed trade between their countries,\nand agreed to meet."
    text = layout.unwrapped(
        f"Readout of the Call of President Sol and Prime Minister Lund\n2031-05-03\n\n{block}\n\n{block}"
    )
    assert text.split("\n")[1] == "2031-05-03"
