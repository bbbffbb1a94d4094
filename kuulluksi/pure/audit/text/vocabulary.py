"""The names of a file of figures, as words may call them: which series a written word speaks of,
and how clearly.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import product
from math import log

from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.text.concepts import concepts
from kuulluksi.pure.audit.text.keys import keys
from kuulluksi.pure.audit.text.reading import GRAMMARS, Word
from kuulluksi.pure.audit.text.series import (
    AREA,
    GROUP,
    ITEM,
    Series,
    Wanted,
    series_of,
    shared,
    words_of,
)

# So many letters tell that two unknown words may be forms of one.
_BEGINNING = 4

# How clearly a word speaks of a name: the same word, the same thing in another language, a part.
SAME, MEANT, IN_PART = 1.0, 0.8, 0.5


@dataclass(frozen=True, slots=True)
class Heard:
    """How one word speaks of one series: how clearly, and in which of its names."""

    clearness: float
    sides: int


class Vocabulary:
    """All series of a file with their words."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        self.series = series_of(cells)
        tags = _tags(word for each in self.series for word in words_of(each.item))
        # The series of each word of the file, by the sides on which it stands there.
        self._standing: dict[str, dict[int, int]] = defaultdict(dict)
        for each in self.series:
            for side, name in each.names.items():
                for word in _telling(name, tags):
                    standing = self._standing[word]
                    standing[each.number] = standing.get(each.number, 0) | side
        self._by_key: dict[str, list[str]] = defaultdict(list)
        self._by_part: dict[str, list[str]] = defaultdict(list)
        for word, tag in product(self._standing, GRAMMARS):
            known = keys(word, tag)
            for key in known.whole:
                if not key.startswith("c:") or tag in tags:
                    self._by_key[key].append(word)
            for key in known.parts:
                self._by_part[key].append(word)
        self._sole = self._alone(tags)
        self._heard: dict[tuple[str, str], Mapping[int, Heard]] = {}
        self._pools: dict[Wanted, frozenset[int]] = {}
        self._beside: dict[tuple[object, ...], list[Series]] = defaultdict(list)
        for each in self.series:
            for side in (GROUP, ITEM, AREA):
                self._beside[shared(each, side)].append(each)

    def _alone(self, tags: AbstractSet[str]) -> frozenset[str]:
        """The keys of words that say little elsewhere and are here all that an item is called."""
        found = {
            word
            for each in self.series
            for word in _telling(each.item, tags)
            if len(word) > 3
            and all(_binding(other, tag) for other in words_of(each.item) for tag in tags)
        }
        return frozenset(key for word in found for tag in tags for key in keys(word, tag).whole)

    @cached_property
    def last_year(self) -> int:
        """The year that the file tells of: the last one of most of its figures."""
        found = Counter(cell.last for each in self.series for cell in each.cells)
        if not found:
            return 0
        most = max(found.values())
        return max(year for year, times in found.items() if times * 3 >= most)

    @cached_property
    def values(self) -> frozenset[Decimal]:
        """Every value that the file prints."""
        return frozenset(cell.value for each in self.series for cell in each.cells)

    @cached_property
    def counts(self) -> Mapping[tuple[str, str], Sequence[Series]]:
        """The counts of each table and area."""
        found: dict[tuple[str, str], list[Series]] = defaultdict(list)
        for each in self.series:
            if each.statistic == "count":
                found[each.table, each.area].append(each)
        return dict(found)

    def of(self, cell: Cell) -> Sequence[Series]:
        """The series that a figure of the file stands in."""
        return self._of.get(id(cell), ())

    @cached_property
    def _of(self) -> Mapping[int, Sequence[Series]]:
        found: dict[int, list[Series]] = defaultdict(list)
        for each in self.series:
            for cell in each.cells:
                found[id(cell)].append(each)
        return dict(found)

    def row(self, number: int) -> Series | None:
        """The series of a row of the file."""
        return self._rows.get(number)

    @cached_property
    def _rows(self) -> Mapping[int, Series]:
        return {cell.number: each for each in self.series for cell in each.cells}

    @cached_property
    def wholes(self) -> Sequence[Series]:
        """What counts everything that a table counts."""
        return [each for each in self.series if each.total_on(ITEM) and each.statistic == "count"]

    @cached_property
    def all_years(self) -> frozenset[int]:
        return frozenset(
            y for s in self.series for c in s.cells for y in range(c.first, c.last + 1)
        )

    @cached_property
    def phrases(self) -> str:
        """All items one after the other, in lower case."""
        return "\n".join(dict.fromkeys(" ".join(words_of(each.item)) for each in self.series))

    def pool(self, wanted: Wanted) -> frozenset[int]:
        """The numbers of the series that fit."""
        found = self._pools.get(wanted)
        if found is None:
            found = frozenset(each.number for each in self.series if wanted.fits(each))
            self._pools[wanted] = found
        return found

    def beside(self, series: Series, side: int) -> Sequence[Series]:
        """The series that differ from this one on that side only, and itself."""
        return self._beside[shared(series, side)]

    def hear(self, word: Word) -> Mapping[int, Heard]:
        """The series of which a word speaks."""
        name = (word.text, word.tag)
        found = self._heard.get(name)
        if found is None:
            found = self._heard[name] = self._listen(word)
        return found

    def alike(self, word: Word) -> frozenset[int]:
        """The series whose names hold a word that begins as this one does: where Finnish forms are
        not understood, it may be another form of that."""
        return self._beginning.get(word.text[:_BEGINNING], frozenset())

    @cached_property
    def _beginning(self) -> Mapping[str, frozenset[int]]:
        found: dict[str, set[int]] = defaultdict(set)
        for name, standing in self._standing.items():
            if len(name) >= _BEGINNING:
                found[name[:_BEGINNING]].update(standing)
        return {begin: frozenset(numbers) for begin, numbers in found.items()}

    def plain(self, word: Word) -> bool:
        """Whether a word says nothing here about which figure is meant. A capital letter may open a
        sentence or a name of the file."""
        if word.plain and self._sole and word.keys.whole & self._sole:
            return False
        if word.plain and word.named and len(word.text) > 3:
            return not any(how.sides & (GROUP | AREA) for how in self.hear(word).values())
        return word.plain or (word.weak and not self.hear(word))

    def weight(self, heard: Mapping[int, Heard]) -> float:
        """How much a word tells: of few series much, of all of them nothing."""
        return log((1 + len(self.series)) / (0.5 + len(heard))) if heard else 0.0

    def _listen(self, word: Word) -> Mapping[int, Heard]:
        found: dict[int, Heard] = {}
        for name, how in self._names(word).items():
            for number, sides in self._standing[name].items():
                known = found.get(number)
                if known is None or known.clearness < how:
                    found[number] = Heard(how, sides)
                elif known.clearness == how:
                    found[number] = Heard(how, known.sides | sides)
        return found

    def _names(self, word: Word) -> dict[str, float]:
        """The words of the file that a written word may be, and how clearly."""
        clear: dict[str, float] = {}
        for key in word.keys.whole:
            how = MEANT if key.startswith(("c:", "fi^")) else SAME
            for name in self._by_key.get(key, ()):
                clear[name] = max(clear.get(name, 0), how)
            for name in self._by_part.get(key, ()):
                # "Ilmoitukset" may be said of lastensuojeluilmoitukset.
                head = any(whole.endswith(key[3:]) for whole in keys(name, "fi").whole)
                clear[name] = max(clear.get(name, 0), MEANT if head else IN_PART)
        for key in word.keys.parts:
            for name in self._by_key.get(key, ()):
                clear[name] = max(clear.get(name, 0), IN_PART)
        if not clear and len(word.text) > 6 and word.tag != "fi":
            return self._compounds(word)
        return clear

    def _compounds(self, word: Word) -> dict[str, float]:
        """Names inside a longer word: klientenkäten holds enkät."""
        stems = [key.partition(":")[2] for key in word.keys.whole if key.startswith(word.tag)]
        return {
            name: IN_PART
            for name in self._standing
            if len(name) > 4
            and any(
                len(stem) > len(name) and (stem.startswith(name) or stem.endswith(name))
                for stem in stems
            )
        }


def _binding(word: str, tag: str) -> bool:
    """Whether a word only holds others together."""
    grammar = GRAMMARS[tag]
    return bool(grammar.says_nothing.match(word)) and not grammar.says_little.match(word)


def _telling(name: str, tags: AbstractSet[str]) -> Sequence[str]:
    """The words of a name without those that only hold it together; all when nothing else is."""
    said = words_of(name)
    told = [
        word
        for word in said
        if len(word) > 1 and (word.isdigit() or not any(_binding(word, tag) for tag in tags))
    ]
    return told or said


def _tags(names: Iterable[str]) -> frozenset[str]:
    """The languages of a file, by the words of the field that it uses."""
    names = list(names)
    hits = {tag: sum(bool(concepts(name, tag)) for name in names) for tag in GRAMMARS}
    most = max(hits.values(), default=0)
    return frozenset(tag for tag, found in hits.items() if found * 3 >= most)
