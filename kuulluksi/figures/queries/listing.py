"""What the staff finds figures of: the waves and the years that tell of each place."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kuulluksi.figures.models import Release
from kuulluksi.figures.queries.places import ALL, OWN, from_json, united
from kuulluksi.pure.stats.protection import Place
from kuulluksi.surveys.enums import Audience
from kuulluksi.surveys.models import Wave


@dataclass(frozen=True)
class Shelf:
    """Everything that has been released, newest first: each wave, and each year of instant
    feedback, with its places."""

    waves: Mapping[Wave, Place]
    years: Mapping[int, Place]

    def about(self, place: str, *, staff: bool = False) -> list[Wave]:
        """The waves that asked about a place: those that asked the staff, or the others."""
        return [
            wave
            for wave, keys in self._keys.items()
            if place in keys and (wave.survey.audience == Audience.STAFF) is staff
        ]

    def given_about(self, place: str) -> list[int]:
        """The years in which feedback was given about a place."""
        return [
            year for year, tree in self.years.items() if any(each.key == place for each in tree)
        ]

    @cached_property
    def inside(self) -> Mapping[str, tuple[str, ...]]:
        """The places inside each place, as its newest release has them, without what concerns a
        place itself."""
        above: dict[str, str] = {}
        for tree in reversed([*self.waves.values(), *self.years.values()]):
            for place in tree:
                above |= {part.key: place.key for part in place.inside}
        inside: dict[str, tuple[str, ...]] = {}
        for key, holder in above.items():
            if not key.endswith(OWN):
                inside[holder] = (*inside.get(holder, ()), key)
        return inside

    @cached_property
    def _keys(self) -> Mapping[Wave, frozenset[str]]:
        return {wave: frozenset(each.key for each in tree) for wave, tree in self.waves.items()}

    def __contains__(self, place: object) -> bool:
        return place == ALL or any(place in inside for inside in self.inside.values())


def shelf() -> Shelf:
    found = Release.objects.select_related(
        "wave__document", "wave__survey__area", "wave__survey__service", "wave__survey__unit"
    ).defer("wave__document__body")
    waves: dict[Wave, Place] = {}
    years: dict[int, list[Place]] = {}
    for release in found.order_by("-ends_on", "-made_on", "-final", "-pk"):
        if release.wave is not None:
            waves.setdefault(release.wave, from_json(release.tree))
        else:
            years.setdefault(release.starts_on.year, []).append(from_json(release.tree))
    return Shelf(waves, {year: united(reversed(trees)) for year, trees in years.items()})
