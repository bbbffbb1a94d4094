"""Surveys: documents, the year's plan, waves, the ballot box, responses, invitations, paper."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import kuulluksi.org.models.columns
import kuulluksi.pure.text

# What PostgreSQL gathers for its planner are values of rows, also of some that are long gone, each
# set of them as of another moment. Of these tables it gathers none.
NO_STATISTICS = (
    "asked",
    "ballot",
    "draft",
    "invitation",
    "responsewords",
    "sheet",
    "usedlink",
)


def gather_no_statistics(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        for name in NO_STATISTICS:
            table = apps.get_model("kuulluksi", name)._meta  # noqa: SLF001  its columns
            for column in table.concrete_fields:
                editor.execute(
                    f'ALTER TABLE "{table.db_table}" ALTER "{column.column}" SET STATISTICS 0'
                )


class Migration(migrations.Migration):
    dependencies = [
        ("kuulluksi", "0004_lists_and_revision"),
    ]

    operations = [
        migrations.CreateModel(
            name="Asked",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=kuulluksi.org.models.columns.random_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("lookup", models.CharField(max_length=64, unique=True)),
                ("asked_on", models.DateField(null=True)),
                ("opted_out", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Response",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=kuulluksi.org.models.columns.random_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("language", models.CharField(max_length=10)),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("web", "On the web"),
                            ("paper", "On paper"),
                            ("interview", "In an interview"),
                            ("group", "In a group, on one device"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "helped",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("worker", "A worker"),
                            ("relative", "Somebody close to me"),
                            ("interpreter", "An interpreter"),
                            ("other", "Somebody else"),
                        ],
                        max_length=12,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AlterField(
            model_name="auditentry",
            name="what",
            field=models.CharField(
                choices=[
                    ("place-saved", "Saved a place"),
                    ("person-saved", "Saved a person"),
                    ("person-left", "Marked a person as left"),
                    ("role-saved", "Saved a role"),
                    ("duty-saved", "Saved a duty"),
                    ("absence-saved", "Saved an absence"),
                    ("rule-saved", "Saved a routing rule"),
                    ("opening-saved", "Saved an opening for answers"),
                    ("removed", "Removed a row"),
                    ("imported", "Imported the organisation from a file"),
                    ("wish-saved", "Saved a wish of the list"),
                    ("voice-read", "Read a voice"),
                    ("harm-read", "Read what a giver told of harm"),
                    ("survey-saved", "Saved a survey of the plan"),
                    ("document-saved", "Saved a questionnaire"),
                    ("wave-saved", "Saved a wave"),
                    ("wave-opened", "Opened a wave for answers"),
                    ("wave-closed", "Closed a wave"),
                    ("invited", "Invited people to a survey"),
                    ("keyed", "Finished a batch of papers"),
                    ("promise-told", "Told whether a promise was kept"),
                    ("erased", "Erased what its time had come for"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="reason",
            field=models.CharField(
                choices=[
                    ("new", "new to you"),
                    ("moved", "moved to you"),
                    ("handed-on", "handed on to you: no feedback but a matter of a client"),
                    ("added", "the giver wrote more"),
                    ("not-helped", "the answer did not help, and it is your turn"),
                    ("soon", "to be answered within two working days"),
                    ("late", "late"),
                    ("escalated", "late, and therefore yours now"),
                    ("thanks", "thanks to you"),
                    ("agenda", "on your team's agenda"),
                    ("decided", "the giver decided about publishing"),
                    ("harm", "told of harm after giving feedback"),
                    ("surge", "more feedback than usual on one subject"),
                    (
                        "promise-soon",
                        "results of a survey to be handled within five working days",
                    ),
                    ("promise-late", "results of a survey whose handling is late"),
                    ("team-thanks", "thanks to your team last week"),
                    ("team-criticism", "criticism to your team last week"),
                    ("team-answered", "answered in your team last week"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="role",
            name="kind",
            field=models.CharField(
                choices=[
                    ("worker", "Worker"),
                    ("supervisor", "Supervisor"),
                    ("manager", "Service manager"),
                    ("dispatcher", "Dispatcher"),
                    ("independent", "Independent reader"),
                    ("director", "Director"),
                    ("administrator", "Administrator"),
                    ("researcher", "Researcher"),
                ],
                max_length=20,
                verbose_name="role",
            ),
        ),
        migrations.AlterField(
            model_name="mail",
            name="to",
            field=models.CharField(max_length=254),
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=10)),
                ("began_on", models.DateField()),
                ("done_on", models.DateField(null=True)),
                ("twice_every", models.PositiveSmallIntegerField(default=10)),
                ("sheets", models.PositiveIntegerField(default=0)),
                ("compared", models.PositiveIntegerField(default=0)),
                ("differed", models.PositiveIntegerField(default=0)),
                (
                    "keyed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=kuulluksi.org.models.columns.random_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("code", models.SlugField(max_length=60, verbose_name="identifier")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                (
                    "title",
                    kuulluksi.org.models.columns.TextColumn(
                        default=kuulluksi.pure.text.Text, verbose_name="title"
                    ),
                ),
                ("body", models.JSONField(default=dict)),
                ("hash", models.CharField(blank=True, max_length=64)),
                ("saved_on", models.DateField()),
                ("frozen_on", models.DateField(null=True)),
                ("edits", models.PositiveIntegerField(default=1)),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="kuulluksi.area",
                        verbose_name="area",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="kuulluksi.service",
                        verbose_name="service",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="kuulluksi.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=kuulluksi.org.models.columns.random_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("item", models.CharField(max_length=60)),
                ("wording", models.PositiveSmallIntegerField()),
                ("number", models.IntegerField(null=True)),
                ("choice", models.CharField(blank=True, max_length=60)),
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="kuulluksi.response",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ResponseWords",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=kuulluksi.org.models.columns.random_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("item", models.CharField(max_length=60)),
                ("wording", models.PositiveSmallIntegerField()),
                ("body", models.TextField()),
                ("may_quote", models.BooleanField(default=False)),
                ("erase_on", models.DateField(db_index=True)),
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="kuulluksi.response",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Sheet",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=kuulluksi.org.models.columns.random_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("helped", models.CharField(blank=True, max_length=12)),
                ("answers", models.JSONField(default=dict)),
                ("again", models.JSONField(null=True)),
                ("unclear", models.JSONField(default=list)),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kept_sheets",
                        to="kuulluksi.batch",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Survey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "title",
                    kuulluksi.org.models.columns.TextColumn(
                        default=kuulluksi.pure.text.Text, verbose_name="title"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("clients", "Clients"),
                            ("children", "Children and young people"),
                            ("close", "Persons close to the client"),
                            ("staff", "Staff"),
                        ],
                        default="clients",
                        max_length=10,
                        verbose_name="who is asked",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("held", "Held"),
                            ("cancelled", "Cancelled"),
                            ("moved", "Moved"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "reason",
                    kuulluksi.org.models.columns.TextColumn(
                        blank=True, default=kuulluksi.pure.text.Text, verbose_name="reason"
                    ),
                ),
                ("elsewhere", models.CharField(blank=True, max_length=120, verbose_name="run by")),
                (
                    "elsewhere_answers",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="answers"),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kuulluksi.area",
                        verbose_name="area",
                    ),
                ),
                (
                    "moved_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="kuulluksi.survey",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="in charge",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kuulluksi.service",
                        verbose_name="service",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kuulluksi.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "survey",
            },
        ),
        migrations.CreateModel(
            name="Wave",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                (
                    "title",
                    kuulluksi.org.models.columns.TextColumn(
                        default=kuulluksi.pure.text.Text, verbose_name="title"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Being prepared"),
                            ("open", "Open"),
                            ("closed", "Closed"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("opens_on", models.DateField(verbose_name="opens")),
                ("closes_on", models.DateField(verbose_name="last day for answers")),
                (
                    "keying_days",
                    models.PositiveSmallIntegerField(
                        default=14, verbose_name="days for keying in paper"
                    ),
                ),
                ("closed_on", models.DateField(editable=False, null=True)),
                (
                    "target",
                    models.CharField(
                        choices=[
                            ("units", "Clients of certain units"),
                            ("services", "Clients of certain services"),
                            ("visitors", "All visitors of a period"),
                            ("sample", "A sample from a list"),
                            ("everybody", "Everybody"),
                        ],
                        max_length=10,
                        verbose_name="who is asked",
                    ),
                ),
                (
                    "list_size",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="size of the list"
                    ),
                ),
                (
                    "goal",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="answers hoped for"
                    ),
                ),
                ("modes", models.JSONField(default=list, verbose_name="ways to answer")),
                (
                    "purpose",
                    kuulluksi.org.models.columns.TextColumn(
                        blank=True, default=kuulluksi.pure.text.Text, verbose_name="why we ask"
                    ),
                ),
                (
                    "handler",
                    kuulluksi.org.models.columns.TextColumn(
                        blank=True,
                        default=kuulluksi.pure.text.Text,
                        verbose_name="who handles the results",
                    ),
                ),
                (
                    "handled_until",
                    models.DateField(blank=True, null=True, verbose_name="handled by"),
                ),
                (
                    "staff_hear",
                    kuulluksi.org.models.columns.TextColumn(
                        blank=True,
                        default=kuulluksi.pure.text.Text,
                        verbose_name="how staff hear of the results",
                    ),
                ),
                (
                    "changes_when",
                    kuulluksi.org.models.columns.TextColumn(
                        blank=True,
                        default=kuulluksi.pure.text.Text,
                        verbose_name="when changes may come",
                    ),
                ),
                (
                    "invests",
                    kuulluksi.org.models.columns.TextColumn(
                        blank=True,
                        default=kuulluksi.pure.text.Text,
                        verbose_name="what we are ready to invest",
                    ),
                ),
                (
                    "kept",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Kept"), ("partly", "Kept in part"), ("no", "Not kept")],
                        max_length=10,
                    ),
                ),
                (
                    "kept_words",
                    kuulluksi.org.models.columns.TextColumn(
                        blank=True, default=kuulluksi.pure.text.Text
                    ),
                ),
                ("kept_on", models.DateField(null=True)),
                ("reminded_on", models.DateField(editable=False, null=True)),
                (
                    "invite_when",
                    models.CharField(
                        choices=[
                            ("at-once", "Right after the meeting"),
                            ("later", "Some days later"),
                            ("at-end", "When the client relationship ends"),
                        ],
                        default="at-once",
                        max_length=10,
                        verbose_name="when invitations leave",
                    ),
                ),
                (
                    "invite_days",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="days after the visit"
                    ),
                ),
                (
                    "visit_types",
                    models.JSONField(blank=True, default=list, verbose_name="kinds of visit"),
                ),
                (
                    "min_age",
                    models.PositiveSmallIntegerField(default=15, verbose_name="youngest age"),
                ),
                (
                    "quiet_days",
                    models.PositiveSmallIntegerField(
                        default=90, verbose_name="days between two invitations"
                    ),
                ),
                (
                    "remind_days",
                    models.PositiveSmallIntegerField(
                        default=7, verbose_name="days before a reminder"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waves",
                        to="kuulluksi.document",
                    ),
                ),
                (
                    "handled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="in charge of that",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waves",
                        to="kuulluksi.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "wave",
            },
        ),
        migrations.CreateModel(
            name="FeedImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("rows", models.PositiveIntegerField()),
                ("invited", models.PositiveIntegerField()),
                ("excluded", models.JSONField(default=dict)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "wave",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="imports",
                        to="kuulluksi.wave",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=kuulluksi.org.models.columns.random_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("lookup", models.CharField(max_length=64, unique=True)),
                ("sealed", models.TextField()),
                (
                    "wave",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="kuulluksi.wave",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WaveTarget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("invited", models.PositiveIntegerField(default=0)),
                (
                    "goal",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="answers hoped for"
                    ),
                ),
                ("responses", models.PositiveIntegerField(editable=False, null=True)),
                (
                    "service",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kuulluksi.service",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kuulluksi.unit",
                    ),
                ),
                (
                    "wave",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="kuulluksi.wave",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="response",
            name="target",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kuulluksi.wavetarget",
            ),
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=kuulluksi.org.models.columns.random_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("address", models.CharField(max_length=254)),
                ("language", models.CharField(max_length=2)),
                ("lookup", models.CharField(max_length=64, unique=True)),
                ("send_on", models.DateField()),
                ("sent", models.BooleanField(default=False)),
                ("remind_on", models.DateField(null=True)),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="kuulluksi.wavetarget",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="batch",
            name="target",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kuulluksi.wavetarget",
            ),
        ),
        migrations.CreateModel(
            name="UsedLink",
            fields=[
                (
                    "id",
                    models.BigIntegerField(editable=False, primary_key=True, serialize=False),
                ),
                (
                    "wave",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="kuulluksi.wave",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Ballot",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=kuulluksi.org.models.columns.random_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("language", models.CharField(max_length=10)),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("web", "On the web"),
                            ("paper", "On paper"),
                            ("interview", "In an interview"),
                            ("group", "In a group, on one device"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "helped",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("worker", "A worker"),
                            ("relative", "Somebody close to me"),
                            ("interpreter", "An interpreter"),
                            ("other", "Somebody else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("answers", models.JSONField(default=dict)),
                ("unclear", models.JSONField(default=list)),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kuulluksi.wavetarget",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(fields=("code", "version"), name="document_version"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("area", None), ("service", None)),
                    models.Q(("area", None), ("unit", None)),
                    models.Q(("service", None), ("unit", None)),
                    _connector="OR",
                ),
                name="document_scope",
            ),
        ),
        migrations.AddConstraint(
            model_name="sheet",
            constraint=models.UniqueConstraint(fields=("batch", "number"), name="sheet_number"),
        ),
        migrations.AddIndex(
            model_name="survey",
            index=models.Index(fields=["year", "area"], name="survey_year"),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="survey_days"
            ),
        ),
        migrations.AddIndex(
            model_name="wave",
            index=models.Index(fields=["state", "closes_on"], name="wave_state"),
        ),
        migrations.AddConstraint(
            model_name="wave",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_on__gte", models.F("opens_on"))), name="wave_days"
            ),
        ),
        migrations.AddConstraint(
            model_name="wave",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", False), ("state", "closed")),
                    models.Q(models.Q(("state", "closed"), _negated=True), ("closed_on", None)),
                    _connector="OR",
                ),
                name="wave_closed_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="wavetarget",
            constraint=models.UniqueConstraint(
                condition=models.Q(("unit", None), _negated=True),
                fields=("wave", "unit"),
                name="target_unit_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="wavetarget",
            constraint=models.UniqueConstraint(
                condition=models.Q(("service", None), _negated=True),
                fields=("wave", "service"),
                name="target_service_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="wavetarget",
            constraint=models.UniqueConstraint(
                condition=models.Q(("service", None), ("unit", None)),
                fields=("wave",),
                name="target_all_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="wavetarget",
            constraint=models.CheckConstraint(
                condition=models.Q(("unit", None), ("service", None), _connector="OR"),
                name="target_one_place",
            ),
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(
                condition=models.Q(("sent", False)), fields=["send_on"], name="invitation_waits"
            ),
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(
                condition=models.Q(("remind_on", None), _negated=True),
                fields=["remind_on"],
                name="invitation_reminder",
            ),
        ),
        migrations.RunPython(gather_no_statistics, migrations.RunPython.noop),
    ]
