import pytest

from readout.reading import copied, layout


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("the impor-\ntance of it", "the importance\nof it"),
        ("the vil-\nlages.\n\nSol", "the villages.\n\nSol"),
        ("a long-\nterm loan", "a long-term\nloan"),
        ("people-to-\npeople ties", "people-to-people\nties"),
        ("people-to-peo-\nple ties", "people-to-people\nties"),
        ("a 10-\nyear plan", "a 10-year\nplan"),
        ("the UN-\nbacked force", "the UN-backed\nforce"),
        ("a Meridian-\nNorvian bank", "a Meridian-Norvian\nbank"),
        ("Prime Minister Mar-\nchetto, who", "Prime Minister Marchetto,\nwho"),
        ("the Norlec dam. Nor-\nlec said", "the Norlec dam. Norlec\nsaid"),
        ("the oil-rich and oil-\nrich coast", "the oil-rich and oil-rich\ncoast"),
        ("the soft\u00adware", "the soft\u00adware"),
    ],
)
def test_words_are_whole_and_compounds_keep_their_hyphen(printed, read):
    assert copied.tidied(printed) == read


def test_ligatures_are_letters():
    assert (
        copied.tidied("eﬀorts of the oﬃce, ﬂow, ﬁeld, aﬄict, ﬆ")
        == "efforts of the office, flow, field, afflict, st"
    )


@pytest.mark.parametrize(
    "edge", ["2", "- 2 -", "Page 2 of 3", "2\nPress Bulletin of the President", "Press Bulletin\n\n2"]
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_sentence_goes_on_over_the_edge_of_a_page(edge, gap):
    text = copied.tidied(f"Sol said that the ports of{gap}{edge}{gap}both sides are open.")
    assert text == "Sol said that the ports of\nboth sides are open."


def test_a_running_head_between_sentences_is_no_body():
    text = copied.tidied("Talks\n\nSol said yes.\n2\nPress Bulletin of the President\nLund said no.")
    assert [text[p.start : p.end] for p in layout.pieces(text) if p.kind == "body"] == [
        "Sol said yes.",
        "Lund said no.",
    ]


def test_a_number_that_stands_for_itself_stays():
    text = copied.tidied("1\nSol said yes.\n2\nLund said no.")
    assert [line for line in text.split("\n") if line] == ["1", "Sol said yes.", "2", "Lund said no."]


def test_quote_marks_go_where_the_text_is_quoted():
    assert copied.tidied("> > Sol\n> > said\n> yes.") == "Sol\nsaid\nyes."
    assert copied.tidied("5 > 3\n> one") == "5 > 3\n> one"


def test_an_edge_with_several_numbers_is_one_edge():
    edge = "\n".join(["12", "News and Events"] * 100)
    cut = "Sol said that trade grows and that\n\n" + edge + "\n\nit is well."
    assert copied.tidied(cut) == "Sol said that trade grows and that\nit is well."
    assert "News and Events" in copied.tidied(cut.replace("and that", "on."))
