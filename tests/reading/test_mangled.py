"""Whatever comes in, a reading or a `ReadoutError` comes out: fuzzed and mangled layouts."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import accuracy
import readout
from conftest import CALL
from readout import ReadoutError

SOURCES = [CALL, *(text.text for text in accuracy.labelled("build"))]
ROUNDS = 120
ODD = ['"', "“", "(", "\x07", "\n\n\n", "  ", "•", "’", ""]
WORD = re.compile(r"[^\W_]+")
PIECES = st.sampled_from(
    [
        *('"', "“", "”", "«", "\n", "\n\n", " ", ".", ":", ",", "(", ")", "–", "•", "1. "),
        *("The President ", "he ", "said that ", "President Ana Sol ", "Bo Lund ", "of Meridia "),
        *("The two sides ", "agreed ", "it rains", "Mr. ", "U.S. ", "Jr. ", "They ", "and ", "for "),
        *("the ", "was ", "by ", "according to ", "<b>", "</p>", "<script>", "---\n", "# ", "* "),
        *("\u3000", "\u00a0", "\x00", "\x0c", "\u200b", "É", "ß", "ı", "李", "🙂"),
    ]
)


def read_or_refused(text):
    """The reading of a text, checked for what always holds; ``None`` if it was refused with a reason."""
    try:
        found = readout.parse(text, name="mangled")
    except ReadoutError as refusal:
        if not (refusal.found and refusal.remedy):
            pytest.fail(f"refused without a reason: {refusal!r}")
        return None
    sentences, tokens = found.sentences, found.tokens
    assert sentences["start"].is_monotonic_increasing
    assert (sentences["start"] <= sentences["frame_end"]).all()
    assert (sentences["frame_end"] <= sentences["end"]).all()
    assert (sentences["end"].iloc[:-1].to_numpy() <= sentences["start"].iloc[1:].to_numpy()).all()
    cut = [found.text[a:b] for a, b in zip(sentences["start"], sentences["end"], strict=True)]
    assert cut == sentences["text"].tolist()
    # Nothing is lost between the sentences, and every word is in exactly one token.
    assert len(WORD.findall(found.text)) == sum(len(WORD.findall(text)) for text in cut)
    assert not tokens["start"].duplicated().any()
    assert set(sentences["speaker"]) <= {*found.speakers, "joint", "narrator"}
    return found


@given(st.lists(PIECES, max_size=60).map("".join))
def test_words_and_marks_in_any_order(text):
    read_or_refused(text)


@given(st.text(max_size=300))
def test_any_characters(text):
    read_or_refused(text)


@given(st.text(max_size=60))
def test_any_characters_inside_a_readout(text):
    read_or_refused(CALL.replace("The bridge is a symbol", text))


def mangled(text, luck):
    """A text with its lines cut, doubled, shuffled or joined, or with odd characters thrown in."""
    lines = text.split("\n")
    ways = [
        lambda: text[: luck.randrange(len(text))],
        lambda: "\n".join(luck.sample(lines, len(lines))),
        lambda: "\n".join(line for line in lines for _ in range(luck.choice((1, 1, 2)))),
        lambda: " ".join(lines),
        lambda: text.replace(luck.choice(". ,\n"), luck.choice(ODD)),
        lambda: "".join(c + luck.choice(ODD) if c == " " and luck.random() < 0.1 else c for c in text),
        lambda: text.upper() if luck.random() < 0.5 else text.lower(),
        lambda: text * luck.choice((2, 3)),
        lambda: re.sub(r"\s+", " ", text) * 20,
    ]
    return luck.choice(ways)()


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_mangled_layouts(seed):
    luck = random.Random(seed)  # noqa: S311 - mischief, not secrets
    text = luck.choice(SOURCES)
    for _ in range(luck.choice((1, 2, 3))):
        text = mangled(text, luck) or CALL
    read_or_refused(text)


@pytest.mark.parametrize(
    "text",
    [
        "President Ana Sol said " + "that it rains and " * 15_000,
        "President Ana Sol said that it rains. " * 5_000,
        '"' * 30_000 + "President Ana Sol said that it rains.",
        "(" * 20_000 + "President Ana Sol said that it rains." + ")" * 20_000,
        "President " + "Ana " * 30_000 + "said that it rains.",
        "President of " * 12_000 + "Meridia Ana Sol said that it rains.",
        "the " * 50_000 + "President said that it rains.",
        "a." * 50_000 + " President Ana Sol said that it rains.",
        "President Ana Sol, " + "who was there, " * 12_000 + "said that it rains.",
        "President Ana Sol and " * 10_000 + "Bo Lund said that it rains.",
    ],
    ids=[
        "one sentence",
        "one line",
        "quotes",
        "brackets",
        "name",
        "of",
        "the",
        "stops",
        "insertions",
        "list",
    ],
)
def test_long_texts_without_a_break_are_read(text):
    read_or_refused(text)
