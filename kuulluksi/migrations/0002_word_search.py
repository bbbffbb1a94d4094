"""The word search of each database: FTS5 beside SQLite's table, a `simple` text index on PostgreSQL.

A later migration that rebuilds the table on SQLite must make the three triggers again.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = (
    """CREATE VIRTUAL TABLE voice_words_fts USING fts5(
        lemmas, content='kuulluksi_voicewords', content_rowid='voice_id',
        tokenize='unicode61 remove_diacritics 0')""",
    """CREATE TRIGGER voice_words_added AFTER INSERT ON kuulluksi_voicewords BEGIN
        INSERT INTO voice_words_fts(rowid, lemmas) VALUES (new.voice_id, new.lemmas); END""",
    """CREATE TRIGGER voice_words_gone AFTER DELETE ON kuulluksi_voicewords BEGIN
        INSERT INTO voice_words_fts(voice_words_fts, rowid, lemmas)
        VALUES ('delete', old.voice_id, old.lemmas); END""",
    """CREATE TRIGGER voice_words_changed AFTER UPDATE ON kuulluksi_voicewords BEGIN
        INSERT INTO voice_words_fts(voice_words_fts, rowid, lemmas)
        VALUES ('delete', old.voice_id, old.lemmas);
        INSERT INTO voice_words_fts(rowid, lemmas) VALUES (new.voice_id, new.lemmas); END""",
)
POSTGRESQL = (
    """CREATE INDEX voice_words_simple ON kuulluksi_voicewords
        USING gin (to_tsvector('simple', lemmas))""",
)
SQLITE_UNDO = (
    "DROP TRIGGER voice_words_added",
    "DROP TRIGGER voice_words_gone",
    "DROP TRIGGER voice_words_changed",
    "DROP TABLE voice_words_fts",
)
POSTGRESQL_UNDO = ("DROP INDEX voice_words_simple",)


def forwards(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    _run(editor, SQLITE, POSTGRESQL)


def backwards(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    _run(editor, SQLITE_UNDO, POSTGRESQL_UNDO)


def _run(
    editor: BaseDatabaseSchemaEditor, sqlite: tuple[str, ...], postgresql: tuple[str, ...]
) -> None:
    for statement in sqlite if editor.connection.vendor == "sqlite" else postgresql:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("kuulluksi", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
