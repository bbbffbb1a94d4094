"""The mean or the share of all beside those of its parts: never below the least nor above the
greatest of them, and with the numbers of answers exactly what they give together.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kuulluksi.pure.audit import naming
from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.findings import Amount, Finding, Kind, at
from kuulluksi.pure.audit.tables.checked import Checked, amount, printed
from kuulluksi.pure.audit.tables.ledger import Ledger, by_year, gathered, once

# At least so much of the printed answers is thought to have answered each item.
ANSWERED = Decimal("0.8")


@dataclass(frozen=True, slots=True)
class Average:
    """The figure of all and those of the parts. `of_items`: the mean of the rows above it;
    `all_parts`: by its name there can be no other parts than those that are printed."""

    total: Cell
    parts: tuple[Cell, ...]
    of_items: bool = False
    all_parts: bool = True

    @property
    def least(self) -> Decimal:
        return min(part.value - part.slack for part in self.parts) - self.total.slack

    @property
    def most(self) -> Decimal:
        return max(part.value + part.slack for part in self.parts) + self.total.slack

    @property
    def plain(self) -> Decimal:
        return sum((part.value for part in self.parts), Decimal(0)) / len(self.parts)

    @property
    def all_answers(self) -> bool:
        """Whether the printed numbers of answers of the parts are those of all."""
        numbers = [part.n for part in self.parts if part.n]
        return len(numbers) == len(self.parts) and sum(numbers) == self.total.n

    @property
    def weighted(self) -> Decimal | None:
        """With the answers of each part, when they are all the answers there are."""
        if not self.all_answers:
            return None
        weighed = sum((part.value * (part.n or 0) for part in self.parts), Decimal(0))
        return weighed / Decimal(self.total.n or 1)

    @property
    def loosely(self) -> tuple[Decimal, Decimal]:
        """The least and the greatest mean of all when in any part up to a fifth of the answers may
        have left the item out."""
        parts = sorted((part.value, Decimal(part.n or 0)) for part in self.parts)
        means = []
        for fewer_first in (True, False):
            for cut in range(len(parts) + 1):
                weights = [
                    n * ANSWERED if (place < cut) is fewer_first else n
                    for place, (_, n) in enumerate(parts)
                ]
                weighed = sum(
                    (value * w for (value, _), w in zip(parts, weights, strict=True)), Decimal(0)
                )
                means.append(weighed / sum(weights))
        return min(means) - self.slack, max(means) + self.slack

    @property
    def slack(self) -> Decimal:
        """As far as rounding can take the mean of all from that of its parts: half a unit of the
        printed one and the greatest half unit of the parts."""
        return self.total.slack + max(part.slack for part in self.parts)


def averages(ledger: Ledger) -> Checked:
    findings: list[Finding] = []
    rows: set[int] = set()
    for average in all_averages(ledger):
        rows |= {cell.number for cell in (average.total, *average.parts)}
        if found := _judged(average, ledger):
            findings.append(found)
    return Checked(tuple(findings), frozenset(rows))


def all_averages(ledger: Ledger) -> Iterator[Average]:
    cells = [
        cell
        for cell in ledger.cells
        if cell.statistic in ("mean", "percent") and cell not in ledger.changing
    ]
    yield from _of_groups(cells)
    yield from _of_areas(cells)
    yield from _of_items([cell for cell in cells if cell.statistic == "mean"])
    yield from _of_years(cells)


def _of_groups(cells: Sequence[Cell]) -> Iterator[Average]:
    rows = gathered(
        cells,
        lambda cell: (
            *(cell.table, cell.area, naming.ends(cell.group)[0], naming.plain(cell.item)),
            *(cell.first, cell.last, cell.statistic, cell.scale),
        ),
    )
    for row in rows.values():
        yield from _all_of(row, lambda cell: naming.ends(cell.group)[1])


def _of_areas(cells: Sequence[Cell]) -> Iterator[Average]:
    rows = gathered(
        cells,
        lambda cell: (
            *(cell.table, cell.group, naming.plain(cell.item)),
            *(cell.first, cell.last, cell.statistic, cell.scale),
        ),
    )
    for row in rows.values():
        yield from _all_of(row, lambda cell: cell.area)


def _all_of(row: Sequence[Cell], place: Callable[[Cell], str]) -> Iterator[Average]:
    """A total by its name, beside all others; "all social stations" beside those that are called
    so; and the whole house beside the areas, which need not be all of it."""
    totals = [cell for cell in row if naming.total(place(cell))]
    wholes = [cell for cell in row if naming.whole(place(cell))]
    apart = frozenset((*totals, *wholes))
    parts = [cell for cell in row if cell not in apart and place(cell)]
    if _shares_out(row) or not once(parts, place):
        return
    if len(totals) == 1 and naming.total(place(totals[0])) == "qualified":
        of_name = [cell for cell in parts if naming.akin(place(cell), place(totals[0]))]
        parts = of_name or parts
        if len(parts) > 1:
            yield Average(totals[0], tuple(parts), all_parts=bool(of_name))
    elif len(totals) == 1 and len(parts) > 1:
        yield Average(totals[0], tuple(parts))
    elif not totals and len(wholes) == 1 and len(parts) > 1:
        yield Average(wholes[0], tuple(parts), all_parts=False)


def _shares_out(row: Sequence[Cell]) -> bool:
    """Whether the shares are of one whole, so that their total is a hundred and no mean."""
    return row[0].statistic == "percent" and any(cell.value == 100 for cell in row)


_MEANS = frozenset(
    (
        *("keskiarvo", "kaikkien keskiarvo", "väittämien keskiarvo", "kaikki väittämät"),
        *("kaikkien väittämien keskiarvo", "keskiarvo yhteensä", "kokonaiskeskiarvo"),
        *("medelvärde", "medeltal", "alla påståenden", "medelvärde av alla", "genomsnitt"),
        *("medelvärde för alla påståenden", "average", "mean", "overall mean", "all statements"),
        *("mean of all statements", "average of all statements", "overall average"),
    )
)


def _of_items(cells: Sequence[Cell]) -> Iterator[Average]:
    rows = gathered(
        cells,
        lambda cell: (cell.table, cell.area, cell.group, cell.first, cell.last, cell.scale),
    )
    for row in rows.values():
        totals = [
            cell
            for cell in row
            if naming.plain(cell.item) in _MEANS or naming.total(cell.item) == "bare"
        ]
        apart = frozenset(totals)
        parts = [cell for cell in row if cell not in apart]
        if len(totals) == 1 and len(parts) > 1 and once(parts, lambda cell: cell.item):
            yield Average(totals[0], tuple(parts), of_items=True)


def _of_years(cells: Sequence[Cell]) -> Iterator[Average]:
    """A mean or share of several years beside those of each of them."""
    rows = gathered(
        cells,
        lambda cell: (
            *(cell.table, cell.area, cell.group, naming.plain(cell.item)),
            *(cell.statistic, cell.scale),
        ),
    )
    for row in rows.values():
        years = dict(by_year(row))
        for total in row:
            asked = range(total.first, total.last + 1)
            known = not total.one_year and all(year in years for year in asked)
            if known and not naming.change(total.note):
                yield Average(total, tuple(years[year] for year in asked))


def _judged(average: Average, ledger: Ledger) -> Finding | None:
    total = average.total
    missing = any(cell.told.incomplete for cell in (total, *average.parts)) or ledger.absent.get(
        total.table
    )
    if not average.least <= total.value <= average.most:
        sure = average.all_answers or (average.all_parts and not missing and not _others(average))
        kind = Kind.FAULT if sure else Kind.CAUTION
        return _outside(average, kind)
    if missing:
        return None
    if average.of_items:
        if abs(average.plain - total.value) > average.slack:
            return _mean(average, "mean-of-items", average.plain)
        return None
    weighted = average.weighted
    if weighted is None or abs(weighted - total.value) <= average.slack:
        return None
    if abs(average.plain - total.value) <= average.slack:
        return _mean(average, "mean-unweighted", weighted)
    low, high = average.loosely
    kind = Kind.CAUTION if low <= total.value <= high else Kind.FAULT
    return _mean(average, "mean-weighted", weighted, kind)


def _others(average: Average) -> bool:
    """Whether there are more answers in all than in the parts that are printed."""
    numbers = [part.n for part in average.parts]
    if average.total.n is None or None in numbers:
        return False
    return sum(n or 0 for n in numbers) < average.total.n


def _outside(average: Average, kind: Kind) -> Finding:
    total = average.total
    low, high = (end(average.parts, key=lambda cell: cell.value) for end in (min, max))
    decimals = max(low.decimals, high.decimals)
    right = Amount(low.value, amount(total).unit, decimals, to=high.value)
    cells = (total, *average.parts)
    return Finding(
        kind, "average-outside", at(total), printed(total), right, {"low": low, "high": high}, cells
    )


def _mean(average: Average, rule: str, right: Decimal, kind: Kind = Kind.CAUTION) -> Finding:
    """A caution, as long as people who left the item out may have made the figure another one."""
    total = average.total
    return Finding(
        kind,
        rule,
        at(total),
        printed(total),
        amount(total, round(right, total.decimals)),
        {"figures": tuple(amount(part) for part in average.parts)},
        (total, *average.parts),
    )
