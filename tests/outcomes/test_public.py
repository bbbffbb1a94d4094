"""What the public reads of measures: of a place with all inside it, and of the levels above."""

from datetime import datetime, timedelta

import pytest

from kuulluksi.org.models import Area, Service, Unit
from kuulluksi.outcomes import actions, queries
from kuulluksi.outcomes.enums import MeasureEvent
from kuulluksi.outcomes.models import Measure
from tests.factories.org import County
from tests.factories.outcomes import made, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def everywhere(house: County, at: datetime) -> dict[str, Measure]:
    places = {
        "office": house.office,
        "kamppi": house.kamppi,
        "kallio": house.kallio,
        "service": house.social_work,
        "area": house.adults,
        "whole": None,
        "family": house.family_unit,
    }
    return {
        name: made(house, at, by=house.director, place=place, public=True)
        for name, place in places.items()
    }


@pytest.mark.parametrize(
    ("place", "inside", "above"),
    [
        (None, {"office", "kamppi", "kallio", "service", "area", "whole", "family"}, set()),
        ("adults", {"office", "kamppi", "kallio", "service", "area"}, {"whole"}),
        ("social_work", {"office", "kamppi", "kallio", "service"}, {"area", "whole"}),
        ("kamppi", {"office", "kamppi"}, {"service", "area", "whole"}),
        ("office", {"office"}, {"kamppi", "service", "area", "whole"}),
        ("family_unit", {"family"}, {"whole"}),
    ],
)
def test_place_has_what_is_inside_and_what_is_above(
    house: County,
    everywhere: dict[str, Measure],
    place: str | None,
    inside: set[str],
    above: set[str],
) -> None:
    names = {measure.pk: name for name, measure in everywhere.items()}
    here: Area | Service | Unit | None = getattr(house, place) if place else None
    assert {names[each.pk] for each in queries.public_inside(here)} == inside
    assert {names[each.pk] for each in queries.public_above(here)} == above
    if here is not None:
        assert {names[each.pk] for each in queries.public_about(here)} == inside | above


def test_only_what_is_public_is_told(house: County, at: datetime) -> None:
    made(house, at)
    assert not queries.public_inside(None)
    assert queries.public_places() == []


def test_newest_turn_comes_first(house: County, at: datetime) -> None:
    later = at + timedelta(days=2)
    old = made(house, at, public=True)
    new = made(house, at + timedelta(days=1), public=True)
    assert list(queries.public_inside(None)) == [new, old]
    old = actions.advance(old, MeasureEvent.DONE, by=house.supervisor, at=later, seen=old.version)
    assert list(queries.public_inside(house.kamppi)) == [old, new]


def test_lists_are_counted(house: County, at: datetime) -> None:
    done = made(house, at, public=True)
    actions.advance(done, MeasureEvent.DONE, by=house.supervisor, at=at, seen=done.version)
    made(house, at, public=True)
    made(house, at, public=True, reason=text("Talo on suojeltu."))
    assert queries.stands(queries.public_inside(house.kamppi)) == {
        "done": 1,
        "open": 1,
        "not-possible": 1,
    }


def test_places_with_measures_of_their_own(house: County, everywhere: dict[str, Measure]) -> None:
    assert [place.code for place in queries.public_places()] == [
        house.social_work.code,
        house.adults.code,
        house.kallio.code,
        house.kamppi.code,
        house.family_unit.code,
        house.office.code,
    ]
