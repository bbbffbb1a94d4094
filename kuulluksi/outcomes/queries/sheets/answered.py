"""What the waves of a questionnaire tell of one thing and one place, period by period: the answers
of one period together, and what must be known before they are compared with the last."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from django.utils.translation import gettext_lazy as _

from kuulluksi.figures.enums import Statistic
from kuulluksi.figures.models import PrintedFigure
from kuulluksi.figures.queries import Figure, sources
from kuulluksi.figures.queries.measures import Asked
from kuulluksi.outcomes.queries.sheets.cells import figure as cell_of
from kuulluksi.outcomes.queries.sheets.known import Known
from kuulluksi.outcomes.queries.sheets.making import Making
from kuulluksi.outcomes.queries.sheets.periods import Span
from kuulluksi.outcomes.queries.sheets.words import number, said
from kuulluksi.pure.audit import notes
from kuulluksi.pure.statement.sheets import HIDDEN, Cell, State
from kuulluksi.pure.stats.comparing import Basis, Caution
from kuulluksi.pure.stats.headline import Measure
from kuulluksi.pure.text import Text

PART, PLACES = "part", "places"
RESPONDENTS = _("In %(year)s, %(number)s answered in all.")
SEVERAL = _("In %(period)s this was asked in several waves; their answers are told together.")

Told = Mapping[str, Sequence[sources.Told]]
"""The waves of a questionnaire, by period."""


@dataclass(frozen=True)
class Answered:
    """One thing that a wave asked about a place, and what is shown of it."""

    told: sources.Told
    asked: Asked
    figure: Figure


def measure_of(asked: Asked) -> Measure:
    """Statements are told as means, as a statement of a year always has."""
    if asked.counted.choice:
        return Measure.SHARE
    return Measure.NPS if asked.measure is Measure.NPS else Measure.MEAN


def put(making: Making, known: Known, told: Told, line: str, asked: Asked, place: str) -> None:
    """The figures of a place in each period, in a line."""
    alone = place == known.place
    found = {
        span.key: _in(told.get(span.key, ()), asked, place, alone=alone) for span in known.spans
    }
    shown = [each for each in found.values() if any(one.figure.published.n for one in each)]
    for span in known.spans:
        answered = found[span.key]
        if answered:
            cautions = _cautions(answered, shown[-1]) if shown else ()
            making.put(line, span, _cell(answered, asked, place, cautions))


def _in(waves: Iterable[sources.Told], asked: Asked, place: str, *, alone: bool) -> list[Answered]:
    """What waves asked of the place in this thing's own points; in other points it was another
    thing. `alone`: much is asked of this place, else one thing of many places."""
    found = []
    for told in waves:
        then = told.asked.get(asked.counted.key)
        if then and place in told.inside and then.counted.points == asked.counted.points:
            figures = told.figures
            figure = (figures.here if alone else figures.everywhere)(place, then.counted)
            found.append(Answered(told, then, figure))
    return found


def _cell(
    answered: Sequence[Answered], asked: Asked, place: str, cautions: tuple[str, ...]
) -> Cell:
    shown = [counts for each in answered if (counts := each.figure.published.counts)]
    if not shown:
        return HIDDEN
    whole = reduce(add, shown)
    population = answered[0].told.population(place, whole.n) if len(answered) == 1 else None
    hidden = (PART,) if len(shown) < len(answered) else ()
    return cell_of(whole, measure_of(asked), (*cautions, *hidden), population=population)


def _cautions(answered: Sequence[Answered], last: Sequence[Answered]) -> tuple[str, ...]:
    """Between an earlier period and the last one that is shown."""
    if answered is last:
        return ()
    met = {
        caution
        for one in map(_basis, answered)
        for other in map(_basis, last)
        for caution in sources.beside([one, other]).cautions
    }
    leaves = [frozenset(_leaves(each)) for each in (answered, last)]
    other_places = (PLACES,) if leaves[0] != leaves[1] else ()
    return (*(each.value for each in Caution if each in met), *other_places)


def _basis(each: Answered) -> Basis:
    return each.told.basis(each.figure, each.asked)


def _leaves(answered: Sequence[Answered]) -> set[str]:
    return {leaf for each in answered for leaf in each.told.leaves[each.figure.place]}


def put_printed(
    making: Making, known: Known, told: Told, line: str, asked: Asked, row: PrintedFigure
) -> None:
    """A printed figure of a period in which nothing was asked here, on the same scale."""
    points, scale = asked.counted.points, (row.scale_min, row.scale_max)
    span = next((each for each in known.spans if each.starts.year == row.to_year), None)
    if span is None or told.get(span.key) or making.at(line, span).state is not State.NONE:
        return
    same = row.item_key == asked.counted.key and not row.instant
    mean = row.statistic == Statistic.MEAN and scale == (points[0], points[-1])
    share = row.statistic == Statistic.PERCENT and bool(asked.counted.choice)
    if same and (mean or share):
        making.put_printed(line, span, row)


def remarks(known: Known, told: Told, making: Making) -> tuple[Text, ...]:
    """Where several waves are told together, and how many answered what was printed."""
    several = [said(SEVERAL, period=span.label) for span in known.spans if _many(told, span)]
    numbers: dict[int, int] = {}
    for row in making.rows:
        says = notes.read(row.note) if row.n is None else notes.NOTHING
        if says.respondents is not None and (not says.years or row.to_year in says.years):
            numbers.setdefault(row.to_year, says.respondents)
    asked = [
        said(RESPONDENTS, year=year, number=number(many)) for year, many in sorted(numbers.items())
    ]
    return (*several, *asked)


def _many(told: Told, span: Span) -> bool:
    return len(told.get(span.key, ())) > 1
