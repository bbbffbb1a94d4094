"""Reads conditions: each may name only a question asked before it, and only an answer that the
question takes.
"""

from collections.abc import Iterable

from kuulluksi.pure.questionnaire.conditions import (
    AllOf,
    Answered,
    AnyOf,
    AtLeast,
    Condition,
    Is,
    Not,
)
from kuulluksi.pure.questionnaire.items import (
    MultipleItem,
    NumberItem,
    Question,
    ScaleItem,
    SingleItem,
)
from kuulluksi.pure.questionnaire.reader import Reader

_DEEPEST = 10
_SHAPE = (
    'must be {"all": […]}, {"any": […]}, {"not": …} or'
    ' {"item": id} with one of "is", "in", "at_least" and "answered"'
)


class LooksBack(Reader):
    """A reader that remembers the questions it has read so far."""

    def __init__(self) -> None:
        super().__init__()
        self._before: dict[str, Question | None] = {}

    def learn(self, questions: Iterable[Question]) -> None:
        """Remembers questions that were read."""
        self._before.update({question.id: question for question in questions})

    def forgive(self, ids: Iterable[str]) -> None:
        """Remembers ids of which nothing could be read: a condition on them is no second fault."""
        self._before.update(dict.fromkeys(ids))

    def condition(self, path: str, obj: object, depth: int = 0) -> Condition | None:
        """The condition, or None when it has a fault."""
        if depth >= _DEEPEST:
            self.fault(path, f"conditions go at most {_DEEPEST} deep")
            return None
        match obj:
            case {"all": entries, **rest} if not rest:
                all_of = self._parts(f"{path}.all", entries, depth)
                return AllOf(all_of) if all_of else None
            case {"any": entries, **rest} if not rest:
                any_of = self._parts(f"{path}.any", entries, depth)
                return AnyOf(any_of) if any_of else None
            case {"not": entry, **rest} if not rest:
                part = self.condition(f"{path}.not", entry, depth + 1)
                return Not(part) if part else None
            case {"item": id_, **rest} if len(rest) == 1:
                return self._leaf(path, id_, *rest.popitem())
        self.fault(path, _SHAPE)
        return None

    def _parts(self, path: str, obj: object, depth: int) -> tuple[Condition, ...]:
        parts = [
            self.condition(place, entry, depth + 1) for place, entry in self.entries(path, obj)
        ]
        return tuple(part for part in parts if part is not None)

    def _leaf(self, path: str, id_: object, key: object, value: object) -> Condition | None:
        if not isinstance(id_, str) or id_ not in self._before:
            self.fault(f"{path}.item", f"no question {id_!r} is asked before this")
            return None
        question = self._before[id_]
        if question is None:
            return None
        match key:
            case "is":
                return Is(id_, self._answers(f"{path}.is", question, [value], at_least=1))
            case "in":
                return Is(id_, self._answers(f"{path}.in", question, value, at_least=2))
            case "at_least":
                return AtLeast(id_, self._least(f"{path}.at_least", question, value))
            case "answered":
                if value is not True:
                    self.fault(f"{path}.answered", 'must be true; {"not": …} turns it round')
                return Answered(id_)
        self.fault(path, _SHAPE)
        return None

    def _answers(
        self, path: str, question: Question, obj: object, *, at_least: int
    ) -> tuple[int | str, ...]:
        found: list[int | str] = []
        for _place, value in self.entries(path, obj, at_least=at_least):
            if not _takes(question, value):
                self.fault(path, f"{value!r} is no answer that {question.id!r} takes")
            elif isinstance(value, (int, str)) and value not in found:
                found.append(value)
        return tuple(found)

    def _least(self, path: str, question: Question, value: object) -> int:
        if isinstance(question, ScaleItem):
            lowest, highest = question.scale.min, question.scale.max
        elif isinstance(question, NumberItem):
            lowest, highest = question.min, question.max
        else:
            self.fault(path, f"{question.id!r} is answered with no number")
            return 0
        return self.whole(path, value, at_least=lowest, at_most=highest)


def _takes(question: Question, value: object) -> bool:
    """Whether a condition can expect this value: a point, a number, a choice. Of words and days it
    can only be asked whether they were given."""
    # JSON's true is an int to Python.
    if isinstance(value, bool):
        return False
    match question:
        case ScaleItem():
            return isinstance(value, int) and value in question.scale.points
        case NumberItem():
            return isinstance(value, int) and question.min <= value <= question.max
        case SingleItem() | MultipleItem():
            return value in [choice.id for choice in question.choices]
    return False
