"""Numbers of answers beside figures: whoever knows how many answered in all, and roughly how many
about each place, does not work out a base that is hidden."""

from datetime import datetime
from itertools import product

import pytest
from django.test import Client

from kuulluksi.figures.queries import of_wave
from kuulluksi.pure.stats.protection import K
from kuulluksi.surveys import queries
from kuulluksi.surveys.models import WaveTarget
from tests.factories.figures import closed, grades
from tests.factories.org import County

FIVES = 5


def candidates(total: int, told: tuple[int | None, ...]) -> set[int]:
    """How many may have answered about the first place, for whoever knows the total, and of each
    place nothing or a number rounded down to fives."""
    return {
        numbers[0]
        for numbers in product(range(total + 1), repeat=len(told))
        if sum(numbers) == total
        and all(
            each is None or number // FIVES * FIVES == each
            for number, each in zip(numbers, told, strict=True)
        )
        # They are hidden, so one of them at least is small.
        and min(numbers) < K
    }


def test_numbers_of_places_leave_a_hidden_base_open(
    house: County, at: datetime, client: Client
) -> None:
    said = {house.kallio: grades({8: 3, 9: 1}), house.kamppi: grades({8: 5, 9: 4})}
    wave = closed(house, at, said)
    figures = of_wave(wave)
    assert figures is not None
    shown = figures.of("all", "school-grade").published
    assert shown.n == 13
    for place in ("unit-kallion-sosiaaliasema", "unit-kampin-sosiaaliasema"):
        assert not figures.of(place, "school-grade").published
    client.force_login(house.worker)
    page = client.get(f"/fi/tyo/kierros/{wave.code}/")
    told = {
        row.place.target.place.code: None if row.place.tally.hidden else row.place.tally.answers
        for row in page.context["rows"]
    }
    numbers = tuple(told[place.code] for place in (house.kallio, house.kamppi))
    assert len(candidates(13, numbers)) >= K


@pytest.mark.parametrize("invited", [True, False])
def test_response_rate_leaves_a_hidden_base_open(
    house: County, at: datetime, *, invited: bool
) -> None:
    """Only one of two places was invited by name: the rate would tell how many of it answered."""
    said = {house.kallio: grades({8: 3, 9: 1}), house.kamppi: grades({8: 5, 9: 4})}
    wave = closed(house, at, said)
    WaveTarget.objects.filter(wave=wave, unit=house.kamppi).update(invited=20)
    if invited:
        WaveTarget.objects.filter(wave=wave, unit=house.kallio).update(invited=20)
    tally = queries.tallies([wave])[wave.pk]
    if invited:
        assert (tally.answers, tally.came, tally.share) == (13, 13, 32)
    else:
        told = (None, tally.came if tally.share is not None else None)
        assert len(candidates(13, told)) >= K
