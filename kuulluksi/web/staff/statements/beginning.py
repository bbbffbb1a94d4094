"""A statement is begun: which kind, about which period, and about which place."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuulluksi.org import queries as org
from kuulluksi.org.models import Unit
from kuulluksi.org.queries import Reach
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes.actions import statements as actions
from kuulluksi.outcomes.queries.statements import writing
from kuulluksi.outcomes.rules import statements as rules
from kuulluksi.pure.statement.document import Kind
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.staff.forms import StaffForm
from kuulluksi.web.staff.organisation.fields import MESSAGES
from kuulluksi.web.staff.outcomes.measure_forms import Whole
from kuulluksi.web.staff.statements.frame import back_to, page
from kuulluksi.web.staff.surveys.plan_forms import WHOLE, grouped, places_of

KINDS: dict[Kind, tuple[Promise, Promise]] = {
    Kind.ANNUAL: (
        gettext_lazy("Annual client statement"),
        gettext_lazy("A whole year in figures and stories."),
    ),
    Kind.MONITORING: (
        gettext_lazy("Self-monitoring report"),
        gettext_lazy("What was observed in four months, and what was done (act 741/2023, 27 §)."),
    ),
    Kind.UNIT: (
        gettext_lazy("Report of one unit"),
        gettext_lazy("Two pages about a year of one unit."),
    ),
}
THIRDS = (
    ("1", gettext_lazy("January–April")),
    ("2", gettext_lazy("May–August")),
    ("3", gettext_lazy("September–December")),
)
# From this month on the statement of the running year is the one that is begun.
AUTUMN = 9


def kinds_for(leading: Reach, on: date) -> list[Kind]:
    """What somebody of this reach may begin: whoever leads only units makes no annual statement."""
    places = places_of(leading, on).values()
    if any(not isinstance(place, Unit) for place in places):
        return list(Kind)
    return [Kind.UNIT, Kind.MONITORING] if places else []


class BeginForm(StaffForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("What is begun?"),
        error_messages={
            "required": gettext_lazy("Choose what is begun."),
            "invalid_choice": MESSAGES["invalid_choice"],
        },
    )
    year = Whole(
        label=gettext_lazy("Year"),
        error_messages=dict.fromkeys(("required", "invalid"), gettext_lazy("Write the year.")),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "brief"}),
    )
    third = forms.ChoiceField(
        label=gettext_lazy("Which four months"),
        choices=THIRDS,
        required=False,
        error_messages=MESSAGES,
    )
    place = forms.ChoiceField(
        label=gettext_lazy("About which place"),
        error_messages={
            "required": gettext_lazy("Choose the place."),
            "invalid_choice": MESSAGES["invalid_choice"],
        },
    )

    def __init__(self, leading: Reach, on: date, data: Any = None) -> None:
        self.on = on
        self.places = places_of(leading, on)
        self.kinds = kinds_for(leading, on)
        year = on.year if on.month >= AUTUMN else on.year - 1
        only = next(iter(self.places)) if len(self.places) == 1 else ""
        place = WHOLE if WHOLE in self.places else only
        super().__init__(data, {"kind": self.kinds[0].value, "year": year, "place": place})
        self._choose("kind", [(kind.value, KINDS[kind][0]) for kind in self.kinds])
        self._choose("place", grouped(self.places))

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @property
    def offered(self) -> list[tuple[str, Promise, Promise]]:
        return [(kind.value, *KINDS[kind]) for kind in self.kinds]

    @property
    def chosen(self) -> str:
        return str(self["kind"].value() or "")

    def clean(self) -> None:
        told = self.cleaned_data
        if told.get("kind") == Kind.MONITORING and not told.get("third"):
            self.add_error("third", _("Choose the months."))
        if "year" in told and not self.errors:
            year = told["year"]
            if not rules.FIRST_YEAR <= year <= self.on.year:
                self.add_error("year", _("Look at the year again."))
            elif self.period()[0] > self.on:
                self.add_error("third", _("This period has not begun."))

    def period(self) -> tuple[date, date]:
        year = self.cleaned_data["year"]
        if self.cleaned_data["kind"] != Kind.MONITORING:
            return date(year, 1, 1), date(year, 12, 31)
        first = 4 * int(self.cleaned_data["third"]) - 3
        return date(year, first, 1), date(year, first + 3, 31 if first != 1 else 30)


@staff
def begin(request: StaffRequest) -> HttpResponse:
    on, by = today(), request.user
    leading = org.leading(by, on)
    if not kinds_for(leading, on):
        raise PermissionDenied
    form = BeginForm(leading, on, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        kind = Kind(form.cleaned_data["kind"])
        starts, ends = form.period()
        place = form.places[form.cleaned_data["place"]]
        try:
            made = actions.begin(kind, starts, ends, place, by=by, at=now())
        except Refused as refused:
            known = writing.begun(kind, starts, ends, place) if refused.field == "exists" else None
            if known is not None:
                return back_to("staff:statement", known.pk, done="known")
            form.refuse(refused)
        else:
            return back_to("staff:statement", made.pk, done="begun")
    return page(
        request,
        "staff/statements/begin.html",
        status=422 if form.is_bound else 200,
        form=form,
        faults=form.faults if form.is_bound else [],
    )
