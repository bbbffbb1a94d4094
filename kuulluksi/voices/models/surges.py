"""Surges: many voices on one subject in a few days."""

from django.db import models

from kuulluksi.org.models import Area, RandomKey, Unit, random_key


class Surge(models.Model):
    """What the nightly look found: a subject of which there was more than usual, in a unit or in a
    whole area. The subject is a topic of the form or a word in its base form."""

    id = RandomKey(default=random_key)
    found_on = models.DateField()
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", null=True)
    area = models.ForeignKey(Area, models.CASCADE, related_name="+", null=True)
    topic = models.CharField(max_length=20, blank=True)
    word = models.CharField(max_length=40, blank=True)
    # Voices in the last seven days, and how many a week there usually are.
    number = models.PositiveIntegerField()
    usual = models.FloatField()

    class Meta:
        indexes = [models.Index(fields=["found_on", "unit"], name="surge_day")]
