"""Of which figures a part of a sentence speaks: by its own words first, then by what stands before
it in the sentence, in the sentence before, and in the headings above.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.text.lexicon import Cue
from kuulluksi.pure.audit.text.reading import Part, Word
from kuulluksi.pure.audit.text.vocabulary import (
    AREA,
    GROUP,
    IN_PART,
    ITEM,
    MEANT,
    Series,
    Vocabulary,
    content,
)

# A base ("of the feedback"), and a word that says little, weigh less than what is counted.
_BASE, _PLAIN = 0.25, 0.12
# Series that are spoken of nearly as clearly as the clearest.
_NEAR = 0.93
# With more series than this nobody can tell which one is meant.
MOST = 4


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a part. `before` are the words from the nearest outwards: earlier in the
    sentence, the sentence before, headings. `known` are the words of the headings, which say of
    what everything below speaks; `year` is the year that the text tells of."""

    before: tuple[tuple[Word, ...], ...] = ()
    strange: tuple[Word, ...] = ()
    known: frozenset[str] = frozenset()
    own_years: tuple[tuple[int, int], ...] = ()
    near_years: tuple[tuple[int, int], ...] = ()
    year: int = 0


@dataclass(frozen=True, slots=True)
class Subject:
    """The series that a part may speak of, the narrowest set first, and whether it is so clear that
    a number which fits none of them is wrong. `strands` are the subjects that stand beside each
    other ("thanks and ideas")."""

    sets: tuple[tuple[Series, ...], ...] = ()
    sure: bool = False
    strands: tuple[tuple[Series, ...], ...] = ()
    sides: int = 0
    heard: bool = False

    @property
    def narrow(self) -> tuple[Series, ...]:
        return self.sets[0] if self.sets else ()

    @property
    def wide(self) -> tuple[Series, ...]:
        return self.sets[-1] if self.sets else ()


NOBODY = Subject()


@dataclass
class _Scores:
    by_series: dict[int, float] = field(default_factory=dict)
    clear: bool = False
    item: dict[int, float] = field(default_factory=dict)


class Binder:
    """Finds subjects in the vocabulary of a file."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def subject(
        self, words: Sequence[Word], part: Part, context: Context, fits: Callable[[Series], bool]
    ) -> Subject:
        """Of what the words speak, among the series that fit the number or the claim."""
        pool = {each.number for each in self.vocabulary.series if fits(each)}
        if not pool:
            return NOBODY
        sets: list[set[int]] = []
        own = self._scores(words, pool)
        now = pool
        heard = False
        spoken: set[int] = set()
        for depth, layer in enumerate((words, *context.before)):
            scores = own if depth == 0 else self._scores(layer, now)
            if not scores.by_series:
                continue
            best = max(scores.by_series.values())
            near = {number for number, score in scores.by_series.items() if score >= best * _NEAR}
            near |= self._fully_named(layer, now, scores)
            if scores.clear:
                heard = True
                spoken |= near
            if not near or near == now:
                continue
            if depth == 0 and not scores.clear:
                # Only words that say little: they order what is left, and decide nothing.
                near = near if len(near) <= MOST else now
            now = near
            sets.insert(0, now)
        if not sets:
            return NOBODY
        strands = self._strands(words, part, sets)
        narrow = self._without_parts(sets[0], words, context)
        ordered = [narrow, *(each for each in sets if each != narrow)]
        told = tuple(self._ordered(each, words) for each in ordered)
        subject = Subject(told, sure=False, strands=strands, sides=self._sides(words, narrow), heard=heard)
        sure = heard and self._sure(subject, words, part, context)
        return Subject(told, sure, strands, subject.sides, heard)

    def _scores(self, words: Iterable[Word], pool: set[int]) -> _Scores:
        scores = _Scores()
        for word in {each.text: each for each in words}.values():
            heard = self.vocabulary.hear(word)
            if not heard:
                continue
            weight = self.vocabulary.weight(heard)
            if word.plain:
                weight *= _PLAIN
            elif word.base:
                weight *= _BASE
            clear = False
            for number, how in heard.items():
                if number in pool:
                    clear = True
                    scores.by_series[number] = scores.by_series.get(number, 0.0) + weight * how.clearness
            scores.clear |= clear and not word.plain
        return scores

    def _fully_named(self, words: Iterable[Word], pool: set[int], scores: _Scores) -> set[int]:
        """Series whose item is named with all its words, though others are named with more."""
        said = [word for word in words if not word.base]
        found = set()
        best = max(scores.by_series.values(), default=0.0)
        for number, score in scores.by_series.items():
            if number in pool and score < best * _NEAR and score > best * 0.3:
                names = content(self.vocabulary.series[number].item)
                hits = sum(
                    1 for word in said if self._on_item(word, number) >= MEANT and not word.plain
                )
                if names and hits >= len(names):
                    found.add(number)
        return found

    def _on_item(self, word: Word, number: int) -> float:
        heard = self.vocabulary.hear(word).get(number)
        return heard.clearness if heard is not None and heard.sides & ITEM else 0.0

    def _sides(self, words: Iterable[Word], numbers: Iterable[int]) -> int:
        """On which sides (item, group, area) the series are named by clear words."""
        sides = 0
        numbers = set(numbers)
        for word in words:
            if word.plain:
                continue
            for number, heard in self.vocabulary.hear(word).items():
                if number in numbers:
                    sides |= heard.sides
        return sides

    def _strands(
        self, words: Sequence[Word], part: Part, sets: Sequence[set[int]]
    ) -> tuple[tuple[Series, ...], ...]:
        """Subjects that are named beside each other, each by words of its own."""
        by_word: list[tuple[Word, frozenset[int]]] = []
        pool = sets[-1]
        for word in words:
            if word.plain or word.base:
                continue
            heard = self.vocabulary.hear(word)
            top = max((how.clearness for number, how in heard.items() if number in pool), default=0)
            numbers = frozenset(n for n, how in heard.items() if n in pool and how.clearness == top)
            if numbers and top > IN_PART:
                by_word.append((word, numbers))
        strands: list[set[int]] = []
        for _, numbers in by_word:
            for strand in strands:
                if strand & numbers:
                    strand &= numbers
                    break
            else:
                strands.append(set(numbers))
        if len(strands) < 2:
            return ()
        return tuple(tuple(self.vocabulary.series[n] for n in sorted(each)) for each in strands)

    def _without_parts(
        self, numbers: set[int], words: Sequence[Word], context: Context
    ) -> set[int]:
        """Of the whole and its parts the whole, when no part is named anywhere near."""
        if len(numbers) < 2:
            return numbers
        series = self.vocabulary.series
        near = [*words, *(word for layer in context.before for word in layer)]
        totals = {n for n in numbers if series[n].total}
        if not totals or totals == numbers:
            return numbers
        rest = numbers - totals
        named = self._sides(near, rest) & (GROUP | AREA)
        return totals if not named else numbers

    def _ordered(self, numbers: Iterable[int], words: Sequence[Word]) -> tuple[Series, ...]:
        """The best named first: most of its item's words are there."""

        def named(number: int) -> tuple[float, bool, int]:
            names = content(self.vocabulary.series[number].item)
            hits = sum(self._on_item(word, number) for word in words)
            return (-hits / (len(names) or 1), not self.vocabulary.series[number].total, number)

        return tuple(self.vocabulary.series[number] for number in sorted(numbers, key=named))

    def _sure(
        self, subject: Subject, words: Sequence[Word], part: Part, context: Context
    ) -> bool:
        narrow = subject.narrow
        items = {(each.item, each.statistic) for each in narrow}
        if len(narrow) > MOST or (len(items) > 2 and not subject.sides & ITEM):
            return False
        numbers = {each.number for each in narrow}
        for strand in subject.strands:
            numbers |= {each.number for each in strand}
        covered = [(start, end) for _, start, end in part.cues]
        named = False
        for word in words:
            heard = self.vocabulary.hear(word)
            clear = any(
                how.clearness >= IN_PART for number, how in heard.items() if number in numbers
            )
            if clear:
                named |= not word.base and not word.plain
                continue
            if word.plain or any(s <= word.start < e for s, e in covered):
                continue
            if word.text in context.known and not heard:
                continue
            # A word that speaks of something else, or of something unknown, may limit what is told.
            return False
        strange = [word for word in context.strange if word.text not in context.known]
        if strange:
            return False
        return named or not any(not word.plain for word in words)


def strange(words: Iterable[Word], part_cues: Iterable[tuple[Cue, int, int]], hear: Callable[[Word], Mapping[int, object]]) -> list[Word]:
    """Words that no figure knows and that are not plain: they may limit what is told."""
    covered = [(start, end) for _, start, end in part_cues]
    return [
        word
        for word in words
        if not word.plain and not hear(word) and not any(s <= word.start < e for s, e in covered)
    ]


def known_years(series: Iterable[Series]) -> list[int]:
    return sorted({cell.first for each in series for cell in each.cells if cell.one_year})


def cells_in(series: Series, years: Iterable[tuple[int, int]]) -> list[Cell]:
    return [cell for span in years for cell in series.at(*span)]
