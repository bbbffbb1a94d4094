"""The form by which a unit tells how it used what it heard: where each practice stands, and the
occasions on which results were talked about, one after another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import rules
from kuulluksi.outcomes.enums import Level, Practice, Results, Where, Who
from kuulluksi.outcomes.models import Measure, Talk, UseReport
from kuulluksi.surveys.models import Wave
from kuulluksi.web.kit.forms import Fault, Typed
from kuulluksi.web.kit.tags import day_text, said
from kuulluksi.web.staff.forms import StaffForm
from kuulluksi.web.staff.organisation.fields import DAY_MESSAGES, MESSAGES

# So many empty rows a new form has, and so many more are added at a time.
EMPTY, MORE = 1, 2
COLUMNS = ("results", "wave", "where", "who", "on", "followed", "measure")


class RoundForm(StaffForm):
    """A round that is being opened."""

    year = forms.TypedChoiceField(
        label=gettext_lazy("Year"), coerce=int, error_messages=MESSAGES, widget=forms.Select
    )
    due_on = forms.DateField(
        label=gettext_lazy("Last day to answer"),
        error_messages={"required": gettext_lazy("Say by when the units answer."), **DAY_MESSAGES},
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, years: Sequence[int], data: Any = None) -> None:
        super().__init__(data, {"year": years[0] if years else None})
        self.fields["year"] = forms.TypedChoiceField(
            label=self.base_fields["year"].label,
            coerce=int,
            choices=[(year, str(year)) for year in years],
            error_messages=MESSAGES,
        )


class UseForm(StaffForm):
    """What a unit answers. Rows that are left empty are no occasions."""

    why_none = Typed(
        label=gettext_lazy("Or: why were results not talked about?"),
        help_text=gettext_lazy("Only if you tell of no occasion. That is an answer too."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        report: UseReport,
        waves: Sequence[Wave],
        measures: Sequence[Measure],
        data: Any = None,
        *,
        more: bool = False,
    ) -> None:
        self.talks = list(report.talks.all())
        self.waves = {str(wave.pk): wave for wave in waves}
        self.measures = {str(measure.pk): measure for measure in measures}
        for talk in self.talks:
            # What was told stays told, also when it has become too old to be offered anew.
            if talk.wave is not None:
                self.waves.setdefault(str(talk.wave_id), talk.wave)
            if talk.measure is not None:
                self.measures.setdefault(str(talk.measure_id), talk.measure)
        super().__init__(data, {"why_none": report.why_none, "seen": report.version})
        known = len(self.talks)
        rows = known + EMPTY if data is None else _whole(data.get("rows", ""))
        self.rows = min(rows + (MORE if more else 0), rules.MOST_TALKS)
        for practice in Practice:
            self.fields[f"practice-{practice}"] = forms.ChoiceField(
                label=practice.label,
                choices=Level.choices,
                initial=report.practices.get(practice, ""),
                required=False,
                widget=forms.RadioSelect,
            )
        for number in range(self.rows):
            self._add_row(number, self.talks[number] if number < known else None)

    def _add_row(self, number: int, talk: Talk | None) -> None:
        none = ("", _("Choose"))
        fields: dict[str, forms.Field] = {
            "results": forms.ChoiceField(
                label=_("Which results"), choices=[none, *Results.choices]
            ),
            "where": forms.ChoiceField(
                label=_("Where they were talked about"), choices=[none, *Where.choices]
            ),
            "on": forms.DateField(
                label=_("When"),
                error_messages=DAY_MESSAGES,
                widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            ),
            "who": forms.MultipleChoiceField(
                label=_("With whom"), choices=Who.choices, widget=forms.CheckboxSelectMultiple
            ),
            "followed": Typed(
                label=_("What followed"),
                help_text=_("In a few words. Name no client and no worker."),
                widget=forms.Textarea(attrs={"rows": 3}),
            ),
        }
        if self.waves:
            choices = [("", _("None of these")), *map(_wave_choice, self.waves.items())]
            fields["wave"] = forms.ChoiceField(label=_("Which survey"), choices=choices)
        if self.measures:
            known = [(key, said(measure.title)) for key, measure in self.measures.items()]
            fields["measure"] = forms.ChoiceField(
                label=_("The measure that followed"), choices=[("", _("None")), *known]
            )
        if talk is not None:
            fields["away"] = forms.BooleanField(label=_("Take this occasion away"))
        for name, field in fields.items():
            field.required = False
            field.error_messages |= {"invalid_choice": MESSAGES["invalid_choice"]}
            if talk is not None and name != "away":
                field.initial = _value(talk, name)
            self.fields[f"talk-{number}-{name}"] = field

    @property
    def practice_fields(self) -> list[BoundField]:
        return [self[f"practice-{practice}"] for practice in Practice]

    @property
    def occasions(self) -> list["Occasion"]:
        return [Occasion(self, number) for number in range(self.rows)]

    @property
    def may_add(self) -> bool:
        return self.rows < rules.MOST_TALKS

    def told(self) -> tuple[dict[str, str], list[Talk], str]:
        """The practices, the occasions that are no empty rows, and why there were none."""
        given = self.cleaned_data
        practices = {each.value: given.get(f"practice-{each}", "") for each in Practice}
        talks = [talk for _number, talk in self._told_rows()]
        return practices, talks, given.get("why_none", "").strip()

    def _told_rows(self) -> list[tuple[int, Talk]]:
        found = []
        for number in range(self.rows):
            given = {
                name: self.cleaned_data.get(f"talk-{number}-{name}") for name in (*COLUMNS, "away")
            }
            wrong = any(f"talk-{number}-{name}" in self.errors for name in COLUMNS)
            if given["away"] or not (wrong or any(given[name] for name in COLUMNS)):
                continue
            found.append((number, self._talk(given)))
        return found

    def _talk(self, given: dict[str, Any]) -> Talk:
        return Talk(
            results=given["results"] or "",
            wave=self.waves.get(given["wave"] or ""),
            where=given["where"] or "",
            who=given["who"] or [],
            on=given["on"],
            followed=(given["followed"] or "").strip(),
            measure=self.measures.get(given["measure"] or ""),
        )

    @property
    def faults(self) -> list[Fault]:
        """In the list of faults each names its question, and its occasion where it has one."""
        return [Fault(fault.field, self._named(fault)) for fault in super().faults]

    def _named(self, fault: Fault) -> str:
        if fault.field not in self.fields or fault.field == "why_none":
            return fault.sentence
        label = str(self.fields[fault.field].label)
        kind, _dash, rest = fault.field.partition("-")
        if kind != "talk":
            return f"{label} {fault.sentence}"
        number = int(rest.partition("-")[0]) + 1
        return f"{_('Occasion %(n)s') % {'n': number}}, {label.lower()}: {fault.sentence}"

    def check(self, year: int, on: date) -> bool:
        """Whether everything is told; each fault stands beside its own field."""
        self.is_valid()
        rows = self._told_rows()
        practices, talks, why_none = self.told()
        for fault in rules.use_faults(year, practices, talks, why_none, on):
            self.refuse(fault, [number for number, _talk in rows])
        return not self.errors

    def refuse(self, refused: Refused, rows: Sequence[int] = ()) -> None:
        """The rules number the occasions that were told; the form all rows, also the empty ones."""
        kind, _dash, rest = refused.field.partition("-")
        if kind == "talk":
            number, _dash, name = rest.partition("-")
            field = f"talk-{rows[int(number)]}-{name}"
            if field not in self.errors:
                super().refuse(Refused(refused.sentence, field))
            return
        super().refuse(refused)


@dataclass(frozen=True)
class Occasion:
    """The fields of one occasion, as a page shows them from its number on."""

    form: UseForm
    row: int

    @property
    def number(self) -> int:
        return self.row + 1

    @property
    def fields(self) -> dict[str, BoundField]:
        """By name; `away` only where the occasion has been told already."""
        names = (name for name in (*COLUMNS, "away") if self._name(name) in self.form.fields)
        return {name: self.form[self._name(name)] for name in names}

    def _name(self, name: str) -> str:
        return f"talk-{self.row}-{name}"


def _value(talk: Talk, name: str) -> Any:
    if name in ("wave", "measure"):
        return str(getattr(talk, f"{name}_id") or "")
    return getattr(talk, name)


def _wave_choice(known: tuple[str, Wave]) -> tuple[str, str]:
    key, wave = known
    return key, f"{said(wave.title)}, {day_text(wave.closes_on)}"


def _whole(written: str) -> int:
    return (
        min(int(written), rules.MOST_TALKS) if written.isdecimal() and len(written) < 4 else EMPTY
    )
