"""Every exhibit and every computed sentence that the notebooks make of a readout, a function a notebook.

A new exhibit is entered here once, under the noun of its file; `test_exhibits.py` then checks it.
"""

from typing import NamedTuple

from matplotlib.figure import Figure

from readout.document import Readout
from readout.exhibits import (
    card,
    contexts,
    export,
    naming,
    prose,
    robustness,
    sentiment,
    share,
    stance,
    terms,
    topics,
)
from readout.exhibits.export import Exhibit
from readout.measures import codebook, deliverables, lexicons, register
from readout.measures import contexts as contexts_measure
from readout.measures import naming as naming_measure
from readout.measures import robustness as robustness_measure
from readout.measures import sentiment as sentiment_measure
from readout.measures import share as share_measure
from readout.measures import stance as stance_measure
from readout.measures import terms as terms_measure
from readout.measures import topics as topics_measure

BOOK = codebook.codebook()
# Enough for a figure; the notebooks take more.
_RESAMPLES, _STARTS = 100, 3


class Made(NamedTuple):
    """What a notebook makes of a readout: figures by the noun of their file, and computed sentences."""

    exhibits: dict[str, Exhibit]
    findings: list[str]


def made_of(found: Readout) -> Made:
    """What all notebooks make of a readout."""
    parts = [make(found) for make in NOTEBOOKS]
    exhibits = {noun: exhibit for part in parts for noun, exhibit in part.exhibits.items()}
    return Made(exhibits, [finding for part in parts for finding in part.findings])


def figures(made: Made) -> dict[str, Figure]:
    """The pictures by the noun of their file, laid out as they are exported."""
    for exhibit in made.exhibits.values():
        export.settle(exhibit.figure)
    return {noun: exhibit.figure for noun, exhibit in made.exhibits.items()}


def of_card(found: Readout) -> Made:
    page = card.first_page(card.facts(found))
    return Made({"readout_card": card.readout_card(found, page)}, [])


def of_share(found: Readout) -> Made:
    shares, sentences = share_measure.by_voice(found), share_measure.ribbon(found)
    rules, simple = share_measure.counting_rules(found), share_measure.attribution_rules(found)
    lengths, gap = share_measure.sentence_lengths(found), share_measure.length_gap(found)
    ranges = shares.join(share_measure.spread(rules)).join(share_measure.doubt_range(found))
    return Made(
        {
            "attribution_ribbon": share.attribution_ribbon(found, sentences, shares),
            "speaker_share": share.speaker_share(found, ranges, rules),
            "attribution_rules": share.attribution_rules(found, simple),
            "sentence_length": share.sentence_length(found, sentences, lengths, gap),
        },
        [
            share.answer(found),
            share.shares(shares),
            share.positions(sentences),
            share.openings(sentences),
            share.accuracy(share_measure.accuracy()),
            share.doubts(share_measure.by_doubt(found)),
            share.at_worst(ranges),
            share.two_way(rules),
            share.extremes(rules),
            share.assigned(simple),
            share.length_gap(lengths, gap),
            share.without_frames(shares, share_measure.by_voice(found, frames=False)),
        ],
    )


def of_terms(found: Readout) -> Made:
    sides = terms_measure.sides(found)
    key, names = terms_measure.compare(sides, resamples=_RESAMPLES), list(sides)
    differences, counts = terms_measure.largest_differences(sides, key), terms_measure.frequency(found)
    rates = terms_measure.rates(sides)
    return Made(
        {
            "term_rates": terms.term_rates(found, rates, terms_measure.widening(sides, rates)),
            "term_ranks": terms.term_ranks(found, terms_measure.ranks(found, top=15)),
            "keyness": terms.keyness(found, key, names),
            "log_ratios": terms.log_ratios(found, differences, names),
        },
        [
            terms.answer(found),
            terms.top_terms(found, counts),
            terms.differing(terms_measure.as_printed(found, key)),
            terms.one_sided(found, terms_measure.one_sided(sides, resamples=_RESAMPLES)),
            terms.contrasts(terms_measure.contrasts(sides), names),
            terms.stop_lists(found, terms_measure.stop_lists(found)),
            terms.first_places(found, counts, terms_measure.frequency(found, plurals=True)),
        ],
    )


def of_contexts(found: Readout) -> Made:
    every = contexts_measure.dispersion(found)
    wanted = list(dict.fromkeys([*contexts_measure.widest_and_narrowest(every), "bridge", "is * to"]))
    hits, dispersion = contexts_measure.positions(found, wanted), contexts_measure.dispersion(found, wanted)
    echo, lines = contexts_measure.echo(found), contexts_measure.kwic(found, "bridge")
    order = contexts_measure.agenda_order(found, contexts_measure.agenda(found))
    basis, coding = topics_measure.best_coding(found, BOOK)
    by_topic = contexts_measure.topic_order(found, coding)
    return Made(
        {
            "dispersion": contexts.dispersion(found, hits, dispersion, share_measure.ribbon(found)),
            "collocations": contexts.collocations(found, contexts_measure.collocations(found)),
            "echo": contexts.echo(found, echo),
        },
        [
            contexts.answer(found),
            contexts.lines(lines, "bridge", contexts_measure.similar(found, "bridge")),
            contexts.before(contexts_measure.before(lines), "bridge", len(lines)),
            contexts.shared_wording(echo, contexts_measure.echo(found, names=False)),
            contexts.shared_phrases(contexts_measure.shared_phrases(found)),
            contexts.agenda(order, by_topic, prose.by(found, "topics", basis)),
            contexts.diversity(contexts_measure.diversity(found)),
            contexts.spread_of(every),
        ],
    )


def of_topics(found: Readout) -> Made:
    source, coding = topics_measure.best_coding(found, BOOK)
    whose, second = topics.basis(found, source, coding), topics_measure.second_coding(found, BOOK)
    by_paragraph = topics_measure.by_paragraph(coding, BOOK.codes)
    voices = topics_measure.paragraph_voices(coding)
    tables, people = topics_measure.all_weights(found, BOOK, coding), found.speakers[:2]
    ranked = topics_measure.rankable(coding, people)
    groups, names = topics_measure.grouped(coding, BOOK.groups), list(dict.fromkeys(BOOK.groups.values()))
    weights = topics_measure.speaker_weights(groups, names, people)
    apart = topics_measure.differences(groups, names, people)
    hand = coding if source == "hand codes" else None
    validity = topics_measure.validity(found, BOOK, hand, second)
    differing = topics_measure.disagreements(found, coding, coding if second is None else second)
    listed = topics_measure.agreement_by_speaker(
        coding, topics_measure.by_dictionary(found, BOOK, carried=True), people
    )
    runs = topics_measure.models(found, hand, starts=_STARTS)
    methods = topics_measure.methods(validity, topics_measure.stability(runs))
    return Made(
        {
            "topic_map": topics.topic_map(found, by_paragraph, voices, BOOK, whose),
            "topic_weights": topics.topic_weights(found, weights, apart, whose),
            "topic_methods": topics.topic_methods(found, methods, validity),
            "model_starts": topics.model_starts(found, runs),
        },
        [
            topics.answer(found),
            topics.ranks(topics_measure.settled_ranks(topics_measure.ways(found, BOOK), ranked)),
            topics.weightings(tables, BOOK.titles, people),
            topics.clause_codes(topics_measure.clause_counts(found, BOOK, people)),
            topics.only_one(topics_measure.one_sided(coding, ranked), BOOK, ranked),
            topics.undecided({"by these codes": apart}),
            topics.coders(validity, differing),
            topics.moved(topics_measure.moved(coding, second, BOOK, people)),
            topics.word_list(found, validity, listed),
        ],
    )


def of_sentiment(found: Readout) -> Made:
    codes, second = sentiment_measure.hand_tones(found), sentiment_measure.second_codes(found)
    basis, tones = sentiment_measure.best_tones(found)
    counts = sentiment_measure.by_tone(tones, found.voices)
    scored, forks = sentiment_measure.scores(found), sentiment_measure.forks(found)
    means = sentiment_measure.means(scored, found)
    differences = sentiment_measure.differences(scored, found.speakers)
    validity = sentiment_measure.validity(found, codes)
    shifts = {name: sentiment_measure.drivers(found, name) for name in lexicons.LEXICONS}
    lowest = sentiment_measure.extremes(scored, "VADER").iloc[0]
    return Made(
        {
            "reader_tones": sentiment.reader_tones(found, counts, basis),
            "sentence_strip": sentiment.sentence_strip(found, sentiment_measure.in_order(scored, codes)),
            "difference_forest": sentiment.difference_forest(found, forks),
            "driver_words": sentiment.driver_words(found, shifts),
            "validation_matrix": sentiment.validation_matrix(
                found, sentiment_measure.confusion(found, codes), validity
            ),
        },
        [
            sentiment.answer(found),
            sentiment.tones_found(found, counts, basis),
            sentiment.stretches(sentiment_measure.stretches(tones, found.speakers)),
            sentiment.verdict(forks, found.speakers),
            sentiment.intervals(means, differences),
            sentiment.validity(validity),
            sentiment.measured(sentiment_measure.measured()),
            sentiment.coders(sentiment_measure.disagreements(codes, second, all_of_them=True), 0.9),
            sentiment.coverage(sentiment_measure.coverage(found)),
            sentiment.lengths(sentiment_measure.lengths(scored)),
            sentiment.worst_sentence(lowest, sentiment_measure.parts(found, "VADER"), tones, basis),
        ],
    )


def of_stance(found: Readout) -> Made:
    coded, people = stance_measure.best_coding(found), found.speakers
    demands, rates = stance_measure.demands(found, coded), stance_measure.sense_rates(found, coded)
    return Made(
        {
            "demands_commitments": stance.demands_commitments(found, demands, coded),
            "modal_senses": stance.modal_senses(found, rates, coded),
            "positions": stance.positions(found, coded),
        },
        [
            stance.answer(found),
            stance.fallen(found, coded),
            stance.readings(stance_measure.totals(demands, people), people),
            stance.supported(found, coded),
            stance.returning(stance_measure.returning_quotations(found)),
            stance.opposition(stance_measure.against_chance(found, coded), found, coded),
            stance.dated(deliverables.deliverables(found, coded)),
            stance.will(coded, people),
            stance.intensity(stance_measure.intensity(found), people),
            stance.validity(stance_measure.validity(found)),
        ],
    )


def of_naming(found: Readout) -> Made:
    people, introduced = found.speakers, naming_measure.introduced(found)
    order = naming_measure.own_first(found, naming_measure.orders(found))
    names = naming_measure.by_name(naming_measure.entities(found), people)
    rates = naming_measure.rates(found, names)
    only = {who: naming_measure.one_sided(names, who, people) for who in people[:2]}
    marks, sentences = naming_measure.marks(found), share_measure.ribbon(found)
    return Made(
        {
            "reporting_verbs": naming.reporting_verbs(found, marks, introduced, sentences),
            "name_order": naming.name_order(found, order),
            "entities": naming.entities(found, rates, only),
            "silences": naming.silences(found, naming_measure.silences(found)),
        },
        [
            naming.answer(found),
            naming.reporting(naming_measure.verbs(found), introduced),
            naming.address(naming_measure.by_pronoun(naming_measure.pronouns(found), people)),
            naming.counts_against_rates(rates),
            naming.disputed(naming_measure.by_value(naming_measure.contested(found))),
            naming.attendance(naming_measure.attended(found)),
        ],
    )


def of_robustness(found: Readout) -> Made:
    forks, entries = robustness_measure.specifications(found), register.register(found)
    verdicts = robustness_measure.verdicts(found, forks)
    return Made(
        {
            "artefacts": robustness.artefacts(found, entries, share_measure.ribbon(found)),
            "specification_curves": robustness.specification_curves(found, forks, verdicts),
        },
        [robustness.answer(found, verdicts), card.answer(found)],
    )


#: In the order of the notebooks.
NOTEBOOKS = (
    of_card,
    of_share,
    of_terms,
    of_contexts,
    of_topics,
    of_sentiment,
    of_stance,
    of_naming,
    of_robustness,
)
