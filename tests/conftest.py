"""What all tests share: a fixed moment, and which of them run on PostgreSQL or in a browser."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import translation

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
E2E = Path(__file__).parent / "e2e"
# They start a database of their own, of the kind of their phase.
FIRE = Path(__file__).parent / "fire"


@pytest.fixture
def at() -> datetime:
    """The moment at which a test happens: a Monday morning in Helsinki."""
    return datetime(2026, 3, 2, 8, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_finnish() -> Iterator[None]:
    """No test finds the language that the last request of another one left behind."""
    with translation.override("fi"):
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--phase",
        choices=["sqlite", "postgres", "browser"],
        help="all but the browser's tests; those of them that use the database; the browser's",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    phase = config.getoption("--phase")
    kept: list[pytest.Item] = []
    left_out: list[pytest.Item] = []
    for item in items:
        browser = E2E in item.path.parents
        database = not browser and (FIRE in item.path.parents or uses_database(item))
        for name, fits in (("browser", browser), ("database", database)):
            if fits:
                item.add_marker(name)
        fits_phase = {"sqlite": not browser, "postgres": database, "browser": browser, None: True}
        (kept if fits_phase[phase] else left_out).append(item)
    items[:] = kept
    if left_out:
        config.hook.pytest_deselected(items=left_out)


def uses_database(item: pytest.Item) -> bool:
    """Asked for by a mark or, through any chain of fixtures, by name."""
    names: list[str] = getattr(item, "fixturenames", [])
    return item.get_closest_marker("django_db") is not None or not DATABASE_FIXTURES.isdisjoint(
        names
    )
