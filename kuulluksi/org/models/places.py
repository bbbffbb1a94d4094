"""Areas hold services, services hold units, and units nest."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kuulluksi.org.models.columns import Named, TextColumn, Valid, random_key, validity_check
from kuulluksi.pure.text import words


class Authority(models.Model):
    """The one authority whose house this is, with the promises that its policy makes."""

    name = TextColumn(_("name"))
    # The supervisor's answer is promised within so many working days.
    answer_days = models.PositiveSmallIntegerField(
        _("working days to answer"),
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    # Beyond so many voices a day to one place, the next ones are held for review.
    day_budget = models.PositiveSmallIntegerField(
        _("voices a day before review"), default=200, validators=[MinValueValidator(1)]
    )
    # A base is shown from so many answers up.
    least_answers = models.PositiveSmallIntegerField(
        _("answers before a figure is shown"), default=5, validators=[MinValueValidator(5)]
    )
    # Places, groups and years are compared from so many answers up on each side.
    least_compared = models.PositiveSmallIntegerField(
        _("answers before figures are compared"), default=30, validators=[MinValueValidator(10)]
    )
    # Figures of open waves and of instant feedback are renewed every so many months.
    release_months = models.PositiveSmallIntegerField(
        _("months between two releases"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    emergency_phone = models.CharField(_("emergency number"), max_length=30, default="112")
    crisis_phone = models.CharField(_("crisis line"), max_length=30, default="09 2525 0111")
    reading_phone = models.CharField(_("phone for hearing an answer"), max_length=30, blank=True)
    reading_hours = TextColumn(_("hours of that phone"), blank=True)
    contact_email = models.EmailField(_("contact for these pages"), blank=True)
    # New with every change of the organisation, so that what was worked out of it can be kept.
    revision = models.BigIntegerField(default=random_key, editable=False)

    class Meta:
        verbose_name = _("authority")

    def __str__(self) -> str:
        return self.name.best("fi")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.revision = random_key()  # the one that was read may have been renewed since
        super().save(*args, **kwargs)


class Area(Named, Valid):
    """A responsibility area (vastuualue)."""

    code = models.SlugField(_("code"), max_length=60, unique=True)

    class Meta:
        verbose_name = _("area")
        constraints = [validity_check("area_validity")]

    def __str__(self) -> str:
        return self.name.best("fi")


class Service(Named, Valid):
    """A service (palvelu) inside an area."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="services", verbose_name=_("area"))
    code = models.SlugField(_("code"), max_length=60, unique=True)

    class Meta:
        verbose_name = _("service")
        constraints = [validity_check("service_validity")]

    def __str__(self) -> str:
        return self.name.best("fi")


class Unit(Named, Valid):
    """A unit or office (yksikkö, toimipiste). A parent unit stands above its offices."""

    service = models.ForeignKey(
        Service, models.PROTECT, related_name="units", verbose_name=_("service")
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="offices",
        null=True,
        blank=True,
        verbose_name=_("parent unit"),
    )
    code = models.SlugField(_("code"), max_length=60, unique=True)
    outside_id = models.CharField(
        _("identifier in the source register"), max_length=80, blank=True, db_index=True
    )
    does = TextColumn(_("what is done here, in plain words"), blank=True)
    street = TextColumn(_("street address"), blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    city = TextColumn(_("town"), blank=True)
    # WGS84 degrees.
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    # Public by the authority's choice: who may be asked about feedback here.
    contact_name = models.CharField(_("supervisor's name in public"), max_length=120, blank=True)
    contact_phone = models.CharField(_("supervisor's phone"), max_length=60, blank=True)
    contact_email = models.EmailField(_("supervisor's e-mail"), blank=True)

    class Meta:
        verbose_name = _("unit")
        constraints = [validity_check("unit_validity")]

    def __str__(self) -> str:
        return self.name.best("fi")

    def findable(self) -> list[str]:
        """A unit is found by its name, its service and its place."""
        texts = [*self.street.to_json().values(), *self.city.to_json().values(), self.postal_code]
        return (
            super().findable()
            + self.service.findable()
            + [word for text in texts for word in words(text)]
        )
