"""The rewrite in random order: afterwards no row of these tables tells when it came, not even by
the columns that the database keeps for itself.
"""

from django.db import connection, transaction

from kuulluksi.org.models import columns_of
from kuulluksi.surveys.models import Ballot, Draft, Invitation

TABLES = (Invitation, Ballot, Draft)


def shuffle() -> None:
    """Writes invitations, ballots and broken-off answers anew, all in one transaction.

    On PostgreSQL TRUNCATE gives each table a new file, so that no dead row stays behind; every row
    then has the same `xmin`. On SQLite rows lie by their random keys, and pages are filled anew.
    Nobody answers meanwhile: they wait, as for any writer.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        tables = [f'"{table._meta.db_table}"' for table in TABLES]  # noqa: SLF001  its name
        if connection.vendor == "postgresql":
            cursor.execute(f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may be left to be checked
        for table in tables:
            kept = table.replace('"kuulluksi_', '"kept_')
            drawn = f"SELECT * FROM {table} ORDER BY random()"  # noqa: S608  our own names
            cursor.execute(f"CREATE TEMP TABLE {kept} AS {drawn}")
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(tables)}")
        for model, table in zip(TABLES, tables, strict=True):
            kept = table.replace('"kuulluksi_', '"kept_')
            names = ", ".join(f'"{column.column}"' for column in columns_of(model))
            if connection.vendor == "sqlite":
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608  our own names
            cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM {kept}")  # noqa: S608
            cursor.execute(f"DROP TABLE {kept}")
