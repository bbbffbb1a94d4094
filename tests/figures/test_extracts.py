"""What goes past the protected figures is logged, or it does not go."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError

from kuulluksi.figures import actions
from kuulluksi.figures.actions import extracts
from kuulluksi.figures.enums import Taken
from kuulluksi.figures.models import Extract
from kuulluksi.figures.queries import research
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import AuditEntry
from kuulluksi.org.rules import Refused
from kuulluksi.surveys.models import Answer, Response
from kuulluksi.web.kit.extracts import taking
from kuulluksi.web.kit.extracts.taking import Format
from tests.factories import extracts as made
from tests.factories.figures import opened
from tests.factories.org import County

PERMIT = "lupa 12/2026"


def entries() -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(what=Audited.EXTRACT_TAKEN))


def nothing_left(folder: Path) -> bool:
    return not list(folder.iterdir()) and not Extract.objects.exists() and not entries()


def test_extract_is_logged_with_its_permit_and_rows(
    house: County, at: datetime, tmp_path: Path
) -> None:
    wave = made.wave(house, at)
    by = house.researcher
    out = tmp_path / "a.csv"
    taking.take_rows(wave, Format.CSV, out, language="fi", permit=PERMIT, by=by, at=at)
    extract = Extract.objects.get()
    assert (extract.by, extract.kind, extract.rows) == (by, Taken.ROWS, 36)
    assert extract.permit == PERMIT
    assert extract.what["wave"] == wave.code
    assert extract.what["words"] is False
    (entry,) = entries()
    assert (entry.person, entry.detail["rows"]) == (by, "36")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.csv.codebook.xlsx"]
    assert b"kiitos" not in out.read_bytes()  # own words only when they are asked for


@pytest.mark.parametrize("permit", ["", "  ", "x" * 201])
def test_extract_without_a_permit_is_refused(
    house: County, at: datetime, tmp_path: Path, permit: str
) -> None:
    wave = made.wave(house, at)
    with pytest.raises(Refused) as refused:
        taking.take_rows(
            wave, Format.CSV, tmp_path / "a.csv", language="fi", permit=permit, by=None, at=at
        )
    assert refused.value.field == "permit"
    assert nothing_left(tmp_path)


def test_extract_of_an_open_or_empty_wave_is_refused(
    house: County, at: datetime, tmp_path: Path
) -> None:
    wave = opened(house, at, {house.kamppi: made.people()}, asked=made.everything())
    for take in (
        lambda: taking.take_national(wave, tmp_path / "a.csv", permit=PERMIT, by=None, at=at),
        lambda: taking.take_published(wave, Format.SAV, tmp_path / "a", language="fi", at=at),
    ):
        with pytest.raises(Refused):
            take()
    closed = made.wave(house, at)
    Answer.objects.all().delete()
    Response.objects.filter(target__wave=closed).delete()
    with pytest.raises(Refused, match="hävitetty"):
        taking.take_national(closed, tmp_path / "a.csv", permit=PERMIT, by=None, at=at)
    # The figures stay.
    assert taking.take_published(closed, Format.CSV, tmp_path / "b.csv", language="fi", at=at)
    assert not Extract.objects.exists()


def test_rows_that_go_while_they_are_read_do_not_leave(
    house: County, at: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wave = made.wave(house, at)
    numbers = iter([36, 20])
    monkeypatch.setattr(research, "number_of", lambda _wave: next(numbers))
    with pytest.raises(Refused):
        taking.take_rows(
            wave, Format.SAV, tmp_path / "a.sav", language="fi", permit=PERMIT, by=None, at=at
        )
    assert nothing_left(tmp_path)


def full(*_args: Any, **_named: Any) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("step", ["_sync", "_put"])
def test_full_disk_leaves_neither_file_nor_line(
    house: County, at: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    wave = made.wave(house, at)
    monkeypatch.setattr(extracts, step, full)
    with pytest.raises(OSError, match="No space"):
        taking.take_rows(
            wave, Format.XLSX, tmp_path / "a.xlsx", language="fi", permit=PERMIT, by=None, at=at
        )
    assert nothing_left(tmp_path)


def test_second_file_that_finds_no_place_takes_the_first_one_along(
    house: County, at: datetime, tmp_path: Path
) -> None:
    (tmp_path / "a.csv.codebook.xlsx").mkdir()
    wave = made.wave(house, at)
    with pytest.raises(OSError, match="directory"):
        taking.take_rows(
            wave, Format.CSV, tmp_path / "a.csv", language="fi", permit=PERMIT, by=None, at=at
        )
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv.codebook.xlsx"]
    assert not Extract.objects.exists()
    assert not entries()


def test_file_whose_line_cannot_be_written_does_not_leave(
    house: County, at: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wave = made.wave(house, at)

    def broken(*_args: Any, **_named: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr("kuulluksi.org.actions.audit", broken)
    with pytest.raises(DatabaseError):
        taking.take_rows(
            wave, Format.SAV, tmp_path / "a.sav", language="fi", permit=PERMIT, by=None, at=at
        )
    assert nothing_left(tmp_path)


def test_running_numbers_are_drawn_anew_and_keys_stay_here(house: County, at: datetime) -> None:
    wave = made.wave(house, at)
    orders = []
    for _ in range(2):
        found = research.responses(wave)
        assert not {*found.numbers, *vars(found)} & {"id", "key", "response"}
        orders.append(tuple(found.numbers["suosittelu"]))
    assert sorted(orders[0]) == sorted(orders[1])
    assert orders[0] != orders[1]  # one of 36!/(14! …) orders


def test_question_behind_erased_words_counts_as_unanswered(house: County, at: datetime) -> None:
    """When nobody knows any more who wrote, nobody claims that it was not asked."""
    wave = made.wave(house, at)
    made.erase_words(wave)
    found = research.responses(wave, words=True)
    assert set(found.words["sanat"]) == {""}
    assert found.numbers["kerrat"].count(research.NOT_ASKED) == 18  # hangs on a choice


def test_national_rows_are_one_for_each_answer(house: County, at: datetime, tmp_path: Path) -> None:
    wave = made.wave(house, at)
    house.kamppi.outside_id = "1.2.246.10.1"
    house.kamppi.save()
    out = tmp_path / "national.csv"
    extract = taking.take_national(wave, out, permit=PERMIT, by=None, at=at)
    head, *rows = out.read_text().splitlines()
    assert head == "unit_oid,service,date,language,role,mode,statement_code,value"
    day = wave.closes_on.isoformat()
    assert rows.count(f"1.2.246.10.1,aikuissosiaalityo,{day},fi,clients,web,suosittelu,10") == 7
    assert rows.count(f",aikuissosiaalityo,{day},sv,clients,paper,and,1") == 4
    scales = {"and", "kuultu", "turva", "suosittelu"}
    wanted = Answer.objects.filter(item__in=scales, number__isnull=False).count()
    assert len(rows) == extract.rows == wanted
    assert extract.kind == Taken.NATIONAL
    assert rows == sorted(rows, key=rows.index)


def test_log_refuses_without_a_reason(db: None, at: datetime) -> None:
    with pytest.raises(Refused):
        actions.log(Taken.BASE, {"wave": "a"}, permit=" ", rows=1, by=None, at=at)
