"""People with their roles, duties and absences, and the letters that wait to leave."""

from collections import defaultdict
from datetime import date

from django.db.models import F, Prefetch, Q, QuerySet

from kuulluksi.org.models import (
    Absence,
    Duty,
    Mail,
    Person,
    Role,
)
from kuulluksi.pure.text import Text


def colleagues() -> QuerySet[Person]:
    """Everyone who works here, in order of name."""
    return Person.objects.filter(is_active=True).order_by("name", "id")


def people_with_roles(on: date) -> QuerySet[Person]:
    """Everyone who works here, with the roles and absences that last or are still to come."""
    still = Q(valid_until=None) | Q(valid_until__gte=on)
    roles = Role.objects.filter(still).select_related("unit", "service", "area").order_by("id")
    absences = Absence.objects.filter(ends_on__gte=on).order_by("starts_on", "id")
    return (
        colleagues()
        .select_related("superior")
        .prefetch_related(Prefetch("roles", roles), Prefetch("absences", absences))
    )


def name_of(person_id: int) -> str:
    """The name behind a key; empty once it has been erased."""
    return Person.objects.filter(pk=person_id).values_list("name", flat=True).first() or ""


def gone_people() -> QuerySet[Person]:
    """People who have left and whose name has not yet been erased."""
    return Person.objects.filter(is_active=False).exclude(name="").order_by("name", "id")


def all_duties() -> QuerySet[Duty]:
    """Every duty there is or was, in order of place."""
    return Duty.objects.select_related("person", "deputy", "unit", "service", "area").order_by(
        "unit__sort_fi", "service__sort_fi", "area__sort_fi", "valid_from", "id"
    )


def roles_of(person: Person, on: date) -> QuerySet[Role]:
    """What a person may see on a day."""
    roles = Role.objects.filter(Role.on(on), person=person)
    return roles.select_related("unit", "service", "area").order_by("id")


def places_of_people(on: date) -> dict[int, list[Text]]:
    """By person, the names of the places where their roles are on a day."""
    found: dict[int, list[Text]] = defaultdict(list)
    roles = Role.objects.filter(Role.on(on)).select_related("unit", "service", "area")
    for role in roles.order_by("id"):
        if role.place is not None:
            found[role.person_id].append(role.place.name)
    return found


def duties_of(person: Person, on: date) -> QuerySet[Duty]:
    """What a person answers for on a day, alone or as somebody's deputy."""
    duties = Duty.objects.filter(Q(person=person) | Q(deputy=person), Duty.on(on))
    return duties.select_related("person", "deputy", "unit", "service", "area").order_by("id")


def absences_of(person: Person, on: date) -> QuerySet[Absence]:
    """The absences of a person that last or are still to come."""
    return Absence.objects.filter(person=person, ends_on__gte=on).order_by("starts_on", "id")


def duties_on(on: date) -> QuerySet[Duty]:
    """Duties in force on a day, as routing takes them: the oldest first."""
    return (
        Duty.objects.filter(Duty.on(on))
        .select_related("person", "deputy")
        .order_by("valid_from", "id")
    )


def duties_of_the_left(on: date) -> QuerySet[Duty]:
    """Duties that go on after `on` although their holder no longer works here."""
    still = Q(valid_until=None) | Q(valid_until__gt=on)
    return (
        Duty.objects.filter(still, person__is_active=False)
        .select_related("person", "unit", "service", "area")
        .order_by("id")
    )


def leaving(on: date) -> QuerySet[Person]:
    """People whose last day has passed but who are still marked as working here."""
    return Person.objects.filter(is_active=True, left_on__lt=on)


def waiting_mail() -> QuerySet[Mail]:
    """What has not left yet. It is tried until it is erased: a mail server may be away for days."""
    return Mail.objects.filter(sent_on=None).order_by("queued_on", F("id"))


def reached(letter: str, on: date) -> frozenset[str]:
    """Who need not be written that letter on a day: one has left on it, or still waits."""
    found = Mail.objects.filter(Q(sent_on=None) | Q(sent_on=on), letter=letter)
    return frozenset(found.values_list("to", flat=True))


def still_waits(mail: Mail) -> bool:
    return Mail.objects.filter(pk=mail.pk, sent_on=None).exists()
