"""Shows what is really in a diplomatic readout: who is given how many words, and which.

>>> import readout
>>> readout.load("xi-putin-2021-12-15").title
'Xi Held a Video Meeting with Putin'

Measures and exhibits stand in rooms of their own, but are had from here: ``from readout import share``.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from readout.errors import ReadoutError

if TYPE_CHECKING:
    from readout.document import Readout, Sidecar, load, parse

__all__ = ["Readout", "ReadoutError", "Sidecar", "load", "parse"]

#: In which room a module stands that is had from here by its own name.
_ROOMS = {
    "exhibits": "card export views",
    "measures": "codebook codes contexts deliverables lexicons naming register robustness sentiment share "
    "stance terms topics",
    "text": "phrases words",
}
_HOMES = {module: room for room, modules in _ROOMS.items() for module in modules.split()}


def __getattr__(name: str) -> object:
    """Fetch the rest on first use: the command line must not wait for pandas and NLTK."""
    if name in __all__:
        return getattr(import_module("readout.document"), name)
    if name in _HOMES:
        return import_module(f"readout.{_HOMES[name]}.{name}")
    raise AttributeError(f"module 'readout' has no attribute {name!r}")
