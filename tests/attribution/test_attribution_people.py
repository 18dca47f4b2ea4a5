"""For whom an office, a pronoun or a description stands."""

import pytest

import readout
from invented import LEDE, voices


def test_pronouns_stand_for_the_last_speaker():
    assert voices(LEDE + "\nLund said that it rains. He added that it pours.")[-1] == ("Bo Lund", "clause")


TWO_PRESIDENTS = "President Ana Sol of Meridia held talks with President Bo Lund of Norrland. "


@pytest.mark.parametrize(
    ("text", "speaker", "rule"),
    [
        (TWO_PRESIDENTS + "The President stressed that it rains.", "Ana Sol", "clause"),
        (TWO_PRESIDENTS + "He stressed that it rains.", "Ana Sol", "clause"),
        (LEDE + "The Prime Minister stressed that it rains.", "Bo Lund", "clause"),
        ("It rained. The Prime Minister stressed that it rains.", "Prime Minister", "clause"),
    ],
)
def test_an_office_stands_for_the_issuers_own_holder_first(text, speaker, rule):
    assert voices(text)[-1] == (speaker, rule)


GUESTS = "Chancellor Cy Dor met President Ana Sol of Meridia and President Bo Lund of Norrland. "


def test_a_reference_that_fits_several_guests_is_marked_unsure():
    def last(text):
        return voices(GUESTS + text, title="Dor Hosts Two Presidents\n\n")[-1]

    assert last("The President stressed that it rains.") == ("Bo Lund", "unsure")
    assert last("The President of Norrland stressed that it rains.") == ("Bo Lund", "clause")
    assert last("The Norrland leader stressed that it rains.") == ("Bo Lund", "clause")


def test_a_vice_president_is_not_the_president():
    text = "Vice President Cara Fenn and President Ana Sol held talks. The President said that it rains."
    assert readout.parse("Talks\n\n" + text).speakers == ("Ana Sol",)


def test_an_office_in_small_letters_belongs_to_the_name_before():
    text = (
        "Ana Sol, chair of Galdor Ports, Bo Lund, head of Dor Mines, and Cara Fenn, "
        "president of Ister Air, were there. Lund said that it rains. Sol said that it snows."
    )
    assert [who for who, _ in voices("President Dan Ost met guests. " + text)[-2:]] == ["Bo Lund", "Ana Sol"]


def test_a_word_for_a_kind_of_person_stands_for_whoever_can_be_one():
    text = "Minister Ana Sol spoke to reporters. At a briefing with Bo Lund, the politician said yes."
    assert voices(text)[-1][0] == "Ana Sol"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Ana Sol, High Representative of the Union for Foreign Affairs and Security Policy and "
            "Vice-President of the Commission, spoke with Bo Lund. The High Representative said no.",
            "Ana Sol",
        ),
        (
            "Minister Ana Sol met the press. Advisor to the Prime Minister and Official Spokesperson for the "
            "Ministry of Foreign Affairs Dr. Bo Lund said no.",
            "Bo Lund",
        ),
        (
            "Secretary of State Ana Sol was joined by Under Secretary for Arms Control Bo L. Castell, Jr., "
            "and others. Under Secretary Castell said no.",
            "Bo L. Castell, Jr.",
        ),
        (
            "Prince Sultan bin Turki Al Rask received King Turki Al Rask. HRH affirmed that trade grows.",
            "Sultan bin Turki Al Rask",
        ),
        ("Dr. Ana Sol received Prime Minister Bo Lund of Norvania. The President stressed peace.", "Ana Sol"),
        (
            "Prime Minister Ana Sol met the Prime Minister, Ida Rask. The Kalevan Prime Minister concurred.",
            "Ida Rask",
        ),
        (
            "Foreign Minister Ana Sol met Foreign Minister Bo Lund of Norvania. Sol welcomed Ambassador of "
            "Norvania to Meridia Ida Rask. The Meridian Minister outlined her plans.",
            "Ana Sol",
        ),
        (
            "Foreign Minister Ana Sol met Foreign Minister Bo Lund of Norvania. The head of Norvanian "
            "diplomacy thanked her.",
            "Bo Lund",
        ),
        ("Premier Ana Sol met Premier Bo Lund of Norvania. Sol said no. Her interlocutor agreed.", "Bo Lund"),
        ("Premier Ana Sol met Bo Lund. Sol praised Minister Ida Rask. The latter said no.", "Ida Rask"),
        ("President Ana Sol met Premier Bo Lund. Lund said no. He was thanked for this by Sol.", "Ana Sol"),
        ("Premier Ana Sol met Premier Bo Lund. Lund, who had come late, gave an account of it.", "Bo Lund"),
        ("Premier Ana Sol met Premier Bo Lund. Lund first of all assured her of his support.", "Bo Lund"),
        ("Premier Ana Sol met Premier Bo Lund. Lund said no. Trade will grow, they all agreed.", "joint"),
        ("Premier Ana Sol met Premier Bo Lund. Sol said no. The two of them went through the list.", "joint"),
        (
            "Premier Ana Sol met Premier Bo Lund. Sol said no. The Premier and her counterpart agreed.",
            "joint",
        ),
        ("Premier Ana Sol met Bo Lund. Sol said no. On Monday she will travel to Galdor.", "narrator"),
        ("Premier Ana Sol met Bo Lund. Sol said no. The talks resulted in a treaty.", "narrator"),
        ("Premier Ana Sol met Bo Lund. Sol said no. Talks had to be offered to all.", "Ana Sol"),
        (
            "Premier Ana Sol met Bo Lund. Lund said no.\n\nAna Sol presented Lund with the Order of Dor.",
            "narrator",
        ),
        (
            "In talks with Ida Rask, Foreign Minister of Kaleva, Dr Ana Sol said yes. The Foreign Minister "
            "of Kaleva said no.",
            "Ida Rask",
        ),
        (
            "Premier Ana Sol met Minister Olexiy Zaretskyy. On grain, Mr Zaretsky said that ships sail.",
            "Olexiy Zaretskyy",
        ),
        ("Premier Ana Sol met Bo Lund. Sol said so. The two had agreed to meet, Lund said.", "Bo Lund"),
        (
            "Premier Ana Sol met Minister Bo Lund. At the same time she made it clear that, as Minister Lund "
            "had said, talks go on.",
            "Ana Sol",
        ),
        (
            "Premier Ana Sol met Premier Bo Lund. Sol said no. Lund, who had come late, gave her an account.",
            "Bo Lund",
        ),
        ("Premier Ana Sol met Bo Lund. Sol said no. Trade grew last year, the two sides agreed.", "joint"),
        (
            "Premier Ana Sol met Bo Lund. Sol said no.\n\nParticular attention was given to ports.",
            "joint",
        ),
        (
            "Premier Ana Sol met Bo Lund. Sol said no. Joining Sol were Adviser Ida Rask and Director Moe.",
            "narrator",
        ),
        (
            "Premier Ana Sol met Premier Bo Lund of Norvania. Lund said no. Trade grows. The Norvanian side "
            "will host the next round.",
            "Bo Lund",
        ),
    ],
)
def test_whom_the_last_sentence_belongs_to(text, name):
    assert voices(text)[-1][0] == name


def test_the_office_in_the_first_sentence_is_whoever_heads_the_title():
    text = "The President said yes. Receiving Bo Lund, Dr Ana Sol stressed it. The President thanked him."
    assert {who for who, _ in voices(text, title="Dr Sol: Neighbours need no guardians\n\n")} == {"Ana Sol"}


def test_an_office_in_the_title_stands_for_whoever_is_printed_without_one():
    text = "Dr. Ana Sol received Prime Minister Bo Lund of Norvania. The President stressed peace."
    title = "President in a Meeting with the Prime Minister of Norvania:\n\n"
    assert voices(text, title=title)[-1][0] == "Ana Sol"


def test_the_secretary_is_the_secretary_of_state_not_the_under_secretary():
    text = "Premier Ida Rask met Secretary of State Ana Sol and Under Secretary Bo Lund. Lund said so. "
    assert voices(text + "The Secretary said no.", title="Rask Holds Talks\n\n")[-1][0] == "Ana Sol"
