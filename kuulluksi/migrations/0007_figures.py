"""Figures: releases and what they show, printed figures, themes and quotes, the log of extracts."""

from importlib import import_module

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import kuulluksi.org.models.columns
import kuulluksi.pure.text

earlier = import_module("kuulluksi.migrations.0004_lists_and_revision")
# The new promises of the authority renew its revision like the older ones.
TABLES = earlier.TABLES | {
    "authority": f"{earlier.TABLES['authority']}, least_answers, least_compared, release_months"
}


def rest(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """SQLite makes the table of the authority anew, which its triggers would hinder."""
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER revise_authority ON kuulluksi_authority")
    else:
        earlier.backwards(_apps, editor)


def revise_again(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        columns = TABLES["authority"]
        editor.execute(earlier.POSTGRESQL_EACH.format(table="authority", columns=columns))
        return
    for table, columns in TABLES.items():
        for event in ("INSERT", "UPDATE", "DELETE"):
            only = columns if event == "UPDATE" else ""
            each = earlier.SQLITE_EACH.format(table=table, event=event, columns=only)
            editor.execute(each)


class Migration(migrations.Migration):
    dependencies = [
        ("kuulluksi", "0006_no_statistics_of_words"),
    ]

    operations = [
        migrations.RunPython(rest, migrations.RunPython.noop),
        migrations.CreateModel(
            name="FigureSource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=60, unique=True)),
                (
                    "title",
                    kuulluksi.org.models.columns.TextColumn(default=kuulluksi.pure.text.Text),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("own", "Our own, from earlier years"),
                            ("elsewhere", "Other authorities"),
                            ("national", "National statistics"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "citation",
                    kuulluksi.org.models.columns.TextColumn(default=kuulluksi.pure.text.Text),
                ),
                ("imported_on", models.DateField()),
                ("apart", models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("document", models.SlugField(max_length=60)),
                ("item", models.CharField(max_length=60)),
                ("name", kuulluksi.org.models.columns.TextColumn(default=kuulluksi.pure.text.Text)),
                ("meaning", models.TextField(blank=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("in_use", models.BooleanField(default=True)),
            ],
        ),
        migrations.AddField(
            model_name="authority",
            name="least_answers",
            field=models.PositiveSmallIntegerField(
                default=5,
                validators=[django.core.validators.MinValueValidator(5)],
                verbose_name="answers before a figure is shown",
            ),
        ),
        migrations.AddField(
            model_name="authority",
            name="least_compared",
            field=models.PositiveSmallIntegerField(
                default=30,
                validators=[django.core.validators.MinValueValidator(10)],
                verbose_name="answers before figures are compared",
            ),
        ),
        migrations.AddField(
            model_name="authority",
            name="release_months",
            field=models.PositiveSmallIntegerField(
                default=1,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(12),
                ],
                verbose_name="months between two releases",
            ),
        ),
        migrations.CreateModel(
            name="ClientNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.CharField(max_length=80)),
                ("variable", models.CharField(blank=True, max_length=60)),
                ("group", models.CharField(blank=True, max_length=60)),
                ("year", models.PositiveSmallIntegerField()),
                ("clients", models.PositiveIntegerField()),
                ("note", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place", "variable", "group", "year"), name="clients_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Release",
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
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("made_on", models.DateField()),
                ("final", models.BooleanField(default=False)),
                ("tree", models.JSONField()),
                ("least", models.PositiveSmallIntegerField()),
                ("rows_gone_on", models.DateField(null=True)),
                (
                    "wave",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kuulluksi.wave",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Shown",
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
                ("place", models.CharField(max_length=80)),
                ("item", models.CharField(max_length=130)),
                ("wording", models.PositiveSmallIntegerField()),
                ("variable", models.CharField(blank=True, max_length=60)),
                ("first", models.IntegerField()),
                ("groups", models.JSONField(default=list)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("numbers", models.JSONField(null=True)),
                (
                    "release",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shown",
                        to="kuulluksi.release",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Tally",
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
                ("place", models.CharField(max_length=80)),
                ("item", models.CharField(max_length=130)),
                ("wording", models.PositiveSmallIntegerField()),
                ("variable", models.CharField(blank=True, max_length=60)),
                ("first", models.IntegerField()),
                ("group", models.CharField(blank=True, max_length=60)),
                ("numbers", models.JSONField()),
                ("skipped", models.PositiveIntegerField(default=0)),
                (
                    "release",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tallies",
                        to="kuulluksi.release",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Quote",
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
                ("place", models.CharField(max_length=80)),
                ("language", models.CharField(max_length=10)),
                ("body", models.JSONField()),
                ("erase_on", models.DateField(db_index=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "wave",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="kuulluksi.wave",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="kuulluksi.theme",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Coding",
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
                    "coder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "words",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="kuulluksi.responsewords",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kuulluksi.theme",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ThemeCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("item", models.CharField(max_length=60)),
                ("place", models.CharField(max_length=80)),
                ("number", models.PositiveIntegerField()),
                ("settled_on", models.DateField()),
                (
                    "theme",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kuulluksi.theme",
                    ),
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
            name="Extract",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("rows", "Research extract: answers row by row"),
                            ("filter", "Own selection"),
                            ("base", "Looked at the answers behind a figure"),
                            ("national", "Rows for the national collection"),
                        ],
                        max_length=10,
                    ),
                ),
                ("what", models.JSONField()),
                ("permit", models.CharField(max_length=200)),
                ("rows", models.PositiveIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["on"], name="extract_day")],
            },
        ),
        migrations.CreateModel(
            name="PrintedFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("table", models.CharField(blank=True, max_length=60)),
                ("place", models.CharField(max_length=160)),
                ("group", models.CharField(blank=True, max_length=120)),
                ("item", models.CharField(max_length=300)),
                ("place_key", models.CharField(blank=True, max_length=80)),
                ("item_key", models.CharField(blank=True, max_length=130)),
                ("instant", models.BooleanField(default=False)),
                ("region", models.CharField(blank=True, max_length=20)),
                ("from_year", models.PositiveSmallIntegerField()),
                ("to_year", models.PositiveSmallIntegerField()),
                (
                    "statistic",
                    models.CharField(
                        choices=[
                            ("count", "number"),
                            ("percent", "per cent"),
                            ("mean", "mean"),
                            ("nps", "recommendation (NPS)"),
                        ],
                        max_length=10,
                    ),
                ),
                ("value", models.DecimalField(decimal_places=4, max_digits=14)),
                ("scale_min", models.SmallIntegerField(null=True)),
                ("scale_max", models.SmallIntegerField(null=True)),
                ("n", models.PositiveIntegerField(null=True)),
                ("note", models.TextField(blank=True)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="kuulluksi.figuresource",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["item_key", "place_key"], name="printed_beside")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "source",
                            "table",
                            "place",
                            "group",
                            "item",
                            "from_year",
                            "to_year",
                            "statistic",
                            "region",
                            "instant",
                        ),
                        name="printed_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("to_year__gte", models.F("from_year"))),
                        name="printed_years",
                    ),
                ],
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
                    ("figures-imported", "Imported figures that were not counted here"),
                    ("extract-taken", "Took answers past the protected figures"),
                    ("texts-read", "Read own words of a survey"),
                    ("theme-saved", "Saved a theme of own words"),
                    ("themes-settled", "Settled how many texts are about each theme"),
                    ("quoted", "Quoted from own words, or took a quote back"),
                    ("erased", "Erased what its time had come for"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddIndex(
            model_name="release",
            index=models.Index(fields=["wave", "made_on"], name="release_wave"),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="release_days"
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(
                condition=models.Q(("final", True), ("wave__isnull", False)),
                fields=("wave",),
                name="release_final",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(
                condition=models.Q(("wave", None)),
                fields=("starts_on", "ends_on"),
                name="release_instant_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="shown",
            constraint=models.UniqueConstraint(
                fields=("release", "variable", "place", "item", "wording", "position"),
                name="shown_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.UniqueConstraint(
                fields=("release", "variable", "place", "item", "wording", "group"),
                name="tally_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="coding",
            constraint=models.UniqueConstraint(
                fields=("words", "coder", "theme"), name="coding_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="coding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("theme", None)),
                fields=("words", "coder"),
                name="coding_none_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="coding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("coder", None)),
                fields=("words", "theme"),
                name="coding_settled_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="coding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("coder", None), ("theme", None)),
                fields=("words",),
                name="coding_settled_none_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="themecount",
            constraint=models.UniqueConstraint(
                fields=("wave", "item", "place", "theme"), name="theme_count_once"
            ),
        ),
        migrations.RunPython(revise_again, migrations.RunPython.noop),
    ]
