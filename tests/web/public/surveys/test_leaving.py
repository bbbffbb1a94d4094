"""Doors that are closed: too early, too late, used or unknown links. Every word stays in hand."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from kuulluksi.surveys import actions, queries
from kuulluksi.surveys.enums import Target
from kuulluksi.surveys.models import Ballot, Wave, WaveTarget
from kuulluksi.web.kit import begun
from kuulluksi.web.kit.clock import now, today
from tests.factories import surveys
from tests.factories.org import County
from tests.web.public.surveys.conftest import Fields, fields_of
from tests.web.public.surveys.test_answering import page_of

Opened = Callable[..., Fields]


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
    answer = client.get(f"/fi/kysely/linkki/{link}/", {"layout": "all"})
    shown = page_of(answer)
    told = {**fields_of(shown), "a.felt-heard": "5", "go": "send"}
    assert told["link"] == [link]
    assert "no-store" not in answer.headers["Cache-Control"]  # the browser may go back to it
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


def test_a_link_counts_for_the_place_that_it_asks_about(
    client: Client, wave: Wave, target: WaveTarget, address: str, place: County
) -> None:
    link = queries.code_of(surveys.invited(target, now()))
    told = fields_of(page_of(client.get(f"/fi/kysely/linkki/{link}/", {"layout": "all"})))
    told |= {"a.felt-heard": ["5"], "go": ["send"]}
    page_of(client.post(address.replace(place.kamppi.code, place.kallio.code), told), 409)
    assert Ballot.objects.count() == 0
    page_of(client.post(address, told))
    assert Ballot.objects.get().target == target
