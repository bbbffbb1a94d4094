"""Questionnaires in the staff pages: the list, the bank, copies, files, versions."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kuulluksi.org.models import Person
from kuulluksi.pure.questionnaire import bank
from kuulluksi.pure.questionnaire.document import to_json
from kuulluksi.surveys import actions, queries
from kuulluksi.surveys.models import Document
from tests.factories import surveys
from tests.factories.org import County

SignIn = Callable[[Person], Client]


def url(name: str, *args: object) -> str:
    return reverse(f"staff:{name}", args=args)


def new(code: str = "oma", place: str = "", **title: str) -> dict[str, str]:
    return {"title_fi": "Oma kysely", "code": code, "place": place, **title}


def test_list_tells_the_languages_and_what_they_lack(here: County, sign_in: SignIn) -> None:
    draft = surveys.draft(here)
    del draft.body["pages"][0]["items"][0]["text"]["sv"]
    draft.save()
    page = sign_in(here.researcher).get(url("documents")).content.decode()
    assert url("document", "oma-kysely", 1) in page
    assert "ruotsi: 1 teksti puuttuu" in page
    assert url("document-instrument", "palvelumittari") in page


def test_list_takes_the_same_queries_however_many_there_are(
    here: County, sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    researcher = sign_in(here.researcher)
    for number in range(3):
        surveys.draft(here, f"kysely-{number}")
    researcher.get(url("documents"))
    # Session and person; the revision of the organisation (three times); the list, without bodies,
    # for what is told of each was worked out before.
    with django_assert_num_queries(6):
        researcher.get(url("documents"))
    for number in range(3, 6):
        surveys.draft(here, f"kysely-{number}")
    researcher.get(url("documents"))
    with django_assert_num_queries(6):
        researcher.get(url("documents"))


def test_new_questionnaire_begins_from_nothing(here: County, sign_in: SignIn) -> None:
    researcher = sign_in(here.researcher)
    answer = researcher.post(url("document-new"), new(place=f"unit:{here.kamppi.code}"))
    made = Document.objects.get()
    assert answer.headers["Location"] == url("document", "oma", 1) + "?done=made"
    assert (made.place, made.made_by, made.title.get("fi")) == (
        here.kamppi,
        here.researcher,
        "Oma kysely",
    )
    assert researcher.get(answer.headers["Location"]).status_code == 200


def test_new_questionnaire_names_faults_and_keeps_what_was_typed(
    here: County, sign_in: SignIn
) -> None:
    researcher = sign_in(here.researcher)
    for typed in (
        new(code="Ei käy"),
        new(code="sosiaaliasemat"),
        new(title_fi="", title_sv="Egen"),
    ):
        answer = researcher.post(url("document-new"), typed)
        assert answer.status_code == 422
        assert typed["code"] in answer.content.decode()
    assert not Document.objects.exists()


def test_supervisor_makes_questionnaires_for_the_own_unit_only(
    here: County, sign_in: SignIn
) -> None:
    supervisor = sign_in(here.supervisor)
    page = supervisor.get(url("document-new")).content.decode()
    assert f"unit:{here.kamppi.code}" in page
    assert f"unit:{here.kallio.code}" not in page
    for place in ("", f"unit:{here.kallio.code}", f"service:{here.social_work.code}"):
        assert supervisor.post(url("document-new"), new(place=place)).status_code == 422
    assert (
        supervisor.post(url("document-new"), new(place=f"unit:{here.kamppi.code}")).status_code
        == 303
    )


def test_copy_for_next_year_keeps_the_questions(
    here: County, sign_in: SignIn, at: datetime
) -> None:
    asked = replace(bank.instrument("sosiaaliasemat"), id="sosiaaliasemat-2026", version=1)
    frozen = surveys.document(here, asked)
    researcher = sign_in(here.researcher)
    address = url("document-new") + "?from=sosiaaliasemat-2026:1"
    form = researcher.get(address).content.decode()
    assert 'value="sosiaaliasemat-2027"' in form
    assert f'value="service:{here.social_work.code}" selected' in form
    researcher.post(address, new(code="sosiaaliasemat-2027"))
    copy = Document.objects.get(code="sosiaaliasemat-2027")
    assert (copy.version, copy.frozen_on) == (1, None)
    assert copy.body["pages"] == frozen.body["pages"]


def test_bank_instrument_is_adapted_or_taken_as_it_is(here: County, sign_in: SignIn) -> None:
    researcher = sign_in(here.researcher)
    page = researcher.get(url("document-instrument", "palvelumittari") + "?look=sv")
    assert "Jag har blivit sakligt bemött" in page.content.decode()
    answer = researcher.post(url("document-instrument", "palvelumittari"))
    taken = Document.objects.get(code="palvelumittari")
    assert taken.frozen_on is not None
    assert answer.headers["Location"].startswith(url("document", "palvelumittari", 1))
    researcher.post(url("document-new") + "?from=palvelumittari:pankki", new("mittari-2026"))
    adapted = Document.objects.get(code="mittari-2026")
    assert queries.questionnaire(adapted).items == bank.instrument("palvelumittari").items


@pytest.mark.parametrize("source", ["xyz:pankki", "oma:1", "oma:x", "sosiaaliasemat:99999"])
def test_copy_of_what_is_not_there_is_not_found(here: County, sign_in: SignIn, source: str) -> None:
    assert sign_in(here.researcher).get(url("document-new") + f"?from={source}").status_code == 404


def file(written: object) -> SimpleUploadedFile:
    text = written if isinstance(written, str) else json.dumps(written)
    return SimpleUploadedFile("kysely.json", text.encode(), "application/json")


def test_file_is_read_and_written_the_same(here: County, sign_in: SignIn) -> None:
    researcher = sign_in(here.researcher)
    body: Any = to_json(replace(bank.instrument("paihdehuolto"), id="oma-paihde"))
    sent = {"file": file(body), "code": "", "place": ""}
    assert researcher.post(url("document-file"), sent).status_code == 303
    answer = researcher.get(url("document-json", "oma-paihde", 1))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="oma-paihde.json"'
    assert json.loads(answer.content) == body


def test_file_with_faults_names_each_with_its_place_and_stores_nothing(
    here: County, sign_in: SignIn
) -> None:
    body: Any = to_json(bank.instrument("sosiaaliasemat"))
    body["pages"][0]["items"][0]["scale"] = "ei-ole"
    body["pages"][1]["items"][2]["text"] = {"xx": "?"}
    body["pages"][2]["when"] = {"item": "worked-well", "is": 1}
    body["stray"] = 1
    answer = sign_in(here.researcher).post(
        url("document-file"), {"words": json.dumps(body), "code": "oma", "place": ""}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    for path in ("pages[0].items[0].scale", "pages[1].items[2].text", "pages[2].when", "stray"):
        assert f"<code>{path}" in page
    assert "Valitse asteikko." in page
    assert "ei-ole" in page
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    "written", ["{", "[]", "null", '{"id": 1, "id": 2}', "\ufeff{}", "[" * 5000]
)
def test_file_that_is_no_questionnaire_is_told(here: County, sign_in: SignIn, written: str) -> None:
    answer = sign_in(here.researcher).post(url("document-file"), {"file": file(written)})
    assert answer.status_code == 422
    assert 'id="bad"' in answer.content.decode()
    assert not Document.objects.exists()


def test_file_that_is_refused_can_be_mended_where_it_was_sent(
    here: County, sign_in: SignIn
) -> None:
    body: Any = to_json(bank.instrument("palvelumittari"))
    answer = sign_in(here.researcher).post(url("document-file"), {"file": file(body), "code": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#code"' in page
    assert "treated-properly" in page


def test_file_in_another_charset_or_absent_is_told(here: County, sign_in: SignIn) -> None:
    researcher = sign_in(here.researcher)
    latin = SimpleUploadedFile("k.json", '{"a": "ä"}'.encode("latin-1"))
    for sent in ({"file": latin}, {}, {"words": "  "}):
        answer = researcher.post(url("document-file"), sent)
        assert answer.status_code == 422
        assert 'href="#file"' in answer.content.decode()


def test_frozen_version_says_so_and_offers_a_new_one(
    here: County, sign_in: SignIn, at: datetime
) -> None:
    draft = surveys.draft(here)
    actions.freeze_document(draft, at=at)
    researcher = sign_in(here.researcher)
    page = researcher.get(url("document", "oma-kysely", 1)).content.decode()
    assert "Tämä versio ei enää muutu" in page
    assert url("document-next", "oma-kysely", 1) in page
    assert "jarjestys" not in page
    back = researcher.get(url("document-item", "oma-kysely", 1, "competent"))
    assert back.headers["Location"] == url("document", "oma-kysely", 1) + "?done=frozen"
    researcher.post(url("document-next", "oma-kysely", 1))
    assert Document.objects.get(version=2).body["version"] == 2
    both = researcher.get(url("document", "oma-kysely", 2)).content.decode()
    assert url("document", "oma-kysely", 1) in both


def test_next_version_of_a_bank_instrument_is_refused(
    here: County, sign_in: SignIn, at: datetime
) -> None:
    actions.take_instrument("palvelumittari", None, by=here.researcher, at=at)
    answer = sign_in(here.researcher).post(url("document-next", "palvelumittari", 1))
    assert answer.status_code == 409
    assert Document.objects.count() == 1


def test_faulty_draft_has_no_paper_and_says_so(here: County, sign_in: SignIn) -> None:
    draft = surveys.draft(here)
    draft.body["pages"][0]["items"][0]["text"] = {}
    draft.save()
    researcher = sign_in(here.researcher)
    assert researcher.get(url("document-paper", "oma-kysely", 1)).status_code == 409
    assert researcher.get(url("document-phone", "oma-kysely", 1)).status_code == 200
    written = researcher.get(url("document-json", "oma-kysely", 1))
    assert json.loads(written.content) == draft.body


def test_paper_is_a_pdf_in_the_chosen_language(here: County, sign_in: SignIn) -> None:
    surveys.draft(here)
    answer = sign_in(here.researcher).get(url("document-paper", "oma-kysely", 1) + "?look=sv")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
