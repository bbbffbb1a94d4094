"""Every read of voices. Who sees what stands once, in `visible_to`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet

from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.pure import receipt, words
from kuulluksi.pure.routing import Directory, Place, Rule, Seat, handlers
from kuulluksi.voices.enums import OPEN, SEEN_BY_GIVER, WORDS_FOR_GIVER, Event, State
from kuulluksi.voices.models import DailyCheck, Passage, RoutingRule, Step, Voice

LONGEST_SEARCH = 200


def visible_to(person: Person, on: date) -> QuerySet[Voice]:
    """The voices that a person may read: what they own, and what their roles and duties reach.

    What concerns the person is never here; what is held for review only the dispatcher sees, or
    whoever owns it in the dispatcher's place.
    """
    reach = org.reach(person, on)
    mine = Q(owner=person)
    if reach.everything:
        mine = Q()
    else:
        mine |= Q(unit__in=reach.units) | Q(service__in=reach.services) | Q(area__in=reach.areas)
    seen = Voice.objects.filter(mine).exclude(hidden__person=person)
    return seen if reach.dispatches else seen.filter(~Q(state=State.HELD) | Q(owner=person))


def can_view(voice_id: int, person: Person, on: date) -> bool:
    return visible_to(person, on).filter(pk=voice_id).exists()


def by_receipt(code: str) -> Voice | None:
    """The voice that a clean receipt code opens, under whichever key it was made."""
    digests = [receipt.digest(key, code) for key in settings.RECEIPT_KEYS.values()]
    return Voice.objects.filter(receipt_hash__in=digests).select_related("unit", "service").first()


@dataclass(frozen=True)
class Stop:
    """A step of the journey with its words, when there are words that the reader may see."""

    step: Step
    words: str | None
    erased: bool


def journey(voice: Voice, *, for_giver: bool) -> list[Stop]:
    """The steps in order. The giver sees neither colleagues' notes nor what a talk said."""
    steps = Step.objects.filter(voice=voice).select_related("by").order_by("number")
    if for_giver:
        steps = steps.filter(event__in=SEEN_BY_GIVER)
    bodies = dict(Passage.objects.filter(voice=voice).values_list("number", "body"))
    return [
        Stop(
            step,
            None if for_giver and step.event not in WORDS_FOR_GIVER else bodies.get(step.number),
            erased=step.event in (Event.GIVEN, Event.ANSWERED) and step.number not in bodies,
        )
        for step in steps
    ]


def steps_since(voice: Voice, version: int) -> Sequence[Step]:
    return list(
        Step.objects.filter(voice=voice, number__gt=version).select_related("by").order_by("number")
    )


def place_of(voice: Voice) -> Place | None:
    if voice.unit_id:
        return ("unit", voice.unit_id)
    return ("service", voice.service_id) if voice.service_id else None


def hidden_from(voice: Voice) -> frozenset[int]:
    return frozenset(voice.hidden.values_list("person_id", flat=True))


def handlers_of(voice: Voice, directory: Directory, on: date) -> frozenset[int]:
    return handlers(place_of(voice), directory, on)


def added_on(voice: Voice, on: date) -> int:
    """How many times the giver has added words on a day."""
    return Step.objects.filter(voice=voice, event=Event.ADDED, on=on).count()


def last_answerer(voice: Voice) -> int | None:
    """Who spoke last for the house: an answer, or the reason for closing without one."""
    spoken = Step.objects.filter(voice=voice, event__in=(Event.ANSWERED, Event.CLOSED))
    return spoken.order_by("-number").values_list("by_id", flat=True).first()


def rules() -> tuple[Rule, ...]:
    """The routing table of the authority, in its order."""
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


def given_today(unit_id: int | None, service_id: int | None, on: date, at_most: int) -> int:
    """How many voices one place has been given on a day, counted no further than `at_most`."""
    given = Voice.objects.filter(unit=unit_id, given_on=on)
    if unit_id is None:
        given = given.filter(service=service_id)
    return len(given.values_list("pk", flat=True)[:at_most])


def matching(voices: QuerySet[Voice], typed: str) -> QuerySet[Voice]:
    """Voices that hold every typed word in any of its inflected forms.

    The words are base forms that the worker wrote beside the voice.
    """
    # Nobody searches for so much; beyond it both databases refuse to look.
    alternatives = [
        [form[:LONGEST_SEARCH] for form in forms] for forms in words.query(typed[:LONGEST_SEARCH])
    ]
    if not alternatives:
        return voices
    return voices.filter(words__lemmas__holds=alternatives)


def words_due(at_most: int) -> list[int]:
    return list(
        Voice.objects.filter(words_due=True).order_by("id").values_list("id", flat=True)[:at_most]
    )


def without_owner() -> QuerySet[Voice]:
    """Open or held voices that nobody owns, or that somebody owns who no longer works here."""
    return Voice.objects.filter(state__in=[*OPEN, State.HELD]).filter(
        Q(owner=None) | Q(owner__is_active=False)
    )


def owned_by(person: Person) -> QuerySet[Voice]:
    return Voice.objects.filter(owner=person).exclude(state=State.CLOSED)


def routing_table() -> QuerySet[RoutingRule]:
    """The rows of the routing table in their order."""
    return RoutingRule.objects.select_related("unit", "service", "area", "to", "deputy").order_by(
        "position"
    )


def checked(on: date) -> bool:
    return DailyCheck.objects.filter(on=on).exists()


def latest_check() -> DailyCheck | None:
    return DailyCheck.objects.order_by("-on").first()
