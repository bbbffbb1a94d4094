"""The product's settings on a disk that fills up when the test says so: while the file `full`
stands in the installation's folder, SQLite's own engine does not take one more page.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from kuulluksi.config.settings import *
from kuulluksi.config.settings import VAR


def fill_up(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    if connection.vendor == "sqlite" and (VAR / "full").exists():
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1")


connection_created.connect(fill_up)
