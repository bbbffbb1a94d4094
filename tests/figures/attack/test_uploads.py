"""Files that are small to send and large to take in, and cells that fit into no column."""

import pytest

from kuulluksi.pure.figurefile import (
    Parts,
    agreed,
    one_number_each,
    read_clients,
    read_figures,
    read_names,
    read_sotkanet,
)

HEADER = ["area", "group", "item", "year", "statistic", "value", "n"]
MANY = 3000


def test_rows_that_all_contradict_each_other_stay_small() -> None:
    rows = [["Kuu", "", "Arvosana", "2011", "percent", f"{each / 100}", ""] for each in range(MANY)]
    found = agreed(read_figures([HEADER, *rows]))
    assert len(found.apart) == MANY
    assert sum(len(each.found) for each in found.apart) < 200 * MANY

    clients = [["Kuu", "2011", str(each)] for each in range(MANY)]
    _numbers, apart = one_number_each(read_clients([["place", "year", "clients"], *clients])[0])
    assert len(apart) == MANY
    assert sum(len(each.found) for each in apart) < 200 * MANY


def test_contradiction_still_names_a_few_of_the_others() -> None:
    rows = [["Kuu", "", "Arvosana", "2011", "percent", str(each), ""] for each in range(1, 4)]
    first = agreed(read_figures([HEADER, *rows])).apart[0]
    assert first.found == "1 ≠ 2 (#3); 3 (#4)"


@pytest.mark.parametrize(("kind", "told"), [("key", "item_key"), ("instrument", "instrument")])
def test_name_of_what_is_counted_here_that_is_too_long_is_kept_apart(kind: str, told: str) -> None:
    names = read_names([["column", "table", "printed", "means"], [kind, "", "X", "x" * 999]])
    row = dict.fromkeys(HEADER, "") | {"area": "Kuu", "group": "X", "item": "X", "year": "2011"}
    row |= {"statistic": "percent", "value": "5"}
    found = read_figures([HEADER, [*row.values()]], names=names)
    assert [(each.column, each.reason) for each in found.apart] == [(told, "too-long")]


@pytest.mark.parametrize("column", ["area", "group", "item"])
def test_name_that_is_too_long_is_kept_apart(column: str) -> None:
    """Also when it comes out of the table of names."""
    names = read_names([["column", "table", "printed", "means"], [column, "", "X", "x" * 999]])
    row = dict.fromkeys(HEADER, "") | {"area": "Kuu", "item": "Arvosana", "year": "2011"}
    row |= {"statistic": "percent", "value": "5", column: "X"}
    found = read_figures([HEADER, [*row.values()]], names=names)
    assert not found.rows
    assert [(each.column, each.reason) for each in found.apart] == [(column, "too-long")]


def test_number_of_answers_larger_than_any_column_is_kept_apart() -> None:
    row = ["Kuu", "", "Arvosana", "2011", "percent", "5", "5000000000"]
    found = read_figures([HEADER, row])
    assert not found.rows
    assert [(each.column, each.reason) for each in found.apart] == [("n", "not-a-number")]


def test_region_with_a_long_title_or_code_fits() -> None:
    parts, code = Parts(), "7" * 30
    told = {"indicator": 1, "year": 2020, "value": 5, "gender": "total"}
    parts.take_json(
        [
            {"id": 1, "title": {"fi": "Osuus"}, "primaryValueType": {"title": {"fi": "prosentti"}}},
            {"id": 777, "category": "KUNTA", "title": "Kuu" * 200},
            {"id": code, "category": "KUNTA", "title": "Kuu"},
            told | {"region": 777},
            told | {"region": code},
        ]
    )
    found = read_sotkanet(parts, items={"1": ""})
    assert [len(each.place) for each in found.rows] == [160]
    assert [(each.column, each.reason) for each in found.apart] == [("region", "too-long")]
