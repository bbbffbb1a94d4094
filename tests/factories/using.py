"""Circles of reply, voices put together and the yearly round, as their pages find them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from kuulluksi.org.models import Person
from kuulluksi.outcomes.actions import circles, clusters, using
from kuulluksi.outcomes.models import Circle, Cluster, UseRound
from kuulluksi.pure import deadlines
from kuulluksi.surveys.models import Wave
from kuulluksi.voices.models import Voice
from tests.factories.org import County

# The last day of the round of the factory.
DUE = date(2026, 4, 30)


def circle(wave: Wave) -> Circle:
    """The circle of a wave that has closed."""
    circles.tend()
    return Circle.objects.get(wave=wave)


def gathered(
    house: County,
    at: datetime,
    voices: Sequence[Voice],
    *,
    by: Person | None = None,
    days: int = 10,
) -> Cluster:
    """Voices put together, whose givers are to be told in so many days."""
    by = by or house.supervisor
    due_on = deadlines.day(at) + timedelta(days=days)
    return clusters.gather("Takaisinsoitot", voices, owner=by, due_on=due_on, by=by, at=at)


def opened(house: County, at: datetime) -> UseRound:
    return using.open_round(2026, DUE, by=house.director, at=at)
