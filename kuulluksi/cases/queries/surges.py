"""Many voices on one subject in a week: in a unit, or in a whole area.

A subject is a topic of the form, or a word in its base form. Whatever concerns the handler is
counted nowhere here: the one who is shown the count must not learn of it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice
from typing import Any

from django.db.models import Count, Q, QuerySet

from kuulluksi.cases.models import FeedbackTopic
from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.org.queries import Reach
from kuulluksi.pure import surges
from kuulluksi.pure.subjects import is_subject
from kuulluksi.pure.text import words as folded_words
from kuulluksi.voices.models import Surge, Voice, VoiceWords

WEEK = timedelta(days=7)
EARLIER = surges.WEEKS * WEEK
# How long the page lists a surge, and how long the inbox tells of it.
LISTED = timedelta(days=30)
# The longest word that a row holds.
LONGEST = 40
COUNTED = Q(hold_reason="", misdirected="", concerns_handler=False)
NEWEST = ("-found_on", "-number", "pk")


@dataclass(frozen=True)
class Subject:
    """A topic or a word, in a unit or in an area."""

    unit: int | None = None
    area: int | None = None
    topic: str = ""
    word: str = ""

    @property
    def told(self) -> str:
        return self.topic or self.word


@dataclass(frozen=True)
class Found:
    """A subject that came up more than usual: how often in the week, and how often usually."""

    subject: Subject
    number: int
    usual: float


@dataclass
class _Tally:
    """How many voices there were, and from which units."""

    number: int = 0
    units: set[int | None] = field(default_factory=set)


_Tallies = dict[Subject, _Tally]
# Where a voice belongs, what it told of, and how many of them there were.
_Row = tuple[int | None, int | None, str, int]


def surging(on: date) -> list[Found]:
    """The subjects of which there was more than usual in the seven days before a day.

    What comes from one unit alone is that unit's surge and none of its area's.
    """
    return [*_surging(_topics, on, lambda told: told), *_surging(_words, on, _subjects)]


def _surging(
    count: Callable[[date, date, Collection[str] | None], Iterable[_Row]],
    on: date,
    choose: Callable[[frozenset[str]], Collection[str]],
) -> list[Found]:
    word = count is _words
    week = _tallied(count(on - WEEK, on, None), word=word)
    many = {
        subject: tally
        for subject, tally in week.items()
        if tally.number >= surges.FEWEST and (subject.area is None or len(tally.units) > 1)
    }
    chosen = choose(frozenset(subject.told for subject in many))
    if not chosen:
        return []
    earlier = _tallied(count(on - WEEK - EARLIER, on - WEEK, chosen), word=word)
    found = []
    for subject, tally in many.items():
        rate = surges.usual(earlier[subject].number if subject in earlier else 0)
        if subject.told in chosen and surges.is_surge(tally.number, rate):
            found.append(Found(subject, tally.number, rate))
    return found


def _tallied(rows: Iterable[_Row], *, word: bool) -> _Tallies:
    tallies: dict[tuple[int | None, int | None, str], _Tally] = defaultdict(_Tally)
    for unit, area, told, number in rows:
        places = ((unit, None), (None, area))
        for place in places:
            if place != (None, None):
                tally = tallies[*place, told]
                tally.number += number
                tally.units.add(unit)
    return {
        Subject(unit, area, "" if word else told, told if word else ""): tally
        for (unit, area, told), tally in tallies.items()
    }


def _topics(first: date, end: date, only: Collection[str] | None) -> Iterable[_Row]:
    given = Voice.objects.filter(COUNTED, given_on__gte=first, given_on__lt=end)
    rows = FeedbackTopic.objects.filter(feedback__voice__in=given)
    if only is not None:
        rows = rows.filter(topic__in=only)
    return (
        rows.values("feedback__voice__unit", "feedback__voice__area", "topic")
        .annotate(number=Count("pk"))
        .values_list("feedback__voice__unit", "feedback__voice__area", "topic", "number")
        .order_by()
    )


def _words(first: date, end: date, only: Collection[str] | None) -> Iterable[_Row]:
    given = Voice.objects.filter(COUNTED, given_on__gte=first, given_on__lt=end)
    rows = VoiceWords.objects.filter(voice__in=given).values_list(
        "voice__unit", "voice__area", "lemmas"
    )
    for unit, area, lemmas in rows.order_by().iterator():
        told = set(lemmas.split())
        for word in told if only is None else told.intersection(only):
            yield unit, area, word, 1


def _subjects(told: frozenset[str]) -> frozenset[str]:
    """The words that may be shown: no names, least of all of those who work here."""
    if not told:
        return told
    names = {
        part
        for name in Person.objects.exclude(name="").values_list("name", flat=True)
        for part in folded_words(name)
    }
    return frozenset(word for word in told if len(word) <= LONGEST and is_subject(word, names))


def surges_seen(
    revision: int, reach: Reach, on: date, since: timedelta = LISTED
) -> QuerySet[Surge]:
    """The surges that somebody's reach covers, the newest first, then the largest."""
    found = Surge.objects.filter(found_on__gt=on - since, found_on__lte=on)
    if not reach.everything:
        units = [unit.pk for unit in org.units_covered(revision, reach, on)]
        found = found.filter(Q(unit__in=units) | Q(area__in=reach.areas))
    return found.select_related("unit", "area").order_by(*NEWEST)


def fresh_surges(revision: int, reach: Reach, on: date, since: timedelta, most: int) -> list[Surge]:
    """The newest of them, without their places. There are few in the whole house, and to name every
    place of a reach to the database takes longer than to read them."""
    if not (reach.everything or reach.units or reach.services or reach.areas):
        return []
    units = {unit.pk for unit in org.units_covered(revision, reach, on)}
    found = (Surge(*row) for row in org.ask(*_fresh(on, since)))
    seen = (
        surge
        for surge in found
        if reach.everything or surge.unit_id in units or surge.area_id in reach.areas
    )
    return list(islice(seen, most))


@lru_cache(maxsize=2)
def _fresh(on: date, since: timedelta) -> tuple[str, tuple[Any, ...]]:
    fresh = Surge.objects.filter(found_on__gt=on - since, found_on__lte=on).order_by(*NEWEST)
    return fresh.query.sql_with_params()


def weeks_of(surge: Surge, seen: QuerySet[Voice]) -> list[tuple[date, int]]:
    """How many of the voices that somebody may read are on the subject, by the first day of their
    week: the weeks that tell what is usual, and last the week of the surge."""
    start = surge.found_on - WEEK - EARLIER
    weeks = dict.fromkeys((start + number * WEEK for number in range(surges.WEEKS + 1)), 0)
    found = _on_subject(surge, seen, start).order_by()
    for day, number in found.values_list("given_on").annotate(number=Count("pk")):
        weeks[start + (day - start) // WEEK * WEEK] += number
    return list(weeks.items())


def voices_of(surge: Surge, seen: QuerySet[Voice]) -> QuerySet[Voice]:
    """The voices of the surge itself that somebody may read: those of its week."""
    return _on_subject(surge, seen, surge.found_on - WEEK)


def _on_subject(surge: Surge, seen: QuerySet[Voice], start: date) -> QuerySet[Voice]:
    seen = seen.filter(COUNTED, given_on__gte=start, given_on__lt=surge.found_on)
    seen = seen.filter(unit=surge.unit_id) if surge.unit_id else seen.filter(area=surge.area_id)
    if surge.topic:
        about = FeedbackTopic.objects.filter(topic=surge.topic).values("feedback")
        return seen.filter(pk__in=about)
    return seen.filter(words__lemmas__holds=[[surge.word]])
