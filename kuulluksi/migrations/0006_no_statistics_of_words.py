"""What PostgreSQL gathers for its planner are values of rows, also of some that have been erased
since. Of words and addresses it gathers none; nothing is ever looked for by them as a whole."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

WORDS = {
    "passage": ("body",),
    "contact": ("name",),
    "harmreport": ("words", "reply"),
    "publication": ("words", "answer"),
    "mail": ("to", "facts"),
}


def gather_no_statistics(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        for name, columns in WORDS.items():
            table = apps.get_model("kuulluksi", name)._meta  # noqa: SLF001  its columns
            for column in columns:
                alter = f'ALTER TABLE "{table.db_table}" ALTER "{column}"'
                editor.execute(f"{alter} SET STATISTICS 0")
                # What was gathered so far would stay; a type, even the same one, takes it away.
                kind = table.get_field(column).db_type(editor.connection)
                editor.execute(f"{alter} TYPE {kind}")


class Migration(migrations.Migration):
    dependencies = [("kuulluksi", "0005_surveys")]
    operations = [migrations.RunPython(gather_no_statistics, migrations.RunPython.noop)]
