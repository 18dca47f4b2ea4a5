"""What a notebook shows as HTML: the text itself, with what was decided about each sentence.

Everything that comes from a text is escaped, so markup in a readout is shown, never run.
"""

import html

import pandas as pd

from readout.attribution import RULES
from readout.charts import label, looks
from readout.document import Readout

_CELL = "padding:3px 8px;text-align:left;vertical-align:top;white-space:normal;color:#111111"


class Page:
    """A piece of HTML that a notebook shows; ``text`` is the same for readers without HTML."""

    def __init__(self, markup: str, text: str) -> None:
        self.markup = markup
        self.text = text

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self.markup, "text/plain": self.text}


def audit(readout: Readout) -> Page:
    """The whole text, a row a sentence: place, voice, the rule that decided, the words.

    Frame words are underlined; sentences that the text does not decide come first.
    """
    sentences = readout.sentences.assign(place=readout.places.to_numpy())
    doubtful = (sentences["rule"] == "unsure").sort_values(ascending=False, kind="stable")
    sentences = sentences.loc[doubtful.index]
    style = {voice: look.fill for voice, look in looks(readout.voices).items()}
    rows = "".join(_row(sentence, style) for _, sentence in sentences.iterrows())
    head = "".join(f'<th style="{_CELL}">{name}</th>' for name in ("place", "voice", "rule", "text"))
    table = (
        '<table style="border-collapse:collapse;background-color:#ffffff;width:100%">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )
    return Page(table, f"{len(sentences)} sentences of {readout.reference}")


def _row(sentence: pd.Series, style: dict[str, str]) -> str:
    colour = style[sentence["speaker"]]
    cut = sentence["frame_end"] - sentence["start"]
    frame, content = sentence["text"][:cut], sentence["text"][cut:]
    text = (f"<u>{html.escape(frame)}</u>" if frame else "") + html.escape(content)
    verb = f" ({html.escape(sentence['verb'])})" if pd.notna(sentence["verb"]) else ""
    cells = (
        sentence["place"],
        f"<b>{html.escape(label(sentence['speaker']))}</b>",
        f"{html.escape(sentence['rule'])}{verb}",
        text,
    )
    edge = f"{_CELL};border-left:6px solid {colour}"
    return "<tr>" + "".join(f'<td style="{edge if not i else _CELL}">{c}</td>' for i, c in enumerate(cells)) + "</tr>"


def detected(readout: Readout) -> pd.DataFrame:
    """What the library takes the text for: the first thing to check.

    Returns:
        Index ``what`` (title, date, speakers, sizes, hash), column ``found``.
    """
    body = readout.body
    rows = {
        "title": readout.title,
        "date": readout.date.isoformat() if readout.date else "none found",
        "speakers": ", ".join(readout.speakers) or "none by name",
        "body paragraphs": f"{body['paragraph'].nunique():,}",
        "body sentences": f"{len(body):,}",
        "body words": f"{readout.tokens['body'].sum():,}",
        "sentences to check first (unsure)": f"{(body['rule'] == 'unsure').sum():,}",
        "SHA-256 of the file": readout.sha256,
    }
    return pd.DataFrame({"found": rows}).rename_axis("what")


def rules_used(readout: Readout) -> pd.DataFrame:
    """How often each attribution rule decided in the body, most often first, ties by name.

    Returns:
        Index ``rule``; columns ``sentences`` and ``meaning``.
    """
    counts = readout.body["rule"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    return pd.DataFrame({"sentences": counts, "meaning": [RULES[r] for r in counts.index]}).rename_axis("rule")


def finding(text: str) -> Page:
    """A computed sentence, set off from typed prose by a rule on its left."""
    markup = f'<p style="border-left:4px solid #767676;padding:2px 10px;margin:4px 0">{html.escape(text)}</p>'
    return Page(markup, text)
