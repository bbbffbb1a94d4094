"""The form of a measure: what it is, where, who answers for it by when, and what is said of it in
each language."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.org.queries import Reach
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import queries, rules
from kuulluksi.outcomes.actions import NewMeasure
from kuulluksi.outcomes.enums import MeasureKind, MeasureState
from kuulluksi.outcomes.models import Measure
from kuulluksi.outcomes.queries.leaders import Place
from kuulluksi.pure.text import Text
from kuulluksi.web.kit.context import NAMES
from kuulluksi.web.kit.forms import Fault
from kuulluksi.web.kit.tags import said
from kuulluksi.web.staff.organisation.fields import MESSAGES, TextField, place_value
from kuulluksi.web.staff.surveys.plan_forms import (
    WHOLE,
    WordsForm,
    day_field,
    grouped,
    places_of,
)

NOT_POSSIBLE = MeasureState.NOT_POSSIBLE.value
WHAT = (
    (
        MeasureKind.MEASURE.value,
        pgettext_lazy("kind of measure", "Measure"),
        gettext_lazy("Something is done."),
    ),
    (
        MeasureKind.TRIAL.value,
        pgettext_lazy("kind of measure", "Trial"),
        gettext_lazy("Something is tried for a while; then it is decided whether it stays."),
    ),
    (
        NOT_POSSIBLE,
        pgettext_lazy("measure", "Not possible"),
        gettext_lazy("Nothing can be done. That is an answer too, with its reason."),
    ),
)
MOST = 1_000_000_000
NUMBER = gettext_lazy("Write a whole number, or leave this empty.")


class Whole(forms.IntegerField):
    """A whole number as people write it: "1 500"."""

    def to_python(self, value: Any) -> int | None:
        return super().to_python("".join(str(value).split()) if value is not None else value)


def number_field(label: Any, most: int = MOST, **more: Any) -> forms.IntegerField:
    """A number field of a browser loses what it does not take for a number."""
    messages = dict.fromkeys(("invalid", "min_value", "max_value"), NUMBER)
    return Whole(
        label=label,
        required=False,
        min_value=0,
        max_value=most,
        error_messages=messages,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        **more,
    )


class TonguesForm(WordsForm):
    """A form whose texts are written in the languages of the public pages. A fault leads to the
    language in which something is missing."""

    def __init__(self, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial)
        self.tongues: dict[str, str] = {}

    def refuse(self, refused: Refused) -> None:
        field, _dash, tongue = refused.field.partition("-")
        if tongue and field in self.fields:
            self.tongues.setdefault(field, tongue)
            sentence = _("%(language)s: %(sentence)s") % {
                "language": NAMES[tongue],
                "sentence": refused.sentence,
            }
            self.add_error(field, sentence)
            return
        super().refuse(refused)

    def check(self, name: str, longest: int, empty: str) -> None:
        """Whether a text stands in one language at least; with `empty` "" also in none."""
        text: Text = self.cleaned_data.get(name, Text())
        try:
            rules.check_some(text, name, queries.languages(), longest, empty)
        except Refused as refused:
            self.refuse(refused)

    def _named(self, fault: Fault) -> Fault:
        """A text without any words leads to the language of the page."""
        found = super()._named(fault)
        tongue = self.tongues.get(fault.field)
        if not tongue and fault.field in self.fields and self._is_text(fault.field):
            tongue = get_language()
        return Fault(f"{fault.field}_{tongue}", found.sentence) if tongue else found


class MeasureForm(TonguesForm):
    what = forms.ChoiceField(
        choices=[(value, label) for value, label, _hint in WHAT],
        label=gettext_lazy("What follows?"),
        error_messages=MESSAGES,
    )
    trial_from = day_field(gettext_lazy("First day of the trial"))
    trial_until = day_field(gettext_lazy("Last day of the trial"))
    reason = TextField(
        label=gettext_lazy("Not possible, because"),
        help_text=gettext_lazy("Those who asked for it read the reason."),
    )
    title = TextField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy(
            "In a few words, as everybody understands it. Nobody may be recognised from it."
        ),
    )
    place = forms.ChoiceField(label=gettext_lazy("Where"), error_messages=MESSAGES)
    owner = forms.ChoiceField(
        label=gettext_lazy("Who answers for it"),
        error_messages={
            "required": gettext_lazy(
                "Say who answers for it. What nobody answers for is not done."
            ),
            "invalid_choice": MESSAGES["invalid_choice"],
        },
    )
    due_on = day_field(gettext_lazy("Done by"))
    said = TextField(
        label=gettext_lazy("You said"),
        help_text=gettext_lazy(
            "What clients said, in your own plain words. Nobody may be recognised from it."
        ),
    )
    did = TextField(
        label=gettext_lazy("We do"),
        help_text=gettext_lazy("What you do about it: short sentences, no abbreviations."),
    )
    euros = number_field(
        gettext_lazy("Costs, euros"),
        help_text=gettext_lazy("0 is no cost. Leave empty if you do not know."),
    )
    work_days = number_field(
        gettext_lazy("Costs, working days"), help_text=gettext_lazy("Of all who take part.")
    )

    def __init__(
        self,
        data: Any = None,
        *,
        reach: Reach,
        on: date,
        measure: Measure | None = None,
        initial: Any = None,
    ) -> None:
        super().__init__(data, {**(initial or {}), **(_written(measure) if measure else {})})
        self.measure = measure
        self.places = places_of(reach, on)
        if measure is not None:
            self.places.setdefault(place_value(measure) or WHOLE, measure.place)
        self.people = people(on)
        self._choose("place", grouped(self.places))
        named = [(key, name) for key, (_person, name) in self.people.items()]
        self._choose("owner", [("", _("Choose")), *named])
        self.fields["due_on"].error_messages["required"] = _("Say by when it is done.")
        for name in ("said", "did", "reason", "trial_from", "trial_until", "title"):
            self.fields[name].required = False
        if self.refused:
            self.fields["due_on"].required = False

    def _choose(self, name: str, choices: Sequence[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @property
    def chosen(self) -> str:
        """What follows: as it was typed, else as it is."""
        return str(self["what"].value() or "")

    @property
    def refused(self) -> bool:
        return self.chosen == NOT_POSSIBLE

    @property
    def kinds(self) -> list[tuple[str, Any, Any]]:
        """What may be chosen: whether something is possible no longer changes here."""
        if self.measure is None:
            return list(WHAT)
        ended = self.measure.state == MeasureState.NOT_POSSIBLE
        return [each for each in WHAT if (each[0] == NOT_POSSIBLE) == ended]

    def clean_what(self) -> str:
        what = str(self.cleaned_data["what"])
        if what not in {value for value, _label, _hint in self.kinds}:
            raise forms.ValidationError(MESSAGES["invalid_choice"], "invalid_choice")
        return what

    def clean(self) -> None:
        self.check("title", rules.LONGEST_TITLE, _("Give it a name."))
        self.check("said", rules.LONGEST_TEXT, "")
        self.check("did", rules.LONGEST_TEXT, "")
        what = self.cleaned_data.get("what")
        if what == NOT_POSSIBLE:
            why = _("Say why it is not possible. Those who asked for it read the reason.")
            self.check("reason", rules.LONGEST_TEXT, why)
        elif what == MeasureKind.TRIAL:
            needed = {
                "trial_from": _("Say when the trial begins."),
                "trial_until": _("Say when the trial ends."),
            }
            for name, sentence in needed.items():
                if not self.cleaned_data.get(name) and name not in self.errors:
                    self.add_error(name, sentence)

    def new(self, on: date) -> NewMeasure:
        """What was written. What is not possible is settled on the day on which it is said."""
        told = self.cleaned_data
        kind, period = told["what"], (told["trial_from"], told["trial_until"])
        if self.refused:
            # What was found not to be possible stays what it was, perhaps a trial.
            was = self.measure or Measure(kind=MeasureKind.MEASURE)
            kind, period = was.kind, (was.trial_from, was.trial_until)
        first, last = period if kind == MeasureKind.TRIAL else (None, None)
        return NewMeasure(
            title=told["title"],
            owner=self.people[told["owner"]][0],
            due_on=told["due_on"] or (on if self.refused else None),
            place=self.places[told["place"]],
            kind=kind,
            said=told["said"],
            did=told["did"],
            reason=told["reason"] if self.refused else Text(),
            euros=told["euros"],
            work_days=told["work_days"],
            trial_from=first,
            trial_until=last,
        )


def _written(measure: Measure) -> dict[str, Any]:
    """A measure as its form shows it."""
    ended = measure.state == MeasureState.NOT_POSSIBLE
    names = ("title", "said", "did", "reason", "due_on", "euros", "work_days")
    trial = ("trial_from", "trial_until")
    return {
        **{name: getattr(measure, name) for name in (*names, *trial)},
        "what": NOT_POSSIBLE if ended else measure.kind,
        "place": place_value(measure) or WHOLE,
        "owner": str(measure.owner_id) if measure.owner.is_active else "",
    }


def people(on: date) -> dict[str, tuple[Person, str]]:
    """Everybody who works here by the value of the form, each with the places of their roles."""
    places = org.places_of_people(on)
    return {
        str(person.pk): (
            person,
            ", ".join([person.name, *(said(name) for name in places.get(person.pk, ()))]),
        )
        for person in org.colleagues()
    }


def value_of(place: Place) -> str:
    """The value of a place in the form."""
    return WHOLE if place is None else f"{type(place).__name__.lower()}:{place.pk}"
