"""Whatever comes in, a reading or a `ReadoutError` comes out: fuzzed and mangled layouts."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fuzz
import readout
from conftest import CALL

ROUNDS = 120
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
    fuzz.checked(fuzz.or_refused(readout.parse, text, name="mangled"))


@given(st.lists(PIECES, max_size=60).map("".join))
def test_words_and_marks_in_any_order(text):
    read_or_refused(text)


@given(st.text(max_size=300))
def test_any_characters(text):
    read_or_refused(text)


@given(st.text(max_size=60))
def test_any_characters_inside_a_readout(text):
    read_or_refused(CALL.replace("The bridge is a symbol", text))


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_mangled_layouts(seed):
    fuzz.parse_round(random.Random(seed), None)  # noqa: S311 - mischief, not secrets


@pytest.mark.parametrize("round_", fuzz.KINDS[1:], ids=["sidecars", "sheets"])
def test_mangled_sidecars_and_sheets(round_, tmp_path):
    for seed in range(ROUNDS):
        round_(random.Random(seed), tmp_path)  # noqa: S311 - mischief, not secrets


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
