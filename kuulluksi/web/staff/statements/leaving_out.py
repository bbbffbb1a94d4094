"""Surveys of the period that have not ended: the statement waits for them, or leaves one out with
a note that its readers are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext_lazy

from kuulluksi.org.rules import Refused
from kuulluksi.outcomes.actions import statements as actions
from kuulluksi.outcomes.enums import Part
from kuulluksi.outcomes.queries.statements.leaving_out import notes, unfinished
from kuulluksi.pure.text import Text
from kuulluksi.surveys.models import Wave
from kuulluksi.web.kit.clock import now
from kuulluksi.web.kit.doors import StaffRequest
from kuulluksi.web.kit.forms import Fault
from kuulluksi.web.staff.organisation.fields import TextField
from kuulluksi.web.staff.outcomes.measure_forms import TonguesForm
from kuulluksi.web.staff.statements.frame import Opened, back_to, page, reader


class NoteForm(TonguesForm):
    words = TextField(
        label=gettext_lazy("Why it is left out"),
        help_text=gettext_lazy("Readers of the statement are told. In every language."),
        required=False,
    )


@dataclass(frozen=True)
class Line:
    """A survey that has not ended, and what is said of it."""

    wave: Wave
    note: Text | None
    form: NoteForm


@reader
def left_out(request: StaffRequest, opened: Opened) -> HttpResponse:
    statement = opened.statement
    waves = unfinished(statement)
    noted = notes(statement)
    sent = request.POST if request.method == "POST" else None
    if sent is not None and Part.WRITES not in opened.parts:
        raise PermissionDenied
    chosen = next((wave for wave in waves if sent and wave.code == sent.get("wave")), None)
    form: NoteForm | None = None
    refused: Refused | None = None
    if sent is not None and chosen is not None:
        form = NoteForm(sent)
        try:
            if sent.get("do") == "take-in":
                actions.take_in(statement, chosen, by=request.user, at=now())
                return _back(opened, chosen, "taken-in")
            if form.is_valid():
                note = form.cleaned_data["words"]
                actions.leave_out(statement, chosen, note, by=request.user, at=now())
                return _back(opened, chosen, "left-out")
        except Refused as error:
            if error.field:
                form.refuse(Refused(error.sentence, error.field.replace("note", "words", 1)))
            else:
                refused = error
    return page(
        request,
        "staff/statements/left_out.html",
        status=200 if sent is None else 409 if refused else 422,
        statement=statement,
        writes=opened.writes,
        lines=_lines(waves, noted, chosen, form),
        refused=refused,
        gone=sent is not None and chosen is None,
        faults=_faults(form, chosen) if form is not None and chosen and not refused else [],
    )


def _back(opened: Opened, wave: Wave, done: str) -> HttpResponse:
    anchor = f"#wave-{wave.code}"
    return back_to("staff:statement-left-out", opened.statement.pk, done=done, anchor=anchor)


def _lines(
    waves: Sequence[Wave], noted: Mapping[int, Text], chosen: Wave | None, form: NoteForm | None
) -> list[Line]:
    return [
        Line(
            wave,
            noted.get(wave.pk),
            form
            if form is not None and wave == chosen
            else NoteForm(None, {"words": noted.get(wave.pk, Text())}),
        )
        for wave in waves
    ]


def _faults(form: NoteForm, wave: Wave) -> list[Fault]:
    """Each leads to its field among those of all surveys."""
    return [Fault(f"{wave.code}-{fault.field}", fault.sentence) for fault in form.faults]
