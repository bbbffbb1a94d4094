"""An interview: asked by somebody from another place, stored without a trace of who asked."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from kuulluksi.org.enums import RoleKind
from kuulluksi.org.models import AuditEntry, Person
from kuulluksi.surveys import actions
from kuulluksi.surveys.enums import Mode
from kuulluksi.surveys.models import Ballot, Wave, WaveTarget
from tests.factories import surveys
from tests.factories.org import County, person, role
from tests.web.public.surveys.conftest import fields_of

SignIn = Callable[[Person], Client]


@pytest.fixture
def wave(here: County, at: datetime) -> Wave:
    return surveys.wave(here, at, code="aseman-kysely")


@pytest.fixture
def address(wave: Wave) -> str:
    return f"/fi/tyo/kierros/{wave.code}/haastattelu/kampin-sosiaaliasema/"


@pytest.mark.parametrize("who", ["worker", "supervisor", "manager"])
def test_nobody_asks_about_the_own_place(
    here: County, sign_in: SignIn, address: str, who: str
) -> None:
    answer = sign_in(here.everyone[who]).get(address)
    assert answer.status_code == 403
    assert "Joku muu tekee tämän haastattelun" in answer.content.decode()
    assert sign_in(here.everyone[who]).post(address).status_code == 403


def test_who_leads_the_area_does_not_ask_about_its_places(
    here: County, sign_in: SignIn, address: str, wave: Wave
) -> None:
    WaveTarget.objects.create(wave=wave, service=here.social_work)
    of_service = address.replace("kampin-sosiaaliasema", here.social_work.code)
    for area, status in ((here.adults, 403), (here.families, 200)):
        leader = person(f"Johtaja {area.pk}")
        role(leader, RoleKind.MANAGER, area=area)
        client = sign_in(leader)
        assert [client.get(each).status_code for each in (address, of_service)] == [status] * 2


def test_somebody_from_elsewhere_finds_the_script(
    here: County, sign_in: SignIn, address: str
) -> None:
    shown = sign_in(here.neighbour).get(address).content.decode()
    assert "Sano tämä ensin" in shown
    assert "Kysymme, jotta palvelu on parempi." in shown


def test_answers_are_an_interviews_and_nothing_tells_who_asked(
    here: County, sign_in: SignIn, address: str
) -> None:
    client = sign_in(here.neighbour)
    shown = client.get(address, {"layout": "one", "helped": "interpreter"}).content.decode()
    fields = fields_of(shown)
    assert 'value="pause"' not in shown
    told = {**fields, "a.enough-information": "4", "step": "age-band", "go": "send"}
    answer = client.post(address, told)
    assert answer.status_code == 303
    assert "Vastaukset ovat tallessa" in client.get(answer.headers["Location"]).content.decode()
    ballot = Ballot.objects.get()
    assert (ballot.mode, ballot.helped) == (Mode.INTERVIEW, "interpreter")
    assert ballot.answers == {"enough-information": "4"}
    assert not AuditEntry.objects.filter(person=here.neighbour).exists()


def test_questions_are_read_in_the_language_of_the_client(
    here: County, sign_in: SignIn, address: str
) -> None:
    answer = sign_in(here.neighbour).get(address, {"layout": "one", "language": "sv"})
    shown = answer.content.decode()
    assert '<html lang="fi">' in shown
    assert '<div lang="sv">' in shown
    assert "Gäller inte mig" in shown or "gäller inte" in shown.lower()


def test_a_fault_is_named_and_kept(here: County, sign_in: SignIn, address: str) -> None:
    client = sign_in(here.neighbour)
    fields = fields_of(client.get(address, {"layout": "all"}).content.decode())
    answer = client.post(address, {**fields, "a.school-grade": "3", "w.worked-well": "Kahvi."})
    assert answer.status_code == 422
    assert fields_of(answer.content.decode())["w.worked-well"] == ["Kahvi."]


def test_when_the_survey_has_closed_what_was_said_stays_on_the_page(
    here: County, sign_in: SignIn, address: str, wave: Wave, at: datetime
) -> None:
    client = sign_in(here.neighbour)
    fields = fields_of(client.get(address, {"layout": "all"}).content.decode())
    actions.close(wave, by=None, at=at + timedelta(days=1))
    answer = client.post(address, {**fields, "w.worked-well": "Kahvi.", "go": "send"})
    assert answer.status_code == 409
    assert "Kahvi." in answer.content.decode()
    assert "ei voi enää vastata" in client.get(address).content.decode()


def test_a_wave_without_interviews_has_no_such_page(
    here: County, sign_in: SignIn, address: str, wave: Wave
) -> None:
    wave.modes = [Mode.WEB]
    wave.save()
    assert sign_in(here.neighbour).get(address).status_code == 404
