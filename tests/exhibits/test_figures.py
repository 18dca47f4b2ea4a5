"""The figures that the repository holds."""

import json
import re

import pandas as pd
import pytest
from PIL import Image

from conftest import MAIN, ROOT
from readout.errors import ReadoutError
from readout.publish import gallery

FOLDER = ROOT / "figures" / MAIN
STEMS = sorted({p.stem for p in FOLDER.iterdir()})
each_figure = pytest.mark.parametrize("stem", STEMS)


def named_in(path):
    """Names of the figures that a notebook's code saves."""
    page = json.loads(path.read_text(encoding="utf-8"))
    code = "".join("".join(c["source"]) for c in page["cells"] if c["cell_type"] == "code")
    return re.findall(r'"(\d\d-[a-z0-9-]+)"', code)


def test_every_figure_is_saved_by_exactly_one_notebook_and_every_saved_one_is_there():
    saved = [
        (name, path.stem[:2])
        for path in sorted((ROOT / "notebooks").glob("*.ipynb"))
        for name in named_in(path)
    ]
    assert sorted(name for name, _ in saved) == STEMS
    assert all(name.startswith(number) for name, number in saved)


def test_the_opening_of_a_notebook_lists_what_it_writes():
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        opening = "".join(json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"])
        assert sorted(re.findall(r"`(\d\d-[a-z0-9-]+)`", opening)) == sorted(named_in(path))


@each_figure
def test_all_four_files_are_there(stem):
    assert sorted(p.suffix[1:] for p in FOLDER.glob(f"{stem}.*")) == sorted(gallery.FORMATS)


@each_figure
def test_pictures_are_of_a_pages_width_and_carry_the_document(stem, main):
    with Image.open(FOLDER / f"{stem}.png") as picture:
        assert round(picture.width / 300 * 25.4) in (89, 160)
        assert picture.height / 300 * 25.4 <= 170
        assert main.sha256 in picture.text["Source"]
        assert picture.text["Title"].strip()
        assert picture.text["Description"].strip()


@each_figure
def test_data_carry_the_document(stem, main):
    table = pd.read_csv(FOLDER / f"{stem}.csv")
    assert set(table["readout"]) == {MAIN}
    assert set(table["sha256"]) == {main.sha256[:12]}


def test_the_gallery_and_the_readme_are_up_to_date():
    stored = {path: path.read_text(encoding="utf-8") for path in (ROOT / "notebooks").glob("*.ipynb")}
    table = gallery.answers(stored, notebooks="../notebooks", figures="", pictures=MAIN)
    page = (ROOT / "figures" / "README.md").read_text(encoding="utf-8")
    assert page == gallery.page(FOLDER, heading="Figures", prefix=MAIN, answers=table)
    front = (ROOT / "README.md").read_text(encoding="utf-8")
    table = gallery.answers(
        stored, notebooks="notebooks", figures="figures/README.md", pictures=f"figures/{MAIN}"
    )
    assert front == gallery.with_answers(front, table)
    rows = [line for line in table.splitlines() if line.startswith("| [<img ")]
    assert len(rows) == len(stored) - 1  # all but the way in
    assert all(re.search(r"\*\*\[.+\]\(notebooks/.+\)\*\* <br>.+\? <br>\*\*.+\*\* \|$", row) for row in rows)


def test_a_readme_without_its_marks_is_refused():
    with pytest.raises(ReadoutError, match="put them back"):
        gallery.with_answers("no marks", "table")
