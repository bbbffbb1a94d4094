"""How many a printed share is: worked out of the base that stands beside it, within what rounding
leaves open."""

from dataclasses import dataclass
from decimal import Decimal

from kuulluksi.pure.audit import naming
from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.findings import Amount
from kuulluksi.pure.audit.text.claims import Change
from kuulluksi.pure.audit.text.moves import MOVED_COUNT
from kuulluksi.pure.audit.text.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Counted:
    """A count between `low` and `high`, of a share and its base."""

    low: Decimal
    high: Decimal
    base: Cell

    @property
    def middle(self) -> Decimal:
        return (self.low + self.high) / 2

    @property
    def amount(self) -> Amount:
        return Amount(self.middle, "count", 0)

    def way_to(self, after: "Counted") -> int:
        """1 or -1 when it certainly rose or fell, else 0."""
        if after.low > self.high:
            return 1
        return -1 if after.high < self.low else 0


def moved(change: Change, before: Counted, after: Counted) -> bool:
    """Whether the counts certainly went another way than is told."""
    way = before.way_to(after)
    if change.sign:
        return way == -change.sign
    return way != 0 and abs(before.middle - after.middle) > before.middle * MOVED_COUNT


def counted(share: Cell, vocabulary: Vocabulary) -> Counted | None:
    """The count behind a share; None when no base is known, or several differ."""
    if share.n is not None:
        base, number = share, Decimal(share.n)
    else:
        found = _base(share, vocabulary)
        if found is None:
            return None
        base, number = found, found.value
    low = max(share.value - share.half, Decimal(0)) * number / 100
    return Counted(low, (share.value + share.half) * number / 100, base)


def _base(share: Cell, vocabulary: Vocabulary) -> Cell | None:
    beside = [
        cell
        for each in vocabulary.counts.get((share.table, share.area), ())
        for cell in each.at(share.first, share.last)
        if each.group in {share.group, ""}
    ]
    totals = [cell for cell in beside if naming.total(cell.item)] or [
        cell for cell in beside if naming.respondents(cell.item)
    ]
    values = {cell.value for cell in totals or beside}
    if len(values) == 1:
        return (totals or beside)[0]
    return None
