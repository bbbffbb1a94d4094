"""What was said and answered in public, of all places: also where no place has a page for it."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kuulluksi.org.models import Service, Unit
from kuulluksi.pure import receipt
from kuulluksi.pure.masking import find
from kuulluksi.voices import actions, queries
from kuulluksi.voices.actions import Given
from kuulluksi.voices.enums import Publicity
from kuulluksi.voices.models import Publication, Voice
from tests.factories.org import County
from tests.factories.voices import given

AT = datetime(2026, 3, 17, 8, tzinfo=UTC)
ANSWER = "Kiitos. Kerromme jatkossa, missä jono on."


@pytest.fixture(autouse=True)
def _in_april(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kuulluksi.web.public.published.today", lambda: date(2026, 4, 15))


def published(
    place: County, words: str, *, unit: Unit | None = None, service: Service | None = None
) -> Given:
    """Given, answered by whoever owes it, and let out."""
    new = given(AT, unit=unit, service=service, words=words, publicity=Publicity.ALLOWED)
    voice = new.voice
    owner = voice.owner
    assert owner is not None
    actions.answer(voice, by=owner, at=AT, seen=voice.version, words=ANSWER)
    voice = Voice.objects.get(pk=voice.pk)
    actions.edit(voice, by=owner, at=AT, seen=voice.version, words=find(words), answer=find(ANSWER))
    return new


def page(client: Client, language: str = "fi", query: str = "") -> str:
    answer = client.get(f"/{language}/sanottua/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_published_shows_every_place_with_its_name_and_page(client: Client, place: County) -> None:
    unit, service = place.kamppi, place.kamppi.service
    published(place, "Jonosta ei kerrottu.", unit=unit)
    published(place, "Soitin kolme kertaa.", service=service)
    published(place, "Verkkosivu ei auennut.")
    html = page(client)
    assert html.count("<section>") == 3
    for words in ("Jonosta ei kerrottu.", "Soitin kolme kertaa.", "Verkkosivu ei auennut."):
        assert words in html
    assert f'<h2><a href="/fi/paikat/{unit.code}/">{unit.name.best("fi")}</a></h2>' in html
    assert f"<h2>{service.name.best('fi')}</h2>" in html
    assert f"<h2>{place.authority.name.best('fi')}</h2>" in html
    assert html.count(ANSWER) == 3


def test_published_of_an_ended_place_leads_nowhere(client: Client, place: County) -> None:
    published(place, "Jonosta ei kerrottu.", unit=place.kamppi)
    Unit.objects.filter(pk=place.kamppi.pk).update(valid_until=date(2026, 4, 14))
    html = page(client)
    assert "Jonosta ei kerrottu." in html
    assert f"/fi/paikat/{place.kamppi.code}/" not in html


def test_published_about_a_service_is_where_its_giver_is_told(
    client: Client, place: County, opened: Callable[[], str]
) -> None:
    new = published(place, "Soitin kolme kertaa.", service=place.kamppi.service)
    told = client.post("/fi/matka/", {"code": receipt.pretty(new.code)}).content.decode()
    assert 'href="/fi/sanottua/"' in told
    withdrawn = client.post(
        "/fi/matka/peru/", {"code": receipt.pretty(new.code), "nonce": opened(), "sure": "1"}
    )
    assert withdrawn.status_code == 200
    assert "Soitin kolme kertaa." not in page(client)


def test_published_pages_newest_first(client: Client, place: County) -> None:
    for number in range(12):
        published(place, f"Ääni {number}.", unit=(place.kamppi, place.kallio)[number % 2])
    seen: list[str] = []
    query = html = ""
    for expected in (10, 2):
        html = page(client, query=query)
        found = re.findall(r"Ääni (\d+)\.", html)
        assert len(found) == expected
        seen += found
        older = re.search(r'href="(\?after=\d+)"', html)
        query = older[1] if older else ""
    assert query == ""
    assert len(set(seen)) == 12
    assert 'href="/fi/sanottua/"' in html


def test_published_within_a_month_tells_no_order_of_days(client: Client, place: County) -> None:
    """Whoever knows the day of one would else know that of those around it."""
    for number in range(12):
        published(place, f"Ääni {number}.", unit=place.kamppi)
    days = (date(2026, 3, 17), date(2026, 3, 30), date(2026, 4, 2))
    rows = list(Publication.objects.order_by("pk"))
    for number, row in enumerate(rows):
        row.published_on = days[number % 3]
        row.save()
    in_april = [row.pk for row in rows[::-1] if row.published_on == days[2]]
    in_march = [row.pk for row in rows[::-1] if row.published_on != days[2]]
    shown = [row.pk for row in queries.published_everywhere(at_most=20)]
    assert shown == in_april + in_march
    for number, row in enumerate(Publication.objects.get(pk=pk) for pk in shown):
        after = queries.published_everywhere(after=row, at_most=20)
        assert [each.pk for each in after] == shown[number + 1 :]


def test_published_says_when_there_is_nothing(client: Client, place: County) -> None:
    assert "<section>" not in page(client)
    assert "Mitään ei ole vielä julkaistu." in page(client)
    assert "Inget har publicerats ännu." in page(client, "sv")


def test_published_asks_the_database_so_many_times(
    client: Client, place: County, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page(client)
    for number in (1, 3):
        for _ in range(number):
            published(place, "Jonosta ei kerrottu.", unit=place.kamppi)
        # The authority's revision; the newest month, its texts with their places, and none before.
        with django_assert_num_queries(4):
            page(client)
