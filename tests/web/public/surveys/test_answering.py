"""Answering a survey: page by page or all at once, carried in the form, stored once, by nobody."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from html import unescape
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
from kuulluksi.surveys import actions, queries
from kuulluksi.surveys.enums import Mode, Target, WaveState
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


def test_a_survey_that_closed_meanwhile_keeps_the_words_and_offers_feedback(
    client: Client, address: str, opened: Opened, wave: Wave
) -> None:
    told = {**opened(layout="all"), "w.worked-well": "Kaikki & kahvi.", "a.felt-heard": "5"}
    actions.close(wave, by=None, at=now())
    shown = page_of(client.post(address, {**told, "go": "send"}), 409)
    assert "Kysely on sulkeutunut" in shown
    assert "Kaikki &amp; kahvi." in shown
    assert "5 Täysin samaa mieltä" in shown
    assert Ballot.objects.count() == 0
    form = shown.partition('<form method="post" action="/fi/palaute/')[2].partition("</form>")[0]
    sent = {
        name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form)
    }
    given = client.post("/fi/palaute/kampin-sosiaaliasema/", sent)
    assert "Kaikki &amp; kahvi." in given.content.decode()
    assert client.get(address).headers["Location"].endswith("/tulos/")


def test_whoever_began_in_time_may_send_until_the_wave_is_frozen(
    client: Client, address: str, opened: Opened, wave: Wave
) -> None:
    fields = opened(layout="all")
    wave.opens_on, wave.closes_on = today() - timedelta(days=9), today() - timedelta(days=1)
    wave.save()
    assert client.get(address).status_code == 302
    page_of(client.post(address, {**fields, "a.felt-heard": "5", "go": "send"}), 409)
    in_time = replace(begun.fresh(today()), on=wave.closes_on).signed
    page_of(client.post(address, {**fields, "nonce": in_time, "a.felt-heard": "5", "go": "send"}))
    assert Ballot.objects.count() == 1


def test_a_wave_that_opens_later_says_when(client: Client, address: str, wave: Wave) -> None:
    wave.opens_on = today() + timedelta(days=3)
    wave.save()
    assert f'datetime="{wave.opens_on.isoformat()}"' in page_of(client.get(address))


def test_a_sample_is_answered_with_its_links_only(
    client: Client, address: str, opened: Opened, wave: Wave
) -> None:
    fields = opened(layout="all")
    wave.target = Target.SAMPLE
    wave.save()
    assert "henkilökohtaisella linkillä" in page_of(client.get(address))
    told = {**fields, "a.felt-heard": "5", "go": "send"}
    page_of(client.post(address, told), 409)
    assert Ballot.objects.count() == 0


def test_a_personal_link_is_used_up(
    client: Client, wave: Wave, target: WaveTarget, address: str
) -> None:
    link = queries.code_of(surveys.invited(target, now()))
    shown = page_of(client.get(f"/fi/kysely/linkki/{link}/", {"layout": "all"}))
    told = {**fields_of(shown), "a.felt-heard": "5", "go": "send"}
    assert told["link"] == [link]
    page_of(client.post(address, told))
    assert Ballot.objects.count() == 1
    assert "Emme ota tätä" not in page_of(client.post(address, told))  # once more: the same form
    other = {**told, "nonce": begun.fresh(today()).signed, "w.worked-well": "Toinen."}
    shown = page_of(client.post(address, other), 409)
    assert "Toinen." in shown
    assert Ballot.objects.count() == 1
    shown = page_of(client.get(f"/fi/kysely/linkki/{link}/"), 404)
    assert f"/fi/kysely/{wave.code}/" in shown


@pytest.mark.parametrize("link", ["x", "AAAA-AAAA-AAAA", "'--"])
def test_an_unknown_link_gets_a_kind_page(client: Client, wave: Wave, link: str) -> None:
    assert "Linkki ei ole käytössä" in page_of(client.get(f"/fi/kysely/linkki/{link}/"), 404)


def test_made_up_link_in_the_form_stores_nothing(
    client: Client, address: str, opened: Opened
) -> None:
    told = {**opened(layout="all"), "link": "höpö", "a.felt-heard": "5", "go": "send"}
    page_of(client.post(address, told), 409)
    assert Ballot.objects.count() == 0


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
