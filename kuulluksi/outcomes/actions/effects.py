"""What should change is named before anybody knows; whether it has is measured when the same has
been asked again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes.actions.measures import held, write_line
from kuulluksi.outcomes.enums import MeasureEvent, MeasureState
from kuulluksi.outcomes.models import Effect, Measure, Target
from kuulluksi.outcomes.queries.leaders import in_charge
from kuulluksi.outcomes.queries.measuring import measured, targets_waiting, waiting
from kuulluksi.outcomes.queries.targets import Naming
from kuulluksi.pure import deadlines
from kuulluksi.surveys.models import Wave
from kuulluksi.voices.actions.notices import tell
from kuulluksi.voices.enums import Reason

MOST = 10
"""The more that is named, the surer each of it has to be."""


def name_target(
    measure: Measure,
    before: Wave,
    place: str,
    item: str,
    *,
    upwards: bool,
    words: str = "",
    by: Person,
    at: datetime,
) -> Target:
    """Names a figure that a measure should move, as it stood in a wave; named already, it stays as
    it was. `words`: what it is called, for the history. Raises Refused with the reason when nothing
    of it could be measured, or when it is known already."""
    with transaction.atomic():
        measure = held(measure, by=by, at=at, seen=None)
        found = Target.objects.filter(measure=measure, place=place, item=item).first()
        if found is not None:
            return found
        if measure.state == MeasureState.NOT_POSSIBLE:
            raise Refused(_("This measure is not possible, so nothing is to change after it."))
        if measure.targets.count() >= MOST:
            raise Refused(_("At most %(most)d. Name what matters most.") % {"most": MOST}, "item")
        option = Naming(measure, deadlines.day(at)).option(before, place, item)
        if option is None:
            raise Refused(_("Choose what should change."), "item")
        if option.why_not is not None:
            raise Refused(str(option.why_not.label), "item")
        target = Target.objects.create(
            measure=measure,
            place=place,
            item=item,
            before=before,
            upwards=upwards,
            named_on=deadlines.day(at),
        )
        write_line(measure, MeasureEvent.NAMED, by=by, at=at, words=words)
    return target


def drop_target(
    measure: Measure, target: int, *, words: str = "", by: Person, at: datetime
) -> bool:
    """Takes away what should have changed, while nobody knows whether it has. False when it is gone
    already. Raises Refused once it has been measured, or can be."""
    with transaction.atomic():
        measure = held(measure, by=by, at=at, seen=None)
        found = Target.objects.filter(measure=measure, pk=target).select_related("before").first()
        if found is None:
            return False
        found.measure = measure
        if Effect.objects.filter(target=found).exists() or measured(found, deadlines.day(at)):
            raise Refused(_("The effect has been measured, so this stays."))
        found.delete()
        write_line(measure, MeasureEvent.DROPPED, by=by, at=at, words=words)
    return True


def measure_effects(*, at: datetime) -> int:
    """Measures every effect whose time has come, for good: the first wave that asked the same after
    the measure has its figures. Tells whoever answers for the measure, and the givers behind it.
    Returns how many were measured."""
    return sum(_measure(measure, at=at) for measure in waiting())


def _measure(measure: Measure, *, at: datetime) -> int:
    on = deadlines.day(at)
    with transaction.atomic():
        locked = Measure.objects.select_for_update(of=("self",))
        related = ("owner", "area", "service", "unit__service")
        measure = locked.select_related(*related).get(pk=measure.pk)
        found = [effect for each in targets_waiting(measure) if (effect := measured(each, on))]
        if not found:
            return 0
        for effect in found:
            effect.save(force_insert=True)
        write_line(measure, MeasureEvent.MEASURED, by=None, at=at)
        owner = in_charge(measure.owner, measure.place, on)
        tell(owner.pk if owner else None, Reason.EFFECT, at=at)
    return len(found)
