"""What the figures of a place are counted from. No person, no word: days of clocks, and a number.

What concerns the supervisor is left out: that person knows how many voices they see themselves, and
one more in public would tell them of it.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Count, Exists, OuterRef
from django.db.models.functions import Coalesce

from kuulluksi.pure.answering import Clock
from kuulluksi.voices.enums import Event
from kuulluksi.voices.models import EarlierClock, Step, Voice


def past_clocks(unit_ids: Collection[int], first: date, before: date) -> dict[int, list[Clock]]:
    """The clocks of feedback on each of the units that began on `first` or later and were due
    before a day: present ones and those before them. What a robot sent, or waits for that to be
    found out, was promised nothing; what was handed on as no feedback is counted apart."""
    owed = {"misdirected": "", "hold_reason": "", "concerns_handler": False}
    present = Voice.objects.filter(
        unit__in=unit_ids, began_on__gte=first, due_on__lt=before, **owed
    ).values_list("unit", "began_on", "due_on", Coalesce("answered_on", "closed_on"))
    earlier = EarlierClock.objects.filter(
        voice__unit__in=unit_ids,
        began_on__gte=first,
        due_on__lt=before,
        **{f"voice__{name}": value for name, value in owed.items()},
    ).values_list("voice__unit", "began_on", "due_on", "stopped_on")
    clocks: dict[int, list[Clock]] = defaultdict(list)
    for unit, *clock in present.union(earlier, all=True):
        clocks[unit].append(Clock(*clock))
    return clocks


def handed_on(unit_ids: Collection[int], first: date, before: date) -> dict[int, int]:
    """How many matters on each of the units, given on `first` or later, were no feedback and had
    been handed on before a day."""
    handed = Step.objects.filter(voice=OuterRef("pk"), event=Event.HANDED_ON, on__lt=before)
    there = Voice.objects.filter(unit__in=unit_ids, concerns_handler=False, given_on__gte=first)
    counted = there.exclude(misdirected="").filter(Exists(handed)).order_by().values_list("unit")
    return dict(counted.annotate(Count("pk")))
