"""Nobody chooses afterwards which answers measure the effect: neither by making a trial of a
measure nor by moving its days once the figures are known."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import actions
from kuulluksi.outcomes.enums import Conclusion, MeasureEvent, MeasureKind
from kuulluksi.outcomes.models import Effect, Measure
from kuulluksi.pure import deadlines
from tests.factories.effects import BAD, GOOD, MONTH, YEAR, Story, asked_again, story
from tests.factories.org import County
from tests.factories.outcomes import new, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(house: County, at: datetime) -> Story:
    """A measure that is only planned when the answers are known, and they are good."""
    found = story(house, at)
    asked_again(house, at, {house.kamppi: GOOD, house.kallio: BAD})
    found.measure.refresh_from_db()
    return found


def as_trial(told: Story, measure: Measure, *, after: timedelta) -> Measure:
    first = deadlines.day(told.at - YEAR + after)
    period = {"trial_from": first, "trial_until": first + timedelta(days=360)}
    plain = replace(new(told.house, told.at, **period), kind=MeasureKind.TRIAL)
    by, at = told.house.supervisor, told.at + MONTH
    return actions.edit(measure, plain, by=by, at=at, seen=measure.version)


def begun(told: Story, measure: Measure) -> Measure:
    by, at, event = told.house.supervisor, told.at + MONTH, MeasureEvent.BEGUN
    return actions.advance(measure, event, by=by, at=at, seen=measure.version)


def test_trial_is_not_made_of_a_measure_to_catch_what_is_known(told: Story) -> None:
    measure = begun(told, told.measure)
    with pytest.raises(Refused) as refused:
        as_trial(told, measure, after=2 * MONTH)
    assert refused.value.field == "trial_from"
    actions.measure_effects(at=told.at + MONTH)
    assert not Effect.objects.exists()
    assert as_trial(told, measure, after=YEAR + 2 * MONTH).kind == MeasureKind.TRIAL


def test_trial_does_not_begin_before_what_is_known(told: Story) -> None:
    measure = as_trial(told, told.measure, after=2 * MONTH)
    with pytest.raises(Refused):
        begun(told, measure)
    with pytest.raises(Refused):
        actions.conclude(
            measure,
            Conclusion.KEPT,
            text("Se toimi."),
            by=told.house.supervisor,
            at=told.at + MONTH,
            seen=measure.version,
        )
    actions.measure_effects(at=told.at + MONTH)
    assert not Effect.objects.exists()
    measure.refresh_from_db()
    assert begun(told, as_trial(told, measure, after=YEAR + MONTH / 2)).begun_on
