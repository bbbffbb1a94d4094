"""Own words of a closed wave, as somebody may read them: never so that a reader learns who wrote.

A text belongs to the nearest place about which enough people wrote that their number may be told;
whoever may research that place reads it. Texts come in a fixed order that tells nothing of theirs.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kuulluksi.figures.models import Release
from kuulluksi.figures.queries import places
from kuulluksi.figures.queries.places import ALL, OWN
from kuulluksi.figures.rules import may_research
from kuulluksi.org.models import Area, Service, Unit
from kuulluksi.org.queries import Reach
from kuulluksi.pure.questionnaire.items import TextItem
from kuulluksi.pure.stats import protection
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.protection import Place
from kuulluksi.pure.stats.published import Published
from kuulluksi.surveys import queries as surveys
from kuulluksi.surveys.models import ResponseWords, Wave, WaveTarget

LEAST_SAMPLE = 50
"""So many texts, or a fifth of all where that is more, are read by two."""


@dataclass(frozen=True)
class Row:
    """One text without its words. `leaf`: the innermost place that it is about."""

    key: int
    item: str
    leaf: str
    language: str
    may_quote: bool


@dataclass(frozen=True)
class Said:
    """One text as it is read. `language` is empty where it could tell who wrote."""

    key: int
    body: str
    language: str
    may_quote: bool
    # Where it may be quoted; empty where a quote could tell who wrote.
    place: str
    erase_on: date


class Texts:
    """All that was written in a wave whose figures have been released for good."""

    def __init__(self, wave: Wave, release: Release) -> None:
        self.wave = wave
        self.least = release.least
        self.tree: Place = places.from_json(release.tree)
        self._leaves = {leaf.key for leaf in self.tree.leaves}
        self._shown: dict[str, frozenset[str]] = {}

    @cached_property
    def items(self) -> tuple[TextItem, ...]:
        """The questions that were answered in own words."""
        asked = surveys.questionnaire(self.wave.document).questions
        return tuple(each for each in asked if isinstance(each, TextItem))

    @cached_property
    def leaf_of(self) -> dict[int, str]:
        """The leaf of each target of the wave, as the tree was when it was released."""
        rows = WaveTarget.objects.filter(wave=self.wave).select_related("unit", "service")
        found = {}
        for target in rows:
            key = places.key_of(target.place)
            likely = (key, key + OWN)
            # What has another name by now counts for the whole only.
            found[target.pk] = next((each for each in likely if each in self._leaves), ALL)
        return found

    @cached_property
    def rows(self) -> dict[str, dict[int, Row]]:
        """By question and key, in the order of reading: the same for everybody, at random."""
        found: dict[str, dict[int, Row]] = {item.id: {} for item in self.items}
        words = ResponseWords.objects.filter(response__target__in=list(self.leaf_of))
        lines = words.values_list(
            "pk", "item", "response__target", "response__language", "may_quote"
        )
        for key, item, target, language, may_quote in sorted(lines, key=self._turn):
            if item in found:
                row = Row(key, item, self.leaf_of[target], language.partition("-")[0], may_quote)
                found[item][key] = row
        return found

    def _turn(self, line: tuple[int, str, int, str, bool]) -> bytes:
        return hashlib.sha256(f"{self.wave.pk}/{line[0]}".encode()).digest()

    def sample(self, item: str) -> frozenset[int]:
        """The texts that two should read: the same for all coders."""
        keys = list(self.rows[item])
        return frozenset(keys[: max(LEAST_SAMPLE, -(-len(keys) // 5))])

    def numbers(self, item: str) -> Counter[str]:
        """How many texts each leaf has. Nobody is shown them."""
        return Counter(row.leaf for row in self.rows[item].values())

    def shown(self, item: str) -> frozenset[str]:
        """The places whose number of texts may be told."""
        if item not in self._shown:
            told = protection.enough(self.tree, self.numbers(item), self.least)
            self._shown[item] = told
        return self._shown[item]

    def total(self, item: str, place: str = ALL) -> int | None:
        """How many texts there are about a place; None where that is hidden."""
        if place not in self.shown(item):
            return None
        inside = {leaf.key for each in self.tree if each.key == place for leaf in each.leaves}
        return sum(number for key, number in self.numbers(item).items() if key in inside)

    @cached_property
    def place_of(self) -> dict[int, str]:
        """By text, the nearest place about which enough wrote; "" when not even the whole has."""
        return {
            key: next((at for at in self._above[row.leaf] if at in self.shown(item)), "")
            for item, rows in self.rows.items()
            for key, row in rows.items()
        }

    def readable(self, item: str, making: Reach) -> list[int]:
        """The keys of the texts that somebody of this reach (`org.queries.making`) may read."""
        place_of = {key: self.place_of[key].removesuffix(OWN) for key in self.rows[item]}
        # Like the whole, what is no more in the organisation is read by who reads everything.
        open_ = {place: may_research(making, self._known.get(place)) for place in place_of.values()}
        return [key for key, place in place_of.items() if open_[place]]

    def reads_all(self, making: Reach) -> bool:
        """Whether somebody may read every text, of whatever place: who holds the survey."""
        return may_research(making, self.wave.survey.place)

    def said(self, keys: Iterable[int]) -> list[Said]:
        """Texts with their words, in the order asked for; those that have been erased are left
        out."""
        wanted = list(keys)
        kept = ResponseWords.objects.in_bulk(wanted)
        rows = {key: row for those in self.rows.values() for key, row in those.items()}
        return [
            Said(
                key,
                kept[key].body,
                self._language(rows[key]),
                rows[key].may_quote,
                self.quoted_at(key),
                kept[key].erase_on,
            )
            for key in wanted
            if key in kept and key in rows
        ]

    def quoted_at(self, key: int) -> str:
        """The place under which a text may be quoted: the nearest one about which enough wrote, and
        enough of them in its language, which everybody sees; "" when there is none."""
        row = next(rows[key] for rows in self.rows.values() if key in rows)
        spoken = Counter(
            at
            for other in self.rows[row.item].values()
            if other.language == row.language
            for at in self._above[other.leaf]
        )
        shown = self.shown(row.item)
        fits = (at for at in self._above[row.leaf] if at in shown and spoken[at] >= self.least)
        return next(fits, "").removesuffix(OWN)

    def quotable(self, item: str, place: str) -> Published:
        """How many authors did not (0) and did (1) allow quoting; protected as themes are."""
        counts = self.counted(item, {row.key for row in self.rows[item].values() if row.may_quote})
        return Published(protection.themes(self.tree, counts, self.least).get(place))

    def counted(self, item: str, having: Collection[int]) -> dict[str, Counts]:
        """By leaf, how many texts are not and are among these."""
        found = Counter(row.leaf for key, row in self.rows[item].items() if key in having)
        return split(self.tree, self.numbers(item), found)

    def _language(self, row: Row) -> str:
        """Told where at least as many wrote in it as may be told of at all."""
        place = self.place_of[row.key]
        same = [
            other
            for key, other in self.rows[row.item].items()
            if other.language == row.language and self.place_of[key] == place
        ]
        return row.language if place and len(same) >= self.least else ""

    @cached_property
    def _known(self) -> dict[str, Area | Service | Unit]:
        return places.named({place.key for place in self.tree})

    @cached_property
    def _above(self) -> dict[str, tuple[str, ...]]:
        """The keys from each leaf up to the whole."""
        found: dict[str, tuple[str, ...]] = {}

        def walk(place: Place, above: tuple[str, ...]) -> None:
            path = (place.key, *above)
            found[place.key] = path
            for each in place.inside:
                walk(each, path)

        walk(self.tree, ())
        return found


def split(tree: Place, texts: Mapping[str, int], found: Mapping[str, int]) -> dict[str, Counts]:
    """By leaf, how many of the texts are without (0) and with (1) what was found."""
    return {
        leaf.key: Counts(
            (0, 1), (texts.get(leaf.key, 0) - found.get(leaf.key, 0), found.get(leaf.key, 0))
        )
        for leaf in tree.leaves
    }


def texts_of(wave: Wave) -> Texts | None:
    """The texts of a wave; None before its last release."""
    release = Release.objects.filter(wave=wave, final=True).first()
    return Texts(wave, release) if release else None
