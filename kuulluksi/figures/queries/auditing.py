"""What the auditor finds in the figures of one source, as its file printed them."""

from functools import lru_cache

from kuulluksi.figures.models import FigureSource
from kuulluksi.pure.audit import audit
from kuulluksi.pure.audit.cells import read
from kuulluksi.pure.audit.findings import Report

Rows = tuple[tuple[str, ...], ...]


def audited(source: FigureSource) -> Report | None:
    """None of figures of others, and of a file of which only the figures were kept. Rows have the
    numbers that they have in the file."""
    told = {number: cells for number, cells in source.received if number > 1}
    if not told:
        return None
    header = tuple(dict.fromkeys(name for cells in told.values() for name in cells))
    lines = [told.get(number, {}) for number in range(2, max(told) + 1)]
    return _audited((header, *(tuple(line.get(name, "") for name in header) for line in lines)))


@lru_cache(maxsize=8)
def _audited(rows: Rows) -> Report:
    return audit(read(rows))
