"""What the rules of attribution work on: a sentence, what has been read before it, and the answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial

from readout import resources
from readout.attribution import clauses
from readout.attribution.clauses import NO_CLAUSE, Clause
from readout.attribution.line import Line
from readout.attribution.people import Cast, Person
from readout.reading.layout import Piece

JOINT = "joint"
NARRATOR = "narrator"
FIRST_PERSON = frozenset({"i", "we", "our", "my", "me", "us", "you", "your"})
DEMANDS = frozenset({"should", "must", "shall", "would", "could", "can", "may", "will"})


@dataclass(frozen=True)
class Decision:
    """The answer for one sentence; ``frame_end`` as in :class:`readout.attribution.clauses.Clause`."""

    speaker: str
    rule: str
    verb: str | None = None
    frame_end: int | None = None
    person: Person | None = None


@dataclass
class State:
    """What has been read so far.

    Attributes:
        cast: Who takes part.
        speaker: The voice being reported (a name or ``joint``), or ``None``.
        spoke_in_paragraph: The person reported in this paragraph, or ``None``.
        subjects: People who were subjects of clauses, the last one at the end.
        genders: What a pronoun told of people, by name.
        tagged: Whether a transcript's tag names the speaker.
        turns: Whose turn begins behind a line, by the offset of the line.
        brief: Whether paragraphs are short, as agencies print them.
        carries: Whether speech goes on into a paragraph that names nobody.
        list_voice: The voice of the sentence that heads the present list, or ``None`` outside one.
        list_inner: Whether its last item had a bullet or a letter, so that a number ends it.
        headed: Whether the title or a line above announces a statement of several.
        together: Whether the text itself speaks as several ("We, the Foreign Ministers, ...").
        carrying: Whether the last sentence was given to its speaker without a clause of its own.
    """

    cast: Cast
    speaker: str | None = None
    spoke_in_paragraph: str | None = None
    subjects: list[Person] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)
    tagged: bool = False
    turns: Mapping[int, Person] = field(default_factory=dict)
    list_voice: str | None = None
    list_inner: bool = False
    headed: bool = False
    together: bool = False
    brief: bool = False
    carries: bool = True
    carrying: bool = False


@dataclass(frozen=True)
class Sentence:
    """One sentence with what the rules look at; what is found in it does not depend on what was read before.

    ``closes`` marks a paragraph's last.
    """

    piece: Piece
    text: str
    words: Line
    cast: Cast
    closes: bool = False

    @cached_property
    def clause(self) -> Clause:
        """The first reporting clause."""
        sought = self.piece.kind in ("body", "title")
        return clauses.find(self.words, self.cast) if sought else NO_CLAUSE

    @property
    def behind(self) -> list[str]:
        """The words behind the verb of the clause, in lower case."""
        return [w.low for w in self.words[self.clause.after :]]

    @cached_property
    def joined(self) -> tuple[Person, ...]:
        """The subjects of clauses that are joined to the first."""
        return tuple(m.people[0] for m in clauses.second_subjects(self.words, self.cast))


Rule = Callable[[Sentence, State], Decision | None]


#: A list of ``data/talks.toml`` as a set, by its name there.
word_list = partial(resources.word_list, "talks")


def lemma(participle: str) -> str:
    """The base form of a regular participle, by the verb list."""
    listed = clauses.forms().get(participle, ())
    return next((lemma for form, lemma, _ in listed if len(form) == 1), participle)
