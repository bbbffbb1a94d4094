"""The first tables of the house."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import kuulluksi.org.models.columns
import kuulluksi.pure.text


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Authority",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    kuulluksi.org.models.columns.TextColumn(
                        default=kuulluksi.pure.text.Text, verbose_name="name"
                    ),
                ),
                (
                    "answer_days",
                    models.PositiveSmallIntegerField(
                        default=7, verbose_name="working days to answer"
                    ),
                ),
                (
                    "day_budget",
                    models.PositiveSmallIntegerField(
                        default=200, verbose_name="voices a day before review"
                    ),
                ),
                (
                    "emergency_phone",
                    models.CharField(default="112", max_length=30, verbose_name="emergency number"),
                ),
                (
                    "crisis_phone",
                    models.CharField(
                        default="09 2525 0111", max_length=30, verbose_name="crisis line"
                    ),
                ),
                (
                    "reading_phone",
                    models.CharField(
                        blank=True, max_length=30, verbose_name="phone for hearing an answer"
                    ),
                ),
                (
                    "reading_hours",
                    kuulluksi.org.models.columns.TextColumn(
                        blank=True,
                        default=kuulluksi.pure.text.Text,
                        verbose_name="hours of that phone",
                    ),
                ),
                (
                    "contact_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="contact for these pages"
                    ),
                ),
            ],
            options={
                "verbose_name": "authority",
            },
        ),
        migrations.CreateModel(
            name="DailyCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(unique=True)),
                ("open_voices", models.PositiveIntegerField()),
                ("rerouted", models.PositiveIntegerField()),
                ("findings", models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name="Voice",
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
                ("given_on", models.DateField(verbose_name="given on")),
                ("language", models.CharField(max_length=2, verbose_name="language")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "web form"),
                            ("poster", "QR poster"),
                            ("site", "link on a web page"),
                        ],
                        max_length=10,
                        verbose_name="channel",
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("unit", "A place"),
                            ("service", "A service"),
                            ("authority", "The whole wellbeing services county"),
                            ("web", "The web pages"),
                            ("unknown", "I do not know"),
                        ],
                        max_length=10,
                        verbose_name="concerns",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("held", "Held for review"),
                            ("waiting", "Waiting for its reader"),
                            ("read", "Read, waiting for an answer"),
                            ("answered", "Answered, the giver's turn"),
                            ("closed", "Closed"),
                        ],
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "hold_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("too-fast", "sent within seconds of opening the form"),
                            ("honeypot", "a field that people do not see was filled in"),
                            ("budget", "more voices than usual for one day"),
                        ],
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "owner_title",
                    kuulluksi.org.models.columns.TextColumn(default=kuulluksi.pure.text.Text),
                ),
                ("concerns_handler", models.BooleanField(default=False)),
                ("due_on", models.DateField(null=True, verbose_name="answer due")),
                ("answered_on", models.DateField(null=True, verbose_name="answered on")),
                ("closed_on", models.DateField(null=True, verbose_name="closed on")),
                (
                    "publicity",
                    models.CharField(
                        choices=[
                            ("handler", "Only whoever handles it reads it"),
                            ("allowed", "May be published with the answer"),
                            ("withdrawn", "Permission withdrawn"),
                        ],
                        default="handler",
                        max_length=10,
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")],
                        max_length=10,
                    ),
                ),
                ("receipt_key", models.CharField(max_length=16)),
                ("receipt_hash", models.CharField(max_length=64, unique=True)),
                ("erase_on", models.DateField()),
                ("words_due", models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name="FeedbackTopic",
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
                    "topic",
                    models.CharField(
                        choices=[
                            ("treatment", "How I was treated"),
                            ("guidance", "Guidance, advice or information"),
                            ("applying", "Applying for a service"),
                            ("speed", "How fast the service was"),
                            ("quality", "The quality of the service or how it was given"),
                            ("taking-part", "Taking part in planning the service"),
                            ("other", "Something else"),
                        ],
                        max_length=16,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MeterAnswer",
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
                ("item", models.CharField(max_length=40)),
                ("value", models.PositiveSmallIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    kuulluksi.org.models.columns.TextColumn(
                        default=kuulluksi.pure.text.Text, verbose_name="name"
                    ),
                ),
                ("sort_fi", models.CharField(editable=False, max_length=400)),
                ("sort_sv", models.CharField(editable=False, max_length=400)),
                ("sort_en", models.CharField(editable=False, max_length=400)),
                ("words", models.TextField(editable=False)),
                ("valid_from", models.DateField(verbose_name="in force from")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="in force until"),
                ),
                ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
            ],
            options={
                "verbose_name": "service",
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    kuulluksi.org.models.columns.TextColumn(
                        default=kuulluksi.pure.text.Text, verbose_name="name"
                    ),
                ),
                ("sort_fi", models.CharField(editable=False, max_length=400)),
                ("sort_sv", models.CharField(editable=False, max_length=400)),
                ("sort_en", models.CharField(editable=False, max_length=400)),
                ("words", models.TextField(editable=False)),
                ("valid_from", models.DateField(verbose_name="in force from")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="in force until"),
                ),
                ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                (
                    "outside_id",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        max_length=80,
                        verbose_name="identifier in the source register",
                    ),
                ),
                (
                    "street",
                    kuulluksi.org.models.columns.TextColumn(
                        blank=True, default=kuulluksi.pure.text.Text, verbose_name="street address"
                    ),
                ),
                (
                    "postal_code",
                    models.CharField(blank=True, max_length=10, verbose_name="postal code"),
                ),
                (
                    "city",
                    kuulluksi.org.models.columns.TextColumn(
                        blank=True, default=kuulluksi.pure.text.Text, verbose_name="town"
                    ),
                ),
                ("latitude", models.FloatField(blank=True, null=True, verbose_name="latitude")),
                ("longitude", models.FloatField(blank=True, null=True, verbose_name="longitude")),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "contact_name",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="supervisor's name in public"
                    ),
                ),
                (
                    "contact_phone",
                    models.CharField(blank=True, max_length=60, verbose_name="supervisor's phone"),
                ),
                (
                    "contact_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="supervisor's e-mail"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offices",
                        to="kuulluksi.unit",
                        verbose_name="parent unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "unit",
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "Finnish"), ("sv", "Swedish"), ("en", "English")],
                        default="fi",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="works here")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left on")),
                ("email_since", models.DateField(editable=False, null=True)),
                ("wrong_passwords", models.PositiveIntegerField(default=0, editable=False)),
                ("wait_until", models.DateTimeField(editable=False, null=True)),
                (
                    "superior",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="superior",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
            },
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "absence",
            },
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    kuulluksi.org.models.columns.TextColumn(
                        default=kuulluksi.pure.text.Text, verbose_name="name"
                    ),
                ),
                ("sort_fi", models.CharField(editable=False, max_length=400)),
                ("sort_sv", models.CharField(editable=False, max_length=400)),
                ("sort_en", models.CharField(editable=False, max_length=400)),
                ("words", models.TextField(editable=False)),
                ("valid_from", models.DateField(verbose_name="in force from")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="in force until"),
                ),
                ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
            ],
            options={
                "verbose_name": "area",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="area_validity",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditEntry",
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
                ("on", models.DateField(verbose_name="day")),
                (
                    "what",
                    models.CharField(
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
                            ("voice-read", "Read a voice"),
                            ("erased", "Erased what its time had come for"),
                        ],
                        max_length=20,
                    ),
                ),
                ("subject", models.CharField(max_length=80)),
                ("detail", models.JSONField(default=dict)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Feedback",
            fields=[
                (
                    "voice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="kuulluksi.voice",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("criticism", "Criticism"),
                            ("thanks", "Thanks"),
                            ("idea", "Idea"),
                            ("question", "Question"),
                            ("opinion", "Other opinion"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "hope",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("answer", "An answer"),
                            ("talk", "A talk together"),
                            ("another-worker", "Another worker"),
                            ("heard", "It is enough to be heard"),
                        ],
                        max_length=16,
                        verbose_name="hope",
                    ),
                ),
                (
                    "speaker",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("client", "Client"),
                            ("close", "Family member or friend"),
                            ("association", "Association"),
                            ("resident", "Resident"),
                        ],
                        max_length=12,
                        verbose_name="who speaks",
                    ),
                ),
                (
                    "concerns",
                    models.CharField(
                        choices=[
                            ("nobody", "No"),
                            ("worker", "A worker whom I meet"),
                            ("handler", "The supervisor of this place"),
                        ],
                        default="nobody",
                        max_length=10,
                        verbose_name="concerns a person",
                    ),
                ),
                (
                    "may_discuss",
                    models.BooleanField(
                        default=False, verbose_name="may be talked about with that person"
                    ),
                ),
                ("page", models.URLField(blank=True, max_length=500)),
            ],
        ),
        migrations.CreateModel(
            name="VoiceWords",
            fields=[
                (
                    "voice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="kuulluksi.voice",
                    ),
                ),
                ("lemmas", models.TextField()),
            ],
        ),
        migrations.AddField(
            model_name="voice",
            name="area",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kuulluksi.area",
            ),
        ),
        migrations.AddField(
            model_name="voice",
            name="owner",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.CreateModel(
            name="Contact",
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
                ("name", models.CharField(blank=True, max_length=120)),
                ("address", models.CharField(max_length=200)),
                ("erase_on", models.DateField()),
                (
                    "voice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contact",
                        to="kuulluksi.voice",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Hidden",
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "voice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hidden",
                        to="kuulluksi.voice",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Mail",
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
                ("queued_on", models.DateField()),
                ("sent_on", models.DateField(null=True)),
                ("to", models.EmailField(max_length=254)),
                ("language", models.CharField(max_length=2)),
                ("letter", models.CharField(max_length=40)),
                ("facts", models.JSONField(default=dict)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("sent_on", None)),
                        fields=["queued_on"],
                        name="mail_waiting",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Passage",
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
                ("body", models.TextField()),
                ("erase_on", models.DateField()),
                (
                    "voice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="kuulluksi.voice",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="voice",
            name="service",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kuulluksi.service",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="area",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="services",
                to="kuulluksi.area",
                verbose_name="area",
            ),
        ),
        migrations.CreateModel(
            name="StandardAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("criticism", "Criticism"),
                            ("thanks", "Thanks"),
                            ("idea", "Idea"),
                            ("question", "Question"),
                            ("opinion", "Other opinion"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("treatment", "How I was treated"),
                            ("guidance", "Guidance, advice or information"),
                            ("applying", "Applying for a service"),
                            ("speed", "How fast the service was"),
                            ("quality", "The quality of the service or how it was given"),
                            ("taking-part", "Taking part in planning the service"),
                            ("other", "Something else"),
                        ],
                        max_length=16,
                        verbose_name="topic",
                    ),
                ),
                (
                    "opening",
                    kuulluksi.org.models.columns.TextColumn(
                        default=kuulluksi.pure.text.Text, verbose_name="opening"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "topic"), name="opening_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
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
                        ],
                        max_length=12,
                    ),
                ),
                ("on", models.DateField()),
                (
                    "title",
                    kuulluksi.org.models.columns.TextColumn(default=kuulluksi.pure.text.Text),
                ),
                ("detail", models.CharField(blank=True, max_length=20)),
                ("token", models.CharField(blank=True, max_length=64)),
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
                    "voice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="kuulluksi.voice",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="voice",
            name="unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kuulluksi.unit",
            ),
        ),
        migrations.AddField(
            model_name="unit",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="units",
                to="kuulluksi.service",
                verbose_name="service",
            ),
        ),
        migrations.CreateModel(
            name="RoutingRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(unique=True, verbose_name="order")),
                (
                    "about",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unit", "A place"),
                            ("service", "A service"),
                            ("authority", "The whole wellbeing services county"),
                            ("web", "The web pages"),
                            ("unknown", "I do not know"),
                        ],
                        max_length=10,
                        verbose_name="concerns",
                    ),
                ),
                ("kind", models.CharField(blank=True, max_length=20, verbose_name="kind")),
                ("topic", models.CharField(blank=True, max_length=20, verbose_name="topic")),
                ("language", models.CharField(blank=True, max_length=2, verbose_name="language")),
                (
                    "title",
                    kuulluksi.org.models.columns.TextColumn(
                        default=kuulluksi.pure.text.Text, verbose_name="title for the public"
                    ),
                ),
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
                    "deputy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="deputy",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="goes to",
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
                "verbose_name": "routing rule",
            },
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="in force from")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="in force until"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("worker", "Worker"),
                            ("supervisor", "Supervisor"),
                            ("manager", "Service manager"),
                            ("dispatcher", "Dispatcher"),
                            ("independent", "Independent reader"),
                            ("director", "Director"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roles",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
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
                "verbose_name": "role",
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="in force from")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="in force until"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("answers", "Answers for the feedback of a place"),
                            ("dispatches", "Finds a reader for what names no place"),
                            ("independent", "Reads what concerns the dispatcher"),
                        ],
                        default="answers",
                        max_length=20,
                        verbose_name="duty",
                    ),
                ),
                (
                    "title",
                    kuulluksi.org.models.columns.TextColumn(
                        default=kuulluksi.pure.text.Text, verbose_name="title for the public"
                    ),
                ),
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
                    "deputy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="deputies",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="deputy",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
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
                "verbose_name": "duty",
            },
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"), name="person_email"
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="absence_days"
            ),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["on", "id"], name="audit_day"),
        ),
        migrations.AddField(
            model_name="meteranswer",
            name="feedback",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="answers",
                to="kuulluksi.feedback",
            ),
        ),
        migrations.AddField(
            model_name="feedbacktopic",
            name="feedback",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="topics",
                to="kuulluksi.feedback",
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["erase_on"], name="contact_erase"),
        ),
        migrations.AddConstraint(
            model_name="hidden",
            constraint=models.UniqueConstraint(fields=("person", "voice"), name="hidden_once"),
        ),
        migrations.AddIndex(
            model_name="passage",
            index=models.Index(fields=["erase_on"], name="passage_erase"),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.UniqueConstraint(fields=("voice", "number"), name="passage_number"),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until", None),
                    ("valid_until__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="service_validity",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(fields=("voice", "number"), name="step_number"),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(
                condition=models.Q(("token", ""), _negated=True),
                fields=("voice", "token"),
                name="step_token",
            ),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(fields=["owner", "state", "due_on", "id"], name="voice_mine"),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(fields=["unit", "state", "due_on", "id"], name="voice_unit"),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(fields=["state", "due_on", "id"], name="voice_all"),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(fields=["unit", "given_on"], name="voice_day"),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(
                condition=models.Q(("words_due", True)), fields=["id"], name="voice_words_due"
            ),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(fields=["erase_on"], name="voice_erase"),
        ),
        migrations.AddConstraint(
            model_name="voice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("about", "unit"), ("unit__isnull", False)),
                    models.Q(("about", "service"), ("service__isnull", False), ("unit", None)),
                    ("about__in", ["authority", "web", "unknown"]),
                    _connector="OR",
                ),
                name="voice_about_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="voice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("waiting", "read")), _negated=True),
                    ("due_on__isnull", False),
                    _connector="OR",
                ),
                name="voice_due_while_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until", None),
                    ("valid_until__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="unit_validity",
            ),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until", None),
                    ("valid_until__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="role_validity",
            ),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("area", None), ("service", None)),
                    models.Q(("area", None), ("unit", None)),
                    models.Q(("service", None), ("unit", None)),
                    _connector="OR",
                ),
                name="role_scope",
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until", None),
                    ("valid_until__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="duty_validity",
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("area", None), ("service", None)),
                    models.Q(("area", None), ("unit", None)),
                    models.Q(("service", None), ("unit", None)),
                    _connector="OR",
                ),
                name="duty_scope",
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("area", None),
                        ("kind", "answers"),
                        ("service", None),
                        ("unit__isnull", False),
                    ),
                    models.Q(
                        ("area", None),
                        ("kind", "answers"),
                        ("service__isnull", False),
                        ("unit", None),
                    ),
                    models.Q(
                        ("area__isnull", False),
                        ("kind", "answers"),
                        ("service", None),
                        ("unit", None),
                    ),
                    models.Q(
                        models.Q(("kind", "answers"), _negated=True),
                        ("area", None),
                        ("service", None),
                        ("unit", None),
                    ),
                    _connector="OR",
                ),
                name="duty_scope_by_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="meteranswer",
            constraint=models.UniqueConstraint(fields=("feedback", "item"), name="meter_item_once"),
        ),
        migrations.AddConstraint(
            model_name="meteranswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("value", None), ("value__range", (1, 5)), _connector="OR"),
                name="meter_value",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedbacktopic",
            constraint=models.UniqueConstraint(
                fields=("feedback", "topic"), name="feedback_topic_once"
            ),
        ),
    ]
