"""What was found about one claim."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.findings import Kind, Told

State = Literal["holds", "fails", "unknown"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`holds` and `fails` rest on cells; `unknown` tells in a coded reason why nothing can be said.
    What fails has its rule, and what would be right. A claim that holds may still want a caution:
    then `rule` and `kind` are set too. `clear`: the words leave no doubt of which figure a number
    is."""

    state: State
    cells: tuple[Cell, ...] = ()
    reason: str = ""
    rule: str = ""
    kind: Kind = Kind.FAULT
    right: Told = ""
    values: Mapping[str, Told] = field(default_factory=dict, hash=False)
    clear: bool = False


def unknown(reason: str) -> Verdict:
    return Verdict("unknown", reason=reason)


def holds(*cells: Cell) -> Verdict:
    return Verdict("holds", cells)
