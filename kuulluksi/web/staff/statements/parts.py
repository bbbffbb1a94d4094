"""Who writes, reviews and signs a statement: whoever leads its place names them."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext_lazy

from kuulluksi.org.rules import Refused
from kuulluksi.outcomes.actions import statements as actions
from kuulluksi.outcomes.enums import Part
from kuulluksi.outcomes.models import StatementPart
from kuulluksi.outcomes.queries.statements import writing
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.kit.doors import StaffRequest
from kuulluksi.web.staff.forms import StaffForm
from kuulluksi.web.staff.organisation.fields import MESSAGES
from kuulluksi.web.staff.outcomes.measure_forms import people
from kuulluksi.web.staff.statements.frame import Opened, back_to, page, reader


class PartForm(StaffForm):
    person = forms.ChoiceField(
        label=gettext_lazy("Who"),
        error_messages={
            "required": gettext_lazy("Choose who."),
            "invalid_choice": MESSAGES["invalid_choice"],
        },
    )
    part = forms.ChoiceField(
        label=gettext_lazy("Does what"), choices=Part.choices, error_messages=MESSAGES
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.people = people(today())
        field = self.fields["person"]
        if isinstance(field, forms.ChoiceField):
            named = [(key, name) for key, (_person, name) in self.people.items()]
            field.choices = [("", gettext_lazy("Choose")), *named]


@reader
def parts(request: StaffRequest, opened: Opened) -> HttpResponse:
    statement = opened.statement
    form, refused = None, None
    if opened.leads:
        form = PartForm(request.POST if request.method == "POST" else None)
    elif request.method == "POST":
        raise PermissionDenied
    if request.method == "POST" and form is not None:
        try:
            if drop := request.POST.get("drop", ""):
                _drop(request, opened, drop)
                return back_to("staff:statement-parts", statement.pk, done="dropped")
            if form.is_valid():
                person = form.people[form.cleaned_data["person"]][0]
                part = Part(form.cleaned_data["part"])
                actions.name_part(statement, person, part, by=request.user, at=now())
                return back_to("staff:statement-parts", statement.pk, done="named")
        except Refused as error:
            refused = error
            if "drop" in request.POST:
                form = PartForm()
            else:
                form.refuse(error)
    rows = writing.people([statement])[statement.pk]
    return page(
        request,
        "staff/statements/parts.html",
        status=422 if request.method == "POST" else 200,
        statement=statement,
        groups=[(part, part.label, _of(rows, part)) for part in Part],
        form=form,
        refused=refused if form is not None and not form.is_bound else None,
        faults=form.faults if form is not None and form.is_bound else [],
    )


def _of(rows: list[StatementPart], part: Part) -> list[StatementPart]:
    return [row for row in rows if row.part == part]


def _drop(request: StaffRequest, opened: Opened, written: str) -> None:
    """Takes away one part, "writes:12"; what has been taken away already stays away."""
    part, _colon, key = written.partition(":")
    rows = opened.statement.parts.filter(part=part, person=whole_key(key)).select_related("person")
    for row in rows:
        actions.drop_part(opened.statement, row.person, Part(row.part), by=request.user, at=now())


def whole_key(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 19 else 0
