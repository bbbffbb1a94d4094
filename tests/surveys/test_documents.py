"""Questionnaires are made, edited, copied and frozen: nothing is lost, nothing changes later."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from kuulluksi.org.enums import Audited
from kuulluksi.org.models import AuditEntry
from kuulluksi.org.rules import Refused
from kuulluksi.pure.questionnaire import bank, editing
from kuulluksi.pure.questionnaire.document import to_json
from kuulluksi.pure.questionnaire.editing import Json
from kuulluksi.surveys import actions, queries, rules
from kuulluksi.surveys.models import Document
from tests.factories import surveys
from tests.factories.org import County

pytestmark = pytest.mark.django_db


def stations(code: str = "oma-kysely") -> Json:
    written: Any = to_json(replace(bank.instrument("sosiaaliasemat"), id=code, version=1))
    return dict(written)


def made(house: County, at: datetime, body: Json | None = None) -> Document:
    return actions.make_document(body or stations(), house.social_work, by=house.researcher, at=at)


def changed(body: Json, item: str, finnish: str) -> Json:
    raw = editing.item(body, item)
    return editing.with_item(body, "", {**raw, "text": {**raw["text"], "fi": finnish}})


def test_documents_a_draft_keeps_ids_and_wordings_of_the_bank(house: County, at: datetime) -> None:
    draft = made(house, at)
    assert (draft.code, draft.version, draft.frozen_on, draft.hash) == ("oma-kysely", 1, None, "")
    assert draft.place == house.social_work
    assert queries.questionnaire(draft).items == bank.instrument("sosiaaliasemat").items
    entry = AuditEntry.objects.get(what=Audited.DOCUMENT_SAVED)
    assert (entry.person, entry.subject) == (house.researcher, f"document {draft.pk}")


def test_documents_a_name_is_given_once(house: County, at: datetime) -> None:
    made(house, at)
    for body in (stations(), stations("palvelumittari")):
        with pytest.raises(Refused) as refused:
            made(house, at, body)
        assert refused.value.field == "code"
    assert Document.objects.count() == 1


def test_documents_a_draft_with_faults_is_stored_as_it_is(house: County, at: datetime) -> None:
    body = stations()
    body["pages"][0]["items"][0]["text"] = {}
    body["pages"].append({"id": "empty", "items": []})
    draft = made(house, at)
    draft = actions.rewrite_document(draft, body, seen=1, by=house.researcher, at=at)
    again = Document.objects.get()
    assert again.body["pages"] == body["pages"]
    assert again.edits == 2
    assert len(editing.faults(again.body)) == 2
    assert queries.summaries([again])[again.pk].faults == 2


def test_documents_the_second_of_two_editors_is_told(house: County, at: datetime) -> None:
    draft = made(house, at)
    first = changed(draft.body, "competent", "Ensin")
    actions.rewrite_document(draft, first, seen=1, by=house.researcher, at=at)
    second = changed(draft.body, "competent", "Sitten")
    with pytest.raises(rules.Outdated):
        actions.rewrite_document(draft, second, seen=1, by=house.manager, at=at)
    with pytest.raises(rules.Outdated):
        actions.discard_document(draft, seen=1, by=house.manager, at=at)
    stored = editing.item(Document.objects.get().body, "competent")
    assert stored["text"]["fi"] == "Ensin"


def test_documents_what_is_frozen_never_changes(house: County, at: datetime) -> None:
    draft = made(house, at)
    frozen = actions.freeze_document(draft, at=at)
    assert frozen.hash == queries.questionnaire(frozen).hash
    body = changed(frozen.body, "competent", "Toisin")
    for seen in (frozen.edits, draft.edits):
        with pytest.raises(Refused) as refused:
            actions.rewrite_document(frozen, body, seen=seen, by=house.researcher, at=at)
        assert not isinstance(refused.value, rules.Outdated)
    with pytest.raises(Refused):
        actions.discard_document(frozen, seen=frozen.edits, by=house.researcher, at=at)
    assert Document.objects.get().body == frozen.body
    assert actions.freeze_document(frozen, at=at).edits == frozen.edits


def test_documents_with_faults_are_not_frozen(house: County, at: datetime) -> None:
    draft = made(house, at, editing.blank("tyhja", 1, {"fi": "Tyhjä"}))
    with pytest.raises(Refused):
        actions.freeze_document(draft, at=at)
    assert Document.objects.get().frozen_on is None


def test_documents_a_changed_wording_gets_the_next_free_number(house: County, at: datetime) -> None:
    one = made(house, at)
    body = changed(one.body, "competent", "Osaavaa palvelua")
    one = actions.rewrite_document(one, body, seen=1, by=house.researcher, at=at)
    assert editing.item(one.body, "competent")["wording"] == 4
    # Written again in still other words it has the same number: nobody was asked in between.
    body = changed(one.body, "competent", "Osaavaa ja nopeaa palvelua")
    one = actions.rewrite_document(one, body, seen=2, by=house.researcher, at=at)
    assert editing.item(one.body, "competent")["wording"] == 4
    # The same words in another questionnaire have the same number, others the next one.
    same = changed(stations("toinen"), "competent", "Osaavaa ja nopeaa palvelua")
    assert editing.item(made(house, at, same).body, "competent")["wording"] == 4
    other = changed(stations("kolmas"), "competent", "Asiantuntevaa ja nopeaa")
    assert editing.item(made(house, at, other).body, "competent")["wording"] == 5
    back = changed(one.body, "competent", "Saamani palvelu on ollut asiantuntevaa")
    one = actions.rewrite_document(one, back, seen=3, by=house.researcher, at=at)
    assert editing.item(one.body, "competent")["wording"] == 1


def test_documents_the_next_version_keeps_the_questions(house: County, at: datetime) -> None:
    frozen = actions.freeze_document(made(house, at), at=at)
    following = actions.next_version(frozen, by=house.researcher, at=at)
    assert (following.code, following.version, following.frozen_on) == ("oma-kysely", 2, None)
    assert following.place == frozen.place
    assert following.body["pages"] == frozen.body["pages"]
    body = changed(following.body, "competent", "Toisin")
    actions.rewrite_document(following, body, seen=1, by=house.researcher, at=at)
    assert queries.versions("oma-kysely")[0].pk == following.pk
    assert Document.objects.get(pk=frozen.pk).body == frozen.body


def test_documents_an_instrument_is_taken_once_as_it_is(house: County, at: datetime) -> None:
    taken = actions.take_instrument("palvelumittari", None, by=house.researcher, at=at)
    assert taken.frozen_on is not None
    assert taken.hash == bank.instrument("palvelumittari").hash
    again = actions.take_instrument("palvelumittari", None, by=house.supervisor, at=at)
    assert again.pk == taken.pk
    with pytest.raises(Refused):
        actions.next_version(taken, by=house.researcher, at=at)


def test_documents_a_draft_is_removed_unless_a_wave_has_it(house: County, at: datetime) -> None:
    draft = made(house, at)
    actions.discard_document(draft, seen=1, by=house.researcher, at=at)
    assert not Document.objects.exists()
    asked = replace(bank.instrument("sosiaaliasemat"), id="varattu")
    kept = surveys.document(house, asked, frozen=False)
    surveys.wave(house, at, asked=asked)
    with pytest.raises(Refused):
        actions.discard_document(kept, seen=kept.edits, by=house.researcher, at=at)
    assert Document.objects.filter(pk=kept.pk).exists()


def test_documents_summaries_tell_the_missing_languages(house: County, at: datetime) -> None:
    body = changed(stations(), "competent", "")
    del body["pages"][0]["items"][2]["text"]["fi"]
    body["languages"] = ["fi", "sv", "en"]
    draft = made(house, at, body)
    told = queries.summaries([draft])[draft.pk]
    assert told.complete == ("sv", "en")
    assert told.missing == (("fi", 1),)


def test_documents_knowing_all_questions_takes_two_queries_then_one(
    house: County, at: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        made(house, at, stations(f"kysely-{number}"))
    saved = queries.documents()
    queries.summaries(saved)
    extra = made(house, at, stations("viides"))
    # Which there are, and the body of the one not yet worked out.
    with django_assert_num_queries(2):
        queries.wordings_besides()
    with django_assert_num_queries(1):
        queries.wordings_besides()
    with django_assert_num_queries(1):
        assert "competent" in queries.wordings_besides(extra).ids


def test_documents_the_place_changes_with_the_draft(house: County, at: datetime) -> None:
    draft = made(house, at)
    moved = actions.rewrite_document(
        draft, draft.body, seen=1, by=house.researcher, at=at, place=house.kamppi
    )
    assert moved.place == house.kamppi
    everywhere = actions.rewrite_document(
        moved, draft.body, seen=2, by=house.researcher, at=at, place=None
    )
    assert everywhere.place is None
