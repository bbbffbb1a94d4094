"""Statements: sections, parts, and the editions that were signed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import kuulluksi.org.models.columns
import kuulluksi.pure.text


class Migration(migrations.Migration):
    dependencies = [
        ("kuulluksi", "0008_outcomes"),
    ]

    operations = [
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
                    ("figures-imported", "Imported figures that were not counted here"),
                    ("extract-taken", "Took answers past the protected figures"),
                    ("texts-read", "Read own words of a survey"),
                    ("theme-saved", "Saved a theme of own words"),
                    ("themes-settled", "Settled how many texts are about each theme"),
                    ("quoted", "Quoted from own words, or took a quote back"),
                    ("measure-saved", "Saved a measure"),
                    ("cluster-saved", "Put voices together"),
                    ("circle-told", "Told those who spoke what came of it"),
                    ("use-saved", "Saved how results were used"),
                    ("heard-released", "Released the figures of being heard"),
                    ("statement-saved", "Saved a statement"),
                    ("statement-signed", "Signed a statement"),
                    ("erased", "Erased what its time had come for"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="figuresource",
            name="received",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="printedfigure",
            name="instrument",
            field=models.SlugField(blank=True, db_index=False, default="", max_length=60),
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
                    ("promise-soon", "results of a survey to be handled within five working days"),
                    ("promise-late", "results of a survey whose handling is late"),
                    ("measure", "a measure that is yours now"),
                    ("measure-soon", "a measure to be done within five working days"),
                    ("measure-late", "a measure whose day has passed"),
                    ("effect", "the effect of a measure was measured"),
                    ("circle-soon", "those who spoke to be told within five working days"),
                    ("circle-late", "those who spoke have not been told in time"),
                    ("use-open", "to be told: how results were used"),
                    ("use-late", "not told in time: how results were used"),
                    ("statement", "a statement that waits for you"),
                    (
                        "edition",
                        "a statement that you sign has a new edition, without a story",
                    ),
                    ("team-thanks", "thanks to your team last week"),
                    ("team-criticism", "criticism to your team last week"),
                    ("team-answered", "answered in your team last week"),
                ],
                max_length=16,
            ),
        ),
        migrations.CreateModel(
            name="Statement",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("annual", "annual"),
                            ("monitoring", "monitoring"),
                            ("unit", "unit"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "title",
                    kuulluksi.org.models.columns.TextColumn(default=kuulluksi.pure.text.Text),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Being written"),
                            ("review", "Being reviewed"),
                            ("reviewed", "Ready to be signed"),
                            ("signed", "Signed"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("begun_on", models.DateField()),
                (
                    "correction",
                    kuulluksi.org.models.columns.TextColumn(default=kuulluksi.pure.text.Text),
                ),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "handed_in_by",
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
            name="LeftOut",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("note", kuulluksi.org.models.columns.TextColumn(default=kuulluksi.pure.text.Text)),
                (
                    "wave",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="kuulluksi.wave",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="left_out",
                        to="kuulluksi.statement",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Edition",
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
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("first", "The first edition"),
                            ("corrected", "Corrected"),
                            ("story-gone", "A story is no longer told"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "words",
                    kuulluksi.org.models.columns.TextColumn(default=kuulluksi.pure.text.Text),
                ),
                ("written", models.TextField()),
                ("checksum", models.CharField(max_length=64)),
                ("place", models.CharField(max_length=80)),
                ("stories", models.JSONField(default=list)),
                ("audit", models.JSONField(default=dict)),
                ("languages", models.JSONField(default=list)),
                ("signed_on", models.DateField()),
                ("signer", models.CharField(max_length=200)),
                (
                    "authority",
                    kuulluksi.org.models.columns.TextColumn(default=kuulluksi.pure.text.Text),
                ),
                ("made_on", models.DateField()),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="kuulluksi.statement",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StatementPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[("writes", "Writes"), ("reviews", "Reviews"), ("signs", "Signs")],
                        max_length=10,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="kuulluksi.statement",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StatementSection",
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
                ("key", models.SlugField(max_length=60)),
                ("position", models.PositiveSmallIntegerField()),
                ("level", models.PositiveSmallIntegerField(default=1)),
                (
                    "heading",
                    kuulluksi.org.models.columns.TextColumn(default=kuulluksi.pure.text.Text),
                ),
                ("blocks", models.JSONField(default=list)),
                ("edited_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "edited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="kuulluksi.statement",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StatementStep",
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
                ("number", models.PositiveIntegerField()),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("begun", "Begun"),
                            ("handed-in", "Given to be reviewed"),
                            ("returned", "Returned to be written"),
                            ("approved", "Reviewed"),
                            ("signed", "Signed"),
                            ("correcting", "Taken up to be corrected"),
                            ("story-gone", "A story is no longer told"),
                        ],
                        max_length=10,
                    ),
                ),
                ("on", models.DateField()),
                ("words", models.CharField(blank=True, max_length=1000)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="kuulluksi.statement",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(fields=["kind", "ends_on"], name="statement_of_year"),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("area", None), ("service", None)),
                    models.Q(("area", None), ("unit", None)),
                    models.Q(("service", None), ("unit", None)),
                    _connector="OR",
                ),
                name="statement_scope",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="statement_period"
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("area__isnull", True), ("service__isnull", True), ("unit__isnull", True)
                ),
                fields=("kind", "starts_on", "ends_on"),
                name="statement_once_all",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("area__isnull", False), ("service__isnull", True), ("unit__isnull", True)
                ),
                fields=("kind", "starts_on", "ends_on", "area"),
                name="statement_once_area",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("area__isnull", True), ("service__isnull", False), ("unit__isnull", True)
                ),
                fields=("kind", "starts_on", "ends_on", "service"),
                name="statement_once_service",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("area__isnull", True), ("service__isnull", True), ("unit__isnull", False)
                ),
                fields=("kind", "starts_on", "ends_on", "unit"),
                name="statement_once_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="leftout",
            constraint=models.UniqueConstraint(fields=("statement", "wave"), name="left_out_once"),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(
                fields=("statement", "number"), name="edition_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="statementpart",
            constraint=models.UniqueConstraint(
                fields=("statement", "person", "part"), name="statement_part_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="statementsection",
            constraint=models.UniqueConstraint(fields=("statement", "key"), name="section_once"),
        ),
        migrations.AddConstraint(
            model_name="statementsection",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", [1, 2])), name="section_level"
            ),
        ),
        migrations.AddConstraint(
            model_name="statementstep",
            constraint=models.UniqueConstraint(
                fields=("statement", "number"), name="statement_step_number"
            ),
        ),
    ]
