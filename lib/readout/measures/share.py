"""Speaker share: how much of the text is attributed to whom, and how far that depends on the rule.

Every share is of the body's words, sentences or characters; title and date line never count. It
measures space given on the page, not time spoken.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd

from readout import resources
from readout.document import JOINT, NARRATOR, Readout
from readout.statistics import Difference, circular_shift, difference_of_means
from readout.text import words
from readout.text.words import fold

#: What can be done with the words of a reporting frame.
FRAMES = ("counted", "left out", "given to narrator")
#: The label under which :func:`attribution_rules` files this library's own attribution.
OURS = "by sentence (this library)"
#: From this doubt on, one in ten, a sentence is doubtful: the range of attribution moves it.
DOUBTFUL = 0.1


def by_voice(readout: Readout, *, frames: bool = True) -> pd.DataFrame:
    """Count what is attributed to each voice, by the reference rule.

    Args:
        readout: The readout.
        frames: Whether the words of reporting frames ("Xi Jinping pointed out that") count.

    Returns:
        One row a voice, in the order of ``readout.voices``, voices without a sentence included.
        Index ``speaker``. Columns ``paragraphs`` (with at least one of its sentences),
        ``sentences``, ``words`` (int) and ``share`` (fraction of all words; sums to 1).

    Example:
        >>> import readout
        >>> by_voice(readout.load("xi-putin-2021-12-15"))["words"].to_dict()
        {'Xi Jinping': 1619, 'Vladimir Putin': 427, 'joint': 40, 'narrator': 32}
    """
    counted = readout.tokens[readout.tokens["body"] & (frames | ~readout.tokens["frame"])]
    groups = readout.body.groupby("speaker")
    table = pd.DataFrame(
        {
            "paragraphs": groups["paragraph"].nunique(),
            "sentences": groups.size(),
            "words": counted.groupby("speaker").size(),
        }
    )
    table = table.reindex(readout.voices).fillna(0).astype("int64").rename_axis("speaker")
    return table.assign(share=table["words"] / table["words"].sum())


def counting_rules(readout: Readout) -> pd.DataFrame:
    """Count the same attribution in every reasonable unit, with frames treated in three ways.

    Frames ("Xi Jinping pointed out that") are counted for the speaker, left out of the count, or
    given to the narrator, whose words they are.

    Returns:
        A tidy table, one row a unit, frame setting and voice. Columns ``unit`` (``sentences``,
        ``characters`` or ``words A`` ... as in :data:`readout.text.words.RULES`), ``frames`` (one of
        :data:`FRAMES`), ``speaker``, ``count``, ``share`` (fraction of the unit's total) and
        ``among_speakers`` (fraction of what is attributed to people, missing for the other voices).

    Example:
        >>> import readout
        >>> table = counting_rules(readout.load("xi-putin-2021-12-15"))
        >>> table.groupby(["unit", "frames"])["share"].sum().round(9).unique().tolist()
        [1.0]
    """
    return _counted_for(readout, list(_lengths(readout)), readout.body["speaker"])


def _lengths(readout: Readout) -> Iterator[tuple[str, pd.Series, pd.Series]]:
    """How long each body sentence is in each unit, with its frame and without."""
    body = readout.body
    spans = zip(body["frame_end"], body["end"], strict=True)
    content = pd.Series([readout.text[a:b] for a, b in spans], index=body.index)
    counters: dict[str, Callable[[str], int]] = {"characters": len}
    counters |= {f"words {rule}": partial(words.count, rule=rule) for rule in words.RULES}
    yield "sentences", (ones := pd.Series(1, index=body.index)), ones
    for unit, count in counters.items():
        yield unit, body["text"].map(count), content.map(count)


def _counted_for(
    readout: Readout, lengths: Iterable[tuple[str, pd.Series, pd.Series]], speakers: pd.Series
) -> pd.DataFrame:
    """The table of :func:`counting_rules` for sentences that are given to these speakers."""
    tables = []
    for unit, *both in lengths:
        whole, bare = (
            counts.groupby(speakers).sum().reindex(readout.voices).fillna(0).astype("int64")
            for counts in both
        )
        returned = bare.copy()
        returned[NARRATOR] += (whole - bare).sum()
        ways = FRAMES[:1] if unit == "sentences" else FRAMES  # a sentence stays one without its frame
        for frames, counts in zip(ways, (whole, bare, returned), strict=False):
            tables.append(_shares(readout, unit, frames, counts))
    return pd.concat(tables, ignore_index=True)


def _shares(readout: Readout, unit: str, frames: str, counts: pd.Series) -> pd.DataFrame:
    named = counts[list(readout.speakers)]
    return pd.DataFrame(
        {
            "unit": unit,
            "frames": frames,
            "speaker": counts.index,
            "count": counts.to_numpy(),
            "share": (counts / counts.sum()).to_numpy(),
            "among_speakers": (named / named.sum()).reindex(counts.index).to_numpy(),
        }
    )


def spread(rules: pd.DataFrame) -> pd.DataFrame:
    """The range of each voice's share over the rules of :func:`counting_rules`.

    Returns:
        One row a voice, in the order given. Index ``speaker``; columns ``lowest`` and ``highest``.
    """
    shares = rules.groupby("speaker", sort=False)["share"]
    return shares.agg(lowest="min", highest="max")


def by_doubt(readout: Readout) -> pd.DataFrame:
    """The body's sentences, the most doubtful first, equal ones in reading order.

    Returns:
        One row a sentence. Columns ``place``, ``speaker``, ``rule``, ``doubt`` (0 to 1, how often such a
        decision has been wrong: :mod:`readout.attribution.doubt`), ``otherwise`` (the second candidate),
        ``words`` and ``text``.

    Example:
        >>> import readout
        >>> by_doubt(readout.load("xi-putin-2021-12-15"))["doubt"].is_monotonic_decreasing
        True
    """
    table = ribbon(readout).join(readout.body[["doubt", "otherwise"]])
    table = table.sort_values("doubt", ascending=False, kind="stable", ignore_index=True)
    return table[["place", "speaker", "rule", "doubt", "otherwise", "words", "text"]]


def doubt_range(readout: Readout) -> pd.DataFrame:
    """How far the doubtful sentences could move each voice's share.

    A voice has least if each of its sentences with a doubt of :data:`DOUBTFUL` or more goes to its second
    candidate, and most if each such sentence whose second candidate it is comes to it. The range is of
    attribution, not of sampling, and the worst for each voice alone: not all can have their most at once.

    Returns:
        One row a voice, in the order of ``readout.voices``. Index ``speaker``; columns ``least`` and
        ``most`` (fractions of the body's words, frames counted).

    Example:
        >>> import readout
        >>> doubt_range(readout.load("xi-putin-2021-12-15")).columns.tolist()
        ['least', 'most']
    """
    table = by_doubt(readout)
    words = table.groupby("speaker")["words"].sum().reindex(readout.voices, fill_value=0)
    moved = table[table["doubt"] >= DOUBTFUL]
    lost, won = (
        moved.groupby(side)["words"].sum().reindex(readout.voices, fill_value=0)
        for side in ("speaker", "otherwise")
    )
    found = pd.DataFrame({"least": words - lost, "most": words + won}) / words.sum()
    return found.rename_axis("speaker")


def widest(readout: Readout) -> pd.DataFrame:
    """The range of each person's share over all counting rules and all that doubtful sentences could move.

    Each rule of :func:`counting_rules` counts three attributions: the text's own, and the two ends of
    :func:`doubt_range`. So the range holds the share under the worst plausible attribution, however it is
    counted; it is no confidence interval.

    Returns:
        One row a person, in the order of ``readout.speakers``. Index ``speaker``; columns ``lowest`` and
        ``highest`` (fractions of the body).

    Example:
        >>> import readout
        >>> widest(readout.load("xi-putin-2021-12-15")).loc["Xi Jinping"].round(3).tolist()
        [0.724, 0.812]
    """
    lengths, given = list(_lengths(readout)), readout.body["speaker"]
    other, doubtful = readout.body["otherwise"], readout.body["doubt"] >= DOUBTFUL
    rows = {}
    for name in readout.speakers:
        lost = given.mask(doubtful & (given == name), other)
        won = given.mask(doubtful & (other == name), other)
        found = [_counted_for(readout, lengths, speakers) for speakers in (given, lost, won)]
        mine = pd.concat(found).query("speaker == @name")["share"]
        rows[name] = {"lowest": mine.min(), "highest": mine.max()}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["lowest", "highest"])
    return table.rename_axis("speaker")


def accuracy() -> pd.DataFrame:
    """How often attribution was right on labelled readouts that its rules had not been written on.

    It is about such readouts, which are invented in the manner of many issuers, and not about a single text.

    Returns:
        One row. Columns ``readouts``, ``without_error`` (readouts with every body sentence right),
        ``sentences``, ``right``, ``share``, ``low`` and ``high`` (95 % bootstrap over whole readouts).

    Example:
        >>> accuracy()["share"].between(0.9, 1).item()
        True
    """
    found = pd.DataFrame([resources.table("accuracy")["attribution"]])
    found.insert(4, "share", found["right"] / found["sentences"])
    return found


def ribbon(readout: Readout) -> pd.DataFrame:
    """The body in reading order, sentence by sentence.

    Returns:
        One row a body sentence. Columns ``place`` ("18.12": paragraph and sentence), ``paragraph``,
        ``speaker``, ``verb``, ``rule``, ``first_word`` (words of the body before it), ``words``,
        ``framed`` (a reporting frame opens it) and ``text``.
    """
    body = readout.body
    counts = body["sentence"].map(readout.tokens.groupby("sentence").size()).fillna(0).astype("int64")
    return pd.DataFrame(
        {
            "place": readout.places.reindex(body["sentence"]).to_numpy(),
            "paragraph": body["paragraph"],
            "speaker": body["speaker"],
            "verb": body["verb"],
            "rule": body["rule"],
            "first_word": counts.cumsum() - counts,
            "words": counts,
            "framed": body["frame_end"] > body["start"],
            "text": body["text"],
        }
    )


def sentence_lengths(readout: Readout) -> pd.DataFrame:
    """Describe the length of each voice's sentences, in words by the reference rule.

    Returns:
        One row a voice with at least one sentence. Index ``speaker``; columns ``sentences``,
        ``mean``, ``median``, ``sd`` (sample, missing below two), ``shortest``, ``longest``.

    Example:
        >>> import readout
        >>> int(sentence_lengths(readout.load("xi-putin-2021-12-15")).loc["Vladimir Putin", "longest"])
        68
    """
    lengths = ribbon(readout).groupby("speaker")["words"]
    table = lengths.agg(
        sentences="size", mean="mean", median="median", sd="std", shortest="min", longest="max"
    )
    return table.reindex([v for v in readout.voices if v in table.index])


def length_gap(readout: Readout) -> Difference | None:
    """Compare the sentence lengths of the two people given most words.

    Returns:
        Mean words a sentence of the first minus the second's, with an interval over sentences; ``p`` is
        that of :func:`readout.statistics.circular_shift`, which does not take neighbours for independent.
        ``None`` where fewer than two people are reported.
    """
    if len(readout.speakers) < 2:  # a comparison takes two
        return None
    pair = readout.speakers[:2]
    table = ribbon(readout).query("speaker in @pair")
    lengths, of_second = table["words"], table["speaker"] == pair[1]
    found = difference_of_means(lengths[~of_second], lengths[of_second])
    return found if np.isnan(found.p) else replace(found, p=circular_shift(lengths, of_second))


def attribution_rules(readout: Readout) -> pd.DataFrame:
    """Compare this attribution with simpler rules that come to mind first.

    Where a sentence or paragraph names two people, a simple rule takes the one named first; where it
    names nobody, it assigns nobody. "Both sides" and the narrator count as nobody here.

    Returns:
        One row a rule, ours last. Index ``rule``. A column a speaker and ``others`` (fractions of
        the body's words), then ``sentences_moved`` and ``words_moved``: what the rule gives to
        another voice than ours does (for the main document, checked by hand: what it gets wrong).
    """
    sentences = ribbon(readout)
    rows = {name: rule(sentences, readout.speakers) for name, rule in _SIMPLE_RULES.items()}
    rows[OURS] = [None if s in (JOINT, NARRATOR) else s for s in sentences["speaker"]]
    ours = pd.Series(rows[OURS], dtype=object)
    table = {}
    for name, speakers in rows.items():
        given = pd.Series(speakers, dtype=object)
        share = sentences["words"].groupby(given.fillna("others")).sum() / sentences["words"].sum()
        moved = given.fillna("") != ours.fillna("")
        table[name] = {
            **{voice: share.get(voice, 0.0) for voice in (*readout.speakers, "others")},
            "sentences_moved": int(moved.sum()),
            "words_moved": int(sentences.loc[moved, "words"].sum()),
        }
    return pd.DataFrame.from_dict(table, orient="index").rename_axis("rule")


# --- simple rules: each gives a speaker or None to every sentence --------------------------------


def _first_named(text: str, speakers: Sequence[str]) -> str | None:
    """The speaker any part of whose name comes first in a text."""
    plain = fold(text)
    places = {
        match.start(): name
        for name in reversed(speakers)
        for part in re.findall(r"\w{2,}", fold(name))
        if (match := re.search(rf"\b{re.escape(part)}\b", plain))
    }
    return places[min(places)] if places else None


def _name_in_sentence(sentences: pd.DataFrame, speakers: Sequence[str]) -> list[str | None]:
    return [_first_named(text, speakers) for text in sentences["text"]]


def _last_name_seen(sentences: pd.DataFrame, speakers: Sequence[str]) -> list[str | None]:
    named = pd.Series(_name_in_sentence(sentences, speakers), dtype=object)
    return [None if pd.isna(name) else name for name in named.ffill()]


def _paragraph_by_first_sentence(sentences: pd.DataFrame, speakers: Sequence[str]) -> list[str | None]:
    openings = sentences.groupby("paragraph")["text"].first()
    return list(sentences["paragraph"].map({p: _first_named(text, speakers) for p, text in openings.items()}))


def _paragraph_by_any_name(sentences: pd.DataFrame, speakers: Sequence[str]) -> list[str | None]:
    whole = sentences.groupby("paragraph")["text"].agg(" ".join)
    return list(sentences["paragraph"].map({p: _first_named(text, speakers) for p, text in whole.items()}))


def _paragraph_by_frame(sentences: pd.DataFrame, speakers: Sequence[str]) -> list[str | None]:
    framed = sentences[sentences["framed"] & sentences["speaker"].isin(speakers)]
    return list(sentences["paragraph"].map(framed.groupby("paragraph")["speaker"].first().to_dict()))


_SIMPLE_RULES: dict[str, Callable[[pd.DataFrame, Sequence[str]], list[str | None]]] = {
    "name in the sentence": _name_in_sentence,
    "last name seen, carried on": _last_name_seen,
    "paragraph to first name in its first sentence": _paragraph_by_first_sentence,
    "paragraph to first name anywhere in it": _paragraph_by_any_name,
    "paragraph to the frame found in it": _paragraph_by_frame,
}
