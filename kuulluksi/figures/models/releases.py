"""Releases: what was counted at one moment, and what of it is shown.

Places have keys of words, so that figures outlive mergers and moves: "all", "area-CODE",
"service-CODE", "unit-CODE", and with ".own" what was said about a place and nothing inside it.
"""

from django.db import models
from django.db.models import Q

from kuulluksi.org.models import random_key
from kuulluksi.surveys.models import Wave


class Release(models.Model):
    """What was counted at one moment: of a wave, or of some days of instant feedback."""

    # Random, so that what is known of a release by heart is never taken for that of another.
    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    # None: instant feedback.
    wave = models.ForeignKey(Wave, models.PROTECT, related_name="+", null=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    made_on = models.DateField()
    # Of a closed wave, or of a year that is over: nothing comes after it.
    final = models.BooleanField(default=False)
    # The places as they stood: [key, [those inside it, each likewise]].
    tree = models.JSONField()
    # The threshold under which it was protected.
    least = models.PositiveSmallIntegerField()
    # The rows were erased after their time: the counts cannot be counted again.
    rows_gone_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="release_days", condition=Q(ends_on__gte=models.F("starts_on"))
            ),
            models.UniqueConstraint(
                fields=["wave"], condition=Q(final=True, wave__isnull=False), name="release_final"
            ),
            models.UniqueConstraint(
                fields=["starts_on", "ends_on"],
                condition=Q(wave=None),
                name="release_instant_once",
            ),
        ]
        indexes = [models.Index(fields=["wave", "made_on"], name="release_wave")]


class Counting(models.Model):
    """The answers of one base: `numbers[i]` times the point `first + i`."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    # A place of the release's tree.
    place = models.CharField(max_length=80)
    # `pure.stats.plan.Counted.key`: an item, or "item/choice" where several may be chosen.
    item = models.CharField(max_length=130)
    wording = models.PositiveSmallIntegerField()
    # What it is broken down by (`pure.stats.plan.Variable.name`); empty: nothing.
    variable = models.CharField(max_length=60, blank=True)
    first = models.IntegerField()

    class Meta:
        abstract = True


class Tally(Counting):
    """What was counted, of the innermost places; nobody is shown it. It stays when the rows that
    were counted go."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="tallies", db_index=False)
    # One group of the variable; "": those who did not say.
    group = models.CharField(max_length=60, blank=True)
    numbers = models.JSONField()
    # "Does not concern me".
    skipped = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "variable", "place", "item", "wording", "group"],
                name="tally_once",
            ),
        ]


class Shown(Counting):
    """What may be shown of every place, protected once. Of an open wave it is shown until a later
    release has a row for the same base."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="shown", db_index=False)
    # The groups that are told as one: where a variable is given, at least one.
    groups = models.JSONField(default=list)
    # The place of this row among those of the variable.
    position = models.PositiveSmallIntegerField(default=0)
    # NULL, or no row at all: hidden.
    numbers = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "variable", "place", "item", "wording", "position"],
                name="shown_once",
            ),
        ]
