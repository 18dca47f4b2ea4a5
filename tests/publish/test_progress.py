import io
import sys
from pathlib import Path

import pytest

from readout.publish import progress

ONE, TWO = Path("00-one.ipynb"), Path("01-two.ipynb")


class Screen(io.StringIO):
    def __init__(self, terminal):
        super().__init__()
        self.isatty = lambda: terminal


@pytest.fixture
def shown(monkeypatch):
    """What a short run shows, on a terminal or elsewhere."""

    def of(*, terminal):
        screen = Screen(terminal)
        monkeypatch.setattr(sys, "stderr", screen)
        monkeypatch.setattr(progress, "TERMINAL_SECONDS", 0)
        monkeypatch.setattr(progress, "LINE_SECONDS", 0)
        monkeypatch.setenv("COLUMNS", "140")
        with progress.Progress("call") as run:
            at_once = screen.getvalue()
            run.expect({ONE: 1, TWO: 2})
            for path in (ONE, None, TWO):
                run(path)
        return at_once, screen.getvalue()

    return of


def test_a_terminal_shows_a_bar_at_once_and_keeps_nothing(shown):
    at_once, text = shown(terminal=True)
    assert "notebooks on call: " in at_once
    assert "2 of 3 cells, 1 of 2 notebooks, 00:00 so far, 00:00 left" in text
    assert "\n" not in text
    assert text.endswith("\r")


def test_without_a_terminal_lines_are_printed(shown):
    at_once, text = shown(terminal=False)
    assert not at_once  # a run that can't begin ends in its one line
    assert text.splitlines() == [
        "notebooks on call: 1 of 3 cells, 1 of 2 notebooks, 00:00 so far, 00:00 left",
        "notebooks on call: 1 of 3 cells, 1 of 2 notebooks, 00:00 so far, 00:00 left",
        "notebooks on call: 2 of 3 cells, 1 of 2 notebooks, 00:00 so far, 00:00 left",
    ]
    assert "\r" not in text


def test_lines_do_not_come_faster_than_they_can_be_read(monkeypatch):
    screen = Screen(terminal=False)
    monkeypatch.setattr(sys, "stderr", screen)
    with progress.Progress("call") as run:
        run.expect({ONE: 100})
        for _ in range(100):
            run(ONE)
    assert screen.getvalue().count("\n") == 0  # the next line is due in some seconds
