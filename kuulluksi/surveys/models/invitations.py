"""Who is asked by name. Whether somebody has answered, the database alone does not tell."""

from django.db import models
from django.db.models import Q

from kuulluksi.org.models import Person, random_key
from kuulluksi.surveys.models.waves import Wave, WaveTarget


class Invitation(models.Model):
    """A one-time link, kept until its wave closes, used or not. Its code is made of its key and a
    key that stands outside the database (`pure.receipt`)."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    target = models.ForeignKey(WaveTarget, models.CASCADE, related_name="+")
    # An e-mail address, or a phone number in the form +358401234567.
    address = models.CharField(max_length=254)
    language = models.CharField(max_length=2)
    lookup = models.CharField(max_length=64, unique=True)
    send_on = models.DateField()
    sent = models.BooleanField(default=False)
    remind_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["send_on"], condition=Q(sent=False), name="invitation_waits"),
            models.Index(
                fields=["remind_on"], condition=~Q(remind_on=None), name="invitation_reminder"
            ),
        ]


class UsedLink(models.Model):
    """That one of the links of a wave has been used. Which one, only the key outside the database
    tells (`queries.used_key`): whoever compares the copies of two nights sees how many have
    answered in between, and not who."""

    id = models.BigIntegerField(primary_key=True, editable=False)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="+")


class Asked(models.Model):
    """That an address has been asked, or does not want to be: only a keyed digest of it is kept,
    and no word of which survey or whether there was an answer."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    lookup = models.CharField(max_length=64, unique=True)
    asked_on = models.DateField(null=True)
    opted_out = models.BooleanField(default=False)


class FeedImport(models.Model):
    """What became of a visit feed or a list: how many rows, invitations and exclusions."""

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="imports")
    on = models.DateField()
    by = models.ForeignKey(Person, models.SET_NULL, related_name="+", null=True)
    rows = models.PositiveIntegerField()
    invited = models.PositiveIntegerField()
    # From `enums.Excluded` to how many.
    excluded = models.JSONField(default=dict)
