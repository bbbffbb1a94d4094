"""What a holder of the database finds out about each row of a table: its columns, and everything
that the database keeps for itself, from the row's place on the disk to its entries in indexes.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import connection, models

from tests.surveys.attack import postgres_pages
from tests.surveys.attack.sqlite_pages import File, written

Signs = dict[str, dict[int, Any]]
"""From the name of a sign to what it shows for each row, by the row's key."""


def signs(table: type[models.Model], file: File | None) -> Signs:
    """Every sign of every row that is found, also of rows that are dead."""
    found: Signs = defaultdict(dict)
    names = [str(column.column) for column in table._meta.concrete_fields]
    name = table._meta.db_table
    read = ", ".join(
        f'CAST("{each}" AS text)' if _is_json(table, each) else f'"{each}"' for each in names
    )
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT id, {read} FROM "{name}"')
        rows = cursor.fetchall()
    _number(found, "as it comes", (row[0] for row in rows))
    for key, *values in rows:
        for column, value in zip(names, values, strict=True):
            found[column][key] = value
            if _is_json(table, column):
                found[f"{column}: order of its keys"][key] = re.findall(r'"([^"]+)":', value)
                found[f"{column}: length"][key] = len(value)
            elif isinstance(value, str):
                found[f"{column}: length"][key] = len(value)
    (_of_sqlite(found, name, file) if file else _of_postgresql(found, name))
    return dict(found)


def _is_json(table: type[models.Model], column: str) -> bool:
    return any(
        isinstance(each, models.JSONField) and each.column == column
        for each in table._meta.concrete_fields
    )


def _number(found: Signs, name: str, keys: Iterable[int]) -> None:
    for turn, key in enumerate(keys):
        found[name].setdefault(key, turn)


def _of_sqlite(found: Signs, table: str, file: File) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT rowid, id FROM "{table}"')
        keys = dict(cursor.fetchall())
    found["rowid"] = {key: rowid for rowid, key in keys.items()}
    for name, root in file.trees(table).items():
        cells = list(file.cells(root))
        # An index may leave some rows out.
        assert {cell.rowid for cell in cells} <= set(keys), f"{name} is read wrongly"
        _number(found, f"{name}: order of the tree", (keys[cell.rowid] for cell in cells))
        for cell in cells:
            key = keys[cell.rowid]
            found[f"{name}: page"][key] = cell.page
            found[f"{name}: place in the file"][key] = cell.place
            found[f"{name}: place on the page"][key] = cell.place % file.size
    for key in keys.values():
        for where, content in (("file", file.data), ("journal", file.journal)):
            found[f"{where}: first trace"][key] = content.find(written(key))
            found[f"{where}: last trace"][key] = content.rfind(written(key))
            found[f"{where}: how many traces"][key] = content.count(written(key))


def _of_postgresql(found: Signs, table: str) -> None:
    keys: dict[tuple[int, int], int] = {}
    for row in postgres_pages.tuples(table):
        keys[row.place] = row.key
        found["place"][row.key] = row.place
        found["place on the page"][row.key] = row.offset
        found["length"][row.key] = row.length
        found["xmin"][row.key] = row.xmin
        found["xmax"][row.key] = row.xmax
        found["marks"][row.key] = row.info
        found["number of its long value"][row.key] = row.apart
    for key, *values in postgres_pages.ask(
        f'SELECT id, cmin::text, cmax::text, age(xmin), age(xmax) FROM "{table}"'
    ):
        for name, value in zip(("cmin", "cmax", "age", "age of xmax"), values, strict=True):
            found[name][key] = int(value)
    for index in postgres_pages.indexes(table):
        entries = [entry for entry in postgres_pages.entries(index) if entry[2] in keys]
        _number(found, f"{index}: order", (keys[place] for _b, _n, place, _d in entries))
        for block, number, place, _data in entries:
            found[f"{index}: place"][keys[place]] = (block, number)
