"""The tables of a voice. No moment, address or device is stored anywhere; keys are random.

Words that may point to a person stand apart (`Passage`, `Contact`), each with the day on which
they are erased.
"""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kuulluksi.org.models import Area, Person, Service, TextColumn, Unit, random_key
from kuulluksi.voices.enums import (
    OPEN,
    About,
    Channel,
    Event,
    HoldReason,
    Publicity,
    State,
    Verdict,
)

if TYPE_CHECKING:
    AnyLookup = models.Lookup[Any]
else:
    AnyLookup = models.Lookup


class Voice(models.Model):
    """One person's voice on its way. `owner` is whoever owes the next move."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    given_on = models.DateField(_("given on"))
    language = models.CharField(_("language"), max_length=2)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    about = models.CharField(_("concerns"), max_length=10, choices=About.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True)
    service = models.ForeignKey(Service, models.PROTECT, related_name="+", null=True)
    # The area of the unit or service, written beside for the lists of a whole area.
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", null=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    hold_reason = models.CharField(max_length=10, choices=HoldReason.choices, blank=True)
    # Counts the writes, so that the second of two hands on the same voice is told.
    version = models.PositiveIntegerField(default=1)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    owner_title = TextColumn()
    concerns_handler = models.BooleanField(default=False)
    due_on = models.DateField(_("answer due"), null=True)
    answered_on = models.DateField(_("answered on"), null=True)
    closed_on = models.DateField(_("closed on"), null=True)
    publicity = models.CharField(
        max_length=10, choices=Publicity.choices, default=Publicity.HANDLER_ONLY
    )
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    receipt_key = models.CharField(max_length=16)
    receipt_hash = models.CharField(max_length=64, unique=True)
    erase_on = models.DateField()
    # New words that the worker has not yet made findable.
    words_due = models.BooleanField(default=True)

    class Meta:
        constraints = [
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
            models.Index(fields=["owner", "state", "due_on", "id"], name="voice_mine"),
            models.Index(fields=["unit", "state", "due_on", "id"], name="voice_unit"),
            models.Index(fields=["state", "due_on", "id"], name="voice_all"),
            models.Index(fields=["unit", "given_on"], name="voice_day"),
            models.Index(fields=["id"], condition=Q(words_due=True), name="voice_words_due"),
            models.Index(fields=["erase_on"], name="voice_erase"),
        ]

    def __str__(self) -> str:
        return f"voice {self.id}"


class Step(models.Model):
    """One event of the journey: numbered within its voice, never changed afterwards."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    event = models.CharField(max_length=12, choices=Event.choices)
    on = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
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

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="passages")
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

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    voice = models.OneToOneField(Voice, models.CASCADE, related_name="contact")
    name = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=200)
    erase_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["erase_on"], name="contact_erase")]


class Hidden(models.Model):
    """A person who must not see a voice anywhere, because it concerns that person."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="hidden")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "voice"], name="hidden_once"),
        ]


class VoiceWords(models.Model):
    """The base forms of a voice's words, written by the worker for the word search."""

    voice = models.OneToOneField(Voice, models.CASCADE, primary_key=True, related_name="words")
    lemmas = models.TextField()


@models.TextField.register_lookup
class Holds(AnyLookup):
    """`lemmas__holds=[[form, …], …]`: for every word, one of its forms is among the lemmas.

    SQLite reads its FTS5 table, PostgreSQL its `simple` text index (migration 0002). The forms are
    letters and digits only, as `pure.words.query` makes them.
    """

    lookup_name = "holds"
    prepare_rhs = False

    def _wanted(self, either: str, both: str, quote: str) -> str:
        groups = (either.join(f"{quote}{form}{quote}" for form in forms) for forms in self.rhs)
        return both.join(f"({group})" for group in groups)

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        lemmas, params = self.process_lhs(compiler, connection)
        key = lemmas.replace('"lemmas"', '"voice_id"')
        found = "SELECT rowid FROM voice_words_fts WHERE lemmas MATCH %s"
        return f"{key} IN ({found})", [*params, self._wanted(" OR ", " AND ", '"')]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        lemmas, params = self.process_lhs(compiler, connection)
        wanted = self._wanted(" | ", " & ", "'")
        return f"to_tsvector('simple', {lemmas}) @@ %s::tsquery", [*params, wanted]


class RoutingRule(models.Model):
    """A row of the authority's routing table. Empty matches anything; the first match decides."""

    position = models.PositiveSmallIntegerField(_("order"), unique=True)
    about = models.CharField(_("concerns"), max_length=10, choices=About.choices, blank=True)
    kind = models.CharField(_("kind"), max_length=20, blank=True)
    topic = models.CharField(_("topic"), max_length=20, blank=True)
    language = models.CharField(_("language"), max_length=2, blank=True)
    unit = models.ForeignKey(
        Unit, models.CASCADE, related_name="+", null=True, blank=True, verbose_name=_("unit")
    )
    service = models.ForeignKey(
        Service, models.CASCADE, related_name="+", null=True, blank=True, verbose_name=_("service")
    )
    area = models.ForeignKey(
        Area, models.CASCADE, related_name="+", null=True, blank=True, verbose_name=_("area")
    )
    to = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("goes to"))
    deputy = models.ForeignKey(
        Person,
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("deputy"),
    )
    title = TextColumn(_("title for the public"))

    class Meta:
        verbose_name = _("routing rule")


class DailyCheck(models.Model):
    """What the daily proof found: open voices without an owner, duties of people who have left."""

    on = models.DateField(unique=True)
    open_voices = models.PositiveIntegerField()
    rerouted = models.PositiveIntegerField()
    findings = models.JSONField(default=list)
