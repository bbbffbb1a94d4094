"""Writing new rows with the least ado: a statement is put together once, and sent with others."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from types import NoneType
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models

# What both databases take as it is, unless the column is JSON.
PLAIN = {str, int, bool, NoneType}


def insert(rows: Sequence[models.Model], *, unless_there: bool = False) -> int:
    """Writes new rows that bring their keys along, in their order; returns how many, if all are of
    one table. `unless_there`: a row that breaks a unique constraint is passed over in silence.

    What `bulk_create` does besides, for keys that the database makes and for parent tables, costs
    more than the writing; and PostgreSQL takes several statements at a time.
    """
    if not rows:
        return 0
    line = connections[DEFAULT_DB_ALIAS]
    statements: list[str] = []
    values: list[list[Any]] = []
    for table, group in groupby(rows, type):
        those = list(group)
        statements.append(_statement(table, len(those), unless_there=unless_there))
        values.append(
            [
                value if plain and type(value) in PLAIN else column.get_db_prep_save(value, line)
                for row in those
                for name, column, plain in _columns(table)
                for value in (getattr(row, name),)
            ]
        )
    with line.cursor() as cursor:
        if line.vendor == "postgresql":
            cursor.execute("; ".join(map(cursor.mogrify, statements, values)))
        else:
            for statement, each in zip(statements, values, strict=True):
                cursor.execute(statement, each)
        written = int(cursor.rowcount)
    for row in rows:
        state = row._state  # noqa: SLF001  a row that is there is not added once more
        state.adding, state.db = False, line.alias
    return written


def pour(table: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Writes any number of new rows of one table, given as values in the order of `columns`: where
    `insert` would need an object for each, and a statement longer than the database takes."""
    line = connections[DEFAULT_DB_ALIAS]
    known = {column.name: column for column in columns_of(table)}
    described = [known[name] for name in columns]
    names = ", ".join(f'"{column.column}"' for column in described)
    into = f'"{table._meta.db_table}" ({names})'  # noqa: SLF001  its name
    values = [
        [
            value if type(value) in PLAIN else column.get_db_prep_save(value, line)
            for value, column in zip(row, described, strict=True)
        ]
        for row in rows
    ]
    with line.cursor() as cursor:
        if line.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for each in values:
                    copy.write_row(each)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", values)  # noqa: S608  names


def columns_of(table: type[models.Model]) -> list["models.Field[Any, Any]"]:
    """The columns of a table, without those that the database derives."""
    described = table._meta  # noqa: SLF001  where Django tells the columns of a table
    return [column for column in described.concrete_fields if not column.generated]


@lru_cache
def _columns(table: type[models.Model]) -> list[tuple[str, "models.Field[Any, Any]", bool]]:
    return [
        (column.attname, column, not isinstance(column, models.JSONField))
        for column in columns_of(table)
    ]


@lru_cache
def _statement(table: type[models.Model], rows: int, *, unless_there: bool) -> str:
    columns = [column for _name, column, _plain in _columns(table)]
    names = ", ".join(f'"{column.column}"' for column in columns)
    marks = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * rows)
    into = columns[0].model._meta.db_table  # noqa: SLF001
    ending = " ON CONFLICT DO NOTHING" if unless_there else ""
    return f'INSERT INTO "{into}" ({names}) VALUES {marks}{ending}'  # noqa: S608  our own names
