"""What givers tell of harm: who reads it, and who must not learn that it was told."""

from datetime import date
from itertools import chain

from django.db.models import F, Q, QuerySet

from kuulluksi.org import queries as org
from kuulluksi.org.models import Duty, Person, Role
from kuulluksi.pure.routing import handlers
from kuulluksi.voices.models import Contact, HarmReport, Step, Voice
from kuulluksi.voices.queries.routes import hidden_from, place_of


def may_hear_harm(person: Person, reach: org.Reach) -> bool:
    """The independent readers, and whoever has had to read in their place."""
    return reach.independent or HarmReport.objects.filter(reader=person).exists()


def harm_told_to(person: Person) -> QuerySet[HarmReport]:
    """What a reader has been told: what waits for a reply first, the oldest promise before."""
    told = HarmReport.objects.filter(reader=person, harmed=True)
    return told.select_related("voice__unit", "voice__service").order_by(
        F("replied_on").desc(nulls_first=True), "due_on", "id"
    )


def harm_report(pk: int, person: Person) -> HarmReport | None:
    return harm_told_to(person).filter(pk=pk).first()


def told_of_harm(voice: Voice) -> list[HarmReport]:
    """What the giver has told of harm, for the giver alone."""
    return list(HarmReport.objects.filter(voice=voice).order_by("told_on", "id"))


def harm_told_on(voice: Voice, on: date) -> int:
    return HarmReport.objects.filter(voice=voice, told_on=on).count()


def waiting_harm() -> QuerySet[HarmReport]:
    return HarmReport.objects.filter(harmed=True, replied_on=None)


def harm_without_reader() -> QuerySet[HarmReport]:
    """Reports that wait for a reply of nobody, or of somebody who no longer works here."""
    return waiting_harm().filter(Q(reader=None) | Q(reader__is_active=False))


def contacts_to_ask(on: date) -> list[int]:
    """Contacts whose time has come to be asked whether speaking up did harm."""
    due = Contact.objects.filter(ask_on__lte=on).order_by("ask_on", "id")
    return list(due.values_list("pk", flat=True))


def concerned_by_harm(voice: Voice, on: date) -> frozenset[int]:
    """Everybody who must not learn that a giver told of harm: whom the voice was hidden from, who
    owns it, had it or acted on it, who answered for the place then or does now, and whoever works
    in the unit or stands above it there."""
    place = place_of(voice)
    found: set[int | None] = {voice.owner_id, *hidden_from(voice), *_of_the_place(voice, on)}
    for day in {voice.given_on, on}:
        found |= handlers(place, org.directory(day), day)
    found.update(*Step.objects.filter(voice=voice).values_list("by_id", "to_id"))
    return frozenset(filter(None, found))


def _of_the_place(voice: Voice, on: date) -> set[int | None]:
    """Who has a role or a duty in the unit, its offices, or what is above it but not at large."""
    places = Q(pk__in=[])
    unit = voice.unit
    above: list[int] = []
    while unit is not None and unit.pk not in above:
        above.append(unit.pk)
        unit = unit.parent
    if above:
        places |= Q(unit__in=[*above, *org.with_offices({above[0]})])
    if voice.service_id is not None:
        places |= Q(service=voice.service_id)
    if voice.area_id is not None:
        places |= Q(area=voice.area_id)
    since = Q(valid_until=None) | Q(valid_until__gte=voice.given_on)
    roles = Role.objects.filter(places, since, valid_from__lte=on).values_list("person_id")
    duties = Duty.objects.filter(places, since, valid_from__lte=on)
    return {*chain(*roles, *duties.values_list("person_id", "deputy_id"))}
