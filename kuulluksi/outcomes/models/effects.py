"""What should move, and what was measured when the same was asked again."""

from django.db import models

from kuulluksi.org.models import random_key
from kuulluksi.outcomes.models.measures import Measure
from kuulluksi.surveys.models import Wave


class Target(models.Model):
    """A figure that a measure should move, named before anybody knows whether it did."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="targets")
    # The key of a place and of what is counted, as in `figures`.
    place = models.CharField(max_length=80)
    item = models.CharField(max_length=130)
    # The wave in which it stood as it did before the measure.
    before = models.ForeignKey(Wave, models.PROTECT, related_name="+")
    upwards = models.BooleanField(default=True)
    named_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "place", "item"], name="target_once"),
        ]


class Effect(models.Model):
    """What the first wave after the measure showed, frozen with what it was laid beside: counts are
    all that means, shares, intervals and verdicts are made of (`pure.stats.effects`). Only counts
    that were published."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    target = models.OneToOneField(Target, models.CASCADE, related_name="effect")
    wave = models.ForeignKey(Wave, models.PROTECT, related_name="+")
    measured_on = models.DateField()
    # How often each point from `first` up was answered; NULL: hidden, so nothing can be said.
    first = models.IntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    # Comparable places without the measure: their keys, and their answers put together.
    others = models.JSONField(default=list)
    others_before = models.JSONField(null=True)
    others_after = models.JSONField(null=True)
    # `pure.stats.comparing`: why the two waves are not compared, or what makes it doubtful.
    refused = models.CharField(max_length=20, blank=True)
    cautions = models.JSONField(default=list)
