"""A measure as it is read: what was said, what is done about it and by when, and what changed. The
same words stand on public pages, in journeys and on staff pages.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kuulluksi.figures.queries import key_of, telling
from kuulluksi.org import queries as org
from kuulluksi.outcomes import queries
from kuulluksi.outcomes.enums import OPEN, Conclusion, MeasureKind, MeasureState
from kuulluksi.outcomes.models import Measure, MeasureFigure, TrialGroup
from kuulluksi.outcomes.queries.effects import Found
from kuulluksi.outcomes.queries.effects import found as found_effects
from kuulluksi.pure.deadlines import working_days_between
from kuulluksi.pure.text import Text
from kuulluksi.surveys.enums import WaveState
from kuulluksi.web.kit.outcomes import effects
from kuulluksi.web.kit.picture import Stop, line
from kuulluksi.web.kit.tags import day_text, said, tongue

STEP = 5
"""How many voices stand behind a measure is told in fives, so that nobody sees one being added."""


@dataclass(frozen=True)
class Standing:
    """Where a measure stands, in a few words for a list."""

    words: str
    note: str
    late: bool = False
    heard: bool = False


@dataclass(frozen=True)
class Source:
    """A published figure behind a measure. `wave`: the code of a survey whose report the public may
    read, else nothing."""

    title: str
    wave: str
    place: str
    item: str
    public: bool


@dataclass(frozen=True)
class Shown:
    """A measure, ready to be drawn by `kit/outcomes/measure.html`."""

    measure: Measure
    place_name: str
    place_key: str
    state: Standing
    said: Stop | None
    done: tuple[Stop, ...]
    findings: tuple[effects.Said, ...]
    effects_line: str
    verdicts: tuple[tuple[str, int], ...]
    costs: str
    trial: str
    sources: tuple[Source, ...]

    @property
    def link(self) -> str:
        return f"measure-{self.measure.pk}"

    @property
    def stops(self) -> tuple[Stop, ...]:
        """You said, we did, what changed."""
        return ((self.said,) if self.said else ()) + self.done

    @property
    def judged(self) -> int:
        """How many givers have said whether it is better, of those that are told."""
        return sum(number for _label, number in self.verdicts)

    @property
    def public_sources(self) -> tuple[Source, ...]:
        return tuple(source for source in self.sources if source.public)


def shown(measures: Iterable[Measure], on: date) -> list[Shown]:
    """The measures as they stand on a day, in the language of the page."""
    found = list(measures)
    keys = [measure.pk for measure in found]
    behind = queries.told_behind(keys)
    groups: dict[int, list[TrialGroup]] = {}
    for group in TrialGroup.objects.filter(measure__in=keys).order_by("pk"):
        groups.setdefault(group.measure_id, []).append(group)
    figures: dict[int, list[MeasureFigure]] = {}
    rows = MeasureFigure.objects.filter(measure__in=keys).select_related("wave__survey")
    for row in rows.order_by("pk"):
        figures.setdefault(row.measure_id, []).append(row)
    measured = found_effects(found)
    authority = org.authority()
    return [
        _shown(
            measure,
            on,
            behind=givers(behind[measure.pk], authority.least_answers),
            whole=said(authority.name),
            groups=groups.get(measure.pk, []),
            figures=figures.get(measure.pk, []),
            founds=measured.get(measure.pk, ()),
        )
        for measure in found
    ]


def standing(measure: Measure, on: date) -> Standing:
    """Done, not possible, late by how much, or by when it is promised."""
    if measure.state in OPEN:
        if measure.due_on < on:
            note = _("should have been done by %(day)s") % {"day": _short(measure.due_on, on)}
            return Standing(_late(measure, on), note, late=True)
        note = _("by %(day)s") % {"day": _short(measure.due_on, on)}
        return Standing(str(MeasureState(measure.state).label), note)
    ended = _short(measure.ended_on, on) if measure.ended_on else ""
    heard = measure.state == MeasureState.DONE
    return Standing(str(MeasureState(measure.state).label), ended, heard=heard)


def costs(measure: Measure) -> str:
    """What it costs; nothing where that is not known."""
    if measure.euros is None and measure.work_days is None:
        return ""
    if not measure.euros and not measure.work_days:
        return _("no extra cost")
    told = []
    if measure.euros:
        told.append(_("%(n)s euros") % {"n": _number(measure.euros)})
    if measure.work_days:
        days = ngettext("%(n)s working day", "%(n)s working days", measure.work_days)
        told.append(days % {"n": _number(measure.work_days)})
    return _("%(one)s and %(other)s") % {"one": told[0], "other": told[1]} if told[1:] else told[0]


def trial(measure: Measure, groups: Iterable[TrialGroup]) -> str:
    """The period of a trial and who takes part, without how many; nothing of any other measure."""
    if measure.trial_from is None or measure.trial_until is None:
        return ""
    first, last = day_text(measure.trial_from), day_text(measure.trial_until)
    told = _("Trial %(first)s – %(last)s") % {"first": first, "last": last}
    names = ", ".join(str(group.get_who_display()).lower() for group in groups)
    return f"{told}, " + _("taking part: %(who)s") % {"who": names} if names else told


def givers(number: int, least: int) -> str:
    """How many voices stand behind a measure, as far as that may be told."""
    if number < least:
        return ""
    told = max(number - number % STEP, least)
    return _("At least %(n)d pieces of feedback say this.") % {"n": told}


def verdict_sentence(numbers: Sequence[tuple[str, int]]) -> str:
    """What givers say of it, in one sentence with its base."""
    n = sum(number for _label, number in numbers)
    if not n:
        return ""
    each = "; ".join(f"{label}: {number}" for label, number in numbers)
    words = _("Those who gave feedback say whether it is better now (%(n)d people). %(each)s.")
    return words % {"n": n, "each": each}


def _shown(
    measure: Measure,
    on: date,
    *,
    behind: str,
    whole: str,
    groups: Sequence[TrialGroup],
    figures: Sequence[MeasureFigure],
    founds: Sequence[Found],
) -> Shown:
    words, period = said(measure.said), trial(measure, groups)
    told = tuple(
        (str(better.label), number) for better, number in queries.verdicts(measure).items()
    )
    findings, unmeasured = effects.all_said(founds), effects.line(measure, founds)
    changed = [*(each.whole for each in findings), unmeasured, verdict_sentence(told)]
    return Shown(
        measure=measure,
        place_name=said(measure.place.name) if measure.place else whole,
        place_key=key_of(measure.place),
        state=standing(measure, on),
        said=_stop("stop given", _("You said"), line(behind), measure.said) if words else None,
        done=(
            _done(measure, on, period),
            *_learnt(measure),
            *_changed(
                measure, "\n\n".join(part for part in changed if part), measured=bool(findings)
            ),
        ),
        findings=findings,
        effects_line=unmeasured,
        verdicts=told,
        costs=costs(measure),
        trial=period,
        sources=tuple(map(_source, figures)),
    )


def _done(measure: Measure, on: date, period: str) -> Stop:
    """What is done about it, or why it cannot be."""
    trial, late = measure.kind == MeasureKind.TRIAL, measure.state in OPEN and measure.due_on < on
    ended = _short(measure.ended_on, on) if measure.ended_on else ""
    due = _("Done by %(day)s") % {"day": _short(measure.due_on, on)}
    if late:
        due = _("should have been done by %(day)s") % {"day": _short(measure.due_on, on)}
        due = f"{due}, {_late(measure, on)}"
    match measure.state:
        case MeasureState.NOT_POSSIBLE:
            heading, when = _("This is not possible"), _("Decided on %(day)s") % {"day": ended}
            return _stop("stop", heading, line(when), measure.reason)
        case MeasureState.DONE:
            heading = _("We tried") if trial else _("We did")
            when = _("Done on %(day)s") % {"day": ended}
            classes = "stop"
        case MeasureState.UNDERWAY:
            heading, when = _("We are trying") if trial else _("We are doing"), due
            classes = "stop now late" if late else "stop now"
        case _:
            heading, when = _("We will try") if trial else _("We will do"), due
            classes = "stop now late" if late else "stop ahead"
    return _stop(classes, heading, line(period, when), measure.did, late=late)


def _learnt(measure: Measure) -> list[Stop]:
    if not measure.conclusion:
        return []
    decided = str(Conclusion(measure.conclusion).label)
    return [_stop("stop", _("We learnt"), line(decided), measure.concluded)]


def _stop(classes: str, heading: str, when: SafeString, words: Text, *, late: bool = False) -> Stop:
    language = tongue(words) if words else ""
    return Stop(classes, heading, when, words=said(words), language=language, late=late)


def _changed(measure: Measure, words: str, *, measured: bool) -> list[Stop]:
    """What changed, once something is done; before that only when it will be measured."""
    if not words:
        return []
    if measure.state in OPEN and not measured:
        return [Stop("stop ahead", _("What changes"), line(), words=words)]
    return [Stop("stop", _("What changed"), line(), words=words)]


def _source(figure: MeasureFigure) -> Source:
    wave = figure.wave
    public = wave is None or (telling.is_public(wave) and wave.state != WaveState.DRAFT)
    title = said(wave.title) if wave else _("Feedback of %(year)d") % {"year": figure.year}
    return Source(title, wave.code if wave else "", figure.place, figure.item, public)


def _late(measure: Measure, on: date) -> str:
    days = working_days_between(measure.due_on, on)
    if not days:
        return _("Overdue")
    words = ngettext("%(days)d working day late", "%(days)d working days late", days)
    return words % {"days": days}


def _short(day: date, on: date) -> str:
    """A day as it is said this year, or with its year."""
    return day_text(day, year=day.year != on.year)


def _number(number: int) -> str:
    return str(number_format(number, 0, force_grouping=True))
