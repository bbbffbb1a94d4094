"""Instant feedback: what is coded of it, beside the voice that it shares with everything else."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kuulluksi.cases.enums import Concerns, FeedbackKind, Hope, Speaker, Topic
from kuulluksi.org.models import Person, RandomKey, TextColumn, Unit, random_key
from kuulluksi.voices.models import Voice


class Feedback(models.Model):
    voice = models.OneToOneField(Voice, models.CASCADE, primary_key=True, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=FeedbackKind.choices)
    hope = models.CharField(_("hope"), max_length=16, choices=Hope.choices, blank=True)
    speaker = models.CharField(_("who speaks"), max_length=12, choices=Speaker.choices, blank=True)
    concerns = models.CharField(
        _("concerns a person"), max_length=10, choices=Concerns.choices, default=Concerns.NOBODY
    )
    may_discuss = models.BooleanField(_("may be talked about with that person"), default=False)
    # Written down by a worker: whether the client knows of it. NULL: the giver wrote it.
    client_knows = models.BooleanField(_("the client knows"), null=True)
    # The page that an embedded link stood on, without its query.
    page = models.URLField(max_length=500, blank=True)


class FeedbackTopic(models.Model):
    id = RandomKey(default=random_key)
    feedback = models.ForeignKey(Feedback, models.CASCADE, related_name="topics", db_index=False)
    topic = models.CharField(max_length=16, choices=Topic.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feedback", "topic"], name="feedback_topic_once")
        ]


class Thanked(models.Model):
    """A worker whom thanks name; such a worker reads them."""

    id = RandomKey(default=random_key)
    feedback = models.ForeignKey(Feedback, models.CASCADE, related_name="thanked")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "feedback"], name="thanked_once"),
        ]


class MeterAnswer(models.Model):
    """One statement of the service meter. NULL: "does not concern me"; no row: not answered."""

    id = RandomKey(default=random_key)
    feedback = models.ForeignKey(Feedback, models.CASCADE, related_name="answers", db_index=False)
    item = models.CharField(max_length=40)
    value = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feedback", "item"], name="meter_item_once"),
            models.CheckConstraint(
                name="meter_value", condition=Q(value=None) | Q(value__range=(1, 5))
            ),
        ]


class StandardAnswer(models.Model):
    """An opening for an answer. It must be edited: a copied reply is felt as a slap."""

    kind = models.CharField(_("kind"), max_length=10, choices=FeedbackKind.choices)
    topic = models.CharField(_("topic"), max_length=16, choices=Topic.choices, blank=True)
    opening = TextColumn(_("opening"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "topic"], name="opening_once"),
        ]


class Wish(models.Model):
    """How somebody may want to be met: a row of the short list that the authority edits."""

    position = models.PositiveSmallIntegerField(_("order"), unique=True)
    wish = TextColumn(_("wish, as the client says it"))
    in_use = models.BooleanField(_("in use"), default=True)


class WishChosen(models.Model):
    """That a wish of the list was chosen in a unit in a month. Who chose it, and what else stood on
    the card, is stored nowhere. The key comes from the form's nonce: a doubled click is one."""

    id = RandomKey()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    wish = models.ForeignKey(Wish, models.PROTECT, related_name="+")
    # The first day of the month.
    month = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["unit", "month"], name="wish_month")]
