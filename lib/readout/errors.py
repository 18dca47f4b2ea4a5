"""The one error a user of the package has to expect."""

import reprlib

_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = 100


class ReadoutError(ValueError):
    """A readout can't be read, attributed or exported.

    The message names the file, says what was found in it and what to do about it.

    Example:
        >>> raise ReadoutError("notes.txt", "the file is empty", "save the text into it again")
        Traceback (most recent call last):
        ...
        readout.errors.ReadoutError: notes.txt: the file is empty; save the text into it again
    """

    def __init__(self, where: str, found: str, remedy: str) -> None:
        super().__init__(f"{where}: {found}; {remedy}")
        self.where = where
        self.found = found
        self.remedy = remedy

    def __reduce__(self) -> tuple[type, tuple[str, str, str]]:
        """Pickle by the three parts, so that the error survives a worker process."""
        return type(self), (self.where, self.found, self.remedy)

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows of it: the message, as the cell that failed is not at fault."""
        return [f"{type(self).__name__}: {self}"]


def shown(value: object) -> str:
    """A value that somebody has written into a file, as far as it fits in a message.

    Example:
        >>> shown("yes"), shown([[[[[[[[1]]]]]]]]), shown(1 << 20_000)
        ("'yes'", '[[[[[[[...]]]]]]]', 'a number too long to be shown')
    """
    try:
        return _SHORT.repr(value)
    except ValueError:  # Python writes no number of more than 4,300 digits
        return "a number too long to be shown"
