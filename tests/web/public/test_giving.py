"""Giving a voice through the form: kept whole, answered with a receipt, never refused."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kuulluksi.cases.models import Feedback
from kuulluksi.pure import receipt
from kuulluksi.voices import rules
from kuulluksi.voices.enums import HoldReason, State
from kuulluksi.voices.models import Passage, Voice
from kuulluksi.web.kit import nonce as nonces
from tests.factories.org import County

URL = "/fi/palaute/kampin-sosiaaliasema/"
Opened = Callable[[], str]
CODE = re.compile(r'<p class="code" id="code">(.*?)</p>', re.DOTALL)


def form(nonce: str, **changes: object) -> dict[str, object]:
    return {"nonce": nonce, "about": "this", "kind": "criticism", "words": "Ovi oli lukossa."} | (
        changes
    )


def code_of(page: str) -> str:
    found = CODE.search(page)
    assert found is not None
    return receipt.clean(re.sub(r"<.*?>", "", found.group(1)))


def test_form_says_who_reads_and_by_when(client: Client, place: County) -> None:
    page = client.get(URL).content.decode()
    assert "Kampin sosiaaliaseman esihenkilö" in page
    assert re.search(r'<time class="nowrap" datetime="\d{4}-\d\d-\d\d">', page)


def test_form_queries_do_not_grow_with_voices(
    client: Client, place: County, at: object, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """The authority, the suggested places and the services; the rest is kept until it changes."""
    client.get(URL)
    with django_assert_num_queries(3):
        client.get(URL)


def test_give_stores_everything_and_shows_the_receipt(
    client: Client, place: County, opened: Opened
) -> None:
    told = form(
        opened(),
        topics=["speed", "treatment"],
        hope="talk",
        speaker="close",
        concerns="worker",
        may_discuss="1",
        publicity="allowed",
        named="yes",
        contact="liisa@posti.example",
        **{"meter-fast-enough": "2", "meter-took-part": "skip"},
    )
    answer = client.post(URL, told)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies
    feedback = Feedback.objects.get()
    voice = feedback.voice
    assert (voice.unit, voice.service, voice.area) == (
        place.kamppi,
        place.social_work,
        place.adults,
    )
    assert voice.owner == place.supervisor
    assert (feedback.hope, feedback.speaker, feedback.concerns) == ("talk", "close", "worker")
    assert feedback.may_discuss
    assert set(feedback.topics.values_list("topic", flat=True)) == {"speed", "treatment"}
    assert dict(feedback.answers.values_list("item", "value")) == {
        "fast-enough": 2,
        "took-part": None,
    }
    assert voice.contact.address == "liisa@posti.example"
    code = code_of(answer.content.decode())
    assert code not in repr([vars(row) for row in Voice.objects.all()])


def test_give_same_form_again_shows_the_same_receipt(
    client: Client, place: County, opened: Opened
) -> None:
    told = form(opened())
    first = code_of(client.post(URL, told).content.decode())
    again = code_of(client.post(URL, told).content.decode())
    assert first == again
    assert Voice.objects.count() == 1
    assert Passage.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"words": "Ovi <b>lukossa</b> & pimeää.\nKello oli kolme.\n\nSitten \x00lähdin."},
        {"publicity": "ask", "named": "yes", "contact": "liisa@posti.example"},
        {"website": "http://robotti.example/"},
    ],
)
def test_receipt_filled_in_is_the_page_that_its_template_draws(
    client: Client, place: County, opened: Opened, changes: dict[str, str]
) -> None:
    """The first receipt is filled into a page drawn for all; the form sent again draws it anew."""
    told = form(opened(), **changes)
    for path in (URL, URL.replace("/fi/", "/sv/")):
        receipts = [client.post(path, told).content.decode() for _ in range(2)]
        assert receipts[0] == receipts[1]
        assert code_of(receipts[0])


def test_give_changed_words_become_an_addition(
    client: Client, place: County, opened: Opened
) -> None:
    nonce = opened()
    client.post(URL, form(nonce))
    page = client.post(URL, form(nonce, words="Ovi oli lukossa. Kello oli kolme.")).content
    assert "Uudet sanasi lisättiin siihen" in page.decode()
    assert list(Passage.objects.order_by("number").values_list("body", flat=True)) == [
        "Ovi oli lukossa.",
        "Ovi oli lukossa. Kello oli kolme.",
    ]


def test_give_old_form_sent_again_keeps_the_words_and_shows_no_code(
    client: Client, place: County, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else may sit at the library's screen by then."""
    nonce = opened()
    code = code_of(client.post(URL, form(nonce)).content.decode())
    monkeypatch.setattr(nonces, "SAME_PERSON", timedelta(seconds=30))
    answer = client.post(URL, form(nonce, words="Aivan toinen asia."))
    assert "Tämä palaute on jo meillä" in answer.content.decode()
    assert code not in answer.content.decode().replace(" ", "")
    assert Passage.objects.count() == 2


def test_give_too_many_additions_keep_the_text(
    client: Client, place: County, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "ADDITIONS", 0)
    nonce = opened()
    client.post(URL, form(nonce))
    answer = client.post(URL, form(nonce, words="Toiset sanat."))
    assert answer.status_code == 422
    assert "Toiset sanat.</textarea>" in answer.content.decode()


def test_give_names_each_fault_and_keeps_what_was_typed(
    client: Client, place: County, opened: Opened
) -> None:
    told = form(
        opened(), kind="", words="  ", topics=["speed"], named="yes", contact="liisa.posti.example"
    )
    answer = client.post(URL, told)
    page = answer.content.decode()
    assert answer.status_code == 422
    for sentence in (
        "Valitse, millaista palautetta annat.",
        "Kirjoita, mitä tapahtui. Yksikin lause riittää.",
        "Tarkista yhteystieto",
    ):
        assert page.count(sentence) == 2, sentence  # in the summary and beside the field
    assert 'value="liisa.posti.example"' in page
    assert re.search(r'value="speed" checked', page)
    assert f'name="nonce" value="{told["nonce"]}"' in page
    assert not Voice.objects.exists()


def test_give_too_long_words_are_kept_and_named(
    client: Client, place: County, opened: Opened
) -> None:
    answer = client.post(URL, form(opened(), words="sana " * 3000))
    assert answer.status_code == 422
    assert "Teksti on liian pitkä: 14999 merkkiä." in answer.content.decode()
    assert "sana sana sana" in answer.content.decode()


def test_give_old_or_forged_nonce_asks_to_send_once_more(client: Client, place: County) -> None:
    for bad in ("", "forged", "forged:1:2"):
        answer = client.post(URL, form(bad))
        assert answer.status_code == 422
        assert "Lähetä vielä kerran" in answer.content.decode()
        assert "Ovi oli lukossa." in answer.content.decode()
    assert not Voice.objects.exists()


@pytest.mark.parametrize(
    ("changes", "young", "reason"),
    [
        ({"website": "http://spam.example"}, False, HoldReason.HONEYPOT),
        ({}, True, HoldReason.TOO_FAST),
    ],
)
def test_give_suspect_is_accepted_and_held(
    client: Client,
    place: County,
    opened: Opened,
    *,
    changes: dict[str, str],
    young: bool,
    reason: str,
) -> None:
    page = client.get(URL).content.decode()
    fresh = re.search(r'name="nonce" value="(.*?)"', page)
    assert fresh is not None
    answer = client.post(URL, form(fresh.group(1) if young else opened(), **changes))
    assert answer.status_code == 200
    voice = Voice.objects.get()
    assert (voice.state, voice.hold_reason, voice.owner) == (State.HELD, reason, place.dispatcher)


def test_give_beyond_the_day_budget_is_held_not_refused(
    client: Client, place: County, opened: Opened
) -> None:
    place.authority.day_budget = 2
    place.authority.save()
    for _n in range(3):
        assert client.post(URL, form(opened())).status_code == 200
    states = sorted(Voice.objects.values_list("state", flat=True))
    assert states == [State.HELD, State.WAITING, State.WAITING]


def test_give_place_is_found_by_name_or_asked_again(
    client: Client, place: County, opened: Opened
) -> None:
    url = "/fi/palaute/"
    page = client.post(url, form(opened(), about="unit", place="sosiaaliasema"))
    assert page.status_code == 422
    assert "Tällä nimellä löytyy monta paikkaa" in page.content.decode()
    assert f'name="place_pick" value="{place.kallio.pk}"' in page.content.decode()
    page = client.post(url, form(opened(), about="unit", place="Atlantis"))
    assert "Emme löydä tätä paikkaa" in page.content.decode()
    client.post(url, form(opened(), about="unit", place="kallion SOSIAALIASEMA"))
    assert Voice.objects.get().unit == place.kallio


def test_give_service_authority_web_and_unknown(
    client: Client, place: County, opened: Opened
) -> None:
    url = "/fi/palaute/"
    client.post(url, form(opened(), about="service", service=str(place.child_welfare.pk)))
    voice = Voice.objects.get()
    assert (voice.about, voice.service, voice.area) == (
        "service",
        place.child_welfare,
        place.families,
    )
    for about in ("authority", "web", "unknown"):
        client.post(url, form(opened(), about=about))
        assert Voice.objects.get(about=about).owner == place.dispatcher
    answer = client.post(url, form(opened(), about="this"))
    assert "Valitse, mitä palautteesi koskee." in answer.content.decode()


def test_give_link_of_another_site_carries_its_page_without_its_query(
    client: Client, place: County, opened: Opened
) -> None:
    page = client.get(
        "/fi/palaute/?k=site&about=web", headers={"referer": "https://sote.example/haku?hetu=x"}
    ).content.decode()
    assert 'value="https://sote.example/haku"' in page
    assert re.search(r'name="about" value="web" checked', page)
    told = form(opened(), about="web", channel="site", page="https://sote.example/haku?hetu=x#y")
    client.post("/fi/palaute/", told)
    feedback = Feedback.objects.get()
    assert (feedback.page, feedback.voice.channel) == ("https://sote.example/haku", "site")


def test_give_what_concerns_the_supervisor_goes_past_the_supervisor(
    client: Client, place: County, opened: Opened
) -> None:
    client.post(URL, form(opened(), concerns="handler"))
    voice = Voice.objects.get()
    assert voice.owner == place.manager
    assert {row.person for row in voice.hidden.all()} == {place.supervisor, place.deputy}


def test_give_swedish_form_stores_the_language(
    client: Client, place: County, opened: Opened
) -> None:
    answer = client.post("/sv/palaute/kampin-sosiaaliasema/", form(opened()))
    assert "Din respons är i tryggt förvar" in answer.content.decode()
    assert Voice.objects.get().language == "sv"


def test_give_closed_place_offers_the_common_form(client: Client, place: County) -> None:
    place.kallio.valid_until = place.kallio.valid_from
    place.kallio.save()
    answer = client.get("/fi/palaute/kallion-sosiaaliasema/")
    assert answer.status_code == 404
    assert "/fi/palaute/" in answer.content.decode()


def test_give_sets_no_cookie_and_strict_headers(client: Client, place: County) -> None:
    for url in (URL, "/fi/", "/fi/matka/", "/fi/paikat/"):
        answer = client.get(url)
        assert not answer.cookies, url
        policy = answer.headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"


def test_places_are_found_by_name_service_and_inflection_free_beginning(
    client: Client, place: County
) -> None:
    for words, found in (("kamp", "Kampin"), ("lastens", "Perhetukikeskus"), ("", "Kallion")):
        assert found in client.get("/fi/paikat/", {"q": words}).content.decode(), words
    empty = client.get("/fi/paikat/", {"q": "Atlantis"}).content.decode()
    assert "Mitään ei löytynyt" in empty


def test_poster_leads_to_the_form_of_the_place(client: Client, place: County) -> None:
    page = client.get("/sv/juliste/kampin-sosiaaliasema/").content.decode()
    assert "/p/kampin-sosiaaliasema" in page
    door = client.get("/p/kampin-sosiaaliasema", headers={"accept-language": "sv"})
    assert door.headers["Location"] == "/sv/palaute/kampin-sosiaaliasema/?k=poster"
    assert client.get("/sv/juliste/palvelu/lastensuojelu/").status_code == 200
    door = client.get("/s/lastensuojelu", headers={"accept-language": "fi"})
    assert door.headers["Location"] == "/fi/palaute/palvelu/lastensuojelu/?k=poster"
