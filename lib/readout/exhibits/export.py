"""An exhibit: a picture with its words and data, which shows itself and writes its four files.

An exported figure is an SVG, a PDF, a PNG of 300 dots an inch and a CSV of what is drawn. The pictures
carry caption, alternative text, settings and the document's hash; each row of the CSV carries the
document's name and hash. A file is written beside its place and moved there whole, so that a reader
never finds half of one, and equal input gives equal bytes.
"""

import base64
import html
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure

from readout.document import Readout
from readout.errors import ReadoutError
from readout.exhibits import FORMATS, page, views
from readout.exhibits.prose import nothing_drawn, source_line
from readout.measures.codes import as_csv
from readout.reading.files import figures_folder, refuse_unsafe_name, write

PRINT_DPI = 300
#: Twice the screen's density.
SCREEN_DPI = 192
_CSS_DPI = 96
#: A comfortable line of text, in CSS pixels.
_CAPTION_WIDTH = 640
_SAFE_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_ROWS_SHOWN = 12
#: Digits of the document's hash that stand in a CSV: enough to tell any two documents apart.
_SHORT_HASH = 12


@dataclass(frozen=True)
class Exhibit:
    """A figure with all that a reader needs to defend it; as a cell's last line it shows itself.

    JupyterLab drops the alternative text of a plain image output, so the picture is shown as HTML,
    where it is kept; ``text/plain`` holds the same sentence for everything that shows no HTML.

    Attributes:
        figure: The picture.
        title: The finding, as the figure's head says it.
        caption: The finding, how it was counted, its limit.
        alt: What the picture shows, for a reader who can't see it: kind, axes, finding.
        data: Exactly what is drawn; index columns must have been reset into it.
        readout: The document that the figure is of; its hash goes into every file.
        settings: Counting rules and options, by name.
        files: The exported files, empty before :meth:`save`.
    """

    figure: Figure = field(repr=False)
    title: str
    caption: str
    alt: str
    data: pd.DataFrame = field(repr=False)
    readout: Readout | None = field(default=None, repr=False)
    settings: Mapping[str, object] | None = None
    files: tuple[Path, ...] = ()

    def save(self, name: str, *, folder: Path | None = None) -> "Exhibit":
        """Write the figure as SVG, PDF, PNG and CSV.

        Args:
            name: The notebook's number and a noun, such as ``"01-speaker-share"``.
            folder: Where to write; default ``figures/<readout's name>/``.

        Returns:
            The same exhibit, whose ``files`` are the four paths.

        Raises:
            ReadoutError: If the name is no plain file name, a text is empty, or writing fails.
        """
        folder = folder or figures_folder() / (self.readout.name if self.readout else "")
        _refuse_unsafe(name, folder, self.caption, self.alt)
        settle(self.figure)
        facts = self._facts()
        contents = {
            kind: _render(self.figure, kind, dpi=PRINT_DPI, name=name, facts=facts) for kind in FORMATS[:-1]
        }
        contents["csv"] = _csv(self.data, self.readout)
        paths = tuple(folder / f"{name}.{kind}" for kind in FORMATS)
        for path in paths:
            write(path, contents[path.suffix[1:]])
        return replace(self, files=paths)

    def _facts(self) -> dict[str, str]:
        """What every picture carries, by plain names."""
        found = self.readout
        source = (
            f"{found.name}, {found.title}, SHA-256 {found.sha256}{found.by_hand}" if found else "no document"
        )
        listed = "; ".join(f"{key}: {value}" for key, value in sorted((self.settings or {}).items()))
        return {
            "Title": self.caption,
            "Description": self.alt,
            "Source": source,
            "Settings": listed or "none",
            "Creator": f"readout {version('readout')}",
        }

    @property
    def stem(self) -> str:
        """Folder and name of the exported files, without their endings."""
        return f"{self.files[0].parent.name}/{self.files[0].stem}" if self.files else ""

    @property
    def width(self) -> int:
        """Width on the screen, in CSS pixels."""
        return round(self.figure.get_size_inches()[0] * _CSS_DPI)

    @property
    def png(self) -> bytes:
        """The picture as a notebook shows it."""
        settle(self.figure)
        return _render(self.figure, "png", dpi=SCREEN_DPI)

    @property
    def text(self) -> str:
        """What it shows where there is no HTML; with :attr:`markup` an exhibit can be folded as a page can."""
        return self.alt

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": views.unset(self.markup), "text/plain": self.text}

    @property
    def markup(self) -> str:
        """Picture, caption and data as HTML."""
        picture = base64.b64encode(self.png).decode()
        table = views.table(self.data.head(_ROWS_SHOWN)).markup
        rows = f"{len(self.data):,} rows" if len(self.data) != 1 else "1 row"
        shown = rows if len(self.data) <= _ROWS_SHOWN else f"first {_ROWS_SHOWN} of {rows}"
        saved = f" Files: {html.escape(self.stem)} (.svg, .pdf, .png, .csv)." if self.files else ""
        return (
            f'<figure style="margin:0"><img alt="{html.escape(self.alt)}" width="{self.width}" '
            f'src="data:image/png;base64,{picture}">'
            f'<figcaption style="max-width:{_CAPTION_WIDTH}px"><b>Caption.</b> '
            f"{html.escape(self.caption)}{saved}</figcaption></figure>"
            f"<details><summary>Data of the figure ({shown})</summary>{table}</details>"
        )


def empty(
    readout: Readout, kind: str, reason: str, data: pd.DataFrame, settings: Mapping[str, str]
) -> Exhibit:
    """The exhibit of a figure that has nothing to draw; it says so instead of being missing.

    Args:
        readout: The readout.
        kind: What would have been drawn, such as ``"Heat map of topics"``.
        reason: Why there is nothing, as a clause that begins with a capital.
        data: The table, which may have columns but no rows.
        settings: As the figure would have had them.
    """
    figure = page.nothing(reason, source_line(readout, settings), f"{reason}.")
    return Exhibit(figure, *nothing_drawn(kind, reason), data, readout, settings)


def show(figure: Figure, *, data: pd.DataFrame, caption: str, alt: str, **options: Any) -> Exhibit:
    """Make an exhibit of a chart of one's own, to be shown or saved like the others.

    Args:
        figure: Any Matplotlib figure.
        data: Exactly what is drawn.
        caption: The finding, how it was counted, its limit.
        alt: What the picture shows, for a reader who can't see it.
        options: ``readout`` and ``settings``, as :class:`Exhibit` has them.
    """
    return Exhibit(figure, "", caption, alt, data, **options)


def save(figure: Figure, name: str, *, folder: Path | None = None, **options: Any) -> Exhibit:
    """Write a chart of one's own as the others are written: :func:`show`, then :meth:`Exhibit.save`."""
    return show(figure, **options).save(name, folder=folder)


def _refuse_unsafe(name: str, folder: Path, caption: str, alt: str) -> None:
    if not _SAFE_NAME.fullmatch(name):
        raise ReadoutError(
            repr(name),
            "this is no plain figure name",
            "use small letters, digits and dashes, like 01-speaker-share",
        )
    refuse_unsafe_name(name)
    if ".." in folder.parts:
        raise ReadoutError(str(folder), "the folder leads out of its place", "rename the text")
    if not caption.strip() or not alt.strip():
        raise ReadoutError(name, "caption or alternative text is empty", "say what the figure shows")


def _render(
    figure: Figure, kind: str, *, dpi: int, name: str = "", facts: Mapping[str, str] | None = None
) -> bytes:
    """The bytes of a figure in one format, without a date or any other trace of the moment."""
    facts = facts or {}
    metadata = {
        "svg": _only(facts, "Title", "Description", "Source", Keywords="Settings", Creator="Creator")
        | {"Date": None},
        "pdf": _only(facts, "Title", "Creator", Subject="Description", Keywords="Settings", Author="Source")
        | {"CreationDate": None, "Producer": None},
        "png": {**facts, "Software": None},
    }[kind]
    buffer = io.BytesIO()
    # One salt for all figures would give two SVGs on one page the same ids.
    with page.house_style(), mpl.rc_context({"svg.hashsalt": name or "figure"}):
        figure.savefig(buffer, format=kind, dpi=dpi, metadata=metadata)
    return _describe_svg(buffer.getvalue(), facts["Description"]) if kind == "svg" else buffer.getvalue()


def settle(figure: Figure) -> None:
    """Lay a figure out once, so that all formats show the same page and none pays for it again."""
    if figure.get_layout_engine() is None:
        return
    figure.set_dpi(PRINT_DPI)  # widths of letters depend on it a little
    with page.house_style():
        figure.draw_without_rendering()
    figure.set_layout_engine("none")


def _only(facts: Mapping[str, str], *same: str, **renamed: str) -> dict[str, str]:
    wanted = {key: key for key in same} | renamed
    return {new: facts[old] for new, old in wanted.items() if old in facts}


def _describe_svg(svg: bytes, alt: str) -> bytes:
    """Let screen readers announce the picture: a role, and the alternative text as its description."""
    described = f"</title>\n <desc>{html.escape(alt, quote=False)}</desc>".encode()
    return svg.replace(b"<svg ", b'<svg role="img" ', 1).replace(b"</title>", described, 1)


def _csv(data: pd.DataFrame, readout: Readout | None) -> bytes:
    if readout is not None:
        data = data.assign(readout=readout.name, sha256=readout.sha256[:_SHORT_HASH])
    return as_csv(data)
