"""Files that hold a text among other things: a mail, a Word document."""

import email.policy
import io
import re
import zlib
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError

from readout.errors import ReadoutError
from readout.reading import encodings, markup

_HEADER = (
    r"(?:From|To|Cc|Bcc|Subject|Date|Sent|Reply-To|Received|Delivered-To|Return-Path|MIME-Version|X-[\w-]+|"
)
_HEADER += (
    r"Content-[\w-]+|Message-ID|DKIM-Signature|ARC-[\w-]+|Authentication-Results|Importance|Attachments?)"
)
_HEADERS = re.compile(
    rf"^(?:{_HEADER}:[^\n]*\n(?:[ \t]+[^\n]*\n)*){{2,}}(?=[ \t]*\n|>)", re.IGNORECASE | re.MULTILINE
)
_SENDER = re.compile(r"^(?:From|Subject):", re.IGNORECASE | re.MULTILINE)
_FORWARDED = re.compile(r"^(?:\s*(?:fwd?|re|wg|tr)\s*:)+\s*", re.IGNORECASE)
_ADDRESS = re.compile(r"\s*[<\[(]?[\w.+-]+@[\w.-]+[>\])]?")
_GREETING = re.compile(
    r"\A\s*(?:Dear|Hello|Hi|Good (?:morning|day|afternoon))\b[^\n.]{0,60}[,:!]?[ ]*(?:\n|\Z)"
)
#: More words before a forwarded mail are a text of their own, not a note on it.
_LONGEST_NOTE = 60


def is_mail(text: str) -> bool:
    r"""Whether a text begins with the header of a mail, as a saved or a pasted one does.

    Example:
        >>> is_mail("From: Desk <a@b.org>\nSubject: A call\n\nSol said yes."), is_mail("To: all\n\nYes.")
        (True, False)
    """
    head = _HEADERS.match(text.lstrip("\n"))
    return bool(head and _SENDER.search(head[0]))


def mail_text(data: bytes, *, where: str) -> str:
    r"""The text of a mail below its subject, sender and date, each in a line that says so.

    Of a mail that only forwards another, pasted below a note or attached, the other one is read.

    Args:
        data: The mail as it was sent, or as text that begins with its header.
        where: The file, for an error.

    Raises:
        ReadoutError: If the mail holds no text, or it is in no encoding that is known.

    Example:
        >>> mail_text(b"From: Desk <a@b.org>\nSubject: Fwd: A call\n\nSol said =?", where="a.eml")
        'Subject: A call\n\nFrom: Desk\n\nSol said =?'
    """
    message = BytesParser(policy=email.policy.default).parsebytes(data.lstrip())
    texts = [(_body(each, where), each) for each in _messages(message)]
    text, chosen = max(texts, key=lambda found: len(found[0]))
    if not text.strip():
        raise ReadoutError(where, "this mail holds no text", "save its text as a plain .txt file")
    bare = re.sub(r"^(?:>[ ]?)+", "", text, flags=re.MULTILINE)
    for head in reversed(list(_HEADERS.finditer(bare))):
        if _SENDER.search(head[0]) and len(bare[: head.start()].split()) <= _LONGEST_NOTE:
            return mail_text(bare[head.start() :].encode(), where=where)
    return f"{_head(chosen)}\n\n{_GREETING.sub('', text)}".lstrip("\n")


def _messages(message: EmailMessage) -> Iterator[EmailMessage]:
    yield message
    for part in message.walk():
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            yield part.get_payload(0)


def _body(message: EmailMessage, where: str) -> str:
    """The longer of the plain and the HTML version; the plain one may be a stub that points to the other."""
    plain, page = (message.get_body((kind,)) for kind in ("plain", "html"))
    text = _decoded(plain, where) if plain else ""
    shown = markup.page_text(_decoded(page, where)) if page else ""
    return shown if 2 * len(text) < len(shown) else text


def _decoded(part: EmailMessage, where: str) -> str:
    data = part.get_payload(decode=True) or b""
    try:
        return data.decode(part.get_content_charset("ascii"))
    except (LookupError, UnicodeDecodeError):
        return encodings.decode(data, where=where)


def _head(message: EmailMessage) -> str:
    subject = _FORWARDED.sub("", " ".join(str(message["Subject"] or "").split()))
    sender = _ADDRESS.sub("", str(message["From"] or "")).strip(" \"'")
    sent = _sent(message)
    facts = {"Subject": subject, "From": sender, "Sent": sent}
    return "\n\n".join(f"{name}: {fact}" for name, fact in facts.items() if fact)


def _sent(message: EmailMessage) -> str:
    """The day on the sender's calendar; a pasted header may have it in any form."""
    found = getattr(message["Date"], "datetime", None)
    if isinstance(found, datetime):
        return found.date().isoformat()
    return " ".join(str(message["Date"] or message["Sent"] or "").split())


# --- Word -----------------------------------------------------------------------------------------

# Of a tracked change the new text counts; a text box stands beside the text.
_PARAGRAPHS = ".//w:p[not(ancestor::w:txbxContent or ancestor::w:del or ancestor::w:moveFrom)]"
_INSIDE = (
    ".//*[self::w:t or self::w:br or self::w:cr or self::w:tab or self::w:noBreakHyphen]"
    "[not(ancestor::w:txbxContent or ancestor::w:del or ancestor::w:moveFrom)]"
)
_SIGNS = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}
_BULLET = "• "


def is_word(data: bytes) -> bool:
    """Whether a file is a zip archive with a Word document in it."""
    return data.startswith(b"PK\x03\x04") and b"word/document.xml" in data


def word_text(data: bytes, *, where: str) -> str:
    """The paragraphs of a Word document, those in tables in their place, a blank line between two.

    Headers, footers, notes and text boxes are left out; an item of a list has a bullet.

    Raises:
        ReadoutError: If the document is damaged.
    """
    try:
        body = docx.Document(io.BytesIO(data)).element.body
    except (
        BadZipFile,
        PackageNotFoundError,
        zlib.error,
        KeyError,
        ValueError,
        SyntaxError,
        EOFError,
    ) as error:
        raise ReadoutError(
            where, "this Word document is damaged", f"{encodings.SAVE_AS_TEXT}, or mend it there"
        ) from error
    paragraphs = []
    for paragraph in body.xpath(_PARAGRAPHS):
        parts = paragraph.xpath(_INSIDE)
        text = "".join(_SIGNS.get(part.tag.rpartition("}")[2], part.text or "") for part in parts)
        item = paragraph.xpath("./w:pPr[w:numPr or starts-with(w:pStyle/@w:val, 'List')]")
        paragraphs.append(f"{_BULLET}{text}" if item and text.strip() else text)
    return "\n\n".join(paragraphs)
