"""Editing for the public pages: what is offered, what is posted, what is shown, and that nothing
hidden is in what the public reads."""

from collections.abc import Callable
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from kuulluksi.cases.enums import Concerns
from kuulluksi.org.models import Person
from kuulluksi.voices import actions, queries
from kuulluksi.voices.enums import Event, PublicationState, Publicity
from kuulluksi.voices.models import Publication, Voice
from kuulluksi.web.staff.editing import PART
from tests.factories.org import County
from tests.factories.voices import given

SignIn = Callable[[Person], Client]
SAID = "Maija Virtanen lupasi soittaa. Poikani harrastaa miekkailua."
ANSWER = "Kiitos, että kerroit. Virtanen soittaa huomenna."
QUERIES = 20


class Form(HTMLParser):
    """What a browser would send of a page: hidden fields and ticked boxes."""

    def __init__(self, page: Any) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self.boxes: dict[str, bool] = {}
        self.feed(page.content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        seen = {name: value or "" for name, value in attrs}
        if tag != "input" or "name" not in seen:
            return
        if seen["type"] == "hidden":
            self.sent.setdefault(seen["name"], []).append(seen["value"])
        elif seen["name"] == "pick":
            self.boxes[seen["value"]] = "checked" in seen

    def post(
        self, do: str, *, tick: tuple[str, ...] = (), untick: tuple[str, ...] = (), **more: str
    ) -> dict[str, Any]:
        picked = {key for key, ticked in self.boxes.items() if ticked} | set(tick)
        return {**self.sent, "pick": sorted(picked - set(untick)), "do": do, **more}


def page_of(voice: Voice, act: str = "julkaisu/") -> str:
    return f"/fi/tyo/palaute/{voice.pk}/{act}"


def answered(
    here: County,
    at: datetime,
    *,
    words: str = SAID,
    publicity: str = Publicity.ALLOWED,
    concerns: Concerns = Concerns.NOBODY,
) -> Voice:
    voice = given(at, unit=here.kamppi, words=words, publicity=publicity, concerns=concerns).voice
    actions.answer(voice, by=here.supervisor, at=at, seen=voice.version, words=ANSWER)
    return voice


def test_found_things_are_offered_first_and_every_other_word_can_be_hidden(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    voice = answered(here, at)
    page = sign_in(here.supervisor).get(page_of(voice))
    form = Form(page)
    ticked = [key for key, yes in form.boxes.items() if yes]
    assert ticked == ["w0-14", "a22-30"]
    words = len(SAID.split()) - 2 + len(ANSWER.split()) - 1
    assert len(form.boxes) - len(ticked) == words
    assert form.sent["seen"] == [str(Voice.objects.get().version)]
    assert "<details>" in page.content.decode()


def test_chosen_looked_at_and_published(here: County, at: datetime, sign_in: SignIn) -> None:
    voice = answered(here, at)
    client = sign_in(here.supervisor)
    chosen = Form(client.get(page_of(voice)))
    place = SAID.index("miekkailua")
    word = f"w{place}-{place + len('miekkailua')}"
    look = client.post(page_of(voice), chosen.post("look", tick=(word,)))
    assert look.status_code == 200
    assert not Publication.objects.exists()
    body = look.content.decode()
    for hidden in ("Maija", "Virtanen", "miekkailua"):
        assert hidden not in body
    assert "lupasi soittaa" in body
    again = client.post(page_of(voice), Form(look).post("publish"))
    assert again.status_code == 422
    assert [fault.field for fault in again.context["faults"]] == ["sure"]
    assert "miekkailua" not in again.content.decode()
    done = client.post(page_of(voice), Form(again).post("publish", sure="on"))
    assert done.status_code == 303
    assert done.headers["Location"] == f"{page_of(voice, '')}?done=published"
    publication = Publication.objects.get()
    assert publication.state == PublicationState.PUBLISHED
    assert {"gap": "other"} in publication.words
    assert "miekkailua" not in str(publication.words)


def test_what_is_unticked_is_shown(here: County, at: datetime, sign_in: SignIn) -> None:
    voice = answered(here, at)
    client = sign_in(here.supervisor)
    chosen = Form(client.get(page_of(voice)))
    look = client.post(page_of(voice), chosen.post("look", untick=("a22-30",)))
    body = look.content.decode()
    assert "Maija" not in body
    assert "Virtanen soittaa huomenna" in body
    back = client.post(page_of(voice), Form(look).post("part:1"))
    assert Form(back).boxes["a22-30"] is False
    assert Form(back).boxes["w0-14"] is True


def test_made_up_choices_are_passed_over(here: County, at: datetime, sign_in: SignIn) -> None:
    voice = answered(here, at)
    client = sign_in(here.supervisor)
    sent = {"do": "look", "seen": "x", "kept": "w0-9999,zz,w3-1,,a-1-2,w0-14", "pick": ["<b>"]}
    look = client.post(page_of(voice), sent)
    assert look.status_code == 200
    assert "Maija" not in look.content.decode()
    for part in ("part:", "part:999", "part:-1", "part:١", "part:" + "9" * 50):
        assert client.post(page_of(voice), {**sent, "do": part}).status_code == 200


def test_a_long_text_is_edited_in_parts(here: County, at: datetime, sign_in: SignIn) -> None:
    voice = answered(here, at, words="Talo kaatui. " * 760 + "Maija Virtanen tuli.")
    client = sign_in(here.supervisor)
    page = client.get(page_of(voice))
    parts = page.context["part"].parts
    assert parts == 6
    assert PART + 10 < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    for number in range(2, parts + 2):
        form = Form(page)
        # Every word of every part: more than a request may hold at once.
        page = client.post(page_of(voice), form.post(f"part:{number}", tick=tuple(form.boxes)))
        assert page.status_code == 200
        assert len(form.boxes) <= PART
    look = client.post(page_of(voice), Form(page).post("look"))
    left = {piece.get("text", "") for piece in look.context["preview"].words}
    assert left <= {"", " ", ".", ". "}
    assert "Talo" not in look.content.decode()
    assert "Virtanen" not in look.content.decode()


def test_the_giver_looks_first(here: County, at: datetime, sign_in: SignIn) -> None:
    voice = answered(here, at, publicity=Publicity.ASK_FIRST)
    client = sign_in(here.supervisor)
    look = client.post(page_of(voice), Form(client.get(page_of(voice))).post("look"))
    done = client.post(page_of(voice), Form(look).post("publish", sure="on"))
    assert done.headers["Location"].endswith("?done=asked")
    assert Publication.objects.get().state == PublicationState.ASKED


def test_names_stay_hidden_when_it_concerns_a_worker(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    voice = answered(here, at, concerns=Concerns.WORKER)
    client = sign_in(here.supervisor)
    chosen = Form(client.get(page_of(voice)))
    sent = {**chosen.post("publish", untick=("w0-14",), sure="on")}
    refused = client.post(page_of(voice), sent)
    assert refused.status_code == 422
    assert [fault.field for fault in refused.context["faults"]] == ["pick"]
    assert 'id="pick-error"' in refused.content.decode()
    assert Form(refused).boxes["w0-14"] is False
    assert not Publication.objects.exists()


def test_somebody_answered_meanwhile(here: County, at: datetime, sign_in: SignIn) -> None:
    voice = answered(here, at)
    client = sign_in(here.supervisor)
    look = client.post(page_of(voice), Form(client.get(page_of(voice))).post("look"))
    now = Voice.objects.get()
    actions.answer(
        now, by=here.manager, at=at, seen=now.version, words="Soitan itse. Liisa Mäkinen"
    )
    turned = client.post(page_of(voice), Form(look).post("part:1"))
    assert Form(turned).sent["seen"] == Form(look).sent["seen"]
    stale = client.post(page_of(voice), Form(look).post("publish", sure="on"))
    assert stale.status_code == 409
    assert not Publication.objects.exists()
    fresh = Form(stale)
    assert any(key.startswith("a") and ticked for key, ticked in fresh.boxes.items())
    look = client.post(page_of(voice), fresh.post("look"))
    assert "Liisa" not in look.content.decode()
    assert client.post(page_of(voice), Form(look).post("publish", sure="on")).status_code == 303


def test_the_giver_withdrew_meanwhile(here: County, at: datetime, sign_in: SignIn) -> None:
    voice = answered(here, at)
    client = sign_in(here.supervisor)
    look = client.post(page_of(voice), Form(client.get(page_of(voice))).post("look"))
    actions.withdraw(Voice.objects.get(), nonce="n", at=at)
    done = client.post(page_of(voice), Form(look).post("publish", sure="on"))
    assert done.headers["Location"].endswith("?done=unpublishable")
    assert not Publication.objects.exists()


@pytest.mark.parametrize(
    "publicity", [Publicity.HANDLER_ONLY, Publicity.WITHDRAWN, Publicity.ALLOWED]
)
def test_what_cannot_be_published_leads_back(
    here: County, at: datetime, sign_in: SignIn, publicity: str
) -> None:
    voice = given(at, unit=here.kamppi, publicity=publicity).voice
    client = sign_in(here.supervisor)
    assert client.get(page_of(voice)).headers["Location"] == page_of(voice, "")
    assert "julkaisu/" not in client.get(page_of(voice, "")).content.decode()


def test_hidden_and_unknown_voices_are_not_there(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    secret = given(
        at, unit=here.kamppi, publicity=Publicity.ALLOWED, concerns=Concerns.HANDLER
    ).voice
    for act in ("julkaisu/", "julkaisu/poisto/"):
        client = sign_in(here.supervisor)
        assert client.get(page_of(secret, act)).status_code == 404
        assert client.post(page_of(secret, act)).status_code == 404


def test_taking_down(here: County, at: datetime, sign_in: SignIn) -> None:
    voice = answered(here, at)
    now = Voice.objects.get()
    client = sign_in(here.supervisor)
    address = page_of(voice, "julkaisu/poisto/")
    assert client.get(address).headers["Location"] == page_of(voice, "")
    actions.edit(now, by=here.supervisor, at=at, seen=now.version, words=[], answer=[])
    assert address in client.get(page_of(voice, "")).content.decode()
    assert client.get(address).status_code == 200
    seen = str(Voice.objects.get().version)
    empty = client.post(address, {"seen": seen, "reason": " "})
    assert empty.status_code == 422
    done = client.post(address, {"seen": seen, "reason": "Nimi jäi näkyviin."})
    assert done.headers["Location"].endswith("?done=taken-down")
    assert Publication.objects.get().state == PublicationState.TAKEN_DOWN
    assert queries.journey(voice, for_giver=False)[-1].step.event == Event.TAKEN_DOWN


def test_a_long_text_asks_the_database_no_more(
    here: County, at: datetime, sign_in: SignIn, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for words in (SAID, SAID * 100):
        voice = answered(here, at, words=words)
        client = sign_in(here.supervisor)
        client.get(page_of(voice))  # what is kept of the organisation
        with django_assert_num_queries(QUERIES):
            client.get(page_of(voice))
