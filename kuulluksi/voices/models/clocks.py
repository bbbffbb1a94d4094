"""Clocks that were stopped, and what people are to be told of in their next digest."""

from django.db import models

from kuulluksi.org.models import Person, RandomKey, random_key
from kuulluksi.voices.enums import Reason
from kuulluksi.voices.models.voice import Voice


class EarlierClock(models.Model):
    """A clock of a voice before its present one: written when the giver's words start a new one."""

    id = RandomKey(default=random_key)
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="earlier_clocks")
    began_on = models.DateField()
    due_on = models.DateField()
    # The answer, or the closing with a reason.
    stopped_on = models.DateField()


class Notice(models.Model):
    """Something that a person is told of in the next digest. The digest counts reasons."""

    id = RandomKey(default=random_key)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    reason = models.CharField(max_length=16, choices=Reason.choices)
    # None where the matter must not be tied to a voice, or is no single one.
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="+", null=True)
    on = models.DateField()
    # How many, where it is no single voice.
    number = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["person"], name="notice_person")]
