"""Offices as they are printed: "Russian President", "Minister for Foreign Affairs of Japan", "H.E. Mr."."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from readout.attribution import names
from readout.attribution.line import END, Line, Word
from readout.resources import table
from readout.text.words import fold

# So many words may stand before the title ("White House Infrastructure Coordinator").
_MAX_MODIFIERS = 4
_SENT = ("ambassador", "envoy", "representative", "consul general")
_SHORT_NAME = 2
_PARTIES = frozenset({"opposition", "ruling", "governing"})
_LONGEST_BODY = 6
_INITIALS = frozenset({"HE", "HH", "HRH", "HM"})


@dataclass(frozen=True)
class Office:
    """An office as it is printed at one place.

    Attributes:
        title: The title, in lower case; empty for an honorific alone.
        state: The state as printed, or empty.
        gender: ``"m"`` or ``"f"`` where an honorific or the title tells, else empty.
        after: Index of the word behind all of it.
        run: Index at which the state begins in "of Meridia Ana Sol", where a name may follow it, or -1.
        duty: Whether the run is what the office is for ("for Cyber Affairs Ana Sol").
        since: Index of the first word behind the title.
    """

    title: str
    state: str
    gender: str
    after: int
    run: int = -1
    duty: bool = False
    since: int = 0


#: Titles that only one text knows, word by word.
Extra = frozenset[tuple[str, ...]]


def office_at(words: Line, i: int, extra: Extra = frozenset()) -> Office | None:
    """The office or honorific printed at word ``i``, with its state; ``None`` if none stands there.

    Args:
        words: The words of a sentence.
        i: Where to look.
        extra: Titles of this text besides those of ``data/people.toml``.
    """
    start, gender = skip_honorifics(words, i)
    for j in range(start, min(start + _MAX_MODIFIERS, len(words) - 1) + 1):
        if j > start and words[j].gap.strip() not in ("", "."):
            break
        if after := names.phrase_at(words, j, "titles") or _extra_at(words, j, extra):
            title = " ".join(w.low for w in words[j:after]).replace("-", " ")
            state = "" if j == start else _bare_state(words[start:j])
            return _with_state(words, title, state, gender, _skip_second_title(words, after))
        if not (words.at(j).capital or words.at(j).low in names.word_list("title_modifiers")):
            break
    return Office("", "", gender, start) if start > i else None


def _extra_at(words: Line, i: int, extra: Extra) -> int:
    """Index after a title of the text's own that stands at word ``i``; 0 if none does."""
    sizes = (size for size in (3, 2, 1) if tuple(w.low for w in words[i : i + size]) in extra)
    size = next(sizes, 0) if extra else 0
    return i + size if size else 0


def _skip_second_title(words: Line, i: int) -> int:
    """Index after "/Vice-President", "(East)" behind a title."""
    while words.at(i).gap.strip() == "/" and (after := names.phrase_at(words, i, "titles")):
        i = after
    if words.at(i).gap.strip() == "(":
        return next((j for j in range(i + 1, i + 6) if words.at(j).gap.strip() == ")"), i)
    return i


def _bare_state(run: Sequence[Word]) -> str:
    """The state among the words before a title ("U.S.", "Russian", "Zeemark's")."""
    kept = [w for w in run if w.low not in names.word_list("title_modifiers")]
    text = names.bare(" ".join(w.text for w in kept))
    return text.replace(" ", ".") if _dotted(kept) else text


def _dotted(run: Sequence[Word]) -> bool:
    return len(run) > 1 and all(len(w.text) == 1 for w in run)


def _with_state(words: Line, title: str, state: str, gender: str, after: int) -> Office:
    """An office with "for Foreign Affairs", "of State" and "of the Republic of Meridia" read on."""
    if title == "head" and [w.low for w in words[after : after + 3 : 2]] == ["of", "diplomacy"]:
        return Office("foreign minister", words[after + 1].text, gender, after + 3, since=after)
    served = _skip_served(words, after)
    after = _skip_portfolio(words, served)
    title = _with_portfolio(title, words.part(served, after))
    honoured, behind = skip_honorifics(words, after)
    run, duty, since = -1, False, after
    if honoured == after:
        own = skip_state(words, after)
        begin, stop = _state_behind(words, after, sent=is_sent(title))
        if stop > after:
            home = (state_begin(words, after, own), own) if after < own < stop else (begin, stop)
            state, run, after = state_in(words, *home), begin, stop
        begin, stop = _duty_behind(words, after)
        if stop > after:
            run, after, duty = begin, stop, True
        apart = "," in words.at(after).gap  # "..., President of Meridia, Dr Bo Lund said"
        honoured, behind = skip_honorifics(words, after)
        honoured = after if apart else honoured
    gender = gender or behind or gender_of(title)
    return Office(title, state, gender, max(after, honoured), run, duty=duty, since=since)


def _skip_served(words: Line, i: int) -> int:
    """Index after "to the Prime Minister" behind "Advisor"."""
    if words.at(i).low != "to" or words[i].gap != " " or words.at(i + 1).low != "the":
        return i
    return names.phrase_at(words, i + 2, "titles") or i


def is_sent(title: str) -> bool:
    """Whether an office is of one state at another ("Ambassador of Norrland to Meridia").

    Example:
        >>> is_sent("special envoy"), is_sent("president")
        (True, False)
    """
    return title.endswith(_SENT)


def _state_behind(words: Line, i: int, *, sent: bool) -> tuple[int, int]:
    """The run of a state behind an office ("of Meridia Ana Sol"), as indices; equal where there is none.

    Who is ``sent`` has a state that follows "to" ("Ambassador of Norrland to Meridia Ana Sol").
    """
    stop = skip_state(words, i)
    if sent and words.at(stop).low == "to":
        begin = stop + 1 + (words.at(stop + 1).low == "the")
        end = names.name_run(words, begin)
        stop = skip_state(words, end) if end > begin else stop
    return (state_begin(words, i, stop), stop) if stop > i else (i, i)


def _duty_behind(words: Line, i: int) -> tuple[int, int]:
    """The run that says what an office is for ("for Cyber Affairs Ana Sol", "for the Gulf of Sarn")."""
    begin = i + 1 + (words.at(i + 1).low == "the")
    if words.at(i).low != "for" or not words.at(begin).capital:
        return i, i
    stop = begin
    while stop < len(words) and (stop == begin or names.goes_on(words, stop) or names.is_suffix(words, stop)):
        behind = stop + 1 + (words.at(stop + 1).low == "the")
        joins = words[stop].low in ("and", "of") and words.at(behind).capital
        if not (words[stop].capital or joins) or names.phrase_at(words, stop, "honorifics"):
            break
        stop = behind if joins else stop + 1
    return begin, stop


def state_begin(words: Line, i: int, stop: int) -> int:
    """Where the last state begins in the run from ``i`` to ``stop``, behind "of", "of the" or "to"."""
    return next(j for j in range(stop, i, -1) if words[j - 1].low in ("of", "the", "to"))


def state_in(words: Line, begin: int, stop: int) -> str:
    """The state at the head of a run that may go on with a name."""
    for size in (3, 2, 1):
        text = names.as_printed(words[begin : begin + size])
        if begin + size <= stop and fold(text) in names.known_states():
            return text
    return words.at(begin).text


def _skip_portfolio(words: Line, i: int) -> int:
    """Index after "for Foreign Affairs", "of Defense", "of State"."""
    if words.at(i).low in ("for", "of") and words[i].gap == " ":
        j = i + 1 + (words.at(i + 1).low == "the")
        if words.at(j).low in names.word_list("portfolios"):
            while words.at(j).low in names.word_list("portfolios") or words.at(j).low in ("and", "&"):
                j += 1
            named = words.at(j).low in names.word_list("no_person")  # "of the Labour Party"
            return i if named else j
    return i


def _with_portfolio(title: str, portfolio: Sequence[Word]) -> str:
    """ "Foreign minister" for a "minister" with "for Foreign Affairs" behind; others stay as they are."""
    named = (f"{word.low} {title}" for word in portfolio if word.capital)
    return next((t for t in named if title == "minister" and t in names.word_list("titles")), title)


def name_places(words: Line, office: Office) -> Iterator[tuple[int, int]]:
    """Where the name of an office's holder can stand: behind it, inside its state's run, after a comma."""
    at = office.after
    stop = names.name_run(words, at)
    if stop > at and words[at].gap.strip() in ("", "."):
        yield at, stop
    if office.run >= 0 and at - office.run > 1:
        yield office.run + 1, at
    if words.at(at).gap.strip() == ",":
        j, _ = skip_honorifics(words, at)
        stop = names.name_run(words, j)
        closed = words.at(stop).gap.strip() in (",", "", END.gap)
        if stop > j and closed and not names.phrase_at(words, j, "titles"):
            yield j, stop


def skip_honorifics(words: Line, i: int) -> tuple[int, str]:
    """Index after the honorifics at word ``i`` ("H.E. Mr.", "HRH the"), and the gender they tell."""
    gender = ""
    while i < len(words):
        if words[i].text in _INITIALS:  # in capitals: "HE" is no pronoun
            i += 1 + (words.at(i + 1).low == "the")
        elif words[i].low == "m" and len(words.at(i + 1).text) < _SHORT_NAME:  # "M. K. Sol"
            break
        elif after := names.phrase_at(words, i, "honorifics"):
            gender = gender or gender_of(words[after - 1].low)
            i = after
        else:
            break
    return i, gender


def gender_of(title: str) -> str:
    """The gender that an honorific or a title tells, or nothing.

    Example:
        >>> gender_of("chairwoman"), gender_of("president")
        ('f', '')
    """
    last = title.rsplit(maxsplit=1)[-1] if title else ""
    if last in names.word_list("feminine"):
        return "f"
    return "m" if last in names.word_list("masculine") else ""


def skip_state(words: Line, i: int) -> int:
    """Index after "of Meridia" or "of the Republic of Meridia", if it stands at word ``i``."""
    while words.at(i).low == "of" and words[i].gap == " ":
        j = i + 1 + (words.at(i + 1).low == "the")
        j += words.at(j).low in _PARTIES  # "of the opposition Free Centre"
        after = names.name_run(words, j)
        if after == j:
            break
        while _is_owner(words, after) and names.name_run(words, after) > after:  # "the People's Republic"
            after = names.name_run(words, after)
        i = after
    return i


def _is_owner(words: Line, i: int) -> bool:
    """Whether the word before ``i`` owns what follows ("People's", "Workers'")."""
    return words.at(i).gap.strip() in ("'", "’") or names.is_possessive(words[i - 1])


def body_end(words: Line, i: int) -> int:
    """Index after a body that can speak at word ``i`` ("Prime Minister's Office"); ``i`` if there is none."""
    for k in range(i, min(i + _LONGEST_BODY, len(words))):
        if k > i and words[k].gap.strip():
            break
        if words.at(k + 1).low == "sources" and not words[k + 1].gap.strip():  # "diplomatic sources"
            return k + 2
        if words[k].low in names.word_list("bodies"):
            return skip_state(words, k + 1)
        if not (words[k].capital or names.is_possessive(words[k])):
            break
    return i


def printed_title(title: str) -> str:
    """How an office without a name is filed: "Prime Minister", "Secretary-General"."""
    whole = {"secretary general": "Secretary-General", "pm": "Prime Minister"}
    return whole.get(title) or title.title()


def same_title(one: str, other: str) -> bool:
    """Whether an office printed in short is this one: "the minister" is a foreign minister too."""
    one, other = _plain_title(one), _plain_title(other)
    if one == other:
        return True
    general = {"minister", "secretary", "leader", "advisor", "commissioner"}
    if other.startswith(("prime", "deputy prime", "under sec", "assistant sec", "press sec")):
        return False
    return one in general and (other.endswith(f" {one}") or other.startswith(f"{one} of "))


@cache
def _plain_title(title: str) -> str:
    """One spelling for one office."""
    title = title.replace("-", " ").replace("defence", "defense").replace("adviser", "advisor")
    return dict(table("people")["same_titles"]).get(title, title)


@cache
def title_words() -> frozenset[str]:
    """Every word that stands in a title."""
    return frozenset(word for title in names.word_list("titles") for word in title.split())


@cache
def office_starts() -> frozenset[str]:
    """First words of titles and honorifics, and modifiers that may stand before them."""
    return frozenset(
        {w for key in ("titles", "honorifics") for w in names.by_first_word(key)}
        | names.word_list("title_modifiers")
    )
