"""Circles of reply: opened when a survey closes, told, handed over, called to mind."""

from datetime import date, datetime, timedelta

import pytest

from kuulluksi.management.commands.worker import care
from kuulluksi.org import queries as org
from kuulluksi.org.models import AuditEntry, Mail, Person
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes.actions import circles, clusters
from kuulluksi.outcomes.enums import ToldBy
from kuulluksi.outcomes.models import Circle, Cluster, Told
from kuulluksi.outcomes.queries import circles as queries
from kuulluksi.pure import deadlines
from kuulluksi.pure.text import Text
from kuulluksi.surveys import actions as surveys
from kuulluksi.surveys.models import Wave
from kuulluksi.voices.enums import Event, Reason
from kuulluksi.voices.models import Notice, Passage, Step
from tests.factories import surveys as waves
from tests.factories.org import County
from tests.factories.outcomes import text
from tests.factories.voices import given

pytestmark = pytest.mark.django_db

# The wave of the factory promises that results are handled sixty days after it opened.
DUE = date(2026, 5, 1)
WORDS = text("Puhelinaika pidentyi tunnilla.")


def told() -> list[tuple[str, str]]:
    return sorted(Notice.objects.values_list("person__name", "reason"))


def days_from(at: datetime, day: date) -> datetime:
    return at + (day - deadlines.day(at))


def closed(house: County, at: datetime) -> Circle:
    """The circle of a wave that has closed."""
    wave = surveys.close(waves.wave(house, at), by=None, at=at)
    circles.tend()
    return Circle.objects.get(wave=wave)


def gathered(house: County, at: datetime, *, number: int = 2, contact: str = "") -> Circle:
    """The circle of voices to Kamppi, to be told in ten days."""
    found = [given(at, unit=house.kamppi, contact=contact).voice for _ in range(number)]
    cluster = clusters.gather(
        "Takaisinsoitot",
        found,
        owner=house.supervisor,
        due_on=deadlines.day(at) + timedelta(days=10),
        by=house.supervisor,
        at=at,
    )
    return Circle.objects.get(cluster=cluster)


def test_circle_of_a_survey_opens_when_it_closes_and_only_once(house: County, at: datetime) -> None:
    waves.wave(house, at)
    assert circles.tend() == 0
    circle = closed(house, at)
    assert (circle.owner, circle.due_on, circle.closed_on) == (house.manager, DUE, None)
    assert circles.tend() == 0
    assert Circle.objects.count() == 1


def test_worker_opens_circles_and_calls_them_to_mind(house: County, at: datetime) -> None:
    surveys.close(waves.wave(house, at), by=None, at=at)
    for job in care(at=days_from(at, DUE + timedelta(days=3))).values():
        job()
    assert Circle.objects.get().reminded_on == DUE + timedelta(days=3)
    letter = Mail.objects.get(letter="digest", to=house.manager.email)
    assert letter.facts[Reason.CIRCLE_LATE.value] == "1"


def test_circle_of_a_survey_without_a_promised_day_is_due_in_sixty_days(
    house: County, at: datetime
) -> None:
    wave = surveys.close(waves.wave(house, at), by=None, at=at)
    Wave.objects.filter(pk=wave.pk).update(handled_until=None)
    circles.tend()
    assert Circle.objects.get().due_on == deadlines.day(at) + timedelta(days=60)


def test_circle_of_somebody_who_left_goes_to_who_holds_the_survey(
    house: County, at: datetime
) -> None:
    Person.objects.filter(pk=house.manager.pk).update(is_active=False)
    assert closed(house, at).owner == house.researcher


def test_promise_that_was_told_counts_as_told_on_the_pages(house: County, at: datetime) -> None:
    circle, on = closed(house, at), deadlines.day(at)
    assert circle.wave is not None
    before = queries.replies([circle.wave], on)[circle.wave_id or 0]
    assert (before.told_on, before.late) == (None, False)
    surveys.tell_kept(circle.wave, "no", WORDS, by=house.researcher, at=at)
    wave = Wave.objects.get()
    after = queries.replies([wave], on)[wave.pk]
    assert [(each.channel, each.on) for each in after.tellings] == [(ToldBy.PAGES, on)]
    assert queries.open_circles(house.manager, org.Reach(), on) == []
    circles.tend()
    circle.refresh_from_db()
    assert circle.closed_on == on
    # Told anew, it stays told on the first day.
    surveys.tell_kept(wave, "yes", WORDS, by=house.researcher, at=at + timedelta(days=5))
    circles.tend()
    circle.refresh_from_db()
    assert circle.closed_on == on


def test_circle_is_told_by_a_channel_on_a_day(house: County, at: datetime) -> None:
    circle, on = closed(house, at), deadlines.day(at)
    for channel, day, words, field in (
        ("smoke", on, Text(), "channel"),
        (ToldBy.JOURNEY, on, WORDS, "channel"),
        (ToldBy.WALL, None, Text(), "on"),
        (ToldBy.WALL, on + timedelta(days=1), Text(), "on"),
        (ToldBy.WALL, on - timedelta(days=40), Text(), "on"),
        (ToldBy.PAGES, on, Text(), "words-fi"),
        (ToldBy.PAGES, on, Text.of(fi="Vain suomeksi"), "words-sv"),
    ):
        with pytest.raises(Refused) as refused:
            circles.tell_them(circle, channel, day, words, by=house.manager, at=at)
        assert refused.value.field == field
    assert not Told.objects.exists()
    assert circles.tell_them(circle, ToldBy.WALL, on, Text(), by=house.manager, at=at)
    circle.refresh_from_db()
    assert circle.closed_on == on
    assert AuditEntry.objects.filter(what="circle-told").count() == 1


def test_same_told_twice_is_told_once(house: County, at: datetime) -> None:
    circle = gathered(house, at)
    for first in (True, False):
        new = circles.tell_them(circle, ToldBy.JOURNEY, None, WORDS, by=house.supervisor, at=at)
        assert new is first
    assert Told.objects.count() == 1
    assert Step.objects.filter(event=Event.TOLD).count() == 2


def test_circle_is_told_by_those_whose_it_is(house: County, at: datetime) -> None:
    circle, on = closed(house, at), deadlines.day(at)
    for person in (house.supervisor, house.worker, house.dispatcher, house.administrator):
        with pytest.raises(Refused):
            circles.tell_them(circle, ToldBy.WALL, on, Text(), by=person, at=at)
    for channel, person in (
        (ToldBy.WALL, house.manager),
        (ToldBy.LETTER, house.researcher),
        (ToldBy.MEETING, house.director),
    ):
        assert circles.tell_them(circle, channel, on, Text(), by=person, at=at)


def test_givers_are_told_in_their_journeys_and_languages(house: County, at: datetime) -> None:
    voices = [
        given(at, unit=house.kamppi, contact="asiakas@esimerkki.example").voice,
        given(at, unit=house.kamppi, language="sv").voice,
    ]
    due_on, by = deadlines.day(at) + timedelta(days=10), house.supervisor
    cluster = clusters.gather("Soitot", voices, owner=by, due_on=due_on, by=by, at=at)
    Mail.objects.all().delete()
    circle = Circle.objects.get(cluster=cluster)
    circles.tell_them(circle, ToldBy.JOURNEY, None, WORDS, by=by, at=at)
    said = []
    for voice in voices:
        step = Step.objects.get(voice=voice, event=Event.TOLD)
        assert step.by == by
        said.append(Passage.objects.get(voice=voice, number=step.number).body)
    assert said == [WORDS.get("fi"), WORDS.get("sv")]
    assert Mail.objects.get().letter == "news"


def test_row_is_taken_back_unless_givers_have_read_it(house: County, at: datetime) -> None:
    circle, on = gathered(house, at), deadlines.day(at)
    by = house.supervisor
    circles.tell_them(circle, ToldBy.WALL, on - timedelta(days=3), Text(), by=by, at=at)
    circles.tell_them(circle, ToldBy.JOURNEY, None, WORDS, by=by, at=at)
    wall, journey = Told.objects.order_by("on")
    circles.take_back(circle, wall.pk, by=by, at=at)
    circle.refresh_from_db()
    assert circle.closed_on == on
    with pytest.raises(Refused):
        circles.take_back(circle, journey.pk, by=by, at=at)
    assert Told.objects.get() == journey


def test_circle_is_handed_to_somebody_who_may_read_it(house: County, at: datetime) -> None:
    circle = gathered(house, at)
    for person in (house.neighbour, house.worker):
        with pytest.raises(Refused) as refused:
            circles.hand_over(circle, person, by=house.supervisor, at=at)
        assert refused.value.field == "owner"
    assert circles.hand_over(circle, house.manager, by=house.supervisor, at=at).owner_id
    with pytest.raises(Refused) as refused:
        circles.hand_over(circle, house.manager, by=house.manager, at=at)
    assert refused.value.field == "owner"
    Person.objects.filter(pk=house.director.pk).update(is_active=False)
    house.director.refresh_from_db()
    with pytest.raises(Refused):
        circles.hand_over(circle, house.director, by=house.manager, at=at)


def test_circle_of_a_cluster_is_called_to_mind_before_and_once_after(
    house: County, at: datetime
) -> None:
    circle = gathered(house, at)
    assert circle.due_on == date(2026, 3, 12)
    for day, found in (
        (date(2026, 3, 4), []),
        (date(2026, 3, 5), [(house.supervisor.name, Reason.CIRCLE_SOON)]),
        (date(2026, 3, 12), []),
        (
            date(2026, 3, 13),
            [
                (house.supervisor.name, Reason.CIRCLE_LATE),
                (house.manager.name, Reason.CIRCLE_LATE),
            ],
        ),
        (date(2026, 4, 1), []),
    ):
        Notice.objects.all().delete()
        circles.remind_of_circles(at=days_from(at, day))
        assert told() == sorted(found), day


def test_before_the_day_of_a_survey_only_its_promise_speaks(house: County, at: datetime) -> None:
    closed(house, at)
    assert circles.remind_of_circles(at=days_from(at, DUE)) == 0
    assert circles.remind_of_circles(at=days_from(at, DUE + timedelta(days=1))) == 1
    assert told() == [(house.manager.name, Reason.CIRCLE_LATE)]
    assert circles.remind_of_circles(at=days_from(at, DUE + timedelta(days=9))) == 0


def test_circle_that_was_told_is_not_called_to_mind(house: County, at: datetime) -> None:
    circle = gathered(house, at)
    circles.tell_them(circle, ToldBy.WORKERS, deadlines.day(at), Text(), by=house.supervisor, at=at)
    assert circles.remind_of_circles(at=at + timedelta(days=90)) == 0


def test_circle_of_somebody_who_left_is_called_to_mind_to_who_leads(
    house: County, at: datetime
) -> None:
    gathered(house, at)
    Notice.objects.all().delete()
    Person.objects.filter(pk=house.supervisor.pk).update(is_active=False)
    circles.remind_of_circles(at=at + timedelta(days=30))
    assert told() == [(house.manager.name, Reason.CIRCLE_LATE)]


def test_circles_stand_with_the_longest_overdue_first_and_say_whose(
    house: County, at: datetime
) -> None:
    of_survey, of_cluster = closed(house, at), gathered(house, at)
    on = DUE + timedelta(days=4)
    rows = queries.open_circles(house.manager, org.leading(house.manager, on), on)
    assert [(row.circle, row.mine, row.below) for row in rows] == [
        (of_cluster, False, True),
        (of_survey, True, False),
    ]
    assert [row.reply.days_late for row in rows] == [(on - of_cluster.due_on).days, 4]
    # Whoever may read none of the voices learns nothing of their cluster.
    rows = queries.open_circles(house.worker, org.leading(house.worker, on), on)
    assert [(row.circle, row.mine, row.below) for row in rows] == [(of_survey, False, False)]
    assert Cluster.objects.count() == 1
