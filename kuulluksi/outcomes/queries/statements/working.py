"""A statement as it stands while it is being written: its document, with the figures as they are
known now and the stories that may be told now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kuulluksi.figures.queries.places import key_of
from kuulluksi.outcomes.models import Statement
from kuulluksi.outcomes.queries.sheets import Period, worked_out
from kuulluksi.outcomes.queries.statements.leaving_out import left_out
from kuulluksi.outcomes.queries.statements.stories import tales
from kuulluksi.pure.statement.document import Document, Kind, Section, Story, block_from_json
from kuulluksi.pure.statement.references import sheets_of
from kuulluksi.pure.statement.sheets import Sheet
from kuulluksi.pure.statement.stories import Tale


@dataclass(frozen=True)
class Working:
    """What a page, a check or a signature needs. `document`: its sections and, behind them, which
    surveys are left out; `sheets`: all that the document shows or cites and that exist; `stories`:
    those of its stories that may be told."""

    document: Document
    sheets: Mapping[str, Sheet]
    stories: Mapping[str, Tale]


def period_of(statement: Statement) -> Period:
    return Period(Kind(statement.kind), statement.starts_on, statement.ends_on)


def document_of(statement: Statement) -> Document:
    """The document of its sections as they are written now."""
    sections = tuple(
        Section(
            each.key,
            each.heading,
            tuple(block_from_json(block) for block in each.blocks),
            each.level,
        )
        for each in statement.sections.order_by("position", "key")
    )
    return Document(
        Kind(statement.kind),
        statement.title,
        statement.starts_on,
        statement.ends_on,
        sections,
        key_of(statement.place),
    )


def working(statement: Statement) -> Working:
    document = document_of(statement)
    last = left_out(statement)
    if last is not None:
        document = replace(document, sections=(*document.sections, last))
    sheets = worked_out(sheets_of(document), period_of(statement), document.place)
    keys = [block.key for _section, _number, block in document.blocks() if isinstance(block, Story)]
    return Working(document, sheets, tales(keys))
