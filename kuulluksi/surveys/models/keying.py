"""Paper on its way into the ballot box: sheets lie in a batch until it is done, and then leave it
in no order."""

from django.db import models

from kuulluksi.org.models import Person, random_key
from kuulluksi.surveys.models.waves import WaveTarget


class Batch(models.Model):
    """A pile of papers of one place, keyed in by one person."""

    target = models.ForeignKey(WaveTarget, models.PROTECT, related_name="+")
    language = models.CharField(max_length=10)
    keyed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    began_on = models.DateField()
    done_on = models.DateField(null=True)
    # Every so manyeth sheet is keyed twice.
    twice_every = models.PositiveSmallIntegerField(default=10)
    # Written when done: sheets, answers compared, and how many of these differed.
    sheets = models.PositiveIntegerField(default=0)
    compared = models.PositiveIntegerField(default=0)
    differed = models.PositiveIntegerField(default=0)


class Sheet(models.Model):
    """One paper: its number is written on it, so that it can be found again."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    batch = models.ForeignKey(Batch, models.CASCADE, related_name="kept_sheets", db_index=False)
    number = models.PositiveSmallIntegerField()
    helped = models.CharField(max_length=12, blank=True)
    answers = models.JSONField(default=dict)
    # The second keying, before anything was corrected; NULL: keyed once.
    again = models.JSONField(null=True)
    # Items that the paper leaves unclear.
    unclear = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="sheet_number")]
