import numpy as np
import pandas as pd
import pytest
from nltk.stem import PorterStemmer

import readout
from readout import resources, statistics
from readout.exhibits import terms as exhibits
from readout.measures import terms
from readout.text import words

XI, PUTIN = "Xi Jinping", "Vladimir Putin"
ONE_VOICE = readout.parse("A call\n\nPresident Ana Sol said that the bridge is long. It is wet.")


@pytest.fixture(scope="module")
def groups(main):
    return terms.sides(main)


@pytest.fixture(scope="module")
def key(groups):
    return terms.keyness(*groups.values()).set_index("term")


def of(table, speaker):
    return table[table["speaker"] == speaker]


# --- frequency -----------------------------------------------------------------------------------


def test_frequencies_of_a_text_counted_by_hand(call):
    table = terms.frequency(call)
    mine = table[table["speaker"] == "Ana Sol"].set_index("term")
    # Without stop words: two countries share river, two sides build bridge, ready.
    assert mine["count"].to_dict() == {
        "two": 2, "bridge": 1, "build": 1, "countries": 1, "ready": 1, "river": 1, "share": 1, "sides": 1,
    }  # fmt: skip
    assert mine.loc["two", ["sentences", "paragraphs"]].tolist() == [2, 1]
    assert mine.loc["two", "per_1000"] == pytest.approx(2 / 16 * 1000)  # 21 words, 5 of them a frame


TOP = {
    ("A", XI): "cooperation 28, china 21, russia 17, international 16, countries 15, new 13, development 12, "
    "relations 12, two 12, year 11, sino-russian 8, global 7, sides 7, willing 7, BRICS 6, community 6, "
    "firmly 6, bilateral 5, democracy 5, energy 5",
    ("B", XI): "cooperation 28, china 22, russia 18, international 16, countries 15, new 13, development 12, "
    "relations 12, two 12, year 11, epidemic 8, russian 8, sino 8, global 7, sides 7, willing 7, BRICS 6, "
    "community 6, firmly 6, bilateral 5",
    ("A", PUTIN): "china 10, russia 9, international 8, cooperation 7, issues 5, oppose 4, strategic 4, "
    "strengthen 4, countries 3, development 3, important 3, interests 3, mutual 3, relations 3, "
    "resolutely 3, russia-china 3, two 3, willing 3",
    ("B", PUTIN): "china 13, russia 12, international 8, cooperation 7, issues 5, oppose 4, strategic 4, "
    "strengthen 4, countries 3, development 3, epidemic 3, important 3, interests 3, mutual 3, relations 3, "
    "resolutely 3, two 3, willing 3",
}
TOP |= {("C", name): listed for (rule, name), listed in TOP.items() if rule == "B"}


@pytest.mark.parametrize(("rule", "speaker"), TOP)
def test_top_terms_of_the_main_document(main, rule, speaker):
    """Published in the project's methods, 3.3."""
    expected = TOP[rule, speaker]
    found = terms.frequency(main, rule=rule, least=3).pipe(of, speaker)
    listed = [f"{term} {n}" for term, n in zip(found["term"], found["count"], strict=True)]
    assert ", ".join(listed[: expected.count(",") + 1]) == expected


def test_sizes_of_the_main_document(main):
    table = terms.choices(main).set_index(["speaker", "choice"])[["words", "kept", "types"]]
    # One word is a title, the "President" of 5.3; listed with the others it makes 901 and 472.
    assert table.loc[(XI, "rule A (reference)")].tolist() == [1541, 900, 471]
    assert table.loc[(XI, "names and titles of the speakers listed")].tolist() == [1541, 901, 472]
    assert table.loc[(PUTIN, "rule A (reference)")].tolist() == [424, 263, 175]


def test_overlap_of_top_lists_under_other_rules(main):
    table = terms.choices(main).set_index(["speaker", "choice"])
    overlap = table["overlap"].round(2)
    for rule in ("rule B: hyphens split, single letters dropped", "rule C: hyphens split, figures dropped"):
        assert overlap[XI, rule] == 0.74
        assert overlap[PUTIN, rule] == 0.90
    assert table.loc[(XI, "reporting clauses counted"), "enters"] == "pointed, security"
    assert table.loc[(PUTIN, "rule B: hyphens split, single letters dropped"), "leaves"] == "Russia-China"


def test_ranks_are_those_of_the_frequency_tables(main):
    table = terms.ranks(main, top=10)
    for (speaker, rule), mine in table.groupby(["speaker", "rule"]):
        found = terms.frequency(main, rule=rule).pipe(of, speaker).head(10)
        assert mine[["term", "count"]].values.tolist() == found[["term", "count"]].values.tolist()
        assert mine["rank"].tolist() == list(range(1, 11))


def test_stop_list_leaves_states_bodies_and_orders_alone(main):
    ours = resources.stop_words()
    assert not {"un", "us", "US", "UN"} & (ours - {"us"})
    table = terms.stop_lists(main).set_index("term")["removed_by"]
    assert {"UN", "US", "two", "system", "always"} <= set(table.index[table == "scikit-learn only"])


def test_capitals_protect_states_from_the_stop_list():
    found = readout.parse("A call\n\nPresident Ana Sol said that the US and the UN help us.")
    table = terms.counted(found)
    assert table.loc[table["content"], "term"].tolist() == ["US", "UN", "help"]


def test_a_stem_would_join_words_that_a_readout_keeps_apart():
    """Why the plural table says that stemming is not offered."""
    stem = PorterStemmer().stem
    for one, other in (("internal", "international"), ("position", "positive")):
        assert stem(one) == stem(other)
        assert words.term(one) != words.term(other)


# --- names and plurals ---------------------------------------------------------------------------


def listed(text, **choices):
    found = readout.parse(f"A call\n\nPresident Ana Sol said that {text}.")
    table = terms.counted(found, **choices)
    return table.loc[table["content"], "term"].tolist()


def test_the_longest_name_stays_whole_whatever_its_capitals():
    assert listed("the un security council and the Security Council met", names=True) == [
        "UN Security Council",
        "Security Council",
        "met",
    ]


def test_a_name_does_not_cross_punctuation():
    assert listed("those who are united, nations too", names=True) == ["united", "nations"]


def test_the_speakers_own_names_stay_whole():
    assert listed("Ana Sol met Ana", names=True, speakers=True) == ["Ana Sol", "met", "ana"]


def test_whole_names_keep_their_place_in_the_text(main):
    table = terms.counted(main, names=True)
    printed = [main.text[a:b] for a, b in zip(table["start"], table["end"], strict=True)]
    assert table["text"].tolist() == printed
    assert "Belt and Road Initiative" in set(table["term"])


def test_only_plurals_of_the_table_are_folded():
    assert listed("countries have interests, issues and affairs", plurals=True) == [
        "country",
        "interests",
        "issue",
        "affairs",
    ]


def test_the_plural_table_holds_plurals_of_what_it_names():
    for plural, singular in resources.table("plurals")["singular"].items():
        assert plural != singular
        assert plural[: len(singular) - 2] == singular[:-2] or singular == "crisis"


# --- how a term is spelt ---------------------------------------------------------------------------


def test_terms_are_spelt_as_the_main_document_prints_them(main):
    forms = terms.printed(main, ["security council", "winter olympics", "two sides"])
    expected = {
        "china": "China", "sino-russian": "Sino-Russian", "BRICS": "BRICS", "UN": "UN",
        "security": "security", "cooperation": "cooperation", "security council": "Security Council",
        "winter olympics": "Winter Olympics", "two sides": "two sides", "i": "I", "olympics": "Olympics",
        "sino": "Sino",
        "next": "next",
    }  # fmt: skip
    assert {term: forms[term] for term in expected} == expected
    assert set(forms) >= set(main.tokens.loc[main.tokens["body"], "term"])


OPENERS = readout.parse(
    "A call\n\nPresident Ana Sol said that the U.S. and China’s lists help. Peace helps. China-related "
    "talks, too. “Calm helps” was a motto. Ukraine helps. New roads help. Security Council members "
    "help, and Velm’s Council."
)


def test_a_capital_that_only_opens_a_sentence_is_not_printed():
    forms = terms.printed(OPENERS, ["council members", "new roads"])
    names = {
        "US": "U.S.",
        "china": "China",
        "china-related": "China-related",
        "ukraine": "Ukraine",
        "velm": "Velm",
    }
    words_ = {term: term for term in ("peace", "calm", "new", "security", "members", "new roads")}
    expected = names | words_ | {"council": "Council", "council members": "Council members"}
    assert {term: forms[term] for term in expected} == expected


def test_a_phrase_that_does_not_occur_has_no_form(main):
    assert "moon base" not in terms.printed(main, ["moon base"])


# --- keyness -------------------------------------------------------------------------------------

# Hits, two-cell G2, log ratio, z with the informative and the flat prior, permutation p, sentences.
KEYNESS = {
    "new": (13, 0, 6.32, 2.84, 1.34, 0.59, 0.016, 11, 0),
    "sino-russian": (8, 0, 3.89, 2.14, 1.05, 0.54, 0.052, 8, 0),
    "global": (7, 0, 3.40, 1.95, 0.98, 0.53, 0.098, 5, 0),
    "community": (6, 0, 2.92, 1.72, 0.91, 0.51, 0.084, 5, 0),
    "bilateral": (5, 0, 2.43, 1.46, 0.83, 0.49, None, 4, 0),
    "russia-china": (0, 3, -9.20, -4.45, -1.91, -0.70, 0.004, 0, 3),
    "oppose": (1, 4, -7.75, -3.86, -2.07, -2.40, 0.009, 1, 3),
    "resolutely": (1, 3, -5.19, -3.45, -1.72, -2.07, 0.040, 1, 2),
    "strategic": (3, 4, -4.17, -2.28, -1.60, -2.06, 0.011, 3, 4),
    "issues": (5, 5, -3.90, -1.86, -1.55, -2.04, 0.14, 4, 4),
    "important": (2, 3, -3.44, -2.45, -1.45, -1.85, 0.08, 2, 2),
    "mutual": (2, 3, -3.44, -2.45, -1.45, -1.85, 0.16, 2, 1),
    "should": (10, 0, 4.86, None, None, None, 0.022, 10, 0),
    "we": (8, 0, 3.89, None, None, None, 0.052, 8, 0),
    "an": (1, 5, -10.41, None, None, None, 0.007, 1, 3),
    "any": (1, 3, -5.19, None, None, None, None, 1, 2),
}


@pytest.mark.parametrize("term", KEYNESS)
def test_keyness_on_the_main_document(key, term):
    """Published in the project's methods, 3.4."""
    names = ["target", "reference", "g2_two_cells", "log_ratio", "z_informative", "z_flat", "p"]
    row = key.loc[term, [*names, "target_sentences", "reference_sentences"]]
    for name, expected in zip(row.index, KEYNESS[term], strict=True):
        tolerance = 0.02 if name == "p" else 0.011
        assert expected is None or row[name] == pytest.approx(expected, abs=tolerance), name


def test_no_term_reaches_the_family_wise_level_on_the_main_document(groups, key):
    two = terms.keyness(*groups.values(), cells=2).set_index("term")
    assert two["critical"].iloc[0] == pytest.approx(13.78, abs=0.15)
    assert two["g2_two_cells"].abs().max() == pytest.approx(10.41, abs=0.01)
    for table in (key, two):
        assert table["p_family"].min() > 0.2


def test_numbers_of_terms_over_the_usual_thresholds(main):
    """Published in the project's methods, 3.4: a two-cell G2 over 3.84; |z| over 1.96 by either prior."""
    over = {}
    for rule in terms.TERM_RULES:
        table = terms.keyness(*terms.sides(main, rule=rule).values(), resamples=10, least=1)
        listed_ = table[(table["target"] + table["reference"]) >= 3]
        over[rule] = (
            int((table["g2_two_cells"].abs() > 3.84).sum()),
            int((listed_["z_informative"].abs() > 1.96).sum()),
            int((listed_["z_flat"].abs() > 1.96).sum()),
        )
    assert over == {"A": (15, 2, 7), "B": (18, 2, 9), "C": (18, 2, 9)}


def test_counts_stand_beside_every_score(key):
    assert (key["target"] + key["reference"] >= terms.LEAST).all()
    assert key["target_per_1000"].round(6).equals((key["target"] / 1541 * 1000).round(6))


def test_keyness_takes_a_plain_frequency_list(groups):
    lists = [group["term"].value_counts().to_dict() for group in groups.values()]
    plain = terms.keyness(*lists).set_index("term")
    full = terms.keyness(*groups.values(), resamples=10).set_index("term")
    pd.testing.assert_series_equal(plain["g2"], full["g2"])
    assert plain[["p", "p_family", "critical", "p_moved"]].isna().all(axis=None)


def test_keyness_takes_words_in_any_plain_form(groups):
    """Lists, series of words and of counts, tokens of a readout: the same counts, the same scores."""
    tables = list(groups.values())
    expected = terms.keyness(*tables, resamples=10)["g2"].tolist()
    for form in (
        lambda t: t["term"].tolist(),
        lambda t: t["term"],
        lambda t: t["term"].value_counts(),
        lambda t: t[["term"]],
    ):
        assert terms.keyness(*map(form, tables))["g2"].tolist() == expected


def test_keyness_with_letters_of_the_published_example():
    table = terms.keyness({"b": 7, "a": 3}, {"a": 7, "b": 2}).set_index("term")
    assert table.loc["b", "g2"] == pytest.approx(4.534939, abs=1e-6)
    assert table.loc["a", "g2"] == pytest.approx(-4.534939, abs=1e-6)


@pytest.mark.parametrize(
    ("target", "reference", "message"),
    [({}, {"a": 1}, "got 0 and 1"), ({"a": -1, "b": 3}, {"a": 1}, "below 0: 'a'")],
)
def test_nothing_to_compare_is_refused(target, reference, message):
    with pytest.raises(ValueError, match=message):
        terms.keyness(target, reference)


def test_the_same_seed_gives_the_same_table(groups):
    one, other = (terms.keyness(*groups.values(), resamples=200, seed=7) for _ in range(2))
    pd.testing.assert_frame_equal(one, other)


# By other code with another stream of random numbers, 20,000 resamples, a zero replaced by a half.
LOG_RATIO_LIMITS = {
    "new": (1.69, 3.61),
    "should": (1.30, 3.25),
    "oppose": (-5.74, -0.88),
    "strategic": (-4.78, -0.28),
    "cooperation": (-0.87, 1.46),
    "international": (-2.43, 1.62),
}


def test_intervals_of_log_ratios_on_the_main_document(groups, key):
    table = terms.ratio_limits(groups, list(LOG_RATIO_LIMITS)).set_index("term")
    for term, limits in LOG_RATIO_LIMITS.items():
        assert table.loc[term, ["low", "high"]].tolist() == pytest.approx(limits, abs=0.1)
        assert table.loc[term, "log_ratio"] == key.loc[term, "log_ratio"], "one name, one definition"
    assert table["one_sided"].to_dict() == {t: t in ("new", "should") for t in LOG_RATIO_LIMITS}


def test_rates_hold_counts_and_intervals(groups):
    table = terms.rates(groups, terms=["cooperation", "new"]).set_index(["term", "speaker"])
    assert table["count"].tolist() == [28, 7, 13, 0]
    row = table.loc[("cooperation", XI)]
    assert row["per_1000"] == pytest.approx(28 / 1541 * 1000)
    assert row["low"] < row["per_1000"] < row["high"]
    assert np.isnan(table.loc[("new", PUTIN), "low"])  # nothing to resample


PARAGRAPHS = (7.54, 31.48)


def test_intervals_over_paragraphs_are_set_beside_those_over_sentences(groups):
    """Xi has 14 paragraphs, Putin one; "cooperation" by other code over paragraphs, twice as often."""
    found = terms.rates(groups)
    over = terms.rates(groups, terms=["cooperation"], unit="paragraph").set_index("speaker")
    assert over.loc[XI, ["low", "high"]].tolist() == pytest.approx(PARAGRAPHS, abs=0.5)
    assert np.isnan(over.loc[PUTIN, "low"])
    wider = terms.widening(groups, found)
    assert wider.index.tolist() == [XI]
    mine = found[(found["speaker"] == XI) & (found["term"] == "cooperation")].iloc[0]
    factor = (PARAGRAPHS[1] - PARAGRAPHS[0]) / (mine["high"] - mine["low"])
    assert wider.loc[XI, "median"] < factor == pytest.approx(wider.loc[XI, "max"], abs=0.1)


def test_few_sentences_get_no_interval(call):
    groups = terms.sides(call)
    assert terms.rates(groups, terms=["bridge"])["low"].isna().all()
    assert terms.ratio_limits(groups, ["bridge"])["low"].isna().all()


# Sentences of Xi (58) and Putin (14): the project's methods, 3.6; places of 72 by hand for opposition: 10.
CONTRASTS = {
    "opposition": (2, 4, 10),
    "obligation": (12, 0, 28),
    "willingness": (7, 3, 34),
    "any modal verb": (22, 3, 36),
    "first person plural": (13, 0, 22),
}


def test_questions_fixed_beforehand_on_the_main_document(groups):
    """Moving the block of 14 gives .14 for opposition: the project's methods, second part, 1.2."""
    table = terms.contrasts(groups).set_index("question")
    for question, (first, second, places) in CONTRASTS.items():
        row = table.loc[question]
        assert (row["first"], row["first_of"], row["second"], row["second_of"]) == (first, 58, second, 14)
        assert row["p_moved"] * 72 == pytest.approx(places)
    # The paragraph of the second person is third of fifteen.
    assert table.loc["opposition", "densest"] == "4 (1 of 3), 10 (1 of 3), 18 (4 of 14)"


def test_terms_that_one_side_has_are_held_against_chance(groups):
    """Published in the project's methods, second part, 1.2: 8 seen, 10.4 (5 to 17) expected."""
    first, second = (row for _, row in terms.one_sided(groups).iterrows())
    assert (first["speaker"], first["seen"]) == (XI, 8)
    assert first["expected"] == pytest.approx(10.4, abs=0.1)
    assert (first["low"], first["high"]) == (5, 17)
    assert first["terms"] == {
        "new": 13, "sino-russian": 8, "global": 7, "community": 6, "bilateral": 5, "democracy": 5,
        "people": 5, "world": 5,
    }  # fmt: skip
    assert (second["seen"], second["high"], second["terms"]) == (0, 0, {})
    assert second["expected"] == pytest.approx(0.03, abs=0.015)


def test_terms_of_one_side_counted_by_hand():
    """Two of the six ways to label two and two sentences give the first side all of one term."""
    found = readout.parse(
        "A call\n\nAna Sol said that trade helps. Ana Sol said that trade grows.\n\n"
        "Bo Lund said that rain falls. Bo Lund said that snow falls."
    )
    first, second = (row for _, row in terms.one_sided(terms.sides(found), least=2).iterrows())
    assert (first["terms"], second["terms"]) == ({"trade": 2}, {"falls": 2})
    assert first["expected"] == pytest.approx(2 / 6, abs=0.02)


def test_one_voice_has_nothing_by_chance():
    table = terms.one_sided(terms.sides(ONE_VOICE))
    assert table["expected"].isna().all()
    assert terms.contrasts(terms.sides(ONE_VOICE))["p_moved"].isna().all()


def test_places_round_the_text_are_counted_with_every_term(groups, key):
    """For one term by the definition: its four-cell G² at each of the 72 places."""
    found = pd.concat(groups.values()).sort_values("start")
    sentences = found["sentence"].unique()
    ours = [found.loc[found["sentence"] == s, "speaker"].iloc[0] == XI for s in sentences]
    hits = [(found.loc[found["sentence"] == s, "term"] == "oppose").sum() for s in sentences]
    sizes = [(found["sentence"] == s).sum() for s in sentences]
    values = []
    for by in range(72):
        mine = np.roll(ours, by)
        a, n1 = np.dot(hits, mine), np.dot(sizes, mine)
        values.append(float(statistics.g2(a, sum(hits) - a, n1, sum(sizes) - n1)))
    assert key.loc["oppose", "p_moved"] == sum(v >= values[0] - 1e-9 for v in values) / 72


def test_a_table_is_spelt_for_a_reader(main):
    table = pd.DataFrame({"term": ["china", "sino-russian", "moon"], "count": [31, 8, 0]})
    assert terms.as_printed(main, table)["term"].tolist() == ["China", "Sino-Russian", "moon"]
    assert table["term"].tolist()[0] == "china"


def test_names_of_the_pair_are_told_by_their_capitals(groups):
    found = terms.pair_names(groups)
    assert {"sino-russian", "russia-china", "china-russia"} <= found
    assert not {"high-level", "win-win", "anti-epidemic", "taiwan-related"} & found


def test_one_person_is_held_against_the_rest_of_the_body(main):
    (first, a), (second, b) = terms.sides(ONE_VOICE).items()
    assert (first, second, len(b)) == ("Ana Sol", terms.REST, 0)
    assert len(a) == 7
    assert list(terms.sides(main)) == [XI, PUTIN]


def test_facts_of_the_card(main):
    facts = exhibits.facts(main).set_index("about")
    fact = facts.loc[f"words given at least 5 times to {XI} and never to {PUTIN}"]
    assert fact["fact"] == "8; shuffled sentences give 10.4 on average, 5 to 17 in 95 of 100 trials"
    assert (fact["rung"], fact["importance"]) == ("C2", 3)
    top = facts.loc[f"words most often given to {XI}", "fact"]
    assert top == "cooperation 28, China 21, Russia 17, international 16, countries 15"
    apart = facts.loc["words that set the two sides apart"]
    assert apart["fact"] == "none: shuffled sentences make some word differ as much in 23 of 100 trials"
    where = facts.loc["sentences with a word of “opposition”", "where"]
    assert where == "4.2, 10.3, 18.6, 18.9, 18.11, 18.13"
    assert facts["importance"].min() == 2


def test_measures_leave_their_readout_alone(main):
    before = main.tokens.copy()
    terms.frequency(main, names=True, plurals=True)
    exhibits.facts(main)
    pd.testing.assert_frame_equal(main.tokens, before)


def test_the_prior_is_stated():
    """The informative prior's words add up to its size, in the proportions of both together."""
    counts = np.array([10.0, 90.0]), np.array([5.0, 195.0])
    prior = terms.PRIOR_WORDS * sum(counts) / sum(map(np.sum, counts))
    table = terms.keyness({"a": 10, "b": 90}, {"a": 5, "b": 195}).set_index("term")
    assert prior.sum() == terms.PRIOR_WORDS
    assert table.loc["a", "z_informative"] == pytest.approx(statistics.log_odds(*counts, prior)[1][0])


# --- names and titles of the speakers -------------------------------------------------------------

NAMED = readout.parse("""Sol Meets Lund

Prime Minister Ana Sol of Velm met Foreign Minister Bo Green of Norr.

Prime Minister Sol said that Foreign Minister Green, Prime Minister Sol and the U.S. want green energy. Bo
Green and the foreign policy of President Vasu matter to Sol, Green and the U. S. side; Green and Sol agree,
and US foreign energy grows.

Green said that Prime Minister Sol trusts him. Sol's trust is Sol's.
""")


def test_names_and_titles_of_the_speakers_are_no_content():
    table = terms.frequency(NAMED)
    mine = table[table["speaker"] == "Ana Sol"].set_index("term")["count"].to_dict()
    assert mine == {
        "US": 3, "energy": 2, "foreign": 2, "agree": 1, "green": 1, "grows": 1, "matter": 1, "policy": 1,
        "president": 1, "side": 1, "vasu": 1, "want": 1,
    }  # fmt: skip


def test_names_and_titles_of_the_speakers_are_listed_if_asked_for():
    mine = terms.frequency(NAMED, speakers=True).pipe(of, "Ana Sol").set_index("term")["count"]
    assert mine[["sol", "green", "prime", "minister"]].tolist() == [3, 5, 1, 2]


def test_names_and_titles_count_in_rates():
    without, listed_too = (terms.frequency(NAMED, speakers=s).set_index(["speaker", "term"]) for s in (0, 1))
    at = ("Ana Sol", "energy")
    assert without.loc[at, "per_1000"] == listed_too.loc[at, "per_1000"]


def test_names_and_titles_do_not_set_two_sides_apart():
    key = terms.compare(terms.sides(NAMED), least=1, resamples=100)
    assert not {"sol", "bo", "prime", "minister"} & set(key["term"])
    assert {"energy", "green"} <= set(key["term"])
    everything = terms.compare(terms.sides(NAMED, speakers=True), least=1, resamples=100).set_index("term")
    assert "sol" in everything.index
    assert everything.loc["energy", "g2"] == key.set_index("term").loc["energy", "g2"]


@pytest.mark.parametrize("rule", ["A", "B", "C"])
def test_names_are_left_out_by_every_rule(rule):
    assert not {"sol", "bo"} & set(terms.frequency(NAMED, rule=rule)["term"])
    assert terms.frequency(NAMED, names=True)["term"].isin(["Ana Sol", "Bo Green"]).sum() == 0
