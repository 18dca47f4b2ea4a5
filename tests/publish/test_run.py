"""The main job, on notebooks small enough to start a kernel for each test."""

import io
import json
import os
import re
import shutil
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


SLEEP = "import time; time.sleep(60)"


def figures(shelf, progress=lambda _: None):
    return run.figures(shelf / "call.txt", out=shelf / "figures", jobs=2, progress=progress)


def names(folder):
    return sorted(p.name for p in folder.iterdir())


def test_figures_gallery_and_executed_copies_come_into_the_folder(shelf):
    steps = []
    outcome = figures(shelf, steps.append)
    made = ["00-one.ipynb", "00-one.png", "01-two.ipynb", "01-two.png", "README.md"]
    assert names(outcome.folder) == sorted([*made, "09-old.png", "notes of mine.txt"])
    assert (outcome.folder / "09-old.png").read_text() == "old"
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


def test_a_kernel_that_dies_between_two_notebooks_is_told(tmp_path, monkeypatch):
    """Nothing but the run itself watches over a kernel that executes no cell."""
    paths = [notebook(tmp_path, f"0{n}-one", "1") for n in (1, 2)]
    monkeypatch.setattr(kernels, "_FORGET", "import os; os._exit(1)")
    with pytest.raises(ReadoutError, match="its kernel stopped"):
        kernels.execute(paths, "", tmp_path, jobs=1, progress=lambda _: None)


def told(process):
    """What a run says besides how far it is."""
    _, errors = process.communicate(timeout=60)
    return [line for line in errors.splitlines() if not line.startswith("notebooks on ")]


def begun(shelf, started, hook="", **environment):
    """The command on the shelf in a process of its own, when the file is there or the process has ended."""
    script = (
        "import sys, pathlib\n"
        f"{hook}\n"
        "from readout.publish import command\n"
        "from readout.reading import files\n"
        f"files.NOTEBOOKS = pathlib.Path({str(files.NOTEBOOKS)!r})\n"
        "sys.exit(command.main(['figures', sys.argv[1], '--out', sys.argv[2]]))\n"
    )
    arguments = [str(shelf / "call.txt"), str(shelf / "figures")]
    command = [sys.executable, "-X", "faulthandler", "-c", script, *arguments]
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )
    while not started.exists() and process.poll() is None:
        time.sleep(0.05)
    return process


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C can't be sent to one process on Windows")
def test_an_interrupted_run_leaves_the_old_figures_whole(shelf):
    started = shelf / "started"
    notebook(files.NOTEBOOKS, "01-two", f"open({str(started)!r}, 'w').close()", SLEEP)
    process = begun(shelf, started)
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


def test_what_others_have_put_into_the_folder_is_neither_read_nor_touched(shelf):
    folder = shelf / "figures" / "call"
    (folder / "99-my-chart.png").write_text("mine")
    (folder / "sub" / "sub").mkdir(parents=True)
    (folder / "secret.txt").write_text("mine")
    (folder / "secret.txt").chmod(0)
    if sys.platform != "win32":
        (shelf / "big").mkdir()
        (folder / "link").symlink_to(shelf / "big")
        (folder / "broken").symlink_to("nowhere")
        os.mkfifo(folder / "pipe")
    before = {path.name: path.lstat() for path in folder.iterdir()}
    figures(shelf)
    assert {name: (folder / name).lstat() for name in before} == before


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_folder_of_figures_may_lie_elsewhere(shelf, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    shutil.rmtree(shelf / "figures" / "call")
    (shelf / "figures" / "call").symlink_to(elsewhere / "not yet" / "here")
    assert "00-one.png" in names(figures(shelf).folder)
    assert (elsewhere / "not yet" / "here" / "00-one.png").exists()
    assert (shelf / "figures" / "call").is_symlink()


def test_a_folder_in_the_place_of_a_figure_stops_the_run_before_it_replaces_one(shelf):
    folder = shelf / "figures" / "call"
    (folder / "01-two.png").mkdir()
    (folder / "00-one.png").write_text("old")
    with pytest.raises(ReadoutError, match=r"01-two\.png: a folder stands where a file goes"):
        figures(shelf)
    assert (folder / "00-one.png").read_text() == "old"
    assert names(shelf / "figures") == ["call"]


HOOK = """
import os, signal
def replace(path, target, plain=pathlib.Path.replace):
    if target.name == "01-two.ipynb" and ".run-" not in str(target):
        os.kill(os.getpid(), signal.NUMBER)
    return plain(path, target)
pathlib.Path.replace = replace
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_every_file_is_whole_when_a_run_is_stopped_between_two_of_them(shelf, number):
    folder = shelf / "figures" / "call"
    old = ["00-one.png", "01-two.ipynb", "01-two.png"]
    for name in old:
        (folder / name).write_text("old")
    process = begun(shelf, shelf / "never", hook=HOOK.replace("NUMBER", number))
    assert told(process) == []
    replaced = [name for name in old if (folder / name).read_bytes() != b"old"]
    assert replaced == (["00-one.png"] if number == "SIGKILL" else old)
    assert (folder / "notes of mine.txt").read_text() == "mine"
    figures(shelf)
    assert names(shelf / "figures") == ["call"]
    assert all((folder / name).read_bytes() != b"old" for name in old)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_what_a_killed_run_left_is_gone_after_the_next_one(shelf):
    started = shelf / "started"
    sleeping = notebook(files.NOTEBOOKS, "01-two", f"open({str(started)!r}, 'w').close()", SLEEP)
    process = begun(shelf, started)
    process.kill()
    process.communicate()
    (left,) = (shelf / "figures").glob(".run-*")
    assert left.stat().st_mode & 0o777 == 0o700
    assert any(left.glob(".kernel-*.json"))
    (alive := shelf / "figures" / f".run-{os.getpid()}-other").mkdir()
    (mine := shelf / "figures" / ".run-of-mine").mkdir()
    notebook(files.NOTEBOOKS, sleeping.stem, "1")
    figures(shelf)
    assert names(shelf / "figures") == sorted([alive.name, mine.name, "call"])


def test_a_run_uses_its_own_python_whatever_kernels_are_installed(shelf, monkeypatch):
    spec = shelf / "share" / "kernels" / "python3"
    spec.mkdir(parents=True)
    argv = ["no-such-python", "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    (spec / "kernel.json").write_text(
        json.dumps({"argv": argv, "display_name": "Another", "language": "python"})
    )
    monkeypatch.setenv("JUPYTER_PATH", str(shelf / "share"))
    notebook(files.NOTEBOOKS, "01-two", "import sys", "sys.executable")
    page = nbformat.read(figures(shelf).notebooks[1], as_version=4)
    assert page.cells[2].outputs[0].data["text/plain"] == repr(sys.executable)


def test_a_kernel_that_dies_at_its_start_is_told(shelf, monkeypatch):
    (shelf / "ipykernel_launcher.py").write_text("raise SystemExit(3)")
    monkeypatch.setenv("PYTHONPATH", str(shelf), prepend=os.pathsep)
    with pytest.raises(ReadoutError, match=r"its kernel stopped .*run it in JupyterLab"):
        figures(shelf)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows looks for a home elsewhere")
def test_a_home_that_cannot_be_made_is_not_needed(shelf):
    notebook(files.NOTEBOOKS, "01-two", "import matplotlib", "bool(matplotlib.get_configdir())")
    process = begun(shelf, shelf / "never", HOME=os.devnull + "/home")
    assert (told(process), process.returncode) == ([], 0)
    page = nbformat.read(shelf / "figures" / "call" / "01-two.ipynb", as_version=4)
    assert not page.cells[1].outputs  # no notice of a folder that it could not make
    assert page.cells[2].outputs[0].data["text/plain"] == "True"


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


def test_a_folder_of_figures_that_is_not_ours_to_write_is_told_before_anything_runs(shelf, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, _: path.name != "call")  # root may do everything
    with pytest.raises(ReadoutError, match=r"can't be written to \(Permission denied\)"):
        run.figures(shelf / "call.txt", out=shelf / "figures", progress=pytest.fail)
    assert names(shelf / "figures") == ["call"]


def test_the_whole_main_job_gives_the_same_bytes_twice_and_the_stored_data(tmp_path):
    """Two full runs agree to the byte; the data agree with what the repository holds.

    The stored figures and notebooks are an earlier run's. Where another processor or system draws otherwise,
    a second run tells whether this one agrees with itself.
    """
    one = _main_job(tmp_path / "one")
    pages = [*(files.PROJECT / "figures" / MAIN).iterdir(), *run.notebooks()]
    stored = {page.name: page.read_bytes() for page in pages}
    assert stored.keys() <= one.keys()
    if any(one[name] != drawn for name, drawn in stored.items()):
        assert one == _main_job(tmp_path / "two")
    for name, drawn in stored.items():
        if name.endswith(".csv"):
            assert one[name] == drawn, name
        if name.endswith(".png"):
            with Image.open(io.BytesIO(drawn)) as old, Image.open(io.BytesIO(one[name])) as new:
                assert old.text == new.text, name


def _main_job(out):
    folder = run.figures(MAIN, out=out, progress=lambda _: None).folder
    return {p.name: p.read_bytes() for p in folder.iterdir()}


def test_a_misspelt_name_in_a_notebook_ends_in_one_line_with_the_names_there_are():
    cells = [nbformat.v4.new_code_cell(f'from readout import load\nload("{MAIN[:-1]}")')]
    client = NotebookClient(nbformat.v4.new_notebook(cells=cells), kernel_name="python3", allow_errors=True)
    (shown,) = client.execute().cells[0].outputs
    assert shown.output_type == "error"
    remedy = f"give a path, or one of the names in seeds/: {MAIN}"
    assert shown.traceback == [f"ReadoutError: {MAIN[:-1]}: there is no such file; {remedy}"]
