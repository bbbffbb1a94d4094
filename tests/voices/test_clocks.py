"""The clock of an answer: what starts and stops it, who is reminded, where it goes when late."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import OperationalError, transaction

from kuulluksi.cases.enums import Concerns
from kuulluksi.org.enums import DutyKind
from kuulluksi.org.models import Absence, Duty, Mail, Person
from kuulluksi.pure.clocks import Mark
from kuulluksi.pure.deadlines import next_working_day
from kuulluksi.pure.routing import Stage
from kuulluksi.voices import actions, queries, rules
from kuulluksi.voices.actions.notices import tell
from kuulluksi.voices.enums import Event, Reason, State, Verdict
from kuulluksi.voices.models import EarlierClock, Notice, Step, Voice
from kuulluksi.voices.queries.clocks import all_steps
from tests.factories.org import County
from tests.factories.voices import given
from tests.voices.scene import Scene

DUE = date(2026, 3, 11)
SOON, LATE, THIRD = date(2026, 3, 9), date(2026, 3, 12), date(2026, 3, 16)


def morning(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 7, tzinfo=UTC)


def carry_out(on: date) -> int:
    return actions.carry_out_marks(at=morning(on))


def fresh(voice: Voice) -> Voice:
    return Voice.objects.get(pk=voice.pk)


def marked(voice: Voice) -> list[tuple[str, date, Person | None, str]]:
    steps = Step.objects.filter(voice=voice, event__in=(Event.REMINDED, Event.ESCALATED))
    return [(s.event, s.on, s.to, s.detail) for s in steps.order_by("number")]


def told(voice: Voice) -> list[tuple[Person, str]]:
    rows = Notice.objects.filter(voice=voice).exclude(reason=Reason.NEW)
    return [(row.person, row.reason) for row in rows.order_by("on")]


def test_clock_counts_from_the_next_working_day(house: County) -> None:
    """Given on a Friday evening, seven working days: the Monday after the next is the sixth."""
    friday = datetime(2026, 3, 27, 18, tzinfo=UTC)
    voice = given(friday, unit=house.kamppi).voice
    assert (voice.began_on, voice.due_on) == (date(2026, 3, 27), date(2026, 4, 9))
    (clock,) = queries.clocks(fresh(voice), all_steps(voice))
    assert (clock.first_day, clock.promised) == (date(2026, 3, 30), 7)


def test_clock_of_a_late_answer_reminds_twice_and_goes_up(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    on = at.date()
    while on < date(2026, 3, 31):
        on = next_working_day(on)
        carry_out(on)
        carry_out(on)  # the worker was killed and has just started again
    assert marked(voice) == [
        (Event.REMINDED, SOON, house.supervisor, Mark.SOON),
        (Event.REMINDED, LATE, house.supervisor, Mark.LATE),
        (Event.ESCALATED, THIRD, house.manager, Stage.SUPERIOR),
        (Event.ESCALATED, date(2026, 3, 23), house.dispatcher, Stage.DISPATCHER),
        (Event.ESCALATED, date(2026, 3, 30), house.independent, Stage.INDEPENDENT),
    ]
    assert told(voice) == [
        (house.supervisor, Reason.SOON),
        (house.supervisor, Reason.LATE),
        (house.manager, Reason.ESCALATED),
        (house.dispatcher, Reason.ESCALATED),
        (house.independent, Reason.ESCALATED),
    ]
    now = fresh(voice)
    assert (now.owner, now.due_on, now.state) == (house.independent, DUE, State.WAITING)


def test_clock_with_nobody_above_only_reminds_again(house: County, at: datetime) -> None:
    """It never goes back to somebody who was late with it."""
    voice = given(at, unit=house.kamppi).voice
    for on in (SOON, LATE, THIRD, date(2026, 3, 23), date(2026, 3, 30), date(2026, 4, 8)):
        assert carry_out(on) == 1
    assert marked(voice)[-1] == (
        Event.REMINDED,
        date(2026, 4, 8),
        house.independent,
        Mark.ESCALATED,
    )
    assert told(voice)[-1] == (house.independent, Reason.LATE)
    assert fresh(voice).next_mark_on == date(2026, 4, 15)


def test_clock_goes_up_again_to_whoever_gave_it_back(house: County, at: datetime) -> None:
    """The manager moved it back to the supervisor: the manager was not late with it."""
    voice = given(at, unit=house.kamppi).voice
    for on in (SOON, LATE, THIRD):
        carry_out(on)
    now = fresh(voice)
    actions.move(
        now,
        by=house.manager,
        at=morning(THIRD),
        seen=now.version,
        reason="Sinun asiasi.",
        to=house.supervisor,
    )
    assert fresh(voice).due_on == DUE
    carry_out(date(2026, 3, 23))
    assert fresh(voice).owner == house.manager


def test_clock_never_goes_up_to_whom_it_concerns(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi, concerns=Concerns.HANDLER).voice
    assert voice.owner == house.manager
    Person.objects.filter(pk=house.manager.pk).update(superior=house.supervisor)
    for on in (SOON, LATE, THIRD):
        carry_out(on)
    hidden = queries.hidden_from(fresh(voice))
    assert house.supervisor.pk in hidden
    assert fresh(voice).owner == house.dispatcher
    people = {person for _event, _on, person, _detail in marked(voice)}
    assert not {person.pk for person in people if person} & hidden


def test_clock_goes_past_a_superior_who_is_away(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    Absence.objects.create(person=house.manager, starts_on=THIRD, ends_on=THIRD)
    for on in (SOON, LATE, THIRD):
        carry_out(on)
    assert fresh(voice).owner == house.dispatcher


def test_clock_that_nobody_looked_at_for_weeks_says_late_not_soon(
    house: County, at: datetime
) -> None:
    voice = given(at, unit=house.kamppi).voice
    for _turn in range(3):
        carry_out(date(2026, 4, 1))
    assert marked(voice) == [(Event.REMINDED, date(2026, 4, 1), house.supervisor, Mark.LATE)]
    assert fresh(voice).next_mark_on == date(2026, 4, 2)


@pytest.mark.parametrize("act", ["answer", "close"])
def test_clock_is_stopped_by_a_word_to_the_giver(house: County, at: datetime, act: str) -> None:
    voice = given(at, unit=house.kamppi).voice
    getattr(Scene(house, voice.pk, at, "n"), act)()
    assert (fresh(voice).next_mark, fresh(voice).next_mark_on) == ("", None)
    assert carry_out(date(2026, 4, 1)) == 0


@pytest.mark.parametrize("act", ["read", "note", "talk", "move_to_a_place", "withdraw"])
def test_clock_goes_on_through_everything_else(house: County, at: datetime, act: str) -> None:
    voice = given(at, unit=house.kamppi, publicity="allowed").voice
    getattr(Scene(house, voice.pk, at, "n"), act)()
    assert (fresh(voice).due_on, fresh(voice).next_mark_on) == (DUE, SOON)


def test_interim_message_tells_the_giver_and_stops_nothing(house: County, at: datetime) -> None:
    made = given(at, unit=house.kamppi, contact="anna@posti.example", language="sv")
    actions.interim(made.voice, by=house.supervisor, at=at, seen=2, words="Vi utreder saken.")
    now = fresh(made.voice)
    assert (now.state, now.due_on, now.answered_on) == (State.READ, DUE, None)
    assert now.next_mark_on == SOON
    last = queries.journey(now, for_giver=True)[-1]
    assert (last.step.event, last.words) == (Event.INTERIM, "Vi utreder saken.")
    assert letters() == [("news", "anna@posti.example", "sv", {})]
    assert carry_out(SOON) == 1


def letters() -> list[tuple[str, str, str, object]]:
    return list(Mail.objects.values_list("letter", "to", "language", "facts"))


def test_clock_starts_anew_when_the_answer_did_not_help(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    answered, judged = at + timedelta(days=2), at + timedelta(days=7)
    actions.answer(voice, by=house.supervisor, at=answered, seen=2, words="Vastaus.")
    actions.judge(voice, verdict=Verdict.NO, words="Ei soitettu.", nonce="j", at=judged)
    now = fresh(voice)
    assert (now.began_on, now.due_on) == (judged.date(), date(2026, 3, 18))
    assert (now.next_mark, now.next_mark_on) == (Mark.SOON, date(2026, 3, 16))
    row = EarlierClock.objects.get(voice=voice)
    assert (row.began_on, row.due_on, row.stopped_on) == (at.date(), DUE, answered.date())
    carry_out(date(2026, 3, 16))
    first, second = queries.clocks(now, all_steps(now))
    assert first.stopped is not None
    assert (first.stopped.by, first.used(judged.date()), first.promised) == (house.supervisor, 2, 7)
    assert (second.began_on, second.stopped) == (judged.date(), None)
    assert [mark.step.to for mark in second.marks] == [house.manager]
    assert second.used(date(2026, 3, 16)) == 5


def test_clock_tells_from_whom_to_whom_it_went(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    for on in (SOON, LATE, THIRD, date(2026, 3, 23)):
        carry_out(on)
    (clock,) = queries.clocks(fresh(voice), all_steps(voice))
    ups = [(mark.taken_from, mark.step.to) for mark in clock.marks if mark.taken_from]
    assert ups == [(house.supervisor, house.manager), (house.manager, house.dispatcher)]


def test_clock_of_a_held_voice_runs_too(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi, hold_reason="budget").voice
    for on in (SOON, LATE, THIRD):
        carry_out(on)
    now = fresh(voice)
    assert (now.state, now.owner) == (State.HELD, house.independent)
    assert marked(voice)[0] == (Event.REMINDED, SOON, house.dispatcher, Mark.SOON)
    assert queries.can_view(voice.pk, house.independent, THIRD)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 3, 9, 5, 59, tzinfo=UTC),  # a minute before eight in Helsinki
        datetime(2026, 3, 9, 14, tzinfo=UTC),
        datetime(2026, 3, 14, 9, tzinfo=UTC),  # a Saturday
        datetime(2026, 4, 6, 9, tzinfo=UTC),  # Easter Monday
    ],
)
def test_marks_are_carried_out_in_office_hours_only(
    house: County, at: datetime, moment: datetime
) -> None:
    given(at, unit=house.kamppi)
    assert actions.carry_out_marks(at=moment) == 0


def test_marks_one_broken_voice_stops_no_other(
    house: County, at: datetime, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = sorted(given(at, unit=house.kamppi).voice.pk for _ in range(2))

    def broken(person: int | None, reason: Reason, *, at: datetime, voice: Voice) -> None:
        if voice.pk == first:
            raise ZeroDivisionError("Pekka Esimerkki")
        tell(person, reason, at=at, voice=voice)

    monkeypatch.setattr("kuulluksi.voices.actions.clocks.tell", broken)
    assert carry_out(SOON) == 1
    assert "ZeroDivisionError" in caplog.text
    assert "Pekka" not in caplog.text
    assert Voice.objects.get(pk=first).version == 2  # nothing half-done
    assert Voice.objects.get(pk=second).version == 3


def test_marks_are_whole_or_not_at_all_when_the_database_goes_away(
    house: County, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice = given(at, unit=house.kamppi).voice

    def gone(*_: object, **__: object) -> None:
        raise OperationalError("gone")

    with monkeypatch.context() as patched:
        patched.setattr("kuulluksi.voices.actions.clocks.tell", gone)
        with pytest.raises(OperationalError), transaction.atomic():
            carry_out(SOON)
    assert (fresh(voice).version, fresh(voice).next_mark_on, marked(voice)) == (2, SOON, [])
    assert carry_out(SOON) == 1


def test_writer_of_an_answer_is_told_that_it_went_up(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    seen = fresh(voice).version
    for on in (SOON, LATE, THIRD):
        assert carry_out(on) == 1
    with pytest.raises(rules.Stale, match=r"myöhässä|late"):
        actions.answer(voice, by=house.supervisor, at=morning(THIRD), seen=seen, words="Vastaus.")
    actions.answer(
        voice, by=house.supervisor, at=morning(THIRD), seen=fresh(voice).version, words="Vastaus."
    )
    assert fresh(voice).state == State.ANSWERED


def test_last_person_of_the_house_is_only_reminded(house: County, at: datetime) -> None:
    Duty.objects.filter(kind=DutyKind.INDEPENDENT).delete()
    voice = given(at).voice
    for on in (SOON, LATE, THIRD):
        carry_out(on)
    assert [event for event, *_ in marked(voice)] == [Event.REMINDED] * 3
    assert fresh(voice).owner == house.dispatcher
