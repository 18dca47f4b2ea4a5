"""How often attribution is right, on invented readouts whose every sentence was labelled by reading.

`make attribution` prints the tables. The texts are in `readouts/`: `build`, which the rules were written
on, and `locked`, which nobody who writes rules reads. In the files each sentence is preceded by its label
in braces: a letter for a person of `speakers`, `J` joint, `N` narrator, `T` a line that is not body.
"""

import html
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

import readout
from readout import ReadoutError
from readout.text.words import fold

FOLDER = Path(__file__).parent / "readouts"
SETS = ("build", "locked")
_LABEL = re.compile(r"\{([A-Z])\}")
_TAG = re.compile(r"<[^>]+>")
_HONORIFICS = {
    *("mr", "mrs", "ms", "dr", "h", "e", "shri", "smt", "sir", "dame", "lady", "lord", "rt", "hon"),
    *("sheikh", "datuk", "dato", "seri", "tan", "sri", "tun", "retd", "his", "her", "excellency", "the"),
}
_UNNAMED = {"J": "joint", "N": "narrator", "T": "narrator"}


@dataclass(frozen=True)
class Labelled:
    """A text with the right voice of each of its sentences, in order; ``kinds`` are the letters."""

    id: str
    issuer: str
    text: str
    sentences: tuple[str, ...]
    kinds: tuple[str, ...]
    voices: tuple[str, ...]


def labelled(which: str) -> Iterator[Labelled]:
    """The texts of one set, by file and in order."""
    for path in sorted((FOLDER / which).glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["readout"]:
            _, *parts = _LABEL.split(entry["text"])
            kinds, sentences = tuple(parts[::2]), tuple(parts[1::2])
            names = _UNNAMED | entry["speakers"]
            text = _LABEL.sub("", entry["text"])
            yield Labelled(
                f"{which.replace('/', '-')}-{entry['id']}",
                path.stem,
                text,
                sentences,
                kinds,
                tuple(names[kind] for kind in kinds),
            )


def _same(one: str, other: str) -> bool:
    """Whether two labels are one, but for accents, capitals, stops and honorifics."""
    return _bare_name(one) == _bare_name(other)


def _bare_name(name: str) -> str:
    parts = fold(name).replace(".", " ").split()
    return " ".join(part for part in parts if part not in _HONORIFICS) or fold(name)


def _letters(text: str) -> str:
    """The letters and digits of a text, which no cleaning of layout changes."""
    plain = unicodedata.normalize("NFKC", html.unescape(_TAG.sub(" ", text)))  # a ligature is two letters
    return "".join(c for c in plain if c.isalnum())


def decisions(given: Labelled) -> pd.DataFrame:
    """What the library says of each labelled sentence.

    Returns:
        One row a labelled sentence. Columns ``id``, ``issuer``, ``kind``, ``voice`` (the label), ``speaker``
        and ``rule`` (the library's, of the sentence that holds most of it; ``"none"`` where the text was
        refused or lost), ``right``, ``text``.
    """
    try:
        found = readout.parse(given.text, name=given.id).sentences
    except ReadoutError as error:
        found = pd.DataFrame({"text": [], "speaker": [], "rule": []})
        print(error, file=sys.stderr)
    owner: list[int] = []
    stream = ""
    for row, text in enumerate(found["text"]):
        letters = _letters(text)
        stream += letters
        owner += [row] * len(letters)
    rows, at = [], 0
    for kind, voice, sentence in zip(given.kinds, given.voices, given.sentences, strict=True):
        letters = _letters(sentence)
        start = stream.find(letters, at) if letters else -1
        if start < 0:
            speaker, rule = "none", "lost"
        else:
            at = start + len(letters)
            best = pd.Series(owner[start:at]).mode().iloc[0]
            speaker, rule = found["speaker"].iloc[best], found["rule"].iloc[best]
        # A line outside the body may be left out by the loader; it is not attributed to anybody then.
        right = _same(speaker, voice) or (kind == "T" and rule == "lost")
        rows.append((given.id, given.issuer, kind, voice, speaker, rule, right, " ".join(sentence.split())))
    return pd.DataFrame(rows, columns=["id", "issuer", "kind", "voice", "speaker", "rule", "right", "text"])


def decided(which: str) -> pd.DataFrame:
    """All decisions on one set."""
    return pd.concat([decisions(given) for given in labelled(which)], ignore_index=True)


def accuracy(table: pd.DataFrame, by: str | pd.Series) -> pd.DataFrame:
    """Sentences, how many are right, and their share, by a column."""
    found = table.groupby(by)["right"].agg(["size", "sum", "mean"])
    return found.set_axis(["sentences", "right", "share"], axis=1)


def main() -> None:
    """Print the tables for the sets named on the command line (default: both)."""
    for which in sys.argv[1:] or SETS:
        table = decided(which)
        body = table[table["kind"] != "T"]
        voice = body["kind"].map({"J": "joint", "N": "narrator"}).fillna("person").rename("voice")
        print(
            f"\n{which}: {table['id'].nunique()} readouts, {len(body)} body sentences, "
            f"{100 * body['right'].mean():.1f}% right; lines outside the body "
            f"{100 * table.loc[table['kind'] == 'T', 'right'].mean():.1f}%"
        )
        for by in ("issuer", voice, "rule"):
            print(f"\n{accuracy(body, by).to_string(formatters={'share': '{:.1%}'.format})}")


if __name__ == "__main__":
    main()
