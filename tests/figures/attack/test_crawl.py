"""Whoever reads every page and every file of the house learns nothing of what is hidden: two worlds
that differ in nothing else look the same, to the byte."""

from datetime import datetime
from pathlib import Path

import pytest
from django.core.management import call_command

from kuulluksi.cases.enums import Concerns
from kuulluksi.figures import queries
from kuulluksi.figures.models import Shown
from kuulluksi.pure.stats.published import Published
from kuulluksi.surveys.models import Wave
from tests.factories.voices import given
from tests.figures.attack.worlds import (
    CONCERNS,
    WORDS,
    made,
    move_what_is_hidden,
    paths,
    plain,
    told,
)

MAKES_SURVEYS_THERE = {"manager", "researcher"}
"""They read own words about Kallio: it is in their scope."""


@pytest.mark.django_db
def test_two_worlds_look_the_same(at: datetime, tmp_path: Path) -> None:
    world = made(at)
    house = world.there.house
    given(at, unit=house.kamppi, words=f"Esihenkilö: {CONCERNS}", concerns=Concerns.HANDLER)
    hidden = Shown.objects.filter(item="school-grade", variable="", numbers__isnull=True)
    assert {"unit-kampin-sosiaaliasema", "unit-kallion-sosiaaliasema"} <= set(
        hidden.filter(release__wave=world.wave).values_list("place", flat=True)
    )
    walk = list(paths(world))
    one, files = told(world, walk), exported(world.wave.code, tmp_path / "one")
    move_what_is_hidden(world, at)
    other, files_after = told(world, walk), exported(world.wave.code, tmp_path / "other")
    assert len(one) > 900
    assert [where for where in one if one[where] != other[where]] == []
    assert files == files_after

    told_words = {role for (role, _path), (_status, body) in one.items() if WORDS.encode() in body}
    assert told_words <= MAKES_SURVEYS_THERE
    told_concern = {
        role for (role, _path), (_status, body) in one.items() if CONCERNS.encode() in body
    }
    assert not told_concern & {
        *("anonymous", "worker", "supervisor", "administrator", "researcher", "independent"),
    }


@pytest.mark.django_db
def test_the_crawl_finds_a_planted_leak(at: datetime) -> None:
    """The two worlds do differ, below the store."""
    world = made(at)
    before = answers(world.wave)
    move_what_is_hidden(world, at)
    assert answers(world.wave) == before
    assert before["service-aikuissosiaalityo"]
    # One answer more about Kamppi would be seen, if Kamppi were shown.
    kamppi = world.wave.targets.get(unit=world.there.house.kamppi)
    assert kamppi.responses == 37


def answers(wave: Wave) -> dict[str, Published]:
    found = queries.of_wave(wave)
    assert found is not None
    return {place.key: found.of(place.key, "school-grade").published for place in found.tree}


def exported(wave: str, folder: Path) -> dict[str, bytes]:
    """Every format that needs no permit, with its codebook."""
    folder.mkdir()
    for kind in ("csv", "xlsx", "sav", "parquet"):
        call_command("export", wave, "--format", kind, "--out", str(folder / f"luvut.{kind}"))
    return {each.name: plain(each.read_bytes()) for each in sorted(folder.iterdir())}
