"""A table as a spreadsheet (.xlsx), written row by row: a hundred thousand rows in seconds.

openpyxl makes a cell out of every value, which takes ten times as long; so only the sheet itself is
written here, in the fewest parts that ECMA-376 asks for. Texts are texts, never formulas.
"""

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import polars as pl
from django.utils.translation import gettext as _

from kuulluksi.org.rules import Refused
from kuulluksi.web.kit.extracts.tables import Table, Variable

MOST_ROWS, MOST_COLUMNS = 1_048_575, 16_384
CHUNK = 5000
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"'
    f' Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
    # Cells are plain (0), bold (1) or days (2).
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts count="1">'
    '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>",
}
TOP = (
    f'<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    "</sheetView></sheetViews><sheetData>"
)
EMPTY = "<c/>"
# The day before the first of spreadsheets, which take 1900 for a leap year.
DAY_NONE = pl.date(1899, 12, 30)


def write(table: Table, path: Path) -> None:
    """Raises Refused when a sheet does not hold so many rows or columns."""
    if len(table) > MOST_ROWS or len(table.variables) > MOST_COLUMNS:
        raise Refused(_("A spreadsheet does not hold so much. Choose another format."))
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as book:
        for name, part in PARTS.items():
            book.writestr(name, HEAD + part)
        book.writestr("xl/workbook.xml", HEAD + _workbook(table.name))
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write((HEAD + TOP + _heads(table.variables)).encode())
            for rows in _rows(table):
                sheet.write(rows.encode())
            sheet.write(b"</sheetData></worksheet>")


def _workbook(name: str) -> str:
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="{escape(name[:31])}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def _heads(variables: tuple[Variable, ...]) -> str:
    cells = "".join(
        f'<c s="1" t="inlineStr"><is><t>{escape(each.name)}</t></is></c>' for each in variables
    )
    return f"<row>{cells}</row>"


def _rows(table: Table) -> Iterator[str]:
    cells = [_cell(each) for each in table.variables]
    row = pl.concat_str(pl.lit("<row>"), *cells, pl.lit("</row>"))
    frame = table.plain()
    for start in range(0, frame.height, CHUNK):
        yield "".join(frame.slice(start, CHUNK).select(row).to_series())


def _cell(variable: Variable) -> pl.Expr:
    column = pl.col(variable.name)
    if variable.kind == "text":
        # A sheet reads _x0041_ as a letter; what was written like that stays as it was written.
        text = column.str.replace_all("&", "&amp;", literal=True)
        text = text.str.replace_all("<", "&lt;", literal=True)
        text = text.str.replace_all(">", "&gt;", literal=True)  # "]]>" is no text in XML
        text = text.str.replace_all(r"_(x[0-9A-Fa-f]{4}_)", "_x005F_$1")
        text = text.str.replace_all(r"[\x00-\x08\x0B\x0C\x0E-\x1F\x{FFFE}\x{FFFF}]", "")
        written = '<c t="inlineStr"><is><t xml:space="preserve">' + text + "</t></is></c>"
        return pl.when(column != "").then(written).otherwise(pl.lit(EMPTY))
    if variable.kind == "day":
        number = (column - DAY_NONE).dt.total_days().cast(pl.String)
        return ('<c s="2"><v>' + number + "</v></c>").fill_null(EMPTY)
    return ("<c><v>" + column.cast(pl.String) + "</v></c>").fill_null(EMPTY)
