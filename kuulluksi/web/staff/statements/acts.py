"""A statement goes to the next hands: it is handed in, approved, returned, or taken up to be
corrected. Each is a page of its own."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import queries
from kuulluksi.outcomes.actions import statements as actions
from kuulluksi.outcomes.actions.statements.moving import LONGEST_REASON
from kuulluksi.outcomes.enums import StatementEvent
from kuulluksi.outcomes.queries import statements
from kuulluksi.outcomes.queries.statements import checking, writing
from kuulluksi.outcomes.rules import Stale
from kuulluksi.outcomes.rules import statements as rules
from kuulluksi.pure.text import Text
from kuulluksi.web.kit.clock import now
from kuulluksi.web.kit.doors import StaffRequest
from kuulluksi.web.kit.forms import Typed
from kuulluksi.web.staff.organisation.fields import MESSAGES, TextField
from kuulluksi.web.staff.outcomes.measure_forms import TonguesForm
from kuulluksi.web.staff.statements.frame import Opened, back_to, page, reader, whole

NEXT_ONE = gettext_lazy("A line for the next one")


@dataclass(frozen=True)
class Act:
    """How an act is called, and what follows from it."""

    label: Promise
    lead: Promise
    words: Promise = NEXT_ONE


ACTS: dict[StatementEvent, Act] = {
    StatementEvent.HANDED_IN: Act(
        pgettext_lazy("statement", "Hand in"),
        gettext_lazy("It is written. Nobody writes it while it is reviewed and signed."),
    ),
    StatementEvent.APPROVED: Act(
        pgettext_lazy("statement", "Approve"),
        gettext_lazy("You have read it, and it may be signed."),
    ),
    StatementEvent.RETURNED: Act(
        pgettext_lazy("statement", "Return"),
        gettext_lazy("Those who write it go on, and read from you why."),
        gettext_lazy("What must be mended"),
    ),
    StatementEvent.CORRECTING: Act(
        pgettext_lazy("statement", "Correct"),
        gettext_lazy(
            "The signed edition stays public until another is signed. Both keep their addresses."
        ),
    ),
}


def possible(opened: Opened, person: Person) -> list[StatementEvent]:
    """What this person may do with the statement now, except signing it."""
    return [event for event in ACTS if _can(opened, event, person)]


def _can(opened: Opened, event: StatementEvent, person: Person) -> bool:
    try:
        rules.check_part(event, opened.statement, person, opened.parts)
        rules.next_state(opened.statement, event)
    except Refused:
        return False
    return True


class AdvanceForm(TonguesForm):
    correction = TextField(
        label=gettext_lazy("What is corrected"),
        help_text=gettext_lazy("Readers of both editions are told. In every language."),
        required=False,
    )
    words = Typed(
        label=NEXT_ONE,
        help_text=gettext_lazy("Those who write, review and sign read it; the public does not."),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, event: StatementEvent, data: Any = None) -> None:
        super().__init__(data)
        self.event = event
        self.act = ACTS[event]
        self.fields["words"].label = str(self.act.words)
        if event is not StatementEvent.CORRECTING:
            del self.fields["correction"]
        self.chosen = data is None or data.get("event") == event.value

    def clean(self) -> None:
        if not self.chosen:
            self.add_error(None, MESSAGES["invalid_choice"])

    @property
    def correction_told(self) -> Text | None:
        found = self.cleaned_data.get("correction")
        return found if isinstance(found, Text) else None


@reader
def advance(request: StaffRequest, opened: Opened) -> HttpResponse:
    """One act of those that are possible now: the one that the address names, else the first."""
    row, by = opened.statement, request.user
    able = possible(opened, by)
    sent = request.POST if request.method == "POST" else None
    asked = request.GET.get("to", "") if sent is None else sent.get("event", "")
    event = next((each for each in ACTS if each == asked), able[0] if able else None)
    if event is None or (sent is None and event not in able):
        return back_to("staff:statement", row.pk)
    form = AdvanceForm(event, sent)
    stale, seen = "", row.version if sent is None else whole(sent.get("seen", ""))
    if sent is not None and form.is_valid():
        try:
            actions.advance(
                row,
                event,
                by=by,
                at=now(),
                seen=seen,
                words=form.cleaned_data["words"],
                correction=form.correction_told,
            )
        except Stale as error:
            if _was_mine(opened, event, by):
                return back_to("staff:statement", row.pk, done=event.value)
            stale = error.sentence
        except Refused as refused:
            form.refuse(refused)
        else:
            return back_to("staff:statement", row.pk, done=event.value)
    counts = event in (StatementEvent.HANDED_IN, StatementEvent.APPROVED)
    return page(
        request,
        "staff/statements/advance.html",
        status=409 if stale else 422 if form.is_bound else 200,
        statement=row,
        form=form,
        faults=form.faults if form.is_bound else [],
        others=[(each.value, ACTS[each].label) for each in able if each is not event],
        to_mend=_to_mend(opened) if counts else 0,
        no_reviewer=event is StatementEvent.HANDED_IN and not _reviewers(opened),
        stale=stale,
        last=writing.history(row)[0] if stale else None,
        # After the notice of what somebody else did, the same words may be sent again.
        seen=row.version if stale else seen,
    )


def _was_mine(opened: Opened, event: StatementEvent, by: Person) -> bool:
    """The same form sent twice: what it asks for has been done by the same person just now."""
    last = writing.history(opened.statement)[0]
    return bool(last.event == event and last.by_id == by.pk)


def _to_mend(opened: Opened) -> int:
    statement = opened.statement
    working = statements.working(statement)
    return len(checking.faults(working, statement, queries.languages()))


def _reviewers(opened: Opened) -> bool:
    return opened.statement.parts.filter(part="reviews").exists()
