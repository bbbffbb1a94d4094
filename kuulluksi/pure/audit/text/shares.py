"""Is it so large a part of a whole? A share in words or per cent beside two counts that are both
named."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import combinations

from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.findings import Amount, Told
from kuulluksi.pure.audit.text import spans
from kuulluksi.pure.audit.text.binding import Context, Subject
from kuulluksi.pure.audit.text.lexicon import Hedge
from kuulluksi.pure.audit.text.matching import fits, stands_for
from kuulluksi.pure.audit.text.quantities import Quantity
from kuulluksi.pure.audit.text.reading import Part
from kuulluksi.pure.audit.text.series import ITEM, Series
from kuulluksi.pure.audit.text.verdict import Verdict, holds
from kuulluksi.pure.audit.text.vocabulary import Vocabulary


def judge(
    number: Quantity, part: Part, subject: Subject, whole: Subject, context: Context
) -> Verdict | None:
    """Whether a count is so large a share of another; nothing when it is not clear of which."""
    wholes = [each for each in whole.narrow if each.total] or list(whole.narrow)
    period = spans.of_value(part, number, context).spans
    if len(subject.narrow) != 1 or len(wholes) != 1 or subject.narrow[0] is wholes[0]:
        return None
    for span in period:
        for mine, base in zip(subject.narrow[0].at(*span), wholes[0].at(*span), strict=False):
            if not base.value or mine.value > base.value:
                continue
            share = mine.value * 100 / base.value
            if stands_for(number, share, number.decimals + 2, Decimal(0)):
                return holds(mine, base)
            if subject.clean and whole.heard:
                right = Amount(share, "percent", number.decimals)
                values: dict[str, Told] = {"figure": mine, "whole": base}
                return Verdict("fails", (mine, base), rule="text-share", right=right, values=values)
    return None


def of_all(
    number: Quantity, part: Part, subject: Subject, context: Context, vocabulary: Vocabulary
) -> Verdict | None:
    """Whether a count is so large a share of the total that stands beside it, or of the sum of its
    table, when the whole is called by no name of the file. Never a fault: it may be another whole.
    """
    if len(subject.narrow) != 1:
        return None
    (mine,) = subject.narrow
    beside = vocabulary.beside(mine, ITEM)
    totals = [each for each in beside if each.total_on(ITEM)] or [
        each for each in beside if not each.total_on(ITEM)
    ]
    for span in spans.of_value(part, number, context).spans:
        cells = [cell for each in totals for cell in each.at(*span)]
        whole = sum((cell.value for cell in cells), Decimal(0))
        for cell in mine.at(*span):
            share = cell.value * 100 / whole if whole else Decimal(0)
            if cells and stands_for(number, share, number.decimals + 2, Decimal(0)):
                return holds(cell, *cells)
    return None


def ratio(
    number: Quantity, heard: Iterable[Series], period: Sequence[spans.Span]
) -> tuple[Cell, ...]:
    """Two counts of which one is so large a share of the other."""
    counts = [
        cell
        for each in list(heard)[:40]
        if each.statistic == "count"
        for span in period
        for cell in each.at(*span)
    ][:60]
    for part_of, whole in combinations(sorted(counts, key=lambda cell: cell.value), 2):
        if (
            whole.value
            and part_of.value
            and (part_of.first, part_of.last) == (whole.first, whole.last)
        ):
            share = part_of.value * 100 / whole.value
            if stands_for(number, share, number.decimals + 2, Decimal(0)):
                return (part_of, whole)
    return ()


_LARGE = 100


def whole(number: Quantity, wholes: Iterable[Series], period: Sequence[spans.Span]) -> Cell | None:
    """A total that is exactly so much: who tells "10,208 in all" need not say of what."""
    if number.unit or number.value < _LARGE or number.hedge is not Hedge.EXACT:
        return None
    for series in wholes:
        for span in period:
            for cell in series.at(*span):
                if fits(number, cell):
                    return cell
    return None
