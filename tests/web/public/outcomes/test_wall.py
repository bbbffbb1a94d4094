"""One sheet for the wall of a waiting room."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from kuulluksi.outcomes.rules import LONGEST_TEXT
from kuulluksi.web.kit.outcomes.measures import shown
from kuulluksi.web.public.outcomes.wall import LINES, MOST, fitting, lines
from tests.factories.org import County
from tests.factories.outcomes import made, text

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 8, tzinfo=UTC)


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_wall_shows_the_newest_and_two_ways(client: Client, place: County) -> None:
    for day in range(MOST + 1):
        made(place, AT + timedelta(days=day), public=True, title=text(f"Toimi {day}."))
    html = read(client, "/fi/mita-muuttui/unit-kampin-sosiaaliasema/seinalle/")
    assert "Toimi 0." not in html
    assert f"Toimi {MOST}." in html
    assert html.count('class="qr"') == 2
    assert "/fi/mita-muuttui/unit-kampin-sosiaaliasema/<" in html
    assert f"/p/{place.kamppi.code}<" in html


def test_wall_of_the_whole(client: Client, place: County) -> None:
    made(place, AT, public=True)
    html = read(client, "/sv/mita-muuttui/seinalle/")
    assert "Takaisinsoitto samana päivänä (sv)" in html
    assert "Kampin sosiaaliasema (sv)" in html
    assert "/sv/palaute/<" in html


def test_wall_without_measures_says_so(client: Client, place: County) -> None:
    assert "Tässä ei ole vielä kerrottavaa." in read(client, "/fi/mita-muuttui/seinalle/")
    assert client.get("/fi/mita-muuttui/unit-olematon/seinalle/").status_code == 404


def test_wall_is_one_sheet(client: Client, place: County) -> None:
    """What does not fit is left out, for the next one that does."""
    short, long = text("Sana."), text("sana " * (LONGEST_TEXT // 8))
    key = "unit-kampin-sosiaaliasema"
    first, second, third = (
        made(place, AT, public=True, said=words, did=words) for words in (short, long, short)
    )
    found = shown([first, second, third], AT.date())
    assert [each.measure for each in fitting(found, key)] == [first, third]
    assert sum(lines(each, key) for each in fitting(found, key)) <= LINES
    assert fitting(found[1:2], key) == found[1:2]
    assert fitting([], key) == []
    assert lines(found[0], "all") == lines(found[0], key) + 1


def test_wall_of_a_place_has_its_own_first(client: Client, place: County) -> None:
    made(place, AT, public=True, title=text("Oma."))
    later = AT + timedelta(days=1)
    made(place, later, by=place.director, place=None, public=True, title=text("Koko alueen."))
    html = read(client, "/fi/mita-muuttui/unit-kampin-sosiaaliasema/seinalle/")
    assert 0 < html.index("Oma.") < html.index("Koko alueen.")
