"""The auditor while somebody writes: what it finds in one section, as saved and as typed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from kuulluksi.outcomes.models import Statement, StatementSection
from kuulluksi.outcomes.queries import statements
from kuulluksi.outcomes.queries.sheets import Period, worked_out
from kuulluksi.outcomes.queries.statements import document_of, period_of
from kuulluksi.pure.statement.auditing import audited
from kuulluksi.pure.statement.document import Block, Document, Section, block_from_json
from kuulluksi.pure.statement.references import sheets_of
from kuulluksi.pure.statement.sheets import Sheet
from kuulluksi.pure.text import LANGUAGES, Text
from kuulluksi.web.kit.audit import statements as words
from kuulluksi.web.kit.clock import now
from kuulluksi.web.kit.doors import StaffRequest
from kuulluksi.web.staff.statements.frame import Opened, page, reader
from kuulluksi.web.staff.statements.section_form import SectionForm

CHECK = "check"
"""What the button of the section's form sends to have its text checked."""


@reader
@require_http_methods(["GET", "HEAD", "POST"])
def audit(request: StaffRequest, opened: Opened, section: str) -> HttpResponse:
    """Of a section as it is saved, a page; as it is being typed, a part for the page of it."""
    row = statements.section(opened.statement, section)
    if request.method == "POST":
        if not opened.takes_part:
            raise PermissionDenied
        known = row or StatementSection(statement=opened.statement, key=section, version=0)
        heading, blocks = SectionForm(known, request.POST).told()
        told = found(opened.statement, known, heading, blocks, mends=opened.writes)
        return render(request, "staff/statements/audit.html", told)
    if row is None:
        raise Http404
    blocks = [block_from_json(block) for block in row.blocks]
    return page(
        request,
        "staff/statements/audit_page.html",
        statement=opened.statement,
        row=row,
        **found(opened.statement, row, row.heading, blocks, mends=False),
    )


def found(
    statement: Statement,
    row: StatementSection,
    heading: Text,
    blocks: Sequence[Block],
    *,
    mends: bool,
) -> dict[str, Any]:
    """The context of `audit.html`. `mends`: the form of the section is on the page, and a button
    puts a reference in the place of a typed figure."""
    document = _standing(document_of(statement), row, heading, blocks)
    keys, minute = frozenset(sheets_of(document)), now().replace(second=0, microsecond=0)
    sheets = _sheets(statement.pk, keys, period_of(statement), document.place, minute)
    told = audited(document, sheets, LANGUAGES, section=row.key)
    shown = words.checked(told, document, sheets, get_language() or LANGUAGES[0])
    return {"audit": shown, "audit_said": words.status(shown), "mends": mends}


@lru_cache(maxsize=16)
def _sheets(
    _statement: int, keys: frozenset[str], period: Period, place: str, _minute: datetime
) -> Mapping[str, Sheet]:
    """The figures of all that the statement shows or cites. Whoever writes sends the same section
    many times in a minute, and figures change when they are released."""
    return worked_out(keys, period, place)


def _standing(
    document: Document, row: StatementSection, heading: Text, blocks: Sequence[Block]
) -> Document:
    """The document with the section as it is told, where it stands in it."""
    mine = Section(row.key, heading, tuple(blocks), row.level)
    if all(each.key != row.key for each in document.sections):
        return replace(document, sections=(*document.sections, mine))
    sections = tuple(mine if each.key == row.key else each for each in document.sections)
    return replace(document, sections=sections)
