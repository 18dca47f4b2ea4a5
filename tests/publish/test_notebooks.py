"""How every notebook is built; what its cells compute is compared by nbval."""

import ast
import itertools
import re

import nbformat
import pytest

from conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)


def read(path):
    return nbformat.read(path, as_version=4)


def cells(path, kind):
    return [cell for cell in read(path).cells if cell.cell_type == kind]


def text_of(path):
    return "\n".join(cell.source for cell in cells(path, "markdown"))


def test_there_are_notebooks():
    assert [p.stem for p in NOTEBOOKS] == [
        "00-start-here",
        "01-speaker-share",
        "02-term-frequency",
        "03-words-in-context",
        "04-topic-weighting",
        "05-sentiment",
        "06-stance",
        "07-reporting-and-naming",
        "08-robustness",
    ]


@each_notebook
def test_stored_run_is_complete_and_clean(path):
    code = cells(path, "code")
    assert [c.execution_count for c in code] == list(range(1, len(code) + 1))
    outputs = [o for c in code for o in c.outputs]
    assert not [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"]


@each_notebook
def test_nothing_that_is_shown_can_be_typeset(path):
    """Formulas stand in typed cells; "$300 million and $50 million" of a text is none."""
    shown = [o.data for c in cells(path, "code") for o in c.outputs if "data" in o]
    assert {kind for data in shown for kind in data} == {"text/html", "text/plain"}
    assert all(data["text/html"].startswith('<div class="mathjax_ignore tex2jax_ignore">') for data in shown)


@each_notebook
def test_ids_are_readable_and_unique(path):
    ids = [cell.id for cell in read(path).cells]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z][a-z0-9-]*", i) for i in ids)


@each_notebook
def test_headings_begin_with_one_title_and_skip_no_level(path):
    levels = [len(hashes) for hashes in re.findall(r"^(#+) ", text_of(path), flags=re.MULTILINE)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))
    assert read(path).cells[0].cell_type == "markdown"
    assert len(read(path).cells[0].source.split()) <= 100


@each_notebook
def test_opening_and_closing_keep_their_promise(path):
    opening = read(path).cells[0].source
    for part in ("**Question.**", "**Data.**", "**Writes**", "**Runs in**"):
        assert part in opening
    closing = cells(path, "markdown")[-1].source
    headings = re.findall(r"^## (.+)$", closing, flags=re.MULTILINE)
    assert headings == ["What this shows", "What it does not show", "Next"]


@each_notebook
def test_the_answer_is_the_first_output_and_the_main_picture_the_second(path):
    parameters, opening, picture = cells(path, "code")[:3]
    assert not parameters.outputs
    assert re.search(r"views\.answer\(.*\)$", opening.source)
    assert len(re.split(r"(?<=[a-z%)”])\. (?=[A-Z“])", opening.outputs[0].data["text/plain"])) <= 2
    main = re.search(r"\*\*Writes\*\*[^`]*`([^`]+)`", read(path).cells[0].source)[1]
    assert f'.save("{main}")' in picture.source


@each_notebook
def test_at_most_five_tables_stand_open(path):
    shown = "".join(o.data["text/html"] for c in cells(path, "code") for o in c.outputs if "data" in o)
    assert re.sub("<details>.*?</details>", "", shown, flags=re.DOTALL).count("<table") <= 5


@each_notebook
def test_an_exercise_has_a_computed_answer(path):
    at = next(i for i, c in enumerate(read(path).cells) if "## Try it yourself" in c.source)
    folded = read(path).cells[at + 1]
    assert "views.folded(" in folded.source
    assert "<summary>Answer</summary>" in folded.outputs[0].data["text/html"]


@each_notebook
def test_one_cell_holds_the_parameters(path):
    tagged = [c for c in cells(path, "code") if "parameters" in c.metadata.get("tags", [])]
    first, *others = "\n".join(c.source for c in tagged).splitlines()
    assert first == 'READOUT = "xi-putin-2021-12-15"'
    assert all(re.fullmatch(r'[A-Z]+ = ".*"', line) for line in others)


@each_notebook
def test_code_is_short_and_stays_in_its_place(path):
    for cell in cells(path, "code"):
        lines = [line for line in cell.source.splitlines() if line.strip()]
        assert len(lines) <= 15, cell.id
        assert not re.search(r"\.\./|^\s*[!%]|%run|download\(", cell.source, flags=re.MULTILINE), cell.id
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.FunctionDef):
                assert node.end_lineno - node.lineno < 5, cell.id


@each_notebook
def test_prose_comes_before_code_runs_long(path):
    kinds = "".join("m" if c.cell_type == "markdown" else "c" for c in read(path).cells)
    assert "cccc" not in kinds  # imports, parameters and the answer are three
    assert "ccc" not in kinds[4:]


@each_notebook
def test_no_output_tells_of_a_machine(path):
    outputs = str([o for c in cells(path, "code") for o in c.outputs])
    outputs = re.sub(r"base64,[A-Za-z0-9+/=]+", "", outputs)
    assert not re.search(r"/(?:home|Users|root|tmp|work)/|[A-Z]:\\\\|0x[0-9a-f]{6}", outputs)


@each_notebook
def test_every_picture_has_an_alternative_text_and_a_caption(path):
    for cell in cells(path, "code"):
        for output in cell.outputs:
            shown = output.get("data", {}).get("text/html", "")
            assert "image/png" not in output.get("data", {}), "plain pictures lose their alternative text"
            for alt in re.findall(r'<img alt="([^"]*)"', shown):
                assert len(alt) > 40, cell.id
                assert "<figcaption" in shown
                assert "<details><summary>Data of the figure" in shown


@each_notebook
def test_prose_says_nothing_of_one_document(path):
    prose = re.sub(r"\$.*?\$|`[^`]*`|\[[^\]]*\]\([^)]*\)", "", text_of(path), flags=re.DOTALL)
    assert not re.search(r"\b(Xi|Putin|China|Chinese|Russia|Russian|Beijing)\b", prose)
    assert not re.search(
        r"\d+(\.\d+)?\s?%(?! of the printed| *\.? so)", prose.replace("insert them at 100%", "")
    )


@each_notebook
def test_nothing_claims_that_somebody_said_something(path):
    prose = re.sub(r"[“\"][^”\"]*[”\"]|\*[^*]+\*|`[^`]*`", "", text_of(path))
    assert not re.search(
        r"\b(leader|president|minister|he|she|they) (said|says|told)\b", prose, re.IGNORECASE
    )


@each_notebook
def test_links_lead_somewhere(path):
    titles = re.findall(r"^#+ (.+)$", text_of(path), flags=re.MULTILINE)
    headings = {re.sub(r"[^\w -]", "", title).replace(" ", "-") for title in titles}
    for target in re.findall(r"\]\(([^)]+)\)", text_of(path)):
        file, _, anchor = target.partition("#")
        assert (path.parent / file).exists(), target
        assert file or anchor in headings, target


@each_notebook
def test_the_file_is_written_as_the_runner_writes_it(path):
    raw = path.read_text(encoding="utf-8")
    assert raw == nbformat.writes(read(path)) + "\n"
    assert read(path).metadata.language_info == {"name": "python"}
