"""The spreadsheet of a statement: numbers are numbers in their measure, what is hidden says so, and
nothing that somebody wrote is ever a formula."""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kuulluksi.pure.statement import laying
from kuulluksi.pure.statement.document import Document, Kind, Picture, Section, Table
from kuulluksi.pure.statement.sheets import (
    HIDDEN,
    Column,
    Form,
    Line,
    Sheet,
    State,
    Unit,
    filled,
    shown,
)
from kuulluksi.pure.text import Text
from kuulluksi.web.kit.statements.xlsx import xlsx
from tests.factories import statements

NIGHT = datetime(2027, 3, 1, tzinfo=UTC).replace(tzinfo=None)
HEAD = {"fi": "Rivi", "sv": "Rad", "en": "Line"}
HIDES = {"fi": "Lukua ei näytetä", "sv": "Siffran visas inte", "en": "Not shown"}


@cache
def made(language: str = "fi") -> bytes:
    return xlsx(statements.laid(language), statements.meta(language))


def opened(written: bytes) -> Workbook:
    return load_workbook(io.BytesIO(written))


def of(*sheets: Sheet, language: str = "fi") -> bytes:
    section = Section("c", Text.of(fi="Luku"), tuple(Table(sheet.key) for sheet in sheets))
    days = date(2026, 1, 1), date(2026, 12, 31)
    told = Document(Kind.UNIT, Text.of(fi="Lyhyt"), *days, (section,))
    laid = laying.laid_out(told, language, {sheet.key: sheet for sheet in sheets}, {})
    return xlsx(laid, statements.meta(language))


def rows(page: Worksheet, head: str = "Rivi") -> Iterator[list[Any]]:
    """The head of a table and what stands below it."""
    values = [list(row) for row in page.iter_rows(values_only=True)]
    yield from values[next(at for at, row in enumerate(values) if row[0] == head) :]


def page_of(book: Workbook, name: str) -> Worksheet:
    page = book[name]
    assert isinstance(page, Worksheet)
    return page


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_same_statement_gives_same_bytes(language: str) -> None:
    assert xlsx(statements.laid(language), statements.meta(language)) == made(language)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_table_stands_on_a_sheet_with_all_its_figures(language: str) -> None:
    book = opened(made(language))
    grids = statements.laid(language).grids()
    assert len(book.sheetnames) == 1 + len(grids)
    for name, grid in zip(book.sheetnames[1:], grids, strict=True):
        page, sheet = page_of(book, name), grid.sheet
        assert page["A1"].value == f"{name}. {sheet.title.best(language)}"
        head, *lines = rows(page, HEAD[language])
        assert [line[0] for line in lines] == [each.label.best(language) for each in sheet.lines]
        for number, column in enumerate(sheet.columns):
            at = head.index(column.label.best(language))
            for line, cells in zip(lines, sheet.cells, strict=True):
                told = cells[number]
                if told.state is State.HIDDEN:
                    assert line[at] == HIDES[language]
                elif told.state is State.NONE:
                    assert line[at] == "–"
                else:
                    assert told.value is not None
                    times = 100 if told.unit in (Unit.POINTS, Unit.NPS) else 1
                    assert line[at] == pytest.approx(told.value * times)


def test_base_interval_and_cautions_have_columns_of_their_own() -> None:
    book = opened(made())
    head, first, *_others, last = rows(page_of(book, "Taulukko 4"))
    assert head[:9] == [
        "Rivi",
        "2023",
        "2023\nn",
        "2023\n95 % alaraja",
        "2023\n95 % yläraja",
        "2024",
        "2024\nn",
        "2024\n95 % alaraja",
        "2024\n95 % yläraja",
    ]
    assert head[9] == "2024\nhuomattava"
    sheet = statements.sheets()["table-2"]
    cell = sheet.cell("s1", "2024")
    assert first[5:9] == pytest.approx([cell.value, cell.n, cell.low, cell.high])
    assert first[9] == "a"
    at = head.index("2025")
    assert last[at : at + 4] == ["Lukua ei näytetä", None, None, None]
    above = [row[0] for row in page_of(book, "Taulukko 4").iter_rows(values_only=True)]
    assert "a) Kysymyksen sanamuoto oli toinen." in above
    assert "Vuonna 2024 kysymys oli muotoiltu toisin." in above
    assert above[1] == "Lähde: Kuulluksi, sosiaalipalvelujen asiakaskysely"


@pytest.mark.parametrize(
    ("cell", "stored", "form"),
    [
        (shown(1846), 1846, "#,##0"),
        (shown(0.954, Unit.SHARE), 0.954, "0%"),
        (shown(0.954, Unit.SHARE, decimals=1), 0.954, "0.0%"),
        (shown(-0.12, Unit.POINTS), -12, "#,##0"),
        (shown(0.29, Unit.NPS), 29, "#,##0"),
        (shown(4.05, Unit.MEAN, decimals=1), 4.05, "#,##0.0"),
        (shown(3.456, Unit.EUROS, decimals=2), 3.456, "#,##0.00"),
    ],
)
def test_numbers_are_in_their_measure(cell: Any, stored: float, form: str) -> None:
    label = statements.text("a")
    sheet = filled("one", label, [Line("a", label)], [Column("b", label)], {("a", "b"): cell})
    page = page_of(opened(of(sheet)), "Taulukko 1")
    box = next(box for row in page.iter_rows() for box in row if box.data_type == "n" and box.value)
    assert (box.value, box.number_format) == (stored, form)


@settings(max_examples=25, deadline=None)
@given(
    st.text(max_size=12).map(lambda said: "=1+1" + said),
    st.sampled_from(["", "=", "+", "-", "@"]),
)
def test_words_are_never_formulas(said: str, sign: str) -> None:
    label = Text.of(fi=sign + said)
    sheet = filled(
        "one",
        label,
        [Line("a", label)],
        [Column("b", label)],
        {("a", "b"): HIDDEN},
        source=label,
        notes=(label,),
    )
    written = of(sheet)
    with zipfile.ZipFile(io.BytesIO(written)) as packet:
        for name in packet.namelist():
            assert b"<f>" not in packet.read(name)
    page = page_of(opened(written), "Taulukko 1")
    starts = [box for row in page.iter_rows() for box in row if str(box.value or "")[:1] in "=+-@"]
    assert all(box.quotePrefix for box in starts if box.value)


def test_picture_without_a_table_has_its_figures_here() -> None:
    section = Section("c", Text.of(fi="Luku"), (Picture("table-2", Form.BARS), Table("table-1")))
    days = date(2026, 1, 1), date(2026, 12, 31)
    told = Document(Kind.UNIT, Text.of(fi="Lyhyt"), *days, (section,))
    laid = laying.laid_out(told, "fi", statements.sheets(), {})
    book = opened(xlsx(laid, statements.meta()))
    assert book.sheetnames == ["Tietoa", "Taulukko 1", "Kuvio 1"]


def test_cover_leads_to_each_table_and_says_whose_it_is() -> None:
    book = opened(made())
    cover = page_of(book, "Tietoa")
    told = [row[0] for row in cover.iter_rows(values_only=True)]
    assert told[:2] == ["Asiakastilinpäätös 2026", statements.AUTHORITY.best("fi")]
    assert "Allekirjoitettu 1.3.2027: Aino Virtanen, Björn Åkerman." in told
    links = [box.hyperlink for row in cover.iter_rows() for box in row if box.hyperlink]
    assert [link.location for link in links] == [f"'{name}'!A1" for name in book.sheetnames[1:]]
    about = book.properties
    assert (about.title, about.language) == ("Asiakastilinpäätös 2026", "fi")
    assert (about.created, about.modified) == (NIGHT, NIGHT)


def test_heads_stay_in_sight_and_come_again_on_paper() -> None:
    page = page_of(opened(made()), "Taulukko 15")
    head = next(row[0].row for row in page.iter_rows() if row[0].value == "Rivi")
    assert page.freeze_panes == f"B{head + 1}"
    assert page.print_title_rows == f"${head}:${head}"


def test_of_nothing() -> None:
    assert opened(of()).sheetnames == ["Tietoa"]
    none = Sheet("none", statements.text("Tyhjä"), (), tuple(statements.years()), ())
    assert opened(of(none)).sheetnames == ["Tietoa", "Taulukko 1"]
