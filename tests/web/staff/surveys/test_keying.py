"""The pages of papers: printing, handing out, keying sheet after sheet, comparing, finishing."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from kuulluksi.org.models import Person
from kuulluksi.pure.questionnaire import bank
from kuulluksi.pure.questionnaire.items import TextItem
from kuulluksi.pure.questionnaire.parsing import parse
from kuulluksi.surveys import actions, queries
from kuulluksi.surveys.enums import WaveState
from kuulluksi.surveys.models import Ballot, Batch, Sheet, Wave, WaveTarget
from tests.factories import surveys
from tests.factories.org import County
from tests.pure.questionnaire.documents import document, page, text

SignIn = Callable[[Person], Client]
Queries = Any

WORK = "/fi/tyo"
NEXT = f"{WORK}/era/{{}}/arkki/"


@pytest.fixture
def wave(here: County, at: datetime) -> Wave:
    return surveys.wave(here, at, code="asemat-2026")


@pytest.fixture
def target(here: County, wave: Wave) -> WaveTarget:
    return queries.targets(wave).get(unit=here.kamppi)


@pytest.fixture
def batch(here: County, target: WaveTarget, at: datetime) -> Batch:
    return surveys.batch(target, at, here.worker)


def keys(**typed: str) -> dict[str, str]:
    return {f"a-{name.replace('_', '-')}": value for name, value in typed.items()}


def test_paper_of_a_wave_is_a_pdf(
    here: County, sign_in: SignIn, wave: Wave, django_assert_num_queries: Queries
) -> None:
    client = sign_in(here.director)
    address = f"{WORK}/kierros/asemat-2026/paperi/{here.kamppi.code}/"
    client.get(address)
    with django_assert_num_queries(4):
        page = client.get(address, {"language": "sv", "size": "large"})
    assert page.headers["Content-Type"] == "application/pdf"
    assert "asemat-2026-kampin-sosiaaliasema-sv-large.pdf" in page.headers["Content-Disposition"]
    assert page.content.startswith(b"%PDF")
    places = client.get(address, {"format": "json"}).json()
    assert places["marks"][0].startswith("K1/asemat-2026/kampin-sosiaaliasema/")
    assert places["boxes"]
    assert (
        client.get(f"{WORK}/kierros/asemat-2026/paperi/{here.family_unit.code}/").status_code == 404
    )


def test_paper_in_no_language_of_the_questionnaire_is_in_the_first(
    here: County, sign_in: SignIn, wave: Wave
) -> None:
    address = f"{WORK}/kierros/asemat-2026/paperi/{here.kamppi.code}/"
    page = sign_in(here.worker).get(address, {"language": "xx"})
    assert "-fi.pdf" in page.headers["Content-Disposition"]


def test_papers_page_begins_a_batch(
    here: County, sign_in: SignIn, target: WaveTarget, django_assert_num_queries: Queries
) -> None:
    client = sign_in(here.worker)
    address = f"{WORK}/kierros/asemat-2026/erat/"
    client.get(address)
    with django_assert_num_queries(9):
        page = client.get(address)
    told = page.content.decode()
    assert "paperi/kampin-sosiaaliasema/?language=sv&amp;size=large" in told
    assert here.kallio.name.best("fi") not in told
    began = client.post(address, {"place": here.kamppi.code, "language": "sv", "twice_every": "5"})
    made = Batch.objects.get()
    assert began.headers["Location"] == NEXT.format(made.pk)
    assert (made.language, made.twice_every, made.target) == ("sv", 5, target)
    assert client.post(address, {"place": here.kallio.code}).status_code == 422


def test_handed_out_papers_are_counted(
    here: County, sign_in: SignIn, target: WaveTarget, at: datetime
) -> None:
    client = sign_in(here.supervisor)
    address = f"{WORK}/kierros/asemat-2026/paperi/kampin-sosiaaliasema/jaettu/"
    assert client.post(address, {"papers": "30"}).status_code == 303
    wrong = client.post(address, {"papers": "paljon"})
    assert wrong.status_code == 422
    assert 'value="paljon"' in wrong.content.decode()
    assert 'href="#papers-kampin-sosiaaliasema"' in wrong.content.decode()
    target.refresh_from_db()
    assert target.invited == 30
    assert sign_in(here.neighbour).post(address, {"papers": "30"}).status_code == 404
    actions.close(target.wave, by=None, at=at)
    closed = client.post(address, {"papers": "30"})
    assert closed.status_code == 422
    assert 'href="#papers-kampin-sosiaaliasema"' in closed.content.decode()


def test_papers_of_a_wave_that_is_being_prepared(
    here: County, sign_in: SignIn, wave: Wave, target: WaveTarget
) -> None:
    draft = surveys.draft(here)
    Wave.objects.filter(pk=wave.pk).update(state=WaveState.DRAFT, document=draft)
    client = sign_in(here.supervisor)
    paper = f"{WORK}/kierros/asemat-2026/paperi/kampin-sosiaaliasema/"
    first = client.get(paper, {"format": "json"}).json()["hash"]
    draft.body |= {"title": {"fi": "Toinen nimi"}}
    draft.save()
    assert client.get(paper, {"format": "json"}).json()["hash"] != first
    draft.body |= {"title": {}}
    draft.save()
    for address in (paper, f"{WORK}/kierros/asemat-2026/erat/"):
        assert client.get(address).status_code == 404


def test_sheet_after_sheet(
    here: County, sign_in: SignIn, batch: Batch, django_assert_num_queries: Queries
) -> None:
    client = sign_in(here.worker)
    address = NEXT.format(batch.pk)
    client.get(address)
    with django_assert_num_queries(8):
        page = client.get(address).content.decode()
    assert 'name="number" value="1"' in page
    sent = {"number": "1", **keys(school_grade="9", competent="x", gender="a"), "helped": "b"}
    sent |= {"a-worked-well": "Kiitos", "a-worked-well.quote": "1"}
    saved = client.post(address, sent)
    assert saved.headers["Location"] == f"{address}?sheet=1"
    sheet = Sheet.objects.get()
    assert sheet.answers == {
        "school-grade": "9",
        "competent": "skip",
        "gender": "woman",
        "worked-well": "Kiitos",
        "worked-well.quote": "yes",
    }
    assert sheet.helped == "relative"
    after = client.get(saved.headers["Location"]).content.decode()
    assert 'name="number" value="2"' in after
    assert "Lomake 1 on tallessa." in after


def test_faults_are_named_at_the_question_and_the_sheet_is_kept(
    here: County, sign_in: SignIn, batch: Batch
) -> None:
    client = sign_in(here.worker)
    sent = {"number": "1", **keys(school_grade="3", competent="5", worked_well="Hyvä palvelu")}
    page = client.post(NEXT.format(batch.pk), sent)
    told = page.content.decode()
    assert page.status_code == 422
    assert 'href="#a-school-grade"' in told
    assert "Kysymykseen 10 käy 4–10, tai ? jos paperi on epäselvä." in told
    for kept in ('value="3"', 'value="5"', "Hyvä palvelu"):
        assert kept in told
    assert not Sheet.objects.exists()


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"number": ""}, "number"),
        ({"number": "0"}, "number"),
        ({"number": "99999"}, "number"),
        ({"number": "1", "a-school-grade": ""}, "a-enough-information"),
        ({"number": "1", "a-school-grade": "9", "helped": "z"}, "helped"),
        ({"number": "1", "a-worked-well": "x", "a-worked-well.quote": "z"}, "a-worked-well.quote"),
    ],
)
def test_each_fault_leads_to_its_field(
    here: County, sign_in: SignIn, batch: Batch, sent: dict[str, str], field: str
) -> None:
    page = sign_in(here.worker).post(NEXT.format(batch.pk), {"a-school-grade": "9", **sent})
    assert page.status_code == 422
    assert f'href="#{field}"' in page.content.decode()
    assert f'id="{field}"' in page.content.decode()


def test_taken_number_is_told_and_the_sheet_kept(
    here: County, sign_in: SignIn, batch: Batch
) -> None:
    client = sign_in(here.worker)
    client.post(NEXT.format(batch.pk), {"number": "4", "a-school-grade": "9"})
    page = client.post(NEXT.format(batch.pk), {"number": "4", "a-school-grade": "7"})
    assert page.status_code == 422
    assert "Lomake 4 on jo syötetty." in page.content.decode()
    assert 'value="7"' in page.content.decode()
    assert Sheet.objects.get().answers == {"school-grade": "9"}


def test_sheet_that_is_gone_back_to_shows_its_keys(
    here: County, sign_in: SignIn, batch: Batch
) -> None:
    client = sign_in(here.worker)
    typed = keys(school_grade="10", competent="x", fast="", gender="b", met_needs="?")
    client.post(NEXT.format(batch.pk), {"number": "1", "helped": "c", **typed})
    address = NEXT.format(batch.pk) + "1/"
    page = client.get(address).content.decode()
    for name, value in {
        "school-grade": "10",
        "competent": "x",
        "gender": "b",
        "met-needs": "?",
    }.items():
        assert f'name="a-{name}" value="{value}"' in page
    assert 'name="helped" value="c"' in page
    again = client.post(address, {"number": "7", **keys(school_grade="8")})
    assert again.status_code == 303
    sheet = Sheet.objects.get()
    assert (sheet.number, sheet.answers, sheet.unclear) == (1, {"school-grade": "8"}, [])


def test_second_keying_sees_nothing_of_the_first_and_is_compared(
    here: County, sign_in: SignIn, target: WaveTarget, at: datetime
) -> None:
    batch = surveys.batch(target, at, here.worker, sheets=2, every=2)
    client = sign_in(here.supervisor)
    page = f"{WORK}/era/{batch.pk}/"
    assert "arkki/2/uudelleen/" in client.get(page).content.decode()
    again = NEXT.format(batch.pk) + "2/uudelleen/"
    assert 'value="9"' not in client.get(again).content.decode()
    sent = client.post(again, keys(school_grade="8", competent="4"))
    apart = NEXT.format(batch.pk) + "2/erot/"
    assert sent.headers["Location"] == apart
    shown = client.get(apart).content.decode()
    assert "Kouluarvosana" in shown
    assert "Ei mitään" in shown
    assert client.post(apart, {"a-school-grade": "second"}).status_code == 422
    settled = client.post(apart, {"a-school-grade": "second", "a-competent": "first"})
    assert settled.status_code == 303
    assert Sheet.objects.get(number=2).answers == {"school-grade": "8"}
    told = client.get(page).content.decode()
    assert "100,0 % erosi (2 / 2 vastausta)" in told
    assert client.post(f"{page}valmis/").status_code == 303
    assert Ballot.objects.count() == 2
    done = client.get(page).content.decode()
    assert "2 lomaketta meni vastauslaatikkoon" in done
    assert client.get(NEXT.format(batch.pk)).status_code == 404


def test_what_is_not_counted_is_told(here: County, sign_in: SignIn, at: datetime) -> None:
    wave = surveys.wave(here, at, asked=bank.instrument("leikkipuistot-koululaiset"))
    batch = surveys.batch(queries.targets(wave).get(unit=here.kamppi), at, here.worker)
    client = sign_in(here.worker)
    asked = queries.questionnaire(wave.document)
    words = next(each.id for each in asked.questions if isinstance(each, TextItem))
    sent = {"number": "1", "a-school-grade": "9", f"a-{words}": "Keinu"}
    page = client.get(client.post(NEXT.format(batch.pk), sent).headers["Location"])
    assert "Kysymystä 3 ei lasketa mukaan" in page.content.decode()


def test_batch_page_tells_what_is_to_be_done(
    here: County,
    sign_in: SignIn,
    target: WaveTarget,
    at: datetime,
    django_assert_num_queries: Queries,
) -> None:
    batch = surveys.batch(target, at, here.worker, sheets=12)
    client = sign_in(here.deputy)
    page = f"{WORK}/era/{batch.pk}/"
    client.get(page)
    with django_assert_num_queries(8):
        told = client.get(page).content.decode()
    assert "Syötä lomake 13" in told
    assert "arkki/10/uudelleen/" in told
    assert client.post(f"{page}valmis/").status_code == 422
    assert client.post(f"{page}poista/").status_code == 422
    assert Sheet.objects.count() == 12


def test_empty_batch_is_removed(
    here: County, sign_in: SignIn, target: WaveTarget, at: datetime
) -> None:
    client = sign_in(here.worker)
    batch = surveys.batch(target, at, here.worker, sheets=1)
    gone = client.post(NEXT.format(batch.pk) + "1/poista/")
    assert gone.headers["Location"].endswith("?done=taken-out")
    assert client.post(f"{WORK}/era/{batch.pk}/poista/").status_code == 303
    assert not Batch.objects.exists()


def test_batch_of_another_place_stays_closed(here: County, sign_in: SignIn, batch: Batch) -> None:
    client = sign_in(here.neighbour)
    assert client.get(f"{WORK}/era/{batch.pk}/").status_code == 403
    assert client.get(f"{WORK}/era/{batch.pk + 99}/").status_code == 404
    assert client.get(NEXT.format(batch.pk) + "5/").status_code == 403


def test_sheet_of_two_hundred_questions(here: County, sign_in: SignIn, at: datetime) -> None:
    items = [text(f"q{place}") for place in range(200)]
    wave = surveys.wave(here, at, asked=parse(document(page("p", *items))))
    batch = surveys.batch(queries.targets(wave).get(unit=here.kamppi), at, here.worker)
    client = sign_in(here.worker)
    address = NEXT.format(batch.pk)
    shown = client.get(address).content.decode()
    assert shown.count("<textarea") == 200
    sent = {f"a-q{place}": "Kiitos" for place in range(200)}
    sent |= {f"a-q{place}.quote": "1" for place in range(200)}
    assert client.post(address, {"number": "1", "helped": "", **sent}).status_code == 303
    assert len(Sheet.objects.get().answers) == 400
