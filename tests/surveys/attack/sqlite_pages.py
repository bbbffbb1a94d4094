"""SQLite's file as it lies on the disk: the trees of its tables and indexes, cell by cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

INTERIOR_INDEX, INTERIOR_TABLE, LEAF_INDEX, LEAF_TABLE = 2, 5, 10, 13
INTERIOR = (INTERIOR_INDEX, INTERIOR_TABLE)
# How many bytes a number of each serial type takes in a record.
ONE = 9
NUMBERS = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, ONE: 0}


@dataclass(frozen=True)
class Cell:
    """Where a row, or its entry in an index, lies. SQLite numbers the rows of a table by itself
    when their key is no plain `integer`: that is its `rowid`."""

    page: int
    place: int
    rowid: int


class File:
    """The database file after its journal was written back; the journal as it was before."""

    def __init__(self) -> None:
        self.path = Path(str(connection.settings_dict["NAME"]))
        journal = self.path.with_name(self.path.name + "-wal")
        self.journal = journal.read_bytes() if journal.exists() else b""
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("SELECT name, tbl_name, rootpage FROM sqlite_master WHERE rootpage > 0")
            self.roots = {(table, name): root for name, table, root in cursor.fetchall()}
        self.data = self.path.read_bytes()
        self.size = self._number(16, 2)

    def trees(self, table: str) -> dict[str, int]:
        """The root pages of a table and of its indexes, by name."""
        return {name: root for (of, name), root in self.roots.items() if of == table}

    def cells(self, number: int) -> Iterator[Cell]:
        """Every row or entry below a page, in the order of the tree."""
        start = (number - 1) * self.size
        for place in self._cells(start):
            if self.data[start] in INTERIOR:
                yield from self.cells(self._number(place, 4))
            if self.data[start] != INTERIOR_TABLE:
                yield Cell(number, place, self._rowid(self.data[start], place))
        if self.data[start] in INTERIOR:
            yield from self.cells(self._number(start + 8, 4))

    def leaves(self, number: int) -> Iterator[bytes]:
        """The pages at the end of the tree, whole, with what lies between their cells."""
        start = (number - 1) * self.size
        if self.data[start] not in INTERIOR:
            yield self.data[start : start + self.size]
            return
        for place in self._cells(start):
            yield from self.leaves(self._number(place, 4))
        yield from self.leaves(self._number(start + 8, 4))

    def _cells(self, start: int) -> list[int]:
        array = start + (12 if self.data[start] in INTERIOR else 8)
        count = self._number(start + 3, 2)
        return [start + self._number(array + 2 * turn, 2) for turn in range(count)]

    def _rowid(self, kind: int, place: int) -> int:
        """The row's number: beside its length, or the last value of an index entry."""
        place += 4 if kind == INTERIOR_INDEX else 0
        _length, place = self._varint(place)
        if kind == LEAF_TABLE:
            return self._varint(place)[0]
        head, at = self._varint(place)
        value, size, serial = place + head, 0, 0
        while at < place + head:
            value += size
            serial, at = self._varint(at)
            size = NUMBERS[serial] if serial in NUMBERS else (serial - 12) // 2
        return 1 if serial == ONE else self._number(value, size)

    def _number(self, place: int, length: int) -> int:
        return int.from_bytes(self.data[place : place + length])

    def _varint(self, place: int) -> tuple[int, int]:
        """A number of one to nine bytes, and where it ends."""
        value = 0
        for turn in range(8):
            byte = self.data[place + turn]
            value = value << 7 | byte & 0x7F
            if byte < 0x80:
                return value, place + turn + 1
        return value << 8 | self.data[place + 8], place + 9


def written(key: int) -> bytes:
    """A key of 48 to 63 bits as it stands in a row."""
    return key.to_bytes(8)
