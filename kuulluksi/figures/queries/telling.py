"""What tells of a place: the newest wave of each questionnaire; and of which places anything is
told at all. The public is told of closed waves, and nothing of those that asked the staff.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from kuulluksi.figures.enums import Origin
from kuulluksi.figures.models import PrintedFigure, Release
from kuulluksi.figures.queries.counting import plan
from kuulluksi.figures.queries.places import ALL, OWN, from_json
from kuulluksi.figures.queries.releases import Figures, of_wave
from kuulluksi.figures.queries.sources import Told
from kuulluksi.surveys.enums import Audience
from kuulluksi.surveys.models import Wave


def is_public(wave: Wave) -> bool:
    """Whether the figures of a wave stand on public pages: not what the staff was asked."""
    return wave.survey.audience != Audience.STAFF


def public_waves(place: str = ALL) -> list[Wave]:
    """The newest closed wave about a place of each questionnaire, the newest first."""
    found: dict[str, Wave] = {}
    for release in _public().select_related("wave__document", "wave__survey"):
        wave = release.wave
        if wave is not None and _has(release, place):
            found.setdefault(wave.document.code, wave)
    return list(found.values())


def public_places() -> dict[str, list[str]]:
    """The places inside each place that has figures on public pages, as the newest release about
    them has it."""
    above: dict[str, str] = {}
    trees = [*_public().values_list("tree", flat=True), *_instant()]
    for tree in reversed(trees):
        for place in from_json(tree):
            above |= {part.key: place.key for part in place.inside}
    inside: dict[str, list[str]] = {}
    for key, holder in sorted(above.items()):
        if not key.endswith(OWN):
            inside.setdefault(holder, []).append(key)
    return inside


def printed_of(place: str) -> set[str]:
    """The keys of what earlier figures of our own are printed of, for a place."""
    found = PrintedFigure.objects.filter(place_key=place, source__origin=Origin.OWN)
    return set(found.exclude(item_key="").values_list("item_key", flat=True))


def answers_told(wave: Wave) -> Mapping[str, int | None]:
    """By place of a closed wave, how many answered the question that most answered; None where its
    figures hide it."""
    figures = of_wave(wave)
    if figures is None or not figures.release.final:
        return {}
    told = {
        place.key: [n for each in figures.at(place.key) if (n := each.published.n) is not None]
        for place in figures.tree
    }
    return {key: max(numbers, default=None) for key, numbers in told.items()}


def told_in(waves: Sequence[Wave]) -> Mapping[int, Told]:
    """What is told of each of these waves, by their keys; nothing of one without a release."""
    found: dict[int, list[Release]] = {}
    releases = Release.objects.filter(wave__in=[wave.pk for wave in waves])
    for release in releases.order_by("made_on", "final", "pk"):
        found.setdefault(release.wave_id or 0, []).append(release)
    return {
        wave.pk: Told(tuple(r.pk for r in own), None, wave, Figures(own, plan(wave)[0]))
        for wave in waves
        if (own := found.get(wave.pk))
    }


def _public() -> QuerySet[Release]:
    """The last release of each closed wave, the newest wave first."""
    found = Release.objects.filter(final=True, wave__isnull=False)
    return found.exclude(wave__survey__audience=Audience.STAFF).order_by("-ends_on", "-pk")


def _instant() -> Sequence[list[Any]]:
    """The places of the newest year of instant feedback."""
    found = Release.objects.filter(wave=None).order_by("-ends_on", "-pk")
    rows = list(found.values_list("starts_on__year", "tree"))
    return [tree for year, tree in rows if year == rows[0][0]]


def _has(release: Release, place: str) -> bool:
    return any(each.key == place for each in from_json(release.tree))
