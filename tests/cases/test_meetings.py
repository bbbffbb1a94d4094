"""The team's agenda, its conclusion, what it counts and is told, and what is held back from it."""

from datetime import date, datetime, timedelta

import pytest

from kuulluksi.cases import actions, queries
from kuulluksi.cases.actions import meetings
from kuulluksi.cases.enums import Concerns, FeedbackKind
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.voices import actions as voice_actions
from kuulluksi.voices import queries as voices
from kuulluksi.voices.enums import Event, HoldReason, PublicationState, Publicity, Reason
from kuulluksi.voices.models import Hidden, Notice, TeamWeek, Voice
from tests.factories.org import County
from tests.factories.voices import given, published

SUBJECT = "Puhelinaikojen järjestely"


def told(person: Person) -> dict[str, int]:
    """Of the team's matters."""
    ours = [Reason.AGENDA, Reason.TEAM_THANKS, Reason.TEAM_CRITICISM, Reason.TEAM_ANSWERED]
    notices = Notice.objects.filter(person=person, reason__in=ours)
    return dict(notices.values_list("reason", "number"))


def test_agenda_reaches_the_team_and_its_conclusion_the_giver(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    actions.put_on_agenda(voice, by=house.supervisor, at=at, subject=f" {SUBJECT} ")
    assert Voice.objects.get(pk=voice.pk).agenda_on == date(2026, 3, 2)
    assert told(house.worker) == {Reason.AGENDA: 1}
    assert told(house.deputy) == {Reason.AGENDA: 1}
    assert told(house.supervisor) == {}
    assert told(house.neighbour) == {}
    assert not Notice.objects.exclude(voice=None).filter(reason=Reason.AGENDA).exists()
    units = queries.own_units(house.worker, at.date())
    (matter,) = queries.agenda(house.worker, units)
    assert (matter.subject, matter.words) == (SUBJECT, [])
    assert queries.concluded(house.worker, units) == []

    actions.conclude(voice, by=house.supervisor, at=at, words="Puhelin on auki klo 9–12.")
    assert Voice.objects.get(pk=voice.pk).agenda_on is None
    assert queries.agenda(house.worker, units) == []
    (matter,) = queries.concluded(house.worker, units)
    assert (matter.subject, matter.conclusion) == (SUBJECT, "Puhelin on auki klo 9–12.")
    seen = [(stop.step.event, stop.words) for stop in voices.journey(voice, for_giver=True)]
    assert (Event.CONCLUDED, "Puhelin on auki klo 9–12.") in seen
    assert Event.AGENDA not in {event for event, _words in seen}


def test_agenda_comes_again_with_its_newest_line(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    for subject in ("Ensin", "Sitten"):
        actions.put_on_agenda(voice, by=house.supervisor, at=at, subject=subject)
        (matter,) = queries.agenda(house.worker, frozenset({house.kamppi.pk}))
        assert matter.subject == subject
        actions.conclude(voice, by=house.supervisor, at=at, words=f"{subject} sovittu.")
    (matter,) = queries.concluded(house.worker, frozenset({house.kamppi.pk}))
    assert (matter.subject, matter.conclusion) == ("Sitten", "Sitten sovittu.")


@pytest.mark.parametrize(
    ("more", "subject"),
    [
        ({"concerns": Concerns.WORKER}, SUBJECT),
        ({"concerns": Concerns.HANDLER, "may_discuss": True}, SUBJECT),
        ({"unit": None}, SUBJECT),
        ({"hold_reason": HoldReason.BUDGET}, SUBJECT),
        ({}, "  "),
    ],
)
def test_agenda_is_refused(
    more: dict[str, object], subject: str, house: County, at: datetime
) -> None:
    voice = given(at, **{"unit": house.kamppi, **more}).voice  # type: ignore[arg-type]
    by = voice.owner
    assert by is not None
    with pytest.raises(Refused):
        actions.put_on_agenda(voice, by=by, at=at, subject=subject)
    assert not Voice.objects.exclude(agenda_on=None).exists()
    assert not Notice.objects.filter(reason=Reason.AGENDA).exists()


def test_agenda_and_conclusion_only_by_readers_and_once(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    with pytest.raises(Refused):
        actions.put_on_agenda(voice, by=house.worker, at=at, subject=SUBJECT)
    with pytest.raises(Refused):
        actions.conclude(voice, by=house.supervisor, at=at, words="Sovittu.")
    actions.put_on_agenda(voice, by=house.supervisor, at=at, subject=SUBJECT)
    for words, by in (("", house.supervisor), ("Sovittu.", house.worker)):
        with pytest.raises(Refused):
            actions.conclude(voice, by=by, at=at, words=words)
    with pytest.raises(Refused):
        actions.put_on_agenda(voice, by=house.supervisor, at=at, subject=SUBJECT)


@pytest.mark.parametrize("state", PublicationState)
def test_agenda_shows_no_words_but_the_published(
    state: PublicationState, house: County, at: datetime
) -> None:
    voice = given(at, unit=house.kamppi, publicity=Publicity.ALLOWED).voice
    actions.put_on_agenda(voice, by=house.supervisor, at=at, subject=SUBJECT)
    units = frozenset({house.kamppi.pk})
    (matter,) = queries.agenda(house.worker, units)
    assert (matter.subject, matter.words) == (SUBJECT, [])
    reviewed = [{"text": "Jonotin "}, {"gap": "other"}]
    published(voice, house.supervisor, at, state=state, words=reviewed)
    (matter,) = queries.agenda(house.worker, units)
    assert matter.words == (reviewed if state == PublicationState.PUBLISHED else [])
    Hidden.objects.create(voice=voice, person=house.worker)
    assert queries.agenda(house.worker, units) == []


def test_counts_hold_back_the_few_the_recent_and_what_concerns_a_person(
    house: County, at: datetime
) -> None:
    units = frozenset({house.kamppi.pk, house.office.pk})
    month_ago = at - timedelta(days=20)
    for number in range(3):
        topics = frozenset({"speed", "other"} if number else {"speed"})
        given(month_ago, unit=house.kamppi, topics=topics)
    for more in (
        {"concerns": Concerns.WORKER},
        {"concerns": Concerns.WORKER, "may_discuss": True},
        {"concerns": Concerns.HANDLER},
        {"hold_reason": HoldReason.BUDGET},
        {"kind": FeedbackKind.IDEA},
    ):
        given(month_ago, unit=house.kamppi, topics=frozenset({"speed"}), **more)
    given(at, unit=house.kamppi, topics=frozenset({"speed"}))  # of this month
    counts = queries.counts(house.worker, units, at.date())
    assert (counts.criticism, counts.topics, counts.answered) == (3, {"speed": 3}, None)
    hidden = Voice.objects.filter(given_on=month_ago.date(), concerns_handler=False).exclude(
        pk__in=Voice.objects.exclude(hold_reason="")
    )
    for voice in hidden:
        Hidden.objects.get_or_create(voice=voice, person=house.worker)
    assert queries.counts(house.worker, units, at.date()).criticism is None


@pytest.mark.parametrize(
    ("on", "first", "end"),
    [
        (date(2026, 3, 2), date(2025, 12, 1), date(2026, 3, 1)),
        (date(2026, 1, 31), date(2025, 10, 1), date(2026, 1, 1)),
        (date(2026, 12, 1), date(2026, 9, 1), date(2026, 12, 1)),
    ],
)
def test_counts_are_of_whole_months(on: date, first: date, end: date) -> None:
    assert queries.period(on) == (first, end)


def test_team_is_told_of_its_week_once(house: County, at: datetime) -> None:
    week_ago = at - timedelta(days=5)  # the Wednesday before
    for _number in range(2):
        given(week_ago, unit=house.office, kind=FeedbackKind.THANKS, words="Kiitos.")
    for _number in range(3):
        given(week_ago, unit=house.kamppi)
    given(week_ago, unit=house.kamppi, concerns=Concerns.HANDLER)
    given(week_ago, unit=house.kallio)
    answered = given(at - timedelta(days=30), unit=house.kallio).voice
    voice_actions.answer(answered, by=house.neighbour, at=week_ago, seen=2, words="Korjaamme.")
    given(at, unit=house.kamppi, kind=FeedbackKind.THANKS, words="Kiitos.")  # this week

    assert meetings.tell_teams(at=at) == 3
    for person in (house.worker, house.deputy, house.supervisor):
        assert told(person) == {Reason.TEAM_THANKS: 2, Reason.TEAM_CRITICISM: 3}
    # One criticism and one answer are too few to be told.
    assert told(house.neighbour) == {}
    assert told(house.manager) == {}
    for days in (0, 1, 4):
        assert meetings.tell_teams(at=at + timedelta(days=days)) == 0
    assert meetings.tell_teams(at=at + timedelta(days=7)) == 3
    assert TeamWeek.objects.count() == 2


def test_team_is_told_all_or_nothing_when_the_worker_is_killed(
    house: County, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(at - timedelta(days=5), unit=house.kamppi, kind=FeedbackKind.THANKS, words="Kiitos.")
    calls = iter(range(3))

    def killed(*_: object, **__: object) -> None:
        if next(calls):
            raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(meetings, "tell", killed)
        with pytest.raises(SystemExit):
            meetings.tell_teams(at=at)
    assert not TeamWeek.objects.exists()
    assert meetings.tell_teams(at=at) == 3
    assert Notice.objects.filter(reason=Reason.TEAM_THANKS).count() == 3


def test_team_is_told_on_the_first_working_day(house: County) -> None:
    easter = datetime.fromisoformat("2026-04-06T06:00:00+00:00")  # a Monday without work
    given(easter - timedelta(days=5), unit=house.kamppi, kind=FeedbackKind.THANKS, words="Kiitos.")
    assert meetings.tell_teams(at=easter) == 0
    assert meetings.tell_teams(at=easter + timedelta(days=1)) == 3
    assert meetings.first_working_day(date(2026, 4, 6)) == date(2026, 4, 7)
