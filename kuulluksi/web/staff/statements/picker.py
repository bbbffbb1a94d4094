"""A figure is chosen from its sheet: every cell that may be read is a button that puts a reference
to it into the words. Below the words stands what their references say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from kuulluksi.outcomes.queries.sheets import Offer
from kuulluksi.pure.statement import references, saying
from kuulluksi.pure.statement.references import Part
from kuulluksi.pure.statement.sheets import Cell, Sheet, State
from kuulluksi.pure.text import LANGUAGES, Text
from kuulluksi.web.kit.tags import said
from kuulluksi.web.staff.statements import faults


@dataclass(frozen=True)
class Choice:
    """What may be said of a cell: the figure, of how many it is, or its interval."""

    reference: str
    said: str
    part: str


@dataclass(frozen=True)
class Box:
    choices: Sequence[Choice]
    hidden: bool = False


@dataclass(frozen=True)
class Row:
    label: str
    boxes: Sequence[Box]


@dataclass(frozen=True)
class Grid:
    """A sheet whose cells can be chosen."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Row]
    notes: Sequence[str]


@dataclass(frozen=True)
class Cited:
    """A reference of some words: what it says, and of what."""

    reference: str
    said: str
    about: str


def grid(sheet: Sheet) -> Grid:
    language = get_language() or "fi"
    rows = [
        Row(
            said(line.label),
            [
                _box(f"{sheet.key}.{line.key}.{column.key}", cell, language)
                for column, cell in zip(sheet.columns, cells, strict=True)
            ],
        )
        for line, cells in zip(sheet.lines, sheet.cells, strict=True)
    ]
    columns = [said(column.label) for column in sheet.columns]
    return Grid(said(sheet.title), columns, rows, [said(note) for note in sheet.notes])


def _box(path: str, cell: Cell, language: str) -> Box:
    if cell.state is not State.SHOWN:
        return Box((), hidden=saying.is_hidden(cell))
    ways = (
        (path, saying.value(cell, language), Part.VALUE),
        (f"{path}|n", saying.base(cell, language), Part.BASE),
        (f"{path}|interval", saying.interval(cell, language), Part.INTERVAL),
    )
    return Box([Choice(path, words, part.value) for path, words, part in ways if words])


def titles(offered: Mapping[str, Offer], chosen: str = "") -> list[tuple[str, str]]:
    """All sheets as they are chosen from a list; one that is no longer there stays chosen."""
    found = [(key, said(offer.title)) for key, offer in offered.items()]
    if chosen and chosen not in offered:
        found.append((chosen, chosen))
    return found


def cited(text: Text, sheets: Mapping[str, Sheet]) -> tuple[list[Cited], list[str]]:
    """What the references of some words say in the language of the page, and what is wrong with
    those that say nothing."""
    told: dict[str, Cited] = {}
    wrong: dict[str, str] = {}
    spoken = get_language() or "fi"
    for tag in LANGUAGES:
        for match in references.BRACES.finditer(text.get(tag)):
            reference = match.group(0)
            if reference in told or reference in wrong:
                continue
            read = references.said(reference, spoken, sheets)
            for each in read.cited:
                told[reference] = Cited(
                    reference, each.said, _about(sheets[each.sheet], each.line, each.column)
                )
            for reason, found in read.faults:
                wrong[reference] = faults.sentence(reason, found)
    return list(told.values()), list(wrong.values())


def _about(sheet: Sheet, line: str, column: str) -> str:
    labels = [each.label for each in sheet.lines if each.key == line]
    labels += [each.label for each in sheet.columns if each.key == column]
    return ", ".join(words for label in (sheet.title, *labels) if (words := said(label)))
