"""How results were used: the yearly round to the units."""

from django.db import models
from django.db.models import Q

from kuulluksi.org.models import Person, Unit, random_key
from kuulluksi.outcomes.enums import Results, Where
from kuulluksi.outcomes.models.measures import Measure
from kuulluksi.surveys.models import Wave


class UseRound(models.Model):
    """The round of one year: every unit is asked what it did with what it heard."""

    year = models.PositiveSmallIntegerField(unique=True)
    opened_on = models.DateField()
    due_on = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="use_round_days", condition=Q(due_on__gte=models.F("opened_on"))
            ),
        ]


class UseReport(models.Model):
    """What one unit answers; a row without `answered_on` waits for its answer."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    round = models.ForeignKey(UseRound, models.CASCADE, related_name="reports")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    # A `Level` for each `Practice`, by value; empty before the answer.
    practices = models.JSONField(default=dict)
    # "No results were talked about" is an answer too, with its reason.
    why_none = models.TextField(blank=True)
    reminded_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="use_report_once"),
        ]


class Talk(models.Model):
    """One occasion on which results were talked about, and what followed."""

    report = models.ForeignKey(UseReport, models.CASCADE, related_name="talks")
    results = models.CharField(max_length=12, choices=Results.choices)
    # Which survey it was, where it was one of ours.
    wave = models.ForeignKey(Wave, models.PROTECT, related_name="+", null=True)
    where = models.CharField(max_length=10, choices=Where.choices)
    # Values of `Who`.
    who = models.JSONField(default=list)
    on = models.DateField()
    followed = models.TextField(blank=True)
    measure = models.ForeignKey(Measure, models.SET_NULL, related_name="+", null=True)
