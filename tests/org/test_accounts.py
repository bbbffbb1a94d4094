"""Accounts: nobody takes one over unseen, guesses its password, or comes back after leaving."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from kuulluksi.org import actions
from kuulluksi.org.enums import RoleKind
from kuulluksi.org.models import AuditEntry, Mail, Person, Role
from kuulluksi.org.rules import Refused
from tests.factories.org import PASSWORD, County

NEW = "uusi.osoite@esimerkki.example"


def link(_person: Person) -> str:
    return "/x"


def last_detail(person: Person) -> dict[str, str]:
    found: dict[str, str] = AuditEntry.objects.filter(person=person).latest("on").detail
    return found


def wrong(house: County, at: datetime, times: int) -> None:
    for _time in range(times):
        assert not actions.sign_in(house.worker.email, right=False, at=at)


def test_save_tells_the_old_address_of_a_new_one(house: County, at: datetime) -> None:
    old = house.manager.email
    house.manager.email, house.manager.superior = NEW.upper(), house.director
    actions.save(house.manager, by=house.administrator, at=at)
    mail = Mail.objects.get()
    assert (mail.to, mail.letter, mail.facts) == (
        old,
        "address-changed",
        {"name": house.manager.name},
    )
    house.manager.refresh_from_db()
    assert (house.manager.email, house.manager.email_since) == (NEW, at.date())
    assert last_detail(house.administrator) == {"changed": "email, superior"}


def test_save_without_a_new_address_sends_nothing(house: County, at: datetime) -> None:
    house.manager.email = house.manager.email.upper()
    actions.save(house.manager, by=house.administrator, at=at)
    assert not Mail.objects.exists()
    assert last_detail(house.administrator) == {"changed": ""}


def test_invite_waits_three_days_after_a_new_address(house: County, at: datetime) -> None:
    house.manager.email = NEW
    actions.save(house.manager, by=house.administrator, at=at)
    two, three = at + timedelta(days=2), at + timedelta(days=3)
    with pytest.raises(Refused):
        actions.invite(house.manager, link_of=link, by=house.administrator, at=two)
    assert not Mail.objects.filter(letter="welcome").exists()
    actions.invite(house.manager, link_of=link, by=house.administrator, at=three)
    assert Mail.objects.get(letter="welcome").to == NEW


def test_invite_of_somebody_new_waits_for_nothing(house: County, at: datetime) -> None:
    person = Person(name="Uusi Esimerkki", email=NEW)
    actions.invite(person, link_of=link, by=house.administrator, at=at)
    actions.invite(person, link_of=link, by=house.administrator, at=at)
    assert Mail.objects.count() == 2
    details = AuditEntry.objects.filter(person=house.administrator).values_list("detail", flat=True)
    assert {"link": "sent"} in details


def test_save_and_remove_of_a_role_say_whose_it_is_and_where(house: County, at: datetime) -> None:
    own = Role(
        person=house.administrator,
        kind=RoleKind.SUPERVISOR,
        unit=house.kamppi,
        valid_from=date(2026, 3, 2),
    )
    actions.save(own, by=house.administrator, at=at)
    detail = {
        "person": f"person {house.administrator.pk}",
        "role": "supervisor",
        "place": f"unit {house.kamppi.pk}",
    }
    assert last_detail(house.administrator) == detail
    actions.remove(own, by=house.administrator, at=at)
    told = AuditEntry.objects.filter(person=house.administrator, detail=detail)
    assert told.count() == 2


def test_save_never_brings_back_somebody_who_has_left(house: County, at: datetime) -> None:
    stale = Person.objects.get(pk=house.worker.pk)
    actions.leave(house.worker, on=at.date(), by=house.administrator, at=at)
    stale.name = "Toinen Nimi"
    with pytest.raises(Refused):
        actions.save(stale, by=house.administrator, at=at)
    actions.set_language(stale, "sv", at=at)
    actions.set_password(stale, "ketunleipä kuusen alla", at=at)
    now = Person.objects.get(pk=house.worker.pk)
    assert (now.is_active, now.left_on, now.name) == (False, at.date(), house.worker.name)


def test_person_address_is_one_however_it_is_written(house: County) -> None:
    twin = Person(name="Kaksonen", email=house.worker.email.upper())
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=house.deputy.pk).update(email=house.worker.email.upper())
    assert Person.objects.get_by_natural_key(house.worker.email.title()) == house.worker


def test_sign_in_waits_after_five_wrong_passwords(house: County, at: datetime) -> None:
    email = house.worker.email
    wrong(house, at, 4)
    assert actions.sign_in(email, right=True, at=at)
    wrong(house, at, 5)
    assert not actions.sign_in(email.upper(), right=True, at=at + timedelta(seconds=29))
    assert actions.sign_in(email, right=True, at=at + timedelta(seconds=30))
    house.worker.refresh_from_db()
    assert (house.worker.wrong_passwords, house.worker.wait_until) == (0, None)


def test_sign_in_counts_nothing_while_it_waits(house: County, at: datetime) -> None:
    wrong(house, at, 50)
    house.worker.refresh_from_db()
    assert house.worker.wrong_passwords == 5
    wrong(house, at + timedelta(seconds=30), 1)
    assert not actions.sign_in(house.worker.email, right=True, at=at + timedelta(seconds=89))
    assert actions.sign_in(house.worker.email, right=True, at=at + timedelta(seconds=90))


def test_sign_in_of_the_unknown_and_the_left_is_wrong(house: County, at: datetime) -> None:
    actions.leave(house.worker, on=at.date(), by=house.administrator, at=at)
    assert not actions.sign_in("ei@esimerkki.example", right=False, at=at)
    assert not actions.sign_in(house.worker.email, right=True, at=at)


def test_set_password_ends_the_wait(house: County, at: datetime) -> None:
    wrong(house, at, 5)
    actions.set_password(Person.objects.get(pk=house.worker.pk), PASSWORD, at=at)
    assert actions.sign_in(house.worker.email, right=True, at=at)
