"""What can be found in a file of figures alone, without a word of text."""

from kuulluksi.pure.audit.cells import Sheet
from kuulluksi.pure.audit.findings import Report, in_order
from kuulluksi.pure.audit.tables import bases, changes, counted, remarks, shares
from kuulluksi.pure.audit.tables.adding import added
from kuulluksi.pure.audit.tables.averages import averages
from kuulluksi.pure.audit.tables.balance import Sums
from kuulluksi.pure.audit.tables.checked import together
from kuulluksi.pure.audit.tables.ledger import Ledger
from kuulluksi.pure.audit.tables.limits import limits
from kuulluksi.pure.audit.tables.sums import all_sums


def check(sheet: Sheet) -> Report:
    """Everything that the figures of a file tell of each other, and its notes of them."""
    ledger = Ledger.of(sheet)
    sums = Sums.choose(all_sums(ledger))
    checks = together(
        (
            added(ledger, sums),
            shares.hundreds(ledger),
            shares.totals(ledger),
            counted.of_counts(ledger),
            bases.rates(ledger),
            bases.answers(ledger),
            bases.possible(ledger),
            averages(ledger),
            changes.changes(ledger),
            changes.recommending(ledger),
            limits(ledger),
        )
    )
    remarked = (*remarks.unread(ledger), *remarks.told(ledger, sums.chosen))
    return Report(in_order((*checks.findings, *remarked)), sheet.cells, checks.rows)
