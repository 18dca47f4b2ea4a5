"""How often attribution is right, on invented readouts whose every sentence was labelled by reading.

`python3 lib attribution` prints the tables, `python tests/accuracy.py rates` writes what doubt is estimated
from (`data/doubt.toml`) and what notebook 01 tells of the accuracy (`data/accuracy.toml`). The texts are in
`readouts/`: `build`, which the rules were written on, and `locked`, which nobody who writes rules reads. In
the files each sentence is preceded by its label in braces: a letter for a person
of `speakers`, `J` joint, `N` narrator, `T` a line that is not body.
"""

import html
import io
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import multimode
from unittest.mock import patch

import pandas as pd

import readout
from readout import ReadoutError, statistics
from readout.attribution import doubt, rules
from readout.reading import files
from readout.text.words import fold

FOLDER = Path(__file__).parent / "readouts"
SETS = ("build", "locked")
#: The set whose texts the rates of doubt are counted in: never the locked one.
COUNTED = "build"
#: What older rules made of texts of ``build`` that they had not met, by text, rule and setting.
FIRST_SIGHT = FOLDER / "first-sight.csv"
RATES = Path(doubt.__file__).parents[1] / "data" / "doubt.toml"
#: Where the accuracy on the locked texts is told to who has the package alone.
MEASURED = RATES.with_name("accuracy.toml")
_BINS = (0, 0.02, 0.05, 0.1, 0.2, 0.4, 1)
_LABEL = re.compile(r"\{([A-Z])\}")
_TAG = re.compile(r"<[^>]+>")
_HONORIFICS = {
    *("mr", "mrs", "ms", "dr", "h", "e", "shri", "smt", "sir", "dame", "lady", "lord", "rt", "hon"),
    *("sheikh", "datuk", "dato", "seri", "tan", "sri", "tun", "retd", "his", "her", "excellency", "the"),
}
_FOUND = ("speaker", "rule", "doubt", "otherwise", "setting")
_LOST = ("none", "lost", 0.0, "none", "")
_KEYS = ["id", "rule", "setting"]
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


@cache
def labelled(which: str) -> tuple[Labelled, ...]:
    """The texts of one set, by file and in order."""
    return tuple(_labelled(which))


def _labelled(which: str) -> Iterator[Labelled]:
    for path in sorted((FOLDER / which).glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["readout"]:
            _, *parts = _LABEL.split(entry["text"])
            kinds, sentences = tuple(parts[::2]), tuple(parts[1::2])
            names = _UNNAMED | entry["speakers"]
            text = _LABEL.sub("", entry["text"])
            yield Labelled(
                f"{which}-{entry['id']}",
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


@cache
def reading(given: Labelled) -> readout.Readout | None:
    """A labelled text as the library reads it, ``None`` where it is refused; it is read once."""
    try:
        return readout.parse(given.text, name=given.id)
    except ReadoutError as error:
        print(error, file=sys.stderr)
        return None


def decisions(given: Labelled) -> pd.DataFrame:
    """What the library says of each labelled sentence.

    Returns:
        One row a labelled sentence. Columns ``id``, ``issuer``, ``kind``, ``voice`` (the label), ``speaker``,
        ``rule``, ``doubt``, ``otherwise`` and ``setting`` (the library's, of the sentence that holds most of
        it; ``"none"`` where the text was refused or lost), ``right``, ``text``.
    """
    read = reading(given)
    found = read.sentences if read else pd.DataFrame(columns=["text", *_FOUND, "paragraph", "body"])
    found = found.assign(setting=_settings(found))
    owner: list[int] = []
    stream = ""
    for row, text in enumerate(found["text"]):
        letters = _letters(text)
        stream += letters
        owner += [row] * len(letters)
    answers = list(found[list(_FOUND)].itertuples(index=False, name=None))
    rows, at = [], 0
    for kind, voice, sentence in zip(given.kinds, given.voices, given.sentences, strict=True):
        letters = _letters(sentence)
        start = stream.find(letters, at) if letters else -1
        if start < 0:
            answer = _LOST
        else:
            at = start + len(letters)
            answer = answers[min(multimode(owner[start:at]))]
        # A line outside the body may be left out by the loader; it is not attributed to anybody then.
        right = _same(answer[0], voice) or (kind == "T" and answer == _LOST)
        rows.append((given.id, given.issuer, kind, voice, *answer, right, " ".join(sentence.split())))
    return pd.DataFrame(rows, columns=["id", "issuer", "kind", "voice", *_FOUND, "right", "text"])


def _settings(sentences: pd.DataFrame) -> list[str]:
    columns = sentences[list(doubt.Row._fields)]
    return doubt.settings(doubt.Row(*row) for row in columns.itertuples(index=False))


def decided(which: str) -> pd.DataFrame:
    """All decisions on one set."""
    return pd.concat([decisions(given) for given in labelled(which)], ignore_index=True)


def accuracy(table: pd.DataFrame, by: str | pd.Series) -> pd.DataFrame:
    """Sentences, how many are right, and their share, by a column."""
    found = table.groupby(by)["right"].agg(["size", "sum", "mean"])
    return found.set_axis(["sentences", "right", "share"], axis=1)


def measured(table: pd.DataFrame) -> dict[str, float]:
    """How often the body's sentences are right, with the limits of a 95 % interval.

    Sentences of one text are often right or wrong together, so whole texts are drawn again, not sentences
    (percentile bootstrap over clusters, Field & Welsh 2007).
    """
    texts = table[table["kind"] != "T"].groupby("id")["right"].agg(["sum", "size"])
    sums = statistics.resampled_sums(texts.to_numpy(dtype=float))
    low, high = statistics.limits(sums[:, 0] / sums[:, 1])
    return {
        "readouts": len(texts),
        "without_error": int((texts["sum"] == texts["size"]).sum()),
        "sentences": int(texts["size"].sum()),
        "right": int(texts["sum"].sum()),
        "low": round(float(low), 4),
        "high": round(float(high), 4),
    }


def accuracy_file() -> str:
    """The text of ``data/accuracy.toml``."""
    lines = [
        "# How often attribution was right on the locked labelled readouts, which nobody reads who writes",
        "# its rules; low and high are the limits of a 95 % interval over readouts. Written by",
        "# `python tests/accuracy.py rates`; do not edit.",
        "",
        "[attribution]",
        *(f"{name} = {value}" for name, value in measured(decided("locked")).items()),
    ]
    return "\n".join(lines) + "\n"


# --- doubt ----------------------------------------------------------------------------------------


def counted(table: pd.DataFrame) -> pd.DataFrame:
    """Sentences by text, rule and setting, how many are wrong, and whose those are; one row each."""
    body = table[(table["kind"] != "T") & ~table["rule"].isin(["lost", *doubt.CERTAIN])]
    kinds = _voice(body)
    ones = {"of": 1, "wrong": (~body["right"]).astype(int)}
    ones |= {kind: (~body["right"] & (kinds == kind)).astype(int) for kind in doubt.KINDS}
    return body.assign(**ones).groupby(_KEYS)[list(ones)].sum().reset_index()


def evidence() -> pd.DataFrame:
    """All that the rates are counted from: the rules of today on what they were mended on, and first sights.

    Neither is right by itself. Of texts that the rules were mended on too few sentences are wrong; and what
    was wrong on first sight has been mended since. So both are counted.
    """
    first = pd.read_csv(FIRST_SIGHT, keep_default_na=False)
    return pd.concat([counted(decided(COUNTED)), first], ignore_index=True)


def _by_rule(rows: pd.DataFrame) -> dict[str, dict[str, dict[str, int]]]:
    """Counts as :func:`readout.attribution.doubt.estimate` takes them."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for (rule, setting), counts in rows.groupby(_KEYS[1:])[["of", "wrong", *doubt.KINDS]].sum().iterrows():
        found.setdefault(rule, {})[setting] = {key: int(n) for key, n in counts.items()}
    return found


def rates() -> str:
    """The text of ``data/doubt.toml``."""
    lines = [
        "# How many labelled sentences each rule decided in each setting, how many of them it got wrong, and",
        "# whose those were. Written by `python tests/accuracy.py rates`; do not edit.",
    ]
    for rule, settings in _by_rule(evidence()).items():
        lines += ["", f"[rates.{rule}]"]
        for setting, counts in settings.items():
            lines.append(f'"{setting}" = {{ {", ".join(f"{key} = {n}" for key, n in counts.items())} }}')
    return "\n".join(lines) + "\n"


def crossed(table: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """The doubt of each sentence by counts from which its own text is left out."""
    without = {text: _by_rule(rows[rows["id"] != text]) for text in table["id"].unique()}
    columns = zip(table["id"], table["rule"], table["setting"], strict=True)
    return pd.Series([doubt.estimate(without[text], *kind) for text, *kind in columns], index=table.index)


def reliability(doubts: pd.Series, right: pd.Series) -> pd.DataFrame:
    """Predicted and observed errors by bins of doubt, the most doubtful first."""
    bins = pd.cut(doubts, _BINS, right=False).rename("doubt")
    groups = pd.DataFrame({"doubt": doubts, "wrong": ~right}).groupby(bins, observed=True)
    found = groups.agg(sentences=("wrong", "size"), wrong=("wrong", "sum"), predicted=("doubt", "mean"))
    return found.assign(observed=found["wrong"] / found["sentences"])[::-1]


def held(doubts: pd.Series, right: pd.Series, share: float = 0.1) -> float:
    """The share of all errors in the most doubtful sentences; of equal ones as many as there is room for.

    Example:
        >>> held(pd.Series([0.5, 0.1, 0.1, 0.1]), pd.Series([False, True, True, False]), share=0.5)
        0.6666666666666666
    """
    groups = (~right).groupby(doubts).agg(["size", "sum"])[::-1]
    room = share * len(right) - (groups["size"].cumsum() - groups["size"])
    return float((groups["sum"] * (room / groups["size"]).clip(0, 1)).sum() / max(1, (~right).sum()))


def _print_doubt(which: str, body: pd.DataFrame) -> None:
    body = body[body["rule"] != "lost"]
    doubts = crossed(body, evidence()) if which == COUNTED else body["doubt"]
    print(f"\n{reliability(doubts, body['right']).to_string(float_format='{:.1%}'.format)}")
    wrong = body[~body["right"]]
    second = [_same(*pair) for pair in zip(wrong["otherwise"], wrong["voice"], strict=True)]
    print(
        f"The most doubtful tenth holds {held(doubts, body['right']):.0%} of the {len(wrong)} errors; "
        f"the second candidate is right in {sum(second)} of them."
    )


def worth() -> pd.DataFrame:
    """What each rule brings: sentences of ``build`` that turn wrong, or right, when it is left out."""
    order, rows = vars(rules)["_ORDER"], {}
    was = _all_right()
    for left_out in order[:-1]:  # without the last, not every sentence would be decided
        rest = tuple(rule for rule in order if rule is not left_out)
        # A text in which nobody is found any more is refused, and all its sentences are wrong.
        with patch.object(rules, "_ORDER", rest), redirect_stderr(io.StringIO()):
            now = _all_right()
        name = f"{left_out.__module__.rpartition('.')[2]}.{left_out.__name__}"
        rows[name] = (was & ~now).sum(), (~was & now).sum()
    return pd.DataFrame.from_dict(rows, orient="index", columns=["turn wrong", "turn right"])


def _all_right() -> pd.Series:
    reading.cache_clear()  # the rules have changed
    return decided(COUNTED)["right"]


def _voice(table: pd.DataFrame) -> pd.Series:
    return table["kind"].map({"J": "joint", "N": "narrator"}).fillna("person").rename("voice")


def main() -> None:
    """Print the tables for the sets named on the command line (default: both), or write the rates."""
    if sys.argv[1:] == ["rates"]:
        files.write(RATES, rates().encode())
        files.write(MEASURED, accuracy_file().encode())
        return
    for which in sys.argv[1:] or SETS:
        table = decided(which)
        body = table[table["kind"] != "T"]
        print(
            f"\n{which}: {table['id'].nunique()} readouts, {len(body)} body sentences, "
            f"{100 * body['right'].mean():.1f}% right; lines outside the body "
            f"{100 * table.loc[table['kind'] == 'T', 'right'].mean():.1f}%"
        )
        for by in ("issuer", _voice(body), "rule"):
            print(f"\n{accuracy(body, by).to_string(formatters={'share': '{:.1%}'.format})}")
        _print_doubt(which, body)
    if not sys.argv[1:]:
        print(f"\nWithout a rule so many sentences of build turn wrong, and right:\n{worth().to_string()}")


if __name__ == "__main__":
    main()
