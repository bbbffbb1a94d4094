"""The inbox shows everything that is somebody's to see, once, in pages that fit together."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, settings
from hypothesis import given as examples
from hypothesis import strategies as st

from kuulluksi.cases import queries
from kuulluksi.cases.enums import Concerns, FeedbackKind
from kuulluksi.cases.queries import Filter, Key, Stand, Tab, listing
from kuulluksi.org.enums import DutyKind
from kuulluksi.org.models import Person
from kuulluksi.voices import actions
from kuulluksi.voices.actions import make_findable
from kuulluksi.voices.enums import HoldReason, State, Urgency
from kuulluksi.voices.models import Voice
from kuulluksi.voices.queries import visible_to
from tests.factories.org import County, duty
from tests.factories.voices import given

TODAY = date(2026, 3, 2)


def pages(person: Person, chosen: Filter) -> list[list[int]]:
    """The keys of every page, from the first to the last."""
    found, after = [], None
    while True:
        page = queries.inbox(person, chosen, TODAY, after)
        found.append([row.id for row in page.rows])
        after = page.older
        if after is None:
            return found


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@examples(
    days=st.lists(st.integers(min_value=0, max_value=3), max_size=12),
    size=st.integers(min_value=1, max_value=5),
)
def test_inbox_pages_together_are_all_and_none_twice(
    house: County, at: datetime, days: list[int], size: int
) -> None:
    Voice.objects.all().delete()
    for later in days:
        given(at + timedelta(days=later), unit=house.kamppi)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "PAGE", size)
        got = pages(house.supervisor, Filter())
    assert all(len(page) == size for page in got[:-1])
    expected = Voice.objects.order_by("due_on", "id").values_list("pk", flat=True)
    assert [pk for page in got for pk in page] == list(expected)


def test_inbox_exactly_one_full_page_has_no_older(house: County, at: datetime) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "PAGE", 2)
        for count, expected in ((1, [1]), (2, [2]), (3, [2, 1])):
            given(at, unit=house.kamppi)
            assert [len(page) for page in pages(house.supervisor, Filter())] == expected, count


def test_inbox_new_voice_between_two_pages_moves_nothing(house: County, at: datetime) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "PAGE", 2)
        for _ in range(4):
            given(at, unit=house.kamppi)
        first = queries.inbox(house.supervisor, Filter(), TODAY)
        given(at - timedelta(days=7), unit=house.kamppi)
        second = queries.inbox(house.supervisor, Filter(), TODAY, first.older)
        assert not {row.id for row in first.rows} & {row.id for row in second.rows}
        assert len(second.rows) == 2


def test_inbox_asks_equally_often_for_one_row_and_for_three(house: County, at: datetime) -> None:
    asked = []
    queries.inbox(house.supervisor, Filter(), TODAY)  # the reader's reach is worked out once
    for _ in range(3):
        given(at, unit=house.kamppi)
        with CaptureQueriesContext(connection) as seen:
            page = queries.inbox(house.supervisor, Filter(), TODAY)
            for row in page.rows:
                assert (row.unit_id, row.owner_id) == (house.kamppi.pk, house.supervisor.pk)
                assert row.service_id == house.social_work.pk
                assert (row.opening or "").startswith("Soitin")
                assert row.kind == FeedbackKind.CRITICISM
        asked.append(len(seen))
    assert asked == [2, 2, 2]


@pytest.fixture
def shelf(house: County, at: datetime) -> dict[str, int]:
    thanks = given(at, unit=house.office, kind=FeedbackKind.THANKS).voice
    answered = given(at, unit=house.kamppi).voice
    actions.answer(answered, by=house.supervisor, at=at, seen=2, words="Vastaus.")
    closed = given(at, unit=house.kamppi).voice
    actions.close(closed, by=house.supervisor, at=at, seen=2, reason="Syy.")
    made = {
        "thanks": thanks,
        "answered": answered,
        "closed": closed,
        "kallio": given(at, unit=house.kallio).voice,
        "unknown": given(at).voice,
        "concerns": given(at, unit=house.kamppi, concerns=Concerns.HANDLER).voice,
        "held": given(at, unit=house.kamppi, hold_reason=HoldReason.BUDGET).voice,
    }
    return {name: voice.pk for name, voice in made.items()}


LISTED: list[tuple[str, Filter, set[str]]] = [
    ("supervisor", Filter(), {"thanks"}),
    ("supervisor", Filter(tab=Tab.UNIT), {"thanks"}),
    ("supervisor", Filter(tab=Tab.ALL), {"thanks"}),
    ("supervisor", Filter(tab=Tab.UNIT, stand=Stand.ANSWERED), {"answered"}),
    ("supervisor", Filter(tab=Tab.UNIT, stand=Stand.CLOSED), {"closed"}),
    ("manager", Filter(), {"concerns"}),
    ("manager", Filter(tab=Tab.ALL), {"thanks", "kallio", "concerns"}),
    ("manager", Filter(tab=Tab.ALL, kind="thanks"), {"thanks"}),
    ("worker", Filter(tab=Tab.UNIT), set()),
    ("dispatcher", Filter(), {"unknown", "held"}),
    ("dispatcher", Filter(tab=Tab.TRIAGE), {"unknown", "held"}),
    ("dispatcher", Filter(tab=Tab.ALL), {"thanks", "kallio", "unknown", "concerns", "held"}),
    ("director", Filter(tab=Tab.ALL), {"thanks", "kallio", "unknown", "concerns"}),
    ("administrator", Filter(tab=Tab.ALL), set()),
]


@pytest.mark.parametrize(("role", "chosen", "expected"), LISTED, ids=range(len(LISTED)))
def test_inbox_tabs_and_filters_list_what_they_say(
    house: County, shelf: dict[str, int], role: str, chosen: Filter, expected: set[str]
) -> None:
    names = {pk: name for name, pk in shelf.items()}
    rows = queries.inbox(house.everyone[role], chosen, TODAY).rows
    assert {names[row.id] for row in rows} == expected


def test_inbox_of_a_unit_holds_its_offices(house: County, shelf: dict[str, int]) -> None:
    chosen = Filter(tab=Tab.ALL, unit=house.kamppi.pk)
    rows = queries.inbox(house.manager, chosen, TODAY).rows
    assert {row.id for row in rows} == {shelf["thanks"], shelf["concerns"]}


def test_inbox_counts_agree_with_the_lists_and_hide_the_hidden(
    house: County, shelf: dict[str, int]
) -> None:
    for role, person in house.everyone.items():
        counts = queries.tab_counts(person, TODAY, list(Tab))
        for tab in Tab:
            rows = queries.inbox(person, Filter(tab=tab), TODAY).rows
            assert counts[tab] == len(rows), (role, tab)


def test_inbox_of_all_is_what_everyone_may_see_on_duty_too(
    house: County, shelf: dict[str, int], at: datetime
) -> None:
    for concerns in (Concerns.NOBODY, Concerns.WORKER):
        given(at, unit=house.kallio, concerns=concerns, urgent=True)
    duty(house.worker, "päivystäjä", kind=DutyKind.ON_DUTY, deputy=house.supervisor)
    for role, person in house.everyone.items():
        page = queries.inbox(person, Filter(tab=Tab.ALL), TODAY)
        seen = visible_to(person, TODAY).filter(stand=Stand.OPEN).values_list("pk", flat=True)
        assert sorted(row.id for row in page.rows) == sorted(seen), role


def test_inbox_search_finds_inflected_words_and_hides_the_hidden(
    house: County, at: datetime
) -> None:
    seen = given(at, unit=house.kamppi, words="Asiakkaille ei kerrottu.").voice
    given(at, unit=house.kamppi, words="Asiakkaana en.", concerns=Concerns.HANDLER)
    actions.make_findable()
    rows = queries.inbox(house.supervisor, Filter(tab=Tab.ALL, words="asiakas"), TODAY).rows
    assert [row.id for row in rows] == [seen.pk]


def test_inbox_triage_holds_what_nobody_owns(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    Voice.objects.filter(pk=voice.pk).update(owner=None)
    rows = queries.inbox(house.dispatcher, Filter(tab=Tab.TRIAGE), TODAY).rows
    assert [row.id for row in rows] == [voice.pk]


def test_inbox_key_is_the_last_row(house: County, at: datetime) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "PAGE", 1)
        for _ in range(2):
            given(at, unit=house.kamppi)
        page = queries.inbox(house.supervisor, Filter(), TODAY)
        assert page.older == Key(date(2026, 3, 11), page.rows[0].id)


def test_inbox_one_feedback_opens_only_for_those_who_may_read_it(
    house: County, shelf: dict[str, int]
) -> None:
    assert queries.feedback(shelf["concerns"], house.manager, TODAY) is not None
    assert queries.feedback(shelf["concerns"], house.supervisor, TODAY) is None
    assert queries.feedback(1, house.dispatcher, TODAY) is None
    assert State(Voice.objects.get(pk=shelf["held"]).state) == State.HELD


@pytest.mark.parametrize("tab", list(Tab))
@pytest.mark.parametrize("stand", list(Stand))
def test_inbox_ways_together_are_the_list(
    house: County, shelf: dict[str, int], tab: Tab, stand: Stand
) -> None:
    """Whoever asks, and also whoever is told at once of what is urgent."""
    Voice.objects.filter(pk=shelf["kallio"]).update(urgent=Urgency.GIVER)
    duty(house.director, "päivystäjä", kind=DutyKind.ON_DUTY)
    duty(house.worker, "päivystäjä", kind=DutyKind.ON_DUTY)
    for role, person in house.everyone.items():
        chosen = Filter(tab=tab, stand=stand)
        shown = [key for page in pages(person, chosen) for key in page]
        wanted = queries.listed(person, chosen, TODAY).order_by("due_on", "id")
        assert shown == list(wanted.values_list("pk", flat=True)), role


def test_inbox_found_words_come_newest_first(house: County, at: datetime) -> None:
    keys = [
        given(at + timedelta(days=days), unit=house.kamppi, words="Ovi oli lukossa.").voice.pk
        for days in (0, 2, 1)
    ]
    make_findable()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "PAGE", 2)
        for person in (house.supervisor, house.dispatcher):
            got = pages(person, Filter(tab=Tab.ALL, words="lukko"))
            assert got == [[keys[1], keys[2]], [keys[0]]]
