"""Published values of the lexicons, scope and negation of the project's own, and sums of contributions."""

import re

import pytest
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from readout.errors import ReadoutError
from readout.measures import lexicons
from readout.measures.lexicons import LEXICONS, hide_names, score, sign

# VADER's README; two of its rows are stale with release 3.3.2 and left out.
README = [
    ("VADER is smart, handsome, and funny.", 0.8316),
    ("VADER is smart, handsome, and funny!", 0.8439),
    ("VADER is very smart, handsome, and funny.", 0.8545),
    ("VADER is VERY SMART, handsome, and FUNNY.", 0.9227),
    ("VADER is VERY SMART, handsome, and FUNNY!!!", 0.9342),
    ("VADER is VERY SMART, uber handsome, and FRIGGIN FUNNY!!!", 0.9469),
    ("VADER is not smart, handsome, nor funny.", -0.7424),
    ("The book was good.", 0.4404),
    ("At least it isn't a horrible book.", 0.4310),
    ("The book was only kind of good.", 0.3832),
    ("The plot was good, but the characters are uncompelling and the dialog is not great.", -0.7042),
    ("Today SUX!", -0.5461),
    ("Today only kinda sux! But I'll get by, lol", 0.5249),
    ("Make sure you :) or :D today!", 0.8633),
    ("Not bad at all", 0.4310),
    ("bad good", -0.1531),
    ("bad good " * 9 + "bad", -0.8979),
]
TOY = """
[classes.good]
value = 1
words = "good, excellent"
[classes.bad]
value = -1
words = "bad"
[classes.negation]
value = 0
effect = "reverse"
reach = 1
words = "not"
"""


@pytest.fixture
def toy(tmp_path):
    path = tmp_path / "toy.toml"
    path.write_text(TOY)
    return lexicons.lexicon(path)


@pytest.mark.parametrize(("text", "compound"), README)
def test_vader_gives_its_published_compounds(text, compound):
    assert score(text, "VADER").value == pytest.approx(compound, abs=5e-5)


def test_textblob_scores_offline():
    assert score("The talks were not very good.", "TextBlob").value == pytest.approx(-0.269, abs=0.001)
    assert score("", "TextBlob").parts == ()


@pytest.mark.parametrize("name", LEXICONS)
def test_contributions_add_up_to_the_score(main, name):
    for text in main.body["text"]:
        for masked in (False, True):
            found = score(text, name, masked=masked)
            assert sum(part.value for part in found.parts) == pytest.approx(found.value, abs=1e-9)


def test_vader_is_scored_as_by_its_authors(main):
    """NLTK takes one mark off a word's end, so that a word before two marks would not be found."""
    original = SentimentIntensityAnalyzer()
    for text in main.body["text"]:
        assert score(text, "VADER").value == original.polarity_scores(text)["compound"]
    quoted = next(text for text in main.body["text"] if "excitement" in text)
    assert [p.text for p in score(quoted, "VADER").parts] == ["safety", "excitement"]
    assert score(quoted, "VADER").value == pytest.approx(0.72, abs=0.005)


@pytest.mark.parametrize("name", LEXICONS)
@pytest.mark.parametrize("marks", ["“”", "„“", "«»", "‹›", "‘’", "''", "``"])
def test_the_shape_of_quotation_marks_means_nothing(main, name, marks):
    quoting = [text for text in main.body["text"] if '"' in text]
    assert quoting
    for text in quoting:
        turned = re.sub(r'"([^"]*)"', rf"{marks[0]}\1{marks[1]}", text)
        for masked in (False, True):
            assert score(turned, name, masked=masked).value == score(text, name, masked=masked).value


@pytest.mark.parametrize("name", ["VADER", "TextBlob"])
def test_a_scare_quote_scores_as_the_word_in_it(name):
    bare = score("A good plan, an excellent, safe one.", name).value
    assert bare > 0
    assert score('A "good" plan, an "excellent," \'safe\' one.', name).value == bare
    assert score("A «good» plan, an “excellent”, (“safe”) one.", name).value == bare


@pytest.mark.parametrize("name", LEXICONS)
@pytest.mark.parametrize("mark", "’ʼ`´′＇")
def test_the_shape_of_an_apostrophe_means_nothing(name, mark):
    plain = (
        "The peoples' friendship isn't weak, and nobody's plan won't support the two countries' good trade."
    )
    assert score(plain.replace("'", mark), name).value == score(plain, name).value


@pytest.mark.parametrize(
    ("value", "lexicon", "tone"),
    [
        (0.05, "TextBlob", "POS"),
        (0.05 - 1e-12, "TextBlob", "POS"),
        (0.0499, "TextBlob", "NEU"),
        (-0.05 + 1e-12, "VADER", "NEG"),
        (-0.0499, "VADER", "NEU"),
        (0.0499, "diplomatic", "POS"),
        (1 / 30 - 0.1 / 3, "diplomatic", "NEU"),
    ],
)
def test_one_rule_at_the_cut(value, lexicon, tone):
    assert sign(value, lexicon) == tone


def test_a_sentence_at_the_cut_is_good_whatever_its_sum(main):
    """Sentence 18.13 has seven assessed words, two of them scored: (0.25 + 0.1) / 7."""
    at_the_cut = score(next(t for t in main.body["text"] if "curb the legitimate" in t), "TextBlob")
    assert at_the_cut.value == pytest.approx(0.05, abs=1e-12)
    assert at_the_cut.tone == "POS"


def test_an_unknown_lexicon_is_refused():
    with pytest.raises(ValueError, match="VADER, TextBlob, diplomatic"):
        score("Good.", "vader")


@pytest.mark.parametrize(
    ("text", "tone", "kinds"),
    [
        ("Both sides oppose attempts to interfere in internal affairs.", "NEG", ["oppose"]),
        ("They reject interference and welcome dialogue.", "MIX", ["oppose", "thanks"]),
        ("They never allow external forces to interfere.", "NEG", ["oppose"]),
        ("Any attempt to sow discord will not succeed.", "MIX", ["accuse", "vow"]),
        ("The two sides should build trust and friendship.", "NEU", []),
        ("The leaders discussed terrorism and the crisis.", "NEU", []),
        ("Frank and candid talks were held.", "NEU", []),
        ("They overcame the crisis.", "POS", ["overcome"]),
        ("It was not successful.", "NEG", ["success"]),
        ("They helped the victims of the flood.", "POS", ["relief"]),
        ("The Friendship Treaty names the War Museum.", "NEU", []),
        ("The ministers met on Monday.", "NEU", []),
    ],
)
def test_scope_negation_and_names(text, tone, kinds):
    found = score(text, "diplomatic")
    assert (found.tone, [p.kind for p in found.parts if p.value]) == (tone, kinds)


@pytest.mark.parametrize(
    "refusal", ["do not", "don't", "don’t", "donʼt", "don`t", "cannot", "can not", "can’t"]
)
def test_a_refusal_is_one_whatever_its_apostrophe(refusal):
    assert score(f"We {refusal} support the dam.", "diplomatic").tone == "NEG"
    assert score(f"We {refusal} accept the dam.", "diplomatic").tone == "NEG"
    assert score(f"We {refusal} support the dam.", "VADER").value == pytest.approx(-0.3089, abs=5e-5)


@pytest.mark.parametrize(
    "subject",
    ["Nobody", "No one", "No-one", "None of the islanders", "Neither side", "No country", "Nothing",
     "Neither Kasira nor Norvia", "No member state"],
)  # fmt: skip
def test_a_subject_that_nobody_is_in_negates(subject):
    for name in ("VADER", "diplomatic"):
        assert score(f"{subject} supports the dam.", name).tone == "NEG"


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("Nobody in the valley supported the constructive plan.", "NEG"),
        ("Nobody supports the dam, and Kasira welcomes the ferry and the trust behind it.", "MIX"),
        ("None of them opposes the friendly plan.", "POS"),
        ("Nobody doubts the friendship.", "POS"),
        ("Nothing overshadows the friendship.", "POS"),
        ("No country can accept interference.", "NEG"),
        ("Nobody can tolerate hegemony.", "NEG"),
        ("No country has the right to interfere.", "NEG"),
        ("Nobody answered to the islanders for the attack.", "NEG"),
        ("They do not and will not accept the dam.", "NEG"),
        ("Nobody accepts the dam.", "NEG"),
        ("Kasira won’t be able to support the dam.", "NEG"),
        ("We do not support the attack.", "NEG"),
        ("We should not support the attack.", "NEG"),
        ("The dam isn’t acceptable.", "NEG"),
        ("There is no plan.", "NEU"),
    ],
)
def test_what_a_denial_denies(text, tone):
    assert score(text, "diplomatic").tone == tone


def test_a_part_is_printed_as_it_stands():
    parts = score("We can’t accept it, nobody can.", "diplomatic").parts
    assert [(p.text, p.kind) for p in parts] == [("n’t accept", "oppose"), ("nobody", "denial")]
    assert parts[0].value == pytest.approx(-1 / 6)


def test_a_clause_ends_where_another_stand_begins():
    assert score("They condemn the attack and praise the rescue.", "diplomatic").tone == "MIX"
    assert score("They condemn the attack and the massacre.", "diplomatic").tone == "NEG"


def test_polarity_algebra_of_a_toy_lexicon(toy):
    """AFINN adds valences; quanteda.sentiment averages them over hits."""
    hits = [p.value * 5 for p in toy.score("good good not good bad").parts if p.kind != "negation"]
    assert hits == [1, 1, -1, -1]
    assert sum(hits) / len(hits) == 0
    assert toy.score("This is utterly excellent!").value == pytest.approx(1 / 4)
    assert toy.score("The test is not good").value == pytest.approx(-1 / 5)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("The Security Council met.", "The name name met."),
        ("They praised the Communist Party and peace.", "They praised the name name and peace."),
        ("novel coronavirus pneumonia", "name name name"),
        ('He named "Winter joy".', 'He named "Winter joy".'),
    ],
)
def test_names_and_idioms_are_hidden(text, hidden):
    assert hide_names(text) == hidden


def test_the_placeholder_means_nothing():
    assert all(score(lexicons.PLACEHOLDER, name).parts == () for name in LEXICONS)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no .classes.NAME. tables"),
        ("[classes.a]\nvalue = 'x'\nwords = 'b'", "value 'x'"),
        ("[classes.a]\nvalue = 1\neffect = 'swallow'\nwords = 'b'", "effect 'swallow'"),
        ("[classes.a]\nvalue = 1\nreach = 'far'\nwords = 'b'", "reach 'far'"),
        ("[classes.a]\nvalue = 1", "no words"),
        ("[classes.a]\nvalue = 1\nwords = 'b'\n[classes.c]\nvalue = 1\nwords = 'b'", "stands in a and c"),
        ("[classes", "can't be read"),
    ],
)
def test_a_faulty_lexicon_says_where(tmp_path, text, message):
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(ReadoutError, match=message):
        lexicons.lexicon(path)


def test_every_class_gives_its_reason():
    assert all(each.reason for each in lexicons.lexicon().classes)
