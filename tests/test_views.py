import dataclasses
import html
import re

import pandas as pd

import readout
from readout import contexts, views

HOSTILE = readout.parse(
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
    for page in (views.audit(HOSTILE).markup, views.finding(HOSTILE.title).markup):
        assert "<script" not in page
        assert "<img" not in page
    assert "said that </u>&lt;img src=x onerror=alert(1)&gt;" in views.audit(HOSTILE).markup
    assert "<script" not in views.table(views.detected(HOSTILE)).markup


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


def test_rules_used_are_counted_and_explained(main):
    table = views.rules_used(main)
    assert table["sentences"].to_dict() == {"carried": 57, "clause": 15, "joint-act": 3, "event": 2}
    assert table["meaning"].str.len().min() > 10


def test_a_concordance_shows_every_line_or_says_how_many_more(main):
    lines = contexts.kwic(main, "cooperation")
    page = views.concordance(lines)
    assert page.markup.count("<tr>") == 39
    assert "28 more lines" in views.concordance(lines, most=10).markup
    assert views.concordance(lines.head(0)).text == "no lines"
    row = page.markup.split("<tr>")[2]
    assert row.index("text-align:right") < row.index("text-align:center")


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
    lines = contexts.kwic(HOSTILE, "bridge", width=9)
    passages = pd.DataFrame({"start": [HOSTILE.text.index("<img")], "end": [HOSTILE.text.index("bridge")]})
    pages = (views.concordance(lines), views.marked(HOSTILE, "Ana Sol", passages))
    for page in pages:
        assert "&lt;img" in page.markup
        assert "<img" not in page.markup
