"""The pages that are made of what pictures carry: what comes from a text shows as it stands."""

import html
import re
from html.parser import HTMLParser

import mistune
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import HOSTILE
from readout.publish import gallery

show = mistune.create_markdown(escape=False, plugins=["strikethrough", "table", "math"])


class Shown(HTMLParser):
    """What a page shows: its tags, its text, the alternative text of its pictures."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text, self.alt = [], "", ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag != "span":  # around what opens mathematics
            self.tags.append(tag)
        self.alt += dict(attrs).get("alt", "")

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.tags.append(f"<!--{data}")


MARKS = st.sampled_from([
    "#", "# ", "- ", "+ ", "1. ", "12) ", "=", "===", "---", "> ", "* ", "*a*", "**", "_a_", "`a`", "```",
    "~~a~~", "~~~", "$a$", "$$", "[a](b)", "![a](b)", "[a]: b", "|", "\\", "\\*", "&amp;", "&#60;", "&",
    "\n", "\n\n", "    ", "a",
])  # fmt: skip
TEXTS = st.lists(MARKS | HOSTILE | st.text(max_size=5), max_size=8).map("".join)


@given(TEXTS)
def test_any_text_in_a_paragraph_shows_as_it_stands(text):
    page = Shown(show(gallery.inline(text)))
    assert page.tags in (["p"], [])
    assert page.text.split() == text.split()


@given(TEXTS)
def test_any_text_beside_a_picture_shows_as_it_stands(text):
    page = Shown(show(f"![{gallery.alternative(text)}](a.png)"))
    assert page.tags == ["p", "img"]
    assert page.alt.split() == text.split()


@given(TEXTS)
def test_any_text_in_a_heading_or_a_cell_shows_as_it_stands(text):
    inline = gallery.inline(text)
    heading = Shown(show(f"# a {inline}"))
    assert heading.tags == ["h1"]
    assert heading.text.split() == ["a", *text.split()]
    table = Shown(show(f"| a | b |\n| --- | --- |\n| a {inline} | c |"))
    assert table.tags == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]
    assert table.text.split() == ["a", "b", "a", *text.split(), "c"]


@pytest.mark.parametrize(
    "text", ["Sol's words & Lund's: 1,619 (76.4%), “yes”.", "2031-05-03", "a - b + c#1 = 3"]
)
def test_plain_text_is_left_alone(text):
    assert gallery.inline(text) == text


MATHS = [
    "$300 million and $50 million",
    r"a\(x\)b",
    r"\[x\]",
    r"\begin{equation}x\end{equation}",
    "$$",
    r"\$5",
]


@pytest.mark.parametrize("text", MATHS)
def test_nothing_is_left_that_opens_mathematics(text):
    """Neither in the source, where GitHub and JupyterLab look, nor in a piece of text that MathJax reads."""
    for page in (gallery.inline(text), gallery.alternative(text)):
        assert not re.search(r"\$|\\[\\({]|\\begin", page)
    pieces = re.split(r"<[^>]*>", show(gallery.inline(text)))
    shown = [html.unescape(piece) for piece in pieces]
    assert "".join(shown).strip() == text
    assert not any(re.search(r"\$.*\$|\\\w|\\[(\[]", piece) for piece in shown)
