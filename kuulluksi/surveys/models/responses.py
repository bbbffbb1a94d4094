"""The responses of a closed wave, frozen: figures are counted from these rows."""

from django.db import models

from kuulluksi.org.models import random_key
from kuulluksi.surveys.models.ballots import Answered
from kuulluksi.surveys.models.waves import WaveTarget

UNCLEAR = "unclear"
"""The `choice` of an answer that a paper left unclear."""


class Response(Answered):
    target = models.ForeignKey(WaveTarget, models.PROTECT, related_name="+")


class Answer(models.Model):
    """One answer to one question; several choices are several rows.

    `number`: a point of a scale or a number. `choice`: the id of a choice, a day (ISO 8601), "skip"
    ("does not concern me") or "unclear". No row: not answered.
    """

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    response = models.ForeignKey(Response, models.CASCADE, related_name="answers")
    item = models.CharField(max_length=60)
    wording = models.PositiveSmallIntegerField()
    number = models.IntegerField(null=True)
    choice = models.CharField(max_length=60, blank=True)


class ResponseWords(models.Model):
    """Own words, apart from the rest because they may point to a person."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    response = models.ForeignKey(Response, models.CASCADE, related_name="words")
    item = models.CharField(max_length=60)
    wording = models.PositiveSmallIntegerField()
    body = models.TextField()
    may_quote = models.BooleanField(default=False)
    # The same day for all of a wave.
    erase_on = models.DateField(db_index=True)
