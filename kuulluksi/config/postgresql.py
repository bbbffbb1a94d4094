"""A line to PostgreSQL on which somebody waits for a page.

A server that stands still, or whose disk does, says nothing: not even that its own limit for a
statement has been reached. Such a line is given up from this side.
"""

from typing import Any, TypeVar

from django.conf import settings
from psycopg import Connection
from psycopg.abc import PQGen

T = TypeVar("T")


class Line(Connection[Any]):
    """Raises psycopg.OperationalError after so many seconds of silence (`SILENCE_TIMEOUT`)."""

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        return super().wait(gen, interval, timeout or settings.SILENCE_TIMEOUT)
