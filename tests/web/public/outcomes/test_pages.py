"""You said, we did, what changed: for everybody, of one place and of the whole."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kuulluksi.outcomes import actions
from kuulluksi.outcomes.enums import MeasureEvent
from kuulluksi.outcomes.models import Measure
from kuulluksi.web.public.outcomes.pages import PAGE
from tests.factories.org import County
from tests.factories.outcomes import made, text
from tests.factories.voices import given

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
TODAY = datetime(2026, 4, 15, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_april(monkeypatch: pytest.MonkeyPatch) -> None:
    for page in ("outcomes.pages", "outcomes.wall", "unit"):
        monkeypatch.setattr(f"kuulluksi.web.public.{page}.today", TODAY.date)


def read(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def done(measure: Measure, place: County) -> Measure:
    seen = measure.version
    return actions.advance(measure, MeasureEvent.DONE, by=place.supervisor, at=AT, seen=seen)


def test_measure_reads_you_said_we_did_what_changed(client: Client, place: County) -> None:
    done(made(place, AT, public=True, euros=1200, work_days=3), place)
    html = read(client, "/fi/mita-muuttui/")
    for words in (
        "Takaisinsoitto samana päivänä",
        "Te sanoitte",
        "Soittoa saa odottaa päiviä.",
        "Me teimme",
        "valmis ma 2.3.",
        "Soitamme takaisin samana päivänä.",
        "Tehty. Vaikutusta ei ole mitattu.",
        "1 200 euroa ja 3 työpäivää",
        "Kampin sosiaaliasema",
    ):
        assert words in html
    assert place.supervisor.name not in html


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", ("Ni sade", "Vi gjorde", "Soittoa saa odottaa päiviä. (sv)", "klart mån 2.3.")),
        ("en", ("You said", "We did", "Soittoa saa odottaa päiviä. (en)", "Done on Mon 2 March")),
    ],
)
def test_measure_reads_in_every_language(
    client: Client, place: County, language: str, words: tuple[str, ...]
) -> None:
    done(made(place, AT, public=True), place)
    html = read(client, f"/{language}/mita-muuttui/")
    assert all(each in html for each in words)


def test_what_is_late_says_so(client: Client, place: County) -> None:
    made(place, AT, public=True, due_on=AT.date() + timedelta(days=30))
    html = read(client, "/fi/mita-muuttui/")
    assert "piti olla valmis ke 1.4." in html
    assert "8 työpäivää myöhässä" in html
    assert "stop now late" in html


def test_not_possible_tells_why(client: Client, place: County) -> None:
    made(place, AT, public=True, reason=text("Talo on suojeltu."))
    html = read(client, "/fi/mita-muuttui/")
    assert "Tämä ei ole mahdollista" in html
    assert "Talo on suojeltu." in html
    assert "Mikä muuttui</h4>" not in html


def test_number_of_voices_is_told_in_fives(client: Client, place: County) -> None:
    voices = [given(AT, unit=place.kamppi).voice for _each in range(12)]
    made(place, AT, public=True, behind=voices[:4])
    assert "palautetta" not in read(client, "/fi/mita-muuttui/").partition("<h3>")[2]
    made(place, AT, public=True, behind=voices)
    assert "Tästä kertoi vähintään 10 palautetta" in read(client, "/fi/mita-muuttui/")


def test_place_has_its_own_and_what_is_shared(client: Client, place: County) -> None:
    made(place, AT, public=True, title=text("Soitot"))
    made(place, AT, by=place.director, place=None, public=True, title=text("Verkkosivut"))
    made(place, AT, by=place.manager, place=place.kallio, public=True, title=text("Ovet"))
    html = read(client, "/fi/mita-muuttui/unit-kampin-sosiaaliasema/")
    own, _, shared = html.partition("Tehdään muuallakin kuin täällä")
    assert "Soitot" in own
    assert "Verkkosivut" in shared
    assert "Ovet" not in html
    whole = read(client, "/fi/mita-muuttui/")
    assert all(title in whole for title in ("Soitot", "Verkkosivut", "Ovet"))
    assert "/fi/mita-muuttui/unit-kallion-sosiaaliasema/" in whole


def test_place_without_measures_says_so(client: Client, place: County) -> None:
    html = read(client, "/fi/mita-muuttui/unit-perhetukikeskus/")
    assert "Tässä ei ole vielä kerrottavaa." in html
    read(client, "/fi/mita-muuttui/unit-olematon/", 404)
    read(client, "/fi/mita-muuttui/olematon/", 404)
    assert "Esimerkkilän hyvinvointialue" in read(client, "/fi/mita-muuttui/all/")


def test_lists_by_how_far_it_has_come(client: Client, place: County) -> None:
    done(made(place, AT, public=True, title=text("Soitot")), place)
    made(place, AT, public=True, title=text("Ovet"))
    html = read(client, "/fi/mita-muuttui/?stand=done")
    assert "Soitot" in html
    assert "Ovet" not in html
    assert "Tällaisia ei ole." in read(client, "/fi/mita-muuttui/?stand=not-possible")
    assert "Ovet" in read(client, "/fi/mita-muuttui/?stand=%00olematon&after=1")


def titles(html: str) -> list[str]:
    return re.findall(r"<h3[^>]*>(Toimi \d+\.)</h3>", html)


def test_pages_follow_each_other(client: Client, place: County) -> None:
    for day in range(PAGE + 2):
        made(place, AT + timedelta(days=day), public=True, title=text(f"Toimi {day}."))
    first = read(client, "/fi/mita-muuttui/?stand=open")
    older = re.search(r'\?stand=open&amp;after=(\d+)"', first)
    assert older
    rest = read(client, f"/fi/mita-muuttui/?stand=open&after={older[1]}")
    assert [
        each for each in range(PAGE + 2) if re.search(rf"<h3[^>]*>Toimi {each}\.</h3>", rest)
    ] == [0, 1]
    assert "Vanhempia" not in rest


def test_queries_do_not_grow_with_measures(
    client: Client, place: County, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    voices = [given(AT, unit=place.kamppi).voice for _each in range(6)]
    made(place, AT, public=True, behind=voices)
    with django_assert_num_queries(12):
        read(client, "/fi/mita-muuttui/")
    for _each in range(5):
        made(place, AT, public=True, behind=voices)
    with django_assert_num_queries(12):
        read(client, "/fi/mita-muuttui/")


def test_unit_and_home_lead_there(client: Client, place: County) -> None:
    assert "/fi/mita-muuttui/" in read(client, "/fi/")
    path = f"/fi/paikat/{place.kamppi.code}/"
    assert "Tässä ei ole vielä kerrottavaa." in read(client, path)
    for day in range(4):
        made(place, AT + timedelta(days=day), public=True, title=text(f"Toimi {day}."))
    html = read(client, path)
    assert titles(html) == ["Toimi 3.", "Toimi 2.", "Toimi 1."]
    assert "/fi/mita-muuttui/unit-kampin-sosiaaliasema/" in html


def test_unit_that_is_no_more_keeps_its_page(client: Client, place: County) -> None:
    made(place, AT, public=True)
    place.kamppi.valid_until = AT.date()
    place.kamppi.save()
    html = read(client, "/fi/mita-muuttui/unit-kampin-sosiaaliasema/")
    assert "Takaisinsoitto samana päivänä" in html
    assert f"/fi/paikat/{place.kamppi.code}/" not in html
    assert "/p/" not in read(client, "/fi/mita-muuttui/unit-kampin-sosiaaliasema/seinalle/")
