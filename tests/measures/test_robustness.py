"""The translation register with its switches, the headlines under their forks, and the card."""

import pandas as pd
import pytest

import readout
from readout.errors import ReadoutError
from readout.exhibits import card
from readout.measures import register, robustness
from readout.sidecar import Correction, Sidecar

ONE = readout.parse("A call\n\nPresident Ana Sol said that the bridge is long. It is wet.")


@pytest.fixture(scope="module")
def forks(main):
    return robustness.specifications(main)


def test_the_register_of_the_main_document(main):
    entries = register.register(main)
    assert len(entries) == 20
    assert entries["id"].is_unique
    assert entries.loc[entries["kind"] == "sense reversed", "place"].tolist() == ["11.2"]


def test_a_switch_changes_its_passage_only(main):
    entries = register.register(main)
    changed = register.switched(main, entries, ["T1"])
    apart = [
        (a, b) for a, b in zip(main.body["text"], changed.body["text"], strict=True) if a != b
    ]  # fmt: skip
    assert len(apart) == 1
    assert "opposite direction" in apart[0][0]
    assert "towards each other" in apart[0][1]
    assert changed.name != main.name
    assert register.switched(main, entries, []).text == main.text
    everything = register.switched(main, entries)
    assert everything.speakers == main.speakers
    assert not any(span in everything.text for span in entries["span"] if span != "market challenges")


def test_a_switch_keeps_the_notes_on_the_text(main):
    notes = Sidecar(
        title="A meeting", corrections=(Correction("11.2", "The two sides should think", "joint"),)
    )
    noted = readout.parse(main.text, name=main.name, sidecar=notes)
    changed = register.switched(noted, register.register(noted))
    assert changed.title == "A meeting"
    assert changed.places[changed.sentences["rule"].eq("corrected").to_numpy()].tolist() == ["11.2"]
    assert changed.text == register.switched(main, register.register(main)).text


def test_an_unknown_switch_is_refused(main):
    with pytest.raises(ReadoutError, match="no entry 'T99'"):
        register.switched(main, register.register(main), ["T99"])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"span": "not there"}, "does not stand exactly once"),
        ({"span": "the"}, "does not stand exactly once"),
        ({"place": "99.9"}, "does not stand exactly once"),
        ({"evidence": ""}, "'evidence' is empty"),
    ],
)
def test_a_faulty_register_is_refused(tmp_path, main, changes, message):
    row = dict.fromkeys(register.COLUMNS, "x") | {"place": "11.2", "span": "opposite direction"} | changes
    path = tmp_path / "mine.csv"
    pd.DataFrame([row]).to_csv(path, index=False)
    with pytest.raises(ReadoutError, match=message):
        register.register(main, path)


def test_an_id_stands_once(tmp_path, main):
    row = dict.fromkeys(register.COLUMNS, "x") | {"place": "11.2", "span": "opposite direction"}
    path = tmp_path / "mine.csv"
    pd.DataFrame([row, row]).to_csv(path, index=False)
    with pytest.raises(ReadoutError, match="stands twice"):
        register.register(main, path)


def test_every_headline_has_one_reference_and_forks_with_the_register_on(forks):
    groups = forks.groupby("headline")
    assert groups["reference"].sum().eq(1).all()
    assert set(forks["headline"]) == {headline.name for headline in robustness.HEADLINES}
    assert groups["choices"].agg(lambda c: c.str.contains(robustness.CORRECTED).any()).all()
    assert not forks.duplicated(["headline", "choices"]).any()
    assert forks["value"].notna().all()


def test_references_are_the_numbers_of_the_notebooks(main, forks):
    own = forks[forks["reference"]].set_index("headline")["value"]
    assert own["each names the own state first"] == 7
    assert own["the first's most frequent term"] == 28 - 21
    assert own["the second repeats the first"] == pytest.approx(25.0 - 10.4, abs=6)
    assert own["more opposition"] == pytest.approx(100 * (3 / 58 - 5 / 14))
    assert own["more demands"] == pytest.approx(1000 * 12 / 1541)
    assert forks.groupby("headline")["value"].first().to_dict() == own.to_dict()
    assert main.speakers == ("Xi Jinping", "Vladimir Putin")


def test_verdicts_of_the_main_document(main, forks):
    found = robustness.verdicts(forks, main.speakers).set_index("headline")
    assert found.loc[found["verdict"] == "cannot tell"].index.tolist() == [
        "a word sets the two apart",
        "warmer by lexicons",
    ]
    # Another English version of the day reports in the third person, and takes every "we" away.
    assert found.loc[found["verdict"] == "depends"].index.tolist() == ["more we and our"]
    assert "third person" in found.loc["more we and our", "against"]
    assert found.loc["the first's most frequent term", "subject"] == "cooperation"
    assert found.loc["the topic that differs most", "subject"] == "bilateral relationship"
    assert found.loc["more opposition", "who"] == "Vladimir Putin"
    assert found.loc["warmer by lexicons", "against"]


def test_verdicts_by_hand():
    def given(name, *values):
        size = len(values)
        return pd.DataFrame(
            {
                "headline": name,
                "subject": "",
                "notebook": "06",
                "unit": "x",
                "choices": list("abc")[:size],
                "value": values,
                "reference": [True, *[False] * (size - 1)],
            }
        )

    people = ("Ana Sol", "Bo Lund")
    cases = {
        "more demands": ((2.0, 1.0), "survives"),
        "more commitments": ((2.0, -1.0, 3.0), "depends"),
        "more opposition": ((0.0, 1.0), "cannot tell"),
        "warmer by lexicons": ((0.2, -0.2), "cannot tell"),
        "a word sets the two apart": ((-1.0, -2.0), "cannot tell"),
    }
    table = pd.concat([given(name, *values) for name, (values, _) in cases.items()])
    found = robustness.verdicts(table, people).set_index("headline")
    assert found["verdict"].to_dict() == {name: verdict for name, (_, verdict) in cases.items()}
    assert found.loc["more commitments", ["who", "agreeing", "against"]].tolist() == ["Ana Sol", 2, "b"]
    assert found.loc["more opposition", "who"] == ""


def test_each_entry_by_itself(main):
    found = robustness.by_entry(main).set_index("id")
    assert found.loc["T12", "VADER"] > 0  # "offline" is a bad word to VADER
    assert found.loc["T13", "act"] == "COMMIT to EXPRESS"
    assert len(found) == 20


def test_one_person_has_no_headline():
    forks = robustness.specifications(ONE)
    assert forks.empty
    assert robustness.verdicts(forks, ONE.speakers).empty
    assert robustness.by_entry(ONE).empty


def test_the_card_has_every_notebook_and_the_firmest_first(main):
    facts = card.facts(main)
    page = card.strongest(facts)
    assert set(facts["notebook"]) == {"01", "02", "03", "04", "05", "06", "07"}
    assert page["rung"].is_monotonic_increasing
    assert set(page["notebook"]) == set(facts["notebook"])
    assert page[page["rung"] == "C1"]["notebook"].value_counts().max() == card.EXACT
    assert page[page["rung"] != "C1"]["notebook"].value_counts().max() == card.OTHERS
    assert len(page) <= card.ON_ONE_PAGE
