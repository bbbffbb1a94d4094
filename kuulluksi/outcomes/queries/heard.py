"""The figures of being heard as they are told: always from the store, by thirds of a year and of
the last year. A year is the sum of its thirds that are told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from kuulluksi.figures.queries.places import OWN, from_json
from kuulluksi.outcomes.models import HeardRelease, HeardShown
from kuulluksi.pure.heard import POINTS, Item
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.published import Published

YEAR = 3
"""So many thirds are a year."""

TOLD = 2 * YEAR
"""So many thirds stand on a page, the newest first."""

HIDDEN = Published(None)


@dataclass(frozen=True)
class OfYear:
    """What is told of the last year, and of which thirds: the newest first."""

    published: Published
    releases: tuple[HeardRelease, ...] = ()


class Heard:
    """Everything that is told of some places."""

    def __init__(self, releases: Sequence[HeardRelease], shown: Iterable[HeardShown]) -> None:
        self.releases = tuple(releases)
        self._found = {
            (row.release_id, row.place, row.item): Counts(
                POINTS[Item(row.item)], tuple(row.numbers)
            )
            for row in shown
            if row.numbers is not None
        }

    @property
    def year(self) -> tuple[HeardRelease, ...]:
        return self.releases[:YEAR]

    def of(self, release: HeardRelease, place: str, item: Item) -> Published:
        return Published(self._found.get((release.pk, place, item)))

    def of_year(self, place: str, item: Item) -> OfYear:
        told = [(each, self.of(each, place, item).counts) for each in self.year]
        shown = [(each, counts) for each, counts in told if counts is not None]
        if not shown:
            return OfYear(HIDDEN)
        sums = reduce(add, (counts for _release, counts in shown))
        return OfYear(Published(sums), tuple(release for release, _counts in shown))

    def inside(self, place: str) -> tuple[str, ...]:
        """The keys of the places directly inside one, as they stood when it was last counted."""
        if not self.releases:
            return ()
        found = next((each for each in from_json(self.releases[0].tree) if each.key == place), None)
        keys = [each.key for each in found.inside] if found else []
        return tuple(key for key in keys if not key.endswith(OWN))


def heard_in(place: str, *, inside: bool = False) -> Heard:
    """What is told of a place; with `inside` also of the places directly inside it."""
    found = HeardRelease.objects.order_by("-starts_on")
    releases = list(found[:TOLD] if inside else found.defer("tree")[:TOLD])
    keys = [place, *(Heard(releases, ()).inside(place) if inside else ())]
    rows = HeardShown.objects.filter(release__in=releases, place__in=keys)
    return Heard(releases, rows)
