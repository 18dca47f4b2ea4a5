"""`python3 lib`: what it offers, what it takes for ready, and what it says where it can't go on."""

import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from readout.publish import command

SOURCE = ROOT / "lib" / "__main__.py"
posix = pytest.mark.skipif(os.name != "posix", reason="Windows has no scripts without an ending")


@pytest.fixture
def way(monkeypatch, tmp_path):
    """The module, for a project of its own that holds a lock and nothing else."""
    spec = importlib.util.spec_from_file_location("way_in", SOURCE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, place in {"PROJECT": "", "LOCK": "requirements.lock", "VENV": ".venv"}.items():
        monkeypatch.setattr(module, name, tmp_path / place)
    monkeypatch.setattr(module, "READY", tmp_path / ".venv" / ".ready")
    monkeypatch.setattr(module, "PYTHON", Path(sys.executable))
    for name in ("requirements.lock", "pyproject.toml"):
        (tmp_path / name).write_text("")
    monkeypatch.setenv("PATH", str(tmp_path / "no-programs"))
    monkeypatch.setattr(module.signal, "signal", lambda *_: None)
    monkeypatch.setattr(module, "become", pytest.fail)
    return module


@pytest.fixture(autouse=True)
def steps(way, monkeypatch):
    """The set-up's steps, which are written down and not taken; those with the word ``failing`` fail."""

    class Steps(list):
        failing = ""

        def take(self, what, *command):
            self.append((what, [str(word) for word in command]))
            way.VENV.mkdir(exist_ok=True)
            if self.failing and self.failing in command:
                raise way.SetUpError(f"{what} failed:\nerror: no such host\nhint: find one")

    taken = Steps()
    taken.really = way.step
    monkeypatch.setattr(way, "step", taken.take)
    return taken


def commands(page):
    return set(re.findall(r"(?:python3|py) lib ([a-z]+)", page))


def test_every_command_that_is_offered_is_there(way):
    offered = set(re.findall(r"^  (\w+)", way.USAGE, flags=re.MULTILINE))
    own = set(re.findall(r"^    (\w+)  ", command.parser().format_help(), flags=re.MULTILINE))
    assert offered == own | {*way.STEPS}


def test_pages_makefile_and_ci_call_commands_that_are_offered(way):
    offered = {*way.STEPS, "figures", "check", "sheet"}
    for page in ("README.md", "CONTRIBUTING.md", "seeds/README.md", "lib/readout/attribution/README.md"):
        assert commands((ROOT / page).read_text("utf-8")) <= offered
    readme = commands((ROOT / "README.md").read_text("utf-8"))
    assert {"figures", "lab", "test", "check", "sheet", "bench", "attribution"} <= readme
    assert commands((ROOT / ".ci" / "run").read_text("utf-8")) == {"test"} <= readme
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.search(r"^\.PHONY: (.*)", makefile, flags=re.MULTILINE)[1].split())
    assert targets - offered == {"lock", "clean"}


def test_an_old_python_can_read_it_and_nothing_needs_to_be_installed():
    tree = ast.parse(SOURCE.read_text("utf-8"), feature_version=(3, 6))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names


def test_without_a_command_it_says_what_there_is(way, capsys):
    assert way.main([]) == 0
    assert way.main(["figurse"]) == 2
    assert capsys.readouterr().err == f"{way.USAGE}\n" * 2


def test_a_set_up_that_ended_is_ready_until_lock_place_or_python_change(way, monkeypatch):
    assert not way.is_ready()
    way.set_up()
    assert way.is_ready()
    way.LOCK.write_text("another")
    assert not way.is_ready()
    way.set_up()
    assert way.is_ready()
    monkeypatch.setattr(way.platform, "machine", lambda: "another")
    assert not way.is_ready()
    monkeypatch.undo()


@pytest.mark.parametrize(("name", "value"), [("PROJECT", "moved"), ("PYTHON", "gone")])
def test_a_moved_project_or_a_python_that_is_gone_is_set_up_anew(way, monkeypatch, name, value):
    way.set_up()
    moved = way.PROJECT / value
    if name == "PROJECT":
        moved.mkdir()
        (moved / "pyproject.toml").write_text("")
    monkeypatch.setattr(way, name, moved)
    assert not way.is_ready()


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_a_set_up_that_is_interrupted_leaves_no_half(way, monkeypatch, capsys, error):
    def stopped(*_):
        way.VENV.mkdir()
        raise error

    monkeypatch.setattr(way, "step", stopped)
    assert way.main(["test"]) == (130 if error is KeyboardInterrupt else 1)
    assert not way.VENV.exists()
    assert "Traceback" not in capsys.readouterr().err


def test_uv_sets_up_where_it_is(way, steps, monkeypatch):
    monkeypatch.setattr(way.shutil, "which", lambda _: "uv")
    way.set_up()
    assert [words[0] for _, words in steps] == ["uv", "uv", "uv", str(way.PYTHON)]
    assert steps[-1][1][2] == "import matplotlib.font_manager"


def test_where_uv_fails_pip_does_it_and_says_why(way, steps, monkeypatch, capsys):
    monkeypatch.setattr(way.shutil, "which", lambda _: "uv")
    steps.failing = "--require-hashes"
    with pytest.raises(way.SetUpError):
        way.set_up()
    assert "uv can't: error: no such host\n" in capsys.readouterr().err
    assert [words[:4] for _, words in steps][-1] == [str(way.PYTHON), "-m", "pip", "install"]
    assert not way.VENV.exists()


def test_nothing_is_built_and_the_users_places_are_not_used(way, steps):
    way.set_up()
    words = next(words for what, words in steps if "locked" in what)
    assert {"--require-hashes", "--no-user", "--target="} <= set(words)
    assert words[words.index("--only-binary") + 1] == ":all:"


def test_a_python_without_ensurepip_is_told_what_to_install(way, steps, monkeypatch):
    monkeypatch.setattr(way.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(way.SetUpError, match=rf"sudo apt install python3\.{sys.version_info[1]}-venv"):
        way.set_up()
    assert steps == []


def test_a_python_that_is_too_old_or_too_new_is_told_in_one_line(way, monkeypatch, capsys):
    for found in ((3, 9), (3, 99)):
        monkeypatch.setattr(way.sys, "version_info", found)
        assert way.main(["test"]) == 1
        message = capsys.readouterr().err
        assert message.startswith("readout: Python 3.11 to 3.14 is needed, this is ")
        assert message.count("\n") == 1


@posix
def test_a_python_that_fits_is_found_on_the_path(way, monkeypatch, tmp_path):
    for name, status in {"python3.14": 127, "python3.12": 0, "python3": 0}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\nexit {status}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert way.another_python() == ["python3.12"]


def test_a_step_says_how_far_it_is_and_keeps_the_rest_to_itself(way, steps, monkeypatch, capsys):
    monkeypatch.setattr(way, "SECONDS", 1)
    told = "WARNING: your own settings\\n  Downloading a-1.whl (3 MB)\\nLooking at links"
    steps.really("installing", sys.executable, "-uc", f"import time; print('{told}'); time.sleep(1.5)")
    lines = capsys.readouterr().err.splitlines()
    assert lines == ["  installing", "      1 s  Downloading a-1.whl"]


def test_a_step_that_fails_says_what_it_said_last(way, steps):
    with pytest.raises(way.SetUpError, match=r"installing failed:\n2\n(.*\n)+12\nlost$"):
        steps.really("installing", sys.executable, "-c", "print(*range(13), sep='\\n'); exit('lost')")


def test_modules_and_constraints_of_the_user_are_for_other_programs(way, monkeypatch):
    for name in ("PYTHONPATH", "PYTHONHOME", "PIP_CONSTRAINT"):
        monkeypatch.setenv(name, "elsewhere")
    told = way.PROJECT / "told.txt"
    script = "import os; print(*(os.environ.get(f'P{x}') for x in ('YTHONPATH', 'IP_CONSTRAINT')))"
    way.started((sys.executable, "-c", script), told).wait()
    assert way.read(told) == f"None {os.devnull}\n"


@pytest.mark.skipif(not shutil.which("git"), reason="no git")
def test_the_command_hands_its_arguments_on_from_any_folder(tmp_path):
    if not (ROOT / ".venv" / ".ready").exists():
        pytest.skip("the project was set up by other means")
    done = subprocess.run(
        [sys.executable, str(ROOT / "lib"), "check", "no such text.txt"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("readout: no such text.txt: there is no such file")
