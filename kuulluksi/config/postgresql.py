"""A line to PostgreSQL on which somebody waits for a page.

A server that stands still, or whose disk does, says nothing: not even that its own limit for a
statement has been reached. And a page of many slow statements would be the slowest of all. So the
line is given up from this side.
"""

from threading import local
from time import monotonic
from typing import Any, TypeVar

from django.conf import settings
from psycopg import Connection
from psycopg.abc import PQGen

T = TypeVar("T")
# When the page that this thread works on has to be ready.
_page = local()
# So long a line may always take, to take back what was begun.
LAST = 1.0


def page_begins(**_signal: Any) -> None:
    """From now on somebody waits (`REQUEST_TIMEOUT`)."""
    _page.until = monotonic() + settings.REQUEST_TIMEOUT


class Line(Connection[Any]):
    """Raises psycopg.OperationalError when the server takes longer for one thing than
    `SILENCE_TIMEOUT`, or than is left of the page's time."""

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        until: float | None = getattr(_page, "until", None)
        patience = settings.SILENCE_TIMEOUT if timeout is None else timeout
        if until is not None:
            patience = min(patience, max(until - monotonic(), LAST))
        return super().wait(gen, interval, patience)
