"""Shows what is really in a diplomatic readout: who is given how many words, and which.

>>> import readout
>>> readout.load("xi-putin-2021-12-15").title
'Xi Held a Video Meeting with Putin'
"""

from importlib import import_module
from typing import TYPE_CHECKING

from readout.errors import ReadoutError

if TYPE_CHECKING:
    from readout.document import Readout, Sidecar, load, parse

__all__ = ["Readout", "ReadoutError", "Sidecar", "load", "parse"]


def __getattr__(name: str) -> object:
    """Fetch the rest on first use: the command line must not wait for pandas and NLTK."""
    if name in __all__:
        return getattr(import_module("readout.document"), name)
    raise AttributeError(f"module 'readout' has no attribute {name!r}")
