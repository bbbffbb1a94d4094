"""Files of figures: each fault is named with its row and cell, kept apart, and loses nothing."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kuulluksi.pure.figurefile import (
    Apart,
    Contents,
    Names,
    Parts,
    agreed,
    one_number_each,
    read_clients,
    read_figures,
    read_names,
    read_sotkanet,
)
from kuulluksi.pure.orgfile import csv_rows

HEADER = "table,area,group,item,year,statistic,value,scale_min,scale_max,note,n,region,channel"


def read(*lines: str, header: str = HEADER, names: Names | None = None) -> Contents:
    rows = csv_rows("\n".join([header, *lines]).encode())
    return agreed(read_figures(rows, names=names or Names(), regions={"658": "Koko maa"}))


def faults(contents: Contents) -> list[tuple[int, str, str]]:
    return [(each.number, each.column, each.reason) for each in contents.apart]


def test_figurefile_reads_a_row_as_it_is_printed() -> None:
    (row,) = read('5,Aikuiset,Päihdehuolto,Sain tietoa,2009-2011,mean,"3,4",1,4,arvio,302,,').rows
    assert (row.place, row.group, row.item) == ("Aikuiset", "Päihdehuolto", "Sain tietoa")
    assert (row.from_year, row.to_year, row.value) == (2009, 2011, Decimal("3.4"))
    assert (row.scale, row.n, row.note, row.instant) == ((1, 4), 302, "arvio", False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
@pytest.mark.parametrize("between", [",", ";"])
def test_figurefile_tells_encodings_and_separators_apart(encoding: str, between: str) -> None:
    lines = ["area,item,year,statistic,value", "Päivähoito,Sain äänen kuuluviin,2011,percent,53"]
    content = "\r\n".join(lines).replace(",", between).encode(encoding)
    (row,) = read_figures(csv_rows(content)).rows
    assert (row.place, row.item, row.value) == ("Päivähoito", "Sain äänen kuuluviin", Decimal(53))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("1,a,,x,2011,mean,5.3,1,5,,,,", ("value", "outside-scale")),
        ("1,a,,x,2011,mean,4.1,,,,,,", ("value", "missing-scale")),
        ("1,a,,x,2011,mean,4.1,5,1,,,,", ("scale_max", "bad-scale")),
        ("1,a,,x,2011,mean,4.1,1,viisi,,,,", ("scale_max", "bad-scale")),
        ("1,a,,x,2011,percent,101,,,,,,", ("value", "over-hundred")),
        ("1,a,,x,2011,percent,-1,,,,,,", ("value", "over-hundred")),
        ("1,a,,x,2011,nps,-101,,,,,,", ("value", "outside-scale")),
        ("1,a,,x,2011,median,4,,,,,,", ("statistic", "unknown-statistic")),
        ("1,a,,x,2011,count,12.5,,,,,,", ("value", "not-whole")),
        ("1,a,,x,2011,count,-3,,,,,,", ("value", "not-whole")),
        ("1,a,,x,2011,count,noin 20,,,,,,", ("value", "not-a-number")),
        ("1,a,,x,2011,count,nan,,,,,,", ("value", "not-a-number")),
        ("1,a,,x,2011,percent,1.23456,,,,,,", ("value", "too-exact")),
        ("1,a,,x,2011,count,,,,,,,", ("value", "missing")),
        ("1,a,,x,vuosi,count,1,,,,,,", ("year", "bad-year")),
        ("1,a,,x,2011-2009,count,1,,,,,,", ("year", "years-swapped")),
        ("1,a,,,2011,count,1,,,,,,", ("item", "missing")),
        ("1,,,x,2011,count,1,,,,,,", ("area", "missing")),
        ("1,a,,x,2011,count,1,,,,2.5,,", ("n", "not-whole")),
        ("1,a,,x,2011,percent,1,,,,,999,", ("region", "unknown-region")),
        ("1,a,,x,2011,percent,1,,,,,,puhelin", ("channel", "unknown-channel")),
        (f"1,a,,{'x' * 301},2011,percent,1,,,,,,", ("item", "too-long")),
        ("1,a,,x,2011,count,1,,,,,,,ylimääräinen", ("", "too-many-cells")),
    ],
)
def test_figurefile_names_each_fault_and_keeps_the_rest(line: str, fault: tuple[str, str]) -> None:
    found = read("1,a,,hyvä,2011,percent,50,,,,,,", line)
    assert faults(found) == [(3, *fault)]
    assert [row.item for row in found.rows] == ["hyvä"]
    (apart,) = found.apart
    received = {cell for cell in line.split(",") if cell}
    assert received == set(apart.cells.values())


def test_figurefile_shares_of_several_choices_may_add_up_to_more() -> None:
    found = read("2,a,,tietoa,2010,percent,80,,,,,,", "2,a,,kohtelua,2010,percent,71,,,,,,")
    assert len(found.rows) == 2
    assert not found.apart


def test_figurefile_region_alone_is_a_place() -> None:
    (row,) = read("1,,,x,2020,percent,70,,,,,658,").rows
    assert (row.place, row.region) == ("Koko maa", "658")


def test_figurefile_service_alone_is_not_the_area_of_the_same_name() -> None:
    found = read("1,Päivähoito,,x,2011,percent,34,,,,,,", "1,,Päivähoito,x,2011,percent,20,,,,,,")
    assert not found.apart
    assert [(row.place, row.group) for row in found.rows] == [
        ("Päivähoito", ""),
        ("Päivähoito", "Päivähoito"),
    ]


def test_figurefile_two_values_of_one_figure_are_both_kept_apart() -> None:
    found = read(
        "1,a,,palaute,2011,count,635,,,,,,",
        "2,a,,palaute,2011,count,653,,,,,,",
        "1,a,,palaute,2010,count,617,,,,,,",
        "2,a,,palaute,2010,count,617,,,,,,",
    )
    assert faults(found) == [(2, "value", "contradicts"), (3, "value", "contradicts")]
    assert [apart.found for apart in found.apart] == ["635 ≠ 653 (#3)", "653 ≠ 635 (#2)"]
    assert [row.value for row in found.rows] == [617, 617]


def test_figurefile_the_same_row_twice_is_one() -> None:
    found = read("1,a,,x,2011,count,5,,,,,,", "1,a,,x,2011,count,5,,,,,,")
    assert (len(found.rows), found.repeated, found.apart) == (1, 1, ())


def test_figurefile_a_series_stays_on_the_scale_of_its_newest_year() -> None:
    found = read(
        "1,a,,x,2009,mean,3.4,1,4,,,,",
        "1,a,,x,2010,mean,3.9,1,5,,,,",
        "1,a,,x,2011,mean,4.0,1,5,,,,",
        "1,b,,x,2009,mean,3.4,1,4,,,,",
    )
    assert faults(found) == [(2, "scale_max", "scale-changed")]
    assert found.apart[0].found == "3.4 [1–4] ≠ 4 [1–5] (#4)"
    assert [row.number for row in found.rows] == [3, 4, 5]


def test_figurefile_two_scales_in_one_year_contradict() -> None:
    found = read("1,a,,x,2011,mean,3.4,1,4,,,,", "2,a,,x,2011,mean,3.4,1,5,,,,")
    assert [apart.reason for apart in found.apart] == ["contradicts", "contradicts"]


def test_figurefile_what_has_two_names_is_one() -> None:
    table = "column,table,printed,means\narea,,Aikuisten palvelut,Aikuiset\nitem,2,Yhteensä,Kaikki"
    names = read_names(csv_rows(f"{table}\ninstant,,Mittari,\ngroup,,Mittari,\n".encode()))
    found = read(
        "1,Aikuiset,,Kaikki,2011,count,5,,,,,,",
        "2,Aikuisten palvelut,,Yhteensä,2011,count,6,,,,,,",
        "1,Aikuisten palvelut,Mittari,Yhteensä,2011,count,7,,,,,,",
        names=names,
    )
    assert [apart.reason for apart in found.apart] == ["contradicts", "contradicts"]
    (row,) = found.rows
    assert (row.place, row.group, row.item, row.instant) == ("Aikuiset", "", "Yhteensä", True)
    assert row.cells["area"] == "Aikuisten palvelut"
    with pytest.raises(ValueError, match="columns"):
        read_names([["a", "b"]])
    with pytest.raises(ValueError, match="not colour"):
        read_names([["column", "table", "printed", "means"], ["colour", "", "a", "b"]])


def test_figurefile_names_tell_what_is_counted_here_and_what_was_asked() -> None:
    table = "column,table,printed,means\nkey,2,Moite,feedback-kind/criticism\n"
    table += "instrument,,Asemat,sosiaaliasemat\n"
    names = read_names(csv_rows(table.encode()))
    found = read(
        "2,Kaikki,,Moite,2011,percent,57,,,",
        "3,Kaikki,,Moite,2011,percent,41,,,",
        "4,Kaikki,Asemat: Kamppi,Arvosana,2011,mean,9.2,4,10,",
        "4,Kaikki,Asematalo,Arvosana,2011,mean,9.2,4,10,",
        "4,Kaikki,Asemat,Oma,2011,count,9,,,register/appeals",
        header="table,area,group,item,year,statistic,value,scale_min,scale_max,item_key",
        names=names,
    )
    told = [(row.item, row.item_key, row.instrument) for row in found.rows]
    # Two values of one figure, each in its own table, contradict each other all the same.
    assert [each.number for each in found.apart] == [2, 3]
    assert told == [
        ("Arvosana", "", "sosiaaliasemat"),
        ("Arvosana", "", ""),
        ("Oma", "register/appeals", "sosiaaliasemat"),
    ]


def test_figurefile_columns_that_miss_or_are_strange_are_named() -> None:
    found = read("a,x,2011", header="area,item,year")
    assert [(each.column, each.reason) for each in found.apart] == [
        ("statistic", "missing-column"),
        ("value", "missing-column"),
    ]
    found = read("a,x,2011,count,5,sininen", header="area,item,year,statistic,value,väri")
    assert [(each.column, each.reason) for each in found.apart] == [("väri", "unknown-column")]
    assert len(found.rows) == 1
    assert read_figures([]).apart


@given(some.lists(some.lists(some.text(max_size=8), max_size=15), max_size=8))
def test_figurefile_every_row_is_taken_or_kept_apart(cells: list[list[str]]) -> None:
    rows = [HEADER.split(","), *cells]
    found = agreed(read_figures(rows))
    filled = sum(any(cell.strip() for cell in row) for row in cells)
    assert len(found.rows) + len(found.apart) + found.repeated == filled


# Sotkanet

INDICATOR = {
    "id": 4413,
    "title": {"fi": "Luottaa henkilökuntaan, %", "sv": "Litar", "en": "Trusts"},
    "range": {"start": 2018, "end": 2024},
    "primaryValueType": {"code": "P", "title": {"fi": "prosenttia", "en": "per cent"}},
    "decimals": 1,
}
REGIONS = [
    {"id": 658, "code": "658", "category": "MAA", "title": {"fi": "Koko maa"}},
    {"id": 1042, "code": "04", "category": "HYVINVOINTIALUE", "title": {"fi": "Satakunta"}},
]


def figure(**but: object) -> dict[str, object]:
    told = {"indicator": 4413, "region": 658, "year": 2020, "gender": "total", "value": 70.5}
    return {**told, "absValue": 12, **but}


def sotkanet(*figures: object, only: tuple[str, ...] = ()) -> Contents:
    parts = Parts()
    for part in (INDICATOR, REGIONS, list(figures)):
        parts.take_json(json.loads(json.dumps(part)))
    return read_sotkanet(parts, items={"4413": "trust-staff"}, only=only)


def test_sotkanet_json_becomes_figures() -> None:
    found = sotkanet(figure(), figure(region=1042, gender="female", value=66))
    assert not found.apart
    whole, women = found.rows
    assert (whole.place, whole.region, whole.group) == ("Koko maa", "658", "")
    assert (whole.statistic, whole.value, whole.item_key) == (
        "percent", Decimal("70.5"), "trust-staff",
    )  # fmt: skip
    assert (whole.item, whole.note) == ("Luottaa henkilökuntaan, %", "absValue 12")
    assert (women.place, women.group, women.value) == ("Satakunta", "woman", Decimal(66))


@pytest.mark.parametrize(
    ("but", "fault"),
    [
        ({"region": 77}, ("region", "unknown-region")),
        ({"indicator": 5}, ("indicator", "unknown-indicator")),
        ({"year": 2030}, ("year", "outside-years")),
        ({"gender": "muu"}, ("gender", "unknown-gender")),
        ({"value": 130}, ("value", "over-hundred")),
        ({"value": "x"}, ("value", "not-a-number")),
    ],
)
def test_sotkanet_faults_are_kept_apart(but: dict[str, object], fault: tuple[str, str]) -> None:
    found = sotkanet(figure(year=2019), figure(**but))
    (apart,) = found.apart
    assert (apart.number, apart.column, apart.reason) == (2, *fault)
    assert apart.cells["absvalue"] == "12"
    assert [row.to_year for row in found.rows] == [2019]


def test_sotkanet_takes_the_regions_that_are_wanted() -> None:
    more = [*REGIONS, {"id": 5, "code": "091", "category": "KUNTA", "title": {"fi": "Kunta"}}]
    parts = Parts()
    parts.take_json(more)
    parts.take_json(INDICATOR)
    parts.take_json([figure(region=region) for region in (658, 1042, 5, 77)])
    found = read_sotkanet(parts, items={"4413": ""}, only=["1042"])
    assert [row.place for row in found.rows] == ["Koko maa", "Satakunta"]
    assert [apart.reason for apart in found.apart] == ["unknown-region"]


def test_sotkanet_csv_is_the_same() -> None:
    parts = Parts()
    parts.take_json([INDICATOR, *REGIONS])
    table = '"indicator";"region";"year";"gender";"value";"absValue"\n4413;658;2020;total;70,5;12\n'
    parts.take_rows(csv_rows(f"{table}4413;1042;2020;total;;\n".encode()))
    found = read_sotkanet(parts, items={"4413": "trust-staff"})
    assert [(row.value, row.place) for row in found.rows] == [(Decimal("70.5"), "Koko maa")]
    parts = Parts()
    parts.take_rows(csv_rows(b"indicator;region\n1;2\n"))
    assert {apart.reason for apart in parts.apart} == {"missing-column"}


def test_sotkanet_what_is_no_row_is_named_and_a_kind_can_be_configured() -> None:
    parts = Parts()
    parts.take_json([{"hello": "there"}, "x"])
    parts.take_json({"id": 9, "title": "Jokin", "primaryValueType": {"title": {"fi": "indeksi"}}})
    parts.take_json([figure(indicator=9, value=12)])
    found = read_sotkanet(parts, items={"9": ""})
    assert [apart.reason for apart in found.apart] == [
        "not-a-row", "not-a-row", "unknown-statistic",
    ]  # fmt: skip
    (row,) = read_sotkanet(parts, items={"9": ""}, kinds={"9": "count"}).rows
    assert (row.statistic, row.item) == ("count", "Jokin")


# Numbers of clients


def clients(*lines: str) -> tuple[list[tuple[str, int]], list[Apart]]:
    rows = csv_rows("\n".join(["place,variable,group,year,clients,note", *lines]).encode())
    numbers, bad = read_clients(rows)
    once, apart = one_number_each(numbers)
    return [(each.place, each.clients) for each in once], [*bad, *apart]


def test_clients_faults_are_named() -> None:
    found, apart = clients(
        "unit-a,,,2025,1 200,arvio",
        "unit-b,gender,,2025,5,",
        "unit-c,,,2024-2025,5,",
        "unit-d,,,2025,5.5,",
        "unit-e,,,2025,10,",
        "unit-e,,,2025,11,",
        ",,,2025,1,",
        "unit-f,,,2025,99999999999,",
        f"unit-g,,,2025,1,{'x' * 201}",
        "unit-a,,,2025,1200,arvio",
    )
    assert found == [("unit-a", 1200)]
    assert [(each.number, each.column, each.reason) for each in apart] == [
        (3, "group", "missing"),
        (4, "year", "bad-year"),
        (5, "clients", "not-whole"),
        (8, "place", "missing"),
        (9, "clients", "not-a-number"),
        (10, "note", "too-long"),
        (6, "clients", "contradicts"),
        (7, "clients", "contradicts"),
    ]
    assert apart[-1].cells["clients"] == "11"
    assert read_clients([["place"]])[1]
