"""Text out of markup: what a browser shows of a saved page, and Markdown without its marks.

Nothing here knows about readouts. Each pattern is read once from left to right, so that the time grows
with the length of the text and not with what somebody has put into it.
"""

import html
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import yaml
from bs4 import BeautifulSoup, NavigableString, Tag, XMLParsedAsHTMLWarning
from bs4.builder import ParserRejectedMarkup

from readout.resources import table

# --- is it markup? --------------------------------------------------------------------------------

_DOCUMENT = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|h[1-6]|[uo]l|li|table|t[rdh]|section|article|main|blockquote)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
#: A document says that it is one within so many characters.
_START = 2000
#: Fewer block tags may be what a text says about markup.
_FEW_TAGS = 3


def is_page(text: str, *, fragments: bool = True) -> bool:
    r"""Whether a text is HTML rather than a text in which a tag or two is mentioned.

    It is if it opens as an HTML document. A fragment of one is known by its paragraph tags: at least
    three, and it begins with a tag or has them on every other line.

    Args:
        text: The text.
        fragments: Whether part of a page counts; in Markdown a tag may stand anywhere.

    Example:
        >>> is_page("<!DOCTYPE html><title>A call</title>"), is_page("<p>Sol said</p>\n<p>yes</p>")
        (True, True)
        >>> is_page("Sol said that <...> and <b> were left out.")
        False
    """
    opening = text[:_START].lstrip()
    if opening.startswith("<") and _DOCUMENT.search(opening):
        return True
    tags = len(_BLOCK_TAG.findall(text)) if fragments else 0
    if tags < _FEW_TAGS:
        return False
    return opening.startswith("<") or 2 * tags >= sum(not line.isspace() for line in text.splitlines())


# --- a page that a browser has saved --------------------------------------------------------------

_DROPPED, _LANDMARKS, _BLOCKS, _ROWS = (
    frozenset(table("markup")[kind].split()) for kind in ("dropped", "landmarks", "blocks", "rows")
)
#: Parts of a page that may hold all of its text.
_TEXT_PARTS = {"article", "main"}
_TITLES = {"h1", "title"}
_SUBHEADINGS = {"h2", "h3"}
#: What a browser draws before an item; the rules of attribution know items by it.
_BULLET = "• "
_MARKED_SECTION = re.compile(r"<!\[+")


class _Place(NamedTuple):
    """Where an element stands: in which block (``None`` if it is not shown) and which part of the page.

    ``around`` is the part around that part, ``item`` the item of a list.
    """

    block: Tag | None
    part: Tag
    around: Tag
    item: Tag | None = None


class _Block(NamedTuple):
    """The text of a block, and the name of its tag."""

    tag: str
    text: str


def page_text(markup: str) -> str:
    r"""The readable text of an HTML page, its main heading first; ``""`` if it shows none.

    Left out are scripts, navigation, banners, asides, footers, forms, captions of pictures and what is
    hidden. An article or main part that holds at least half of the words stands for the page. Blocks
    are separated by blank lines; a cell has a line, an item a line with its bullet, ``<br>`` ends one.

    Args:
        markup: The page.

    Returns:
        The text; entities are decoded, white space is folded as a browser does it.

    Raises:
        ValueError: If the markup can't be parsed.

    Example:
        >>> page_text("<nav>Home</nav><p>3 May</p><h1>A call</h1><p>Sol said<br>yes &amp; no.</p>")
        'A call\n\n3 May\n\nSol said\nyes & no.'
    """
    soup = _soup(markup)
    root = soup.body or soup
    part, unwanted = _main_part(root)
    blocks = _blocks(part, unwanted)
    heading = _heading(blocks, soup, root, unwanted) if blocks else ""
    own = next((block for block in blocks if block.text == heading), None)
    rest = [("\n" if block.tag in _ROWS else "\n\n") + block.text for block in blocks if block is not own]
    return f"{heading}{''.join(rest)}".strip("\n")


def _soup(markup: str) -> BeautifulSoup:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)  # XHTML reads well as HTML
            return BeautifulSoup(_tame(markup), "html.parser")
    except ParserRejectedMarkup as error:
        raise ValueError("the parser rejects it") from error


def _tame(markup: str) -> str:
    """A page without what Python's parser stumbles over and a browser passes by.

    Over many comments or tags that never end it takes a time that grows by the square, and a marked
    section of a kind that it does not know ends it.
    """
    markup = _MARKED_SECTION.sub("<!", markup)
    comment = markup.find("<!--", markup.rfind("-->") + 1)
    markup = markup if comment < 0 else markup[:comment]
    end = markup.rfind(">") + 1
    return markup[:end] + markup[end:].replace("<", "&lt;")


def _walk(root: Tag, unwanted: set[int]) -> Iterator[tuple[Tag | NavigableString, _Place]]:
    """Everything shown in an element, in order, with its place; a parent comes before its children."""
    places = {id(root): _Place(root, root, root)}
    for node in root.descendants:
        place = places[id(node.parent)]
        if isinstance(node, Tag):
            place = places[id(node)] = _place(node, place, unwanted)
        elif type(node) is not NavigableString:  # comments and the like are subclasses
            continue
        if place.block is not None:
            yield node, place


def _place(tag: Tag, outer: _Place, unwanted: set[int]) -> _Place:
    if outer.block is None or id(tag) in unwanted or _is_hidden(tag, _kind(outer.part)):
        return _Place(None, outer.part, outer.around)
    block = tag if tag.name in _BLOCKS else outer.block
    item = tag if tag.name == "li" else outer.item
    if _kind(tag) in _TEXT_PARTS or tag.name == "form":
        return _Place(block, tag, outer.part, item)
    return _Place(block, outer.part, outer.around, item)


def _kind(tag: Tag) -> str:
    return "main" if tag.get("role") == "main" else tag.name


def _is_hidden(tag: Tag, part: str) -> bool:
    """Whether a tag holds nothing of the text; an article's own header holds its title and date."""
    style = "".join(str(tag.get("style", "")).lower().split())
    return (
        tag.name in _DROPPED
        or tag.get("role") in _LANDMARKS
        or tag.has_attr("hidden")
        or "display:none" in style
        or (tag.name == "header" and part not in _TEXT_PARTS)
    )


def _main_part(root: Tag) -> tuple[Tag, set[int]]:
    """The smallest article or main part with half of the words, and the forms to leave out.

    Some sites wrap the whole page in a form, so a form is left out only if it holds less than that.
    """
    words: Counter[int] = Counter()
    parts: list[_Place] = []
    for node, place in _walk(root, set()):
        if isinstance(node, NavigableString):
            words[id(place.part)] += len(node.split())
        elif place.part is node:
            parts.append(place)
    for place in reversed(parts):
        words[id(place.around)] += words[id(place.part)]
    large = {id(p.part) for p in parts if 2 * words[id(p.part)] >= words[id(root)] > 0}
    texts = [p.part for p in parts if p.part.name != "form" and id(p.part) in large]
    forms = {id(p.part) for p in parts if p.part.name == "form"}
    return min(texts, key=lambda part: words[id(part)], default=root), forms - large


def _blocks(root: Tag, unwanted: set[int]) -> list[_Block]:
    """The text shown in an element, block by block."""
    runs: list[tuple[str, list[str]]] = []
    items: set[int] = set()
    last = None
    for node, place in _walk(root, unwanted):
        block = place.block
        if isinstance(node, Tag):
            last = None if node.name in _BLOCKS else last
            text = "\n" if node.name == "br" else ""
        else:
            text = str(node) if block.name == "pre" else node.replace("\n", " ")
        if text.strip() and block is not last:
            opens = place.item is not None and id(place.item) not in items and block.name not in _TITLES
            runs.append((block.name, [_BULLET] if opens else []))
            items.add(id(place.item))
            last = block
        if block is last:
            runs[-1][1].append(text)
    return [_Block(tag, _folded("".join(pieces), tag)) for tag, pieces in runs]


def _folded(text: str, tag: str) -> str:
    """A block's lines, white space folded; a title is one line however it is broken."""
    rows = [" ".join(row.split()) for row in ([text] if tag in _TITLES else text.split("\n"))]
    return "\n".join(row for row, before in zip(rows, ["", *rows], strict=False) if row or before).strip("\n")


def _heading(blocks: list[_Block], soup: BeautifulSoup, root: Tag, unwanted: set[int]) -> str:
    """The page's title: its first main heading, else what stands on the browser's tab."""
    if found := _first_h1(blocks) or (_first_h1(_blocks(root, unwanted)) if soup.h1 else ""):
        return found
    tab = _folded(soup.title.get_text() if soup.title else "", "title")
    inside = (block.text for block in blocks if block.tag in _SUBHEADINGS and block.text in tab)
    # Behind the bar stands the name of the site, which is also what a heading in its banner may be.
    banner = soup.h1.get_text(" ") if soup.h1 else ""
    return next(inside, "") or tab.partition(" | ")[0] or _folded(banner, "h1")


def _first_h1(blocks: list[_Block]) -> str:
    return next((block.text for block in blocks if block.tag == "h1"), "")


# --- Markdown -------------------------------------------------------------------------------------

_HEAD_START = re.compile(r"---[ ]*\n(?:[ ]*(?:#[^\n]*)?\n)*[A-Za-z_][\w-]*[ ]*:")
_HEAD_END = re.compile(r"^(?:---|\.\.\.)[ ]*$", re.MULTILINE)
#: A head is short; what goes on for more characters is a text between two rules.
_LONGEST_HEAD = 20_000

_TIME = re.compile(r"(?<=^\d{4}-\d\d-\d\d)[T ].*")
_QUOTE_MARK = re.compile(r"^ {0,3}(?:> ?)+", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}#{1,6} +(?=\S)([^\n]*)", re.MULTILINE)
_LINK = re.compile(r"(!?)\[([^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"\n]*\")?\)")
_STRONG = re.compile(r"(?<!\\)\*{2,}")  # always a mark, or a rule across the page
# Emphasis begins before and ends behind something printed; neither edge lies inside a word.
_EMPHASIS = (
    re.compile(r"(?<![\w\\])\*(?=\S)([^*]+)(?<=[^\s\\])\*(?!\w)"),
    re.compile(r"(?<![\w\\])_{1,2}(?=\S)([^_]+)(?<=[^\s\\])_{1,2}(?!\w)"),
)
_COMMENT = re.compile(r"<!--[^<>]*-->")
_BREAKING_TAG = re.compile(r"</?(?:br|p|div|figure|hr)(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE)
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|center|em|figcaption|font|i|img|mark|s|small|span|strong|su[bp]|u)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPE = re.compile(r"\\(?:\n|([!-/:-@\[-`{-~]))")


def has_head(text: str) -> bool:
    r"""Whether a text begins with a YAML head, as Markdown files of publishing programs do.

    Example:
        >>> has_head("---\ntitle: A call\n---\nSol said yes."), has_head("---\nSol said yes.\n---\n")
        (True, False)
    """
    return _head(text) is not None


def markdown_text(text: str) -> str:
    r"""A Markdown text without its marks; line ends stay where they are.

    Marks of headings, quotations and emphasis go, of a link its text stays, of a picture nothing. Of a
    YAML head the title becomes the first line and the date the second, unless they stand there anyway.

    Example:
        >>> markdown_text("---\ndate: 2031-05-03\ntitle: A call\nid: 7\n---\n**Sol** [said](x.org) 2 * 3.")
        'A call\n2031-05-03\n\nSol said 2 * 3.'
        >>> markdown_text("# A call\n\n> Sol said *yes*.\n\n\\###")
        'A call\n\nSol said yes.\n\n###'
    """
    found = _head(text)
    if found is None:
        return _unmarked(text)
    head, body = found
    return _with_facts(_facts(head), _unmarked(body))


def _unmarked(text: str) -> str:
    text = _BREAKING_TAG.sub("\n", _INLINE_TAG.sub("", _COMMENT.sub("", text)))
    text = _HEADING.sub(lambda m: m[1].rstrip().rstrip("#").rstrip(), _QUOTE_MARK.sub("", text))
    text = _STRONG.sub("", _LINK.sub(lambda m: "" if m[1] else m[2], text))
    for pattern in _EMPHASIS:
        text = pattern.sub(r"\1", text)
    return _ESCAPE.sub(lambda m: m[1] or "\n", _ENTITY.sub(lambda m: html.unescape(m[0]), text))


def _head(text: str) -> tuple[str, str] | None:
    """The YAML between the first two rules and what follows, or ``None``."""
    start = _HEAD_START.match(text)
    end = _HEAD_END.search(text, start.end(), start.end() + _LONGEST_HEAD) if start else None
    return (text[text.index("\n") : end.start()], text[end.end() :]) if end else None


def _facts(head: str) -> dict[str, str]:
    """Title and date of a head, as far as they are there."""
    try:
        found = yaml.load(head, Loader=yaml.BaseLoader)  # noqa: S506 - makes nothing but strings, lists and dicts
    except (yaml.YAMLError, RecursionError):
        # Written by hand, with a colon in the title perhaps: a line is a key and a value.
        lines = (line.partition(":") for line in head.split("\n"))
        found = {key.strip(): value.strip().strip("'\"") for key, _, value in lines}
    pairs = found.items() if isinstance(found, dict) else ()
    return {
        key.lower(): " ".join(value.split())
        for key, value in pairs
        if isinstance(key, str) and isinstance(value, str)
    }


def _with_facts(facts: dict[str, str], body: str) -> str:
    title, date = facts.get("title", ""), _TIME.sub("", facts.get("date", ""))
    words = r"\s+".join(map(re.escape, title.split()))
    own = re.match(rf"\s*({words})[ ]*(?:\n|$)", body, re.IGNORECASE) if title else None
    rest = body[own.end() :] if own else body
    first = rest.lstrip().partition("\n")[0]
    opening = "\n".join(
        filter(None, [" ".join(own[1].split()) if own else title, "" if date in first else date])
    )
    return "\n\n".join(filter(None, [opening, rest.strip("\n")]))
