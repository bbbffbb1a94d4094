"""The year's plan of surveys, and the waves in which they are held."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kuulluksi.org.models import Area, Person, Service, TextColumn, Unit
from kuulluksi.surveys.enums import Audience, InviteWhen, Kept, PlanState, Target, WaveState
from kuulluksi.surveys.models.documents import Document


class Survey(models.Model):
    """A survey of the year's plan, held here or elsewhere: of a unit, of a service or of an area,
    each with what stands above it; none of them: the whole authority."""

    title = TextColumn(_("title"))
    year = models.PositiveSmallIntegerField(_("year"))
    audience = models.CharField(
        _("who is asked"), max_length=10, choices=Audience.choices, default=Audience.CLIENTS
    )
    area = models.ForeignKey(
        Area, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("area")
    )
    service = models.ForeignKey(
        Service, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("service")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("unit")
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    state = models.CharField(
        _("state"), max_length=10, choices=PlanState.choices, default=PlanState.PLANNED
    )
    # Why it was cancelled or moved; stands in the public plan.
    reason = TextColumn(_("reason"), blank=True)
    moved_to = models.ForeignKey("self", models.SET_NULL, related_name="+", null=True)
    # Who runs it, if not this house; then also how many answered.
    elsewhere = models.CharField(_("run by"), max_length=120, blank=True)
    elsewhere_answers = models.PositiveIntegerField(_("answers"), null=True, blank=True)
    responsible = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("in charge")
    )

    class Meta:
        verbose_name = _("survey")
        constraints = [
            models.CheckConstraint(
                name="survey_days", condition=Q(ends_on__gte=models.F("starts_on"))
            ),
        ]
        indexes = [models.Index(fields=["year", "area"], name="survey_year")]

    @property
    def place(self) -> Unit | Service | Area | None:
        return self.unit or self.service or self.area


class Wave(models.Model):
    """One round of a survey with one questionnaire (kierros), and the promise of its handling."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="waves")
    document = models.ForeignKey(Document, models.PROTECT, related_name="waves")
    code = models.SlugField(_("code"), max_length=60, unique=True)
    title = TextColumn(_("title"))
    state = models.CharField(
        max_length=10, choices=WaveState.choices, default=WaveState.DRAFT, editable=False
    )
    opens_on = models.DateField(_("opens"))
    # The last day on which somebody can begin to answer.
    closes_on = models.DateField(_("last day for answers"))
    # So many days more paper may be keyed in; then the night's work freezes the wave.
    keying_days = models.PositiveSmallIntegerField(_("days for keying in paper"), default=14)
    # When it was frozen.
    closed_on = models.DateField(null=True, editable=False)
    target = models.CharField(_("who is asked"), max_length=10, choices=Target.choices)
    # Of a sample: how many stand on the list that it was drawn from.
    list_size = models.PositiveIntegerField(_("size of the list"), null=True, blank=True)
    goal = models.PositiveIntegerField(_("answers hoped for"), null=True, blank=True)
    # Values of `enums.Mode`.
    modes = models.JSONField(_("ways to answer"), default=list)

    # The handling promise, as people read it before they answer.
    purpose = TextColumn(_("why we ask"), blank=True)
    handler = TextColumn(_("who handles the results"), blank=True)
    handled_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, verbose_name=_("in charge of that")
    )
    handled_until = models.DateField(_("handled by"), null=True, blank=True)
    staff_hear = TextColumn(_("how staff hear of the results"), blank=True)
    changes_when = TextColumn(_("when changes may come"), blank=True)
    invests = TextColumn(_("what we are ready to invest"), blank=True)
    # Whether it was kept, and what came of the results; published.
    kept = models.CharField(max_length=10, choices=Kept.choices, blank=True)
    kept_words = TextColumn(blank=True)
    kept_on = models.DateField(null=True)
    # When the person in charge was last told that the day of the promise is near, or past.
    reminded_on = models.DateField(null=True, editable=False)

    # Invitations.
    invite_when = models.CharField(
        _("when invitations leave"),
        max_length=10,
        choices=InviteWhen.choices,
        default=InviteWhen.AT_ONCE,
    )
    invite_days = models.PositiveSmallIntegerField(_("days after the visit"), default=0)
    # Codes of the visit feed, e.g. those that end a client relationship. Empty: any.
    visit_types = models.JSONField(_("kinds of visit"), default=list, blank=True)
    min_age = models.PositiveSmallIntegerField(_("youngest age"), default=15)
    # Nobody who was asked, by whatever survey, is asked again within so many days.
    quiet_days = models.PositiveSmallIntegerField(_("days between two invitations"), default=90)
    # So many days after the invitation those who have not answered are reminded; 0: never.
    remind_days = models.PositiveSmallIntegerField(_("days before a reminder"), default=7)

    class Meta:
        verbose_name = _("wave")
        constraints = [
            models.CheckConstraint(
                name="wave_days", condition=Q(closes_on__gte=models.F("opens_on"))
            ),
            models.CheckConstraint(
                name="wave_closed_day",
                condition=Q(state=WaveState.CLOSED, closed_on__isnull=False)
                | (~Q(state=WaveState.CLOSED) & Q(closed_on=None)),
            ),
        ]
        indexes = [models.Index(fields=["state", "closes_on"], name="wave_state")]

    def __str__(self) -> str:
        return self.code


class WaveTarget(models.Model):
    """A unit or a service that a wave asks about; neither: everything at once."""

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="targets")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True)
    service = models.ForeignKey(Service, models.PROTECT, related_name="+", null=True)
    # How many were invited by name, or given a paper.
    invited = models.PositiveIntegerField(default=0)
    goal = models.PositiveIntegerField(_("answers hoped for"), null=True, blank=True)
    # How many answered; written when the wave closes.
    responses = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "unit"], condition=~Q(unit=None), name="target_unit_once"
            ),
            models.UniqueConstraint(
                fields=["wave", "service"], condition=~Q(service=None), name="target_service_once"
            ),
            models.UniqueConstraint(
                fields=["wave"], condition=Q(unit=None, service=None), name="target_all_once"
            ),
            models.CheckConstraint(
                name="target_one_place", condition=Q(unit=None) | Q(service=None)
            ),
        ]

    @property
    def place(self) -> Unit | Service | None:
        return self.unit or self.service
