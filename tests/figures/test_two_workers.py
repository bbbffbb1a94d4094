"""Two workers at the same moment make one release."""

import threading
from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection

from kuulluksi.figures import actions
from kuulluksi.figures.models import Release, Tally
from tests.factories.figures import closed, grades, opened
from tests.factories.org import county
from tests.figures.test_instant import APRIL, FIRST, KAMPPI, LAST, both, kinds

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts: Callable[[], object]) -> list[Exception]:
    ready = threading.Barrier(len(acts))
    broken: list[Exception] = []

    def run(act: Callable[[], object]) -> None:
        ready.wait()
        try:
            act()
        except Exception as error:  # noqa: BLE001  told to the test
            broken.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return broken


def test_of_a_closed_wave(at: datetime) -> None:
    house = county()
    wave = closed(house, at, {house.kamppi: grades({8: 10, 9: 15})}, release=False)
    assert together(*[lambda: actions.release_wave(wave, at=at)] * 3) == []
    assert Release.objects.count() == 1
    assert Tally.objects.filter(variable="").count() == 1


def test_of_an_open_wave(at: datetime) -> None:
    house = county()
    wave = opened(house, at, {house.kamppi: grades({8: 60, 9: 60})})
    assert together(*[lambda: actions.release_wave(wave, at=at)] * 3) == []
    assert Release.objects.count() == 1


def test_of_the_same_days_of_instant_feedback(at: datetime) -> None:
    both(at, county().kamppi, 10)
    assert together(*[lambda: actions.release_year(FIRST, LAST, at=APRIL)] * 3) == []
    assert Release.objects.count() == 1
    assert kinds(KAMPPI) == (10, 10, 0, 0, 0)
