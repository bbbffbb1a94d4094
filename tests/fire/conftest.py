"""One installation for all fire tests of a run, on the database of its phase."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.fire.installation import Database, Installation, Postgres, Sqlite, installed


@pytest.fixture(scope="session")
def house() -> Iterator[Installation]:
    """Founded; web server and worker are not yet started. The folder's name is short, because the
    address of PostgreSQL's socket must be."""
    with tempfile.TemporaryDirectory(prefix="kuulluksi-fire-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "var").mkdir(mode=0o700)
        database: Database
        if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
            (folder / "pg").mkdir(mode=0o700)
            database = Postgres(folder / "pg")
        else:
            database = Sqlite(folder / "var")
        with installed(folder / "var", database) as house:
            yield house


@pytest.fixture
def running(house: Installation) -> Iterator[Installation]:
    """With the web server answering."""
    house.database.start()
    house.start_server()
    yield house
    house.kill_worker()
    house.kill_server()
