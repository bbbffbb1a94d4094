"""What may be done with a statement, and by whom."""

from collections.abc import Collection
from datetime import date, timedelta

from django.utils.translation import gettext as _

from kuulluksi.org.models import Area, Person, Service, Unit
from kuulluksi.org.queries import Reach
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes.enums import STATEMENT_TRANSITIONS, Part, StatementEvent, StatementState
from kuulluksi.outcomes.models import Statement, StatementSection
from kuulluksi.outcomes.rules.measures import (
    LONGEST_TITLE,
    Stale,
    check_length,
    check_some,
    may_make,
)
from kuulluksi.pure.heard import SETTLED
from kuulluksi.pure.statement.document import Kind
from kuulluksi.pure.text import Text, clean_text

LONGEST_WORDS = 20_000
MOST_SECTIONS = 80
MOST_BLOCKS = 60
LONGEST_SIGNER = 200
FIRST_YEAR = 1990


def may_begin(leading: Reach, place: Area | Service | Unit | None) -> bool:
    """Whoever decides on measures of a place makes its statement, and names who takes part."""
    return may_make(leading, place)


def may_read(statement: Statement, parts: Collection[Part], leading: Reach) -> bool:
    """What is being written is read by those who take part, and by those who lead the place; what
    was signed by everybody."""
    signed = statement.state == StatementState.SIGNED
    return signed or bool(parts) or may_begin(leading, statement.place)


def check_begin(kind: Kind, starts: date, ends: date, place: Area | Service | Unit | None) -> None:
    """An annual statement is of a calendar year; self-monitoring of four months that begin in
    January, May or September (act 741/2023, 27 §); two pages of one unit are of a year."""
    if starts.year < FIRST_YEAR:
        raise Refused(_("Look at the year again."), "year")
    if kind is Kind.UNIT and not isinstance(place, Unit):
        raise Refused(_("Choose the unit."), "place")
    if kind is Kind.ANNUAL and isinstance(place, Unit):
        raise Refused(_("A unit has two pages of its own. Choose that."), "kind")
    whole_year = (starts, ends) == (date(starts.year, 1, 1), date(starts.year, 12, 31))
    third = (starts.day, starts.month % 4) == (1, 1) and (ends.year, ends.month) == (
        starts.year,
        starts.month + 3,
    )
    if not (third if kind is Kind.MONITORING else whole_year):
        raise Refused(_("Look at the period again."), "year")


def check_writing(statement: Statement, parts: Collection[Part]) -> None:
    if Part.WRITES not in parts:
        raise Refused(_("You are not among those who write this statement."))
    if statement.state != StatementState.DRAFT:
        raise Refused(_("It is not being written now. Whoever reviews it can return it."))


def check_part(
    event: StatementEvent, statement: Statement, person: Person, parts: Collection[Part]
) -> None:
    """Who may do what: a writer hands in, a reviewer other than that writer approves, a signer
    signs and takes up for correction. Whoever reviews or signs may return it."""
    needed = {
        StatementEvent.HANDED_IN: {Part.WRITES},
        StatementEvent.APPROVED: {Part.REVIEWS},
        StatementEvent.RETURNED: {Part.REVIEWS, Part.SIGNS},
        StatementEvent.SIGNED: {Part.SIGNS},
        StatementEvent.CORRECTING: {Part.SIGNS, Part.WRITES},
    }[event]
    if not needed.intersection(parts):
        raise Refused(_("This is the part of somebody else."))
    if event == StatementEvent.APPROVED and statement.handed_in_by_id == person.pk:
        raise Refused(_("Somebody else than the one who handed it in reviews it."))


def next_state(statement: Statement, event: StatementEvent) -> StatementState:
    """Where the event leads. Raises Refused when it cannot happen in the statement's state."""
    state = StatementState(statement.state)
    try:
        return STATEMENT_TRANSITIONS[state, event]
    except KeyError:
        raise Refused(_("This cannot be done now: %(state)s.") % {"state": state.label}) from None


def check_fresh(row: Statement | StatementSection, seen: int) -> None:
    """Two people on the same section never overwrite each other: the second is told."""
    if row.version != seen:
        raise Stale(_("Somebody has changed this meanwhile. Your text is safe below."))


def check_heading(heading: Text, languages: Collection[str]) -> None:
    """One language is enough while it is being written."""
    check_some(heading, "heading", languages, LONGEST_TITLE, _("Give it a heading."))


def check_words(words: Text, field: str, languages: Collection[str]) -> None:
    check_length(words, field, languages, LONGEST_WORDS)


def whole_on(statement: Statement) -> date:
    """The first day on which its figures are whole: its period is over, and what was told of being
    heard in it has settled (feedback itself has by then). Signed before, it freezes a part."""
    ends: date = statement.ends_on
    return ends + timedelta(days=1) + SETTLED


def check_signer(signer: str) -> str:
    """The name and the office in one line, as they will stand in print."""
    line = " ".join(clean_text(signer).split()).strip(" ,;")
    if not any(map(str.isalpha, line)):
        raise Refused(_("Write the name and the office as they stand in the statement."), "signer")
    if len(line) > LONGEST_SIGNER:
        raise Refused(_("At most %(most)d signs.") % {"most": LONGEST_SIGNER}, "signer")
    return line
