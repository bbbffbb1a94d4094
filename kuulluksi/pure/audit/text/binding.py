"""Of which figures a part of a sentence speaks: by its own words first, then by what stands before
it in the sentence, in the sentence before, and in the headings above.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from heapq import nsmallest

from kuulluksi.pure.audit.text.reading import Part, Word
from kuulluksi.pure.audit.text.series import AREA, GROUP, ITEM, Series, Wanted
from kuulluksi.pure.audit.text.vocabulary import IN_PART, MEANT, Heard, Vocabulary
from kuulluksi.pure.words import available

# A base ("of the feedback"), and a word that says little, weigh less than what is counted.
_BASE, _WEAK = 0.25, 0.5
# Series that are spoken of nearly as clearly as the clearest.
_NEAR = 0.93
# With more series than this nobody can tell which one is meant; so many are looked at more closely;
# so many of them may hold what is told, for among more of them anything would hold by chance.
MOST, _ENOUGH, _TOLD = 4, 300, 80


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
    """The series that a part may speak of, the narrowest set first.

    `sure`: a number that fits none of them is wrong. `free`: no word may limit what is told;
    `named`: its item is named; `clean`: both. `strands` are subjects that stand beside each other
    ("thanks and ideas").
    """

    sets: tuple[tuple[Series, ...], ...] = ()
    sure: bool = False
    strands: tuple[tuple[Series, ...], ...] = ()
    sides: int = 0
    heard: bool = False
    clean: bool = False
    named: bool = False
    free: bool = False

    @property
    def narrow(self) -> tuple[Series, ...]:
        return self.sets[0] if self.sets else ()

    @property
    def wide(self) -> tuple[Series, ...]:
        return self.sets[-1] if self.sets else ()


NOBODY = Subject()


class Binder:
    """Finds subjects in the vocabulary of a file."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        # One part often makes several claims about the same thing.
        self._asked: tuple[Sequence[Word], Part, Context] | None = None
        self._found: dict[Wanted, Subject] = {}

    def subject(
        self, words: Sequence[Word], part: Part, context: Context, wanted: Wanted
    ) -> Subject:
        """Of what the words speak, among the series that fit the number or the claim."""
        asked = (words, part, context)
        if self._asked is None or any(a is not b for a, b in zip(asked, self._asked, strict=True)):
            self._asked, self._found = asked, {}
        found = self._found.get(wanted)
        if found is None:
            found = self._found[wanted] = self._subject(words, context, wanted)
        return found

    def _subject(self, words: Sequence[Word], context: Context, wanted: Wanted) -> Subject:
        pool = self.vocabulary.pool(wanted)
        if not pool:
            return NOBODY
        shares = wanted.statistics == frozenset({"percent"})
        layers = (words, *context.before)
        told_by: Sequence[Word] = words
        sets: list[AbstractSet[int]] = []
        now: AbstractSet[int] = pool
        heard = False
        for depth, layer in enumerate(layers):
            scores = self._scores(layer, now, shares=shares)
            if not scores:
                continue
            if not heard:
                told_by = layer
            heard = True
            best = max(scores.values())
            near = {number for number, score in scores.items() if score >= best * _NEAR}
            near |= self._fully_named(layer, now, scores, near)
            near = self._items_first(layer, near)
            if depth:
                # What several were told of before may go on about any of them.
                near |= {each.number for strand in self._strands(layer, [now]) for each in strand}
            if near != now:
                now = near
                sets.insert(0, now)
        if not heard:
            return NOBODY
        if not sets:
            sets.append(now)
        strands = self._strands(words, sets)
        narrow = self._without_parts(sets[0], words, context)
        ordered = [narrow, *(each for each in sets if each != narrow)]
        told = tuple(self._ordered(each, words) for each in ordered)
        subject = Subject(told, strands=strands, sides=self._sides(words, narrow), heard=heard)
        clean = self._clean(subject, words, pool, context)
        named = self._item_named(subject, layers, shares=shares)
        if clean and told_by is not words:
            # Known only from what stands before: then that must be clear too.
            clean = self._clean(subject, told_by, pool, context)
        free, clean = clean, clean and named
        return replace(
            subject, sure=clean and self._few(subject), clean=clean, named=named, free=free
        )

    def family(self, subject: Subject, words: Iterable[Word]) -> Subject:
        """All that stand in one table beside the subject, when the words name none of them ("all
        means" after a sentence about one), or all of them ("all means of the service meter")."""
        families = {tuple(self.vocabulary.beside(each, ITEM)) for each in subject.narrow}
        if len(families) != 1:
            return subject
        found = tuple(each for each in families.pop() if not each.total_on(ITEM))
        told = [self.vocabulary.hear(word) for word in words if not self.vocabulary.plain(word)]
        told = [heard for heard in told if heard]
        whole = any(
            all(each.number in heard and not heard[each.number].sides & ITEM for each in found)
            for heard in told
        )
        if (told and not whole) or len(found) < len(subject.narrow):
            return subject
        return replace(subject, sets=(found,), strands=(), sure=subject.free and len(found) > 1)

    def _scores(
        self, words: Iterable[Word], pool: AbstractSet[int], *, shares: bool
    ) -> dict[int, float]:
        """How clearly each series is spoken of; nothing when no word tells."""
        told = []
        for word in {each.text: each for each in words}.values():
            heard = self._meant(word)
            if heard:
                weight = self.vocabulary.weight(heard) * (_WEAK if word.weak else 1)
                told.append((heard, weight, word.base and shares))
        told.sort(key=lambda each: len(each[0]))
        # Rare words say which series can be meant at all; common ones only tell these apart.
        meant: set[int] = set()
        for heard, *_ in told:
            if len(meant) > _ENOUGH:
                break
            meant.update(
                heard.keys() & pool if len(heard) < len(pool) else (n for n in pool if n in heard)
            )
        scores: dict[int, float] = dict.fromkeys(meant, 0.0)
        for heard, weight, base in told:
            for number in heard.keys() & meant if len(heard) < len(meant) else meant:
                how = heard.get(number)
                if how is not None:
                    # "Of the feedback" weighs little; "of the girls" tells whose share it is.
                    less = _BASE if base and how.sides == ITEM else 1
                    scores[number] += weight * how.clearness * less
        return scores

    def _items_first(self, words: Sequence[Word], near: set[int]) -> set[int]:
        """Of series that are named alike those whose item it is: "instant feedback" is told of the
        number of it, not of all that the group of this name was asked."""
        hits: Counter[int] = Counter()
        for word in words:
            heard = {} if self.vocabulary.plain(word) else self.vocabulary.hear(word)
            for number in near & heard.keys():
                how = heard[number]
                hits[number] += bool(how.sides & ITEM) and how.clearness >= MEANT
        on_item = {number for number, times in hits.items() if times}
        if not on_item or on_item == near:
            return near
        series = self.vocabulary.series
        whole = any(hits[number] >= len(series[number].content) for number in on_item)
        return on_item if whole else near

    def _meant(self, word: Word) -> Mapping[int, Heard]:
        """The series of which a word speaks; a sign of a claim only of items that it names."""
        if self.vocabulary.plain(word):
            return {}
        heard = self.vocabulary.hear(word)
        if not word.ranked:
            return heard
        return {n: how for n, how in heard.items() if how.sides & ITEM and how.clearness >= MEANT}

    def _fully_named(
        self,
        words: Iterable[Word],
        pool: AbstractSet[int],
        scores: Mapping[int, float],
        near: AbstractSet[int],
    ) -> set[int]:
        """Series whose item is named with all its words, though others are named with more; but not
        where the others are named by their place."""
        said = [word for word in words if not word.base and not self.vocabulary.plain(word)]
        places = []
        for word in words:
            if self.vocabulary.plain(word):
                continue
            heard = self.vocabulary.hear(word)
            told = [heard[number] for number in near if number in heard]
            if told and not any(how.sides & ITEM for how in told):
                # A place that the word only resembles is another one.
                clear = max(how.clearness for how in told)
                places.append({n for n, how in heard.items() if how.clearness >= clear})
        hits: Counter[int] = Counter()
        for word in said:
            if not word.weak:
                hits.update(
                    number
                    for number, how in self.vocabulary.hear(word).items()
                    if how.clearness >= MEANT and how.sides & ITEM
                )
        series = self.vocabulary.series
        # Of the rows of one place ("Topic: access", "Topic: staff") the best named is meant.
        best: dict[tuple[str, ...], int] = {}
        for number in near:
            place = (series[number].table, series[number].area, series[number].group)
            best[place] = max(best.get(place, 0), hits[number])
        return {
            number
            for number, times in hits.items()
            if number in scores
            and number in pool
            and number not in near
            and 0 < len(series[number].content) <= times
            and best.get((series[number].table, series[number].area, series[number].group), 0)
            <= times
            and all(number in heard for heard in places)
        }

    def _sides(self, words: Iterable[Word], numbers: Iterable[int]) -> int:
        """On which sides (item, group, area) the series are named by clear words."""
        sides = 0
        numbers = list(numbers)
        for word in words:
            if word.plain:
                continue
            heard = self.vocabulary.hear(word)
            for number in numbers:
                how = heard.get(number)
                if how is not None:
                    sides |= how.sides
        return sides

    def _strands(
        self, words: Sequence[Word], sets: Sequence[AbstractSet[int]]
    ) -> tuple[tuple[Series, ...], ...]:
        """Subjects that are named beside each other, each by words of its own."""
        by_word: list[tuple[Word, frozenset[int]]] = []
        pool = sets[-1]
        for word in words:
            if word.plain or word.base or word.weak:
                continue
            heard = self.vocabulary.hear(word)
            if len(heard) > _ENOUGH:
                continue
            top = max((how.clearness for number, how in heard.items() if number in pool), default=0)
            numbers = frozenset(n for n, how in heard.items() if n in pool and how.clearness == top)
            if numbers and top > IN_PART:
                by_word.append((word, numbers))
        strands: list[set[int]] = []
        for _, numbers in by_word:
            for strand in strands:
                if strand & numbers:
                    strand.intersection_update(numbers)
                    break
            else:
                strands.append(set(numbers))
        if len(strands) < 2:
            return ()
        return tuple(tuple(self.vocabulary.series[n] for n in sorted(each)) for each in strands)

    def _without_parts(
        self, numbers: AbstractSet[int], words: Sequence[Word], context: Context
    ) -> AbstractSet[int]:
        """Of the whole and its parts the whole, when no part is named anywhere near."""
        if len(numbers) < 2:
            return numbers
        series = self.vocabulary.series
        near = [*words, *(word for layer in context.before for word in layer)]
        totals = {n for n in numbers if series[n].total}
        if not totals or totals == numbers:
            return numbers
        rest = numbers - totals
        told = [word for word in near if not self.vocabulary.hear(word).keys() & totals]
        named = self._sides(told, rest) & (GROUP | AREA)
        return totals if not named else numbers

    def _ordered(self, numbers: Iterable[int], words: Sequence[Word]) -> tuple[Series, ...]:
        """The best named first: most of its item's words are there; of very many only those."""
        hits: dict[int, float] = dict.fromkeys(numbers, 0.0)
        for word in words:
            heard = self.vocabulary.hear(word)
            for number in hits.keys() & heard.keys() if len(heard) < len(hits) else hits:
                how = heard.get(number)
                if how is not None and how.sides & ITEM:
                    hits[number] += how.clearness
        series = self.vocabulary.series

        def named(number: int) -> tuple[float, bool, int]:
            each = series[number]
            return (-hits[number] / (len(each.content) or 1), not each.total, number)

        return tuple(series[number] for number in nsmallest(_TOLD, hits, key=named))

    def _item_named(
        self, subject: Subject, layers: Iterable[Sequence[Word]], *, shares: bool
    ) -> bool:
        """Whether some word says what is told, not only of whom; a mean may be the only one."""
        for layer in layers:
            for word in layer:
                if not self.vocabulary.plain(word) and not (shares and word.base):
                    heard = self.vocabulary.hear(word)
                    hows = [heard[each.number] for each in subject.narrow if each.number in heard]
                    if any(how.sides & ITEM and how.clearness >= MEANT for how in hows):
                        return True
        return {each.statistic for each in subject.narrow} == {"mean"} and len(
            {each.item for each in subject.narrow}
        ) == 1

    def _counts(self, heard: Mapping[int, Heard]) -> bool:
        """Whether a word names what the file counts as a whole."""
        return any(
            how.sides & ITEM
            and how.clearness >= MEANT
            and self.vocabulary.series[number].statistic == "count"
            for number, how in heard.items()
        )

    def _few(self, subject: Subject) -> bool:
        items = {(each.item, each.statistic) for each in subject.narrow}
        return len(subject.narrow) <= MOST and (len(items) <= 2 or bool(subject.sides & ITEM))

    def _clean(
        self, subject: Subject, words: Sequence[Word], pool: AbstractSet[int], context: Context
    ) -> bool:
        narrow = subject.narrow
        numbers = {each.number for each in narrow}
        for strand in subject.strands:
            numbers |= {each.number for each in strand}
        shares = all(each.statistic == "percent" for each in narrow)
        named = False
        for word in words:
            heard = self.vocabulary.hear(word)
            if (
                word.tag == "fi"
                and not available()
                and (self.vocabulary.alike(word) & pool) - numbers
            ):
                return False
            mine = max((heard[n].clearness for n in numbers if n in heard), default=0.0)
            if mine and mine >= max((heard[n].clearness for n in heard.keys() & pool), default=0.0):
                named |= not word.base and mine >= MEANT
                continue
            if word.weak or word.cued or self.vocabulary.plain(word):
                continue
            if word.text in context.known and not heard:
                continue
            if shares and self._counts(heard):
                # "The share of criticism in feedback": of what the share is.
                continue
            # A word that speaks of something else, or of something unknown, may limit what is told.
            return False
        strange = [word for word in context.strange if word.text not in context.known]
        if strange:
            return False
        return named or all(self.vocabulary.plain(word) or word.weak for word in words)


def strange(words: Iterable[Word], hear: Callable[[Word], Mapping[int, Heard]]) -> list[Word]:
    """Words that no figure knows and that are not plain: they may limit what is told."""
    return [word for word in words if not (word.plain or word.weak or word.cued) and not hear(word)]
