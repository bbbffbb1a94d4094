"""Harm is read by one person; whoever looks at every page of the house learns nothing of it."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils.translation import gettext as _
from pytest_django import DjangoAssertNumQueries

from kuulluksi.org.enums import Audited
from kuulluksi.org.models import AuditEntry, Person
from kuulluksi.voices import actions, queries
from kuulluksi.voices.actions import Given
from kuulluksi.voices.models import HarmReport, Notice, Step, Voice
from tests.factories.org import County
from tests.factories.voices import given
from tests.house.access import FILES
from tests.house.roles import ROLES
from tests.house.test_access import addresses
from tests.house.things import Things, things

SignIn = Callable[[Person], Client]
DAY = timedelta(days=1)
WORDS = "Kvantti: palautteen jälkeen minua on väistelty."
REPLY = "Selvitän asian enkä kerro yksikölle, että kerroit."
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


@pytest.fixture
def heard(here: County, at: datetime) -> Given:
    made = given(at, unit=here.kamppi)
    actions.answer(made.voice, by=here.supervisor, at=at, seen=2, words="Korjaamme tämän.")
    return made


@pytest.fixture
def report(heard: Given, at: datetime) -> HarmReport:
    actions.tell_harm(heard.voice, harmed=True, words=WORDS, nonce="n", at=at)
    return HarmReport.objects.get()


def page_of(report: HarmReport) -> str:
    return f"/fi/tyo/haitta/{report.pk}/"


def test_harm_reader_reads_words_and_answers_and_replies_once(
    here: County, report: HarmReport, sign_in: SignIn
) -> None:
    reader = sign_in(here.independent)
    assert page_of(report) in reader.get("/fi/tyo/haitta/").content.decode()
    html = reader.get(page_of(report)).content.decode()
    assert WORDS in html
    assert "Korjaamme tämän." in html
    done = reader.post(page_of(report), {"reply": REPLY})
    assert (done.status_code, done.headers["Location"]) == (303, "/fi/tyo/haitta/?done=replied")
    report.refresh_from_db()
    assert report.reply == REPLY
    again = reader.post(page_of(report), {"reply": "Toinen vastaus."})
    assert again.status_code == 422
    assert "Toinen vastaus." in again.content.decode()
    report.refresh_from_db()
    assert report.reply == REPLY


def test_harm_reader_is_told_when_a_worker_has_seen_the_code(
    here: County, report: HarmReport, sign_in: SignIn
) -> None:
    label = _("How you replied to the giver")
    reader = sign_in(here.independent)
    assert label not in reader.get(page_of(report)).content.decode()
    Step.objects.filter(voice=report.voice, number=1).update(by=here.worker)
    assert label in reader.get(page_of(report)).content.decode()
    done = reader.post(page_of(report), {"reply": REPLY})
    assert done.headers["Location"] == "/fi/tyo/haitta/?done=noted"
    listed = reader.get(done.headers["Location"]).content.decode()
    assert _("How you replied was written down.") in listed


def test_harm_opening_is_audited(here: County, report: HarmReport, sign_in: SignIn) -> None:
    reader = sign_in(here.independent)
    for _again in range(2):
        reader.get(page_of(report))
    entry = AuditEntry.objects.get(what=Audited.HARM_READ)
    assert (entry.person, entry.subject) == (here.independent, f"harm {report.pk}")


@pytest.mark.parametrize("reply", ["", "   ", "x" * 10_001])
def test_harm_bad_reply_is_named_at_its_place_and_kept(
    here: County, report: HarmReport, sign_in: SignIn, reply: str
) -> None:
    found = sign_in(here.independent).post(page_of(report), {"reply": reply})
    assert found.status_code == 422
    assert [fault.field for fault in found.context["faults"]] == ["reply"]
    assert reply.strip() in found.content.decode()
    report.refresh_from_db()
    assert report.replied_on is None


def test_harm_pages_open_for_their_reader_alone(
    here: County, report: HarmReport, sign_in: SignIn
) -> None:
    for name, someone in here.everyone.items():
        client = sign_in(someone)
        mine = someone == here.independent
        assert client.get("/fi/tyo/haitta/").status_code == (200 if mine else 403), name
        for answer in (client.get(page_of(report)), client.post(page_of(report), {"reply": "."})):
            assert answer.status_code in ((200, 303) if mine else (404,)), name


def test_harm_read_in_the_place_of_the_independent_reader_opens_and_is_found(
    here: County, report: HarmReport, sign_in: SignIn
) -> None:
    HarmReport.objects.update(reader=here.dispatcher)
    dispatcher = sign_in(here.dispatcher)
    assert "/fi/tyo/haitta/" in dispatcher.get("/fi/tyo/").content.decode()
    assert dispatcher.get(page_of(report)).status_code == 200
    independent = sign_in(here.independent)
    assert page_of(report) not in independent.get("/fi/tyo/haitta/").content.decode()
    assert independent.get(page_of(report)).status_code == 404


def test_harm_list_asks_the_database_so_many_times(
    here: County,
    heard: Given,
    at: datetime,
    sign_in: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    reader = sign_in(here.independent)
    reader.get("/fi/tyo/haitta/")
    for n in range(3):
        actions.tell_harm(heard.voice, harmed=True, words=WORDS, nonce=str(n), at=at)
        with django_assert_num_queries(5):
            reader.get("/fi/tyo/haitta/")


def test_harm_late_one_is_said_to_be_late(
    here: County, report: HarmReport, at: datetime, stop_clock: Callable[[datetime], None]
) -> None:
    stop_clock(at + 14 * DAY)
    client = Client()
    client.force_login(here.independent)
    assert "is-late" in client.get("/fi/tyo/haitta/").content.decode()
    assert "is-late" in client.get(page_of(report)).content.decode()


def everything(there: Things, role: str) -> dict[str, bytes]:
    """Every page of the house as somebody in a role finds it, also what a search for the words
    finds. What opening a page writes is taken back."""
    client = Client(raise_request_exception=False)
    if role != "anonymous":
        client.force_login(there.of(role))
    # A file that is made anew tells when: no two are alike.
    pages = [there.address(name, pattern) for name, pattern in addresses() if name not in FILES]
    lists = [
        f"/fi/tyo/?tab={tab}&state={state}&q={words}"
        for tab in ("mine", "unit", "all", "triage")
        for state in ("open", "answered", "closed")
        for words in ("", "kvantti")
    ]
    found = {}
    for address in (*pages, *lists):
        if "salasana" in address:  # its link is new for every request
            continue
        with there.untouched():
            answer = client.get(address)
        marked = re.sub(rb'name="nonce" value="[^"]+"', b"", TOKEN.sub(b"", answer.content))
        found[address] = str(answer.status_code).encode() + marked
    return found


@pytest.mark.parametrize("role", [role for role in ROLES if role != "independent"])
def test_harm_changes_no_page_of_anybody_else(
    db: None, at: datetime, stop_clock: object, here: County, role: str
) -> None:
    there = things(here, at)
    voice = Voice.objects.get(pk=there.voice.pk)
    actions.read(voice, by=here.supervisor, at=at)
    actions.answer(voice, by=here.supervisor, at=at, seen=3, words="Korjaamme tämän.")
    while actions.make_findable():
        pass
    Notice.objects.all().delete()
    before = everything(there, role)
    actions.tell_harm(voice, harmed=True, words=WORDS, nonce="new", at=at)
    actions.make_findable()
    actions.look_after_harm(at=at)
    if role == "supervisor":
        told = everything(there, role)
        assert [address for address in before if told[address] != before[address]] == []

    report = HarmReport.objects.get(words=WORDS)
    actions.read_harm(report, by=here.independent, at=at)
    actions.reply_to_harm(report, by=here.independent, at=at, words=REPLY)
    replied = everything(there, role)
    assert [address for address in before if replied[address] != before[address]] == []
    assert {notice.person_id for notice in Notice.objects.all()} == {here.independent.pk}


def test_harm_is_known_by_no_version_that_a_writer_carries(
    here: County, heard: Given, at: datetime
) -> None:
    """Whoever was writing when harm was told is not told that something happened meanwhile."""
    seen = Voice.objects.get(pk=heard.voice.pk).version
    actions.tell_harm(heard.voice, harmed=True, words=WORDS, nonce="n", at=at)
    voice = Voice.objects.get(pk=heard.voice.pk)
    actions.answer(voice, by=here.supervisor, at=at, seen=seen, words="Lisään tämän vielä.")
    assert queries.steps_since(voice, seen)[0].number == seen + 1


def test_harm_link_stands_in_the_frame_of_its_reader_alone(
    here: County, report: HarmReport, sign_in: SignIn
) -> None:
    shown = {
        name
        for name, someone in here.everyone.items()
        if _("Told of harm") in sign_in(someone).get("/fi/tyo/minun-tietoni/").content.decode()
    }
    assert shown == {"independent"}
