"""A questionnaire is read whole or refused with every fault named where it stands."""

import copy
import json
from typing import Any

import pytest

from kuulluksi.pure.questionnaire.parsing import parse, read
from kuulluksi.pure.questionnaire.reader import LONGEST_LIST, BadDocument
from tests.pure.questionnaire.documents import (
    asked,
    document,
    full,
    number,
    of,
    page,
    said,
    scale,
    single,
    small,
    text,
    three,
)


def faults(obj: object) -> dict[str, str]:
    with pytest.raises(BadDocument) as caught:
        parse(obj)
    return {fault.path: fault.reason for fault in caught.value.faults}


def changed(whole: Any, place: tuple[str | int, ...], value: object) -> Any:
    inner = whole
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = copy.deepcopy(value)
    return whole


FIRST = ("pages", 0, "items", 0)


@pytest.mark.parametrize(
    ("place", "value", "path", "reason"),
    [
        (("id",), "Not An Id", "id", "small letters"),
        (("id",), "a" * 41, "id", "at most 40"),
        (("version",), 0, "version", "at least 1"),
        (("version",), True, "version", "whole number"),
        (("version",), "1", "version", "whole number"),
        (("title",), "Otsikko", "title", "object"),
        (("title",), {"fi": " "}, "title", "says nothing"),
        (("title", "de"), "Titel", "title", "Unknown language tag 'de'"),
        (("title", "sv"), "rubrik\x00", "title.sv", "no key writes"),
        (("title", "sv"), "\ud800", "title.sv", "no key writes"),
        (("purpose",), {}, "purpose", "says nothing"),
        (("languages",), [], "languages", "at least 1"),
        (("languages",), ["fi", "de"], "languages[1]", "unknown language tag 'de'"),
        (("languages",), ["fi", "fi"], "languages[1]", "offered already"),
        (("languages",), [["fi"]], "languages[0]", "unknown language tag"),
        (("pages",), [], "pages", "at least 1"),
        (("pages",), {"only": []}, "pages", "list"),
        (("pages", 0), "only", "pages[0]", "object"),
        (("pages", 0, "id"), None, "pages[0].id", "small letters"),
        (("pages", 0, "items"), [], "pages[0].items", "at least 1"),
        (("pages", 0, "items", 1), "b", "pages[0].items[1]", "object"),
        ((*FIRST, "id"), "b-2", "pages[0].items[1].id", "another item"),
        (
            (*FIRST, "kind"),
            "poem",
            "pages[0].items[0].kind",
            "unknown kind 'poem'; known are scale",
        ),
        ((*FIRST, "kind"), ["scale"], "pages[0].items[0].kind", "unknown kind"),
        ((*FIRST, "wording"), 0, "pages[0].items[0].wording", "at least 1"),
        ((*FIRST, "scale"), "four", "pages[0].items[0].scale", "no scale named 'four'"),
        ((*FIRST, "scale"), ["three"], "pages[0].items[0].scale", "no scale named"),
        ((*FIRST, "may_skip"), 1, "pages[0].items[0].may_skip", "true or false"),
        ((*FIRST, "choices"), [], "pages[0].items[0].choices", "unknown key"),
        (("author",), "x", "author", "unknown key"),
        (("scales",), [], "scales", "object"),
        (("scales", "three"), 3, "scales.three", "object"),
        (("scales", "three", "min"), -1, "scales.three.min", "at least 0"),
        (("scales", "three", "max"), 1, "scales.three.max", "at least 2"),
        (("scales", "three", "max"), 10**8, "scales.three.max", "at most 101"),
        (("scales", "three", "labels"), None, "scales.three.labels", "object"),
        (("scales", "three", "labels", "4"), said("x"), "scales.three.labels.4", "no such point"),
        (("scales", "three", "labels"), {"1": said("x")}, "scales.three.labels.3", "both ends"),
        (("scales", "spare"), three(), "scales.spare", "no item uses"),
        (("scales", "Bad Name"), three(), "scales.Bad Name", "small letters"),
    ],
)
def test_parse_names_the_fault_and_its_place(
    place: tuple[str | int, ...], value: object, path: str, reason: str
) -> None:
    assert reason in faults(changed(small(), place, value))[path]


@pytest.mark.parametrize(
    ("place", "value", "path", "reason"),
    [
        ((0, 1, "rows"), [], "pages[0].items[1].rows", "at least 1"),
        ((0, 1, "rows", 1, "id"), "score", "pages[0].items[1].rows[1].id", "another item"),
        ((0, 1, "rows", 1, "when"), {}, "pages[0].items[1].rows[1].when", "unknown key"),
        ((0, 1, "rows", 1, "wording"), "1", "pages[0].items[1].rows[1].wording", "whole number"),
        ((0, 2, "choices"), [{}], "pages[0].items[2].choices", "at least 2"),
        ((0, 2, "choices", 1, "id"), "x", "pages[0].items[2].choices[1].id", "another choice"),
        ((0, 2, "choices", 1, "exclusive"), True, "pages[0].items[2].choices[1].exclusive", "key"),
        ((0, 2, "max"), 1, "pages[0].items[2].max", "unknown key"),
        ((1, 0, "max"), 4, "pages[1].items[0].max", "at most 3"),
        ((1, 0, "max"), 0, "pages[1].items[0].max", "at least 1"),
        (
            (1, 0, "choices", 3, "exclusive"),
            False,
            "pages[1].items[0].choices[3].exclusive",
            "true",
        ),
        ((1, 1, "min"), -1, "pages[1].items[1].min", "at least 0"),
        ((1, 1, "max"), 0, "pages[1].items[1].max", "at least 1"),
        ((1, 1, "max"), 10**10, "pages[1].items[1].max", "whole number"),
        ((1, 1, "unit"), "years", "pages[1].items[1].unit", "object"),
        ((1, 2, "long"), True, "pages[1].items[2].long", "unknown key"),
        ((2, 1, "quotable"), "yes", "pages[2].items[1].quotable", "true or false"),
        ((2, 0, "hint"), "x", "pages[2].items[0].hint", "object"),
    ],
)
def test_parse_names_the_fault_of_each_kind(
    place: tuple[Any, ...], value: object, path: str, reason: str
) -> None:
    page_, item, *inner = place
    whole = changed(full(), ("pages", page_, "items", item, *inner), value)
    assert reason in faults(whole)[path]


@pytest.mark.parametrize(
    ("when", "path", "reason"),
    [
        ("always", "", "must be {"),
        ({}, "", "must be {"),
        ({"all": [], "any": []}, "", "must be {"),
        ({"item": "one", "is": "x", "in": ["x", "y"]}, "", "must be {"),
        ({"item": "one", "equals": "x"}, "", "must be {"),
        ({"all": []}, ".all", "at least 1"),
        ({"any": [{"item": "one"}]}, ".any[0]", "must be {"),
        ({"not": None}, ".not", "must be {"),
        ({"item": "later", "answered": True}, ".item", "no question 'later' is asked before"),
        ({"item": "itself", "answered": True}, ".item", "no question 'itself' is asked before"),
        ({"item": "nothing", "answered": True}, ".item", "no question 'nothing'"),
        ({"item": "told", "answered": True}, ".item", "no question 'told'"),
        ({"item": ["one"], "answered": True}, ".item", "no question"),
        ({"item": "one", "is": "z"}, ".is", "'z' is no answer that 'one' takes"),
        ({"item": "one", "is": 1}, ".is", "1 is no answer"),
        ({"item": "score", "is": 4}, ".is", "4 is no answer"),
        ({"item": "score", "is": "skip"}, ".is", "'skip' is no answer"),
        ({"item": "score", "is": True}, ".is", "True is no answer"),
        ({"item": "score", "in": [2]}, ".in", "at least 2"),
        ({"item": "score", "in": 2}, ".in", "list"),
        ({"item": "age", "in": [2, 200]}, ".in", "200 is no answer"),
        ({"item": "words", "is": "x"}, ".is", "'x' is no answer"),
        ({"item": "score", "at_least": 4}, ".at_least", "at most 3"),
        ({"item": "score", "at_least": "2"}, ".at_least", "whole number"),
        ({"item": "one", "at_least": 1}, ".at_least", "'one' is answered with no number"),
        ({"item": "one", "answered": False}, ".answered", "must be true"),
    ],
)
def test_parse_refuses_a_condition_that_looks_ahead_or_expects_what_nobody_answers(
    when: object, path: str, reason: str
) -> None:
    whole = document(
        page(
            "first",
            scale("score"),
            single("one", "x", "y"),
            number("age", 0, 120),
            text("words"),
            asked("told", "note"),
        ),
        page("second", asked("itself", "note", when=when), text("later")),
    )
    assert reason in faults(whole)[f"pages[1].items[0].when{path}"]


def test_parse_refuses_a_page_that_depends_on_itself() -> None:
    whole = document(page("only", text("a"), when={"item": "a", "answered": True}))
    assert "no question 'a'" in faults(whole)["pages[0].when.item"]


def test_parse_refuses_conditions_too_deep_to_follow() -> None:
    when: dict[str, Any] = {"item": "a", "answered": True}
    for _ in range(10):
        when = {"not": when}
    assert (
        "at most 10 deep"
        in faults(of(text("a"), text("b", when=when)))["pages[0].items[1].when" + ".not" * 10]
    )


def test_parse_does_not_fault_a_condition_on_a_question_that_could_not_be_read() -> None:
    when = {"item": "b-2", "is": 1}
    for key, value in (("scale", "four"), ("kind", "poem")):
        whole = small()
        whole["pages"][0]["items"].append(text("why", when=when))
        whole["pages"][0]["items"][1][key] = value
        assert list(faults(whole)) == [f"pages[0].items[1].{key}"]


def test_parse_wants_different_ids_on_different_pages() -> None:
    whole = document(page("one", text("a")), page("one", text("a")))
    assert "another page" in faults(whole)["pages[1].id"]
    assert "another item" in faults(whole)["pages[1].items[0].id"]


@pytest.mark.parametrize("key", ["id", "version", "title", "languages", "scales", "pages"])
def test_parse_misses_every_part(key: str) -> None:
    whole = small()
    del whole[key]
    assert key in faults(whole)


@pytest.mark.parametrize("obj", [None, [], "text", 1])
def test_parse_refuses_what_is_no_object(obj: object) -> None:
    assert faults(obj)[""] == "must be an object"


def test_parse_names_all_faults_at_once_in_their_order() -> None:
    whole = small()
    whole["version"] = None
    whole["pages"][0]["items"][0]["kind"] = "choice"
    del whole["pages"][0]["items"][1]["text"]
    assert list(faults(whole)) == [
        "version",
        "pages[0].items[0].kind",
        "pages[0].items[1].text",
    ]


def test_read_takes_a_document_as_it_stands_in_a_file() -> None:
    assert read(json.dumps(full())) == parse(full())


@pytest.mark.parametrize(
    "written", ["", "{", "[" * 100_000, "1" * 5000, '{"id": "a", "id": "b"}', "{'id': 'a'}"]
)
def test_read_refuses_what_is_no_json(written: str) -> None:
    with pytest.raises(BadDocument, match="document: is not JSON: "):
        read(written)


def test_parse_reads_no_endless_list() -> None:
    many = [f"c{number}" for number in range(LONGEST_LIST + 1)]
    parse(document(page("p", single("q", *many[1:]))))
    longer = faults(document(page("p", single("q", *many))))
    assert "at most 300" in longer["pages[0].items[0].choices"]
    half = len(many) // 2 + 1
    pages = [page(f"p{part}", *(text(f"q-{part}-{n}") for n in range(half))) for part in (1, 2)]
    parse(document(pages[0]))
    assert "at most 300" in faults(document(*pages))["pages"]
