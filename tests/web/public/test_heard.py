"""The pages of being heard: what is told of the whole and of each place, and what is not."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kuulluksi.figures.queries import key_of
from kuulluksi.outcomes import actions
from kuulluksi.outcomes.actions import release_heard
from kuulluksi.outcomes.enums import MeasureEvent
from kuulluksi.outcomes.models import Circle
from kuulluksi.surveys.enums import Audience, Kept
from kuulluksi.surveys.models import Wave
from tests.factories import figures as surveys
from tests.factories.heard import AUTUMN, released
from tests.factories.org import County
from tests.factories.outcomes import made, text

ON = date(2026, 4, 15)


@pytest.fixture(autouse=True)
def _in_april(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kuulluksi.web.public.heard.pages.today", lambda: ON)


def page(client: Client, place: str = "", language: str = "en") -> str:
    answer = client.get(f"/{language}/kuulluksi/{place}")
    assert answer.status_code == 200
    return plain(answer.content.decode())


def plain(html: str) -> str:
    """As it is read: without tags and gaps."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\N{NO-BREAK SPACE}", " ").split())


def test_heard_page_says_that_nothing_was_counted_yet(client: Client, place: County) -> None:
    assert release_heard(at=datetime.fromisoformat("2026-04-15T09:00:00+00:00")) == 0
    assert "No figures yet" in page(client)
    assert "6 weeks after its end" in page(client)


def test_heard_page_tells_each_figure_with_its_base(client: Client, place: County) -> None:
    released(place)
    html = page(client)
    for words in (
        "of the feedback got an answer 93 % 28 of the 30 voices",
        "was answered in the promised time 83 % 25 of 30 voices",
        "was the usual wait (median) 5 working days n = 30",
        "said that the answer helped 56 % n = 16 who told; interval 33–77 %. In part: 4.",
        "of criticism led to a measure 39 % 7 of 18 voices with criticism.",
        "To 3 more it was said why it is not possible.",
        "Besides, 7 matters were no feedback",
        "Not shown. It is told only from 6 up, so that nobody is recognised.",
        "In time: 83 %; Late: 10 %; No answer: 7 %; No reader was found: 0 %",
    ):
        assert words in html


def test_heard_page_of_a_place_leads_up_and_down(client: Client, place: County) -> None:
    released(place)
    service = key_of(place.social_work)
    html = client.get(f"/fi/kuulluksi/{service}/").content.decode()
    assert f"/fi/kuulluksi/{key_of(place.adults)}/" in html
    assert f"/fi/kuulluksi/{key_of(place.kamppi)}/" in html
    assert "Kallion sosiaaliasema" in html
    assert client.get("/fi/kuulluksi/unit-ei-ole/").status_code == 404
    assert client.get("/fi/kuulluksi/roskaa/").status_code == 404
    office = client.get(f"/fi/kuulluksi/{key_of(place.office)}/").content.decode()
    assert f"/fi/kuulluksi/{key_of(place.kamppi)}/" in office


def test_heard_page_of_a_hidden_place_shows_no_number(client: Client, place: County) -> None:
    released(place)
    html = page(client, f"{key_of(place.kallio)}/")
    assert "There was too little feedback" in html
    assert html.count("Not shown.") == 5
    assert "n =" not in html


def test_heard_page_tells_thirds_side_by_side_and_the_year_as_their_sum(
    client: Client, place: County
) -> None:
    for third in (AUTUMN, AUTUMN.next):
        released(place, third)
    html = page(client)
    assert "56 of the 60 voices" in html
    assert html.index("January–April 2026 93 %") < html.index("September–December 2025 93 %")


def wave(house: County, at: datetime, code: str, kept: str, days: int | None) -> Wave:
    """A closed wave whose promise was due in March, and kept so many days after that."""
    found = surveys.closed(house, at - timedelta(days=90), {}, code=code)
    due = date(2026, 3, 10)
    told = None if days is None else due + timedelta(days=days)
    Wave.objects.filter(pk=found.pk).update(handled_until=due, kept=kept, kept_on=told)
    return found


def test_heard_page_tells_whether_promises_were_kept(
    client: Client, place: County, at: datetime
) -> None:
    assert "None was due." in page(client)
    wave(place, at, "yksi", Kept.YES, 0)
    wave(place, at, "kaksi", Kept.YES, 1)
    wave(place, at, "kolme", Kept.NO, 0)
    wave(place, at, "nelja", "", None)
    staff = wave(place, at, "viisi", Kept.NO, 0)
    staff.survey.audience = Audience.STAFF
    staff.survey.save()
    html = page(client)
    assert "1 of 4 in time. In part or late: 1. Not kept: 1. Still open and late: 1." in html


def test_heard_page_tells_whether_those_who_spoke_were_told(
    client: Client, place: County, at: datetime
) -> None:
    due = date(2026, 3, 10)
    for code, days in (("yksi", 0), ("kaksi", 3), ("kolme", None)):
        told = None if days is None else due + timedelta(days=days)
        found = wave(place, at, code, "", None)
        Wave.objects.filter(pk=found.pk).update(handled_until=None)
        Circle.objects.update_or_create(wave=found, defaults={"due_on": due, "closed_on": told})
    html = page(client)
    assert "1 of 3 in time. In part or late: 1. Still open and late: 1." in html


def test_heard_page_tells_how_many_measures_were_measured_again(
    client: Client, place: County, at: datetime
) -> None:
    measure = made(place, at)
    actions.advance(measure, MeasureEvent.DONE, by=place.supervisor, at=at, seen=measure.version)
    made(place, at, reason=text("Ei mahdu."))
    html = page(client, f"{key_of(place.adults)}/")
    assert "0 of the 1 that were done." in html
    assert "1 wish" in html
    assert "None was done." in page(client, f"{key_of(place.families)}/")


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_heard_page_is_translated(client: Client, place: County, language: str) -> None:
    released(place)
    html = page(client, f"{key_of(place.kamppi)}/", language)
    assert "working days" not in html
    assert {"fi": "työpäivää", "sv": "arbetsdagar"}[language] in html


def test_heard_page_asks_the_database_so_many_times(
    client: Client, place: County, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    released(place)
    page(client)
    with django_assert_num_queries(9):
        page(client)
    released(place, AUTUMN.next)
    with django_assert_num_queries(9):
        page(client)
