"""Figures as a sentence or a table says them, in Finnish, Swedish and English: the comma, the space
between thousands, the sign of the percent. Words of measure are the writer's own.
"""

from decimal import ROUND_HALF_UP, Decimal

from kuulluksi.pure.statement.sheets import Cell, State, Unit

NO_BREAK, MINUS = "\N{NO-BREAK SPACE}", "\N{MINUS SIGN}"
HUNDREDTHS = frozenset({Unit.SHARE, Unit.POINTS, Unit.NPS})
"""Stored as a part of one, said in hundredths."""


def value(cell: Cell, language: str) -> str:
    """The figure: "1 846", "57 %", "4,1", "−12"; "" when it is not shown."""
    return "" if cell.value is None else number(cell.value, cell, language)


def number(told: float, cell: Cell, language: str) -> str:
    """A number in the measure and with the decimals of a cell."""
    said = rounded(told * 100 if cell.unit in HUNDREDTHS else told, cell.decimals, language)
    if cell.unit is not Unit.SHARE:
        return said
    return f"{said}%" if language == "en" else f"{said}{NO_BREAK}%"


def interval(cell: Cell, language: str) -> str:
    """The interval without its measure: "39–73"; "" when there is none."""
    if cell.low is None or cell.high is None:
        return ""
    factor = 100 if cell.unit in HUNDREDTHS else 1
    low, high = (rounded(end * factor, cell.decimals, language) for end in (cell.low, cell.high))
    return f"{low}{' – ' if MINUS in low + high else '–'}{high}"


def base(cell: Cell, language: str) -> str:
    """How many it is of: "n = 1 846"; "" where that is not told."""
    return "" if cell.n is None else f"n{NO_BREAK}={NO_BREAK}{rounded(cell.n, 0, language)}"


def rounded(told: float, decimals: int, language: str) -> str:
    """Halves go up, away from zero, as people round."""
    exact = Decimal(repr(told)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    plain = f"{abs(exact):,.{decimals}f}"
    if language != "en":
        plain = plain.replace(",", NO_BREAK).replace(".", ",")
    return f"{MINUS}{plain}" if exact < 0 else plain


def is_hidden(cell: Cell) -> bool:
    return cell.state is State.HIDDEN
