"""What is known of a place in the periods of a statement: the waves that asked about it, instant
feedback, and figures that were printed. Read once for all sheets that are made of it."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from django.db.models import Exists, OuterRef, Q

from kuulluksi.figures.models import Release
from kuulluksi.figures.queries import ALL, Figures, instant, key_of
from kuulluksi.figures.queries.sources import Told, about
from kuulluksi.figures.queries.telling import told_in
from kuulluksi.outcomes.queries.sheets.offering import Period
from kuulluksi.outcomes.queries.sheets.periods import Span, spans
from kuulluksi.outcomes.queries.sheets.printed import Shelf
from kuulluksi.pure.statement.document import Kind
from kuulluksi.surveys import queries as surveys
from kuulluksi.surveys.enums import Audience, PlanState
from kuulluksi.surveys.models import Survey, Wave
from kuulluksi.surveys.queries import Tally


class Known:
    """Nothing of it is read before a sheet needs it."""

    def __init__(self, period: Period, place: str) -> None:
        self.period = period
        self.place = place
        self.spans = spans(period)

    @property
    def last(self) -> Span:
        """The period of the statement itself."""
        return self.spans[-1]

    @property
    def by_year(self) -> bool:
        return self.period.kind is not Kind.MONITORING

    @cached_property
    def printed(self) -> Shelf:
        """Nothing that was printed tells of parts of a year."""
        return Shelf([each.starts.year for each in self.spans] if self.by_year else [])

    @cached_property
    def instant(self) -> Mapping[str, Figures]:
        """What is shown of instant feedback in each period that has any."""
        first, last = self.spans[0].starts, self.last.ends
        found = Release.objects.filter(wave=None, starts_on__gte=first, ends_on__lte=last)
        releases = list(found.defer("tree").order_by("starts_on", "pk"))
        asked = instant.plan()
        told = {span.key: [each for each in releases if _inside(each, span)] for span in self.spans}
        return {key: Figures(those, asked) for key, those in told.items() if those}

    @cached_property
    def waves(self) -> Mapping[str, Sequence[Wave]]:
        """The waves of each period that asked others than the staff and whose figures are final, in
        their order. One that is still open is left out of a statement."""
        final = Release.objects.filter(wave=OuterRef("pk"), final=True)
        found = Wave.objects.filter(self._when("survey__year", "closes_on"), Exists(final))
        found = found.exclude(survey__audience=Audience.STAFF)
        related = ("document", "survey__area", "survey__service", "survey__unit")
        found = found.select_related(*related).defer("document__body")
        waves = list(found.order_by("opens_on", "pk"))
        return {
            span.key: [wave for wave in waves if self._is_of(wave, span)] for span in self.spans
        }

    @cached_property
    def elsewhere(self) -> Mapping[str, Sequence[Survey]]:
        """The surveys of each period that others ran, of which it is known how many answered."""
        found = Survey.objects.filter(self._when("year", "ends_on"), state=PlanState.HELD)
        found = found.exclude(elsewhere="").exclude(elsewhere_answers=None)
        found = found.exclude(audience=Audience.STAFF)
        surveys = list(found.select_related("area", "service", "unit").order_by("starts_on", "pk"))
        return {
            span.key: [
                each
                for each in surveys
                if (each.year == span.starts.year if self.by_year else span.holds(each.ends_on))
                and self.is_about(each)
            ]
            for span in self.spans
        }

    @cached_property
    def told(self) -> Mapping[int, Told]:
        """What is told of each wave, by its key; of the place itself it is read at once."""
        told = told_in([wave for found in self.waves.values() for wave in found])
        about([each for each in told.values() if self.place in each.inside], self.place)
        return told

    @cached_property
    def numbers(self) -> Mapping[int, Tally]:
        """How many answered each wave."""
        return surveys.tallies(wave for found in self.waves.values() for wave in found)

    def is_about(self, survey: Survey) -> bool:
        """Whether all of a survey is about the place."""
        above = (survey.area, survey.service, survey.unit)
        return self.place == ALL or self.place in {key_of(each) for each in above if each}

    def _when(self, year: str, day: str) -> Q:
        if self.by_year:
            years = (self.spans[0].starts.year, self.last.ends.year)
            return Q(**{f"{year}__range": years})
        return Q(**{f"{day}__range": (self.spans[0].starts, self.last.ends)})

    def _is_of(self, wave: Wave, span: Span) -> bool:
        if self.by_year:
            return wave.survey.year == span.starts.year
        return span.holds(wave.closes_on)


def _inside(release: Release, span: Span) -> bool:
    return span.holds(release.starts_on) and span.holds(release.ends_on)
