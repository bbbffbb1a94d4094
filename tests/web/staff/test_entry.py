"""Writing down what a client said: prefilled, received once, with a slip if the client knows."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kuulluksi.cases.models import Feedback, Thanked
from kuulluksi.org.enums import RoleKind
from kuulluksi.org.models import Person
from kuulluksi.org.queries import authority
from kuulluksi.pure import receipt
from kuulluksi.voices import queries
from kuulluksi.voices.enums import Channel, Event, Publicity, Urgency
from kuulluksi.voices.models import Passage, Step, Voice
from kuulluksi.web.kit import nonce as nonces
from tests.factories.org import County, person, role

SignIn = Callable[[Person], Client]
CODE = re.compile(r'<p class="code" id="code">(.*?)</p>', re.DOTALL)
NONCE = re.compile(r'name="nonce" value="([^"]+)"')


@pytest.fixture
def url(here: County) -> str:
    return reverse("staff:write-down")


@pytest.fixture
def worker(here: County, sign_in: SignIn) -> Client:
    return sign_in(here.worker)


def entry(here: County, **changes: Any) -> dict[str, Any]:
    return {
        "nonce": nonces.fresh(),
        "unit": here.kamppi.pk,
        "channel": "meeting",
        "kind": "criticism",
        "words": "Ovi oli lukossa.",
        "knows": "yes",
        "concerns": "nobody",
        "language": "fi",
    } | changes


def code_of(page: str) -> str:
    found = CODE.search(page)
    assert found is not None, page
    return receipt.clean(re.sub(r"<.*?>", "", found.group(1)))


def chosen(page: str, name: str) -> str:
    select = page.partition(f'<select name="{name}"')[2].partition("</select>")[0]
    return str(re.findall(r'<option value="([^"]*)" selected', select)[0])


def test_entry_opens_with_the_own_unit_and_a_meeting(
    here: County, sign_in: SignIn, url: str
) -> None:
    for person_, unit in ((here.worker, here.kamppi), (here.neighbour, here.kallio)):
        page = sign_in(person_).get(url).content.decode()
        assert chosen(page, "unit") == str(unit.pk)
        assert chosen(page, "channel") == "meeting"
        assert chosen(page, "language") == "fi"
        assert page.count("autofocus") == 1


def test_entry_keeps_unit_and_channel_of_the_one_before(
    here: County, worker: Client, url: str
) -> None:
    told = entry(here, unit=here.kallio.pk, channel="phone")
    page = worker.post(url, told).content.decode()
    again = re.findall(r'href="([^"]+)" autofocus', page)[0].replace("&amp;", "&")
    empty = worker.get(again).content.decode()
    assert chosen(empty, "unit") == str(here.kallio.pk)
    assert chosen(empty, "channel") == "phone"
    assert "Ovi oli lukossa" not in empty


def test_entry_ignores_what_makes_no_sense_in_the_address(
    here: County, worker: Client, url: str
) -> None:
    page = worker.get(url, {"unit": "ei-ole", "channel": "web"}).content.decode()
    assert chosen(page, "unit") == str(here.kamppi.pk)
    assert chosen(page, "channel") == "meeting"


def test_entry_takes_the_same_queries_however_many_work_there(
    here: County, worker: Client, url: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        role(person(f"Uusi {number}"), RoleKind.WORKER, unit=here.kamppi)
    authority()
    # Session and person; the authority (five: its row, and its revision for what is kept of the
    # organisation); roles and duties; offices, the own units, all units twice (for the list and for
    # judging it); the units above, and the team.
    with django_assert_num_queries(15):
        worker.get(url)


def test_entry_is_stored_with_channel_writer_and_what_the_client_knows(
    here: County, worker: Client, url: str
) -> None:
    told = entry(
        here,
        channel="home",
        language="sv",
        topics=["speed"],
        concerns="worker",
        publish="on",
        urgent="on",
    )
    answer = worker.post(url, told)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    feedback = Feedback.objects.get()
    voice = feedback.voice
    assert (voice.unit, voice.channel, voice.language) == (here.kamppi, Channel.HOME, "sv")
    assert (voice.publicity, voice.owner) == (Publicity.ALLOWED, here.supervisor)
    assert voice.urgent == Urgency.GIVER
    assert (feedback.kind, feedback.concerns, feedback.client_knows) == (
        "criticism",
        "worker",
        True,
    )
    assert [row.topic for row in feedback.topics.all()] == ["speed"]
    assert queries.written_by(voice) == here.worker.pk


def test_entry_gives_a_slip_whose_code_opens_the_journey(
    here: County, worker: Client, url: str
) -> None:
    page = worker.post(url, entry(here, language="sv")).content.decode()
    code = code_of(page)
    assert queries.by_receipt(code) == Voice.objects.get()
    assert ", ".join(receipt.spell(code, "sv")) in page
    assert '<div lang="sv"><section class="sheet slip' in page.replace("\n", "")
    journey = Client().post("/sv/matka/", {"code": code})
    assert "Ovi oli lukossa." in journey.content.decode()
    assert here.worker.name not in journey.content.decode()
    assert code not in repr([vars(row) for row in Voice.objects.all()])


def test_entry_sent_twice_is_one_voice_and_the_same_slip(
    here: County, worker: Client, url: str
) -> None:
    told = entry(here)
    first, again = (code_of(worker.post(url, told).content.decode()) for _twice in range(2))
    assert first == again
    assert Voice.objects.count() == Passage.objects.count() == 1


def test_entry_with_changed_words_is_joined(here: County, worker: Client, url: str) -> None:
    told = entry(here)
    worker.post(url, told)
    worker.post(url, told | {"words": "Ovi oli yhä lukossa."})
    assert Voice.objects.count() == 1
    assert Step.objects.get(event=Event.ADDED).by == here.worker


def test_entry_sent_again_after_two_hours_shows_no_code(
    here: County, worker: Client, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = entry(here)
    code = code_of(worker.post(url, told).content.decode())
    monkeypatch.setattr(nonces, "SAME_PERSON", timedelta(seconds=-1))
    page = worker.post(url, told).content.decode()
    assert code not in page.replace(" ", "")
    assert 'id="code"' not in page


def test_entry_unknown_to_the_client_has_no_slip_until_the_client_knows(
    here: County, sign_in: SignIn, worker: Client, url: str
) -> None:
    told = entry(here, knows="no")
    page = worker.post(url, told).content.decode()
    feedback = Feedback.objects.get()
    assert 'id="code"' not in page
    assert (feedback.client_knows, feedback.voice.publicity) == (False, Publicity.HANDLER_ONLY)
    slip = reverse("staff:write-down-slip")
    signed = {"nonce": NONCE.findall(page)[0]}
    stranger = sign_in(here.deputy).post(slip, signed)
    assert stranger.status_code == 404
    assert 'id="code"' not in stranger.content.decode()
    shown = worker.post(slip, signed).content.decode()
    assert queries.by_receipt(code_of(shown)) == feedback.voice
    feedback.refresh_from_db()
    assert feedback.client_knows
    assert code_of(worker.post(slip, signed).content.decode()) == code_of(shown)
    assert Step.objects.filter(event=Event.NOTED).count() == 1
    assert code_of(worker.post(url, told).content.decode()) == code_of(shown)


def test_entry_slip_is_not_shown_after_two_hours_or_for_another_form(
    here: County, worker: Client, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    slip = reverse("staff:write-down-slip")
    told = entry(here, knows="no")
    worker.post(url, told)
    for signed in ("", "made up", nonces.fresh()):
        assert worker.post(slip, {"nonce": signed}).status_code == 404
    monkeypatch.setattr(nonces, "SAME_PERSON", timedelta(seconds=-1))
    assert worker.post(slip, {"nonce": told["nonce"]}).status_code == 404
    assert Feedback.objects.get().client_knows is False


def test_entry_thanks_go_to_those_who_helped(here: County, worker: Client, url: str) -> None:
    page = worker.get(url).content.decode()
    for name in (here.supervisor.name, here.deputy.name, here.worker.name):
        assert name in page
    assert here.neighbour.name not in page
    worker.post(url, entry(here, kind="thanks", helped=[here.deputy.pk, here.worker.pk]))
    assert set(Thanked.objects.values_list("person", flat=True)) == {
        here.deputy.pk,
        here.worker.pk,
    }


def test_entry_that_is_no_thanks_is_told_to_nobody(here: County, worker: Client, url: str) -> None:
    """The question is then not seen, whatever was ticked before."""
    assert worker.post(url, entry(here, helped=[here.deputy.pk])).status_code == 200
    assert not Thanked.objects.exists()


def test_entry_thanks_about_the_supervisor_are_not_told_on(
    here: County, worker: Client, url: str
) -> None:
    told = entry(here, kind="thanks", concerns="handler", helped=[here.deputy.pk])
    answer = worker.post(url, told)
    assert answer.status_code == 422
    assert 'href="#helped"' in answer.content.decode()
    assert not Voice.objects.exists()


def test_entry_thanks_go_to_nobody_beyond_the_team_that_is_shown(
    here: County, worker: Client, url: str
) -> None:
    told = entry(here, kind="thanks", words="Kiitos.", helped=[here.deputy.pk, here.neighbour.pk])
    answer = worker.post(url, told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#helped"' in page
    assert "Kiitos.</textarea>" in page
    assert re.search(rf'value="{here.deputy.pk}"[^>]* checked', page)
    assert here.neighbour.name not in page
    assert not Voice.objects.exists()
    # Where nobody is asked who helped, nothing is wrong with what was ticked before.
    assert worker.post(url, told | {"kind": "criticism"}).status_code == 200
    assert not Thanked.objects.exists()


@pytest.mark.parametrize(
    ("concerns", "allowed", "stored"),
    [("worker", "on", True), ("worker", "", False), ("nobody", "on", False)],
)
def test_entry_says_whether_the_worker_may_be_talked_to(
    here: County, worker: Client, url: str, concerns: str, allowed: str, *, stored: bool
) -> None:
    worker.post(url, entry(here, concerns=concerns, may_discuss=allowed))
    feedback = Feedback.objects.get()
    assert feedback.may_discuss is stored
    assert feedback.voice.beyond_workers is (concerns == "worker" and not stored)


def test_entry_about_the_supervisor_goes_past(here: County, worker: Client, url: str) -> None:
    worker.post(url, entry(here, concerns="handler"))
    voice = Voice.objects.get()
    assert voice.owner == here.manager
    assert queries.hidden_from(voice) >= {here.supervisor.pk}


def test_entry_shows_the_team_of_another_unit_and_keeps_what_was_typed(
    here: County, worker: Client, url: str
) -> None:
    told = entry(here, unit=here.kallio.pk, kind="", words="Kiitos", knows="", team="1")
    answer = worker.post(url, told)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert here.neighbour.name in page
    assert here.deputy.name not in page
    assert "Kiitos</textarea>" in page
    assert NONCE.findall(page) == [told["nonce"]]
    assert 'class="err"' not in page
    assert not Voice.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"unit": ""}, "unit"),
        ({"unit": "0"}, "unit"),
        ({"unit": "9" * 40}, "unit"),
        ({"unit": "x\x00"}, "unit"),
        ({"channel": "web"}, "channel"),
        ({"channel": ""}, "channel"),
        ({"kind": ""}, "kind"),
        ({"kind": "shout"}, "kind"),
        ({"words": " \n "}, "words"),
        ({"words": "a" * 10_001}, "words"),
        ({"knows": ""}, "knows"),
        ({"topics": ["x"]}, "topics"),
        ({"concerns": "me"}, "concerns"),
        ({"language": "xx"}, "language"),
        ({"kind": "thanks", "helped": ["0"]}, "helped"),
        ({"kind": "thanks", "helped": ["x"]}, "helped"),
        ({"knows": "no", "publish": "on"}, "publish"),
        ({"knows": "no", "concerns": "worker", "may_discuss": "on"}, "may_discuss"),
    ],
)
def test_entry_names_the_fault_and_keeps_everything(
    here: County, worker: Client, url: str, changes: dict[str, Any], field: str
) -> None:
    told = entry(here, words="Sanat säilyvät.") | changes
    answer = worker.post(url, told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{field}"' in page
    assert f'id="{field}' in page
    assert told["words"].strip()[:30] in page
    assert NONCE.findall(page) == [told["nonce"]]
    assert not Voice.objects.exists()


@pytest.mark.parametrize("nonce", ["", "made up"])
def test_entry_from_a_page_too_old_has_only_to_be_sent_again(
    here: County, worker: Client, url: str, nonce: str
) -> None:
    answer = worker.post(url, entry(here, nonce=nonce))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ovi oli lukossa.</textarea>" in page
    assert not Voice.objects.exists()
    worker.post(url, entry(here, nonce=NONCE.findall(page)[0]))
    assert Voice.objects.count() == 1


def test_reader_sees_who_wrote_it_down_and_whether_the_client_knows(
    here: County, sign_in: SignIn, worker: Client, url: str
) -> None:
    worker.post(url, entry(here, channel="phone", knows="no"))
    voice = Voice.objects.get()
    supervisor = sign_in(here.supervisor)
    page = supervisor.get(reverse("staff:voice", args=[voice.pk])).content.decode()
    assert here.worker.name in page
    assert str(Channel.PHONE.label) in page
    assert str(Channel.PHONE.label) in supervisor.get(reverse("staff:inbox")).content.decode()


def test_nav_leads_there_whoever_meets_clients(here: County, sign_in: SignIn, url: str) -> None:
    for person_, led in ((here.worker, True), (here.dispatcher, True), (here.director, False)):
        page = sign_in(person_).get(reverse("staff:inbox")).content.decode()
        assert (f'href="{url}"' in page) == led, person_.name
