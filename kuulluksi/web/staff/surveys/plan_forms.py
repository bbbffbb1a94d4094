"""The forms of the year's plan: a survey, and why it is cancelled or moved."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuulluksi.org import queries as org
from kuulluksi.org.models import Area, Service, Unit
from kuulluksi.org.queries import Reach
from kuulluksi.surveys import rules
from kuulluksi.surveys.models import Survey
from kuulluksi.web.kit.forms import Fault
from kuulluksi.web.staff.forms import StaffForm
from kuulluksi.web.staff.organisation.fields import (
    DAY_MESSAGES,
    GROUPS,
    MESSAGES,
    Languages,
    TextField,
    field_of,
    name_of,
    place_value,
)
from kuulluksi.web.staff.organisation.forms import ThingForm

WHOLE = "authority"

HINTS = {
    "title": gettext_lazy("As people read it in the public plan."),
    "place": gettext_lazy("Whose clients are asked. The plan lists surveys by area."),
    "elsewhere": gettext_lazy("Leave empty if it is held here. Else who runs it."),
    "elsewhere_answers": gettext_lazy(
        "Of a survey run elsewhere, once you know how many answered: then it counts as held."
    ),
    "responsible": gettext_lazy("Whom colleagues ask about this survey."),
}


def day_field(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        error_messages={"required": MESSAGES["required"], **DAY_MESSAGES},
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class SurveyForm(ThingForm):
    place = forms.ChoiceField(label=gettext_lazy("Whose clients"), error_messages=MESSAGES)
    field_order = ("title", "place", "audience", "starts_on", "ends_on", "responsible")

    class Meta:
        model = Survey
        fields = (
            *("title", "audience", "starts_on", "ends_on", "responsible"),
            *("elsewhere", "elsewhere_answers"),
        )
        formfield_callback = field_of

    def __init__(self, data: Any = None, *, instance: Survey, reach: Reach, on: date) -> None:
        known = place_value(instance) or (WHOLE if instance.pk else "")
        super().__init__(data, instance=instance, initial={"place": known})
        for name, hint in HINTS.items():
            self.fields[name].help_text = hint
        self.places = places_of(reach, on)
        if instance.pk and instance.place is not None:
            self.places.setdefault(known, instance.place)
        choices = self.fields["place"]
        if isinstance(choices, forms.ChoiceField):
            choices.choices = grouped(self.places)

    def clean(self) -> None:
        super().clean()
        if chosen := self.cleaned_data.get("place"):
            set_place(self.instance, self.places[chosen])


def places_of(reach: Reach, on: date) -> dict[str, Area | Service | Unit | None]:
    """The places that somebody of this reach plans for, by the value of the form."""
    found: dict[str, Area | Service | Unit | None] = {WHOLE: None} if reach.everything else {}
    every: list[Area | Service | Unit] = [*org.areas(on), *org.services(on), *org.units(on)]
    kinds = {Area: "area", Service: "service", Unit: "unit"}
    for place in every:
        if rules.may_make(reach, place):
            found[f"{kinds[type(place)]}:{place.pk}"] = place
    return found


def grouped(places: dict[str, Area | Service | Unit | None]) -> list[tuple[str, Any]]:
    groups: list[tuple[str, Any]] = [("", _("Choose"))]
    if WHOLE in places:
        groups.append((WHOLE, _("The whole authority")))
    for kind in ("area", "service", "unit"):
        rows = [
            (value, name_of(place))
            for value, place in places.items()
            if place is not None and value.startswith(f"{kind}:")
        ]
        if rows:
            groups.append((str(GROUPS[kind]), rows))
    return groups


def set_place(survey: Survey, place: Area | Service | Unit | None) -> None:
    """The place with all that stands above it, so that the plan lists it under its area."""
    survey.unit, survey.service, survey.area = None, None, None
    if isinstance(place, Unit):
        survey.unit, place = place, place.service
    if isinstance(place, Service):
        survey.service, place = place, place.area
    survey.area = place


class WordsForm(StaffForm):
    """A form with texts in three languages; a fault of such a text leads to the Finnish one."""

    @property
    def faults(self) -> list[Fault]:
        return [self._named(fault) for fault in super().faults]

    def _named(self, fault: Fault) -> Fault:
        """In the list of faults a sentence stands far from its field, so it names the field."""
        if fault.field not in self.fields:
            return fault
        anchor = f"{fault.field}_fi" if self._is_text(fault.field) else fault.field
        label = str(self.fields[fault.field].label)
        colon = "" if label.endswith("?") else ":"
        return Fault(anchor, f"{label}{colon} {fault.sentence}")

    def _is_text(self, name: str) -> bool:
        return isinstance(self.fields[name].widget, Languages)


class ReasonForm(WordsForm):
    """Why, in words that stand in the public plan."""

    reason = TextField(
        label=gettext_lazy("Why"), help_text=gettext_lazy("The reason stands in the public plan.")
    )


class MoveForm(ReasonForm):
    starts_on = day_field(gettext_lazy("New first day"))
    ends_on = day_field(gettext_lazy("New last day"))
    field_order = ("starts_on", "ends_on", "reason")
