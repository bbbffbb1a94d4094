"""What came of it: measures, effects, how results were used, circles of reply, being heard."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import kuulluksi.org.models.columns
import kuulluksi.pure.text


class Migration(migrations.Migration):
    dependencies = [
        ("kuulluksi", "0007_figures"),
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
                    ("team-thanks", "thanks to your team last week"),
                    ("team-criticism", "criticism to your team last week"),
                    ("team-answered", "answered in your team last week"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="step",
            name="event",
            field=models.CharField(
                choices=[
                    ("given", "Given"),
                    ("held", "Held for review"),
                    ("released", "Found to be from a person"),
                    ("routed", "Routed"),
                    ("read", "Read"),
                    ("moved", "Moved to another reader"),
                    ("noted", "Note to colleagues"),
                    ("talked", "Talked about with the worker"),
                    ("answered", "Answered"),
                    ("added", "The giver added words"),
                    ("helped", "The answer helped"),
                    ("partly", "The answer helped in part"),
                    ("not-helped", "The answer did not help"),
                    ("withdrawn", "Permission to publish withdrawn"),
                    ("closed", "Closed with a reason"),
                    ("discarded", "Found to be from a robot"),
                    ("urgent", "Marked as urgent"),
                    ("calmed", "Found not to be urgent"),
                    ("reminded", "The reader was reminded"),
                    ("escalated", "Late: went one step up"),
                    ("interim", "The giver was told how it is going"),
                    ("handed-on", "No feedback: handed on"),
                    ("as-feedback", "Found to be feedback after all"),
                    ("passed-on", "The thanks were told to the worker"),
                    ("agenda", "Put on the team's agenda"),
                    ("concluded", "The team's conclusion"),
                    ("ask-first", "The giver wants to see the edited text first"),
                    ("edited", "Text edited for publishing"),
                    ("approved", "The giver approved the edited text"),
                    ("refused", "The giver refused the edited text"),
                    ("published", "Published with its answer"),
                    ("taken-down", "Taken down from the public pages"),
                    ("led-to", "Led to a measure"),
                    ("followed", "News of the measure"),
                    ("told", "Told what came of it"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="Cluster",
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
                ("name", models.CharField(max_length=120)),
                ("made_on", models.DateField()),
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
                    "by",
                    models.ForeignKey(
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
            name="Circle",
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
                ("due_on", models.DateField()),
                ("closed_on", models.DateField(null=True)),
                ("reminded_on", models.DateField(null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "wave",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="kuulluksi.wave",
                    ),
                ),
                (
                    "cluster",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="circle",
                        to="kuulluksi.cluster",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ClusterVoice",
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
                    "cluster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="voices",
                        to="kuulluksi.cluster",
                    ),
                ),
                (
                    "voice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="kuulluksi.voice",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HeardRelease",
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
                ("starts_on", models.DateField(unique=True)),
                ("ends_on", models.DateField()),
                ("made_on", models.DateField()),
                ("tree", models.JSONField()),
                ("least", models.PositiveSmallIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="heard_days",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HeardShown",
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
                ("item", models.CharField(max_length=30)),
                ("first", models.IntegerField()),
                ("numbers", models.JSONField(null=True)),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shown",
                        to="kuulluksi.heardrelease",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Measure",
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
                        choices=[("measure", "Measure"), ("trial", "Trial")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("underway", "Under way"),
                            ("done", "Done"),
                            ("not-possible", "Not possible"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "title",
                    kuulluksi.org.models.columns.TextColumn(
                        default=kuulluksi.pure.text.Text, verbose_name="name"
                    ),
                ),
                (
                    "said",
                    kuulluksi.org.models.columns.TextColumn(
                        default=kuulluksi.pure.text.Text, verbose_name="you said"
                    ),
                ),
                (
                    "did",
                    kuulluksi.org.models.columns.TextColumn(
                        default=kuulluksi.pure.text.Text, verbose_name="we do"
                    ),
                ),
                (
                    "reason",
                    kuulluksi.org.models.columns.TextColumn(
                        default=kuulluksi.pure.text.Text, verbose_name="not possible, because"
                    ),
                ),
                ("made_on", models.DateField()),
                ("due_on", models.DateField(verbose_name="done by")),
                ("begun_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                (
                    "euros",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="costs, euros"),
                ),
                (
                    "work_days",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="costs, working days"
                    ),
                ),
                ("published_on", models.DateField(null=True)),
                (
                    "trial_from",
                    models.DateField(blank=True, null=True, verbose_name="first day of the trial"),
                ),
                (
                    "trial_until",
                    models.DateField(blank=True, null=True, verbose_name="last day of the trial"),
                ),
                (
                    "conclusion",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("kept", "It stays"),
                            ("changed", "It goes on in a changed form"),
                            ("ended", "It does not go on"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "concluded",
                    kuulluksi.org.models.columns.TextColumn(
                        default=kuulluksi.pure.text.Text, verbose_name="what we learnt"
                    ),
                ),
                ("verdicts", models.JSONField(null=True)),
                ("reminded_on", models.DateField(null=True)),
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
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who answers for it",
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
            options={
                "verbose_name": "measure",
            },
        ),
        migrations.CreateModel(
            name="MeasureFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("place", models.CharField(max_length=80)),
                ("item", models.CharField(max_length=130)),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="kuulluksi.measure",
                    ),
                ),
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
            name="MeasureStep",
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
                            ("made", "Made"),
                            ("edited", "Edited"),
                            ("handed", "Given to another owner"),
                            ("put-off", "The day was changed"),
                            ("begun", "Begun"),
                            ("done", "Done"),
                            ("refused", "Found not to be possible"),
                            ("taken-up", "Taken up again"),
                            ("concluded", "The conclusion of the trial"),
                            ("linked", "What it stems from was added"),
                            ("named", "What should change was named"),
                            ("dropped", "What should change was taken away"),
                            ("published", "Shown to the public"),
                            ("withdrawn", "Taken off the public pages"),
                            ("measured", "The effect was measured"),
                        ],
                        max_length=10,
                    ),
                ),
                ("on", models.DateField()),
                ("words", models.CharField(blank=True, max_length=500)),
                (
                    "to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "measure",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="kuulluksi.measure",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MeasureVoice",
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
                ("linked_on", models.DateField()),
                (
                    "better",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Yes, it is better now"),
                            ("partly", "In part"),
                            ("no", "No, nothing has changed"),
                            ("worse", "It is worse now"),
                        ],
                        max_length=10,
                    ),
                ),
                ("judged_on", models.DateField(null=True)),
                ("counted", models.BooleanField(default=False)),
                ("forms", models.JSONField(default=list)),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="voices",
                        to="kuulluksi.measure",
                    ),
                ),
                (
                    "voice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="kuulluksi.voice",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Target",
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
                ("upwards", models.BooleanField(default=True)),
                ("named_on", models.DateField()),
                (
                    "before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kuulluksi.wave",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="kuulluksi.measure",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Effect",
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
                ("measured_on", models.DateField()),
                ("first", models.IntegerField()),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
                ("others", models.JSONField(default=list)),
                ("others_before", models.JSONField(null=True)),
                ("others_after", models.JSONField(null=True)),
                ("refused", models.CharField(blank=True, max_length=20)),
                ("cautions", models.JSONField(default=list)),
                (
                    "wave",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kuulluksi.wave",
                    ),
                ),
                (
                    "target",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="effect",
                        to="kuulluksi.target",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Told",
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
                    "channel",
                    models.CharField(
                        choices=[
                            ("journey", "In the journey of each feedback"),
                            ("wall", "On the wall of the waiting room"),
                            ("pages", "On public web pages"),
                            ("letter", "By letter or e-mail"),
                            ("text", "By text message"),
                            ("meeting", "At a meeting with clients"),
                            ("workers", "By the workers, face to face"),
                        ],
                        max_length=10,
                    ),
                ),
                ("on", models.DateField()),
                (
                    "words",
                    kuulluksi.org.models.columns.TextColumn(default=kuulluksi.pure.text.Text),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "circle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="told",
                        to="kuulluksi.circle",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TrialComment",
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
                    "who",
                    models.CharField(
                        choices=[
                            ("clients", "Clients"),
                            ("close", "People close to clients"),
                            ("staff", "Staff"),
                            ("experts", "Experts by experience"),
                            ("partners", "Partners"),
                            ("leaders", "Management"),
                        ],
                        max_length=10,
                        verbose_name="who said it",
                    ),
                ),
                ("words", models.TextField(verbose_name="what was said")),
                ("written_on", models.DateField()),
                ("erase_on", models.DateField(db_index=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="kuulluksi.measure",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TrialGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "who",
                    models.CharField(
                        choices=[
                            ("clients", "Clients"),
                            ("close", "People close to clients"),
                            ("staff", "Staff"),
                            ("experts", "Experts by experience"),
                            ("partners", "Partners"),
                            ("leaders", "Management"),
                        ],
                        max_length=10,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="groups",
                        to="kuulluksi.measure",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UseReport",
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
                ("answered_on", models.DateField(null=True)),
                ("practices", models.JSONField(default=dict)),
                ("why_none", models.TextField(blank=True)),
                ("reminded_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kuulluksi.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Talk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "results",
                    models.CharField(
                        choices=[
                            ("survey", "Results of a survey"),
                            ("feedback", "Feedback to the unit"),
                            ("complaints", "Complaints and decisions on them"),
                            ("pulse", "What the staff answered"),
                            ("panel", "What a client panel said"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "where",
                    models.CharField(
                        choices=[
                            ("team", "Team meeting"),
                            ("day", "Development day"),
                            ("clients", "Evening or meeting with clients"),
                            ("panel", "Client panel"),
                            ("leaders", "Meeting of the management"),
                            ("other", "Elsewhere"),
                        ],
                        max_length=10,
                    ),
                ),
                ("who", models.JSONField(default=list)),
                ("on", models.DateField()),
                ("followed", models.TextField(blank=True)),
                (
                    "measure",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="kuulluksi.measure",
                    ),
                ),
                (
                    "wave",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kuulluksi.wave",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="talks",
                        to="kuulluksi.usereport",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UseRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(unique=True)),
                ("opened_on", models.DateField()),
                ("due_on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="usereport",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reports",
                to="kuulluksi.useround",
            ),
        ),
        migrations.AddConstraint(
            model_name="cluster",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("area", None), ("service", None)),
                    models.Q(("area", None), ("unit", None)),
                    models.Q(("service", None), ("unit", None)),
                    _connector="OR",
                ),
                name="cluster_scope",
            ),
        ),
        migrations.AddIndex(
            model_name="circle",
            index=models.Index(
                condition=models.Q(("closed_on", None)), fields=["due_on"], name="circle_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="circle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cluster__isnull", False), ("wave", None)),
                    models.Q(("cluster", None), ("wave__isnull", False)),
                    _connector="OR",
                ),
                name="circle_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="clustervoice",
            constraint=models.UniqueConstraint(
                fields=("cluster", "voice"), name="cluster_voice_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="heardshown",
            constraint=models.UniqueConstraint(
                fields=("release", "place", "item"), name="heard_once"
            ),
        ),
        migrations.AddIndex(
            model_name="measure",
            index=models.Index(fields=["owner", "state", "due_on"], name="measure_of_owner"),
        ),
        migrations.AddIndex(
            model_name="measure",
            index=models.Index(fields=["published_on"], name="measure_public"),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("area", None), ("service", None)),
                    models.Q(("area", None), ("unit", None)),
                    models.Q(("service", None), ("unit", None)),
                    _connector="OR",
                ),
                name="measure_scope",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "measure"), ("trial_from", None), ("trial_until", None)),
                    models.Q(("kind", "trial"), ("trial_until__gte", models.F("trial_from"))),
                    _connector="OR",
                ),
                name="measure_trial_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on__isnull", False), ("state__in", ["done", "not-possible"])),
                    models.Q(("ended_on", None), ("state__in", ["planned", "underway"])),
                    _connector="OR",
                ),
                name="measure_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="measurefigure",
            constraint=models.UniqueConstraint(
                fields=("measure", "wave", "place", "item"), name="measure_figure_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="measurefigure",
            constraint=models.UniqueConstraint(
                condition=models.Q(("wave", None)),
                fields=("measure", "year", "place", "item"),
                name="measure_figure_instant_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="measurestep",
            constraint=models.UniqueConstraint(
                fields=("measure", "number"), name="measure_step_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="measurevoice",
            constraint=models.UniqueConstraint(
                fields=("measure", "voice"), name="measure_voice_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(
                fields=("measure", "place", "item"), name="target_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="trialgroup",
            constraint=models.UniqueConstraint(fields=("measure", "who"), name="trial_group_once"),
        ),
        migrations.AddConstraint(
            model_name="useround",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("opened_on"))), name="use_round_days"
            ),
        ),
        migrations.AddConstraint(
            model_name="usereport",
            constraint=models.UniqueConstraint(fields=("round", "unit"), name="use_report_once"),
        ),
    ]
