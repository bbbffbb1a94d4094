"""Questions that are asked again and again. To find out how a long one is best answered takes
PostgreSQL longer than the answer, so each connection finds that out once.
"""

from collections import OrderedDict
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection
from psycopg.sql import quote

Value = int | str | date
# So many questions a connection keeps.
KEPT = 64

_numbers = count()
_names: WeakKeyDictionary[Any, OrderedDict[str, str]] = WeakKeyDictionary()


def ask(statement: str, values: Sequence[Value]) -> list[Any]:
    """The rows that answer a question of ours. It holds nothing that somebody wrote: keys differ
    from time to time; coded words and days are a part of the question."""
    keys = [value for value in values if isinstance(value, int)]
    words = tuple(None if isinstance(value, int) else value for value in values)
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute(_question(statement, words), keys)
            return list(cursor.fetchall())
        question = _numbered(statement, words)
        names = _names.setdefault(connection.connection, OrderedDict())
        first: list[str] = []
        if question not in names:
            while len(names) >= KEPT:
                first.append(f"DEALLOCATE {names.popitem(last=False)[1]}")
            names[question] = f"kept_{next(_numbers)}"
            first.append(f"PREPARE {names[question]} AS {question.replace('%', '%%')}")
        names.move_to_end(question)
        given = f"({', '.join(['%s'] * len(keys))})" if keys else ""
        try:
            cursor.execute("; ".join([*first, f"EXECUTE {names[question]}{given}"]), keys)
        except Exception:
            del names[question]
            raise
        for _ in first:
            cursor.nextset()
        return list(cursor.fetchall())


@lru_cache(maxsize=1024)
def _question(statement: str, words: tuple[str | date | None, ...]) -> str:
    """The statement with its words in it: without them the database would not know which of its
    partial indexes serve. The places of its keys stay open."""
    marks = ("%s" if word is None else _quoted(str(word)) for word in words)
    return statement % tuple(marks)


def _quoted(word: str) -> str:
    return "'{}'".format(word.replace("'", "''").replace("%", "%%"))


@lru_cache(maxsize=1024)
def _numbered(statement: str, words: tuple[str | date | None, ...]) -> str:
    """The same for PostgreSQL, with `$1` and so on for the keys."""
    number = count(1)
    marks = (f"${next(number)}" if word is None else quote(word) for word in words)
    return statement % tuple(marks)
