import dataclasses
import io
import re
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.figure import Figure
from PIL import Image

from readout import ReadoutError, document
from readout.exhibits import export
from readout.publish import gallery
from readout.reading import files

DATA = pd.DataFrame({"voice": ["Ana", "Bo"], "words": [12, 7]})
ALT = "Bars: Ana 12 words & Bo <7>."
CAPTION = "Ana is given more “words” than Bo."


def bars():
    figure = Figure(figsize=(3, 2), layout="constrained")
    figure.subplots().barh(DATA["voice"], DATA["words"])
    return figure


def save(folder, readout=None, **changes):
    options = {"data": DATA, "caption": CAPTION, "alt": ALT, "settings": {"words": "rule A"}} | changes
    return export.save(bars(), "01-toy", readout=readout, folder=folder, **options)


def test_four_files_are_written_and_nothing_else(tmp_path, call):
    exhibit = save(tmp_path, call)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(f"01-toy.{kind}" for kind in gallery.FORMATS)
    assert {p.name for p in exhibit.files} == {p.name for p in tmp_path.iterdir()}


def test_every_picture_carries_caption_alternative_text_settings_and_hash(tmp_path, call):
    save(tmp_path, call)
    svg = (tmp_path / "01-toy.svg").read_text(encoding="utf-8")
    assert f"<title>{CAPTION}</title>" in svg
    assert "<desc>Bars: Ana 12 words &amp; Bo &lt;7&gt;.</desc>" in svg
    assert 'role="img"' in svg
    with Image.open(tmp_path / "01-toy.png") as png:
        assert png.text["Title"] == CAPTION
        assert png.text["Description"] == ALT
        assert png.text["Settings"] == "words: rule A"
        assert call.sha256 in png.text["Source"]
        assert [round(d) for d in png.info["dpi"]] == [300, 300]
    pdf = (tmp_path / "01-toy.pdf").read_bytes()
    for text in (CAPTION, ALT):
        assert text.encode("utf-16-be") in pdf or text.encode() in pdf
    for text in (svg.encode(), pdf):
        assert call.sha256.encode() in text
        assert b"rule A" in text


def test_text_of_the_pdf_is_truetype(tmp_path):
    save(tmp_path)
    pdf = (tmp_path / "01-toy.pdf").read_bytes()
    assert b"/FontFile2" in pdf
    assert b"/Type3" not in pdf


def test_csv_is_the_data_with_the_documents_name_and_hash(tmp_path, call):
    save(tmp_path, call)
    table = pd.read_csv(tmp_path / "01-toy.csv")
    pd.testing.assert_frame_equal(table[["voice", "words"]], DATA)
    assert set(table["readout"]) == {"call"}
    assert set(table["sha256"]) == {call.sha256[:12]}


def test_a_second_export_is_the_same_to_the_byte(tmp_path, call):
    first = {p.name: p.read_bytes() for p in save(tmp_path / "a", call).files}
    second = {p.name: p.read_bytes() for p in save(tmp_path / "b", call).files}
    assert first == second


def test_two_svgs_on_one_page_share_no_ids(tmp_path):
    export.save(bars(), "01-one", data=DATA, caption=CAPTION, alt=ALT, folder=tmp_path)
    export.save(bars(), "01-two", data=DATA, caption=CAPTION, alt=ALT, folder=tmp_path)
    clips = [
        set(re.findall(r'clipPath id="([^"]+)"', (tmp_path / f"01-{n}.svg").read_text()))
        for n in ("one", "two")
    ]
    assert clips[0]
    assert not clips[0] & clips[1]


@pytest.mark.parametrize("name", ["../up", "a/b", "", "Big", "a b", ".hidden", "a.svg"])
def test_a_name_that_could_leave_the_folder_is_refused(tmp_path, name):
    with pytest.raises(ReadoutError, match="plain figure name"):
        export.save(bars(), name, data=DATA, caption=CAPTION, alt=ALT, folder=tmp_path)


@pytest.mark.parametrize("name", ["con", "x" * 300])
def test_a_name_that_some_system_forbids_is_refused(tmp_path, name):
    with pytest.raises(ReadoutError, match="can't name a folder"):
        export.save(bars(), name, data=DATA, caption=CAPTION, alt=ALT, folder=tmp_path)
    assert not list(tmp_path.iterdir())


def test_no_readout_can_be_named_like_a_way_out(call):
    with pytest.raises(ReadoutError, match="can't name a folder"):
        document.parse("President Ana Sol said that it rains.", name="../../up")
    with pytest.raises(ReadoutError, match="can't name a folder"):
        dataclasses.replace(call, name="../../up")
    with pytest.raises(ReadoutError, match="out of its place"):
        save(Path("..") / "up")


def test_a_readout_with_an_odd_name_has_a_folder_of_its_own(call):
    exhibit = save(None, dataclasses.replace(call, name="Été (v2), final & [done]"))
    assert exhibit.files[0].parent == files.figures_folder() / "Été (v2), final & [done]"
    assert "Été (v2), final &amp; [done]/01-toy" in exhibit._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize("change", [{"caption": " "}, {"alt": ""}])
def test_a_figure_without_words_is_refused(tmp_path, change):
    with pytest.raises(ReadoutError, match="empty"):
        save(tmp_path, **change)
    assert not list(tmp_path.iterdir())


def test_a_failed_export_leaves_the_old_figure_whole(tmp_path, call, monkeypatch):
    old = {p.name: p.read_bytes() for p in save(tmp_path, call).files}

    def broken(*_, **__):
        raise RuntimeError("no font")

    monkeypatch.setattr(Figure, "savefig", broken)
    with pytest.raises(RuntimeError):
        save(tmp_path, call, caption="Another")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == old


def test_without_a_readout_figures_go_to_the_figures_folder():
    exhibit = save(None)
    assert exhibit.files[0].parent == files.figures_folder()


def test_a_notebook_shows_picture_caption_alternative_text_and_data():
    exhibit = export.show(bars(), data=DATA, caption=CAPTION, alt=ALT)
    bundle = exhibit._repr_mimebundle_()
    assert bundle["text/plain"] == ALT
    shown = bundle["text/html"]
    assert 'alt="Bars: Ana 12 words &amp; Bo &lt;7&gt;."' in shown
    assert "Ana is given more “words” than Bo." in shown
    assert ">12<" in shown
    with Image.open(io.BytesIO(exhibit.png)) as picture:
        assert picture.width == 2 * exhibit.width


def test_markup_in_a_caption_is_shown_not_run():
    exhibit = export.show(bars(), data=DATA, caption="<script>x</script>", alt='"><i>')
    shown = exhibit._repr_mimebundle_()["text/html"]
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert '"><i>' not in shown


def test_the_gallery_is_made_from_what_the_pictures_carry(tmp_path, call):
    save(tmp_path / "call", call)
    page = gallery.page(tmp_path / "call", heading="Figures", prefix="call")
    assert page.startswith("# Figures\n")
    assert "![Bars: Ana 12 words & Bo \\<7\\>.](call/01-toy.png)" in page
    assert call.sha256 in page


def test_no_cell_of_the_data_is_run_by_a_spreadsheet_and_numbers_stay(tmp_path):
    save(tmp_path, data=pd.DataFrame({"term": ["=1+1", "@now", "a-b"], "change": [-1.5, 2, -3]}))
    assert (tmp_path / "01-toy.csv").read_text() == "term,change\n'=1+1,-1.5\n'@now,2\na-b,-3\n"


def test_dollars_of_a_caption_are_no_mathematics():
    exhibit = export.show(bars(), data=DATA, caption="From $5 million to $6 million.", alt=r"\(Ana\)")
    markup = exhibit._repr_mimebundle_()["text/html"]
    assert markup.startswith('<div class="mathjax_ignore tex2jax_ignore"><figure')
    assert "From $5 million to $6 million." in markup
