"""What is being written as everybody will read it: one section, or the whole statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from kuulluksi.outcomes.models import Statement
from kuulluksi.outcomes.queries.sheets import worked_out
from kuulluksi.outcomes.queries.statements import document_of, period_of
from kuulluksi.outcomes.queries.statements.stories import tales
from kuulluksi.pure.statement.document import Block, Document, Section, Story
from kuulluksi.pure.statement.laying import laid_out
from kuulluksi.pure.statement.references import sheets_of
from kuulluksi.pure.statement.sheets import Sheet
from kuulluksi.pure.statement.stories import Tale
from kuulluksi.pure.text import LANGUAGES, Text
from kuulluksi.web.kit.statements import pages


def look_of(wanted: str) -> str:
    """The language of a preview: the one asked for, else that of the page."""
    spoken = get_language() or ""
    return next((tag for tag in (wanted, spoken) if tag in LANGUAGES), LANGUAGES[0])


@dataclass(frozen=True)
class Standing:
    """A section as it is typed, in its place in the document, with its own figures and stories."""

    document: Document
    section: Section
    sheets: Mapping[str, Sheet]
    stories: Mapping[str, Tale]

    @classmethod
    def of(
        cls, statement: Statement, key: str, level: int, heading: Text, blocks: Sequence[Block]
    ) -> "Standing":
        document = document_of(statement)
        mine = Section(key, heading, tuple(blocks), level)
        if any(each.key == key for each in document.sections):
            sections = tuple(mine if each.key == key else each for each in document.sections)
        else:
            sections = (*document.sections, mine)
        document = replace(document, sections=sections)
        alone = replace(document, sections=(mine,))
        sheets = worked_out(sheets_of(alone), period_of(statement), document.place)
        told = tales(block.key for block in blocks if isinstance(block, Story))
        return cls(document, mine, sheets, told)

    def html(self, language: str) -> SafeString:
        """The section alone, with the numbers that it has in the statement: of other sections only
        that their tables stand before or after it."""
        alone = replace(self.document, sections=(self.section,))
        others = sheets_of(self.document) - sheets_of(alone)
        empty = {key: Sheet(key, Text(), (), (), ()) for key in others}
        laid = laid_out(self.document, language, {**empty, **self.sheets}, self.stories)
        chapter = next(each for each in laid.chapters if each.key == self.section.key)
        return pages.html(
            replace(laid, chapters=(replace(chapter, level=1),)), level=3, prefix="look-"
        )
