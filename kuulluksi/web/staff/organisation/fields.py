"""Fields that every form of the organisation is made of: a text in three languages, a day, a place.

Each says in plain words what is wrong, and the sentence of a rule lands beside its own field.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kuulluksi.org import queries as org
from kuulluksi.org.models import Area, Named, Person, Service, TextColumn, Unit
from kuulluksi.pure.text import LANGUAGES, Text, clean_text
from kuulluksi.web.kit.context import NAMES

if TYPE_CHECKING:
    AnyChoice = forms.ModelChoiceField[Any]
else:
    AnyChoice = forms.ModelChoiceField

LONG_TEXTS = {
    *("opening", "does", "reason", "kept_words", "said", "did", "concluded", "words"),
    *("purpose", "handler", "staff_hear", "changes_when", "invests"),
}
MESSAGES = {
    "required": gettext_lazy("Fill this in."),
    "invalid_choice": gettext_lazy("Choose one of these."),
    "unique": gettext_lazy("This is already in use. Choose another."),
}
DAY_MESSAGES = {"invalid": gettext_lazy("Write the day like this: 2026-11-30.")}
NUMBER_MESSAGES = {"invalid": gettext_lazy("Write a number.")}


class Languages(forms.Widget):
    """One input for each language, side by side, each marked with its language."""

    use_fieldset = True

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> dict[str, str]:
        return {tag: data.get(f"{name}_{tag}", "") for tag in LANGUAGES}

    def value_omitted_from_data(self, data: Any, _files: Any, name: str) -> bool:
        return all(f"{name}_{tag}" not in data for tag in LANGUAGES)


class InLanguages(forms.BoundField):
    """A text in a form: its template writes one input for each of the `parts`."""

    @property
    def parts(self) -> list[tuple[str, str, str, str]]:
        """Id, language, its name, and the words."""
        value = self.value()
        said: Mapping[str, str] = value.to_json() if isinstance(value, Text) else value or {}
        return [
            (f"{self.name}_{tag}", tag, NAMES[tag], str(said.get(tag, ""))) for tag in LANGUAGES
        ]

    @property
    def own(self) -> list[tuple[str, str, str, str]]:
        """The part in the language of the page."""
        return [part for part in self.parts if part[1] == get_language()]

    @property
    def others(self) -> list[tuple[str, str, str, str]]:
        return [part for part in self.parts if part[1] != get_language()]

    @property
    def in_others(self) -> bool:
        """Whether another language than that of the page says something, or misses something."""
        return bool(self.errors) or any(words for _id, _tag, _name, words in self.others)

    @property
    def long(self) -> bool:
        return self.name in LONG_TEXTS


class TextField(forms.Field):
    """A text in three languages; what must be said is said at least in Finnish."""

    widget = Languages

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> InLanguages:
        return InLanguages(form, self, field_name)

    def to_python(self, value: Any) -> Text:
        if isinstance(value, Text):
            return value
        return Text.from_json({tag: clean_text(words) for tag, words in (value or {}).items()})

    def validate(self, value: Text) -> None:
        if self.required and not value.get("fi"):
            raise forms.ValidationError(_("Write this at least in Finnish."), "required")


class NamedChoice(AnyChoice):
    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)


def name_of(thing: models.Model) -> str:
    if isinstance(thing, Named):
        return thing.name.best(get_language() or "fi")
    return str(thing)


def field_of(column: "models.Field[Any, Any]", **kwargs: Any) -> Any:
    """The form's field for a column of a table."""
    if isinstance(column, TextColumn):
        return TextField(label=column.verbose_name, required=not column.blank)
    if isinstance(column, models.DateField):
        kwargs["widget"] = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    if isinstance(column, models.FloatField | models.IntegerField):
        # A number field of a browser loses what it does not take for a number.
        kwargs |= {"widget": forms.TextInput(attrs={"inputmode": "decimal"}), "localize": True}
    if isinstance(column, models.ForeignKey):
        kwargs |= {"form_class": NamedChoice, "queryset": choices_of(column.related_model)}
        kwargs["empty_label"] = gettext_lazy("None") if column.blank else gettext_lazy("Choose")
    field = column.formfield(**kwargs)
    if field is not None:
        field.error_messages |= MESSAGES
        if isinstance(field, forms.DateField):
            field.error_messages |= DAY_MESSAGES
        if isinstance(field, forms.IntegerField | forms.FloatField):
            field.error_messages |= NUMBER_MESSAGES
    return field


def choices_of(table: Any) -> models.QuerySet[Any]:
    return org.colleagues() if table is Person else table.objects.order_by("sort_fi", "id")


class Files(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"

    def value_from_datadict(self, _data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if files else []


class FilesField(forms.FileField):
    """One or more files, each not empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=Files(attrs={"accept": ".csv,.xlsx,.json"}), **kwargs)
        self.error_messages |= {
            "required": gettext_lazy("Choose a file."),
            "missing": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty."),
        }

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(FilesField, self).clean(file, initial) for file in data or [None]]


PLACES: dict[str, type[Area] | type[Service] | type[Unit]] = {
    "unit": Unit,
    "service": Service,
    "area": Area,
}
GROUPS = {
    "unit": gettext_lazy("Units"),
    "service": gettext_lazy("Services"),
    "area": gettext_lazy("Areas"),
}


class PlaceField(forms.ChoiceField):
    """One unit, service or area out of all, or none: the value is "unit:12"."""

    def __init__(self, *, none: Any, **kwargs: Any) -> None:
        super().__init__(choices=lambda: grouped(none), **kwargs)
        self.error_messages |= MESSAGES


def grouped(none: Any) -> list[tuple[str, Any]]:
    groups: list[tuple[str, Any]] = [("", none)]
    for kind, table in PLACES.items():
        rows = table.objects.order_by("sort_fi", "id")
        groups.append((str(GROUPS[kind]), [(f"{kind}:{row.pk}", name_of(row)) for row in rows]))
    return groups


def place_value(thing: Any) -> str:
    """The value of the place that a role, duty or rule has."""
    for kind in PLACES:
        if key := getattr(thing, f"{kind}_id"):
            return f"{kind}:{key}"
    return ""


def set_place(thing: Any, value: str) -> None:
    chosen, _colon, key = value.partition(":")
    for kind in PLACES:
        setattr(thing, f"{kind}_id", int(key) if kind == chosen else None)
