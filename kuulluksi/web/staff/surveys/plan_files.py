"""The year's plan as a file for a spreadsheet: one row for each survey."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from kuulluksi.pure.text import Text, clean_text
from kuulluksi.surveys.queries import Plan, Row

Cell = str | int | date | None
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A spreadsheet takes what begins like this for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
WIDTHS = (28, 28, 40, 22, 14, 12, 12, 10, 12, 10, 24, 28, 40, 12)


def columns() -> list[str]:
    return [
        *(_("Area"), _("Service or unit"), _("Survey"), _("Who is asked"), _("State")),
        *(_("First day"), _("Last day"), _("Answers"), _("Answers are"), _("Invited")),
        *(_("Run by"), _("In charge"), _("Reason"), _("Moved to")),
    ]


def rows(plan: Plan) -> Iterator[list[Cell]]:
    for area in plan.areas:
        for row in area.rows:
            # A sheet takes no signs that no key writes, wherever they came from.
            yield [clean_text(each) if isinstance(each, str) else each for each in cells(row)]


def cells(row: Row) -> list[Cell]:
    survey = row.survey
    place = survey.unit or survey.service
    return [
        words(survey.area.name) if survey.area else _("The whole authority"),
        words(place.name) if place else "",
        words(survey.title),
        str(survey.get_audience_display()),
        str(survey.get_state_display()),
        survey.starts_on,
        survey.ends_on,
        row.tally.answers if row.asked else None,
        (_("exact") if row.tally.exact else _("at least")) if row.asked else "",
        row.tally.asked or None,
        survey.elsewhere,
        survey.responsible.name if survey.responsible else "",
        words(survey.reason),
        survey.moved_to.starts_on if survey.moved_to else None,
    ]


def words(text: Text) -> str:
    return text.best(get_language() or "fi")


def as_csv(plan: Plan) -> tuple[str, bytes]:
    """With semicolons and a mark of its encoding, as spreadsheets in Finland open it."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";")
    writer.writerow(columns())
    for row in rows(plan):
        writer.writerow([plain(cell) for cell in row])
    return "text/csv; charset=utf-8", written.getvalue().encode("utf-8-sig")


def plain(cell: Cell) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str) and cell.startswith(FORMULA):
        return f"'{cell}"
    return cell


def as_xlsx(plan: Plan) -> tuple[str, bytes]:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(str(plan.year))
    sheet.freeze_panes = "A2"
    for number, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    heads = [WriteOnlyCell(sheet, value=name) for name in columns()]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    for row in rows(plan):
        sheet.append([made(sheet, value) for value in row])
    written = io.BytesIO()
    book.save(written)
    return XLSX, written.getvalue()


def made(sheet: Any, value: Cell) -> SheetCell:
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value=datetime.combine(value, time()))
        cell.number_format = "d.m.yyyy"
        return cell
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # words, even if they begin like a formula
    return cell
