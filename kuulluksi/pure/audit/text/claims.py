"""What a part of a sentence claims, said without its language: a value, a change, a rank, a side of
the middle, a comparison, significance.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kuulluksi.pure.audit.text.lexicon import Cue, Hedge
from kuulluksi.pure.audit.text.quantities import Quantity
from kuulluksi.pure.audit.text.reading import Part, Sentence, lowered


@dataclass(frozen=True, slots=True)
class Value:
    """Something is so much."""

    number: Quantity
    name: str = "value"


@dataclass(frozen=True, slots=True)
class Change:
    """Something went up (1), down (-1) or stayed (0), perhaps from, to and by numbers; in
    `every` year, or in so many last ones (`running`). `quality` says better or worse, not more or
    less; `counted` speaks of a number, `shared` of a share; `denied` says that it did not."""

    sign: int
    start: int
    end: int
    quality: bool = False
    source: Quantity | None = None
    target: Quantity | None = None
    by: Quantity | None = None
    every: bool = False
    running: int = 0
    previous: bool = False
    since: bool = False
    nearly: bool = False
    slight: bool = False
    counted: bool = False
    shared: bool = False
    denied: bool = False
    factor: float | None = None
    hedge: Hedge = Hedge.EXACT
    name: str = "change"


@dataclass(frozen=True, slots=True)
class Extreme:
    """Something is the most, least, best or worst. `moved`: it changed the most;
    `in_time`: of all its years."""

    sign: int
    start: int
    end: int
    quality: bool = False
    moved: int = 0
    in_time: bool = False
    second: bool = False
    name: str = "extreme"


@dataclass(frozen=True, slots=True)
class Middle:
    """Something stands above (1), below (-1) or at (0) the middle of its scale."""

    side: int | None
    start: int
    end: int
    number: Quantity | None = None
    name: str = "middle"


@dataclass(frozen=True, slots=True)
class Compared:
    """What stands before `at` is more (1) or less (-1) than, or as much as (0), what stands after;
    `average`: than all of them together."""

    sign: int
    start: int
    end: int
    quality: bool = False
    average: bool = False
    name: str = "compared"


@dataclass(frozen=True, slots=True)
class Significant:
    """A change or difference is said to be significant, or not to be."""

    holds: bool
    start: int
    end: int
    name: str = "significant"


Claim = Value | Change | Extreme | Middle | Compared | Significant


def numbers_of(claim: Claim) -> Sequence[Quantity]:
    """The numbers that a claim tells."""
    match claim:
        case Value(number):
            return (number,)
        case Change():
            told = [claim.source, claim.target, claim.by]
        case Middle():
            told = [claim.number]
        case _:
            return ()
    return [each for each in told if each is not None]


Skipped = Literal["", "unreal", "question", "negated"]

_MOVES = {
    Cue.RISE: (1, False),
    Cue.FALL: (-1, False),
    Cue.BETTER: (1, True),
    Cue.WORSE: (-1, True),
    Cue.SAME: (0, False),
}
_FACTORS = {Cue.DOUBLE: 2.0, Cue.TRIPLE: 3.0, Cue.HALVE: 0.5}
_RANKS = {
    Cue.MOST: (1, False),
    Cue.LEAST: (-1, False),
    Cue.BEST: (1, True),
    Cue.WORST: (-1, True),
}


def skipped(sentence: Sentence, part: Part) -> Skipped:
    """Why a part claims nothing about what was: a plan, a wish, a question, a denial."""
    if sentence.question:
        return "question"
    if part.has(Cue.UNREAL):
        return "unreal"
    same = part.spans(Cue.SAME)
    for start, _end in part.spans(Cue.NOT):
        inside = any(begin <= start < finish for begin, finish in same)
        if not inside and not part.has(Cue.SIGNIFICANT):
            return "negated"
    return ""


def claims(part: Part) -> Iterator[Claim]:
    """What a part claims, in no order."""
    used: set[Quantity] = set()
    middle = list(_middle(part))
    yield from middle
    used.update(each.number for each in middle if each.number is not None)
    moved: list[Change] = []
    ranked = list(_extreme(part))
    if not middle:
        yield from ranked
        if not ranked:
            moved = list(_change(part))
            yield from moved
    for change in moved:
        used.update(each for each in (change.source, change.target, change.by) if each is not None)
    if not moved and not middle and not ranked:
        yield from _compared(part)
    for start, end in part.spans(Cue.SIGNIFICANT):
        denied = any(at < end for at, _ in part.spans(Cue.NOT))
        yield Significant(not denied, start, end)
        break
    ends = [each for each in part.quantities if each.role in {"source", "target"}]
    if part.has(Cue.VARIED) and len(ends) == 2 and not moved and ends[0].value < ends[1].value:
        # "Ranged from 7.8 to 8.9."
        used.update(ends)
        yield Value(replace(ends[0], to=ends[1].value, end=ends[1].end, role=""))
    for number in _spans([each for each in part.quantities if each not in used], part):
        yield Value(number)


def _spans(numbers: Sequence[Quantity], part: Part) -> Iterator[Quantity]:
    """Numbers one by one; "from 653 to 889 a year" is one that spans both."""
    ends = [each.role for each in numbers]
    if ends == ["source", "target"] and part.has(Cue.PER_YEAR) and not numbers[0].unit:
        low, high = numbers
        yield replace(low, end=high.end, to=high.value, role="")
        return
    yield from numbers


def _middle(part: Part) -> Iterator[Middle]:
    spans = part.spans(Cue.MIDDLE)
    if not spans:
        return
    start, end = spans[0]
    near = [
        each for each in part.quantities if each.unit == "" and not each.soft and each.to is None
    ]
    number = next((each for each in near if 0 <= each.start - end <= 24), None)
    side: int | None = None
    for cue, value in ((Cue.ABOVE, 1), (Cue.BELOW, -1), (Cue.AT, 0)):
        if side is None and any(not (start <= s < end) for s, _ in part.spans(cue)):
            side = value
    if number is not None:
        yield Middle(None, start, end, number)
    if side is not None:
        yield Middle(side, start, end)


def _extreme(part: Part) -> Iterator[Extreme]:
    for cue, (sign, quality) in _RANKS.items():
        for start, end in part.spans(cue):
            if _overlaps(part, start, end, Cue.PART, *(set(_RANKS) - {cue}), longer=True):
                continue
            ranked = [e for s, e in part.spans(Cue.RANKED) if s != start and 0 <= start - e <= 14]
            second = any(0 <= start - e <= 2 for _, e in part.spans(Cue.SECOND))
            if (ranked and not second) or _hedges(part, end):
                continue
            moved = 0
            for move in (Cue.RISE, Cue.BETTER, Cue.FALL, Cue.WORSE):
                if part.has(move):
                    moved = _MOVES[move][0]
            yield Extreme(sign, start, end, quality, moved, part.has(Cue.PEAK), second)
            return


def _hedges(part: Part, end: int) -> bool:
    """Whether "at least", "at most" (minst, högst) stands before a number."""
    return any(0 <= each.start - end <= 2 for each in part.quantities)


def _overlaps(part: Part, start: int, end: int, *cues: Cue, longer: bool) -> bool:
    return any(
        s < end and start < e and (not longer or e - s > end - start) for s, e in part.spans(*cues)
    )


def _change(part: Part) -> Iterator[Change]:
    plain = _plain_change(part)
    for cue, factor in _FACTORS.items():
        for start, end in part.spans(cue):
            sign = 1 if factor > 1 else -1
            hedge = _hedge(part, start)
            yield replace(plain, sign=sign, start=start, end=end, factor=factor, hedge=hedge)
            return
    same = part.spans(Cue.SAME)
    moves = [
        (start, end, *_MOVES[cue])
        for cue in _MOVES
        for start, end in part.spans(cue)
        if cue is Cue.SAME or not any(s <= start < e for s, e in same)
    ]
    if len({sign for *_, sign, _ in moves}) == 1:
        start, end, sign, quality = min(moves)
        amounts = [] if sign == 0 else list(_amounts(part, end))
        change = replace(plain, sign=sign, start=start, end=end, quality=quality)
        yield replace(change, by=amounts[0] if amounts else None)
        for by in amounts[1:]:
            yield replace(change, source=None, target=None, by=by)
    elif not moves:
        yield from _more_than_before(part, plain)


def _plain_change(part: Part) -> Change:
    """What the words around a change tell of it."""
    roles = {each.role: each for each in reversed(part.quantities) if each.role and not each.soft}
    return Change(
        sign=0,
        start=part.start,
        end=part.start,
        source=roles.get("source"),
        target=roles.get("target"),
        by=roles.get("by"),
        every=part.has(Cue.EVERY_YEAR, Cue.RUNNING),
        running=_running(part),
        previous=part.has(Cue.PREVIOUS),
        nearly=part.has(Cue.NEARLY),
        slight=part.has(Cue.SLIGHT),
        counted=part.has(Cue.COUNT),
        shared=part.has(Cue.SHARE),
        denied=part.has(Cue.NOT) and not part.has(Cue.SAME),
    )


def _amounts(part: Part, end: int) -> Iterator[Quantity]:
    """The numbers that tell how much a change was ("rose 12 %"), not where it stood."""
    ended = any(each.role == "target" for each in part.quantities)
    for each in part.quantities:
        if each.role == "by":
            yield each
        elif not each.role and not each.soft and each.to is None and each.start >= end:
            stands = any(0 <= each.start - at <= 16 for _, at in part.spans(Cue.AT_VALUE))
            if not stands and (
                each.unit in {"percent", "points"} or (not ended and each.start - end <= 24)
            ):
                yield each


def _more_than_before(part: Part, plain: Change) -> Iterator[Change]:
    """ "More than the year before", "twelve fewer than in 2023"."""
    since = any(each.since for each in part.years)
    if not part.has(Cue.PREVIOUS) and not since and not _year_after_than(part):
        return
    for cue, sign in ((Cue.MORE, 1), (Cue.LESS, -1), (Cue.AS, 0)):
        for start, end in part.spans(cue):
            times = _times_as(part, start) if cue is Cue.AS else None
            if times is not None:
                factor, hedge = float(times.value), _nearness(times.hedge)
                told = replace(plain, sign=1, start=start, end=end, by=times)
                yield replace(told, factor=factor, hedge=hedge)
                return
            amount = bool(_AMOUNT.match(lowered(part.text[start - part.start :])))
            shares = any(each.unit == "percent" for each in part.quantities)
            counted = plain.counted or (amount and not plain.shared and not shares)
            by = plain.by or _right_before(part, start)
            yield replace(
                plain, sign=sign, start=start, end=end, since=True, counted=counted, by=by
            )
            return


def _times_as(part: Part, at: int) -> Quantity | None:
    """ "Twice as many as": how many times as many."""
    near = (each for each in part.quantities if each.unit == "times" and each.start < at)
    return next((each for each in near if at - each.end <= 2 and each.value > 0), None)


def _nearness(hedge: Hedge) -> Hedge:
    if hedge in {Hedge.NEARLY, Hedge.ABOUT}:
        return Hedge.NEARLY
    return Hedge.OVER if hedge in {Hedge.OVER, Hedge.LEAST} else Hedge.EXACT


def _right_before(part: Part, start: int) -> Quantity | None:
    """ "24 % more": the number that ends where the comparing word begins."""
    near = (each for each in part.quantities if 0 <= start - each.end <= 2)
    return next((each for each in near if not each.fraction and each.to is None), None)


# Words that compare how many there are.
_AMOUNT = re.compile(r"enemm|vähemm|fler|färre|more\b|fewer")


def _year_after_than(part: Part) -> bool:
    ends = [end for _, end in part.spans(Cue.THAN)]
    return bool(ends) and any(each.start >= min(ends) for each in part.years)


def _hedge(part: Part, start: int) -> Hedge:
    if any(0 <= start - end <= 2 for _, end in part.spans(Cue.NEARLY)):
        return Hedge.NEARLY
    if any(0 <= start - end <= 2 for _, end in part.spans(Cue.ABOVE, Cue.THAN)):
        return Hedge.OVER
    return Hedge.EXACT


def _compared(part: Part) -> Iterator[Compared]:
    average = part.has(Cue.AVERAGE)
    for cue, sign in ((Cue.MORE, 1), (Cue.LESS, -1)):
        for start, end in part.spans(cue):
            than = [s for s, _ in part.spans(Cue.THAN) if s >= end]
            if than or average:
                yield Compared(sign, start, min(than, default=end), average=average)
                return


_TIMES = (
    (4, re.compile(r"nelj|fyra|fjärde|four")),
    (3, re.compile(r"kolm|tre|third|three")),
)


def _running(part: Part) -> int:
    """For how many years in a row something is said to have gone on."""
    for start, end in part.spans(Cue.RUNNING):
        said = lowered(part.text[start - part.start : end - part.start])
        return next((number for number, words in _TIMES if words.search(said)), 2)
    return 0
