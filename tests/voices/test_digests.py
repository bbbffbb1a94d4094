"""The digest: one letter a day in office hours, numbers and reasons, nothing that has passed."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from kuulluksi.cases.enums import Concerns
from kuulluksi.org.models import Absence, Mail, Person
from kuulluksi.pure import deadlines, retention
from kuulluksi.voices import actions
from kuulluksi.voices.actions.notices import tell
from kuulluksi.voices.enums import Reason, Verdict
from kuulluksi.voices.models import Hidden, Notice, Voice
from tests.factories.org import County
from tests.factories.voices import given
from tests.voices.scene import Scene


def digest_of(person: Person) -> dict[str, str] | None:
    """The facts of the person's only digest."""
    found = list(Mail.objects.filter(letter="digest", to=person.email))
    assert len(found) < 2
    return found[0].facts if found else None


def test_digest_counts_what_has_gathered(house: County, at: datetime) -> None:
    for _ in range(3):
        given(at, unit=house.kamppi)
    moved = given(at, unit=house.kallio).voice
    actions.move(moved, by=house.manager, at=at, seen=2, reason="Sinulle.", to=house.supervisor)
    actions.add_words(fresh(moved), words="Vielä.", nonce="a", at=at)
    actions.add_words(fresh(moved), words="Ja vielä.", nonce="b", at=at)
    assert actions.write_digests(at=at) == 1
    assert digest_of(house.supervisor) == {"new": "3", "moved": "1", "added": "1"}
    assert digest_of(house.neighbour) is None  # it is no longer the neighbour's
    assert not Notice.objects.exists()


def fresh(voice: Voice) -> Voice:
    return Voice.objects.get(pk=voice.pk)


def test_digest_is_one_a_day(house: County, at: datetime) -> None:
    given(at, unit=house.kamppi)
    assert actions.write_digests(at=at) == 1
    given(at, unit=house.kamppi)
    assert actions.write_digests(at=at + timedelta(hours=3)) == 0
    assert Notice.objects.count() == 1
    Mail.objects.update(sent_on=deadlines.day(at))
    assert actions.write_digests(at=at + timedelta(days=1)) == 1
    assert Mail.objects.filter(letter="digest").count() == 2


def test_digest_is_one_a_day_also_after_the_mail_server_was_away(
    house: County, at: datetime
) -> None:
    given(at, unit=house.kamppi)
    assert actions.write_digests(at=at) == 1
    given(at, unit=house.kamppi)
    next_day = at + timedelta(days=1)
    waiting = Mail.objects.filter(letter="digest")
    waiting.update(sent_on=None)
    assert actions.write_digests(at=next_day) == 0  # yesterday's has not left
    waiting.update(sent_on=deadlines.day(next_day))
    assert actions.write_digests(at=next_day) == 0  # it left today
    assert Notice.objects.count() == 1
    assert actions.write_digests(at=at + timedelta(days=2)) == 1


@pytest.mark.parametrize("act", ["answer", "close", "move_to_a_place", "move_to_a_colleague"])
def test_digest_leaves_out_what_has_been_done_meanwhile(
    house: County, at: datetime, act: str
) -> None:
    voice = given(at, unit=house.kamppi).voice
    getattr(Scene(house, voice.pk, at, "n"), act)()
    actions.write_digests(at=at)
    assert digest_of(house.supervisor) is None
    assert Person.objects.get(pk=house.supervisor.pk).digest_on is None
    assert not Notice.objects.filter(person=house.supervisor).exists()


def test_digest_leaves_out_what_was_hidden_meanwhile(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    tell(house.supervisor.pk, Reason.THANKS, at=at, voice=voice)
    Hidden.objects.create(voice=voice, person=house.supervisor)
    actions.write_digests(at=at)
    assert digest_of(house.supervisor) is None


def test_digest_tells_nobody_of_what_concerns_them(house: County, at: datetime) -> None:
    given(at, unit=house.kamppi, concerns=Concerns.HANDLER)
    actions.write_digests(at=at)
    assert digest_of(house.supervisor) is None
    assert digest_of(house.manager) == {"new": "1"}


def test_digest_of_a_voice_that_did_not_help_goes_to_its_new_reader(
    house: County, at: datetime
) -> None:
    voice = given(at, unit=house.kamppi).voice
    actions.answer(voice, by=house.supervisor, at=at, seen=2, words="Vastaus.")
    actions.judge(fresh(voice), verdict=Verdict.NO, words="Ei auttanut.", nonce="j", at=at)
    actions.write_digests(at=at)
    assert digest_of(house.manager) == {"not-helped": "1"}
    assert digest_of(house.supervisor) is None


def test_digest_of_a_released_voice_goes_to_its_reader(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi, hold_reason="budget").voice
    actions.release(voice, by=house.dispatcher, at=at, seen=2)
    actions.write_digests(at=at)
    assert digest_of(house.supervisor) == {"new": "1"}
    assert digest_of(house.dispatcher) is None


def test_digest_says_late_and_no_longer_soon(house: County, at: datetime) -> None:
    given(at, unit=house.kamppi)
    Absence.objects.create(
        person=house.supervisor, starts_on=date(2026, 3, 9), ends_on=date(2026, 3, 11)
    )
    for on in (9, 12):
        morning = datetime(2026, 3, on, 7, tzinfo=UTC)
        actions.carry_out_marks(at=morning)
        actions.write_digests(at=morning)
    assert digest_of(house.supervisor) == {"new": "1", "late": "1"}


def test_digest_waits_for_people_who_are_away(house: County, at: datetime) -> None:
    on = at.date()
    given(at, unit=house.kamppi)
    Absence.objects.create(person=house.supervisor, starts_on=on, ends_on=on)
    assert actions.write_digests(at=at) == 0
    assert actions.write_digests(at=at + timedelta(days=1)) == 1


def test_digest_of_somebody_who_has_left_is_erased(house: County, at: datetime) -> None:
    tell(house.worker.pk, Reason.HARM, at=at)
    Person.objects.filter(pk=house.worker.pk).update(is_active=False)
    assert actions.write_digests(at=at) == 0
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 3, 2, 5, 59, tzinfo=UTC),
        datetime(2026, 3, 2, 14, 0, tzinfo=UTC),
        datetime(2026, 3, 7, 9, tzinfo=UTC),
        datetime(2026, 5, 1, 9, tzinfo=UTC),
    ],
)
def test_digest_leaves_in_office_hours_only(house: County, at: datetime, moment: datetime) -> None:
    given(at, unit=house.kamppi)
    assert actions.write_digests(at=moment) == 0
    assert Notice.objects.count() == 1


def test_office_hours_are_those_of_helsinki_in_summer_and_winter() -> None:
    assert deadlines.office_hours(datetime(2026, 3, 2, 6, 0, tzinfo=UTC))
    assert deadlines.office_hours(datetime(2026, 7, 1, 5, 0, tzinfo=UTC))
    assert not deadlines.office_hours(datetime(2026, 7, 1, 13, 0, tzinfo=UTC))


def test_digest_sums_numbers_that_are_no_single_voice(house: County, at: datetime) -> None:
    for number in (4, 3):
        tell(house.worker.pk, Reason.TEAM_THANKS, at=at, number=number)
    tell(house.worker.pk, Reason.SURGE, at=at)
    actions.write_digests(at=at)
    assert digest_of(house.worker) == {"team-thanks": "7", "surge": "1"}


def test_digest_holds_no_content_place_or_voice(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi, words="Kvokkasiinkvokka").voice
    actions.write_digests(at=at)
    row = Mail.objects.get()
    stored = json.dumps(row.facts)
    assert not any(word in stored for word in ("Kvokka", "Kamp", str(voice.pk)))
    assert set(row.facts) <= set(Reason.values)


def test_digest_of_a_flood_is_one_letter(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    Notice.objects.bulk_create(
        Notice(person=house.supervisor, reason=Reason.HARM, on=at.date()) for _ in range(1200)
    )
    assert actions.write_digests(at=at) == 1
    assert digest_of(house.supervisor) == {"new": "1", "harm": "1200"}
    assert not Notice.objects.exists()
    assert fresh(voice).version == 2


def test_notices_are_erased_after_thirty_days(house: County, at: datetime) -> None:
    given(at, unit=house.kamppi)
    actions.erase_expired(at=at + retention.MAIL - timedelta(days=1))
    assert Notice.objects.count() == 1
    actions.erase_expired(at=at + retention.MAIL)
    assert not Notice.objects.exists()
