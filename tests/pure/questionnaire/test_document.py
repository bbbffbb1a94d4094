"""A questionnaire is read whole or refused with every fault named where it stands."""

import copy
from typing import Any

import pytest

from kuulluksi.pure.questionnaire.document import BadDocument, Questionnaire, parse, to_json
from kuulluksi.pure.text import Text


def said(word: str) -> dict[str, str]:
    return {"fi": f"{word} fi", "sv": f"{word} sv", "en": f"{word} en"}


def small() -> dict[str, Any]:
    """A fresh document with two items on a three-point scale whose middle is silent."""
    return {
        "id": "small",
        "version": 1,
        "title": said("title"),
        "scales": {"three": {"min": 1, "max": 3, "labels": {"1": said("low"), "3": said("high")}}},
        "items": [
            {"id": "a", "kind": "scale", "text": said("a"), "scale": "three", "may_skip": True},
            {"id": "b-2", "kind": "scale", "text": said("b"), "scale": "three", "may_skip": False},
        ],
    }


def faults(obj: object) -> dict[str, str]:
    with pytest.raises(BadDocument) as caught:
        parse(obj)
    return {fault.path: fault.reason for fault in caught.value.faults}


def test_parse_reads_the_items_in_order() -> None:
    questionnaire = parse(small())
    assert [item.id for item in questionnaire.items] == ["a", "b-2"]
    assert [item.may_skip for item in questionnaire.items] == [True, False]
    assert questionnaire.title.get("sv") == "title sv"
    assert questionnaire.item("b-2") is questionnaire.items[1]
    assert questionnaire.item("c") is None


def test_scale_has_a_label_per_point() -> None:
    scale = parse(small()).items[0].scale
    assert list(scale.points) == [1, 2, 3]
    assert scale.label(1).get("en") == "low en"
    assert scale.label(2) == Text()
    assert len(scale.labels) == 3
    with pytest.raises(ValueError, match="4"):
        scale.label(4)


def test_to_json_is_what_parse_reads() -> None:
    assert to_json(parse(small())) == small()
    assert parse(to_json(parse(small()))) == parse(small())


def test_hash_tells_words_apart_and_not_layout() -> None:
    shuffled = dict(reversed(small().items()))
    shuffled["title"] = {"en": " title en", "sv": "title sv", "fi": "title fi"}
    assert parse(shuffled).hash == parse(small()).hash
    assert len(parse(small()).hash) == 64
    other = small()
    other["items"][0]["text"]["sv"] = "annat"
    assert parse(other).hash != parse(small()).hash
    turned = small()
    turned["items"].reverse()
    assert parse(turned).hash != parse(small()).hash


def test_questionnaire_can_be_a_key() -> None:
    kept: dict[Questionnaire, str] = {parse(small()): "small"}
    assert kept[parse(small())] == "small"


@pytest.mark.parametrize(
    ("place", "value", "path", "reason"),
    [
        (("id",), "Not An Id", "id", "small letters"),
        (("version",), 0, "version", "at least 1"),
        (("version",), True, "version", "whole number"),
        (("version",), "1", "version", "whole number"),
        (("title",), "Otsikko", "title", "object"),
        (("title",), {"fi": "t", "sv": " ", "en": "t"}, "title.sv", "missing"),
        (("title", "de"), "Titel", "title", "Unknown language tag 'de'"),
        (("items",), [], "items", "at least one"),
        (("items",), None, "items", "list"),
        (("items", 1), "b", "items[1]", "object"),
        (("items", 1, "id"), "a", "items[1].id", "another item"),
        (("items", 1, "kind"), "text", "items[1].kind", "unknown kind 'text'"),
        (("items", 1, "scale"), "four", "items[1].scale", "no scale named 'four'"),
        (("items", 1, "scale"), ["three"], "items[1].scale", "no scale named"),
        (("items", 1, "may_skip"), 1, "items[1].may_skip", "true or false"),
        (("items", 1, "hint"), "x", "items[1].hint", "unknown key"),
        (("author",), "x", "author", "unknown key"),
        (("scales",), [], "scales", "object"),
        (("scales", "three"), 3, "scales.three", "object"),
        (("scales", "three", "min"), -1, "scales.three.min", "at least 0"),
        (("scales", "three", "max"), 1, "scales.three.max", "at least 2"),
        (("scales", "three", "max"), 10**9, "scales.three.max", "at most 101"),
        (("scales", "three", "labels"), None, "scales.three.labels", "object"),
        (("scales", "three", "labels", "4"), said("x"), "scales.three.labels.4", "no such point"),
        (("scales", "three", "labels"), {"1": said("x")}, "scales.three.labels.3", "both ends"),
        (("scales", "spare"), small()["scales"]["three"], "scales.spare", "no item uses"),
        (("scales", "Bad Name"), small()["scales"]["three"], "scales.Bad Name", "small letters"),
    ],
)
def test_parse_names_the_fault_and_its_place(
    place: tuple[str | int, ...], value: object, path: str, reason: str
) -> None:
    document: Any = small()
    inner = document
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = copy.deepcopy(value)
    assert reason in faults(document)[path]


@pytest.mark.parametrize("key", ["id", "version", "title", "scales", "items"])
def test_parse_misses_every_part(key: str) -> None:
    document = small()
    del document[key]
    assert key in faults(document)


@pytest.mark.parametrize("obj", [None, [], "text", 1])
def test_parse_refuses_what_is_no_object(obj: object) -> None:
    assert faults(obj)[""] == "must be an object"


def test_parse_names_all_faults_at_once() -> None:
    document = small()
    document["version"] = None
    document["items"][0]["kind"] = "choice"
    del document["items"][1]["text"]["en"]
    assert list(faults(document)) == ["version", "items[0].kind", "items[1].text.en"]
