"""The one token table that every count in the project is taken from."""

import numpy as np
import pandas as pd

from readout.resources import stop_words
from readout.text import phrases, words

#: What a word has from its sentence.
_INHERITED = ("sentence", "paragraph", "speaker", "frame_end", "body")


def tokenise(text: str, sentences: pd.DataFrame, *, rule: str = words.REFERENCE) -> pd.DataFrame:
    """Split the sentences of an attributed text into words.

    Args:
        text: The normalised text into which the offsets point.
        sentences: The table of :func:`readout.attribution.attribute`.
        rule: One of :data:`readout.text.words.RULES`.

    Returns:
        One row a word in document order. Columns: ``sentence``, ``paragraph``, ``speaker`` (the
        sentence's), ``start``, ``end`` (offsets into ``text``), ``text`` (as printed), ``term`` (the
        form that is counted, see :func:`readout.text.words.term`), ``frame`` (before the sentence's
        ``frame_end``), ``stop`` (the term is on the stop list), ``body``.

    Example:
        >>> from readout import attribution
        >>> from readout.reading import layout
        >>> text = "President Vladimir Putin said that trade grows."
        >>> table = tokenise(text, attribution.attribute(text, layout.pieces(text)).sentences)
        >>> table.loc[~table["frame"], "term"].tolist()
        ['trade', 'grows']
    """
    owners, starts, ends = [], [], []
    for row, (begin, sentence) in enumerate(zip(sentences["start"], sentences["text"], strict=True)):
        for start, end in words.spans(sentence, rule=rule):
            owners.append(row)
            starts.append(begin + start)
            ends.append(begin + end)
    owner = {name: sentences[name].array.take(owners) for name in _INHERITED}
    printed = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    terms = [words.term(word) for word in printed]
    stop = stop_words()
    return pd.DataFrame(
        {
            "sentence": owner["sentence"],
            "paragraph": owner["paragraph"],
            "speaker": owner["speaker"],
            "start": np.array(starts, dtype="int64"),
            "end": np.array(ends, dtype="int64"),
            "text": pd.array(printed, dtype="str"),
            "term": pd.array(terms, dtype="str"),
            "frame": np.array(starts, dtype="int64") < owner["frame_end"],
            "stop": np.array([term in stop for term in terms], dtype=bool),
            "body": owner["body"],
        }
    )


def stretches(text: str, table: pd.DataFrame) -> pd.Series:
    """Number the runs of words inside their sentences: see :func:`readout.text.phrases.runs`.

    A stretch also ends with its sentence, and where a word is missing from the table.

    Args:
        text: The text into which the offsets point.
        table: Tokens in document order, or some of them.

    Returns:
        The number of each word's stretch, aligned with the table, rising from 1.

    Example:
        >>> from readout.document import parse
        >>> found = parse("President Ana Sol said: trade, peace and calm.")
        >>> stretches(found.text, found.tokens).tolist()
        [1, 1, 1, 1, 2, 3, 3, 3]
    """
    places = zip(table["start"], table["end"], strict=True)
    runs = pd.Series(phrases.runs(text, places), index=table.index, dtype="int64")
    return (runs.diff().ne(0) | table["sentence"].diff().ne(0)).cumsum().rename("stretch")
