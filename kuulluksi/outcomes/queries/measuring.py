"""What the first wave after a measure showed, as it is kept: made of published figures only."""

from datetime import date

from kuulluksi.figures.queries.measures import Asked
from kuulluksi.figures.queries.sources import Told, beside, told_of
from kuulluksi.outcomes.enums import MeasureState
from kuulluksi.outcomes.models import Effect, Measure, Target
from kuulluksi.outcomes.queries.again import answered_after
from kuulluksi.outcomes.queries.comparable import comparable
from kuulluksi.outcomes.queries.effects import PLACES
from kuulluksi.pure.stats.comparing import Comparison, Reason
from kuulluksi.pure.stats.counts import Counts


def waiting() -> list[Measure]:
    """The measures of which some effect is not measured yet, the oldest first."""
    found = Measure.objects.filter(targets__isnull=False, targets__effect=None)
    return list(found.exclude(state=MeasureState.NOT_POSSIBLE).distinct().order_by("made_on", "pk"))


def targets_waiting(measure: Measure) -> list[Target]:
    found = Target.objects.filter(measure=measure, effect=None)
    related = ("before__document", "before__survey")
    targets = list(
        found.select_related(*related)
        .defer("before__document__body")
        .order_by("named_on", "place", "item")
    )
    for target in targets:
        target.measure = measure
    return targets


def known(measure: Measure, on: date) -> frozenset[int]:
    """The keys of targets that would be measured by answers that are known already."""
    found = targets_waiting(measure)
    return frozenset(target.pk for target in found if measured(target, on) is not None)


def measured(target: Target, on: date) -> Effect | None:
    """The effect as it is to be kept, not saved yet; None while no wave after the measure has asked
    the same about the same place."""
    for wave in answered_after(target, on):
        told = told_of(wave)
        before = next((each for each in told[:-1] if each.wave == target.before), None)
        if before is not None and _same(target, before, told[-1]):
            return _effect(target, before, told[-1], on)
    return None


def _same(target: Target, before: Told, after: Told) -> bool:
    """Whether both ask it about this place, and the place holds in part the same ones."""
    place, item = target.place, target.item
    if any(place not in each.inside or item not in each.asked for each in (before, after)):
        return False
    return not before.leaves[place].isdisjoint(after.leaves[place])


def _effect(target: Target, before: Told, after: Told, on: date) -> Effect:
    place, item = target.place, target.item
    then, now = before.asked[item], after.asked[item]
    figures = before.figures.each(place, then.counted), after.figures.each(place, now.counted)
    comparison = beside([before.basis(figures[0], then), after.basis(figures[1], now)])
    if then.measure is not now.measure and not comparison.refused:
        comparison = Comparison(refused=Reason.ITEM)
    effect = Effect(
        target=target,
        wave=after.wave,
        measured_on=on,
        first=then.counted.points[0],
        refused=comparison.refused or "",
        cautions=[str(each) for each in comparison.cautions],
    )
    if before.leaves[place] != after.leaves[place]:
        effect.cautions.append(PLACES)
    if then.counted.points == now.counted.points:
        effect.before, effect.after = (_numbers(each.published.counts) for each in figures)
        _lay_beside(effect, target, before, after, then)
    return effect


def _lay_beside(effect: Effect, target: Target, before: Told, after: Told, asked: Asked) -> None:
    if effect.refused or effect.before is None or effect.after is None or asked.measure is None:
        return
    others, then, now = comparable(target, before, after, asked.measure)
    effect.others = list(others)
    effect.others_before, effect.others_after = _numbers(then), _numbers(now)


def _numbers(counts: Counts | None) -> list[int] | None:
    return list(counts.numbers) if counts is not None else None
