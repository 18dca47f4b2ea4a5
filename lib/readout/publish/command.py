"""The command ``readout``: run the notebooks, or check what a text is taken for.

What a command needs is imported where it runs, so that none waits for the libraries of another.
"""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from readout.errors import ReadoutError
from readout.reading import files

if TYPE_CHECKING:
    from readout.document import Readout

_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status: 0, 1 for a readout that can't be analysed, 130."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by who called
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115 - as long as the process
        getattr(sys, name).reconfigure(errors="replace")  # a terminal that lacks a letter shows "?" for it
    options = parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        options.command(options)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has seen enough, as in readout check TEXT | head
        _say_no_more()
    except OSError as error:
        _say_no_more()
        print(f"readout: the system refuses this: {error}", file=sys.stderr)
        return 1
    except ReadoutError as error:
        print(f"readout: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("readout: interrupted; the figures are as they were", file=sys.stderr)
        return _INTERRUPTED
    return 0


def _say_no_more() -> None:
    """Python tries once more at its end to write what it could not."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def parser() -> argparse.ArgumentParser:
    """The command's options, for the command line and for who documents them."""
    parser = argparse.ArgumentParser(
        prog="readout", description="Shows what is really in a diplomatic readout."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    figures = commands.add_parser("figures", help="run all notebooks on a text and export their figures")
    figures.add_argument("text", nargs="?", default=files.MAIN, help="a file, or a name in seeds/")
    figures.add_argument("--out", type=Path, help="folder for the figures (default: the project's figures/)")
    figures.add_argument(
        "--jobs", type=_positive, help="kernels at a time (default: the number of processors)"
    )
    figures.set_defaults(command=_figures)
    check = commands.add_parser("check", help="show what was detected in a text")
    check.add_argument("text", help="a file, or a name in seeds/")
    check.add_argument(
        "--sidecar",
        action="store_true",
        help="write NAME.toml beside the text, with the doubtful sentences, to correct what was detected",
    )
    check.add_argument("--full", action="store_true", help="print whole sentences")
    check.set_defaults(command=_check)
    sheet = commands.add_parser("sheet", help="write a sheet for coding a text by hand")
    sheet.add_argument("kind", choices=("topics", "tone", "stance", "silences"), help="what is to be coded")
    sheet.add_argument("text", help="a file, or a name in seeds/")
    sheet.add_argument("--to", type=Path, help="the sheet (default: NAME.KIND.csv beside the text)")
    sheet.set_defaults(command=_sheet)
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number of kernels; give 1 or more")
    return number


def _figures(options: argparse.Namespace) -> None:
    from readout.publish.progress import Progress

    with Progress(Path(options.text).stem) as progress:
        from readout import document  # takes seconds, of which the bar tells
        from readout.publish import kernels, run

        progress.expect(kernels.cells_to_run(run.notebooks()))
        outcome = run.figures(options.text, out=options.out, jobs=options.jobs, progress=progress)
    pictures = len(list(outcome.folder.glob("*.png")))
    print(f"{len(outcome.notebooks)} notebooks, {pictures} figures in {_near(outcome.folder)}")
    print(f"gallery: {_near(outcome.gallery)}")
    _tell_undrawable(document.load(options.text))


def _tell_undrawable(readout: "Readout") -> None:
    drawn = readout.title + "".join(readout.speakers)
    if drawn.isascii():
        return
    from readout.exhibits import page

    if missing := page.undrawable(drawn):
        print(
            f"readout: the figures' font has no {missing}: boxes stand for it; "
            f"give another title in {readout.name}.toml beside the text",
            file=sys.stderr,
        )


def _near(path: Path) -> Path:
    """A path as short as it can be written from here."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _check(options: argparse.Namespace) -> None:
    from readout import document
    from readout.publish import check

    written = check.write_sidecar(options.text) if options.sidecar else None
    readout = document.load(options.text)
    print(check.page(readout, full=options.full))
    _tell_undrawable(readout)
    if written:
        print(f"\n{written.read_text('utf-8')}\nsidecar: {_near(written)}")


def _sheet(options: argparse.Namespace) -> None:
    from readout import document
    from readout.publish import sheets

    print(f"sheet: {_near(sheets.write(document.load(options.text), options.kind, options.to))}")


if __name__ == "__main__":
    sys.exit(main())
