"""What became of the voices whose time to be answered ended in a third of a year, counted by place.

What concerns the supervisor of a place, or its workers who may not be told, is counted for the
whole authority only: they know what they see, and one more in a figure would tell them of it. What
a robot sent was promised nothing, and what was handed on as no feedback is counted apart.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Least

from kuulluksi.cases.enums import FeedbackKind
from kuulluksi.cases.models import Feedback
from kuulluksi.figures.queries.places import Path, Paths, grown
from kuulluksi.outcomes.enums import MeasureState
from kuulluksi.outcomes.models import MeasureVoice
from kuulluksi.pure.deadlines import working_days_between
from kuulluksi.pure.heard import LONGEST, POINTS, Answered, Found, Helped, Item, Led, Third
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.protection import Place
from kuulluksi.voices.enums import VERDICT_EVENT, Event, Verdict
from kuulluksi.voices.models import EarlierClock, HarmReport, Step, Voice

Where = tuple[int | None, int | None, int | None]
"""Keys of unit, service and area, as a voice has them."""

HELPED = {
    VERDICT_EVENT[Verdict.NO]: Helped.NO,
    VERDICT_EVENT[Verdict.PARTLY]: Helped.PARTLY,
    VERDICT_EVENT[Verdict.YES]: Helped.YES,
}


@dataclass(frozen=True)
class Heard:
    """One voice with its first clock."""

    key: int
    where: Where
    began: date
    due: date
    # The answer, or the closing with a reason that the giver reads.
    stopped: date | None
    has_reader: bool
    handed_on: bool


@dataclass(frozen=True)
class Beside:
    """What is known of voices by the day on which a third had settled, by their keys."""

    criticism: frozenset[int]
    helped: Mapping[int, Helped]
    led: Mapping[int, Led]
    harm: Mapping[int, bool]


def first_due() -> date | None:
    """The day on which the first answer of all was due."""
    present = Voice.objects.filter(due_on__isnull=False).order_by("due_on")
    earlier = EarlierClock.objects.order_by("due_on")
    days = [rows.values_list("due_on", flat=True).first() for rows in (present, earlier)]
    return min((day for day in days if day is not None), default=None)


def count(third: Third) -> tuple[Place, Found]:
    """The tree of all places, and what is counted of each of its leaves."""
    due = _due(third)
    beside = Beside(
        frozenset(
            Feedback.objects.filter(
                voice__in=due.values("pk"), kind=FeedbackKind.CRITICISM
            ).values_list("voice", flat=True)
        ),
        _helped(due, third.settled),
        _led(due, third.settled),
        _harm(due, third.settled),
    )
    voices = list(_voices(due))
    paths = Paths()
    given: dict[Where, Path] = {each.where: paths.of(*each.where) for each in voices}
    tree, leaf_of = grown(paths.by_key().values())
    numbers: dict[tuple[Item, str], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for each in voices:
        leaf = leaf_of[given[each.where]]
        for item, point in _points(each, beside, third.settled):
            numbers[item, leaf][point] += 1
    found: dict[Item, dict[str, Counts]] = {item: {} for item in Item}
    for (item, leaf), chosen in numbers.items():
        found[item][leaf] = Counts.of(POINTS[item], chosen)
    return tree, found


def _due(third: Third) -> QuerySet[Voice]:
    """The voices whose first answer was due in the third."""
    earlier = EarlierClock.objects.filter(voice=OuterRef("pk")).order_by("due_on").values("due_on")
    # A later clock is due later, so most of the others are left out by an index.
    found = Voice.objects.filter(hold_reason="", due_on__gte=third.first)
    first = Least(F("due_on"), Coalesce(Subquery(earlier[:1]), F("due_on")))
    return found.annotate(first_due=first).filter(
        first_due__gte=third.first, first_due__lte=third.last
    )


def _voices(due: QuerySet[Voice]) -> Iterator[Heard]:
    earlier: dict[int, tuple[date, date, date]] = {}
    rows = EarlierClock.objects.filter(voice__in=due.values("pk")).order_by("-due_on", "-began_on")
    for key, *clock in rows.values_list("voice", "began_on", "due_on", "stopped_on"):
        earlier[key] = (clock[0], clock[1], clock[2])
    for voice in due.only(
        *("unit", "service", "area", "concerns_handler", "beyond_workers", "began_on", "due_on"),
        *("answered_on", "closed_on", "owner", "misdirected"),
    ).order_by("pk"):
        apart = voice.concerns_handler or voice.beyond_workers
        present = voice.began_on, voice.due_on, voice.answered_on or voice.closed_on
        began, until, stopped = earlier.get(voice.pk, present)
        if until is not None:
            yield Heard(
                voice.pk,
                (None, None, None) if apart else (voice.unit_id, voice.service_id, voice.area_id),
                began,
                until,
                stopped,
                voice.owner_id is not None,
                voice.misdirected != "",
            )


def _points(voice: Heard, beside: Beside, settled: date) -> Iterator[tuple[Item, int]]:
    """What is counted of one voice, as it stood when the third had settled."""
    yield Item.HANDED, int(voice.handed_on)
    if voice.handed_on:
        return
    stopped = voice.stopped if voice.stopped is not None and voice.stopped <= settled else None
    yield Item.ANSWERED, _answered(voice, stopped).value
    days = LONGEST if stopped is None else working_days_between(voice.began, stopped)
    yield Item.WAITED, min(days, LONGEST)
    if voice.key in beside.helped:
        yield Item.HELPED, beside.helped[voice.key].value
    if voice.key in beside.criticism:
        yield Item.LED, beside.led.get(voice.key, Led.NOTHING).value
    if voice.key in beside.harm:
        yield Item.HARM, int(beside.harm[voice.key])


def _answered(voice: Heard, stopped: date | None) -> Answered:
    if stopped is None:
        return Answered.NOT if voice.has_reader else Answered.NO_READER
    return Answered.IN_TIME if stopped <= voice.due else Answered.LATE


def _helped(due: QuerySet[Voice], settled: date) -> dict[int, Helped]:
    """What each giver who told whether the answer helped said last."""
    told = Step.objects.filter(voice__in=due.values("pk"), event__in=HELPED, on__lte=settled)
    rows = told.order_by("voice", "number").values_list("voice", "event")
    return {voice: HELPED[Event(event)] for voice, event in rows}


def _led(due: QuerySet[Voice], settled: date) -> dict[int, Led]:
    """What voices led to: a measure, or that something is not possible, because."""
    found: dict[int, Led] = {}
    links = MeasureVoice.objects.filter(voice__in=due.values("pk"), linked_on__lte=settled)
    for voice, state, ended in links.values_list("voice", "measure__state", "measure__ended_on"):
        if state == MeasureState.NOT_POSSIBLE and ended is not None and ended <= settled:
            found.setdefault(voice, Led.NOT_POSSIBLE)
        else:
            found[voice] = Led.MEASURE
    return found


def _harm(due: QuerySet[Voice], settled: date) -> dict[int, bool]:
    """Whether those who told of it were harmed, ever."""
    told = HarmReport.objects.filter(voice__in=due.values("pk"), told_on__lte=settled)
    found: dict[int, bool] = {}
    for voice, harmed in told.values_list("voice", "harmed"):
        found[voice] = harmed or found.get(voice, False)
    return found
