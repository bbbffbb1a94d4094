"""What may be named as what should change: the figures of a measure's places, and why some of them
may not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kuulluksi.figures.models import Release
from kuulluksi.figures.queries import ALL, Figure, key_of
from kuulluksi.figures.queries.measures import Asked
from kuulluksi.figures.queries.sources import Told, told_of
from kuulluksi.org import queries as org
from kuulluksi.outcomes.enums import WhyNot
from kuulluksi.outcomes.models import Measure
from kuulluksi.outcomes.queries.again import Coming, Line, asking, coming, line_of
from kuulluksi.outcomes.queries.comparable import Where
from kuulluksi.surveys.enums import Audience
from kuulluksi.surveys.models import Wave


@dataclass(frozen=True)
class Option:
    """One figure of a wave about a place. `why_not`: why it is not named; else the wave `again`
    asks the same."""

    asked: Asked
    figure: Figure | None
    why_not: WhyNot | None
    again: Wave | None = None


@dataclass(frozen=True)
class Offer:
    """The newest figures of one questionnaire about a place."""

    wave: Wave
    options: Sequence[Option]


class Naming:
    """The figures that a measure may name on a day, read once. Of each questionnaire those of its
    newest wave about a place; what the staff was asked stands on no public page, so it is no
    target."""

    def __init__(self, measure: Measure, on: date) -> None:
        self.measure, self.on = measure, on
        self.scope = key_of(measure.place)
        self.least = org.authority().least_compared

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The keys of the places of the measure about which there are figures."""
        found: dict[str, None] = {}
        for told in self._told:
            found |= dict.fromkeys(key for key in told.inside if self._within(told, key))
        return tuple(found)

    def offers(self, place: str) -> list[Offer]:
        """What may be named of a place, and what may not, the newest wave first."""
        newest: dict[Line, Told] = {}
        for told in self._told:
            if place in told.inside:
                newest.setdefault(line_of(_wave(told)), told)
        return [
            Offer(_wave(told), [self._option(told, place, key) for key in told.asked])
            for told in newest.values()
        ]

    def option(self, before: Wave, place: str, item: str) -> Option | None:
        """One figure of one wave; None where that wave did not ask it about any place, or is not
        told of in full."""
        told = next((each for each in self._told if each.wave == before), None)
        if told is None or item not in told.asked:
            return None
        return self._option(told, place, item)

    def _option(self, told: Told, place: str, item: str) -> Option:
        asked = told.asked[item]
        if place not in told.inside:
            return Option(asked, None, WhyNot.NOT_ASKED)
        figure = told.figures.each(place, asked.counted)
        wave = _wave(told)
        waves = self._coming.get(line_of(wave), ())
        again = asking(waves, self.measure, wave, place, item, self.on)
        why = self._why_not(told, figure, asked)
        if why is None and again is None:
            why = WhyNot.NOT_AGAIN
        if why is None and again is not None and again.told and place == ALL:
            why = WhyNot.KNOWN
        return Option(asked, figure, why, again.wave if again else None)

    def _why_not(self, told: Told, figure: Figure, asked: Asked) -> WhyNot | None:
        place, item = figure.place, asked.counted.key
        if not self._within(told, place):
            return WhyNot.OUTSIDE
        if asked.measure is None:
            return WhyNot.NO_ORDER
        if figure.published.n is None:
            return WhyNot.HIDDEN
        if figure.published.n < self.least:
            return WhyNot.TOO_FEW
        line = line_of(_wave(told))
        known = any(
            each.ends_on > told.ends_on and place in each.inside and item in each.asked
            for each in self._told
            if line_of(_wave(each)) == line
        )
        return WhyNot.KNOWN if known else None

    def _within(self, told: Told, place: str) -> bool:
        return self.scope in Where(told).path(place)

    @cached_property
    def _told(self) -> Sequence[Told]:
        """All waves whose last figures were known, the newest first."""
        final = Release.objects.filter(final=True, wave__isnull=False, made_on__lte=self.on)
        final = final.exclude(wave__survey__audience=Audience.STAFF)
        final = final.select_related("wave__document", "wave__survey")
        final = final.defer("wave__document__body").order_by("-ends_on", "-pk")
        newest: dict[Line, Wave] = {}
        for release in final:
            if release.wave is not None:
                newest.setdefault(line_of(release.wave), release.wave)
        found = [told for wave in newest.values() for told in told_of(wave)]
        return sorted(found, key=lambda told: told.ends_on, reverse=True)

    @cached_property
    def _coming(self) -> Mapping[Line, Sequence[Coming]]:
        return coming((line_of(_wave(told)) for told in self._told), self.on)


def _wave(told: Told) -> Wave:
    if told.wave is None:
        raise ValueError("Not instant feedback.")
    return told.wave
