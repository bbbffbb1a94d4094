"""The day of a measure is called to mind: before it to its owner, and once it has passed also to
whoever stands above."""

from datetime import date, datetime

from django.db import transaction

from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.outcomes.models import Measure
from kuulluksi.outcomes.queries import leaders, listing
from kuulluksi.pure import deadlines
from kuulluksi.voices.actions.notices import tell
from kuulluksi.voices.enums import Reason


def remind_of_measures(*, at: datetime) -> int:
    """Puts into the daily letter of the owner of a measure that its day is near, and once more when
    it has passed; then the superior is told too. Returns how many measures were called to mind."""
    on = deadlines.day(at)
    return sum(_remind(measure.pk, on, at=at) for measure in listing.to_remind(on))


def _remind(key: int, on: date, *, at: datetime) -> bool:
    """The rows of the letters and the day of the reminder are one transaction."""
    with transaction.atomic():
        waiting = listing.to_remind(on).select_for_update(of=("self",))
        measure = waiting.filter(pk=key).first()
        if measure is None:
            return False
        late = measure.due_on < on
        reason = Reason.MEASURE_LATE if late else Reason.MEASURE_SOON
        owner = leaders.in_charge(measure.owner, measure.place, on)
        told = {owner.pk} if owner is not None else set()
        if late and (above := _above(owner, on)) is not None:
            told.add(above)
        for person in sorted(told):
            tell(person, reason, at=at)
        Measure.objects.filter(pk=key).update(reminded_on=on)
    return True


def _above(owner: Person | None, on: date) -> int | None:
    """The superior, if there is one who works here."""
    if owner is None:
        return None
    directory = org.directory(on)
    superior = directory.superior(owner.pk)
    return superior if directory.working(superior) else None
