"""Comparable places: asked the same in the same two waves, begun at the same level, and without a
measure of their own in between."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property

from django.db.models import Q

from kuulluksi.figures.queries import ALL, key_of
from kuulluksi.figures.queries.places import Paths
from kuulluksi.figures.queries.sources import Told
from kuulluksi.outcomes.enums import MeasureState
from kuulluksi.outcomes.models import Measure, Target
from kuulluksi.pure.stats import effects
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.headline import Measure as Stands


class Where:
    """Which places lie inside which, as a wave has them; a place that it did not ask about, as the
    organisation has it now."""

    def __init__(self, told: Told) -> None:
        self.told = told

    def path(self, place: str) -> tuple[str, ...]:
        """The keys from the whole authority down to a place."""
        if place not in self.told.inside:
            return self._now.get(place, (place,))
        above = self.told.above.get(place)
        return (*self.path(above), place) if above else (place,)

    def touches(self, scope: str, place: str) -> bool:
        """Whether what is done in one place is done in the other, wholly or in part."""
        return scope in self.path(place) or place in self.path(scope)

    def parent(self, place: str) -> str:
        """The nearest place above that is of another kind: of a unit its service."""
        above = [key for key in self.path(place) if _kind(key) != _kind(place)]
        return above[-1] if above else ""

    @cached_property
    def _now(self) -> Mapping[str, tuple[str, ...]]:
        return Paths().by_key()


def comparable(
    target: Target, before: Told, after: Told, stands: Stands
) -> tuple[tuple[str, ...], Counts | None, Counts | None]:
    """The keys of the comparable places, and their answers put together in both waves. Where none
    has the same parent, those of the whole survey. Nobody chooses them: the rule does, whatever
    they answered afterwards."""
    where = Where(after)
    elsewhere = _with_own(target, before, after)
    found = {
        place: sides
        for place in _alike(target, before, after)
        if (sides := _shown(place, target.item, before, after)) is not None
        and not any(where.touches(scope, place) for scope in _scopes(target.measure))
        and not any(
            where.touches(scope, place) and not where.touches(scope, target.place)
            for scope in elsewhere
        )
    }
    own = before.figures.of(target.place, target.item).published.counts
    if own is None:
        return (), None, None
    found = {place: sides for place, sides in found.items() if effects.near(own, sides[0], stands)}
    parent = where.parent(target.place)
    beside = {place: sides for place, sides in found.items() if where.parent(place) == parent}
    chosen = beside or found
    # A unit with its offices counts once.
    apart = [
        place for place in chosen if not any(above in chosen for above in where.path(place)[:-1])
    ]
    if not apart:
        return (), None, None
    then, now = (_sum(chosen[place][side] for place in apart) for side in (0, 1))
    return tuple(sorted(apart)), then, now


def _alike(target: Target, before: Told, after: Told) -> Iterator[str]:
    """Places of the same kind that hold the same innermost places in both waves, and none of those
    of the target."""
    for place in after.inside:
        leaves = after.leaves[place]
        if (
            _kind(place) == _kind(target.place)
            and before.leaves.get(place) == leaves
            and leaves.isdisjoint(after.leaves[target.place])
            and leaves.isdisjoint(before.leaves[target.place])
        ):
            yield place


def _shown(place: str, item: str, before: Told, after: Told) -> tuple[Counts, Counts] | None:
    then, now = (told.figures.of(place, item).published.counts for told in (before, after))
    if then is None or now is None or then.points != now.points:
        return None
    return then, now


def _scopes(measure: Measure) -> set[str]:
    """Where a measure is done: in its place, and wherever something should change."""
    return {key_of(measure.place), *(target.place for target in measure.targets.all())}


def _with_own(target: Target, before: Told, after: Told) -> list[str]:
    """Where others did something about the same between the two waves."""
    about = Q(targets__item=target.item) | Q(figures__item=target.item)
    found = Measure.objects.filter(about).exclude(pk=target.measure_id)
    found = found.exclude(state=MeasureState.NOT_POSSIBLE).filter(begun_on__lte=after.ends_on)
    found = found.select_related("area", "service", "unit").prefetch_related("targets")
    return [
        scope
        for measure in found.distinct()
        if _until(measure) >= before.starts_on
        for scope in _scopes(measure)
    ]


def _until(measure: Measure) -> date:
    return measure.ended_on or date.max


def _kind(place: str) -> str:
    return ALL if place == ALL else place.partition("-")[0]


def _sum(counts: Iterable[Counts]) -> Counts:
    first, *rest = counts
    for each in rest:
        first = first + each
    return first
