"""How far a run is: a bar on a terminal, a line every few seconds where there is none."""

import sys
from collections import Counter
from pathlib import Path
from typing import Any

from tqdm import tqdm

#: Seconds between two looks at the run on a terminal, and between two lines elsewhere.
TERMINAL_SECONDS, LINE_SECONDS = 0.5, 5
_FAR = "{n_fmt} of {total_fmt} cells{postfix}, {elapsed} so far, {remaining} left"


class Progress(tqdm):
    """Notebooks, cells and the time left of a run; a bar from the moment it is made.

    Call it with a notebook's path for every cell of it that has been executed, and with None now and then,
    so that the clock goes on.
    """

    def __init__(self, name: str) -> None:
        self._is_bar = sys.stderr.isatty()
        self._cells: dict[Path, int] = {}
        self._executed: Counter[Path] = Counter()
        super().__init__(
            desc=f"notebooks on {name}",
            bar_format=f"{{desc}}: {{bar:20}} {_FAR}" if self._is_bar else f"{{desc}}: {_FAR}",
            mininterval=TERMINAL_SECONDS if self._is_bar else LINE_SECONDS,
            miniters=0,
            smoothing=0,
            dynamic_ncols=True,
            leave=False,
        )

    def expect(self, cells: dict[Path, int]) -> None:
        """What there is to do: the number of code cells of each notebook."""
        self._cells = cells
        self.total = sum(cells.values())
        self._tell_notebooks()

    def __call__(self, path: Path | None) -> None:
        """One cell more, or none."""
        if path:
            self._executed[path] += 1
            self._tell_notebooks()
        self.update(1 if path else 0)

    def _tell_notebooks(self) -> None:
        done = sum(self._executed[path] >= cells for path, cells in self._cells.items())
        self.set_postfix_str(f"{done} of {len(self._cells)} notebooks", refresh=False)

    def display(self, msg: str | None = None, pos: int | None = None) -> Any:
        """Draw the bar anew, or print the next line."""
        if self._is_bar:
            return super().display(msg, pos)
        if msg is None and self.total:  # a line stays: none before it is known what there is to do
            print(self, file=self.fp)
        return None
