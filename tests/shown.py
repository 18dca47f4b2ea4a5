"""All that notebooks 01 to 06 show of a readout, for tests that hold of every picture and every sentence."""

from readout.exhibits import contexts as of_contexts
from readout.exhibits import sentiment as of_tone
from readout.exhibits import share as of_share
from readout.exhibits import stance as of_stance
from readout.exhibits import terms as of_terms
from readout.exhibits import topics as of_topics
from readout.measures import codebook, contexts, lexicons, sentiment, share, stance, terms, topics

BOOK = codebook.codebook()
FEW_TRIALS = 100


def exhibits_of(found):
    """The figures by the noun of their files."""
    given = _shares(found) | _terms(found) | _contexts(found) | _topics(found) | _tone(found) | _stance(found)
    return {name.replace("_", "-"): exhibit for name, exhibit in given.items()}


def findings_of(found):
    """The computed sentences between the figures."""
    return [*_share_findings(found), *_term_findings(found), *_topic_findings(found), *_tone_findings(found)]


def _shares(found):
    shares, sentences, rules = share.by_voice(found), share.ribbon(found), share.counting_rules(found)
    lengths, gap = share.sentence_lengths(found), share.length_gap(found)
    return {
        "attribution_ribbon": of_share.attribution_ribbon(found, sentences, shares),
        "speaker_share": of_share.speaker_share(found, shares.join(share.spread(rules)), rules),
        "attribution_rules": of_share.attribution_rules(found, share.attribution_rules(found)),
        "sentence_length": of_share.sentence_length(found, sentences, lengths, gap),
    }


def _terms(found):
    sides = terms.sides(found)
    key, names = terms.compare(sides, resamples=FEW_TRIALS), list(sides)
    return {
        "term_rates": of_terms.term_rates(found, terms.rates(sides)),
        "term_ranks": of_terms.term_ranks(found, terms.ranks(found, top=15)),
        "keyness": of_terms.keyness(found, key, names),
        "log_ratios": of_terms.log_ratios(found, terms.largest_differences(sides, key), names),
    }


def _contexts(found):
    spread = contexts.widest_and_narrowest(contexts.dispersion(found))
    wanted = list(dict.fromkeys([*spread, "bridge", "is * to"]))
    hits, table = contexts.positions(found, wanted), contexts.dispersion(found, wanted)
    return {
        "dispersion": of_contexts.dispersion(found, hits, table, share.ribbon(found)),
        "collocations": of_contexts.collocations(found, contexts.collocations(found)),
        "echo": of_contexts.echo(found, contexts.echo(found)),
    }


def _topics(found):
    basis, coding = topics.best_coding(found, BOOK)
    groups = topics.grouped(coding, BOOK.groups)
    weights = topics.speaker_weights(groups, list(dict.fromkeys(BOOK.groups.values())), found.speakers)
    hand = coding if basis == "hand codes" else None
    validity, runs = topics.validity(found, BOOK, hand), topics.models(found, hand, starts=3)
    methods = topics.methods(validity, topics.stability(runs))
    by_paragraph, voices = topics.by_paragraph(coding, BOOK.codes), topics.paragraph_voices(coding)
    return {
        "topic_map": of_topics.topic_map(found, by_paragraph, voices, BOOK, basis),
        "topic_weights": of_topics.topic_weights(found, weights, basis),
        "topic_methods": of_topics.topic_methods(found, methods, validity),
        "model_starts": of_topics.model_starts(found, runs),
    }


def _tone(found):
    codes = sentiment.hand_tones(found)
    strip = sentiment.in_order(sentiment.scores(found), codes)
    shifts = {name: sentiment.drivers(found, name) for name in lexicons.LEXICONS}
    confusion, validity = sentiment.confusion(found, codes), sentiment.validity(found, codes)
    return {
        "sentence_strip": of_tone.sentence_strip(found, strip),
        "difference_forest": of_tone.difference_forest(found, sentiment.forks(found)),
        "driver_words": of_tone.driver_words(found, shifts),
        "validation_matrix": of_tone.validation_matrix(found, confusion, validity),
    }


def _stance(found):
    coded = stance.best_coding(found)
    return {
        "demands_commitments": of_stance.demands_commitments(found, stance.demands(found, coded), coded),
        "modal_senses": of_stance.modal_senses(found, stance.sense_rates(found, coded), coded),
        "positions": of_stance.positions(found, coded),
    }


def _share_findings(found):
    shares, sentences, rules = share.by_voice(found), share.ribbon(found), share.counting_rules(found)
    return [
        of_share.shares(shares),
        of_share.positions(sentences),
        of_share.openings(sentences),
        of_share.two_way(rules),
        of_share.extremes(rules),
        of_share.assigned(share.attribution_rules(found)),
        of_share.length_gap(share.sentence_lengths(found), share.length_gap(found)),
    ]


def _term_findings(found):
    sides = terms.sides(found)
    lines, similar = contexts.kwic(found, "bridge"), contexts.similar(found, "bridge")
    return [
        of_terms.contrasts(terms.contrasts(sides), list(sides)),
        of_terms.top_terms(terms.frequency(found), found.speakers),
        of_terms.survivors(terms.compare(sides, resamples=FEW_TRIALS)),
        of_terms.stop_lists(terms.stop_lists(found)),
        of_contexts.lines(lines, "bridge", similar),
        of_contexts.shared_phrases(contexts.shared_phrases(found)),
        of_contexts.diversity(contexts.diversity(found)),
        of_contexts.spread_of(contexts.dispersion(found)),
    ]


def _topic_findings(found):
    basis, coding = topics.best_coding(found, BOOK)
    tables, groups = topics.all_weights(found, BOOK, coding), topics.grouped(coding, BOOK.groups)
    weights = topics.speaker_weights(groups, list(dict.fromkeys(BOOK.groups.values())), found.speakers)
    pair = {name: topics.one_sided(coding, name, found.speakers[:2]) for name in found.speakers[:2]}
    return [
        of_topics.largest(tables["fractional"], BOOK.titles, found.speakers, basis),
        of_topics.weightings(tables, BOOK.titles, found.speakers),
        of_topics.only_one(pair, BOOK.titles),
        of_topics.undecided(weights),
    ]


def _tone_findings(found):
    codes, second, people = sentiment.hand_tones(found), sentiment.second_codes(found), found.speakers
    coded = stance.best_coding(found)
    return [
        of_tone.verdict(sentiment.forks(found), people),
        of_tone.validity(sentiment.validity(found, codes)),
        of_tone.invented(sentiment.validity_on_invented()),
        of_tone.coders(codes, second, 0.9),
        of_tone.coverage(sentiment.coverage(found)),
        of_tone.lengths(sentiment.lengths(sentiment.scores(found))),
        of_stance.demands_against_commitments(stance.demands(found, coded), people),
        of_stance.will(coded, people),
        of_stance.opponents(coded, people),
        of_stance.intensity(stance.intensity(found), people),
        of_stance.validity(stance.validity(found)),
    ]
