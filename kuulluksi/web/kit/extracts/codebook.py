"""The codebook beside a file: every variable and code in all languages, and how many there are."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.items import (
    MultipleItem,
    NumberItem,
    Question,
    ScaleItem,
    SingleItem,
    questions,
)
from kuulluksi.pure.text import Text, clean_text
from kuulluksi.web.kit.extracts.tables import Table

Row = Sequence[str | int]


def write(table: Table, path: Path) -> None:
    book = Workbook(write_only=True)
    tongues = _tongues(table.asked)
    _sheet(book, pgettext("codebook", "About"), (34, 90), [], table.facts)
    heads = [
        pgettext("codebook", "Variable"),
        pgettext("codebook", "Question"),
        pgettext("codebook", "Kind"),
        pgettext("codebook", "Measure"),
        pgettext("codebook", "Valid (n)"),
    ]
    widths = (28, 28, 10, 10, 10, *(44 for _tag in tongues))
    _sheet(
        book,
        pgettext("codebook", "Variables"),
        widths,
        [*heads, *tongues],
        _variables(table, tongues),
    )
    heads = [
        pgettext("codebook", "Variable"),
        pgettext("codebook", "Value"),
        pgettext("codebook", "Missing"),
        pgettext("codebook", "Number"),
    ]
    _sheet(
        book,
        pgettext("codebook", "Values"),
        (28, 10, 10, 10, *widths[5:]),
        [*heads, *tongues],
        _values(table, tongues),
    )
    heads = [
        pgettext("codebook", "Question"),
        pgettext("codebook", "Wording"),
        pgettext("codebook", "Kind"),
        pgettext("codebook", "Scale or choices"),
    ]
    widths = (28, 10, 10, 40, *(60 for _tag in tongues))
    asked = _asked(table.asked, table.language, tongues)
    _sheet(book, pgettext("codebook", "Questions"), widths, [*heads, *tongues], asked)
    if table.sets:
        heads = [
            pgettext("codebook", "Set"),
            pgettext("codebook", "What was asked"),
            pgettext("codebook", "Its variables"),
        ]
        sets = (
            (f"${each.name}", each.label.best(table.language), " ".join(each.variables))
            for each in table.sets
        )
        _sheet(book, pgettext("codebook", "Multiple responses"), (28, 60, 90), heads, sets)
    book.save(path)


def _tongues(asked: Questionnaire) -> list[str]:
    """Finnish, Swedish, English, and what else the questionnaire is asked in."""
    return list(dict.fromkeys(("fi", "sv", "en", *asked.languages)))


def _sheet(
    book: Workbook, title: str, widths: Sequence[int], heads: Row, rows: Iterable[Row]
) -> None:
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2" if heads else None
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    if heads:
        sheet.append([_cell(sheet, head, bold=True) for head in heads])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: Any, value: str | int, *, bold: bool = False) -> Cell:
    cell = WriteOnlyCell(sheet, value=clean_text(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"  # words, even if they begin like a formula
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _variables(table: Table, tongues: Sequence[str]) -> Iterator[Row]:
    kinds = {
        "number": pgettext("codebook", "number"),
        "text": pgettext("codebook", "text"),
        "day": pgettext("codebook", "day"),
    }
    measures = {
        "nominal": pgettext("codebook", "nominal"),
        "ordinal": pgettext("codebook", "ordinal"),
        "scale": pgettext("codebook", "scale"),
    }
    plain = table.plain()
    for each in table.variables:
        column = plain[each.name]
        valid = int((column != "").sum()) if each.kind == "text" else column.count()
        said = (each.label.get(tag) for tag in tongues)
        about = (each.name, each.question, kinds[each.kind], measures[each.measure])
        yield (*about, valid, *said)


def _values(table: Table, tongues: Sequence[str]) -> Iterator[Row]:
    for each in table.variables:
        if not (each.values or each.missing):
            continue
        found = dict(table.frame[each.name].value_counts().iter_rows())
        for labels, missing in ((each.values, ""), (each.missing, pgettext("codebook", "missing"))):
            for code, text in labels.items():
                said = (text.get(tag) for tag in tongues)
                yield (each.name, code, missing, found.get(code, 0), *said)


def _asked(asked: Questionnaire, language: str, tongues: Sequence[str]) -> Iterator[Row]:
    kinds = {
        "scale": pgettext("codebook", "on a scale"),
        "single": pgettext("codebook", "one choice"),
        "multiple": pgettext("codebook", "several choices"),
        "number": pgettext("codebook", "number"),
        "date": pgettext("codebook", "day"),
        "text": pgettext("codebook", "own words"),
    }
    for item in asked.items:
        for question in questions(item):
            told = question.text
            if question.id != item.id and item.text:  # the row of a matrix, under its heading
                told = _under(item.text, told)
            said = (told.get(tag) for tag in tongues)
            about = (question.id, question.wording, kinds[question.kind])
            yield (*about, _answers(question, language), *said)


def _under(heading: Text, row: Text) -> Text:
    tags = heading.to_json().keys() & row.to_json().keys()
    return Text.from_json({tag: f"{heading.get(tag)} – {row.get(tag)}" for tag in tags})


def _answers(question: Question, language: str) -> str:
    match question:
        case ScaleItem():
            labels = zip(question.scale.points, question.scale.labels, strict=True)
            told = (f"{point} = {label.best(language)}" for point, label in labels if label)
            return "; ".join(told)
        case SingleItem() | MultipleItem():
            texts = enumerate((choice.text for choice in question.choices), start=1)
            return "; ".join(f"{code} = {text.best(language)}" for code, text in texts)
        case NumberItem():
            return f"{question.min}–{question.max} {question.unit.best(language)}".strip()
    return ""
