"""Whether a number as it is written may stand for a printed figure.

A number is as exact as it is written: 8.3 stands for 8.25 to 8.35, "about" for a twentieth around
it, a round "12,000" for what rounds to it. Of two numbers with as many decimals only the same fits.
"""

from decimal import Decimal

from kuulluksi.pure.audit.cells import Cell, roundness
from kuulluksi.pure.audit.text.lexicon import Hedge
from kuulluksi.pure.audit.text.quantities import Quantity

_TWENTIETH = Decimal("0.05")
_ZERO = Decimal(0)
# From here on a number may have been rounded without a word.
_ROUND = 100


def fits(number: Quantity, cell: Cell) -> bool:
    """Whether the number may be the cell's."""
    return stands_for(number, cell.value, cell.decimals, cell.half, cell.slack)


def stands_for(
    number: Quantity, value: Decimal, decimals: int, half: Decimal, slack: Decimal = _ZERO
) -> bool:
    """The same for a value that was printed with so many decimals, or worked out."""
    if number.to is not None:
        return number.value - half <= value <= number.to + half
    if number.fraction:
        return _near_fraction(number, value, half)
    if number.hedge is Hedge.EXACT:
        return _exact(number, value, decimals, half, slack)
    return _hedged(number, value, half, slack)


def _exact(number: Quantity, value: Decimal, decimals: int, half: Decimal, slack: Decimal) -> bool:
    apart = abs(number.value - value)
    if number.decimals == decimals:
        allowed = _ZERO
    elif number.decimals < decimals:
        allowed = number.half
    else:
        allowed = half
    if slack > half:
        # An estimate: what it was rounded to cannot be told from it.
        allowed = max(allowed, slack)
    if apart <= allowed:
        return True
    if decimals or number.decimals or number.value < _ROUND:
        return False
    round_to = roundness(number.value)
    return round_to >= _ROUND and apart <= round_to / 2


def _hedged(number: Quantity, value: Decimal, half: Decimal, slack: Decimal) -> bool:
    said = number.value
    room = max(half, slack)
    around = max(_TWENTIETH * abs(said), number.half, roundness(said) / 2, room)
    match number.hedge:
        case Hedge.ABOUT:
            if number.unit == "percent":
                around = max(min(around, Decimal(3)), Decimal("2.5"))
            elif number.decimals:
                around = max(number.half * 2, room)
            return abs(said - value) <= around
        case Hedge.OVER:
            return value + room >= said
        case Hedge.LEAST:
            return value + room >= said
        case Hedge.UNDER | Hedge.MOST:
            return value - room <= said
        case _:
            low = said - max(abs(said) * Decimal("0.15"), number.half)
            return low <= value <= said + room


def _near_fraction(number: Quantity, value: Decimal, half: Decimal) -> bool:
    said = number.value
    wide = max(Decimal(3), said / 9)
    match number.hedge:
        case Hedge.OVER | Hedge.LEAST:
            return value + half >= said
        case Hedge.UNDER | Hedge.MOST:
            return value - half <= said
        case Hedge.NEARLY:
            return said - wide * 2 <= value <= said + half
        case Hedge.ABOUT:
            return abs(said - value) <= wide * Decimal("1.5")
        case _:
            return abs(said - value) <= wide


def close(number: Quantity, value: Decimal) -> bool:
    """Whether a hedged number lies near the value too: "over 600" may be said of 889, and is meant
    of 617."""
    return abs(number.value - value) <= max(abs(number.value) * Decimal("0.35"), number.half)
