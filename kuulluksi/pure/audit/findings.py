"""What an audit tells: findings with their place, the printed and the right value, and how much of
what was read could be put beside figures at all. Values and codes only; the words for people are
made elsewhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from kuulluksi.pure.audit.cells import Cell


class Kind(StrEnum):
    """A fault contradicts the printed figures themselves; a caution tells of figures that stand
    beside each other and cannot be compared; disclosed is what the file or the text itself tells
    of."""

    FAULT = "fault"
    CAUTION = "caution"
    DISCLOSED = "disclosed"


Unit = Literal["", "count", "percent", "points", "mean", "nps", "times"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that was worked out, not printed: shown with so many decimals. An `interval` from
    `value` to `to`, when nothing more exact can be known."""

    value: Decimal
    unit: Unit = ""
    decimals: int = 0
    to: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """A word of a small vocabulary that a face says in its language: "rose", "middle", …"""

    word: str


# What a sentence may hold: a string is quoted as it was printed; numbers are written as the reader
# writes them; a cell is told by its table, item, group and year; several are told in a row.
Told = str | int | Amount | Code | Cell | tuple["Told", ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands. In a file `line` is the row as a spreadsheet numbers it (1 is the
    header) and `name` the column; in a text `line` and `column` count from 1, and `quoted` is the
    sentence. Line 0 is the whole."""

    source: Literal["file", "text"]
    line: int = 0
    column: int = 0
    name: str = ""
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `rule` names the sentence that tells it, `values` fill it in, `cells` are
    the figures that it rests on."""

    kind: Kind
    rule: str
    place: Place
    printed: Told = ""
    right: Told = ""
    values: Mapping[str, Told] = field(default_factory=dict, hash=False)
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Bound:
    """A number or claim of a text, and the figures that it was checked against."""

    place: Place
    printed: str
    cells: tuple[Cell, ...]
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Unbound:
    """A number or claim of a text that was checked against nothing, with a coded reason."""

    place: Place
    printed: str
    reason: str
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that an audit has to tell. `cells` are the figures that were read, `proven` the
    rows among them that at least one other figure was put beside."""

    findings: tuple[Finding, ...] = ()
    cells: tuple[Cell, ...] = ()
    proven: frozenset[int] = frozenset()
    bound: tuple[Bound, ...] = ()
    unbound: tuple[Unbound, ...] = ()

    @property
    def sound(self) -> bool:
        return not self.of(Kind.FAULT)

    def of(self, kind: Kind) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.kind is kind)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The file before the text, faults before cautions, and then as they stand."""
    kinds = list(Kind)
    return tuple(
        sorted(
            dict.fromkeys(findings),
            key=lambda each: (
                each.place.source != "file",
                kinds.index(each.kind),
                each.place.line,
                each.place.column,
                each.rule,
            ),
        )
    )


def at(cell: Cell, column: str = "value") -> Place:
    """The place of a printed figure."""
    return Place("file", cell.number, name=column)
