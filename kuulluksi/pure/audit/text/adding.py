"""Is the number worked out of figures that are named? A sum over years, a sum of what stands beside
each other, a difference of two years."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.text import spans
from kuulluksi.pure.audit.text.binding import Subject
from kuulluksi.pure.audit.text.lexicon import Cue, Hedge
from kuulluksi.pure.audit.text.matching import stands_for
from kuulluksi.pure.audit.text.quantities import Quantity
from kuulluksi.pure.audit.text.reading import Part
from kuulluksi.pure.audit.text.series import GROUP, ITEM, Series

# More figures than this are not put together to see whether they make the number.
_MOST = 14


def worked_out(
    number: Quantity, part: Part, subject: Subject, period: Sequence[spans.Span]
) -> tuple[Cell, ...]:
    """The figures that make the number together; nothing when there are none."""
    together = part.has(Cue.SUM) or len(subject.strands) > 1
    if number.soft or (number.hedge is not Hedge.EXACT and not together):
        # "Over half" is true of the sum of almost any shares.
        return ()
    parts = [each for each in subject.wide if not each.totals & (ITEM | GROUP)]
    series = [each for each in parts or subject.wide if each.statistic in {"count", "percent"}][
        :_MOST
    ]
    for cells in _over_years(series, period):
        if _is(number, sum((cell.value for cell in cells), Decimal(0)), cells[0]):
            return cells
    for before, after in _two_years(series):
        if _is(number, abs(after.value - before.value), before):
            return (before, after)
    for cells in _in_a_year(series, period, together=together):
        if _is(number, sum((cell.value for cell in cells), Decimal(0)), cells[0]):
            return cells
    return ()


def _over_years(
    series: Iterable[Series], period: Sequence[spans.Span]
) -> Iterator[tuple[Cell, ...]]:
    for each in series:
        cells = tuple(each.by_year.values())
        spanned = tuple(c for c in cells if any(a <= c.first <= b for a, b in period))
        for some in (cells, spanned):
            if each.statistic == "count" and len(some) > 1:
                yield some


def _two_years(series: Iterable[Series]) -> Iterator[tuple[Cell, Cell]]:
    for each in series:
        if each.statistic == "count":
            yield from combinations(each.by_year.values(), 2)


def _in_a_year(
    series: Sequence[Series], period: Sequence[spans.Span], *, together: bool
) -> Iterator[tuple[Cell, ...]]:
    """All of them; where the text puts some together, any two or three."""
    for span in period:
        cells = [cell for each in series for cell in each.at(*span)]
        for size in (len(cells), 2, 3) if together else (len(cells),):
            if 1 < size <= len(cells):
                yield from combinations(cells, size)


def _is(number: Quantity, value: Decimal, like: Cell) -> bool:
    if (number.unit == "percent") != (like.statistic == "percent"):
        return False
    return stands_for(number, value, like.decimals, like.half)
