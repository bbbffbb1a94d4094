"""What can be found in a file of figures alone, without a word of text."""

from kuulluksi.pure.audit.cells import Sheet
from kuulluksi.pure.audit.findings import Report, in_order
from kuulluksi.pure.audit.tables.adding import added
from kuulluksi.pure.audit.tables.ledger import Ledger


def check(sheet: Sheet) -> Report:
    """Everything that the figures of a file tell of each other."""
    ledger = Ledger.of(sheet)
    checks = [added(ledger)]
    findings = [finding for check_ in checks for finding in check_.findings]
    rows = frozenset(row for check_ in checks for row in check_.rows)
    return Report(in_order(findings), sheet.cells, rows)
