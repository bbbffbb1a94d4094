"""What every form of the staff pages shares; the filter of the inbox; one's own account."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuulluksi.cases.enums import FeedbackKind, Topic
from kuulluksi.cases.queries import Stand
from kuulluksi.org.models import Absence, Person
from kuulluksi.web.kit.forms import NamingForm

Choices = Sequence[tuple[str, str | Sequence[tuple[str, str]]]]


class StaffForm(NamingForm):
    """A form of the staff pages."""


class FilterForm(forms.Form):
    """What the reader of the inbox chose; whatever makes no sense is left out."""

    q = forms.CharField(max_length=200, required=False)
    kind = forms.ChoiceField(choices=FeedbackKind.choices, required=False)
    topic = forms.ChoiceField(choices=Topic.choices, required=False)
    unit = forms.IntegerField(min_value=1, max_value=2**62, required=False)
    urgent = forms.BooleanField(required=False)
    state = forms.ChoiceField(choices=[(stand.value, stand.value) for stand in Stand])


class LoginForm(StaffForm):
    email = forms.EmailField(
        label=gettext_lazy("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class NewPasswordForm(StaffForm):
    new = forms.CharField(
        label=gettext_lazy("New password"),
        help_text=gettext_lazy("At least 12 characters. Three or four words are easy to remember."),
        error_messages={"required": gettext_lazy("Write a new password.")},
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, person: Person, data: Any = None) -> None:
        super().__init__(data)
        self.person = person

    def clean_new(self) -> str:
        new = str(self.cleaned_data["new"])
        validate_password(new, self.person)
        return new


class PasswordForm(NewPasswordForm):
    old = forms.CharField(
        label=gettext_lazy("Present password"),
        error_messages={"required": gettext_lazy("Write your present password.")},
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("old", "new")

    def clean_old(self) -> str:
        old = str(self.cleaned_data["old"])
        if not self.person.check_password(old):
            raise forms.ValidationError(_("This is not your present password."))
        return old


class AbsenceForm(StaffForm):
    starts_on = forms.DateField(
        label=gettext_lazy("First day away"),
        error_messages={
            "required": gettext_lazy("Choose the first day."),
            "invalid": gettext_lazy("Write the day like this: 2026-11-30."),
        },
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Last day away"),
        error_messages={
            "required": gettext_lazy("Choose the last day."),
            "invalid": gettext_lazy("Write the day like this: 2026-11-30."),
        },
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def absence(self, person: Person) -> Absence:
        return Absence(person=person, **self.cleaned_data)
