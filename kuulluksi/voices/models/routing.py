"""Where voices go by the authority's rules, and the daily proof that each has an owner."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kuulluksi.org.models import Area, Person, Service, TextColumn, Unit
from kuulluksi.voices.enums import About


class RoutingRule(models.Model):
    """A row of the authority's routing table. Empty matches anything; the first match decides."""

    position = models.PositiveSmallIntegerField(_("order"), unique=True)
    about = models.CharField(_("concerns"), max_length=10, choices=About.choices, blank=True)
    kind = models.CharField(_("kind"), max_length=20, blank=True)
    topic = models.CharField(_("topic"), max_length=20, blank=True)
    language = models.CharField(_("language"), max_length=2, blank=True)
    unit = models.ForeignKey(
        Unit, models.CASCADE, related_name="+", null=True, blank=True, verbose_name=_("unit")
    )
    service = models.ForeignKey(
        Service, models.CASCADE, related_name="+", null=True, blank=True, verbose_name=_("service")
    )
    area = models.ForeignKey(
        Area, models.CASCADE, related_name="+", null=True, blank=True, verbose_name=_("area")
    )
    to = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("goes to"))
    deputy = models.ForeignKey(
        Person,
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("deputy"),
    )
    title = TextColumn(_("title for the public"))

    class Meta:
        verbose_name = _("routing rule")


class DailyCheck(models.Model):
    """What the daily proof found: open voices without an owner, duties of people who have left."""

    on = models.DateField(unique=True)
    open_voices = models.PositiveIntegerField()
    rerouted = models.PositiveIntegerField()
    findings = models.JSONField(default=list)
