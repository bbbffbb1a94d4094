"""The team's page and what leads to it: masked thanks, the agenda, numbers that betray nobody."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from kuulluksi.cases import actions, queries
from kuulluksi.cases.enums import Concerns, FeedbackKind
from kuulluksi.cases.queries import meetings
from kuulluksi.org.models import Person
from kuulluksi.voices.enums import PublicationState, Publicity
from kuulluksi.voices.models import Hidden, Voice
from tests.factories.org import County
from tests.factories.voices import given, published

SignIn = Callable[[Person], Client]
TEAM = "/fi/tyo/ryhma/"
WORDS = "Kiitos Tarulle! Äitini Liisa Virtanen sai avun. Puhelimeni on 040 123 4567."


def thanks(at: datetime, here: County, words: str = WORDS, **more: Any) -> Voice:
    told = {"unit": here.kamppi, "kind": FeedbackKind.THANKS, **more}
    voice = given(at, words=words, **told).voice
    actions.make_findable(at=at)
    return voice


def texts(page: Any) -> list[str]:
    return [
        "".join(piece.get("text", "…") for piece in row.pieces) for row in page.context["thanks"]
    ]


def test_team_asks_strangers_to_sign_in(client: Client, db: None) -> None:
    assert client.get(TEAM).status_code == 302


def test_team_reads_thanks_without_the_names_of_others(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    thanks(at, here)
    page = sign_in(here.worker).get(TEAM)
    assert texts(page) == ["Kiitos Tarulle! Äitini … sai avun. Puhelimeni on …."]
    assert page.context["thanks"][0].to_me
    for hidden in ("Virtanen", "040", "2.3.2026"):
        assert hidden not in page.content.decode()
    # The supervisor reads the same here, and everything on the page of the voice.
    page = sign_in(here.supervisor).get(TEAM)
    assert texts(page) == ["Kiitos Tarulle! Äitini … sai avun. Puhelimeni on …."]
    assert not page.context["thanks"][0].to_me
    assert page.context["thanks"][0].link is not None


def test_team_seen_from_above_shows_no_workers_name(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    thanks(at, here, "Kiitos Tarulle ja Aino Esimerkille.")
    client = sign_in(here.manager)
    page = client.get(TEAM, {"unit": here.kamppi.code})
    assert texts(page) == ["Kiitos … ja …."]
    assert sign_in(here.worker).get(TEAM, {"unit": here.kallio.code}).status_code == 404
    assert texts(client.get(TEAM, {"unit": here.kallio.code})) == []


def test_team_hides_a_colleague_who_may_be_blamed_until_a_reader_decides(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    voice = thanks(at, here, "Taru auttoi, mutta Sanna ei ehtinyt.")
    client = sign_in(here.deputy)
    assert texts(client.get(TEAM)) == ["… auttoi, mutta … ei ehtinyt."]
    actions.tell_by_hand(voice, [here.worker], by=here.supervisor, at=at)
    assert texts(client.get(TEAM)) == ["Taru auttoi, mutta … ei ehtinyt."]


def test_team_page_of_ones_own_thanks(here: County, at: datetime, sign_in: SignIn) -> None:
    thanks(at, here, "Kiitos kaikille.")
    mine = thanks(at, here)
    client = sign_in(here.worker)
    assert len(texts(client.get(TEAM))) == 2
    assert len(texts(client.get(TEAM, {"to": "me"}))) == 1
    Hidden.objects.create(voice=mine, person=here.worker)
    assert texts(client.get(TEAM, {"to": "me"})) == []
    assert texts(client.get(TEAM)) == ["Kiitos kaikille."]


def test_team_pages_join_without_gap_and_tell_no_day(
    here: County, at: datetime, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meetings, "PAGE", 2)
    for number in range(5):
        thanks(at + timedelta(days=number // 2), here, f"Kiitos {number}.")
    client = sign_in(here.worker)
    seen: list[str] = []
    skip: Any = ""
    keys = [str(key) for key in Voice.objects.values_list("pk", flat=True)]
    for _page in range(3):
        page = client.get(TEAM, {"skip": skip})
        seen += texts(page)
        skip = page.context["older"]
        html = page.content.decode()
        assert "2026-03" not in html
        # The key of a voice begins with its day.
        assert [key for key in keys if key in html] == []
    assert skip is None
    assert len(seen) == 5
    assert len(set(seen)) == 5
    assert len(texts(client.get(TEAM, {"skip": "x"}))) == 2
    assert len(texts(client.get(TEAM, {"skip": "9" * 30}))) == 2


def test_team_sees_the_agenda_and_what_came_of_it(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    voice = given(at, unit=here.kamppi, words="Aino Esimerkki ei vastannut.").voice
    secret = given(at, unit=here.kamppi, concerns=Concerns.WORKER, may_discuss=True).voice
    open_one = given(
        at, unit=here.kamppi, words="Ovi oli kiinni, sanoi Taru.", publicity=Publicity.ALLOWED
    ).voice
    out = given(at, unit=here.kamppi, words="Olen kolmosten isä ja jonotin.").voice
    published(out, here.supervisor, at, words=[{"gap": "other"}, {"text": " jonotin."}])
    for number, each in enumerate((voice, secret, open_one, out)):
        actions.put_on_agenda(each, by=here.supervisor, at=at, subject=f"Aihe {number}")
    page = sign_in(here.worker).get(TEAM)
    matters = {matter.subject: matter for matter in page.context["agenda"]}
    assert set(matters) == {f"Aihe {number}" for number in range(4)}
    assert [matters[f"Aihe {number}"].pieces for number in range(3)] == [[], [], []]
    assert matters["Aihe 3"].pieces == [{"gap": "other"}, {"text": " jonotin."}]
    for unread in ("Ovi oli kiinni", "kolmosten"):
        assert unread not in page.content.decode()
    assert all(matter.link is None for matter in matters.values())
    actions.conclude(voice, by=here.supervisor, at=at, words="Vastaamme aina.")
    page = sign_in(here.worker).get(TEAM)
    assert [matter.conclusion for matter in page.context["concluded"]] == ["Vastaamme aina."]
    assert "Vastaamme aina." in page.content.decode()


def test_team_reads_what_is_published_and_not_what_was_taken_down(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    for state in (PublicationState.PUBLISHED, PublicationState.TAKEN_DOWN):
        voice = given(at, unit=here.kamppi).voice
        published(voice, here.supervisor, at, state=state, words=[{"text": f"Sanat {state}"}])
    page = sign_in(here.worker).get(TEAM).content.decode()
    assert "Sanat published" in page
    assert "Sanat taken-down" not in page


def test_team_page_for_those_without_a_team(here: County, at: datetime, sign_in: SignIn) -> None:
    page = sign_in(here.administrator).get(TEAM)
    assert page.status_code == 200
    assert not page.context["has_team"]


@pytest.mark.parametrize("number", [1, 5])
def test_team_asks_the_database_the_same_number_of_times(
    number: int,
    here: County,
    at: datetime,
    sign_in: SignIn,
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    for _ in range(number):
        thanks(at, here)
        voice = given(at, unit=here.kamppi).voice
        actions.put_on_agenda(voice, by=here.supervisor, at=at, subject="Aihe")
        voice = given(at, unit=here.kamppi).voice
        actions.put_on_agenda(voice, by=here.supervisor, at=at, subject="Aihe")
        actions.conclude(voice, by=here.supervisor, at=at, words="Sovittu.")
    client = sign_in(here.worker)
    with django_assert_num_queries(32):
        client.get(TEAM)


def act(here: County, voice: Voice, name: str) -> str:
    return f"/fi/tyo/palaute/{voice.pk}/{name}/"


def test_thanks_are_told_by_hand_on_their_page(here: County, at: datetime, sign_in: SignIn) -> None:
    voice = thanks(at, here, "Kiitos sille, joka vastasi.")
    client = sign_in(here.supervisor)
    page = client.get(f"/fi/tyo/palaute/{voice.pk}/")
    assert act(here, voice, "kiitos") in page.content.decode()
    address = act(here, voice, "kiitos")
    assert client.get(address).status_code == 200
    for people in ([], ["x"], [here.neighbour.pk]):
        page = client.post(address, {"people": people, "seen": 2})
        assert page.status_code == 422
        assert page.context["form"].errors["people"]
    done = client.post(address, {"people": [here.worker.pk], "seen": 2})
    assert (done.status_code, done.headers["Location"]) == (
        303,
        f"/fi/tyo/palaute/{voice.pk}/?done=passed-on",
    )
    assert queries.thanked(voice) == {here.worker.pk}
    shown = client.get(f"/fi/tyo/palaute/{voice.pk}/").content.decode()
    assert here.worker.name in shown


def test_agenda_and_conclusion_from_their_pages(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    voice = given(at, unit=here.kamppi).voice
    client = sign_in(here.supervisor)
    agenda, conclusion = act(here, voice, "asialistalle"), act(here, voice, "johtopaatos")
    assert client.get(conclusion).status_code == 303
    page = client.post(agenda, {"subject": " "})
    assert page.status_code == 422
    assert client.post(agenda, {"subject": "Puhelinajat"}).status_code == 303
    assert client.get(agenda).status_code == 303
    assert client.get(conclusion).status_code == 200
    page = client.post(conclusion, {"conclusion": ""})
    assert page.status_code == 422
    assert client.post(conclusion, {"conclusion": "Sovittu."}).status_code == 303
    # Too late: the text comes back.
    page = client.post(conclusion, {"conclusion": "Toinen sovittu."})
    assert page.status_code == 422
    assert "Toinen sovittu." in page.content.decode()


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ({"kind": FeedbackKind.IDEA}, "kiitos"),
        ({"kind": FeedbackKind.THANKS, "concerns": Concerns.HANDLER}, "kiitos"),
        ({"kind": FeedbackKind.THANKS, "concerns": Concerns.WORKER}, "kiitos"),
        ({"concerns": Concerns.WORKER}, "asialistalle"),
        ({"concerns": Concerns.HANDLER}, "asialistalle"),
    ],
)
def test_acts_that_are_not_offered(
    more: dict[str, Any], name: str, here: County, at: datetime, sign_in: SignIn
) -> None:
    voice = given(at, unit=here.kamppi, **more).voice
    assert voice.owner is not None
    client = sign_in(voice.owner)
    page = client.get(f"/fi/tyo/palaute/{voice.pk}/").content.decode()
    assert act(here, voice, name) not in page
    posted = client.post(
        act(here, voice, name), {"people": [here.worker.pk], "subject": "Jotain", "seen": 2}
    )
    assert posted.status_code == 422
