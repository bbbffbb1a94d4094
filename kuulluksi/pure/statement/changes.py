"""What differs between two editions of a statement: figures one by one, and the sections whose
words, tables or pictures are other ones. Stories are not counted: they stand by reference.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kuulluksi.pure.statement.canon import Frozen
from kuulluksi.pure.statement.document import Block, Section, Story
from kuulluksi.pure.statement.sheets import Cell, Column, Line, Sheet
from kuulluksi.pure.text import Text


@dataclass(frozen=True)
class Changed:
    """A figure that is another one, is there anew (`before` is None), or is gone (`after` is
    None)."""

    sheet: Sheet
    line: Line
    column: Column
    before: Cell | None
    after: Cell | None


@dataclass(frozen=True)
class Changes:
    """Headings of sections; `figures` in the order of the sheets."""

    figures: tuple[Changed, ...] = ()
    rewritten: tuple[Text, ...] = ()
    added: tuple[Text, ...] = ()
    removed: tuple[Text, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.figures or self.rewritten or self.added or self.removed)


def changes(before: Frozen, after: Frozen) -> Changes:
    old = {section.key: section for section in before.document.sections}
    new = {section.key: section for section in after.document.sections}
    return Changes(
        tuple(_figures(before, after)),
        tuple(
            section.heading
            for key, section in new.items()
            if key in old and _held(old[key]) != _held(section)
        ),
        tuple(section.heading for key, section in new.items() if key not in old),
        tuple(section.heading for key, section in old.items() if key not in new),
    )


def _held(section: Section) -> tuple[Text, int, tuple[Block, ...]]:
    blocks = tuple(block for block in section.blocks if not isinstance(block, Story))
    return section.heading, section.level, blocks


def _figures(before: Frozen, after: Frozen) -> Iterator[Changed]:
    for key, sheet in after.sheets.items():
        old = before.sheets.get(key)
        was = _cells(old) if old else {}
        for place, (line, column, cell) in _cells(sheet).items():
            told = was.pop(place, None)
            if told is None:
                yield Changed(sheet, line, column, None, cell)
            elif told[2] != cell:
                yield Changed(sheet, line, column, told[2], cell)
        for line, column, cell in was.values():
            yield Changed(sheet, line, column, cell, None)
    for key, sheet in before.sheets.items():
        if key not in after.sheets:
            for line, column, cell in _cells(sheet).values():
                yield Changed(sheet, line, column, cell, None)


def _cells(sheet: Sheet) -> dict[tuple[str, str], tuple[Line, Column, Cell]]:
    return {
        (line.key, column.key): (line, column, cell)
        for line, row in zip(sheet.lines, sheet.cells, strict=True)
        for column, cell in zip(sheet.columns, row, strict=True)
    }
