"""Editing one question: what is typed is stored, nothing is lost, faults stand at their fields."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from kuulluksi.pure.questionnaire import editing
from kuulluksi.pure.questionnaire.editing import Json
from kuulluksi.surveys import actions
from kuulluksi.surveys.models import Document
from tests.factories.org import County
from tests.web.staff.drafts import SCALE, body, edits, item, typed, url


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
    assert editing.faults(body()) == ()


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
    assert editing.faults(body()) == ()
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
