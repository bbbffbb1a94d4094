"""Rows of a file as cells: numbers, years and columns as people write them; what is kept apart."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.audit.cells import Sheet, number, read, roundness, years
from kuulluksi.pure.figurefile.records import Fault

OWN = ("days", "euros", "points")
HEADER = ["table", "area", "group", "item", "year", "statistic", "value", "scale_min", "scale_max"]


def rows(*lines: str) -> Sheet:
    return read([[*HEADER, "note", "n"], *(line.split("|") for line in lines)])


@pytest.mark.parametrize(
    ("printed", "value", "decimals"),
    [
        ("653", "653", 0),
        ("14 908", "14908", 0),
        ("14\u00a0908", "14908", 0),
        ("4,1", "4.1", 1),
        ("4.10", "4.10", 2),
        ("1.234,5", "1234.5", 1),
        ("1,234.5", "1234.5", 1),
        ("57 %", "57", 0),
        ("−3", "-3", 0),
        ("noin 21 000", "21000", 0),
        ("120 kpl", "120", 0),
    ],
)
def test_cells_numbers_as_people_write_them(printed: str, value: str, decimals: int) -> None:
    assert number(printed) == (Decimal(value), decimals)


def test_cells_numbers_of_people_may_have_thousands_as_the_english_write_them() -> None:
    assert number("14,908", of_count=True) == (Decimal(14908), 0)
    assert number("1,234,567", of_count=True) == (Decimal(1234567), 0)
    assert number("12,5", of_count=True) == (Decimal("12.5"), 1)
    assert number("14,908") == (Decimal("14.908"), 3)
    (cell,) = rows("1|A||Apua|2024|percent|50||||1,200").cells
    assert cell.n == 1200


@pytest.mark.parametrize("printed", ["", "abc", "1-5", "12 34", "1.2.3", "1e5"])
def test_cells_what_is_no_number(printed: str) -> None:
    with pytest.raises(Fault):
        number(printed)


@given(st.integers(-(10**9), 10**9), st.integers(0, 3))
def test_cells_numbers_in_finnish_come_back(value: int, decimals: int) -> None:
    exact = Decimal(value).scaleb(-decimals)
    written = f"{exact:,.{decimals}f}".replace(",", "\u00a0").replace(".", ",")
    assert number(written) == (exact, decimals)


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("2011", 2011, 2011),
        ("2009-2011", 2009, 2011),
        ("2009–2011", 2009, 2011),
        ("2010/2011", 2010, 2011),
        ("2010-11", 2010, 2011),
        ("2010/11", 2010, 2011),
    ],
)
def test_cells_years(printed: str, first: int, last: int) -> None:
    assert years(printed) == (first, last)


def test_cells_of_a_file_in_any_order_of_columns() -> None:
    sheet = read([["value", "Item ", "\ufeffyear", "statistic"], ["4,1", "Apua", "2024", "KA"]])
    (cell,) = sheet.cells
    assert (cell.item, cell.value, cell.statistic, cell.half) == (
        "Apua",
        Decimal("4.1"),
        "mean",
        Decimal("0.05"),
    )


def test_cells_nothing_is_lost() -> None:
    sheet = rows(
        "1|A||Kiitos|2024|count|12",
        "1|A||Kiitos|2024|count|-",
        "1|A||Kiitos|2024|count|<5",
        "1|A||Kiitos|2024|count|ei tietoa",
        "1|A||Kiitos|20x4|count|12",
        "1|A||Kiitos|2024|count|many",
        "1|A|||2024|count|12",
        "1|A||Kiitos|2024||12",
        "||||||",
    )
    assert [cell.number for cell in sheet.cells] == [2]
    assert [row.number for row in sheet.absent] == [3, 4, 5]
    assert [(row.number, row.column, row.reason) for row in sheet.apart] == [
        (6, "year", "bad-year"),
        (7, "value", "not-a-number"),
        (8, "item", "missing"),
        (9, "statistic", "missing"),
    ]
    assert sheet.apart[0].cells["item"] == "Kiitos"


def test_cells_a_figure_is_read_though_its_scale_or_n_is_not() -> None:
    sheet = rows(
        "1|A||Apua|2024|mean|4.1|5|1||",
        "1|A||Apua|2023|mean|4.1|1|||",
        "1|A||Apua|2022|mean|4.1|1|5||12.5",
        "1|A||Apua|2021|median|4|1|5||",
    )
    assert [cell.number for cell in sheet.cells] == [2, 3, 4, 5]
    assert [row.reason for row in sheet.apart] == [
        "bad-scale",
        "bad-scale",
        "not-whole",
        "unknown-statistic",
    ]


def test_cells_days_euros_and_points_of_our_own_open_data_are_read() -> None:
    sheet = rows(*(f"1|A||Odotus|{2024 - n}|{what}|4||||" for n, what in enumerate(OWN)))
    assert {cell.statistic for cell in sheet.cells} == {"other"}
    assert [cell.value for cell in sheet.cells] == [4] * len(OWN)
    assert sheet.apart == ()


def test_cells_without_the_needed_columns_there_are_none() -> None:
    assert [row.column for row in read([["item", "value"], ["Kiitos", "12"]]).apart] == [
        "year",
        "statistic",
    ]
    assert read([]).apart != ()


def test_cells_an_estimate_is_true_within_its_own_roundness() -> None:
    exact, about, over = rows(
        "1|A||Lapsia|2024|count|21000",
        "1|A||Nuoria|2024|count|21000|||noin",
        "1|A||Aikuisia|2024|count|yli 21000",
    ).cells
    assert [int(cell.slack) for cell in (exact, about, over)] == [0, 500, 500]
    assert over.told.limit == "over"


def test_cells_roundness() -> None:
    assert [roundness(Decimal(value)) for value in ("21000", "2678", "0", "4.10")] == [
        Decimal(1000),
        Decimal(1),
        Decimal(0),
        Decimal("0.1"),
    ]


@given(st.lists(st.lists(st.text(max_size=12), max_size=12), max_size=6))
def test_cells_whatever_a_file_holds_is_read_or_told(lines: list[list[str]]) -> None:
    sheet = read([[*HEADER, "note", "n"], *lines])
    filled = [number for number, row in enumerate(lines, 2) if any(c.strip() for c in row)]
    told = {cell.number for cell in sheet.cells} | {
        row.number for row in (*sheet.absent, *sheet.apart)
    }
    assert told == set(filled)
