"""A table of a statement in a word processor. Below each figure stand its interval in brackets and
how many it is of; a hidden figure says so. The head is repeated on every page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell, _Row

from kuulluksi.pure.statement import saying
from kuulluksi.pure.statement.sheets import Cell, Sheet, State
from kuulluksi.web.kit.statements import telling
from kuulluksi.web.kit.statements.docx_parts import described, wear
from kuulluksi.web.kit.statements.docx_styles import (
    BESIDE,
    FIGURE,
    LABEL,
    LANDSCAPE_WIDTH,
    NOTE,
    TEXT_WIDTH,
)
from kuulluksi.web.kit.statements.packing import plain

MOST_COLUMNS = 8
"""So many columns of figures stand beside each other on standing paper."""
FEW_LINES, TOGETHER = 5, 14
"""With so few lines, many columns are turned into lines; a table of so few lines is not broken over
pages."""
JOINED = 3
"""Beside so few columns of figures there is room for an interval and its base on one line."""
NARROWEST, WIDEST, LABELS, MOST_LABELS = 1.35, 3.2, 0.34, 0.5
"""Columns of figures in centimetres, and which parts of the page the labels take."""


@dataclass(frozen=True)
class _Lines:
    """A sheet as it stands on paper."""

    heads: list[str]
    labels: list[str]
    totals: list[bool]
    cells: list[tuple[Cell, ...]]


def is_wide(sheet: Sheet) -> bool:
    """Whether it needs lying paper."""
    return len(sheet.columns) > MOST_COLUMNS and not _is_turned(sheet)


def table(document: Document, name: str, sheet: Sheet, language: str) -> None:
    """The table and what must be known to read it; its caption stands above already."""
    lines = _lines(sheet, language)
    made = document.add_table(rows=len(lines.cells) + 1, cols=len(lines.heads) + 1)
    made.style = document.styles["Statement Table"]
    made.autofit = False
    _say(made, f"{name}. {sheet.title.best(language)}", lines)
    widths = _widths(len(lines.heads), LANDSCAPE_WIDTH if is_wide(sheet) else TEXT_WIDTH)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
    rows = list(made.rows)
    for number, row in enumerate(rows):
        boxes = row.cells
        for box, width in zip(boxes, widths, strict=True):
            box.width = Cm(width)
        if number:
            _fill(boxes, lines, number - 1, telling.cautions(sheet), language)
        else:
            _head(boxes, lines)
        _keep(row, is_head=not number)
        if number in (0, len(rows) - 1) or len(lines.cells) <= TOGETHER:
            for box in boxes:
                for paragraph in box.paragraphs:
                    paragraph.paragraph_format.keep_with_next = True
    put_below(document, below(sheet, language))


def put_below(document: Document, said: Sequence[str]) -> None:
    """Notes, all on the page of what they are about."""
    paragraphs = [wear(document.add_paragraph(plain(words)), NOTE) for words in said if words]
    for paragraph in paragraphs[:-1]:
        paragraph.paragraph_format.keep_with_next = True
    if paragraphs:
        paragraphs[-1].paragraph_format.space_after = Pt(10)


def below(sheet: Sheet, language: str) -> list[str]:
    """Where the figures come from and what must be known of them."""
    order = telling.cautions(sheet)
    said = [note.best(language) for note in sheet.notes]
    said += telling.scale(sheet)
    said.append(" ".join(telling.keys(sheet)))
    said += [f"{telling.letter(at)}) {telling.caution(code)}" for at, code in enumerate(order)]
    said.append(telling.source(sheet, language))
    return said


def _is_turned(sheet: Sheet) -> bool:
    return len(sheet.columns) > MOST_COLUMNS and len(sheet.lines) <= FEW_LINES


def _lines(sheet: Sheet, language: str) -> _Lines:
    heads = [column.label.best(language) for column in sheet.columns]
    labels = [line.label.best(language) for line in sheet.lines]
    if _is_turned(sheet):
        turned = list(zip(*sheet.cells, strict=True))
        return _Lines(labels, heads, [False] * len(heads), turned)
    return _Lines(heads, labels, [line.total for line in sheet.lines], list(sheet.cells))


def _widths(columns: int, room: float) -> list[float]:
    """The labels first; figures share what is left, none wider than it needs to be."""
    label = max(min(room * LABELS, room - columns * NARROWEST), room * 0.2)
    each = min((room - label) / max(columns, 1), WIDEST)
    return [min(room - columns * each, room * MOST_LABELS), *([each] * columns)]


def _say(made: Table, title: str, lines: _Lines) -> None:
    properties: Any = made._tbl.tblPr  # noqa: SLF001  the library knows no words for a table
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        look.attrib.clear()
        look.set(qn("w:val"), "06A0")
        for name, on in (("firstRow", 1), ("firstColumn", 1), ("noHBand", 1), ("noVBand", 1)):
            look.set(qn(f"w:{name}"), str(on))
    described(properties, plain(title), plain(telling.shape(lines.labels, lines.heads)))


def _head(boxes: Sequence[_Cell], lines: _Lines) -> None:
    _put(boxes[0], telling.line(), LABEL, bold=True)
    for box, head in zip(boxes[1:], lines.heads, strict=True):
        _put(box, head, FIGURE, bold=True)


def _fill(
    boxes: Sequence[_Cell], lines: _Lines, number: int, order: Sequence[str], language: str
) -> None:
    bold, joined = lines.totals[number], len(lines.heads) <= JOINED
    _put(boxes[0], lines.labels[number], LABEL, bold=bold)
    for box, cell in zip(boxes[1:], lines.cells[number], strict=True):
        _figure(box, cell, language, order, bold=bold, joined=joined)


def _keep(row: _Row, *, is_head: bool) -> None:
    """A row stays whole; the head is repeated."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001  the library knows no heads
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))


def _put(box: _Cell, words: str, style: str, *, bold: bool = False) -> None:
    run = wear(box.paragraphs[0], style).add_run(plain(words))
    if bold:
        run.bold = True


def _figure(
    box: _Cell,
    cell: Cell,
    language: str,
    order: Sequence[str],
    *,
    bold: bool = False,
    joined: bool = False,
) -> None:
    if cell.state is not State.SHOWN:
        _put(box, telling.instead(cell), BESIDE if saying.is_hidden(cell) else FIGURE)
        return
    _put(box, saying.value(cell, language), FIGURE, bold=bold)
    if cell.cautions:
        box.paragraphs[0].add_run(f" {telling.marks(cell, order)}").font.superscript = True
    interval = saying.interval(cell, language)
    parts = [f"({interval})" if interval else "", saying.base(cell, language)]
    beside = [part for part in parts if part]
    for line in ["  ".join(beside)] if beside and joined else beside:
        wear(box.add_paragraph(line), BESIDE)
