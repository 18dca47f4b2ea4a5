import numpy as np
import pandas as pd
import pytest
from nltk.collocations import BigramCollocationFinder
from nltk.metrics import BigramAssocMeasures
from nltk.text import Text

import readout
from readout.errors import ReadoutError
from readout.exhibits import contexts as exhibits
from readout.measures import codebook, contexts, terms, topics
from readout.text.tokens import stretches

XI, PUTIN = "Xi Jinping", "Vladimir Putin"
ONE_VOICE = readout.parse("A call\n\nPresident Ana Sol said that the bridge is long. It is wet.")


def shown(lines):
    return [" | ".join(row) for row in lines[["left", "hit", "right"]].values.tolist()]


# --- lines ---------------------------------------------------------------------------------------


def test_every_hit_is_a_line_with_its_place_and_voice(main):
    lines = contexts.kwic(main, "cooperation")
    assert len(lines) == (main.tokens["body"] & (main.tokens["term"] == "cooperation")).sum() == 38
    assert lines["frame"].sum() == 3
    assert [main.text[at : at + 11].lower() for at in lines["start"]] == ["cooperation"] * 38
    sentences = main.sentences.set_index(main.places.to_numpy())
    for line in lines.itertuples():
        row = sentences.loc[line.place]
        assert row["speaker"] == line.speaker
        assert row["start"] <= line.start < row["end"]


def test_a_line_is_the_text_around_its_hit(call):
    (line,) = shown(contexts.kwic(call, "river", width=3))
    assert line == "countries share a | river | . The two sides"
    (line,) = shown(contexts.kwic(call, "autumn"))
    assert line == "agreed to meet in the | autumn | ."


def test_phrases_patterns_acronyms_and_possessives(main):
    assert len(contexts.kwic(main, "the two sides should")) == 5
    assert set(contexts.kwic(main, "China is willing to")["speaker"]) == {XI}
    assert len(contexts.kwic(main, "Russia is willing to")) == 3
    assert contexts.kwic(main, "US")["hit"].tolist() == ["US"]
    assert "us" not in contexts.kwic(main, "us")["hit"].tolist()
    assert contexts.kwic(main, "oppos*")["hit"].str.lower().unique().tolist() == [
        "opposed",
        "oppose",
        "opposite",
    ]
    assert "Russia's" in contexts.kwic(main, "russia")["hit"].tolist()


def test_a_phrase_does_not_cross_punctuation(main):
    assert contexts.kwic(main, "friendship and cooperation")["place"].tolist() == ["5.4", "18.2"]
    assert "18.2" not in contexts.kwic(main, "China and Russia")["place"].tolist()


def test_lines_are_sorted_by_what_surrounds_them(main):
    right = contexts.kwic(main, "cooperation", order="right")
    nexts = [line.split()[0].strip('.,";').lower() if line else "" for line in right["right"]]
    after = [word for word in nexts if word.isalpha()]
    assert after == sorted(after)
    left = contexts.kwic(main, "cooperation", order="left")
    before = [line.split()[-1].lower() for line in left["left"] if line]
    assert before == sorted(before)
    assert sorted(left["start"]) == contexts.kwic(main, "cooperation")["start"].tolist()


def test_lines_are_filtered_by_what_surrounds_them(main):
    energy = contexts.kwic(main, "cooperation", left="energy")
    assert 0 < len(energy) < 38
    assert all("energy" in line.lower() for line in energy["left"])
    assert set(contexts.kwic(main, "cooperation", speaker=PUTIN)["speaker"]) == {PUTIN}
    assert all("russia" in line.lower() for line in contexts.kwic(main, "with", right="russia*")["right"])


def test_brackets_in_a_pattern_are_letters(call):
    assert contexts.kwic(call, "[a-z]*").empty


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"term": "  "}, "no word to look for"),
        ({"term": "..."}, "no word to look for"),
        ({"term": "bridge", "order": "size"}, "no such order; use one of place, left"),
        ({"term": "bridge", "speaker": "Nobody"}, "Ana Sol"),
        ({"term": "bridge", "left": "two words"}, "one word is looked for"),
    ],
)
def test_what_can_not_be_looked_for_is_refused_with_advice(call, arguments, message):
    with pytest.raises(ReadoutError, match=message):
        contexts.kwic(call, **arguments)


def test_no_hit_gives_an_empty_table_and_words_spelt_alike(main):
    assert contexts.kwic(main, "cooperate").empty
    assert contexts.similar(main, "cooperate")[0] == "cooperation"
    assert contexts.similar(main, "xylophone") == []


def test_hits_are_those_that_nltk_finds(main):
    """The same words, as NLTK's concordance sees them; it does not know voices, places or frames."""
    body = main.tokens[main.tokens["body"]]
    theirs = Text(body["term"].tolist()).concordance_list("international", lines=1000)
    ours = contexts.positions(main, ["international"])
    assert [hit.offset for hit in theirs] == ours["word"].tolist()


# --- dispersion ----------------------------------------------------------------------------------

DISPERSION = {
    "cooperation": (0.41, 11),
    "china": (0.22, 13),
    "russia": (0.24, 13),
    "international": (0.48, 9),
}


def test_dispersion_on_the_main_document(main):
    """Published in the project's methods, 2.5; nothing else has as many hits as there are paragraphs."""
    table = contexts.dispersion(main).set_index("term")
    assert set(table.index[table["dp"].notna()]) == set(DISPERSION)
    for term, (dp, paragraphs) in DISPERSION.items():
        assert table.loc[term, ["dp", "paragraphs", "parts"]].round(2).tolist() == [dp, paragraphs, 19]
    local = table.loc[["BRICS", "energy", "democracy", "global"], ["count", "paragraphs"]]
    assert local.values.tolist() == [[8, 2], [6, 2], [6, 3], [7, 3]]


def test_positions_are_those_of_the_lines(main):
    table = contexts.positions(main, ["oppose", "cooperation"])
    for term in ("oppose", "cooperation"):
        mine, lines = table[table["term"] == term], contexts.kwic(main, term)
        assert mine[["place", "speaker"]].values.tolist() == lines[["place", "speaker"]].values.tolist()
    body = main.tokens[main.tokens["body"]]["term"].tolist()
    assert [body[at] for at in table["word"]] == table["term"].tolist()


# --- collocations --------------------------------------------------------------------------------

COLLOCATIONS = """
two sides 9, 6.67, 84.1, 13.36;
resolutely oppose 4, 8.67, 52.9, 13.83;
winter olympics 4, 8.67, 52.9, 13.83;
internal affairs 4, 8.41, 50.2, 13.68;
member states 3, 9.41, 45.1, 14.00;
true multilateralism 3, 8.99, 40.6, 13.78;
sino-russian relations 5, 6.31, 39.7, 12.74;
look forward 3, 8.41, 36.8, 13.42;
bilateral relations 4, 6.67, 34.9, 12.61;
various fields 3, 7.99, 32.3, 13.26;
next year 4, 6.48, 32.3, 12.68;
international community 4, 5.76, 28.3, 12.05;
cooperation organization 3, 5.86, 24.6, 11.34;
pragmatic cooperation 3, 5.86, 24.6, 11.34;
two years 3, 6.41, 24.4, 12.13;
regional issues 3, 6.53, 23.9, 12.50;
international fairness 3, 5.93, 22.3, 11.73;
global development 3, 5.86, 20.6, 12.13;
anti-epidemic cooperation 3, 5.45, 20.2, 11.30;
shanghai cooperation 3, 5.45, 20.2, 11.30;
two countries 4, 4.65, 19.9, 11.83;
BRICS countries 3, 5.60, 19.4, 11.94;
international relations 4, 4.35, 18.1, 11.64;
energy cooperation 3, 4.86, 16.4, 11.23;
strategic cooperation 3, 4.64, 15.2, 11.19;
strengthen cooperation 3, 4.28, 13.4, 11.13
"""


def test_collocations_of_the_main_document(main):
    """Published in the project's methods, 3.5: all 26, in order, with count, PMI, G2 and logDice."""
    found = [
        f"{row.first} {row.second} {row.count_}, {row.pmi:.2f}, {row.g2:.1f}, {row.log_dice:.2f}"
        for row in contexts.collocations(main).rename(columns={"count": "count_"}).itertuples()
    ]
    assert found == [" ".join(entry.split()) for entry in COLLOCATIONS.split(";")]


def test_scores_of_pairs_are_those_of_nltks_finder(main):
    """Each run of words without punctuation is a document of its own."""
    found = terms.counted(main)
    runs = found.groupby(stretches(main.text, found))["term"].agg(list)
    finder = BigramCollocationFinder.from_documents(runs)
    assert len(found) == finder.N
    pmi = dict(finder.score_ngrams(BigramAssocMeasures.pmi))
    g2 = dict(finder.score_ngrams(BigramAssocMeasures.likelihood_ratio))
    for row in contexts.collocations(main).itertuples():
        assert row.pmi == pytest.approx(pmi[row.first, row.second])
        assert row.g2 == pytest.approx(g2[row.first, row.second])


def test_pairs_cross_neither_punctuation_nor_stop_words():
    text = "the bridge, river and toll. Bridge of river. Bridge river. A bridge river. My bridge river"
    found = readout.parse(f"A call\n\nPresident Ana Sol said that {text}.")
    (pair,) = contexts.collocations(found).to_dict("records")
    assert (pair["first"], pair["second"], pair["count"]) == ("bridge", "river", 3)


# --- shared wording ------------------------------------------------------------------------------


def test_echo_of_the_main_document(main):
    """Published in the project's methods, 1.2.13."""
    table = contexts.echo(main)
    voice = table.query("kind == 'other voice'").set_index("n")
    assert set(voice["speaker"]) == {PUTIN}
    own = table.query("kind == 'own paragraph'").groupby("n")[["words", "shared"]].sum()
    baseline = own["shared"] / own["words"]
    assert (voice.loc[4, "words"], voice.loc[4, "share"]) == (424, pytest.approx(0.250, abs=5e-4))
    assert baseline[4] == pytest.approx(0.104, abs=5e-4)
    assert voice.loc[5, "share"] == pytest.approx(0.165, abs=5e-4)
    assert baseline[5] == pytest.approx(0.020, abs=5e-4)
    assert table.query("kind == 'own paragraph' and n == 4")["share"].max() == pytest.approx(0.275, abs=5e-4)


def test_passages_as_long_as_the_second_persons_words_repeat_less(main):
    """Published in the project's methods, second part, 1.3: 5 to 13 % of blocks of at least 400 words."""
    blocks = contexts.echo(main, lengths=[4]).query("kind == 'own block'")
    assert blocks["words"].min() >= 424
    assert (blocks["share"].min(), blocks["share"].max()) == pytest.approx((0.053, 0.118), abs=5e-4)


@pytest.mark.parametrize(("words", "blocks"), [(7, [8, 7, 13, 9]), (21, [])])
def test_blocks_are_paragraphs_in_a_row_and_leave_something_over(words, blocks):
    """Sol has paragraphs of 5, 3, 4 and 9 words: the first two, the next two, the last two, the last."""
    text = (
        "the river and the bridge are long and we will mend all of them in the summer with those of the city"
    )
    parts = [" ".join(text.split()[:size]) for size in (5, 3, 4, 9)]
    said = "".join(f"\n\nPresident Ana Sol said that {part}." for part in parts)
    other = " ".join(text.split()[:words])
    found = readout.parse(f"A call{said}\n\nPresident Bo Lund said that {other}.")
    table = contexts.echo(found, lengths=[4])
    assert table.loc[table["kind"] == "own block", "words"].tolist() == blocks


def test_names_can_be_left_out_of_shared_wording():
    """Counted by hand: "in the Isle of Wren" has a name inside, "we will build it" has none."""
    speech = "trade in the Isle of Wren is good. Now we will build it"
    found = readout.parse(
        f"A call\n\nPresident Ana Sol said that {speech}.\n\nPresident Bo Lund said that {speech}."
    )
    with_names = contexts.echo(found, lengths=[4]).iloc[0]
    without = contexts.echo(found, lengths=[4], names=False).iloc[0]
    assert (with_names["words"], with_names["shared"]) == (13, 13)
    assert (without["words"], without["shared"]) == (11, 5)  # "Now we will build it"


def test_without_names_the_main_documents_echo_stands_out_more(main):
    """The methods give 20.7 against 10.7 % by another list of names; here it is 22.6 against 9.0."""
    table = contexts.echo(main, lengths=[4], names=False)
    own = table.query("kind == 'own paragraph'")
    assert table["share"].iloc[0] == pytest.approx(0.226, abs=5e-4)
    assert own["shared"].sum() / own["words"].sum() == pytest.approx(0.090, abs=5e-4)


def test_shared_phrases_are_in_both_and_none_is_part_of_another(main):
    table = contexts.shared_phrases(main)
    assert table.loc[0, ["phrase", "words", "place", "elsewhere"]].tolist() == [
        "to interfere in the internal affairs of",
        7,
        "18.13",
        "14.2",
    ]
    for row in table.itertuples():
        lines = contexts.kwic(main, row.phrase)
        assert {PUTIN, XI} <= set(lines["speaker"])
        assert row.start in set(lines["start"])
        others = table.drop(index=row.Index)
        assert not ((others["start"] <= row.start) & (row.end <= others["end"])).any()


def test_the_marked_phrases_hold_the_words_that_the_echo_counts(main):
    phrases = contexts.shared_phrases(main)
    body = main.tokens[main.tokens["body"]]
    marked = np.zeros(len(body), dtype=bool)
    for row in phrases.itertuples():
        marked |= ((body["start"] >= row.start) & (body["end"] <= row.end)).to_numpy()
    assert marked.sum() == contexts.echo(main, lengths=[4])["shared"].iloc[0]


def test_copies_share_everything_and_strangers_nothing():
    text = "A call\n\nPresident Ana Sol said that {}.\n\nPresident Bo Lund said that {}."
    speech = " ".join(f"the word{i} of" for i in range(30))
    same = readout.parse(text.format(speech, speech))
    assert contexts.echo(same)["share"].iloc[0] == 1
    assert contexts.shared_phrases(same)["words"].tolist()[0] >= 50
    other = readout.parse(text.format(speech, "trade must grow and peace must hold"))
    assert contexts.echo(other)["share"].iloc[0] == 0
    assert contexts.shared_phrases(other).empty


def test_one_voice_shares_with_nobody():
    assert contexts.echo(ONE_VOICE).empty
    assert contexts.shared_phrases(ONE_VOICE).empty
    assert exhibits.facts(ONE_VOICE).empty


# --- the order of what is shared -------------------------------------------------------------------

WORDINGS = [f"{verb} every {noun} with" for verb, noun in zip(
    ("guard", "mend", "paint", "cross", "watch", "share", "close", "open", "count"),
    ("river", "bridge", "tower", "border", "forest", "harbour", "mine", "school", "island"), strict=True,
)]  # fmt: skip


def spoken(order, opening):
    return " ".join(f"{opening} {WORDINGS[i]} {ending}." for i, ending in order)


def talk(order):
    """Sol is given all wordings in order, Lund in the order wanted, each in other surroundings."""
    first = spoken([(i, f"care{i}") for i in range(9)], "We can")
    second = spoken([(i, f"speed{i}") for i in order], "They might")
    return readout.parse(
        f"A call\n\nPresident Ana Sol said that: {first}\n\nPresident Bo Lund said that: {second}"
    )


@pytest.mark.parametrize(
    ("order", "tau", "p"),
    [(range(9), 1, 1 / 9), (range(8, -1, -1), -1, 1), ([3, 4, 5, 6, 7, 8, 0, 1, 2], 0, None)],
)
def test_an_order_is_compared_as_kendall_does(order, tau, p):
    """Counted by hand: of 36 pairs of wordings 18 stand the other way round when three are put last."""
    found = talk(order)
    shared = contexts.agenda(found)
    assert shared["phrase"].tolist() == [WORDINGS[i] for i in order]
    assert shared["sentence"].tolist() == list(order)
    result = contexts.agenda_order(found, shared)
    assert (result.earlier, result.later, result.matches, result.turns) == ("Ana Sol", "Bo Lund", 9, 1)
    assert result.tau == pytest.approx(tau)
    assert p is None or result.p == pytest.approx(p)


def test_agenda_order_of_the_main_document(main):
    """Published in the project's methods, second part, 1.3: .57 over 18 passages, .58 over 10 topics."""
    result = contexts.agenda_order(main, contexts.agenda(main))
    assert (result.earlier, result.later, result.matches, result.turns) == (XI, PUTIN, 18, 1)
    assert result.tau == pytest.approx(0.57, abs=5e-3)
    assert result.p == pytest.approx(2 / 58)  # as large in two of the 58 positions, its own among them
    _, coding = topics.best_coding(main, codebook.codebook())
    by_topic = contexts.topic_order(main, coding)
    assert (by_topic.matches, by_topic.tau) == (10, pytest.approx(0.58, abs=5e-3))


def test_few_matches_tell_nothing_of_an_order():
    found = talk(range(7))
    assert np.isnan(contexts.agenda_order(found, contexts.agenda(found)).tau)
    assert contexts.agenda(ONE_VOICE).empty
    assert contexts.agenda_order(ONE_VOICE, contexts.agenda(ONE_VOICE)) is None
    assert contexts.topic_order(ONE_VOICE, pd.DataFrame()) is None


def test_topics_tell_no_order_where_most_words_are_uncoded(main):
    _, coding = topics.best_coding(main, codebook.codebook())
    few = coding.assign(code=coding["code"].where(coding["sentence"] % 3 == 0, codebook.UNCODED))
    assert np.isnan(contexts.topic_order(main, few).tau)


def test_who_takes_turns_is_counted():
    part = "\n\nPresident Ana Sol said that it is long.\n\nPresident Bo Lund said that it is short."
    found = readout.parse("A call" + part * 3)
    assert contexts.agenda_order(found, contexts.agenda(found)).turns == 5


# --- variety -------------------------------------------------------------------------------------


def test_diversity_at_equal_length_on_the_main_document(main):
    """Published in the project's methods, 2.2: the plain ratio and the comparable ones disagree."""
    table = contexts.diversity(main).set_index("speaker")
    assert table["ttr"].round(3).tolist() == [0.354, 0.488]
    assert table.loc[XI, ["window", "ttr_in_window", "lowest", "highest"]].round(3).tolist() == [
        424,
        0.529,
        0.502,
        0.550,
    ]
    assert table["mattr"].round(3).tolist() == [0.687, 0.675]


def test_too_few_words_for_any_measure_of_variety():
    assert contexts.diversity(ONE_VOICE).empty


def test_most_frequent_terms_are_those_of_the_tables(main):
    counts = terms.frequency(main).groupby("term")["count"].sum()
    assert counts[contexts.most_frequent(main, 5)].tolist() == sorted(counts, reverse=True)[:5]


TALKS = readout.parse("""Orlec Meets Marlow

Premier Tessa Marlow of Velmora met Prime Minister Davin Orlec of Sorath.

Premier Marlow said that the U.S. and the US told us of the U. S. plan and of U.S.-led talks at the U.N. base.
She stressed that people-to-people ties, people‑to‑people visits and people to people contacts grew. The
one-Isle principle, the one Isle principle and the one–Isle principle are one. We go people, to people.
""")


@pytest.mark.parametrize("query", ["US", "U.S.", "U. S.", "u.s.", "U.S"])
def test_every_form_of_an_acronym_is_found_by_every_form(query):
    assert contexts.kwic(TALKS, query)["hit"].tolist() == ["U.S.", "US", "U. S."]


def test_a_pronoun_is_no_state():
    assert contexts.kwic(TALKS, "us")["hit"].tolist() == ["us"]


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("people to people", ["people-to-people", "people‑to‑people", "people to people"]),
        ("people-to-people", ["people-to-people", "people‑to‑people", "people to people"]),
        ("People–to–people contacts", ["people to people contacts"]),
        ("one-Isle principle", ["one-Isle principle", "one Isle principle", "one–Isle principle"]),
        ("one Isle principle", ["one-Isle principle", "one Isle principle", "one–Isle principle"]),
        ("Isle principle", ["Isle principle", "Isle principle"]),
        ("U.S.-led talks", ["U.S.-led talks"]),
        ("US led talk*", ["U.S.-led talks"]),
        ("to people", ["to people"] * 2),
    ],
)
def test_a_hyphen_is_as_good_as_a_blank(query, hits):
    assert contexts.kwic(TALKS, query)["hit"].tolist() == hits
    assert contexts.dispersion(TALKS, [query])["count"].tolist() == [len(hits)]


def test_terms_and_pairs_are_shown_as_the_text_prints_them():
    found = readout.parse(
        "A call\n\nPresident Ana Sol said that the Green Isle's bridge is long. Bridge work costs. "
        "Bridge the gap. The Green Isle grows, the Green Isle stays. Green Isle trade."
    )
    forms = contexts.printed(found)
    assert (forms["isle"], forms["bridge"], forms["green"]) == ("Isle", "bridge", "Green")
    assert contexts.collocations(found)["pair"].tolist() == ["Green Isle"]


def test_words_before_a_hit_are_counted():
    found = readout.parse(
        "President Ana Sol said that the long bridge, a bridge and the “long” bridge stand."
    )
    assert contexts.before(contexts.kwic(found, "bridge"))["lines"].to_dict() == {"long": 2, "a": 1}
