"""The values of a finding as a reader of a language writes them: numbers with their units, figures
with the row and table where they stand.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.findings import Amount, Code, Place, Told

MINUS = "\N{MINUS SIGN}"
SPACE = "\N{NO-BREAK SPACE}"
MOST = 12
"""Of more in a row only so many are told."""

Words = Mapping[str, str | Promise]


def told(value: Told, codes: Words, between: str = ", ") -> str:
    """One value, in the language that is active; of several, with `between` them."""
    match value:
        case Amount():
            return amount(value)
        case Code(word):
            return str(codes[word])
        case Cell():
            return figure(value)
        case int():
            return number(Decimal(value), 0)
        case tuple():
            few = [told(each, codes) for each in value[:MOST]]
            return between.join([*few, *(["…"] if len(value) > MOST else [])])
    return value


def number(value: Decimal, decimals: int) -> str:
    """ "14 908", "8,1", halves up: a minus is a minus sign."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    written = str(formats.number_format(abs(rounded), decimal_pos=decimals, force_grouping=True))
    return f"{MINUS}{written}" if rounded < 0 else written


def amount(value: Amount) -> str:
    """ "57 %", "34 percentage points", "1–5"."""
    said = number(value.value, value.decimals)
    if value.to is not None:
        said = f"{said}–{number(value.to, value.decimals)}"
    one = 1 if abs(value.value) == 1 and value.to is None and not value.decimals else 2
    match value.unit:
        case "percent":
            return f"{said}{SPACE}%"
        case "points":
            points = ngettext("%(number)s percentage point", "%(number)s percentage points", one)
            return points % {"number": said}
        case "times":
            return _("%(number)s-fold") % {"number": said}
    return said


def figure(cell: Cell) -> str:
    """ "row 26 (figure 2, Palautteita yhteensä, 2011: 653)"."""
    unit = f"{SPACE}%" if cell.statistic == "percent" else ""
    named = f"{name_of(cell)}: {number(cell.value, cell.decimals)}{unit}"
    if not cell.number:
        return named
    return _("row %(row)d (%(figure)s)") % {"row": cell.number, "figure": named}


def name_of(cell: Cell) -> str:
    """What a figure tells of: its table, area, group, item and years."""
    years = str(cell.first) if cell.one_year else f"{cell.first}–{cell.last}"
    parts = (table(cell.table), cell.area, cell.group, cell.item, years)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def table(name: str) -> str:
    """ "table 4"; a table with a name of its own is called by it."""
    return _("table %(name)s") % {"name": name} if name[:1].isdigit() else name


def where(place: Place, cells: tuple[Cell, ...]) -> str:
    """Where a finding stands, for a person to find it."""
    if place.source == "text":
        return _("line %(line)d, place %(column)d") % {
            "line": place.line,
            "column": place.column,
        }
    said = _("row %(row)d") % {"row": place.line}
    if place.name and place.name != "value":
        said += f", {place.name}"
    own = next((cell for cell in cells if cell.number == place.line), None)
    return f"{said}: {name_of(own)}" if own else said
