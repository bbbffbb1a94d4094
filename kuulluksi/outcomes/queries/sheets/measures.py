"""What was done: how many measures were made and ended, what they cost, of how many the effect was
measured, and what those whose voices stand behind them say of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kuulluksi.outcomes.enums import Better, MeasureState
from kuulluksi.outcomes.models import Effect, Measure
from kuulluksi.outcomes.queries.heard_promises import inside
from kuulluksi.outcomes.queries.sheets.cells import share
from kuulluksi.outcomes.queries.sheets.offering import Offer, Period
from kuulluksi.outcomes.queries.sheets.periods import Span, by_time, spans
from kuulluksi.outcomes.queries.sheets.places import standing
from kuulluksi.outcomes.queries.sheets.words import said
from kuulluksi.pure.statement.sheets import Cell, Form, Line, Sheet, Unit, shown

LINES: Mapping[str, str | Promise] = {
    "made": _("Measures decided on"),
    "done": _("Measures done"),
    "not-possible": _("Wishes found not to be possible, with a reason"),
    "open": _("Measures planned or under way at the end of the period"),
    "measured": _("Measures whose effect was measured"),
    "measured-share": _("Share of the measures done whose effect has been measured"),
    "euros": _("Known costs of the measures done, euros"),
}
VERDICTS: Mapping[str, str | Promise] = {
    **{better.value: better.label for better in Better},
    "all": _("All who told"),
    "yes-share": _("Share of those who told that say it is better now"),
}
TITLE, TITLE_VERDICTS = _("Measures"), _("What those who had spoken say of the measures")
SOURCE = _("Counted from the measures of the house.")
NOTES = (
    _("A measure counts for the place in which it is done, and for those above it."),
    _("The effect is measured when the same is asked again after the measure."),
)
NOTE_COSTS = _("n of the costs: of so many measures the costs are known.")
NOTE_VERDICTS = _(
    "Whoever stands behind a measure that is done may tell whether it is better now. Told only"
    " where nobody can be recognised, in the period in which the measure was done."
)


def family(period: Period, place: str) -> Iterator[Offer]:
    yield Offer("measures", said(TITLE), Form.BARS, lambda: _sheet(period, place))
    yield Offer("verdicts", said(TITLE_VERDICTS), Form.STACKED, lambda: _verdicts(period, place))


@dataclass(frozen=True)
class _Row:
    """What is known of one measure, as far as it is counted."""

    key: int
    state: str
    made_on: date
    ended_on: date | None
    euros: int | None

    def is_done(self, span: Span) -> bool:
        return self.state == MeasureState.DONE and span.holds(self.ended_on)

    def is_refused(self, span: Span) -> bool:
        return self.state == MeasureState.NOT_POSSIBLE and span.holds(self.ended_on)

    def is_open(self, span: Span) -> bool:
        """At the end of the period. What was taken up again counts as never having ended."""
        return self.made_on <= span.ends and (self.ended_on is None or self.ended_on > span.ends)


def _sheet(period: Period, key: str) -> Sheet | None:
    place, stands = standing(key)
    if not stands:
        return None
    found = Measure.objects.filter(inside("", place)).order_by("pk")
    columns = ("pk", "state", "made_on", "ended_on", "euros")
    rows = [_Row(*values) for values in found.values_list(*columns)]
    effects = Effect.objects.filter(inside("target__measure__", place))
    measured: dict[int, set[date]] = {}
    for measure, on in effects.values_list("target__measure", "measured_on"):
        measured.setdefault(measure, set()).add(on)
    times = spans(period)
    cells = {
        (line, span.key): cell
        for span in times
        if any(row.made_on <= span.ends for row in rows)
        for line, cell in _cells(rows, measured, span)
    }
    lines = [Line(line, said(label), key, line) for line, label in LINES.items()]
    known = any(line == "euros" for line, _column in cells)
    if not known:
        lines = [line for line in lines if line.key != "euros"]
    notes = tuple(map(said, (*NOTES, *((NOTE_COSTS,) if known else ()))))
    return by_time("measures", said(TITLE), lines, times, cells, source=said(SOURCE), notes=notes)


def _cells(
    rows: Sequence[_Row], measured: Mapping[int, set[date]], span: Span
) -> Iterator[tuple[str, Cell]]:
    done = [row for row in rows if row.is_done(span)]
    yield "made", shown(sum(span.holds(row.made_on) for row in rows))
    yield "done", shown(len(done))
    yield "not-possible", shown(sum(row.is_refused(span) for row in rows))
    yield "open", shown(sum(row.is_open(span) for row in rows))
    yield "measured", shown(sum(any(map(span.holds, days)) for days in measured.values()))
    if done:
        yield "measured-share", share(sum(row.key in measured for row in done), len(done))
    known = [row.euros for row in done if row.euros is not None]
    if known:
        yield "euros", shown(sum(known), Unit.EUROS, n=len(known))


def _verdicts(period: Period, key: str) -> Sheet | None:
    place, stands = standing(key)
    if not stands:
        return None
    times = spans(period)
    ended = (times[0].starts, times[-1].ends)
    found = Measure.objects.filter(inside("", place), verdicts__isnull=False)
    found = found.filter(state=MeasureState.DONE, ended_on__range=ended)
    told = list(found.values_list("ended_on", "verdicts"))
    cells: dict[tuple[str, str], Cell] = {}
    for span in times:
        numbers = [verdicts for on, verdicts in told if verdicts and span.holds(on)]
        if numbers:
            sums = {each: sum(one.get(each.value, 0) for one in numbers) for each in Better}
            n = sum(sums.values())
            cells |= {(each.value, span.key): shown(number) for each, number in sums.items()}
            cells["all", span.key] = shown(n)
            cells["yes-share", span.key] = share(sums[Better.YES], n, sampled=True)
    lines = [
        Line(line, said(label), key, line, total=line == "all") for line, label in VERDICTS.items()
    ]
    title, notes = said(TITLE_VERDICTS), (said(NOTE_VERDICTS),)
    return by_time("verdicts", title, lines, times, cells, source=said(SOURCE), notes=notes)
