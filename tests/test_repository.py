"""What a user meets before any code: the given text, the lock, the README's commands and tree."""

import hashlib
import re
import shutil
import subprocess
import tomllib

import pytest

from conftest import ROOT
from readout.exhibits import share as exhibits
from readout.measures import share
from readout.publish import command

README = (ROOT / "README.md").read_text(encoding="utf-8")
needs_git = pytest.mark.skipif(
    not (ROOT / ".git").exists() or not shutil.which("git"), reason="not a git checkout"
)


def git(*arguments):
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout


def test_the_given_document_is_there_byte_for_byte():
    data = (ROOT / "seeds" / "xi-putin-2021-12-15.txt").read_bytes()
    assert (
        hashlib.sha256(data).hexdigest() == "05b37b1f77f65e2ab2af9f3ac501b1310ad6fa6e9fc1a3ee481fef6197750e5f"
    )
    assert not data.endswith(b"\n")


def test_the_data_card_gives_the_documents_facts(main):
    card = (ROOT / "seeds" / "README.md").read_text(encoding="utf-8")
    for fact in (
        main.sha256,
        "14,141 bytes",
        "000_36457a3432ef53d1.txt",
        f"{len(main.body)} sentences",
        "2,118 words",
    ):
        assert fact in card


@needs_git
def test_the_package_is_not_ignored_and_seeds_are_not_converted():
    assert git("check-ignore", "lib/readout/__init__.py") == ""
    assert "text: unset" in git("check-attr", "text", "seeds/xi-putin-2021-12-15.txt")
    assert "eol: lf" in git("check-attr", "eol", "notebooks/00-start-here.ipynb")


def test_every_locked_release_has_hashes_and_no_address():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"https?://|--index-url|--find-links", lock)
    entries = re.split(r"\n(?=\S)", lock.split("\n", 2)[2])
    assert len(entries) > 50
    assert all("--hash=sha256:" in entry for entry in entries if "==" in entry)


def test_the_lock_holds_one_release_of_each_package():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    names = re.findall(r"^([a-z0-9-]+)==", lock, flags=re.MULTILINE)
    assert len(names) == len(set(names))


def test_the_lock_holds_everything_that_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"].values()
    wanted = project["project"]["dependencies"] + [entry for group in groups for entry in group]
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(), flags=re.MULTILINE))
    assert {re.match(r"[\w-]+", entry)[0] for entry in wanted} <= locked


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


def test_commands_of_the_readme_are_understood():
    lines = [line for block in blocks("(?:sh|bat|powershell)") for line in block.splitlines()]
    used = [
        match[1].split("#")[0]
        for line in lines
        if (match := re.search(r"^python3 lib ((?:check|figures|sheet).*)", line))
    ]
    calls = [call.split() for call in used]
    assert calls
    for call in calls:
        command.parser().parse_args(call)


def test_the_tree_in_the_readme_is_the_tree():
    (tree,) = blocks("text")
    named = {line.split()[0].rstrip("/") for line in tree.splitlines() if line.strip()}
    tracked = {p.split("/")[0] for p in git("ls-files").splitlines()}
    if tracked:
        assert named == {p for p in tracked if not p.startswith(".")} | {".ci"}
    assert all((ROOT / name).exists() for name in named)


def test_python_examples_of_the_readme_run():
    for block in blocks("python"):
        exec(block, {})  # noqa: S102 - our own README


def test_pictures_and_links_of_the_readme_exist():
    targets = re.findall(r"\]\(([^)#]+)\)", README)
    assert any(target.endswith(".png") for target in targets)
    assert all((ROOT / target).exists() for target in targets if not target.startswith("http"))


def test_numbers_in_the_readme_are_computed(main):
    assert exhibits.shares(share.by_voice(main)) in README


@needs_git
def test_no_commit_holds_a_path_of_a_machine():
    found = git(
        "grep",
        "-nIE",
        r"(^|[^A-Za-z])/(root|home/[a-z]+|Users)/",
        "--",
        ".",
        ":!tests",
        ":!requirements.lock",
    )
    assert found == ""


def test_every_notebook_is_listed_where_readers_look_for_it():
    start = (ROOT / "notebooks" / "00-start-here.ipynb").read_text(encoding="utf-8")
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        assert f"(notebooks/{path.name})" in README
        assert path.name == "00-start-here.ipynb" or f'href=\\"{path.name}\\"' in start
