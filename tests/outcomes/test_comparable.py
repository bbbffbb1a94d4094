"""Beside which places a change is laid: the rule chooses them, and nobody else."""

from datetime import datetime
from typing import Any

import pytest

from kuulluksi.figures.queries import key_of
from kuulluksi.outcomes import actions, queries
from kuulluksi.outcomes.enums import MeasureEvent
from kuulluksi.outcomes.models import Effect, Measure, Target
from kuulluksi.outcomes.queries import Found
from kuulluksi.pure.stats.effects import Verdict
from tests.factories.effects import (
    BAD,
    GOOD,
    GRADE,
    MONTH,
    YEAR,
    asked_again,
    done,
    story,
)
from tests.factories.org import County
from tests.factories.outcomes import made

pytestmark = pytest.mark.django_db


def only(measure: Measure) -> Found:
    (found,) = queries.found_effects([measure])[measure.pk]
    return found


def others(house: County, at: datetime, said: dict[Any, Any], **changed: Any) -> tuple[str, ...]:
    done(Measure.objects.get(targets__isnull=False), house, at)
    asked_again(house, at, said)
    actions.measure_effects(at=at)
    return tuple(Effect.objects.get().others)


def test_places_of_the_same_service_come_before_those_of_the_survey(
    house: County, at: datetime
) -> None:
    all_three = {house.kamppi: BAD, house.kallio: BAD, house.family_unit: BAD}
    story(house, at, all_three)
    assert others(house, at, all_three) == (key_of(house.kallio),)


def test_places_of_the_survey_where_none_of_the_service_is_comparable(
    house: County, at: datetime
) -> None:
    """Kallio began elsewhere on the scale."""
    story(house, at, {house.kamppi: BAD, house.kallio: GOOD, house.family_unit: BAD})
    again = {house.kamppi: GOOD, house.kallio: GOOD, house.family_unit: BAD}
    assert others(house, at, again) == (key_of(house.family_unit),)


def test_place_with_its_own_measure_is_not_comparable(house: County, at: datetime) -> None:
    told = story(house, at)
    own = made(house, at - YEAR + MONTH, by=house.manager, place=house.kallio)
    stem = actions.Stem(told.before, told.before.closes_on.year, key_of(house.kallio), GRADE)
    actions.link_figure(own, stem, by=house.manager, at=at - YEAR + MONTH)
    own.refresh_from_db()
    actions.advance(own, MeasureEvent.BEGUN, by=house.manager, at=at - 3 * MONTH, seen=own.version)
    assert others(house, at, {house.kamppi: GOOD, house.kallio: GOOD}) == ()
    assert only(told.measure).apart is Verdict.NONE


def test_measure_that_was_made_everywhere_does_not_set_places_apart(
    house: County, at: datetime
) -> None:
    """What the whole authority did, both places had."""
    told = story(house, at)
    director = house.everyone["director"]
    whole = made(house, at - YEAR + MONTH, by=director, place=None)
    stem = actions.Stem(told.before, told.before.closes_on.year, "all", GRADE)
    actions.link_figure(whole, stem, by=director, at=at - YEAR + MONTH)
    whole.refresh_from_db()
    actions.advance(whole, MeasureEvent.BEGUN, by=director, at=at - 3 * MONTH, seen=whole.version)
    found = others(house, at, {house.kamppi: GOOD, house.kallio: BAD})
    assert found == (key_of(house.kallio),)


def test_places_inside_the_measure_are_not_beside_it(house: County, at: datetime) -> None:
    told = story(house, at, {house.kamppi: BAD, house.kallio: BAD})
    wide = made(house, at - YEAR + MONTH, by=house.manager, place=house.social_work)
    Target.objects.all().delete()
    actions.name_target(
        wide,
        told.before,
        key_of(house.kamppi),
        GRADE,
        upwards=True,
        by=house.manager,
        at=at - YEAR + MONTH,
    )
    wide.refresh_from_db()
    actions.advance(
        wide, MeasureEvent.DONE, by=house.manager, at=at - YEAR + 2 * MONTH, seen=wide.version
    )
    asked_again(house, at, {house.kamppi: GOOD, house.kallio: BAD})
    actions.measure_effects(at=at)
    assert Effect.objects.get().others == []


def test_hidden_places_are_not_beside_it(house: County, at: datetime) -> None:
    said = {house.kamppi: BAD, house.kallio: BAD, house.office: BAD, house.family_unit: BAD}
    story(house, at, said)
    again = {**said, house.kallio: {6: 20}}
    found = others(house, at, again)
    assert key_of(house.kallio) not in found
