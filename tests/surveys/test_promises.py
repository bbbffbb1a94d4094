"""The handling promise: told once people have answered, and called to mind before and after."""

from datetime import date, datetime, timedelta

import pytest

from kuulluksi.management.commands.worker import care
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import AuditEntry, Mail, Person
from kuulluksi.org.rules import Refused
from kuulluksi.pure import deadlines
from kuulluksi.pure.text import Text
from kuulluksi.surveys import actions, queries
from kuulluksi.surveys.enums import WaveState
from kuulluksi.surveys.models import Wave
from kuulluksi.voices.enums import Reason
from kuulluksi.voices.models import Notice
from kuulluksi.web.kit.letters import render
from tests.factories import surveys
from tests.factories.org import County, text

pytestmark = pytest.mark.django_db

# The wave of the factory promises that results are handled sixty days after it opened.
DUE = date(2026, 5, 1)


def told() -> list[tuple[str, str]]:
    return list(Notice.objects.order_by("pk").values_list("person__name", "reason"))


def days_from(at: datetime, day: date) -> datetime:
    return at + (day - deadlines.day(at))


def test_promise_is_told_of_a_closed_wave_in_each_language(house: County, at: datetime) -> None:
    wave, words = surveys.wave(house, at), text("Puhelinaika pidentyi.")
    for kept, said, field in (
        ("yes", words, ""),
        ("yes", Text.of(fi="Vain suomeksi"), "kept_words"),
        ("nearly", words, "kept"),
    ):
        with pytest.raises(Refused) as refused:
            actions.tell_kept(wave, kept, said, by=house.researcher, at=at)
        assert refused.value.field == field
        if wave.state == WaveState.OPEN:
            wave = actions.close(wave, by=None, at=at)
    actions.tell_kept(wave, "partly", words, by=house.researcher, at=at)
    wave.refresh_from_db()
    assert (wave.kept, wave.kept_words, wave.kept_on) == ("partly", words, deadlines.day(at))
    entry = AuditEntry.objects.get(what=Audited.PROMISE_TOLD)
    assert (entry.person, entry.detail) == (house.researcher, {"kept": "partly"})


def test_promise_is_called_to_mind_before_its_day_and_once_after(
    house: County, at: datetime
) -> None:
    wave = surveys.wave(house, at)
    assert wave.handled_until == DUE
    # 1 May is a holiday: the fifth working day after 23 April is before it, after 24 April not.
    for day, found in (
        (date(2026, 4, 23), []),
        (date(2026, 4, 24), [Reason.PROMISE_SOON]),
        (date(2026, 4, 27), []),
        (DUE, []),
        (date(2026, 5, 2), [Reason.PROMISE_LATE]),
        (date(2026, 5, 20), []),
    ):
        Notice.objects.all().delete()
        actions.remind_of_promises(at=days_from(at, day))
        assert told() == [(house.manager.name, reason) for reason in found], day


def test_promise_that_was_never_near_is_late_at_once(house: County, at: datetime) -> None:
    surveys.wave(house, at)
    assert actions.remind_of_promises(at=at + timedelta(days=90)) == 1
    assert told() == [(house.manager.name, Reason.PROMISE_LATE)]
    assert actions.remind_of_promises(at=at + timedelta(days=91)) == 0


def test_promise_that_was_told_or_is_a_draft_is_not_called_to_mind(
    house: County, at: datetime
) -> None:
    surveys.wave(house, at, state=WaveState.DRAFT)
    done = actions.close(surveys.wave(house, at), by=None, at=at)
    actions.tell_kept(done, "yes", text("Kyllä."), by=house.researcher, at=at)
    assert actions.remind_of_promises(at=at + timedelta(days=90)) == 0


def test_promise_of_somebody_who_left_goes_to_who_holds_the_survey(
    house: County, at: datetime
) -> None:
    surveys.wave(house, at)
    Person.objects.filter(pk=house.manager.pk).update(is_active=False)
    actions.remind_of_promises(at=at + timedelta(days=90))
    assert told() == [(house.researcher.name, Reason.PROMISE_LATE)]


def test_promises_wait_by_their_day_and_tell_how_late_they_are(house: County, at: datetime) -> None:
    on = DUE + timedelta(days=3)
    waits, open_still, kept, kept_late = (surveys.wave(house, at) for _ in range(4))
    Wave.objects.filter(pk=open_still.pk).update(closes_on=on)
    for wave, days in ((kept, 0), (kept_late, 4)):
        moment = days_from(at, DUE + timedelta(days=days))
        closed = actions.close(wave, by=None, at=at)
        actions.tell_kept(closed, "yes", text("Kyllä."), by=house.researcher, at=moment)
    found = [(each.wave.pk, each.days_late) for each in queries.promises(on, 9)]
    assert found == [(waits.pk, 3), (kept_late.pk, 4), (kept.pk, 0)]
    assert [each.wave.pk for each in queries.promises(on, 1)] == [waits.pk, kept_late.pk]


def test_promise_reaches_the_daily_letter_by_the_worker(house: County, at: datetime) -> None:
    surveys.wave(house, at)
    for job in care(at=days_from(at, date(2026, 5, 4))).values():
        job()
    letter = Mail.objects.get(letter="digest")
    assert (letter.to, letter.facts) == (house.manager.email, {Reason.PROMISE_LATE.value: "1"})
    assert "kyselyn tulosten käsittely myöhässä: 1" in render(letter).body
