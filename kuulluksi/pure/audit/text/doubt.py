"""Before a number is called wrong: may it be meant of another figure that this sentence speaks of,
or be how much such a figure changed? Then nobody is accused.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from kuulluksi.pure.audit import naming
from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.text import spans
from kuulluksi.pure.audit.text.binding import Context
from kuulluksi.pure.audit.text.claims import Change, Claim, Value
from kuulluksi.pure.audit.text.counted import counted
from kuulluksi.pure.audit.text.lexicon import Cue
from kuulluksi.pure.audit.text.matching import fits, stands_for
from kuulluksi.pure.audit.text.quantities import Quantity
from kuulluksi.pure.audit.text.reading import GRAMMARS, Part, Word, lowered
from kuulluksi.pure.audit.text.series import AREA, GROUP, ITEM, Series, plain_name
from kuulluksi.pure.audit.text.values import statistics_of
from kuulluksi.pure.audit.text.vocabulary import MEANT, SAME, Vocabulary

# A word that speaks of more series than this, or of a larger part of them, points at none.
_FEW, _SHARE = 12, 6
_LETTERS = 4
# A number as large as this stands in a file once; who wrote it meant it.
_LARGE = 1000


def elsewhere(
    claim: Claim,
    part: Part,
    words: Sequence[Word],
    context: Context,
    vocabulary: Vocabulary,
    against: Cell,
) -> bool:
    """Whether the numbers of a claim fit another figure than the one that they were put beside:
    one that words of the sentence speak of which do not speak of that."""
    if all(word.plain for word in words):
        words = [*words, *(context.before[0] if context.before else ())]
    others = list(_heard(words, vocabulary, against))
    mine = vocabulary.of(against)
    # No word can point at "Respondents in all": every word of that name is a common one.
    nameless = [
        near
        for each in mine
        for near in vocabulary.beside(each, ITEM)
        if all(plain_name(word) for word in near.content)
    ]
    near = [
        each
        for one in mine
        for side in (GROUP, AREA)
        for each in vocabulary.beside(one, side)
        if each is not one
    ]
    wholes = [each for each in near if each.total or _all(each)]
    match claim:
        case Value(number):
            if _of_things(number, part, words, vocabulary) or _a_base(number, part, against):
                return True
            if part.has(Cue.GAP) or (number.value >= _LARGE and number.value in vocabulary.values):
                return True
            if against.scale is not None and number.value < against.scale[0]:
                # So little no mean can be; a difference can.
                return True
            several = sum(not each.soft for each in part.quantities) > 1
            return (
                _is_printed(number, part, [*others, *nameless], context)
                or (several and _is_printed(number, part, wholes, context))
                or ((several or not part.years) and _is_printed(number, part, mine, context))
                or _is_change(number, [*others, *mine])
                or _is_counted(number, part, words, context, vocabulary)
            )
        case Change(source=Quantity() as first, target=Quantity() as last):
            return any(
                fits(first, before) and fits(last, after)
                for series in dict.fromkeys([*others, *near])
                for before, after in combinations(series.by_year.values(), 2)
                if (after.value > before.value) - (after.value < before.value) == claim.sign
            )
        case Change(source=None, target=Quantity() as number):
            return _is_printed(number, part, others, context)
    return False


def _of_things(number: Quantity, part: Part, words: Sequence[Word], vocabulary: Vocabulary) -> bool:
    """ "29 questions": of such things no figure tells, unless they are what it counts."""
    if number.unit or not words:
        return False
    after = lowered(part.text[number.end - part.start :])
    if not GRAMMARS[words[0].tag].thing.match(after):
        return False
    named = next((word for word in words if word.start >= number.end), None)
    return named is None or not vocabulary.hear(named)


_BASE = re.compile(r"\bn\s*=\s*\Z")


def _a_base(number: Quantity, part: Part, against: Cell) -> bool:
    """ "n = 302": how many answered is no other figure."""
    before = lowered(part.text[: number.start - part.start])
    return bool(_BASE.search(before)) and not naming.respondents(against.item)


def another_way(
    claim: Claim, part: Part, words: Sequence[Word], vocabulary: Vocabulary, pair: Sequence[Cell]
) -> bool:
    """Whether a change that names nothing ("…, fewer than in 2021") fits another figure that the
    sentence speaks of, or what its total is."""
    if not isinstance(claim, Change) or len(pair) != 2:
        return False
    if any(not word.plain and vocabulary.hear(word) for word in part.words):
        return False
    before, after = pair
    heard = list(_heard(words, vocabulary, before))
    if any(naming.total(word.text) for word in words):
        heard += vocabulary.wholes
    years = (before.first, after.first)
    moved = [[each.by_year.get(year) for year in years] for each in heard]
    return any(
        (last.value > first.value) - (last.value < first.value) == claim.sign
        for first, last in moved
        if first is not None and last is not None
    )


def _heard(words: Iterable[Word], vocabulary: Vocabulary, against: Cell) -> Iterator[Series]:
    most = max(_FEW, len(vocabulary.series) // _SHARE)
    numbers: set[int] = set()
    for word in words:
        found = {} if word.base or len(word.text) < _LETTERS else vocabulary.hear(word)
        enough = SAME if word.plain else MEANT
        clear = {number for number, how in found.items() if how.clearness >= enough}
        if len(clear) <= most and not any(each.number in found for each in vocabulary.of(against)):
            numbers |= clear
    for number in sorted(numbers):
        yield vocabulary.series[number]


def _all(series: Series) -> bool:
    return bool(naming.total(naming.ends(series.group)[1]) or naming.total(series.area))


def _is_printed(number: Quantity, part: Part, heard: Iterable[Series], context: Context) -> bool:
    """Whether it stands in the file, in a year that the text speaks of."""
    kinds = statistics_of(number, part)
    period = spans.of_value(part, number, context)
    years = {*period.spans, *context.own_years, (context.year, context.year)}
    return any(
        fits(number, cell)
        for series in heard
        if series.statistic in kinds
        for span in years
        for cell in series.at(*span)
    )


def _is_counted(
    number: Quantity, part: Part, words: Iterable[Word], context: Context, vocabulary: Vocabulary
) -> bool:
    """Whether it is how many a share is of that the sentence tells."""
    if number.unit:
        return False
    heard = {n for word in words if not word.plain for n in vocabulary.hear(word)}
    period = spans.of_value(part, number, context).spans
    for each in sorted(heard):
        series = vocabulary.series[each]
        for span in period if series.statistic == "percent" else ():
            for cell in series.at(*span):
                found = counted(cell, vocabulary)
                if found is not None and found.low - 1 <= number.value <= found.high + 1:
                    return True
    return False


def _is_change(number: Quantity, heard: Iterable[Series]) -> bool:
    """Whether it is the difference of a year and the one before it."""
    return any(
        stands_for(number, abs(after.value - before.value), before.decimals, Decimal(0))
        for series in heard
        if _same_kind(number, series)
        for before, after in _steps(series)
    )


def _same_kind(number: Quantity, series: Series) -> bool:
    if series.statistic == "mean":
        return bool(number.decimals) and number.value < 2
    return series.statistic == ("percent" if number.unit == "points" else "count")


def _steps(series: Series) -> Iterable[tuple[Cell, Cell]]:
    cells = list(series.by_year.values())
    return pairwise(cells)
