"""Shares beside the numbers of the same rows: of which base they are is known by the other shares
of the table, and by the other years of the same item.

A share fits a base when it is from the number divided by the base at most half a unit of its last
printed digit.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kuulluksi.pure.audit import naming
from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.findings import Amount, Finding, Kind, at
from kuulluksi.pure.audit.tables.checked import Checked, amount, printed
from kuulluksi.pure.audit.tables.ledger import Ledger, gathered

# A share that is so near, in percentage points, is meant to be of that base.
NEAR = 10

# How a base is called: a printed n, a total, all the numbers together, or another row.
Base = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """A share, the number of the same item, and all that it may be a share of."""

    share: Cell
    count: Cell
    bases: Mapping[Base, Decimal]

    @property
    def item(self) -> str:
        return naming.plain(self.count.item)

    def fits(self, base: Base) -> bool:
        of = self.bases.get(base)
        if not of or of <= 0:
            return False
        low, high = self.count.value - self.count.slack, self.count.value + self.count.slack
        slack = self.share.slack
        return low * 100 / of - slack <= self.share.value <= high * 100 / of + slack

    @property
    def fitting(self) -> list[Base]:
        return [base for base in self.bases if self.fits(base)]


def of_counts(ledger: Ledger) -> Checked:
    """Whether each share is that of the number beside it."""
    cells = [
        cell
        for cell in ledger.cells
        if cell.statistic in ("count", "percent") and cell not in ledger.changing
    ]
    findings: list[Finding] = []
    rows: set[int] = set()
    for table in gathered(cells, lambda cell: cell.table).values():
        blocks = gathered(table, lambda cell: (cell.area, cell.group, cell.first, cell.last))
        pairs = [pair for block in blocks.values() for pair in _pairs(block)]
        of_all = Counter(base for pair in pairs for base in pair.fitting if base[0] != "row")
        of_item = Counter((pair.item, base) for pair in pairs for base in pair.fitting)
        for pair in pairs:
            if pair.fitting:
                rows |= {pair.share.number, pair.count.number}
            elif found := _judged(pair, of_all, of_item, len(pairs)):
                findings.append(found)
                rows |= {pair.share.number, pair.count.number}
    return Checked(tuple(findings), frozenset(rows))


_SHARE = re.compile(
    r"\b(?:osuus|osuudet|prosenttiosuus|prosentti\w*|andel(?:en)?|procent\w*|share|percent\w*)\b|%"
)


def _what(item: str) -> str:
    return naming.plain(_SHARE.sub(" ", naming.fold(item)))


def _pairs(block: Sequence[Cell]) -> Iterator[Pair]:
    """Each share with the number of the same item."""
    counts = [cell for cell in block if cell.statistic == "count"]
    if len(counts) == len(block):
        return
    by_name = gathered(counts, lambda cell: _what(cell.item))
    shares = [
        (cell, by_name[_what(cell.item)][0])
        for cell in block
        if cell.statistic == "percent"
        and not naming.total(cell.item)
        and len(by_name.get(_what(cell.item), ())) == 1
    ]
    together = sum((count.value for _, count in shares), Decimal(0))
    for share, count in shares:
        bases: dict[Base, Decimal] = {
            ("total" if naming.total(cell.item) else "row", naming.plain(cell.item)): cell.value
            for cell in counts
            if cell is not count and cell.value >= count.value
        }
        bases |= {("n", str(cell.n)): Decimal(cell.n) for cell in (count, share) if cell.n}
        if len(shares) > 1:
            bases["sum", ""] = together
        yield Pair(share, count, bases)


def _judged(
    pair: Pair, of_all: Counter[Base], of_item: Counter[tuple[str, Base]], pairs: int
) -> Finding | None:
    """A fault where the other shares are of such a base; where nothing tells the base, a share that
    is nearly right of one that it may well be of is a caution."""
    if pair.share.told.based or pair.share.told.partial:
        return None
    known = max(
        (base for base in pair.bases if of_item[pair.item, base]),
        key=lambda base: of_item[pair.item, base],
        default=None,
    )
    usual = max(
        (
            base
            for base in pair.bases
            # One other share is enough where the row itself prints of how many it is.
            if of_all[base] > (base[0] != "n") and of_all[base] * 2 >= pairs
        ),
        key=lambda base: of_all[base],
        default=None,
    )
    if base := known or usual:
        return _finding(Kind.FAULT, pair, base)
    likely = [
        base
        for base in pair.bases
        if pair.bases[base] and (base[0] != "row" or naming.akin(base[1], pair.item))
    ]
    near = [base for base in likely if abs(_right(pair, base) - pair.share.value) <= NEAR]
    nearest = min(near, key=lambda base: abs(_right(pair, base) - pair.share.value), default=None)
    return _finding(Kind.CAUTION, pair, nearest) if nearest else None


def _right(pair: Pair, base: Base) -> Decimal:
    return pair.count.value * 100 / pair.bases[base]


def _finding(kind: Kind, pair: Pair, base: Base) -> Finding:
    return Finding(
        kind,
        "share-of-count",
        at(pair.share),
        printed(pair.share),
        amount(pair.share, round(_right(pair, base), pair.share.decimals)),
        {"count": amount(pair.count), "base": Amount(pair.bases[base], "count")},
        (pair.share, pair.count),
    )
