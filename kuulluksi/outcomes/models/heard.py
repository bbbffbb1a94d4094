"""The figures of being heard, as they are shown: protected once for each period, and stored."""

from django.db import models
from django.db.models import Q

from kuulluksi.org.models import random_key


class HeardRelease(models.Model):
    """The figures of one period. Each period stands alone; what is told once stays so."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    starts_on = models.DateField(unique=True)
    ends_on = models.DateField()
    made_on = models.DateField()
    # The places as they stood, as in `figures`: [key, [those inside it, each likewise]].
    tree = models.JSONField()
    # The threshold under which it was protected.
    least = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="heard_days", condition=Q(ends_on__gte=models.F("starts_on"))
            ),
        ]


class HeardShown(models.Model):
    """One figure of one place: `numbers[i]` times the point `first + i`; NULL is hidden."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    release = models.ForeignKey(HeardRelease, models.CASCADE, related_name="shown")
    place = models.CharField(max_length=80)
    item = models.CharField(max_length=30)
    first = models.IntegerField()
    numbers = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "place", "item"], name="heard_once"),
        ]
