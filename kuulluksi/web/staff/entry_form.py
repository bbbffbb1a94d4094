"""The form for what a worker heard: where, how, what kind, the words, and whether the client knows
must be answered; unit and channel are there already. A paper form asks in the same order.
"""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from kuulluksi.cases.actions import NewFeedback
from kuulluksi.cases.enums import Concerns, FeedbackKind, Topic
from kuulluksi.org import queries as org
from kuulluksi.org.models import Person, Unit
from kuulluksi.org.rules import Refused
from kuulluksi.voices import rules
from kuulluksi.voices.actions import NewVoice
from kuulluksi.voices.enums import STAFF_CHANNELS, About, Publicity
from kuulluksi.web.kit.context import NAMES
from kuulluksi.web.kit.forms import Typed
from kuulluksi.web.kit.nonce import Nonce
from kuulluksi.web.kit.tags import said
from kuulluksi.web.staff.forms import Choices, StaffForm

CONCERNS: list[tuple[str, Any]] = [
    (Concerns.NOBODY, pgettext_lazy("whom it concerns", "Nobody")),
    (Concerns.WORKER, gettext_lazy("A worker of the unit")),
    (Concerns.HANDLER, gettext_lazy("The supervisor of the unit, who then does not see this")),
]


class FirstFocused(forms.RadioSelect):
    """The first choice has the focus when the page opens, so that a hand on the keyboard starts."""

    def create_option(
        self, name: str, value: Any, label: Any, selected: Any, index: int, *args: Any, **more: Any
    ) -> dict[str, Any]:
        option = super().create_option(name, value, label, selected, index, *args, **more)
        if index == 0:
            option["attrs"]["autofocus"] = True
        return option


class EntryForm(StaffForm):
    nonce = Typed(required=False)
    channel = forms.ChoiceField(
        label=gettext_lazy("Heard how"),
        choices=lambda: [(each.value, capfirst(str(each.label))) for each in STAFF_CHANNELS],
        error_messages={"required": gettext_lazy("Choose how you heard it.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind is it?"),
        choices=FeedbackKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what kind of feedback it is.")},
    )
    words = Typed(
        label=gettext_lazy("What the client said"),
        strip=False,
        required=False,
        widget=forms.Textarea(attrs={"class": "own", "rows": 3}),
        help_text=gettext_lazy("One sentence is enough. Leave out names of clients."),
    )
    knows = forms.ChoiceField(
        label=gettext_lazy("Does the client know that you write this?"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether the client knows of this.")},
    )
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Topics"),
        choices=Topic.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    concerns = forms.ChoiceField(
        label=gettext_lazy("Whom does it concern?"),
        choices=CONCERNS,
        widget=forms.RadioSelect,
        required=False,
    )
    may_discuss = forms.BooleanField(
        label=gettext_lazy("The client allows talking about it with that person"), required=False
    )
    urgent = forms.BooleanField(
        label=gettext_lazy("This cannot wait"),
        help_text=gettext_lazy("Whoever is on duty is told at once."),
        required=False,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the client"), choices=list(NAMES.items())
    )
    publish = forms.BooleanField(
        label=gettext_lazy("The client allows publishing it with the answer"), required=False
    )

    def __init__(
        self, data: Any = None, *, own: list[Unit], on: date, initial: dict[str, Any] | None = None
    ) -> None:
        first = {"language": get_language() or "fi", "concerns": Concerns.NOBODY}
        super().__init__(data, {**first, **(initial or {})})
        if data is None:
            self.fields["kind"].widget = FirstFocused(choices=FeedbackKind.choices)
        units = org.units(on)
        place: Any = forms.ModelChoiceField(
            units,
            label=_("Unit"),
            empty_label=None,
            error_messages={
                "required": _("Choose the unit."),
                "invalid_choice": _("Choose the unit from the list."),
            },
        )
        place.choices = _units(own, list(units))
        self.fields["unit"] = place
        self.unit = self._unit(units)
        team = org.members([self.unit.pk], on) if self.unit else Person.objects.none()
        helped: Any = forms.ModelMultipleChoiceField(
            team,
            label=_("Who helped?"),
            help_text=_("The thanks go to them too."),
            widget=forms.CheckboxSelectMultiple,
            required=False,
            error_messages={"invalid_choice": _("Choose people from the list.")},
        )
        helped.choices = [(person.pk, person.name) for person in team]
        self.fields["helped"] = helped

    def _unit(self, units: Any) -> Unit | None:
        """The unit whose team is shown: what stands in the form."""
        chosen = self["unit"].value()
        if isinstance(chosen, Unit) or not str(chosen or "").isdecimal():
            return chosen if isinstance(chosen, Unit) else None
        found: Unit | None = units.filter(pk=min(int(chosen), 2**62)).first()
        return found

    @property
    def typed(self) -> dict[str, Any]:
        """What was typed, for a form that is not judged yet: the team of another unit is shown."""
        return {name: self[name].value() for name in self.fields}

    def clean_words(self) -> str:
        try:
            return rules.check_words(
                str(self.cleaned_data["words"]),
                "words",
                _("Write what the client said. One sentence is enough."),
            )
        except Refused as refused:
            raise ValidationError(refused.sentence) from refused

    def clean(self) -> None:
        data = self.cleaned_data
        if data.get("concerns") in (Concerns.NOBODY, ""):
            data["may_discuss"] = False
        if data.get("knows") == "no" and data.get("may_discuss"):
            unasked = _("Ask the client first whether it may be talked about.")
            self.add_error("may_discuss", unasked)
        if data.get("knows") == "no" and data.get("publish"):
            self.add_error("publish", _("Ask the client first: the client does not know of this."))
        if data.get("kind") != FeedbackKind.THANKS:
            # Only thanks are told on; for anything else the question is not seen.
            self.errors.pop("helped", None)
            data["helped"] = []

    @property
    def helped(self) -> list[Person]:
        return list(self.cleaned_data["helped"])

    @property
    def more_open(self) -> bool:
        touched = {"topics", "may_discuss", "urgent", "publish"} & {
            name for name in self.fields if self[name].value()
        }
        other = self["concerns"].value() not in (Concerns.NOBODY, "", None)
        faults = {"topics", "concerns", "may_discuss", "language", "publish"} & self.errors.keys()
        return bool(touched or other or faults)

    def new_voice(self, nonce: Nonce, *, by: Person) -> NewVoice:
        data = self.cleaned_data
        allowed = data["publish"] and data["knows"] == "yes"
        return NewVoice(
            nonce=nonce.value,
            key_name=nonce.key_name,
            language=data["language"],
            channel=data["channel"],
            about=About.UNIT,
            words=data["words"],
            unit=data["unit"],
            kind=data["kind"],
            topics=frozenset(data["topics"]),
            concerns_handler=data["concerns"] == Concerns.HANDLER,
            urgent=data["urgent"],
            publicity=Publicity.ALLOWED if allowed else Publicity.HANDLER_ONLY,
            written_by=by,
        )

    def new_feedback(self) -> NewFeedback:
        data = self.cleaned_data
        return NewFeedback(
            kind=data["kind"],
            topics=frozenset(data["topics"]),
            concerns=data["concerns"] or Concerns.NOBODY,
            may_discuss=data["may_discuss"],
            client_knows=data["knows"] == "yes",
        )


def _units(own: list[Unit], units: list[Unit]) -> Choices:
    """One's own units first; a client may speak of any other as well."""
    mine = {unit.pk for unit in own}
    others = [(str(unit.pk), said(unit.name)) for unit in units if unit.pk not in mine]
    listed: Choices = [(str(unit.pk), said(unit.name)) for unit in own]
    return [*listed, (_("Other units"), others)] if others else listed
