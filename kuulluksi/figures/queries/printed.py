"""Printed figures beside ours: those of years for which no answers exist, and those of others.

They have no counts, so they are never pooled with ours nor tested against them. Where the scale is
another, or another measure was printed, they are not drawn with ours but named.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from kuulluksi.figures.enums import Origin, Statistic
from kuulluksi.figures.models import FigureSource, PrintedFigure
from kuulluksi.pure.figurefile.sotkanet import GENDERS
from kuulluksi.pure.stats.headline import HEADLINES, OTHER, Measure

MEASURES = {
    Statistic.MEAN: Measure.MEAN,
    Statistic.PERCENT: Measure.SHARE,
    Statistic.NPS: Measure.NPS,
}
"""A printed number of something is beside no figure of ours."""


@dataclass(frozen=True)
class Printed:
    """One printed figure: a point of a trend, or a benchmark. `value` is a mean in points, a share
    0 to 1, or an NPS −1 to 1; `n` is None where it was not printed, and there is no interval."""

    value: float
    measure: Measure
    from_year: int
    to_year: int
    n: int | None
    scale: tuple[int, int] | None
    place: str
    group: str
    region: str
    item: str
    note: str
    source: FigureSource

    @property
    def year(self) -> int:
        return self.to_year

    @property
    def years(self) -> str:
        if self.from_year == self.to_year:
            return str(self.to_year)
        return f"{self.from_year}–{self.to_year}"


@dataclass(frozen=True)
class Beside:
    """What is printed of the same statement: `points` of our own earlier years in that place, the
    oldest first; `benchmarks` of others, the newest of each; `refused`: on another scale."""

    points: tuple[Printed, ...] = ()
    benchmarks: tuple[Printed, ...] = ()
    refused: tuple[Printed, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.points or self.benchmarks or self.refused)

    def of(self, measure: Measure) -> "Beside":
        """Those that tell this measure: a share is never drawn among means."""
        return Beside(
            *(
                tuple(each for each in part if each.measure == measure)
                for part in (self.points, self.benchmarks, self.refused)
            )
        )


def beside(
    item_key: str, place_key: str, points: tuple[int, ...], *, instant: bool = False
) -> Beside:
    """What is printed beside a figure on these points (`Counted.key`, `.points`) in a place; for
    instant feedback only what was told of the own accord, for a survey only what was asked."""
    ours = Q(source__origin=Origin.OWN, place_key=place_key)
    others = ~Q(source__origin=Origin.OWN) & ~Q(group__in=[*filter(None, GENDERS.values())])
    rows = (
        PrintedFigure.objects.filter(ours | others, item_key=item_key, instant=instant)
        .exclude(statistic=Statistic.COUNT)
        .select_related("source")
        .order_by("to_year", "from_year", "pk")
    )
    found = [(_printed(row), row.source.origin == Origin.OWN) for row in rows]
    fits = [(each, own) for each, own in found if _fits(each, points)]
    return Beside(
        _each_once(each for each, own in fits if own),
        _newest([each for each, own in fits if not own]),
        _each_once(each for each, _own in found if not _fits(each, points)),
    )


def _printed(row: PrintedFigure) -> Printed:
    measure = MEASURES[Statistic(row.statistic)]
    scale = None
    if row.scale_min is not None and row.scale_max is not None:
        scale = row.scale_min, row.scale_max
    return Printed(
        value=float(row.value) / (1 if measure == Measure.MEAN else 100),
        measure=measure,
        from_year=row.from_year,
        to_year=row.to_year,
        n=row.n,
        scale=scale,
        place=row.place,
        group=row.group,
        region=row.region,
        item=row.item,
        note=row.note,
        source=row.source,
    )


def _fits(printed: Printed, points: tuple[int, ...]) -> bool:
    """Whether it is told on the same scale as ours, and ours has that measure at all."""
    ends = points[0], points[-1]
    match printed.measure:
        case Measure.MEAN:
            return printed.scale == ends
        case Measure.SHARE:
            known = HEADLINES.get(ends, OTHER).top is not None
            return known and printed.scale in (None, ends)
    return ends == (0, 10)


def _each_once(printed: Iterable[Printed]) -> tuple[Printed, ...]:
    """What two tables of a report print alike is one point."""
    found: dict[tuple[object, ...], Printed] = {}
    for each in printed:
        same = (each.source.pk, each.place, each.group, each.measure, each.years, each.value)
        found.setdefault(same, each)
    return tuple(found.values())


def _newest(printed: Sequence[Printed]) -> tuple[Printed, ...]:
    """Of each place and measure of others the last year."""
    newest: dict[tuple[object, ...], Printed] = {}
    for each in printed:
        newest[each.place, each.group, each.region, each.measure] = each
    return tuple(newest.values())


def sources() -> list[FigureSource]:
    """Where printed figures come from: our own first, then others."""
    order = list(Origin)
    found = FigureSource.objects.order_by("code")
    return sorted(found, key=lambda source: order.index(Origin(source.origin)))


def source(code: str) -> FigureSource | None:
    return FigureSource.objects.filter(code=code).first()


def figures(source: FigureSource) -> list[PrintedFigure]:
    """All figures of a source, as they stand in it."""
    return list(source.figures.order_by("pk"))
