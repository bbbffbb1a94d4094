"""Editions of statements with invented figures, as they stand when somebody has signed them."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from kuulluksi.org.queries import authority
from kuulluksi.outcomes.enums import StatementState, Why
from kuulluksi.outcomes.models import Edition, Statement
from kuulluksi.pure.statement.canon import Frozen, checksum
from kuulluksi.pure.statement.document import Document, Story, Table, Words
from kuulluksi.pure.statement.sheets import Sheet
from kuulluksi.pure.text import Text
from tests.factories import drafts, statements
from tests.factories.org import County


def edition(house: County, at: datetime, *stories: str, **told: Any) -> Edition:
    """The first edition of the annual statement of 2025, signed by the director: one short chapter,
    one table, and these stories. `told`: as for `Frozen.of`, and for the row."""
    statement = told.pop("statement", None) or drafts.draft(house, at)
    document = told.pop("document", None) or short(statement, *stories)
    sheets: dict[str, Sheet] = told.pop("sheets", None) or {"table-1": known()}
    frozen = Frozen.of(document, sheets, stories)
    Statement.objects.filter(pk=statement.pk).update(state=StatementState.SIGNED)
    plain = {
        "number": 1,
        "why": Why.FIRST,
        "words": Text(),
        "stories": sorted(stories),
        "languages": ["fi", "sv", "en"],
        "signed_on": at.date(),
        "signed_by": house.director,
        "signer": "Tuula Testinen, johtaja",
        "made_on": at.date(),
        "place": document.place,
        "authority": authority().name,
    }
    written = frozen.written()
    return Edition.objects.create(
        statement=statement,
        written=written.decode(),
        checksum=checksum(written),
        **(plain | told),
    )


def short(statement: Statement, *stories: str) -> Document:
    whole = statements.document()
    first = replace(
        whole.sections[0],
        blocks=(
            Words(statements.text("Palautetta annettiin {table-1.s1.2026} kertaa.")),
            Table("table-1"),
            *map(Story, stories),
        ),
    )
    return replace(whole, sections=(first,), starts=statement.starts_on, ends=statement.ends_on)


def known() -> Sheet:
    return statements.sheets()["table-1"]
