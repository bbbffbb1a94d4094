"""The inbox: whose voices, which of them, the most urgent first, in keyset pages."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache, reduce
from operator import or_
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery

from kuulluksi.cases.models import Feedback, FeedbackTopic
from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.org.queries import Reach
from kuulluksi.voices import queries as voices
from kuulluksi.voices.enums import About, Stand, State
from kuulluksi.voices.models import Passage, Voice

PAGE = 50
ORDER = ("due_on", "pk")
NEWEST = ("-given_on", "pk")
# Above the rest: what is held, and so may come from robots, after all that came from people.
PEOPLE_FIRST = ("hold_reason", *ORDER)
COUNTED = 1000
# So many urgent ones stand above the rest.
URGENT = 20


# A statement and its values.
Question = tuple[str, tuple[Any, ...]]


class Tab(StrEnum):
    MINE = "mine"
    UNIT = "unit"
    ALL = "all"
    TRIAGE = "triage"


@dataclass(frozen=True)
class Filter:
    """What the reader of the inbox chose. Empty means all."""

    tab: Tab = Tab.MINE
    stand: Stand = Stand.OPEN
    kind: str = ""
    unit: int | None = None
    words: str = ""
    topic: str = ""
    urgent: bool = False


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
    # What is urgent and open of the same list, whatever its day; on its first page only.
    urgent: Sequence[Row] = ()
    # How many more of these there are, counted no further than `COUNTED`.
    more_urgent: int = 0


def inbox(
    person: Person,
    chosen: Filter,
    on: date,
    after: Key | None = None,
    reach: Reach | None = None,
) -> Page:
    """One page of the inbox, most urgent first: by due day, then key; of what words found, the
    newest first. Above the first page stands what cannot wait, on the reader's own tab also what
    others own; to see all of it is chosen like the rest."""
    reach = reach or org.reach(person, on)
    plain = after is None and chosen == Filter(chosen.tab, chosen.stand)
    ask = _kept_question if plain else _question
    wider = Tab.ALL if chosen.tab == Tab.MINE else chosen.tab
    all_urgent = replace(chosen, tab=wider, urgent=True)
    order = NEWEST if chosen.words else ORDER
    asked = all_urgent if chosen.urgent else chosen
    found = _keys(ask(person.pk, reach, asked, after, PAGE + 1, order))
    waiting: list[int] = []
    if after is None and chosen.stand == Stand.OPEN and not chosen.urgent:
        most = URGENT + COUNTED
        waiting = _keys(ask(person.pk, reach, all_urgent, None, most, PEOPLE_FIRST))
    urgent = waiting[:URGENT]
    names = org.names(org.revision())
    drawn = {row.pk: _row(row, names) for row in _drawable({*urgent, *found})}
    rows = [drawn[key] for key in found[:PAGE] if key in drawn]
    return Page(
        rows,
        _key(rows[-1].voice, chosen) if len(found) > PAGE and rows else None,
        [drawn[key] for key in urgent if key in drawn],
        len(waiting) - len(urgent),
    )


def _question(
    key: int,
    reach: Reach,
    chosen: Filter,
    after: Key | None,
    number: int,
    order: Sequence[str],
) -> Question | None:
    """What to ask the database for the keys of a page, in their order; None: there can be none.

    Each way on which voices come to a reader is followed along an index of its own, no further than
    the page reaches: databases do not do that for ways joined by OR.
    """
    person = Person(pk=key)
    rows = _chosen(voices.within(reach, person), chosen, reach)
    if after is not None:
        rows = rows.filter(_behind(after, chosen))
    ways = _ways(chosen.tab, person, reach, chosen.unit)
    # What is urgent, or what words found, is reached by an index of its own.
    return _together(rows, [_any(ways)] if chosen.urgent or chosen.words else ways, number, order)


def _together(
    rows: QuerySet[Voice], ways: Sequence[Q], number: int, order: Sequence[str] = ()
) -> Question | None:
    """The first keys of the rows on all the ways, each once."""
    starts = [rows.filter(way).order_by(*order).values("pk")[:number] for way in ways]
    columns = ["pk", *(name.lstrip("-") for name in order if name != "pk")]
    try:
        if len(starts) > 1:
            ends = [Voice.objects.filter(pk__in=start).values_list(*columns) for start in starts]
            starts = [ends[0].union(*ends[1:]).order_by(*order)[:number]]
        return starts[0].query.sql_with_params() if starts else None
    except EmptyResultSet:
        return None


# The plain first pages are asked for again and again, and putting a question together takes longer
# than answering it. It changes only with the reader's reach.
_kept_question = lru_cache(maxsize=1024)(_question)


def _keys(question: Question | None) -> list[int]:
    if question is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*question)
        return [key for key, *_order in cursor.fetchall()]


def _key(last: Voice, chosen: Filter) -> Key | None:
    day = last.given_on if chosen.words else last.due_on
    return Key(day, last.pk) if day else None


def _behind(after: Key, chosen: Filter) -> Q:
    if chosen.words:
        return Q(given_on__lte=after.day) & (Q(given_on__lt=after.day) | Q(id__gt=after.id))
    return Q(due_on__gte=after.day) & (Q(due_on__gt=after.day) | Q(id__gt=after.id))


def _drawable(keys: Collection[int]) -> QuerySet[Voice]:
    """With what a row of the list shows."""
    first_words = Passage.objects.filter(voice=OuterRef("pk"), number=1).values("body")[:1]
    told = Feedback.objects.filter(voice=OuterRef("pk"))
    return Voice.objects.filter(pk__in=keys).annotate(
        opening=Subquery(first_words),
        kind=Subquery(told.values("kind")[:1]),
        concerns=Subquery(told.values("concerns")[:1]),
    )


def _row(drawn: Any, names: org.Names) -> Row:
    """The names of places and people are known by heart: to read them for each row takes longer
    than all the rest."""
    drawn.unit = names.units.get(drawn.unit_id)
    drawn.service = names.services.get(drawn.service_id)
    drawn.owner = names.people.get(drawn.owner_id)
    return Row(drawn, drawn.kind, drawn.concerns, drawn.opening or "")


def listed(person: Person, chosen: Filter, on: date) -> QuerySet[Voice]:
    reach = org.reach(person, on)
    rows = _chosen(voices.within(reach, person), chosen, reach)
    return rows.filter(_any(_ways(chosen.tab, person, reach)))


def _chosen(seen: QuerySet[Voice], chosen: Filter, reach: Reach) -> QuerySet[Voice]:
    rows = seen.filter(stand=chosen.stand)
    if chosen.urgent:
        rows = rows.filter(voices.URGENT)
    if chosen.kind:
        rows = rows.filter(pk__in=Feedback.objects.filter(kind=chosen.kind).values("pk"))
    if chosen.topic:
        rows = rows.filter(
            pk__in=FeedbackTopic.objects.filter(topic=chosen.topic).values("feedback")
        )
    if chosen.unit is not None:
        rows = rows.filter(unit__in=org.with_offices({chosen.unit}))
    if chosen.words:
        most = chosen.unit is None and (reach.everything or bool(reach.areas))
        rows = voices.matching(rows, chosen.words, most=most)
    return rows


def _ways(tab: Tab, person: Person, reach: Reach, unit: int | None = None) -> list[Q]:
    """The ways on which the voices of a tab are found; together they are the tab. `unit`: one that
    was chosen, with its offices, is a shorter way than the whole of what a person reads."""
    if tab == Tab.MINE:
        return [Q(owner=person)]
    if tab == Tab.UNIT:
        return _each("unit", reach.home)
    if tab == Tab.TRIAGE:
        nowhere = Q(unit=None, service=None, about=About.UNKNOWN)
        return [Q(state=State.HELD), Q(owner=None), nowhere]
    if unit is not None:
        return _each("unit", org.with_offices({unit}))
    if reach.everything:
        return [Q()]
    roads = [
        road for column, keys in voices.ways(person, reach).items() for road in _each(column, keys)
    ]
    return [*roads, voices.URGENT] if reach.on_duty else roads


def _each(column: str, keys: Iterable[int]) -> list[Q]:
    return [Q(**{column: key}) for key in sorted(keys)]


def _any(ways: Sequence[Q]) -> Q:
    """An empty condition is the way of those who read everything; joined by OR it would vanish."""
    return Q() if Q() in ways else reduce(or_, ways, Q(pk__in=[]))


def own_units(person: Person, on: date) -> frozenset[int]:
    """The units where the person works or answers, with the offices below them."""
    return org.reach(person, on).home


def tab_counts(
    person: Person, on: date, tabs: list[Tab], reach: Reach | None = None
) -> dict[Tab, int]:
    """How many open voices each tab holds, counted no further than `COUNTED`."""
    reach = reach or org.reach(person, on)
    with connection.cursor() as cursor:
        cursor.execute(*_count(person.pk, reach, tuple(tabs)))
        return dict(zip(tabs, cursor.fetchone(), strict=True))


@lru_cache(maxsize=1024)
def _count(key: int, reach: Reach, tabs: tuple[Tab, ...]) -> Question:
    person = Person(pk=key)
    waiting = voices.within(reach, person).filter(stand=Stand.OPEN).order_by()
    counts: list[str] = []
    values: list[Any] = []
    for tab in tabs:
        found = _together(waiting, _ways(tab, person, reach), COUNTED)
        counts.append(f"(SELECT COUNT(*) FROM ({found[0]}) AS found)" if found else "0")  # noqa: S608
        values += found[1] if found else ()
    return f"SELECT {', '.join(counts)}", tuple(values)
