"""A statement as PDF/UA-1: a title page, contents, numbered chapters, tables whose heads come again
on each page, pictures that say what they show, and how it is cited.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import override, pgettext

from kuulluksi.pure.statement import drawing, saying
from kuulluksi.pure.statement.drawing.canvas import width_of
from kuulluksi.pure.statement.laying import (
    Bullets,
    Chapter,
    Drawing,
    Grid,
    Laid,
    Paragraph,
    Piece,
    Told,
)
from kuulluksi.pure.statement.meta import Meta
from kuulluksi.pure.statement.sheets import Cell, Form, Sheet, State
from kuulluksi.pure.statement.stories import Tale
from kuulluksi.web.kit.paper.making import spoken
from kuulluksi.web.kit.statements import citation, telling, typesetting

TEMPLATE = Path(__file__).with_name("statement.typ")
WIDTH, ACROSS = 467.0, 714.0
"""Points between the margins of a page that stands, and of one that lies."""
NAMES, LONGEST = 105.0, 230.0
"""The least and the most that the names of lines take."""
SIZES = (9.5, 8.5, 7.5)
SMALL, PADDING = 0.8, 9.0
"""Of the letters below a figure; points beside it."""
BRIEF, SCALES = 2, (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)
"""The pages of a brief statement, and how large its letters are beside those of a long one."""
TOGETHER = 12
"""A table of no more lines stays on one page."""
TALLEST = 860
"""Of a picture, in its own units, so that it fits on a page with its caption."""


def pdf(laid: Laid, meta: Meta, *, brief: bool = False) -> bytes:
    """`brief`: two pages without a title page and contents, in letters as large as fit on them.
    What does not fit even in small letters takes more pages, and stays as it is."""
    with override(spoken(meta.language)):
        words = told(laid, meta, brief=brief)
        sizes = ({**words, "scale": scale} for scale in (SCALES if brief else ()))
        fitting = (it for it in sizes if typesetting.pages(TEMPLATE, it, meta.made_on) <= BRIEF)
        return typesetting.pdf(TEMPLATE, next(fitting, words), meta.made_on)


def told(laid: Laid, meta: Meta, *, brief: bool = False) -> dict[str, Any]:
    """All that the template sets, in the language that is spoken."""
    draft = meta.signed_on is None
    # A picture says all its figures in words too: two pages have no room for them once more.
    behind = [] if brief else list(_behind(laid))
    return {
        "language": laid.language.split("-", 1)[0],
        "title": meta.title.strip() or laid.title or str(meta.year),
        "authority": meta.authority,
        "draft": pgettext("statement", "Draft") if draft else "",
        "brief": brief,
        "scale": 1.0,
        "cover": [telling.edition(meta), telling.signed(meta), meta.address],
        "words": {
            "contents": pgettext("statement", "Contents"),
            "tables": pgettext("statement", "Tables"),
            "figures": pgettext("statement", "Figures"),
            "behind": pgettext("statement", "Figures of the pictures"),
            "citation": pgettext("statement", "How to cite"),
            "go-on": pgettext("statement", "goes on"),
        },
        "chapters": list(_chapters(laid, brief=brief)),
        "behind": behind,
        "citation": citation.words(meta),
        "colophon": list(telling.colophon(meta)),
    }


def _chapters(laid: Laid, *, brief: bool) -> Iterator[dict[str, Any]]:
    """The first chapter begins a page; the others do where less than a third of one is left. Of a
    brief statement the second does, so that each has one."""
    main = 0
    for chapter in laid.chapters:
        begins = ""
        if chapter.level == 1:
            main += 1
            whole = main == (BRIEF if brief else 1)
            begins = "page" if whole else "" if brief else "third"
        yield _chapter(chapter, laid.language) | {"begins": begins}


def _chapter(chapter: Chapter, language: str) -> dict[str, Any]:
    pieces = [_piece(piece, language) for piece in chapter.pieces]
    return {
        "number": chapter.number,
        "heading": chapter.heading,
        "level": min(chapter.level, 2),
        "pieces": pieces,
    }


def _piece(piece: Piece, language: str) -> dict[str, Any]:
    match piece:
        case Paragraph(words):
            return {"kind": "words", "text": words}
        case Bullets(items):
            return {"kind": "bullets", "items": [item.words for item in items]}
        case Grid(number, sheet):
            return table(telling.table(number), sheet, language)
        case Drawing():
            return picture(piece, language)
        case Told(_key, story):
            return _story(story, language)


def _story(story: object, language: str) -> dict[str, Any]:
    if not isinstance(story, Tale):
        raise TypeError("A story is told by its words.")
    parts = story.words.best(language).split("\n\n")
    return {
        "kind": "story",
        "paragraphs": [part.strip() for part in parts if part.strip()],
        "about": story.about.best(language),
        "language": story.words.best_tag(language).split("-", 1)[0] or language,
    }


def picture(piece: Drawing, language: str) -> dict[str, Any]:
    sheet = piece.sheet
    key = f"figure-{piece.number}"
    made = drawing.in_parts(sheet, piece.form, language, wording(), TALLEST, key)
    return {
        "kind": "picture",
        "number": telling.figure(piece.number),
        "title": sheet.title.best(language),
        "parts": [
            {"svg": each.svg, "alt": each.words, "tall": each.height / TALLEST} for each in made
        ],
        "feet": list(_feet(sheet, language)),
    }


def wording() -> drawing.Wording:
    return drawing.Wording(
        hidden=telling.instead(Cell(State.HIDDEN)),
        none=pgettext("statement", "no figure"),
        interval=pgettext("statement", "95 % interval"),
        forms={
            Form.BARS: pgettext("statement", "Bars"),
            Form.STACKED: pgettext("statement", "Bars of parts"),
            Form.MEANS: pgettext("statement", "Points on a scale"),
            Form.TREND: pgettext("statement", "Lines over the years"),
        },
    )


def table(number: str, sheet: Sheet, language: str) -> dict[str, Any]:
    """Each cell says its figure, and in small letters below it its interval and how many it is of.
    A table that is too wide for a page is turned, so that its columns are lines."""
    order = telling.cautions(sheet)
    heads = [column.label.best(language) for column in sheet.columns]
    names = [line.label.best(language) for line in sheet.lines]
    totals = [line.total for line in sheet.lines]
    cells = [[_cell(cell, order, language) for cell in row] for row in sheet.cells]
    fit = fitted(heads, cells)
    if fit.lies and cells and not (turned := fitted(names, _turned(cells))).lies:
        fit, cells, heads, names = turned, _turned(cells), names, heads
        totals = [False] * len(names)
    if fit.joined:
        cells = [[{**cell, "small": _joined(cell)} for cell in row] for row in cells]
    marked = [f"{telling.letter(i)}) {telling.caution(code)}" for i, code in enumerate(order)]
    return {
        "kind": "table",
        "number": number,
        "title": sheet.title.best(language),
        "heads": heads,
        "rows": [
            {"name": name, "total": total, "cells": row}
            for name, total, row in zip(names, totals, cells, strict=True)
        ],
        "size": fit.size,
        "room": fit.room,
        "names": min(LONGEST, (ACROSS if fit.lies else WIDTH) - len(heads) * fit.room),
        "lies": fit.lies,
        "whole": len(names) <= TOGETHER,
        "feet": [*marked, *telling.keys(sheet), *_feet(sheet, language)],
    }


def _cell(cell: Cell, order: Sequence[str], language: str) -> dict[str, Any]:
    interval = saying.interval(cell, language)
    base = saying.base(cell, language)
    return {
        "text": saying.value(cell, language) or telling.instead(cell),
        "hidden": saying.is_hidden(cell),
        "mark": telling.marks(cell, order),
        "small": [part for part in (f"({interval})" if interval else "", base) if part],
    }


def _turned(cells: Sequence[Sequence[dict[str, Any]]]) -> list[list[dict[str, Any]]]:
    return [list(column) for column in zip(*cells, strict=True)]


def _feet(sheet: Sheet, language: str) -> Iterator[str]:
    yield from (note.best(language) for note in sheet.notes)
    if source := telling.source(sheet, language):
        yield source


@dataclass(frozen=True)
class Fit:
    """In which letters a table fits, how wide its columns are, whether its page has to lie, and
    whether what stands below a figure has room on one line."""

    size: float
    room: float
    lies: bool
    joined: bool


def fitted(heads: Sequence[str], cells: Sequence[Sequence[dict[str, Any]]]) -> Fit:
    """Words may break into lines, figures may not."""
    words = {word for head in heads for word in head.split()}
    small: set[str] = set()
    joined: set[str] = set()
    for cell in (cell for row in cells for cell in row):
        words |= {cell["text"] + cell["mark"]} if cell["small"] else set(cell["text"].split(" "))
        small |= set(cell["small"])
        joined |= set(_joined(cell))
    plain = max(map(_width, words), default=1.0)
    for wide, lies in ((WIDTH, False), (ACROSS, True)):
        for below, is_joined in ((joined, True), (small, False)):
            most = max([plain, *(SMALL * _width(said) for said in below)])
            for size in SIZES[:1] if is_joined else SIZES:
                room = max(most * size + PADDING, 36.0)
                if room * len(heads) + NAMES <= wide:
                    spare = (wide - LONGEST) / max(1, len(heads))
                    return Fit(size, min(max(room, spare), max(room, 92.0)), lies, is_joined)
    return Fit(SIZES[-1], (ACROSS - NAMES) / max(1, len(heads)), lies=True, joined=False)


def _joined(cell: dict[str, Any]) -> list[str]:
    return ["  ".join(cell["small"])] if cell["small"] else []


def _width(words: str) -> float:
    return width_of(words, 1)


def _behind(laid: Laid) -> Iterator[dict[str, Any]]:
    """The figures of those pictures whose sheet stands nowhere as a table."""
    seen = {grid.sheet.key for grid in laid.grids()}
    for piece in laid.drawings():
        if piece.sheet.key not in seen:
            seen.add(piece.sheet.key)
            yield table(telling.figure(piece.number), piece.sheet, laid.language)
