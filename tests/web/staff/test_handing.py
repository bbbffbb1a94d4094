"""What is no feedback, handed on from the page of a voice."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.utils.translation import gettext, override

from kuulluksi.org.models import Person
from kuulluksi.voices import actions
from kuulluksi.voices.enums import Event, Misdirected
from kuulluksi.voices.models import Step, Voice
from kuulluksi.web.staff.handing import ready_message
from tests.factories.org import County
from tests.factories.voices import given

SignIn = Callable[[Person], Client]
MESSAGE = "Haluat ajan. Ohjasimme viestisi eteenpäin."


@pytest.fixture
def voice(here: County, at: datetime) -> Voice:
    here.kamppi.phone = "09 000 0101"
    here.kamppi.save()
    return given(at, unit=here.kamppi, language="sv").voice


def page_of(voice: Voice, act: str = "") -> str:
    return f"/fi/tyo/palaute/{voice.pk}/{act}"


def told(voice: Voice, here: County, **but: str) -> dict[str, str]:
    now = Voice.objects.get(pk=voice.pk)
    return {
        "seen": str(now.version),
        "wanted": "appointment",
        "to": str(here.worker.pk),
        "message": MESSAGE,
        **but,
    }


def test_handing_on_leads_from_the_voice_to_the_receiver_who_may_take_it_back(
    here: County, voice: Voice, sign_in: SignIn
) -> None:
    supervisor = sign_in(here.supervisor)
    html = supervisor.get(page_of(voice)).content.decode()
    assert page_of(voice, "ohjaus/") in html
    assert page_of(voice, "palautteeksi/") not in html
    assert supervisor.get(page_of(voice, "palautteeksi/")).status_code == 303
    done = supervisor.post(page_of(voice, "ohjaus/"), told(voice, here))
    assert done.status_code == 303
    after = Voice.objects.get(pk=voice.pk)
    assert (after.owner, after.misdirected) == (here.worker, Misdirected.APPOINTMENT)

    worker = sign_in(here.worker)
    assert gettext("No feedback, handed on") in worker.get("/fi/tyo/").content.decode()
    html = worker.get(page_of(voice)).content.decode()
    assert str(Misdirected.APPOINTMENT.label) in html
    assert page_of(voice, "palautteeksi/") in html
    seen = str(Voice.objects.get(pk=voice.pk).version)
    assert worker.post(page_of(voice, "palautteeksi/"), {"seen": seen}).status_code == 303
    assert Voice.objects.get(pk=voice.pk).misdirected == ""
    assert gettext("No feedback, handed on") not in worker.get("/fi/tyo/").content.decode()


def test_handing_on_fills_a_ready_message_in_the_language_of_the_giver(
    here: County, voice: Voice, sign_in: SignIn
) -> None:
    client = sign_in(here.supervisor)
    for wanted in Misdirected.values:
        filled = client.post(
            page_of(voice, "ohjaus/"), told(voice, here, fill="1", wanted=wanted, message="")
        )
        assert filled.status_code == 200
        form = filled.context["form"]
        assert form["message"].value() == ready_message(voice, wanted)
        assert "09 000 0101" in form["message"].value()
        assert (form["to"].value(), form["wanted"].value()) == (str(here.worker.pk), wanted)
    assert not Step.objects.filter(event=Event.HANDED_ON).exists()


def test_handing_on_another_ready_message_replaces_the_first_but_nobodys_own_words(
    here: County, voice: Voice, sign_in: SignIn
) -> None:
    client = sign_in(here.supervisor)
    first = ready_message(voice, Misdirected.OTHER)
    for typed, kept in ((first.replace("\n", "\r\n"), False), (MESSAGE, True)):
        form = client.post(
            page_of(voice, "ohjaus/"), told(voice, here, fill="1", message=typed)
        ).context["form"]
        ready = ready_message(voice, Misdirected.APPOINTMENT)
        assert form["message"].value() == (MESSAGE if kept else ready)


def test_handing_on_ready_message_asks_to_call_whoever_left_no_contact(
    here: County, voice: Voice, at: datetime
) -> None:
    known = given(at, unit=here.kamppi, language="en", contact="pekka@posti.example").voice
    unknown = given(at, unit=here.kamppi, language="en").voice
    with override("en"):
        assert "You can also call: 09 000 0101." in ready_message(known, "other")
        assert "We do not know who you are." in ready_message(unknown, "other")
    here.kamppi.phone = ""
    here.kamppi.save()
    fresh = Voice.objects.get(pk=unknown.pk)
    assert "call" not in ready_message(fresh, "other")
    assert ready_message(fresh, "nothing") == ""


@pytest.mark.parametrize(
    ("but", "field"),
    [
        ({"wanted": ""}, "wanted"),
        ({"wanted": "gold"}, "wanted"),
        ({"message": " "}, "message"),
        ({"message": "x" * 10_001}, "message"),
        ({"to": ""}, "to"),
        ({"to": "999999"}, "to"),
        ({"place": "unit:999999"}, "place"),
    ],
)
def test_handing_on_bad_input_is_named_at_its_place_and_kept(
    here: County, voice: Voice, sign_in: SignIn, but: dict[str, str], field: str
) -> None:
    typed = told(voice, here, **but)
    answer = sign_in(here.supervisor).post(page_of(voice, "ohjaus/"), typed)
    assert answer.status_code == 422
    assert field in [fault.field for fault in answer.context["faults"]]
    assert answer.context["form"]["message"].value() == typed["message"]
    assert Voice.objects.get(pk=voice.pk).misdirected == ""


def test_handing_on_second_of_two_is_told_and_keeps_the_message(
    here: County, voice: Voice, at: datetime, sign_in: SignIn
) -> None:
    typed = told(voice, here)
    actions.close(voice, by=here.manager, at=at, seen=2, reason="Hoidettu.")
    answer = sign_in(here.supervisor).post(page_of(voice, "ohjaus/"), typed)
    assert answer.status_code == 409
    assert MESSAGE in answer.content.decode()


def test_handing_on_out_of_ones_own_sight_leads_to_the_inbox(
    here: County, voice: Voice, sign_in: SignIn
) -> None:
    typed = told(voice, here, to="", place=f"unit:{here.family_unit.pk}")
    done = sign_in(here.supervisor).post(page_of(voice, "ohjaus/"), typed)
    assert done.headers["Location"] == "/fi/tyo/?done=handed-on"
