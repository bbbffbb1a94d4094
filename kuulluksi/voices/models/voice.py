"""The tables of a voice. No moment, address or device is stored anywhere; keys are random
within their day (ADR 15).

Words that may point to a person stand apart (`Passage`, `Contact`), each with the day on which
they are erased.
"""

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _

from kuulluksi.org.models import Area, Person, RandomKey, Service, TextColumn, Unit, random_key
from kuulluksi.pure.clocks import Mark
from kuulluksi.voices.enums import (
    OPEN,
    About,
    Channel,
    Event,
    HoldReason,
    Misdirected,
    Publicity,
    Stand,
    State,
    Urgency,
    Verdict,
)


class Voice(models.Model):
    """One person's voice on its way. `owner` is whoever owes the next move."""

    id = RandomKey(default=random_key)
    given_on = models.DateField(_("given on"))
    language = models.CharField(_("language"), max_length=2)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    about = models.CharField(_("concerns"), max_length=10, choices=About.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True, db_index=False)
    service = models.ForeignKey(
        Service, models.PROTECT, related_name="+", null=True, db_index=False
    )
    # The area of the unit or service, written beside for the lists of a whole area.
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", null=True, db_index=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    # In which list it stands; the database derives it, so that each list has its index.
    stand = models.GeneratedField(
        expression=Case(
            When(state=State.ANSWERED, then=Value(Stand.ANSWERED.value)),
            When(state=State.CLOSED, then=Value(Stand.CLOSED.value)),
            default=Value(Stand.OPEN.value),
        ),
        output_field=models.CharField(max_length=10),
        db_persist=True,
    )
    hold_reason = models.CharField(max_length=10, choices=HoldReason.choices, blank=True)
    # Counts the writes, so that the second of two hands on the same voice is told.
    version = models.PositiveIntegerField(default=1)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, db_index=False)
    owner_title = TextColumn()
    concerns_handler = models.BooleanField(default=False)
    # Concerns a worker who may not be told: no worker reads it for being on duty.
    beyond_workers = models.BooleanField(default=False)
    # The present clock: when it began, until when it runs, when it was stopped by an answer.
    began_on = models.DateField(_("clock began"))
    due_on = models.DateField(_("answer due"), null=True)
    answered_on = models.DateField(_("answered on"), null=True)
    # The next reminder or escalation of the present clock (`pure.clocks`).
    next_mark = models.CharField(
        max_length=10, choices=[(m.value, m.value) for m in Mark], blank=True
    )
    next_mark_on = models.DateField(null=True)
    closed_on = models.DateField(_("closed on"), null=True)
    publicity = models.CharField(
        max_length=10, choices=Publicity.choices, default=Publicity.HANDLER_ONLY
    )
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    urgent = models.CharField(_("urgent"), max_length=10, choices=Urgency.choices, blank=True)
    misdirected = models.CharField(max_length=12, choices=Misdirected.choices, blank=True)
    # Waits for the team meeting since that day.
    agenda_on = models.DateField(null=True)
    receipt_key = models.CharField(max_length=16)
    receipt_hash = models.CharField(max_length=64)
    erase_on = models.DateField()
    # New words that the worker has not yet made findable.
    words_due = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["receipt_hash"], name="voice_receipt"),
            models.CheckConstraint(
                name="voice_about_place",
                condition=Q(about="unit", unit__isnull=False)
                | Q(about="service", unit=None, service__isnull=False)
                | Q(about__in=["authority", "web", "unknown"]),
            ),
            models.CheckConstraint(
                name="voice_due_while_open",
                condition=~Q(state__in=OPEN) | Q(due_on__isnull=False),
            ),
        ]
        indexes = [
            # One for each way on which the inbox is read (`voices.queries.ways`), in its order.
            models.Index(fields=["owner", "stand", "due_on", "id"], name="voice_of_owner"),
            models.Index(fields=["unit", "stand", "due_on", "id"], name="voice_of_unit"),
            models.Index(fields=["service", "stand", "due_on", "id"], name="voice_of_service"),
            models.Index(fields=["area", "stand", "due_on", "id"], name="voice_of_area"),
            models.Index(fields=["stand", "due_on", "id"], name="voice_of_all"),
            models.Index(
                fields=["stand", "due_on", "id"],
                condition=Q(about=About.UNKNOWN, unit=None, service=None),
                name="voice_lost",
            ),
            models.Index(
                fields=["stand", "due_on", "id"], condition=Q(state=State.HELD), name="voice_held"
            ),
            models.Index(fields=["stand", "-given_on", "id"], name="voice_newest"),
            models.Index(fields=["unit", "given_on"], name="voice_day"),
            models.Index(fields=["id"], condition=Q(words_due=True), name="voice_words_due"),
            models.Index(fields=["erase_on"], name="voice_erase"),
            models.Index(
                fields=["next_mark_on"],
                condition=Q(next_mark_on__isnull=False),
                name="voice_marks",
            ),
            models.Index(
                fields=["stand", "due_on", "id"], condition=~Q(urgent=""), name="voice_urgent"
            ),
            models.Index(fields=["unit"], condition=~Q(agenda_on=None), name="voice_agenda"),
        ]

    def __str__(self) -> str:
        return f"voice {self.id}"


class Step(models.Model):
    """One event of the journey: numbered within its voice, never changed afterwards."""

    id = RandomKey(default=random_key)
    # Found by the index of its number, as are the other parts of a voice by theirs.
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="steps", db_index=False)
    number = models.PositiveIntegerField()
    event = models.CharField(max_length=12, choices=Event.choices)
    on = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, db_index=False)
    # To whom it went, or who was told; staff see the name, the giver never.
    to = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, db_index=False)
    # The role, as the giver is told it: whose act this was, or whose turn it became.
    title = TextColumn()
    # Why a route went where it went (`pure.routing.Stage`), or another coded word.
    detail = models.CharField(max_length=20, blank=True)
    # Keyed hash of the form's nonce, so that a doubled click is one step.
    token = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["voice", "number"], name="step_number"),
            models.UniqueConstraint(
                fields=["voice", "token"], condition=~Q(token=""), name="step_token"
            ),
        ]


class Passage(models.Model):
    """The words of one step, kept apart so that they can be erased before the numbers are."""

    id = RandomKey(default=random_key)
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="passages", db_index=False)
    number = models.PositiveIntegerField()
    body = models.TextField()
    erase_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["voice", "number"], name="passage_number"),
        ]
        indexes = [models.Index(fields=["erase_on"], name="passage_erase")]


class Contact(models.Model):
    """How the giver wants to be told of the answer. Only for those who chose to leave it."""

    id = RandomKey(default=random_key)
    voice = models.OneToOneField(Voice, models.CASCADE, related_name="contact")
    name = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=200)
    # When a letter asks whether speaking up did harm; NULL: not yet answered, or asked already.
    ask_on = models.DateField(null=True)
    erase_on = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["erase_on"], name="contact_erase"),
            models.Index(fields=["ask_on"], condition=~Q(ask_on=None), name="contact_ask"),
        ]


class Hidden(models.Model):
    """A person who must not see a voice anywhere, because it concerns that person."""

    id = RandomKey(default=random_key)
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="hidden")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "voice"], name="hidden_once"),
        ]
