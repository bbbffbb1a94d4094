"""A line to SQLite's file that stays open, and is opened anew when another file stands there.

Opened for each page, a line would read the upper pages of every table again: nearly half of all
work. Kept without a look at the file it would go on writing into one that was moved away, as when a
copy is put back, and what people were told is received would be gone.
"""

from pathlib import Path
from sqlite3 import Connection
from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Asked before each page whether it is usable (`CONN_HEALTH_CHECKS`)."""

    def get_new_connection(self, conn_params: Any) -> Connection:
        line: Connection = super().get_new_connection(conn_params)
        self._opened = self._file()
        return line

    def is_usable(self) -> bool:
        return self._opened == self._file() and bool(super().is_usable())

    def _file(self) -> tuple[int, int] | None:
        """Which file stands there now; None in memory."""
        try:
            found = Path(self.settings_dict["NAME"]).stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino
