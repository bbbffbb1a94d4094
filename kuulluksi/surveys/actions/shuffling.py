"""The rewrite: afterwards these tables lie in the order of their keys, which come from chance, and
tell no more than the rows themselves; not even by the columns that the database keeps for itself.
"""

from collections.abc import Sequence

from django.db import connection, models, transaction

from kuulluksi.org.models import columns_of
from kuulluksi.surveys.models import Asked, Ballot, Draft, Invitation, Sheet, UsedLink

TABLES = (Invitation, UsedLink, Asked, Ballot, Draft, Sheet)

# The lock that whoever answers shares with all others who do, until the answers are written; the
# rewrite wants it alone. No wave has this key.
WRITING = -1


def shuffle() -> None:
    """Writes everything anew that stands beside somebody's answers."""
    rewrite(TABLES)


def rewrite(tables: Sequence[type[models.Model]]) -> None:
    """Writes these tables anew in the order of their keys, all in one transaction.

    On PostgreSQL TRUNCATE gives each table and its indexes new files, so that no dead row stays
    behind, and every row then has the same `xmin`. On SQLite emptied pages are overwritten and
    filled from the first key to the last. Nobody answers meanwhile: they wait, as for any writer.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        named = {table: f'"{table._meta.db_table}"' for table in tables}  # noqa: SLF001  its name
        if connection.vendor == "postgresql":
            rewrite_alone()
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITING])
            cursor.execute(f"LOCK TABLE {', '.join(named.values())} IN ACCESS EXCLUSIVE MODE")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may be left to be checked
        for name in named.values():
            drawn = f"SELECT * FROM {name} ORDER BY id"  # noqa: S608  our own names
            cursor.execute(f"CREATE TEMP TABLE {_kept(name)} AS {drawn}")
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(named.values())}")
        for table, name in named.items():
            columns = ", ".join(f'"{column.column}"' for column in columns_of(table))
            if connection.vendor == "sqlite":
                cursor.execute(f"DELETE FROM {name}")  # noqa: S608  our own names
            # A temporary table is read in the order in which it was written.
            cursor.execute(f"INSERT INTO {name} ({columns}) SELECT {columns} FROM {_kept(name)}")  # noqa: S608
            cursor.execute(f"DROP TABLE {_kept(name)}")


def rewrite_alone() -> None:
    """Two rewrites would wait for each other's rows; the second waits here. No wave has the key 0,
    so whoever answers is not held up."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(0)")


def _kept(name: str) -> str:
    return name.replace('"kuulluksi_', '"kept_')
