"""Who sees which voice. It stands once, in `visible_to`."""

from collections.abc import Set as AbstractSet
from datetime import date
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Q, QuerySet

from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.org.queries import Reach
from kuulluksi.pure import receipt
from kuulluksi.voices.enums import OPEN, State
from kuulluksi.voices.models import Hidden, Voice

# What whoever is on duty reads, wherever it belongs, until it is answered.
URGENT = ~Q(urgent="") & Q(state__in=[*OPEN, State.HELD])


def visible_to(person: Person, on: date) -> QuerySet[Voice]:
    """The voices that a person may read: what they own, and what their roles and duties reach.

    What concerns the person is never here; what is held for review only the dispatcher sees, or
    whoever owns it in the dispatcher's place. Whoever is on duty reads what is urgent; a worker on
    duty nothing that concerns a worker who may not be told: it could be the very one.
    """
    return within(org.reach(person, on), person)


def within(reach: Reach, person: Person, *, on_a_way: bool = False) -> QuerySet[Voice]:
    """The same, of a reach that is known already. `on_a_way`: the caller follows one of `ways`, and
    the database need not ask of each voice whether it stands on any."""
    seen = Voice.objects.exclude(pk__in=Hidden.objects.filter(person=person).values("voice"))
    duties = on_duty(reach)
    if not reach.everything and not on_a_way:
        roads = [Q(**{f"{column}__in": keys}) for column, keys in ways(person, reach).items()]
        seen = seen.filter(reduce(or_, [*roads, *duties]))
    if reach.dispatches:
        return seen
    return seen.filter(reduce(or_, [~Q(state=State.HELD), Q(owner=person), *duties]))


def on_duty(reach: Reach) -> list[Q]:
    """The road that a duty opens."""
    if not reach.on_duty:
        return []
    return [URGENT & Q(beyond_workers=False) if reach.only_works else URGENT]


def ways(person: Person, reach: Reach) -> dict[str, AbstractSet[int]]:
    """On which ways voices come to a person whose reach is not everything: whose voice, or where it
    was given. Along each column leads an index of its own."""
    return {
        "owner": {person.pk},
        "unit": reach.units,
        "service": reach.services,
        "area": reach.areas,
    }


def can_view(voice_id: int, person: Person, on: date) -> bool:
    return visible_to(person, on).filter(pk=voice_id).exists()


def by_receipt(code: str) -> Voice | None:
    """The voice that a clean receipt code opens, under whichever key it was made."""
    digests = [receipt.digest(key, code) for key in settings.RECEIPT_KEYS.values()]
    return Voice.objects.filter(receipt_hash__in=digests).select_related("unit", "service").first()
