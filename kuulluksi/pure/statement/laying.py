"""A statement laid out for a reader of one language: headings with their numbers, paragraphs with
their figures put in, tables and pictures with theirs. Pages, PDF and DOCX are drawn of this, so
they say the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kuulluksi.pure.statement import references, saying
from kuulluksi.pure.statement.document import Block, Document, Picture, Section, Story, Table, Words
from kuulluksi.pure.statement.references import Cited
from kuulluksi.pure.statement.sheets import Form, Sheet


@dataclass(frozen=True)
class Paragraph:
    """`cited` tells which figures stand in it, and where."""

    words: str
    cited: tuple[Cited, ...] = ()


@dataclass(frozen=True)
class Bullets:
    items: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Grid:
    """A table, numbered as the reader counts them."""

    number: int
    sheet: Sheet


@dataclass(frozen=True)
class Drawing:
    """A picture of a sheet, numbered as the reader counts them."""

    number: int
    sheet: Sheet
    form: Form


@dataclass(frozen=True)
class Told:
    """A story with its words."""

    key: str
    story: object


Piece = Paragraph | Bullets | Grid | Drawing | Told


@dataclass(frozen=True)
class Chapter:
    """A section as it is read; `number` is "2" or "2.1"."""

    key: str
    number: str
    heading: str
    level: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Laid:
    title: str
    language: str
    chapters: tuple[Chapter, ...]

    def grids(self) -> list[Grid]:
        return [piece for each in self.chapters for piece in each.pieces if isinstance(piece, Grid)]

    def drawings(self) -> list[Drawing]:
        return [
            piece for each in self.chapters for piece in each.pieces if isinstance(piece, Drawing)
        ]


def laid_out(
    document: Document, language: str, sheets: Mapping[str, Sheet], stories: Mapping[str, object]
) -> Laid:
    """The document for a reader. What cannot be put in is left as it stands (`references.faults`
    finds it); a sheet or a story that is not there is left out."""
    layout = _Layout(language, sheets, stories)
    chapters = tuple(layout.chapter(section) for section in document.sections)
    return Laid(document.title.best(language), language, chapters)


class _Layout:
    """Counts chapters, tables and pictures on the way."""

    def __init__(
        self, language: str, sheets: Mapping[str, Sheet], stories: Mapping[str, object]
    ) -> None:
        self.language = language
        self.sheets = sheets
        self.stories = stories
        self.chapters = self.parts = self.grids = self.drawings = 0

    def chapter(self, section: Section) -> Chapter:
        if section.level == 1:
            self.chapters, self.parts = self.chapters + 1, 0
        else:
            self.parts += 1
        number = f"{self.chapters}.{self.parts}" if section.level > 1 else str(self.chapters)
        pieces = tuple(piece for block in section.blocks for piece in self.pieces(block))
        heading = section.heading.best(self.language)
        return Chapter(section.key, number, heading, section.level, pieces)

    def pieces(self, block: Block) -> Sequence[Piece]:
        match block:
            case Words(text):
                return [
                    self.paragraph(part)
                    for part in text.best(self.language).replace("\r", "").split("\n\n")
                    if part.strip()
                ]
            case Table(key) if key in self.sheets:
                self.grids += 1
                return [Grid(self.grids, self.sheets[key])]
            case Picture(key, form) if key in self.sheets:
                self.drawings += 1
                return [Drawing(self.drawings, self.sheets[key], form)]
            case Story(key) if key in self.stories:
                return [Told(key, self.stories[key])]
        return []

    def paragraph(self, part: str) -> Paragraph | Bullets:
        lines = [line.strip() for line in part.strip().splitlines()]
        if all(line.startswith("- ") for line in lines):
            return Bullets(tuple(self.words(line[2:]) for line in lines))
        return self.words(" ".join(lines))

    def words(self, words: str) -> Paragraph:
        said = references.said(words, self.language, self.sheets)
        return Paragraph(said.words, said.cited)


def rows(sheet: Sheet, language: str) -> list[list[str]]:
    """The cells of a sheet as they are read, line by line; what is not shown is empty here, and the
    page says in words that it is hidden."""
    return [[saying.value(cell, language) for cell in row] for row in sheet.cells]
