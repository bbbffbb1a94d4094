"""What is written beside the work: the audit trail, and the mail that waits to leave.

Rows carry days and random keys, because a moment beside an anonymous voice would say too much.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kuulluksi.org.enums import Audited
from kuulluksi.org.models.columns import RandomKey, random_key
from kuulluksi.org.models.people import Person


class AuditEntry(models.Model):
    id = RandomKey(default=random_key)
    on = models.DateField(_("day"))
    person = models.ForeignKey(Person, models.SET_NULL, related_name="+", null=True)
    what = models.CharField(max_length=20, choices=Audited.choices)
    # "unit 12", "voice 8123…": the row, never its words.
    subject = models.CharField(max_length=80)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["on", "id"], name="audit_day")]


class Mail(models.Model):
    """The outbox. A row says which letter to whom; the letter itself is a template."""

    # The letters to givers, whose address is forgotten when the letter has left.
    TO_GIVERS = frozenset({"answered", "news", "edited", "afterwards"})
    # Letters and text messages whose words are made of an invitation when they leave. Their address
    # is forgotten as well.
    INVITATIONS = frozenset(
        {"invitation", "invitation-sms", "invitation-reminder", "invitation-reminder-sms"}
    )

    # The letters that wait for office hours, and those that wait for the hours of messages: nobody
    # is to be woken by them, however late they were written or a server came back.
    IN_OFFICE_HOURS = frozenset({"digest"})
    IN_MESSAGE_HOURS = INVITATIONS | {"afterwards"}

    id = RandomKey(default=random_key)
    queued_on = models.DateField()
    sent_on = models.DateField(null=True)
    # An e-mail address, or a phone number in the form +358401234567.
    to = models.CharField(max_length=254)
    language = models.CharField(max_length=2)
    letter = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["queued_on"], condition=Q(sent_on=None), name="mail_waiting")
        ]
