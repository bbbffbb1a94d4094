"""Figures of being heard beside everything else that is told: two worlds that differ in who spoke
up, where that is hidden, look the same to everybody who may not read the voices."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from kuulluksi.figures import actions as figures
from kuulluksi.figures.models import Release
from kuulluksi.outcomes.actions import release_heard
from kuulluksi.outcomes.models import HeardRelease, HeardShown
from kuulluksi.pure.heard import Item
from kuulluksi.voices.enums import Event, Verdict
from kuulluksi.voices.models import HarmReport, Step, Voice
from tests.factories.heard import voice
from tests.factories.org import County
from tests.figures.attack.worlds import World, made, paths, told

READS_NO_VOICES = ("anonymous", "administrator", "researcher")
SPRING = datetime(2026, 3, 2, 9, tzinfo=UTC)


def spoken(world: World) -> None:
    """Three voices about Kallio, and many about Kamppi, which is hidden beside it."""
    house = world.there.house
    verdicts = (Verdict.YES, Verdict.PARTLY, Verdict.NO)
    for number in range(3):
        voice(house, house.kallio, days=number, verdict=verdicts[number], harmed=False)
    for number in range(15):
        voice(house, house.kamppi, days=number, verdict=verdicts[number % 3], harmed=number < 2)
    for number in range(18):
        voice(house, house.family_unit, days=number, verdict=verdicts[number % 2], harmed=False)
    release()


def release() -> None:
    """As if the days until now had never been told of."""
    Release.objects.filter(wave=None).delete()
    HeardRelease.objects.all().delete()
    figures.release_year(SPRING.date().replace(year=2025, month=1, day=1), DECEMBER, at=SPRING)
    assert release_heard(at=SPRING) == 1


DECEMBER = datetime(2025, 12, 31, tzinfo=UTC).date()


def somebody_else_spoke(house: County) -> None:
    """One of the voices about Kallio was about Kamppi."""
    moved = Voice.objects.filter(unit=house.kallio, verdict=Verdict.YES).first()
    assert moved is not None
    Voice.objects.filter(pk=moved.pk).update(unit=house.kamppi)


def somebody_was_harmed(house: County) -> None:
    """One more of those who spoke about Kamppi told of harm."""
    unharmed = HarmReport.objects.filter(harmed=False, voice__unit=house.kamppi)
    HarmReport.objects.filter(pk=unharmed[0].pk).update(harmed=True)


def somebody_was_not_helped(house: County) -> None:
    """Two people told the opposite of what they had told, one about each of the hidden places."""
    for unit, before, after in (
        (house.kallio, Event.HELPED, Event.PARTLY),
        (house.kamppi, Event.PARTLY, Event.HELPED),
    ):
        step = Step.objects.filter(voice__unit=unit, event=before).order_by("pk")[0]
        Step.objects.filter(pk=step.pk).update(event=after)


Change = Callable[[County], None]


def walk(world: World) -> Iterator[tuple[str, str]]:
    for name, path in paths(world):
        if name.startswith("public:") or "figure" in name:
            yield name, path


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", [somebody_else_spoke, somebody_was_harmed, somebody_was_not_helped]
)
def test_two_worlds_of_being_heard_look_the_same(at: datetime, change: Change) -> None:
    world = made(at)
    spoken(world)
    house = world.there.house
    hidden = HeardShown.objects.filter(item=Item.ANSWERED, numbers__isnull=True)
    assert {f"unit-{house.kallio.code}", f"unit-{house.kamppi.code}"} <= set(
        hidden.values_list("place", flat=True)
    )
    steps = list(walk(world))
    assert any("heard-place" in name for name, _path in steps)
    one = told(world, steps)
    change(house)
    release()
    other = told(world, steps)
    public = {path for name, path in steps if name.startswith("public:")}
    differ = [
        (role, path)
        for (role, path), seen in one.items()
        if seen != other[role, path] and (path in public or role in READS_NO_VOICES)
    ]
    assert differ == []


@pytest.mark.django_db
def test_the_crawl_sees_one_voice_more_where_it_is_shown(at: datetime) -> None:
    """What is shown does differ: the proof above looks at something."""
    world = made(at)
    spoken(world)
    steps = [each for each in walk(world) if each[0] == "public:heard"]
    one = told(world, steps)
    voice(world.there.house, world.there.house.family_unit)
    release()
    assert told(world, steps) != one
