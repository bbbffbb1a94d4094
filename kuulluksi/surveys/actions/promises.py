"""The handling promise after the wave: whether it was kept, and calling its day to mind."""

from datetime import date, datetime

from django.db import transaction

from kuulluksi.org import actions as org_actions
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import Person
from kuulluksi.pure import deadlines
from kuulluksi.pure.text import Text
from kuulluksi.surveys import queries, rules
from kuulluksi.surveys.models import Wave
from kuulluksi.voices.actions.notices import tell
from kuulluksi.voices.enums import Reason


def tell_kept(wave: Wave, kept: str, words: Text, *, by: Person, at: datetime) -> None:
    """Publishes whether the promise was kept and what came of the results. May be told again, for
    what came late is news too. Raises Refused with the field."""
    with transaction.atomic():
        row = Wave.objects.select_for_update(of=("self",)).select_related("document")
        wave = row.get(pk=wave.pk)
        rules.check_kept(wave, kept, words, queries.questionnaire(wave.document).languages)
        wave.kept, wave.kept_words, wave.kept_on = kept, words, deadlines.day(at)
        wave.save(update_fields=["kept", "kept_words", "kept_on"])
        detail = {"kept": kept}
        subject = org_actions.subject_of(wave)
        org_actions.audit(Audited.PROMISE_TOLD, subject, by=by, at=at, detail=detail)


def remind_of_promises(*, at: datetime) -> int:
    """Puts into the daily letter of whoever is in charge that the day of a promise is near, and
    once more when it has passed. Returns how many were told."""
    on = deadlines.day(at)
    return sum(_remind(wave.pk, on, at=at) for wave in queries.promises_to_remind(on))


def _remind(key: int, on: date, *, at: datetime) -> bool:
    """The row of the letter and the day of the reminder are one transaction."""
    with transaction.atomic():
        waiting = queries.promises_to_remind(on).select_for_update(of=("self",))
        wave = waiting.filter(pk=key).first()
        if wave is None or wave.handled_until is None:
            return False
        late = wave.handled_until < on
        tell(_in_charge(wave), Reason.PROMISE_LATE if late else Reason.PROMISE_SOON, at=at)
        wave.reminded_on = on
        wave.save(update_fields=["reminded_on"])
    return True


def _in_charge(wave: Wave) -> int | None:
    """Whoever handles the results; when they no longer work here, whoever holds the survey."""
    people = (wave.handled_by, wave.survey.responsible)
    return next((who.pk for who in people if who is not None and who.is_active), None)
