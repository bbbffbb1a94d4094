"""What figures are counted from: every promise of an answer that has come due, nothing else."""

from datetime import date, datetime, timedelta
from itertools import chain

from pytest_django import DjangoAssertNumQueries

from kuulluksi.cases.enums import Concerns
from kuulluksi.pure.answering import Clock, since
from kuulluksi.voices import actions, queries
from kuulluksi.voices.enums import HoldReason, Misdirected, Verdict
from kuulluksi.voices.models import Voice
from tests.factories.org import County
from tests.factories.voices import given

DAY = timedelta(days=1)
BEGAN, DUE, NOW = date(2026, 3, 2), date(2026, 3, 11), date(2026, 4, 15)


def answer(voice: Voice, house: County, at: datetime) -> None:
    now = Voice.objects.get(pk=voice.pk)
    actions.answer(now, by=house.manager, at=at, seen=now.version, words="Korjaamme tämän.")


def close(voice: Voice, house: County, at: datetime) -> None:
    now = Voice.objects.get(pk=voice.pk)
    actions.close(
        now, by=house.manager, at=at, seen=now.version, reason="Sama asia on jo työn alla."
    )


def counted(*units: int, on: date = NOW) -> list[Clock]:
    found = queries.past_clocks(units, since(on), on)
    return sorted(
        chain.from_iterable(found.values()),
        key=lambda clock: (clock.began, clock.stopped or date.max),
    )


def test_answering_counts_answers_closings_and_silence(house: County, at: datetime) -> None:
    answered, closed, _silent = (given(at, unit=house.kamppi).voice for _ in range(3))
    answer(answered, house, at + 2 * DAY)
    close(closed, house, at + 3 * DAY)
    assert counted(house.kamppi.pk) == [
        Clock(BEGAN, DUE, date(2026, 3, 4)),
        Clock(BEGAN, DUE, date(2026, 3, 5)),
        Clock(BEGAN, DUE, None),
    ]
    assert counted(house.kamppi.pk, on=DUE) == []
    assert counted(house.kallio.pk) == []


def test_answering_counts_each_clock_of_a_voice(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    answer(voice, house, at + DAY)
    again = at + 14 * DAY
    actions.judge(
        Voice.objects.get(pk=voice.pk),
        verdict=Verdict.NO,
        words="Ei auttanut.",
        nonce="n",
        at=again,
    )
    assert counted(house.kamppi.pk) == [
        Clock(BEGAN, DUE, date(2026, 3, 3)),
        Clock(date(2026, 3, 16), date(2026, 3, 25), None),
    ]


def test_answering_leaves_out_robots_the_held_and_what_was_handed_on(
    house: County, at: datetime
) -> None:
    robot, person, _held = (
        given(at, unit=house.kamppi, hold_reason=HoldReason.HONEYPOT).voice for _ in range(3)
    )
    for voice, act in ((robot, actions.discard), (person, actions.release)):
        act(voice, by=house.dispatcher, at=at, seen=voice.version)
    assert counted(house.kamppi.pk) == [Clock(BEGAN, DUE, None)]
    matter = Voice.objects.get(pk=person.pk)
    actions.hand_on(
        matter,
        by=house.manager,
        at=at,
        seen=matter.version,
        reason=Misdirected.OWN_WORKER,
        words="Ohjasimme viestisi eteenpäin.",
        to=house.worker,
    )
    assert counted(house.kamppi.pk) == []
    units = {house.kamppi.pk, house.kallio.pk}
    assert queries.handed_on(units, since(NOW), NOW) == {house.kamppi.pk: 1}
    assert queries.handed_on({house.kallio.pk}, since(NOW), NOW) == {}
    assert queries.handed_on(units, BEGAN + DAY, NOW) == {}
    assert queries.handed_on(units, since(NOW), BEGAN) == {}


def test_answering_counts_whom_a_robot_was_mistaken_for_from_when_they_wrote_again(
    house: County, at: datetime
) -> None:
    voice = given(at, unit=house.kamppi, hold_reason=HoldReason.HONEYPOT).voice
    actions.discard(voice, by=house.dispatcher, at=at, seen=voice.version)
    actions.add_words(voice, words="Olen ihminen.", nonce="n", at=at + DAY)
    assert counted(house.kamppi.pk) == [Clock(date(2026, 3, 3), date(2026, 3, 12), None)]


def test_answering_counts_nothing_that_the_supervisor_may_not_know_of(
    house: County, at: datetime
) -> None:
    """One more in public than the supervisor sees would tell them that somebody wrote of them."""
    given(at, unit=house.kamppi, concerns=Concerns.HANDLER)
    assert counted(house.kamppi.pk) == []


def test_answering_reaches_twelve_months_back(house: County, at: datetime) -> None:
    given(at, unit=house.kamppi)
    assert counted(house.kamppi.pk, on=date(2027, 3, 2)) == [Clock(BEGAN, DUE, None)]
    assert counted(house.kamppi.pk, on=date(2027, 3, 3)) == []


def test_answering_asks_the_database_once_each(
    house: County, at: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for unit in (house.kamppi, house.office):
        given(at, unit=unit)
    units = {house.kamppi.pk, house.office.pk}
    with django_assert_num_queries(1):
        assert queries.past_clocks(units, since(NOW), NOW).keys() == units
    with django_assert_num_queries(1):
        queries.handed_on(units, since(NOW), NOW)
