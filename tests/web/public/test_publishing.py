"""The giver's say over the public text, by receipt code; and that text as everybody sees it."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils.translation import gettext as _

from kuulluksi.cases.enums import Concerns
from kuulluksi.pure import receipt
from kuulluksi.pure.masking import find
from kuulluksi.voices import actions, queries
from kuulluksi.voices.actions import Given
from kuulluksi.voices.enums import PublicationState, Publicity
from kuulluksi.voices.models import Publication, Step, Voice
from tests.factories.org import County
from tests.factories.voices import given

Opened = Callable[[], str]
AT = datetime(2026, 3, 17, 8, tzinfo=UTC)
SAID = "Maija Virtanen lupasi soittaa numeroon 050 000 0000.\n\nOdotin <b>turhaan</b>."
ANSWER = "Kiitos, että kerroit. Virtanen soittaa huomenna."


@pytest.fixture
def asked(place: County) -> Given:
    """Answered and edited; it waits for the giver's eyes."""
    return edited(place, Publicity.ASK_FIRST)


def edited(place: County, publicity: str) -> Given:
    new = given(AT, unit=place.kamppi, words=SAID, publicity=publicity)
    now = new.voice
    actions.answer(now, by=place.supervisor, at=AT, seen=now.version, words=ANSWER)
    now = Voice.objects.get(pk=now.pk)
    actions.edit(
        now, by=place.supervisor, at=AT, seen=now.version, words=find(SAID), answer=find(ANSWER)
    )
    return new


def post(client: Client, given: Given, act: str, nonce: str, **told: str) -> tuple[int, str]:
    answer = client.post(
        f"/fi/matka/{act}", {"code": receipt.pretty(given.code), "nonce": nonce, **told}
    )
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.status_code, answer.content.decode()


def public(place: County) -> str:
    found = queries.published([place.kamppi.pk])
    return render_to_string("public/published.html", {"publications": found, "lang": "fi"})


def seen_of(given: Given) -> str:
    return str(queries.edited_in(given.voice))


def test_the_giver_sees_the_text_and_lets_it_out(
    client: Client, place: County, asked: Given, opened: Opened
) -> None:
    status, page = post(client, asked, "", "")
    assert status == 200
    assert 'value="approve"' in page
    assert 'value="refuse"' in page
    assert public(place).strip() == ""
    nonce, seen = opened(), seen_of(asked)
    status, page = post(client, asked, "julkaisu/", nonce, decision="approve", seen=seen)
    assert status == 200
    assert 'value="approve"' not in page
    assert "lupasi soittaa" in public(place)
    # A doubled click is one decision.
    status, _page = post(client, asked, "julkaisu/", nonce, decision="approve", seen=seen)
    assert status == 200
    assert Step.objects.filter(voice=asked.voice, event="published").count() == 1


def test_a_second_decision_from_the_same_page_is_told(
    client: Client, asked: Given, opened: Opened
) -> None:
    nonce, seen = opened(), seen_of(asked)
    post(client, asked, "julkaisu/", nonce, decision="approve", seen=seen)
    status, page = post(client, asked, "julkaisu/", nonce, decision="refuse", seen=seen)
    assert status == 422
    assert page.count('id="decision"') == 1
    assert page.count('id="decision-error"') == 1
    assert Publication.objects.get().state == PublicationState.PUBLISHED


def test_the_giver_refuses(client: Client, place: County, asked: Given, opened: Opened) -> None:
    status, page = post(
        client, asked, "julkaisu/", opened(), decision="refuse", seen=seen_of(asked)
    )
    assert status == 200
    assert 'value="approve"' not in page
    assert Publication.objects.get().state == PublicationState.REFUSED
    assert public(place).strip() == ""


@pytest.mark.parametrize("told", [{}, {"decision": "x"}, {"decision": "approve", "seen": "٣"}])
def test_odd_decisions_change_nothing(
    client: Client, asked: Given, opened: Opened, told: dict[str, str]
) -> None:
    status, page = post(client, asked, "julkaisu/", opened(), **told)
    assert status == 422
    assert 'value="approve"' in page
    assert Publication.objects.get().state == PublicationState.ASKED


def test_an_expired_form_decides_nothing(client: Client, asked: Given) -> None:
    status, _page = post(client, asked, "julkaisu/", "x", decision="approve", seen=seen_of(asked))
    assert status == 422
    assert Publication.objects.get().state == PublicationState.ASKED


def test_withdrawing_takes_it_off_the_public_page_at_once(
    client: Client, place: County, opened: Opened
) -> None:
    out = edited(place, Publicity.ALLOWED)
    assert "lupasi soittaa" in public(place)
    status, page = post(client, out, "", "")
    assert status == 200
    assert "/fi/matka/peru/" in page
    status, _page = post(client, out, "peru/", opened(), sure="1")
    assert status == 200
    assert public(place).strip() == ""
    assert not Publication.objects.exists()


def test_seeing_it_first_after_all(client: Client, place: County, opened: Opened) -> None:
    new = given(AT, unit=place.kamppi, words=SAID, publicity=Publicity.ALLOWED)
    _status, page = post(client, new, "", "")
    assert 'value="ask"' in page
    status, page = post(client, new, "julkaisu/", opened(), decision="ask")
    assert status == 200
    assert 'value="ask"' not in page
    assert Voice.objects.get().publicity == Publicity.ASK_FIRST


def test_the_public_reads_what_was_reviewed_with_its_answer_and_no_day(place: County) -> None:
    edited(place, Publicity.ALLOWED)
    page = public(place)
    for hidden in ("Maija", "Virtanen", "050 000", "17.3", "2026-03", place.supervisor.name):
        assert hidden not in page
    assert "maaliskuu 2026" in page
    assert "&lt;b&gt;turhaan&lt;/b&gt;" in page
    assert "Kiitos, että kerroit" in page
    assert page.count('class="mask"') == 3
    assert "Kampin sosiaaliaseman esihenkilö" in page


def test_what_concerns_the_supervisor_tells_why_it_is_not_published(
    client: Client, place: County
) -> None:
    new = given(AT, unit=place.kamppi, publicity=Publicity.ALLOWED, concerns=Concerns.HANDLER)
    _status, page = post(client, new, "", "")
    told = _(
        "It is not published, because it concerns the supervisor. The page of the place names that"
        " person, so a hidden name would not hide them."
    )
    assert told in page


def test_the_form_and_the_receipt_tell_how_seeing_first_works(
    client: Client, place: County, opened: Opened
) -> None:
    form = client.get("/fi/palaute/").content.decode()
    assert 'name="publicity" value="ask"' in form
    answer = client.post(
        f"/fi/palaute/{place.kamppi.code}/",
        {
            "nonce": opened(),
            "about": "this",
            "kind": "criticism",
            "words": "Odotin.",
            "publicity": "ask",
        },
    )
    assert answer.status_code == 200
    assert Voice.objects.get().publicity == Publicity.ASK_FIRST
    told = _(
        "Before it is published, the edited text comes to the page of your feedback. You open the"
        " page with the code."
    )
    assert told in answer.content.decode()
