"""The editor of one questionnaire: what is typed is stored, nothing is lost, faults are at their
fields.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kuulluksi.org.models import Person
from kuulluksi.pure.questionnaire import bank, editing
from kuulluksi.pure.questionnaire.document import to_json
from kuulluksi.pure.questionnaire.editing import Json
from kuulluksi.pure.questionnaire.parsing import parse
from kuulluksi.surveys import actions
from kuulluksi.surveys.models import Document
from tests.factories import surveys
from tests.factories.org import County

SignIn = Callable[[Person], Client]


def url(name: str, *args: object) -> str:
    return reverse(f"staff:{name}", args=["oma-kysely", 1, *args])


@pytest.fixture
def draft(here: County) -> Document:
    return surveys.draft(here)


@pytest.fixture
def researcher(here: County, sign_in: SignIn, draft: Document) -> Client:
    return sign_in(here.researcher)


def body() -> Json:
    return dict(Document.objects.get(code="oma-kysely").body)


def item(id_: str) -> Json:
    return editing.item(body(), id_)


def edits() -> int:
    return Document.objects.get(code="oma-kysely").edits


def typed(**fields: Any) -> dict[str, Any]:
    named = {key.replace("__", "-"): value for key, value in fields.items()}
    return {"edits": edits(), "do": "save", "kind": "scale", **named}


SCALE = {"scale": "agree-5", "may_skip": "on"}


def test_outline_links_each_remark_to_its_place(researcher: Client, draft: Document) -> None:
    changed = body()
    del changed["purpose"]
    changed["pages"][0]["items"][1]["may_skip"] = False
    del changed["pages"][1]["items"][0]["text"]["en"]
    Document.objects.update(body=changed)
    page = researcher.get(url("document")).content.decode()
    assert 'href="tiedot/#purpose_fi"' in page
    assert 'href="kysymys/treated-properly/#content"' in page
    assert 'href="kysymys/worker-has-time/#text_en"' in page
    assert "Tarkoitus puuttuu" in page


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


def test_item_texts_are_stored_in_every_language(researcher: Client) -> None:
    address = url("document-item", "competent")
    page = researcher.get(address).content.decode()
    assert "Den service jag har fått har varit sakkunnig" in page
    assert 'name="wording"' not in page
    words = {"text_fi": "Osaavaa\r\npalvelua ", "text_sv": "Kunnig service", "text_en": ""}
    answer = researcher.post(address, typed(**words, **SCALE))
    assert answer.status_code == 303
    assert "focus=edit:item:competent" in answer.headers["Location"]
    after = item("competent")
    assert after["text"]["fi"] == "Osaavaa\npalvelua"
    assert "en" not in after["text"]
    assert after["wording"] == 4
    assert "Tämä on uusi sanamuoto" in researcher.get(address).content.decode()
    outline = researcher.get(answer.headers["Location"]).content.decode()
    assert 'href="kysymys/competent/" autofocus' in outline


def test_item_with_a_fault_is_stored_and_the_fault_stands_at_its_field(researcher: Client) -> None:
    address = url("document-item", "competent")
    answer = researcher.post(address, typed(text_fi="Osaavaa", scale=""))
    assert item("competent")["text"]["fi"] == "Osaavaa"
    page = researcher.get(answer.headers["Location"]).content.decode()
    assert 'href="#scale"' in page
    assert 'id="scale-fault"' in page


def test_item_that_somebody_else_wrote_meanwhile_keeps_what_was_typed(
    here: County, researcher: Client, draft: Document, at: datetime
) -> None:
    seen = edits()
    other = editing.with_item(body(), "", {**item("competent"), "hint": {"fi": "Toisen vihje"}})
    actions.rewrite_document(draft, other, seen=seen, by=here.manager, at=at)
    words = {**typed(text_fi="Minun sanani", **SCALE), "edits": seen}
    answer = researcher.post(url("document-item", "competent"), words)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Minun sanani</textarea>" in page
    assert f'name="edits" value="{seen + 1}"' in page
    assert item("competent")["text"]["fi"] != "Minun sanani"
    assert (
        researcher.post(url("document-item", "competent"), {**words, "edits": seen + 1}).status_code
        == 303
    )
    assert item("competent")["text"]["fi"] == "Minun sanani"


def test_item_of_a_version_frozen_meanwhile_keeps_what_was_typed(
    researcher: Client, draft: Document, at: datetime
) -> None:
    words = typed(text_fi="Minun sanani", **SCALE)
    actions.freeze_document(draft, at=at)
    answer = researcher.post(url("document-item", "competent"), words)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Minun sanani</textarea>" in page
    assert 'name="do" value="save"' not in page
    assert item("competent")["text"]["fi"] != "Minun sanani"


def test_item_that_somebody_removed_meanwhile_can_be_added_again(researcher: Client) -> None:
    words = typed(text_fi="Minun sanani", **SCALE)
    Document.objects.update(body=editing.without_item(body(), "competent"), edits=2)
    answer = researcher.post(url("document-item", "competent"), words)
    assert answer.status_code == 409
    assert "Minun sanani</textarea>" in answer.content.decode()
    researcher.post(url("document-item", "competent"), {**words, "edits": 2})
    assert body()["pages"][-1]["items"][-1]["id"] == "competent"


def test_item_without_words_is_not_stored(researcher: Client) -> None:
    before = item("competent")
    words = {f"text_{tag}": "" for tag in ("fi", "sv", "en", "fi-x-selko")}
    answer = researcher.post(
        url("document-item", "competent"), typed(**words, hint_fi="Vihje", **SCALE)
    )
    assert answer.status_code == 422
    assert 'href="#text_fi"' in answer.content.decode()
    assert "Vihje</textarea>" in answer.content.decode()
    assert item("competent") == before


NEW: list[tuple[str, dict[str, Any], Json]] = [
    ("scale", SCALE, {"kind": "scale", "scale": "agree-5", "may_skip": True}),
    ("scale", {"scale": "bank:likely-0-10"}, {"scale": "likely-0-10", "may_skip": False}),
    ("grade", {"scale": "grade-4-10"}, {"kind": "scale", "scale": "grade-4-10"}),
    (
        "single",
        {"choice-0_fi": "Kyllä", "choice-1_en": "No way", "choice-2_fi": " "},
        {
            "choices": [
                {"id": "kylla", "text": {"fi": "Kyllä"}},
                {"id": "no-way", "text": {"en": "No way"}},
            ]
        },
    ),
    (
        "multiple",
        {
            "choice-0_fi": "A",
            "choice-1_fi": "B",
            "choice-2_fi": "Ei",
            "choice-2_exclusive": "on",
            "max": "2",
        },
        {
            "max": 2,
            "choices": [
                {"id": "a", "text": {"fi": "A"}},
                {"id": "b", "text": {"fi": "B"}},
                {"id": "ei", "text": {"fi": "Ei"}, "exclusive": True},
            ],
        },
    ),
    (
        "matrix",
        {**SCALE, "row-0_fi": "Rivi yksi", "row-1_fi": "Rivi kaksi"},
        {
            "scale": "agree-5",
            "rows": [
                {"id": "rivi-yksi", "text": {"fi": "Rivi yksi"}, "wording": 1},
                {"id": "rivi-kaksi", "text": {"fi": "Rivi kaksi"}, "wording": 1},
            ],
        },
    ),
    (
        "number",
        {"min": "0", "max": "20", "unit_fi": "kertaa"},
        {"min": 0, "max": 20, "unit": {"fi": "kertaa"}},
    ),
    ("date", {}, {"kind": "date"}),
    ("text", {"quotable": "on"}, {"long": False, "quotable": True}),
    ("note", {"hint_sv": "Tips"}, {"kind": "note", "hint": {"sv": "Tips"}}),
]


@pytest.mark.parametrize(("kind", "fields", "stored"), NEW)
def test_new_item_of_each_kind_is_stored_soundly(
    researcher: Client, kind: str, fields: dict[str, Any], stored: Json
) -> None:
    address = url("document-item-new", "worker") + f"?kind={kind}"
    assert researcher.get(address).status_code == 200
    answer = researcher.post(address, {"edits": 1, "text_fi": "Aivan uusi asia", **fields})
    assert answer.status_code == 303
    after = item("aivan-uusi-asia")
    assert after.items() >= {**stored, "wording": 1, "text": {"fi": "Aivan uusi asia"}}.items()
    assert body()["pages"][1]["items"][-1] == after
    assert parse(body())


def test_new_item_never_takes_the_id_of_another_question(researcher: Client) -> None:
    address = url("document-item-new", "worker") + "?kind=date"
    researcher.post(address, {"edits": 1, "text_en": "Staff heard"})
    assert body()["pages"][1]["items"][-1]["id"] == "staff-heard-2"


def test_number_that_is_none_is_kept_as_it_was_typed(researcher: Client) -> None:
    address = url("document-item-new", "worker") + "?kind=number"
    words = {"edits": 1, "text_fi": "Montako", "min": "nolla", "max": "9"}
    answer = researcher.post(address, words)
    page = researcher.get(answer.headers["Location"]).content.decode()
    assert 'value="nolla"' in page
    assert "Kirjoita kokonaisluku" in page


def test_new_scale_gets_its_words_on_the_next_page(researcher: Client) -> None:
    words = typed(text_fi="Osaavaa", scale="new", scale_min="1", scale_max="4")
    answer = researcher.post(url("document-item", "competent"), words)
    assert answer.headers["Location"].startswith(url("document-scale", "scale-1-4"))
    page = researcher.get(answer.headers["Location"]).content.decode()
    assert page.count("<legend") == 4
    labels = {f"label-{point}_fi": f"sana {point}" for point in (1, 2, 3, 4)}
    labelled = {"edits": edits(), "min": "1", "max": "4", **labels}
    assert researcher.post(url("document-scale", "scale-1-4"), labelled).status_code == 303
    assert body()["scales"]["scale-1-4"]["labels"]["3"] == {"fi": "sana 3"}
    assert parse(body())
    one_end = {**labelled, "edits": edits(), "label-1_fi": ""}
    back = researcher.post(url("document-scale", "scale-1-4"), one_end)
    page = researcher.get(back.headers["Location"]).content.decode()
    assert 'href="#label-1_fi"' in page
    assert "sana 4</textarea>" in page


def test_condition_looks_at_earlier_questions_only(researcher: Client) -> None:
    address = url("document-item", "felt-heard")
    page = researcher.get(address).content.decode()
    assert '<option value="competent"' in page
    assert '<option value="school-grade"' not in page
    asks = typed(text_fi="Kuultiin", when_item="competent", **SCALE)
    shown = researcher.post(address, {**asks, "do": "show"})
    assert shown.status_code == 200
    assert 'name="when_value" value="2"' in shown.content.decode()
    assert "when" not in item("felt-heard")
    researcher.post(address, {**asks, "when_way": "in", "when_value": ["1", "2"]})
    assert item("felt-heard")["when"] == {"item": "competent", "in": [1, 2]}
    again = researcher.get(address).content.decode()
    assert 'value="2" checked' in again
    researcher.post(address, {**asks, "edits": 2, "when_way": "not-in", "when_value": ["5"]})
    assert item("felt-heard")["when"] == {"not": {"item": "competent", "is": 5}}
    researcher.post(address, {**asks, "edits": 3, "when_way": "at_least", "when_least": "4"})
    assert item("felt-heard")["when"] == {"item": "competent", "at_least": 4}
    researcher.post(address, {**asks, "edits": 4, "when_item": ""})
    assert "when" not in item("felt-heard")


def test_condition_of_several_parts_is_kept(researcher: Client) -> None:
    when = {"any": [{"item": "competent", "is": 1}, {"item": "met-needs", "is": 1}]}
    Document.objects.update(
        body=editing.with_item(body(), "", {**item("felt-heard"), "when": when})
    )
    address = url("document-item", "felt-heard")
    assert '<option value="kept" selected' in researcher.get(address).content.decode()
    researcher.post(address, typed(text_fi="Kuultiin", when_item="kept", **SCALE))
    assert item("felt-heard")["when"] == when


def test_condition_without_a_value_is_named_at_its_field(researcher: Client) -> None:
    address = url("document-item", "felt-heard")
    words = typed(text_fi="Kuultiin", when_item="competent", when_way="in", **SCALE)
    page = researcher.get(researcher.post(address, words).headers["Location"]).content.decode()
    assert 'href="#when_value"' in page


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
    assert parse(body())


def test_choices_move_and_their_ids_stay(researcher: Client) -> None:
    address = url("document-item-new", "worker") + "?kind=single"
    words = {"choice-0_fi": "Yksi", "choice-1_fi": "Kaksi"}
    researcher.post(address, {"edits": 1, "text_fi": "Uusi asia", **words})
    address = url("document-item", "uusi-asia")
    rows = {"choice-0_id": "yksi", "choice-1_id": "kaksi", "choice-0_fi": "Ykkönen"}
    moved = {**typed(text_fi="Uusi asia"), **words, **rows, "do": "down:0"}
    page = researcher.post(address, moved).content.decode()
    assert page.index('value="kaksi"') < page.index('value="yksi"')
    assert 'value="down:1" autofocus' in page
    assert item("uusi-asia")["choices"][0]["text"] == {"fi": "Yksi"}
    researcher.post(address, {**moved, "do": "save"})
    assert item("uusi-asia")["choices"][0] == {"id": "yksi", "text": {"fi": "Ykkönen"}}


def test_preview_shows_what_is_typed_and_stores_nothing(researcher: Client) -> None:
    before = body()
    words = {"kind": "scale", "item": "competent", "text_fi": "Kirjoitan juuri", **SCALE}
    for address, sent in (
        (url("document-preview"), words),
        (url("document-item", "competent"), {**words, "do": "show"}),
    ):
        answer = researcher.post(address, sent)
        assert answer.status_code == 200
        assert "Kirjoitan juuri" in answer.content.decode()
        assert "connect-src 'self'" in answer.headers["Content-Security-Policy"]
    swedish = researcher.post(url("document-preview"), {**words, "look": "sv"})
    assert "sakkunnig" in swedish.content.decode()
    assert body() == before
