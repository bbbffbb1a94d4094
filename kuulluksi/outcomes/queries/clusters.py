"""Clusters: voices about the same thing, as far as somebody may read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr

from kuulluksi.cases.models import Feedback
from kuulluksi.org import queries as org
from kuulluksi.org.models import Area, Person, Service, Unit
from kuulluksi.outcomes.models import Cluster, ClusterVoice
from kuulluksi.voices import queries as voices
from kuulluksi.voices.models import Hidden, Passage, Voice

# So many letters of the first words stand in a row.
OPENING = 180


@dataclass(frozen=True)
class Heard:
    """A voice in a list: its kind and its first words; without words they have been erased."""

    voice: Voice
    kind: str
    opening: str


def seen_by(person: Person, on: date) -> QuerySet[Cluster]:
    """A cluster is open to those who may read one of its voices, and to who made it or tells."""
    own = Q(by=person) | Q(circle__owner=person)
    found = Cluster.objects.filter(own | Q(pk__in=readable(person, on)))
    related = ("area", "service__area", "unit__service__area", "by", "circle__owner")
    return found.select_related(*related)


def readable(person: Person, on: date) -> QuerySet[ClusterVoice, int]:
    """The keys of the clusters of which a person may read at least one voice. Each voice is looked
    up by its key: there are few in clusters, and many that somebody may read."""
    seen = voices.visible_to(person, on).filter(pk=OuterRef("voice"))
    return ClusterVoice.objects.filter(Exists(seen)).values_list("cluster", flat=True)


def cluster_seen(key: int, person: Person, on: date) -> Cluster | None:
    return seen_by(person, on).filter(pk=key).first()


def clusters_seen(person: Person, on: date, at_most: int) -> list[Cluster]:
    """The newest first."""
    return list(seen_by(person, on).order_by("-made_on", "-pk")[:at_most])


def voices_in(cluster: Cluster, person: Person, on: date) -> QuerySet[Voice]:
    """The voices of a cluster that a person may read, the newest first."""
    keys = ClusterVoice.objects.filter(cluster=cluster).values("voice")
    return voices.visible_to(person, on).filter(pk__in=keys).order_by("-given_on", "pk")


def of_voice(voice: Voice, person: Person, on: date) -> list[Cluster]:
    """The clusters in which a voice stands."""
    found = ClusterVoice.objects.filter(voice=voice).values("cluster")
    return list(seen_by(person, on).filter(pk__in=found).order_by("-made_on", "-pk"))


def same(name: str, chosen: Iterable[Voice], person: Person, on: date) -> Cluster | None:
    """What somebody has put together today of exactly these voices and under this name."""
    keys = {voice.pk for voice in chosen}
    for cluster in Cluster.objects.filter(name=name, by=person, made_on=on).order_by("pk"):
        if set(cluster.voices.values_list("voice", flat=True)) == keys:
            return cluster
    return None


def heard(found: Iterable[Voice]) -> list[Heard]:
    """The same voices with what their rows show, in three questions."""
    rows = list(found)
    keys = [voice.pk for voice in rows]
    kinds = dict(Feedback.objects.filter(pk__in=keys).values_list("pk", "kind"))
    first = Passage.objects.filter(voice__in=keys, number=1)
    opening = dict(first.values_list("voice", Substr("body", 1, OPENING + 1)))
    return [Heard(voice, kinds.get(voice.pk, ""), opening.get(voice.pk, "")) for voice in rows]


def chosen(keys: Iterable[int], person: Person, on: date) -> list[Voice]:
    """Those of these voices that a person may read, the newest first."""
    found = voices.visible_to(person, on).filter(pk__in=list(keys))
    return list(found.select_related("unit", "service").order_by("-given_on", "pk"))


def similar(voice: Voice, person: Person, on: date, at_most: int) -> list[Voice]:
    """The newest voices about the same place, that one left out."""
    found = voices.visible_to(person, on).exclude(pk=voice.pk)
    if voice.unit_id:
        found = found.filter(unit__in=org.with_offices({voice.unit_id}))
    elif voice.service_id:
        found = found.filter(service=voice.service_id)
    else:
        found = found.filter(unit=None, service=None)
    found = found.select_related("unit", "service")
    return list(found.order_by("-given_on", "pk")[:at_most])


def apart(keys: Iterable[int]) -> list[date]:
    """Of voices, not all of which are hidden from the same people: the days of those that are
    hidden from anybody. Who may know of one would find out that there are others."""
    hidden: dict[int, set[int]] = {key: set() for key in keys}
    for voice, person in Hidden.objects.filter(voice__in=hidden).values_list("voice", "person"):
        hidden[voice].add(person)
    if len({frozenset(people) for people in hidden.values()}) < 2:
        return []
    found = Voice.objects.filter(pk__in=[key for key, people in hidden.items() if people])
    return list(found.order_by("given_on").values_list("given_on", flat=True).distinct())


def common_place(cluster: Cluster) -> Area | Service | Unit | None:
    """The narrowest place that all voices of a cluster are about; None: the whole authority."""
    columns = ("voice__unit", "voice__service", "voice__area")
    told = set(ClusterVoice.objects.filter(cluster=cluster).values_list(*columns))
    units, services, areas = (set(column) for column in zip(*told, strict=True))
    if len(units) == 1 and (unit := units.pop()):
        return Unit.objects.select_related("service__area").get(pk=unit)
    if len(services) == 1 and (service := services.pop()):
        return Service.objects.select_related("area").get(pk=service)
    if len(areas) == 1 and (area := areas.pop()):
        return Area.objects.get(pk=area)
    return None
