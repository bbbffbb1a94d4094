"""The year's plan: what is planned, held, cancelled, moved, or run by somebody else."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kuulluksi.org import actions as org_actions
from kuulluksi.org import queries as org
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.pure import deadlines
from kuulluksi.pure.text import Text
from kuulluksi.surveys import rules
from kuulluksi.surveys.enums import PlanState, WaveState
from kuulluksi.surveys.models import Survey, Wave


def save_survey(survey: Survey, *, by: Person, at: datetime) -> None:
    """Writes a row of the plan, new or known; its year is that of its first day.

    Raises Refused with the field, also when its place is not the person's to plan for.
    """
    if not rules.may_hold(org.making(by, deadlines.day(at)), survey):
        raise Refused(_("Choose a place that you answer for."), "place")
    rules.check_survey(survey)
    survey.year = survey.starts_on.year
    if survey.elsewhere:
        told = survey.elsewhere_answers is not None
        survey.state = PlanState.HELD if told else PlanState.PLANNED
    with transaction.atomic():
        if survey.pk and hold(survey.pk).state in (PlanState.CANCELLED, PlanState.MOVED):
            raise Refused(_("This survey was cancelled or moved in the plan."))
        _keep_what_was_asked(survey)
        survey.save()
        if survey.elsewhere and survey.waves.exists():
            raise Refused(_("This survey has waves of our own."), "elsewhere")
        settle(survey)
        _audit(survey, by=by, at=at)


def _keep_what_was_asked(survey: Survey) -> None:
    """Once a wave has been opened, the survey keeps its place and its year: whoever holds it stays
    the same, and its answers stay in the plan in which they were promised."""
    if survey.pk and survey.waves.exclude(state=WaveState.DRAFT).exists():
        before = Survey.objects.get(pk=survey.pk)
        if survey.place != before.place:
            raise Refused(_("People have been asked already: the place stays."), "place")
        if survey.year != before.year:
            raise Refused(_("People have been asked already: the year stays."), "starts_on")


def cancel(survey: Survey, reason: Text, *, by: Person, at: datetime) -> None:
    """What was planned is not held; the reason stands in the public plan."""
    with transaction.atomic():
        row = _still_planned(survey, reason)
        row.state, row.reason = PlanState.CANCELLED, reason
        row.save(update_fields=["state", "reason"])
        _audit(row, by=by, at=at)


def move(
    survey: Survey, *, starts_on: date, ends_on: date, reason: Text, by: Person, at: datetime
) -> Survey:
    """What was planned is held at another time: a new row, to which this one leads. Waves that are
    being prepared go along."""
    with transaction.atomic():
        row = _still_planned(survey, reason)
        if (starts_on, ends_on) == (row.starts_on, row.ends_on):
            raise Refused(_("These are the days on which it is planned already."), "starts_on")
        later = Survey.objects.get(pk=row.pk)
        later.pk = None
        later.starts_on, later.ends_on, later.year = starts_on, ends_on, starts_on.year
        rules.check_survey(later)
        later.save()
        Wave.objects.filter(survey=row).update(survey=later)
        row.state, row.reason, row.moved_to = PlanState.MOVED, reason, later
        row.save(update_fields=["state", "reason", "moved_to"])
        _audit(row, by=by, at=at)
    return later


def hold(survey: int) -> Survey:
    """The row of a survey, locked: whatever writes to it or to its waves takes this lock first."""
    return Survey.objects.select_for_update().get(pk=survey)


def settle(survey: Survey) -> None:
    """A survey of ours is held once it has waves and all of them are closed."""
    states = set(Wave.objects.filter(survey=survey).values_list("state", flat=True))
    after = PlanState.HELD if states == {WaveState.CLOSED.value} else PlanState.PLANNED
    ours = Survey.objects.filter(pk=survey.pk, elsewhere="")
    ours.filter(state__in=[PlanState.PLANNED, PlanState.HELD]).exclude(state=after).update(
        state=after
    )


def _still_planned(survey: Survey, reason: Text) -> Survey:
    row = hold(survey.pk)
    begun = row.waves.exclude(state=WaveState.DRAFT).exists()
    rules.check_planned(row, begun=begun)
    if not reason.get("fi"):
        raise Refused(_("Write this at least in Finnish."), "reason")
    return row


def _audit(survey: Survey, *, by: Person, at: datetime) -> None:
    detail = {"state": str(survey.state)}
    subject = org_actions.subject_of(survey)
    org_actions.audit(Audited.SURVEY_SAVED, subject, by=by, at=at, detail=detail)
