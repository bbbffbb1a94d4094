"""Did it rise, fall or stay? A told change beside the figures of the years it speaks of."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.findings import Amount, Code, Kind, Told
from kuulluksi.pure.audit.text import spans
from kuulluksi.pure.audit.text.binding import Context, Subject
from kuulluksi.pure.audit.text.claims import Change
from kuulluksi.pure.audit.text.counted import Counted, counted
from kuulluksi.pure.audit.text.lexicon import Cue, Hedge
from kuulluksi.pure.audit.text.matching import fits, stands_for
from kuulluksi.pure.audit.text.quantities import Quantity
from kuulluksi.pure.audit.text.reading import Part
from kuulluksi.pure.audit.text.values import amount_of
from kuulluksi.pure.audit.text.verdict import Verdict, holds, unknown
from kuulluksi.pure.audit.text.vocabulary import AREA, GROUP, ITEM, Series, Vocabulary

_ZERO = Decimal(0)
_UP, _DOWN, _STILL = Code("rose"), Code("fell"), Code("unchanged")

# "Unchanged" is true of so much, and doubtful beyond: points of a share, parts of a scale, parts of
# a count.
_STILL_POINTS, _MOVED_POINTS = Decimal(2), Decimal("4.5")
_STILL_SCALE, _MOVED_SCALE = Decimal("0.026"), Decimal("0.051")
_STILL_COUNT, _MOVED_COUNT = Decimal("0.03"), Decimal("0.10")


def judge(
    change: Change, part: Part, subject: Subject, context: Context, vocabulary: Vocabulary
) -> Verdict:
    """Whether its subject changed so. Subjects named beside each other must all have."""
    if not subject.heard:
        return unknown("no-subject")
    if change.denied:
        return _denied(change, part, subject, context, vocabulary)
    together = _together(part, subject)
    strands = [each for each in subject.strands if _moves(each)]
    if together:
        strands = [(each,) for each in together]
    if len(strands) > 1 and not _numbered(change):
        sure = subject.free if together else subject.clean
        found = [_one(change, part, each, each, context, vocabulary, sure=sure) for each in strands]
        failed = [each for each in found if each.state == "fails"]
        if failed:
            return failed[0]
        if all(each.state == "holds" for each in found):
            told = [each for each in found if each.rule] or found[:1]
            return replace(told[0], cells=tuple(dict.fromkeys(c for each in found for c in each.cells)))
    return _one(
        change, part, subject.narrow, subject.wide, context, vocabulary, sure=subject.sure
    )


# Of more rows than this nobody says "all".
_MOST_OF_ALL = 60


def _together(part: Part, subject: Subject) -> list[Series]:
    """All of those of which "all" is said: the rows of one table that share a place or an item."""
    if not part.has(Cue.ALL):
        return []
    numbers = [each.value for each in part.quantities if each.soft]
    for series in subject.sets:
        moving = [each for each in series if _moves([each])]
        items = {each.item for each in moving}
        side = ITEM if len(items) > 1 else GROUP | AREA
        found = [each for each in moving if not each.total_on(side)]
        alike = {(each.table, each.statistic) for each in found}
        places = {(each.area, each.group) for each in found}
        if 1 < len(found) <= _MOST_OF_ALL and len(alike) == 1 and min(len(items), len(places)) == 1:
            return found if not numbers or len(found) in numbers else []
    return []


def _denied(
    change: Change, part: Part, subject: Subject, context: Context, vocabulary: Vocabulary
) -> Verdict:
    """ "Did not rise": false only when every likely pair of years rose."""
    if _numbered(change) or len(subject.narrow) != 1 or change.every or subject.strands:
        return unknown("negated")
    series = subject.narrow[0]
    pairs, _ = spans.pairs(series, change, part, context)
    ways = {_direction(*pair) for pair in pairs}
    if not pairs or None in ways or (change.quality and series.statistic not in {"mean", "nps"}):
        return unknown("negated")
    if ways == {change.sign}:
        return _failed(change, pairs[0], "text-change") if subject.sure else unknown("not-sure")
    return holds(*pairs[0])


def _moves(series: Iterable[Series]) -> bool:
    return any(len(each.by_year) > 1 for each in series)


def _one(
    change: Change,
    part: Part,
    narrow: Sequence[Series],
    wide: Sequence[Series],
    context: Context,
    vocabulary: Vocabulary,
    *,
    sure: bool,
) -> Verdict:
    failed: Verdict | None = None
    unclear = ""
    for each in _in_order(change, narrow, wide):
        verdict = _of_series(change, part, each, context, vocabulary)
        if verdict.state == "holds":
            return verdict
        if verdict.state == "fails" and each in narrow:
            failed = failed or verdict
        elif verdict.state == "unknown" and each in narrow:
            unclear = unclear or verdict.reason
    if failed is None:
        return unknown(unclear or "no-figure")
    if unclear and unclear not in {"no-figure", "other-quality"}:
        return unknown(unclear)
    return failed if sure else unknown("not-sure")


def _in_order(
    change: Change, narrow: Sequence[Series], wide: Sequence[Series]
) -> list[Series]:
    ordered = list(dict.fromkeys([*narrow, *wide]))
    if change.shared and not change.counted:
        ordered.sort(key=lambda each: each.statistic != "percent")
    return ordered


def _of_series(
    change: Change, part: Part, series: Series, context: Context, vocabulary: Vocabulary
) -> Verdict:
    if change.quality and series.statistic not in {"mean", "nps"} and not _numbered(change):
        return unknown("other-quality")
    if change.counted and not change.shared and series.statistic == "percent":
        return _by_counts(change, part, series, context, vocabulary)
    if change.every:
        return _every(change, spans.steps(series, part, context))
    pairs, told = spans.pairs(series, change, part, context)
    if not pairs:
        return unknown("no-figure")
    if (change.source is not None or change.target is not None) and not told:
        pairs = list(dict.fromkeys([*pairs, *_all_pairs(series, context)]))
    verdicts = [_of_pair(change, pair) for pair in pairs]
    good = next((each for each in verdicts if each.state == "holds" and not each.rule), None)
    good = good or next((each for each in verdicts if each.state == "holds"), None)
    if good:
        return good
    if any(each.state == "unknown" for each in verdicts):
        return next(each for each in verdicts if each.state == "unknown")
    # The pair whose figures are those of the text is the one that it means.
    return min(verdicts, key=lambda each: _RULES.get(each.rule, 1))


# Of several pairs the one whose findings explain the number best.
_RULES = {"text-percent-points": 0, "text-value": 2}


def _numbered(change: Change) -> bool:
    return change.source is not None or change.target is not None or change.by is not None


def _all_pairs(series: Series, context: Context) -> list[spans.Pair]:
    cells = [cell for year, cell in series.by_year.items()]
    return [(a, b) for n, a in enumerate(cells) for b in cells[n + 1 :]]


def _of_pair(change: Change, pair: spans.Pair) -> Verdict:
    before, after = pair
    for number, cell in ((change.source, before), (change.target, after)):
        if number is not None and not fits(number, cell):
            return _failed(change, pair, "text-value", right=amount_of(cell), figure=cell)
    if change.factor is not None:
        return _by_factor(change, before, after)
    direction = _direction(before, after)
    if change.sign == 0:
        return _still(change, pair)
    if direction is None:
        return unknown("estimates")
    if direction == 0:
        if not change.slight or (before.statistic == "count" and before.slack == 0):
            return _failed(change, pair, "text-change")
        return Verdict(
            "holds", pair, rule="text-change-unseen", kind=Kind.CAUTION, right=_STILL, values=_told(pair)
        )
    if direction != change.sign:
        return _failed(change, pair, "text-change")
    if change.by is not None:
        return _by_amount(change, change.by, pair)
    return Verdict("holds", pair, **_uncomparable(pair))


def _direction(before: Cell, after: Cell) -> int | None:
    """1, -1 or 0; None when estimates lie too near each other."""
    apart = after.value - before.value
    rough = max(before.slack, after.slack)
    if before.told.estimate or after.told.estimate:
        if abs(apart) < rough:
            return None
    return (apart > 0) - (apart < 0)


def _still(change: Change, pair: spans.Pair) -> Verdict:
    still, moved = _limits(pair)
    apart = abs(pair[1].value - pair[0].value)
    if change.nearly:
        moved *= 2
    if apart > moved:
        return _failed(change, pair, "text-same")
    if apart > (still if not change.nearly else moved):
        return Verdict(
            "holds", pair, rule="text-same-nearly", kind=Kind.CAUTION, right=_way(pair), values=_told(pair)
        )
    return holds(*pair)


def _limits(pair: spans.Pair) -> tuple[Decimal, Decimal]:
    before, after = pair
    if before.statistic == "percent":
        return _STILL_POINTS, _MOVED_POINTS
    if before.statistic == "mean" and before.scale is not None:
        wide = before.scale[1] - before.scale[0]
        return max(wide * _STILL_SCALE, before.half * 2), wide * _MOVED_SCALE
    if before.statistic == "nps":
        return Decimal(3), Decimal(8)
    large = max(abs(before.value), abs(after.value), Decimal(1))
    room = before.slack + after.slack
    return max(large * _STILL_COUNT, Decimal(1)) + room, max(large * _MOVED_COUNT, Decimal(2)) + room


def _by_amount(change: Change, by: Quantity, pair: spans.Pair) -> Verdict:
    before, after = pair
    apart = abs(after.value - before.value)
    room = before.half + after.half
    points = stands_for(by, apart, before.decimals, room)
    relative = _relative(by, before, after)
    if by.fraction and before.statistic == "mean":
        # "A tenth lower": of a grade, not of what it was.
        good = relative or stands_for(by, apart * 100, 2, _ZERO)
    elif by.unit == "points":
        good = before.statistic == "percent" and points
    elif by.unit == "percent":
        good = relative
        if before.statistic == "percent" and points and not _exactly(by, before, after):
            return _failed(
                change,
                pair,
                "text-percent-points",
                right=(Amount(apart, "points", before.decimals), _percent(before, after, by)),
            )
    else:
        good = points
    if good:
        return Verdict("holds", pair, **_uncomparable(pair))
    right: list[Told] = []
    if by.unit != "percent" or before.statistic == "percent":
        unit = "points" if before.statistic == "percent" else amount_of(before).unit
        right.append(Amount(apart, unit, before.decimals))
    if by.unit == "percent" and before.value:
        right.append(_percent(before, after, by))
    return _failed(change, pair, "text-change-by", right=tuple(right) if len(right) > 1 else right[0] if right else "")


def _percent(before: Cell, after: Cell, by: Quantity) -> Amount:
    share = abs(after.value - before.value) * 100 / before.value if before.value else _ZERO
    return Amount(share, "percent", by.decimals)


def _exactly(by: Quantity, before: Cell, after: Cell) -> bool:
    """Whether the printed figures themselves differ by so many per cent."""
    share = abs(after.value - before.value) * 100 / before.value if before.value else _ZERO
    return stands_for(by, share, by.decimals + 1, _ZERO)


def _relative(by: Quantity, before: Cell, after: Cell) -> bool:
    """Whether the change is so many per cent of what was, as far as rounding lets it be known."""
    ends = []
    for a in (before.value - before.half, before.value + before.half):
        for b in (after.value - after.half, after.value + after.half):
            if a <= 0:
                return True
            ends.append(abs(b - a) * 100 / a)
    low, high = min(ends), max(ends)
    middle, room = (low + high) / 2, (high - low) / 2
    if stands_for(by, middle, by.decimals + 1, _ZERO):
        return True
    if by.hedge is Hedge.EXACT:
        return low - by.half <= by.value <= high + by.half
    return stands_for(by, middle, by.decimals + 1, room)


def _by_factor(change: Change, before: Cell, after: Cell) -> Verdict:
    if before.value <= 0 or change.factor is None:
        return unknown("no-figure")
    times = float(after.value / before.value)
    low, high = change.factor * 0.88, change.factor * 1.15
    if change.hedge is Hedge.NEARLY:
        low, high = change.factor * 0.75, change.factor * 1.05
    elif change.hedge is Hedge.OVER:
        low, high = change.factor * 0.98, change.factor * 2
        if change.factor < 1:
            low, high = 0.0, change.factor * 1.02
    if low <= times <= high:
        return holds(before, after)
    right = Amount(after.value / before.value, "times", 1)
    return _failed(change, (before, after), "text-factor", right=right)


def _every(change: Change, steps: Sequence[spans.Pair]) -> Verdict:
    """Whether every year moved the same way."""
    if not steps or (len(steps) < 2 and change.sign):
        return unknown("no-figure")
    for pair in steps:
        direction = _direction(*pair)
        if change.sign == 0:
            verdict = _still(change, pair)
            if verdict.state == "fails":
                return verdict
        elif direction is None:
            return unknown("estimates")
        elif direction != change.sign:
            values: dict[str, Told] = {"years": tuple(dict.fromkeys(c for p in steps for c in p))}
            return _failed(change, pair, "text-every-year", **values)
    return holds(*dict.fromkeys(cell for pair in steps for cell in pair))


def _by_counts(
    change: Change, part: Part, series: Series, context: Context, vocabulary: Vocabulary
) -> Verdict:
    """A change in number of what is printed as a share: worked out with the base of each year."""
    if _numbered(change):
        return unknown("no-figure")
    steps = spans.steps(series, part, context)
    if not change.every:
        steps, _ = spans.pairs(series, change, part, context)
    worked = [(counted(a, vocabulary), counted(b, vocabulary), (a, b)) for a, b in steps]
    failed: Verdict | None = None
    for before, after, pair in worked:
        if before is None or after is None:
            return unknown("no-base")
        way = before.way_to(after)
        if change.sign and way == -change.sign or (change.sign == 0 and way and abs(before.middle - after.middle) > before.middle * _MOVED_COUNT):
            failed = failed or _failed(
                change,
                pair,
                "text-counted",
                right=_numbers(worked) if change.every else (before.amount, after.amount),
                bases=tuple(dict.fromkeys([before.base, after.base])),
            )
        elif not change.every:
            return holds(*pair, before.base, after.base)
    if failed:
        return failed
    return holds(*(cell for _, _, pair in worked for cell in pair)) if worked else unknown("no-figure")


def _numbers(worked: Iterable[tuple[Counted | None, Counted | None, spans.Pair]]) -> Told:
    amounts = [each.amount for before, after, _ in worked for each in (before, after) if each]
    return tuple(dict.fromkeys(amounts))


def _way(pair: spans.Pair) -> Code:
    direction = _direction(*pair)
    return _UP if direction == 1 else _DOWN if direction == -1 else _STILL


def _told(pair: spans.Pair, **more: Told) -> dict[str, Told]:
    before, after = pair
    return {
        "figure": before,
        "from": amount_of(before),
        "to": amount_of(after),
        "first": before.first,
        "last": after.first,
    } | more


def _failed(change: Change, pair: spans.Pair, rule: str, *, right: Told = "", **more: Told) -> Verdict:
    return Verdict("fails", pair, rule=rule, right=right or _way(pair), values=_told(pair, **more))


def _uncomparable(pair: spans.Pair) -> dict[str, object]:
    """The caution that two figures stand beside each other and cannot be compared."""
    notes = [cell.told for cell in pair]
    told = any(each.changed or each.partial or len(each.units) > 1 for each in notes)
    if not told:
        return {}
    return {"rule": "text-not-comparable", "kind": Kind.CAUTION, "right": "", "values": _told(pair)}
