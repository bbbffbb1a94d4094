"""Three indexes go that nothing is found by: each voice that comes wrote into all of them. They are
dropped as such, because SQLite would write a whole table anew to change its column."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

GONE = (
    ("kuulluksi_notice", "person_id", "kuulluksi_notice_person_id_8dd578d1"),
    ("kuulluksi_step", "by_id", "kuulluksi_step_by_id_6fa993b2"),
    ("kuulluksi_step", "to_id", "kuulluksi_step_to_id_70c53bec"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("kuulluksi", "0009_statements"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f'DROP INDEX IF EXISTS "{index}"',
                    f'CREATE INDEX "{index}" ON "{table}" ("{column}")',
                )
                for table, column, index in GONE
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="notice",
                    name="person",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                *(
                    migrations.AlterField(
                        model_name="step",
                        name=name,
                        field=models.ForeignKey(
                            db_index=False,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    )
                    for name in ("by", "to")
                ),
            ],
        ),
    ]
