import re
import time

import pytest
from bs4.builder import ParserRejectedMarkup
from hypothesis import given
from hypothesis import strategies as st

from readout.reading import markup

PAGE = """<!DOCTYPE html>
<html><head><title>A call | Meridia</title><style>p { color: red }</style>
<script>var x = "<p>no</p>";</script></head>
<body>
<header><a href="/">The Office of Meridia</a></header>
<nav><ul><li>Home</li><li>News</li></ul></nav>
<main>
<p class="date">3&nbsp;May 2031</p>
<h1>President Sol holds
a call</h1>
<p>President <b>Ana</b> Sol said that the two
countries &amp; their ports share a river.<br>She is ready.</p>
<ul><li>The bridge</li><li>The <i>ferry</i></li></ul>
<form><label>Search</label><input value="word"><button>Go</button></form>
<svg><text>chart</text></svg><!-- a remark --><noscript>Turn it on</noscript>
</main>
<aside>Most read</aside>
<footer>Contact us</footer>
</body></html>"""


def test_a_page_becomes_its_title_and_its_blocks():
    assert markup.page_text(PAGE).split("\n\n") == [
        "President Sol holds a call",
        "3 May 2031",
        "President Ana Sol said that the two countries & their ports share a river.\nShe is ready.\n"
        "• The bridge\n• The ferry",
    ]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<title>A call | Meridia</title><p>Sol said yes.</p>", "A call\n\nSol said yes."),
        ("<title>A call, Meridia</title><h2>A call</h2><p>Yes.</p>", "A call\n\nYes."),
        ("<title>A call</title><p>A call</p><p>Yes.</p>", "A call\n\nYes."),
        ("<h1></h1><h1>A<br>call</h1><p>Yes.</p>", "A call\n\nYes."),
        ("<header><h1>Meridia</h1></header><title>A call</title><p>Yes.</p>", "A call\n\nYes."),
        ("<header><h1>A call</h1></header><p>Yes.</p>", "A call\n\nYes."),
        ("<p>Yes.</p>", "Yes."),
    ],
    ids=["tab", "subheading in it", "printed again", "broken heading", "site's name", "in a banner", "none"],
)
def test_the_title_comes_first(page, text):
    assert markup.page_text(page) == text


def test_an_article_with_half_of_the_words_stands_for_the_page():
    page = (
        "<body><div>{}</div><article><header><h1>A call</h1></header><p>One two three.</p></article></body>"
    )
    assert markup.page_text(page.format("five words of the rest")) == "A call\n\nOne two three."
    assert "rest" in markup.page_text(page.format("these are now six words and the rest"))


def test_of_several_articles_the_one_with_the_text_is_taken():
    teasers = "<article><p>Another call</p></article>" * 3
    text = "<main><div role='main'><article><h1>A call</h1><p>" + "word " * 20 + "</p></article></div></main>"
    assert markup.page_text(f"<body>{teasers}{text}{teasers}</body>").startswith("A call\n\nword")
    assert "Another" not in markup.page_text(f"<body>{teasers}{text}{teasers}</body>")


def test_a_form_around_the_whole_page_is_kept():
    page = "<form id=site><form>Search here</form><h1>A call</h1><p>Sol said yes to the bridge.</p></form>"
    assert markup.page_text(page) == "A call\n\nSol said yes to the bridge."


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>no</p>",
        "<div style='display: none'><p>no</p></div>",
        "<div role=navigation>no</div>",
        "<select><option>no</select>",
        "<template><p>no</p></template>",
        "<figure><img alt=no><figcaption>no</figcaption></figure>",
        "<textarea>no</textarea>",
        "<iframe>no</iframe>",
        "<script type='application/json'>{'a': '<p>no</p>'}</script>",
        "<!-- no --><!-- <p>no</p> -->",
    ],
)
def test_what_a_browser_does_not_show_as_text_is_left_out(hidden):
    assert markup.page_text(f"<p>Sol said</p>{hidden}<p>yes</p>") == "Sol said\n\nyes"


def test_inline_tags_part_no_word_and_no_paragraph():
    page = "<p>the 21<sup>st</sup> of <a href=x>M<b>ay</b></a>,<span> he </span>said</p>"
    assert markup.page_text(page) == "the 21st of May, he said"


def test_cells_and_terms_have_a_line_each():
    page = "<table><tr><td>Sol</td><td>said</td></tr></table><dl><dt>Who</dt><dd>Lund</dd></dl>"
    assert markup.page_text(page) == "Sol\nsaid\nWho\nLund"


def test_lines_of_preformatted_text_stay():
    assert markup.page_text("<pre>Sol said\n  yes.\n\n\n\nLund left.</pre>") == "Sol said\nyes.\n\nLund left."


def test_xhtml_and_pages_without_closing_tags_are_read():
    xhtml = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Yes.</p></body></html>'
    assert markup.page_text(xhtml) == "Yes."
    assert (
        markup.page_text("<html><head><body><h1>A<p>One<p>Two<ul><li>a<li>b") == "A\n\nOne\n\nTwo\n• a\n• b"
    )


def test_an_item_has_one_bullet_however_many_blocks_it_holds():
    page = "<ol><li><p>One</p><p>more</p></li><li>Two<ul><li>a</li><li></li></ul>end</li></ol><p>Out</p>"
    assert markup.page_text(page) == "• One\n\nmore\n• Two\n• a\nend\n\nOut"


def test_marked_sections_are_passed_by_as_browsers_do():
    page = "<!--[if IE]><p>Old</p><![endif]--><p>Sol<![if x]> said <![odd]>yes<![CDATA[ no ]]></p>"
    assert markup.page_text(page) == "Sol said yes"


def test_a_page_that_the_parser_rejects_is_told(monkeypatch):
    def reject(*_):
        raise ParserRejectedMarkup("no\nand no")

    monkeypatch.setattr(markup, "BeautifulSoup", reject)
    with pytest.raises(ValueError, match="rejects"):
        markup.page_text(PAGE)


def test_a_page_that_shows_nothing_has_no_text():
    assert markup.page_text("<title>News</title><body><script>draw()</script><div id=app></div></body>") == ""


# --- what is a page -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        PAGE,
        "\n<!-- saved from url=(0020)http://meridia.example/ -->\n<HTML><BODY>Sol said yes.",
        "<p>Sol said yes.</p>\n<p>Lund left.</p>",
        "Sol said yes.<br><br>\nLund left.<br>\n",
    ],
)
def test_pages_and_fragments_are_known(text):
    assert markup.is_page(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sol said that a < b and that <...> was left out.\n<...>\nLund said <b>no</b>.",
        "A <script>alert(1)</script> call\n\nSol said that <img src=x onerror=alert(1)> is <html>.",
        "<Applause> Sol said yes. <...> <p>",
        "Sol said yes.<br>\nLund left.\nA\nB\nC\nD\n<p>E</p>\nF",
        "",
    ],
)
def test_a_text_that_mentions_tags_is_no_page(text):
    assert not markup.is_page(text)


def test_tags_in_markdown_make_no_page():
    text = "<div>\n\n# A call\n\n</div>\n\n<br>\nSol said yes."
    assert not markup.is_page(text, fragments=False)
    assert markup.is_page(PAGE, fragments=False)


# --- Markdown -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("**Sol** said *yes*, ***no*** and __maybe__ to _all_.", "Sol said yes, no and maybe to all."),
        ("**A *call* here**", "A call here"),
        ("*Members of\nthe party:*", "Members of\nthe party:"),
        ("2 * 3 * 4, All* and *none", "2 * 3 * 4, All* and *none"),
        ("snake_case_name and __x", "snake_case_name and __x"),
        ("* a\n* b\n\n* * *", "* a\n* b\n\n* * *"),
        ("## A call ##\n### \n#1 of 2", "A call\n### \n#1 of 2"),
        ("> Sol said\n> > yes\n\n3 > 2", "Sol said\nyes\n\n3 > 2"),
        ('[the text](http://a.b/c_(d)_e "Title")', "the text"),
        ("[a\nb](c) [applause] (long) [1]", "a\nb [applause] (long) [1]"),
        ("before ![a flag](flag.png) after", "before  after"),
        ("the 21<sup>st</sup><!-- x --> <u>of</u> May<br>he <...> <b", "the 21st of May\nhe <...> <b"),
        ("\\### \\*not\\* a \\[mark\\]\\\nnext", "### *not* a [mark]\nnext"),
        ("ports &amp; ferries&nbsp;&#8211; R&D &unknown;", "ports & ferries\u00a0– R&D &unknown;"),
        ("- item\n1. item\n---\n| a | b |", "- item\n1. item\n---\n| a | b |"),
    ],
)  # fmt: skip
def test_marks_go_and_everything_else_stays(marked, plain):
    assert markup.markdown_text(marked) == plain


HEAD = "---\ntags: news\ntitle: {}\ndate: {}\nids: [1, 2]\n---\n{}"


@pytest.mark.parametrize(
    ("title", "date", "body", "expected"),
    [
        ("A call", "2031-05-03", "\n \nSol said yes.", "A call\n2031-05-03\n\n \nSol said yes."),
        ("A call", "'2031-05-03'", "# A call\n\nSol said yes.", "A call\n2031-05-03\n\nSol said yes."),
        ("A call", "2031-05-03", "a  CALL\n3 May, 2031-05-03\nYes.", "a CALL\n\n3 May, 2031-05-03\nYes."),
        ("A call", "2031-05-03T14:08:00Z", "A call was held.", "A call\n2031-05-03\n\nA call was held."),
        ('"A c\\\n  \\ all\\_of\\u2019s"', "3 May 2031", "Yes.", "A c all of’s\n3 May 2031\n\nYes."),
        ("A call: with Lund", "2031-05-03", "Yes.", "A call: with Lund\n2031-05-03\n\nYes."),
        ("[a, b]", "", "Yes.", "Yes."),
    ],
    ids=["put first", "there already", "date there too", "begins a sentence", "folded", "colon", "no text"],
)
def test_title_and_date_of_a_head_come_first(title, date, body, expected):
    assert markup.markdown_text(HEAD.format(title, date, body)) == expected


@pytest.mark.parametrize(
    "text", ["---\nSol said: yes.\n---\n", "---\n\n---\n", "--- title: x", "---\na: b\n"]
)
def test_rules_around_a_text_are_no_head(text):
    assert not markup.has_head(text)
    assert markup.markdown_text(text) == text


def test_a_head_that_never_ends_is_a_text():
    assert not markup.has_head("---\ntitle: A call\n" + "Sol said yes.\n" * 2000 + "---\n")


# --- properties -----------------------------------------------------------------------------------

PIECES = st.sampled_from([
    "<p>", "</p>", "<div>", "</div>", "<br>", "<b>", "</i>", "<", ">", "<!--", "-->", "<![", "<![if x]>",
    "<?", "&", "&#", "&#xD800;", "&#30;", "<a href='", '"', "'", "<script>", "</script>", "<h1>", "</h1>",
    "<article>", "</article>", "<form>", "<table><tr><td>", "<title>", "</title>", "<main role=main>",
    "<header>", "<svg>", "Sol", " said ", "\n", "*", "**", "_", "[", "](", ")", "#", "> ", "\\", "`",
    "---\n", "a: b\n", "title: ", "\u3000", "é",
])  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_markup_whatever_crashes(text):
    markup.is_page(text)
    assert "\n\n\n" not in markup.page_text(text)
    markup.markdown_text(text)


@given(st.text(alphabet="ab*_ \n", max_size=60))
def test_letters_survive_emphasis_in_their_order(text):
    assert re.sub(r"[*_]", "", markup.markdown_text(text)) == re.sub(r"[*_]", "", text)


@pytest.mark.parametrize(
    "piece", ["<", "<!--", "<a b='", "<p>", "[a](", "*a ", "_a ", "> ", "<a ", "&#1", "\\"]
)
def test_time_does_not_grow_by_the_square(piece):
    """Ten times as much takes less than forty times as long; by the square it would be a hundred."""

    def seconds(length):
        text = piece * (length // len(piece))
        start = time.process_time()
        markup.is_page(text)
        markup.page_text(f"<p>{text}")
        markup.markdown_text(text)
        return time.process_time() - start

    short = max(min(seconds(5_000) for _ in range(3)), 0.01)
    assert min(seconds(50_000) for _ in range(2)) < 40 * short
