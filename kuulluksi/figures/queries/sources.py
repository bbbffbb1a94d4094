"""Where the figures of a page come from: a wave with those before it, or a year of instant feedback
with the years before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from kuulluksi.figures.models import Release
from kuulluksi.figures.queries import instant, places
from kuulluksi.figures.queries.counting import plan
from kuulluksi.figures.queries.measures import Asked, asked_in
from kuulluksi.figures.queries.releases import Figure, Figures, read_together
from kuulluksi.pure.stats.comparing import Basis, Comparison, Source, compare_all
from kuulluksi.pure.stats.plan import NO_GROUP, Counted
from kuulluksi.pure.stats.protection import Place
from kuulluksi.surveys.enums import Target
from kuulluksi.surveys.models import Wave

ANSWERING = ("language", "helped")
"""By these it is known who answered."""

GIVEN = "given"
"""How instant feedback is sampled: not at all, whoever wants to gives it."""


@dataclass(frozen=True)
class Told:
    """One wave, or one year of instant feedback, with what is shown of it. Two are the same when
    they come from the same releases, which never change."""

    key: tuple[int, ...]
    year: int | None
    wave: Wave | None = field(compare=False)
    figures: Figures = field(compare=False)

    @property
    def name(self) -> str:
        """The wave's code, or the year: what an address says."""
        return str(self.year) if self.wave is None else self.wave.code

    @cached_property
    def asked(self) -> Mapping[str, Asked]:
        return asked_in(self.wave)

    @cached_property
    def tree(self) -> Place:
        return self.figures.tree

    @cached_property
    def inside(self) -> Mapping[str, Place]:
        """The places of the tree by their keys, without what concerns a place itself."""
        return {place.key: place for place in self.tree if not place.key.endswith(places.OWN)}

    @cached_property
    def leaves(self) -> Mapping[str, frozenset[str]]:
        """The innermost places inside each place."""
        return {
            place.key: frozenset(leaf.key for leaf in place.leaves)
            for place in self.inside.values()
        }

    @cached_property
    def above(self) -> Mapping[str, str]:
        """The place that holds each."""
        return {part.key: place.key for place in self.tree for part in place.inside}

    @property
    def starts_on(self) -> date:
        return self.figures.releases[0 if self.wave is None else -1].starts_on

    @property
    def ends_on(self) -> date:
        return self.figures.release.ends_on

    @property
    def middle(self) -> date:
        return self.starts_on + timedelta(days=(self.ends_on - self.starts_on).days // 2)

    def population(self, place: str, n: int) -> int | None:
        """How many stand on the list that was drawn from: known of a sample, as a whole."""
        wave = self.wave
        if wave is None or wave.target != Target.SAMPLE or place != places.ALL:
            return None
        size = wave.list_size
        return size if size is not None and size >= max(n, 1) else None

    def basis(self, figure: Figure, asked: Asked) -> Basis:
        """How a figure came about; by language and help as far as that is shown."""
        key = figure.place, figure.counted.key
        if key not in self._bases:
            self._bases[key] = self._basis(figure, asked)
        return self._bases[key]

    @cached_property
    def _bases(self) -> dict[tuple[str, str], Basis]:
        return {}

    def _basis(self, figure: Figure, asked: Asked) -> Basis:
        wave, counted = self.wave, asked.counted
        languages, helped = (self._shares(figure.place, variable) for variable in ANSWERING)
        alone = helped.get(NO_GROUP) if helped else None
        return Basis(
            item=counted.key,
            wording=counted.wording,
            scale=asked.scale,
            least=counted.points[0],
            most=counted.points[-1],
            source=Source.INSTANT if wave is None else Source.SURVEY,
            sampling=GIVEN if wave is None else wave.target,
            modes=frozenset() if wave is None else frozenset(wave.modes),
            starts=figure.starts_on,
            ends=figure.ends_on,
            languages=languages,
            helped=None if alone is None else 1 - alone,
        )

    @cached_property
    def widest(self) -> Counted:
        """What most people answered: it stands for who answered a place."""
        figures = [self.figures.here(self.tree.key, each) for each in self.figures.asked]
        return max(figures, key=lambda figure: figure.published.n or 0).counted

    def _shares(self, place: str, variable: str) -> Mapping[str, float] | None:
        """The share of each group; groups that are told as one stand as one."""
        if (place, variable) not in self._known:
            numbers = self.figures.bases(place, self.widest, variable)
            whole = sum(numbers.values())
            shares = {" ".join(group): n / whole for group, n in numbers.items()}
            self._known[place, variable] = shares or None
        return self._known[place, variable]

    @cached_property
    def _known(self) -> dict[tuple[str, str], Mapping[str, float] | None]:
        return {}


def about(told: Sequence[Told], place: str) -> None:
    """Reads at once what these tell of a place that all of them asked about, and who answered."""
    figures = [each.figures for each in told]
    for where in dict.fromkeys((places.ALL, place)):
        read_together(figures, where, [each.asked for each in figures], "")
    read_together(figures, place, [[each.widest] for each in told], *ANSWERING)


def beside(bases: Sequence[Basis]) -> Comparison:
    """Whether figures may be compared. What is known of languages counts only where the same
    languages are told as one in all of them."""
    if len({frozenset(each.languages or ()) for each in bases}) > 1:
        bases = [replace(each, languages=None) for each in bases]
    return compare_all(bases)


def told_of(source: Wave | int) -> Sequence[Told]:
    """What is told of a wave or of a year of instant feedback, and before it what may stand before
    it: the closed waves of the same questionnaire among the same people, or the years before. The
    one that was asked for is last; empty when nothing of it has been released."""
    if isinstance(source, Wave):
        return _waves(source)
    found = Release.objects.filter(wave=None, starts_on__year__lte=source)
    by_year: dict[int, list[Release]] = {}
    for release in found.order_by("starts_on", "pk"):
        by_year.setdefault(release.starts_on.year, []).append(release)
    if source not in by_year:
        return []
    asked = instant.plan()
    return [
        Told(tuple(each.pk for each in releases), year, None, Figures(releases, asked))
        for year, releases in by_year.items()
    ]


def _waves(wave: Wave) -> Sequence[Told]:
    found = Release.objects.filter(
        wave__document__code=wave.document.code, wave__survey__audience=wave.survey.audience
    )
    found = found.select_related("wave__document", "wave__survey").defer("wave__document__body")
    by_wave: dict[int, list[Release]] = {}
    for release in found.order_by("made_on", "final", "pk"):
        by_wave.setdefault(release.wave_id or 0, []).append(release)
    if wave.pk not in by_wave:
        return []
    told = [_of_wave(found) for found in by_wave.values()]
    this = next(each for each in told if each.wave == wave)
    before = [
        each
        for each in told
        if each.middle < this.middle and each.ends_on < this.ends_on and each.figures.release.final
    ]
    return [*sorted(before, key=lambda each: (each.middle, each.name)), this]


def _of_wave(releases: Sequence[Release]) -> Told:
    wave, key = releases[0].wave, tuple(each.pk for each in releases)
    return Told(key, None, wave, Figures(releases, plan(wave)[0] if wave else ()))
