"""When something is asked: what a condition may say about earlier answers, and whether it holds.

A question that was left alone, or was not shown, has no answer, and of no answer only `Not` is
true. "Does not concern me" is an answer, but none of the points of a scale.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

Value = int | str | tuple[str, ...] | date | None
"""An answer: a point or a number, a choice or words, several choices, a day; None for "does not
concern me"."""


@dataclass(frozen=True, slots=True)
class Is:
    """The answer is one of `values`, or one of them was chosen among others."""

    item: str
    values: tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The point or the number is `value` or more."""

    item: str
    value: int


@dataclass(frozen=True, slots=True)
class Answered:
    """There is an answer, "does not concern me" too."""

    item: str


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: "Condition"


Leaf = Is | AtLeast | Answered
Condition = Leaf | AllOf | AnyOf | Not


def holds(condition: Condition, given: Mapping[str, Value]) -> bool:
    """Whether the condition is true of the answers, from item id to value."""
    match condition:
        case AllOf():
            return all(holds(part, given) for part in condition.parts)
        case AnyOf():
            return any(holds(part, given) for part in condition.parts)
        case Not():
            return not holds(condition.part, given)
        case Answered():
            return condition.item in given
        case AtLeast():
            value = given.get(condition.item)
            return isinstance(value, int) and value >= condition.value
        case Is():
            value = given.get(condition.item)
            chosen = value if isinstance(value, tuple) else (value,)
            return any(one in condition.values for one in chosen)


def leaves(condition: Condition) -> Iterator[Leaf]:
    """All that the condition says of single items, in the order in which it is written."""
    match condition:
        case AllOf() | AnyOf():
            for part in condition.parts:
                yield from leaves(part)
        case Not():
            yield from leaves(condition.part)
        case _:
            yield condition


def to_json(condition: Condition) -> dict[str, object]:
    """The condition as a document holds it."""
    match condition:
        case AllOf():
            return {"all": [to_json(part) for part in condition.parts]}
        case AnyOf():
            return {"any": [to_json(part) for part in condition.parts]}
        case Not():
            return {"not": to_json(condition.part)}
        case Answered():
            return {"item": condition.item, "answered": True}
        case AtLeast():
            return {"item": condition.item, "at_least": condition.value}
        case Is(values=(value,)):
            return {"item": condition.item, "is": value}
        case Is():
            return {"item": condition.item, "in": list(condition.values)}
