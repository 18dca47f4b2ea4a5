"""Shows what is really in a diplomatic readout: who is given how many words, and which.

>>> import readout
>>> readout.load("xi-putin-2021-12-15").title
'Xi Held a Video Meeting with Putin'
"""

from readout.document import Readout, load, parse
from readout.errors import ReadoutError

__all__ = ["Readout", "ReadoutError", "load", "parse"]
