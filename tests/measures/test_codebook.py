import csv

import pytest

from readout import ReadoutError
from readout.measures import codebook
from readout.publish import sheets

GOOD = """
[groups]
"Economy" = ["ECON"]

[codes.ECON]
title = "economy"
seeds = ["trade", "supply chain*"]

[codes.REST]
title = "other"
"""


@pytest.fixture
def book():
    return codebook.codebook()


def saved(tmp_path, text, name="mine.toml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_users_codebook_works_the_same_way(tmp_path):
    mine = codebook.codebook(saved(tmp_path, GOOD))
    assert mine.codes == ("ECON", "REST")
    assert mine.seeds == {"ECON": ("trade", "supply chain*"), "REST": ()}
    assert mine.groups == {"ECON": "Economy", "REST": "other"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('title = "economy"', "", "code ECON has no title"),
        ("[codes.ECON]", "[codes.econ]", "names 'ECON', which is no code"),
        ('["trade", "supply chain*"]', '["trade", 7]', "code ECON has the seed 7"),
        ('title = "other"', 'title = "other"\nseeds = ["Trade"]', "seed 'trade' belongs to ECON and REST"),
        ('"Economy" = ["ECON"]', '"Economy" = ["ECON"]\n"Two" = ["ECON"]', "'ECON' is in two groups"),
        ("[codes.REST]", "[codes.re-st]", "'re-st' is no code"),
        ("[codes.ECON]", "[codes.ECON", "can't be read"),
        (GOOD, "rules = []", "no .codes.NAME. tables"),
        ("[codes.ECON]", f"a = {'[' * 10_000}\n[codes.ECON]", "can't be read"),
        ("[codes.ECON]", f"a = {'9' * 10_000}\n[codes.ECON]", "can't be read"),
        ('["trade", "supply chain*"]', f"[0x{'f' * 9_000}]", "the seed a number too long to be shown"),
        ('["trade", "supply chain*"]', "7", "the definition or the seeds of ECON are misshapen"),
        ('"economy"', "7", "code ECON has no title"),
        ('"Economy" = ["ECON"]', '"Economy" = 7', "groups is no table of lists"),
    ],
)
def test_a_faulty_codebook_is_refused_with_its_fault(tmp_path, old, new, message):
    assert old in GOOD
    with pytest.raises(ReadoutError, match=message):
        codebook.codebook(saved(tmp_path, GOOD.replace(old, new)))


def test_a_missing_codebook_is_named(tmp_path):
    with pytest.raises(ReadoutError, match=r"none\.toml: the codebook can't be read"):
        codebook.codebook(tmp_path / "none.toml")


def test_our_codebook_is_complete(book):
    assert len(book.codes) == 13
    assert set(book.groups.values()) == set(dict.fromkeys(book.groups.values()))
    assert len(set(book.groups.values())) == 6
    assert all(book.definitions[code] and book.seeds[code] for code in book.codes)
    assert len(book.rules) >= 5


# --- sheets --------------------------------------------------------------------------------------


def test_the_sheet_of_the_main_document_codes_every_sentence(main, book):
    codes = codebook.hand_codes(main, book)
    whole = codes[codes["clause"] == ""]
    assert whole["sentence"].tolist() == main.body["sentence"].tolist()
    assert whole["topics"].map(len).between(1, 4).all()
    clauses = codes[codes["clause"] != ""]
    assert set(clauses["place"].str.split(".").str[0]) == {"18"}
    for sentence, rows in clauses.groupby("sentence"):
        (text,) = main.body.loc[main.body["sentence"] == sentence, "text"]
        assert " ".join(rows["text"]) == text


def test_a_text_without_a_sheet_has_no_hand_codes(call, book):
    assert codebook.hand_codes(call, book) is None


def filled(call, tmp_path, codes="REL", **changes):
    path = sheets.write(call, "topics", tmp_path / "call.topics.csv")
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()[2:]))
    for row in rows:
        row["topics"] = codes
    rows[2].update(changes)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_an_empty_sheet_can_be_filled_in_and_read(call, book, tmp_path):
    path = filled(call, tmp_path, codes="ECON REL")
    codes = codebook.hand_codes(call, book, path)
    assert codes["topics"].tolist() == [("ECON", "REL")] * len(call.body)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"topics": "TRADE"}, "line 4: 'TRADE' is no code; use codes of the codebook: REL CORE"),
        ({"topics": "REL REL"}, "line 4: a code stands twice"),
        ({"place": "99.1"}, "line 4: '99.1' is no sentence of the body"),
        ({"text": "Another text."}, "line 4: the text at .* is now"),
    ],
)
def test_a_faulty_sheet_is_refused_with_its_line(call, book, tmp_path, changes, message):
    with pytest.raises(ReadoutError, match=message):
        codebook.hand_codes(call, book, filled(call, tmp_path, **changes))


def test_a_sheet_without_its_columns_is_refused(call, book, tmp_path):
    with pytest.raises(ReadoutError, match="no column 'clause'"):
        codebook.hand_codes(call, book, saved(tmp_path, "place,text\n", "a.csv"))


def test_a_filled_sheet_is_never_overwritten(call, tmp_path):
    path = filled(call, tmp_path)
    before = path.read_bytes()
    with pytest.raises(ReadoutError, match="the sheet exists; name another"):
        sheets.write(call, "topics", path)
    assert path.read_bytes() == before
