"""The page of a place: what is known of it, what was answered, and no number that tells of few."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kuulluksi.figures.queries import key_of
from kuulluksi.org.models import Duty
from kuulluksi.voices.enums import PublicationState
from kuulluksi.voices.models import Publication
from tests.factories.heard import AUTUMN, released
from tests.factories.org import County, text
from tests.factories.voices import given

DAY = timedelta(days=1)
NOW = datetime(2026, 4, 15, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_april(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kuulluksi.web.public.unit.today", NOW.date)


def page(client: Client, place: County, language: str = "fi", query: str = "") -> str:
    answer = client.get(f"/{language}/paikat/{place.kamppi.code}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def figures(html: str) -> list[str]:
    """Each figure as it is read: "80 %"."""
    found = re.findall(r'<dd class="big">(.*?)</dd>', html)
    return [" ".join(re.sub(r"<[^>]+>", " ", figure).split()) for figure in found]


def test_unit_page_tells_what_it_does_and_who_answers(client: Client, place: County) -> None:
    unit = place.kamppi
    unit.does, unit.street, unit.phone = text("Neuvomme rahasta."), text("Katu 1"), "09 000 0101"
    unit.contact_name, unit.contact_phone = "Aino Julkinen", "09 000 0001"
    unit.save()
    html = page(client, place)
    for words in ("Neuvomme rahasta.", "Katu 1", "Aino Julkinen", "tel:090000001"):
        assert words in html
    assert "Kampin sosiaaliaseman esihenkilö" in html
    assert f"/fi/palaute/{unit.code}/" in html
    assert f"/fi/paikat/{place.office.code}/" in html
    assert "Neuvomme rahasta. (sv)" in page(client, place, "sv")


def test_unit_page_names_nobody_whom_the_authority_has_not_named(
    client: Client, place: County
) -> None:
    html = page(client, place)
    assert place.supervisor.name not in html
    Duty.objects.filter(unit=place.kamppi).delete()
    assert "aikuissosiaalityön palvelupäällikkö" in page(client, place).lower()


def test_unit_page_of_an_ended_or_unknown_place_is_not_there(client: Client, place: County) -> None:
    place.kamppi.valid_until = date(2026, 4, 14)
    place.kamppi.save()
    for code in (place.kamppi.code, "ei-ole"):
        assert client.get(f"/fi/paikat/{code}/").status_code == 404


def test_unit_page_tells_share_and_median_with_their_base(client: Client, place: County) -> None:
    assert figures(page(client, place)) == []
    released(place)
    html = page(client, place, "en")
    assert figures(html) == ["93 %", "5 working days"]
    assert "28 of the 30 voices whose time to be answered has passed" in html
    assert "n = 30. Those without an answer count as the longest." in html
    assert "Besides, 7 matters were no feedback" in html
    assert "Syys–joulukuu 2025." in page(client, place)
    assert "September–december 2025." in page(client, place, "sv")
    assert f"/fi/kuulluksi/{key_of(place.kamppi)}/" in page(client, place)


def test_unit_page_adds_up_the_thirds_of_a_year(client: Client, place: County) -> None:
    for third in (AUTUMN, AUTUMN.next):
        released(place, third)
    html = page(client, place, "en")
    assert "56 of the 60 voices" in html
    assert "September–December 2025, January–April 2026." in html


def test_unit_page_tells_nothing_of_a_hidden_place(client: Client, place: County) -> None:
    released(place)
    answer = client.get(f"/en/paikat/{place.kallio.code}/")
    html = answer.content.decode()
    assert figures(html) == []
    assert "No figure is shown: there were fewer than 6 voices" in html


def published(place: County, at: datetime, number: int) -> None:
    for n in range(number):
        voice = given(at, unit=place.kamppi).voice
        Publication.objects.create(
            voice=voice,
            unit=place.kamppi,
            state=PublicationState.PUBLISHED,
            words=[{"text": f"Ääni {n}."}],
            answer=[{"text": "Vastaus."}],
            reviewed_by=place.supervisor,
            reviewed_on=at.date(),
            published_on=at.date() + (n // 3) * DAY,
            erase_on=date(2030, 1, 1),
        )


def test_unit_page_pages_what_is_published_newest_first(
    client: Client, place: County, at: datetime
) -> None:
    published(place, at, 23)
    seen: list[str] = []
    query = ""
    for expected in (10, 10, 3):
        html = page(client, place, query=query)
        found = re.findall(r"Ääni (\d+)\.", html)
        assert len(found) == expected
        seen += found
        older = re.search(r'href="(\?after=[^"]+)"', html)
        query = older[1] if older else ""
    assert query == ""
    assert len(set(seen)) == 23
    assert [int(n) // 3 for n in seen] == sorted((int(n) // 3 for n in seen), reverse=True)


@pytest.mark.parametrize("after", ["x", "2026-03-01.0", "0", "5", "-1", "٣", "9" * 19, "9" * 40])
def test_unit_page_odd_address_of_a_page_is_the_first_page(
    client: Client, place: County, at: datetime, after: str
) -> None:
    published(place, at, 1)
    html = page(client, place, query=f"?after={after}")
    assert "Ääni 0." in html
    assert "#published" not in html


def test_unit_page_tells_no_day_of_publication_by_where_a_page_begins(
    client: Client, place: County, at: datetime
) -> None:
    """The keys of others open no page, so that none but those on the page before can be tried."""
    published(place, at, 11)
    known = re.search(r'href="\?after=([^"]+)"', page(client, place))
    assert known is not None
    assert known[1].isdigit()
    Publication.objects.filter(pk=known[1]).update(unit=place.kallio)
    assert len(re.findall(r"Ääni \d+\.", page(client, place, query=f"?after={known[1]}"))) == 10


def test_unit_page_asks_the_database_so_many_times(
    client: Client,
    place: County,
    at: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    released(place)
    page(client, place)
    for number in (1, 3):
        published(place, at, number)
        with django_assert_num_queries(13):
            page(client, place)


def test_places_lead_to_the_form_and_to_the_page_of_each_place(
    client: Client, place: County
) -> None:
    html = client.get("/fi/paikat/").content.decode()
    for unit in (place.kamppi, place.kallio):
        assert f'href="/fi/palaute/{unit.code}/"' in html
        assert f'href="/fi/paikat/{unit.code}/"' in html
