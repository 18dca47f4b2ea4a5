"""The one error a user of the package has to expect."""


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
