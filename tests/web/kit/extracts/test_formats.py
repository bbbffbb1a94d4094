"""The same rows as text, as a spreadsheet and as columns; and the codebook beside them."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from kuulluksi.org.rules import Refused
from kuulluksi.surveys.models import Wave
from kuulluksi.web.kit.extracts import codebook, plain, rows, sheet
from kuulluksi.web.kit.extracts.tables import Table
from tests.factories.extracts import FORMULA, LONG, LONGEST

ON = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _long_cells() -> Iterator[None]:
    """Python's reader takes cells as long as the longest words, and later ones as before."""
    usual = csv.field_size_limit(1 << 20)
    yield
    csv.field_size_limit(usual)


@pytest.fixture
def table(wave: Wave) -> Table:
    return rows.table(wave, language="fi", words=True, permit="lupa 1 / väitöskirja", on=ON)


def test_csv_opens_in_a_finnish_spreadsheet(table: Table, tmp_path: Path) -> None:
    plain.write_csv(table, tmp_path / "a.csv")
    raw = (tmp_path / "a.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    found = list(csv.DictReader(raw.decode("utf-8-sig").splitlines(keepends=True), delimiter=";"))
    assert len(found) == 36
    assert {row["turva"] for row in found} == {""}  # nobody: "does not concern me" is no number
    assert sorted(row["kuultu"] for row in found) == [""] * 14 + ["2"] * 8 + ["4"] * 14
    assert {row["v_2_paiva"] for row in found} == {"", "2024-02-29"}
    words = {row["sanat"] for row in found}
    assert words == {"", LONG.strip(), LONGEST, f"'{FORMULA}"}


def test_csv_in_english_has_commas_and_points(table: Table, tmp_path: Path) -> None:
    english = Table(
        "a",
        table.title,
        "en",
        table.asked,
        table.frame.select("response").with_columns(share=pl.lit(0.5)),
        (table.variables[0], table.variables[0].__class__("share", table.title, decimals=2)),
        (),
    )
    plain.write_csv(english, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()[:2] == [
        "response,share",
        "1,0.5",
    ]


def test_spreadsheet_holds_numbers_days_and_words_that_are_no_formulas(
    table: Table, tmp_path: Path
) -> None:
    sheet.write(table, tmp_path / "a.xlsx")
    ((heads, *found),) = pages(tmp_path / "a.xlsx")
    names = [cell.value for cell in heads]
    assert names == list(table.frame.columns)
    assert all(cell.font.bold for cell in heads)
    assert len(found) == 36
    columns = {name: [row[place] for row in found] for place, name in enumerate(names)}
    assert sorted(cell.value for cell in columns["kerrat"] if cell.value is not None) == [12] * 14
    days = [cell for cell in columns["v_2_paiva"] if cell.value is not None]
    assert {cell.value.date() for cell in days} == {date(2024, 2, 29)}
    words = [cell for cell in columns["sanat"] if cell.value]
    assert {cell.value for cell in words} == {LONG.strip(), LONGEST, FORMULA}
    assert {cell.data_type for cell in words} == {"s"}


def test_spreadsheet_keeps_signs_that_mean_something_to_it(table: Table, tmp_path: Path) -> None:
    odd = "a<b>&amp; _x0041_ \x07\n  c"
    frame = table.frame.with_columns(sanat=pl.lit(odd))
    told = Table("a" * 60, table.title, "fi", table.asked, frame, table.variables, ())
    sheet.write(told, tmp_path / "a.xlsx")
    ((_heads, *rows_),) = pages(tmp_path / "a.xlsx")
    read = "a<b>&amp; _x005F_x0041_ \n  c"  # openpyxl leaves the mark of what is no letter
    assert {row[21].value for row in rows_} == {read}


def test_spreadsheet_that_would_not_hold_it_is_refused(
    table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet, "MOST_ROWS", 35)
    with pytest.raises(Refused, match="toinen"):
        sheet.write(table, tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_columns_are_read_by_polars(table: Table, tmp_path: Path) -> None:
    plain.write_parquet(table, tmp_path / "a.parquet")
    found = pl.scan_parquet(tmp_path / "a.parquet")
    counts = found.group_by("suosittelu").len().collect()
    assert dict(counts.iter_rows()) == {10: 14, 6: 4, 0: 6, None: 12}
    assert found.collect_schema()["v_2_paiva"] == pl.Date
    assert found.select(pl.col("sanat").str.len_chars().max()).collect().item() == 10_000


def test_codebook_tells_everything_in_all_languages(table: Table, tmp_path: Path) -> None:
    codebook.write(table, tmp_path / "book.xlsx")
    about, variables, values, questions, sets = (
        [[cell.value for cell in row] for row in page] for page in pages(tmp_path / "book.xlsx")
    )
    facts = dict(about)
    assert facts["Lupa tai peruste"] == "lupa 1 / väitöskirja"
    assert facts["Rivejä"] == "36"
    assert table.asked.hash in facts.values()
    lines = {row[0]: row for row in variables}
    assert lines["and_2"][1] == "and"
    assert lines["and_2"][4] == 30  # who answered
    assert lines["and_2"][5].endswith("Sain apua")  # whole, though SPSS has only its beginning
    assert lines["sukupuoli"][5:] == ["Sukupuoli", "Sukupuoli (sv)", "Sukupuoli (en)"]
    coded = {(row[0], row[1]): row for row in values}
    assert coded["turva", -7][2:] == ["puuttuva", 14, "Ei koske minua", *coded["turva", -7][5:]]
    assert coded["sukupuoli", 2][3:] == [8, "mies", "mies (sv)", "mies (en)"]
    asked = {row[0]: row for row in questions}
    assert asked["turva"][1] == 2  # the number of its wording
    assert asked["turva"][4] == "Mitä mieltä olet? – Oloni oli turvallinen"
    assert sets[1][0] == "$tavat"


def pages(path: Path) -> list[list[list[Any]]]:
    """The cells of each page, row by row."""
    book = openpyxl.load_workbook(path)
    return [[list(row) for row in page.iter_rows()] for page in book.worksheets]
