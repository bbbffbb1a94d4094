"""The forms of the organisation, all made by one rule from the tables they fill."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuulluksi.cases.enums import FeedbackKind, Topic
from kuulluksi.cases.models import StandardAnswer, Wish
from kuulluksi.org.models import Absence, Area, Authority, Duty, Person, Role, Service, Unit
from kuulluksi.org.rules import Refused
from kuulluksi.voices.enums import About
from kuulluksi.voices.models import RoutingRule
from kuulluksi.web.kit.context import NAMES
from kuulluksi.web.kit.forms import Fault
from kuulluksi.web.staff.forms import StaffForm
from kuulluksi.web.staff.organisation.fields import (
    DAY_MESSAGES,
    FilesField,
    Languages,
    PlaceField,
    field_of,
    place_value,
    set_place,
)

if TYPE_CHECKING:
    AnyForm = forms.ModelForm[Any]
else:
    AnyForm = forms.ModelForm

HINTS = {
    "code": gettext_lazy("Stands on posters, so keep it. Letters a–z, digits and hyphens."),
    "valid_until": gettext_lazy("The last day. Leave empty while it goes on."),
    "does": gettext_lazy(
        "Shown on the public page of the place. Short sentences, no abbreviations."
    ),
    "deputy": gettext_lazy("Gets what comes while the person is away."),
    "contact_name": gettext_lazy("Shown in public. Leave empty if you do not want that."),
    "superior": gettext_lazy("What concerns this person goes to the superior."),
    "title": gettext_lazy(
        "Givers of feedback see this instead of the name, for example: Kampin sosiaaliaseman"
        " esihenkilö."
    ),
    "latitude": gettext_lazy("Degrees (WGS84), for example 60.1687."),
    "longitude": gettext_lazy("Degrees (WGS84), for example 24.9316."),
    "wish": gettext_lazy("In the client's own voice: “Give me time to answer.”"),
    "opening": gettext_lazy("Only a beginning: whoever answers must go on in their own words."),
}


class ThingForm(AnyForm):
    """A row of the organisation. Its ids are its names; its faults are listed first on the page."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, instance: Any, initial: Any = None) -> None:
        super().__init__(data, instance=instance, initial=initial, auto_id="%s")
        for name, hint in HINTS.items():
            if name in self.fields:
                self.fields[name].help_text = hint

    def add_error(self, field: str | None, error: Any) -> None:
        """Of a row as a whole the rules of the house speak, beside a field and in better words than
        the constraints of the database."""
        if isinstance(error, ValidationError) and hasattr(error, "error_dict"):
            error.error_dict.pop(NON_FIELD_ERRORS, None)
            if not error.error_dict:
                return
        super().add_error(field, error)

    def stored(self, save: Callable[[Any], None]) -> bool:
        """Saves what was typed if nothing is wrong with it."""
        if not self.is_valid():
            return False
        try:
            save(self.instance)
        except Refused as refused:
            field = "place" if refused.field in ("unit", "service", "area") else refused.field
            self.add_error(field if field in self.fields else None, refused.sentence)
            return False
        return True

    @property
    def faults(self) -> list[Fault]:
        return [
            Fault(self.anchor(name), self.labelled(name, str(found[0])))
            for name, found in self.errors.items()
        ]

    def labelled(self, name: str, sentence: str) -> str:
        """In the list of faults a sentence stands far from its field, so it names the field."""
        if name not in self.fields:
            return sentence
        return f"{capfirst(str(self.fields[name].label))}: {sentence}"

    def anchor(self, name: str) -> str:
        if name not in self.fields:
            return "content"
        return f"{name}_fi" if isinstance(self.fields[name].widget, Languages) else name

    @property
    def groups(self) -> Iterator[list[BoundField]]:
        """Texts stand alone, because they are three fields wide; the rest stand side by side."""
        together: list[BoundField] = []
        for field in self.visible_fields():
            if field.use_fieldset:
                if together:
                    yield together
                together = []
                yield [field]
            else:
                together.append(field)
        if together:
            yield together


class PlacedForm(ThingForm):
    """A row that has one place out of all, or none."""

    def __init__(self, data: Any = None, *, instance: Any, initial: Any = None) -> None:
        known = {"place": place_value(instance)} if place_value(instance) else {}
        super().__init__(data, instance=instance, initial={**known, **(initial or {})})

    def clean(self) -> None:
        super().clean()
        set_place(self.instance, self.cleaned_data.get("place", ""))


class AreaForm(ThingForm):
    class Meta:
        model = Area
        fields = ("name", "code", "valid_from", "valid_until")
        formfield_callback = field_of


class ServiceForm(ThingForm):
    class Meta:
        model = Service
        fields = ("name", "area", "code", "valid_from", "valid_until")
        formfield_callback = field_of


class UnitForm(ThingForm):
    class Meta:
        model = Unit
        fields = (
            *("name", "service", "parent", "code", "valid_from", "valid_until", "does", "street"),
            "city",
            *("postal_code", "latitude", "longitude", "phone", "email"),
            *("contact_name", "contact_phone", "contact_email", "outside_id"),
        )
        formfield_callback = field_of


class PersonForm(ThingForm):
    class Meta:
        model = Person
        fields = ("name", "email", "language", "superior")
        formfield_callback = field_of


class RoleForm(PlacedForm):
    place = PlaceField(
        label=gettext_lazy("Where"), none=gettext_lazy("The whole authority"), required=False
    )
    field_order = ("person", "kind", "place", "valid_from", "valid_until")

    class Meta:
        model = Role
        fields = ("person", "kind", "valid_from", "valid_until")
        formfield_callback = field_of


class DutyForm(PlacedForm):
    place = PlaceField(
        label=gettext_lazy("Place"), none=gettext_lazy("The whole authority"), required=False
    )
    field_order = ("kind", "place", "person", "deputy", "title", "valid_from", "valid_until")

    class Meta:
        model = Duty
        fields = ("kind", "person", "deputy", "title", "valid_from", "valid_until")
        formfield_callback = field_of


class AbsenceForm(ThingForm):
    class Meta:
        model = Absence
        fields = ("person", "starts_on", "ends_on")
        formfield_callback = field_of


def any_of(choices: Any) -> list[tuple[str, Any]]:
    return [("", _("Any")), *choices]


class RuleForm(PlacedForm):
    about = forms.ChoiceField(
        label=gettext_lazy("Concerns"), choices=lambda: any_of(About.choices), required=False
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=lambda: any_of(FeedbackKind.choices), required=False
    )
    topic = forms.ChoiceField(
        label=gettext_lazy("Topic"), choices=lambda: any_of(Topic.choices), required=False
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=lambda: any_of(NAMES.items()), required=False
    )
    place = PlaceField(label=gettext_lazy("Place"), none=gettext_lazy("Any"), required=False)
    field_order = ("about", "kind", "topic", "language", "place", "to", "deputy", "title")

    class Meta:
        model = RoutingRule
        fields = ("about", "kind", "topic", "language", "to", "deputy", "title")
        formfield_callback = field_of


class OpeningForm(ThingForm):
    class Meta:
        model = StandardAnswer
        fields = ("kind", "topic", "opening")
        formfield_callback = field_of


class WishForm(ThingForm):
    class Meta:
        model = Wish
        fields = ("wish",)
        formfield_callback = field_of


class AuthorityForm(ThingForm):
    class Meta:
        model = Authority
        fields = (
            *("name", "answer_days", "day_budget", "emergency_phone", "crisis_phone"),
            *("reading_phone", "contact_email", "reading_hours"),
            *("least_answers", "least_compared", "release_months"),
        )
        formfield_callback = field_of


class LeavingForm(StaffForm):
    """The last day of somebody who leaves."""

    on = forms.DateField(
        label=gettext_lazy("Last day"),
        error_messages={"required": gettext_lazy("Choose the last day."), **DAY_MESSAGES},
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    @property
    def groups(self) -> list[list[BoundField]]:
        return [self.visible_fields()]


class UploadForm(StaffForm):
    """Files of the organisation: one table, or one or more lists of the service map."""

    file = FilesField(label=gettext_lazy("File"))

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data)
        self.files = files
