"""What one check gives, and how the figures that it worked out are told."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.findings import Amount, Finding


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found, and the rows that it put beside others."""

    findings: tuple[Finding, ...] = ()
    rows: frozenset[int] = frozenset()


def together(checks: Iterable[Checked]) -> Checked:
    checks = tuple(checks)
    return Checked(
        tuple(finding for check in checks for finding in check.findings),
        frozenset(row for check in checks for row in check.rows),
    )


def amount(cell: Cell, value: Decimal | None = None, decimals: int | None = None) -> Amount:
    """A value of the kind of a printed one, and with its decimals."""
    unit = "" if cell.statistic == "other" else cell.statistic
    return Amount(
        cell.value if value is None else value,
        unit,
        cell.decimals if decimals is None else decimals,
    )


def printed(cell: Cell) -> str:
    return cell.raw or f"{cell.value:f}"
