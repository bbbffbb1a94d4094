"""People, what they may see (roles), what they answer for (duties) and when they are away."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from kuulluksi.org.enums import DutyKind, RoleKind
from kuulluksi.org.models.columns import TextColumn, Valid, validity_check
from kuulluksi.org.models.places import Area, Service, Unit


class People(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=Person.normalize_username(username or ""))


class Person(AbstractBaseUser):
    """Somebody who works here and signs in. Givers have no accounts."""

    last_login = None  # when somebody signed in is nobody's business
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=[("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))],
        default="fi",
    )
    superior = models.ForeignKey(
        "self",
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("superior"),
    )
    is_active = models.BooleanField(_("works here"), default=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    # The day of the last change of the address; a new account has none.
    email_since = models.DateField(null=True, editable=False)
    # The day of the last digest: nobody gets two in a day.
    digest_on = models.DateField(null=True, editable=False)
    wrong_passwords = models.PositiveIntegerField(default=0, editable=False)
    wait_until = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("person")
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.normalize_username(self.email)
        super().save(*args, **kwargs)

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """One address is one account, however somebody writes its letters."""
        return super().normalize_username(username).lower()


class Scope(models.Model):
    """One place, or none of them: the whole authority."""

    area = models.ForeignKey(
        Area, models.CASCADE, related_name="+", null=True, blank=True, verbose_name=_("area")
    )
    service = models.ForeignKey(
        Service, models.CASCADE, related_name="+", null=True, blank=True, verbose_name=_("service")
    )
    unit = models.ForeignKey(
        Unit, models.CASCADE, related_name="+", null=True, blank=True, verbose_name=_("unit")
    )

    class Meta:
        abstract = True

    @property
    def place(self) -> Area | Service | Unit | None:
        return self.unit or self.service or self.area


def one_scope(name: str) -> models.CheckConstraint:
    """At most one of area, service and unit is given."""
    return models.CheckConstraint(
        name=name,
        condition=Q(area=None, service=None) | Q(area=None, unit=None) | Q(service=None, unit=None),
    )


class Role(Scope, Valid):
    """A person's role in a scope, between days."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="roles", verbose_name=_("person")
    )
    kind = models.CharField(_("role"), max_length=20, choices=RoleKind.choices)

    class Meta:
        verbose_name = _("role")
        constraints = [validity_check("role_validity"), one_scope("role_scope")]


class Duty(Scope, Valid):
    """Who answers for what, with a deputy, between days. The title is what givers are told."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="duties", verbose_name=_("person")
    )
    deputy = models.ForeignKey(
        Person,
        models.SET_NULL,
        related_name="deputies",
        null=True,
        blank=True,
        verbose_name=_("deputy"),
    )
    kind = models.CharField(
        _("duty"), max_length=20, choices=DutyKind.choices, default=DutyKind.ANSWERS
    )
    title = TextColumn(_("title for the public"))

    class Meta:
        verbose_name = _("duty")
        constraints = [
            validity_check("duty_validity"),
            one_scope("duty_scope"),
            models.CheckConstraint(
                name="duty_scope_by_kind",
                condition=Q(kind="answers", area=None, service=None, unit__isnull=False)
                | Q(kind="answers", area=None, service__isnull=False, unit=None)
                | Q(kind="answers", area__isnull=False, service=None, unit=None)
                | (~Q(kind="answers") & Q(area=None, service=None, unit=None)),
            ),
        ]


class Absence(models.Model):
    """The days when a person is away; both ends count."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="absences", verbose_name=_("person")
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        verbose_name = _("absence")
        constraints = [
            models.CheckConstraint(
                name="absence_days", condition=Q(ends_on__gte=models.F("starts_on"))
            )
        ]
