"""Clocks that remind, thanks that travel, publishing, harm, wishes, surges."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import kuulluksi.org.models.columns
import kuulluksi.pure.text
from kuulluksi.pure.clocks import first_mark


def start_clocks(apps, _editor):
    """Voices given before this get their clock: it began when they were given, and what is open is
    reminded of like the rest."""
    voices = apps.get_model("kuulluksi", "Voice")
    voices.objects.update(began_on=models.F("given_on"))
    for voice in voices.objects.filter(state__in=["held", "waiting", "read"], due_on__isnull=False):
        voice.next_mark, voice.next_mark_on = first_mark(voice.began_on, voice.due_on)
        voice.save(update_fields=["next_mark", "next_mark_on"])


def close_to_workers(apps, _editor):
    """What concerns a worker who may not be told stays closed to workers who are on duty."""
    secret = apps.get_model("kuulluksi", "Feedback").objects.filter(
        concerns="worker", may_discuss=False
    )
    voices = apps.get_model("kuulluksi", "Voice").objects
    voices.filter(pk__in=secret.values("voice")).update(beyond_workers=True)


class Migration(migrations.Migration):
    dependencies = [
        ("kuulluksi", "0002_word_search"),
    ]

    operations = [
        migrations.CreateModel(
            name="EarlierClock",
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
                ("began_on", models.DateField()),
                ("due_on", models.DateField()),
                ("stopped_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="HarmReport",
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
                ("told_on", models.DateField()),
                ("harmed", models.BooleanField()),
                ("words", models.TextField(blank=True)),
                ("due_on", models.DateField(null=True)),
                ("reminded_on", models.DateField(null=True)),
                ("reply", models.TextField(blank=True)),
                ("replied_on", models.DateField(null=True)),
                ("erase_on", models.DateField()),
                ("token", models.CharField(max_length=64, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
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
                    "reason",
                    models.CharField(
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
                            ("team-thanks", "thanks to your team last week"),
                            ("team-criticism", "criticism to your team last week"),
                            ("team-answered", "answered in your team last week"),
                        ],
                        max_length=16,
                    ),
                ),
                ("on", models.DateField()),
                ("number", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="Publication",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "The giver is looking at it"),
                            ("refused", "The giver refused it"),
                            ("published", "Published"),
                            ("taken-down", "Taken down"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.JSONField(default=list)),
                ("answer", models.JSONField(default=list)),
                ("reviewed_on", models.DateField()),
                ("published_on", models.DateField(null=True)),
                ("erase_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="Surge",
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
                ("found_on", models.DateField()),
                ("topic", models.CharField(blank=True, max_length=20)),
                ("word", models.CharField(blank=True, max_length=40)),
                ("number", models.PositiveIntegerField()),
                ("usual", models.FloatField()),
            ],
        ),
        migrations.CreateModel(
            name="TeamWeek",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("monday", models.DateField(unique=True)),
                ("told_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="Thanked",
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
            ],
        ),
        migrations.CreateModel(
            name="Wish",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(unique=True, verbose_name="order")),
                (
                    "wish",
                    kuulluksi.org.models.columns.TextColumn(
                        default=kuulluksi.pure.text.Text, verbose_name="wish, as the client says it"
                    ),
                ),
                ("in_use", models.BooleanField(default=True, verbose_name="in use")),
            ],
        ),
        migrations.CreateModel(
            name="WishChosen",
            fields=[
                ("id", models.BigIntegerField(editable=False, primary_key=True, serialize=False)),
                ("month", models.DateField()),
            ],
        ),
        migrations.AddField(
            model_name="authority",
            name="revision",
            field=models.BigIntegerField(
                default=kuulluksi.org.models.columns.random_key, editable=False
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="ask_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="feedback",
            name="client_knows",
            field=models.BooleanField(null=True, verbose_name="the client knows"),
        ),
        migrations.AddField(
            model_name="person",
            name="digest_on",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="step",
            name="to",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="unit",
            name="does",
            field=kuulluksi.org.models.columns.TextColumn(
                blank=True,
                default=kuulluksi.pure.text.Text,
                verbose_name="what is done here, in plain words",
            ),
        ),
        migrations.AddField(
            model_name="voice",
            name="agenda_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="voice",
            name="began_on",
            field=models.DateField(null=True, verbose_name="clock began"),
        ),
        migrations.AddField(
            model_name="voice",
            name="beyond_workers",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="voice",
            name="misdirected",
            field=models.CharField(
                blank=True,
                choices=[
                    ("own-worker", "Seeks their own worker"),
                    ("appointment", "Wants an appointment"),
                    ("decision", "Asks about a decision or an application of their own"),
                    ("other", "Another matter that is no feedback"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="voice",
            name="next_mark",
            field=models.CharField(
                blank=True,
                choices=[("soon", "soon"), ("late", "late"), ("escalated", "escalated")],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="voice",
            name="next_mark_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="voice",
            name="urgent",
            field=models.CharField(
                blank=True,
                choices=[
                    ("giver", "the giver says that it is urgent"),
                    ("words", "words that tell of danger were found"),
                    ("reader", "a reader marked it as urgent"),
                ],
                max_length=10,
                verbose_name="urgent",
            ),
        ),
        migrations.RunPython(start_clocks, migrations.RunPython.noop),
        migrations.RunPython(close_to_workers, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="voice",
            name="began_on",
            field=models.DateField(verbose_name="clock began"),
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
                    ("erased", "Erased what its time had come for"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="duty",
            name="kind",
            field=models.CharField(
                choices=[
                    ("answers", "Answers for the feedback of a place"),
                    ("dispatches", "Finds a reader for what names no place"),
                    ("independent", "Reads what concerns the dispatcher"),
                    ("on-duty", "Is told at once of what is urgent"),
                ],
                default="answers",
                max_length=20,
                verbose_name="duty",
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
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="voice",
            name="channel",
            field=models.CharField(
                choices=[
                    ("web", "web form"),
                    ("poster", "QR poster"),
                    ("site", "link on a web page"),
                    ("meeting", "told in a meeting"),
                    ("home", "told at home"),
                    ("phone", "told on the phone"),
                    ("paper", "paper form"),
                    ("letter", "letter"),
                ],
                max_length=10,
                verbose_name="channel",
            ),
        ),
        migrations.AlterField(
            model_name="voice",
            name="publicity",
            field=models.CharField(
                choices=[
                    ("handler", "Only whoever handles it reads it"),
                    ("allowed", "May be published with the answer"),
                    ("ask", "May be published once I have seen the edited text"),
                    ("withdrawn", "Permission withdrawn"),
                ],
                default="handler",
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("ask_on", None), _negated=True),
                fields=["ask_on"],
                name="contact_ask",
            ),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(
                condition=models.Q(("next_mark_on__isnull", False)),
                fields=["next_mark_on"],
                name="voice_marks",
            ),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(
                condition=models.Q(("urgent", ""), _negated=True),
                fields=["id"],
                name="voice_urgent",
            ),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(
                condition=models.Q(("agenda_on", None), _negated=True),
                fields=["unit"],
                name="voice_agenda",
            ),
        ),
        migrations.AddField(
            model_name="earlierclock",
            name="voice",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="earlier_clocks",
                to="kuulluksi.voice",
            ),
        ),
        migrations.AddField(
            model_name="harmreport",
            name="reader",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="harmreport",
            name="voice",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="kuulluksi.voice"
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="voice",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="kuulluksi.voice",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="reviewed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kuulluksi.unit",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="voice",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="publication",
                to="kuulluksi.voice",
            ),
        ),
        migrations.AddField(
            model_name="surge",
            name="area",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="kuulluksi.area",
            ),
        ),
        migrations.AddField(
            model_name="surge",
            name="unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="kuulluksi.unit",
            ),
        ),
        migrations.AddField(
            model_name="thanked",
            name="feedback",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="thanked",
                to="kuulluksi.feedback",
            ),
        ),
        migrations.AddField(
            model_name="thanked",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="wishchosen",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kuulluksi.unit"
            ),
        ),
        migrations.AddField(
            model_name="wishchosen",
            name="wish",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kuulluksi.wish"
            ),
        ),
        migrations.AddIndex(
            model_name="harmreport",
            index=models.Index(
                condition=models.Q(("harmed", True), ("replied_on", None)),
                fields=["reader", "due_on", "id"],
                name="harm_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="harmreport",
            index=models.Index(fields=["erase_on"], name="harm_erase"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["person"], name="notice_person"),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                fields=["unit", "state", "published_on", "id"], name="publication_page"
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(fields=["erase_on"], name="publication_erase"),
        ),
        migrations.AddIndex(
            model_name="surge",
            index=models.Index(fields=["found_on", "unit"], name="surge_day"),
        ),
        migrations.AddConstraint(
            model_name="thanked",
            constraint=models.UniqueConstraint(fields=("person", "feedback"), name="thanked_once"),
        ),
        migrations.AddIndex(
            model_name="wishchosen",
            index=models.Index(fields=["unit", "month"], name="wish_month"),
        ),
    ]
