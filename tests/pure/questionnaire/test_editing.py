"""A draft is changed: what it says elsewhere stays, and it can always be changed again."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.questionnaire import editing
from kuulluksi.pure.questionnaire.parsing import parse
from kuulluksi.pure.questionnaire.reader import is_id
from tests.pure.questionnaire import documents as small
from tests.pure.questionnaire.documents import Json
from tests.pure.questionnaire.strategies import documents, fewer

drafts = documents()


def listed(body: Json) -> list[Any]:
    """Every item as it stands, in no order."""
    return sorted(editing.items(body), key=lambda item: str(item["id"]))


@fewer
@given(drafts, st.data())
def test_editing_a_moved_item_loses_nothing_and_goes_back(body: Json, data: st.DataObject) -> None:
    ids = [item["id"] for item in editing.items(body)]
    id_, up = data.draw(st.sampled_from(ids)), data.draw(st.booleans())
    before = copy.deepcopy(body)
    moved = editing.moved_item(body, id_, up=up)
    assert body == before
    assert editing.framed(moved)
    assert listed(moved) == listed(body)
    back = editing.moved_item(moved, id_, up=not up)
    assert back == body or moved == body


@fewer
@given(drafts, st.data())
def test_editing_a_moved_page_loses_nothing_and_goes_back(body: Json, data: st.DataObject) -> None:
    ids = [page["id"] for page in body["pages"]]
    id_, up = data.draw(st.sampled_from(ids)), data.draw(st.booleans())
    moved = editing.moved_page(body, id_, up=up)
    assert editing.framed(moved)
    assert listed(moved) == listed(body)
    assert editing.moved_page(moved, id_, up=not up) == body or moved == body


@fewer
@given(drafts, st.data())
def test_editing_removing_takes_only_that(body: Json, data: st.DataObject) -> None:
    ids = [item["id"] for item in editing.items(body)]
    id_ = data.draw(st.sampled_from(ids))
    after = editing.without_item(body, id_)
    assert editing.framed(after)
    assert listed(after) == [item for item in listed(body) if item["id"] != id_]


@fewer
@given(drafts)
def test_editing_putting_back_what_was_there_changes_nothing(body: Json) -> None:
    for item in editing.items(body):
        assert editing.with_item(body, body["pages"][0]["id"], item) == body


def test_editing_an_item_at_the_edge_goes_over_to_the_next_page() -> None:
    body = small.full()
    down = editing.moved_item(body, "one", up=False)
    assert [item["id"] for item in down["pages"][1]["items"]][:1] == ["one"]
    up = editing.moved_item(body, "some", up=True)
    assert up["pages"][0]["items"][-1]["id"] == "some"
    assert editing.moved_item(body, "score", up=True) == body
    assert editing.moved_item(body, "short", up=False) == body


def test_editing_a_scale_goes_with_the_last_item_that_uses_it() -> None:
    body = small.small()
    one = editing.without_item(body, "a")
    assert one["scales"] == body["scales"]
    assert editing.without_item(one, "b-2")["scales"] == {}


def test_editing_another_scale_of_the_same_name_gets_its_own() -> None:
    body = small.small()
    same, name = editing.with_scale(body, "three", small.three())
    assert (same, name) == (body, "three")
    other = {**small.three(), "max": 4, "labels": {"1": small.said("a"), "4": small.said("b")}}
    after, name = editing.with_scale(body, "three", other)
    assert name == "three-2"
    assert after["scales"] == {"three": small.three(), "three-2": other}


def test_editing_counts_the_conditions_that_look_back() -> None:
    body = small.full()
    assert editing.looking_back(body, ["score"]) == 1
    assert editing.looking_back(body, ["row-2"]) == 1
    assert editing.looking_back(body, ["day"]) == 0


@given(st.text(max_size=80), st.sets(st.sampled_from(["a", "question", "mika-2"])))
def test_editing_a_new_id_is_one_and_is_free(said: str, taken: set[str]) -> None:
    made = editing.free_id(said, taken)
    assert is_id(made)
    assert made not in taken


def test_editing_an_id_is_made_of_the_words() -> None:
    assert editing.free_id("Mikä toimi hyvin?", ()) == "mika-toimi-hyvin"
    assert editing.free_id("Mikä toimi hyvin?", {"mika-toimi-hyvin"}) == "mika-toimi-hyvin-2"
    assert editing.free_id("???", ()) == "question"


def test_editing_a_blank_draft_can_be_edited_and_says_what_it_lacks() -> None:
    body = editing.blank("oma", 1, {"fi": "Oma"})
    assert editing.framed(body)
    assert [fault.path for fault in editing.faults(body)] == ["pages[0].items"]
    full = editing.with_item(body, "page", small.text("why"))
    assert editing.faults(full) == ()
    assert parse(full).items[0].id == "why"


@pytest.mark.parametrize(
    "broken",
    [
        None,
        [],
        {"pages": [], "scales": []},
        {"pages": [{"id": "a"}], "scales": {}},
        {"pages": [{"id": "a", "items": [{"id": "x"}]}], "scales": {}},
        {"pages": [{"id": "a", "items": []}, {"id": "a", "items": []}], "scales": {}},
        {"pages": [{"id": "a", "items": [small.text("x"), small.text("x")]}], "scales": {}},
        {"pages": [{"id": "A b", "items": []}], "scales": {}},
    ],
)
def test_editing_what_cannot_be_addressed_has_no_frame(broken: Any) -> None:
    assert not editing.framed(broken)


def test_editing_what_is_not_there_cannot_be_changed() -> None:
    body = small.small()
    changes: list[Callable[[], object]] = [
        lambda: editing.item(body, "x"),
        lambda: editing.without_page(body, "x"),
        lambda: editing.moved_page(body, "x", up=True),
        lambda: editing.with_item(body, "x", small.text("new")),
    ]
    for change in changes:
        with pytest.raises(LookupError):
            change()


def test_editing_pages_are_added_and_removed() -> None:
    body = small.small()
    after = editing.with_page(editing.with_page(body))
    assert [page["id"] for page in after["pages"]] == ["only", "page", "page-2"]
    assert editing.without_page(editing.without_page(after, "page"), "page-2") == body
