"""Exhibits of notebook 03: each chart draws what its table says, and findings about words in context."""

import pytest

import readout
import shown
from pictures import beside, lane_names, points
from readout.exhibits import contexts
from readout.measures import contexts as measure

LONG = readout.parse("A call\n\n" + "President Ana Sol said that the bridge is long. " * 12)
#: So many pairs are drawn.
PAIRS = 24


@pytest.fixture(scope="module")
def drawn(main):
    return shown.figures(shown.of_contexts(main))


def _paragraphs_of(found, term):
    return found.tokens[found.tokens["body"] & (found.tokens["term"] == term)]["paragraph"].nunique()


def test_barcode_draws_each_hit_in_the_lane_of_its_term(main, drawn):
    """NLTK shipped dispersion plots with their labels in the wrong order for more than a year."""
    axes = drawn["dispersion"].axes[0]
    names = lane_names(axes)
    body = main.tokens[main.tokens["body"]]["term"].tolist()
    shown = {}
    for collection in axes.collections:
        for (x, low), (_, high) in (path.vertices for path in collection.get_paths()):
            if high - low == pytest.approx(0.72):
                shown.setdefault(names[round((low + high) / 2)], []).append(int(x))
    for term in (n for n in names if n in set(body)):
        assert sorted(shown[term]) == [at for at, word in enumerate(body) if word == term]
        hits, paragraphs, _ = beside(axes, names.index(term))
        assert (int(hits), paragraphs) == (
            body.count(term),
            f"{_paragraphs_of(main, term)} of 19",
        )


def test_collocations_stand_beside_their_pair_and_counts(main, drawn):
    pairs = measure.collocations(main).head(PAIRS)
    axes = drawn["collocations"].axes[0]
    shown = [(lane_names(axes)[round(y)], x) for x, y, *_ in points(axes)]
    assert shown == [(r.pair, r.g2) for r in pairs.itertuples()]
    assert [x for _, x in shown] == sorted((x for _, x in shown), reverse=True)
    for lane, row in enumerate(pairs.to_dict("records")):
        counts = [str(row[name]) for name in ("count", "first_count", "second_count")]
        assert beside(axes, lane) == [*counts, f"{row['log_dice']:.1f}"]


def test_echo_draws_paragraphs_baseline_and_voice_of_each_length(main, drawn):
    table = measure.echo(main)
    axes = drawn["echo"].axes[0]
    shown = points(axes)
    for lane, (n, group) in enumerate(table.groupby("n")):
        assert lane_names(axes)[lane] == f"{n} words"
        own = group[group["kind"] == "own paragraph"]
        voice = group.loc[group["kind"] == "other voice", "share"].item()
        mine = [(x, shape) for x, y, shape, _ in shown if round(y) == lane]
        assert sorted(x for x, shape in mine if shape == "o") == sorted(own["share"])
        assert [x for x, shape in mine if shape == "D"] == [voice]
        baseline = own["shared"].sum() / own["words"].sum()
        blocks = group.loc[group["kind"] == "own block", "share"]
        reach = f"{blocks.min() * 100:.1f} to {blocks.max() * 100:.1f}"
        assert beside(axes, lane) == [f"{voice:.1%}", reach, f"{baseline:.1%}"]


def test_a_word_that_does_not_occur_is_said_not_to():
    lines = measure.kwic(LONG, "brigde")
    assert contexts.lines(lines, "brigde", measure.similar(LONG, "brigde")) == (
        "“brigde” does not occur in the body. Spelt alike: “bridge”."
    )


def test_findings_about_wording_of_the_main_document(main):
    passages = contexts.shared_phrases(measure.shared_phrases(main))
    assert "“to interfere in the internal affairs of” (7 words; 18.13 and 14.2)" in passages
    assert contexts.shared_wording(measure.echo(main), measure.echo(main, names=False)) == (
        "25.0% of the words given to Vladimir Putin lie in sequences of 4 words that Xi Jinping is given "
        "too, 22.6% with names left out. The same share is 5.3 to 11.8% between equally long passages of "
        "Xi Jinping’s own."
    )
    assert contexts.diversity(measure.diversity(main)) == (
        "At equal length (424 words) Xi Jinping has the more varied vocabulary: the share of different "
        "words is 0.529 for Xi Jinping and 0.488 for Vladimir Putin. The plain ratio (which falls with "
        "length) names "
        "another."
    )


# --- the answer, in every case ---------------------------------------------------------------------

TWO = "A call\n\nPresident Ana Sol said that {}\n\nPresident Bo Lund said that {}"
WORDY = " ".join(f"word{i} stands here for good." for i in range(20))


def two(first, second):
    return readout.parse(TWO.format(first, second))


OTHERS = " ".join(f"another{i} is over there now." for i in range(18))
NOBODY = "Nobody is given words by name, so no wording can be shared."
ONE = "Only Ana Sol is given words, so no wording can be shared. "
FEW = "Only 4 words are given to Bo Lund, too few to ask whether they repeat what Ana Sol is given."
NOTHING = "No wording of 4 words or more is given to both Ana Sol and Bo Lund."
COPY = "100% of the words given to Ana Sol repeat wording that Bo Lund is given too. "
ORDER = "The shared wording comes in largely the same order in both."


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (LONG, f"{ONE}The term that stands most often is “bridge”, 12 times."),
        (readout.parse("The leaders met in the city. They agreed on trade."), NOBODY),
        (two(WORDY, "the bridge is long."), FEW),
        (two(WORDY, OTHERS), NOTHING),
        (two(WORDY, f"the road is long. {WORDY}"), f"{COPY}{ORDER}"),
    ],
    ids=["one", "nobody", "few words", "nothing shared", "no passages of one's own"],
)
def test_the_answer_is_clear_in_every_case(found, said):
    assert contexts.answer(found) == said


def test_the_answer_of_the_main_document(main):
    assert contexts.answer(main) == (
        "25% of the words given to Vladimir Putin repeat wording that Xi Jinping is given too, against 5 to "
        f"12% between equally long passages of Xi Jinping’s own. {ORDER}"
    )


def order(**given):
    return measure.Order(
        **{"earlier": "Ana Sol", "later": "Bo Lund", "matches": 9, "tau": 0.6, "p": 0.01} | given
    )


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ({}, "What Bo Lund shares with Ana Sol comes in largely the same order: over 9 wordings"),
        ({"tau": 0.3}, "in roughly the same order: over 9 wordings, names left out, Kendall’s tau is +0.30"),
        ({"p": 0.2}, "comes in an order that chance could give"),
        ({"tau": -0.4}, "comes in another order: over 9 wordings, names left out, Kendall’s tau is −0.40"),
        ({"matches": 1, "tau": float("nan")}, "Ana Sol and Bo Lund share 1 wording without names, too"),
        ({"matches": 0, "tau": float("nan")}, "Ana Sol and Bo Lund share no wording without names, too"),
        ({"turns": 5}, "Ana Sol and Bo Lund take turns (5 changes from one to the other)"),
    ],
)  # fmt: skip
def test_an_order_is_told_as_firmly_as_it_is_known(given, part):
    assert part in contexts.agenda(order(**given), None, "by word list")


def test_the_order_of_topics_says_whose_codes_it_rests_on():
    said = contexts.agenda(order(), order(matches=10, tau=0.58), "by word list")
    assert said.endswith("in 1.0% of all positions. By topic, by word list, tau is +0.58 over 10 topics.")
    assert "By topic" not in contexts.agenda(order(), order(tau=float("nan")), "by word list")
    assert contexts.agenda(None, None, "by word list").startswith("Fewer than two people")


def test_facts_name_what_is_shared_and_in_which_order(main):
    found = contexts.facts(main)
    assert found.columns.tolist() == ["about", "fact", "rung", "where", "importance", "notebook"]
    assert found["fact"].tolist() == [
        "25.0%; 5.3 to 11.8% between equally long passages of Xi Jinping’s own",
        "18 wordings, in largely the same order (Kendall’s tau 0.57)",
        "“to interfere in the internal affairs of” (7 words)",
    ]
    (nothing,) = contexts.facts(two(WORDY, OTHERS)).to_dict("records")
    assert (nothing["about"], nothing["fact"]) == (
        "wording of 4 words or more given to both Ana Sol and Bo Lund",
        "none",
    )
    assert contexts.facts(two(WORDY, "the bridge is long.")).empty


def test_a_vocabulary_is_more_varied_only_where_the_ranges_are_apart():
    table = measure.diversity(two(WORDY * 2, WORDY))
    close = table.assign(ttr_in_window=[0.5, 0.52], lowest=[0.45, 0.52], highest=[0.55, 0.52])
    told = "clearly the more varied: the share of different words is 0.500 for Ana Sol and 0.520 for"
    assert told in contexts.diversity(close)
    assert contexts.diversity(table.head(1)).startswith("There are no two people")


def test_the_word_before_a_term_is_named_where_it_returns():
    lines = measure.kwic(LONG, "bridge")
    assert (
        contexts.before(measure.before(lines), "bridge", 12)
        == "“the” stands before “bridge” most often, in 12 of 12 lines."
    )
    none = measure.kwic(LONG, "brigde")
    assert contexts.before(measure.before(none), "brigde", 0) == "There is no line of “brigde” to look at."
    once = measure.kwic(LONG, "bridge").head(1)
    assert (
        contexts.before(measure.before(once), "bridge", 1)
        == "No word stands before “bridge” more than once (1 line)."
    )
    both = measure.before(
        measure.kwic(
            readout.parse("President Ana Sol said that a bridge, the bridge, a bridge, the bridge stand."),
            "bridge",
        )
    )
    assert (
        contexts.before(both, "bridge", 4)
        == "“a” and “the” stand before “bridge” most often, each in 2 of 4 lines."
    )


def test_lines_say_whose_they_are_and_how_many_are_the_publishers():
    assert (
        contexts.lines(measure.kwic(LONG, "bridge"), "bridge", [])
        == "“bridge” stands in the body 12 times (Ana Sol 12)."
    )
    framed = contexts.lines(measure.kwic(LONG, "said"), "said", [])
    assert framed.endswith("Reporting clauses hold 12 of these hits.")


def test_spread_is_given_only_where_it_can_be_measured(main):
    every = measure.dispersion(main)
    assert contexts.spread_of(every).startswith(
        "DP is given for “cooperation” 0.41, “China” 0.22, “Russia” 0.24 and 1 more; it is not given for 40"
    )
    assert (
        contexts.spread_of(every.tail(3))
        == "DP is given for no term, because none has as many hits as there are paragraphs (19)."
    )
    assert contexts.spread_of(every.head(0)) == "No term is frequent enough for its spread to be measured."


def test_heads_of_tables_are_words(main):
    for table in (
        measure.dispersion(main),
        measure.collocations(main),
        measure.agenda(main),
        measure.diversity(main),
    ):
        heads = contexts.in_words(table).columns
        assert not [head for head in heads if "_" in head]
        assert len(heads) >= 4
