"""A statement is signed: its words and its figures are frozen, and everybody may read it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kuulluksi.org import actions as org_actions
from kuulluksi.org import queries as org
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import queries
from kuulluksi.outcomes.actions.statements.moving import held, write_line
from kuulluksi.outcomes.enums import StatementEvent, Why
from kuulluksi.outcomes.models import Edition, Statement
from kuulluksi.outcomes.queries import statements
from kuulluksi.outcomes.queries.statements import checking
from kuulluksi.outcomes.queries.statements.stories import tales
from kuulluksi.outcomes.rules import Stale
from kuulluksi.outcomes.rules import statements as rules
from kuulluksi.pure import deadlines
from kuulluksi.pure.statement.auditing import to_json
from kuulluksi.pure.statement.canon import Frozen, checksum
from kuulluksi.pure.statement.references import Fault
from kuulluksi.pure.text import Text


class Faulty(Refused):
    """It cannot be signed as it stands; `faults` are all reasons, each with its place."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        number = len(faults)
        super().__init__(
            ngettext(
                "It cannot be signed yet: %(n)d matter stands in the way.",
                "It cannot be signed yet: %(n)d matters stand in the way.",
                number,
            )
            % {"n": number}
        )
        self.faults = tuple(faults)


def sign(
    statement: Statement,
    *,
    signer: str,
    by: Person,
    at: datetime,
    seen: int,
    sealed: str = "",
) -> Edition:
    """Signs a statement as it stands: from now on it is public, and stays as it is. `signer`: the
    name and the office as they stand in it; `sealed`: the checksum of what the signer has read
    (`seal`), so that nobody signs other figures than those.

    Raises Faulty when something stands in the way, and Stale when somebody was faster or a figure
    or a story has changed meanwhile.
    """
    rules.check_fresh(statement, seen)
    _check(statement, by=by)
    line = rules.check_signer(signer)
    # Worked out before anything is locked: nobody waits for it.
    working = statements.working(statement)
    if not any(section.blocks for section in working.document.sections):
        raise Refused(_("There is nothing in it yet."))
    languages = queries.languages()
    checked = checking.check(working, statement, languages)
    if checked.faults:
        raise Faulty(checked.faults)
    frozen = freeze(working)
    written = frozen.written()
    if sealed and checksum(written) != sealed:
        raise _changed()
    with transaction.atomic():
        statement = held(statement, seen=seen)
        _check(statement, by=by)
        if frozen.stories - tales(frozen.stories).keys():
            raise _changed()
        last = statement.editions.aggregate(last=Max("number"))["last"] or 0
        edition = Edition.objects.create(
            statement=statement,
            number=last + 1,
            why=Why.CORRECTED if last else Why.FIRST,
            words=statement.correction,
            written=written.decode(),
            checksum=checksum(written),
            authority=org.authority().name,
            place=frozen.document.place,
            stories=sorted(frozen.stories),
            audit=to_json(checked.audited),
            languages=list(languages),
            signed_on=deadlines.day(at),
            signed_by=by,
            signer=line,
            made_on=deadlines.day(at),
        )
        statement.state = rules.next_state(statement, StatementEvent.SIGNED)
        statement.correction = Text()
        write_line(statement, StatementEvent.SIGNED, by=by, at=at)
        told = {"edition": str(edition.number), "checksum": edition.checksum}
        subject = f"statement {statement.pk}"
        org_actions.audit(Audited.STATEMENT_SIGNED, subject, by=by, at=at, detail=told)
    return edition


def freeze(working: statements.Working) -> Frozen:
    """What would be signed."""
    return Frozen.of(working.document, working.sheets, working.stories)


def seal(working: statements.Working) -> str:
    """The checksum of what would be signed."""
    return checksum(freeze(working).written())


def _check(statement: Statement, *, by: Person) -> None:
    rules.check_part(StatementEvent.SIGNED, statement, by, statements.parts_of(statement, by))
    rules.next_state(statement, StatementEvent.SIGNED)


def _changed() -> Stale:
    return Stale(_("A figure or a story has changed since you read it. Read it once more."))
