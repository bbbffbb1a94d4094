"""The database's planner keeps no words: neither new ones nor those that it had gathered before."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from kuulluksi.org.models import Mail

pytestmark = pytest.mark.django_db
GATHERED = "SELECT attname FROM pg_stats WHERE tablename = 'kuulluksi_mail'"


def gathered() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute('ANALYZE "kuulluksi_mail"')
        cursor.execute(GATHERED)
        return {name for (name,) in cursor.fetchall()}


def test_statistics_hold_no_addresses_also_where_they_did() -> None:
    if connection.vendor != "postgresql":
        return  # SQLite's planner samples keys of indexes only, and none of these has one
    for number in range(20):
        Mail.objects.create(
            queued_on=date(2026, 3, 2), to=f"n{number % 2}@posti.example", letter="x"
        )
    assert "letter" in gathered()
    assert not {"to", "facts"} & gathered()
    with connection.cursor() as cursor:
        cursor.execute('ALTER TABLE "kuulluksi_mail" ALTER "to" SET STATISTICS 100')
    assert "to" in gathered()
    migration = import_module("kuulluksi.migrations.0006_no_statistics_of_words")
    with connection.schema_editor() as editor:
        migration.gather_no_statistics(apps, editor)
    assert not {"to", "facts"} & gathered()
