"""Measures and trials: what was promised or done, of what it came, who answers for it by when."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kuulluksi.org.models import Person, Scope, TextColumn, one_scope, random_key
from kuulluksi.outcomes.enums import (
    Better,
    Conclusion,
    MeasureEvent,
    MeasureKind,
    MeasureState,
    Who,
)
from kuulluksi.surveys.models import Wave
from kuulluksi.voices.models import Voice


class Measure(Scope):
    """What follows from feedback, in one place or in the whole authority."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=MeasureKind.choices)
    state = models.CharField(max_length=12, choices=MeasureState.choices)
    # The three parts that the public reads, in plain words: "you said – we did – what changed".
    # They are written here by the house; no giver's words.
    title = TextColumn(_("name"))
    said = TextColumn(_("you said"))
    did = TextColumn(_("we do"))
    # Why it is not possible; else empty.
    reason = TextColumn(_("not possible, because"))
    owner = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("who answers for it")
    )
    made_on = models.DateField()
    due_on = models.DateField(_("done by"))
    begun_on = models.DateField(null=True)
    # When it was done, or found not to be possible.
    ended_on = models.DateField(null=True)
    # What it costs, as far as it is known: 0 is no cost, NULL is not known.
    euros = models.PositiveIntegerField(_("costs, euros"), null=True, blank=True)
    work_days = models.PositiveIntegerField(_("costs, working days"), null=True, blank=True)
    published_on = models.DateField(null=True)
    # The period of a trial; both ends count.
    trial_from = models.DateField(_("first day of the trial"), null=True, blank=True)
    trial_until = models.DateField(_("last day of the trial"), null=True, blank=True)
    conclusion = models.CharField(max_length=10, choices=Conclusion.choices, blank=True)
    concluded = TextColumn(_("what we learnt"))
    # What givers behind it say of it, as far as it may be told: how many said each of `Better`.
    verdicts = models.JSONField(null=True)
    # The latest day on which the owner was reminded.
    reminded_on = models.DateField(null=True)
    # Counts the writes, so that the second of two hands on the same measure is told.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("measure")
        constraints = [
            one_scope("measure_scope"),
            models.CheckConstraint(
                name="measure_trial_period",
                condition=Q(kind="measure", trial_from=None, trial_until=None)
                | Q(kind="trial", trial_until__gte=models.F("trial_from")),
            ),
            models.CheckConstraint(
                name="measure_ended",
                condition=Q(state__in=["done", "not-possible"], ended_on__isnull=False)
                | Q(state__in=["planned", "underway"], ended_on=None),
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "state", "due_on"], name="measure_of_owner"),
            models.Index(fields=["published_on"], name="measure_public"),
        ]

    def __str__(self) -> str:
        return f"measure {self.id}"


class MeasureStep(models.Model):
    """One line of the history of a measure, for the staff: never changed afterwards."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="steps", db_index=False)
    number = models.PositiveIntegerField()
    event = models.CharField(max_length=10, choices=MeasureEvent.choices)
    on = models.DateField()
    # None: the house itself, as when an effect is measured.
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    # To whom it was given.
    to = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    # Why, in a line of the writer's own; no giver's words.
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "number"], name="measure_step_number"),
        ]


class MeasureVoice(models.Model):
    """A voice behind a measure, and what its giver says of the measure afterwards."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="voices")
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="+")
    linked_on = models.DateField()
    better = models.CharField(max_length=10, choices=Better.choices, blank=True)
    judged_on = models.DateField(null=True)
    # Whether it is among what was told of the measure (`Measure.verdicts`).
    counted = models.BooleanField(default=False)
    # Digests of the forms that were sent, so that one that comes again changes nothing.
    forms = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "voice"], name="measure_voice_once"),
        ]


class MeasureFigure(models.Model):
    """A published figure behind a measure: of a wave, or of the instant feedback of a year."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="figures")
    # None: instant feedback of `year`.
    wave = models.ForeignKey(Wave, models.PROTECT, related_name="+", null=True)
    year = models.PositiveSmallIntegerField()
    # The key of a place and of what is counted, as in `figures`.
    place = models.CharField(max_length=80)
    item = models.CharField(max_length=130)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "wave", "place", "item"], name="measure_figure_once"
            ),
            models.UniqueConstraint(
                fields=["measure", "year", "place", "item"],
                condition=Q(wave=None),
                name="measure_figure_instant_once",
            ),
        ]


class TrialGroup(models.Model):
    """How many of whom take part in a trial. No names."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="groups")
    who = models.CharField(max_length=10, choices=Who.choices)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "who"], name="trial_group_once"),
        ]


class TrialComment(models.Model):
    """What was said during a trial, as somebody who works here wrote it down."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="comments")
    who = models.CharField(_("who said it"), max_length=10, choices=Who.choices)
    words = models.TextField(_("what was said"))
    written_on = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    erase_on = models.DateField(db_index=True)
