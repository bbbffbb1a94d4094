"""A statement as a web page: chapters, tables that scroll in their own frame, pictures with their
numbers behind them, stories. A figure in a sentence leads to its place in the table. Public pages
and the editor's preview are drawn of this, in the language of the statement.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import override, pgettext

from kuulluksi.pure.statement import saying
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
from kuulluksi.pure.statement.references import Cited
from kuulluksi.pure.statement.sheets import Cell, Sheet, State
from kuulluksi.pure.statement.stories import Tale
from kuulluksi.web.kit.paper.making import spoken
from kuulluksi.web.kit.statements import pictures, telling

_NO_ID = re.compile(r"[\s%#]+")
MOST_COLUMNS, FEW_LINES = 8, 5
"""With more columns than this and so few lines, columns become lines, as on paper."""
SEVERAL = 4
DEEPEST, TOGETHER = 6, 7


@dataclass(frozen=True)
class Bit:
    """A stretch of a sentence; a figure has a `link` to where it stands on the page."""

    words: str
    link: str = ""


@dataclass(frozen=True)
class Prose:
    """A paragraph, or with several `items` a list."""

    items: tuple[tuple[Bit, ...], ...]
    kind: str = "words"


@dataclass(frozen=True)
class Box:
    """A cell of a table. `told` is its figure, or what stands instead of it."""

    id: str
    told: str
    mark: str
    small: tuple[str, ...]
    hidden: bool
    nothing: bool


@dataclass(frozen=True)
class Row:
    name: str
    total: bool
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Table:
    """`id` is unique on the page; `feet` is what must be known to read it."""

    id: str
    name: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    feet: tuple[str, ...]
    kind: str = "table"

    @property
    def many(self) -> bool:
        """Whether its columns are so many that what a figure is of stands in lines below it."""
        return len(self.heads) > SEVERAL

    @property
    def whole(self) -> bool:
        """Whether its lines are so few that they stay on one page of paper."""
        return len(self.rows) <= TOGETHER


@dataclass(frozen=True)
class Shown:
    """A picture. Its numbers stand in a table elsewhere on the page (`link`, `where`), or folded
    behind it (`table`)."""

    id: str
    name: str
    title: str
    picture: pictures.Picture
    table: Table | None
    link: str
    where: str
    feet: tuple[str, ...]
    kind: str = "picture"


@dataclass(frozen=True)
class Voice:
    """A story in the language in which it is told."""

    paragraphs: tuple[str, ...]
    about: str
    language: str
    kind: str = "story"


Part = Prose | Table | Shown | Voice


@dataclass(frozen=True)
class Section:
    """A chapter with its parts; `rank` is that of its heading on the page."""

    id: str
    number: str
    heading: str
    rank: int
    parts: tuple[Part, ...]
    inner: tuple["Section", ...] = field(default=())


def html(
    laid: Laid, *, level: int = 2, prefix: str = "", sheets: Mapping[str, Sheet] | None = None
) -> SafeString:
    """All chapters, in the language of the statement. `level` is the rank of the headings of
    chapters; `prefix` keeps ids apart where a page shows several statements. Those of the `sheets`
    that only the words tell of follow as tables."""
    with override(spoken(laid.language)):
        shown = {
            "sections": sections(laid, level=level, prefix=prefix, sheets=sheets),
            "lang": laid.language.split("-", 1)[0],
        }
        return SafeString(render_to_string("kit/statements/laid.html", shown))


def sections(
    laid: Laid, *, level: int = 2, prefix: str = "", sheets: Mapping[str, Sheet] | None = None
) -> list[Section]:
    """The chapters, each with those that are parts of it. In the language that is spoken."""
    page = _Page(laid, level, prefix, sheets or {})
    found: list[tuple[Chapter, list[Chapter]]] = []
    for chapter in laid.chapters:
        if chapter.level > 1 and found:
            found[-1][1].append(chapter)
        else:
            found.append((chapter, []))
    made = [page.section(chapter, inner) for chapter, inner in found]
    return [*made, page.behind()] if page.behind_words else made


class _Page:
    """Knows where each sheet stands on the page."""

    def __init__(self, laid: Laid, level: int, prefix: str, sheets: Mapping[str, Sheet]) -> None:
        self.language, self.level, self.prefix = laid.language, level, prefix
        self.grids: Mapping[str, int] = _first(laid.grids())
        self.drawings: Mapping[str, int] = _first(laid.drawings())
        shown = self.grids.keys() | self.drawings.keys()
        cited = dict.fromkeys(each.sheet for each in _cited(laid) if each.sheet not in shown)
        self.behind_words = {key: sheets[key] for key in cited if key in sheets}

    def section(self, chapter: Chapter, inner: Sequence[Chapter] = ()) -> Section:
        rank = min(self.level + min(chapter.level, 2) - 1, DEEPEST)
        return Section(
            f"{self.prefix}{chapter.key}",
            chapter.number,
            chapter.heading,
            rank,
            tuple(self.part(piece) for piece in chapter.pieces),
            tuple(self.section(each) for each in inner),
        )

    def part(self, piece: Piece) -> Part:
        match piece:
            case Paragraph():
                return Prose((self.bits(piece),))
            case Bullets(items):
                return Prose(tuple(map(self.bits, items)), "bullets")
            case Grid(number, sheet):
                return table(self.table_id(number), telling.table(number), sheet, self.language)
            case Drawing():
                return self.shown(piece)
            case Told(_key, story):
                return _voice(story, self.language)

    def bits(self, paragraph: Paragraph) -> tuple[Bit, ...]:
        """The sentence in stretches. A figure whose sheet is on the page leads there."""
        found: list[Bit] = []
        end = 0
        for cited in paragraph.cited:
            link = self.place(cited.sheet, cited.line, cited.column)
            if link:
                found += [Bit(paragraph.words[end : cited.start]), Bit(cited.said, link)]
                end = cited.start + len(cited.said)
        return tuple(bit for bit in [*found, Bit(paragraph.words[end:])] if bit.words)

    def place(self, sheet: str, line: str, column: str) -> str:
        """The address of a figure on the page: its cell, or its picture; "" where neither is."""
        if sheet in self.grids:
            return f"#{_cell_id(self.table_id(self.grids[sheet]), line, column)}"
        if sheet in self.drawings:
            return f"#{self.figure_id(self.drawings[sheet])}"
        if sheet in self.behind_words:
            return f"#{_cell_id(self.behind_id(sheet), line, column)}"
        return ""

    def behind(self) -> Section:
        """The tables of which only the words tell."""
        tables = tuple(
            table(self.behind_id(key), "", sheet, self.language)
            for key, sheet in self.behind_words.items()
        )
        heading = pgettext("statement", "Figures that stand in the text alone")
        return Section(f"{self.prefix}behind-words", "", heading, self.level, tables)

    def behind_id(self, sheet: str) -> str:
        return f"{self.prefix}behind-{sheet}"

    def shown(self, piece: Drawing) -> Shown:
        id_, sheet = self.figure_id(piece.number), piece.sheet
        name, title = telling.figure(piece.number), sheet.title.best(self.language)
        told = self.grids.get(sheet.key)
        return Shown(
            id_,
            name,
            title,
            pictures.picture(sheet, piece.form, self.language, id_),
            table(f"{id_}-table", name, sheet, self.language) if told is None else None,
            "" if told is None else f"#{self.table_id(told)}",
            "" if told is None else telling.table(told),
            tuple(_feet(sheet, self.language)),
        )

    def table_id(self, number: int) -> str:
        return f"{self.prefix}table-{number}"

    def figure_id(self, number: int) -> str:
        return f"{self.prefix}figure-{number}"


def table(id_: str, name: str, sheet: Sheet, language: str) -> Table:
    """A sheet with its figures, their intervals and bases, and what must be known of them."""
    order = telling.cautions(sheet)
    heads = [column.label.best(language) for column in sheet.columns]
    names = [(line.label.best(language), line.total) for line in sheet.lines]
    boxes = [
        [
            _box(cell, _cell_id(id_, line.key, column.key), order, language)
            for column, cell in zip(sheet.columns, row, strict=True)
        ]
        for line, row in zip(sheet.lines, sheet.cells, strict=True)
    ]
    if len(heads) > MOST_COLUMNS and 0 < len(names) <= FEW_LINES:
        boxes = [list(column) for column in zip(*boxes, strict=True)]
        heads, names = [said for said, _total in names], [(head, False) for head in heads]
    marked = [f"{telling.letter(i)}) {telling.caution(code)}" for i, code in enumerate(order)]
    return Table(
        id_,
        name,
        sheet.title.best(language),
        tuple(heads),
        tuple(
            Row(said, total, tuple(row)) for (said, total), row in zip(names, boxes, strict=True)
        ),
        (*marked, *telling.scale(sheet), *telling.keys(sheet), *_feet(sheet, language)),
    )


def _box(cell: Cell, id_: str, order: Sequence[str], language: str) -> Box:
    interval = saying.interval(cell, language)
    small = (f"({interval})" if interval else "", saying.base(cell, language))
    return Box(
        id_,
        saying.value(cell, language) or telling.instead(cell),
        telling.marks(cell, order),
        tuple(part for part in small if part),
        saying.is_hidden(cell),
        cell.state is State.NONE,
    )


def _cell_id(table_id: str, line: str, column: str) -> str:
    return _NO_ID.sub("-", f"{table_id}.{line}.{column}")


def _feet(sheet: Sheet, language: str) -> Iterator[str]:
    yield from (said for note in sheet.notes if (said := note.best(language)))
    if source := telling.source(sheet, language):
        yield source


def _first(pieces: Sequence[Grid] | Sequence[Drawing]) -> Mapping[str, int]:
    """Where each sheet stands first, by its number."""
    found: dict[str, int] = {}
    for piece in pieces:
        found.setdefault(piece.sheet.key, piece.number)
    return found


def _cited(laid: Laid) -> Iterator[Cited]:
    for chapter in laid.chapters:
        for piece in chapter.pieces:
            match piece:
                case Paragraph():
                    yield from piece.cited
                case Bullets(items):
                    yield from (each for item in items for each in item.cited)


def _voice(story: object, language: str) -> Voice:
    if not isinstance(story, Tale):
        raise TypeError("A story is told by its words.")
    parts = story.words.best(language).split("\n\n")
    spoken_in = story.words.best_tag(language).split("-", 1)[0] or language
    return Voice(
        tuple(part.strip() for part in parts if part.strip()),
        story.about.best(language),
        spoken_in,
    )
