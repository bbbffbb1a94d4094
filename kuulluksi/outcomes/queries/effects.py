"""What should change after a measure, and whether it has: read from counts that were frozen when
they were measured."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kuulluksi.figures.queries.measures import Asked, asked_in
from kuulluksi.org import queries as org
from kuulluksi.outcomes.enums import MeasureState, Waits
from kuulluksi.outcomes.models import Effect, Measure, Target
from kuulluksi.outcomes.queries.again import Coming, Line, asking, coming, line_of, since
from kuulluksi.pure.stats import changes, effects
from kuulluksi.pure.stats.changes import Change, Size
from kuulluksi.pure.stats.comparing import Caution, Comparison, Reason
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.effects import NEAR, Seen, Sides, Verdict
from kuulluksi.pure.stats.headline import Measure as Stands
from kuulluksi.pure.stats.intervals import Interval
from kuulluksi.pure.stats.published import Published
from kuulluksi.surveys.models import Wave

PLACES = "places"
"""Stands among the cautions of an effect: not the same places were asked."""


@dataclass(frozen=True)
class Found:
    """One figure that a measure should move, with what is known of it. Differences are in units of
    `measure`: what came after, minus what was before. `seen` is None until it is measured."""

    target: Target
    asked: Asked
    # So many answers each side of a comparison needs.
    least: int
    seen: Seen | None = None
    # The next wave that asks the same there.
    asked_again: Wave | None = None

    @property
    def effect(self) -> Effect | None:
        return getattr(self.target, "effect", None)

    @property
    def measure(self) -> Stands:
        """The figure that stands for it."""
        return self.asked.measure or Stands.MEAN

    @property
    def points(self) -> tuple[int, ...]:
        return self.asked.counted.points

    @property
    def waits(self) -> Waits | None:
        """Why it is not measured yet."""
        if self.effect is not None:
            return None
        if self.target.measure.state == MeasureState.NOT_POSSIBLE:
            return Waits.NEVER
        if self.asked_again is None:
            return Waits.NOT_AGAIN
        return Waits.AGAIN if since(self.target.measure) else Waits.NOT_DONE

    @property
    def verdict(self) -> Verdict | None:
        return self.seen.verdict if self.seen else None

    @property
    def apart(self) -> Verdict | None:
        """How far its change lies from that of the others."""
        return self.seen.apart if self.seen else None

    @property
    def before(self) -> Published:
        return _published(self.effect, "before")

    @property
    def after(self) -> Published:
        return _published(self.effect, "after")

    @property
    def others_before(self) -> Published:
        return _published(self.effect, "others_before")

    @property
    def others_after(self) -> Published:
        return _published(self.effect, "others_after")

    @property
    def others(self) -> tuple[str, ...]:
        """The keys of the comparable places."""
        return tuple(self.effect.others) if self.effect else ()

    @property
    def own(self) -> Change | None:
        return self.seen.own if self.seen else None

    @property
    def gap(self) -> Change | None:
        return self.seen.gap if self.seen else None

    @property
    def value(self) -> float | None:
        return self.own.value if self.own else None

    @property
    def interval(self) -> Interval | None:
        return self.own.interval if self.own else None

    @property
    def size(self) -> Size | None:
        return self.own.size if self.own else None

    @property
    def others_value(self) -> float | None:
        return self.seen.others.value if self.seen and self.seen.others else None

    @property
    def others_interval(self) -> Interval | None:
        return self.seen.others.interval if self.seen and self.seen.others else None

    @property
    def gap_value(self) -> float | None:
        return self.gap.value if self.gap else None

    @property
    def gap_interval(self) -> Interval | None:
        return self.gap.interval if self.gap else None

    @property
    def bound(self) -> float:
        """Within which nothing counts as a change."""
        return changes.bound(Counts(self.points, (0,) * len(self.points)), self.measure)

    @property
    def near(self) -> float:
        """How far from here comparable places began at most."""
        return NEAR * self.bound

    @property
    def refused(self) -> Reason | None:
        return Reason(self.effect.refused) if self.effect and self.effect.refused else None

    @property
    def cautions(self) -> tuple[Caution, ...]:
        return _cautions(self.effect) if self.effect else ()

    @property
    def places(self) -> bool:
        """Whether other places were asked then than now."""
        return self.effect is not None and PLACES in self.effect.cautions


def found(measures: Iterable[Measure]) -> Mapping[int, tuple[Found, ...]]:
    """What each of these measures should move, by key of the measure, in the order in which it was
    named; four queries, however many they are."""
    by_key = {measure.pk: measure for measure in measures}
    rows = Target.objects.filter(measure__in=by_key).select_related(
        "before__document", "before__survey", "effect__wave"
    )
    rows = rows.defer("before__document__body").order_by("named_on", "place", "item")
    targets: dict[int, list[Target]] = {key: [] for key in by_key}
    for target in rows:
        target.measure = by_key[target.measure_id]
        targets[target.measure_id].append(target)
    waiting = [each for some in targets.values() for each in some if not hasattr(each, "effect")]
    again = coming(line_of(each.before) for each in waiting)
    least = org.authority().least_compared
    return {key: tuple(_found(some, again, least)) for key, some in targets.items()}


def of(measure: Measure) -> tuple[Found, ...]:
    """The same of one measure."""
    return found([measure])[measure.pk]


def _found(
    targets: Sequence[Target], again: Mapping[Line, Sequence[Coming]], least: int
) -> Iterable[Found]:
    seen = _seen([each for each in targets if hasattr(each, "effect")], targets, least)
    for target in targets:
        asked = asked_in(target.before)[target.item]
        next_wave = None
        if target.pk not in seen:
            waves = again.get(line_of(target.before), ())
            next_one = asking(waves, target.measure, target.before, target.place, target.item)
            next_wave = next_one.wave if next_one else None
        yield Found(target, asked, least, seen.get(target.pk), next_wave)


def _seen(measured: Sequence[Target], targets: Sequence[Target], least: int) -> dict[int, Seen]:
    """Each effect is judged with everything that had been named when it was measured."""
    seen: dict[int, Seen] = {}
    for on in sorted({each.effect.measured_on for each in measured}):
        named = [each for each in targets if each.named_on < on or _measured_on(each) == on]
        family = {each.pk: sides_of(each) for each in named if hasattr(each, "effect")}
        judged = effects.judged(family, least=least, waiting=len(named) - len(family))
        seen |= {each.pk: judged[each.pk] for each in measured if each.effect.measured_on == on}
    return seen


def _measured_on(target: Target) -> date | None:
    effect: Effect | None = getattr(target, "effect", None)
    return effect.measured_on if effect else None


def sides_of(target: Target) -> Sides:
    """The frozen counts of a target that has been measured."""
    effect = target.effect
    refused = Reason(effect.refused) if effect.refused else None
    return Sides(
        _counts(effect, "before"),
        _counts(effect, "after"),
        _counts(effect, "others_before"),
        _counts(effect, "others_after"),
        Comparison(refused, _cautions(effect)),
        target.upwards,
        asked_in(target.before)[target.item].measure,
    )


def _counts(effect: Effect, side: str) -> Counts | None:
    numbers: list[int] | None = getattr(effect, side)
    if numbers is None:
        return None
    points = range(effect.first, effect.first + len(numbers))
    return Counts(tuple(points), tuple(numbers))


def _published(effect: Effect | None, side: str) -> Published:
    """Effects keep only what had been shown."""
    return Published(_counts(effect, side) if effect else None)


def _cautions(effect: Effect) -> tuple[Caution, ...]:
    return tuple(Caution(each) for each in effect.cautions if each != PLACES)
