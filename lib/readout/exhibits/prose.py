"""The parts that findings are worded with: lists, numbers with their nouns, voices, sources."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from readout import resources
from readout.document import JOINT, NARRATOR, Readout
from readout.measures import codes
from readout.measures.terms import REST
from readout.statistics import RESAMPLES, SEED

#: Ends every caption about a share of the text.
ACCOUNT = "One side's account of the meeting: space on the page, not speaking time."

_WORDS = "rule A (a hyphenated form is one word)"
#: How figures count that take the text as it is printed.
SETTINGS = {"words": _WORDS, "introductory clauses": "counted"}
#: How figures of content terms count.
TERM_SETTINGS = {
    "words": _WORDS,
    "introductory clauses": "left out",
    "stop words, bare numbers, names and titles of the speakers": "not listed, but counted in rates",
}
#: How figures of all words outside introductory clauses count.
WORD_SETTINGS = {
    "words": _WORDS,
    "introductory clauses": "left out",
    "stop words and bare numbers": "counted",
}
#: What else a figure with intervals or permutations has to tell who wants the same numbers.
RESAMPLED = {"resamples": RESAMPLES, "random seed": SEED}


class Wording(NamedTuple):
    """What a figure says in words: ``title`` (the finding), ``caption``, ``alt`` (for who can't see it)."""

    title: str
    caption: str
    alt: str


def nothing_drawn(kind: str, reason: str) -> Wording:
    """The words of a figure of some kind that has nothing to draw; it says so instead of being missing.

    Example:
        >>> nothing_drawn("Diverging bars", "No sentence demands anything").alt
        'Diverging bars. Empty: no sentence demands anything.'
    """
    return Wording(reason, f"{reason}. {ACCOUNT}", f"{kind}. Empty: {reason[:1].lower()}{reason[1:]}.")


def source_line(readout: Readout, settings: Mapping[str, str] = SETTINGS) -> str:
    """The source line of a figure: the document, then how it was counted."""
    listing = "; ".join(f"{key}: {value}" for key, value in settings.items())
    return f"Source: {readout.reference}. {capital(listing)}."


def publisher(readout: Readout) -> str:
    """Who publishes a readout, inside a sentence: its issuer, else the side that its words take.

    Example:
        >>> from readout.document import load
        >>> publisher(load("xi-putin-2021-12-15"))
        'the Chinese side'
    """
    if readout.issuer:
        name = (
            readout.issuer.title() if readout.issuer.isupper() and " " in readout.issuer else readout.issuer
        )
        return f"the {name.replace(' Of ', ' of ')}" if _BODY.match(name) else name
    states = readout.people.loc[readout.people["side"] == "issuer", "state"]
    state = next(filter(None, states), "")
    return f"the {state} side" if state else "one side"


#: Issuers that are no names: "the Ministry of ...".
_BODY = re.compile(
    r"(?:\w+ ){0,2}(?:Ministry|Office|Council|Government|Department|Embassy|Service|Secretariat|Union)\b(?! \d)"
)


def dated(day: dt.date) -> str:
    """A date inside a sentence.

    Example:
        >>> dated(dt.date(2021, 12, 6))
        '6 December 2021'
    """
    return f"{day.day} {day:%B %Y}"


def by(readout: Readout, kind: str, source: str) -> str:
    """Whose codes a number rests on.

    Args:
        readout: The readout.
        kind: The kind of sheet: ``topics``, ``tone`` or ``stance``.
        source: ``"hand codes"``, or anything else for what was coded without a reader.

    Example:
        >>> from readout.document import load
        >>> by(load("xi-putin-2021-12-15"), "tone", "hand codes")
        "by the hand codes of the project's authors"
        >>> by(load("xi-putin-2021-12-15"), "stance", "rules")
        'by rule'
    """
    if source != "hand codes":
        return "by rule" if kind == "stance" else "by word list"
    coder = codes.coder(readout, kind)
    return f"by the hand codes of {coder}" if coder else "by hand codes"


def voice(name: str) -> str:
    """A voice inside a sentence; an office that stands for a name has its article.

    Example:
        >>> voice("joint"), voice("Xi Jinping"), voice("Prime Minister"), voice("Question")
        ('both sides together', 'Xi Jinping', 'the Prime Minister', 'the questioner')
    """
    if name.lower() in resources.word_list("people", "titles"):
        return f"the {name}"
    return _VOICES.get(name, name)


_VOICES = {
    JOINT: "both sides together",
    NARRATOR: "the narrator",
    "Question": "the questioner",
    "Journalist": "the journalist",
    "Moderator": "the moderator",
}


def given_to(side: str) -> str:
    """One of the two sides inside a sentence.

    Example:
        >>> given_to("Ana Sol"), given_to("rest of the body")
        ('what is given to Ana Sol', 'the rest of the body')
    """
    return f"the {side}" if side == REST else f"what is given to {voice(side)}"


def label(voice: str) -> str:
    """A voice where a figure or a table names it, outside a sentence.

    Example:
        >>> label("joint"), label("Xi Jinping")
        ('both sides', 'Xi Jinping')
    """
    return {JOINT: "both sides", NARRATOR: "narrator"}.get(voice, voice)


def listed(items: Iterable[str]) -> str:
    """Items as a sentence lists them.

    Example:
        >>> listed(["a", "b", "c"]), listed(["a"]), listed([])
        ('a, b and c', 'a', 'none')
    """
    *head, last = list(items) or ["none"]
    return f"{', '.join(head)} and {last}" if head else last


def counted(number: int, noun: str) -> str:
    """A number with its noun in the right form.

    Example:
        >>> counted(1, "word"), counted(2118, "word")
        ('1 word', '2,118 words')
    """
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def agreeing(number: int, one: str, more: str) -> str:
    """The form of a verb that goes with a number.

    Example:
        >>> agreeing(1, "survives", "survive"), agreeing(0, "survives", "survive")
        ('survives', 'survive')
    """
    return one if number == 1 else more


def signed(value: float, *, digits: int = 1) -> str:
    """A difference with its sign, as print sets it.

    Example:
        >>> signed(-2.04), signed(0.218, digits=2)
        ('−2.0', '+0.22')
    """
    return f"{value:+.{digits}f}".replace("-", "−")


def percent(fraction: float, *, digits: int = 1) -> str:
    """A fraction as a percentage.

    Example:
        >>> percent(0.7644), percent(0.7644, digits=0)
        ('76.4%', '76%')
    """
    return f"{fraction:.{digits}%}"


def capital(text: str) -> str:
    """A text that begins a sentence.

    Example:
        >>> capital("by rule")
        'By rule'
    """
    return text[:1].upper() + text[1:]


def closed(text: str) -> str:
    """A text that ends a sentence, also where it ends with somebody's "Jr.".

    Example:
        >>> closed("Most is given to Bo Lund, Jr."), closed("None is given")
        ('Most is given to Bo Lund, Jr.', 'None is given.')
    """
    return f"{text.removesuffix('.')}."


def sentence(text: str) -> str:
    """A clause as a sentence of its own.

    Example:
        >>> sentence("the narrator is given most")
        'The narrator is given most.'
    """
    return closed(capital(text))


def between(low: float, high: float) -> str:
    """A range of fractions, in percent without the sign.

    Example:
        >>> between(0.776, 0.806)
        '77.6 to 80.6'
    """
    return f"{low * 100:.1f} to {high * 100:.1f}"


def span(low: float, high: float, form: str = ".0%") -> str:
    """A range as printed, or the one value that both its ends are.

    Args:
        low: The lower end.
        high: The upper end.
        form: How an end is printed; of two per cent signs one stays.

    Example:
        >>> span(0.412, 0.588), span(0.412, 0.414), span(0.2, 0.35, ".2f")
        ('41 to 59%', '41%', '0.20 to 0.35')
    """
    first, last = format(low, form), format(high, form)
    return last if first == last else f"{first.removesuffix('%')} to {last}"


def of_hundred(share: float, low: float, high: float, what: str) -> str:
    """How many of a hundred, with limits.

    Example:
        >>> of_hundred(0.62, 0.54, 0.7, "test sentences")
        '62 of 100 test sentences (54 to 70)'
    """
    return f"{share * 100:.0f} of 100 {what} ({low * 100:.0f} to {high * 100:.0f})"


def quoted(term: str, *counts: int) -> str:
    """A term as a sentence cites it, with its hits.

    Example:
        >>> quoted("new"), quoted("new", 13), quoted("new", 13, 0)
        ('“new”', '“new” (13)', '“new” (13 to 0)')
    """
    hits = " to ".join(f"{n:,}" for n in counts)
    return f"“{term}”" + (f" ({hits})" if counts else "")


def probability(p: float) -> str:
    """A p-value without false precision, with its relation.

    Example:
        >>> probability(0.0004), probability(0.011), probability(0.228)
        ('< 0.001', '= 0.011', '= 0.23')
    """
    if p < 0.001:  # finer would be false precision
        return "< 0.001"
    return f"= {p:.3f}" if p < 0.1 else f"= {p:.2f}"
