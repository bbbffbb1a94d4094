"""People come, leave, and are erased; the rules say what cannot be done."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db.models import Model
from pytest_django import DjangoAssertNumQueries

from kuulluksi.org import actions, queries
from kuulluksi.org.enums import DutyKind
from kuulluksi.org.models import Absence, Duty, Mail, Person, Role, Unit
from kuulluksi.org.rules import Refused
from kuulluksi.voices import actions as voices
from kuulluksi.voices.models import Voice
from tests.factories.org import County, duty
from tests.factories.voices import given

ON = date(2026, 3, 2)


def test_invite_writes_a_letter_and_no_password(house: County, at: datetime) -> None:
    person = Person(name="Uusi Esimerkki", email="uusi@esimerkki.example", language="sv")
    actions.invite(person, link_of=lambda who: f"/x/{who.pk}", by=house.administrator, at=at)
    mail = Mail.objects.get()
    assert (mail.letter, mail.language, mail.to) == ("welcome", "sv", person.email)
    assert mail.facts == {"name": person.name, "link": f"/x/{person.pk}"}
    assert not person.has_usable_password()


def test_invite_again_keeps_the_password(house: County, at: datetime) -> None:
    actions.invite(house.worker, link_of=lambda _who: "/x", by=house.administrator, at=at)
    assert house.worker.has_usable_password()


def test_let_go_finds_new_owners_at_once(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    assert voice.owner == house.supervisor
    voices.let_go(house.supervisor, on=ON, by=house.administrator, at=at)
    voice.refresh_from_db()
    house.supervisor.refresh_from_db()
    assert voice.owner == house.deputy
    assert not house.supervisor.is_active
    assert not Duty.objects.filter(person=house.supervisor, valid_until=None).exists()
    assert not Role.objects.filter(person=house.supervisor, valid_until=None).exists()


def test_let_go_on_a_day_to_come_waits_for_the_daily_check(house: County, at: datetime) -> None:
    given(at, unit=house.kamppi)
    voices.let_go(house.supervisor, on=ON + timedelta(days=2), by=house.administrator, at=at)
    house.supervisor.refresh_from_db()
    assert house.supervisor.is_active
    voices.daily_check(at=at + timedelta(days=3))
    assert Voice.objects.get().owner == house.manager


def test_let_go_never_takes_the_last_dispatcher(house: County, at: datetime) -> None:
    with pytest.raises(Refused):
        voices.let_go(house.dispatcher, on=ON, by=house.administrator, at=at)
    assert Person.objects.get(pk=house.dispatcher.pk).is_active
    duty(house.worker, "toinen ohjaaja", kind=DutyKind.DISPATCHES)
    voices.let_go(house.dispatcher, on=ON, by=house.administrator, at=at)
    assert not Person.objects.get(pk=house.dispatcher.pk).is_active


Make = Callable[[County], Model]
REFUSED: dict[str, tuple[Make, str]] = {
    "duty without a title": (
        lambda h: Duty(person=h.worker, unit=h.kallio, valid_from=ON),
        "title",
    ),
    "absence that ends before it begins": (
        lambda h: Absence(person=h.worker, starts_on=ON, ends_on=ON - timedelta(1)),
        "ends_on",
    ),
    "place that ends before it begins": (
        lambda h: changed(h.kamppi, valid_until=date(2019, 1, 1)),
        "valid_until",
    ),
    "parent below the unit": (lambda h: changed(h.kamppi, parent=h.office), "parent"),
    "unit above itself": (lambda h: changed(h.kamppi, parent=h.kamppi), "parent"),
    "own superior": (lambda h: changed(h.worker, superior=h.worker), "superior"),
    "own deputy": (lambda h: changed(a_duty(h), deputy=h.supervisor), "deputy"),
    "answering for nothing": (lambda h: changed(a_duty(h), unit=None), "unit"),
    "answering for two places": (lambda h: changed(a_duty(h), service=h.social_work), "unit"),
    "independent in one place": (lambda h: changed(a_duty(h), kind=DutyKind.INDEPENDENT), "unit"),
}


def changed(thing: Model, **fields: object) -> Model:
    for name, value in fields.items():
        setattr(thing, name, value)
    return thing


def a_duty(house: County) -> Duty:
    return Duty.objects.get(person=house.supervisor)


@pytest.mark.parametrize(("make", "field"), REFUSED.values(), ids=REFUSED)
def test_save_refuses_with_the_field_at_fault(
    house: County, at: datetime, make: Make, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        actions.save(make(house), by=house.administrator, at=at)
    assert refused.value.field == field


def test_save_of_a_service_renames_what_its_units_are_found_by(house: County, at: datetime) -> None:
    house.social_work.name = type(house.social_work.name).of(fi="Neuvontatyö")
    actions.save(house.social_work, by=house.administrator, at=at)
    assert list(queries.find_units("neuvontatyö kamppi", ON)) == []
    assert house.kamppi in queries.find_units("neuvontatyö kampin", ON)
    assert Unit.objects.get(pk=house.family_unit.pk).words.find("neuvonta") == -1


def test_overview_shows_who_sits_there_today(house: County) -> None:
    Absence.objects.create(person=house.supervisor, starts_on=ON, ends_on=ON)
    house.kallio.valid_until = date(2022, 12, 31)
    house.kallio.save()
    rows = {
        row.place.pk: row for tree in queries.overview(ON) for row in tree if row.kind == "unit"
    }
    assert rows[house.kamppi.pk].acting == house.deputy
    assert rows[house.office.pk].duty is None
    assert (rows[house.kamppi.pk].depth, rows[house.office.pk].depth) == (2, 3)
    assert rows[house.kallio.pk].ended


def test_overview_takes_five_queries_however_large(
    house: County, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(5):
        queries.overview(ON)


def test_leaving_last_independent_reader_is_refused(house: County, at: datetime) -> None:
    duty = Duty.objects.get(person=house.independent)
    with pytest.raises(Refused):
        actions.leave(house.independent, on=at.date(), by=None, at=at)
    with pytest.raises(Refused):
        actions.remove(duty, by=house.administrator, at=at)


def test_erasing_takes_a_letter_thirty_days_after_it_was_written_sent_or_not(
    house: County, at: datetime
) -> None:
    for to in ("lahti@posti.example", "jai@posti.example"):
        actions.queue_mail(to, "answered", "fi", {}, at=at)
    actions.mark_sent(Mail.objects.get(to="lahti@posti.example"), at=at)
    assert set(Mail.objects.values_list("to", flat=True)) == {"", "jai@posti.example"}
    Mail.objects.filter(sent_on=None).update(tries=50)
    assert actions.erase_expired(at=at + timedelta(days=29))["mail"] == 0
    assert actions.erase_expired(at=at + timedelta(days=30))["mail"] == 2
