"""Stopping and going on with a code: sealed, tied to nobody, gone when the answers are sent."""

import json
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kuulluksi.pure import receipt
from kuulluksi.surveys import actions, queries
from kuulluksi.surveys.models import Ballot, Draft, Wave, WaveTarget
from kuulluksi.web.kit.clock import now
from tests.factories import surveys
from tests.factories.org import County
from tests.factories.voices import given
from tests.web.public.surveys.conftest import Fields, fields_of
from tests.web.public.surveys.test_answering import page_of
from tests.web.public.test_giving import code_of

Opened = Callable[..., Fields]
RESUME = "/fi/kysely/jatka/"


@pytest.fixture
def code(client: Client, address: str, opened: Opened) -> str:
    """Somebody answered one question, wrote a word, and stopped."""
    told = {**opened(size="large", helped="other"), "a.enough-information": "4", "go": "next"}
    fields = fields_of(page_of(client.post(address, told)))
    answer = client.post(address, {**fields, "w.worked-well": "Kahvi.", "go": "pause"})
    assert answer.headers["Cache-Control"] == "no-store"
    return code_of(page_of(answer))


def test_going_on_finds_everything_at_the_question_where_it_stopped(
    client: Client, code: str, address: str
) -> None:
    shown = page_of(client.post(RESUME, {"code": receipt.pretty(code).lower()}))
    fields = fields_of(shown)
    assert (fields["step"], fields["a.enough-information"]) == (["treated-properly"], ["4"])
    assert (fields["w.worked-well"], fields["helped"]) == (["Kahvi."], ["other"])
    assert 'class="large' in shown
    told = {**fields, "step": "age-band", "go": "send"}
    page_of(client.post(address, told))
    assert Ballot.objects.get().answers == {"enough-information": "4", "worked-well": "Kahvi."}
    assert not Draft.objects.exists()
    assert "keskeneräisiä vastauksia" in page_of(client.post(RESUME, {"code": code}), 422)


def test_stopping_again_keeps_the_code(client: Client, code: str, address: str) -> None:
    fields = fields_of(page_of(client.post(RESUME, {"code": code})))
    again = page_of(client.post(address, {**fields, "a.treated-properly": "1", "go": "pause"}))
    assert code_of(again) == code
    assert Draft.objects.count() == 1
    fields = fields_of(page_of(client.post(RESUME, {"code": code})))
    assert 'value="1" checked' in page_of(client.post(RESUME, {"code": code}))


def test_what_is_sealed_tells_nothing_without_the_code(
    client: Client, wave: Wave, target: WaveTarget
) -> None:
    link = queries.code_of(surveys.invited(target, now()))
    fields = fields_of(page_of(client.get(f"/fi/kysely/linkki/{link}/", {"layout": "all"})))
    address = f"/fi/kysely/{wave.code}/kampin-sosiaaliasema/"
    shown = page_of(client.post(address, {**fields, "w.worked-well": "Salaisuus.", "go": "pause"}))
    assert link not in shown
    row = json.dumps(list(Draft.objects.values()))
    assert "Salaisuus" not in row
    assert link not in row
    fields = fields_of(page_of(client.post(RESUME, {"code": code_of(shown)})))
    assert fields["link"] == [link]
    page_of(client.post(address, {**fields, "go": "send"}))
    assert queries.invitation(link) is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "12 merkkiä"),
        ("AAAA", "12 merkkiä"),
        ("OOOO 1111 QQQQ", "ei ole koskaan merkkiä O 1 Q"),
        ("AAAA AAAA AAAD", "Yksi merkki on väärin"),
    ],
)
def test_a_code_with_a_slip_is_explained(client: Client, wave: Wave, typed: str, said: str) -> None:
    shown = page_of(client.post(RESUME, {"code": typed}), 422)
    assert said in shown.partition('id="code-error"')[2]
    assert f'value="{typed}"' in shown


def test_a_code_of_a_feedback_is_led_to_its_journey(
    client: Client, wave: Wave, place: County
) -> None:
    code = given(now(), unit=place.kamppi).code
    shown = page_of(client.post(RESUME, {"code": code}), 422)
    assert "palautteen koodi" in shown
    form = shown.partition('action="/fi/matka/"')[2].partition("</form>")[0]
    assert f'value="{receipt.pretty(code)}"' in form


def test_a_code_of_a_personal_link_is_led_to_its_survey(
    client: Client, wave: Wave, target: WaveTarget
) -> None:
    link = queries.code_of(surveys.invited(target, now()))
    answer = client.post(RESUME, {"code": link})
    assert answer.headers["Location"] == f"/fi/kysely/linkki/{link}/"


def test_a_code_of_another_survey_opens_that_survey(
    client: Client, code: str, wave: Wave, place: County
) -> None:
    surveys.wave(place, now(), code="toinen")
    assert f'action="/fi/kysely/{wave.code}/' in page_of(client.post(RESUME, {"code": code}))


def test_the_journey_leads_a_code_of_a_survey_here(client: Client, code: str) -> None:
    shown = page_of(client.post("/fi/matka/", {"code": code}), 422)
    assert f'action="{RESUME}"' in shown


def test_nothing_is_left_of_it_when_the_survey_closes(
    client: Client, code: str, wave: Wave
) -> None:
    actions.close(wave, by=None, at=now())
    page_of(client.post(RESUME, {"code": code}), 422)


def test_stopping_after_the_survey_has_closed_keeps_the_words(
    client: Client, address: str, opened: Opened, wave: Wave
) -> None:
    told = {**opened(), "w.worked-well": "Kahvi.", "go": "pause"}
    actions.close(wave, by=None, at=now())
    assert "Kahvi." in page_of(client.post(address, told), 409)


def test_going_on_asks_the_database_little(
    client: Client, code: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """What lies under the code with its wave, the place, and whether the organisation changed."""
    client.post(RESUME, {"code": code})
    with django_assert_num_queries(3):
        client.post(RESUME, {"code": code})
