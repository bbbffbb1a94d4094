"""A trial on its way: how many of whom take part, and what they say."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import rules
from kuulluksi.outcomes.actions.measures import held, write_line
from kuulluksi.outcomes.enums import MeasureEvent, Who
from kuulluksi.outcomes.models import Measure, TrialComment, TrialGroup
from kuulluksi.pure import deadlines, retention
from kuulluksi.pure.text import clean_text


def set_groups(
    measure: Measure, numbers: Mapping[Who, int], *, by: Person, at: datetime, seen: int
) -> Measure:
    """Says how many of whom take part; none of a group takes it away."""
    with transaction.atomic():
        measure = held(measure, by=by, at=at, seen=seen)
        rules.check_trial(measure)
        kept = {who: number for who, number in numbers.items() if number}
        TrialGroup.objects.filter(measure=measure).exclude(who__in=kept).delete()
        for who, number in kept.items():
            TrialGroup.objects.update_or_create(
                measure=measure, who=who, defaults={"number": number}
            )
        write_line(measure, MeasureEvent.EDITED, by=by, at=at)
    return measure


def comment(
    measure: Measure, who: str, words: str, *, by: Person, at: datetime, key: int | None = None
) -> TrialComment:
    """Writes down what somebody said during a trial. `key`: of the form; sent twice it is one
    comment."""
    on, words = deadlines.day(at), clean_text(words).strip()
    home = org.reach(by, on).home
    if not rules.may_comment(measure, by, org.leading(by, on), home):
        raise Refused(_("You do not work where this is tried."))
    rules.check_trial(measure)
    rules.check_comment(who, words)
    told = {"measure": measure, "who": who, "words": words, "written_on": on, "by": by}
    until = retention.words_until(on)
    if key is None:
        return TrialComment.objects.create(**told, erase_on=until)
    found, _fresh = TrialComment.objects.get_or_create(pk=key, defaults={**told, "erase_on": until})
    return found


def take_back(measure: Measure, key: int, *, by: Person, at: datetime) -> bool:
    """Removes a comment: whoever wrote it, or whoever changes the measure. False when it is gone
    already."""
    with transaction.atomic():
        row = TrialComment.objects.select_for_update().filter(measure=measure, pk=key).first()
        if row is None:
            return False
        if row.by_id != by.pk:
            rules.check_change(measure, by, org.leading(by, deadlines.day(at)))
        row.delete()
    return True
