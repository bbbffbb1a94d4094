"""Tables of places: what is read from them, and what is said of a row that cannot be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.orgfile import COLUMNS, BadRow, Contents, csv_rows, from_rows

HEADER = "kind,code,area,service,name_fi,name_sv,valid_from,valid_until,latitude,longitude"


def read(*lines: str, header: str = HEADER) -> Contents:
    return from_rows(csv_rows("\n".join([header, *lines]).encode()))


def bad(*lines: str, header: str = HEADER) -> list[tuple[int, str, str]]:
    return [(row.number, row.column, row.reason) for row in read(*lines, header=header).bad]


def test_table_reads_a_place_of_each_kind() -> None:
    found = read(
        "area,aikuiset,,,Aikuisten palvelut,Tjänster för vuxna,2023-01-01,,,",
        "service,sosiaalityo,aikuiset,,Sosiaalityö,,1.2.2023,31.12.2026,,",
        'unit,kamppi,,sosiaalityo,Kampin sosiaaliasema,,2023-01-01,,"60,1687",24.9316',
    )
    assert found.bad == ()
    area, service, unit = found.records
    assert area.said["name"] == {"fi": "Aikuisten palvelut", "sv": "Tjänster för vuxna"}
    assert "latitude" not in area.said
    assert (service.number, service.link("area")) == (3, "aikuiset")
    assert service.said["valid_from"] == date(2023, 2, 1)
    assert service.said["valid_until"] == date(2026, 12, 31)
    assert (unit.said["latitude"], unit.said["longitude"]) == (60.1687, 24.9316)


def test_table_says_nothing_of_columns_that_are_not_there() -> None:
    (unit,) = read("unit,kamppi,Kamppi", header="kind,code,name_fi").records
    assert unit.said == {"name": {"fi": "Kamppi"}}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("park,puisto,,,Puisto,,,,,", ("kind", "unknown-kind")),
        (",puisto,,,Puisto,,,,,", ("kind", "missing")),
        ("area,,,,Aikuiset,,,,,", ("code", "missing")),
        ("area,päivähoito,,,Päivähoito,,,,,", ("code", "bad-code")),
        ("area,a,,,,Vuxna,,,,", ("name_fi", "missing")),
        ("area,a,aikuiset,,Aikuiset,,,,,", ("area", "not-for-kind")),
        ("area,a,,,Aikuiset,,,,60.1,24.9", ("latitude", "not-for-kind")),
        ("service,s,,,Sosiaalityö,,,,,", ("area", "missing")),
        ("area,a,,,Aikuiset,,2023-02-30,,,", ("valid_from", "bad-date")),
        ("area,a,,,Aikuiset,,31.2.2023,,,", ("valid_from", "bad-date")),
        ("area,a,,,Aikuiset,,2023-01-02,2023-01-01,,", ("valid_until", "days-swapped")),
        ("unit,u,,s,Kamppi,,,,sixty,24.9", ("latitude", "bad-coordinate")),
        ("unit,u,,s,Kamppi,,,,24.9,60.1", ("latitude", "bad-coordinate")),
        ("unit,u,,s,Kamppi,,,,6672000,24.9", ("latitude", "bad-coordinate")),
        ("unit,u,,s,Kamppi,,,,nan,24.9", ("latitude", "bad-coordinate")),
        ("unit,u,,s,Kamppi,,,,60.1,", ("longitude", "half-coordinate")),
    ],
)
def test_table_names_a_fault_by_row_column_and_reason(line: str, fault: tuple[str, str]) -> None:
    good = "area,hyva,,,Hyvä,,,,,"
    assert (3, *fault) in bad(good, line)


def test_table_names_every_fault_and_what_stood_there() -> None:
    found = read("unit,u,,s,Kamppi,,eilen,huomenna,,", "area,å,,,,,,,,")
    assert BadRow(2, "valid_from", "bad-date", "eilen") in found.bad
    assert [(row.number, row.column) for row in found.bad] == [
        (2, "valid_from"),
        (2, "valid_until"),
        (3, "code"),
        (3, "name_fi"),
    ]
    assert found.records == ()


def test_table_names_a_bad_coordinate_once() -> None:
    assert bad("unit,u,,s,Kamppi,,,,6672000,24.9") == [(2, "latitude", "bad-coordinate")]


def test_table_needs_its_columns_and_knows_them() -> None:
    assert bad(header="kind,code,nimi") == [
        (1, "nimi", "unknown-column"),
        (1, "name_fi", "missing-column"),
    ]
    assert bad(header="") == [(1, name, "missing-column") for name in ("kind", "code", "name_fi")]
    assert from_rows([]).bad[0].reason == "missing-column"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_table_reads_what_spreadsheets_write(delimiter: str, encoding: str) -> None:
    lines = [["kind", "code", "name_fi"], ["area", "vaesto", "Väestö – “kaikki”"]]
    content = "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)
    (area,) = from_rows(csv_rows(content)).records
    assert area.said["name"] == {"fi": "Väestö – “kaikki”"}


def test_table_skips_empty_rows_but_counts_them() -> None:
    assert bad("", ",,,,,,,,,", "area,,,,Aikuiset,,,,,") == [(4, "code", "missing")]


@given(st.lists(st.lists(st.text(max_size=12), max_size=len(COLUMNS)), max_size=6))
def test_table_never_breaks_down(rows: list[list[str]]) -> None:
    found = from_rows([list(COLUMNS), *rows])
    numbers = {row.number for row in found.bad} | {record.number for record in found.records}
    spoken = {n for n, row in enumerate(rows, start=2) if any(cell.strip() for cell in row)}
    assert numbers == spoken


@given(st.binary(max_size=200))
def test_table_takes_any_bytes_or_says_that_it_is_no_table(content: bytes) -> None:
    try:
        rows = csv_rows(content)
    except ValueError:
        return
    assert from_rows(rows).bad or rows[0]
