"""SQLite no longer numbers the rows of voices as they come: their random key is their only number.
Each table is written anew in the order of its keys; PostgreSQL has no such number.
"""

import re

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from kuulluksi.org.models.columns import RandomKey, random_key

KEYS = {
    "auditentry": "id",
    "contact": "id",
    "earlierclock": "id",
    "feedback": "voice_id",
    "feedbacktopic": "id",
    "harmreport": "id",
    "hidden": "id",
    "mail": "id",
    "meteranswer": "id",
    "notice": "id",
    "passage": "id",
    "publication": "id",
    "step": "id",
    "surge": "id",
    "thanked": "id",
    "voice": "id",
    "voicewords": "voice_id",
    "wishchosen": "id",
}


def forwards(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    _anew(editor, "bigint", "integer")


def backwards(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    _anew(editor, "integer", "bigint")


def _anew(editor: BaseDatabaseSchemaEditor, was: str, becomes: str) -> None:
    """The whole tables, with their indexes and triggers; what they refer to is not looked at."""
    if editor.connection.vendor != "sqlite":
        return
    for name, key in KEYS.items():
        table = f"kuulluksi_{name}"
        with editor.connection.cursor() as cursor:
            cursor.execute(
                "SELECT sql FROM sqlite_master WHERE tbl_name = %s AND sql NOT NULL"
                " ORDER BY type <> 'table'",
                [table],
            )
            (made,), *beside = cursor.fetchall()
            cursor.execute(
                "SELECT name FROM pragma_table_info(%s)", [table]
            )  # none that is derived
            columns = ", ".join(f'"{column}"' for (column,) in cursor.fetchall())
        made = made.replace(f'"{table}"', f'"new_{table}"', 1)
        made, found = re.subn(rf'("{key}") {was} (NOT NULL PRIMARY KEY)', rf"\1 {becomes} \2", made)
        if found != 1:
            raise ValueError(f"The key of {table} is not as it was made: {made}")
        editor.execute(made)
        copied = f'SELECT {columns} FROM "{table}" ORDER BY "{key}"'  # noqa: S608  our own names
        editor.execute(f'INSERT INTO "new_{table}" ({columns}) {copied}')
        editor.execute(f'DROP TABLE "{table}"')
        editor.execute(f'ALTER TABLE "new_{table}" RENAME TO "{table}"')
        for (statement,) in beside:
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("kuulluksi", "0010_lean_indexes"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(forwards, backwards)],
            state_operations=[
                migrations.AlterField(
                    model_name=name,
                    name=key,
                    # The key of a wish that was chosen comes from the form.
                    field=RandomKey(
                        serialize=False, **({} if name == "wishchosen" else {"default": random_key})
                    ),
                )
                for name, key in KEYS.items()
                if key == "id"
            ],
        ),
    ]
