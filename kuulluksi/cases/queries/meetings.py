"""What a team sees of what was said about its work. Nobody may find out from here who criticised
it: counts hold back (`counts`), of criticism only reviewed words are shown that are public anyway,
no day is told, and what is hidden from a person is missing from that person's lists and counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from kuulluksi.cases.enums import Concerns, FeedbackKind
from kuulluksi.cases.models import Feedback, FeedbackTopic
from kuulluksi.cases.queries.praise import TRAVELS
from kuulluksi.org.models import Person
from kuulluksi.voices.enums import Event, PublicationState, State
from kuulluksi.voices.models import Passage, Publication, Step

PAGE = 20
PERIOD = 3
"""Months that are counted: the latest whole ones."""
FEWEST = 3
"""Below it neither criticism nor answers are counted aloud: one or two could be traced to those who
were served that week."""
CONCLUSIONS = 10
PUBLISHED = 10
FIRST_WORDS = Subquery(Passage.objects.filter(voice=OuterRef("pk"), number=1).values("body")[:1])
_PUBLIC = Publication.objects.filter(voice=OuterRef("pk"), state=PublicationState.PUBLISHED)
PUBLIC_WORDS = Subquery(_PUBLIC.values("words")[:1])

Piece = dict[str, str]


@dataclass(frozen=True)
class Praise:
    """Thanks as they were given, with those of the team who have been told of them."""

    feedback: Feedback
    words: str
    told: frozenset[int]


@dataclass(frozen=True)
class PraisePage:
    """`older`: how many come before the next page. The key of a row in an address would tell on
    which day it was given, as a day would."""

    rows: Sequence[Praise]
    older: int | None


@dataclass(frozen=True)
class Meeting:
    """A matter on the team's agenda, or what the team concluded. `subject` is the supervisor's own
    line; `words` are the reviewed pieces of the giver's, once they are published."""

    feedback: Feedback
    subject: str
    words: Sequence[Piece] = ()
    conclusion: str = ""
    concluded_on: date | None = None


@dataclass(frozen=True)
class Counts:
    """None: too few to be told."""

    criticism: int | None
    topics: dict[str, int]
    answered: int | None


def praise(person: Person, units: frozenset[int], skip: int = 0) -> PraisePage:
    """The thanks to the team of some units, the newest first, without what is hidden from whoever
    reads. `skip`: how many of them the pages before showed."""
    return _page(_open_to(person).filter(TRAVELS, voice__unit__in=units), skip)


def praise_to(person: Person, skip: int = 0) -> PraisePage:
    """The thanks that name a person, wherever they were given."""
    return _page(_open_to(person).filter(TRAVELS, thanked__person=person), skip)


def _page(found: QuerySet[Feedback], skip: int) -> PraisePage:
    rows = list(
        found.annotate(first_words=FIRST_WORDS)
        .exclude(first_words=None)
        .select_related("voice__unit", "voice__service")
        .prefetch_related("thanked")
        .order_by("-voice__given_on", "-pk")[skip : skip + PAGE + 1]
    )
    shown = [
        Praise(row, row.first_words, frozenset(each.person_id for each in row.thanked.all()))
        for row in rows[:PAGE]
    ]
    return PraisePage(shown, skip + PAGE if len(rows) > PAGE else None)


def counts(person: Person, units: frozenset[int], on: date) -> Counts:
    """Criticism by subject and answers, as far as they may be told.

    What concerns any person is left out altogether. Counted are whole months, so that yesterday's
    count and today's cannot be compared, and only from `FEWEST` up, each subject by itself.
    """
    first, end = period(on)
    given = Q(voice__given_on__gte=first, voice__given_on__lt=end)
    told = _about_work(person).filter(voice__unit__in=units)
    criticism = told.filter(given, kind=FeedbackKind.CRITICISM)
    topics = FeedbackTopic.objects.filter(feedback__in=criticism.values("pk"))
    answered = told.filter(voice__answered_on__gte=first, voice__answered_on__lt=end)
    return Counts(
        aloud(criticism.count()),
        {
            row["topic"]: row["number"]
            for row in topics.values("topic")
            .annotate(number=Count("pk"))
            .filter(number__gte=FEWEST)
            .order_by("-number", "topic")
        },
        aloud(answered.count()),
    )


def aloud(number: int) -> int | None:
    return number if number >= FEWEST else None


def period(on: date) -> tuple[date, date]:
    """The first day of the counted months, and the first day after them."""
    end = on.replace(day=1)
    months = end.year * 12 + end.month - 1 - PERIOD
    return date(months // 12, months % 12 + 1, 1), end


def agenda(person: Person, units: frozenset[int]) -> list[Meeting]:
    """What waits for the team meeting, the oldest first."""
    rows = (
        _open_to(person)
        .filter(voice__unit__in=units, voice__agenda_on__isnull=False)
        .exclude(concerns=Concerns.HANDLER)
        .annotate(subject=_said(Event.AGENDA), public_words=PUBLIC_WORDS)
        .select_related("voice__unit")
        .order_by("voice__agenda_on", "pk")
    )
    return [Meeting(row, row.subject or "", row.public_words or []) for row in rows]


def concluded(person: Person, units: frozenset[int]) -> list[Meeting]:
    """What the team concluded lately, the newest first."""
    rows = (
        _open_to(person)
        .filter(voice__unit__in=units, voice__agenda_on=None)
        .exclude(concerns=Concerns.HANDLER)
        .annotate(
            subject=_said(Event.AGENDA),
            conclusion=_said(Event.CONCLUDED),
            concluded_on=Subquery(_latest(Event.CONCLUDED).values("on")[:1]),
        )
        .filter(conclusion__isnull=False)
        .select_related("voice__unit")
        .order_by("-concluded_on", "pk")[:CONCLUSIONS]
    )
    return [
        Meeting(row, row.subject or "", conclusion=row.conclusion, concluded_on=row.concluded_on)
        for row in rows
    ]


def published(person: Person, units: frozenset[int]) -> list[Publication]:
    """The reviewed texts with their answers that stand on the public pages of the units."""
    return list(
        Publication.objects.filter(unit__in=units, state=PublicationState.PUBLISHED)
        .exclude(voice__hidden__person=person)
        .select_related("voice")
        .order_by("-published_on", "-pk")[:PUBLISHED]
    )


def week(person: Person, units: frozenset[int], monday: date, sunday: date) -> dict[str, int]:
    """What one member is told of a week: thanks as many as they are, the rest from `FEWEST` up."""
    given = Q(voice__given_on__range=(monday, sunday))
    told = _about_work(person).filter(voice__unit__in=units)
    thanks = _open_to(person).filter(TRAVELS, given, voice__unit__in=units).count()
    criticism = told.filter(given, kind=FeedbackKind.CRITICISM).count()
    answered = told.filter(voice__answered_on__range=(monday, sunday)).count()
    return {
        "thanks": thanks,
        "criticism": aloud(criticism) or 0,
        "answered": aloud(answered) or 0,
    }


def _open_to(person: Person) -> QuerySet[Feedback]:
    """What is not hidden from a person and came from somebody, not from a robot."""
    return Feedback.objects.filter(voice__hold_reason="", voice__misdirected="").exclude(
        Q(voice__hidden__person=person) | Q(voice__state=State.HELD)
    )


def _about_work(person: Person) -> QuerySet[Feedback]:
    return _open_to(person).filter(concerns=Concerns.NOBODY, voice__concerns_handler=False)


def _latest(event: Event) -> QuerySet[Step]:
    return Step.objects.filter(voice=OuterRef("pk"), event=event).order_by("-number")


def _said(event: Event) -> Subquery:
    """The words of the latest step of a kind."""
    spoken = Passage.objects.filter(
        voice=OuterRef("pk"), voice__steps__event=event, voice__steps__number=F("number")
    )
    return Subquery(spoken.order_by("-number").values("body")[:1])
