"""What the house promised and did, as numbers that tell of no giver: whether the results of surveys
were handled as promised, whether those who spoke were told in time, and whether what was done was
measured again. Counted as of today."""

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from kuulluksi.org import queries as org
from kuulluksi.org.models import Area, Service, Unit
from kuulluksi.outcomes.enums import MeasureState
from kuulluksi.outcomes.models import Circle, ClusterVoice, Effect, Measure
from kuulluksi.surveys.enums import Audience, Kept, WaveState
from kuulluksi.surveys.models import Wave
from kuulluksi.voices.models import Hidden

Place = Area | Service | Unit | None


@dataclass(frozen=True)
class Promised:
    """How many promises were due: kept, kept in part or late, not kept, and those of which nothing
    was told."""

    kept: int
    partly: int
    broken: int
    untold: int

    @property
    def n(self) -> int:
        return self.kept + self.partly + self.broken + self.untold


@dataclass(frozen=True)
class Done:
    """How many measures were done, of how many of those it was measured again, and how many wishes
    were found not to be possible."""

    n: int
    measured: int
    not_possible: int


def handled(place: Place, since: date, before: date) -> Promised:
    """Promises to handle the results of a survey by a day in that time. What was told after its day
    was kept in part."""
    due = _asked(Wave.objects.exclude(state=WaveState.DRAFT), "survey__", place)
    due = due.filter(handled_until__gte=since, handled_until__lt=before)
    late = Q(kept_on__gt=F("handled_until"))
    yes, no, untold = Q(kept=Kept.YES), Q(kept=Kept.NO), Q(kept="")
    numbers = due.aggregate(
        n=Count("pk"),
        in_time=Count("pk", yes & ~late),
        broken=Count("pk", no),
        waiting=Count("pk", untold),
    )
    partly = numbers["n"] - numbers["in_time"] - numbers["broken"] - numbers["waiting"]
    return Promised(numbers["in_time"], partly, numbers["broken"], numbers["waiting"])


def told(place: Place, since: date, before: date) -> Promised:
    """Circles of reply, of surveys and of clusters of voices, due in that time. What a survey's own
    page tells of its promise tells those who answered, too. As with the voices themselves, what
    concerns a supervisor, or workers who may not be told, is counted for the whole authority only:
    they know which circles they see."""
    asked = Q(wave__isnull=False) & ~Q(wave__survey__audience=Audience.STAFF)
    of_waves = asked & inside("wave__survey__", place)
    of_clusters = Q(cluster__isnull=False) & inside("cluster__", place)
    if place is not None:
        of_clusters &= ~Q(cluster__in=_concerning())
    due = Circle.objects.filter(of_waves | of_clusters, due_on__gte=since, due_on__lt=before)
    in_time = Q(closed_on__lte=F("due_on")) | (
        ~Q(wave__kept="") & Q(wave__kept_on__lte=F("due_on"))
    )
    ever = Q(closed_on__isnull=False) | (Q(wave__isnull=False) & ~Q(wave__kept=""))
    numbers = due.aggregate(
        n=Count("pk"), kept=Count("pk", in_time), ever=Count("pk", in_time | ever)
    )
    return Promised(
        kept=numbers["kept"],
        partly=numbers["ever"] - numbers["kept"],
        broken=0,
        untold=numbers["n"] - numbers["ever"],
    )


def _concerning() -> QuerySet[ClusterVoice, int]:
    """The keys of collections of which somebody at their place may not know."""
    apart = Q(voice__concerns_handler=True) | Q(voice__beyond_workers=True)
    hidden = Exists(Hidden.objects.filter(voice=OuterRef("voice")))
    return ClusterVoice.objects.filter(apart | hidden).values_list("cluster", flat=True)


def done(place: Place, since: date) -> Done:
    """Measures that ended since a day, whether or not they stand on public pages."""
    ended = Measure.objects.filter(inside("", place), ended_on__gte=since)
    is_done = Q(state=MeasureState.DONE)
    measured = Exists(Effect.objects.filter(target__measure=OuterRef("pk")))
    return Done(
        **ended.annotate(again=measured).aggregate(
            n=Count("pk", is_done),
            measured=Count("pk", is_done & Q(again=True)),
            not_possible=Count("pk", Q(state=MeasureState.NOT_POSSIBLE)),
        )
    )


def _asked(waves: QuerySet[Wave], path: str, place: Place) -> QuerySet[Wave]:
    """Without those that asked the staff: of these the public is told nothing."""
    return waves.filter(inside(path, place)).exclude(survey__audience=Audience.STAFF)


def inside(path: str, place: Place) -> Q:
    """Of the place itself and of all inside it; `path` leads to the columns of a place."""
    ways: tuple[str, ...]
    match place:
        case Area():
            ways = ("area", "service__area", "unit__service__area")
        case Service():
            ways = ("service", "unit__service")
        case Unit():
            return Q(**{f"{path}unit__in": org.with_offices({place.pk})})
        case _:
            return Q()
    return reduce(or_, (Q(**{path + way: place}) for way in ways))
