"""What routing needs to know of a voice, and the routing table."""

from datetime import date
from functools import lru_cache

from django.db.models import QuerySet

from kuulluksi.org import queries as org
from kuulluksi.pure.routing import Directory, Place, Rule, Seat, handlers
from kuulluksi.voices.models import RoutingRule, Voice


def place_of(voice: Voice) -> Place | None:
    if voice.unit_id:
        return ("unit", voice.unit_id)
    return ("service", voice.service_id) if voice.service_id else None


def hidden_from(voice: Voice) -> frozenset[int]:
    return frozenset(voice.hidden.values_list("person_id", flat=True))


def handlers_of(voice: Voice, directory: Directory, on: date) -> frozenset[int]:
    return handlers(place_of(voice), directory, on)


def rules(known_revision: int | None = None) -> tuple[Rule, ...]:
    """The routing table of the authority, in its order, read anew when it has changed."""
    return _rules(org.revision() if known_revision is None else known_revision)


@lru_cache(maxsize=8)
def _rules(_revision: int) -> tuple[Rule, ...]:
    return tuple(_rule(row) for row in RoutingRule.objects.order_by("position"))


def _rule(row: RoutingRule) -> Rule:
    place: Place | None = None
    if row.unit_id:
        place = ("unit", row.unit_id)
    elif row.service_id:
        place = ("service", row.service_id)
    elif row.area_id:
        place = ("area", row.area_id)
    return Rule(
        Seat(row.to_id, row.deputy_id, title=row.title),
        about=row.about or None,
        kind=row.kind or None,
        topic=row.topic or None,
        language=row.language or None,
        place=place,
    )


def rules_of_the_left() -> QuerySet[RoutingRule]:
    """Rows of the routing table that send to somebody who no longer works here."""
    return RoutingRule.objects.filter(to__is_active=False).select_related("to").order_by("position")


def routing_table() -> QuerySet[RoutingRule]:
    """The rows of the routing table in their order."""
    return RoutingRule.objects.select_related("unit", "service", "area", "to", "deputy").order_by(
        "position"
    )
