import csv
from math import comb

import numpy as np
import pandas as pd
import pytest
from sklearn import metrics
from sklearn.feature_extraction.text import TfidfTransformer

import readout
from conftest import CALL, ROOT
from readout.exhibits import topics as exhibits
from readout.measures import codebook, topics
from readout.measures.codebook import SECOND, UNCODED
from readout.publish import sheets

XI, PUTIN = "Xi Jinping", "Vladimir Putin"
BOOK = codebook.codebook()
TOY = readout.parse(
    "A call\n\nPresident Ana Sol said that trade and energy and trade matter. It rains.\n\n"
    "Prime Minister Bo Lund said that the UN Security Council met. Security is anti-epidemic."
)


@pytest.fixture(scope="module")
def hand(main):
    return topics.by_hand(main, codebook.hand_codes(main, BOOK))


@pytest.fixture(scope="module")
def second(main):
    return topics.second_coding(main, BOOK)


@pytest.fixture(scope="module")
def groups(hand):
    return topics.grouped(hand, BOOK.groups)


GROUPS = list(dict.fromkeys(BOOK.groups.values()))


# --- dictionary ----------------------------------------------------------------------------------


def found(text):
    table = topics.hits(readout.parse(f"A call\n\nPresident Ana Sol said that {text}."), BOOK)
    return list(zip(table["code"], table["text"], strict=True))


def test_the_longest_seed_wins_and_no_word_is_a_hit_twice():
    assert found("the Security Council met on security") == [
        ("FORA", "Security Council"),
        ("SECURITY", "security"),
    ]


def test_stems_wildcards_acronyms_and_parts_of_compounds():
    assert found("economic ties help") == [("ECON", "economic"), ("REL", "ties")]
    assert found("a new type of international relations") == [
        ("ORDER", "new type of international relations")
    ]
    assert found("Nordic-Meridian relations and relations") == [("REL", "Nordic-Meridian relations")]
    assert found("anti-epidemic work; UN and un; ai") == [("HEALTH", "anti-epidemic"), ("FORA", "UN")]
    assert found("tied economists") == [("ECON", "economists")]  # a stem takes what begins like it


def test_a_seed_does_not_cross_punctuation():
    assert found("they keep internal, affairs of state") == []


def test_codes_of_a_sentence_are_ordered_by_hits_then_place():
    table = topics.by_dictionary(TOY, BOOK)
    assert table[["place", "code", "rank", "fraction"]].values.tolist() == [
        ["2.1", "ECON", 1, 0.5],
        ["2.1", "ENTECH", 2, 0.5],
        ["2.2", UNCODED, 1, 1.0],
        ["3.1", "FORA", 1, 1.0],
        ["3.2", "SECURITY", 1, 0.5],
        ["3.2", "HEALTH", 2, 0.5],
    ]


def test_a_topic_is_carried_on_in_a_paragraph_only():
    table = topics.by_dictionary(TOY, BOOK, carried=True)
    assert table.loc[table["place"] == "2.2", "code"].tolist() == ["ECON", "ENTECH"]
    text = "A call\n\nPresident Ana Sol said that trade grows.\n\nPrime Minister Bo Lund said that it rains."
    assert UNCODED in set(topics.by_dictionary(readout.parse(text), BOOK, carried=True)["code"])


def test_every_code_can_be_traced_to_its_words(main):
    hits = topics.hits(main, BOOK)
    coding = topics.by_dictionary(main, BOOK)
    pairs = set(zip(coding["sentence"], coding["code"], strict=True))
    assert set(zip(hits["sentence"], hits["code"], strict=True)) == {p for p in pairs if p[1] != UNCODED}
    for row in topics.words_of_codes(hits, BOOK).itertuples():
        assert sum(int(entry.split()[-1]) for entry in row.words.split(", ") if entry) == row.hits


# --- weights -------------------------------------------------------------------------------------


def test_weights_of_a_text_counted_by_hand():
    """Ana Sol: 13 words, 11 of them in a sentence of two topics; Bo Lund: 14, 3 of them in one of two."""
    coding = topics.by_dictionary(TOY, BOOK)
    words = coding.drop_duplicates("sentence")["words"].tolist()
    assert words == [11, 2, 11, 3]
    fractional = topics.weights(coding, BOOK.codes)
    assert fractional.loc["Ana Sol", ["ECON", "ENTECH", UNCODED]].tolist() == pytest.approx(
        [5.5 / 13, 5.5 / 13, 2 / 13]
    )
    primary = topics.weights(coding, BOOK.codes, how="primary")
    assert primary.loc["Bo Lund", ["FORA", "SECURITY", "HEALTH"]].tolist() == pytest.approx(
        [11 / 14, 3 / 14, 0]
    )
    presence = topics.weights(coding, BOOK.codes, how="presence")
    assert presence.loc["Bo Lund", ["FORA", "SECURITY", "HEALTH"]].tolist() == [0.5, 0.5, 0.5]
    with pytest.raises(ValueError, match="one of fractional, primary, presence, got 'all'"):
        topics.weights(coding, BOOK.codes, how="all")


def test_weights_of_words_sum_to_one(main, hand):
    for coding in (hand, topics.by_dictionary(main, BOOK), topics.grouped(hand, BOOK.groups)):
        codes = [code for code in dict.fromkeys(coding["code"]) if code != UNCODED]
        for how in ("fractional", "primary"):
            for by in ("speaker", "paragraph"):
                assert topics.weights(coding, codes, how=how, by=by).sum(axis=1).to_numpy() == pytest.approx(
                    1
                )


def test_clauses_weigh_by_their_words(main, hand):
    codes = codebook.hand_codes(main, BOOK)
    by_clause = topics.weights(topics.by_hand(main, codes, clauses=True), BOOK.codes)
    whole = topics.weights(hand, BOOK.codes)
    assert by_clause.loc[XI].equals(whole.loc[XI])  # only the long paragraph is coded by clause
    clauses = codes[codes["clause"] != ""]
    sizes = clauses["text"].str.split().str.len()
    core = sizes[clauses["topics"].map(lambda t: t == ("CORE",))].sum()
    assert by_clause.loc[PUTIN, "CORE"] == pytest.approx(core / 427, abs=0.003)


def test_groups_take_the_weights_of_their_codes(hand):
    by_code, by_group = (
        topics.weights(hand, BOOK.codes),
        topics.weights(topics.grouped(hand, BOOK.groups), list(dict.fromkeys(BOOK.groups.values()))),
    )
    for group in set(BOOK.groups.values()):
        members = [code for code in BOOK.codes if BOOK.groups[code] == group]
        assert by_group[group].to_numpy() == pytest.approx(by_code[members].sum(axis=1).to_numpy())


def test_intervals_hold_the_weight_and_are_missing_for_few_sentences(main, groups, call):
    table = topics.speaker_weights(groups, GROUPS, main.speakers).dropna()
    assert (table["low"] <= table["weight"]).all()
    assert (table["weight"] <= table["high"]).all()
    few = topics.speaker_weights(topics.by_dictionary(call, BOOK), BOOK.codes, call.speakers)
    assert few["low"].isna().all()


def test_whole_paragraphs_are_drawn_where_there_are_ten(main, groups):
    """One is given 14 paragraphs, the other 14 sentences of one. Neighbours are alike: lines get longer."""
    table = topics.speaker_weights(groups, GROUPS, main.speakers)
    drawn = table.drop_duplicates("speaker").set_index("speaker")
    assert drawn.loc[XI, ["unit", "units"]].tolist() == ["paragraph", 14]
    assert drawn.loc[PUTIN, ["unit", "units"]].tolist() == ["sentence", 14]
    assert drawn["coverage"].round(2).tolist() == [0.76, 0.76]  # as published for a rate of .1 at n = 14
    apart = groups.assign(paragraph=1)  # as if no paragraph were known
    shorter = topics.speaker_weights(apart, GROUPS, [XI]).set_index("code")
    longer = table[table["speaker"] == XI].set_index("code")
    effects = ((longer["high"] - longer["low"]) / (shorter["high"] - shorter["low"])) ** 2
    assert effects.min() == pytest.approx(1.5, abs=0.1)  # published design effects
    assert effects.max() == pytest.approx(3.2, abs=0.1)


def test_no_difference_of_topics_is_more_than_chance(main, groups, second):
    """Published: permutation p of .17 to .78. The second reader's codes change one p and no verdict."""
    table = topics.differences(groups, GROUPS, main.speakers)
    assert (table["difference"] - table["first"] + table["second"]).abs().max() < 1e-12
    assert table["p"].min() == pytest.approx(0.17, abs=0.02)
    assert table["p"].max() == pytest.approx(0.78, abs=0.03)
    assert (table["p_family"] >= table["p"]).all()
    assert not table["beyond"].any()
    again = topics.differences(topics.grouped(second, BOOK.groups), GROUPS, main.speakers).set_index("code")
    assert again.loc["Sovereignty & security", "p"] < 0.02
    assert again.loc["Sovereignty & security", "p_family"] == pytest.approx(0.21, abs=0.02)
    assert not again["beyond"].any()


def test_a_difference_that_is_there_is_found_and_two_are_needed_for_one(call):
    sides = [
        f"President {name} said that {what}."
        for name, what in (("Ana Sol", "the trade is to grow"), ("Bo Lund", "there is to be peace"))
    ]
    paragraphs = [side for _ in range(12) for side in sides]
    table = topics.differences(
        topics.by_dictionary(readout.parse("A call\n\n" + "\n\n".join(paragraphs)), BOOK),
        BOOK.codes,
        ["Ana Sol", "Bo Lund"],
    ).set_index("code")
    assert table.index[table["beyond"]].tolist() == ["ECON", "SECURITY"]
    assert table["difference"].tolist() == [1, -1]
    assert topics.differences(topics.by_dictionary(call, BOOK), BOOK.codes, ["Ana Sol"]).empty
    few = topics.differences(topics.by_dictionary(TOY, BOOK), BOOK.codes, ["Ana Sol", "Bo Lund"])
    assert few["p"].isna().all()
    assert not few["beyond"].any()


def test_only_one_side_is_given_some_topics_as_chance_often_has_it(main, hand):
    table = topics.one_sided(hand, main.speakers)
    assert table[["speaker", "code", "sentences"]].values.tolist() == [[XI, "DOMESTIC", 7], [XI, "DEVT", 4]]
    assert table["chance"].tolist() == pytest.approx([comb(58, n) / comb(72, n) for n in (7, 4)])
    assert topics.one_sided(hand, [XI]).empty


# --- ways of counting ----------------------------------------------------------------------------


def test_the_first_rank_is_all_that_holds(main):
    """Two readers, two weightings, one of them also by clause: for one person the first two take turns."""
    ways = topics.ways(main, BOOK)
    assert ways.drop_duplicates(["coding", "how"])[["coding", "how"]].values.tolist() == [
        ["first reader", "fractional"],
        ["first reader", "primary"],
        ["by clause", "fractional"],
        ["second reader", "fractional"],
        ["second reader", "primary"],
    ]
    first = topics.first_topics(ways, [PUTIN, XI]).round(3)
    assert first[["speaker", "code", "first", "of"]].values.tolist() == [
        [PUTIN, "REL", 5, 5],
        [XI, "REL", 4, 5],
        [XI, "FORA", 1, 5],
    ]
    assert first.loc[0, ["low", "high"]].tolist() == [0.241, 0.330]
    assert first.loc[1, ["low", "high"]].tolist() == [0.143, 0.184]
    assert topics.settled_ranks(ways, [XI, PUTIN])["ranks"].tolist() == [0, 1]
    ranges = topics.ranges(ways, BOOK, [PUTIN]).set_index("topic")
    assert ranges.loc["bilateral relationship"].round(3).tolist() == [0.241, 0.330]


def test_clauses_are_coded_on_one_side_only(main):
    table = topics.clause_counts(main, BOOK, [XI, PUTIN])
    assert table.values.tolist() == [[XI, 0, 58], [PUTIN, 14, 14]]


def test_topics_are_ranked_for_who_has_enough_sentences(main, hand, call):
    assert topics.rankable(hand, main.speakers) == [XI, PUTIN]
    carried = topics.by_dictionary(call, BOOK, carried=True)
    assert topics.rankable(carried, call.speakers) == []  # less than half has a topic
    assert topics.rankable(carried.assign(code="REL"), call.speakers) == [topics.WHOLE]
    assert topics.rankable(topics.by_dictionary(TOY, BOOK), TOY.speakers) == []


def test_coverage_counts_words_of_sentences_with_a_topic(hand):
    """The toy: 11 of 13 words and 14 of 14."""
    assert topics.coverage(topics.by_dictionary(TOY, BOOK)) == pytest.approx(25 / 27)
    assert topics.coverage(hand) == 1


# --- tf-idf --------------------------------------------------------------------------------------

COUNTS = np.array([[3, 0, 1], [2, 0, 0], [3, 0, 0], [4, 0, 0], [3, 2, 0], [3, 0, 2]])


@pytest.mark.parametrize(
    ("smooth", "first", "fifth", "sixth"),
    [
        (
            False,
            (0.81940995, 0, 0.57320793),
            (0.47330339, 0.88089948, 0),
            (0.58149261, 0, 0.81355169),
        ),
        (True, (0.85151335, 0, 0.52433293), (0.55422893, 0.83236428, 0), (0.63035731, 0, 0.77630514)),
    ],
)
def test_scikit_learns_documented_examples(smooth, first, fifth, sixth):
    values = TfidfTransformer(smooth_idf=smooth).fit_transform(COUNTS).toarray()
    assert values[0] == pytest.approx(first)
    assert values[4] == pytest.approx(fifth)
    assert values[5] == pytest.approx(sixth)
    assert values[1:4].tolist() == [[1, 0, 0]] * 3


def test_our_tfidf_is_the_variant_that_is_named():
    """Two paragraphs by hand: "bridge" in both, "river" twice in one, "toll" in the other."""
    text = "President Ana Sol said that the bridge, river, river.\n\nAna Sol said that the bridge has a toll."
    table = topics.tfidf(readout.parse(f"A call\n\n{text}")).set_index(["paragraph", "term"])["tfidf"]
    rare, common = np.log(3 / 2) + 1, np.log(3 / 3) + 1
    length = np.hypot(2 * rare, common)
    assert table[2, "river"] == pytest.approx(2 * rare / length)
    assert table[2, "bridge"] == pytest.approx(common / length)
    assert table[3, "toll"] == pytest.approx(rare / np.hypot(rare, common))


# --- agreement -----------------------------------------------------------------------------------


def test_the_dictionary_agrees_with_the_hand_codes(main, hand):
    """Seeds for other manners were added after the first comparison; it stayed as it was."""
    found_ = topics.agreement(hand, topics.by_dictionary(main, BOOK, carried=True))
    assert found_["kappa"] >= 0.70
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"agrees with the first reader at kappa {found_['kappa']:.2f}" in readme
    assert topics.agreement(hand, hand)["kappa"] == 1


def test_agreement_is_what_scikit_learn_computes(main, hand):
    other = topics.by_dictionary(main, BOOK)
    found_ = topics.agreement(hand, other)
    gold, theirs = (t[t["rank"] == 1].set_index("sentence")["code"] for t in (hand, other))
    assert found_["kappa"] == pytest.approx(metrics.cohen_kappa_score(gold, theirs))
    codes = [*BOOK.codes, UNCODED]
    matrix = [
        np.array([[code in set(t.loc[t["sentence"] == s, "code"]) for code in codes] for s in gold.index])
        for t in (hand, other)
    ]
    matrix = [m[:, :-1] for m in matrix]  # to be uncoded is no topic
    precision, recall, f1, _ = metrics.precision_recall_fscore_support(
        *matrix, average="micro", zero_division=0
    )
    assert (found_["precision"], found_["recall"], found_["f1"]) == pytest.approx((precision, recall, f1))


def test_learning_from_the_hand_codes_beats_the_commonest_topic(main, hand):
    found_ = topics.agreement(hand, topics.by_learning(main, hand))
    assert found_["accuracy"] > found_["majority"]


def test_confusion_counts_every_sentence_once(main, hand):
    table = topics.confusion(hand, topics.by_dictionary(main, BOOK))
    assert table.to_numpy().sum() == 77


def test_a_second_reader_agrees_as_published(main, hand, second):
    found_ = topics.agreement(hand, second)
    assert (found_["sentences"], found_["right"], found_["alike"]) == (77, 73, 65)
    rounded = [round(found_[name], 2) for name in ("kappa", "alpha_masi", "f1")]
    assert rounded == [0.94, 0.88, 0.93]
    differing = topics.disagreements(main, hand, second)
    assert differing["place"].tolist() == ["6.1", "9.7", "17.1", "18.4"]
    assert [
        set(a.split()) == set(b.split()) for a, b in zip(differing["first"], differing["second"], strict=True)
    ] == [True] * 4
    assert topics.validity(main, BOOK, hand, second).index[0] == topics.SECOND_READER


def test_the_data_card_tells_the_agreement(hand, second):
    card = (ROOT / "seeds" / "README.md").read_text(encoding="utf-8")
    found_ = topics.agreement(hand, second)
    assert f"main topic of {found_['right']} of {found_['sentences']} sentences" in card
    assert f"all topics of {found_['alike']}" in card
    numbers = [f"{found_[name]:.2f}" for name in ("kappa", "alpha_masi", "f1")]
    told = "(Cohen's kappa {}, Krippendorff's alpha with MASI distance {}, F1 over single topics {})"
    assert told.format(*numbers) in card


def test_weights_move_under_the_second_reader(main, hand, second):
    table = topics.moved(hand, second, BOOK, main.speakers)
    top = table.iloc[0]
    assert (top["topic"], top["speaker"]) == ("bilateral relationship", PUTIN)
    assert (top["first"], top["second"]) == pytest.approx((0.330, 0.241), abs=5e-4)
    sums = table.groupby("speaker")["moves"].sum()
    assert sums.tolist() == pytest.approx([0, 0], abs=1e-9)
    assert topics.moved(hand, None, BOOK, main.speakers).empty


def test_the_word_list_is_not_equally_right_for_both_sides(main, hand, second):
    """Published: .72 and .93."""
    listed = topics.by_dictionary(main, BOOK, carried=True)
    table = topics.agreement_by_speaker(hand, listed, main.speakers)
    assert table[["speaker", "right", "sentences"]].values.tolist() == [[XI, 42, 58], [PUTIN, 13, 14]]
    assert table["low"].round(2).tolist() == [0.60, 0.69]  # Wilson's limits
    again = topics.agreement_by_speaker(second, listed, main.speakers)
    assert again["right"].tolist() == [41, 12]


def test_accuracy_is_measured_on_locked_sentences_only(monkeypatch):
    """Of four locked ones the list finds two main topics, another one and none; the fifth has no code."""
    rows = [
        ("locked", "The two sides will expand trade and investment.", "ECON REL"),
        ("locked", "NATO keeps the peace; the UN helps.", "SECURITY"),
        ("locked", "Trade in vaccines matters.", "HEALTH"),
        ("locked", "It rains.", "PROTO"),
        ("locked", "It rains again.", ""),
        ("build", "Trade grows.", "HEALTH"),
    ]
    given = pd.DataFrame(rows, columns=["set", "text", "topics"])
    monkeypatch.setattr(topics, "coded_sentences", lambda _: given)
    found_ = topics.locked_accuracy.__wrapped__()
    assert (found_["sentences"], found_["right"], found_["accuracy"], found_["coded"]) == (4, 2, 0.5, 0.75)
    assert (found_["low"], found_["high"]) == pytest.approx((0.15, 0.85), abs=0.005)  # Wilson's limits


# --- sheets coded in part ------------------------------------------------------------------------


@pytest.fixture
def partly(tmp_path):
    """The call with three of its sentences coded by a first reader, and two by a second."""
    path = tmp_path / "call.txt"
    path.write_text(CALL)
    found_ = readout.load(path)
    for kind, codes in (("topics", ["", "REL", "ECON REL", "REL"]), (SECOND, ["PROTO", "REL", "REL ECON"])):
        sheet = sheets.write(found_, "topics", tmp_path / f"call.{kind}.csv")
        rows = list(csv.DictReader(sheet.read_text().splitlines()[2:]))
        for row, given in zip(rows, codes, strict=False):
            row["topics"] = given
        with sheet.open("w", newline="") as file:
            file.write("coder,Ada Byron\n")
            writer = csv.DictWriter(file, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return found_


def test_sentences_without_a_code_are_uncoded_beside_coded_ones(partly):
    source, coding = topics.best_coding(partly, BOOK)
    assert source == "hand codes"
    assert coding.loc[coding["rank"] == 1, "code"].tolist()[:5] == [UNCODED, "REL", "ECON", "REL", UNCODED]
    table = topics.weights(coding, BOOK.codes)
    assert table.loc["narrator", UNCODED] == 1
    assert table.sum(axis=1).tolist() == pytest.approx([1] * len(table))
    assert 0 < topics.coverage(coding) < 1


def test_agreement_is_of_sentences_that_were_coded(partly):
    _, coding = topics.best_coding(partly, BOOK)
    assert topics.agreement(coding, topics.by_dictionary(partly, BOOK))["sentences"] == 3
    second_ = topics.second_coding(partly, BOOK)
    assert topics.disagreements(partly, coding, second_)["first"].tolist() == ["ECON REL"]
    assert set(topics.ways(partly, BOOK)["coding"]) == {"first reader"}  # the second has coded less
    assert exhibits.basis(partly, "hand codes", coding).short == "by the hand codes of Ada Byron"


def test_every_sentence_of_the_notebook_stands_on_a_sheet_coded_in_part(partly):
    assert "can't be ranked" in exhibits.answer(partly)
    assert exhibits.facts(partly)["fact"].str.len().min() > 3


# --- models --------------------------------------------------------------------------------------


def test_models_are_as_unsteady_as_published(main, hand):
    """LDA agrees with itself at chance level, NMF at .60, .64 and .54 from other random starts than ours."""
    table = topics.stability(topics.models(main, hand)).set_index(["model", "topics"])
    assert (table.loc["LDA", "stability"] < 0.15).all()
    assert table.loc["NMF", "stability"].to_numpy() == pytest.approx([0.60, 0.64, 0.54], abs=0.07)
    assert (table["gold_ari"] < 0.2).all()


def test_models_by_paragraph_have_no_hand_codes(main):
    table = topics.models(main, unit="paragraph", sizes=(6,), starts=3)
    assert len(table) == 2 * 3
    assert table["gold_ari"].isna().all()


def test_a_short_text_gets_no_model(call):
    assert topics.models(call).empty
    assert topics.stability(topics.models(call)).empty
    assert topics.validity(call, BOOK, None).empty


def test_the_card_names_the_largest_topics_with_their_range(main, call):
    facts = exhibits.facts(main).set_index("about")
    whose = "by the hand codes of the project's authors"
    assert (
        facts.loc[f"largest topic of {PUTIN}, {whose}", "fact"]
        == "bilateral relationship, 24 to 33% of the words"
    )
    assert facts.loc[f"largest topic of {XI}, {whose}", "fact"].endswith("in 4 of 5 ways of counting")
    assert facts["importance"].tolist() == [2, 3, 3, 3]  # only what is settled comes before the full list
    assert facts.loc[f"groups of topics that differ by more than chance, {whose}", "fact"] == "none of 6"
    assert "domestic politics" in facts.loc[f"topics of {XI} and not of {PUTIN}, {whose}", "fact"]
    assert "by word list" in exhibits.facts(call)["about"].iloc[0]


def test_a_word_list_that_leaves_more_than_half_uncoded_ranks_nothing():
    text = readout.parse(
        "A call\n\nPresident Ana Sol said that trade grows. "
        + "It rains.\n\nAna Sol said that it rains. " * 6
    )
    assert topics.coverage(topics.best_coding(text, BOOK)[1]) < 0.5
    answer = exhibits.answer(text)
    assert answer.startswith("By word list, only")
    assert answer.endswith("so that topics can't be ranked.")
    assert "largest topic" not in answer


def test_the_second_reading_changed_what_the_data_card_says():
    path = ROOT / "seeds" / "xi-putin-2021-12-15.topics.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()[1:]))
    changed = [row for row in rows if row["note"].startswith("second reading, first ")]
    assert [row["place"] for row in changed] == ["8.4", "13.1", "16.1"]
    for row in changed:
        before = row["note"].removeprefix("second reading, first ").split(":")[0]
        assert before != row["topics"]
        assert before.split()[0] == row["topics"].split()[0]  # no main topic
    card = (ROOT / "seeds" / "README.md").read_text(encoding="utf-8")
    assert f"changed the codes of {len(changed)} of 77 sentences" in card
