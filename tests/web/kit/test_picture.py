"""The clock and the journey say in words what they draw, and tell the giver no names."""

from datetime import date, datetime, timedelta

import pytest
from django.utils.translation import override

from kuulluksi.voices import actions
from kuulluksi.voices.enums import State, Verdict
from kuulluksi.voices.models import Passage, Voice
from kuulluksi.voices.queries import journey
from kuulluksi.web.kit.picture import clock, stops
from tests.factories.org import County, county
from tests.factories.voices import given

GIVEN = date(2026, 11, 13)
DUE = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("on", "words", "gone", "left"),
    [
        (date(2026, 11, 13), "7 working days left", "24.9714", "31.9714"),
        (date(2026, 11, 16), "6 working days left", "35.4286", "42.4286"),
        (date(2026, 11, 19), "3 working days left", "87.7143", "94.7143"),
        (date(2026, 11, 23), "1 working day left", "122.571", "129.571"),
        (date(2026, 11, 24), "Last day", "133.029", ""),
        (date(2026, 11, 25), "1 working day late", "104", ""),
        (date(2026, 11, 29), "3 working days late", "104", ""),
    ],
)
def test_clock_of_an_open_voice(on: date, words: str, gone: str, left: str) -> None:
    voice = Voice(given_on=GIVEN, due_on=DUE, state=State.WAITING)
    with override("en"):
        shown = clock(voice, on)
    assert (shown.words, shown.gone, shown.left) == (words, gone, left)
    assert shown.late == (on > DUE)


@pytest.mark.parametrize(
    ("answered_on", "state", "words", "heard"),
    [
        (date(2026, 11, 18), State.ANSWERED, "Answered on working day 3", True),
        (GIVEN, State.CLOSED, "Answered on the same day", True),
        (None, State.CLOSED, "Closed", False),
    ],
)
def test_clock_that_has_stopped(
    answered_on: date | None, state: State, words: str, *, heard: bool
) -> None:
    voice = Voice(given_on=GIVEN, due_on=DUE, state=state, answered_on=answered_on, closed_on=DUE)
    with override("en"):
        shown = clock(voice, date(2026, 12, 1))
    assert (shown.words, shown.heard, shown.late) == (words, heard, False)


def test_clock_names_the_year_when_it_is_another() -> None:
    voice = Voice(given_on=date(2026, 12, 28), due_on=date(2027, 1, 11), state=State.WAITING)
    assert "2027" in clock(voice, date(2026, 12, 29)).note
    assert "2027" not in clock(voice, date(2027, 1, 4)).note


@pytest.fixture
def here(db: None) -> County:
    return county()


def whole_journey(here: County, at: datetime) -> Voice:
    voice = given(at, unit=here.kamppi, publicity="allowed").voice
    actions.read(voice, by=here.supervisor, at=at)
    actions.note(voice, by=here.manager, at=at, words="Vain meille.")
    actions.record_talk(voice, by=here.supervisor, at=at, words="Vain meille.")
    answered = at + timedelta(days=2)
    actions.answer(voice, by=here.supervisor, at=answered, seen=4, words="Soitamme.")
    later = at + timedelta(days=14)
    actions.judge(voice, verdict=Verdict.NO, words="Ette soittaneet.", nonce="a", at=later)
    actions.withdraw(voice, nonce="b", at=later)
    voice.refresh_from_db()
    return voice


def test_journey_speaks_to_the_giver_and_names_roles_only(here: County, at: datetime) -> None:
    voice = whole_journey(here, at)
    on = at.date() + timedelta(days=15)
    with override("en"):
        drawn = stops(voice, journey(voice, for_giver=True), on, for_giver=True)
    assert [stop.heading for stop in drawn] == [
        "You gave feedback",
        "Kampin sosiaaliaseman esihenkilö (en) received the feedback",
        "Kampin sosiaaliaseman esihenkilö (en) read it",
        "It was talked about with the worker",
        "You got an answer",
        "You told us that the answer did not help",
        "Aikuissosiaalityön palvelupäällikkö (en) received the feedback",
        "You took back the permission to publish",
        "Aikuissosiaalityön palvelupäällikkö (en) reads your feedback",
        "You get an answer",
    ]
    assert "on working day 2" in drawn[4].when
    assert [stop.classes for stop in drawn[-2:]] == ["stop now", "stop ahead"]
    told = " ".join(f"{stop.heading} {stop.when} {stop.words} {stop.footer}" for stop in drawn)
    assert "Vain meille." not in told
    assert not [person.name for person in here.everyone.values() if person.name in told]


def test_journey_names_people_to_staff_and_says_whose_turn(here: County, at: datetime) -> None:
    voice = whole_journey(here, at)
    steps = journey(voice, for_giver=False)
    on = at.date() + timedelta(days=15)
    with override("en"):
        drawn = stops(voice, steps, on, for_giver=False, reader=here.manager)
        others = stops(voice, steps, on, for_giver=False, reader=here.supervisor)
    assert (drawn[-1].turn, others[-1].turn) == ("Your turn", "Maija Päällikkö")
    assert "Aino Esimerkki" in drawn[2].when
    assert [stop.words for stop in drawn if stop.kind == "note" and stop.words] == [
        "Vain meille.",
        "Vain meille.",
    ]


def test_journey_overdue_runs_past_the_ring_and_says_by_how_much(
    here: County, at: datetime
) -> None:
    voice = given(at, unit=here.kamppi).voice
    on = at.date() + timedelta(days=14)
    with override("en"):
        drawn = stops(voice, journey(voice, for_giver=True), on, for_giver=True)
    assert drawn[-2].classes == "stop overrun"
    assert (drawn[-1].classes, drawn[-1].heading) == ("stop now late", "3 working days late")
    assert "It is the turn of: Kampin sosiaaliaseman esihenkilö" in drawn[-1].when


def test_journey_says_when_words_have_been_erased(here: County, at: datetime) -> None:
    voice = given(at, unit=here.kamppi).voice
    Passage.objects.filter(voice=voice).delete()
    drawn = stops(voice, journey(voice, for_giver=True), at.date(), for_giver=True)
    assert (drawn[0].words, drawn[0].erased) == ("", True)


def test_journey_of_a_held_voice_promises_the_same_day(here: County, at: datetime) -> None:
    voice = given(at, unit=here.kamppi, hold_reason="budget").voice
    with override("en"):
        drawn = stops(voice, journey(voice, for_giver=True), at.date(), for_giver=True)
        assert [stop.heading for stop in drawn[1:]] == [
            "The feedback came in for a check",
            "We check the feedback and then send it on",
            "You get an answer",
        ]
        assert "11 March 2026" in drawn[-1].when
        actions.discard(voice, by=here.dispatcher, at=at, seen=2)
        voice.refresh_from_db()
        drawn = stops(voice, journey(voice, for_giver=True), at.date(), for_giver=True)
    assert drawn[-1].heading == "The feedback looked like a program had sent it"
    assert "write again" in drawn[-1].when
