"""A statement goes from hand to hand: written, reviewed, returned, taken up to be corrected."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kuulluksi.org import actions as org_actions
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import queries
from kuulluksi.outcomes.enums import Part, StatementEvent, StatementState
from kuulluksi.outcomes.models import Statement, StatementPart, StatementStep
from kuulluksi.outcomes.queries import statements
from kuulluksi.outcomes.rules import statements as rules
from kuulluksi.outcomes.rules.measures import check_text
from kuulluksi.pure import deadlines
from kuulluksi.pure.text import Text
from kuulluksi.voices.actions.notices import tell
from kuulluksi.voices.enums import Reason

LONGEST_REASON = 1000
NEXT = {
    StatementState.DRAFT: Part.WRITES,
    StatementState.REVIEW: Part.REVIEWS,
    StatementState.REVIEWED: Part.SIGNS,
}
"""Whose turn it is in a state."""


def advance(
    statement: Statement,
    event: StatementEvent,
    *,
    by: Person,
    at: datetime,
    seen: int,
    words: str = "",
    correction: Text | None = None,
) -> Statement:
    """Hands in, approves or returns a statement, or takes a signed one up to be corrected; then
    `correction` says in every language what its readers will be told. It is signed by `sign`. Where
    nobody was named to review it, what is handed in is ready to be signed."""
    with transaction.atomic():
        statement = held(statement, seen=seen)
        parts = statements.parts_of(statement, by)
        rules.check_part(event, statement, by, parts)
        statement.state = rules.next_state(statement, event)
        if event == StatementEvent.RETURNED and not words:
            raise Refused(_("Say why, so that it can be mended."), "words")
        if len(words) > LONGEST_REASON:
            raise Refused(_("At most %(most)d signs.") % {"most": LONGEST_REASON}, "words")
        if event == StatementEvent.HANDED_IN:
            statement.handed_in_by = by
            if not statement.parts.filter(part=Part.REVIEWS).exists():
                statement.state = StatementState.REVIEWED
        if event == StatementEvent.CORRECTING:
            statement.correction = correction or Text()
            why = _("Say in every language what is corrected. Readers are told.")
            languages = queries.languages()
            check_text(statement.correction, "correction", languages, LONGEST_REASON, why)
        write_line(statement, event, by=by, at=at, words=words)
        org_actions.audit(Audited.STATEMENT_SAVED, f"statement {statement.pk}", by=by, at=at)
        waiting = NEXT.get(StatementState(statement.state))
        for row in StatementPart.objects.filter(statement=statement, part=waiting):
            if row.person_id != by.pk:
                tell(row.person_id, Reason.STATEMENT, at=at)
    return statement


def held(statement: Statement, *, seen: int | None) -> Statement:
    """The statement, locked, as it was seen. Call inside a transaction."""
    row = Statement.objects.select_for_update(of=("self",))
    found = row.select_related("area", "service__area", "unit__service__area").get(pk=statement.pk)
    if seen is not None:
        rules.check_fresh(found, seen)
    return found


def write_line(
    statement: Statement, event: StatementEvent, *, by: Person | None, at: datetime, words: str = ""
) -> None:
    """Saves the statement with one line of its history. Call inside a transaction."""
    statement.version += 1
    statement.save()
    StatementStep.objects.create(
        statement=statement,
        number=statement.version,
        event=event,
        on=deadlines.day(at),
        by=by,
        words=words,
    )
