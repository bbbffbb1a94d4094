"""Measures in lists: whose, where they stand, and page after page without losing one."""

from datetime import datetime, timedelta

import pytest

from kuulluksi.org.models import Person
from kuulluksi.outcomes import actions
from kuulluksi.outcomes.enums import MeasureEvent
from kuulluksi.outcomes.models import Measure
from kuulluksi.outcomes.queries import listing
from kuulluksi.outcomes.queries.listing import Filter, Stand, Tab
from kuulluksi.pure import deadlines
from tests.factories.org import County
from tests.factories.outcomes import made, text, trial

pytestmark = pytest.mark.django_db


def listed(person: Person, at: datetime, chosen: Filter) -> list[Measure]:
    on = deadlines.day(at)
    found = list(listing.listed(person, chosen, on).rows)
    assert listing.number(person, chosen, on) == len(found)
    return found


def test_mine_my_places_and_all(house: County, at: datetime) -> None:
    own = made(house, at)
    other = made(house, at, owner=house.worker)
    away = made(house, at, by=house.neighbour, place=house.kallio, owner=house.neighbour)
    above = made(house, at, by=house.manager, place=house.social_work, owner=house.manager)
    everywhere = made(house, at, by=house.director, place=None, owner=house.director)
    every = {own, other, away, above, everywhere}

    def seen(person: Person, tab: Tab) -> set[Measure]:
        return set(listed(person, at, Filter(tab)))

    assert seen(house.supervisor, Tab.MINE) == {own}
    assert seen(house.supervisor, Tab.PLACES) == {own, other}
    assert seen(house.worker, Tab.MINE) == {other}
    assert seen(house.worker, Tab.PLACES) == {own, other}
    assert seen(house.manager, Tab.PLACES) == {own, other, away, above}
    assert seen(house.director, Tab.PLACES) == every
    assert seen(house.researcher, Tab.PLACES) == set()
    assert seen(house.researcher, Tab.ALL) == every


def test_where_they_stand(house: County, at: datetime) -> None:
    by = house.supervisor
    planned, late = made(house, at), made(house, at, due_on=deadlines.day(at))
    begun, done = trial(house, at), made(house, at)
    refused = made(house, at, reason=text("Siihen ei ole lupaa."))
    actions.advance(begun, MeasureEvent.BEGUN, by=by, at=at, seen=begun.version)
    actions.advance(done, MeasureEvent.DONE, by=by, at=at, seen=done.version)

    def seen(stand: Stand, kind: str = "") -> list[Measure]:
        return listed(by, at + timedelta(days=1), Filter(Tab.MINE, stand, kind))

    assert seen(Stand.OPEN)[0] == late
    assert set(seen(Stand.OPEN)) == {planned, late, begun}
    assert seen(Stand.LATE) == [late]
    assert set(seen(Stand.PLANNED)) == {planned, late}
    assert seen(Stand.UNDERWAY) == [begun]
    assert seen(Stand.DONE) == [done]
    assert seen(Stand.NOT_POSSIBLE) == [refused]
    assert seen(Stand.OPEN, "trial") == [begun]


@pytest.mark.parametrize("stand", [Stand.OPEN, Stand.DONE])
def test_pages_hold_everything_once(
    house: County, at: datetime, monkeypatch: pytest.MonkeyPatch, stand: Stand
) -> None:
    monkeypatch.setattr(listing, "PAGE", 2)
    on = deadlines.day(at)
    for days in (5, 3, 3, 3, 9):
        measure = made(house, at, due_on=on + timedelta(days=days))
        if stand == Stand.DONE:
            actions.advance(
                measure,
                MeasureEvent.DONE,
                by=house.supervisor,
                at=at + timedelta(days=days),
                seen=measure.version,
            )
    chosen, after = Filter(Tab.ALL, stand), None
    found: list[Measure] = []
    for _ in range(3):
        page = listing.listed(house.worker, chosen, on, after)
        found += page.rows
        after = page.older
    assert after is None
    assert len(found) == len(set(found)) == 5
    shown = [each.ended_on or each.due_on for each in found]
    assert shown == sorted(shown, reverse=stand == Stand.DONE)
