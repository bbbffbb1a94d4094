"""The comparison table: each figure beside the wave before and the rest of its parent, worked out
of what is shown (`Figures`). All comparisons of a wave are one family, whatever a page shows.

A table is of a survey or of instant feedback: the two never meet here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from kuulluksi.figures.queries.measures import Asked
from kuulluksi.figures.queries.releases import Figure
from kuulluksi.figures.queries.sources import Told, beside, told_of
from kuulluksi.org import queries as org
from kuulluksi.pure.stats import changes
from kuulluksi.pure.stats.changes import Change, Measured
from kuulluksi.pure.stats.comparing import Basis, Caution, Comparison
from kuulluksi.pure.stats.headline import Measure
from kuulluksi.pure.stats.intervals import Interval, of_mean, of_nps, of_share
from kuulluksi.pure.stats.pairs import WAVES
from kuulluksi.pure.stats.published import Published
from kuulluksi.surveys.models import Wave

HIDDEN = Published(None)


class Kind(StrEnum):
    """With what a figure is compared: the wave before; the parent without this place; all waves so
    far."""

    LAST = "last"
    REST = "rest"
    TREND = "trend"


class Absent(StrEnum):
    """Why there is nothing to compare with."""

    FIRST = "first"
    PLACE = "place"
    OTHER_PLACES = "other-places"
    NOT_ASKED = "not-asked"
    HIDDEN = "hidden"
    ALONE = "alone"
    NOT_TOGETHER = "not-together"
    WAVES = "waves"


@dataclass(frozen=True)
class Against:
    """One comparison. `other`: the figure that stood before, or the rest; of a trend the first.
    `places`: other places answered then than now. `change` is None where there was nothing to
    compare with."""

    kind: Kind
    other: Published = HIDDEN
    # The wave or the year before, or of a trend the first one; of the rest the key of the parent.
    name: str = ""
    change: Change | None = None
    absent: Absent | None = None
    places: bool = False
    waves: int = 0

    @property
    def cautions(self) -> tuple[Caution, ...]:
        return self.change.measured.comparison.cautions if self.change else ()


@dataclass(frozen=True)
class Row:
    """One thing that is counted, of one place, with what it is compared with."""

    asked: Asked
    figure: Figure
    told: Told
    against: Mapping[Kind, Against]

    @property
    def published(self) -> Published:
        return self.figure.published

    @property
    def population(self) -> int | None:
        """How many stand on the list, where the answers are a sample of one."""
        return self.told.population(self.figure.place, self.published.n or 0)

    @property
    def mean(self) -> Interval | None:
        """The interval of the mean; None where choices have no order, too."""
        counts = self.published.counts
        if counts is None or self.asked.measure is None or self.asked.counted.choice:
            return None
        return of_mean(counts, population=self.population)

    @property
    def share(self) -> Interval | None:
        """The interval of the share of the highest points."""
        counts, top = self.published.counts, self.asked.top
        if counts is None or top is None:
            return None
        return of_share(counts.number(top), counts.n, population=self.population)

    @property
    def nps(self) -> Interval | None:
        counts = self.published.counts
        if counts is None or self.asked.measure is not Measure.NPS:
            return None
        return of_nps(counts)

    @property
    def interval(self) -> Interval | None:
        """Of the main figure."""
        return {Measure.MEAN: self.mean, Measure.SHARE: self.share, Measure.NPS: self.nps}.get(
            self.asked.measure or Measure.MEAN
        )

    @property
    def value(self) -> float | None:
        """The main figure: a mean in points of the scale, a share 0 to 1, NPS −1 to 1; None when
        it is hidden and where choices have no order."""
        return value(self.published, self.asked)

    @property
    def last(self) -> Against:
        return self.against[Kind.LAST]

    @property
    def rest(self) -> Against:
        return self.against[Kind.REST]

    @property
    def trend(self) -> Against:
        return self.against[Kind.TREND]


@dataclass(frozen=True)
class Point:
    """A figure in a series of waves; `same`: it may be compared with the one before it."""

    told: Told
    figure: Figure
    value: float | None
    same: bool


@dataclass(frozen=True)
class Table:
    """Every figure of a wave, or of a year of instant feedback, with its comparisons."""

    told: Told
    before: tuple[Told, ...]
    least: int
    rows: Mapping[tuple[str, str], Row]

    def at(self, place: str) -> list[Row]:
        """The rows of a place in the order in which it was asked. Raises LookupError when the wave
        did not ask about it."""
        return [self.rows[place, key] for key in self.told.asked]

    def inside(self, place: str) -> list[str]:
        """The places right inside a place."""
        return [part.key for part in self.told.inside[place].inside if part.key in self.told.inside]

    def series(self, place: str, key: str) -> list[Point]:
        """The figure of a place in each wave that asked about it, up to this one."""
        points: list[Point] = []
        earlier: Basis | None = None
        for told in (*_where(self.before, self.told, place, key), self.told):
            asked = told.asked[key]
            figure = told.figures.each(place, asked.counted)
            basis = told.basis(figure, asked)
            compared = beside([earlier, basis]) if earlier else None
            same = compared is not None and not compared.refused and not _breaks(compared)
            points.append(Point(told, figure, value(figure.published, asked), same))
            earlier = basis
        return points


@dataclass(frozen=True)
class Sheet:
    """The table of a place: a line for the place itself and for each place inside it, a column for
    each thing that is counted."""

    columns: tuple[Asked, ...]
    lines: tuple[tuple[str, tuple[Row, ...]], ...]


def of(source: Wave | int) -> Table | None:
    """The comparisons of a wave or of a year of instant feedback; None before its first release."""
    found = told_of(source)
    if not found:
        return None
    return _built(found[-1], tuple(found[:-1]), org.authority().least_compared)


def table(source: Wave | int, place: str) -> Sheet | None:
    """The table of a place with all places inside it, down to the units. Raises LookupError when
    the wave did not ask about it."""
    found = of(source)
    if found is None:
        return None
    keys = [each.key for each in found.told.inside[place] if each.key in found.told.inside]
    lines = tuple((key, tuple(found.at(key))) for key in keys)
    return Sheet(tuple(found.told.asked.values()), lines)


def value(published: Published, asked: Asked) -> float | None:
    """The main figure of what is shown."""
    counts = published.counts
    if counts is None:
        return None
    match asked.measure:
        case Measure.MEAN:
            return counts.mean
        case Measure.SHARE:
            return None if asked.top is None else counts.share(asked.top)
        case Measure.NPS:
            return counts.nps
    return None


@lru_cache(maxsize=32)
def _built(told: Told, before: tuple[Told, ...], least: int) -> Table:
    found = dict(_compared(told, before, least))
    same = _same(told, found)
    family = {key: found[key][1] for key in dict.fromkeys(same.values())}
    judged = changes.judged({key: each for key, each in family.items() if each is not None})
    rows: dict[tuple[str, str], Row] = {}
    for place in told.inside:
        for key, asked in told.asked.items():
            against = {}
            for kind in Kind:
                one = found.get((place, key, kind))
                if one is None:
                    against[kind] = Against(kind)
                    continue
                base = place, key, kind
                against[kind] = replace(one[0], change=judged.get(same.get(base, base)))
            figure = told.figures.each(place, asked.counted)
            rows[place, key] = Row(asked, figure, told, against)
    return Table(told, before, least, rows)


Base = tuple[str, str, Kind]
Found = tuple[Base, tuple[Against, Measured | None]]


def _same(told: Told, found: Mapping[Base, tuple[Against, Measured | None]]) -> dict[Base, Base]:
    """Each comparison that was made, with the first one that is the same: a place that holds only
    one other has its answers, and one test of them is one test."""
    first: dict[tuple[object, ...], Base] = {}
    same = {}
    for base, (_, measured) in found.items():
        place, key, kind = base
        if measured is not None:
            whose = place if kind is Kind.REST else told.leaves[place]
            same[base] = first.setdefault((whose, key, kind, measured), base)
    return same


def _compared(told: Told, before: Sequence[Told], least: int) -> Iterator[Found]:
    """Each comparison of the family, not judged yet."""
    for place in told.inside:
        for key, asked in told.asked.items():
            figure = told.figures.each(place, asked.counted)
            if asked.measure is None:
                continue
            basis = told.basis(figure, asked)
            last = _last(told, before, figure, asked, basis, least)
            yield (place, key, Kind.LAST), last
            yield (place, key, Kind.REST), _rest(told, figure, asked, basis, least)
            waves = [*_where(before, told, place, key), told]
            yield (place, key, Kind.TREND), _trend(waves, place, key, least)


def _last(
    told: Told,
    before: Sequence[Told],
    figure: Figure,
    asked: Asked,
    basis: Basis,
    least: int,
) -> tuple[Against, Measured | None]:
    place, key = figure.place, asked.counted.key
    if not before:
        return Against(Kind.LAST, absent=Absent.FIRST), None
    with_place = [each for each in before if place in each.inside]
    if not with_place:
        return Against(Kind.LAST, absent=Absent.PLACE), None
    last = with_place[-1]
    then = last.asked.get(key)
    if then is None:
        return Against(Kind.LAST, name=last.name, absent=Absent.NOT_ASKED), None
    leaves, now = last.leaves[place], told.leaves[place]
    if leaves.isdisjoint(now):
        return Against(Kind.LAST, name=last.name, absent=Absent.OTHER_PLACES), None
    other = last.figures.each(place, then.counted)
    against = Against(Kind.LAST, other.published, last.name, places=leaves != now)
    comparison = beside([last.basis(other, then), basis])
    if not comparison.refused and then.measure is not asked.measure:
        return replace(against, absent=Absent.NOT_ASKED), None
    return _measured(against, figure, comparison, asked, least)


def _rest(
    told: Told, figure: Figure, asked: Asked, basis: Basis, least: int
) -> tuple[Against, Measured | None]:
    parent = told.above.get(figure.place)
    if parent is None or len(told.inside[parent].inside) < 2:
        return Against(Kind.REST, name=parent or "", absent=Absent.ALONE), None
    whole = told.figures.each(parent, asked.counted)
    if whole.published and figure.published and whole.releases != figure.releases:
        return Against(Kind.REST, name=parent, absent=Absent.NOT_TOGETHER), None
    rest = whole.published - figure.published
    against = Against(Kind.REST, rest, parent)
    return _measured(against, figure, beside([told.basis(whole, asked), basis]), asked, least)


def _trend(
    waves: Sequence[Told], place: str, key: str, least: int
) -> tuple[Against, Measured | None]:
    first = Against(Kind.TREND, name=waves[0].name, waves=len(waves))
    if len(waves) < WAVES:
        return replace(first, absent=Absent.WAVES), None
    asked = [told.asked[key] for told in waves]
    each = list(zip(waves, asked, strict=True))
    figures = [told.figures.each(place, one.counted) for told, one in each]
    counts = [found.published.counts for found in figures if found.published.counts]
    if len(counts) < len(waves):
        return replace(first, absent=Absent.HIDDEN), None
    comparison = beside(
        [told.basis(found, one) for (told, one), found in zip(each, figures, strict=True)]
    )
    leaves = [told.leaves[place] for told in waves]
    if any(a.isdisjoint(b) for a, b in pairwise(leaves)):
        return replace(first, absent=Absent.OTHER_PLACES), None
    if not comparison.refused and len({one.measure for one in asked}) > 1:
        return replace(first, absent=Absent.NOT_ASKED), None
    against = replace(first, other=figures[0].published, places=len(set(leaves)) > 1)
    line = [(told.middle, found) for told, found in zip(waves, counts, strict=True)]
    return against, changes.over(line, comparison, measure=asked[-1].measure, least=least)


def _measured(
    against: Against, figure: Figure, comparison: Comparison, asked: Asked, least: int
) -> tuple[Against, Measured | None]:
    now, other = figure.published.counts, against.other.counts
    if now is None or other is None:
        return replace(against, absent=Absent.HIDDEN), None
    return against, changes.between(other, now, comparison, measure=asked.measure, least=least)


def _where(before: Sequence[Told], told: Told, place: str, key: str) -> list[Told]:
    """The earlier waves that asked this about this place, one for each day of the line."""
    found = {each.middle: each for each in before if place in each.inside and key in each.asked}
    return [each for middle, each in sorted(found.items()) if middle < told.middle]


def _breaks(comparison: Comparison) -> bool:
    """Whether a line through both breaks here."""
    return bool({Caution.WORDING, Caution.LABELS, Caution.MODE}.intersection(comparison.cautions))
