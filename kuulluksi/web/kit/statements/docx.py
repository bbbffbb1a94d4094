"""A statement for those who must edit it: a document of a word processor with real styles, captions
that count themselves, tables with heads and words for those who do not see, and pictures.
"""

import io
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import override, pgettext
from docx import api
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from kuulluksi.pure.statement import drawing
from kuulluksi.pure.statement.laying import Bullets, Chapter, Drawing, Grid, Laid, Piece, Told
from kuulluksi.pure.statement.laying import Paragraph as Words
from kuulluksi.pure.statement.meta import Meta
from kuulluksi.pure.statement.stories import Tale
from kuulluksi.web.kit.statements import docx_parts, docx_tables, packing, pdf, telling, typesetting
from kuulluksi.web.kit.statements.docx_styles import (
    LIST_HEADING,
    LISTED,
    TAGS,
    TELLER,
    TEXT_WIDTH,
    TOLD,
    UNNUMBERED,
    dress,
    stand,
)
from kuulluksi.web.kit.statements.packing import plain

LONG = 4
"""With so many chapters, a statement has a page for its title and a list of contents."""
FIRST: Mapping[str, int] = {"Table": 100_000, "Figure": 200_000}
"""After which number the marks of captions begin; those of chapters begin with one."""
TALLEST, HIGHEST = 860, 20.5
"""Of a picture, in its own units and in centimetres, so that it fits on a page with its caption."""


def docx(laid: Laid, meta: Meta, citation: str) -> bytes:
    """The document of a statement. `citation`: one line, as in a list of references."""
    with override(laid.language):
        document = api.Document()
        dress(document, laid.language)
        _about(document, meta)
        _title(document, laid, meta)
        writing = _Writing(document, laid.language, is_long=len(laid.chapters) >= LONG)
        for number, chapter in enumerate(laid.chapters, start=1):
            writing.chapter(number, chapter)
        writing.behind(laid)
        writing.end(citation, telling.colophon(meta))
        _pages(document, meta)
    written = io.BytesIO()
    document.save(written)
    return packing.settled(written.getvalue(), meta.made_on)


def _about(document: Document, meta: Meta) -> None:
    about = document.core_properties
    about.title, about.author = plain(meta.title)[:255], plain(meta.authority)[:255]
    about.last_modified_by, about.language = about.author, meta.language
    about.subject, about.comments = str(meta.year), ""
    about.identifier = plain(meta.address)[:255]
    about.version, about.revision = str(meta.edition), max(meta.edition, 1)


def _title(document: Document, laid: Laid, meta: Meta) -> None:
    is_long = len(laid.chapters) >= LONG
    title = document.add_paragraph(plain(laid.title), "Title")
    if not is_long:
        title.paragraph_format.space_before = Cm(0)
    document.add_paragraph(plain(meta.authority), "Subtitle")
    document.add_paragraph(f"{meta.year} · {telling.edition(meta)}", "Subtitle")
    document.add_paragraph(plain(telling.signed(meta)))
    docx_parts.address(document, document.add_paragraph(), plain(meta.address))
    if is_long:
        heading = document.add_paragraph(pgettext("statement", "Contents"), "TOC Heading")
        heading.paragraph_format.page_break_before = True
        entries = [_entry(*each) for each in enumerate(laid.chapters, start=1)]
        docx_parts.contents(document, r'TOC \o "1-2" \h \z', entries)
        grids = [(telling.table(each.number), each) for each in laid.grids()]
        _list(document, pgettext("statement", "Tables"), "Table", grids, laid.language)
        drawings = [(telling.figure(each.number), each) for each in laid.drawings()]
        _list(document, pgettext("statement", "Figures"), "Figure", drawings, laid.language)


def _entry(number: int, chapter: Chapter) -> tuple[str, str, str]:
    words = f"{chapter.number}\t{plain(chapter.heading)}"
    return f"toc {min(chapter.level, 2)}", words, _mark(number)


def _list(
    document: Document,
    heading: str,
    kind: str,
    named: Sequence[tuple[str, Grid | Drawing]],
    language: str,
) -> None:
    """All tables, or all pictures, by their captions."""
    if named:
        document.add_paragraph(heading, LIST_HEADING)
        entries = [
            (
                LISTED,
                plain(f"{name}. {each.sheet.title.best(language)}"),
                _mark(FIRST[kind] + each.number),
            )
            for name, each in named
        ]
        docx_parts.contents(document, rf'TOC \h \z \c "{kind}"', entries)


def _mark(number: int) -> str:
    return f"_Toc{number:06}"


def _pages(document: Document, meta: Meta) -> None:
    """The title above, and below the number of each page: "3 / 24"."""
    section = document.sections[0]
    head = section.header.paragraphs[0]
    head.text = plain(f"{meta.title} · {meta.authority}")
    if meta.signed_on is None:
        head.add_run(f" · {pgettext('statement', 'Draft')}").bold = True
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    docx_parts.field(foot, "PAGE", "1")
    foot.add_run(" / ")
    docx_parts.field(foot, "NUMPAGES", "1")


class _Writing:
    """Writes piece after piece, and turns the paper where a table is too wide for it."""

    def __init__(self, document: Document, language: str, *, is_long: bool) -> None:
        self.document, self.language, self.is_long = document, language, is_long
        self.is_lying = False

    def chapter(self, number: int, chapter: Chapter) -> None:
        self._turn(lying=False)
        heading = self.document.add_heading(plain(chapter.heading), min(chapter.level, 2))
        if number == 1 and self.is_long:
            heading.paragraph_format.page_break_before = True
        docx_parts.bookmark(heading, number, _mark(number))
        for piece in chapter.pieces:
            self.piece(piece)

    def piece(self, piece: Piece) -> None:
        self._turn(lying=isinstance(piece, Grid) and docx_tables.is_wide(piece.sheet))
        match piece:
            case Words(words):
                self.document.add_paragraph(plain(words))
            case Bullets(items):
                for item in items:
                    self.document.add_paragraph(plain(item.words), "List Bullet")
            case Grid():
                self._grid(piece)
            case Drawing():
                self._drawing(piece)
            case Told():
                self._told(piece)

    def _turn(self, *, lying: bool) -> None:
        if lying is self.is_lying:
            return
        self.is_lying = lying
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.different_first_page_header_footer = False
        stand(section, lying=lying)

    def _caption(self, kind: str, name: str, number: int, title: str) -> Paragraph:
        """ "Table 3. Feedback by year", where the program counts the 3."""
        caption = self.document.add_paragraph(style="Caption")
        before, _number, after = name.partition(str(number))
        caption.add_run(before)
        docx_parts.field(caption, rf"SEQ {kind} \* ARABIC", str(number))
        caption.add_run(plain(f"{after}. {title}"))
        if self.is_long:
            mark = FIRST[kind] + number
            docx_parts.bookmark(caption, mark, _mark(mark))
        return caption

    def _grid(self, grid: Grid) -> None:
        name = telling.table(grid.number)
        self._caption("Table", name, grid.number, grid.sheet.title.best(self.language))
        docx_tables.table(self.document, name, grid.sheet, self.language)

    def _drawing(self, piece: Drawing) -> None:
        name, title = telling.figure(piece.number), piece.sheet.title.best(self.language)
        self._caption("Figure", name, piece.number, title)
        wording = pdf.wording()
        for part in drawing.in_parts(piece.sheet, piece.form, self.language, wording, TALLEST):
            width = min(TEXT_WIDTH, HIGHEST * part.width / part.height)
            shape = self.document.add_picture(io.BytesIO(typesetting.png(part)), width=Cm(width))
            self.document.paragraphs[-1].paragraph_format.keep_with_next = True
            told = shape._inline.docPr  # noqa: SLF001  the library knows no words for a picture
            told.set("title", plain(f"{name}. {title}"))
            told.set("descr", plain(part.words))
        source = telling.source(piece.sheet, self.language)
        notes = [note.best(self.language) for note in piece.sheet.notes]
        docx_tables.put_below(self.document, [*notes, source])

    def _told(self, piece: Told) -> None:
        if not isinstance(piece.story, Tale):
            raise TypeError(f"The story {piece.key} is no tale.")
        words, about = piece.story.words, piece.story.about.best(self.language)
        tag = words.best_tag(self.language)
        for part in words.best(self.language).split("\n\n"):
            if part.strip():
                run = self.document.add_paragraph(style=TOLD).add_run(plain(part.strip()))
                if tag != self.language:
                    docx_parts.spoken(run, TAGS.get(tag, tag))
        if about:
            self.document.add_paragraph(plain(about), TELLER)

    def behind(self, laid: Laid) -> None:
        """The figures of those pictures whose sheet stands nowhere as a table."""
        seen = {grid.sheet.key for grid in laid.grids()}
        apart = [each for each in laid.drawings() if each.sheet.key not in seen]
        if apart:
            self._last(pgettext("statement", "Figures of the pictures"))
        for piece in apart:
            if piece.sheet.key not in seen:
                seen.add(piece.sheet.key)
                name, title = telling.figure(piece.number), piece.sheet.title.best(self.language)
                self._turn(lying=docx_tables.is_wide(piece.sheet))
                self.document.add_paragraph(plain(f"{name}. {title}"), "Caption")
                docx_tables.table(self.document, name, piece.sheet, self.language)

    def end(self, citation: str, colophon: Iterable[str]) -> None:
        self._last(pgettext("statement", "How to cite"))
        self.document.add_paragraph(plain(citation))
        docx_tables.put_below(self.document, [*colophon])

    def _last(self, heading: str) -> None:
        """A heading without a number, after the chapters."""
        self._turn(lying=False)
        self.document.add_paragraph(heading, UNNUMBERED)
