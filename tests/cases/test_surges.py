"""Surges are found, told once, and show nothing of what concerns the handler."""

from datetime import date, datetime, timedelta

import pytest

from kuulluksi.cases import actions, queries
from kuulluksi.cases.enums import Concerns
from kuulluksi.cases.queries import Subject
from kuulluksi.org import queries as org
from kuulluksi.org.enums import RoleKind
from kuulluksi.org.models import Person
from kuulluksi.pure import retention, words
from kuulluksi.voices import actions as voice_actions
from kuulluksi.voices import queries as voices
from kuulluksi.voices.enums import HoldReason, Reason
from kuulluksi.voices.models import Notice, Surge
from tests.factories.org import County, role
from tests.factories.org import person as new_person
from tests.factories.voices import given

SPEED = frozenset({"speed"})
voikko = pytest.mark.skipif(not words.available(), reason="Voikko is not installed")


def spoken(house: County, at: datetime, number: int, **more: object) -> None:
    told: dict[str, object] = {"unit": house.kamppi, "topics": SPEED, "words": "Sana.", **more}
    for _ in range(number):
        given(at, **told)  # type: ignore[arg-type]


def found(at: datetime) -> set[Subject]:
    return {each.subject for each in queries.surging(at.date())}


def told(person: Person) -> list[int]:
    notices = Notice.objects.filter(person=person, reason=Reason.SURGE)
    return list(notices.values_list("number", flat=True))


@pytest.fixture
def area_manager(house: County) -> Person:
    manager = new_person("Anni Alueenjohtaja")
    role(manager, RoleKind.MANAGER, area=house.adults)
    return manager


def test_surge_of_a_topic_is_told_once_to_those_who_lead(
    house: County, at: datetime, area_manager: Person
) -> None:
    spoken(house, at - timedelta(days=3), 5)
    assert actions.find_surges(at=at) == 1
    row = Surge.objects.get()
    assert (row.unit, row.area, row.topic, row.word) == (house.kamppi, None, "speed", "")
    assert (row.number, row.usual, row.found_on) == (5, 0.5, date(2026, 3, 2))
    leaders = (house.supervisor, house.manager, area_manager)
    for days in range(7):
        assert actions.find_surges(at=at + timedelta(days=days)) == 0
    for person in leaders:
        assert told(person) == [1]
    for person in (house.worker, house.deputy, house.neighbour, house.director):
        assert told(person) == []
    # A further whole week that is unusual is news again.
    spoken(house, at + timedelta(days=6), 9)
    assert actions.find_surges(at=at + timedelta(days=7)) == 1
    assert told(house.supervisor) == [1, 1]


def test_surge_is_none_where_so_much_is_usual(house: County, at: datetime) -> None:
    spoken(house, at - timedelta(days=2), 6)
    for week in range(2, 14):
        spoken(house, at - timedelta(days=7 * week - 2), 2)
    assert found(at) == set()


def test_surge_is_none_of_few_or_of_today(house: County, at: datetime) -> None:
    spoken(house, at - timedelta(days=1), 4)
    spoken(house, at, 9)
    spoken(house, at - timedelta(days=8), 2)
    assert found(at) == set()
    assert found(at + timedelta(days=1)) == {Subject(unit=house.kamppi.pk, topic="speed")}


def test_surge_leaves_out_what_concerns_the_handler_and_what_is_held(
    house: County, at: datetime
) -> None:
    spoken(house, at - timedelta(days=1), 4)
    spoken(house, at - timedelta(days=1), 4, concerns=Concerns.HANDLER)
    spoken(house, at - timedelta(days=1), 4, hold_reason=HoldReason.BUDGET)
    assert found(at) == set()


def test_surge_of_an_area_comes_from_several_units(
    house: County, at: datetime, area_manager: Person
) -> None:
    spoken(house, at - timedelta(days=1), 3)
    spoken(house, at - timedelta(days=1), 3, unit=house.kallio)
    assert found(at) == {Subject(area=house.adults.pk, topic="speed")}
    assert actions.find_surges(at=at) == 1
    assert told(area_manager) == [1]
    assert told(house.supervisor) == []
    for person, number in ((area_manager, 1), (house.director, 1), (house.supervisor, 0)):
        seen = queries.surges_seen(org.revision(), org.reach(person, at.date()), at.date())
        assert len(seen) == number


@voikko
def test_surge_of_a_word_in_any_of_its_forms_but_never_of_a_name(
    house: County, at: datetime
) -> None:
    forms = [
        "Jono oli pitkä.",
        "Seisoin jonossa.",
        "Jonoon jouduin.",
        "Jonosta pois.",
        "Jono taas.",
    ]
    for form in forms:
        spoken(house, at - timedelta(days=1), 1, topics=frozenset(), words=f"{form} Aino ja Liisa.")
    while voice_actions.make_findable():
        pass
    assert found(at) == {Subject(unit=house.kamppi.pk, word="jono")}
    assert actions.find_surges(at=at) == 1
    weeks = queries.weeks_of(Surge.objects.get(), voices.visible_to(house.supervisor, at.date()))
    assert [number for _start, number in weeks] == [0] * 12 + [5]
    assert weeks[-1][0] == date(2026, 2, 23)
    # Whoever may not read the voices counts none of them.
    weeks = queries.weeks_of(Surge.objects.get(), voices.visible_to(house.neighbour, at.date()))
    assert {number for _start, number in weeks} == {0}


def test_surge_is_erased_in_its_time(house: County, at: datetime) -> None:
    spoken(house, at - timedelta(days=1), 5)
    actions.find_surges(at=at)
    actions.tell_teams(at=at)
    voice_actions.erase_expired(at=at + retention.SURGE - timedelta(days=1))
    assert Surge.objects.count() == 1
    gone = voice_actions.erase_expired(at=at + retention.SURGE)
    assert (gone["surges"], gone["weeks"]) == (1, 1)


def test_inbox_lists_the_voices_on_a_topic(house: County, at: datetime) -> None:
    spoken(house, at, 2)
    spoken(house, at, 1, topics=frozenset({"other"}))
    chosen = queries.Filter(tab=queries.Tab.ALL, topic="speed")
    assert queries.listed(house.supervisor, chosen, at.date()).count() == 2
