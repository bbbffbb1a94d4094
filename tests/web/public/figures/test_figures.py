"""The public figures: surveys of a year, places, the report of a wave; all from what is shown."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kuulluksi.cases.enums import FeedbackKind
from kuulluksi.figures import actions
from kuulluksi.figures.models import FigureSource, PrintedFigure
from kuulluksi.figures.queries import key_of
from kuulluksi.org.models import Area, Service, Unit
from kuulluksi.surveys.actions import tell_kept
from kuulluksi.surveys.enums import Audience, Kept, WaveState
from kuulluksi.surveys.models import Survey, Wave
from tests.factories import surveys
from tests.factories.figures import Said, closed, grades, opened, spread
from tests.factories.org import County, text
from tests.factories.voices import given

FIGURES = "/fi/luvut/"
HIDDEN = "Lukua ei näytetä."


@pytest.fixture
def now() -> datetime:
    """These pages know the real day."""
    return datetime.now(UTC)


@pytest.fixture
def wave(place: County, now: datetime) -> Wave:
    """Forty told about Kamppi, as many about Kallio."""
    statements = {"competent": "5", "treated_properly": "2"}
    said = {
        place.kamppi: [
            *grades({7: 9, 9: 21}, **statements),
            *grades({10: 10}, competent="3", treated_properly="5"),
        ],
        place.kallio: [*grades({6: 20}, competent="1"), *grades({8: 20}, gender="woman")],
    }
    return closed(place, now, said, code="asemat")


def report(wave: Wave) -> str:
    return f"/fi/kysely/{wave.code}/tulokset/"


def about(place: Area | Service | Unit) -> str:
    return f"{FIGURES}{key_of(place)}/"


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_index_lists_the_surveys_of_a_year_and_the_places(
    place: County, wave: Wave, now: datetime, client: Client
) -> None:
    page = client.get(FIGURES)
    (line,) = page.context["lines"]
    assert line.line.wave == wave
    shown = page.content.decode()
    assert f'href="{report(wave)}"' in shown
    assert f'href="{about(place.kamppi)}"' in shown
    assert "Kouluarvosana 7,9" in shown
    assert "Ei ole vielä kerrottu" in shown
    assert not page.cookies
    assert client.get(f"{FIGURES}?year=1999").context["year"] == wave.survey.year


def test_index_without_surveys_leads_to_the_plan(place: County, client: Client) -> None:
    page = client.get(FIGURES).content.decode()
    assert 'href="/fi/kyselyt/"' in page
    assert "veiled" not in page


def test_report_tells_who_answered_what_and_where(
    place: County, wave: Wave, client: Client
) -> None:
    page = client.get(report(wave))
    found = page.context["report"]
    shown = page.content.decode()
    assert found.grade.number == "7,9"
    assert [chart.kind for chart in found.charts] == ["distribution", "distribution"]
    assert found.high.question == "Saamani palvelu on ollut asiantuntevaa"
    assert found.low.question == "Olen saanut asiallista kohtelua"
    names = [row.name for row in found.places.rows]
    assert place.kamppi.name.best("fi") in names
    assert f'href="{about(place.kamppi)}"' in shown
    assert "Kysymme, jotta palvelu on parempi." in shown
    assert f'href="/fi/kysely/{wave.code}/tulos/"' in shown


def test_report_hides_a_place_of_two_and_leaks_nothing_of_it(
    place: County, now: datetime, client: Client
) -> None:
    said = {
        place.kamppi: grades({8: 50, 9: 50}),
        place.kallio: grades({7: 25, 9: 14}),
        place.office: grades({4: 1, 5: 1}),
    }
    page = client.get(report(closed(place, now, said)))
    rows = {row.name: row for row in page.context["report"].places.rows}
    assert rows[place.kamppi.name.best("fi")].n == "102"
    two = rows[place.office.name.best("fi")]
    assert two.hidden
    assert (two.told, two.n, two.mark) == ("", "", None)
    alone = client.get(about(place.office)).content.decode()
    assert HIDDEN in alone
    assert not re.search(r"n = \d", alone)
    assert "<rect" not in alone


def test_report_shows_the_chosen_question_place_by_place(wave: Wave, client: Client) -> None:
    page = client.get(f"{report(wave)}?item=competent")
    assert page.context["report"].chosen == "competent"
    assert "asiantuntevaa: samaa mieltä" in page.context["report"].places.title
    strange = client.get(f"{report(wave)}?item=' OR 1=1")
    assert strange.context["report"].chosen == "school-grade"


def test_report_says_when_it_comes(place: County, now: datetime, client: Client) -> None:
    open_wave = surveys.wave(place, now)
    page = client.get(report(open_wave))
    coming = open_wave.closes_on + timedelta(days=open_wave.keying_days + 1)
    assert page.context["coming"] == coming
    assert "viimeistään" in page.content.decode()
    waiting = closed(place, now, {place.kamppi: grades({9: 9, 8: 9})}, release=False)
    assert "huomenna" in client.get(report(waiting)).content.decode()


def test_report_of_an_open_wave_says_that_it_may_change(
    place: County, now: datetime, client: Client
) -> None:
    wave = opened(place, now, {place.kamppi: grades({7: 40, 9: 40})})
    assert actions.release_wave(wave, at=now)
    page = client.get(report(wave))
    assert "Kysely on vielä auki" in page.content.decode()
    assert page.context["report"].places is None


def test_report_of_what_nobody_may_see_is_not_found(
    place: County, now: datetime, client: Client
) -> None:
    draft = surveys.wave(place, now, state=WaveState.DRAFT)
    assert client.get(report(draft)).status_code == 404
    pulse = closed(place, now, {place.kamppi: grades({9: 9, 8: 9})})
    pulse.survey.audience = Audience.STAFF
    pulse.survey.save()
    assert client.get(report(pulse)).status_code == 404
    assert pulse.title.best("fi") not in client.get(FIGURES).content.decode()
    assert not client.get(about(place.kamppi)).context["surveys"]
    promise = client.get(f"/fi/kysely/{pulse.code}/tulos/").content.decode()
    assert report(pulse) not in promise


def test_report_says_what_came_of_the_promise(
    place: County, wave: Wave, now: datetime, client: Client
) -> None:
    words = text("Uusi ajanvaraus alkoi.")
    tell_kept(wave, Kept.YES, words, by=place.researcher, at=now)
    shown = client.get(report(wave)).content.decode()
    assert "Uusi ajanvaraus alkoi." in shown
    promise = client.get(f"/fi/kysely/{wave.code}/tulos/").content.decode()
    assert f'href="{report(wave)}"' in promise
    assert "Pidettiin" in client.get(FIGURES).content.decode()


def test_place_shows_surveys_and_feedback_apart(
    place: County, wave: Wave, now: datetime, client: Client
) -> None:
    for kind in (FeedbackKind.CRITICISM, FeedbackKind.THANKS):
        for _ in range(9):
            given(now - timedelta(days=200), unit=place.kamppi, kind=kind)
    actions.release_due(at=now)
    page = client.get(about(place.kamppi))
    (survey,) = page.context["surveys"]
    kinds = page.context["pictures"][0]
    assert [chart.title for chart in survey.charts] == ["Vastaukset väittämiin", "Kouluarvosana"]
    assert [row.told.replace("\N{NO-BREAK SPACE}", " ") for row in kinds.rows[:2]] == ["50 %"] * 2
    shown = page.content.decode()
    asked, _sep, told = shown.partition('id="given"')
    assert "n = 18" not in asked
    assert "n = 18" in told
    assert f'href="{report(wave)}"' in asked
    assert report(wave) not in told


def test_place_says_whom_alone_a_survey_asked(place: County, wave: Wave, client: Client) -> None:
    Survey.objects.filter(pk=wave.survey_id).update(area=None, service=place.social_work, unit=None)
    said = "Kysytty vain osalta asiakkaista: Aikuissosiaalityö."
    assert said in client.get(f"{FIGURES}all/").content.decode()
    assert "Kysytty vain" not in client.get(about(place.social_work)).content.decode()
    assert "Kysytty vain" not in client.get(about(place.kamppi)).content.decode()


def test_place_without_figures_says_so_and_what_is_no_place_is_not_found(
    place: County, client: Client
) -> None:
    assert "ei ole vielä laskettu" in client.get(about(place.kamppi)).content.decode()
    assert client.get(f"{FIGURES}unit-ei-ole/").status_code == 404
    assert client.get(f"{FIGURES}kamppi/").status_code == 404
    unit = client.get(f"/fi/paikat/{place.kamppi.code}/").content.decode()
    assert f'href="{about(place.kamppi)}"' in unit


def test_place_shows_earlier_times_and_printed_years(
    place: County, wave: Wave, now: datetime, client: Client
) -> None:
    before = {place.kamppi: grades({6: 20, 8: 20}), place.kallio: grades({6: 20, 8: 20})}
    closed(place, now - timedelta(days=700), before)
    source = FigureSource.objects.create(
        code="vuosi-2011",
        title=text("Tilinpäätös 2011"),
        origin="own",
        citation=text("Painettu"),
        imported_on=now.date(),
    )
    PrintedFigure.objects.create(
        source=source,
        place="Kampin asema",
        item="Kouluarvosana",
        place_key=key_of(place.kamppi),
        item_key="school-grade",
        from_year=2011,
        to_year=2011,
        statistic="mean",
        value="8.4",
        scale_min=4,
        scale_max=10,
    )
    (survey,) = client.get(about(place.kamppi)).context["surveys"]
    *_statements, history = survey.history
    (grade,) = history.panels
    assert [dot.text for dot in grade.dots] == ["8,4", "7,0", "8,8"]
    assert [dot.printed for dot in grade.dots] == [True, False, False]
    assert len(grade.line) == 1
    assert history.notes == ("2011: painettu luku: Tilinpäätös 2011",)


def test_pages_take_few_queries_however_often_it_was_asked(
    place: County, wave: Wave, now: datetime, client: Client
) -> None:
    pages = (FIGURES, about(place.kamppi), report(wave))
    assert [queries(client, page) for page in pages] == [11, 10, 11]
    more = {place.kamppi: [*spread("competent", {1: 30, 5: 30}), Said(9, {"gender": "man"})]}
    closed(place, now - timedelta(days=700), more)
    closed(place, now - timedelta(days=1100), more)
    assert [queries(client, page) for page in pages] == [11, 10, 11]
