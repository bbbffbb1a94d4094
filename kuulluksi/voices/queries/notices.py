"""Whom a digest waits for, and which of the notices still hold."""

from datetime import date

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from kuulluksi.org.models import Absence, Person
from kuulluksi.voices.enums import OPEN, Reason, State
from kuulluksi.voices.models import Hidden, Notice

# What concerns somebody only as long as the turn is theirs.
OF_THE_OWNER = (
    Reason.NEW,
    Reason.MOVED,
    Reason.HANDED_ON,
    Reason.ADDED,
    Reason.NOT_HELPED,
    Reason.SOON,
    Reason.LATE,
    Reason.ESCALATED,
)


def digests_due(on: date) -> list[int]:
    """People who work here today, have something to be told, and have had no digest today."""
    away = Absence.objects.filter(starts_on__lte=on, ends_on__gte=on).values("person")
    people = Person.objects.filter(is_active=True, pk__in=Notice.objects.values("person"))
    due = people.exclude(digest_on__gte=on).exclude(pk__in=away)
    return list(due.order_by("pk").values_list("pk", flat=True))


Gathered = tuple[int, str, int | None, int, bool]


def notices_of(person: Person, on: date) -> QuerySet[Notice, Gathered]:
    """Key, reason, voice and number of everything gathered for a person, and whether it holds now:
    what has been answered, went to somebody else or is hidden from the person is no news."""
    mine = Q(voice__owner=person, voice__state__in=[*OPEN, State.HELD])
    holds = (Q(voice=None) | ~Q(reason__in=OF_THE_OWNER) | mine) & ~(
        Q(reason=Reason.SOON, voice__due_on__lt=on)
        | Q(reason=Reason.AGENDA, voice__isnull=False, voice__agenda_on=None)
        | Exists(Hidden.objects.filter(voice=OuterRef("voice"), person=person))
    )
    return (
        Notice.objects.filter(person=person)
        .annotate(holds=ExpressionWrapper(holds, output_field=BooleanField()))
        .values_list("pk", "reason", "voice_id", "number", "holds")
    )
