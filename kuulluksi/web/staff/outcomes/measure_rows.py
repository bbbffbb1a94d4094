"""A measure as staff see it in a list and on its page: its clock, its history, what stands behind
it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kuulluksi.cases.enums import FeedbackKind
from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.outcomes import queries
from kuulluksi.outcomes.enums import OPEN, MeasureEvent, MeasureKind, MeasureState
from kuulluksi.outcomes.models import Measure, MeasureStep
from kuulluksi.outcomes.queries import clusters, leaders, stems
from kuulluksi.pure.deadlines import working_days_between
from kuulluksi.voices.models import Voice
from kuulluksi.web.kit.context import NAMES
from kuulluksi.web.kit.outcomes.measures import standing
from kuulluksi.web.kit.picture import EAR, END, START, Clock, capital
from kuulluksi.web.kit.tags import day_text, said
from kuulluksi.web.staff.outcomes.stems import Behind, behind_of, gone
from kuulluksi.web.staff.presenters import Tag, place_name


@dataclass(frozen=True)
class Row:
    """One measure in a list."""

    address: str
    title: str
    tags: Sequence[Tag]
    where: str
    clock: Clock


@dataclass(frozen=True)
class Heard:
    """A voice behind a measure, or one that could be."""

    id: int
    kind: str
    where: str
    given_on: date
    language: str
    opening: str


@dataclass(frozen=True)
class Line:
    """One line of the history."""

    what: str
    on: date
    who: str
    words: str


def row(measure: Measure, on: date, address: str, reader: Person) -> Row:
    owner = "" if measure.owner_id == reader.pk else owner_name(measure)
    return Row(
        address,
        said(measure.title),
        tags(measure),
        " · ".join(part for part in (place_of(measure), owner) if part),
        clock(measure, on),
    )


def tags(measure: Measure) -> list[Tag]:
    state = MeasureState(measure.state)
    found = [Tag(str(state.label), "fill" if state == MeasureState.UNDERWAY else "")]
    if measure.kind == MeasureKind.TRIAL:
        found.insert(0, Tag(str(MeasureKind.TRIAL.label), "fill"))
    if measure.published_on is not None:
        found.append(Tag(_("Public")))
    if measure.state in OPEN and not measure.owner.is_active:
        found.append(Tag(_("Nobody answers for it"), "late"))
    return found


def place_of(measure: Measure) -> str:
    return said((measure.place or org.authority()).name)


def owner_name(measure: Measure) -> str:
    return measure.owner.name or _("a former colleague")


def stand_in(measure: Measure, on: date) -> str:
    """Of a measure whose owner no longer works here: what is to be done, and by whom."""
    if measure.owner.is_active:
        return ""
    who = leaders.in_charge(measure.owner, measure.place, on)
    if who is None:
        return _("Whoever answered for this no longer works here, and nobody leads the place.")
    words = _("Whoever answered for this no longer works here. %(name)s decides who does it.")
    return words % {"name": who.name}


def clock(measure: Measure, on: date) -> Clock:
    """How much of the time has gone; where it stands its tag says."""
    stands = standing(measure, on)
    if measure.state not in OPEN:
        return Clock(capital(stands.note), "", "132", heard=stands.heard)
    if stands.late:
        return Clock(stands.words, stands.note, "104", ear=112, late=True)
    whole = max((measure.due_on - measure.made_on).days, 1)
    part = min(max((on - measure.made_on).days / whole, 0.1), 0.9)
    end = START + (END - START) * part
    left = working_days_between(on, measure.due_on)
    days = ngettext("%(days)d working day left", "%(days)d working days left", left)
    words = days % {"days": left} if left else _("Last day")
    return Clock(words, stands.note, f"{end:.1f}", left=f"{end + 7:.1f}", ear=EAR)


def heard(found: Iterable[Voice]) -> list[Heard]:
    return [
        Heard(
            each.voice.pk,
            str(FeedbackKind(each.kind).label) if each.kind else "",
            place_name(each.voice),
            each.voice.given_on,
            each.voice.language,
            _short(each.opening),
        )
        for each in clusters.heard(found)
    ]


def _short(opening: str) -> str:
    if not opening:
        return _("The words have been erased.")
    if len(opening) <= clusters.OPENING:
        return opening
    return f"{opening[: clusters.OPENING - 1].rstrip()}…"


def figures(measure: Measure) -> list[Behind]:
    return [
        behind_of(each.row.wave, each.row.year, each.figure) if each.figure else gone(each.row)
        for each in stems.figures_of(measure)
    ]


def history(steps: Iterable[MeasureStep]) -> list[Line]:
    """The history, the newest first."""
    return [_line(step) for step in steps]


def _line(step: MeasureStep) -> Line:
    words = step.words
    if step.event == MeasureEvent.PUT_OFF:
        first, _arrow, last = words.partition(" → ")
        words = f"{_day(first)} → {_day(last)}"
    elif step.to is not None:
        words = step.to.name or _("a former colleague")
    who = ""
    if step.by_id is not None:
        who = (step.by.name if step.by else "") or _("a former colleague")
    return Line(str(MeasureEvent(step.event).label), step.on, who, words)


def _day(written: str) -> str:
    try:
        return day_text(date.fromisoformat(written))
    except ValueError:
        return written


def in_languages(measure: Measure) -> list[tuple[str, str, dict[str, str]]]:
    """What stands of a measure in each language of the public pages: its tag, its name, and each
    of the texts."""
    names = ("title", "said", "did", "reason", "concluded")
    return [
        (tag, NAMES[tag], {name: getattr(measure, name).get(tag) for name in names})
        for tag in queries.languages()
    ]
