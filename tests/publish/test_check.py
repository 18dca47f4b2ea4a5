import dataclasses
import tomllib

import pandas as pd
import pytest

import readout
from conftest import CALL, MAIN
from readout import ReadoutError
from readout.publish import check


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "call.txt"
    path.write_text(CALL, encoding="utf-8")
    return path


def shown(path, **options):
    return check.page(check.load(path), **options)


@pytest.fixture
def doubtful(text, monkeypatch):
    """The invented call, as if the text did not decide two of its sentences."""
    found = readout.load(text)
    open_ones = found.places.isin(["4.2", "5.1"]).to_numpy()
    rules, doubt = found.sentences["rule"].mask(open_ones, "unsure"), found.sentences["doubt"] / 10
    sentences = found.sentences.assign(rule=rules, doubt=doubt.mask(open_ones, 0.4))
    unsure = dataclasses.replace(found, sentences=sentences)
    monkeypatch.setattr(check, "load", lambda _: unsure)
    return text


def test_issuer_and_source_are_shown_where_they_are_noted(text):
    assert "issuer" not in shown(text)
    text.with_suffix(".toml").write_text('issuer = "Meridia"\nsource = "https://meridia.example"\n')
    lines = shown(text).splitlines()
    assert "issuer    Meridia" in lines
    assert "source    https://meridia.example" in lines


def test_sentences_come_in_order_with_place_speaker_rule_verb_and_first_words(text):
    lines = shown(text).splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(" place"))
    found = readout.load(text)
    for line, row, place in zip(lines[start + 1 :], found.sentences.itertuples(), found.places, strict=False):
        assert line.split()[0] == place
        assert row.speaker in line
        assert f" {row.rule} " in line
        assert pd.isna(row.verb) or row.verb in line
        assert row.text[:30] in line


def test_undecided_sentences_stand_first_with_what_to_write(doubtful):
    page = shown(doubtful)
    first, rest = page.split("All sentences in order.")
    assert "Look at these first" in first
    assert [line.split()[0] for line in first.splitlines() if " unsure " in line] == ["4.2", "5.1"]
    assert len([line for line in rest.splitlines() if line[:8].strip().count(".") == 1]) == 10
    stanza = "\n".join(line.strip() for line in first.splitlines() if line.startswith("    "))
    assert tomllib.loads(stanza)["corrections"] == [
        {"place": "4.2", "begins": "The two sides should build", "speaker": "Ana Sol"}
    ]
    advice = " ".join(first.split())
    assert "into call.toml beside the text" in advice
    assert "(one of Ana Sol, Bo Lund, joint, narrator)" in advice


def test_nothing_is_said_of_undecided_sentences_where_there_are_none(text):
    assert "first" not in shown(text).split(" place")[0]


def test_what_is_printed_can_be_pasted(doubtful, monkeypatch):
    first = shown(doubtful).split("All sentences")[0]
    stanza = "\n".join(line for line in first.splitlines() if line.startswith("    "))
    doubtful.with_suffix(".toml").write_text(stanza.replace("Ana Sol", "Bo Lund"), encoding="utf-8")
    monkeypatch.undo()
    found = readout.load(doubtful)
    assert found.sentences.loc[found.places.to_numpy() == "4.2", "speaker"].item() == "Bo Lund"


def test_no_line_is_wider_than_a_terminal(doubtful):
    doubtful.write_text("Very " * 30 + CALL, encoding="utf-8")
    for page in (shown(doubtful), shown(MAIN)):
        assert max(map(len, page.splitlines())) <= check.WIDTH


def test_the_sidecar_to_begin_with_changes_nothing(text):
    before = readout.load(text)
    path = check.write_sidecar(text)
    assert path == text.with_suffix(".toml")
    after = readout.load(text)
    assert (after.title, after.date, after.speakers) == (before.title, before.date, before.speakers)
    assert after.sentences.equals(before.sentences)
    assert tomllib.loads(path.read_text(encoding="utf-8")).keys() == {"title", "date", "speakers"}


def test_its_commented_lines_are_right_when_the_comment_marks_go(doubtful, monkeypatch):
    path = check.write_sidecar(doubtful)
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line.removeprefix("# ") for line in lines if not line.endswith((".", ","))))
    monkeypatch.undo()
    found = readout.load(doubtful)
    assert (found.sentences["rule"] == "corrected").sum() == 2
    assert found.issuer == "who published the text"


def test_titles_with_quotation_marks_and_texts_without_a_date_are_written(tmp_path):
    path = tmp_path / "call.txt"
    path.write_text('Sol "Receives" L\\und\n\nPresident Ana Sol said that it rains.\n', encoding="utf-8")
    notes = tomllib.loads(check.write_sidecar(path).read_text(encoding="utf-8"))
    assert notes == {"title": 'Sol "Receives" L\\und', "speakers": {"Ana Sol": []}}


def test_a_sidecar_is_never_overwritten(text):
    path = text.with_suffix(".toml")
    path.write_text('title = "Mine"\n')
    with pytest.raises(ReadoutError, match="the sidecar exists"):
        check.write_sidecar(text)
    assert path.read_text() == 'title = "Mine"\n'
    assert sorted(p.name for p in text.parent.iterdir()) == ["call.toml", "call.txt"]


def test_the_most_doubtful_stand_first_with_doubt_and_second_candidate(doubtful):
    line = next(line for line in shown(doubtful).splitlines() if line.split()[:1] == ["5.1"])
    assert line.split()[1:6] == ["Bo", "Lund", "unsure", "40%", "Ana"]


def test_whole_sentences_are_printed_on_demand(text):
    long = "Lund said that " + "the bridge and " * 12 + "the river are long."
    text.write_text(f"{CALL}\n{long}\n", encoding="utf-8")
    assert long not in " ".join(shown(text).split())
    full = shown(text, full=True)
    assert long in " ".join(full.split())
    assert max(map(len, full.splitlines())) <= check.WIDTH


def test_neighbours_with_the_same_candidates_are_proposed_as_a_range(text, monkeypatch):
    found = readout.load(text)
    open_ones = found.places.isin(["4.2", "4.3"]).to_numpy()
    sentences = found.sentences.assign(doubt=found.sentences["doubt"].mask(open_ones, 0.4))
    monkeypatch.setattr(check, "load", lambda _: dataclasses.replace(found, sentences=sentences))
    lines = check.write_sidecar(text).read_text(encoding="utf-8").splitlines()
    proposal = "\n".join(line.removeprefix("# ") for line in lines[lines.index("# [[corrections]]") :])
    first = tomllib.loads(proposal)["corrections"][0]
    assert first == {"place": "4.2-4.3", "begins": "The two sides should build", "speaker": "Ana Sol"}
    assert '"  # or "Bo Lund"' in proposal
    assert "The two sides should build the bridge. (carried, doubt 40%)" in proposal
