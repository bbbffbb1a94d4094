"""The inbox: whose voices, which of them, the most urgent first, in keyset pages."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache, reduce
from operator import attrgetter, or_
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q, QuerySet

from kuulluksi.cases.models import Feedback, FeedbackTopic
from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.org.queries import Reach
from kuulluksi.voices import queries as voices
from kuulluksi.voices.enums import About, Stand, State
from kuulluksi.voices.models import Voice

PAGE = 50
ORDER = ("due_on", "pk")
NEWEST = ("-given_on", "pk")
# Above the rest: what is held, and so may come from robots, after all that came from people.
PEOPLE_FIRST = ("hold_reason", *ORDER)
# A list with more is long, and nobody waits until the rest of it is counted.
COUNTED = 100
# So many urgent ones stand above the rest.
URGENT = 20
# So many letters of the first words stand in a row.
OPENING = 180


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


class Row(NamedTuple):
    """What a row of the inbox shows of a voice: the columns of the voice, what is coded of it, and
    of the first words one letter more than a row shows; without words they have been erased."""

    id: int
    given_on: date
    language: str
    channel: str
    about: str
    unit_id: int | None
    service_id: int | None
    state: str
    owner_id: int | None
    due_on: date | None
    answered_on: date | None
    closed_on: date | None
    verdict: str
    urgent: str
    misdirected: str
    hold_reason: str
    kind: str
    concerns: str
    opening: str | None

    def voice(self, names: org.Names) -> Voice:
        """The voice as far as it is known here, with the names of its places and its owner: to read
        these for each row takes longer than all the rest."""
        columns = dict(zip(self._fields[:_OWN], self[:_OWN], strict=True))
        voice = Voice(**columns)
        voice.unit = names.units.get(self.unit_id or 0)
        voice.service = names.services.get(self.service_id or 0)
        voice.owner = names.people.get(self.owner_id or 0)
        return voice


_OWN = Row._fields.index("kind")
_COLUMNS = ", ".join(f"voice.{name}" for name in Row._fields[:_OWN])
_ROWS = f"""
SELECT found.above, {_COLUMNS}, feedback.kind, feedback.concerns,
       substr(words.body, 1, {OPENING + 1})
  FROM (%s) AS found
  JOIN kuulluksi_voice AS voice ON voice.id = found.pk
  JOIN kuulluksi_feedback AS feedback ON feedback.voice_id = voice.id
  LEFT JOIN kuulluksi_passage AS words ON words.voice_id = voice.id AND words.number = 1
 ORDER BY %s, voice.id
"""  # noqa: S608  our own names
_SORTED: dict[tuple[str, ...], str] = {ORDER: "voice.due_on", NEWEST: "voice.given_on DESC"}


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
    found = {False: ask(person.pk, reach, asked, after, PAGE + 1, order)}
    above = (person.pk, reach, all_urgent, None)
    if after is None and chosen.stand == Stand.OPEN and not chosen.urgent:
        found[True] = ask(*above, URGENT + 1, PEOPLE_FIRST)
    rows, urgent = _rows(found, order, org.ask if plain else _asked)
    more = 0
    if len(urgent) > URGENT:
        more = _number(ask(*above, URGENT + COUNTED, PEOPLE_FIRST)) - URGENT
    older = _key(rows[PAGE - 1], chosen) if len(rows) > PAGE else None
    return Page(rows[:PAGE], older, urgent[:URGENT], more)


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
    rows = _chosen(_seen(chosen.tab, person, reach, chosen.unit), chosen, reach)
    if after is not None:
        rows = rows.filter(_behind(after, chosen))
    ways = _ways(chosen.tab, person, reach, chosen.unit)
    # What is urgent, or what words found, is reached by an index of its own.
    return _together(rows, [_any(ways)] if chosen.urgent or chosen.words else ways, number, order)


def _seen(tab: Tab, person: Person, reach: Reach, unit: int | None = None) -> QuerySet[Voice]:
    """What the person may read of it, as far as the ways of the tab leave that open."""
    on_a_way = unit is None and tab in (Tab.MINE, Tab.ALL)
    return voices.within(reach, person, on_a_way=on_a_way)


def _together(
    rows: QuerySet[Voice], ways: Sequence[Q], number: int, order: Sequence[str] = ()
) -> Question | None:
    """The first keys of the rows on all the ways, each once."""
    columns = ["pk", *(name.lstrip("-") for name in order if name != "pk")]
    found: list[Question] = []
    for way in ways:
        with suppress(EmptyResultSet):
            start = rows.filter(way).order_by(*order).values_list(*columns)[:number]
            found.append(start.query.sql_with_params())
    if len(found) < 2:
        return found[0] if found else None
    both = " UNION ".join(f"SELECT * FROM ({start}) AS way" for start, _values in found)  # noqa: S608
    places = [columns.index(name.lstrip("-")) + 1 for name in order]
    by = [f"{n} DESC" if name[0] == "-" else str(n) for n, name in zip(places, order, strict=True)]
    values = tuple(value for _start, values in found for value in values)
    return f"{both} ORDER BY {', '.join(by)} LIMIT {number}", values


# The plain first pages are asked for again and again, and putting a question together takes longer
# than answering it. It changes only with the reader's reach.
_kept_question = lru_cache(maxsize=1024)(_question)


def _rows(
    questions: dict[bool, Question | None],
    order: tuple[str, ...],
    ask: Callable[[str, list[Any]], list[Any]],
) -> tuple[list[Row], list[Row]]:
    """The rows of the page, and those above the rest: what was asked under True."""
    asked = {above: question for above, question in questions.items() if question}
    if not asked:
        return [], []
    keys = " UNION ALL ".join(
        f"SELECT pk, {above} AS above FROM ({keys}) AS keys"  # noqa: S608
        for above, (keys, _values) in asked.items()
    )
    values = [value for _keys, values in asked.values() for value in values]
    found = ask(_ROWS % (keys, _SORTED[order]), values)
    urgent = [Row(*row) for above, *row in found if above]
    urgent.sort(key=attrgetter(*PEOPLE_FIRST[:-1], "id"))
    return [Row(*row) for above, *row in found if not above], urgent


def _asked(statement: str, values: Sequence[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _number(question: Question | None) -> int:
    if question is None:
        return 0
    keys, values = question
    ((number,),) = _asked(f"SELECT COUNT(*) FROM ({keys}) AS found", values)  # noqa: S608
    return int(number)


def _key(last: Row, chosen: Filter) -> Key | None:
    day = last.given_on if chosen.words else last.due_on
    return Key(day, last.id) if day else None


def _behind(after: Key, chosen: Filter) -> Q:
    if chosen.words:
        return Q(given_on__lte=after.day) & (Q(given_on__lt=after.day) | Q(id__gt=after.id))
    return Q(due_on__gte=after.day) & (Q(due_on__gt=after.day) | Q(id__gt=after.id))


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


Road = Callable[[str, Iterable[int]], list[Q]]


def _each(column: str, keys: Iterable[int]) -> list[Q]:
    return [Q(**{column: key}) for key in sorted(keys)]


def _all(column: str, keys: Iterable[int]) -> list[Q]:
    return [Q(**{f"{column}__in": sorted(keys)})]


def _ways(
    tab: Tab, person: Person, reach: Reach, unit: int | None = None, road: Road = _each
) -> list[Q]:
    """The ways on which the voices of a tab are found; together they are the tab. `unit`: one that
    was chosen, with its offices, is a shorter way than the whole of what a person reads."""
    if tab == Tab.MINE:
        return road("owner", {person.pk})
    if tab == Tab.UNIT:
        return road("unit", reach.home)
    if tab == Tab.TRIAGE:
        nowhere = Q(unit=None, service=None, about=About.UNKNOWN)
        return [Q(state=State.HELD), Q(owner=None), nowhere]
    if unit is not None:
        return road("unit", org.with_offices({unit}))
    if reach.everything:
        return [Q()]
    known = voices.ways(person, reach).items()
    roads = [way for column, keys in known for way in road(column, keys)]
    return [*roads, *voices.on_duty(reach)]


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
    asked = _counts(person.pk, reach, tuple(tabs))
    if asked is None:
        return dict.fromkeys(tabs, 0)
    (numbers,) = org.ask(*asked)
    return {tab: min(COUNTED, number) for tab, number in zip(tabs, numbers, strict=True)}


@lru_cache(maxsize=1024)
def _counts(key: int, reach: Reach, tabs: tuple[Tab, ...]) -> Question | None:
    """Each way is followed once, whichever tabs it leads to, and no further than is counted; a
    voice on several ways of a tab counts once. None: there is no way."""
    person = Person(pk=key)
    ways: dict[Question, str] = {}
    numbers: list[str] = []
    for tab in tabs:
        waiting = _seen(tab, person, reach).filter(stand=Stand.OPEN).order_by()
        roads = (_together(waiting, [way], COUNTED) for way in _ways(tab, person, reach, road=_all))
        names = [ways.setdefault(road, f"way{len(ways)}") for road in roads if road]
        keys = " UNION ".join(f"SELECT pk FROM {name}" for name in names)  # noqa: S608
        numbers.append(f"(SELECT COUNT(*) FROM ({keys}) AS keys)" if keys else "0")  # noqa: S608
    if not ways:
        return None
    named = ", ".join(f"{name} AS ({keys})" for (keys, _values), name in ways.items())
    values = tuple(value for _keys, values in ways for value in values)
    return f"WITH {named} SELECT {', '.join(numbers)}", values
