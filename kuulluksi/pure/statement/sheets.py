"""The sheets of a statement: every figure of it stands in one of them, worked out by the house.
What the text says in numbers is a cell of a sheet; what is drawn is a sheet; what is hidden says
so, and is never empty.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cached_property
from typing import Any, Self

from kuulluksi.pure.text import Text

UNSAID = Text()


class Unit(StrEnum):
    """In what a figure is told. A share is stored from 0 to 1, an NPS from -1 to 1; POINTS are
    percentage points between two shares, stored from -1 to 1."""

    COUNT = "count"
    SHARE = "share"
    POINTS = "points"
    MEAN = "mean"
    NPS = "nps"
    DAYS = "days"
    EUROS = "euros"


class State(StrEnum):
    """SHOWN: the value may be read. HIDDEN: it may not, to protect those behind it. NONE: there is
    nothing to tell, because it was not asked or nothing came."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    NONE = "none"


@dataclass(frozen=True)
class Cell:
    """One figure. `n` is how many it is of; `low` and `high` are its 95 % interval. `cautions` are
    coded words: what must be known before it is compared (`pure.stats.comparing.Caution`,
    "estimate", "printed", "late")."""

    state: State = State.NONE
    value: float | None = None
    unit: Unit = Unit.COUNT
    decimals: int = 0
    n: int | None = None
    low: float | None = None
    high: float | None = None
    cautions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.value is None) == (self.state is State.SHOWN):
            raise ValueError("A cell has a value when it is shown, and only then.")
        if self.state is not State.SHOWN and (self.n, self.low, self.high) != (None, None, None):
            raise ValueError("What is not shown tells no base and no interval.")
        if (self.low is None) != (self.high is None):
            raise ValueError("An interval has two ends.")


NONE, HIDDEN = Cell(), Cell(State.HIDDEN)


def shown(value: float, unit: Unit = Unit.COUNT, **told: Any) -> Cell:
    """A cell that may be read; `told` as in `Cell`."""
    return Cell(State.SHOWN, value, unit, **told)


@dataclass(frozen=True)
class Line:
    """A row of a sheet. `place` is the key of a place and `item` of what is counted, as in figures;
    `total`: the sum of the lines above it."""

    key: str
    label: Text
    place: str = ""
    item: str = ""
    total: bool = False


@dataclass(frozen=True)
class Column:
    """A column of a sheet: usually a year, or years (`first` to `last`)."""

    key: str
    label: Text
    first: int | None = None
    last: int | None = None


class Form(StrEnum):
    """How a sheet is drawn, if it is."""

    BARS = "bars"
    STACKED = "stacked"
    MEANS = "means"
    TREND = "trend"


@dataclass(frozen=True)
class Sheet:
    """A table of figures. `cells[i][j]` stands in the line i and the column j. `scale`: the ends of
    the scale of its means. `source` says where the figures come from, `notes` what must be known of
    them."""

    key: str
    title: Text
    lines: tuple[Line, ...]
    columns: tuple[Column, ...]
    cells: tuple[tuple[Cell, ...], ...]
    scale: tuple[int, int] | None = None
    source: Text = UNSAID
    notes: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        if len(self.cells) != len(self.lines) or any(
            len(row) != len(self.columns) for row in self.cells
        ):
            raise ValueError(f"The cells of {self.key} do not fill its lines and columns.")
        for keys in ([line.key for line in self.lines], [each.key for each in self.columns]):
            if len(set(keys)) != len(keys):
                raise ValueError(f"A line or column of {self.key} stands twice.")

    @cached_property
    def _places(self) -> Mapping[tuple[str, str], Cell]:
        return {
            (line.key, column.key): cell
            for line, row in zip(self.lines, self.cells, strict=True)
            for column, cell in zip(self.columns, row, strict=True)
        }

    def cell(self, line: str, column: str) -> Cell:
        """Raises LookupError when there is no such line or column."""
        return self._places[line, column]

    def to_json(self) -> dict[str, Any]:
        """As it is frozen: the same sheet always gives the same JSON."""
        return {
            "key": self.key,
            "title": self.title.to_json(),
            "lines": [_plain(line) for line in self.lines],
            "columns": [_plain(column) for column in self.columns],
            "cells": [[_plain(cell) for cell in row] for row in self.cells],
            "scale": None if self.scale is None else list(self.scale),
            "source": self.source.to_json(),
            "notes": [note.to_json() for note in self.notes],
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Self:
        """The sheet that `to_json` wrote. Raises KeyError, TypeError or ValueError for anything
        else."""
        scale = told["scale"]
        return cls(
            told["key"],
            Text.from_json(told["title"]),
            tuple(Line(**_labelled(line)) for line in told["lines"]),
            tuple(Column(**_labelled(column)) for column in told["columns"]),
            tuple(tuple(_cell(cell) for cell in row) for row in told["cells"]),
            None if scale is None else (scale[0], scale[1]),
            Text.from_json(told["source"]),
            tuple(Text.from_json(note) for note in told["notes"]),
        )


def filled(
    key: str,
    title: Text,
    lines: Sequence[Line],
    columns: Sequence[Column],
    cells: Mapping[tuple[str, str], Cell],
    **told: Any,
) -> Sheet:
    """A sheet of the cells at (line, column); where none is given, there is nothing to tell."""
    rows = tuple(
        tuple(cells.get((line.key, column.key), NONE) for column in columns) for line in lines
    )
    return Sheet(key, title, tuple(lines), tuple(columns), rows, **told)


def _plain(part: Line | Column | Cell) -> dict[str, Any]:
    """Only what differs from its default, so that a frozen sheet stays small."""
    told = {
        each.name: getattr(part, each.name)
        for each in fields(part)
        if getattr(part, each.name) != each.default
    }
    return {
        name: value.to_json()
        if isinstance(value, Text)
        else list(value)
        if isinstance(value, tuple)
        else value
        for name, value in told.items()
    }


def _labelled(told: Mapping[str, Any]) -> dict[str, Any]:
    return {**told, "label": Text.from_json(told["label"])}


def _cell(told: Mapping[str, Any]) -> Cell:
    kept = {**told, "cautions": tuple(told.get("cautions", ()))}
    if "state" in kept:
        kept["state"] = State(kept["state"])
    if "unit" in kept:
        kept["unit"] = Unit(kept["unit"])
    return Cell(**kept)
