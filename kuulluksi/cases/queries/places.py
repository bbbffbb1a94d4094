"""Where somebody meets clients."""

from datetime import date

from django.db.models import Case, Q, QuerySet, When

from kuulluksi.cases.queries.listing import own_units
from kuulluksi.org import queries as org
from kuulluksi.org.models import Duty, Person, Role, Unit


def meeting_units(person: Person, on: date) -> QuerySet[Unit]:
    """The units of somebody who meets clients or leads those who do: first where the person works
    or answers, then where they stand in for others, and all that their roles and duties reach."""
    within = org.units_within(org.reach(person, on), on)
    roles = Role.objects.filter(Role.on(on), person=person).exclude(unit=None)
    duties = Duty.objects.filter(Duty.on(on), person=person).exclude(unit=None)
    held = Q(pk__in=roles.values("unit")) | Q(pk__in=duties.values("unit"))
    units = org.units(on).filter(Q(pk__in=own_units(person, on)) | Q(pk__in=within.values("pk")))
    return units.alias(place=Case(When(held, then=0), default=1)).order_by("place", "sort_fi", "id")
