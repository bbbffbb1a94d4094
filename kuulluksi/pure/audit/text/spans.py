"""Which years a claim speaks of: those it names, those named before it, or the year of the text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.text.binding import Context
from kuulluksi.pure.audit.text.claims import Change
from kuulluksi.pure.audit.text.lexicon import Cue
from kuulluksi.pure.audit.text.quantities import Quantity, Years
from kuulluksi.pure.audit.text.reading import Part, lowered
from kuulluksi.pure.audit.text.series import Series

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Period:
    """The years in which a value may stand. `named` ones were written in the part or the sentence;
    others are only likely."""

    spans: tuple[Span, ...]
    named: bool


def of_value(part: Part, number: Quantity, context: Context) -> Period:
    """The years of one number of a part."""
    long = _long(part, context.year)
    if long:
        return Period((long,), named=True)
    own = _beside(part, number)
    if own:
        return Period(own, named=True)
    if part.has(Cue.PREVIOUS) and not part.years:
        return Period(((context.year - 1, context.year - 1),), named=False)
    if context.own_years:
        return Period(context.own_years, named=True)
    likely = (*context.near_years, (context.year, context.year))
    return Period(tuple(dict.fromkeys(likely)), named=False)


_LENGTHS = re.compile(
    r"\b(?:(?P<two>kah\w+|två|two)|(?P<three>kolm\w+|tre|three)|(?P<four>nelj\w+|fyra|four)"
    r"|(?P<five>vii\w+|fem|five))\b"
)


def _long(part: Part, year: int) -> Span | None:
    """The years of "in the three years"."""
    for start, end in part.spans(Cue.LONG):
        match = _LENGTHS.search(lowered(part.text[start - part.start : end - part.start]))
        if match and match.lastgroup:
            length = {"two": 2, "three": 3, "four": 4, "five": 5}[match.lastgroup]
            return year - length + 1, year
    return None


def _beside(part: Part, number: Quantity) -> tuple[Span, ...]:
    """The years of the part that belong to this number: in the bracket with it or right after it,
    else those outside of brackets; with as many numbers as years each has its own."""
    brackets = [
        (part.start + match.start(), part.start + match.end())
        for match in _BRACKET.finditer(part.text)
    ]
    numbers = [each for each in part.quantities if not each.soft]
    than = min((start for start, _ in part.spans(Cue.THAN)), default=None)
    if not any(each.start >= (than or 0) for each in part.years):
        than = None
    own: list[Years] = []
    free: list[Years] = []
    for each in part.years:
        inside = next((b for b in brackets if b[0] <= each.start < b[1]), None)
        if than is not None and than <= each.start and number.end <= than:
            # "4.31 is better than in 2022": the year belongs to what it is compared with.
            continue
        if inside is None:
            free.append(each)
            continue
        with_it = [n for n in numbers if inside[0] <= n.start < inside[1]]
        before = [n for n in numbers if n.end <= inside[0]]
        if number in (with_it or before[-1:]):
            own.append(each)
    if not own:
        own = _each_its_own(number, numbers, free, brackets)
    return tuple((each.first, each.last) for each in own)


_BRACKET = re.compile(r"\([^()]*(?:\)|\Z)")
MOST_YEARS = 40
"""No sentence tells of more."""


def _each_its_own(
    number: Quantity,
    numbers: Sequence[Quantity],
    free: list[Years],
    brackets: Sequence[tuple[int, int]],
) -> list[Years]:
    """Of years outside of brackets the one of this number, where each has its own; else all."""
    if not 1 < len(free) <= MOST_YEARS:
        return free[:MOST_YEARS]
    outside = [n for n in numbers if not any(s <= n.start < e for s, e in brackets)]
    if len(outside) == len(free) and number in outside:
        return [free[outside.index(number)]]
    return free


def single(span: Span) -> bool:
    return span[0] == span[1]


Pair = tuple[Cell, Cell]


def pairs(series: Series, change: Change, part: Part, context: Context) -> tuple[list[Pair], bool]:
    """The pairs of figures between which a change may be told, the likeliest first, and whether
    the text says which pair it means."""
    cells = series.by_year
    years = sorted(cells)
    if len(years) < 2:
        return [], False
    spans = [(each.first, each.last) for each in part.years] or list(context.own_years)
    named = sorted({year for span in spans for year in span})
    since = [each.first for each in part.years if each.since]
    at = context.year if context.year in cells else years[-1]
    if len(named) >= 2:
        first, last = _nearest(years, named[0]), _nearest(years, named[-1])
        if first is None or last is None or first == last:
            return [], False
        return [(cells[first], cells[last])], True
    if len(named) == 1:
        found = _around(years, named[0], at, since=bool(since) or (change.since and named[0] < at))
        return [(cells[a], cells[b]) for a, b in found], len(found) == 1
    before = [year for year in years if year < at]
    if not before:
        return [], False
    if change.previous:
        return [(cells[before[-1]], cells[at])], before[-1] == at - 1
    near = sorted({year for span in context.near_years for year in span if year in cells})
    spoken = [(near[0], near[-1])] if len(near) > 1 else []
    found = list(dict.fromkeys([(before[-1], at), (before[0], at), *spoken]))
    return [(cells[a], cells[b]) for a, b in found], len(found) == 1


def _nearest(years: Sequence[int], year: int) -> int | None:
    return year if year in years else None


def _around(years: Sequence[int], named: int, at: int, *, since: bool) -> list[tuple[int, int]]:
    """ "in 2011": from the year before; "since 2009": until the year of the text."""
    if named not in years:
        return []
    earlier = [year for year in years if year < named]
    until = [(named, at)] if named < at else []
    from_before = [(earlier[-1], named)] if earlier else []
    first = [(earlier[0], named)] if len(earlier) > 1 else []
    if since:
        return until
    return from_before + until + first


def steps(series: Series, part: Part, context: Context) -> list[Pair]:
    """Every year beside the one before it, within the years that are named."""
    spans = [(each.first, each.last) for each in part.years] or list(context.own_years)
    named = sorted({year for span in spans for year in span})
    cells = series.by_year
    years = sorted(cells)
    if len(named) >= 2:
        years = [year for year in years if named[0] <= year <= named[-1]]
    elif len(named) == 1 and any(each.since for each in part.years):
        years = [year for year in years if year >= named[0]]
    else:
        years = [
            year
            for year in years
            if year <= max(context.year, years[-1] if not context.year else 0)
        ]
    return [(cells[a], cells[b]) for a, b in pairwise(years)]


def in_years(series: Iterable[Series], spans: Iterable[Span]) -> list[tuple[Series, Cell]]:
    """The figures of the series in these years; a range of years also stands for each of them."""
    found = []
    for each in series:
        for first, last in spans:
            cells = each.at(first, last)
            if not cells and first != last:
                cells = [c for c in each.cells if c.one_year and first <= c.first <= last]
            found += [(each, cell) for cell in cells]
    return found
