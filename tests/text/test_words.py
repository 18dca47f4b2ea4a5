import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.tokenize import WhitespaceTokenizer, WordPunctTokenizer

from readout.resources import stop_words
from readout.text import words


@pytest.mark.parametrize(
    ("rule", "counted"),
    [
        ("A", "China's|win-win|I|said|US100|bn"),
        ("B", "China|win|win|said|US100|bn"),
        ("C", "China's|win|win|I|said|US|bn"),
        ("W", "China's|win-win,|I|said:|US100|bn."),
        ("Treebank", "China|'s|win-win|,|I|said|:|US100|bn|."),
        ("word-punct", "China|'|s|win|-|win|,|I|said|:|US100|bn|."),
    ],
)
def test_each_rule_on_a_sentence_cut_by_hand(rule, counted):
    sentence = "China's win-win, I said: US100 bn."
    assert [sentence[a:b] for a, b in words.spans(sentence, rule=rule)] == counted.split("|")
    assert words.count(sentence, rule=rule) == counted.count("|") + 1


@given(st.text(st.sampled_from("Ab1_'’-. ,“\n\u00a0é")))
def test_rules_that_are_nltks_are_still_its(text):
    assert list(WhitespaceTokenizer().span_tokenize(text)) == words.spans(text, rule="W")
    assert list(WordPunctTokenizer().span_tokenize(text)) == words.spans(text, rule="word-punct")


def test_letters_of_every_script_are_words():
    assert words.count("Erdoğan, Łukasz and 習近平 met") == 5


def test_terms_fold_case_and_possessive_but_keep_acronyms():
    assert [words.term(w) for w in ("Russia's", "US", "us", "US's", "BRICS", "I", "Win-Win", "It’s")] == [
        "russia", "US", "us", "US", "BRICS", "i", "win-win", "it",
    ]  # fmt: skip


def test_stop_list_protects_states_bodies_and_content():
    assert not {"un", "US", "system", "two", "five", "willing", "world", "states"} & stop_words()
    assert len(stop_words()) == 130


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("The U.S. and the US and the U. S. side", ["US", "US", "US"]),
        ("a visit to the U.N. and the UN", ["UN", "UN"]),
        ("E.U. sanctions, EU sanctions", ["EU", "EU"]),
        ("the U.K.'s envoy, the U.K.’s envoy, UK's", ["UK", "UK", "UK"]),
        ("the D.P.R.K. Foreign Ministry and the D. P. R. K.", ["DPRK", "DPRK"]),
        ("U.S. E.U. talks", ["US", "EU"]),
        ("the O.A.S. Council met the B.T.X. members", ["OAS", "BTX"]),
        ("They will meet in the U.S.", ["US"]),
        ("the U.S president", ["US"]),
        ("J. F. Lund and J.F. Lund, D.C. Orlo, A.B. de Sol, R.K.N. Vasu, K. U. S. Rao", []),
        ("Plan B. Us, they told us", []),
        ("H.E. President Ana Sol, H.E. al-Vasu, J.F. al-Orlo, H.R.H. of Velmora", []),
    ],
)
def test_an_acronym_is_one_term_however_it_is_printed(text, terms):
    found = [words.term(text[a:b]) for a, b in words.spans(text)]
    assert [term for term in found if len(term) > 1 and term.isupper()] == terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("U.S.-Meridia ties", ["us-meridia", "ties"]),
        ("Meridia-U.S. ties", ["meridia-us", "ties"]),
        ("non-U.S. goods", ["non-us", "goods"]),
        ("people‑to‑people and people-to-people", ["people-to-people", "and", "people-to-people"]),
        ("can’t canʼt can't can`t", ["can't"] * 4),
        ("Meridiaʼs and Meridia`s", ["meridia", "and", "meridia"]),
    ],
)
def test_marks_inside_a_word_do_not_change_its_term(text, terms):
    assert [words.term(text[a:b]) for a, b in words.spans(text)] == terms
