"""Urgent voices stand first, an interim message stops no clock, and every clock is on the page."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from kuulluksi.cases.enums import Concerns
from kuulluksi.cases.queries import listing
from kuulluksi.org.enums import DutyKind
from kuulluksi.org.models import Mail, Person
from kuulluksi.voices import actions
from kuulluksi.voices.enums import Event, HoldReason, State
from kuulluksi.voices.models import Step, Voice
from tests.factories.org import County, duty
from tests.factories.voices import given

SignIn = Callable[[Person], Client]
INBOX = "/en/tyo/"
DANGER = "My husband hits me."


def page_of(voice: Voice, act: str = "") -> str:
    return f"/en/tyo/palaute/{voice.pk}/{act}"


def groups(page: Any) -> dict[str, list[int]]:
    return {group.id: [row.id for row in group.rows] for group in page.context["groups"]}


def test_inbox_urgent_stands_first_and_once(here: County, at: datetime, sign_in: SignIn) -> None:
    urgent = given(at, unit=here.kamppi, words=DANGER).voice
    plain = given(at, unit=here.kamppi).voice
    page = sign_in(here.supervisor).get(INBOX)
    assert list(groups(page).items()) == [("urgent", [urgent.pk]), ("left", [plain.pk])]
    assert "Urgent" in page.content.decode()
    answered = page.client.get(INBOX, {"state": "answered"})
    assert groups(answered) == {}


def test_inbox_of_whoever_is_on_duty_shows_urgent_ones_of_others(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    duty(here.worker, "päivystäjä", kind=DutyKind.ON_DUTY)
    urgent = given(at, unit=here.kallio, words=DANGER).voice
    given(at, unit=here.kallio)
    client = sign_in(here.worker)
    assert groups(client.get(INBOX)) == {"urgent": [urgent.pk]}
    assert client.get(page_of(urgent)).status_code == 200
    assert client.post(page_of(urgent, "ei-kiireellinen/")).status_code == 303
    assert groups(client.get(INBOX)) == {}
    assert client.get(page_of(urgent)).status_code == 404


def test_inbox_urgent_is_on_the_first_page_only_and_pages_have_no_gap(
    here: County, at: datetime, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PAGE", 3)
    monkeypatch.setattr(listing, "URGENT", 2)
    made = {given(at, unit=here.kamppi, words=DANGER).voice.pk for _ in range(4)}
    made |= {given(at, unit=here.kamppi).voice.pk for _ in range(4)}
    client, seen, address = sign_in(here.supervisor), set(), INBOX
    first = True
    while address:
        page = client.get(address)
        shown = groups(page)
        assert ("urgent" in shown) == first
        assert len(shown.get("urgent", [])) <= 2
        seen |= {pk for rows in shown.values() for pk in rows}
        older = page.context["older"]
        address, first = f"{INBOX}?after={older}" if older else "", False
    assert seen == made


def test_inbox_shows_people_before_held_robots_and_leads_to_all_that_is_urgent(
    here: County, at: datetime, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PAGE", 3)
    monkeypatch.setattr(listing, "URGENT", 2)
    duty(here.worker, "päivystäjä", kind=DutyKind.ON_DUTY)
    robots = {
        given(at, unit=here.kamppi, urgent=True, hold_reason=HoldReason.TOO_FAST).voice.pk
        for _ in range(4)
    }
    person = given(at + timedelta(days=1), unit=here.kallio, words=DANGER).voice.pk
    given(at, unit=here.kallio)
    client = sign_in(here.worker)
    page = client.get(INBOX)
    assert groups(page)["urgent"][0] == person
    (group,) = [each for each in page.context["groups"] if each.id == "urgent"]
    assert group.more == "3"
    assert "?urgent=on" in page.content.decode()
    first = client.get(INBOX, {"urgent": "on"})
    second = client.get(INBOX, {"urgent": "on", "after": first.context["older"]})
    shown = [pk for each in (first, second) for rows in groups(each).values() for pk in rows]
    assert (len(shown), set(shown)) == (5, {*robots, person})
    assert "urgent" not in {*groups(first), *groups(second)}


def test_inbox_with_few_urgent_ones_leads_to_no_more(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    given(at, unit=here.kamppi, words=DANGER)
    page = sign_in(here.supervisor).get(INBOX)
    assert page.context["groups"][0].more == ""
    assert "urgent=on" not in page.content.decode()


def test_voice_that_may_not_be_talked_about_is_closed_to_a_worker_on_duty(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    duty(here.worker, "päivystäjä", kind=DutyKind.ON_DUTY)
    complaint = given(
        at, unit=here.kamppi, urgent=True, concerns=Concerns.WORKER, contact="anna@posti.example"
    ).voice
    client = sign_in(here.worker)
    assert client.get(page_of(complaint)).status_code == 404
    assert groups(client.get(INBOX)) == {}
    # One who was given it as a colleague answers, and still sees no contact.
    Voice.objects.update(owner=here.worker)
    page = client.get(page_of(complaint)).content.decode()
    assert "anna@posti.example" not in page


def test_interim_message_is_sent_and_the_clock_goes_on(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    voice = given(at, unit=here.kamppi, contact="anna@posti.example", language="en").voice
    client = sign_in(here.supervisor)
    assert client.get(page_of(voice, "valitieto/")).status_code == 200
    empty = client.post(page_of(voice, "valitieto/"), {"seen": 2, "interim": " "})
    assert (empty.status_code, voice.steps.count()) == (422, 2)
    done = client.post(page_of(voice, "valitieto/"), {"seen": 2, "interim": "We look into it."})
    assert done.status_code == 303
    now = Voice.objects.get()
    assert (now.state, now.due_on, now.answered_on) == (State.READ, voice.due_on, None)
    assert Mail.objects.get(letter="news").facts == {}
    assert "We look into it." in client.get(page_of(voice)).content.decode()


def test_interim_message_of_a_second_writer_is_kept(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    voice = given(at, unit=here.kamppi).voice
    actions.answer(voice, by=here.manager, at=at, seen=2, words="Vastaus.")
    sent = {"seen": 2, "interim": "We look into it."}
    late = sign_in(here.supervisor).post(page_of(voice, "valitieto/"), sent)
    assert late.status_code in (409, 422)
    assert "We look into it." in late.content.decode()
    assert not Step.objects.filter(event=Event.INTERIM).exists()


def test_voice_is_marked_urgent_and_calmed(here: County, at: datetime, sign_in: SignIn) -> None:
    voice = given(at, unit=here.kamppi).voice
    client = sign_in(here.supervisor)
    page = client.get(page_of(voice)).content.decode()
    assert "ei-kiireellinen/" not in page
    assert client.post(page_of(voice, "kiireellinen/")).status_code == 303
    page = client.get(page_of(voice)).content.decode()
    assert "ei-kiireellinen/" in page
    assert here.dispatcher.name in page
    assert client.post(page_of(voice, "kiireellinen/")).status_code == 422
    assert client.post(page_of(voice, "ei-kiireellinen/")).status_code == 303


def test_voice_shows_every_day_and_person_of_its_clocks(
    here: County, at: datetime, sign_in: SignIn, stop_clock: Callable[[datetime], None]
) -> None:
    voice = given(at, unit=here.kamppi).voice
    for on in (9, 12, 16):
        actions.carry_out_marks(at=datetime(2026, 3, on, 7, tzinfo=UTC))
    stop_clock(datetime(2026, 3, 17, 9, tzinfo=UTC))
    page = sign_in(here.manager).get(page_of(voice))
    (table,) = page.context["clocks"]
    rows = [(name, str(value)) for name, value in table.rows]
    said = " ".join(value for _name, value in rows)
    assert len(rows) == 10
    for part in ("2026-03-02", "2026-03-03", "2026-03-11", "2026-03-09", "2026-03-12"):
        assert part in said
    assert here.supervisor.name in rows[3][1]
    assert here.supervisor.name in rows[5][1]
    assert here.manager.name in rows[5][1]
    assert rows[7] == ("Whose turn", here.manager.name)
    assert rows[8][0] == "Goes one step up"
    assert "2026-03-23" in rows[8][1]
    assert rows[-1][1].startswith("11 ")


def test_voice_page_names_to_whom_it_went(here: County, at: datetime, sign_in: SignIn) -> None:
    voice = given(at, unit=here.kamppi).voice
    page = sign_in(here.manager).get(page_of(voice))
    assert here.supervisor.name in str(page.context["stops"][1].when)
