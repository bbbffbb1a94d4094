"""A wave is prepared, opened with its promise, and lasts longer if need be; then only `closing`."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from kuulluksi.org import actions as org_actions
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import Person, Service, Unit
from kuulluksi.org.rules import Refused
from kuulluksi.pure import deadlines
from kuulluksi.surveys import queries, rules
from kuulluksi.surveys.actions import documents
from kuulluksi.surveys.actions.planning import hold, settle
from kuulluksi.surveys.enums import PlanState, WaveEvent
from kuulluksi.surveys.models import Batch, Document, Survey, Wave, WaveTarget

# So many letters of a code are left for the year and a number.
CODE = 48


def save_wave(
    wave: Wave,
    places: Collection[Unit | Service],
    *,
    instrument: str = "",
    by: Person,
    at: datetime,
) -> Wave:
    """Writes a wave that is being prepared, with its places; without any it asks about everything
    at once, in the survey of a unit or a service about that, unless it is for the clients of
    certain places. `instrument`: one of the bank, in place
    of the wave's document. Raises Refused with the field."""
    rules.check_wave(wave, places)
    with transaction.atomic():
        survey = hold(wave.survey_id)
        if survey.elsewhere or survey.state in (PlanState.CANCELLED, PlanState.MOVED):
            raise Refused(_("A wave belongs to a survey of our own that is in the plan."))
        if instrument:
            wave.document = documents.take(instrument, None, by=by, at=at)
        if wave.pk:
            rules.check_draft(Wave.objects.select_for_update().get(pk=wave.pk))
        else:
            wave.code = _new_code(wave)
        wave.save()
        _place(wave, survey, places)
        settle(survey)
        _audit(Audited.WAVE_SAVED, wave, by=by, at=at)
    return wave


def remove_wave(wave: Wave, *, by: Person, at: datetime) -> None:
    """Removes a wave that was never opened, with its places and the links that were not sent."""
    with transaction.atomic():
        hold(wave.survey_id)
        row = Wave.objects.select_for_update(of=("self",)).select_related("survey").get(pk=wave.pk)
        rules.check_draft(row)
        if Batch.objects.filter(target__wave=row).exists():
            raise Refused(_("Papers have been keyed in for this wave."))
        _audit(Audited.REMOVED, row, by=by, at=at)
        row.delete()
        settle(row.survey)


def open_wave(wave: Wave, *, seen: str, by: Person, at: datetime) -> Wave:
    """Opens a wave for answers and freezes its questionnaire, both as the person saw them (`seen`
    is what `queries.as_seen` told then).

    Raises Refused with the field at fault, or rules.Outdated.
    """
    on = deadlines.day(at)
    with transaction.atomic():
        hold(wave.survey_id)
        locked = Wave.objects.select_for_update(of=("self",))
        wave = locked.select_related("survey", "handled_by").get(pk=wave.pk)
        document = Document.objects.select_for_update().get(pk=wave.document_id)
        wave.document = document
        if queries.as_seen(wave) != seen:
            raise rules.Outdated(
                _("Somebody has changed the wave or its questionnaire. Look at it again.")
            )
        asked = queries.questionnaire(documents.freeze(document, at=at))
        rules.check_opening(wave, asked, wave.targets.count(), on)
        wave.state = rules.check_move(wave, WaveEvent.OPENED)
        wave.save(update_fields=["state"])
        _audit(Audited.WAVE_OPENED, wave, by=by, at=at)
    return wave


def prolong(wave: Wave, until: date, *, by: Person, at: datetime) -> None:
    """An open wave lasts longer; of the rest nothing changes."""
    with transaction.atomic():
        row = Wave.objects.select_for_update().get(pk=wave.pk)
        rules.check_prolonging(row, until, deadlines.day(at))
        row.closes_on = until
        row.save(update_fields=["closes_on"])
        _audit(Audited.WAVE_SAVED, row, by=by, at=at)


def set_goals(wave: Wave, goals: Mapping[int, int | None], *, by: Person, at: datetime) -> None:
    """How many answers are hoped for from each place, by key of the target; None: no number."""
    with transaction.atomic():
        row = Wave.objects.select_for_update().get(pk=wave.pk)
        rules.check_goals(row)
        for key, goal in goals.items():
            row.targets.filter(pk=key).update(goal=goal)
        _audit(Audited.WAVE_SAVED, row, by=by, at=at)


def _new_code(wave: Wave) -> str:
    """The code of the questionnaire with the year, and a number where that is taken."""
    start = f"{slugify(wave.document.code)[:CODE].strip('-')}-{wave.opens_on.year}"
    taken = set(Wave.objects.filter(code__startswith=start).values_list("code", flat=True))
    codes = [start, *(f"{start}-{number}" for number in range(2, len(taken) + 3))]
    return next(code for code in codes if code not in taken)


def _place(wave: Wave, survey: Survey, places: Collection[Unit | Service]) -> None:
    """Writes the places that are new and removes those no longer chosen; what stays keeps what is
    known of it."""
    wanted: set[tuple[int | None, int | None]] = {
        (place.pk, None) if isinstance(place, Unit) else (None, place.pk) for place in places
    }
    if not wanted and wave.target in rules.AT_ONCE:
        wanted = {(survey.unit_id, None if survey.unit_id else survey.service_id)}
    known = {(target.unit_id, target.service_id): target for target in wave.targets.all()}
    for key in known.keys() - wanted:
        known[key].delete()
    for unit, service in wanted - known.keys():
        WaveTarget.objects.create(wave=wave, unit_id=unit, service_id=service)


def _audit(what: Audited, wave: Wave, *, by: Person, at: datetime) -> None:
    org_actions.audit(what, org_actions.subject_of(wave), by=by, at=at)
