"""The kinds of question, each a frozen value, and the scales on which something is judged.

Every item has an id that stays the same across instruments, years and ways of answering, and the
number of its wording: the same id with anything else before the eyes is another wording.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import ClassVar, Literal

from kuulluksi.pure.questionnaire.conditions import Condition
from kuulluksi.pure.text import TAGS, Text

SHORT, LONG = 200, 10_000
"""The most signs that a short and a long text may have."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The points an item may be answered with, `min` to `max`, and what stands beside them.

    `labels` has one Text per point, in order; the two ends always say something, the points between
    may be silent.
    """

    id: str
    min: int
    max: int
    labels: tuple[Text, ...]

    @property
    def points(self) -> range:
        """Every point from `min` to `max`."""
        return range(self.min, self.max + 1)

    def label(self, point: int) -> Text:
        """What stands beside `point`, perhaps nothing. Raises ValueError off the scale."""
        return self.labels[self.points.index(point)]


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose; an `exclusive` one ("none of these") goes with no other."""

    id: str
    text: Text
    exclusive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What every item has: `hint` explains it, `when` tells on whose answers it depends."""

    id: str
    wording: int
    text: Text
    hint: Text = field(default_factory=Text)
    when: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleItem(_Asked):
    """Something judged on a scale, a school grade too; `may_skip` offers "does not concern me"."""

    kind: ClassVar[Literal["scale"]] = "scale"
    scale: Scale
    may_skip: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixItem(_Asked):
    """Several things judged on one scale. Each row is a question in its own right: it is shown,
    answered and counted as such, and only the matrix as a whole can have a condition."""

    kind: ClassVar[Literal["matrix"]] = "matrix"
    rows: tuple[ScaleItem, ...]

    @property
    def scale(self) -> Scale:
        return self.rows[0].scale

    @property
    def may_skip(self) -> bool:
        return self.rows[0].may_skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleItem(_Asked):
    """One of several choices."""

    kind: ClassVar[Literal["single"]] = "single"
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleItem(_Asked):
    """Any number of choices, or at most `max`."""

    kind: ClassVar[Literal["multiple"]] = "multiple"
    choices: tuple[Choice, ...]
    max: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberItem(_Asked):
    """A whole number from `min` to `max`; a unit small enough spares everybody the decimals."""

    kind: ClassVar[Literal["number"]] = "number"
    min: int
    max: int
    unit: Text = field(default_factory=Text)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateItem(_Asked):
    """A day."""

    kind: ClassVar[Literal["date"]] = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextItem(_Asked):
    """Own words, a line or more; where it is `quotable` the author may allow quoting."""

    kind: ClassVar[Literal["text"]] = "text"
    long: bool
    quotable: bool

    @property
    def most(self) -> int:
        """The most signs that it takes."""
        return LONG if self.long else SHORT


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteItem(_Asked):
    """Something told between the questions; nobody answers it."""

    kind: ClassVar[Literal["note"]] = "note"


Question = ScaleItem | SingleItem | MultipleItem | NumberItem | DateItem | TextItem
"""What has an answer."""

Item = Question | MatrixItem | NoteItem
"""What stands on a page."""


def questions(item: Item) -> Iterator[Question]:
    """What is answered under this item: its rows, itself, or nothing."""
    if isinstance(item, MatrixItem):
        yield from item.rows
    elif not isinstance(item, NoteItem):
        yield item


def same_wording(one: Item, other: Item) -> bool:
    """Whether both put the same before the eyes, in every language in which both are asked.

    Only the condition may differ, and the number of the wording is not looked at: this tells
    whether it should be the same.
    """
    spoken = {tag for tag in TAGS if one.text.get(tag) and other.text.get(tag)}
    return one.kind == other.kind and all(
        _said_in(tag, one) == _said_in(tag, other) for tag in ("", *spoken)
    )


def _said_in(tag: str, part: object) -> object:
    """What somebody who reads `tag` sees of a part of an item; of "" only how it is built."""
    match part:
        case Text():
            return part.get(tag)
        case tuple():
            return tuple(_said_in(tag, inner) for inner in part)
        case Scale() | Choice() | _Asked():
            names = {each.name for each in fields(part)} - {"when", "wording"}
            return {name: _said_in(tag, getattr(part, name)) for name in names}
    return part
