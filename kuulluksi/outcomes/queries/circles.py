"""Circles of reply: whether those who spoke have been told, by when, and who looks after it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, Q, QuerySet

from kuulluksi.org.models import Person
from kuulluksi.org.queries import Reach
from kuulluksi.outcomes import rules
from kuulluksi.outcomes.enums import ToldBy
from kuulluksi.outcomes.models import Circle, ClusterVoice, Told
from kuulluksi.outcomes.queries.clusters import readable
from kuulluksi.outcomes.queries.leaders import Leaders, Place
from kuulluksi.pure import deadlines
from kuulluksi.pure.text import Text
from kuulluksi.surveys.enums import WaveState
from kuulluksi.surveys.models import Wave
from kuulluksi.voices import queries as voices

# So many working days before its day the one who tells is reminded.
SOON = 5
RELATED = (
    *("owner__superior", "wave__survey__area", "wave__survey__service__area"),
    *("wave__survey__unit__service__area", "wave__survey__unit__parent"),
    *("cluster__area", "cluster__service__area", "cluster__unit__service__area"),
    *("cluster__unit__parent", "cluster__by"),
)


@dataclass(frozen=True)
class Telling:
    """One time that they were told. A wave's own promise page tells too, and has no row."""

    channel: ToldBy
    on: date
    words: Text
    by: str = ""
    row: int | None = None


@dataclass(frozen=True)
class Reply:
    """Whether those who spoke have been told. Late is what was told, or is still not told, after
    its day."""

    due_on: date
    tellings: tuple[Telling, ...]
    days_late: int

    @property
    def told_on(self) -> date | None:
        return self.tellings[0].on if self.tellings else None

    @property
    def late(self) -> bool:
        return self.days_late > 0


@dataclass(frozen=True)
class Row:
    """A circle as its list shows it. `in_charge`: the owner, or who stands in for one who left."""

    circle: Circle
    reply: Reply
    in_charge: Person | None
    mine: bool
    # Belongs to somebody below the reader, or to a place that the reader leads.
    below: bool


def reply(circle: Circle, on: date) -> Reply:
    """Needs the circle with its wave and what was told."""
    return _reply(circle.due_on, circle.wave, circle.told.all(), on)


def replies(waves: Iterable[Wave], on: date) -> Mapping[int, Reply]:
    """By key of each wave that has closed; also where the worker has not opened its circle yet."""
    closed = [wave for wave in waves if wave.state == WaveState.CLOSED]
    if not closed:
        return {}
    circles = {
        circle.wave_id: circle
        for circle in Circle.objects.filter(wave__in=closed).prefetch_related(_told())
    }
    return {
        wave.pk: _reply(rules.reply_due(wave), wave, circle.told.all() if circle else (), on)
        for wave in closed
        for circle in (circles.get(wave.pk),)
    }


def _reply(due_on: date, wave: Wave | None, told: Iterable[Told], on: date) -> Reply:
    tellings = [
        Telling(ToldBy(row.channel), row.on, row.words, row.by.name, row.pk) for row in told
    ]
    if wave is not None and wave.kept and wave.kept_on is not None:
        tellings.append(Telling(ToldBy.PAGES, wave.kept_on, wave.kept_words))
    order = list(ToldBy)
    tellings.sort(key=lambda each: (each.on, order.index(each.channel)))
    first = tellings[0].on if tellings else on
    return Reply(due_on, tuple(tellings), max(0, (first - due_on).days))


def _told() -> "Prefetch[str, QuerySet[Told], str]":
    return Prefetch("told", Told.objects.select_related("by").order_by("on", "pk"))


def seen_by(person: Person, on: date) -> QuerySet[Circle]:
    """What a person may know of: circles of surveys are no secret; that of a cluster is open to
    those who may read one of its voices, who made it, or who tells them."""
    own = Q(cluster__by=person) | Q(owner=person)
    found = Circle.objects.filter(Q(cluster=None) | own | Q(cluster__in=readable(person, on)))
    return found.select_related(*RELATED).prefetch_related(_told())


def circle_seen(key: int, person: Person, on: date) -> Circle | None:
    return seen_by(person, on).filter(pk=key).first()


def teller(circle: Circle, on: date, decide: Leaders | None = None) -> Person | None:
    """Who tells them: the owner as long as they work here, then the nearest who decides about the
    place and may know of it. Whom a collection concerns does not learn of it when others leave."""
    if _works(circle.owner):
        return circle.owner
    found = (decide or Leaders(on)).above(place_of(circle))
    return next((person for person in found if may_know(circle, person, on)), None)


def may_know(circle: Circle, person: Person, on: date) -> bool:
    return circle.cluster_id is None or seen_by(person, on).filter(pk=circle.pk).exists()


def circle_of(wave: Wave) -> Circle | None:
    return Circle.objects.filter(wave=wave).first()


def place_of(circle: Circle) -> Place:
    if circle.wave is not None:
        return circle.wave.survey.place
    return circle.cluster.place if circle.cluster is not None else None


UNTOLD = Q(closed_on=None) & (Q(wave=None) | Q(wave__kept=""))


def open_circles(person: Person, leading: Reach, on: date) -> list[Row]:
    """What waits to be told, the longest overdue first."""
    found = seen_by(person, on).filter(UNTOLD).order_by("due_on", "pk")
    return _rows(found, person, leading, on)


def told_circles(person: Person, leading: Reach, on: date, at_most: int) -> list[Row]:
    """What was told, the newest first."""
    found = seen_by(person, on).exclude(UNTOLD)
    newest = F("closed_on").desc(nulls_first=True)
    return _rows(found.order_by(newest, "-pk")[:at_most], person, leading, on)


def _rows(circles: Iterable[Circle], person: Person, leading: Reach, on: date) -> list[Row]:
    found = list(circles)
    decide = Leaders(on) if any(not _works(circle.owner) for circle in found) else None
    rows = []
    for circle in found:
        place, who = place_of(circle), teller(circle, on, decide)
        mine = who is not None and who.pk == person.pk
        above = who is not None and who.superior_id == person.pk
        below = not mine and (above or rules.may_make(leading, place))
        rows.append(Row(circle, reply(circle, on), who, mine, below))
    return rows


def _works(person: Person | None) -> bool:
    return person is not None and person.is_active


def waves_without_circle() -> QuerySet[Wave]:
    """Waves that have closed, and of which nobody has yet been told to tell."""
    opened = Circle.objects.filter(wave__isnull=False).values("wave")
    closed = Wave.objects.filter(state=WaveState.CLOSED).exclude(pk__in=opened)
    return closed.select_related("handled_by", "survey__responsible").order_by("pk")


def told_by_promise() -> QuerySet[Circle]:
    """Circles of waves whose promise page has told, and which do not know it yet."""
    return Circle.objects.filter(closed_on=None).exclude(wave=None).exclude(wave__kept="")


def circles_to_remind(on: date) -> QuerySet[Circle]:
    """Whose day is near or past, and of which nobody was told yet. Before the day of a survey's
    promise its own reminder speaks (`surveys.queries.promises_to_remind`)."""
    soon = deadlines.add_working_days(on, SOON)
    waiting = Circle.objects.filter(UNTOLD, due_on__lte=soon)
    near = Q(reminded_on=None, due_on__gte=on, wave=None)
    late = Q(due_on__lt=on) & (Q(reminded_on=None) | Q(reminded_on__lte=F("due_on")))
    return waiting.filter(near | late).order_by("pk")


def reads_all(circle: Circle, person: Person, on: date) -> bool:
    """Whether a person may read every voice of a circle's cluster."""
    keys = ClusterVoice.objects.filter(cluster=circle.cluster_id).values("voice")
    return voices.visible_to(person, on).filter(pk__in=keys).count() == keys.count()


def tellers(circle: Circle) -> Sequence[ToldBy]:
    """The channels by which those of a circle can be told: answers to a survey have no journey."""
    return [each for each in ToldBy if each != ToldBy.JOURNEY or circle.cluster_id is not None]
