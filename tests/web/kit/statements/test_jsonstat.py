"""The collection is JSON-stat 2.0: every value stands where its dimensions say, and what is hidden
says so."""

import json
from itertools import product
from typing import Any

import pytest

from kuulluksi.pure.statement import plain
from kuulluksi.pure.statement.sheets import HIDDEN, Column, Line, Sheet, Unit, filled, shown
from kuulluksi.pure.text import Text
from kuulluksi.web.kit.statements import jsonstat
from tests.factories import statements

Told = dict[str, Any]


def text(words: str) -> Text:
    return Text.of(fi=words, sv=words, en=words)


def collection(sheets: dict[str, Sheet], language: str = "en") -> Told:
    found: Told = json.loads(jsonstat.made(sheets, statements.meta(language)))
    return found


def dataset(sheet: Sheet) -> Told:
    [found] = collection({sheet.key: sheet})["link"]["item"]
    assert isinstance(found, dict)
    return found


def value(told: Told, *keys: str) -> Any:
    """As any reader of JSON-stat finds it: the last dimension runs fastest."""
    place = 0
    for name, size, key in zip(told["id"], told["size"], keys, strict=True):
        place = place * size + told["dimension"][name]["category"]["index"].index(key)
    return told["value"][place]


def status(told: Told, *keys: str) -> str | None:
    places = list(product(*(told["dimension"][name]["category"]["index"] for name in told["id"])))
    found = told.get("status", {}).get(str(places.index(keys)))
    return None if found is None else str(found)


def check_dataset(told: Told) -> None:
    """What JSON-stat 2.0 asks of a dataset."""
    assert told["class"] == "dataset"
    assert "version" not in told  # it stands at the root alone
    assert set(told["id"]) == set(told["dimension"])
    number = 1
    for name, size in zip(told["id"], told["size"], strict=True):
        category = told["dimension"][name]["category"]
        assert len(category["index"]) == len(set(category["index"])) == size > 0
        assert set(category["label"]) == set(category["index"])
        assert set(category.get("unit", {})) <= set(category["index"])
        number *= size
    assert len(told["value"]) == number
    for place, code in told.get("status", {}).items():
        assert 0 <= int(place) < number
        assert set(code.split(",")) <= set(told["extension"]["status"]["label"])
    roles = [name for names in told["role"].values() for name in names]
    assert set(told["role"]) <= {"time", "geo", "metric"}
    assert len(set(roles)) == len(roles)
    assert set(roles) <= set(told["id"])


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_figure_stands_in_its_place(language: str) -> None:
    sheets = statements.sheets()
    told = collection(sheets, language)
    assert (told["version"], told["class"], told["updated"]) == ("2.0", "collection", "2027-03-01")
    assert told["label"] == statements.meta(language).title
    assert len(told["link"]["item"]) == len(sheets)
    for found, sheet in zip(told["link"]["item"], sheets.values(), strict=True):
        check_dataset(found)
        assert found["label"] == sheet.title.best(language)
        measures = found["dimension"]["measure"]["category"]["index"]
        for line, column, measure in product(sheet.lines, sheet.columns, measures):
            cell = sheet.cell(line.key, column.key)
            number = getattr(cell, measure)
            if number is not None and measure != "n":
                number = plain.number(number, cell)
            shown_ = value(found, line.key, column.key, measure)
            assert shown_ == (None if number is None else pytest.approx(float(number)))


def test_hidden_figures_say_so_in_every_measure_and_others_what_must_be_known() -> None:
    told = dataset(statements.sheets()["table-2"])
    assert told["dimension"]["measure"]["category"]["index"] == ["value", "n", "low", "high"]
    for measure in ("value", "n", "low", "high"):
        assert value(told, "s5", "2025", measure) is None
        assert status(told, "s5", "2025", measure) == "hidden"
        assert value(told, "s4", "2023", measure) is None
        assert status(told, "s4", "2023", measure) is None
    assert status(told, "s1", "2024", "value") == "wording"
    assert status(told, "s1", "2024", "n") is None
    said = told["extension"]["status"]["label"]
    assert said["wording"] == "The question was worded in another way."
    assert said["hidden"].startswith("“Not shown”: too few people")


def test_shares_are_told_of_a_hundred_and_as_the_statement_says_them() -> None:
    told = dataset(statements.sheets()["table-2"])
    assert value(told, "s1", "2023", "value") == 42
    unit = told["dimension"]["measure"]["category"]["unit"]
    assert unit["value"] == {"label": "per cent", "decimals": 0, "symbol": "%", "position": "end"}
    assert unit["low"] == unit["high"] == unit["value"]
    assert unit["n"] == {"label": "number", "decimals": 0}
    assert isinstance(value(told, "s1", "2023", "value"), int)


def test_places_years_scales_and_totals_are_named() -> None:
    told = dataset(statements.sheets()["table-1"])
    assert told["role"] == {"metric": ["measure"], "time": ["column"], "geo": ["line"]}
    assert told["extension"]["totals"] == ["all"]
    assert dataset(statements.sheets()["table-3"])["extension"]["scale"] == [1, 5]
    assert dataset(statements.sheets()["listened"])["role"] == {
        "metric": ["measure"],
        "geo": ["line"],
    }


LINES = [Line("a", text("Kysely A")), Line("b", text("Kysely B"))]
COLUMNS = [Column("n", text("Vastaajia")), Column("mean", text("Keskiarvo"))]


def test_columns_or_lines_have_their_own_units() -> None:
    kinds = {"n": shown(12), "mean": shown(4.1, Unit.MEAN, decimals=1)}
    across = {(line.key, name): cell for line in LINES for name, cell in kinds.items()}
    told = dataset(filled("s", text("x"), LINES, COLUMNS, across | {("b", "mean"): HIDDEN}))
    check_dataset(told)
    assert told["role"]["metric"] == ["measure", "column"]
    units = told["dimension"]["column"]["category"]["unit"]
    assert {name: unit["label"] for name, unit in units.items()} == {"n": "number", "mean": "mean"}
    assert value(told, "a", "mean", "value") == 4.1
    down = {
        (line, each.key): kinds[name]
        for line, name in (("a", "n"), ("b", "mean"))
        for each in COLUMNS
    }
    told = dataset(filled("s", text("x"), LINES, COLUMNS, down))
    assert told["role"]["metric"] == ["measure", "line"]
    mixed = across | {("b", "n"): kinds["mean"], ("b", "mean"): kinds["n"]}
    told = dataset(filled("s", text("x"), LINES, COLUMNS, mixed))
    assert told["role"]["metric"] == ["measure"]
    assert not any("unit" in each["category"] for each in told["dimension"].values())


def test_a_sheet_all_hidden_is_told_and_an_empty_one_is_not() -> None:
    cells = {(line.key, column.key): HIDDEN for line in LINES for column in COLUMNS}
    told = dataset(filled("s", text("x"), LINES, COLUMNS, cells))
    check_dataset(told)
    assert told["value"] == [None] * 4
    empty = {
        "e": filled("e", text("e"), [], COLUMNS, {}),
        "f": filled("f", text("f"), LINES, [], {}),
    }
    assert collection(empty)["link"]["item"] == []


def test_the_same_values_give_the_same_bytes() -> None:
    made = jsonstat.made(statements.sheets(), statements.meta("sv"))
    assert made == jsonstat.made(statements.sheets(), statements.meta("sv"))
