"""The outline of one questionnaire: what stands where, what should be looked at, settings."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kuulluksi.org.models import Person
from kuulluksi.pure.questionnaire import bank, editing
from kuulluksi.pure.questionnaire.checker import Code
from kuulluksi.pure.questionnaire.document import to_json
from kuulluksi.pure.questionnaire.editing import Json
from kuulluksi.surveys.models import Document
from kuulluksi.web.staff.surveys import editor_faults
from tests.factories.org import County
from tests.web.staff.drafts import body, item, url

SignIn = Callable[[Person], Client]


def test_outline_links_each_remark_to_its_place(researcher: Client, draft: Document) -> None:
    changed = body()
    del changed["purpose"]
    changed["pages"][0]["items"][1]["may_skip"] = False
    del changed["pages"][1]["items"][0]["text"]["en"]
    Document.objects.update(body=changed)
    page = researcher.get(url("document")).content.decode()
    assert 'href="tiedot/#purpose_fi"' in page
    assert 'href="kysymys/treated-properly/#may_skip"' in page
    assert "puuttuu: englanti" in page
    assert 'href="kysymys/worker-has-time/#text_en"' in page
    assert "Tarkoitus puuttuu" in page


def test_every_code_of_the_checker_has_a_sentence() -> None:
    assert editor_faults.FINDINGS.keys() == set(get_args(Code))


BROKEN: list[Json] = [
    {"id": "X y"},
    {"version": 0},
    {"title": {}},
    {"title": {"xx": "?"}},
    {"title": {"fi": "a\x07"}},
    {"languages": ["fi", "fi", "xx"]},
    {"scales": {"s": {"min": 1, "max": 500, "labels": {}}, "t": {"min": 1, "max": 2}}},
    {"pages": [{"id": "a", "items": []}, 1, {"id": "a", "items": [2, {"kind": "x", "id": "y"}]}]},
    {"pages": [{"id": "a", "items": [{"id": "y", "kind": "single"}], "when": {}}], "stray": 1},
    {
        "pages": [
            {"id": "a", "items": [{"id": "y", "kind": "scale", "when": {"item": "no", "is": 1}}]}
        ]
    },
    {"pages": [{"id": "a", "items": [{"id": "y", "kind": "number", "min": "x", "max": -1}]}]},
    {"title": {"fi": 1}, "pages": [{"id": "a", "items": [{"id": "y", "kind": "text", "long": 1}]}]},
]


@pytest.mark.parametrize("broken", BROKEN)
def test_every_fault_has_a_sentence_of_ours(broken: Json) -> None:
    found = editing.faults({**editing.blank("oma", 1, {"fi": "Oma"}), **broken})
    assert found
    for fault in found:
        assert editor_faults.sentence_of(fault) != fault.reason, fault


def test_outline_of_a_draft_with_faults_names_them(researcher: Client, draft: Document) -> None:
    changed = body()
    changed["pages"].append({"id": "empty", "items": []})
    changed["pages"][0]["items"][0]["text"] = {}
    changed["scales"]["agree-5"]["labels"].pop("5")
    Document.objects.update(body=changed)
    page = researcher.get(url("document")).content.decode()
    for address in (
        "sivu/empty/#add",
        "kysymys/enough-information/#text_fi",
        "asteikko/agree-5/#label-5_fi",
    ):
        assert f'href="{address}"' in page


def test_outline_takes_the_same_queries_with_two_hundred_items(
    here: County, researcher: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    researcher.get(url("document"))
    # Session and person; the revision of the organisation (four times: the door, the place, the
    # reach of the frame, the authority); the document, which other ones there are, its versions.
    with django_assert_num_queries(9):
        researcher.get(url("document"))
    asked = bank.instrument("sosiaaliasemat")
    many = [replace(each, id=f"q{n}") for n in range(23) for each in asked.pages[1].items]
    pages = tuple(
        replace(
            asked.pages[0],
            id=f"p{n}",
            items=tuple(replace(each, id=f"q{n}-{place}") for place, each in enumerate(many[:10])),
        )
        for n in range(20)
    )
    large: Any = to_json(replace(asked, id="oma-kysely", pages=pages))
    Document.objects.update(body=large, edits=2)
    with django_assert_num_queries(9):
        page = researcher.get(url("document")).content.decode()
    assert page.count('href="kysymys/') == 200


def test_page_gets_a_title_and_a_condition(researcher: Client) -> None:
    address = url("document-page", "worker")
    words = {"edits": 1, "title_fi": "Työntekijästä", "when_item": "competent", "when_value": "1"}
    assert researcher.post(address, words).status_code == 303
    page = body()["pages"][1]
    assert (page["title"]["fi"], page["when"]) == ("Työntekijästä", {"item": "competent", "is": 1})


def test_heading_is_stored_with_languages_and_place(here: County, researcher: Client) -> None:
    words = {
        "edits": 1,
        "title_fi": "Uusi nimi",
        "title_sv": "",
        "purpose_fi": "Siksi",
        "languages": ["fi", "fi-x-selko"],
        "place": f"unit:{here.kamppi.code}",
    }
    assert researcher.post(url("document-heading"), words).status_code == 303
    stored = Document.objects.get()
    assert stored.title.get("fi") == "Uusi nimi"
    assert stored.body["languages"] == ["fi", "fi-x-selko"]
    assert stored.place == here.kamppi
    page = researcher.get(url("document-item", "competent")).content.decode()
    assert 'name="text_fi-x-selko"' in page
    no = researcher.post(url("document-heading"), {**words, "edits": 2, "languages": []})
    assert no.status_code == 422
    assert "Siksi</textarea>" in no.content.decode()


def test_manager_does_not_give_a_draft_to_another_service(
    here: County, sign_in: SignIn, draft: Document
) -> None:
    words = {"edits": 1, "title_fi": "X", "languages": ["fi"], "place": f"area:{here.adults.code}"}
    assert sign_in(here.manager).post(url("document-heading"), words).status_code == 422


def test_moving_keeps_the_focus_on_what_was_moved(researcher: Client) -> None:
    answer = researcher.post(url("document-arrange"), {"edits": 1, "do": "up:item:competent"})
    assert [each["id"] for each in body()["pages"][0]["items"]][1] == "competent"
    page = researcher.get(answer.headers["Location"]).content.decode()
    assert 'value="up:item:competent" aria-label="Siirrä ylös: Saamani palvelu' in page
    assert page.count(" autofocus>↑") == 1
    researcher.post(url("document-arrange"), {"edits": 2, "do": "down:page:service"})
    assert [page["id"] for page in body()["pages"]][:2] == ["worker", "service"]
    answer = researcher.post(url("document-arrange"), {"edits": 3, "do": "add:page:"})
    assert body()["pages"][-1] == {"id": "page", "items": []}
    assert (
        'href="sivu/page/" autofocus' in researcher.get(answer.headers["Location"]).content.decode()
    )


@pytest.mark.parametrize("do", ["up:item:xyz", "down:page:xyz", "xyz", ""])
def test_moving_what_is_not_there_is_told(researcher: Client, do: str) -> None:
    before = body()
    answer = researcher.post(url("document-arrange"), {"edits": 1, "do": do})
    assert answer.status_code == 409
    assert body() == before


def test_removing_asks_first_and_tells_what_depends_on_it(researcher: Client) -> None:
    when = {"item": "competent", "is": 1}
    Document.objects.update(
        body=editing.with_item(body(), "", {**item("felt-heard"), "when": when})
    )
    page = researcher.get(url("document-remove") + "?what=item:competent").content.decode()
    assert "1 ehto" in page
    researcher.post(url("document-remove"), {"edits": 1, "what": "item:competent"})
    assert "competent" not in editing.ids(body())
    researcher.post(url("document-remove"), {"edits": 2, "what": "page:you"})
    assert [page["id"] for page in body()["pages"]] == ["service", "worker", "whole"]
    assert researcher.get(url("document-remove") + "?what=item:x").status_code == 404
    assert researcher.post(url("document-remove"), {"edits": 3, "what": ""}).status_code == 303
    assert not Document.objects.exists()


def test_bank_questions_are_found_and_added_with_their_ids(researcher: Client) -> None:
    address = url("document-bank", "worker")
    page = researcher.get(address + "?q=turvallinen").content.decode()
    assert 'value="felt-safe:1"' in page
    assert "Kansallinen asiakaspalaute" in page
    assert researcher.post(address, {"edits": 1, "q": "turv"}).status_code == 422
    asks = ["felt-safe:1", "why-this-number:1", "school-grade:1"]
    refused = researcher.post(address, {"edits": 1, "q": "turv", "ask": asks})
    assert refused.status_code == 422
    answer = researcher.post(address, {"edits": 1, "q": "turv", "ask": asks[:2]})
    assert answer.status_code == 303
    added = body()["pages"][1]["items"][-2:]
    assert [(each["id"], each["wording"]) for each in added] == [
        ("felt-safe", 1),
        ("why-this-number", 1),
    ]
    assert editing.faults(body()) == ()
