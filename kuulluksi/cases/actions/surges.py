"""Every night the house looks for subjects of which there were more voices than usual."""

from collections import Counter
from datetime import datetime

from django.db import transaction

from kuulluksi.cases import queries
from kuulluksi.cases.queries.surges import WEEK, Subject
from kuulluksi.org import queries as org
from kuulluksi.org.models import Authority, Unit
from kuulluksi.pure import deadlines
from kuulluksi.voices.actions.notices import tell
from kuulluksi.voices.enums import Reason
from kuulluksi.voices.models import Surge


def find_surges(*, at: datetime) -> int:
    """Writes down what surges and tells those who lead the place. Returns how many surges are new.

    A surge is new when the subject had none in that place in the seven days before, so one that
    goes on is told of again only when a whole further week was unusual. The rows and the notices
    are one transaction, and two workers take turns: nobody is told twice.
    """
    on = deadlines.day(at)
    found = queries.surging(on)
    with transaction.atomic():
        Authority.objects.select_for_update().first()
        lately = {
            Subject(row.unit_id, row.area_id, row.topic, row.word)
            for row in Surge.objects.filter(found_on__gt=on - WEEK)
        }
        fresh = [each for each in found if each.subject not in lately]
        Surge.objects.bulk_create(
            [
                Surge(
                    found_on=on,
                    unit_id=each.subject.unit,
                    area_id=each.subject.area,
                    topic=each.subject.topic,
                    word=each.subject.word,
                    number=each.number,
                    usual=each.usual,
                )
                for each in fresh
            ]
        )
        told = Counter(person for each in fresh for person in _leaders(each.subject, at=at))
        for person, number in sorted(told.items()):
            tell(person, Reason.SURGE, at=at, number=number)
    return len(fresh)


def _leaders(subject: Subject, *, at: datetime) -> set[int]:
    """Who leads the place of a surge, and who leads what is above it up to the area."""
    on = deadlines.day(at)
    if subject.unit is None:
        return set(org.leaders(on, area=subject.area).values_list("pk", flat=True))
    unit = Unit.objects.select_related("service").get(pk=subject.unit)
    places = (
        org.leaders(on, unit=unit.pk),
        org.leaders(on, service=unit.service_id),
        org.leaders(on, area=unit.service.area_id),
    )
    return {person.pk for people in places for person in people}
