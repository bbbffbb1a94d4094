"""Waves: which are open, how far they have come, and what was promised."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet

from kuulluksi.org.models import Service, Unit, columns_of
from kuulluksi.org.queries import Reach
from kuulluksi.pure import deadlines
from kuulluksi.pure.stats.protection import K
from kuulluksi.surveys import rules
from kuulluksi.surveys.enums import WaveState
from kuulluksi.surveys.models import Ballot, Document, Survey, Wave, WaveTarget
from kuulluksi.surveys.queries.answering import answered, rounded
from kuulluksi.surveys.queries.documents import documents

# So many working days before the day of a promise the person in charge is told.
SOON = 5


def waves_to_close(on: date) -> list[Wave]:
    """Open waves whose last day and days for keying in have passed."""
    over = Wave.objects.filter(state=WaveState.OPEN, closes_on__lt=on).order_by("closes_on", "pk")
    return [wave for wave in over if wave.closes_on + timedelta(days=wave.keying_days) < on]


def open_waves(on: date) -> QuerySet[Wave]:
    """What can be answered on a day, the one that closes first at the top."""
    found = Wave.objects.filter(state=WaveState.OPEN, opens_on__lte=on, closes_on__gte=on)
    return found.select_related("survey", "document").order_by("closes_on", "pk")


def targets(wave: Wave) -> QuerySet[WaveTarget]:
    """The places of a wave, units in Finnish order."""
    found = WaveTarget.objects.filter(wave=wave).select_related("unit", "service")
    return found.order_by("service__sort_fi", "unit__sort_fi", "pk")


def wave(code: str) -> Wave | None:
    """The wave of a code, with what its pages tell of it."""
    found = Wave.objects.select_related(
        "document",
        "handled_by",
        "survey__area",
        "survey__service__area",
        "survey__unit__service__area",
    )
    return found.filter(code=code).first()


def as_seen(wave: Wave) -> str:
    """Other words as soon as somebody changes a wave, its places or its questionnaire: what is
    opened is what was looked at."""
    columns = [str(getattr(wave, column.attname)) for column in columns_of(Wave)]
    places = wave.targets.order_by("pk").values_list("unit", "service")
    told = repr((columns, wave.document.edits, [*places]))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Tally:
    """How many answered. Of an open wave the number is rounded down, and so `exact` is false; of a
    closed wave with too `few` it is not told at all. `asked` and `came`: how many were invited by
    name or given a paper, and the answers of exactly those places."""

    answers: int = 0
    exact: bool = True
    asked: int = 0
    came: int = 0
    # So few answered that nobody is told the number.
    few: bool = False
    # Of one place of a closed wave its figures tell, or nothing.
    hidden: bool = False

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.answers + other.answers,
            self.exact and other.exact,
            self.asked + other.asked,
            self.came + other.came,
            (self.few or other.few) and not self.answers + other.answers,
        )

    @property
    def share(self) -> int | None:
        """The response rate in percent; None where nobody was invited, or where more answered than
        were invited, because then others answered too."""
        return round(100 * self.came / self.asked) if 0 < self.came <= self.asked else None


@dataclass(frozen=True)
class Place:
    """One place of a wave and how far it has come."""

    target: WaveTarget
    tally: Tally


def progress(wave: Wave) -> list[Place]:
    """Place by place rounded down to fives. Of a closed wave the whole is told exactly, and beside
    that even such a number can be worked out: it is left to the figures."""
    if wave.state == WaveState.CLOSED:
        return [
            Place(target, Tally(exact=False, asked=target.invited, hidden=True))
            for target in targets(wave)
        ]
    numbers = answered(wave)
    return [Place(target, tally(target.invited, numbers[target.pk])) for target in targets(wave)]


def tally(invited: int, answers: int) -> Tally:
    return Tally(answers, exact=False, asked=invited, came=answers if invited else 0)


def tallies(waves: Iterable[Wave]) -> dict[int, Tally]:
    """How many answered, by key of the wave. Of an open one place by place as `answered` tells it,
    so that the sum of rounded numbers tells no more than they do; of a closed one exactly, if
    anything of it may be told."""
    by_key = {wave.pk: wave for wave in waves}
    open_now = [key for key, wave in by_key.items() if wave.state == WaveState.OPEN]
    box = Ballot.objects.filter(target__wave__in=open_now).values_list("target")
    counted = dict(box.annotate(Count("pk"))) if open_now else {}
    places: dict[int, list[tuple[int, int]]] = {key: [] for key in by_key}
    rows = WaveTarget.objects.filter(wave__in=by_key) if by_key else WaveTarget.objects.none()
    for key, target, invited, responses in rows.values_list("wave", "pk", "invited", "responses"):
        places[key].append((invited, responses or counted.get(target, 0)))
    return {key: _tally(wave.state, places[key]) for key, wave in by_key.items()}


def _tally(state: str, places: Sequence[tuple[int, int]]) -> Tally:
    if state == WaveState.DRAFT:
        return Tally()
    told = sum((tally(invited, rounded(answers)) for invited, answers in places), Tally())
    number = sum(answers for _invited, answers in places)
    # Where only some places were invited, a rate would tell the number of their answers, and so,
    # beside all of them, of the others'.
    everywhere = all(invited for invited, _answers in places)
    if state == WaveState.OPEN:
        return told if everywhere else replace(told, came=0)
    if number < K:
        return Tally(0, exact=False, asked=told.asked, few=True)
    return Tally(number, exact=True, asked=told.asked, came=number if everywhere else 0)


@dataclass(frozen=True)
class Promise:
    """What was promised with a wave whose days have passed, and where that stands."""

    wave: Wave
    days_late: int

    @property
    def late(self) -> bool:
        return self.days_late > 0


def promise(wave: Wave, on: date) -> Promise:
    """Late is what was told, or is still not told, after its day."""
    told = wave.kept_on or on
    until = wave.handled_until
    return Promise(wave, max(0, (told - until).days) if until else 0)


def promises(on: date, at_most: int) -> Sequence[Promise]:
    """The promises of waves that take no more answers: first those that wait to be kept, by their
    day, then what was told, newest first."""
    over = Q(state=WaveState.CLOSED) | Q(state=WaveState.OPEN, closes_on__lt=on)
    found = Wave.objects.filter(over, handled_until__isnull=False).select_related("survey")
    waiting = found.filter(kept="").order_by("handled_until", "pk")
    told = found.exclude(kept="").order_by("-kept_on", "-pk")[:at_most]
    return [promise(wave, on) for wave in (*waiting, *told)]


def promises_to_remind(on: date) -> QuerySet[Wave]:
    """Promises whose day is near or past and of which the person in charge was not told yet."""
    soon = deadlines.add_working_days(on, SOON)
    waiting = Wave.objects.filter(kept="", handled_until__lte=soon).exclude(state=WaveState.DRAFT)
    late = Q(handled_until__lt=on) & Q(reminded_on__lte=F("handled_until"))
    found = waiting.filter(Q(reminded_on=None) | late)
    return found.select_related("survey__responsible", "handled_by").order_by("pk")


def documents_for(reach: Reach) -> list[Document]:
    """The questionnaires that somebody of this reach may ask: what is frozen, from anywhere, and
    drafts of their own places."""
    return [
        document
        for document in documents()
        if document.frozen_on is not None or rules.may_edit(reach, document)
    ]


def places_for(survey: Survey, on: date) -> tuple[list[Service], list[Unit]]:
    """The services and the units about which a survey can ask: those of its place."""
    units = Unit.objects.filter(Unit.on(on)).select_related("service__area")
    services = Service.objects.filter(Service.on(on)).select_related("area")
    if survey.unit_id:
        services = services.none()
        units = units.filter(Q(pk=survey.unit_id) | Q(parent=survey.unit_id))
    elif survey.service_id:
        services = services.filter(pk=survey.service_id)
        units = units.filter(service=survey.service_id)
    elif survey.area_id:
        services = services.filter(area=survey.area_id)
        units = units.filter(service__area=survey.area_id)
    return list(services.order_by("sort_fi", "pk")), list(
        units.order_by("service__sort_fi", "sort_fi", "pk")
    )
