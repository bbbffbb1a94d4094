"""Every read of feedback: the inbox in keyset pages, one feedback, openings for an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import OuterRef, Q, QuerySet, Subquery

from kuulluksi.cases.models import Feedback, StandardAnswer
from kuulluksi.org import queries as org
from kuulluksi.org.enums import DutyKind
from kuulluksi.org.models import Duty, Person, Role
from kuulluksi.pure.questionnaire import bank
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.voices import queries as voices
from kuulluksi.voices.enums import OPEN, State
from kuulluksi.voices.models import Passage, Voice

METER = "palvelumittari"
PAGE = 50
COUNTED = 1000


def meter() -> Questionnaire:
    """The service meter of seven statements."""
    return bank.instrument(METER)


class Tab(StrEnum):
    MINE = "mine"
    UNIT = "unit"
    ALL = "all"
    TRIAGE = "triage"


class Stand(StrEnum):
    """Which voices the inbox lists: by whose turn it is."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


STATES = {
    Stand.OPEN: [*OPEN, State.HELD],
    Stand.ANSWERED: [State.ANSWERED],
    Stand.CLOSED: [State.CLOSED],
}


@dataclass(frozen=True)
class Filter:
    """What the reader of the inbox chose. Empty means all."""

    tab: Tab = Tab.MINE
    stand: Stand = Stand.OPEN
    kind: str = ""
    unit: int | None = None
    words: str = ""


@dataclass(frozen=True)
class Key:
    """Where a page ends: the day and the key of its last row."""

    day: date
    id: int


@dataclass(frozen=True)
class Row:
    """A voice in the inbox with what is coded of it, and the first words that were given."""

    voice: Voice
    kind: str
    concerns: str
    opening: str


@dataclass(frozen=True)
class Page:
    rows: Sequence[Row]
    older: Key | None


def inbox(person: Person, chosen: Filter, on: date, after: Key | None = None) -> Page:
    """One page of the inbox, most urgent first: by due day, then key."""
    rows = listed(person, chosen, on)
    if after is not None:
        rows = rows.filter(Q(due_on__gt=after.day) | Q(due_on=after.day, id__gt=after.id))
    first_words = Passage.objects.filter(voice=OuterRef("pk"), number=1).values("body")[:1]
    told = Feedback.objects.filter(voice=OuterRef("pk"))
    found = list(
        rows.annotate(
            opening=Subquery(first_words),
            kind=Subquery(told.values("kind")[:1]),
            concerns=Subquery(told.values("concerns")[:1]),
        )
        .select_related("unit", "service", "owner")
        .order_by("due_on", "id")[: PAGE + 1]
    )
    last = found[PAGE - 1] if len(found) > PAGE else None
    older = Key(last.due_on, last.id) if last is not None and last.due_on is not None else None
    listed_rows = [Row(row, row.kind, row.concerns, row.opening or "") for row in found[:PAGE]]
    return Page(listed_rows, older)


def listed(person: Person, chosen: Filter, on: date) -> QuerySet[Voice]:
    rows = _tab(voices.visible_to(person, on), chosen.tab, person, on)
    rows = rows.filter(state__in=STATES[chosen.stand])
    if chosen.kind:
        rows = rows.filter(pk__in=Feedback.objects.filter(kind=chosen.kind).values("pk"))
    if chosen.unit is not None:
        rows = rows.filter(unit__in=org.with_offices({chosen.unit}))
    return voices.matching(rows, chosen.words) if chosen.words else rows


def _tab(seen: QuerySet[Voice], tab: Tab, person: Person, on: date) -> QuerySet[Voice]:
    if tab == Tab.MINE:
        return seen.filter(owner=person)
    if tab == Tab.UNIT:
        return seen.filter(unit__in=own_units(person, on))
    if tab == Tab.TRIAGE:
        return seen.filter(
            Q(state=State.HELD) | Q(owner=None) | Q(unit=None, service=None, about="unknown")
        )
    return seen


def own_units(person: Person, on: date) -> frozenset[int]:
    """The units where the person works or answers, with the offices below them."""
    roles = Role.objects.filter(Role.on(on), person=person).exclude(unit=None)
    duties = Duty.objects.filter(
        Q(person=person) | Q(deputy=person), Duty.on(on), kind=DutyKind.ANSWERS
    ).exclude(unit=None)
    return org.with_offices({row.unit_id for row in [*roles, *duties] if row.unit_id is not None})


def tab_counts(person: Person, on: date, tabs: list[Tab]) -> dict[Tab, int]:
    """How many open voices each tab holds, counted no further than `COUNTED`."""
    waiting = voices.visible_to(person, on).filter(state__in=STATES[Stand.OPEN]).order_by()
    return {tab: _tab(waiting, tab, person, on)[:COUNTED].count() for tab in tabs}


def feedback(voice_id: int, person: Person, on: date) -> Feedback | None:
    """One feedback with all that its page shows, if the person may read it."""
    if not voices.can_view(voice_id, person, on):
        return None
    return (
        Feedback.objects.select_related(
            "voice__unit__service", "voice__service__area", "voice__owner", "voice__contact"
        )
        .prefetch_related("topics", "answers")
        .filter(pk=voice_id)
        .first()
    )


def of_voice(voice: Voice) -> Feedback | None:
    return Feedback.objects.filter(pk=voice.pk).prefetch_related("topics").first()


def openings(kind: str, topics: list[str]) -> list[StandardAnswer]:
    """The ready openings for an answer: those of the topics first, then those of the kind alone."""
    rows = StandardAnswer.objects.filter(kind=kind).filter(Q(topic__in=topics) | Q(topic=""))
    return sorted(rows, key=lambda row: (row.topic == "", row.pk))


def all_openings() -> QuerySet[StandardAnswer]:
    return StandardAnswer.objects.order_by("kind", "topic")
