"""What a confirmed voice rests on: kept when the power goes, and erased for good."""

from datetime import datetime

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

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
        assert asked("SHOW server_encoding") == "UTF8"


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
