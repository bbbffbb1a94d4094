"""Many rows at once into either database: COPY on PostgreSQL, executemany on SQLite."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction

Row = list[Any]
# Foreign keys are not looked at, and a power cut would cost no more than another filling.
HASTE = {
    "postgresql": ["SET session_replication_role = replica"],
    "sqlite": [
        "PRAGMA foreign_keys=OFF",
        "PRAGMA synchronous=OFF",
        "PRAGMA cache_size=-1000000",
    ],
}
# What the statements below make again: on PostgreSQL every index that no constraint needs, on
# SQLite the trigger that finds words one by one. SQLite makes an index without any room for what
# comes, and each row that came would split a page of it, as it seldom does in a house that grew.
INDEXES = {
    "postgresql": """
        SELECT 'INDEX', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
        AND tablename ~ '^(kuulluksi_(voice|step|passage|feedback|hidden|answer|response)|bare_)'
        AND NOT EXISTS (SELECT FROM pg_constraint WHERE conname = indexname)""",
    "sqlite": "SELECT type, name, sql FROM sqlite_master WHERE name = 'voice_words_added'",
}
REST = {
    "postgresql": ["VACUUM ANALYZE", "CHECKPOINT"],
    "sqlite": ["ANALYZE", "PRAGMA wal_checkpoint(TRUNCATE)"],
}


class Layout:
    """The columns of a table that the database does not make, and a row of their defaults."""

    def __init__(self, table: type[models.Model]) -> None:
        columns = [
            column
            for column in table._meta.concrete_fields
            if not column.generated and not isinstance(column, models.AutoField)
        ]
        self.table = table._meta.db_table
        self.columns = [str(column.column) for column in columns]
        self._place = {column.attname: place for place, column in enumerate(columns)}
        self._plain = [
            None if column.null else column.get_db_prep_save(column.get_default(), connection)
            for column in columns
        ]

    def row(self, **values: Any) -> Row:
        row = self._plain.copy()
        for name, value in values.items():
            row[self._place[name]] = value
        return row

    def write(self, rows: Sequence[Row]) -> None:
        names = ", ".join(f'"{name}"' for name in self.columns)
        # One transaction for all of them: else SQLite would have one for each row.
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f'COPY "{self.table}" ({names}) FROM STDIN') as copy:
                    for row in rows:
                        copy.write_row(row)
            else:
                marks = ", ".join(["%s"] * len(self.columns))
                cursor.executemany(f'INSERT INTO "{self.table}" ({names}) VALUES ({marks})', rows)


@contextmanager
def unhindered() -> Iterator[None]:
    """Keys unchecked, nothing flushed in between, on PostgreSQL indexes made at the end; afterwards
    the planner knows the tables."""
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for statement in HASTE[connection.vendor]:
            cursor.execute(statement)
        cursor.execute(INDEXES[connection.vendor])
        indexes = cursor.fetchall()
        for kind, name, _definition in indexes:
            cursor.execute(f'DROP {kind} "{name}"')
        yield
        if postgresql:
            cursor.execute("SET session_replication_role = DEFAULT")
            cursor.execute("SET maintenance_work_mem = '512MB'")
        else:
            cursor.execute("INSERT INTO voice_words_fts(voice_words_fts) VALUES ('rebuild')")
        for _kind, _name, definition in indexes:
            cursor.execute(definition)
        for statement in REST[connection.vendor]:
            cursor.execute(statement)
    connection.close()
