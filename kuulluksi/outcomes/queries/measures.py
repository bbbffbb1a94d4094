"""Measures, and what stands behind them."""

from datetime import date

from django.conf import settings
from django.db.models import QuerySet

from kuulluksi.org.models import Person
from kuulluksi.outcomes.models import Measure, MeasureVoice
from kuulluksi.voices import queries as voices
from kuulluksi.voices.models import Voice


def languages() -> tuple[str, ...]:
    """The languages in which the public reads."""
    return tuple(code for code, _name in settings.LANGUAGES)


def one(key: int) -> Measure | None:
    related = ("owner", "area", "service__area", "unit__service__area")
    return Measure.objects.select_related(*related).filter(pk=key).first()


def of_voice(voice: Voice) -> list[MeasureVoice]:
    """The measures that a voice led to, the newest first."""
    found = MeasureVoice.objects.filter(voice=voice).select_related(
        "measure__owner", "measure__area", "measure__service", "measure__unit__service"
    )
    return list(found.order_by("-linked_on", "-pk"))


def behind(measure: Measure, person: Person | None = None) -> int:
    """How many voices stand behind a measure, whoever may read them; without those that are hidden
    from a person, who must not learn that there are any."""
    found = measure.voices.all()
    if person is not None:
        found = found.exclude(voice__hidden__person=person)
    return found.count()


def voices_of(measure: Measure, person: Person, on: date) -> QuerySet[Voice]:
    """The voices behind a measure that a person may read, the newest first."""
    keys = MeasureVoice.objects.filter(measure=measure).values("voice")
    return voices.visible_to(person, on).filter(pk__in=keys).order_by("-given_on", "pk")
