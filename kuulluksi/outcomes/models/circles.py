"""The circle of reply: whether those who spoke have been told what came of it."""

from django.db import models
from django.db.models import Q

from kuulluksi.org.models import Person, Scope, TextColumn, one_scope, random_key
from kuulluksi.outcomes.enums import ToldBy
from kuulluksi.surveys.models import Wave
from kuulluksi.voices.models import Voice


class Cluster(Scope):
    """Voices about the same thing, put together by somebody who handles them."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    # What they are about, in the words of the house, for the staff.
    name = models.CharField(max_length=120)
    made_on = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [one_scope("cluster_scope")]


class ClusterVoice(models.Model):
    """A voice of a cluster."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="voices")
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster", "voice"], name="cluster_voice_once"),
        ]


class Circle(models.Model):
    """One circle: of a survey that has closed, or of a cluster. It is whole when they were told."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    wave = models.OneToOneField(Wave, models.CASCADE, related_name="+", null=True)
    cluster = models.OneToOneField(Cluster, models.CASCADE, related_name="circle", null=True)
    # Who tells them.
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    due_on = models.DateField()
    # When it was told for the first time.
    closed_on = models.DateField(null=True)
    reminded_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="circle_of_one",
                condition=Q(wave=None, cluster__isnull=False) | Q(wave__isnull=False, cluster=None),
            ),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(closed_on=None), name="circle_open")]


class Told(models.Model):
    """That those who spoke were told: by which channel, when, and what."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="told")
    channel = models.CharField(max_length=10, choices=ToldBy.choices)
    on = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    words = TextColumn()
