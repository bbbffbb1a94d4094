"""A told change beside two figures: its direction, its ends, how much it was, and "unchanged".

"Unchanged" is true of two points of a share, a fortieth of a scale and three hundredths of a count;
it is false from five points, a twentieth and a tenth on; between them it is a caution.
"""

from decimal import Decimal

from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.findings import Amount, Code, Kind, Told
from kuulluksi.pure.audit.text.claims import Change
from kuulluksi.pure.audit.text.lexicon import Hedge
from kuulluksi.pure.audit.text.matching import fits, stands_for
from kuulluksi.pure.audit.text.quantities import Quantity
from kuulluksi.pure.audit.text.spans import Pair
from kuulluksi.pure.audit.text.values import amount_of
from kuulluksi.pure.audit.text.verdict import Verdict, holds, unknown

_ZERO = Decimal(0)
_UP, _DOWN, _STILL = Code("rose"), Code("fell"), Code("unchanged")

# "Unchanged" is true of so much, and doubtful beyond: points of a share, parts of a scale, parts of
# a count.
_STILL_POINTS, _MOVED_POINTS = Decimal(2), Decimal("4.5")
_STILL_SCALE, _MOVED_SCALE = Decimal("0.026"), Decimal("0.051")
_STILL_COUNT, MOVED_COUNT = Decimal("0.03"), Decimal("0.10")


def of_pair(change: Change, pair: Pair) -> Verdict:
    before, after = pair
    for number, cell in ((change.source, before), (change.target, after)):
        if number is not None and not fits(number, cell):
            return failed(pair, "text-value", right=amount_of(cell), figure=cell)
    if change.factor is not None:
        return _by_factor(change, before, after)
    way = direction(before, after)
    if change.sign == 0:
        return still(change, pair)
    if way is None:
        return unknown("estimates")
    if way == 0:
        if not change.slight or (before.statistic == "count" and before.slack == 0):
            return failed(pair, "text-change")
        return Verdict(
            "holds",
            pair,
            rule="text-change-unseen",
            kind=Kind.CAUTION,
            right=_STILL,
            values=told_of(pair),
        )
    if way != change.sign:
        return failed(pair, "text-change")
    if change.by is not None:
        return _by_amount(change.by, pair)
    return _borne_out(pair)


def direction(before: Cell, after: Cell) -> int | None:
    """1, -1 or 0; None when estimates lie too near each other."""
    apart = after.value - before.value
    rough = max(before.slack, after.slack)
    if (before.told.estimate or after.told.estimate) and abs(apart) < rough:
        return None
    return (apart > 0) - (apart < 0)


def still(change: Change, pair: Pair) -> Verdict:
    calm, moved = _limits(pair)
    apart = abs(pair[1].value - pair[0].value)
    if change.nearly:
        moved *= 2
    if apart > moved:
        return failed(pair, "text-same")
    if apart > (calm if not change.nearly else moved):
        return Verdict(
            "holds",
            pair,
            rule="text-same-nearly",
            kind=Kind.CAUTION,
            right=way_of(pair),
            values=told_of(pair),
        )
    return holds(*pair)


def _limits(pair: Pair) -> tuple[Decimal, Decimal]:
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
    return max(large * _STILL_COUNT, Decimal(1)) + room, max(large * MOVED_COUNT, Decimal(2)) + room


def _by_amount(by: Quantity, pair: Pair) -> Verdict:
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
            return failed(
                pair,
                "text-percent-points",
                right=(Amount(apart, "points", before.decimals), _percent(before, after, by)),
            )
    else:
        good = points
    if good:
        return _borne_out(pair)
    right: list[Told] = []
    if by.unit != "percent" or before.statistic == "percent":
        unit = "points" if before.statistic == "percent" else amount_of(before).unit
        right.append(Amount(apart, unit, before.decimals))
    if by.unit == "percent" and before.value:
        right.append(_percent(before, after, by))
    return failed(
        pair,
        "text-change-by",
        right=tuple(right) if len(right) > 1 else right[0] if right else "",
    )


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
    return failed((before, after), "text-factor", right=right)


def way_of(pair: Pair) -> Code:
    way = direction(*pair)
    return _UP if way == 1 else _DOWN if way == -1 else _STILL


def told_of(pair: Pair, **more: Told) -> dict[str, Told]:
    before, after = pair
    told: dict[str, Told] = {
        "figure": before,
        "from": amount_of(before),
        "to": amount_of(after),
        "first": before.first,
        "last": after.first,
    }
    return told | more


def failed(pair: Pair, rule: str, *, right: Told = "", **more: Told) -> Verdict:
    return Verdict(
        "fails", pair, rule=rule, right=right or way_of(pair), values=told_of(pair, **more)
    )


def _borne_out(pair: Pair) -> Verdict:
    """The change is there; with a caution when the two figures cannot be compared."""
    notes = [cell.told for cell in pair]
    if not any(each.changed or each.partial or len(each.units) > 1 for each in notes):
        return holds(*pair)
    return Verdict(
        "holds", pair, rule="text-not-comparable", kind=Kind.CAUTION, values=told_of(pair)
    )
