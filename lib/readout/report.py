"""What ``readout check`` prints: what a text is taken for, sentence by sentence."""

from pathlib import Path

from readout import share
from readout.attribution import RULES
from readout.charts import label
from readout.document import Readout, load

_QUOTED = 70


def check(path_or_name: str | Path) -> str:
    """Describe a readout for the terminal: what was detected, shares, the rule behind each sentence.

    Raises:
        ReadoutError: If the text can't be analysed.
    """
    readout = load(path_or_name)
    return "\n".join([*_summary(readout), "", *_sentences(readout), "", *_key(readout)])


def _summary(readout: Readout) -> list[str]:
    shares = share.by_voice(readout)
    wide = max(len(label(voice)) for voice in shares.index)
    rows = [
        f"  {label(row.Index):<{wide}} {row.share:>7.1%} {row.words:>8,} words {row.sentences:>6,} sent."
        for row in shares.itertuples()
    ]
    return [
        f"title     {readout.title}",
        f"date      {readout.date or 'none found'}",
        f"document  {readout.name}, SHA-256 {readout.sha256}",
        f"speakers  {', '.join(readout.speakers) or 'none by name'}",
        "",
        *rows,
    ]


def _sentences(readout: Readout) -> list[str]:
    """A line a sentence, the undecided first."""
    table = readout.sentences.assign(place=readout.places.to_numpy())
    table = table.loc[(table["rule"] != "unsure").sort_values(kind="stable").index]
    return [
        f"{row.place:>6}  {label(row.speaker):<18.18} {row.rule:<14} {row.text[:_QUOTED]}"
        for row in table.itertuples()
    ]


def _key(readout: Readout) -> list[str]:
    used = set(readout.sentences["rule"])
    return [f"{rule:<14} {meaning}" for rule, meaning in RULES.items() if rule in used]
