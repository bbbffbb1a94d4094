"""What should change is named before anybody knows, and refused with the reason."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from kuulluksi.figures.queries import key_of
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import actions, queries
from kuulluksi.outcomes.enums import MeasureEvent, Waits, WhyNot
from kuulluksi.outcomes.models import Effect, Measure, MeasureStep, Target
from kuulluksi.outcomes.queries import Found
from kuulluksi.pure.questionnaire import bank
from kuulluksi.surveys.enums import Audience, PlanState, WaveState
from kuulluksi.surveys.models import Survey
from tests.factories import surveys
from tests.factories.effects import (
    BAD,
    GOOD,
    GRADE,
    MONTH,
    YEAR,
    asked_again,
    done,
    named,
    story,
)
from tests.factories.figures import closed, grades
from tests.factories.org import County
from tests.factories.outcomes import made, text, trial

pytestmark = pytest.mark.django_db


def only(measure: Measure) -> Found:
    (found,) = queries.found_effects([measure])[measure.pk]
    return found


def why(refused: Any) -> str:
    """The reason by its name."""
    labels = {str(each.label): each for each in WhyNot}
    return labels[refused.value.sentence].value


def test_target_is_named_once_and_stands_in_the_history(house: County, at: datetime) -> None:
    told = story(house, at)
    assert named(told.measure, told.before, house, at) == told.target
    assert Target.objects.count() == 1
    events = MeasureStep.objects.filter(measure=told.measure, event=MeasureEvent.NAMED)
    assert events.count() == 1
    found = only(told.measure)
    assert (found.verdict, found.waits) == (None, Waits.NOT_DONE)
    assert found.asked_again is not None
    assert found.asked_again.code == "prepared"
    done(told.measure, house, at)
    assert only(Measure.objects.get()).waits is Waits.AGAIN


def test_item_that_is_not_asked_again_is_refused_with_the_reason(
    house: County, at: datetime
) -> None:
    before = closed(house, at - YEAR, {house.kamppi: grades(BAD), house.kallio: grades(BAD)})
    measure = made(house, at - YEAR + MONTH)
    with pytest.raises(Refused) as refused:
        named(measure, before, house, at)
    assert (refused.value.field, why(refused)) == ("item", WhyNot.NOT_AGAIN)
    # A wave of the same questionnaire about other places does not ask it either, nor does one of
    # the year's plan that has been cancelled.
    surveys.wave(house, at, units=[house.kallio], state=WaveState.DRAFT)
    coming = surveys.wave(house, at, units=[house.kamppi], state=WaveState.DRAFT)
    Survey.objects.filter(pk=coming.survey_id).update(state=PlanState.CANCELLED)
    with pytest.raises(Refused):
        named(measure, before, house, at)
    assert not Target.objects.exists()
    Survey.objects.filter(pk=coming.survey_id).update(state=PlanState.PLANNED)
    named(measure, before, house, at)
    assert Target.objects.exists()


def test_item_that_the_next_questionnaire_leaves_out_is_refused(
    house: County, at: datetime
) -> None:
    before = closed(house, at - YEAR, {house.kamppi: grades(BAD), house.kallio: grades(BAD)})
    asked = bank.instrument("sosiaaliasemat")
    pages = tuple(
        replace(page, items=tuple(item for item in page.items if item.id != GRADE))
        for page in asked.pages
    )
    without = replace(asked, version=99, pages=tuple(page for page in pages if page.items))
    surveys.wave(house, at, asked=without, state=WaveState.DRAFT)
    with pytest.raises(Refused) as refused:
        named(made(house, at - YEAR), before, house, at)
    assert why(refused) == WhyNot.NOT_AGAIN


def test_wave_that_is_open_before_the_measure_is_done_asks_too_early(
    house: County, at: datetime
) -> None:
    before = closed(house, at - YEAR, {house.kamppi: grades(BAD), house.kallio: grades(BAD)})
    surveys.wave(house, at)
    measure = made(house, at - YEAR)
    with pytest.raises(Refused) as refused:
        named(measure, before, house, at + YEAR)
    assert why(refused) == WhyNot.NOT_AGAIN
    done(measure, house, at)
    named(measure, before, house, at + YEAR)
    assert only(Measure.objects.get()).waits is Waits.AGAIN


def test_trial_that_is_to_last_then_may_name_what_is_asked_then(
    house: County, at: datetime
) -> None:
    before = closed(house, at - YEAR, {house.kamppi: grades(BAD), house.kallio: grades(BAD)})
    surveys.wave(house, at)
    begins = (at - MONTH).date()
    late = trial(house, at - YEAR, trial_from=at.date(), trial_until=(at + MONTH).date())
    with pytest.raises(Refused):
        named(late, before, house, at + YEAR)
    named(trial(house, at - YEAR, trial_from=begins, trial_until=at.date()), before, house, at)


def test_what_could_tell_nothing_is_refused_with_its_reason(house: County, at: datetime) -> None:
    few = {house.kamppi: {6: 9, 7: 9}, house.kallio: BAD}
    told = closed(house, at - YEAR, {unit: grades(each) for unit, each in few.items()})
    surveys.wave(house, at, units=[house.kamppi, house.kallio], state=WaveState.DRAFT)
    measure = made(house, at - YEAR)
    for place, item, expected in (
        (house.kamppi, GRADE, WhyNot.TOO_FEW),
        (house.kamppi, "competent", WhyNot.HIDDEN),
        (house.kamppi, "gender", WhyNot.NO_ORDER),
        (house.kallio, GRADE, WhyNot.OUTSIDE),
        (house.family_unit, GRADE, WhyNot.NOT_ASKED),
    ):
        with pytest.raises(Refused) as refused:
            named(measure, told, house, at, place=place, item=item)
        assert why(refused) == expected
    with pytest.raises(Refused):
        named(measure, told, house, at, item="no-such-item")


def test_what_is_known_already_is_no_target(house: County, at: datetime) -> None:
    told = story(house, at)
    asked_again(house, at - 2 * MONTH, {house.kamppi: GOOD, house.kallio: BAD})
    Target.objects.all().delete()
    with pytest.raises(Refused) as refused:
        named(told.measure, told.before, house, at + YEAR)
    assert why(refused) == WhyNot.KNOWN


def test_what_the_staff_answered_is_no_target(house: County, at: datetime) -> None:
    told = story(house, at)
    Target.objects.all().delete()
    Survey.objects.update(audience=Audience.STAFF)
    with pytest.raises(Refused):
        named(told.measure, told.before, house, at)


def test_target_is_named_by_whoever_decides(house: County, at: datetime) -> None:
    told = story(house, at)
    for by in (house.worker, house.neighbour, house.researcher):
        with pytest.raises(Refused):
            actions.name_target(
                told.measure,
                told.before,
                key_of(house.kamppi),
                "competent",
                upwards=True,
                by=by,
                at=at,
            )
        with pytest.raises(Refused):
            actions.drop_target(told.measure, told.target.pk, by=by, at=at)
    assert Target.objects.count() == 1


def test_nothing_is_to_change_after_what_is_not_possible(house: County, at: datetime) -> None:
    told = story(house, at)
    refused = made(house, at, reason=text("Ovea ei voi siirtää."))
    with pytest.raises(Refused):
        named(refused, told.before, house, at)


def test_target_is_taken_away_until_it_can_be_measured(house: County, at: datetime) -> None:
    told = story(house, at)
    done(told.measure, house, at)
    assert actions.drop_target(told.measure, told.target.pk, by=house.supervisor, at=at)
    assert not actions.drop_target(told.measure, told.target.pk, by=house.supervisor, at=at)
    assert MeasureStep.objects.filter(event=MeasureEvent.DROPPED).count() == 1
    target = named(told.measure, told.before, house, at)
    asked_again(house, at, {house.kamppi: GOOD, house.kallio: BAD})
    for _ in range(2):
        with pytest.raises(Refused):
            actions.drop_target(told.measure, target.pk, by=house.supervisor, at=at)
        actions.measure_effects(at=at)
    assert Effect.objects.count() == 1
