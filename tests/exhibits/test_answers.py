"""The answers of twelve texts are the ones that somebody has read and found good."""

import re

import pytest

import answers
from conftest import ROOT

STORED = (ROOT / "tests" / "answers.txt").read_text("utf-8")
# Each costs seconds; the answers to the main document are held by the README, the others have been read.
KINDS = [kind for kind in answers.LABELLED if re.search("one|four|transcript|communiqué|agency", kind)]


@pytest.fixture(scope="module")
def texts():
    return answers.texts()


@pytest.mark.parametrize("kind", KINDS)
def test_each_notebook_answers_as_it_was_read(kind, texts):
    _, _, rest = STORED.partition(f"## {kind}\n")
    assert rest.splitlines()[: len(answers.ANSWERING)] == answers.answers(texts[kind])


def test_no_stored_sentence_is_mush():
    assert not re.search(
        r"\bnan\b|\bNone\b(?! of)|\b1 (?:words|sentences|hits)\b|\.\.|\b0\.0%|  +\.|\bof 0\b(?!\.\d)", STORED
    )
    assert STORED.count("## ") == len(answers.LABELLED) + 2
