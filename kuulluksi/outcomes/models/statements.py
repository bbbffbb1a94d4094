"""Statements: sections that several people write, and the editions that were signed."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from kuulluksi.org.models import Person, Scope, TextColumn, one_scope, random_key
from kuulluksi.outcomes.enums import Part, StatementEvent, StatementState, Why
from kuulluksi.pure.statement.document import Kind
from kuulluksi.surveys.models import Wave

_SCOPES = ("area", "service", "unit")


def _once(scope: str) -> models.UniqueConstraint:
    """One of each kind about a place and a period; `scope` "": the whole authority."""
    return models.UniqueConstraint(
        fields=["kind", "starts_on", "ends_on", *([scope] if scope else [])],
        condition=Q(**{f"{each}__isnull": each != scope for each in _SCOPES}),
        name=f"statement_once_{scope or 'all'}",
    )


class Statement(Scope):
    """The annual client statement, a self-monitoring report of four months, or two pages about one
    unit."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    kind = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Kind])
    title = TextColumn()
    # Both days belong to it.
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(
        max_length=10, choices=StatementState.choices, default=StatementState.DRAFT
    )
    begun_on = models.DateField()
    # Who gave it to be reviewed last: another one approves it.
    handed_in_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    # Why it is corrected, as its readers will be told; else empty.
    correction = TextColumn()
    # Counts the writes that are not of one section.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_scope("statement_scope"),
            models.CheckConstraint(
                name="statement_period", condition=Q(ends_on__gte=F("starts_on"))
            ),
            *(_once(scope) for scope in ("", *_SCOPES)),
        ]
        indexes = [models.Index(fields=["kind", "ends_on"], name="statement_of_year")]

    @property
    def year(self) -> int:
        """The year that it is of."""
        ends: date = self.ends_on
        return ends.year


class StatementSection(models.Model):
    """A section of a statement as it is being written. Once signed, the edition tells."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="sections")
    # Its key in the document; it never changes.
    key = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField(default=1)
    heading = TextColumn()
    # As in `pure.statement.document.block_to_json`.
    blocks = models.JSONField(default=list)
    edited_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    edited_on = models.DateField(null=True)
    # Counts the writes, so that the second of two hands on the same section is told.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "key"], name="section_once"),
            models.CheckConstraint(name="section_level", condition=Q(level__in=[1, 2])),
        ]


class StatementPart(models.Model):
    """Who writes, reviews or signs a statement."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="parts")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    part = models.CharField(max_length=10, choices=Part.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "person", "part"], name="statement_part_once"
            ),
        ]


class StatementStep(models.Model):
    """One line of the history of a statement, for the staff: never changed afterwards."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="steps", db_index=False)
    number = models.PositiveIntegerField()
    event = models.CharField(max_length=10, choices=StatementEvent.choices)
    on = models.DateField()
    # None: the house itself, as when a story was taken back.
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    # Why, in a few lines of the writer's own.
    words = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "number"], name="statement_step_number"),
        ]


class LeftOut(models.Model):
    """A survey that was still open when a statement was signed, with what its readers are told."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="left_out")
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="+")
    note = TextColumn()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "wave"], name="left_out_once"),
        ]


class Edition(models.Model):
    """A statement as it was signed: never changed afterwards. Stories stand in it by key."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=10, choices=Why.choices)
    # What was corrected, in plain words; else empty.
    words = TextColumn()
    # The canonical JSON (`pure.statement.canon`) and its SHA-256.
    written = models.TextField()
    checksum = models.CharField(max_length=64)
    # The key of its place when it was signed, beside the document: its address stays when the place
    # gets another code.
    place = models.CharField(max_length=80)
    # The keys of its stories, beside the document, to find those that were taken back.
    stories = models.JSONField(default=list)
    # What the auditor found in it when it was signed.
    audit = models.JSONField(default=dict)
    # Languages in which it was signed.
    languages = models.JSONField(default=list)
    signed_on = models.DateField()
    signed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    # The name and the office as they stand in the statement.
    signer = models.CharField(max_length=200)
    # What the authority was called then.
    authority = TextColumn()
    # The day of this edition: the signing, or the day on which a story was taken back.
    made_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "number"], name="edition_number"),
        ]
