"""One voice: who sees it, what its reader may do, and that two hands never overwrite each other."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from kuulluksi.cases.enums import Concerns, FeedbackKind
from kuulluksi.cases.models import StandardAnswer
from kuulluksi.org.models import Person
from kuulluksi.pure.text import Text
from kuulluksi.voices import actions
from kuulluksi.voices.enums import Event, State, Verdict
from kuulluksi.voices.models import Step, Voice
from tests.factories.org import County
from tests.factories.voices import WORDS, given

SignIn = Callable[[Person], Client]
ANSWER = "Kiitos. Soitamme sinulle huomenna kello kymmenen."
SURE = {"sure": "on"}


def page_of(voice: Voice, act: str = "") -> str:
    return f"/fi/tyo/palaute/{voice.pk}/{act}"


def events(voice: Voice) -> list[str]:
    return list(Step.objects.filter(voice=voice).order_by("number").values_list("event", flat=True))


def faults(page: Any) -> list[str]:
    return [fault.field for fault in page.context["faults"]]


@pytest.fixture
def voice(here: County, at: datetime) -> Voice:
    return given(at, unit=here.kamppi).voice


def test_voice_is_read_once_by_its_owner(here: County, voice: Voice, sign_in: SignIn) -> None:
    manager = sign_in(here.manager)
    assert manager.get(page_of(voice)).status_code == 200
    assert events(voice) == ["given", "routed"]
    owner = sign_in(here.supervisor)
    assert WORDS in owner.get(page_of(voice)).content.decode()
    page = owner.get(page_of(voice))
    assert events(voice) == ["given", "routed", "read"]
    assert page.context["form"]["seen"].value() == 3


@pytest.mark.parametrize(
    "act", ["", "vastaus/", "siirto/", "muistiinpano/", "keskustelu/", "sulkeminen/"]
)
def test_voice_hidden_or_unknown_is_not_there(
    act: str, here: County, at: datetime, sign_in: SignIn
) -> None:
    secret = given(at, unit=here.kamppi, concerns=Concerns.HANDLER).voice
    client = sign_in(here.supervisor)
    hidden = client.get(page_of(secret, act))
    unknown = client.get(f"/fi/tyo/palaute/1/{act}")
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.content.replace(str(secret.pk).encode(), b"1") == unknown.content
    posted = client.post(page_of(secret, act), {"answer": ANSWER, **SURE})
    if act:
        assert posted.status_code == 404
        assert ANSWER in posted.content.decode()
    assert events(secret) == ["given", "routed"]


def test_voice_director_reads_and_does_nothing(here: County, voice: Voice, sign_in: SignIn) -> None:
    client = sign_in(here.director)
    page = client.get(page_of(voice))
    assert page.status_code == 200
    assert page.content.count(b"<form") == 0
    assert client.post(page_of(voice, "vastaus/"), {"answer": ANSWER, **SURE}).status_code == 403
    assert client.get(page_of(voice, "siirto/")).status_code == 403
    assert events(voice) == ["given", "routed"]


def test_voice_answer_goes_to_the_giver(here: County, voice: Voice, sign_in: SignIn) -> None:
    client = sign_in(here.supervisor)
    seen = client.get(page_of(voice)).context["form"]["seen"].value()
    done = client.post(page_of(voice, "vastaus/"), {"answer": ANSWER, "seen": seen, **SURE})
    assert done.status_code == 303
    assert done.headers["Location"] == page_of(voice) + "?done=answered"
    page = client.get(done.headers["Location"])
    assert ANSWER in page.content.decode()
    assert 'role="status"' in page.content.decode()
    voice.refresh_from_db()
    assert voice.state == State.ANSWERED


@pytest.mark.parametrize(
    ("posted", "at_fault"),
    [
        ({"answer": "", **SURE}, ["answer"]),
        ({"answer": ANSWER}, ["sure"]),
        ({"answer": " "}, ["answer", "sure"]),
        ({"answer": "x" * 10_001, **SURE}, ["answer"]),
    ],
)
def test_voice_answer_refused_names_the_field_and_keeps_the_text(
    posted: dict[str, str], at_fault: list[str], here: County, voice: Voice, sign_in: SignIn
) -> None:
    page = sign_in(here.supervisor).post(page_of(voice, "vastaus/"), {"seen": "2", **posted})
    assert page.status_code == 422
    assert faults(page) == at_fault
    body = page.content.decode()
    assert posted["answer"] in body
    assert f'href="#{at_fault[0]}"' in body
    assert f'id="{at_fault[0]}_error"' in body
    assert "answered" not in events(voice)


def test_voice_opening_is_put_before_what_was_typed_and_is_no_answer_alone(
    here: County, voice: Voice, sign_in: SignIn
) -> None:
    opening = StandardAnswer.objects.create(
        kind=FeedbackKind.CRITICISM, opening=Text.of(fi="Kiitos, että kerroit.")
    )
    client = sign_in(here.supervisor)
    typed = {"opening": str(opening.pk), "answer": "Olet oikeassa.", "seen": "2"}
    for _time in range(2):
        page = client.post(page_of(voice, "vastaus/"), {**typed, "fill": "1"})
        assert page.status_code == 200
        typed["answer"] = str(page.context["form"]["answer"].value())
        assert typed["answer"] == "Kiitos, että kerroit.\n\nOlet oikeassa."
    refused = client.post(
        page_of(voice, "vastaus/"), {**typed, "answer": "Kiitos, että kerroit.", **SURE}
    )
    assert refused.status_code == 422
    assert faults(refused) == ["answer"]
    assert "answered" not in events(voice)


def test_voice_second_answer_is_told_and_kept(
    here: County, at: datetime, voice: Voice, sign_in: SignIn
) -> None:
    actions.read(voice, by=here.supervisor, at=at)
    seen = 3
    actions.answer(voice, by=here.manager, at=at, seen=seen, words="Hoidin tämän jo.")
    client = sign_in(here.supervisor)
    mine = {"answer": ANSWER, **SURE}
    told = client.post(page_of(voice, "vastaus/"), {"seen": seen, **mine})
    assert told.status_code == 409
    assert [stop.words for stop in told.context["meanwhile"]] == ["Hoidin tämän jo."]
    assert told.context["form"]["answer"].value() == ANSWER
    assert events(voice).count(Event.ANSWERED) == 1
    fresh = told.context["form"]["seen"].value()
    again = client.post(page_of(voice, "vastaus/"), {"seen": fresh, **mine})
    assert again.status_code == 303
    assert events(voice).count(Event.ANSWERED) == 2


def test_voice_moves_to_a_colleague_who_then_answers(
    here: County, voice: Voice, sign_in: SignIn
) -> None:
    client = sign_in(here.supervisor)
    form = client.get(page_of(voice, "siirto/")).content.decode()
    assert "Taru Työntekijä, Kampin sosiaaliasema" in form
    moved = client.post(
        page_of(voice, "siirto/"), {"to": here.worker.pk, "reason": "Tunnet asian.", "seen": "2"}
    )
    assert moved.status_code == 303
    worker = sign_in(here.worker)
    assert worker.get(page_of(voice)).status_code == 200
    done = worker.post(page_of(voice, "vastaus/"), {"answer": ANSWER, "seen": "4", **SURE})
    assert done.status_code == 303


def test_voice_moved_out_of_sight_leads_to_the_inbox(
    here: County, voice: Voice, sign_in: SignIn
) -> None:
    client = sign_in(here.supervisor)
    posted = {"place": f"unit:{here.kallio.pk}", "reason": "Kalliossa.", "seen": "2"}
    moved = client.post(page_of(voice, "siirto/"), posted)
    assert moved.headers["Location"] == "/fi/tyo/?done=moved"
    voice.refresh_from_db()
    assert voice.owner == here.neighbour
    late = client.post(page_of(voice, "vastaus/"), {"answer": ANSWER, "seen": "2", **SURE})
    assert late.status_code == 404
    assert ANSWER in late.content.decode()


@pytest.mark.parametrize(
    ("posted", "at_fault"),
    [
        ({"reason": "Syy"}, ["to"]),
        ({"reason": ""}, ["reason", "to"]),
        ({"to": "worker", "place": "unit", "reason": "Syy"}, ["place"]),
        ({"to": "worker", "reason": ""}, ["reason"]),
    ],
)
def test_voice_move_refused_names_the_field(
    posted: dict[str, str], at_fault: list[str], here: County, voice: Voice, sign_in: SignIn
) -> None:
    known = {"worker": str(here.worker.pk), "unit": f"unit:{here.kallio.pk}"}
    typed = {name: known.get(value, value) for name, value in posted.items()}
    page = sign_in(here.supervisor).post(page_of(voice, "siirto/"), {**typed, "seen": "2"})
    assert page.status_code == 422
    assert faults(page) == at_fault


def test_voice_note_is_for_colleagues(here: County, voice: Voice, sign_in: SignIn) -> None:
    client = sign_in(here.supervisor)
    noted = client.post(page_of(voice, "muistiinpano/"), {"note": "Kysyn vahtimestarilta."})
    assert noted.status_code == 303
    assert "Kysyn vahtimestarilta." in client.get(page_of(voice)).content.decode()


def test_voice_talk_is_recorded_only_when_the_giver_allows(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    client = sign_in(here.supervisor)
    allowed = given(at, unit=here.kamppi, concerns=Concerns.WORKER, may_discuss=True).voice
    silent = given(at, unit=here.kamppi, concerns=Concerns.WORKER).voice
    link = page_of(allowed, "keskustelu/")
    assert link in client.get(page_of(allowed)).content.decode()
    assert client.post(link, {"talk": "Sovimme soittoajasta."}).status_code == 303
    forbidden = page_of(silent, "keskustelu/")
    assert forbidden not in client.get(page_of(silent)).content.decode()
    assert client.get(forbidden).headers["Location"] == page_of(silent)
    assert client.post(forbidden, {"talk": "Puhuimme."}).status_code == 422
    assert "talked" not in events(silent)


def test_voice_closing_asks_on_its_own_page_and_needs_a_reason(
    here: County, voice: Voice, sign_in: SignIn
) -> None:
    client = sign_in(here.supervisor)
    assert client.get(page_of(voice, "sulkeminen/")).status_code == 200
    assert faults(client.post(page_of(voice, "sulkeminen/"), {"seen": "2"})) == ["close"]
    closed = client.post(page_of(voice, "sulkeminen/"), {"close": "Sama kahdesti.", "seen": "2"})
    assert closed.status_code == 303
    assert client.get(page_of(voice, "siirto/")).headers["Location"] == page_of(voice)


def test_voice_held_is_released_or_discarded_by_the_dispatcher(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    person = given(at, unit=here.kamppi, hold_reason="too-fast").voice
    robot = given(at, unit=here.kamppi, hold_reason="honeypot").voice
    client = sign_in(here.dispatcher)
    page = client.get(page_of(person)).content.decode()
    assert page_of(person, "tarkistettu/") in page
    assert page_of(person, "vastaus/") not in page
    assert client.post(page_of(person, "tarkistettu/"), {"seen": "2"}).status_code == 303
    person.refresh_from_db()
    assert (person.state, person.owner) == (State.WAITING, here.supervisor)
    assert client.get(page_of(robot, "ohjelman-lahettama/")).status_code == 200
    assert client.post(page_of(robot, "ohjelman-lahettama/"), {"seen": "2"}).status_code == 303
    robot.refresh_from_db()
    assert robot.state == State.CLOSED


def test_voice_journey_counts_a_reopened_clock_from_the_reopening(
    here: County, at: datetime, voice: Voice, sign_in: SignIn
) -> None:
    actions.answer(voice, by=here.supervisor, at=at + timedelta(days=1), seen=2, words="Soitamme.")
    later = at + timedelta(days=14)
    actions.judge(voice, verdict=Verdict.NO, words="Ette soittaneet.", nonce="n", at=later)
    actions.answer(voice, by=here.manager, at=later + timedelta(days=2), seen=6, words="Soitin.")
    context = sign_in(here.manager).get(page_of(voice)).context
    assert context["clock"].heard
    assert "2" in context["clock"].words
    said = [(stop.kind, stop.words) for stop in context["conversation"]]
    assert said == [
        ("said", WORDS),
        ("reply", "Soitamme."),
        ("said", "Ette soittaneet."),
        ("reply", "Soitin."),
    ]


@pytest.mark.parametrize("steps", [1, 3])
def test_voice_asks_the_database_the_same_number_of_times(
    steps: int,
    here: County,
    at: datetime,
    voice: Voice,
    sign_in: SignIn,
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    client = sign_in(here.supervisor)
    client.get(page_of(voice))
    for number in range(steps):
        actions.note(voice, by=here.manager, at=at, words=f"Sana {number}")
    with django_assert_num_queries(23):
        client.get(page_of(voice))


CONTACT = "liisa@posti.example"


def shows_contact(voice: Voice, client: Client) -> bool:
    page = client.get(page_of(voice))
    assert page.status_code == 200
    return CONTACT in page.content.decode()


def test_voice_contact_is_for_those_who_act(here: County, at: datetime, sign_in: SignIn) -> None:
    voice = given(at, unit=here.kamppi, contact=CONTACT).voice
    assert shows_contact(voice, sign_in(here.supervisor))
    assert shows_contact(voice, sign_in(here.manager))
    assert not shows_contact(voice, sign_in(here.director))


@pytest.mark.parametrize("may_discuss", [False, True])
def test_voice_contact_of_a_complaint_is_no_workers_unless_it_may_be_discussed(
    here: County, at: datetime, sign_in: SignIn, *, may_discuss: bool
) -> None:
    voice = given(
        at,
        unit=here.kamppi,
        contact=CONTACT,
        concerns=Concerns.WORKER,
        may_discuss=may_discuss,
    ).voice
    assert shows_contact(voice, sign_in(here.supervisor))
    actions.move(voice, by=here.supervisor, at=at, seen=2, reason="Vastaa sinä.", to=here.worker)
    assert shows_contact(voice, sign_in(here.worker)) == may_discuss
    assert shows_contact(voice, sign_in(here.supervisor))


def test_voice_contact_is_shown_to_a_worker_who_owns_it(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    voice = given(at, unit=here.kamppi, contact=CONTACT).voice
    actions.move(voice, by=here.supervisor, at=at, seen=2, reason="Vastaa sinä.", to=here.worker)
    assert shows_contact(voice, sign_in(here.worker))
