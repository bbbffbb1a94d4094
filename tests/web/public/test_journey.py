"""The journey by receipt code: read, added to, judged, withdrawn, and never in an address."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kuulluksi.cases import actions as cases
from kuulluksi.pure import receipt
from kuulluksi.voices import actions
from kuulluksi.voices.actions import Given
from kuulluksi.voices.enums import Publicity, State, Verdict
from kuulluksi.voices.models import Hidden, Step, Voice
from tests.factories.org import County
from tests.factories.voices import given

Opened = Callable[[], str]
ANSWER = "Ovi lukittiin liian aikaisin. Korjaamme ajastimen perjantaina, ja vastaan siitä itse."


@pytest.fixture
def voice(place: County) -> Given:
    return given(
        datetime(2026, 11, 5, 8, tzinfo=UTC), unit=place.kamppi, publicity=Publicity.ALLOWED
    )


def answered(voice: Voice, place: County) -> None:
    at = datetime(2026, 11, 11, 8, tzinfo=UTC)
    cases.answer(voice, by=place.supervisor, at=at, seen=2, words=ANSWER)


def post(client: Client, given: Given, act: str, nonce: str, **told: str) -> tuple[int, str]:
    answer = client.post(
        f"/fi/matka/{act}", {"code": receipt.pretty(given.code), "nonce": nonce, **told}
    )
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.status_code, answer.content.decode()


def test_journey_shows_whose_turn_and_never_a_name(
    client: Client, place: County, voice: Given
) -> None:
    status, page = post(client, voice, "", "")
    assert status == 200
    assert "Palautteesi odottaa lukijaa" in page
    assert "Kampin sosiaaliaseman esihenkilö" in page
    assert place.supervisor.name not in page
    answered(voice.voice, place)
    _, page = post(client, voice, "", "")
    assert "Sait vastauksen" in page
    assert "Korjaamme ajastimen perjantaina" in page
    assert place.supervisor.name not in page


def test_journey_queries_do_not_grow_with_steps(
    client: Client,
    place: County,
    voice: Given,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(8):
        post(client, voice, "", "")
    at = datetime(2026, 11, 11, 8, tzinfo=UTC)
    for n in range(3):
        actions.add_words(voice.voice, words=f"Lisään tämän {n}.", nonce=f"n{n}", at=at)
    with django_assert_num_queries(8):
        post(client, voice, "", "")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Koodissa on 12 merkkiä."),
        ("KAVY 7M3T", "Koodissa on 12 merkkiä."),
        ("KAVO 7M3T 9RPD", "Koodissa ei ole koskaan merkkiä O."),
        ("KAVY 7M3T 9RPE", "Yksi merkki on väärin"),
        ("KAVY 7M3T 9RPD", "Tällä koodilla ei löydy palautetta."),
    ],
)
def test_journey_wrong_code_is_explained_and_kept(
    client: Client, place: County, typed: str, sentence: str
) -> None:
    answer = client.post("/fi/matka/", {"code": typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(sentence) == 2
    assert f'value="{typed}"' in page


def test_journey_code_is_forgiving(client: Client, place: County, voice: Given) -> None:
    typed = receipt.pretty(voice.code).lower().replace(" ", " - ")
    assert client.post("/fi/matka/", {"code": typed}).status_code == 200


def test_add_is_kept_once_for_each_form(
    client: Client, place: County, voice: Given, opened: Opened
) -> None:
    nonce = opened()
    post(client, voice, "lisaa/", nonce, words="Ovessa ei ollut lappua.")
    status, page = post(client, voice, "lisaa/", nonce, words="Ovessa ei ollut lappua.")
    assert status == 200
    assert page.count("Ovessa ei ollut lappua.") == 1
    status, page = post(client, voice, "lisaa/", opened(), words=" ")
    assert status == 422
    assert page.count("Kirjoita, mitä haluat lisätä.") == 2


def test_add_with_old_form_keeps_the_words(client: Client, place: County, voice: Given) -> None:
    status, page = post(client, voice, "lisaa/", "forged", words="Ovessa ei ollut lappua.")
    assert status == 422
    assert "Ovessa ei ollut lappua.</textarea>" in page
    assert not Step.objects.filter(event="added").exists()


def test_judge_no_needs_a_reason_and_goes_one_step_up(
    client: Client, place: County, voice: Given, opened: Opened
) -> None:
    answered(voice.voice, place)
    status, page = post(client, voice, "auttoiko/", opened(), verdict="no")
    assert status == 422
    assert page.count("Kerro, miksi vastaus ei auttanut.") == 2
    assert 'value="no" checked' in page
    status, page = post(
        client, voice, "auttoiko/", opened(), verdict="no", reason="Ovi on yhä lukossa."
    )
    assert status == 200
    assert "Asia otetaan uudelleen käsittelyyn." in page
    after = Voice.objects.get()
    assert (after.state, after.owner, after.verdict) == (State.WAITING, place.manager, Verdict.NO)


@pytest.mark.parametrize("verdict", ["yes", "partly"])
def test_judge_yes_and_partly_close(
    client: Client, place: County, voice: Given, opened: Opened, verdict: str
) -> None:
    answered(voice.voice, place)
    status, page = post(client, voice, "auttoiko/", opened(), verdict=verdict)
    assert status == 200
    assert "Palautteesi on käsitelty" in page
    assert Voice.objects.get().state == State.CLOSED


def test_judge_needs_a_choice(client: Client, place: County, voice: Given, opened: Opened) -> None:
    answered(voice.voice, place)
    status, page = post(client, voice, "auttoiko/", opened())
    assert status == 422
    assert page.count("Valitse yksi kolmesta.") == 2


def test_withdraw_asks_first_then_withdraws(
    client: Client, place: County, voice: Given, opened: Opened
) -> None:
    status, page = post(client, voice, "peru/", "")
    assert status == 200
    assert Voice.objects.get().publicity == Publicity.ALLOWED
    nonce = re.search(r'name="nonce" value="(.*?)"', page)
    assert nonce is not None
    _, page = post(client, voice, "peru/", nonce.group(1), sure="1")
    assert "Julkaisulupa on peruttu." in page
    assert Voice.objects.get().publicity == Publicity.WITHDRAWN


def test_journey_and_privacy_say_that_whoever_is_on_duty_reads_what_is_urgent(
    client: Client, place: County
) -> None:
    at = datetime(2026, 11, 5, 8, tzinfo=UTC)
    calm, urgent = given(at, unit=place.kamppi), given(at, unit=place.kamppi, urgent=True)
    said = "myös päivystäjä lukee"
    assert said not in post(client, calm, "", "")[1]
    assert said in post(client, urgent, "", "")[1]
    cases.answer(urgent.voice, by=place.supervisor, at=at, seen=3, words=ANSWER)
    assert said not in post(client, urgent, "", "")[1]
    assert "myös päivystäjä" in client.get("/fi/tietosuoja/").content.decode()


def test_acts_are_post_only(client: Client, place: County) -> None:
    for act in ("lisaa", "auttoiko", "peru"):
        assert client.get(f"/fi/matka/{act}/").status_code == 405


def test_journey_says_that_somebody_does_not_see_it_only_when_so(
    client: Client, place: County, voice: Given
) -> None:
    nobody = "ei näe sitä"
    assert nobody not in post(client, voice, "", "")[1]
    Voice.objects.filter(pk=voice.voice.pk).update(concerns_handler=True)
    assert nobody not in post(client, voice, "", "")[1]
    Hidden.objects.create(voice=voice.voice, person=place.supervisor)
    assert nobody in post(client, voice, "", "")[1]
