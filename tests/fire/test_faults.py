"""A full disk, a slow and an absent database: whoever writes meanwhile gets a page in bounded time
that holds it all, and sends it again later with success.
"""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Timer

import pytest
from django.conf import settings
from gunicorn.config import Config

from kuulluksi.config.postgresql import LAST
from tests.fire.givers import Form, Reply, forms, send
from tests.fire.installation import Installation, Postgres, Sqlite
from tests.fire.stored import ask, line_to, not_whole

PLACE = "/fi/palaute/kampin-sosiaaliasema/"
# Long enough not to find room in a page that is there already.
LONG = "Odotin tiskillä, eikä kukaan tullut. " * 200
GUNICORNS_PATIENCE: int = Config().settings["timeout"].default


@contextmanager
def full_disk(house: Installation) -> Iterator[None]:
    """SQLite's own limit of pages; in PostgreSQL the error that its server gives."""
    if isinstance(house.database, Sqlite):
        ask_to(house, "VACUUM")  # no room is left by what was erased before
        house.start_server(DJANGO_SETTINGS_MODULE="tests.fire.settings")
        (house.folder / "full").touch()
        try:
            yield
        finally:
            (house.folder / "full").unlink()
        return
    house.start_server()
    ask_to(
        house,
        """CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$""",
        "CREATE TRIGGER full_disk BEFORE INSERT ON kuulluksi_passage EXECUTE FUNCTION full_disk()",
    )
    try:
        yield
    finally:
        ask_to(house, "DROP FUNCTION full_disk CASCADE")


@contextmanager
def slow_statements(
    house: Installation, seconds: int = 60, tables: tuple[str, ...] = ("passage",)
) -> Iterator[None]:
    """PostgreSQL takes a minute for what takes a moment."""
    house.start_server()
    ask_to(
        house,
        f"""CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        PERFORM pg_sleep({seconds}); RETURN NULL; END $$""",
        *(
            f"CREATE TRIGGER slow AFTER INSERT ON kuulluksi_{table} EXECUTE FUNCTION slow()"
            for table in tables
        ),
    )
    try:
        yield
    finally:
        ask_to(house, "DROP FUNCTION slow CASCADE")


@contextmanager
def locked(house: Installation) -> Iterator[None]:
    """Somebody else holds what must be written."""
    house.start_server()
    line = line_to(house.database.url)
    if isinstance(house.database, Sqlite):
        line.execute("BEGIN IMMEDIATE")
    else:
        line.execute("BEGIN")
        line.execute("LOCK TABLE kuulluksi_voice IN ACCESS EXCLUSIVE MODE")
    try:
        yield
    finally:
        line.execute("ROLLBACK")
        line.close()


@contextmanager
def away(house: Installation) -> Iterator[None]:
    """The server was killed; of SQLite's file the path leads elsewhere."""
    house.start_server()
    assert answered(house, forms(1, [PLACE])[0]).code  # and it has a connection
    if isinstance(house.database, Sqlite):
        aside = house.database.file.with_name("aside")
        house.database.file.rename(aside)
        house.database.file.mkdir()
        try:
            yield
        finally:
            house.database.file.rmdir()
            aside.rename(house.database.file)
        return
    house.database.kill()
    try:
        yield
    finally:
        house.database.start()


def ask_to(house: Installation, *statements: str) -> None:
    line = line_to(house.database.url)
    for statement in statements:
        line.execute(statement)
    line.close()


def answered(house: Installation, form: Form) -> Reply:
    reply = send(house.port, form)
    assert reply is not None, "no answer came"
    return reply


def voices(house: Installation) -> int:
    counted = ask(house.database.url, "SELECT count(*) FROM kuulluksi_voice")
    number: int = counted[0][0]
    return number


@contextmanager
def silent(house: Installation) -> Iterator[None]:
    """PostgreSQL stands still, as when its disk does: the lines are open, and nothing comes."""
    assert isinstance(house.database, Postgres)
    house.start_server()
    assert answered(house, forms(1, [PLACE])[0]).code  # and it has a connection
    house.database.signal(signal.SIGSTOP)
    try:
        yield
    finally:
        house.database.signal(signal.SIGCONT)


@contextmanager
def falling_silent(house: Installation) -> Iterator[None]:
    """It stands still while it writes the voice."""
    assert isinstance(house.database, Postgres)
    with slow_statements(house, seconds=4):
        stop = Timer(2, house.database.signal, [signal.SIGSTOP])
        stop.start()
        try:
            yield
        finally:
            stop.join()
            house.database.signal(signal.SIGCONT)


STORMS = {
    "full disk": full_disk,
    "locked": locked,
    "away": away,
    "slow": slow_statements,
    "silent": silent,
    "falling silent": falling_silent,
}
OF_POSTGRES = {"slow", "silent", "falling silent"}


@pytest.mark.parametrize("storm", STORMS)
def test_storm_keeps_what_was_typed_and_takes_it_later(house: Installation, storm: str) -> None:
    if storm in OF_POSTGRES and not isinstance(house.database, Postgres):
        pytest.skip("SQLite waits for nothing but the lock and the disk")
    house.database.start()
    form = replace(forms(1, [PLACE])[0], words=LONG)
    try:
        with STORMS[storm](house):
            began = time.monotonic()
            reply = answered(house, form)
            waited = time.monotonic() - began
        assert reply.status == 503, reply.page
        assert waited < GUNICORNS_PATIENCE
        assert LONG.strip() in reply.page
        assert f'name="nonce" value="{form.nonce}"' in reply.page
        before = voices(house)
        assert answered(house, form).code
        assert voices(house) == before + 1
        assert not_whole(house.database.url) == {}
    finally:
        house.kill_server()


def test_many_slow_statements_are_given_up_together(house: Installation) -> None:
    """Words are added; no statement takes as long as one may, all of them nearly forty seconds."""
    if not isinstance(house.database, Postgres):
        pytest.skip("SQLite waits for nothing but the lock and the disk")
    house.database.start()
    house.start_server()
    form = forms(1, [PLACE])[0]
    try:
        code = answered(house, form).code
        house.kill_server()
        more = replace(form, words=LONG)
        with slow_statements(house, 8, ("voice", "passage", "step", "notice")):
            began = time.monotonic()
            reply = answered(house, more)
            waited = time.monotonic() - began
        assert reply.status == 503, reply.page
        assert waited < GUNICORNS_PATIENCE
        assert LONG.strip() in reply.page
        assert answered(house, more).code == code
        assert not_whole(house.database.url) == {}
    finally:
        house.kill_server()


def test_storm_page_comes_before_the_web_server_loses_patience() -> None:
    """A place in the pool is waited for, then all statements, then what was begun is taken back."""
    longest = settings.CONNECT_TIMEOUT + settings.REQUEST_TIMEOUT + LAST
    assert longest < GUNICORNS_PATIENCE
    assert settings.LOCK_TIMEOUT < settings.STATEMENT_TIMEOUT < settings.SILENCE_TIMEOUT
    assert settings.SILENCE_TIMEOUT < settings.REQUEST_TIMEOUT
