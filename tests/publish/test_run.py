"""The main job, on notebooks small enough to start a kernel for each test."""

import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter

import nbformat
import pytest
from nbclient import NotebookClient
from PIL import Image

from conftest import CALL, MAIN
from readout import ReadoutError
from readout.publish import kernels, run
from readout.reading import files

PICTURE = """
import os, pathlib
from PIL import Image, PngImagePlugin
facts = PngImagePlugin.PngInfo()
for key in ("Title", "Description", "Settings", "Source"):
    facts.add_text(key, f"{key} of " + pathlib.Path(READOUT).stem)
folder = pathlib.Path(os.environ["READOUT_FIGURES"]) / pathlib.Path(READOUT).stem
folder.mkdir(exist_ok=True)
Image.new("RGB", (2, 2)).save(folder / "NAME.png", pnginfo=facts)
"""


def notebook(folder, name, *cells):
    page = nbformat.v4.new_notebook()
    page.cells = [nbformat.v4.new_code_cell(f'READOUT = "{MAIN}"', metadata={"tags": ["parameters"]})]
    page.cells += [nbformat.v4.new_code_cell(cell) for cell in cells]
    for number, cell in enumerate(page.cells):
        cell.id = f"cell-{number}"
    path = folder / f"{name}.ipynb"
    nbformat.write(page, path)
    return path


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A project of its own: two small notebooks, an invented text, an old figure, a user's file."""
    books, figures = tmp_path / "notebooks", tmp_path / "figures"
    books.mkdir()
    (figures / "call").mkdir(parents=True)
    (figures / "call" / "09-old.png").write_text("old")
    (figures / "call" / "notes of mine.txt").write_text("mine")
    notebook(books, "00-one", PICTURE.replace("NAME", "00-one"))
    notebook(books, "01-two", PICTURE.replace("NAME", "01-two"), "len(READOUT) > 3")
    (tmp_path / "call.txt").write_text(CALL)
    monkeypatch.setattr(files, "NOTEBOOKS", books)
    return tmp_path


def figures(shelf, progress=lambda _: None):
    return run.figures(shelf / "call.txt", out=shelf / "figures", jobs=2, progress=progress)


def names(folder):
    return sorted(p.name for p in folder.iterdir())


def test_figures_gallery_and_executed_copies_replace_the_old_folder(shelf):
    steps = []
    outcome = figures(shelf, steps.append)
    made = ["00-one.ipynb", "00-one.png", "01-two.ipynb", "01-two.png", "README.md"]
    assert names(outcome.folder) == [*made, "notes of mine.txt"]
    cells = Counter(path for path in steps if path)
    assert cells == kernels.cells_to_run(run.notebooks())
    assert cells.total() == 5
    assert "Description of call" in outcome.gallery.read_text()
    with Image.open(outcome.folder / "00-one.png") as picture:
        assert picture.text["Title"] == "Title of call"
    assert names(shelf / "figures") == ["call"]


def test_stored_notebooks_are_left_alone_for_another_text(shelf):
    before = {p.name: p.read_bytes() for p in run.notebooks()}
    figures(shelf)
    assert {p.name: p.read_bytes() for p in run.notebooks()} == before


def test_executed_notebooks_say_nothing_of_the_machine(shelf):
    outcome = figures(shelf)
    page = nbformat.read(outcome.notebooks[1], as_version=4)
    assert page.metadata.language_info == {"name": "python"}
    assert [cell.execution_count for cell in page.cells] == [1, 2, 3]
    assert page.cells[2].outputs[0].data["text/plain"] == "True"
    assert all("execution" not in cell.metadata for cell in page.cells)


@pytest.mark.parametrize("place", ["call.txt", "seeds/call.txt", "../call.txt"])
def test_executed_notebooks_name_a_text_near_by_from_where_they_are(shelf, place):
    text, root = shelf / place, shelf / "figures"
    text.parent.mkdir(exist_ok=True)
    text.write_text(CALL)
    outcome = run.figures(text, out=root, jobs=2, progress=lambda _: None)
    pages = [path.read_text("utf-8") for path in outcome.notebooks]
    named = {re.search(r'READOUT = \\"(.*?)\\"', page)[1] for page in pages}
    assert named == {"call.txt" if place.startswith("..") else f"../../{place}"}
    assert not any(str(shelf.parent) in page for page in pages)


def test_a_text_with_an_odd_name_is_run_under_it(shelf):
    text = shelf / "Été (v2), _final_ & [done].txt"
    text.write_text(CALL)
    run.figures(text, out=shelf / "figures", jobs=2, progress=lambda _: None)
    assert names(shelf / "figures") == ["call", text.stem]
    made = shelf / "figures" / text.stem
    assert (made / "00-one.png").exists()
    page = (made / "README.md").read_text()
    assert page.startswith("# Figures: Été (v2), \\_final\\_ & \\[done\\]\n")
    assert all((made / target).exists() for target in re.findall(r"\]\(([^)#]+\.(?:png|ipynb))\)", page))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize("name", ["..txt", ".run.txt", "con.txt", "a:b.txt"])
def test_a_name_that_could_lead_elsewhere_is_refused_before_anything_runs(shelf, name):
    (shelf / name).write_text(CALL)
    with pytest.raises(ReadoutError, match="can't name a folder"):
        run.figures(shelf / name, out=shelf / "figures", progress=pytest.fail)
    assert names(shelf / "figures") == ["call"]


def test_a_file_in_the_place_of_the_folder_is_left_alone(shelf):
    (shelf / "figures" / "notes").write_text("mine")
    (shelf / "notes.txt").write_text(CALL)
    with pytest.raises(ReadoutError, match="a file stands where"):
        run.figures(shelf / "notes.txt", out=shelf / "figures", progress=pytest.fail)
    assert (shelf / "figures" / "notes").read_text() == "mine"


def test_another_text_of_the_main_documents_name_does_not_replace_its_figures(shelf):
    (shelf / f"{MAIN}.txt").write_text(CALL)
    with pytest.raises(ReadoutError, match="main document"):
        run.figures(shelf / f"{MAIN}.txt", progress=pytest.fail)


def test_a_failing_cell_is_named_and_the_old_figures_stay(shelf):
    notebook(files.NOTEBOOKS, "01-two", "x = 1", "x / 0")
    with pytest.raises(ReadoutError) as caught:
        figures(shelf)
    assert str(caught.value).startswith(
        "01-two.ipynb: cell 3 (cell-2) raised ZeroDivisionError: division by zero"
    )
    assert names(shelf / "figures") == ["call"]
    assert names(shelf / "figures" / "call") == ["09-old.png", "notes of mine.txt"]


def test_a_text_that_is_refused_is_told_in_its_own_words(shelf):
    notebook(files.NOTEBOOKS, "01-two", "import readout", "readout.load(READOUT)")
    (shelf / "call.txt").write_text("")
    with pytest.raises(ReadoutError) as caught:
        figures(shelf)
    assert str(caught.value) == "call.txt: the file is empty; paste the readout's text into it"


def test_a_kernel_that_dies_is_reported(shelf):
    notebook(files.NOTEBOOKS, "01-two", "import os; os._exit(1)")
    with pytest.raises(ReadoutError, match=r"01-two\.ipynb: its kernel stopped"):
        figures(shelf)


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C can't be sent to one process on Windows")
def test_a_kernel_that_dies_between_two_notebooks_is_told(tmp_path, monkeypatch):
    """Nothing but the run itself watches over a kernel that executes no cell."""
    paths = [notebook(tmp_path, f"0{n}-one", "1") for n in (1, 2)]
    monkeypatch.setattr(kernels, "_FORGET", "import os; os._exit(1)")
    with pytest.raises(ReadoutError, match="its kernel stopped"):
        kernels.execute(paths, "", tmp_path, jobs=1, progress=lambda _: None)


def test_an_interrupted_run_leaves_the_old_figures_whole(shelf):
    started = shelf / "started"
    notebook(files.NOTEBOOKS, "01-two", f"open({str(started)!r}, 'w').close()", "import time; time.sleep(60)")
    script = (
        "import sys, pathlib\n"
        "from readout.publish import command\n"
        "from readout.reading import files\n"
        f"files.NOTEBOOKS = pathlib.Path({str(files.NOTEBOOKS)!r})\n"
        "sys.exit(command.main(['figures', sys.argv[1], '--out', sys.argv[2]]))\n"
    )
    arguments = [str(shelf / "call.txt"), str(shelf / "figures")]
    command = [sys.executable, "-X", "faulthandler", "-c", script, *arguments]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    while not started.exists() and process.poll() is None:
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGINT)
    try:
        _, errors = process.communicate(timeout=30)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGABRT)
        pytest.fail(f"not ended; it was at {process.communicate()[1]}")
    assert process.returncode == 130
    assert "interrupted; the figures are as they were" in errors
    assert "Traceback" not in errors
    assert names(shelf / "figures") == ["call"]
    assert names(shelf / "figures" / "call") == ["09-old.png", "notes of mine.txt"]


def test_the_cell_tagged_parameters_is_the_only_one_changed(tmp_path):
    path = notebook(tmp_path, "00-one", 'OTHER = "kept"')
    page = kernels.with_parameter(nbformat.read(path, as_version=4), "/a/b.txt", where="00-one")
    assert [cell.source for cell in page.cells] == ['READOUT = "/a/b.txt"', 'OTHER = "kept"']


def test_a_notebook_without_parameters_is_refused():
    page = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")])
    with pytest.raises(ReadoutError, match="parameters"):
        kernels.with_parameter(page, "x", where="00-one")


def test_without_notebooks_the_way_to_get_them_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "NOTEBOOKS", tmp_path)
    with pytest.raises(ReadoutError, match="clone"):
        run.notebooks()


def test_a_folder_that_cannot_be_written_is_told_before_anything_runs(shelf):
    (shelf / "file").write_text("")
    with pytest.raises(ReadoutError, match="can't be written to"):
        run.figures(shelf / "call.txt", out=shelf / "file" / "figures", progress=lambda _: None)


def test_the_whole_main_job_gives_the_same_bytes_twice_and_the_stored_data(tmp_path):
    """Two full runs agree to the byte; the data agree with what the repository holds."""
    runs = [run.figures(MAIN, out=tmp_path / name, progress=lambda _: None).folder for name in ("one", "two")]
    one, two = ({p.name: p.read_bytes() for p in folder.iterdir()} for folder in runs)
    assert one == two
    stored = files.PROJECT / "figures" / MAIN
    for path in stored.glob("*.csv"):
        assert one[path.name] == path.read_bytes(), path.name
    for path in stored.glob("*.png"):
        with Image.open(path) as old, Image.open(runs[0] / path.name) as new:
            assert old.text == new.text, path.name


def test_a_misspelt_name_in_a_notebook_ends_in_one_line_with_the_names_there_are():
    cells = [nbformat.v4.new_code_cell(f'from readout import load\nload("{MAIN[:-1]}")')]
    client = NotebookClient(nbformat.v4.new_notebook(cells=cells), kernel_name="python3", allow_errors=True)
    (shown,) = client.execute().cells[0].outputs
    assert shown.output_type == "error"
    remedy = f"give a path, or one of the names in seeds/: {MAIN}"
    assert shown.traceback == [f"ReadoutError: {MAIN[:-1]}: there is no such file; {remedy}"]
