"""Who sees what: one query, every role, and what concerns a person hidden from that person."""

from datetime import date, datetime

import pytest

from kuulluksi.cases.enums import Concerns
from kuulluksi.org.enums import DutyKind
from kuulluksi.org.models import Duty, Person, Role
from kuulluksi.voices import queries
from kuulluksi.voices.enums import HoldReason
from kuulluksi.voices.models import Voice
from tests.factories.org import County, duty
from tests.factories.voices import given

TODAY = date(2026, 3, 2)


@pytest.fixture
def voices(house: County, at: datetime) -> dict[str, int]:
    made = {
        "kamppi": given(at, unit=house.kamppi),
        "office": given(at, unit=house.office),
        "kallio": given(at, unit=house.kallio),
        "family": given(at, unit=house.family_unit),
        "service": given(at, service=house.social_work),
        "unknown": given(at),
        "concerns": given(at, unit=house.kamppi, concerns=Concerns.HANDLER),
        "held": given(at, unit=house.kamppi, hold_reason=HoldReason.TOO_FAST),
    }
    return {name: each.voice.pk for name, each in made.items()}


OF_KAMPPI = {"kamppi", "office"}
ALL = {"kamppi", "office", "kallio", "family", "service", "unknown", "concerns", "held"}
SEEN: dict[str, set[str]] = {
    "supervisor": OF_KAMPPI,
    "deputy": OF_KAMPPI,
    "neighbour": {"kallio"},
    "manager": {*OF_KAMPPI, "kallio", "service", "concerns"},
    "worker": set(),
    "dispatcher": ALL,
    "independent": set(),
    "director": ALL - {"held"},
    "administrator": set(),
    "researcher": set(),
}


def test_seeing_each_role_sees_exactly_its_own(house: County, voices: dict[str, int]) -> None:
    names = {pk: name for name, pk in voices.items()}
    got = {
        role: {names[voice.pk] for voice in queries.visible_to(person, TODAY)}
        for role, person in house.everyone.items()
    }
    assert got == SEEN


def test_seeing_one_row_agrees_with_the_list(house: County, voices: dict[str, int]) -> None:
    for role, person in house.everyone.items():
        for name, pk in voices.items():
            assert queries.can_view(pk, person, TODAY) == (name in SEEN[role]), (role, name)


def test_seeing_no_voice_twice(house: County, voices: dict[str, int]) -> None:
    """Several roles, duties and hidden rows reach the same voice."""
    Role.objects.create(
        person=house.manager, kind="director", area=house.adults, valid_from=date(2020, 1, 1)
    )
    seen = list(queries.visible_to(house.manager, TODAY).values_list("pk", flat=True))
    assert len(seen) == len(set(seen))


def test_seeing_owner_sees_what_was_moved_to_them(house: County, voices: dict[str, int]) -> None:
    Voice.objects.filter(pk=voices["kallio"]).update(owner=house.worker)
    assert [voice.pk for voice in queries.visible_to(house.worker, TODAY)] == [voices["kallio"]]


def test_seeing_ends_with_the_role_and_with_the_work(house: County, voices: dict[str, int]) -> None:
    Role.objects.filter(person=house.supervisor).update(valid_until=date(2026, 3, 1))
    assert queries.visible_to(house.supervisor, TODAY).exists(), "the duty still reaches"
    Duty.objects.filter(person=house.supervisor).update(valid_until=date(2026, 3, 1))
    left = queries.visible_to(house.supervisor, TODAY).exclude(owner=house.supervisor)
    assert not left.exists()
    Person.objects.filter(pk=house.dispatcher.pk).update(is_active=False)
    house.dispatcher.refresh_from_db()
    gone = queries.visible_to(house.dispatcher, TODAY).exclude(owner=house.dispatcher)
    assert not gone.exists()


def test_seeing_held_voice_by_whoever_stands_in_for_the_dispatcher(
    house: County, voices: dict[str, int]
) -> None:
    Voice.objects.filter(pk=voices["held"]).update(owner=house.independent)
    assert queries.can_view(voices["held"], house.independent, TODAY)


def test_seeing_dispatcher_on_duty_loses_nothing(house: County, voices: dict[str, int]) -> None:
    duty(house.dispatcher, "päivystäjä", kind=DutyKind.ON_DUTY)
    names = {pk: name for name, pk in voices.items()}
    seen = {names[voice.pk] for voice in queries.visible_to(house.dispatcher, TODAY)}
    assert seen == ALL
