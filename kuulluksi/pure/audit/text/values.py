"""Is it so much? A written number beside the figures it may speak of."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kuulluksi.pure.audit import naming
from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.findings import Amount, Told
from kuulluksi.pure.audit.text import spans
from kuulluksi.pure.audit.text.adding import worked_out
from kuulluksi.pure.audit.text.binding import Context, Subject
from kuulluksi.pure.audit.text.lexicon import Cue, Hedge
from kuulluksi.pure.audit.text.matching import close, fits, stands_for
from kuulluksi.pure.audit.text.quantities import Quantity
from kuulluksi.pure.audit.text.reading import Part
from kuulluksi.pure.audit.text.series import Series
from kuulluksi.pure.audit.text.verdict import Verdict, holds, unknown


def statistics_of(number: Quantity, part: Part) -> frozenset[str]:
    """What kinds of figures a number can stand for."""
    if number.unit == "percent":
        return frozenset({"percent"})
    if number.unit in {"points", "times"}:
        return frozenset()
    if part.has(Cue.MEAN):
        return (
            frozenset({"mean", "other"})
            if number.decimals or number.value <= 10
            else frozenset({"count", "other"})
        )
    if number.decimals:
        return frozenset({"mean", "other", "nps", "percent", "count"})
    kinds = {"count", "nps", "other"}
    if part.has(Cue.SHARE):
        kinds.add("percent")
    return frozenset(kinds)


def judge(number: Quantity, part: Part, subject: Subject, context: Context) -> Verdict:
    """Whether the number is that of its subject in its years."""
    if not subject.heard or (number.fraction and not subject.named):
        return unknown("no-subject")
    period = spans.of_value(part, number, context)
    for series in subject.sets:
        told = [cell for _, cell in spans.in_years(series, period.spans)]
        found = [cell for cell in told if fits(number, cell)]
        found = [cell for cell in found if close(number, cell.value)] or found
        found = found or [cell for cell in told if _is_n(number, part, cell)]
        if found:
            return replace(holds(found[0]), clear=subject.sure and series is subject.narrow)
    last = _last(number, subject, context) if not period.named else None
    if last is not None:
        return holds(last)
    worked = worked_out(number, part, subject, period.spans)
    if worked:
        return holds(*worked)
    return _unlike(number, part, subject, period)


def _unlike(number: Quantity, part: Part, subject: Subject, period: spans.Period) -> Verdict:
    """What is to be said of a number that is none of the figures of its subject."""
    cells = tuple(cell for _, cell in spans.in_years(subject.narrow, period.spans))
    if not cells:
        return unknown("no-figure")
    if not subject.sure or number.soft or (part.aside and not part.words):
        return unknown("not-sure")
    if not period.named and _another_year(number, subject):
        return unknown("another-year")
    if part.has(Cue.SUM) and len(subject.strands) > 1:
        return _false_sum(subject, period.spans)
    return _false(number, part, subject, cells)


def _last(number: Quantity, subject: Subject, context: Context) -> Cell | None:
    """What was not counted in the year of the text is told as it was last."""
    cells = [max(each.by_year.items())[1] for each in subject.narrow if each.by_year]
    return next((c for c in cells if c.first < context.year and fits(number, c)), None)


def _false(number: Quantity, part: Part, subject: Subject, cells: tuple[Cell, ...]) -> Verdict:
    """The number is none of these; but of several no sum and no limit can be told."""
    limit = number.hedge in {Hedge.OVER, Hedge.UNDER}
    if len(cells) > 1 and (limit or part.has(Cue.SUM)):
        return unknown("not-sure")
    return Verdict(
        "fails",
        cells[:1] if len(subject.narrow) > 1 else cells,
        rule="text-value",
        right=_right(cells),
        values={"figure": cells[0]},
    )


def _false_sum(subject: Subject, period: Sequence[spans.Span]) -> Verdict:
    """What is named beside each other does not add up to the number."""
    cells: list[Cell] = []
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


def range_of(number: Quantity, part: Part, subject: Subject, context: Context) -> Verdict:
    """ "653 to 889 a year": the smallest and the largest of a series, or of several in a year."""
    if not subject.heard or number.to is None:
        return unknown("no-subject")
    low, high = replace(number, to=None), replace(number, value=number.to, to=None)
    period = spans.of_value(part, number, context)
    for cells in _ranges(subject, period):
        ends = min(cells, key=_value), max(cells, key=_value)
        if fits(low, ends[0]) and fits(high, ends[1]):
            return holds(*ends)
    several = len(period.spans) > 1 or any(a != b for a, b in period.spans)
    over_years = several or part.has(Cue.PER_YEAR, Cue.EVERY_YEAR)
    yearly = [list(each.by_year.values()) for each in subject.sets[0] if len(each.by_year) > 1]
    if over_years and yearly and subject.sure:
        return _false_range(min(yearly[0], key=_value), max(yearly[0], key=_value))
    told = [cell for _, cell in spans.in_years(subject.narrow, period.spans)]
    single = [cell for cell in told if fits(number, cell)]
    if single and not over_years and not part.has(Cue.VARIED):
        return holds(single[0])
    told = [cell for cell in told if not _is_total(cell)]
    if part.has(Cue.VARIED) and subject.free and _alike(subject.narrow) and len(told) > 1:
        return _false_range(min(told, key=_value), max(told, key=_value))
    return unknown("not-sure")


def _ranges(subject: Subject, period: spans.Period) -> Iterator[list[Cell]]:
    """The figures among which a smallest and a largest can be told: of a series over its years, of
    several in a year, with their total and without."""
    for series in subject.sets:
        yield from (list(each.by_year.values()) for each in series if len(each.by_year) > 1)
        told = [cell for _, cell in spans.in_years(series, period.spans)]
        tables = {(cell.table, cell.scale) for cell in told}
        for table in [None, *tables] if len(tables) > 1 else [None]:
            some = [each for each in told if table in {None, (each.table, each.scale)}]
            for group in (some, [cell for cell in some if not _is_total(cell)]):
                if len(group) > 1:
                    yield group


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
        right=Amount(low.value, amount_of(low).unit, low.decimals, high.value),
        values={"smallest": low, "largest": high},
    )


def _is_total(cell: Cell) -> bool:
    return naming.total(naming.ends(cell.group)[1]) == "bare" or bool(naming.total(cell.item))


def _value(cell: Cell) -> Decimal:
    return cell.value
