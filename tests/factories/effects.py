"""A measure with what it should move, and the waves before and after it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from kuulluksi.figures.queries import key_of
from kuulluksi.org.models import Unit
from kuulluksi.outcomes import actions
from kuulluksi.outcomes.enums import MeasureEvent
from kuulluksi.outcomes.models import Effect, Measure, Target
from kuulluksi.surveys.enums import WaveState
from kuulluksi.surveys.models import Wave
from tests.factories import surveys
from tests.factories.figures import closed, grades
from tests.factories.org import County
from tests.factories.outcomes import made

GRADE = "school-grade"
BAD, FAIR, GOOD = {5: 20, 6: 20, 7: 20}, {5: 18, 6: 20, 7: 22}, {7: 20, 8: 20, 9: 20}
YEAR, MONTH = timedelta(days=364), timedelta(days=30)

Grades = Mapping[Unit, Mapping[int, int]]


@dataclass(frozen=True)
class Story:
    """A measure of Kamppi whose grade should rise."""

    house: County
    at: datetime
    before: Wave
    measure: Measure
    target: Target


def story(house: County, at: datetime, said: Grades | None = None) -> Story:
    """A year ago the grades were bad; soon after, a measure named the grade of Kamppi. A wave that
    is being prepared asks it again."""
    said = said or {house.kamppi: BAD, house.kallio: BAD}
    before = closed(
        house, at - YEAR, {unit: grades(each) for unit, each in said.items()}, code="before"
    )
    surveys.wave(house, at + YEAR, units=list(said), state=WaveState.DRAFT, code="prepared")
    measure = made(house, at - YEAR + MONTH)
    target = named(measure, before, house, at)
    return Story(house, at, before, measure, target)


def named(
    measure: Measure,
    before: Wave,
    house: County,
    at: datetime,
    *,
    place: Unit | None = None,
    item: str = GRADE,
) -> Target:
    return actions.name_target(
        measure,
        before,
        key_of(place or house.kamppi),
        item,
        upwards=True,
        by=house.supervisor,
        at=at - YEAR + MONTH,
    )


def done(measure: Measure, house: County, at: datetime) -> Measure:
    """The measure is done two months after the first wave."""
    measure.refresh_from_db()
    return actions.advance(
        measure,
        MeasureEvent.DONE,
        by=house.supervisor,
        at=at - YEAR + 2 * MONTH,
        seen=measure.version,
    )


def asked_again(house: County, at: datetime, said: Grades, code: str = "after") -> Wave:
    """The same is asked again, and its figures are known."""
    people = {unit: grades(each) for unit, each in said.items()}
    return closed(house, at, people, code=code)


def shown(measure: Measure, before: Wave, after: Wave, *others: str) -> None:
    """A measure with one effect that was measured, and one that waits."""
    place, on = key_of(measure.place), before.closes_on
    target, _waits = (
        Target.objects.create(measure=measure, place=place, item=item, before=before, named_on=on)
        for item in (GRADE, "competent")
    )
    rising = {"before": [0, 20, 20, 20, 0, 0, 0], "after": [0, 0, 0, 20, 20, 20, 0]}
    beside = {f"others_{side}": numbers for side, numbers in rising.items()} if others else {}
    Effect.objects.create(
        target=target,
        wave=after,
        measured_on=after.closes_on,
        first=4,
        others=list(others),
        cautions=["mode"],
        **rising,
        **beside,
    )
