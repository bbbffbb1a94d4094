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
            table = apps.get_model("kuulluksi", name)._meta.db_table  # noqa: SLF001  its name
            for column in columns:
                editor.execute(f'ALTER TABLE "{table}" ALTER "{column}" SET STATISTICS 0')
                # What was gathered so far goes with the next look at the table.
            editor.execute(f'ANALYZE "{table}"')


class Migration(migrations.Migration):
    dependencies = [("kuulluksi", "0005_surveys")]
    operations = [migrations.RunPython(gather_no_statistics, migrations.RunPython.noop)]
