"""Whether speaking up did harm, on the giver's page: asked after an answer, never in the way."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils.translation import gettext as _
from pytest_django import DjangoAssertNumQueries

from kuulluksi.pure import receipt
from kuulluksi.voices import actions
from kuulluksi.voices.actions import Given
from kuulluksi.voices.enums import State
from kuulluksi.voices.models import HarmReport, Step, Voice
from tests.factories.org import County
from tests.factories.voices import given

Opened = Callable[[], str]
GIVEN, ANSWERED = datetime(2026, 11, 5, 8, tzinfo=UTC), datetime(2026, 11, 11, 8, tzinfo=UTC)
WORDS = "Minulle ei enää vastata puhelimeen."
REPLY = "Kiitos, että kerroit. Soitan yksikön ylempään johtoon huomenna."


@pytest.fixture
def unanswered(place: County) -> Given:
    return given(GIVEN, unit=place.kamppi)


@pytest.fixture
def voice(place: County, unanswered: Given) -> Given:
    actions.answer(
        unanswered.voice, by=place.supervisor, at=ANSWERED, seen=2, words="Korjaamme tämän."
    )
    return unanswered


def post(client: Client, given: Given, act: str, nonce: str, **told: str) -> tuple[int, str]:
    told = {"code": receipt.pretty(given.code), "nonce": nonce, **told}
    answer = client.post(f"/fi/matka/{act}", told)
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.status_code, answer.content.decode()


def test_harm_is_asked_once_the_house_has_spoken(
    client: Client, place: County, unanswered: Given
) -> None:
    assert "/matka/haitta/" not in post(client, unanswered, "", "")[1]
    actions.close(unanswered.voice, by=place.supervisor, at=ANSWERED, seen=2, reason="Hoidettu.")
    assert "/matka/haitta/" in post(client, unanswered, "", "")[1]


def test_harm_question_stands_after_the_question_whether_the_answer_helped(
    client: Client, voice: Given
) -> None:
    page = post(client, voice, "", "")[1]
    assert page.index("/matka/auttoiko/") < page.index("/matka/haitta/")
    folded = page[: page.index("/matka/haitta/")]
    assert '<details class="no-print">' in folded


def test_harm_is_told_and_the_reply_read_with_the_code(
    client: Client, place: County, voice: Given, opened: Opened
) -> None:
    status, page = post(client, voice, "haitta/", opened(), harmed="yes", harm=WORDS)
    assert status == 200
    assert _("Thank you for telling. Nobody at the place learns of it.") in page
    assert WORDS in page
    report = HarmReport.objects.get()
    assert Voice.objects.get().state == State.ANSWERED
    actions.reply_to_harm(report, by=place.independent, at=ANSWERED, words=REPLY)
    page = post(client, voice, "", "")[1]
    assert REPLY in page
    assert place.independent.name not in page


def test_harm_of_one_form_is_stored_once(client: Client, voice: Given, opened: Opened) -> None:
    nonce = opened()
    for _again in range(2):
        assert post(client, voice, "haitta/", nonce, harmed="no")[0] == 200
    assert HarmReport.objects.get().harmed is False


def test_harm_leaves_no_trace_on_a_page_whose_code_a_worker_has_seen(
    client: Client, place: County, voice: Given, opened: Opened
) -> None:
    Step.objects.filter(voice=voice.voice, number=1).update(by=place.worker)

    def seen() -> str:
        page = post(client, voice, "", "")[1]
        return re.sub(r'name="nonce" value="[^"]+"', "", page)

    before = seen()
    assert _("An independent reader reads this.") in before
    page = post(client, voice, "haitta/", opened(), harmed="yes", harm=WORDS)[1]
    assert _("Thank you for telling. Nobody at the place learns of it.") in page
    assert WORDS not in page
    assert seen() == before
    report = HarmReport.objects.get()
    actions.reply_to_harm(report, by=place.independent, at=ANSWERED, words=REPLY)
    assert seen() == before


@pytest.mark.parametrize(
    ("harmed", "words", "field"),
    [
        ("", WORDS, "harmed"),
        ("perhaps", WORDS, "harmed"),
        ("no", WORDS, "harm"),
        ("yes", "y" * 10_001, "harm"),
    ],
)
def test_harm_bad_input_is_named_at_its_place_and_kept(
    client: Client, voice: Given, opened: Opened, harmed: str, words: str, field: str
) -> None:
    status, page = post(client, voice, "haitta/", opened(), harmed=harmed, harm=words)
    assert status == 422
    assert f'id="{field}-error"' in page
    assert f'href="#{field}"' in page
    assert words in page
    assert '<details class="no-print" open>' in page
    assert not HarmReport.objects.exists()


def test_harm_of_a_page_open_too_long_is_kept(client: Client, voice: Given) -> None:
    status, page = post(client, voice, "haitta/", "old", harmed="yes", harm=WORDS)
    assert status == 422
    assert WORDS in page
    assert not HarmReport.objects.exists()


def test_harm_asks_the_database_once_for_any_number(
    client: Client,
    voice: Given,
    opened: Opened,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    post(client, voice, "", "")
    for _n in range(2):
        # The key of the code, the steps and their words; whether thanks travel; harm, publishing.
        with django_assert_num_queries(8):
            post(client, voice, "", "")
        post(client, voice, "haitta/", opened(), harmed="yes", harm=WORDS)
