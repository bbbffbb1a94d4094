"""`kuulluksi recount --check`: whether what was kept is what was answered."""

from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from kuulluksi.figures import actions
from kuulluksi.figures.models import Release, Tally
from kuulluksi.org import actions as org
from kuulluksi.surveys import actions as surveys
from kuulluksi.surveys.models import Answer, Ballot, Response, Wave
from tests.factories.figures import closed, grades, opened
from tests.factories.org import County


def recounted(*words: str) -> tuple[int, str]:
    """The exit status and what was written."""
    out = StringIO()
    try:
        call_command("recount", "--check", *words, stdout=out)
    except CommandError as error:
        return error.returncode, f"{out.getvalue()}{error}"
    return 0, out.getvalue()


@pytest.fixture
def wave(house: County, at: datetime) -> Wave:
    said = {
        house.kamppi: grades({8: 10, 9: 15}, gender="woman"),
        house.kallio: grades({7: 30, 8: 9}, gender="man"),
    }
    return closed(house, at, said, code="kevat")


def test_counts_that_agree_with_the_rows(wave: Wave) -> None:
    assert recounted() == (0, "The counts of 1 waves are those of the rows.\n")
    assert recounted("kevat")[0] == 0


def test_one_count_that_was_changed_is_named(wave: Wave) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE kuulluksi_tally SET numbers = %s WHERE item = 'school-grade'"
            " AND place = 'unit-kampin-sosiaaliasema' AND variable = ''",
            ["[0, 0, 0, 0, 11, 15, 0]"],
        )
    status, written = recounted("kevat")
    assert status == 1
    assert "kevat" in written
    assert "unit-kampin-sosiaaliasema school-grade: kept (0, 0, 0, 0, 11, 15, 0, 0)," in written
    assert "counted (0, 0, 0, 0, 10, 15, 0, 0)" in written
    assert "1 counts differ from the rows." in written


def test_one_count_of_a_group_that_was_changed_is_named(wave: Wave) -> None:
    changed = Tally.objects.filter(variable="gender", group="man", item="school-grade")
    assert changed.update(skipped=1) == 1
    status, written = recounted()
    assert status == 1
    assert "unit-kallion-sosiaaliasema school-grade gender=man" in written


@pytest.mark.parametrize("gone", ["tally", "answer"])
def test_what_is_missing_on_either_side_is_named(wave: Wave, gone: str) -> None:
    if gone == "tally":
        Tally.objects.filter(variable="", item="school-grade").first().delete()  # type: ignore[union-attr]
    else:
        answer = Answer.objects.filter(item="school-grade").first()
        assert answer is not None
        answer.delete()
    assert recounted()[0] == 1


def test_counts_whose_rows_were_erased_are_named_as_frozen(wave: Wave, at: datetime) -> None:
    before = list(Tally.objects.order_by("pk").values_list("numbers", flat=True))
    later = at + timedelta(days=366 * 11)
    surveys.erase_expired(at=later)
    assert not Response.objects.exists()
    actions.tell_what_is_frozen(at=later)
    status, written = recounted()
    assert status == 0
    assert f"kevat: its rows were erased by {later.date()}" in written
    assert "frozen" in written
    assert list(Tally.objects.order_by("pk").values_list("numbers", flat=True)) == before
    assert actions.tell_what_is_frozen(at=later) == 0


def test_rows_that_are_missing_too_early_are_a_difference(wave: Wave, at: datetime) -> None:
    Response.objects.all().delete()
    assert recounted()[0] == 1


def test_a_wave_that_does_not_exist_is_named(wave: Wave) -> None:
    assert recounted("syksy") == (1, "There is no wave syksy.")


def test_an_open_wave_must_still_hold_what_was_counted(house: County, at: datetime) -> None:
    wave = opened(house, at, {house.kamppi: grades({8: 60, 9: 60})}, code="auki")
    actions.release_wave(wave, at=at)
    assert recounted("auki")[0] == 0
    Ballot.objects.filter(pk__in=list(Ballot.objects.values_list("pk", flat=True)[:60])).delete()
    status, written = recounted("auki")
    assert status == 1
    assert "all school-grade" in written


def test_a_unit_that_moved_since_is_still_counted_where_it_stood(
    wave: Wave, house: County, at: datetime
) -> None:
    house.kamppi.service = house.child_welfare
    org.save(house.kamppi, by=None, at=at)
    assert recounted()[0] == 0


def test_nothing_is_changed(wave: Wave) -> None:
    Tally.objects.filter(variable="").update(skipped=9)
    recounted()
    assert set(Tally.objects.filter(variable="").values_list("skipped", flat=True)) == {9}
    assert Release.objects.count() == 1
