"""Numbers of which it is known whose they are, because they stand in a text by reference: nobody
guesses what they tell of, and the claims around them are judged by their own figures.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.findings import Kind
from kuulluksi.pure.audit.text.binding import Subject
from kuulluksi.pure.audit.text.claims import Change
from kuulluksi.pure.audit.text.moves import of_pair
from kuulluksi.pure.audit.text.quantities import Quantity
from kuulluksi.pure.audit.text.reading import Part, Word
from kuulluksi.pure.audit.text.series import Series
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
    verdict: Verdict, cell: Cell, part: Part, words: Iterable[Word], known: Known
) -> Verdict:
    """What is to be said of a given figure that is none of those of which the sentence tells. It is
    a fault when a word names the other one and none names this; a caution when only the year is
    another."""
    other = verdict.cells[0]
    mine, theirs = known.vocabulary.row(cell.number), known.vocabulary.row(other.number)
    if mine is None or theirs is None:
        return holds(cell)
    told = Verdict(
        "holds",
        (cell,),
        rule="text-cited",
        kind=Kind.CAUTION,
        right=amount_of(other),
        values={"cited": cell, "figure": other},
    )
    if mine is theirs:
        return told if part.years else holds(cell)
    of_mine, of_theirs = False, False
    for word in words:
        if known.vocabulary.plain(word):
            continue
        heard = known.vocabulary.hear(word)
        in_mine, in_theirs = mine.number in heard, theirs.number in heard
        of_mine |= in_mine and not in_theirs
        of_theirs |= (
            in_theirs and not in_mine and not word.base and heard[theirs.number].clearness >= MEANT
        )
    if of_theirs and not of_mine:
        return replace(told, state="fails", kind=Kind.FAULT)
    return holds(cell)
