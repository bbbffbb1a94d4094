"""What a confirmed voice rests on: kept when the power goes, and erased for good."""

import threading
from datetime import datetime

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from kuulluksi import apps
from kuulluksi.voices.models import Voice
from tests.factories.org import County
from tests.factories.voices import given


def asked(question: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_database_settings_keep_what_was_confirmed() -> None:
    if connection.vendor == "sqlite":
        pragmas = ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        got = {name: asked(f"PRAGMA {name}") for name in pragmas}
        assert got == {
            "journal_mode": "wal",
            "synchronous": 2,
            "secure_delete": 1,
            "foreign_keys": 1,
        }
        assert settings.DATABASES["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    else:
        assert asked("SHOW synchronous_commit") == "on"
        # The house itself asks for it, whatever the server would do: here it is a careless one.
        source = "SELECT source FROM pg_settings WHERE name = 'synchronous_commit'"
        assert asked(source) == "client"
        assert asked("SHOW lock_timeout") == f"{settings.LOCK_TIMEOUT}s"
        assert asked("SHOW server_encoding") == "UTF8"


@pytest.mark.django_db(transaction=True)
def test_database_every_new_connection_keeps_what_was_confirmed() -> None:
    """Not only the first: the web server opens one for each request or each place in its pool."""
    name = "PRAGMA synchronous" if connection.vendor == "sqlite" else "SHOW synchronous_commit"
    got: list[object] = []

    def ask() -> None:
        got.append(asked(name))
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [2 if connection.vendor == "sqlite" else "on"] * 3


@pytest.mark.django_db(transaction=True)
def test_database_check_names_what_may_lose_confirmed_voices() -> None:
    sqlite = connection.vendor == "sqlite"
    before = {warning.hint for warning in apps.check_durability(["default"])}
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = 1" if sqlite else "SET synchronous_commit = off")
    try:
        after = {warning.hint for warning in apps.check_durability(["default"])}
    finally:
        connection.close()
    wanted = "synchronous = 2" if sqlite else "synchronous_commit = on"
    assert after - before == {f"Set {wanted} in the server's settings."}
    assert apps.check_durability() == []


def test_database_refuses_an_open_voice_without_a_day_and_a_voice_without_its_place(
    house: County, at: datetime
) -> None:
    voice = given(at, unit=house.kamppi).voice
    for change in ({"due_on": None}, {"unit": None}, {"about": "service"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Voice.objects.filter(pk=voice.pk).update(**change)


def test_database_keys_tell_no_order(house: County, at: datetime) -> None:
    keys = [given(at, unit=house.kamppi).voice.pk for _ in range(12)]
    assert keys != sorted(keys)
    assert all(0 < key < 2**63 for key in keys)
