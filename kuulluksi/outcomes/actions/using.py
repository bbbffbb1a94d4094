"""The yearly round: each unit is asked how it used what it heard, and answers."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kuulluksi.org import actions as org_actions
from kuulluksi.org import queries as org
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import rules
from kuulluksi.outcomes.models import Talk, UseReport, UseRound
from kuulluksi.outcomes.queries import using as queries
from kuulluksi.outcomes.queries.leaders import Leaders
from kuulluksi.pure import deadlines
from kuulluksi.voices.actions.notices import tell
from kuulluksi.voices.enums import Reason

COLUMNS = ("results", "wave_id", "where", "who", "on", "followed", "measure_id")


def open_round(year: int | None, due_on: date | None, *, by: Person, at: datetime) -> UseRound:
    """Asks every unit how it used what it heard in a year; those who lead them are told. Opened
    twice at the same moment it is opened once. Raises Refused with the field."""
    on = deadlines.day(at)
    with transaction.atomic():
        if not rules.may_open_round(org.leading(by, on), org.reach(by, on)):
            raise Refused(_("You do not open rounds."))
        year, due_on = rules.check_round(year, due_on, on)
        asked, fresh = UseRound.objects.get_or_create(
            year=year, defaults={"opened_on": on, "due_on": due_on, "by": by}
        )
        if not fresh:
            return asked
        units = queries.units_to_ask(on)
        reports = UseReport.objects.bulk_create(
            [UseReport(round=asked, unit=unit) for unit in units]
        )
        _tell(reports, Reason.USE_OPEN, on, at=at)
        org_actions.audit(Audited.USE_SAVED, f"use round {asked.year}", by=by, at=at)
    return asked


def answer_round(
    report: UseReport,
    practices: Mapping[str, str],
    talks: Sequence[Talk],
    why_none: str,
    *,
    by: Person,
    at: datetime,
    seen: int,
) -> UseReport:
    """What a unit answers, in the place of what it answered before. Raises Refused with the field,
    Stale when somebody else was first. The same sent twice is stored once."""
    on = deadlines.day(at)
    with transaction.atomic():
        row = UseReport.objects.select_for_update(of=("self",)).select_related(*queries.RELATED)
        report = row.get(pk=report.pk)
        if not rules.may_make(org.leading(by, on), report.unit):
            raise Refused(_("Those who lead this unit answer."))
        if not rules.is_answerable(report, on):
            raise Refused(_("The round is over. What was answered stays."))
        for fault in rules.use_faults(report.round.year, practices, talks, why_none, on):
            raise fault
        if _stands(report, practices, talks, why_none):
            return report
        if report.version != seen:
            raise rules.Stale(_("Somebody has answered meanwhile. Your text is safe below."))
        report.practices, report.why_none = dict(practices), why_none
        report.answered_on, report.answered_by = report.answered_on or on, by
        report.version += 1
        report.save()
        report.talks.all().delete()
        for talk in talks:
            talk.report = report
        Talk.objects.bulk_create(talks)
        subject = f"use report {report.round.year} {report.unit.code}"
        org_actions.audit(Audited.USE_SAVED, subject, by=by, at=at)
    return report


def _stands(
    report: UseReport, practices: Mapping[str, str], talks: Iterable[Talk], why_none: str
) -> bool:
    """Whether exactly this is what has been answered already."""

    def told(rows: Iterable[Talk]) -> list[tuple[object, ...]]:
        return sorted((tuple(getattr(row, name) for name in COLUMNS) for row in rows), key=repr)

    before = report.practices, report.why_none, told(report.talks.all())
    return report.answered_on is not None and before == (dict(practices), why_none, told(talks))


def remind_of_use(*, at: datetime) -> int:
    """Calls to mind before the last day, and once more when it has passed: then the superior is
    told too. Returns how many reports were called to mind."""
    on = deadlines.day(at)
    with transaction.atomic():
        waiting = queries.reports_to_remind(on)
        late = [row for row in waiting if row.round.due_on < on]
        soon = [row for row in waiting if row.round.due_on >= on]
        _tell(soon, Reason.USE_OPEN, on, at=at)
        _tell(late, Reason.USE_LATE, on, at=at)
        keys = [row.pk for row in waiting]
        UseReport.objects.filter(pk__in=keys).update(reminded_on=on)
    return len(waiting)


def _tell(reports: Iterable[UseReport], reason: Reason, on: date, *, at: datetime) -> None:
    """Whoever leads each of the units; of what is late their superiors as well."""
    decide = Leaders(on)
    numbers: Counter[int] = Counter()
    for report in reports:
        people = decide.of(report.unit)
        keys = {person.pk for person in people}
        if reason == Reason.USE_LATE:
            above = [person.superior for person in people]
            keys |= {each.pk for each in above if each is not None and each.is_active}
        numbers.update(keys)
    for person, number in sorted(numbers.items()):
        tell(person, reason, at=at, number=number)
