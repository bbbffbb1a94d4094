"""Answering a survey: page by page or all at once, carried in the form, stored once, by nobody."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kuulluksi.pure.questionnaire import bank
from kuulluksi.pure.questionnaire.items import (
    DateItem,
    MultipleItem,
    NumberItem,
    Question,
    ScaleItem,
    SingleItem,
)
from kuulluksi.pure.questionnaire.parsing import parse
from kuulluksi.surveys.enums import Mode, WaveState
from kuulluksi.surveys.models import Ballot, Wave, WaveTarget
from kuulluksi.web.kit import asking, begun
from kuulluksi.web.kit.clock import now, today
from tests.factories import surveys
from tests.factories.org import County
from tests.pure.questionnaire.documents import document, matrix, page, scale, text
from tests.web.public.surveys.conftest import Fields, fields_of

Opened = Callable[..., Fields]


def page_of(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:2000]
    assert not answer.cookies
    return str(answer.content.decode())


def test_wave_lets_choose_the_place(client: Client, wave: Wave, place: County) -> None:
    shown = page_of(client.get(f"/fi/kysely/{wave.code}/"))
    assert all(
        f'href="/fi/kysely/{wave.code}/{unit.code}/"' in shown
        for unit in (place.kamppi, place.kallio)
    )
    wave.targets.filter(unit=place.kallio).delete()
    assert (
        client.get(f"/fi/kysely/{wave.code}/").headers["Location"].endswith(place.kamppi.code + "/")
    )


@pytest.mark.parametrize("path", ["ei-ole/", "aseman-kysely/muu/", "aseman-kysely/kaikki/"])
def test_wave_or_place_that_is_not_there(client: Client, wave: Wave, path: str) -> None:
    assert client.get(f"/fi/kysely/{path}").status_code == 404


def test_a_draft_is_nobodys_to_see(client: Client, place: County) -> None:
    wave = surveys.wave(place, now(), state=WaveState.DRAFT)
    for path in ("", f"{place.kamppi.code}/", f"{place.kamppi.code}/ryhma/"):
        assert client.get(f"/fi/kysely/{wave.code}/{path}").status_code == 404


def test_first_page_stands_on_the_promise(client: Client, address: str, wave: Wave) -> None:
    shown = page_of(client.get(address))
    assert "Kysymme, jotta palvelu on parempi." in shown
    assert "Varaamme yhden kehittämispäivän." in shown
    assert wave.handled_until is not None
    assert f'datetime="{wave.handled_until.isoformat()}"' in shown


def test_one_question_after_another_and_back(client: Client, address: str, opened: Opened) -> None:
    fields = opened()
    assert fields["step"] == ["enough-information"]
    shown = page_of(client.post(address, {**fields, "a.enough-information": "4", "go": "next"}))
    fields = fields_of(shown)
    assert fields["step"] == ["treated-properly"]
    assert fields["a.enough-information"] == ["4"]
    shown = page_of(
        client.post(address, {**fields, "a.treated-properly": "skip", "go": "previous"})
    )
    assert re.search(r'name="a.enough-information" value="4" checked', shown)
    fields = fields_of(shown)
    assert fields["a.treated-properly"] == ["skip"]
    shown = page_of(client.post(address, {**fields, "go": "clear"}))
    assert "checked" not in shown.partition("<fieldset")[2].partition("</fieldset>")[0]
    assert Ballot.objects.count() == 0


def test_all_on_one_page_is_stored_once_and_says_when_it_is_handled(
    client: Client, address: str, opened: Opened, wave: Wave, target: WaveTarget
) -> None:
    fields = opened(layout="all", helped="relative")
    told = {
        **fields,
        "a.felt-heard": "5",
        "a.school-grade": "9",
        "w.worked-well": "Minua kuunneltiin.",
        "a.worked-well.quote": "yes",
        "go": "send",
    }
    answer = client.post(address, told)
    shown = page_of(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    assert wave.handled_until is not None
    assert f'datetime="{wave.handled_until.isoformat()}"' in shown
    assert "/fi/palaute/kampin-sosiaaliasema/" in shown
    ballot = Ballot.objects.get()
    assert (ballot.target, ballot.mode, ballot.language, ballot.helped) == (
        target,
        Mode.WEB,
        "fi",
        "relative",
    )
    assert ballot.answers == {
        "felt-heard": "5",
        "school-grade": "9",
        "worked-well": "Minua kuunneltiin.",
        "worked-well.quote": "yes",
    }
    assert "Se, minkä lähetit ensin" in page_of(client.post(address, told | {"a.felt-heard": "1"}))
    assert Ballot.objects.get().answers == ballot.answers


def test_the_last_question_sends_and_what_is_empty_is_not_forced(
    client: Client, address: str, opened: Opened
) -> None:
    fields = opened() | {"step": ["age-band"]}
    shown = page_of(client.post(address, {**fields, "go": "review"}))
    assert shown.count("Jäi tyhjäksi") == 14
    fields = fields_of(shown)
    fields = fields_of(page_of(client.post(address, {**fields, "go": "to:felt-heard"})))
    assert fields["step"] == ["felt-heard"]
    page_of(client.post(address, {**fields, "step": "age-band", "go": "send"}))
    assert Ballot.objects.get().answers == {}


def test_an_answer_outside_its_scale_is_named_at_its_question_and_all_is_kept(
    client: Client, address: str, opened: Opened
) -> None:
    fields = opened(layout="all")
    told = {**fields, "a.school-grade": "11", "a.felt-heard": "2", "w.worked-well": "<b>Kaikki</b>"}
    shown = page_of(client.post(address, {**told, "go": "send"}), 422)
    assert 'href="#q-school-grade"' in shown
    question = shown.partition('id="q-school-grade"')[2].partition("</fieldset>")[0]
    assert "Vastaus ”11” ei ole asteikolla 4–10" in question
    kept = fields_of(shown)
    assert kept["a.felt-heard"] == ["2"]
    assert kept["w.worked-well"] == ["<b>Kaikki</b>"]
    assert Ballot.objects.count() == 0


def test_a_fault_on_another_page_leads_there(client: Client, address: str, opened: Opened) -> None:
    told = {**opened(), "a.school-grade": "viisi", "go": "next"}
    shown = page_of(client.post(address, told), 422)
    assert fields_of(shown)["step"] == ["school-grade"]


@pytest.mark.parametrize("nonce", ["", "x", "abc.k1.2026-01-01:väärä"])
def test_a_form_that_is_not_ours_is_asked_for_once_more(
    client: Client, address: str, opened: Opened, nonce: str
) -> None:
    told = {**opened(layout="all"), "nonce": nonce, "a.felt-heard": "2", "go": "send"}
    kept = fields_of(page_of(client.post(address, told), 422))
    assert kept["a.felt-heard"] == ["2"]
    page_of(client.post(address, {**kept, "go": "send"}))
    assert Ballot.objects.get().answers == {"felt-heard": "2"}


def test_settings_are_changed_in_the_middle_and_answers_stay(
    client: Client, address: str, opened: Opened
) -> None:
    fields = opened()
    told = {
        **fields,
        "a.enough-information": "3",
        "language": "sv",
        "size": "large",
        "go": "change",
    }
    shown = page_of(client.post(address, told))
    assert '<html lang="sv">' in shown
    assert "Jag har fått tillräckligt" in shown
    assert 'class="large' in shown
    assert 'action="/sv/kysely/' in shown
    assert re.search(r'name="a.enough-information" value="3" checked', shown)


def test_easy_finnish(client: Client, address: str, opened: Opened) -> None:
    assert "?language=fi-x-selko" in page_of(client.get(address))
    assert "Emme tiedä, kuka olet." in page_of(client.get(address, {"language": "fi-x-selko"}))
    fields = opened(language="fi-x-selko", layout="all")
    page_of(client.post(address, {**fields, "a.felt-heard": "5", "go": "send"}))
    assert Ballot.objects.get().language == "fi-x-selko"


def test_another_language_leads_to_its_own_address(client: Client, address: str) -> None:
    answer = client.get(address, {"language": "sv", "layout": "one"})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sv/kysely/")


@pytest.mark.parametrize("name", bank.names())
def test_every_instrument_can_be_answered(client: Client, place: County, name: str) -> None:
    """Each question is found on the page; an answer of every kind comes through."""
    asked = bank.instrument(name)
    wave = surveys.wave(place, now(), asked=asked)
    here = f"/fi/kysely/{wave.code}/{place.kamppi.code}/"
    shown = page_of(client.get(here, {"layout": "all"}))
    fields, told = fields_of(shown), {}
    for _time in range(4):
        for question in asked.questions:
            if f'id="q-{question.id}"' in shown:
                told[asking.name_of(question)] = an_answer(question)
        shown = page_of(client.post(here, {**fields, **told, "go": "send"}))
        fields = fields_of(shown)
        if not fields:
            break
    assert len(Ballot.objects.get().answers) == len(told)


def an_answer(question: Question) -> str:
    match question:
        case ScaleItem():
            return str(question.scale.min)
        case SingleItem() | MultipleItem():
            return question.choices[0].id
        case NumberItem():
            return str(question.max)
        case DateItem():
            return "2.3.2026"
    return "Näin."


def test_a_condition_brings_its_question_before_the_answers_go(
    client: Client, place: County
) -> None:
    why = text("why", when={"item": "fine", "is": 1})
    wave = surveys.wave(place, now(), asked=parse(document(page("only", scale("fine"), why))))
    here = f"/fi/kysely/{wave.code}/{place.kamppi.code}/"
    fields = fields_of(page_of(client.get(here, {"layout": "all"})))
    shown = page_of(client.post(here, {**fields, "a.fine": "1", "go": "send"}))
    assert "yhden kysymyksen lisää" in shown
    assert Ballot.objects.count() == 0
    page_of(client.post(here, {**fields_of(shown), "w.why": "Kaikki.", "go": "send"}))
    assert Ballot.objects.get().answers == {"fine": "1", "why": "Kaikki."}


def test_a_condition_is_followed_from_page_to_page(client: Client, place: County) -> None:
    why = text("why", when={"item": "fine", "is": 1})
    asked = parse(document(page("only", scale("fine"), why, matrix("both", "left", "right"))))
    here = f"/fi/kysely/{surveys.wave(place, now(), asked=asked).code}/{place.kamppi.code}/"
    first = fields_of(page_of(client.get(here, {"layout": "one"})))
    fields: Fields = {}
    for point, then in (("1", "why"), ("2", "left")):
        fields = fields_of(page_of(client.post(here, {**first, "a.fine": point, "go": "next"})))
        assert fields["step"] == [then]
    shown = page_of(client.post(here, {**fields, "go": "next"}))
    assert "both fi" in shown  # the words above the rows stand over each of them
    assert "right fi" in shown
    assert "left fi" not in shown


def test_whole_services_and_everything_can_be_asked_about(
    client: Client, place: County, wave: Wave
) -> None:
    wave.targets.create(service=place.social_work)
    wave.targets.create()
    for slug, give in ((place.social_work.code, "palvelu/"), ("kaikki", "")):
        here = f"/fi/kysely/{wave.code}/{slug}/"
        fields = fields_of(page_of(client.get(here, {"layout": "all"})))
        shown = page_of(client.post(here, {**fields, "a.felt-heard": "5", "go": "send"}))
        assert f'href="/fi/palaute/{give}' in shown
        fields["nonce"] = [replace(begun.fresh(today()), on=today() - timedelta(days=99)).signed]
        late = page_of(client.post(here, {**fields, "w.worked-well": "Kahvi.", "go": "send"}), 409)
        assert "Kahvi." in late
    assert Ballot.objects.count() == 2


def test_a_survey_in_one_language_leaves_the_page_in_its_own(
    client: Client, place: County, wave: Wave
) -> None:
    asked = replace(bank.instrument("kouluarvosana"), id="yksikielinen", languages=("fi",))
    code = surveys.wave(place, now(), asked=asked).code
    here = f"/sv/kysely/{code}/{place.kamppi.code}/"
    shown = page_of(client.get(here, {"layout": "all", "language": "fi"}))
    assert '<html lang="sv">' in shown
    assert 'class="asked scale" lang="fi"' in shown


@pytest.mark.parametrize(
    "odd",
    [
        {"language": "xx", "layout": "?", "size": "9", "helped": "kissa", "step": "?", "go": "?"},
        {"go": "to:nowhere", "step": "review"},
        {"go": "previous", "step": "review"},
        {"go": "clear", "step": "nowhere"},
        {"go": "clear", "step": "review"},
        {"a.felt-heard": "\x005", "w.worked-well": "a\x00b"},
        {"a.felt-heard": ["1", "2"], "go": "next"},
        {"asked": "?", "layout": "all", "go": "send"},
        {"a.school-grade": "9" * 500, "layout": "all", "go": "send"},
    ],
)
def test_odd_input_never_breaks(client: Client, address: str, odd: dict[str, Any]) -> None:
    fields = fields_of(page_of(client.get(address, {"layout": "one"})))
    assert client.post(address, {**fields, **odd}).status_code in (200, 422)


def test_answering_asks_the_database_little(
    client: Client,
    address: str,
    opened: Opened,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """The place with its wave, and whether the organisation has changed; besides, when the
    answers go: whether they are there, the wave under its lock, the row, what lay broken off."""
    fields = opened(layout="all")
    with django_assert_num_queries(2):
        client.get(address, {"layout": "all"})
    with django_assert_num_queries(2):
        client.post(address, {**fields, "layout": "one", "go": "next"})
    # PostgreSQL takes a lock besides, so that the wave does not close meanwhile.
    with django_assert_num_queries(9 if connection.vendor == "postgresql" else 8):
        client.post(address, {**fields, "a.felt-heard": "5", "go": "send"})
