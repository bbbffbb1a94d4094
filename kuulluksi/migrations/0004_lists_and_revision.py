"""Lists that read by index whatever their length, and a revision that the database itself renews.

A later migration that rebuilds one of these tables on SQLite must make its triggers again; a test
of the directory looks after them.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# What routing, reach and the names in lists are worked out of, and which columns; "": all.
TABLES = {
    "authority": "OF name, answer_days, day_budget, emergency_phone, crisis_phone, reading_phone,"
    " reading_hours, contact_email",
    "area": "",
    "service": "",
    "unit": "",
    "person": "OF name, superior_id, is_active",
    "role": "",
    "duty": "",
    "absence": "",
    "routingrule": "",
}
POSTGRESQL = """
    CREATE FUNCTION organisation_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        UPDATE kuulluksi_authority SET revision = hashtextextended(gen_random_uuid()::text, 0);
        RETURN NULL;
    END $$"""
POSTGRESQL_EACH = """
    CREATE TRIGGER revise_{table} AFTER INSERT OR DELETE OR UPDATE {columns} ON kuulluksi_{table}
        FOR EACH STATEMENT EXECUTE FUNCTION organisation_changed()"""
SQLITE_EACH = """
    CREATE TRIGGER revise_{table}_{event} AFTER {event} {columns} ON kuulluksi_{table} BEGIN
        UPDATE kuulluksi_authority SET revision = random(); END"""


def forwards(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRESQL)
        for table, columns in TABLES.items():
            editor.execute(POSTGRESQL_EACH.format(table=table, columns=columns))
        return
    for table, columns in TABLES.items():
        for event in ("INSERT", "UPDATE", "DELETE"):
            only = columns if event == "UPDATE" else ""
            editor.execute(SQLITE_EACH.format(table=table, event=event, columns=only))


def backwards(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION organisation_changed() CASCADE")
        return
    for table in TABLES:
        for event in ("INSERT", "UPDATE", "DELETE"):
            editor.execute(f"DROP TRIGGER revise_{table}_{event}")


class Migration(migrations.Migration):
    dependencies = [("kuulluksi", "0003_care")]

    operations = [
        migrations.RemoveIndex(
            model_name="voice",
            name="voice_mine",
        ),
        migrations.RemoveIndex(
            model_name="voice",
            name="voice_unit",
        ),
        migrations.RemoveIndex(
            model_name="voice",
            name="voice_all",
        ),
        migrations.AddField(
            model_name="voice",
            name="stand",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(state="answered", then=models.Value("answered")),
                    models.When(state="closed", then=models.Value("closed")),
                    default=models.Value("open"),
                ),
                output_field=models.CharField(max_length=10),
            ),
        ),
        migrations.AlterField(
            model_name="feedbacktopic",
            name="feedback",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="topics",
                to="kuulluksi.feedback",
            ),
        ),
        migrations.AlterField(
            model_name="hidden",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="meteranswer",
            name="feedback",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="answers",
                to="kuulluksi.feedback",
            ),
        ),
        migrations.AlterField(
            model_name="passage",
            name="voice",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="passages",
                to="kuulluksi.voice",
            ),
        ),
        migrations.AlterField(
            model_name="step",
            name="voice",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="steps",
                to="kuulluksi.voice",
            ),
        ),
        migrations.AlterField(
            model_name="voice",
            name="area",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kuulluksi.area",
            ),
        ),
        migrations.AlterField(
            model_name="voice",
            name="owner",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="voice",
            name="receipt_hash",
            field=models.CharField(max_length=64),
        ),
        migrations.AlterField(
            model_name="voice",
            name="service",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kuulluksi.service",
            ),
        ),
        migrations.AlterField(
            model_name="voice",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kuulluksi.unit",
            ),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(fields=["owner", "stand", "due_on", "id"], name="voice_of_owner"),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(fields=["unit", "stand", "due_on", "id"], name="voice_of_unit"),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(
                fields=["service", "stand", "due_on", "id"], name="voice_of_service"
            ),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(fields=["area", "stand", "due_on", "id"], name="voice_of_area"),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(fields=["stand", "due_on", "id"], name="voice_of_all"),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(
                condition=models.Q(("about", "unknown"), ("service", None), ("unit", None)),
                fields=["stand", "due_on", "id"],
                name="voice_lost",
            ),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(
                condition=models.Q(("state", "held")),
                fields=["stand", "due_on", "id"],
                name="voice_held",
            ),
        ),
        migrations.AddConstraint(
            model_name="voice",
            constraint=models.UniqueConstraint(fields=("receipt_hash",), name="voice_receipt"),
        ),
        migrations.RemoveIndex(
            model_name="voice",
            name="voice_urgent",
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(fields=["stand", "-given_on", "id"], name="voice_newest"),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(
                condition=models.Q(("urgent", ""), _negated=True),
                fields=["stand", "due_on", "id"],
                name="voice_urgent",
            ),
        ),
        migrations.RunPython(forwards, backwards),
    ]
