"""The year's plan and its waves."""

from datetime import date, timedelta

from django.db.models import QuerySet

from kuulluksi.surveys.enums import WaveState
from kuulluksi.surveys.models import Wave, WaveTarget


def waves_to_close(on: date) -> list[Wave]:
    """Open waves whose last day and days for keying in have passed."""
    over = Wave.objects.filter(state=WaveState.OPEN, closes_on__lt=on).order_by("closes_on", "pk")
    return [wave for wave in over if wave.closes_on + timedelta(days=wave.keying_days) < on]


def open_waves(on: date) -> QuerySet[Wave]:
    """What can be answered on a day, the one that closes first at the top."""
    found = Wave.objects.filter(state=WaveState.OPEN, opens_on__lte=on, closes_on__gte=on)
    return found.select_related("survey", "document").order_by("closes_on", "pk")


def targets(wave: Wave) -> QuerySet[WaveTarget]:
    """The places of a wave, units in Finnish order."""
    found = WaveTarget.objects.filter(wave=wave).select_related("unit", "service")
    return found.order_by("service__sort_fi", "unit__sort_fi", "pk")
