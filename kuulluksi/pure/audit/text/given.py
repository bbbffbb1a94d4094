"""Numbers of which it is known whose they are, because they stand in a text by reference: nobody
guesses what they tell of, and the claims around them are judged by their own figures.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.findings import Kind
from kuulluksi.pure.audit.text import spans
from kuulluksi.pure.audit.text.binding import Context, Subject
from kuulluksi.pure.audit.text.claims import Change
from kuulluksi.pure.audit.text.lexicon import Cue
from kuulluksi.pure.audit.text.moves import of_pair
from kuulluksi.pure.audit.text.quantities import Quantity
from kuulluksi.pure.audit.text.reading import Part, Word
from kuulluksi.pure.audit.text.series import AREA, GROUP, ITEM, Series, plain_name
from kuulluksi.pure.audit.text.values import amount_of
from kuulluksi.pure.audit.text.verdict import Verdict, holds, unknown
from kuulluksi.pure.audit.text.vocabulary import MEANT, Vocabulary


@dataclass(frozen=True, slots=True)
class Given:
    """A stretch of a text that a figure stands in. Without a `cell` it is no figure of the file,
    but what stands beside one: how many it is of, or its interval."""

    start: int
    end: int
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """The given figures of a sentence, by the place in it where their number begins. `above` are
    those of the sentence before it."""

    cells: Mapping[int, Cell | None]
    vocabulary: Vocabulary
    above: tuple[Cell, ...] = ()

    def has(self, numbers: Iterable[Quantity]) -> bool:
        return any(each.start in self.cells for each in numbers)

    def cell(self, number: Quantity | None) -> Cell | None:
        return None if number is None else self.cells.get(number.start)

    def inside(self, part: Part) -> Sequence[Series]:
        """The rows of the figures of a part."""
        near = [cell for start, cell in self.cells.items() if part.start <= start < part.end]
        return self._rows(near)

    def before(self, part: Part) -> Sequence[Series]:
        """The row of the nearest figure before a part; the rows of the sentence before."""
        told = [(start, cell) for start, cell in sorted(self.cells.items()) if start < part.start]
        near = [cell for _start, cell in told if cell is not None]
        return self._rows(near[-1:] or self.above)

    def _rows(self, cells: Iterable[Cell | None]) -> Sequence[Series]:
        found = [self.vocabulary.row(cell.number) for cell in cells if cell is not None]
        return list(dict.fromkeys(each for each in found if each is not None))


def of_series(series: Series) -> Subject:
    """What is known to be told of one row."""
    return Subject(((series,),), sure=True, sides=0, heard=True, clean=True, named=True, free=True)


def told_by(change: Change, known: Known | None) -> Subject | None:
    """Of what a change tells, one end of which is given."""
    cell = known and (known.cell(change.source) or known.cell(change.target))
    series = known.vocabulary.row(cell.number) if known and cell else None
    return of_series(series) if series else None


def narrowed(subject: Subject, part: Part, known: Known | None) -> Subject:
    """The subject of a claim, when a figure beside it tells which of several rows is meant. What
    the words tell of otherwise stays as it is."""
    if known is None:
        return subject
    near = known.inside(part)
    silent = not near and all(word.plain for word in part.words)
    if silent:
        near = known.before(part)
    if len(near) != 1:
        return subject
    if silent or not subject.heard:
        # "It has improved": what has just been told.
        return of_series(near[0])
    if near[0] not in subject.narrow or subject.strands:
        return subject
    return replace(subject, sets=((near[0],), *subject.sets[1:]), sure=True)


def moved(change: Change, known: Known) -> Verdict | None:
    """A change between two given figures."""
    before, after = known.cell(change.source), known.cell(change.target)
    if before is None or after is None:
        return None
    if before.statistic != after.statistic:
        return unknown("not-sure")
    if change.quality and before.statistic not in {"mean", "nps"}:
        # Whether more of it is better, only people can tell.
        change = replace(change, quality=False, sign=_way(before, after))
    return of_pair(change, (before, after))


def _way(before: Cell, after: Cell) -> int:
    return (after.value > before.value) - (after.value < before.value)


def misplaced(
    verdict: Verdict, number: Quantity, part: Part, context: Context, known: Known
) -> Verdict:
    """What is to be said of a given figure beside what its sentence tells of. A fault: the sentence
    tells clearly of another row of the same table. A caution: it names one, or another year."""
    cell = known.cell(number)
    mine = known.vocabulary.row(cell.number) if cell else None
    if cell is None or mine is None:
        return holds() if cell is None else holds(cell)
    if verdict.rule == "text-value":
        other = verdict.cells[0]
        theirs = known.vocabulary.row(other.number)
        alike = theirs is not None and theirs is not mine and theirs.table == mine.table
        if theirs and alike and _names(part.words, theirs, mine, known):
            return _cited(cell, other, Kind.FAULT)
    beside = _of_another_year(cell, mine, number, part, context)
    beside = beside or _beside(cell, mine, part, context, known)
    return holds(cell) if beside is None else _cited(cell, beside, Kind.CAUTION)


def _cited(cell: Cell, other: Cell, kind: Kind) -> Verdict:
    return Verdict(
        "fails" if kind is Kind.FAULT else "holds",
        (cell,),
        rule="text-cited",
        kind=kind,
        right=amount_of(other),
        values={"cited": cell, "figure": other},
    )


def _of_another_year(
    cell: Cell, mine: Series, number: Quantity, part: Part, context: Context
) -> Cell | None:
    """The figure of the year that stands beside a number which is of another one."""
    if not part.years or part.has(Cue.PREVIOUS, Cue.THAN) or any(y.since for y in part.years):
        return None
    named = spans.of_value(part, number, context).spans
    if len(named) != 1 or (named[0][0] <= cell.first and cell.last <= named[0][1]):
        return None
    return next(iter(mine.at(*named[0])), None)


def _beside(cell: Cell, mine: Series, part: Part, context: Context, known: Known) -> Cell | None:
    """The figure of another row of the same table that is named, when this one is nowhere near."""
    nameless = mine.total or all(map(plain_name, mine.content))
    if nameless or part.has(Cue.SUM, Cue.ALL):
        return None
    near = [*part.words, *(word for layer in context.before[:2] for word in layer)]
    if any(
        mine.number in known.vocabulary.hear(word) and not _of_all(word, mine, known)
        for word in near
    ):
        return None
    for side in (ITEM, GROUP, AREA):
        named = [
            each
            for each in known.vocabulary.beside(mine, side)
            if each is not mine and not each.total and _names(part.words, each, mine, known)
        ]
        if len(named) == 1:
            return next(iter(named[0].at(cell.first, cell.last)), None)
    return None


def _of_all(word: Word, mine: Series, known: Known) -> bool:
    """Whether a word speaks of the whole table, and so of no row of it."""
    how = known.vocabulary.hear(word)[mine.number]
    return not how.sides & (ITEM | GROUP | AREA)


def _names(words: Iterable[Word], each: Series, mine: Series, known: Known) -> bool:
    """Whether a clear word speaks of one row and not of the other, and none the other way round."""
    of_each = False
    for word in words:
        if known.vocabulary.plain(word):
            continue
        heard = known.vocabulary.hear(word)
        if mine.number in heard and each.number not in heard:
            return False
        how = heard.get(each.number)
        if how is not None and mine.number not in heard and not word.base:
            of_each |= how.clearness >= MEANT and bool(how.sides & (ITEM | GROUP | AREA))
    return of_each
