"""The short door, the poster of a survey, and saying no by the link of an invitation."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kuulluksi.surveys import queries
from kuulluksi.surveys.enums import Mode, Target, WaveState
from kuulluksi.surveys.models import Asked, Invitation, Wave, WaveTarget
from tests.factories import surveys
from tests.factories.org import County


@pytest.fixture
def wave(place: County, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Wave:
    standing = SimpleNamespace(now=lambda _zone: at)
    monkeypatch.setattr("kuulluksi.web.kit.clock.datetime", standing)
    return surveys.wave(place, at, code="kysely-1")


def poster(wave: Wave, place: str = "kampin-sosiaaliasema") -> str:
    return reverse("public:poster-wave", args=[wave.code, place])


def test_short_door_leads_to_the_survey_of_the_place(wave: Wave, client: Client) -> None:
    answer = client.get("/y/kysely-1/kampin-sosiaaliasema", headers={"accept-language": "sv"})
    assert answer.headers["Location"] == "/sv/kysely/kysely-1/kampin-sosiaaliasema/"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fi", "maanantaina 16.3.2026"),
        ("sv", "måndag 16.3.2026"),
        ("en", "Monday 16 March 2026"),
    ],
)
def test_poster_says_whose_survey_until_when_how_long_and_how_else(
    language: str, said: str, wave: Wave, client: Client
) -> None:
    address = poster(wave).replace("/fi/", f"/{language}/")
    page = client.get(address).content.decode()
    assert said in page
    assert "localhost:8000/y/kysely-1/kampin-sosiaaliasema</b>" in page
    assert "Esimerkkilän hyvinvointialue" in page
    assert "Kampin sosiaaliaseman esihenkilö" in page
    assert "09 0000 0000" in page
    for word in {"fi": ("paperilla", "minuutti", "lukea"), "sv": ("papper", "läsa"), "en": ()}[
        language
    ]:
        assert word in page


def test_poster_offers_only_the_ways_that_there_are(wave: Wave, client: Client) -> None:
    Wave.objects.update(modes=[Mode.WEB])
    page = client.get(poster(wave)).content.decode()
    assert "paperilla" not in page


def test_poster_of_a_survey_about_everything(wave: Wave, client: Client) -> None:
    WaveTarget.objects.filter(wave=wave).delete()
    Wave.objects.update(target=Target.EVERYBODY)
    WaveTarget.objects.create(wave=wave)
    assert "/y/kysely-1/kaikki</b>" in client.get(poster(wave, "kaikki")).content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"state": WaveState.DRAFT},
        {"closes_on": date(2026, 3, 1)},
        {"modes": [Mode.PAPER]},
        {"target": Target.SAMPLE},
    ],
)
def test_poster_that_would_lead_nowhere_is_not_there(
    change: dict[str, Any], wave: Wave, client: Client
) -> None:
    Wave.objects.update(**change)
    assert client.get(poster(wave)).status_code == 404


def test_poster_costs_two_queries(
    wave: Wave, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(poster(wave))
    with django_assert_num_queries(2):
        client.get(poster(wave))


def no(code: str) -> str:
    return reverse("public:opt-out", args=[code])


def test_saying_no_takes_a_button_and_works_once_for_all(
    wave: Wave, client: Client, at: datetime
) -> None:
    link = surveys.invited(queries.targets(wave)[0], at)
    code = queries.code_of(link)
    assert client.get(no(code)).status_code == 200
    assert Invitation.objects.exists()
    answer = client.post(no(code), {"address": "someone@else.example"})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "csrftoken" not in answer.cookies
    assert Asked.objects.get().opted_out
    assert not Invitation.objects.exists()


def test_page_of_no_says_the_same_of_every_link(wave: Wave, client: Client, at: datetime) -> None:
    link = surveys.invited(queries.targets(wave)[0], at)
    used = surveys.invited(queries.targets(wave)[0], at, "toinen@posti.example")
    with_place = queries.targets(wave).select_related("wave__document")[0]
    surveys.answered(with_place, at, invitation=queries.code_of(used))
    codes = [queries.code_of(link), queries.code_of(used), "ADEFHJKLMNPR", "no-such-link"]
    for ask in (client.get, client.post, client.post):
        pages = [ask(no(code)).content.decode().replace(code, "") for code in codes]
        assert len({page.split("<main", 1)[1] for page in pages}) == 1
