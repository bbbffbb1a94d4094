"""What is counted of a questionnaire, and by what it is broken down: the fixed plan of its figures.

Everything is counted on whole points: a statement on its scale, a question with one choice on the
numbers of its choices, each choice of several as chosen (1) or not (0) among all who answered.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.items import (
    MultipleItem,
    NumberItem,
    Question,
    ScaleItem,
    SingleItem,
)

MOST_POINTS = 101
"""A number with more possible values than this is told in extracts only."""

MOST_GROUPS = 12
"""A question with more choices than this breaks nothing down."""

NO_GROUP = ""
"""The group of those who did not say: without it they could be worked out."""

ABOUT_ANSWERING = ("mode", "language", "helped")
"""What is known of every response, whatever was asked."""


@dataclass(frozen=True)
class Counted:
    """One thing that is counted; `choice` names one of several that could be chosen."""

    item: str
    wording: int
    points: tuple[int, ...]
    choice: str = ""

    @property
    def key(self) -> str:
        return f"{self.item}/{self.choice}" if self.choice else self.item


@dataclass(frozen=True)
class Variable:
    """What figures are broken down by, one at a time, with its groups in order; those who did not
    say come last."""

    name: str
    groups: tuple[str, ...]

    @property
    def asked(self) -> bool:
        """Whether it is a question of the questionnaire."""
        return self.name not in ABOUT_ANSWERING


def counted(questionnaire: Questionnaire) -> tuple[Counted, ...]:
    """Everything that is counted, in the order in which it is asked."""
    return tuple(each for question in questionnaire.questions for each in _counted(question))


def variables(
    questionnaire: Questionnaire, modes: tuple[str, ...], helpers: tuple[str, ...]
) -> tuple[Variable, ...]:
    """How it was answered, and every question with one choice."""
    told = (
        Variable("mode", modes),
        Variable("language", questionnaire.languages),
        Variable("helped", (*helpers, NO_GROUP)),
    )
    asked = (
        Variable(question.id, (*(choice.id for choice in question.choices), NO_GROUP))
        for question in questionnaire.questions
        if isinstance(question, SingleItem) and len(question.choices) <= MOST_GROUPS
    )
    return (*told, *asked)


def by_item(asked: Iterable[Counted]) -> dict[str, list[Counted]]:
    """What is counted of each question; of all but those with several choices it is one thing."""
    found: dict[str, list[Counted]] = {}
    for each in asked:
        found.setdefault(each.item, []).append(each)
    return found


def breaking_down(item: str, variables: Sequence[Variable]) -> list[Variable]:
    """The variables by which a question is told. One that is itself a variable is told only by
    those asked after it: two questions, each told by the other, would give away whom they hide."""
    names = [each.name for each in variables]
    after = names.index(item) if item in names else -1
    return [each for i, each in enumerate(variables) if i > after or not each.asked]


def _counted(question: Question) -> Iterator[Counted]:
    named = question.id, question.wording
    match question:
        case ScaleItem():
            yield Counted(*named, tuple(question.scale.points))
        case SingleItem() if len(question.choices) > 1:
            yield Counted(*named, tuple(range(1, len(question.choices) + 1)))
        case MultipleItem():
            for choice in question.choices:
                yield Counted(*named, (0, 1), choice.id)
        case NumberItem() if 1 < question.max - question.min + 1 <= MOST_POINTS:
            yield Counted(*named, tuple(range(question.min, question.max + 1)))
