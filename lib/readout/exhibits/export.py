"""The only module that writes figures: four files each, with all that is needed to defend them.

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
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure

from readout.document import Readout
from readout.errors import ReadoutError
from readout.exhibits import FORMATS, views
from readout.exhibits.charts import house_style
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
    """A figure as a notebook shows it: picture, visible caption, alternative text, data.

    JupyterLab drops the alternative text of a plain image output, so the picture is shown as HTML,
    where it is kept; ``text/plain`` holds the same sentence for everything that shows no HTML.
    """

    png: bytes = field(repr=False)
    width: int
    caption: str
    alt: str
    data: pd.DataFrame = field(repr=False)
    files: tuple[Path, ...] = ()

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self._html(), "text/plain": self.alt}

    def _html(self) -> str:
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

    @property
    def stem(self) -> str:
        """Folder and name of the exported files, without their endings."""
        return f"{self.files[0].parent.name}/{self.files[0].stem}" if self.files else ""


def show(figure: Figure, *, data: pd.DataFrame, caption: str, alt: str) -> Exhibit:
    """Make a figure ready to be shown as a cell's last line, without writing any file.

    Args:
        figure: From :mod:`readout.exhibits.charts`.
        data: Exactly what is drawn.
        caption: The finding, how it was counted, its limit.
        alt: What the picture shows, for a reader who can't see it: kind, axes, finding.
    """
    settle(figure)
    width = round(figure.get_size_inches()[0] * _CSS_DPI)
    return Exhibit(_render(figure, "png", dpi=SCREEN_DPI), width, caption, alt, data)


def save(
    figure: Figure,
    name: str,
    *,
    data: pd.DataFrame,
    caption: str,
    alt: str,
    readout: Readout | None = None,
    settings: Mapping[str, object] | None = None,
    folder: Path | None = None,
) -> Exhibit:
    """Write a figure as SVG, PDF, PNG and CSV, and return it to be shown.

    Args:
        figure: From :mod:`readout.exhibits.charts`.
        name: The notebook's number and a noun, such as ``"01-speaker-share"``.
        data: Exactly what is drawn; index columns must have been reset into it.
        caption: The finding, how it was counted, its limit.
        alt: What the picture shows, for a reader who can't see it.
        readout: The document that the figure is of; its hash goes into every file.
        settings: Counting rules and options, by name.
        folder: Where to write; default ``figures/<readout's name>/``.

    Returns:
        An exhibit whose ``files`` are the four paths; as a cell's last line it shows the figure.

    Raises:
        ReadoutError: If the name is no plain file name, a text is empty, or writing fails.
    """
    folder = folder or figures_folder() / (readout.name if readout else "")
    _refuse_unsafe(name, folder, caption, alt)
    facts = _facts(caption, alt, readout, settings or {})
    settle(figure)
    contents = {kind: _render(figure, kind, dpi=PRINT_DPI, name=name, facts=facts) for kind in FORMATS[:-1]}
    contents["csv"] = _csv(data, readout)
    paths = tuple(folder / f"{name}.{kind}" for kind in FORMATS)
    for path in paths:
        write(path, contents[path.suffix[1:]])
    shown = show(figure, data=data, caption=caption, alt=alt)
    return Exhibit(shown.png, shown.width, caption, alt, data, paths)


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


def _facts(caption: str, alt: str, readout: Readout | None, settings: Mapping[str, object]) -> dict[str, str]:
    """What every picture carries, by plain names."""
    listed = "; ".join(f"{key}: {value}" for key, value in sorted(settings.items()))
    source = (
        f"{readout.name}, {readout.title}, SHA-256 {readout.sha256}{readout.by_hand}"
        if readout
        else "no document"
    )
    return {
        "Title": caption,
        "Description": alt,
        "Source": source,
        "Settings": listed or "none",
        "Creator": f"readout {version('readout')}",
    }


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
    with house_style(), mpl.rc_context({"svg.hashsalt": name or "figure"}):
        figure.savefig(buffer, format=kind, dpi=dpi, metadata=metadata)
    return _describe_svg(buffer.getvalue(), facts["Description"]) if kind == "svg" else buffer.getvalue()


def settle(figure: Figure) -> None:
    """Lay a figure out once, so that all formats show the same page and none pays for it again."""
    if figure.get_layout_engine() is None:
        return
    figure.set_dpi(PRINT_DPI)  # widths of letters depend on it a little
    with house_style():
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
    return data.to_csv(index=False, lineterminator="\n", float_format="%.10g").encode()
