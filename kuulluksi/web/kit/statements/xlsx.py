"""All tables of a statement as a spreadsheet: one sheet for each, numbers as numbers in their
measure, with n and the ends of the interval in columns of their own. What is hidden says so in
words; words are never formulas.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from django.utils.translation import override, pgettext
from openpyxl import Workbook
from openpyxl.cell import Cell as Box
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from kuulluksi.pure.statement.laying import Drawing, Grid, Laid
from kuulluksi.pure.statement.meta import Meta
from kuulluksi.pure.statement.sheets import Cell, Sheet, State, Unit
from kuulluksi.web.kit.statements import packing, telling

HOUSE, SOFT, INK = "FF0B4F4D", "FFDFECEA", "FF3C4C48"
TITLE = Font("Calibri", 14, bold=True, color=HOUSE)
HEAD = Font("Calibri", 11, bold=True)
LINK = Font("Calibri", 11, underline="single", color=HOUSE)
QUIET = Font("Calibri", 10, color=INK)
FILL = PatternFill("solid", fgColor=SOFT)
BELOW = Border(bottom=Side("thin", color=HOUSE))
ABOVE = Border(top=Side("thin", color=HOUSE))
WRAPPED = Alignment(wrap_text=True, vertical="top")
ACROSS = Alignment(vertical="top")
RIGHT = Alignment(horizontal="right", vertical="top")
MIDDLE = Alignment(horizontal="right", vertical="bottom", wrap_text=True)
FORMULA = ("=", "+", "-", "@", "\t", "\r")
LABEL_WIDTH, VALUE_WIDTH, BESIDE_WIDTH, LONGEST, LINE = 46, 16, 12, 90, 16
ACROSS_PAGE = 9
"""So many columns of numbers fit on a page that lies."""


@dataclass(frozen=True)
class _Part:
    """One column of the spreadsheet: what of the cells of a column of the sheet it holds."""

    head: str
    column: int
    what: str


def xlsx(laid: Laid, meta: Meta) -> bytes:
    """The spreadsheet of a statement."""
    book = Workbook()
    cover = book.active
    if not isinstance(cover, Worksheet):
        raise TypeError("A new spreadsheet has one sheet.")
    with override(laid.language):
        named = _named(laid)
        cover.title = pgettext("statement", "About")
        for name, piece in named:
            _write(book.create_sheet(name), name, piece.sheet, laid.language)
        _cover(cover, [(name, piece.sheet) for name, piece in named], laid, meta)
    about = book.properties
    about.creator = about.lastModifiedBy = packing.plain(meta.authority)
    about.title, about.language = packing.plain(meta.title), laid.language
    written = io.BytesIO()
    book.save(written)
    return packing.settled(written.getvalue(), meta.made_on)


def _named(laid: Laid) -> list[tuple[str, Grid | Drawing]]:
    """Each sheet once: as the table that it is, else as the picture that it is."""
    found: dict[str, tuple[str, Grid | Drawing]] = {}
    for grid in laid.grids():
        found.setdefault(grid.sheet.key, (telling.table(grid.number), grid))
    for drawing in laid.drawings():
        found.setdefault(drawing.sheet.key, (telling.figure(drawing.number), drawing))
    return list(found.values())


def _cover(page: Worksheet, named: Sequence[tuple[str, Sheet]], laid: Laid, meta: Meta) -> None:
    page.sheet_view.showGridLines = False
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 16, LONGEST
    _words(page, 1, 1, meta.title, TITLE)
    facts = (
        meta.authority,
        f"{meta.year} · {telling.edition(meta)}",
        telling.signed(meta),
        meta.address,
    )
    for row, fact in enumerate(facts, start=2):
        _words(page, row, 1, fact)
    start = len(facts) + 3
    _words(page, start, 1, pgettext("statement", "Tables"), HEAD)
    for row, (name, sheet) in enumerate(named, start=start + 1):
        box = _words(page, row, 1, name, LINK)
        target = f"{quote_sheetname(name)}!A1"
        box.hyperlink = Hyperlink(ref=box.coordinate, location=target, display=name)
        _words(page, row, 2, sheet.title.best(laid.language)).alignment = WRAPPED
    _printed(page)


def _write(page: Worksheet, name: str, sheet: Sheet, language: str) -> None:
    parts = _parts(sheet, language)
    above = [each for each in (telling.source(sheet, language), *_notes(sheet, language)) if each]
    _words(page, 1, 1, f"{name}. {sheet.title.best(language)}", TITLE)
    for row, words in enumerate(above, start=2):
        _words(page, row, 1, words)
    head = len(above) + 3
    _words(page, head, 1, telling.line(), HEAD)
    for number, part in enumerate(parts, start=2):
        _words(page, head, number, part.head, HEAD).alignment = MIDDLE
    for box in page[head]:
        box.fill, box.border = FILL, BELOW
    page.row_dimensions[head].height = _height([part.head for part in parts], BESIDE_WIDTH)
    order = telling.cautions(sheet)
    for row, (line, cells) in enumerate(zip(sheet.lines, sheet.cells, strict=True), start=head + 1):
        _words(page, row, 1, line.label.best(language)).alignment = WRAPPED
        for number, part in enumerate(parts, start=2):
            _fill(page, row, number, cells[part.column], part.what, order)
        page.row_dimensions[row].height = _height([line.label.best(language)], LABEL_WIDTH)
        if line.total:
            for box in page[row]:
                box.font, box.border = HEAD, ABOVE
    page.column_dimensions["A"].width = LABEL_WIDTH
    for number, part in enumerate(parts, start=2):
        width = VALUE_WIDTH if part.what == "value" else BESIDE_WIDTH
        page.column_dimensions[get_column_letter(number)].width = width
    page.freeze_panes = page.cell(head + 1, 2).coordinate
    page.print_title_rows, page.print_title_cols = f"{head}:{head}", "A:A"
    _printed(page, columns=len(parts))


def _parts(sheet: Sheet, language: str) -> list[_Part]:
    """The value of each column, and beside it what else is told of any of its cells."""
    found: list[_Part] = []
    for number, column in enumerate(sheet.columns):
        cells = [row[number] for row in sheet.cells]
        named = column.label.best(language)
        found.append(_Part(named, number, "value"))
        if any(cell.n is not None for cell in cells):
            found.append(_Part(f"{named}\nn", number, "n"))
        if any(cell.low is not None for cell in cells):
            low = pgettext("statement", "95 % from")
            high = pgettext("statement", "95 % to")
            found.append(_Part(f"{named}\n{low}", number, "low"))
            found.append(_Part(f"{named}\n{high}", number, "high"))
        if any(cell.cautions for cell in cells):
            known = pgettext("statement", "to be known")
            found.append(_Part(f"{named}\n{known}", number, "cautions"))
    return found


def _notes(sheet: Sheet, language: str) -> list[str]:
    """What is to be known, each in a row above the table."""
    said = [note.best(language) for note in sheet.notes]
    said += telling.scale(sheet)
    cells = [cell for row in sheet.cells for cell in row]
    said += telling.absences(cells)
    order = telling.cautions(sheet)
    said += [f"{telling.letter(at)}) {telling.caution(code)}" for at, code in enumerate(order)]
    return said


def _fill(
    page: Worksheet, row: int, number: int, cell: Cell, what: str, order: Sequence[str]
) -> None:
    if what == "cautions":
        _words(page, row, number, telling.marks(cell, order)).alignment = RIGHT
    elif cell.state is not State.SHOWN:
        if what == "value":
            _words(page, row, number, telling.instead(cell), QUIET).alignment = RIGHT
    elif what == "n":
        _number(page, row, number, cell.n, "#,##0")
    else:
        told = {"value": cell.value, "low": cell.low, "high": cell.high}[what]
        _number(page, row, number, _measured(told, cell), _format(cell))


def _measured(told: float | None, cell: Cell) -> float | None:
    """Shares stay parts of one, which a spreadsheet shows as per cent; points are hundredths."""
    if told is None or cell.unit not in (Unit.POINTS, Unit.NPS):
        return told
    return round(told * 100, 9)


def _format(cell: Cell) -> str:
    decimals = "." + "0" * cell.decimals if cell.decimals else ""
    return f"0{decimals}%" if cell.unit is Unit.SHARE else f"#,##0{decimals}"


def _number(page: Worksheet, row: int, number: int, told: float | None, form: str) -> None:
    box = page.cell(row, number, told)
    box.number_format, box.alignment = form, RIGHT


def _words(page: Worksheet, row: int, number: int, words: str, font: Font | None = None) -> Box:
    """Words stay words, even if they begin like a formula, and when somebody edits them too."""
    box = page.cell(row, number)
    if not isinstance(box, Box):
        raise TypeError("No cells are merged here.")
    said = packing.plain(words)
    if said:
        box.value = said
        box.data_type = "s"
        box.quotePrefix = said.startswith(FORMULA)
    if font is not None:
        box.font = font
    return box


def _printed(page: Worksheet, *, columns: int = 0) -> None:
    """On A4, as wide as the paper, with the number of the page; very many columns on several."""
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.orientation = "landscape" if columns > ACROSS_PAGE // 2 else "portrait"
    page.page_setup.fitToWidth = max(1, -(-columns // ACROSS_PAGE))
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if (footer := page.HeaderFooter.oddFooter) is not None:
        footer.center.text = "&P / &N"


def _height(said: Sequence[str], width: int) -> int:
    """Of a row that holds these words, each in a column of that width."""
    most = max(
        (sum(len(wrap(part, width)) or 1 for part in each.split("\n")) for each in said),
        default=1,
    )
    return LINE * max(most, 1)
