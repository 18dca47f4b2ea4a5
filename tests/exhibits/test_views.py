import base64
import dataclasses
import html
import re
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

import readout
from conftest import CALL, HOSTILE
from readout.exhibits import card, export, views
from readout.measures import contexts

MARKED = readout.parse(
    "A <script>alert(1)</script> call\n\n"
    "President Ana Sol said that <img src=x onerror=alert(1)> the bridge & the river are “long”.",
)


def test_the_audit_view_shows_every_sentence_with_its_place_voice_and_rule(main):
    page = views.audit(main).markup
    for row in main.sentences.itertuples():
        assert f"[{main.places[row.sentence]} {row.rule}" in page
    assert page.count("<b>Vladimir Putin</b>") == 1
    assert "<u>Putin said that </u>" in page


def test_markup_in_a_text_is_shown_not_run():
    for page in (views.audit(MARKED).markup, views.finding(MARKED.title).markup):
        assert "<script" not in page
        assert "<img" not in page
    assert "said that </u>&lt;img src=x onerror=alert(1)&gt;" in views.audit(MARKED).markup
    assert "<script" not in views.table(views.detected(MARKED)).markup


def test_sentences_that_the_text_does_not_decide_come_first(call):
    rules = call.sentences["rule"].mask(call.sentences["sentence"] == 6, "unsure")
    doubtful = dataclasses.replace(call, sentences=call.sentences.assign(rule=rules))
    page = views.audit(doubtful).markup
    assert (
        page.index("Check these first") < page.index("We are ready.") < page.index("Ana Sol of Meridia held")
    )


def test_tables_are_aligned_and_formatted():
    frame = pd.DataFrame({"share": [0.5, None], "words": [1619, 2], "framed": [True, False]})
    assert views.table(frame, share=".1%").text.split() == [
        "share", "words", "framed", "50.0%", "1,619", "yes", "–", "2", "no",
    ]  # fmt: skip


def test_a_column_of_numbers_is_aligned_at_its_decimal_mark():
    frame = pd.DataFrame({"score": [0.6, -0.25, 0.0], "whole": [1.0, 1200.0, None]})
    assert views.table(frame).text.split() == ["score", "whole", "0.60", "1", "−0.25", "1,200", "0.00", "–"]


def test_a_table_without_rows_is_no_row_of_heads():
    page = views.table(pd.DataFrame({"who": [], "times": []}))
    assert page.text == "nothing to list"
    assert "<table" not in page.markup


def test_voices_are_named_in_a_table_as_in_a_figure_and_words_are_left_alone():
    frame = pd.DataFrame({"speaker": ["joint"], "term": ["joint"]})
    assert views.table(frame).text.split() == ["speaker", "term", "both", "sides", "joint"]


def test_rules_used_are_counted_and_explained(main):
    table = views.rules_used(main)
    assert table["sentences"].to_dict() == {"carried": 57, "clause": 15, "joint-act": 3, "event": 2}
    assert table["meaning"].str.len().min() > 10


def test_a_concordance_shows_every_line_with_its_hit_in_the_middle(main):
    lines = contexts.kwic(main, "cooperation", width=10)
    page = views.concordance(lines).markup
    assert page.count("<tr>") == 39
    row = page.split("<tr>")[2]
    assert row.index("text-align:right") < row.index("text-align:center;font-weight:bold")
    assert "nowrap" not in page
    assert sum(map(int, re.findall(r"width:(\d+)%;text-align", page))) == 100
    assert views.concordance(lines.head(0)).text == "no lines"


def test_lines_of_a_long_concordance_open_on_a_click(main):
    page = views.concordance(contexts.kwic(main, "cooperation"), most=10).markup
    assert page.count("<tr>") == 40
    assert page.index("<summary>28 more lines</summary>") < page.rindex("<table")


def test_marked_passages_are_those_of_the_table(main):
    passages = contexts.shared_phrases(main)
    page = views.marked(main, "Vladimir Putin", passages).markup
    inside = re.findall(r"<mark>(.*?)</mark>", page)
    assert "to interfere in the internal affairs of" in inside
    assert len(inside) == len(passages)
    plain = html.unescape(re.sub(r"<[^>]+>|\[18\.\d+\]", "", page))
    spoken = main.body[main.body["speaker"] == "Vladimir Putin"]["text"]
    assert all(" ".join(text.split()) in " ".join(plain.split()) for text in spoken)


def test_passages_that_overlap_are_marked_as_one(call):
    at = call.text.index("Norrland will pay")
    passages = pd.DataFrame({"start": [at, at + 9], "end": [at + 13, at + 17]})
    page = views.marked(call, "Bo Lund", passages).markup
    assert re.findall(r"<mark>(.*?)</mark>", page) == ["Norrland will pay"]


def test_markup_in_lines_and_passages_is_shown_not_run():
    lines = contexts.kwic(MARKED, "bridge", width=9)
    passages = pd.DataFrame({"start": [MARKED.text.index("<img")], "end": [MARKED.text.index("bridge")]})
    pages = (views.concordance(lines), views.marked(MARKED, "Ana Sol", passages))
    for page in pages:
        assert "&lt;img" in page.markup
        assert "<img" not in page.markup


# --- properties: markup in a text is shown, never run ---------------------------------------------

TAGS = {
    "a", "b", "br", "details", "div", "li", "mark", "p", "span", "summary", "table", "tbody", "td", "th",
    "thead", "tr", "u", "ul",
}  # fmt: skip
PLAIN = st.text(st.characters(exclude_categories=("C", "Z")), max_size=4)
TEXTS = st.lists(HOSTILE | PLAIN, min_size=1, max_size=6).map("".join)


class Shown(HTMLParser):
    """What a browser makes of a page: fails on a tag or attribute that a view has no use for."""

    def __init__(self, page):
        super().__init__()
        self.text = ""
        self.feed(page.markup)
        self.close()

    def handle_starttag(self, tag, attrs):
        assert tag in TAGS
        for name, value in attrs:
            assert name in {"style", "class"} or re.fullmatch(r"\d\d-[a-z-]+\.ipynb", value)
            assert name != "class" or value == "mathjax_ignore tex2jax_ignore"
            assert "<" not in value

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        pytest.fail(f"a comment: {data}")

    handle_decl = handle_pi = unknown_decl = handle_comment

    def shows(self, text):
        return "".join(str(text).split()) in "".join(self.text.split())


def hostile_readout(text):
    """The invented call with a text of its own everywhere that a text can reach."""
    found = readout.parse(CALL.replace("a river", f"a {text} river"))
    sentences = found.sentences.assign(
        speaker=found.sentences["speaker"].replace("Ana Sol", f"Ana {text}"),
        verb=found.sentences["verb"].where(found.sentences["verb"].isna(), f"say {text}"),
    )
    speakers = tuple(name.replace("Ana Sol", f"Ana {text}") for name in found.speakers)
    return dataclasses.replace(found, title=f"A {text} call", speakers=speakers, sentences=sentences)


@settings(max_examples=40)
@given(TEXTS)
def test_whatever_a_text_holds_the_views_of_it_show_it(text):
    found = hostile_readout(text)
    page = Shown(views.audit(found))
    assert all(page.shows(line) for line in found.sentences["text"])
    assert page.shows(f"Ana {text}, paragraph 4")
    assert page.shows(f"say {text}]")
    assert Shown(views.table(views.detected(found))).shows(f"A {text} call")
    assert Shown(views.folded(views.table(views.rules_used(found)), f"all {text}")).shows(f"all {text}")
    assert Shown(views.finding(found.title)).shows(found.title)
    at = found.text.index("share")
    passages = pd.DataFrame({"start": [at], "end": [at + 7 + len(text)]})
    marked = Shown(views.marked(found, f"Ana {text}", passages))
    assert all(marked.shows(line) for line in found.body.loc[found.body["speaker"] == f"Ana {text}", "text"])


@given(TEXTS)
def test_whatever_a_table_holds_it_is_shown(text):
    frame = pd.DataFrame({f"a {text}": [text, 1], "b": [0.5, None]}, index=pd.Index([text, "x"], name=text))
    page = Shown(views.table(frame, b=".1%"))
    assert page.shows(f"{text}a {text}b{text}{text}50.0%")
    columns = ("place", "speaker", "left", "hit", "right")
    assert Shown(views.concordance(pd.DataFrame({c: [text] for c in columns}))).shows(text * 5)
    facts = pd.DataFrame({c: [text, "01"] for c in ("about", "fact", "rung", "where", "notebook")})
    assert Shown(card.linked(facts)).shows(text * 5)


@given(TEXTS)
def test_whatever_a_figure_says_it_is_shown(text):
    exhibit = export.Exhibit(
        Figure((1, 1)),
        "",
        f"Caption {text}",
        text,
        pd.DataFrame({text: [text]}),
        files=(Path(text) / "01-a.svg",),
    )
    page = exhibit._repr_mimebundle_()["text/html"]
    png = base64.b64encode(exhibit.png).decode()
    picture = f'<img alt="{html.escape(text)}" width="96" src="data:image/png;base64,{png}">'
    assert picture in page
    rest = page.replace(picture, "").replace("<figure", "<div").replace("</figure", "</div")
    rest = rest.replace("<figcaption", "<p").replace("</figcaption", "</p")
    assert Shown(views.Page(rest, "")).shows(f"Caption {text}")
