"""The page of a place: what is known of it, what was answered, and no number that tells of few."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kuulluksi.cases.enums import Concerns
from kuulluksi.org.models import Duty, Unit
from kuulluksi.pure.answering import MINIMUM
from kuulluksi.voices import actions
from kuulluksi.voices.enums import Misdirected, PublicationState
from kuulluksi.voices.models import Publication
from tests.factories.org import County, text
from tests.factories.voices import given

DAY = timedelta(days=1)
NOW = datetime(2026, 4, 15, 9, tzinfo=UTC)
StopClock = Callable[[datetime], None]


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


def answered(place: County, at: datetime, days: int, unit: Unit | None = None) -> None:
    voice = given(at, unit=unit or place.kamppi).voice
    by = place.supervisor
    actions.answer(voice, by=by, at=at + days * DAY, seen=2, words="Korjaamme tämän huomenna.")


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


def test_unit_page_shows_no_figure_below_the_minimum(
    client: Client, place: County, at: datetime
) -> None:
    for days in range(MINIMUM - 1):
        answered(place, at, days)
    assert figures(page(client, place)) == []
    answered(place, at, 1, place.office)
    assert figures(page(client, place))[0] == "100 %"


def test_unit_page_shows_nothing_of_the_month_before_it_is_over(
    client: Client, place: County, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(7):
        answered(place, at + n * DAY, 12 + 4 * n)
    shown = set()
    for day in range(1, 31):
        monkeypatch.setattr("kuulluksi.web.public.unit.today", lambda day=day: date(2026, 4, day))
        shown.add(tuple(figures(page(client, place, "en"))))
    assert len(shown) == 1
    html = page(client, place, "en")
    assert "computed on" in html
    assert "1.4.2026" in page(client, place)


def test_unit_page_tells_nothing_that_subtracting_the_offices_would_leave_of_few(
    client: Client, place: County, at: datetime
) -> None:
    for _ in range(MINIMUM):
        answered(place, at, 1, place.office)
    assert figures(page(client, place)) != []
    for _ in range(MINIMUM - 1):
        given(at, unit=place.kamppi)
        assert figures(page(client, place)) == []
    given(at, unit=place.kamppi)
    assert figures(page(client, place))[0] == "50 %"


def test_unit_page_counts_an_office_that_is_no_more_as_its_own(
    client: Client, place: County, at: datetime
) -> None:
    for _ in range(MINIMUM):
        answered(place, at, 1, place.office)
    given(at, unit=place.kamppi)
    place.office.valid_until = date(2026, 4, 14)
    place.office.save()
    assert figures(page(client, place))[0] == "83 %"


@pytest.mark.parametrize(
    ("language", "share", "wait"),
    [
        ("fi", "83 %", "2,5 "),
        ("sv", "83 %", "2,5 "),
        ("en", "83 %", "2.5 "),
    ],
)
def test_unit_page_tells_share_and_median_with_their_base(
    client: Client, place: County, at: datetime, language: str, share: str, wait: str
) -> None:
    for days in (1, 2, 2, 3, 4):
        answered(place, at, days)
    given(at, unit=place.kamppi)
    html = page(client, place, language)
    found = figures(html)
    assert found[0] == share
    assert found[1].startswith(wait)
    assert html.count('class="base"') == 3
    assert "n = 6" in html


def test_unit_page_says_at_least_when_half_have_no_answer(
    client: Client, place: County, at: datetime
) -> None:
    for days in (1, 2, 3):
        answered(place, at, days)
    for _ in range(3):
        given(at, unit=place.kamppi)
    share, wait = figures(page(client, place, "en"))
    assert share == "50 %"
    assert wait.startswith("at least ")


def test_unit_page_counts_what_was_handed_on_apart_and_from_the_minimum(
    client: Client, place: County, at: datetime
) -> None:
    def hand_on() -> None:
        voice = given(at, unit=place.kamppi).voice
        actions.hand_on(
            voice,
            by=place.supervisor,
            at=at,
            seen=2,
            reason=Misdirected.OTHER,
            words="Ohjasimme viestisi eteenpäin.",
            to=place.worker,
        )

    for _ in range(MINIMUM - 1):
        hand_on()
    nothing_of_it = page(client, place, "en")
    assert "no feedback and" not in nothing_of_it
    hand_on()
    html = page(client, place, "en")
    assert "Besides, 5 matters were no feedback" in html
    assert figures(html) == []


def test_unit_page_is_the_same_whether_somebody_wrote_of_the_supervisor_or_not(
    client: Client, place: County, at: datetime
) -> None:
    for days in (1, 2, 2, 3, 4):
        answered(place, at, days)
    before = page(client, place)
    given(at, unit=place.kamppi, concerns=Concerns.HANDLER)
    assert page(client, place) == before


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
    page(client, place)
    for number in (1, 3):
        published(place, at, number)
        answered(place, at, 1)
        with django_assert_num_queries(9):
            page(client, place)


def test_places_lead_to_the_form_and_to_the_page_of_each_place(
    client: Client, place: County
) -> None:
    html = client.get("/fi/paikat/").content.decode()
    for unit in (place.kamppi, place.kallio):
        assert f'href="/fi/palaute/{unit.code}/"' in html
        assert f'href="/fi/paikat/{unit.code}/"' in html
