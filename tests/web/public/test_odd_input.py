"""What no person types: never an error of ours, and never in the way of what a person meant."""

from collections.abc import Callable

import pytest
from django.test import Client

from kuulluksi.cases.models import Feedback
from kuulluksi.voices.models import Contact, Passage, Voice
from tests.factories.org import County
from tests.web.public.test_giving import URL, code_of, form

Opened = Callable[[], str]
ODD = "\x00\x1b"


def test_odd_signs_in_words_are_dropped(client: Client, place: County, opened: Opened) -> None:
    told = form(opened(), words=f"Ovi{ODD} oli\tlukossa.\r\nKello oli kolme.", website=ODD)
    answer = client.post(
        URL, told | {"named": "yes", "name": f"Li{ODD}isa", "contact": "09 123456"}
    )
    assert answer.status_code == 200
    assert Passage.objects.get().body == "Ovi oli\tlukossa.\nKello oli kolme."
    assert Contact.objects.get().name == "Liisa"
    assert Voice.objects.get().state == "waiting"
    code = code_of(answer.content.decode())
    for act, typed in (("lisaa", {"words": f"Li{ODD}sää."}), ("peru", {"sure": "1"})):
        done = client.post(f"/fi/matka/{act}/", {"code": code, "nonce": opened(), **typed})
        assert done.status_code == 200
    assert Passage.objects.filter(body="Lisää.").exists()


def test_odd_signs_in_a_reason_are_dropped(
    client: Client, place: County, opened: Opened, at: object
) -> None:
    from kuulluksi.voices import actions
    from kuulluksi.web.kit.clock import now

    code = code_of(client.post(URL, form(opened())).content.decode())
    voice = Voice.objects.get()
    actions.answer(voice, by=place.supervisor, at=now(), seen=voice.version, words="Tulemme.")
    told = {"code": code, "nonce": opened(), "verdict": "yes", "reason": f"Ki{ODD}itos."}
    assert client.post("/fi/matka/auttoiko/", told).status_code == 200
    assert Passage.objects.filter(body="Kiitos.").exists()


@pytest.mark.parametrize("pick", ["9" * 5000, "9" * 30, "²", f"{ODD}", "-1"])
def test_odd_pick_of_a_place_finds_no_place(
    client: Client, place: County, opened: Opened, pick: str
) -> None:
    told = form(opened(), about="unit", place="Atlantis", place_pick=pick)
    answer = client.post("/fi/palaute/", told)
    assert answer.status_code == 422
    assert [fault.field for fault in answer.context["faults"]] == ["place"]


@pytest.mark.parametrize(
    "changes",
    [
        {"about": "unit", "place": ODD},
        {"about": "service", "service": ODD},
        {"about": ODD},
        {"kind": ODD},
        {"nonce": ODD},
        {"topics": [ODD]},
    ],
)
def test_odd_choice_is_a_fault_beside_its_field(
    client: Client, place: County, opened: Opened, changes: dict[str, str]
) -> None:
    answer = client.post("/fi/palaute/", form(opened(), about="unknown") | changes)
    assert answer.status_code == 422


def test_long_name_is_a_fault_beside_its_field(
    client: Client, place: County, opened: Opened
) -> None:
    name = "A" * 121
    told = form(opened(), about="unknown", named="yes", contact="a@posti.example", name=name)
    answer = client.post("/fi/palaute/", told)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert [fault.field for fault in answer.context["faults"]] == ["name"]
    assert 'id="name-error"' in html
    assert "Nimi on liian pitkä: 120 merkkiä mahtuu." in html
    assert name in html


def test_long_address_of_a_page_is_cut_and_refuses_nobody(
    client: Client, place: County, opened: Opened
) -> None:
    page = "https://alue.example/" + "a" * 600
    answer = client.post("/fi/palaute/", form(opened(), about="unknown", page=page + "?q=1"))
    assert answer.status_code == 200
    assert Feedback.objects.get().page == page[:500]


@pytest.mark.parametrize(
    "address",
    [
        '"\x1ew\x0c:x"@x.fi',
        '"a b"@x.fi',
        '"<img/src=x>"@x.fi',
        "a\x00b@x.fi",
        "a\x1fb@x.fi",
        "09\x00123456",
        "a@\u00adx.fi",
    ],
)
def test_odd_contact_is_refused(
    client: Client, place: County, opened: Opened, address: str
) -> None:
    answer = client.post(URL, form(opened(), named="yes", contact=address))
    assert answer.status_code == 422
    assert [fault.field for fault in answer.context["faults"]] == ["contact"]
    assert answer.context["faults"][0].sentence.startswith("Tarkista")
    assert not Voice.objects.exists()


@pytest.mark.parametrize("page", ["http://[::1/x", f"https://x.fi/{ODD}a", "http://["])
def test_odd_page_of_a_link_gives_the_voice_all_the_same(
    client: Client, place: County, opened: Opened, page: str
) -> None:
    assert client.get("/fi/palaute/", {"page": page}).status_code == 200
    client.post("/fi/palaute/", form(opened(), about="web", page=page))
    assert Feedback.objects.get().page in ("", "https://x.fi/a")


def test_odd_search_of_places_finds_all(client: Client, place: County) -> None:
    assert "Kallion" in client.get("/fi/paikat/", {"q": "\x00"}).content.decode()
