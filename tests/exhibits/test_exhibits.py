"""Exhibits as a reader meets them, whatever the text: nothing cut, too small, overlapping or told by colour
alone in the picture; nothing missing, garbled, claimed too boldly or too long in the words.
"""

import itertools
import re

import matplotlib as mpl
import pytest
from matplotlib.text import Text

import readout
import shown
from pictures import contrast, texts_of
from readout.exhibits import page, prose, share
from readout.measures import share as share_measure

TEXTS = {
    "four people": readout.parse(
        "A summit of four\n\n" + "".join(
            f"President {name} said that {'the bridge over the river is long ' * 3}and old. It is wet.\n\n"
            for name in ("Ana Sol", "Bartholomew Lundqvist-Okonkwo", "Cara Fenn", "Dov Ilk")
        ) + "The leaders agreed to meet again.\n"
    ),
    "one person": readout.parse("A call\n\nPresident Ana Sol said that the bridge is long. It is wet."),
    "one voice": readout.parse("A call\n\n" + "President Ana Sol said that the bridge is long. " * 12),
    "one of each": readout.parse(
        "A call\n\nPresident Ana Sol of Velm met President Bo Lund of Norr.\n\nPresident Lund said that Velm "
        "should open the strait. He will pay.\n\nPresident Sol said that peace is good.\n\nThey agreed."
    ),
    "joint only": readout.parse(
        "A call\n\nThe two leaders discussed the bridge. They agreed to meet again."
    ),
}  # fmt: skip
LOOKS = page.looks(["Ana", "Bo", "Cara", "Dov", "joint", "narrator"])
SETTINGS_BEFORE = dict(mpl.rcParams)


@pytest.fixture(scope="module", params=["main document", *TEXTS])
def made(request, main):
    return shown.made_of(TEXTS.get(request.param, main))


@pytest.fixture(scope="module")
def figures(made):
    return shown.figures(made)


# --- pictures -------------------------------------------------------------------------------------


def test_no_text_is_cut_by_the_page(figures):
    for name, figure in figures.items():
        sheet = figure.bbox
        for text in texts_of(figure):
            box = Text.get_window_extent(text)  # of an annotation without its line
            inside = (
                sheet.x0 - 1 <= box.x0
                and box.x1 <= sheet.x1 + 1
                and sheet.y0 - 1 <= box.y0
                and box.y1 <= sheet.y1 + 1
            )
            assert inside, (name, text.get_text())


def test_no_two_texts_overlap(figures):
    for name, figure in figures.items():
        boxes = [(t.get_text(), Text.get_window_extent(t).shrunk(0.96, 0.9)) for t in texts_of(figure)]
        for (a, one), (b, other) in itertools.combinations(boxes, 2):
            assert not one.overlaps(other), (name, a, b)


def test_text_is_large_enough_for_print(figures):
    for name, figure in figures.items():
        small = [(t.get_text(), t.get_fontsize()) for t in texts_of(figure) if t.get_fontsize() < 6.5]
        assert not small, name


def test_widths_are_those_of_a_page(figures):
    widths = {name: round(figure.get_size_inches()[0] * 25.4) for name, figure in figures.items()}
    assert set(widths.values()) == {89, 160}
    assert widths["attribution_ribbon"] == 160
    assert widths["speaker_share"] == 89
    for name, figure in figures.items():
        assert figure.get_size_inches()[1] * 25.4 <= 170, name


@pytest.mark.usefixtures("made")
def test_global_settings_are_left_alone():
    assert dict(mpl.rcParams) == SETTINGS_BEFORE


def test_every_voice_stands_out_from_the_page():
    assert all(
        max(contrast(look.fill, "white"), contrast(look.edge, "white")) >= 3 for look in LOOKS.values()
    )


def test_voices_differ_in_grey_or_by_hatching():
    for a, b in itertools.combinations(LOOKS.values(), 2):
        assert contrast(a.fill, b.fill) >= 1.5 or a.hatch != b.hatch


def test_greys_of_text_are_readable():
    assert contrast(page.GREY, "white") >= 4.5


def test_dollars_in_a_text_are_drawn_as_they_stand():
    text = readout.parse("A $5 \\frac b $6 call\n\nPresident Ana Sol said that $5 is more than $4. It is.")
    sentences, shares = share_measure.ribbon(text), share_measure.by_voice(text)
    share.attribution_ribbon(text, sentences, shares).figure.canvas.draw()
    titled, _ = page.figure("$5 \\frac b $6", prose.source_line(text), width="text", height=1)
    titled.canvas.draw()


# --- words ----------------------------------------------------------------------------------------


def sentences_of(made):
    """Title, caption and alternative text of each figure, and every computed sentence."""
    return [t for e in made.exhibits.values() for t in (e.title, e.caption, e.alt)] + made.findings


# "None" and "0.0 words" can be meant where two people are compared; here they would be slips.
@pytest.mark.parametrize("made", ["one person", "one voice", "joint only"], indirect=True)
def test_every_text_can_be_worded_for_any_readout(made):
    for sentence in sentences_of(made):
        assert sentence
        assert not re.search(r"nan|None|inf\b|\.0 (words|sentences)|\b1 (words|sentences)", sentence)


# "1 hits", "1 term survive"; "1 is twice" is none.
_A_FEW = re.compile(
    r"(?<![\d.,])1 (?:\w+ )?(?:words|sentences|terms|hits|paragraphs|demands|commitments|lines|pairs)\b"
    r"|(?<![\d.,])1 \w+ (?:are|have|rest|survive|keep|leave|tell|stand|give|do)\b"
)


def drawn(made):
    return [text.get_text() for e in made.exhibits.values() for text in texts_of(e.figure)]


def test_numbers_of_one_are_singular(made):
    facts = made.exhibits["readout_card"].data["fact"].tolist()
    assert not [text for text in (*sentences_of(made), *facts, *drawn(made)) if _A_FEW.search(text)]


def test_nothing_says_that_somebody_said_something(made):
    for sentence in sentences_of(made):
        ours = re.sub("“[^”]*”", "", sentence)  # not what a text is quoted with
        assert not re.search(r"\b(said|says|told|spoke)\b", ours)


@pytest.mark.parametrize("made", ["main document", *list(TEXTS)[1:]], indirect=True)
def test_alternative_texts_are_short_enough_to_be_heard(made):
    for name, exhibit in made.exhibits.items():
        assert len(exhibit.alt.split()) <= 50, name


def test_titles_fit_on_two_lines_of_their_figure(made):
    for name, exhibit in made.exhibits.items():
        assert len(exhibit.title) <= 2 * 84, name
