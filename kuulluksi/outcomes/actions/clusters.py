"""Voices about the same thing are put together, so that all their givers are told at once."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kuulluksi.org import actions as org_actions
from kuulluksi.org import queries as org
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import Area, Person, Service, Unit
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import rules
from kuulluksi.outcomes.actions.circles import tell_one
from kuulluksi.outcomes.enums import ToldBy
from kuulluksi.outcomes.models import Circle, Cluster, ClusterVoice, Told
from kuulluksi.outcomes.queries import clusters as queries
from kuulluksi.pure import deadlines
from kuulluksi.voices import queries as voices
from kuulluksi.voices.enums import State
from kuulluksi.voices.models import Voice


def gather(
    name: str,
    chosen: Iterable[Voice],
    *,
    owner: Person | None,
    due_on: date | None,
    by: Person,
    at: datetime,
) -> Cluster:
    """Puts voices together under a name of the house and opens their circle: who tells them what
    came of it, and by when. The same sent twice is put together once. Raises Refused with the
    field."""
    on = deadlines.day(at)
    chosen = list(chosen)
    with transaction.atomic():
        rules.check_gathering(org.reach(by, on))
        # A doubled click waits here for the first one.
        Person.objects.select_for_update(no_key=True).get(pk=by.pk)
        if (known := queries.same(name, chosen, by, on)) is not None:
            return known
        due_on = rules.check_cluster(name, owner, due_on, on)
        cluster = Cluster.objects.create(name=name, made_on=on, by=by)
        circle = Circle.objects.create(cluster=cluster, owner=owner, due_on=due_on)
        _add(cluster, circle, chosen, by=by, at=at)
        _audit(cluster, by=by, at=at)
    return cluster


def add(cluster: Cluster, chosen: Iterable[Voice], *, by: Person, at: datetime) -> int:
    """Adds voices. When givers of this cluster were told in their journeys, these are told the
    same. Returns how many were added; one that stands there already stays so."""
    with transaction.atomic():
        cluster, circle = _held(cluster, by=by, at=at)
        added = _add(cluster, circle, chosen, by=by, at=at)
        _audit(cluster, by=by, at=at)
    return added


def take_out(cluster: Cluster, chosen: Collection[Voice], *, by: Person, at: datetime) -> bool:
    """Takes voices out. Without any voice the cluster is taken apart, unless somebody was already
    told. Returns whether it still stands."""
    on = deadlines.day(at)
    with transaction.atomic():
        cluster, circle = _held(cluster, by=by, at=at)
        keys = {voice.pk for voice in chosen}
        if not keys:
            raise Refused(_("Choose at least one."), "voices")
        _check_readable(keys, by, on)
        standing = ClusterVoice.objects.filter(cluster=cluster)
        left = standing.exclude(voice__in=keys).exists()
        if not left and circle.told.exists():
            raise Refused(
                _("Those who spoke have been told. At least one feedback stays here."), "voices"
            )
        _audit(cluster, by=by, at=at)
        if not left:
            cluster.delete()
            return False
        standing.filter(voice__in=keys).delete()
        _place(cluster)
    return True


def erase_empty() -> int:
    """Erases clusters whose last voice has been erased, with their circles."""
    empty = Cluster.objects.exclude(pk__in=ClusterVoice.objects.values("cluster"))
    number = empty.count()
    empty.delete()
    return number


def _add(
    cluster: Cluster, circle: Circle, chosen: Iterable[Voice], *, by: Person, at: datetime
) -> int:
    on = deadlines.day(at)
    keys = {voice.pk for voice in chosen}
    if not keys:
        raise Refused(_("Choose at least one."), "voices")
    readable = _check_readable(keys, by, on)
    if any(voice.state == State.HELD for voice in readable):
        told = _("One of these is held for review. Find out first whether a person wrote it.")
        raise Refused(told, "voices")
    teller = circle.owner
    if teller is not None and teller.is_active and teller.pk != by.pk:
        known = voices.visible_to(teller, on).filter(pk__in=keys)
        if known.count() < len(keys):
            told = _("%(name)s may not read all of these. Choose somebody else to tell the givers.")
            raise Refused(told % {"name": teller.name}, "owner")
    there = set(ClusterVoice.objects.filter(cluster=cluster).values_list("voice", flat=True))
    fresh = [voice for voice in readable if voice.pk not in there]
    rules.check_size(len(there) + len(fresh))
    if fresh:
        rules.check_alike(queries.apart({*there, *keys}))
    ClusterVoice.objects.bulk_create(
        [ClusterVoice(cluster=cluster, voice=voice) for voice in fresh]
    )
    _place(cluster)
    words = Told.objects.filter(circle=circle, channel=ToldBy.JOURNEY).order_by("-on", "-pk")
    if last := words.first():
        for voice in fresh:
            tell_one(voice, last.words, by=by, at=at)
    return len(fresh)


def _check_readable(keys: Collection[int], by: Person, on: date) -> list[Voice]:
    readable = list(voices.visible_to(by, on).filter(pk__in=keys).order_by("pk"))
    if len(readable) < len(keys):
        raise Refused(_("You may not read this feedback."), "voices")
    return readable


def _place(cluster: Cluster) -> None:
    """A cluster belongs to the narrowest place that all its voices are about."""
    place = queries.common_place(cluster)
    cluster.area = place if isinstance(place, Area) else None
    cluster.service = place if isinstance(place, Service) else None
    cluster.unit = place if isinstance(place, Unit) else None
    cluster.save(update_fields=["area", "service", "unit"])


def _held(cluster: Cluster, *, by: Person, at: datetime) -> tuple[Cluster, Circle]:
    """The cluster with its circle, locked, if `by` may change it."""
    on = deadlines.day(at)
    row = Cluster.objects.select_for_update(of=("self",))
    cluster = row.select_related("area", "service", "unit__service").get(pk=cluster.pk)
    # Its givers are not told while it is changed, or somebody would be left out.
    held = Circle.objects.select_for_update(of=("self",)).select_related("owner")
    circle = held.get(cluster=cluster)
    if not rules.may_change_cluster(cluster, circle, by, org.reach(by, on)):
        raise Refused(_("Somebody else looks after this."))
    return cluster, circle


def _audit(cluster: Cluster, *, by: Person, at: datetime) -> None:
    org_actions.audit(Audited.CLUSTER_SAVED, f"cluster {cluster.pk}", by=by, at=at)
