"""Releases the figures of being heard: a third is counted once, when it has settled, protected and
stored; what is told once stays so, whatever becomes of a voice later."""

from datetime import date, datetime

from django.db import transaction

from kuulluksi.figures.queries import places
from kuulluksi.org import actions as org_actions
from kuulluksi.org import queries as org
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import Authority, pour, random_key
from kuulluksi.outcomes.models import HeardRelease, HeardShown
from kuulluksi.outcomes.queries import heard_counting
from kuulluksi.pure import deadlines, heard
from kuulluksi.pure.heard import POINTS, Item, Third
from kuulluksi.pure.stats.counts import Counts

COLUMNS = ("id", "release", "place", "item", "first", "numbers")


def release_heard(*, at: datetime) -> int:
    """Releases every third that has settled and was not released yet, the oldest first. Returns how
    many: a house that stood still makes up for what it left out, and finds the same figures."""
    on = deadlines.day(at)
    last = heard.last_settled(on)
    if HeardRelease.objects.filter(starts_on__gte=last.first).exists():
        return 0
    with transaction.atomic():
        # One after the other: two workers would count the same third.
        Authority.objects.select_for_update().get()
        thirds = list(_first().until(last))
        for third in thirds:
            _release(third, at=at)
    return len(thirds)


def _first() -> Third:
    """The first third that was not released yet: nothing is told of the time before the house was
    open."""
    before = HeardRelease.objects.order_by("-starts_on").first()
    if before is not None:
        return Third.of(before.starts_on).next
    return Third.of(heard_counting.first_due() or date.max)


def _release(third: Third, *, at: datetime) -> None:
    tree, found = heard_counting.count(third)
    release = HeardRelease.objects.create(
        starts_on=third.first,
        ends_on=third.last,
        made_on=deadlines.day(at),
        tree=places.to_json(tree),
        # One more than elsewhere: `protection.without_empty`.
        least=org.authority().least_answers + 1,
    )
    shown = heard.protected(tree, found, release.least)
    pour(
        HeardShown,
        COLUMNS,
        (
            (random_key(), release.pk, place, item.value, POINTS[item][0], _numbers(counts))
            for item in Item
            for place, counts in shown[item].items()
        ),
    )
    detail = {"from": third.first.isoformat()}
    org_actions.audit(Audited.HEARD_RELEASED, f"heard {release.pk}", by=None, at=at, detail=detail)


def _numbers(counts: Counts | None) -> list[int] | None:
    return None if counts is None else list(counts.numbers)
