"""All statements that somebody may read, and whose turn each is."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse

from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.outcomes.actions.statements.moving import NEXT
from kuulluksi.outcomes.enums import Part, StatementState
from kuulluksi.outcomes.models import Statement, StatementPart
from kuulluksi.outcomes.queries import statements
from kuulluksi.outcomes.queries.statements import writing
from kuulluksi.surveys import rules as surveys
from kuulluksi.web.kit.clock import today
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.staff.statements.frame import page


@dataclass(frozen=True)
class Row:
    """`mine`: what the reader does for it; `turn`: whose turn it is."""

    statement: Statement
    mine: Sequence[str]
    turn: Sequence[str]
    my_turn: bool


@staff
def listed(request: StaffRequest) -> HttpResponse:
    on, who = today(), request.user
    found = statements.read_by(who, on)
    people = writing.people(found)
    rows = [_row(each, who, people[each.pk]) for each in found]
    return page(
        request,
        "staff/statements/list.html",
        waiting=[row for row in rows if row.my_turn],
        written=[row for row in rows if not row.my_turn and not _is_signed(row.statement)],
        signed=[row for row in rows if _is_signed(row.statement)],
        may_begin=surveys.makes_any(org.leading(who, on)),
    )


def _row(statement: Statement, who: Person, rows: Sequence[StatementPart]) -> Row:
    mine = [str(Part(row.part).label) for row in rows if row.person_id == who.pk]
    turn = writing.named(rows, NEXT.get(StatementState(statement.state)))
    return Row(statement, mine, [person.name for person in turn], who in turn)


def _is_signed(statement: Statement) -> bool:
    return bool(statement.state == StatementState.SIGNED)
