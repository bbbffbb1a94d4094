"""The page of the silence map."""

from collections.abc import Callable
from datetime import datetime

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kuulluksi.figures.queries.places import key_of
from kuulluksi.org.models import Person
from kuulluksi.web.staff.figures.silence import _end
from tests.factories import figures
from tests.factories.figures import Said
from tests.factories.org import County
from tests.factories.printed import clients

SignIn = Callable[[Person], Client]
SILENCE = "/fi/tyo/luvut/hiljaiset/"


def told(here: County, at: datetime) -> None:
    said = {
        here.kamppi: [*figures.grades({7: 30, 8: 32}, gender="woman"), Said(8, {"gender": "man"})],
        here.kallio: [*figures.grades({7: 6, 8: 8}, gender="woman"), Said(5, {"gender": "man"})],
        here.family_unit: [
            *figures.grades({7: 16, 8: 8}, gender="woman"), Said(9, {"gender": "man"}),
        ],
        here.office: figures.grades({9: 3}),
    }  # fmt: skip
    figures.closed(here, at, said)
    for unit, number in ((here.kamppi, 700), (here.kallio, 900), (here.office, 90)):
        clients(unit, at.year, number)
    clients(here.kamppi, at.year, 350, "gender", "man")
    clients(here.kamppi, at.year, 350, "gender", "woman")
    clients(here.family_unit, at.year - 1, 350)


def test_silence_page_draws_places_and_groups_from_the_store(
    here: County,
    at: datetime,
    sign_in: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    told(here, at)
    client = sign_in(here.worker)
    asked = {"year": str(at.year), "place": key_of(here.kamppi)}
    client.get(SILENCE, asked)
    with django_assert_num_queries(11):
        page = client.get(SILENCE, asked)
    (units,) = page.context["parts"]
    assert [line.name for line in units.lines] == [
        "Ruoholahden toimipiste", "Kallion sosiaaliasema", "Kampin sosiaaliasema",
    ]  # fmt: skip
    office, kallio, kamppi = units.lines
    assert office.veiled
    assert not office.rate
    assert kallio.rate == "2,1"
    assert kallio.ways
    assert kamppi.range == "7,8–12,6"
    (gender,) = page.context["groups"]
    assert [line.name for line in gender.lines] == ["Mies", "Nainen"]
    words = page.content.decode()
    assert 'class="veiled"' in words
    assert "arvio" in words
    assert page.context["unfinished"]


def test_silence_page_begins_with_the_last_whole_year(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    told(here, at)
    client = sign_in(here.researcher)
    page = client.get(SILENCE)
    assert (page.context["year"], page.context["unfinished"]) == (at.year - 1, False)
    assert [line.name for line in page.context["unasked"]] == ["Perhetukikeskus"]
    assert client.get(SILENCE, {"year": "1999"}).status_code == 404
    assert client.get(SILENCE, {"year": "x"}).status_code == 404
    assert client.get(SILENCE, {"place": "unit-kuu"}).status_code == 200
    assert client.get(SILENCE, {"place": "unit-\0"}).status_code == 200


def test_silence_page_without_numbers_says_how_to_bring_them(here: County, sign_in: SignIn) -> None:
    page = sign_in(here.worker).get(SILENCE)
    assert page.status_code == 200
    assert "/fi/tyo/luvut/sarjat/" in page.content.decode()


def test_silence_axis_ends_at_a_round_number() -> None:
    assert [_end([each]) for each in (0, 3.9, 4.1, 35, 240)] == [4, 4, 8, 40, 300]
    assert _end([]) == 4
