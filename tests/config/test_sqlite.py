"""A kept line to SQLite's file writes into no file that was moved away."""

from pathlib import Path
from typing import Any

import pytest

from kuulluksi.config.settings import SQLITE_OPTIONS
from kuulluksi.config.sqlite.base import DatabaseWrapper

pytestmark = pytest.mark.django_db
SETTINGS: dict[str, Any] = {
    "ENGINE": "kuulluksi.config.sqlite",
    "OPTIONS": SQLITE_OPTIONS,
    "CONN_MAX_AGE": None,
    "CONN_HEALTH_CHECKS": True,
    "AUTOCOMMIT": True,
    "ATOMIC_REQUESTS": False,
    "TIME_ZONE": None,
}


def line_to(name: str) -> DatabaseWrapper:
    line = DatabaseWrapper({**SETTINGS, "NAME": name})
    line.connect()
    return line


def rows(line: DatabaseWrapper) -> list[tuple[int]]:
    # As when a request begins.
    line.close_if_unusable_or_obsolete()
    with line.cursor() as cursor:
        cursor.execute("SELECT number FROM told")
        found: list[tuple[int]] = cursor.fetchall()
    return found


def told(file: Path, number: int) -> None:
    line = line_to(str(file))
    with line.cursor() as cursor:
        cursor.execute("CREATE TABLE told (number)")
        cursor.execute("INSERT INTO told VALUES (%s)", [number])
    line.close()


def test_line_is_kept_from_page_to_page(tmp_path: Path) -> None:
    told(tmp_path / "house", 1)
    line = line_to(str(tmp_path / "house"))
    kept = line.connection
    assert rows(line) == [(1,)]
    assert rows(line) == [(1,)]
    assert line.connection is kept


def test_line_leads_to_the_file_that_stands_there_now(tmp_path: Path) -> None:
    told(tmp_path / "house", 1)
    told(tmp_path / "copy", 2)
    line = line_to(str(tmp_path / "house"))
    assert rows(line) == [(1,)]
    (tmp_path / "house").rename(tmp_path / "aside")
    (tmp_path / "copy").rename(tmp_path / "house")
    assert rows(line) == [(2,)]


def test_line_in_memory_is_usable() -> None:
    line = line_to(":memory:")
    assert line.is_usable()
