"""What has been released, and the figures that are shown of it: always from the store."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kuulluksi.figures.models import Release, Shown, Tally
from kuulluksi.figures.queries import instant, places
from kuulluksi.figures.queries.counting import Base, Cell, plan
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.plan import Counted, Variable
from kuulluksi.pure.stats.protection import Place
from kuulluksi.pure.stats.published import Published
from kuulluksi.surveys.models import Wave


@dataclass(frozen=True)
class Figure:
    """One base as it is shown, with the release that it was last renewed by."""

    place: str
    counted: Counted
    published: Published
    release: Release
    variable: str = ""
    # The groups of the variable that are told as one here.
    groups: tuple[str, ...] = ()


class Figures:
    """Everything that is shown of one wave, or of the instant feedback of one year."""

    def __init__(self, releases: Sequence[Release], asked: Sequence[Counted]) -> None:
        self.releases = releases
        self.asked = tuple(asked)
        self._found = {
            variable: _found(tuple(release.pk for release in releases), variable)
            for variable in ("",)
        }

    @property
    def release(self) -> Release:
        """The newest one."""
        return self.releases[-1]

    @property
    def tree(self) -> Place:
        return places.from_json(self.release.tree)

    def of(self, place: str, key: str) -> Figure:
        """The figure of one thing that is counted (`Counted.key`) in one place; hidden where no
        release has shown it. Raises LookupError when it is not counted."""
        asked = next((each for each in self.asked if each.key == key), None)
        if asked is None:
            raise LookupError(key)
        return self.each(place, asked)

    def each(self, place: str, asked: Counted) -> Figure:
        found = self._of("").get((place, asked.key))
        if not found:
            return Figure(place, asked, Published(None), self.release)
        return self._figure(place, asked, "", found[0])

    def at(self, place: str) -> list[Figure]:
        """The figures of a place, in the order in which it was asked."""
        return [self.each(place, asked) for asked in self.asked]

    def groups(self, place: str, asked: Counted, variable: str) -> list[Figure]:
        """The same by the groups of one variable: all of them, or nothing."""
        found = self._of(variable).get((place, asked.key), ())
        figures = [self._figure(place, asked, variable, row) for row in found]
        return figures if all(figure.published for figure in figures) else []

    def _of(self, variable: str) -> Mapping[tuple[str, str], tuple["Row", ...]]:
        if variable not in self._found:
            self._found[variable] = _found(tuple(each.pk for each in self.releases), variable)
        return self._found[variable]

    def _figure(self, place: str, asked: Counted, variable: str, row: "Row") -> Figure:
        release = next(each for each in self.releases if each.pk == row.release)
        counts = None if row.numbers is None else Counts(asked.points, row.numbers)
        return Figure(place, asked, Published(counts), release, variable, row.groups)


@dataclass(frozen=True)
class Row:
    release: int
    groups: tuple[str, ...]
    numbers: tuple[int, ...] | None


@lru_cache(maxsize=64)
def _found(releases: tuple[int, ...], variable: str) -> Mapping[tuple[str, str], tuple[Row, ...]]:
    """The newest rows of each base. What is released never changes, so it is kept."""
    rows = Shown.objects.filter(release__in=releases, variable=variable).order_by(
        "release__made_on", "release", "position"
    )
    newest: dict[tuple[str, str], list[Row]] = {}
    for release, place, item, groups, numbers in rows.values_list(
        "release", "place", "item", "groups", "numbers"
    ):
        row = Row(release, tuple(groups), None if numbers is None else tuple(numbers))
        so_far = newest.setdefault((place, item), [])
        if so_far and so_far[0].release != release:
            so_far.clear()
        so_far.append(row)
    return {base: tuple(found) for base, found in newest.items()}


def of_wave(wave: Wave) -> Figures | None:
    """What is shown of a wave; None before its first release."""
    releases = list(Release.objects.filter(wave=wave).order_by("made_on", "pk"))
    return Figures(releases, plan(wave)[0]) if releases else None


def of_year(year: int) -> Figures | None:
    """What is shown of a year's instant feedback."""
    found = Release.objects.filter(wave=None, starts_on__year=year)
    releases = list(found.order_by("made_on", "pk"))
    return Figures(releases, instant.plan()) if releases else None


def variables_of(wave: Wave | None) -> tuple[Variable, ...]:
    """By what the figures of a wave, or of instant feedback, are broken down."""
    return instant.VARIABLES if wave is None else plan(wave)[1]


def released_waves(up_to: date | None = None) -> list[Wave]:
    """The waves of which something is shown, the newest first."""
    found = Wave.objects.filter(releases__isnull=False).distinct()
    if up_to is not None:
        found = found.filter(closes_on__lte=up_to)
    related = ("document", "survey__area", "survey__service", "survey__unit", "handled_by")
    return list(found.select_related(*related).order_by("-closes_on", "-pk"))


def instant_years() -> list[int]:
    """The years whose instant feedback has a release, the newest first."""
    days = Release.objects.filter(wave=None).values_list("starts_on", flat=True)
    return sorted({day.year for day in days}, reverse=True)


def tallies(release: Release, variable: str = "") -> Iterator[tuple[Base, Cell]]:
    """The counts that a release keeps. Nobody is shown them."""
    rows = Tally.objects.filter(release=release, variable=variable).values_list(
        "place", "item", "group", "first", "numbers", "skipped"
    )
    for place, item, group, first, numbers, skipped in rows:
        points = tuple(range(first, first + len(numbers)))
        yield Base(place, item, group), Cell(Counts(points, tuple(numbers)), skipped)
