"""The auditor: puts every printed total, share and change of a statement, and every number and
claim of its text, beside the figures themselves.
"""

from dataclasses import replace

from kuulluksi.pure.audit import tables
from kuulluksi.pure.audit.cells import Sheet
from kuulluksi.pure.audit.findings import Report, in_order
from kuulluksi.pure.audit.text import check
from kuulluksi.pure.audit.text.repeating import repeated


def audit(sheet: Sheet, text: str | None = None, *, year: int | None = None) -> Report:
    """All that is to be told of a file and of the text that stands on it. `year` is the year of the
    statement; without it the text or the newest figures tell it."""
    report = tables.check(sheet)
    if text is None:
        return report
    findings, bound, unbound = check(text, sheet.cells, year=year)
    told = (*report.findings, *findings, *repeated(report.findings, bound))
    return replace(report, findings=in_order(told), bound=bound, unbound=unbound)
