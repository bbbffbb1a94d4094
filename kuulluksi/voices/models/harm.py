"""Whether speaking up did harm. It goes past the unit: no step of the journey tells of it."""

from django.db import models
from django.db.models import Q

from kuulluksi.org.models import Person, RandomKey, random_key
from kuulluksi.voices.models.voice import Voice


class HarmReport(models.Model):
    """What a giver says after the answer. Only the independent reader sees it."""

    id = RandomKey(default=random_key)
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="+")
    told_on = models.DateField()
    harmed = models.BooleanField()
    words = models.TextField(blank=True)
    # Who reads it, where harm was told of; nobody need answer a "no".
    reader = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    due_on = models.DateField(null=True)
    # The latest day on which the reader was told that a reply is late.
    reminded_on = models.DateField(null=True)
    reply = models.TextField(blank=True)
    replied_on = models.DateField(null=True)
    erase_on = models.DateField()
    # Keyed hash of the form's nonce, so that a doubled click is one report.
    token = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["reader", "due_on", "id"],
                condition=Q(harmed=True, replied_on=None),
                name="harm_waiting",
            ),
            models.Index(fields=["erase_on"], name="harm_erase"),
        ]
