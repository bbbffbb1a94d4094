"""The names of a file of figures, as words may call them: which series a written word speaks of, and
how clearly.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from math import log

from kuulluksi.pure.audit import naming
from kuulluksi.pure.audit.cells import Cell, Statistic
from kuulluksi.pure.audit.text.concepts import concepts
from kuulluksi.pure.audit.text.keys import keys
from kuulluksi.pure.audit.text.reading import GRAMMARS, Word
from kuulluksi.pure.text import tokens

# How clearly a word speaks of a name: the same word, the same thing in another language, a part.
SAME, MEANT, IN_PART = 1.0, 0.8, 0.5

ITEM, GROUP, AREA, TABLE = 1, 2, 4, 8


@dataclass(frozen=True, eq=False)
class Series:
    """What one printed row tells from year to year."""

    number: int
    table: str
    area: str
    group: str
    item: str
    statistic: Statistic
    scale: tuple[Decimal, Decimal] | None
    cells: tuple[Cell, ...]

    @cached_property
    def _at(self) -> Mapping[tuple[int, int], list[Cell]]:
        found: dict[tuple[int, int], list[Cell]] = defaultdict(list)
        for cell in self.cells:
            found[cell.first, cell.last].append(cell)
        return dict(found)

    def at(self, first: int, last: int) -> Sequence[Cell]:
        return self._at.get((first, last), ())

    @cached_property
    def by_year(self) -> Mapping[int, Cell]:
        """The figures of single years, in their order."""
        found = {cell.first: cell for cell in self.cells if cell.one_year}
        return dict(sorted(found.items()))

    def total_on(self, side: int) -> bool:
        """Whether it is the total of those that differ from it on that side."""
        return bool(self.totals & side)

    @cached_property
    def totals(self) -> int:
        """On which sides it is a total."""
        unit = naming.ends(self.group)[1]
        item = ITEM if naming.total(self.item) else 0
        group = GROUP if self.group and naming.total(unit) == "bare" else 0
        whole = self.area and (naming.total(self.area) or naming.whole(self.area))
        return item | group | (AREA if whole else 0)

    @property
    def total(self) -> bool:
        return self.totals > 0

    @cached_property
    def content(self) -> Sequence[str]:
        return content(self.item)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What kinds of figures a claim can be about; with `moving` those of two years at least."""

    statistics: frozenset[str] | None = None
    moving: bool = False

    def fits(self, series: Series) -> bool:
        if self.moving and len(series.by_year) < 2:
            return False
        return self.statistics is None or series.statistic in self.statistics


@dataclass(frozen=True, slots=True)
class Heard:
    """How one word speaks of one series: how clearly, and in which of its names."""

    clearness: float
    sides: int


class Vocabulary:
    """All series of a file with their words."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        rows: dict[tuple[object, ...], list[Cell]] = defaultdict(list)
        for cell in cells:
            name = (cell.table, cell.area, cell.group, cell.item, cell.statistic, cell.scale)
            rows[name].append(cell)
        self.series: list[Series] = [
            Series(number, cell.table, cell.area, cell.group, cell.item, cell.statistic, cell.scale, tuple(of))
            for number, of in enumerate(rows.values())
            for cell in of[:1]
        ]
        tags = _tags(word for each in self.series for word in _words(each.item))
        # Words that say little elsewhere and are here all that an item is called.
        sole: set[str] = set()
        # The series of each word of the file, by the sides on which it stands there.
        self._standing: dict[str, dict[int, int]] = defaultdict(dict)
        for each in self.series:
            for side, name in ((ITEM, each.item), (GROUP, each.group), (AREA, each.area), (TABLE, each.table)):
                told = _telling(name, tags)
                if side == ITEM and all(_binding(word, tag) for word in told for tag in tags):
                    sole.update(word for word in told if len(word) > 3)
                for word in told:
                    standing = self._standing[word]
                    standing[each.number] = standing.get(each.number, 0) | side
        self._by_key: dict[str, list[str]] = defaultdict(list)
        self._by_part: dict[str, list[str]] = defaultdict(list)
        for word in self._standing:
            for tag in GRAMMARS:
                known = keys(word, tag)
                for key in known.whole:
                    if not key.startswith("c:") or tag in tags:
                        self._by_key[key].append(word)
                for key in known.parts:
                    self._by_part[key].append(word)
        self._sole = {key for word in sole for tag in tags for key in keys(word, tag).whole}
        self._heard: dict[tuple[str, str], Mapping[int, Heard]] = {}
        self._pools: dict[Wanted, frozenset[int]] = {}
        self._beside: dict[tuple[object, ...], list[Series]] = defaultdict(list)
        for each in self.series:
            for side in (GROUP, ITEM, AREA):
                self._beside[_shared(each, side)].append(each)

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

    @cached_property
    def wholes(self) -> Sequence[Series]:
        """What counts everything that a table counts."""
        return [each for each in self.series if each.total_on(ITEM) and each.statistic == "count"]

    @cached_property
    def all_years(self) -> frozenset[int]:
        return frozenset(y for s in self.series for c in s.cells for y in range(c.first, c.last + 1))

    @cached_property
    def phrases(self) -> str:
        """All items one after the other, in lower case."""
        return "\n".join(dict.fromkeys(" ".join(_words(each.item)) for each in self.series))

    def pool(self, wanted: Wanted) -> frozenset[int]:
        """The numbers of the series that fit."""
        found = self._pools.get(wanted)
        if found is None:
            found = frozenset(each.number for each in self.series if wanted.fits(each))
            self._pools[wanted] = found
        return found

    def beside(self, series: Series, side: int) -> Sequence[Series]:
        """The series that differ from this one on that side only, and itself."""
        return self._beside[_shared(series, side)]

    def hear(self, word: Word) -> Mapping[int, Heard]:
        """The series of which a word speaks."""
        name = (word.text, word.tag)
        found = self._heard.get(name)
        if found is None:
            found = self._heard[name] = self._listen(word)
        return found

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
        clear: dict[str, float] = {}
        mine = word.keys
        for key in mine.whole:
            how = MEANT if key.startswith("c:") else SAME
            for name in self._by_key.get(key, ()):
                clear[name] = max(clear.get(name, 0), how)
            for name in self._by_part.get(key, ()):
                # "Ilmoitukset" may be said of lastensuojeluilmoitukset.
                head = any(whole.endswith(key[3:]) for whole in keys(name, "fi").whole)
                clear[name] = max(clear.get(name, 0), MEANT if head else IN_PART)
        for key in mine.parts:
            for name in self._by_key.get(key, ()):
                clear[name] = max(clear.get(name, 0), IN_PART)
        if not clear and len(word.text) > 6 and word.tag != "fi":
            clear = self._compounds(word)
        found: dict[int, Heard] = {}
        for name, how in clear.items():
            for number, sides in self._standing[name].items():
                known = found.get(number)
                if known is None or known.clearness < how:
                    found[number] = Heard(how, sides)
                elif known.clearness == how:
                    found[number] = Heard(how, known.sides | sides)
        return found

    def _compounds(self, word: Word) -> dict[str, float]:
        """Names inside a longer word: klientenkäten holds enkät."""
        stems = [key.partition(":")[2] for key in word.keys.whole if key.startswith(word.tag)]
        return {
            name: IN_PART
            for name in self._standing
            if len(name) > 4
            and any(len(stem) > len(name) and (stem.startswith(name) or stem.endswith(name)) for stem in stems)
        }


def _shared(series: Series, side: int) -> tuple[object, ...]:
    """What stays the same while one side varies."""
    names = {ITEM: series.item, GROUP: series.group, AREA: series.area}
    kept = tuple(name for other, name in names.items() if other != side)
    return (side, series.table, series.statistic, series.scale, *kept)


@lru_cache(maxsize=20_000)
def _words(name: str) -> list[str]:
    return [word.lower() for word in tokens(name) if len(word) > 1 or word.isdigit()]


def _binding(word: str, tag: str) -> bool:
    """Whether a word only holds others together."""
    grammar = GRAMMARS[tag]
    return bool(grammar.says_nothing.match(word)) and not grammar.says_little.match(word)


def _telling(name: str, tags: Set[str]) -> Sequence[str]:
    """The words of a name without those that only hold it together; all when nothing else is."""
    said = _words(name)
    told = [
        word
        for word in said
        if len(word) > 1
        and (word.isdigit() or not any(_binding(word, tag) for tag in tags))
    ]
    return told or said


def _tags(names: Iterable[str]) -> frozenset[str]:
    """The languages of a file, by the words of the field that it uses."""
    names = list(names)
    hits = {tag: sum(bool(concepts(name, tag)) for name in names) for tag in GRAMMARS}
    most = max(hits.values(), default=0)
    return frozenset(tag for tag, found in hits.items() if found * 3 >= most)


@lru_cache(maxsize=20_000)
def plain_name(word: str) -> bool:
    """Whether a word of a name says little about which figure it is."""
    return len(word) < 3 or any(
        grammar.says_nothing.match(word) or grammar.says_little.match(word)
        for grammar in GRAMMARS.values()
    )


def content(name: str) -> Sequence[str]:
    """The words of a name that tell what it is; all of them when none does."""
    said = _words(name)
    return [word for word in said if not plain_name(word)] or said
