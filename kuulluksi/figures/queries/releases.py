"""What has been released, and the figures that are shown of it: always from the store."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache, reduce
from operator import add

from django.db.models import Exists, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast

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
    """One base as it is shown, with the newest release that tells of it. That of instant feedback
    is the sum of several, each of its own days: `releases`, the oldest first."""

    place: str
    counted: Counted
    published: Published
    release: Release
    variable: str = ""
    # The groups of the variable that are told as one here.
    groups: tuple[str, ...] = ()
    releases: tuple[Release, ...] = ()

    @property
    def starts_on(self) -> date:
        return (self.releases or (self.release,))[0].starts_on

    @property
    def ends_on(self) -> date:
        return self.release.ends_on


class Figures:
    """Everything that is shown of one wave, or of the instant feedback of one year."""

    def __init__(self, releases: Sequence[Release], asked: Sequence[Counted]) -> None:
        self.releases = releases
        self.asked = tuple(asked)
        self._found: dict[str, Mapping[tuple[str, str], tuple[Row, ...]]] = {}
        self._figures: dict[tuple[str, Counted], Figure] = {}
        self._read: dict[tuple[str, str], dict[str, tuple[Row, ...]]] = {}

    @property
    def release(self) -> Release:
        """The newest one."""
        return self.releases[-1]

    @cached_property
    def tree(self) -> Place:
        """The places of a wave as they stood at its newest release; of instant feedback all that
        stood at any of them."""
        if self.release.wave_id is not None:
            return places.from_json(self.release.tree)
        return places.united(places.from_json(each.tree) for each in self.releases)

    def of(self, place: str, key: str) -> Figure:
        """The figure of one thing that is counted (`Counted.key`) in one place; hidden where no
        release has shown it. Raises LookupError when it is not counted."""
        asked = next((each for each in self.asked if each.key == key), None)
        if asked is None:
            raise LookupError(key)
        return self.each(place, asked)

    def each(self, place: str, asked: Counted) -> Figure:
        if (place, asked) not in self._figures:
            rows = self._rows(place, asked, "")
            self._figures[place, asked] = self._in_all(place, asked, rows)
        return self._figures[place, asked]

    def here(self, place: str, asked: Counted) -> Figure:
        """The same, without reading any other place."""
        return self._alone(place, asked, {"place": place})

    def everywhere(self, place: str, asked: Counted) -> Figure:
        """The same, without reading what else was asked."""
        return self._alone(place, asked, {"item": asked.key})

    def _alone(self, place: str, asked: Counted, only: Mapping[str, str]) -> Figure:
        if "" in self._found or (place, asked) in self._figures:
            return self.each(place, asked)
        rows = _same(self._read_of(place, asked, "", only), asked)
        return self._figures.setdefault((place, asked), self._in_all(place, asked, rows))

    def _read_of(
        self, place: str, asked: Counted, variable: str, only: Mapping[str, str]
    ) -> tuple["Row", ...]:
        """The rows of a base: those that were read together with others, or all of `only`."""
        read = self._read.get((place, variable))
        if read is not None and asked.key in read:
            return read[asked.key]
        found = _found(tuple(each.pk for each in self.releases), variable, **only)
        return found.get((place, asked.key), ())

    def take(
        self,
        place: str,
        variable: str,
        asked: Iterable[Counted],
        found: Mapping[tuple[int, str], Mapping[str, Sequence["Row"]]],
    ) -> None:
        """Takes what was read for it (`read_together`), by release and variable."""
        read = [found.get((each.pk, variable), {}) for each in self.releases]
        kept = self._read.setdefault((place, variable), {})
        for counted in asked:
            kept[counted.key] = tuple(row for rows in read for row in rows.get(counted.key, ()))

    def _in_all(self, place: str, asked: Counted, rows: Sequence["Row"]) -> Figure:
        shown = [row for row in rows if row.numbers is not None]
        if self.release.wave_id is not None:
            shown = shown[-1:]
        if not shown:
            return Figure(place, asked, Published(None), self.release)
        counts = reduce(add, (Counts(asked.points, row.numbers or ()) for row in shown))
        releases = tuple(self._release(row) for row in shown)
        return Figure(place, asked, Published(counts), releases[-1], releases=releases)

    def at(self, place: str) -> list[Figure]:
        """The figures of a place, in the order in which it was asked."""
        return [self.each(place, asked) for asked in self.asked]

    def bases(self, place: str, asked: Counted, variable: str) -> dict[tuple[str, ...], int]:
        """How many answered in each of those groups (`groups`); reads nothing but this one thing
        that is counted."""
        rows = _newest(_same(self._read_of(place, asked, variable, {"item": asked.key}), asked))
        return {row.groups: sum(row.numbers or ()) for row in rows}

    def groups(self, place: str, asked: Counted, variable: str) -> list[Figure]:
        """The same by the groups of one variable, of the newest release that tells it so: all of
        them, or nothing."""
        return [
            Figure(
                place,
                asked,
                Published(Counts(asked.points, row.numbers or ())),
                self._release(row),
                variable,
                row.groups,
                (self._release(row),),
            )
            for row in _newest(self._rows(place, asked, variable))
        ]

    def _rows(self, place: str, asked: Counted, variable: str) -> list["Row"]:
        """The rows of a base in the order of their releases. What was asked in other words, or on
        another scale, is not put together with it."""
        if variable not in self._found:
            self._found[variable] = _found(tuple(each.pk for each in self.releases), variable)
        return _same(self._found[variable].get((place, asked.key), ()), asked)

    def _release(self, row: "Row") -> Release:
        return next(each for each in self.releases if each.pk == row.release)


def read_together(
    several: Sequence[Figures], place: str, asked: Sequence[Collection[Counted]], *variables: str
) -> None:
    """Reads at once what all of these show of a place, of each what was `asked` of it: many small
    readings would take longer than what they find."""
    keys = tuple(sorted({counted.key for each in asked for counted in each}))
    releases = tuple(each.pk for figures in several for each in figures.releases)
    found = _found_together(releases, place, keys, variables)
    for figures, chosen in zip(several, asked, strict=True):
        for variable in variables:
            figures.take(place, variable, chosen, found)


@dataclass(frozen=True)
class Row:
    release: int
    wording: int
    first: int
    groups: tuple[str, ...]
    numbers: tuple[int, ...] | None


def _same(rows: Sequence[Row], asked: Counted) -> list[Row]:
    """Those that were asked in these words and on this scale."""
    return [
        row
        for row in rows
        if (row.wording, row.first) == (asked.wording, asked.points[0])
        and (row.numbers is None or len(row.numbers) == len(asked.points))
    ]


def _newest(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows of the newest release; none of them where one is hidden."""
    newest = [row for row in rows if row.release == rows[-1].release]
    return [] if any(row.numbers is None for row in newest) else newest


def _found(
    releases: tuple[int, ...], variable: str, *, item: str = "", place: str = ""
) -> Mapping[tuple[str, str], tuple[Row, ...]]:
    """The rows of each base, or of one thing that is counted, or of one place, in the order of
    their releases. What is released never changes, so it is kept: more of what is small."""
    if item or place:
        return _found_of(releases, variable, item, place)
    return _found_all(releases, variable)


@lru_cache(maxsize=64)
def _found_all(
    releases: tuple[int, ...], variable: str
) -> Mapping[tuple[str, str], tuple[Row, ...]]:
    return _read(releases, variable, "", "")


@lru_cache(maxsize=512)
def _found_of(
    releases: tuple[int, ...], variable: str, item: str, place: str
) -> Mapping[tuple[str, str], tuple[Row, ...]]:
    return _read(releases, variable, item, place)


@lru_cache(maxsize=64)
def _found_together(
    releases: tuple[int, ...], place: str, items: tuple[str, ...], variables: tuple[str, ...]
) -> Mapping[tuple[int, str], Mapping[str, Sequence[Row]]]:
    """By release and variable, the rows of each thing that is counted."""
    shown = Shown.objects.filter(release__in=releases, variable__in=variables, place=place)
    found: dict[tuple[int, str], dict[str, list[Row]]] = {}
    for variable, _place, item, row in _rows_of(shown.filter(item__in=items).order_by("position")):
        found.setdefault((row.release, variable), {}).setdefault(item, []).append(row)
    return found


def _read(
    releases: tuple[int, ...], variable: str, item: str, place: str
) -> Mapping[tuple[str, str], tuple[Row, ...]]:
    shown = Shown.objects.filter(release__in=releases, variable=variable).order_by(
        "release__made_on", "release__final", "release", "position"
    )
    if item:
        shown = shown.filter(item=item)
    if place:
        shown = shown.filter(place=place)
    found: dict[tuple[str, str], list[Row]] = {}
    for _variable, place, item, row in _rows_of(shown):
        found.setdefault((place, item), []).append(row)
    return {base: tuple(each) for base, each in found.items()}


def _rows_of(shown: QuerySet[Shown]) -> Iterator[tuple[str, str, str, Row]]:
    """Each with its variable, place and item."""
    told = list(
        shown.values_list(
            *("variable", "place", "item", "release", "wording", "first"),
            Cast("groups", TextField()),
            Cast("numbers", TextField()),
        )
    )
    # Read as one document: there are tens of thousands of rows.
    lists = json.loads("[" + ",".join(f"[{row[6]},{row[7] or 'null'}]" for row in told) + "]")
    for (variable, place, item, release, wording, first, *_json), (groups, numbers) in zip(
        told, lists, strict=True
    ):
        counts = None if numbers is None else tuple(numbers)
        yield variable, place, item, Row(release, wording, first, tuple(groups), counts)


def of_wave(wave: Wave) -> Figures | None:
    """What is shown of a wave; None before its first release."""
    releases = list(Release.objects.filter(wave=wave).order_by("made_on", "final", "pk"))
    return Figures(releases, plan(wave)[0]) if releases else None


def of_year(year: int) -> Figures | None:
    """What is shown of a year's instant feedback."""
    found = Release.objects.filter(wave=None, starts_on__year=year)
    releases = list(found.order_by("starts_on", "pk"))
    return Figures(releases, instant.plan()) if releases else None


def variables_of(wave: Wave | None) -> tuple[Variable, ...]:
    """By what the figures of a wave, or of instant feedback, are broken down."""
    return instant.VARIABLES if wave is None else plan(wave)[1]


def released_waves(up_to: date | None = None) -> list[Wave]:
    """The waves of which something is shown, the newest first."""
    found = Wave.objects.filter(Exists(Release.objects.filter(wave=OuterRef("pk"))))
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
