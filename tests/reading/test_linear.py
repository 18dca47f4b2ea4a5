"""Time grows with the length of a text, whatever is long in it: lists, names, accents, page numbers."""

import itertools
import time

import pytest

import readout
from readout import ReadoutError

LEDE = "President Ana Sol of Meridia met Premier Bo Lund of Norrland. "
SYLLABLES = ("ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru", "so", "ti", "vu", "ze")
#: Names that differ from each other in more than a letter.
_ALL = ["".join(four).title() for four in itertools.product(SYLLABLES, repeat=4)]
NAMES = _ALL[7::7]
#: Of twice the text at most this many times the time; by the square it would be four times.
MOST = 3.2


def people(number):
    return list(zip(NAMES[:number], reversed(NAMES[-number:]), strict=True))


def speakers(number):
    return "\n\n".join(f"President {a} {b} of {b}land said that it rains." for a, b in people(number))


def listed(number):
    return f"It was attended by {', '.join(f'{a} {b}, Minister of {b}land' for a, b in people(number))}."


def addresses(number):
    return f"Sol said that she saw {', '.join(f'the house at {n} {NAMES[n]} Street' for n in range(number))}"


def accents(number):
    return f"Sol said a{chr(0x1DC2) + chr(0x1DC0) * 2}{(chr(0x1DC2) + chr(0x1DC0)) * number} is long."


def pages(number):
    return "\n".join(f"Sol said that trade should\n\n{n % 900}\n\ngrow. Lund agreed." for n in range(number))


def seconds(text):
    begin = time.process_time()
    try:
        readout.parse(LEDE + "Sol said yes.\n\n" + text)
    except ReadoutError:
        pytest.fail("a text of one kind is read")
    return time.process_time() - begin


@pytest.mark.parametrize(
    ("made", "number"), [(speakers, 500), (listed, 150), (addresses, 500), (accents, 20_000), (pages, 500)]
)
def test_twice_the_text_takes_twice_the_time(made, number):
    seconds(made(10))
    once = min(seconds(made(number)) for _ in range(2))
    twice = min(seconds(made(2 * number)) for _ in range(2))
    assert twice <= MOST * once + 0.05


def test_all_of_a_long_list_take_part():
    found = readout.parse(LEDE + "Sol said yes. " + listed(100))
    assert {f"{a} {b}" for a, b in people(100)[1:]} <= set(found.people["name"])


def test_whoever_closes_a_long_list_can_speak():
    text = "The bridge, " + ", ".join(f"the house at {n} {NAMES[n]} Street" for n in range(60))
    sentences = readout.parse(LEDE + f"Sol said yes.\n\n{text}, will be sold, Lund said.").sentences
    assert sentences["speaker"].iloc[-1] == "Bo Lund"
