"""The forms with which a questionnaire begins: from the bank, from another one, or from a file."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.parsing import read
from kuulluksi.pure.questionnaire.reader import BadDocument, Fault, is_id
from kuulluksi.pure.text import Text
from kuulluksi.web.staff.forms import StaffForm
from kuulluksi.web.staff.organisation.fields import MESSAGES, TextField

# The largest instrument of the bank takes thirty kilobytes.
LARGEST = 2_000_000
CODE = gettext_lazy("Small letters a–z, digits and hyphens, for example sosiaaliasemat-2027.")


class PlacedForm(StaffForm):
    """A form with a place that the maker makes surveys about."""

    place = forms.ChoiceField(
        label=gettext_lazy("Made for"), required=False, error_messages=dict(MESSAGES)
    )

    def __init__(
        self, places: Sequence[tuple[str, Any]], data: Any = None, initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        chosen = self.fields["place"]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = list(places)
        chosen.required = all(value for value, _label in places)


class CodeField(forms.CharField):
    """The name that addresses and files know a questionnaire by."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=gettext_lazy("Identifier"),
            help_text=CODE,
            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            error_messages={"required": gettext_lazy("Write an identifier.")},
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        code = str(super().clean(value)).strip()
        if code and not is_id(code):
            raise forms.ValidationError(
                _("Small letters a–z, digits and single hyphens, at most 40.")
            )
        return code


class NewForm(PlacedForm):
    title = TextField(label=gettext_lazy("Title"))
    code = CodeField()
    field_order = ("title", "code", "place")

    @property
    def anchors(self) -> list[tuple[str, str]]:
        """The first control of each faulty field, with its sentence."""
        return [
            ("title_fi" if fault.field == "title" else fault.field, fault.sentence)
            for fault in self.faults
        ]

    def title_said(self) -> Text:
        said = self.cleaned_data["title"]
        return said if isinstance(said, Text) else Text()


class FileForm(PlacedForm):
    """A questionnaire as JSON, chosen as a file or pasted."""

    file = forms.FileField(
        label=gettext_lazy("File (JSON)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )
    words = forms.CharField(
        label=gettext_lazy("Or paste the JSON here"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "class": "json"}),
    )
    code = CodeField(required=False)
    field_order = ("file", "words", "code", "place")

    def __init__(
        self, places: Sequence[tuple[str, Any]], data: Any = None, files: Any = None
    ) -> None:
        super().__init__(places, data.copy() if data is not None else None)
        if files is not None:
            self.files = files
        self.bad: Sequence[Fault] = ()
        self.found: Questionnaire | None = None

    def clean(self) -> None:
        written = self._written()
        # A file cannot be put back into its field, but what it says can be mended in the other.
        if isinstance(self.data, QueryDict):
            self.data["words"] = written
        if self.errors:
            return
        if not written.strip():
            self.add_error("file", _("Choose a file, or paste its contents."))
            return
        try:
            self.found = read(written)
        except BadDocument as bad:
            self.bad = bad.faults

    def _written(self) -> str:
        upload = self.cleaned_data.get("file")
        if not isinstance(upload, UploadedFile):
            return str(self.cleaned_data.get("words", ""))
        if upload.size is None or upload.size > LARGEST:
            self.add_error("file", _("The file is too large: at most 2 megabytes."))
            return ""
        try:
            return bytes(upload.read()).decode("utf-8-sig")
        except ValueError:
            self.add_error("file", _("The file is not written in UTF-8."))
            return ""
