"""What measures stem from: voices that somebody may read, and figures that were published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from kuulluksi.figures import queries as figures
from kuulluksi.figures.queries import Figure
from kuulluksi.org.models import Area, Person, Service, Unit
from kuulluksi.outcomes.models import Measure, MeasureFigure, MeasureVoice
from kuulluksi.surveys.models import Wave
from kuulluksi.voices import queries as voices
from kuulluksi.voices.enums import RECEIVED
from kuulluksi.voices.models import Voice

NEAR = timedelta(days=365)
"""Among the voices of the last year somebody looks for those behind a measure."""
MOST = 50


@dataclass(frozen=True)
class StemFigure:
    """A figure behind a measure as it is shown; None: it is not told any more."""

    row: MeasureFigure
    figure: Figure | None


def shown(wave: Wave | None, year: int, place: str, item: str) -> Figure | None:
    """A figure as it is shown; None when it is hidden, or when there is no such figure."""
    found = figures.of_year(year) if wave is None else figures.of_wave(wave)
    if found is None or all(each.key != place for each in found.tree):
        return None
    try:
        figure = found.of(place, item)
    except LookupError:
        return None
    return None if figure.published.counts is None else figure


def figures_of(measure: Measure) -> Sequence[StemFigure]:
    """The figures behind a measure."""
    rows = measure.figures.select_related("wave__document", "wave__survey").order_by("pk")
    return [StemFigure(row, shown(row.wave, row.year, row.place, row.item)) for row in rows]


def stemming(wave: Wave | None, year: int, place: str, item: str) -> list[Measure]:
    """The measures that stem from a figure, the newest first."""
    rows = MeasureFigure.objects.filter(wave=wave, year=year, place=place, item=item)
    return list(Measure.objects.filter(pk__in=rows.values("measure")).order_by("-made_on", "pk"))


def candidates(measure: Measure, person: Person, on: date) -> QuerySet[Voice]:
    """The voices of the place of a measure that a person may read and that do not stand behind it
    yet, the newest first."""
    there = MeasureVoice.objects.filter(measure=measure, voice=OuterRef("pk"))
    found = voices.visible_to(person, on).filter(given_on__gt=on - NEAR, state__in=RECEIVED)
    found = found.filter(misdirected="").exclude(Exists(there))
    match measure.place:
        case Unit() as unit:
            found = found.filter(unit=unit)
        case Service() as service:
            found = found.filter(service=service)
        case Area() as area:
            found = found.filter(area=area)
    return found.select_related("unit", "service").order_by("-given_on", "pk")
