"""Invitations by name: nobody is asked who must not be, nobody twice, and nothing tells who has
answered."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings

from kuulluksi.org.enums import Audited
from kuulluksi.org.models import AuditEntry, Mail
from kuulluksi.org.rules import Refused
from kuulluksi.pure.visitfeed import Choice, Listed, Visit, Wanted
from kuulluksi.surveys import actions, queries
from kuulluksi.surveys.enums import Excluded, InviteWhen, Mode, WaveState
from kuulluksi.surveys.models import Asked, FeedImport, Invitation, Wave, WaveTarget
from tests.factories import surveys
from tests.factories.org import County
from tests.house.test_tables import columns

pytestmark = pytest.mark.django_db
PHONE = "+358401234567"


@pytest.fixture(autouse=True)
def _with_phones() -> Iterator[None]:
    with override_settings(SMS_URL="https://sms.example/"):
        yield


@pytest.fixture
def wave(house: County, at: datetime) -> Wave:
    return surveys.wave(house, at)


def listed(*addresses: str, unit: str = "kampin-sosiaaliasema") -> list[Listed]:
    return [Listed(address, "", "fi", unit) for address in addresses]


def invite(wave: Wave, *addresses: str, at: datetime) -> FeedImport:
    choice = queries.planned_list(wave, listed(*addresses), at=at)
    by = wave.survey.responsible
    assert by is not None
    return actions.invite(wave, choice, by=by, at=at)


def visit(address: str, unit: str, at: datetime, *, kind: str = "", age: int = 30) -> Visit:
    return Visit(address, address, "", at.date(), None, kind, "sv", age, unit)


def test_inviting_makes_a_link_for_each_and_counts_them(wave: Wave, at: datetime) -> None:
    done = invite(wave, PHONE, "a@b.fi", at=at)
    assert (done.rows, done.invited, done.excluded) == (2, 2, {})
    target = WaveTarget.objects.get(wave=wave, unit__code="kampin-sosiaaliasema")
    assert target.invited == 2
    links = Invitation.objects.all()
    assert {link.address for link in links} == {PHONE, "a@b.fi"}
    for link in links:
        code = queries.code_of(link)
        found = queries.invitation(code)
        assert found == link
        assert code not in str(vars(link))
    assert not Mail.objects.exists()
    entry = AuditEntry.objects.get(what=Audited.INVITED)
    assert entry.detail == {"rows": 2, "invited": 2}


def test_units_are_known_by_code_or_identifier_and_offices_by_what_is_above(
    house: County, wave: Wave, at: datetime
) -> None:
    house.office.outside_id = "1.2.246.10.1"
    house.office.save()
    visits = [
        visit("+358401111111", "1.2.246.10.1", at),
        visit("+358402222222", "KALLION-sosiaaliasema", at),
        visit("+358403333333", house.family_unit.code, at),
    ]
    choice = queries.planned_feed(wave, visits, at=at)
    targets = {each.pk: each.unit for each in queries.targets(wave)}
    assert [targets[each.target] for each in choice.wanted] == [house.kamppi, house.kallio]
    assert choice.left_out == {Excluded.ELSEWHERE: 1}
    assert choice.strange == {house.family_unit.code: 1}


def test_feed_uses_the_terms_of_the_wave(house: County, wave: Wave, at: datetime) -> None:
    wave.invite_when, wave.invite_days = InviteWhen.AT_END, 2
    with pytest.raises(Refused, match=r"asiakkuuden|client relationship"):
        queries.planned_feed(wave, [], at=at)
    wave.visit_types, wave.min_age = ["Lopetus"], 18
    visits = [
        visit("+358401111111", house.kamppi.code, at, kind="lopetus"),
        visit("+358402222222", house.kamppi.code, at, kind="aloitus"),
        visit("+358403333333", house.kamppi.code, at, kind="lopetus", age=17),
    ]
    choice = queries.planned_feed(wave, visits, at=at)
    assert [(each.language, each.send_on) for each in choice.wanted] == [("sv", date(2026, 3, 4))]
    assert choice.left_out == {Excluded.VISIT_TYPE: 1, Excluded.AGE: 1}


def test_nobody_is_asked_again_within_the_quiet_days(wave: Wave, at: datetime) -> None:
    invite(wave, "a@b.fi", at=at)
    other = Wave.objects.get(pk=wave.pk)
    other.pk, other.code = None, "toinen"
    other.closes_on += timedelta(days=200)
    other.save()
    WaveTarget.objects.create(wave=other, unit=queries.targets(wave)[0].unit)
    for days, reason in ((1, {Excluded.ASKED: 1}), (89, {Excluded.ASKED: 1}), (90, {})):
        later = at + timedelta(days=days)
        choice = queries.planned_list(other, listed("A@B.FI", unit=""), at=later)
        assert choice.left_out == reason, days


def test_list_sent_twice_invites_once_even_without_quiet_days(wave: Wave, at: datetime) -> None:
    wave.quiet_days = 0
    wave.save()
    choice = queries.planned_list(wave, listed("a@b.fi"), at=at)
    by = wave.survey.responsible
    assert by is not None
    assert actions.invite(wave, choice, by=by, at=at).invited == 1
    again = actions.invite(wave, choice, by=by, at=at + timedelta(days=3))
    assert (again.invited, again.excluded) == (0, {"asked": 1})
    assert Invitation.objects.count() == 1


def test_list_of_one_does_not_tell_whether_that_person_has_answered(
    wave: Wave, at: datetime
) -> None:
    """Whoever invites somebody once more hears the same before and after the answer."""
    invite(wave, "a@b.fi", at=at)
    link = Invitation.objects.select_related("target__wave__document").get()
    before = queries.planned_list(wave, listed("a@b.fi"), at=at)
    surveys.answered(link.target, at, invitation=queries.code_of(link))
    assert queries.planned_list(wave, listed("a@b.fi"), at=at) == before


@pytest.mark.parametrize(
    "change",
    [
        {"state": WaveState.DRAFT},
        {"closes_on": date(2026, 3, 1)},
        {"modes": [Mode.PAPER]},
    ],
)
def test_wave_that_cannot_be_answered_by_link_invites_nobody(
    change: dict[str, Any], wave: Wave, at: datetime
) -> None:
    Wave.objects.filter(pk=wave.pk).update(**change)
    choice = Choice((Wanted("a@b.fi", "fi", queries.targets(wave)[0].pk, at.date()),))
    by = wave.survey.responsible
    assert by is not None
    with pytest.raises(Refused):
        actions.invite(wave, choice, by=by, at=at)
    assert not Invitation.objects.exists()
    assert not Asked.objects.exists()


def test_phones_without_a_gateway_are_refused_and_nothing_is_stored(
    wave: Wave, at: datetime
) -> None:
    with override_settings(SMS_URL=""), pytest.raises(Refused, match="SMS_URL"):
        invite(wave, "a@b.fi", PHONE, at=at)
    assert not Invitation.objects.exists()


# --- Leaving ----------------------------------------------------------------------------------
def test_invitations_wait_for_their_day_and_leave_between_eight_and_eight(
    wave: Wave, at: datetime
) -> None:
    invite(wave, "a@b.fi", PHONE, at=at)
    Invitation.objects.filter(address=PHONE).update(send_on=at.date() + timedelta(days=2))
    for hour, sent in ((5, 0), (18, 0), (6, 1), (17, 0)):  # UTC; Helsinki is two hours ahead
        assert actions.send_invitations(at=at.replace(hour=hour)) == sent, hour
    saturday = at + timedelta(days=5)
    assert actions.send_invitations(at=saturday) == 1
    assert sorted(Mail.objects.values_list("to", "letter")) == [
        (PHONE, "invitation-sms"),
        ("a@b.fi", "invitation"),
    ]


def test_outbox_names_the_invitation_and_never_its_code(wave: Wave, at: datetime) -> None:
    invite(wave, "a@b.fi", at=at)
    link = Invitation.objects.get()
    actions.send_invitations(at=at)
    assert Mail.objects.get().facts == {"invitation": str(link.pk)}
    assert whole_database().count(queries.code_of(link)) == 0


def whole_database() -> str:
    """Everything that stands in the tables."""
    from django.apps import apps

    models = {model.__name__: model for model in apps.get_models(include_auto_created=True)}
    tables = {name for name, _column in columns()}
    rows = [list(models[name]._default_manager.values()) for name in sorted(tables)]
    return json.dumps(rows, default=str)


def test_reminder_leaves_once_after_its_days(wave: Wave, at: datetime) -> None:
    invite(wave, "a@b.fi", at=at)
    actions.send_invitations(at=at)
    assert actions.send_invitations(at=at + timedelta(days=6)) == 0
    assert actions.send_invitations(at=at + timedelta(days=7)) == 1
    assert actions.send_invitations(at=at + timedelta(days=8)) == 0
    assert Mail.objects.filter(letter="invitation-reminder").count() == 1


def test_reminder_in_the_outbox_does_not_tell_who_has_answered(wave: Wave, at: datetime) -> None:
    """Both are written; the one that need not leave is dropped when letters leave."""
    invite(wave, "a@b.fi", "c@d.fi", at=at)
    actions.send_invitations(at=at)
    links = Invitation.objects.select_related("target__wave__document")
    first, second = links.order_by("address")
    surveys.answered(first.target, at, invitation=queries.code_of(first))
    week = at + timedelta(days=7)
    assert actions.send_invitations(at=week) == 2
    assert queries.to_be_sent(str(first.pk), week.date()) is None
    assert queries.to_be_sent(str(second.pk), week.date()) == second


def test_reminder_never_comes_after_the_last_day(wave: Wave, at: datetime) -> None:
    Wave.objects.filter(pk=wave.pk).update(remind_days=15)
    invite(wave, "a@b.fi", at=at)
    actions.send_invitations(at=at)
    assert Invitation.objects.get().remind_on is None


def test_invitations_of_a_closed_wave_never_leave(house: County, wave: Wave, at: datetime) -> None:
    invite(wave, "a@b.fi", at=at)
    key = str(Invitation.objects.get().pk)
    over = at + timedelta(days=15)
    assert actions.send_invitations(at=over) == 0
    actions.close(wave, by=None, at=over)
    assert queries.to_be_sent(key, at.date()) is None
    assert not Invitation.objects.exists()


def test_invitation_whose_receipt_key_is_gone_never_leaves(wave: Wave, at: datetime) -> None:
    invite(wave, "a@b.fi", at=at)
    key = str(Invitation.objects.get().pk)
    with override_settings(RECEIPT_KEYS={"new": b"n" * 32}):
        assert queries.to_be_sent(key, at.date()) is None


def test_killed_while_writing_nothing_is_lost_and_nothing_twice(
    wave: Wave, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    invite(wave, *(f"n{number}@posti.example" for number in range(5)), at=at)

    def killed(*_rest: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("kuulluksi.surveys.actions.inviting._reminder", killed)
        with pytest.raises(KeyboardInterrupt):
            actions.send_invitations(at=at)
    assert not Mail.objects.exists()
    assert actions.send_invitations(at=at) == 5
    assert actions.send_invitations(at=at) == 0
    assert Mail.objects.values("to").distinct().count() == Mail.objects.count() == 5


def test_large_list_is_written_and_sent_in_batches(wave: Wave, at: datetime) -> None:
    done = invite(wave, *(f"n{number}@posti.example" for number in range(450)), at=at)
    assert done.invited == Invitation.objects.count() == Asked.objects.count() == 450
    assert [actions.send_invitations(at=at) for _ in range(4)] == [200, 200, 50, 0]


# --- Saying no --------------------------------------------------------------------------------
def test_saying_no_removes_every_link_and_is_remembered(wave: Wave, at: datetime) -> None:
    invite(wave, "a@b.fi", PHONE, at=at)
    link = Invitation.objects.get(address="a@b.fi")
    actions.opt_out(queries.code_of(link), at=at)
    assert [each.address for each in Invitation.objects.all()] == [PHONE]
    last = datetime.combine(wave.closes_on, at.time(), UTC)
    choice = queries.planned_list(wave, listed("A@b.fi"), at=last)
    assert choice.left_out == {Excluded.ASKED: 1}
    assert "a@b.fi" not in whole_database()


def test_saying_no_after_answering_leaves_the_answers(wave: Wave, at: datetime) -> None:
    invite(wave, "a@b.fi", at=at)
    link = Invitation.objects.select_related("target__wave__document").get()
    code = queries.code_of(link)
    ballot = surveys.answered(link.target, at, invitation=code)
    actions.opt_out(code, at=at)
    ballot.refresh_from_db()
    assert Asked.objects.get().opted_out


def test_saying_no_takes_the_link(wave: Wave, at: datetime) -> None:
    invite(wave, "a@b.fi", at=at)
    actions.opt_out("ADEFHJKLMNPR", at=at)
    assert list(Asked.objects.values_list("opted_out", flat=True)) == [False]
    assert Invitation.objects.exists()


def test_what_is_kept_of_having_asked_is_a_digest_and_a_day(wave: Wave, at: datetime) -> None:
    invite(wave, PHONE, at=at)
    asked = Asked.objects.get()
    assert asked.lookup == queries.contact_lookup(PHONE)
    assert (asked.asked_on, asked.opted_out) == (at.date(), False)
    keys = {"new": b"n" * 32, **settings.RECEIPT_KEYS}
    with override_settings(RECEIPT_KEYS=keys):
        assert queries.contact_lookup(PHONE) == asked.lookup


def test_keys_of_invitations_tell_no_order(wave: Wave, at: datetime) -> None:
    addresses = [f"n{number:03}@posti.example" for number in range(60)]
    invite(wave, *addresses, at=at)
    with connection.cursor() as cursor:
        place = "ctid" if connection.vendor == "postgresql" else "rowid"
        cursor.execute(f"SELECT address FROM kuulluksi_invitation ORDER BY {place}")
        lying = [row[0] for row in cursor.fetchall()]
    assert sorted(lying) == addresses
    assert lying != addresses
