"""Printed changes beside the figures that changed: as a difference, as percentage points or as a
percentage, whichever the row can mean; and the net share of those who recommend.

The true change may be from the printed one as far as rounding of both figures and of the change
itself allows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kuulluksi.pure.audit import naming
from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.findings import Amount, Finding, Kind, Unit, at
from kuulluksi.pure.audit.tables.checked import Checked, amount, printed
from kuulluksi.pure.audit.tables.ledger import Ledger, by_year, gathered


@dataclass(frozen=True, slots=True)
class Change:
    """A printed change, and the figures before and after it."""

    cell: Cell
    before: Cell
    after: Cell

    @property
    def difference(self) -> tuple[Decimal, Decimal]:
        """The least and the greatest difference that rounding allows."""
        slack = self.before.slack + self.after.slack + self.cell.slack
        gap = self.after.value - self.before.value
        return gap - slack, gap + slack

    @property
    def percentage(self) -> tuple[Decimal, Decimal] | None:
        """The least and the greatest change in percent of the figure before."""
        low, high = self.before.value - self.before.slack, self.before.value + self.before.slack
        if low <= 0:
            return None
        ratios = [
            (after / before - 1) * 100
            for after in (
                self.after.value - self.after.slack,
                self.after.value + self.after.slack,
            )
            for before in (low, high)
        ]
        return min(ratios) - self.cell.slack, max(ratios) + self.cell.slack

    @property
    def fits(self) -> bool:
        """Whether the printed change is one of those it may mean. A fall is often printed without
        its sign."""
        said = (
            {self.cell.value, -self.cell.value}
            if self.after.value < self.before.value
            else {self.cell.value}
        )
        meant = [self.difference]
        if self.percentage and self.cell.statistic != "count":
            meant.append(self.percentage)
        return any(low <= value <= high for low, high in meant for value in said)


def changes(ledger: Ledger) -> Checked:
    findings = []
    rows: set[int] = set()
    for change in all_changes(ledger):
        rows |= {cell.number for cell in (change.cell, change.before, change.after)}
        if not change.fits:
            findings.append(_wrong(change))
    return Checked(tuple(findings), frozenset(rows))


def all_changes(ledger: Ledger) -> Iterator[Change]:
    """Rows that are called a change, with the series of the same table that they can be of."""
    cells = [cell for cell in ledger.cells if cell.statistic != "other"]
    told = [cell for cell in cells if cell in ledger.changing]
    plain = [cell for cell in cells if cell not in ledger.changing]
    series = gathered(plain, lambda cell: (cell.table, cell.area))
    for cell in told:
        beside = series.get((cell.table, cell.area), [])
        found = list(_of_what(cell, beside))
        if len(found) == 1:
            yield found[0]
        elif found:
            # Counts and shares of one item: the change is of either.
            fitting = [change for change in found if change.fits]
            yield (fitting or found)[0]


def _of_what(cell: Cell, beside: Sequence[Cell]) -> Iterator[Change]:
    item = naming.without_change(cell.item)
    group = naming.without_change(cell.group)
    same_group = [each for each in beside if naming.plain(each.group) == group]
    rows = gathered(same_group, lambda each: (naming.plain(each.item), each.statistic))
    if not item and len({name for name, _ in rows}) != 1:
        return
    for (name, statistic), row in rows.items():
        if item not in ("", name) or not _possible(cell, statistic):
            continue
        years = dict(by_year(row))
        if span := _span(cell, sorted(years)):
            yield Change(cell, years[span[0]], years[span[1]])


def _possible(cell: Cell, statistic: str) -> bool:
    """Whether a change told so can be of such figures: a percentage of anything, a number of
    numbers, a difference of means of means."""
    return cell.statistic in ("percent", statistic)


_SPAN = re.compile(r"((?:19|20)\d\d)\s*(?:[-–—→]|to|till|vs\.?)+\s*((?:19|20)\d\d)")


_SINCE = re.compile(r"(?:vuodesta|från(?: år)?|since|from)\s+((?:19|20)\d\d)", re.IGNORECASE)


def _span(cell: Cell, years: Sequence[int]) -> tuple[int, int] | None:
    """From which year to which: as the row tells, or from the printed year before."""
    named = _SPAN.search(f"{cell.item} {cell.group} {cell.note}")
    since = _SINCE.search(cell.item)
    if named:
        first, last = sorted((int(named[1]), int(named[2])))
    elif since and cell.one_year:
        first, last = int(since[1]), cell.last
    elif not cell.one_year:
        first, last = cell.first, cell.last
    else:
        earlier = [year for year in years if year < cell.last]
        if not earlier:
            return None
        first, last = earlier[-1], cell.last
    return (first, last) if first in years and last in years else None


def _wrong(change: Change) -> Finding:
    cell = change.cell
    return Finding(
        Kind.FAULT,
        "change",
        at(cell),
        printed(cell),
        _right(change),
        {"before": change.before, "after": change.after},
        (cell, change.before, change.after),
    )


def _right(change: Change) -> tuple[Amount, ...]:
    gap = change.after.value - change.before.value
    unit: Unit = "points" if change.before.statistic == "percent" else amount(change.before).unit
    difference = Amount(gap, unit, max(change.before.decimals, change.after.decimals))
    if change.cell.statistic != "percent" or not change.before.value:
        return (difference,)
    percentage = Amount(
        round(gap * 100 / change.before.value, change.cell.decimals),
        "percent",
        change.cell.decimals,
    )
    if change.before.statistic == "percent":
        return difference, percentage
    return (percentage,)


_FOR = re.compile(r"suosittelija|promoter|ambassadör|9\s?[-–]\s?10")
_AGAINST = re.compile(r"arvostelija|kriitik|detractor|kritiker|0\s?[-–]\s?6")


def recommending(ledger: Ledger) -> Checked:
    """The share of those who recommend less the share of those who do not is the net share."""
    findings = []
    rows: set[int] = set()
    blocks = gathered(
        (cell for cell in ledger.cells if cell.statistic in ("percent", "nps")),
        lambda cell: (cell.table, cell.area, cell.group, cell.first, cell.last),
    )
    for block in blocks.values():
        shares = [cell for cell in block if cell.statistic == "percent"]
        net = [cell for cell in block if cell.statistic == "nps"]
        for_, against = (
            [cell for cell in shares if sign.search(naming.fold(cell.item))]
            for sign in (_FOR, _AGAINST)
        )
        if not len(net) == len(for_) == len(against) == 1:
            continue
        cells = (net[0], for_[0], against[0])
        rows |= {cell.number for cell in cells}
        right = for_[0].value - against[0].value
        if abs(right - net[0].value) > sum(cell.slack for cell in cells):
            findings.append(
                Finding(
                    Kind.FAULT,
                    "net-share",
                    at(net[0]),
                    printed(net[0]),
                    Amount(right, "nps", max(cell.decimals for cell in cells)),
                    {"promoters": amount(for_[0]), "detractors": amount(against[0])},
                    cells,
                )
            )
    return Checked(tuple(findings), frozenset(rows))
