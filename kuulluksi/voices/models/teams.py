"""What every team was told of its week."""

from django.db import models


class TeamWeek(models.Model):
    """A week of which the teams have been told. The row is written with their notices, whole or not
    at all, so that no worker that was ended in between tells anybody twice."""

    # The Monday of the week that was told of.
    monday = models.DateField(unique=True)
    told_on = models.DateField()
