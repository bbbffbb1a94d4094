"""The ballot box of an open wave. What lies in it has no date, no order and no tie to anybody: keys
are random, and the whole box is rewritten in random order each night and when a wave closes.
"""

from django.db import models

from kuulluksi.org.models import random_key
from kuulluksi.surveys.enums import Helper, Mode
from kuulluksi.surveys.models.waves import Wave, WaveTarget


class Answered(models.Model):
    """What is kept of somebody who answered, beside the answers."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    language = models.CharField(max_length=10)
    mode = models.CharField(max_length=10, choices=Mode.choices)
    helped = models.CharField(max_length=12, choices=Helper.choices, blank=True)

    class Meta:
        abstract = True


class Ballot(Answered):
    """One person's answers to an open wave, folded: `answers` is what `answers.clean` takes,
    `unclear` holds the items that a paper leaves unclear. Its key is made of the form's nonce, so
    that a form sent twice is one ballot. Closing the wave unfolds it into a `Response`."""

    target = models.ForeignKey(WaveTarget, models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    unclear = models.JSONField(default=list)


class Draft(models.Model):
    """Answers that somebody broke off: sealed with the code that they were given, which the house
    does not keep. Whoever holds the database cannot read them, nor tell whose they are."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="+")
    # Keyed digest of the code.
    lookup = models.CharField(max_length=64, unique=True)
    sealed = models.TextField()
