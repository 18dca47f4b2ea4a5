"""The plain data files that the rules are made of: word lists that a user may edit."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """Read ``data/<name>.toml`` once; callers share the result and must not change it.

    Example:
        >>> "president" in table("people")["titles"]
        True
    """
    return tomllib.loads(files("readout").joinpath("data", f"{name}.toml").read_text("utf-8"))


@cache
def word_list(name: str, key: str) -> frozenset[str]:
    """A list of ``data/<name>.toml`` as a set.

    Example:
        >>> "president" in word_list("people", "titles")
        True
    """
    return frozenset(table(name)[key])


@cache
def stop_words() -> frozenset[str]:
    """The project's own stop list, lower case; the file says why each kind of word is on it.

    Example:
        >>> "the" in stop_words(), "cooperation" in stop_words(), "un" in stop_words()
        (True, False, False)
    """
    return frozenset(table("stopwords")["words"].split())
