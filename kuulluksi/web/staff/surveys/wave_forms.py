"""The forms of waves: one that is prepared, one that lasts longer, and what came of its promise."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuulluksi.org.models import Service, Unit
from kuulluksi.pure.questionnaire import bank
from kuulluksi.surveys import queries
from kuulluksi.surveys.enums import Kept, Mode
from kuulluksi.surveys.models import Document, Wave, WaveTarget
from kuulluksi.web.kit.tags import said
from kuulluksi.web.staff.forms import StaffForm
from kuulluksi.web.staff.organisation.fields import MESSAGES, TextField, field_of, name_of
from kuulluksi.web.staff.organisation.forms import ThingForm
from kuulluksi.web.staff.surveys.plan_forms import WordsForm, day_field

BANK = "bank:"

HINTS = {
    "title": gettext_lazy("As people read it before they answer."),
    "document": gettext_lazy("It no longer changes once the wave is open."),
    "keying_days": gettext_lazy(
        "So many days after the last day paper can still be keyed in. Then the wave is frozen."
    ),
    "list_size": gettext_lazy("Of a sample: how many stand on the list that it was drawn from."),
    "goal": gettext_lazy("Shown as a bar on the page of the wave. Leave empty if there is none."),
    "handler": gettext_lazy("A title, for example: Kampin sosiaaliaseman esihenkilö."),
    "handled_by": gettext_lazy("Is told before the day of the promise, and when it has passed."),
    "handled_until": gettext_lazy("People read this day before they answer."),
    "changes_when": gettext_lazy("Promise only what you can decide about."),
    "invests": gettext_lazy("Time, money, or people: what is set aside for changes."),
    "visit_types": gettext_lazy(
        "Codes of the visit feed with commas between, for example those that end a client"
        " relationship. Leave empty for any."
    ),
    "quiet_days": gettext_lazy(
        "Nobody who was asked, in whatever survey, is asked again within so many days."
    ),
    "remind_days": gettext_lazy("Those who have not answered are reminded once. 0: never."),
}
# What a draft may still lack; `rules.opening_faults` asks for it.
LATER = ("handled_by",)


@dataclass(frozen=True)
class Section:
    id: str
    heading: Promise
    lead: Promise
    fields: tuple[str, ...]
    # Without these the wave does not open.
    needed: bool = False


SECTIONS = (
    Section(
        "what",
        gettext_lazy("What is asked"),
        gettext_lazy("A questionnaire of the house, or an instrument of the question bank."),
        ("title", "document"),
    ),
    Section(
        "whom",
        gettext_lazy("Whom and when"),
        gettext_lazy("People answer from the first day to the last."),
        (
            *("opens_on", "closes_on", "target", "list_size", "goal", "keying_days"),
            *("services", "units", "modes"),
        ),
    ),
    Section(
        "promised",
        gettext_lazy("The promise"),
        gettext_lazy(
            "People read this before they answer, in their own language. The wave does not open"
            " before all of it is said. Whether it was kept is published afterwards."
        ),
        (
            *("purpose", "handler", "handled_by", "handled_until"),
            *("staff_hear", "changes_when", "invests"),
        ),
        needed=True,
    ),
    Section(
        "invitations",
        gettext_lazy("Invitations by e-mail and text message"),
        gettext_lazy("Only if people are invited by name."),
        (
            *("invite_when", "invite_days", "remind_days", "quiet_days"),
            *("min_age", "visit_types"),
        ),
    ),
)


class Checks(forms.MultipleChoiceField):
    """Several of some, as boxes to check."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, label: Any, choices: Any = (), *, required: bool = False) -> None:
        messages = {"required": MESSAGES["required"], "invalid_choice": MESSAGES["invalid_choice"]}
        super().__init__(label=label, choices=choices, required=required, error_messages=messages)


class WaveForm(ThingForm):
    document = forms.ChoiceField(label=gettext_lazy("Questionnaire"), error_messages=MESSAGES)
    services = Checks(gettext_lazy("Services that are asked about"))
    units = Checks(gettext_lazy("Units that are asked about"))
    modes = Checks(gettext_lazy("Ways to answer"), Mode.choices)
    visit_types = forms.CharField(
        label=gettext_lazy("Kinds of visit"), required=False, max_length=500
    )

    class Meta:
        model = Wave
        fields = (
            *("title", "opens_on", "closes_on", "keying_days", "target", "list_size", "goal"),
            *("purpose", "handler", "handled_by", "handled_until", "staff_hear", "changes_when"),
            *("invests", "invite_when", "invite_days", "min_age", "quiet_days", "remind_days"),
        )
        formfield_callback = field_of

    def __init__(
        self,
        data: Any = None,
        *,
        instance: Wave,
        documents: list[Document],
        services: list[Service],
        units: list[Unit],
    ) -> None:
        initial = {"modes": instance.modes, "visit_types": ", ".join(instance.visit_types)}
        if instance.document_id:
            initial["document"] = str(instance.document_id)
        if instance.pk:
            placed = list(queries.targets(instance))
            initial["units"] = [str(target.unit_id) for target in placed if target.unit_id]
            initial["services"] = [str(target.service_id) for target in placed if target.service_id]
        super().__init__(data, instance=instance, initial=initial)
        self.documents = {str(document.pk): document for document in documents}
        self.known: dict[str, dict[str, Service | Unit]] = {
            "services": {str(each.pk): each for each in services},
            "units": {str(each.pk): each for each in units},
        }
        self._choose("document", document_choices(documents))
        for name, known in self.known.items():
            self._choose(name, [(key, name_of(place)) for key, place in known.items()])
        for name, field in self.fields.items():
            field.help_text = HINTS.get(name, "")
            field.required = field.required and name not in LATER

    def _choose(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean(self) -> None:
        super().clean()
        chosen = self.cleaned_data.get("document", "")
        if chosen in self.documents:
            self.instance.document = self.documents[chosen]
        self.instance.modes = self.cleaned_data.get("modes", [])
        typed = self.cleaned_data.get("visit_types", "").split(",")
        self.instance.visit_types = [code.strip() for code in typed if code.strip()]

    @property
    def instrument(self) -> str:
        """The instrument of the bank that was chosen in place of a document, if one was."""
        chosen = str(self.cleaned_data["document"])
        return chosen.removeprefix(BANK) if chosen.startswith(BANK) else ""

    @property
    def places(self) -> list[Service | Unit]:
        return [known[key] for name, known in self.known.items() for key in self.cleaned_data[name]]

    @property
    def sections(self) -> Iterator[tuple[Section, list[BoundField]]]:
        for section in SECTIONS:
            yield section, [self[name] for name in section.fields if self._is_asked(name)]

    def _is_asked(self, name: str) -> bool:
        return bool(self.known.get(name, True))


def document_choices(documents: list[Document]) -> list[tuple[str, Any]]:
    """The questionnaires of the house, then the instruments of the bank that it has not taken."""
    taken = {document.code for document in documents}
    here = [(str(document.pk), document_name(document)) for document in documents]
    instruments = [
        (f"{BANK}{name}", said(bank.instrument(name).title))
        for name in bank.names()
        if name not in taken
    ]
    groups = ((_("Questionnaires of the house"), here), (_("From the question bank"), instruments))
    return [("", _("Choose")), *((heading, rows) for heading, rows in groups if rows)]


def document_name(document: Document) -> str:
    known = _("version %(number)d") % {"number": document.version}
    if document.frozen_on is None:
        known = _("%(version)s, draft") % {"version": known}
    return f"{said(document.title) or document.code} ({known})"


class ProlongForm(StaffForm):
    closes_on = day_field(gettext_lazy("New last day for answers"))


class GoalsForm(StaffForm):
    """How many answers are hoped for from each place."""

    def __init__(self, targets: Iterable[WaveTarget], data: Any = None) -> None:
        super().__init__(data)
        for target in targets:
            place = target.place
            self.fields[f"goal_{target.pk}"] = forms.IntegerField(
                label=_("Everything at once") if place is None else name_of(place),
                initial=target.goal,
                required=False,
                min_value=1,
                max_value=1_000_000,
                error_messages={"invalid": _("Write a number.")},
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            )

    @property
    def goals(self) -> dict[int, int | None]:
        """By key of the target."""
        return {int(name.removeprefix("goal_")): n for name, n in self.cleaned_data.items()}


class KeptForm(WordsForm):
    """Whether the promise was kept, and what came of the results, in three languages."""

    kept = forms.ChoiceField(
        label=gettext_lazy("Was the promise kept?"),
        choices=Kept.choices,
        widget=forms.RadioSelect,
        error_messages=MESSAGES,
    )
    kept_words = TextField(
        label=gettext_lazy("What came of the results"),
        help_text=gettext_lazy(
            "In public, beside each line of the promise. Tell what changed and when; what did not"
            " change, and why; or when it will."
        ),
    )
