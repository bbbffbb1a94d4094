"""What the givers behind a measure say of it themselves, as far as it may be told. It is counted
once (`actions.judge`) and stored; pages never count the rows."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from kuulluksi.outcomes.enums import Better
from kuulluksi.outcomes.models import Measure, MeasureVoice


def verdicts(measure: Measure) -> Mapping[Better, int]:
    """How many gave each verdict; nothing where it may not be told."""
    told = measure.verdicts or {}
    return {better: told.get(better.value, 0) for better in Better} if told else {}


def seen_by_all(measures: Iterable[int]) -> QuerySet[MeasureVoice]:
    """The voices behind measures, named by key, that are hidden from nobody. No number may tell
    somebody that there are others."""
    return MeasureVoice.objects.filter(measure__in=measures, voice__hidden=None)


def told_behind(measures: Iterable[int]) -> Mapping[int, int]:
    """How many voices stand behind each of some measures, as far as that is told to everybody."""
    return Counter(seen_by_all(measures).values_list("measure", flat=True))
