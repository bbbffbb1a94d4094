"""PostgreSQL's pages as they lie on the disk, by `pageinspect` of its own extensions: also rows
that are dead, and the entries of indexes in their order.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

# What stands in the place of a long value that lies in a table beside (TOAST): two marks, two
# lengths, and its number there.
APART = re.compile(rb"(\x01\x12.{8})(.{4})", re.DOTALL)


@dataclass(frozen=True)
class Tuple:
    """A row as it lies on a page, alive or dead. Its key is its first column."""

    place: tuple[int, int]
    offset: int
    length: int
    xmin: int
    xmax: int
    info: int
    data: bytes

    @property
    def key(self) -> int:
        return int.from_bytes(self.data[:8], "little")

    @property
    def apart(self) -> int:
        """The number of its long value, if it has one; the server counts on for each."""
        number = APART.search(self.data)
        return int.from_bytes(number[2], "little") if number else 0

    @property
    def content(self) -> bytes:
        """The row without that number, which is another whenever anything is written."""
        return APART.sub(rb"\1", self.data)


def ask(question: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return list(cursor.fetchall())


def look_inside() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pageinspect")


def blocks(relation: str) -> int:
    [(number,)] = ask("SELECT pg_relation_size(%s) / 8192", relation)
    return int(number)


def tuples(table: str) -> Iterator[Tuple]:
    for block in range(blocks(table)):
        for row in ask(
            "SELECT lp, lp_off, lp_len, t_xmin::text, t_xmax::text, t_infomask, t_data"
            " FROM heap_page_items(get_raw_page(%s, %s)) WHERE t_data IS NOT NULL",
            table,
            block,
        ):
            line, offset, length, xmin, xmax, info, data = row
            place = (block, line)
            yield Tuple(place, offset, length, int(xmin), int(xmax), info, bytes(data))


def indexes(table: str) -> list[str]:
    return [
        str(name)
        for (name,) in ask(
            "SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = %s::regclass"
            " ORDER BY 1",
            table,
        )
    ]


def entries(index: str) -> Iterator[tuple[int, int, tuple[int, int], bytes]]:
    """The entries on the leaves of an index: block, number there, the row's place, what is kept."""
    for block in range(1, blocks(index)):
        [(kind,)] = ask("SELECT type FROM bt_page_stats(%s, %s)", index, block)
        if kind != "l":
            continue
        for number, place, places, data in ask(
            "SELECT itemoffset, htid::text, tids::text[], data FROM bt_page_items(%s, %s)"
            " WHERE htid IS NOT NULL ORDER BY itemoffset",
            index,
            block,
        ):
            for each in places or [place]:
                yield block, number, _place(each), str(data).encode()


def _place(ctid: str) -> tuple[int, int]:
    block, line = re.findall(r"\d+", ctid)
    return int(block), int(line)
