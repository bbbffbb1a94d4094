"""The forms of what happens to a measure: it is begun, done, refused or taken up again; who takes
part in a trial, what they say, and how it ended."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuulluksi.outcomes import rules
from kuulluksi.outcomes.enums import Conclusion, MeasureEvent, MeasureKind, Who
from kuulluksi.outcomes.models import Measure, TrialGroup
from kuulluksi.pure.text import Text
from kuulluksi.web.kit.forms import Typed
from kuulluksi.web.staff.forms import StaffForm
from kuulluksi.web.staff.organisation.fields import MESSAGES, TextField
from kuulluksi.web.staff.outcomes.measure_forms import TonguesForm, number_field
from kuulluksi.web.staff.surveys.plan_forms import WordsForm

# What somebody may do with a measure, in the order in which it stands on the page.
ACTS: dict[MeasureEvent, Promise] = {
    MeasureEvent.BEGUN: gettext_lazy("It has begun"),
    MeasureEvent.DONE: gettext_lazy("It is done"),
    MeasureEvent.REFUSED: gettext_lazy("It is not possible"),
    MeasureEvent.TAKEN_UP: gettext_lazy("Take it up again"),
}
# What those behind it learn of it.
MEANS: dict[MeasureEvent, Promise] = {
    MeasureEvent.BEGUN: gettext_lazy("Everybody whose feedback stands behind it sees that."),
    MeasureEvent.DONE: gettext_lazy(
        "Everybody whose feedback stands behind it is told, and may say whether it is better now."
    ),
    MeasureEvent.REFUSED: gettext_lazy(
        "Everybody whose feedback stands behind it is told why. That is an answer too."
    ),
    MeasureEvent.TAKEN_UP: gettext_lazy(
        "It is open again. Everybody whose feedback stands behind it sees that."
    ),
}
FIELDS: dict[MeasureEvent, tuple[str, ...]] = {
    MeasureEvent.BEGUN: ("words",),
    MeasureEvent.DONE: ("did", "words"),
    MeasureEvent.REFUSED: ("reason", "words"),
    MeasureEvent.TAKEN_UP: ("words",),
}


def possible(measure: Measure) -> list[MeasureEvent]:
    """What may happen to a measure now. A trial is done with its conclusion."""
    trial = measure.kind == MeasureKind.TRIAL
    return [
        event
        for event in ACTS
        if rules.can(measure, event) and not (trial and event is MeasureEvent.DONE)
    ]


class AdvanceForm(TonguesForm):
    did = TextField(
        label=gettext_lazy("We did"),
        help_text=gettext_lazy("What was done, in plain words, if it differs from the plan."),
        required=False,
    )
    reason = TextField(
        label=gettext_lazy("Not possible, because"),
        help_text=gettext_lazy("In plain words. Those who asked for it read the reason."),
        required=False,
    )
    words = Typed(
        label=gettext_lazy("A line for the history"),
        help_text=gettext_lazy("Colleagues read it; givers and the public do not."),
        max_length=500,
        required=False,
    )

    def __init__(self, measure: Measure, event: MeasureEvent, data: Any = None) -> None:
        super().__init__(data, {"did": measure.did})
        self.event = event
        for name in set(self.fields) - set(FIELDS[event]):
            del self.fields[name]
        self.chosen = data is None or data.get("event") == event.value

    @property
    def heading(self) -> Promise:
        return ACTS[self.event]

    @property
    def lead(self) -> Promise:
        return MEANS[self.event]

    def clean(self) -> None:
        if not self.chosen:
            self.add_error(None, MESSAGES["invalid_choice"])
        self.check("did", rules.LONGEST_TEXT, "")
        if self.event is MeasureEvent.REFUSED:
            why = _("Say why it is not possible. Those who asked for it read the reason.")
            self.check("reason", rules.LONGEST_TEXT, why)

    def text(self, name: str) -> Text | None:
        """What was written; None where this is not asked."""
        found = self.cleaned_data.get(name)
        return found if isinstance(found, Text) else None


class GroupsForm(WordsForm):
    """How many of whom take part: a field for each."""

    def __init__(self, groups: list[TrialGroup], data: Any = None) -> None:
        numbers = {group.who: group.number for group in groups}
        super().__init__(data, numbers)
        for who in Who:
            self.fields[who.value] = number_field(who.label, rules.MOST_PEOPLE)

    @property
    def numbers(self) -> dict[Who, int]:
        return {who: self.cleaned_data[who.value] or 0 for who in Who}


class CommentForm(StaffForm):
    who = forms.ChoiceField(
        label=gettext_lazy("Who said it"),
        choices=[("", gettext_lazy("Choose")), *Who.choices],
        error_messages={"required": gettext_lazy("Choose who said it.")},
    )
    comment = Typed(
        label=gettext_lazy("What was said"),
        help_text=gettext_lazy(
            "Without names. Only those who work here or lead the place read it. It is erased"
            " after two years."
        ),
        max_length=rules.LONGEST_COMMENT,
        error_messages={"required": gettext_lazy("Write what was said.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ConclusionForm(TonguesForm):
    conclusion = forms.ChoiceField(
        label=gettext_lazy("What happens now?"),
        choices=Conclusion.choices,
        error_messages={
            "required": gettext_lazy("Choose what happens after the trial."),
            "invalid_choice": MESSAGES["invalid_choice"],
        },
    )
    concluded = TextField(
        label=gettext_lazy("What we learnt"),
        help_text=gettext_lazy("In plain words. Those who took part read it too."),
        required=False,
    )

    def clean(self) -> None:
        why = _("Write what you learnt. Those who took part read it too.")
        self.check("concluded", rules.LONGEST_TEXT, why)
