"""The log of what went past the protected store: who, what, with which permit."""

from django.db import models

from kuulluksi.figures.enums import Taken
from kuulluksi.org.models import Person


class Extract(models.Model):
    on = models.DateField()
    # None: by command, on the machine itself.
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    kind = models.CharField(max_length=10, choices=Taken.choices)
    # The wave's code or the year of instant feedback, the place, and what was chosen.
    what = models.JSONField()
    # The research permit, or the reason.
    permit = models.CharField(max_length=200)
    rows = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["on"], name="extract_day")]
