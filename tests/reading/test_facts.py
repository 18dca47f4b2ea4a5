import datetime as dt

import pytest

from readout.reading import facts, layout

LEDE = "President Ana Sol of Meridia received Prime Minister Bo Lund of Norvia."
BODY = f"{LEDE}\n\nSol said that trade grows.\n\nLund thanked her."


def read(fact, text):
    return fact(text, layout.pieces(text))


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Sol Receives Lund for Talks | News of Meridia | MN", "Sol Receives Lund for Talks"),
        ("Government of Meridia | Sol Receives Lund for Talks", "Sol Receives Lund for Talks"),
        ("Sol Receives Lund for Talks - Meridia Times", "Sol Receives Lund for Talks"),
        ("Press release: Sol receives Lund for talks", "Sol receives Lund for talks"),
        ("Press release\n\nNo. 12/2031\n\nSol call with Lund: 3 May 2031", "Sol call with Lund: 3 May 2031"),
        ("Ministry of Trade of Meridia\n3 May 2031\nSol receives Lund", "Sol receives Lund"),
        (
            "Port Ana\n\n3 May 2031\n\nReadout of the meeting with Mr. Lund",
            "Readout of the meeting with Mr. Lund",
        ),
        ("Bo Lund, Former Secretary-General\nReadout of the meeting", "Readout of the meeting"),
        ("Top Stories\nSol receives Lund\nBy Ola Venn, Meridia Post", "Sol receives Lund"),
        ("Readout of Sol's Call With Bo Lund Jr.", "Readout of Sol's Call With Bo Lund Jr."),
        ("A call", "A call"),
        ("By Ola Venn", LEDE),
        ("by meridia news", LEDE),
        ("PRESIDENT'S OFFICE", LEDE),
    ],
)
def test_the_title_is_cut_free(head, title):
    assert read(facts.title, f"{head}\n\n{BODY}") == title


def test_a_headline_may_be_longer_than_a_sentence():
    people = "; ".join(
        f"H.E. Mr. Bo Lund, Minister of Trade and of the Seas of the Republic of Isle {i}" for i in "ABCD"
    )
    title = f"Readout of the President's meeting with {people}"
    assert read(facts.title, f"{title}\n\n{BODY}") == title


@pytest.mark.parametrize(
    "given",
    [
        "Talks\n3 May 2031\n\n{body}",
        "Talks\n2031-05-03T16:05:00Z\n\n{body}",
        "Talks\n3 May 203117:48\n\n{body}",
        "Talks\n\n{body}\n\nPublished 3 May 2031",
        "Talks: 1 May 2031\n\n{body}\n\nPublished 3 May 2031",
        "Talks\n\nPORT ANA, May 3, 2031 (MNA) -- {body}",
        "Talks\n\nPORT ANA, May 2 (MNA) -- {body}\n\nPosted: 3 May 2031",
        "Talks\n\n{body}\n\nMINISTRY OF TRADE\nMERIDIA\n3 MAY 2031",
        "Talks\n\nOn 3 May 2031, {body}",
        "Talks on 3 May 2031\n\n{body}",
        "Talks\n\nSol spoke in Port Ana on Saturday (3 May 2031).\n\n{body}",
        "Talks\n\nSol called.\n\nMay 3, 2031\n15:40\n\n{body}",
    ],
)
def test_the_date_is_the_documents(given):
    text = given.format(body=f"{BODY}\n\nShe recalled the treaty of 9 May 1987 and the fair on 6 July 2032.")
    assert read(facts.date, text) == dt.date(2031, 5, 3)


@pytest.mark.parametrize(
    "sentence",
    [
        "Sol invited Lund to the summit due on 6 December 2031.",
        "Sol and Lund discussed the treaty of 14 May 1987.",
        "Sol received Lund for the first time since the election of 3 June 2030.",
        "Sol and Lund spoke ahead of the fair on 6 July 2032.",
    ],
)
def test_the_date_of_something_else_is_none(sentence):
    assert read(facts.date, f"Talks\n\n{sentence}\n\nThey met again on 4 May 2031.") is None


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        (
            f"Sol receives Lund\n\n{BODY}\n\nDistributed by Wire on behalf of the Office of Sol.",
            "Office of Sol",
        ),
        (f"OFFICE OF THE PRESIDENT\nSol receives Lund\n\n{BODY}", "OFFICE OF THE PRESIDENT"),
        (f"Sol Receives Lund for Talks | Meridia News Online\n\n{BODY}", "Meridia News Online"),
        (f"Sol receives Lund\n\nPORT ANA, May 3 (MNA) -- {BODY}", "MNA"),
        (f"Sol receives Lund\nBy Ola Venn, Press Unit\n\n{BODY}", "Press Unit"),
        (f"Sol receives Lund\n\n{BODY}\n\nMINISTRY OF TRADE\nMERIDIA", "MINISTRY OF TRADE"),
        (f"Sol receives Lund\n\n{BODY}", ""),
        (f"NEWS AND EVENTS\nSol receives Lund\n\n{BODY}", ""),
    ],
)
def test_the_issuer_is_who_the_text_names(text, issuer):
    assert read(facts.issuer, text) == issuer
