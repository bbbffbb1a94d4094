"""Signing: what stands in the way, what the auditor has to tell, and the name beneath it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import get_language, gettext_lazy

from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import queries
from kuulluksi.outcomes.actions import statements as actions
from kuulluksi.outcomes.enums import Part, StatementState
from kuulluksi.outcomes.models import Statement
from kuulluksi.outcomes.queries import statements
from kuulluksi.outcomes.queries.statements import editions, writing
from kuulluksi.outcomes.queries.statements.checking import check
from kuulluksi.outcomes.queries.statements.leaving_out import notes, unfinished
from kuulluksi.outcomes.rules import Stale
from kuulluksi.outcomes.rules import statements as rules
from kuulluksi.pure.text import LANGUAGES
from kuulluksi.web.kit.audit import statements as audits
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.kit.context import NAMES
from kuulluksi.web.kit.doors import StaffRequest
from kuulluksi.web.kit.forms import Typed
from kuulluksi.web.staff.forms import StaffForm
from kuulluksi.web.staff.statements import faults
from kuulluksi.web.staff.statements.frame import Opened, back_to, page, reader, whole


class SignForm(StaffForm):
    signer = Typed(
        label=gettext_lazy("Name and office"),
        help_text=gettext_lazy("As they will stand in the statement, in all its languages."),
        max_length=rules.LONGEST_SIGNER,
        required=False,
    )

    def __init__(self, by: Person, data: Any = None) -> None:
        super().__init__(data, {"signer": f"{by.name}, "})
        self.fields["signer"].widget.attrs["autocomplete"] = "off"


@reader
def sign(request: StaffRequest, opened: Opened) -> HttpResponse:
    """Everybody who reads the statement sees what stands in the way; whoever signs it signs."""
    statement, by = opened.statement, request.user
    sent = request.POST if request.method == "POST" else None
    if sent is not None and Part.SIGNS not in opened.parts:
        raise PermissionDenied
    form, stale = SignForm(by, sent), ""
    if sent is not None and form.is_valid():
        try:
            actions.sign(
                statement,
                signer=form.cleaned_data["signer"],
                by=by,
                at=now(),
                seen=whole(sent.get("seen", "")),
                # A form that does not tell what was read is like one that read something else.
                sealed=sent.get("sealed") or "-",
            )
        except Refused as refused:
            if _was_mine(statement, by, sent.get("sealed", "")):
                return back_to("staff:statement", statement.pk, done="signed")
            if isinstance(refused, Stale):
                stale = refused.sentence
            elif not isinstance(refused, actions.Faulty):
                form.refuse(refused)
        else:
            return back_to("staff:statement", statement.pk, done="signed")
    elif statement.state == StatementState.SIGNED:
        return back_to("staff:statement", statement.pk)
    return _page(request, opened, form, stale)


def _page(request: StaffRequest, opened: Opened, form: SignForm, stale: str) -> HttpResponse:
    # Somebody may have been faster.
    statement = statements.one(opened.statement.pk) or opened.statement
    working = statements.working(statement)
    checked = check(working, statement, queries.languages())
    language = get_language() or LANGUAGES[0]
    waves, noted = unfinished(statement), notes(statement)
    ready = statement.state == StatementState.REVIEWED
    signs = ready and Part.SIGNS in opened.parts
    whole_on = rules.whole_on(statement)
    return page(
        request,
        "staff/statements/sign.html",
        status=409 if stale else 422 if form.is_bound else 200,
        statement=statement,
        form=form if signs and (form.is_bound or not checked.faults) else None,
        faults=form.faults if form.is_bound else [],
        stale=stale,
        last=writing.history(statement)[0] if stale else None,
        to_mend=faults.told(checked, working, statement, waves),
        returns=ready and not opened.parts.isdisjoint({Part.REVIEWS, Part.SIGNS}),
        audit=audits.checked(checked.audited, working.document, working.sheets, language),
        left_out=[wave for wave in waves if wave.pk in noted],
        whole_on=whole_on if today() < whole_on else None,
        looks=list(NAMES.items()),
        seen=statement.version,
        sealed=actions.seal(working),
    )


def _was_mine(statement: Statement, by: Person, sealed: str) -> bool:
    """The same form sent twice: the same person has just signed the same words and figures."""
    last = next(iter(editions.of_statement(statement)), None)
    return last is not None and (last.signed_by_id, last.checksum) == (by.pk, sealed)
