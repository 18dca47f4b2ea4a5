"""What a notebook shows as HTML: the text itself, with what was decided about each sentence.

Everything that comes from a text is escaped, so markup in a readout is shown, never run.
"""

import html
from collections.abc import Iterable
from typing import Any, Protocol

import numpy as np
import pandas as pd

from readout.attribution import RULES
from readout.document import Readout
from readout.exhibits.page import looks
from readout.exhibits.prose import counted, label

# Columns that name voices.
_VOICES = {"speaker", "voice", "given to"}
#: Concordance lines that stand open.
_LINES = 60
_TAG = "font-size:85%;color:#555555"
_INK = "color:#111111;background-color:#ffffff"


class Page:
    """A piece of HTML that a notebook shows; ``text`` is the same for readers without HTML."""

    def __init__(self, markup: str, text: str) -> None:
        self.markup = markup
        self.text = text

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": unset(self.markup), "text/plain": self.text}


def unset(markup: str) -> str:
    r"""HTML in which a notebook sets no mathematics, whatever dollars and backslashes stand in it.

    JupyterLab and nbviewer typeset what they show; each of the two classes keeps one of MathJax's
    versions away.

    Example:
        >>> unset("<b>$5</b>")
        '<div class="mathjax_ignore tex2jax_ignore"><b>$5</b></div>'
    """
    return f'<div class="mathjax_ignore tex2jax_ignore">{markup}</div>'


def audit(readout: Readout) -> Page:
    """The whole text, with the place, the voice and the deciding rule of every sentence.

    Consecutive sentences of one voice in one paragraph stand in one block; its edge has the voice's
    colour and its head the voice's name. Frame words are underlined. Sentences that the text does not
    decide come first, in a list of their own.
    """
    sentences = readout.sentences.assign(place=readout.places.to_numpy())
    changes = sentences[["paragraph", "speaker"]].ne(sentences[["paragraph", "speaker"]].shift()).any(axis=1)
    edges = {
        voice: look.edge if look.fill == "#FFFFFF" else look.fill
        for voice, look in looks(readout.voices).items()
    }
    blocks = "".join(
        _block(block, edges[block["speaker"].iloc[0]]) for _, block in sentences.groupby(changes.cumsum())
    )
    doubtful = _doubtful(sentences[sentences["rule"] == "unsure"])
    return Page(
        f'<div style="{_INK};padding:8px">{doubtful}{blocks}</div>',
        f"the text of {readout.reference}",
    )


def _block(sentences: pd.DataFrame, edge: str) -> str:
    first = sentences.iloc[0]
    head = f"<b>{html.escape(label(first['speaker']))}</b>, paragraph {first['paragraph']}"
    text = " ".join(_sentence(sentence) for _, sentence in sentences.iterrows())
    return (
        f'<div style="border-left:8px solid {edge};padding:2px 12px;margin:6px 0">'
        f'<div style="{_TAG}">{head}</div>{text}</div>'
    )


def _sentence(sentence: pd.Series) -> str:
    cut = sentence["frame_end"] - sentence["start"]
    frame, content = sentence["text"][:cut], sentence["text"][cut:]
    verb = f": {html.escape(sentence['verb'])}" if pd.notna(sentence["verb"]) else ""
    tag = f'<span style="{_TAG}">[{sentence["place"]} {html.escape(sentence["rule"])}{verb}]</span>'
    return f"{tag} {f'<u>{html.escape(frame)}</u>' if frame else ''}{html.escape(content)}"


def _doubtful(sentences: pd.DataFrame) -> str:
    if sentences.empty:
        return ""
    items = "".join(f"<li>{_sentence(sentence)}</li>" for _, sentence in sentences.iterrows())
    return f"<p><b>Check these first; the text does not decide them.</b></p><ul>{items}</ul>"


def table(frame: pd.DataFrame, **formats: str) -> Page:
    """A table as a report prints it: whole texts, aligned, each column in its own format.

    Args:
        frame: The table; a named index is shown as its first column. Voices are named as in the figures;
            one without rows or columns is said to be so.
        formats: A format specification by column name, such as ``share=".1%"``; numbers without one
            get thousands separators and as many decimals as their column needs, at most two.

    Example:
        >>> print(table(pd.DataFrame({"share": [0.764], "words": [1619]}), share=".1%").text)
        share words
        76.4% 1,619
    """
    if frame.empty:
        return Page("<p>nothing to list</p>", "nothing to list")
    shown = frame.reset_index() if any(frame.index.names) else frame
    shown = shown.assign(**{c: shown[c].map(label) for c in _VOICES & set(shown.columns)})
    texts = pd.DataFrame(
        {
            str(c): [_cell(value, formats.get(str(c), _decimals(shown[c]))) for value in shown[c]]
            for c in shown.columns
        }
    )
    sides = ["right" if pd.api.types.is_numeric_dtype(shown[c]) else "left" for c in shown.columns]
    head = _line(texts.columns, sides, "th")
    body = "".join(_line(row, sides, "td") for row in texts.itertuples(index=False))
    markup = f'<table style="table-layout:auto"><thead>{head}</thead><tbody>{body}</tbody></table>'
    return Page(markup, texts.to_string(index=False))


def _decimals(column: pd.Series) -> str | None:
    """The format in which a column of floats is aligned at its decimal mark."""
    if not pd.api.types.is_float_dtype(column):
        return None
    printed = [f"{value:.2f}".rstrip("0").partition(".")[2] for value in column.dropna()]
    return f",.{max(map(len, printed), default=0)}f"


def _cell(value: object, spec: str | None) -> str:
    if pd.isna(value):
        return "–"
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, float | np.floating | int | np.integer):
        return format(value, spec or ",").replace("-", "−")
    return format(value, spec) if spec else str(value)


def _line(cells: Iterable[str], sides: Iterable[str], tag: str) -> str:
    inner = (
        f'<{tag} style="text-align:{side};vertical-align:top;white-space:normal">{html.escape(text)}</{tag}>'
        for text, side in zip(cells, sides, strict=True)
    )
    return f"<tr>{''.join(inner)}</tr>"


def concordance(lines: pd.DataFrame, *, most: int = _LINES) -> Page:
    """Lines of :func:`readout.measures.contexts.kwic`, with the hits under each other; long ones are wrapped.

    Args:
        lines: The lines, in the order wanted.
        most: Lines that stand open; the others open on a click.
    """
    texts = lines[["place", "speaker", "left", "hit", "right"]].assign(speaker=lines["speaker"].map(label))
    texts = texts.rename(columns={"speaker": "voice", "left": "before", "right": "after"})
    if texts.empty:
        return Page("<p>no lines</p>", "no lines")
    shown, rest = _hits(texts.head(most)), texts.iloc[most:]
    if len(rest):
        shown += folded(Page(_hits(rest), ""), counted(len(rest), "more line")).markup
    return Page(shown, texts.to_string(index=False))


# Columns of a concordance: their share of the page's width in percent, and where their texts stand.
_KWIC = {
    "place": (8, "left"),
    "voice": (14, "left"),
    "before": (32, "right"),
    "hit": (14, "center;font-weight:bold"),
    "after": (32, "left"),
}


def _hits(texts: pd.DataFrame) -> str:
    head = "".join(
        f'<th style="width:{width}%;text-align:{side}">{name}</th>' for name, (width, side) in _KWIC.items()
    )
    sides = [side for _, side in _KWIC.values()]
    rows = "".join(_line(row, sides, "td") for row in texts.itertuples(index=False))
    return (
        f'<table style="table-layout:fixed;width:100%"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def marked(readout: Readout, speaker: str, passages: pd.DataFrame) -> Page:
    """What is given to one voice, with passages underlaid.

    Args:
        readout: The readout.
        speaker: The voice.
        passages: Columns ``start`` and ``end``: offsets into the text; they may overlap.
    """
    blocks = []
    for paragraph, sentences in readout.body[readout.body["speaker"] == speaker].groupby("paragraph"):
        parts = [_underlaid(readout, sentence, passages) for sentence in sentences.itertuples()]
        head = f"<b>{html.escape(label(speaker))}</b>, paragraph {paragraph}"
        blocks.append(f'<p><span style="{_TAG}">{head}</span><br>{" ".join(parts)}</p>')
    return Page(f'<div style="{_INK};padding:8px">{"".join(blocks)}</div>', f"the words given to {speaker}")


def _underlaid(readout: Readout, sentence: Any, passages: pd.DataFrame) -> str:
    inside = passages[(passages["start"] >= sentence.start) & (passages["end"] <= sentence.end)]
    pieces, at = [], sentence.start
    for start, end in _merged(zip(inside["start"], inside["end"], strict=True)):
        pieces += [
            html.escape(readout.text[at:start]),
            f"<mark>{html.escape(readout.text[start:end])}</mark>",
        ]
        at = end
    pieces.append(html.escape(readout.text[at : sentence.end]))
    return f'<span style="{_TAG}">[{readout.places[sentence.sentence]}]</span> {"".join(pieces)}'


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


class Shown(Protocol):
    """What can be folded: a page, or an exhibit."""

    @property
    def markup(self) -> str:
        """As HTML."""

    @property
    def text(self) -> str:
        """For readers without HTML."""


def folded(page: Shown, summary: str) -> Page:
    """A long piece, or a picture, that opens on a click."""
    markup = f"<details><summary>{html.escape(summary)}</summary>{page.markup}</details>"
    return Page(markup, f"{summary}\n{page.text}")


def detected(readout: Readout) -> pd.DataFrame:
    """What the library takes the text for: the first thing to check.

    Returns:
        Index ``what`` (title, date, speakers, sizes, hash; issuer, source and corrections where the file
        beside the text has them), column ``found``.
    """
    body = readout.body
    rows = {
        "title": readout.title,
        "date": readout.date.isoformat() if readout.date else "none found",
        "speakers": ", ".join(readout.speakers) or "none by name",
        "body paragraphs": f"{body['paragraph'].nunique():,}",
        "body sentences": f"{len(body):,}",
        "body words": f"{readout.tokens['body'].sum():,}",
        "sentences marked unsure (others can be wrong too)": f"{(body['rule'] == 'unsure').sum():,}",
        "SHA-256 of the file": readout.sha256,
    }
    # What somebody has put beside the text; most texts have nothing there.
    corrected = (body["rule"] == "corrected").sum()
    by_hand = {"issuer": readout.issuer, "source": readout.source, "corrected by hand": f"{corrected:,}"}
    rows |= {what: found for what, found in by_hand.items() if found not in ("", "0")}
    return pd.DataFrame({"found": rows}).rename_axis("what")


def rules_used(readout: Readout) -> pd.DataFrame:
    """How often each attribution rule decided in the body, most often first, ties by name.

    Returns:
        Index ``rule``; columns ``sentences`` and ``meaning``.
    """
    counts = readout.body["rule"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    return pd.DataFrame({"sentences": counts, "meaning": [RULES[r] for r in counts.index]}).rename_axis(
        "rule"
    )


def answer(text: str) -> Page:
    """What a notebook answers, in large type: its first output."""
    markup = (
        f'<p style="font-size:125%;line-height:1.4;border-left:6px solid #0B3C6F;padding:4px 14px;margin:6px 0">'
        f"{html.escape(text)}</p>"
    )
    return Page(markup, text)


def finding(text: str) -> Page:
    """A computed sentence, set off from typed prose by a rule on its left."""
    markup = f'<p style="border-left:4px solid #767676;padding:2px 10px;margin:4px 0">{html.escape(text)}</p>'
    return Page(markup, text)
