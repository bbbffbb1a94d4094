"""Is it so much? A written number beside the figures it may speak of."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import combinations

from kuulluksi.pure.audit import naming
from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.findings import Amount, Told
from kuulluksi.pure.audit.text import spans
from kuulluksi.pure.audit.text.binding import Context, Subject
from kuulluksi.pure.audit.text.lexicon import Cue, Hedge
from kuulluksi.pure.audit.text.matching import close, fits, stands_for
from kuulluksi.pure.audit.text.quantities import Quantity
from kuulluksi.pure.audit.text.reading import Part
from kuulluksi.pure.audit.text.verdict import Verdict, holds, unknown
from kuulluksi.pure.audit.text.vocabulary import GROUP, ITEM, Series

# More figures than this are not put together to see whether they make the number.
_MOST_TOGETHER = 14


def statistics_of(number: Quantity, part: Part) -> frozenset[str]:
    """What kinds of figures a number can stand for."""
    if number.unit == "percent":
        return frozenset({"percent"})
    if number.unit in {"points", "times"}:
        return frozenset()
    if part.has(Cue.MEAN):
        return frozenset({"mean", "other"}) if number.decimals or number.value <= 10 else frozenset({"count", "other"})
    if number.decimals:
        return frozenset({"mean", "other", "nps", "percent", "count"})
    kinds = {"count", "nps", "other"}
    if part.has(Cue.SHARE):
        kinds.add("percent")
    return frozenset(kinds)


def judge(number: Quantity, part: Part, subject: Subject, context: Context) -> Verdict:
    """Whether the number is that of its subject in its years."""
    if not subject.heard:
        return unknown("no-subject")
    if number.fraction and not subject.named:
        return unknown("no-subject")
    period = spans.of_value(part, number, context)
    for series in subject.sets:
        found = [
            cell for _, cell in spans.in_years(series, period.spans) if fits(number, cell)
        ]
        nearest = [cell for cell in found if close(number, cell.value)] or found
        if nearest:
            return holds(*nearest[:1])
        respondents = [c for _, c in spans.in_years(series, period.spans) if _is_n(number, part, c)]
        if respondents:
            return holds(respondents[0])
    told = spans.in_years(subject.narrow, period.spans)
    worked = _worked_out(number, part, subject, period.spans)
    if worked:
        return holds(*worked)
    if not told:
        return unknown("no-figure")
    if not subject.sure or number.soft or part.aside and not part.words:
        return unknown("not-sure")
    if not period.named and _another_year(number, subject):
        return unknown("another-year")
    cells = tuple(cell for _, cell in told)
    if part.has(Cue.SUM) and len(subject.strands) > 1:
        return _false_sum(number, subject, period.spans)
    if part.has(Cue.SUM) and len(cells) > 1:
        return unknown("not-sure")
    if number.hedge in {Hedge.OVER, Hedge.UNDER} and len(cells) > 1:
        return unknown("not-sure")
    return Verdict(
        "fails",
        cells[:1] if len(subject.narrow) > 1 else cells,
        rule="text-value",
        right=_right(cells),
        values={"figure": cells[0]},
    )


def _false_sum(number: Quantity, subject: Subject, period: Sequence[spans.Span]) -> Verdict:
    """What is named beside each other does not add up to the number."""
    cells = []
    for strand in subject.strands:
        found = {cell for _, cell in spans.in_years(strand, period)}
        if len(found) != 1:
            return unknown("not-sure")
        cells += found
    total = sum((cell.value for cell in cells), Decimal(0))
    right = Amount(total, amount_of(cells[0]).unit, cells[0].decimals)
    return Verdict("fails", tuple(cells), rule="text-sum", right=right)


def _right(cells: Sequence[Cell]) -> Told:
    amounts = tuple(dict.fromkeys(amount_of(cell) for cell in cells[:3]))
    return amounts[0] if len(amounts) == 1 else amounts


def amount_of(cell: Cell) -> Amount:
    unit = cell.statistic if cell.statistic != "other" else ""
    return Amount(cell.value, unit, cell.decimals)


def _is_n(number: Quantity, part: Part, cell: Cell) -> bool:
    return (
        cell.n is not None
        and number.unit == ""
        and part.has(Cue.RESPONDENTS)
        and stands_for(number, Decimal(cell.n), 0, Decimal(0))
    )


def _another_year(number: Quantity, subject: Subject) -> bool:
    return any(fits(number, cell) for each in subject.narrow for cell in each.cells)


def _worked_out(
    number: Quantity, part: Part, subject: Subject, period: Sequence[spans.Span]
) -> tuple[Cell, ...]:
    """The figures that make the number together: a sum over years or over what is named beside each
    other, a difference of two years, a share of one count in another."""
    together = part.has(Cue.SUM) or len(subject.strands) > 1
    if number.soft or (number.hedge is not Hedge.EXACT and not together):
        # "Over half" is true of the sum of almost any shares.
        return ()
    series = [each for each in subject.wide if not each.totals & (ITEM | GROUP)] or list(subject.wide)
    counted = [each for each in series if each.statistic in {"count", "percent"}][:_MOST_TOGETHER]
    for each in counted:
        cells = list(each.by_year.values())
        spanned = [c for c in cells if any(a <= c.first <= b for a, b in period)]
        for some in (cells, spanned):
            if each.statistic == "count" and len(some) > 1 and _sums(number, some):
                return tuple(some)
        for one, another in combinations(cells, 2) if each.statistic == "count" else ():
            if _is(number, abs(another.value - one.value), one):
                return (one, another)
    for span in period:
        cells = [c for each in counted for c in each.at(*span)]
        for size in (len(cells), 2, 3):
            if 1 < size <= len(cells):
                for together in combinations(cells, size):
                    if _sums(number, together):
                        return tuple(together)
    return ()


def _sums(number: Quantity, cells: Iterable[Cell]) -> bool:
    cells = list(cells)
    return _is(number, sum((cell.value for cell in cells), Decimal(0)), cells[0])


def _is(number: Quantity, value: Decimal, like: Cell) -> bool:
    if (number.unit == "percent") != (like.statistic == "percent"):
        return False
    return stands_for(number, value, like.decimals, like.half)


def share_of(
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


def ratio(number: Quantity, heard: Iterable[Series], period: Sequence[spans.Span]) -> tuple[Cell, ...]:
    """Two counts of which one is so large a share of the other."""
    counts = [
        cell
        for each in list(heard)[:40]
        if each.statistic == "count"
        for span in period
        for cell in each.at(*span)
    ][:60]
    for part_of, whole in combinations(sorted(counts, key=lambda cell: cell.value), 2):
        if whole.value and part_of.value and (part_of.first, part_of.last) == (whole.first, whole.last):
            share = part_of.value * 100 / whole.value
            if stands_for(number, share, number.decimals + 2, Decimal(0)):
                return (part_of, whole)
    return ()


_LARGE = 100


def whole(
    number: Quantity, wholes: Iterable[Series], period: Sequence[spans.Span]
) -> Cell | None:
    """A total that is exactly so much: who tells "10,208 in all" need not say of what."""
    if number.unit or number.value < _LARGE or number.hedge is not Hedge.EXACT:
        return None
    for series in wholes:
        for span in period:
            for cell in series.at(*span):
                if fits(number, cell):
                    return cell
    return None


def range_of(
    number: Quantity, part: Part, subject: Subject, context: Context
) -> Verdict:
    """ "653 to 889 a year": the smallest and the largest of a series, or of several in a year."""
    if not subject.heard or number.to is None:
        return unknown("no-subject")
    low = Quantity(number.start, number.end, number.value, number.decimals, number.unit)
    high = Quantity(number.start, number.end, number.to, number.decimals, number.unit)
    period = spans.of_value(part, number, context)
    over_years = part.has(Cue.PER_YEAR, Cue.EVERY_YEAR) or any(a != b for a, b in period.spans) or len(period.spans) > 1
    worst: tuple[Cell, Cell] | None = None
    for series in subject.sets:
        for each in series:
            cells = list(each.by_year.values())
            if len(cells) > 1:
                ends = min(cells, key=_value), max(cells, key=_value)
                if fits(low, ends[0]) and fits(high, ends[1]):
                    return holds(*ends)
                worst = worst or ends
        told = [c for _, c in spans.in_years(series, period.spans)]
        for group in (told, [c for c in told if not _is_total(c)]):
            if len(group) > 1:
                ends = min(group, key=_value), max(group, key=_value)
                if fits(low, ends[0]) and fits(high, ends[1]):
                    return holds(*ends)
    single = [c for _, c in spans.in_years(subject.narrow, period.spans) if fits(number, c)]
    if over_years and worst and subject.sure:
        return _false_range(*worst)
    if single and not over_years:
        return holds(single[0])
    told = [c for _, c in spans.in_years(subject.narrow, period.spans) if not _is_total(c)]
    if part.has(Cue.VARIED) and subject.clean and _alike(subject.narrow) and len(told) > 1:
        return _false_range(min(told, key=_value), max(told, key=_value))
    return unknown("not-sure")


def _alike(series: Sequence[Series]) -> bool:
    """Whether they are rows of one table that share an item or a place."""
    tables = {(each.table, each.statistic, each.scale) for each in series}
    items, places = {each.item for each in series}, {(each.area, each.group) for each in series}
    return len(tables) == 1 and min(len(items), len(places)) == 1


def _false_range(low: Cell, high: Cell) -> Verdict:
    return Verdict(
        "fails",
        (low, high),
        rule="text-range",
        right=Amount(low.value, _unit(low), low.decimals, high.value),
        values={"smallest": low, "largest": high},
    )


def _is_total(cell: Cell) -> bool:
    return naming.total(naming.ends(cell.group)[1]) == "bare" or bool(naming.total(cell.item))


def _unit(cell: Cell) -> str:
    return cell.statistic if cell.statistic != "other" else ""


def _value(cell: Cell) -> Decimal:
    return cell.value
