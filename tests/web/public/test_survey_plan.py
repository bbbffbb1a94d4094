"""What everybody sees of surveys: what is open, the year's plan, and whether promises were kept."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kuulluksi.outcomes.actions import circles
from kuulluksi.outcomes.enums import ToldBy
from kuulluksi.pure import deadlines
from kuulluksi.pure.text import Text
from kuulluksi.surveys import actions, queries
from kuulluksi.surveys.enums import PlanState, WaveState
from kuulluksi.surveys.models import Survey, Wave, WaveTarget
from kuulluksi.web.kit.tags import day_text
from tests.factories import surveys, using
from tests.factories.org import County, text

PLAN = "/fi/kyselyt/"


@pytest.fixture
def now() -> datetime:
    """These pages know the real day."""
    return datetime.now(UTC)


def closed(place: County, at: datetime, answers: int) -> Wave:
    wave = surveys.wave(place, at, code="asemat")
    for _ in range(answers):
        surveys.answered(queries.targets(wave)[0], at)
    return actions.close(wave, by=None, at=at)


def test_plan_tells_what_can_be_answered_now(place: County, now: datetime, client: Client) -> None:
    wave = surveys.wave(place, now)
    surveys.wave(place, now, state=WaveState.DRAFT)
    later = surveys.wave(place, now + timedelta(days=9))
    page = client.get(PLAN)
    assert list(page.context["open_now"]) == [wave]
    shown = page.content.decode()
    assert f'href="/fi/kysely/{wave.code}/"' in shown
    assert later.code not in shown.partition('id="plan"')[0]
    assert not page.cookies


def test_plan_takes_few_queries(place: County, now: datetime, client: Client) -> None:
    counted = []
    for _ in range(2):
        surveys.wave(place, now)
        closed_now = surveys.wave(place, now)
        actions.close(closed_now, by=None, at=now)
        using.circle(closed_now)
        client.get(PLAN)
        with CaptureQueriesContext(connection) as seen:
            client.get(PLAN)
        counted.append(len(seen))
    assert counted == [11, 11]


def test_plan_of_a_year_tells_reasons_and_hides_small_numbers(
    place: County, now: datetime, client: Client
) -> None:
    closed(place, now, 3)
    row = surveys.survey(place, now.date())
    actions.cancel(row, text("Kesken muuton"), by=place.researcher, at=now)
    shown = client.get(PLAN).content.decode()
    assert "Kesken muuton" in shown
    assert "alle 5" in shown
    Survey.objects.update(year=2019)
    assert client.get(PLAN, {"year": "2019"}).context["plan"].counts[PlanState.HELD] == 1
    for odd in ("2018", "abc", "99999999999999999999"):
        assert client.get(PLAN, {"year": odd}).context["plan"].areas == []


def test_promise_page_of_an_open_wave_leads_to_it(
    place: County, now: datetime, client: Client
) -> None:
    wave = surveys.wave(place, now)
    page = client.get(f"/fi/kysely/{wave.code}/tulos/")
    shown = page.content.decode()
    assert f'href="/fi/kysely/{wave.code}/"' in shown
    assert "Varaamme yhden kehittämispäivän." in shown
    assert [stop.kind for stop in page.context["stops"]] == ["given", "ahead", "ahead"]


def test_promise_page_tells_how_many_answered(place: County, now: datetime, client: Client) -> None:
    wave = closed(place, now, 6)
    WaveTarget.objects.filter(wave=wave, responses=6).update(invited=8)
    page = client.get("/fi/kysely/asemat/tulos/")
    shown = page.content.decode()
    # Only one of two places was invited: a rate would tell the number of its own answers.
    assert "/ 8" not in shown
    assert page.context["total"].answers == 6
    assert page.context["last_day"] == wave.closed_on != wave.closes_on
    assert page.context["total"].share is None
    assert [stop.kind for stop in page.context["stops"]] == ["given", "now", "ahead"]


def test_promise_page_hides_few_answers(place: County, now: datetime, client: Client) -> None:
    closed(place, now, 4)
    assert "Vastaajia on alle 5." in client.get("/fi/kysely/asemat/tulos/").content.decode()


def test_promise_that_is_overdue_is_late_in_public(
    place: County, now: datetime, client: Client
) -> None:
    closed(place, now - timedelta(days=63), 6)
    page = client.get("/fi/kysely/asemat/tulos/")
    assert page.context["stops"][1].kind == "now late"
    assert "3 päivää myöhässä" in page.content.decode()
    assert "3 päivää myöhässä" in client.get(PLAN).content.decode()


def test_promise_page_tells_what_came_of_it(place: County, now: datetime, client: Client) -> None:
    wave = closed(place, now, 6)
    actions.tell_kept(wave, "yes", text("Puhelinaika pidentyi."), by=place.researcher, at=now)
    page = client.get("/fi/kysely/asemat/tulos/")
    assert "Puhelinaika pidentyi." in page.content.decode()
    assert [stop.kind for stop in page.context["stops"]] == ["given", ""]
    with CaptureQueriesContext(connection) as seen:
        client.get("/fi/kysely/asemat/tulos/")
    assert len(seen) == 4


def test_everybody_reads_whether_those_who_answered_were_told(
    place: County, now: datetime, client: Client
) -> None:
    pages = ("/fi/kysely/asemat/tulos/", "/fi/kysely/asemat/tulokset/", PLAN)
    wave = closed(place, now - timedelta(days=63), 6)
    circle = using.circle(wave)
    for page in pages:
        shown = client.get(page).content.decode()
        assert "Vastaajille ei ole vielä kerrottu, 3 päivää myöhässä" in shown, page
    by, on = place.manager, deadlines.day(now)
    circles.tell_them(circle, ToldBy.PAGES, on, text("Aika pidentyi."), by=by, at=now)
    circles.tell_them(circle, ToldBy.WALL, on, Text(), by=by, at=now)
    for page in pages:
        shown = client.get(page).content.decode()
        assert f"Vastaajille kerrottu {day_text(on)}" in shown, page
        assert by.name not in shown
        if page != PLAN:
            assert "Aika pidentyi." in shown
            assert f"julkisilla verkkosivuilla {day_text(on)}" in shown


def test_promise_page_of_a_draft_is_not_there(place: County, now: datetime, client: Client) -> None:
    wave = surveys.wave(place, now, state=WaveState.DRAFT)
    assert client.get(f"/fi/kysely/{wave.code}/tulos/").status_code == 404
    assert client.get("/fi/kysely/ei-ole/tulos/").status_code == 404
