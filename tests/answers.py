"""What the notebooks answer and find in twelve texts of very different kinds, to be read by people.

``python tests/answers.py > tests/answers.txt`` writes it anew; whoever changes a word there reads it first.
"""

import sys

import accuracy
import readout
import shown
from readout.exhibits import card, contents

#: In the order of the notebooks.
ANSWERING = (card, *contents.ANSWERING.values())
LONG = "20,000 words"
#: Labelled readouts by their kind.
LABELLED = {
    "one speaker, 64 words, American": "build-us-state-01",
    "American": "build-white-house-02",
    "Chinese, three speakers": "build-china-mfa-l03",
    "British": "build-uk-05",
    "four speakers, Ukrainian": "build-ukraine-l02",
    "United Nations": "build-un-l02",
    "transcript": "build-kremlin-04",
    "communiqué, nobody named": "build-various-04",
    "agency": "build-agency-a-05",
    "no joint sentence, agency": "build-xinhua-b03",
}


def texts() -> dict[str, readout.Readout]:
    """Twelve texts by their kind."""
    by_id = {str(text.id): text.text for text in accuracy.labelled("build")}
    main = readout.load("xi-putin-2021-12-15")
    head, *body = main.text.split("\n\n")
    found = {"the main document": main}
    found |= {kind: readout.parse(by_id[name], name=name) for kind, name in LABELLED.items()}
    return found | {LONG: readout.parse("\n\n".join([head, *body * 10]), name="long")}


def answers(text: readout.Readout) -> list[str]:
    """What each notebook answers, in their order."""
    return [f"{number:02} {module.answer(text)}" for number, module in enumerate(ANSWERING)]


def page(kind: str, text: readout.Readout) -> str:
    """A text's answers, then every other sentence that its notebooks compute."""
    answered = answers(text)
    found = dict.fromkeys(f for f in shown.made_of(text).findings if f not in "\n".join(answered))
    return "\n".join([f"## {kind}", *answered, *(f"   {sentence}" for sentence in found), "", ""])


if __name__ == "__main__":
    for kind, text in texts().items():
        sys.stdout.write(page(kind, text))
