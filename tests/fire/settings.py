"""The product's settings on a disk that fills up when the test says so: while the file `full`
stands in the installation's folder, SQLite's own engine does not take one more page.
"""

from typing import Any

from django.core.signals import request_started
from django.db import connection

from kuulluksi.config.settings import *
from kuulluksi.config.settings import VAR

MOST = 2**32 - 2


def fill_up(**_signal: Any) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA max_page_count = {1 if (VAR / 'full').exists() else MOST}")


request_started.connect(fill_up)
