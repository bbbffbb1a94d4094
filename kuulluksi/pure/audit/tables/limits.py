"""Values that cannot be: shares outside 0 to 100, means outside their scale, fewer than none, a
part that is more than its whole; and scales that change or are not told.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from kuulluksi.pure.audit import naming
from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.findings import Amount, Finding, Kind, Told, Unit, at
from kuulluksi.pure.audit.tables.checked import Checked, printed
from kuulluksi.pure.audit.tables.ledger import Ledger, gathered

# What is told in percent and may well be more than a hundred.
_RATIO = re.compile(
    r"toteutu|toteuma|käyttöast|täyttöast|kuormitus|indeksi|budjet|talousarvio|beläggning|utfall"
    r"|nyttjandegrad|budget|occupan|utili[sz]|capacity|kapasite|kapacitet|index|kasvu|growth|tillväxt"
    r"|suhteessa|jämfört med|compared|relative|tavoit|\bmål|target|suunnit|planer|planned|kattavuu"
    r"|peittävyy|täckning|coverage|täyttö|fill"
)


# What may be less than nought.
_NET = re.compile(
    r"netto|\bnet\b|tulos|jäämä|poikkeama|avvik|resultat|deviation|balance|saldo|underskott|överskott"
    r"|surplus|deficit|\bero\b|differens"
)
_QUANTITY = re.compile(
    r"päiv|vrk|viikko|kuukau|tunti|tunte|minuut|euro|€|\bdag|timm|minut|vecko|månad|kertaa|gånger"
    r"|\b(?:days?|hours?|weeks?|months?|times|age|per|number of)\b|\bikä|\bålder|määrä|\bantal"
    r"|kohti|kohden"
)


def limits(ledger: Ledger) -> Checked:
    found = [_outside(cell) for cell in ledger.cells]
    parts, rows = _parts(ledger)
    middles = (_middle(cell) for cell in ledger.cells)
    return Checked(
        (
            *filter(None, (*found, *middles)),
            *parts,
            *_scales(ledger),
            *_without_scale(ledger),
        ),
        frozenset(rows),
    )


def _outside(cell: Cell) -> Finding | None:
    if naming.change(cell.item) or naming.change(cell.group) or naming.change(cell.note):
        return None
    match cell.statistic:
        case "percent" if not 0 <= cell.value <= 100:
            if naming.total(cell.item) and cell.value > 0:
                # Several answers of each person: their sum is looked at with the others.
                return None
            if (
                _RATIO.search(naming.fold(f"{cell.item} {cell.group} {cell.note}"))
                and cell.value > 0
            ):
                return None
            return _beyond(cell, "outside-hundred", (Decimal(0), Decimal(100)))
        case "nps" if not -100 <= cell.value <= 100:
            return _beyond(cell, "outside-hundred", (Decimal(-100), Decimal(100)))
        case "mean" if cell.scale and not cell.scale[0] <= cell.value <= cell.scale[1]:
            return _beyond(cell, "outside-scale", cell.scale)
        case "count" if cell.value < 0 and not _NET.search(naming.fold(cell.item)):
            return Finding(Kind.FAULT, "below-nought", at(cell), printed(cell), cells=(cell,))
    return None


_MIDDLE = re.compile(
    r"(?:keskikoh\w+|keskipist\w+|puoliväli\w*|mittpunkt\w*|mitten av skalan|skalans mitt"
    r"|middle of the scale|mid-?point(?: of the scale)?)"
    r"(?:\D{0,20}(?P<number>\d+(?:[.,]\d+)?))?"
)


def _middle(cell: Cell) -> Finding | None:
    """The middle of a scale that a row or its note names: "asteikon keskikohta 2,5"."""
    if cell.statistic != "mean" or cell.middle is None:
        return None
    if _MIDDLE.match(naming.fold(cell.item).removeprefix("asteikon ")):
        told, column, said = cell.value, "value", printed(cell)
    elif (found := _MIDDLE.search(naming.fold(cell.note))) and found["number"]:
        told, column, said = Decimal(found["number"].replace(",", ".")), "note", found["number"]
    else:
        return None
    if told == cell.middle:
        return None
    values: dict[str, Told] = {"scale": _ends(cell)}
    return Finding(
        Kind.FAULT, "scale-middle", at(cell, column), said, _middle_of(cell), values, (cell,)
    )


def _middle_of(cell: Cell) -> Amount:
    middle = cell.middle or Decimal(0)
    return Amount(middle, "mean", 1)


def _beyond(cell: Cell, rule: str, ends: tuple[Decimal, Decimal]) -> Finding:
    unit: Unit = "" if cell.statistic == "other" else cell.statistic
    right = Amount(ends[0], unit, 0, to=ends[1])
    return Finding(Kind.FAULT, rule, at(cell), printed(cell), right, cells=(cell,))


def _parts(ledger: Ledger) -> tuple[list[Finding], set[int]]:
    """ "Joista lapsia" beside the row above it."""
    findings: list[Finding] = []
    rows: set[int] = set()
    blocks = gathered(
        ledger.counts, lambda cell: (cell.table, cell.area, cell.group, cell.first, cell.last)
    )
    for block in blocks.values():
        whole: Cell | None = None
        for cell in block:
            if not naming.part(cell.item):
                whole = cell
            elif whole is not None:
                rows |= {cell.number, whole.number}
                if cell.value - cell.slack > whole.value + whole.slack:
                    right = Amount(Decimal(0), "count", 0, to=whole.value)
                    findings.append(
                        Finding(
                            Kind.FAULT,
                            "part-over-whole",
                            at(cell),
                            printed(cell),
                            right,
                            {"whole": whole},
                            (cell, whole),
                        )
                    )
    return findings, rows


def _scales(ledger: Ledger) -> Iterator[Finding]:
    """Means of one series on several scales: one finding for each table and pair of scales."""
    told: set[tuple[object, ...]] = set()
    means = (cell for cell in ledger.cells if cell.statistic == "mean" and cell.scale)
    for series in gathered(means, ledger.series).values():
        newest = max(series, key=lambda cell: (cell.last, cell.first))
        for cell in series:
            pair = (cell.table, newest.table, cell.scale, newest.scale)
            if cell.scale != newest.scale and cell.scale and newest.scale and pair not in told:
                told.add(pair)
                yield Finding(
                    Kind.CAUTION,
                    "scale-changed",
                    at(cell, "scale_max"),
                    _ends(cell),
                    _ends(newest),
                    {"elsewhere": newest},
                    (cell, newest),
                )


def _ends(cell: Cell) -> Amount:
    low, high = cell.scale or (Decimal(0), Decimal(0))
    return Amount(low, "", 0, to=high)


def _without_scale(ledger: Ledger) -> Iterator[Finding]:
    """Means of a table that does not tell on which scale they are."""
    bare = [
        cell
        for cell in ledger.cells
        if cell.statistic == "mean"
        and cell.scale is None
        and cell not in ledger.changing
        and not cell.told.numbers
        # The mean of days or euros has no scale.
        and 0 <= cell.value <= 10
        and not _QUANTITY.search(naming.fold(cell.item))
    ]
    for cells in gathered(bare, lambda cell: cell.table).values():
        yield Finding(
            Kind.CAUTION,
            "without-scale",
            at(cells[0], "scale_max"),
            printed(cells[0]),
            values={"rows": len(cells), "table": cells[0].table},
            cells=tuple(cells),
        )
