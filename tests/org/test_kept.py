"""Questions that a connection keeps: the answer is that of the question, whatever is kept."""

from contextlib import suppress

import pytest
from django.db import DataError, connection, transaction

from kuulluksi.org import queries as org
from kuulluksi.org.queries import kept
from tests.factories.org import County

NAMED = "SELECT id, '100%%' FROM kuulluksi_unit WHERE id = %s AND code = %s"


def test_ask_answers_alike_when_keys_and_words_change(house: County) -> None:
    unit = house.kamppi
    for _ in range(3):
        assert org.ask(NAMED, [unit.pk, unit.code]) == [(unit.pk, "100%")]
        assert org.ask(NAMED, [unit.pk + 1, unit.code]) == []
        assert org.ask(NAMED, [unit.pk, "o'clock"]) == []


@pytest.mark.django_db
def test_ask_keeps_no_more_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "KEPT", 2)
    for number in (*range(5), *range(5)):
        assert org.ask(f"SELECT {number} + %s", [1]) == [(number + 1,)]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM pg_prepared_statements")
            known = {name for (name,) in cursor.fetchall()}
        names = set(kept._names[connection.connection].values())
        assert len(names) == 2
        assert names <= known


@pytest.mark.django_db
def test_ask_that_failed_once_is_asked_again() -> None:
    """Only PostgreSQL fails at a division by nothing; SQLite answers with nothing."""
    divided = "SELECT 12 / CAST(%s AS integer)"
    for _ in range(2):
        with suppress(DataError), transaction.atomic():
            assert org.ask(divided, [0]) == [(None,)]
        assert org.ask(divided, [3]) == [(4,)]
