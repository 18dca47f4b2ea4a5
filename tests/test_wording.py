import re

import pytest

import readout
from conftest import ROOT
from readout import (
    codebook,
    contexts,
    lexicons,
    sentiment,
    share,
    stance,
    terms,
    topics,
    wording,
)

LONG = readout.parse("A call\n\n" + "President Ana Sol said that the bridge is long. " * 12)
JOINT_ONLY = readout.parse("A call\n\nThe two leaders discussed the bridge. They agreed to meet again.")


def everything(found):
    """Every text that a notebook would show of a readout."""
    shares, sentences = share.by_voice(found), share.ribbon(found)
    rules = share.counting_rules(found)
    lengths, gap = share.sentence_lengths(found), share.length_gap(found)
    return [
        wording.ribbon(sentences, shares),
        wording.share_range(shares.join(share.spread(rules)), rules),
        wording.simple_rules(share.attribution_rules(found), sentences=len(sentences)),
        wording.sentence_length(lengths, gap),
        wording.Wording(wording.shares(shares), wording.positions(sentences), wording.openings(sentences)),
        wording.Wording(wording.two_way(rules), wording.length_gap(lengths, gap), wording.extremes(rules)),
        wording.Wording(wording.assigned(share.attribution_rules(found)), "-", "-"),
        *everything_of_terms(found),
        *everything_of_topics(found),
        *everything_of_tone(found),
        *everything_of_stance(found),
    ]


BOOK = codebook.codebook()


def everything_of_topics(found):
    basis, coding = topics.best_coding(found, BOOK)
    by_paragraph = topics.by_paragraph(coding, BOOK.codes)
    tables = topics.all_weights(found, BOOK, coding)
    groups = topics.grouped(coding, BOOK.groups)
    weights = topics.speaker_weights(groups, list(dict.fromkeys(BOOK.groups.values())), found.speakers)
    hand = coding if basis == "hand codes" else None
    validity, runs = topics.validity(found, BOOK, hand), topics.models(found, hand, starts=3)
    pair = {name: topics.one_sided(coding, name, found.speakers[:2]) for name in found.speakers[:2]}
    return [
        wording.heat(by_paragraph, basis),
        wording.weights(weights, basis),
        wording.methods(topics.methods(validity, topics.stability(runs)), validity),
        wording.starts(runs),
        wording.Wording(
            wording.largest(tables["fractional"], BOOK.titles, found.speakers, basis),
            wording.weightings(tables, BOOK.titles, found.speakers),
            wording.only_one(pair, BOOK.titles),
        ),
        wording.Wording(wording.undecided(weights), "-", "-"),
    ]


def everything_of_tone(found):
    codes, second, people = sentiment.hand_tones(found), sentiment.second_codes(found), found.speakers
    scored, forks = sentiment.scores(found), sentiment.forks(found)
    validity, confusion = sentiment.validity(found, codes), sentiment.confusion(found, codes)
    shifts = {name: sentiment.drivers(found, name) for name in lexicons.LEXICONS}
    return [
        wording.strip(sentiment.in_order(scored, codes)),
        wording.forest(forks, people),
        wording.drivers(shifts, people),
        wording.matrix(confusion, validity),
        wording.Wording(
            wording.verdict(forks, people),
            wording.tone_validity(validity),
            wording.invented(sentiment.validity_on_invented()),
        ),
        wording.Wording(
            wording.coders(codes, second, 0.9),
            wording.tone_coverage(sentiment.coverage(found)),
            wording.tone_lengths(sentiment.lengths(scored)),
        ),
    ]


def everything_of_stance(found):
    coded, people = stance.best_coding(found), found.speakers
    counts, rates = stance.demands(found, coded), stance.sense_rates(found, coded)
    return [
        wording.demands(counts, people, coded.source),
        wording.senses(rates, coded, people),
        wording.stances(coded, people),
        wording.Wording(
            wording.demands_against_commitments(counts, people),
            wording.will(coded, people),
            wording.unnamed(coded, people),
        ),
        wording.Wording(
            wording.intensity(stance.intensity(found), people),
            wording.stance_validity(stance.validity(found)),
            "-",
        ),
    ]


def everything_of_terms(found):
    sides = terms.sides(found)
    key = terms.compare(sides, resamples=100)
    differences, ranks = terms.largest_differences(sides, key), terms.ranks(found)
    pairs, dispersion = contexts.collocations(found), contexts.dispersion(found)
    lines = contexts.kwic(found, "bridge")
    names = list(sides)
    return [
        wording.rates(terms.rates(sides)),
        wording.ranks(ranks),
        wording.keyness(key, names),
        wording.log_ratios(differences, names),
        wording.barcode(dispersion),
        wording.collocations(pairs, len(pairs)),
        wording.echo(contexts.echo(found)),
        wording.Wording(
            wording.contrasts(terms.contrasts(sides), names),
            wording.top_terms(terms.frequency(found), found.speakers),
            wording.survivors(key),
        ),
        wording.Wording(
            wording.lines(lines, "bridge", contexts.similar(found, "bridge")),
            wording.shared_phrases(contexts.shared_phrases(found)),
            wording.diversity(contexts.diversity(found)),
        ),
        wording.Wording(wording.stop_lists(terms.stop_lists(found)), wording.spread_of(dispersion), "-"),
    ]


def test_findings_of_the_main_document(main):
    shares, sentences = share.by_voice(main), share.ribbon(main)
    assert wording.shares(shares) == (
        "Of the body's 2,118 words the readout gives Xi Jinping 76.4% (1,619), Vladimir Putin 20.2% (427), "
        "both sides together 1.9% (40) and the narrator 1.5% (32)."
    )
    assert "15 name their speaker; the other 57 (79%)" in wording.openings(sentences)
    assert "to Vladimir Putin after 78.0% (18.1)" in wording.positions(sentences)
    rules = share.counting_rules(main)
    assert "Xi Jinping is given 79.1% by words, 77.6 to 80.6% over the 22 ways" in wording.two_way(rules)
    assert "76.4%, by words A with frames counted" in wording.extremes(rules)
    assert "24.5 to 78.0% of the words, under this notebook's 76.4%" in wording.assigned(
        share.attribution_rules(main)
    )


@pytest.mark.parametrize("found", [LONG, JOINT_ONLY], ids=["one voice", "joint only"])
def test_every_text_can_be_worded_for_any_readout(found):
    for text in everything(found):
        for sentence in (text.title, text.caption, text.alt):
            assert sentence
            assert not re.search(r"nan|None|inf\b|\.0 (words|sentences)|\b1 (words|sentences)", sentence)


def test_nothing_says_that_somebody_said_something(main):
    for text in everything(main):
        for sentence in (text.title, text.caption, text.alt):
            assert not re.search(r"\b(said|says|told|spoke)\b", sentence)


def test_alternative_texts_are_short_enough_to_be_heard(main):
    assert all(
        len(text.alt.split()) <= 50 for text in [*everything(main)[:4], *everything_of_terms(main)[:7]]
    )


def test_titles_fit_on_two_lines_of_their_figure(main):
    assert all(
        len(text.title) <= 2 * 84
        for text in [
            *everything(main)[:4],
            *everything_of_terms(main)[:7],
            *everything_of_topics(main)[:4],
            *everything_of_tone(main)[:4],
            *everything_of_stance(main)[:3],
        ]
    )


def test_findings_about_terms_of_the_main_document(main):
    sides = terms.sides(main)
    names = list(sides)
    assert wording.top_terms(terms.frequency(main), main.speakers) == (
        "Most frequent apart from stop words: in what is given to Xi Jinping “cooperation” (28), "
        "“china” (21) and “russia” (17); in what is given to Vladimir Putin “china” (10), "
        "“russia” (9) and “international” (8)."
    )
    key = terms.compare(sides)
    assert "whole vocabulary: the largest is “an” (1 to 5)" in wording.survivors(key)
    assert "differ as much in 23% of 10,000 trials" in wording.survivors(key)
    assert wording.keyness(key, names).title.startswith("No term sets the two sides apart")
    found = wording.contrasts(terms.contrasts(sides), names)
    assert "6 questions fixed beforehand. Below 0.05: opposition (Xi Jinping 2 of 58" in found
    assert "p = 0.011" in found
    assert "the level is 0.0083, which none of them reach." in found
    assert (
        "obligation, 0 of 14 in what is given to Vladimir Putin: compatible with a rate of up to 19.3%"
        in found
    )
    passages = wording.shared_phrases(contexts.shared_phrases(main))
    assert "“to interfere in the internal affairs of” (7 words; 18.13 and 14.2)" in passages
    assert "Xi Jinping has the more varied vocabulary" in wording.diversity(contexts.diversity(main))
    assert "names another" in wording.diversity(contexts.diversity(main))


def test_a_word_that_does_not_occur_is_said_not_to():
    lines = contexts.kwic(LONG, "brigde")
    assert wording.lines(lines, "brigde", contexts.similar(LONG, "brigde")) == (
        "“brigde” does not occur in the body. Spelt alike: “bridge”."
    )


def test_what_survives_is_named():
    text = "A call\n\n" + "President Ana Sol said that the river is wide. " * 30
    found = readout.parse(text + "\n\n" + "President Bo Lund said that a bridge is long. " * 30)
    key = terms.compare(terms.sides(found), resamples=500)
    assert "survive" in wording.survivors(key)
    assert "“river” (30 to 0)" in wording.survivors(key)
    assert "survive a look at the whole vocabulary" in wording.keyness(key, ["Ana Sol", "Bo Lund"]).title


def test_findings_about_tone_of_the_main_document(main):
    forks = sentiment.forks(main)
    assert wording.verdict(forks, main.speakers) == (
        "Every interval holds zero and the sign is not stable (what is given to Xi Jinping higher in 8 of 20 "
        "ways of scoring): whether the tones differ, these lexicons cannot tell."
    )
    validity = wording.tone_validity(sentiment.validity(main, sentiment.hand_tones(main)))
    assert "VADER 0.11, TextBlob 0.26 and diplomatic 0.61" in validity
    assert "that holds for VADER, TextBlob and diplomatic" in validity
    assert "a kappa of 0.67, VADER 0.45 (+0.22)" in wording.invented(sentiment.validity_on_invented())
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "its kappa is 0.67 against VADER's 0.45" in readme
    assert "tone twice (73 of 77 sentences alike)" in readme


def test_findings_about_stance_of_the_main_document(main):
    coded = stance.by_hand(main)
    found = wording.demands_against_commitments(stance.demands(main, coded), main.speakers)
    assert "what is given to Xi Jinping holds 12 demands and 10 commitments (13 and 11 with" in found
    assert "what is given to Vladimir Putin holds 0 demands and 4 commitments (0 and 6 with" in found
    assert wording.will(coded, main.speakers) == (
        "“Will” by sense: Xi Jinping 10 (7 scheduled, 2 predicted and 1 intended); "
        "Vladimir Putin 2 (1 intended and 1 predicted)."
    )
