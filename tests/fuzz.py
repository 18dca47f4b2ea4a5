"""Whatever comes in, a reading or a `ReadoutError` comes out: ``make fuzz``.

Texts are mangled, with their sidecars and their sheets, and read; each round is made from its number, so that
whoever sees one fail can run it again: ``python tests/fuzz.py 1 4711`` runs round 4711 alone. The tests run
some rounds of the same kinds.
"""

import random
import re
import sys
import tempfile
from itertools import count
from pathlib import Path
from time import monotonic

import accuracy
import readout
from conftest import CALL
from readout import ReadoutError
from readout.measures import codebook
from readout.publish import sheets

#: A sidecar of the invented call.
NOTES = """title = "A call"
date = 2031-05-03
issuer = "Meridia"

[speakers]
"Ana Sol" = ["the host"]

[[corrections]]
place = "4.2"
begins = "The two sides"
speaker = "Ana Sol"
"""
SECONDS = 60
ODD = [
    *('"', "“", "(", "\x07", "\n\n\n", "  ", "•", "’", ""),
    *("\u0316\u1dc2", "\udc80", "[[", "]", "=", "e999", ","),
]
_WORD = re.compile(r"[^\W_]+")


def or_refused(read, *given, **options):
    """What comes out of a reading; ``None`` if it was refused, with a reason and a remedy in one line."""
    try:
        return read(*given, **options)
    except ReadoutError as error:
        refusal = error
    assert refusal.found
    assert refusal.remedy
    assert "\n" not in str(refusal)
    return None


def checked(found):
    """A reading, for which some things always hold; nothing of what was refused."""
    if found is None:
        return
    sentences, tokens = found.sentences, found.tokens
    assert sentences["start"].is_monotonic_increasing
    assert (sentences["start"] <= sentences["frame_end"]).all()
    assert (sentences["frame_end"] <= sentences["end"]).all()
    assert (sentences["end"].iloc[:-1].to_numpy() <= sentences["start"].iloc[1:].to_numpy()).all()
    cut = [found.text[a:b] for a, b in zip(sentences["start"], sentences["end"], strict=True)]
    assert cut == sentences["text"].tolist()
    # Nothing is lost between the sentences, and every word is in exactly one token.
    assert len(_WORD.findall(found.text)) == sum(len(_WORD.findall(text)) for text in cut)
    assert not tokens["start"].duplicated().any()
    assert set(sentences["speaker"]) <= {*found.speakers, "joint", "narrator"}


def mangled(text, luck):
    """A text with its lines cut, doubled, shuffled or joined, or with odd characters thrown in."""
    lines = text.split("\n")
    ways = [
        lambda: text[: luck.randrange(len(text))],
        lambda: "\n".join(luck.sample(lines, len(lines))),
        lambda: "\n".join(line for line in lines for _ in range(luck.choice((1, 1, 2)))),
        lambda: " ".join(lines),
        lambda: text.replace(luck.choice(". ,\n"), luck.choice(ODD)),
        lambda: "".join(c + luck.choice(ODD) if c == " " and luck.random() < 0.1 else c for c in text),
        lambda: text.upper() if luck.random() < 0.5 else text.lower(),
        lambda: text * luck.choice((2, 3)),
        lambda: re.sub(r"\s+", " ", text) * 20,
    ]
    return luck.choice(ways)()


def mangled_often(text, luck):
    for _ in range(luck.choice((1, 2, 3))):
        text = mangled(text, luck) or CALL
    return text


def written(path, text):
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return path


def parse_round(luck, _):
    checked(or_refused(readout.parse, mangled_often(luck.choice(SOURCES), luck), name="mangled"))


def load_round(luck, folder):
    """A text, mangled now and then, with a sidecar that is mangled always."""
    text = CALL if luck.random() < 0.7 else mangled_often(CALL, luck)
    written(folder / "call.toml", mangled_often(NOTES, luck))
    checked(or_refused(readout.load, written(folder / "call.txt", text)))


def sheet_round(luck, folder):
    """A sheet of the topics of a text, filled in at random and mangled."""
    found = readout.parse(CALL)
    sheet = folder / "call.topics.csv"
    sheet.unlink(missing_ok=True)
    lines = sheets.write(found, "topics", sheet).read_text("utf-8").splitlines()
    book = codebook.codebook()
    filled = [*lines[:3], *(line.removesuffix(",,") + f",{luck.choice(book.codes)}," for line in lines[3:])]
    text = "\n".join(filled)
    written(sheet, mangled_often(text, luck) if luck.random() < 0.9 else text)
    or_refused(codebook.hand_codes, found, book, sheet)


SOURCES = [CALL, *(text.text for text in accuracy.labelled("build"))]
KINDS = (parse_round, load_round, sheet_round)


def one_round(seed, folder):
    """The round of a number: what is mangled, and how, follows from it alone."""
    luck = random.Random(seed)  # noqa: S311 - mischief, not secrets
    luck.choice(KINDS)(luck, folder)


def main():
    """Run rounds for so many seconds, or until one fails, from a number on; or the one round named."""
    seconds, *first = map(int, sys.argv[1:] or [SECONDS])
    end = monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        for seed in first or count():
            try:
                one_round(seed, Path(folder))
            except BaseException:
                print(f"round {seed} failed; again: python tests/fuzz.py 1 {seed}", file=sys.stderr)
                raise
            if monotonic() > end:
                break
    print(
        f"rounds 0 to {seed}: each was read, or refused with a reason"
        if not first
        else f"round {seed} is well"
    )


if __name__ == "__main__":
    main()
