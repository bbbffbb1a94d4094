"""Shares that should be a whole together.

Shares add up to a hundred when their sum is from it at most half a unit of the last printed digit
for each of them: four whole shares may make 98 to 102.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kuulluksi.pure.audit import naming
from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.findings import Amount, Code, Finding, Kind, Told, at
from kuulluksi.pure.audit.tables.checked import Checked, amount, printed
from kuulluksi.pure.audit.tables.ledger import Ledger, gathered, once
from kuulluksi.pure.audit.tables.sums import MOST_RUNS
from kuulluksi.pure.audit.tables.twins import slip

HUNDRED = Decimal(100)
# So far from a hundred a set of single answers is when one of them is a slip; further off it is
# rather something else than a set.
NEAR = 10


@dataclass(frozen=True, slots=True)
class Set:
    """Shares of one table, area, group and year (`along` "items"), or of its areas or groups.
    `whole`: the table itself prints that they are a hundred together."""

    cells: tuple[Cell, ...]
    family: tuple[object, ...]
    whole: bool

    @property
    def sum(self) -> Decimal:
        return sum((cell.value for cell in self.cells), Decimal(0))

    @property
    def over(self) -> Decimal:
        """How much more than a hundred the shares are, beyond rounding; 0 when they are one."""
        over = self.sum - HUNDRED
        return over if abs(over) > sum(cell.slack for cell in self.cells) else Decimal(0)

    @property
    def several(self) -> bool:
        return any(cell.told.several for cell in self.cells)

    @property
    def single(self) -> bool:
        """Whether the items read as answers of which a person gives one."""
        exclusive = sum(1 for cell in self.cells if naming.exclusive(cell.item))
        return exclusive > 1 or any(cell.told.single for cell in self.cells)

    @property
    def options(self) -> bool:
        """Whether the items are told as choices of one question ("Tieto palvelusta: verkosta"), or
        are genders or ages: that they are a whole must show in another year or group."""
        if all(naming.sort_of_people(cell.item) for cell in self.cells):
            return True
        heads = {cell.item.partition(":")[0] for cell in self.cells if ":" in cell.item}
        return len(heads) == 1 and all(":" in cell.item for cell in self.cells)


def hundreds(ledger: Ledger) -> Checked:
    """Whether the shares of single answers are a hundred together."""
    findings: list[Finding] = []
    rows: set[int] = set()
    for family in gathered_sets(ledger):
        fitting = [each for each in family if not each.over]
        for each in family:
            if not each.over:
                rows |= {cell.number for cell in each.cells}
        if fitting and any(each.over > 0 for each in family) and _bases_differ(family, fitting):
            findings.append(_differing(family, fitting))
            continue
        for each in family:
            if found := _off(each, fitting, family, ledger):
                findings.append(found)
                rows |= {cell.number for cell in each.cells}
    return Checked(tuple(findings), frozenset(rows))


def totals(ledger: Ledger) -> Checked:
    """A printed total of shares: their sum, which of several answers may be more than a hundred, or
    the share of all, which is between the least and the greatest."""
    findings: list[Finding] = []
    rows: set[int] = set()
    shares = [
        cell for cell in ledger.cells if cell.statistic == "percent" and cell not in ledger.changing
    ]
    blocks = gathered(
        shares, lambda cell: (cell.table, cell.area, cell.group, cell.first, cell.last)
    )
    for block in blocks.values():
        wholes = [cell for cell in block if naming.total(cell.item) == "bare"]
        parts = Set(tuple(cell for cell in block if not naming.total(cell.item)), (), whole=True)
        if len(wholes) != 1 or len(parts.cells) < 2:
            continue
        total, values = wholes[0], [cell.value for cell in parts.cells]
        slack = total.slack + sum(cell.slack for cell in parts.cells)
        rows |= {cell.number for cell in block}
        if abs(total.value - parts.sum) <= slack or min(values) <= total.value <= max(values):
            continue
        if total.value > HUNDRED + total.slack or not parts.over:
            findings.append(_total(total, parts))
    return Checked(tuple(findings), frozenset(rows))


def _total(total: Cell, parts: Set) -> Finding:
    right = _sum_of(parts) if parts.over else Amount(HUNDRED, "percent", 0)
    told: dict[str, Told] = {
        "along": Code("items"),
        "parts": tuple(amount(cell) for cell in parts.cells),
    }
    return Finding(Kind.FAULT, "sum", at(total), printed(total), right, told, (total, *parts.cells))


def gathered_sets(ledger: Ledger) -> Iterator[list[Set]]:
    """The sets of each table, those that hold the same items together."""
    shares = [
        cell
        for cell in ledger.cells
        if cell.statistic == "percent"
        and cell not in ledger.changing
        and not naming.rate(cell.item)
        and not naming.part(cell.item)
    ]
    found = list(_of_items(shares))
    found += _over_places(shares, place=_area, beside=_group)
    found += _over_places(shares, place=_group, beside=_area)
    yield from gathered_by_family(found)


def _of_items(shares: Sequence[Cell]) -> Iterator[Set]:
    """The items of one table, area, group and year. One table may break several things down, one
    after another: where one of its years falls into runs of a hundred each, all of them do."""
    tables: dict[tuple[str, tuple[str, ...]], list[tuple[list[Cell], bool]]] = {}
    blocks = gathered(
        shares, lambda cell: (cell.table, cell.area, cell.group, cell.first, cell.last)
    )
    for key, block in blocks.items():
        parts = [cell for cell in block if not naming.total(cell.item)]
        items = tuple(naming.plain(cell.item) for cell in parts)
        if len(parts) > 1 and len(set(items)) == len(items):
            tables.setdefault((key[0], items), []).append((parts, _prints_whole(block, parts)))
    for (table, items), alike in tables.items():
        ends = next(filter(None, (_runs(parts) for parts, _ in alike)), (len(items),))
        starts = (0, *ends[:-1])
        for start, end in zip(starts, ends, strict=True):
            for parts, whole in alike:
                yield Set(tuple(parts[start:end]), (table, items[start:end]), whole)


def _runs(cells: Sequence[Cell]) -> tuple[int, ...]:
    """Where runs of at least two shares end that are a hundred each; empty when some are left over.
    The fewest runs count, and of these the nearest to a hundred."""
    if len(cells) > MOST_RUNS:
        return ()
    best: dict[int, tuple[int, Decimal, tuple[int, ...]]] = {0: (0, Decimal(0), ())}
    for end in range(2, len(cells) + 1):
        found = []
        for start in range(end - 1):
            run = Set(tuple(cells[start:end]), (), whole=False)
            if start in best and not run.over:
                number, away, ends = best[start]
                found.append((number + 1, away + abs(run.sum - HUNDRED), (*ends, end)))
        if found:
            best[end] = min(found)
    return best[len(cells)][2] if len(cells) in best else ()


def gathered_by_family(sets: Iterable[Set]) -> list[list[Set]]:
    families: dict[tuple[object, ...], list[Set]] = {}
    for each in sets:
        families.setdefault(each.family, []).append(each)
    return list(families.values())


def _area(cell: Cell) -> str:
    return cell.area


def _group(cell: Cell) -> str:
    return cell.group


def _over_places(
    shares: Sequence[Cell], place: Callable[[Cell], str], beside: Callable[[Cell], str]
) -> Iterator[Set]:
    """Shares of the areas (or groups) of one item: a set only where their total is printed too."""
    rows = gathered(
        shares,
        lambda cell: (cell.table, naming.plain(cell.item), beside(cell), cell.first, cell.last),
    )
    for key, row in rows.items():
        parts = [cell for cell in row if place(cell) and not naming.total(place(cell))]
        if len(parts) > 1 and once(parts, place) and _prints_whole(row, parts):
            yield Set(tuple(parts), (key[0], key[1], place(parts[0])), whole=True)


def _prints_whole(block: Sequence[Cell], parts: Sequence[Cell]) -> bool:
    apart = frozenset(parts)
    return any(
        abs(cell.value - HUNDRED) <= cell.half
        and (naming.total(cell.item) or naming.total(cell.area) or naming.total(cell.group))
        and cell not in apart
        for cell in block
    )


def _bases_differ(family: Sequence[Set], fitting: Sequence[Set]) -> bool:
    """The same items are a hundred in one year and far from it in another: not one slip of the
    pen, but another way of counting."""
    off = [each for each in family if each.over]
    far = all(abs(each.over) > NEAR for each in off)
    if any(each.several for each in family):
        return far
    single = any(each.whole or each.single for each in family) or any(map(_slip, off))
    return far and not single and len(off) >= len(fitting)


def _differing(family: Sequence[Set], fitting: Sequence[Set]) -> Finding:
    off = [each for each in family if each.over]
    whole = fitting[0]
    return Finding(
        Kind.CAUTION,
        "bases-differ",
        at(whole.cells[0]),
        _sum_of(whole),
        values={
            "years": _years(fitting),
            "others": _years(off),
            "sums": tuple(_sum_of(each) for each in sorted(off, key=_year)),
        },
        cells=tuple(cell for each in (whole, *off) for cell in each.cells),
    )


def _year(set_: Set) -> int:
    return set_.cells[0].last


def _years(sets: Iterable[Set]) -> tuple[str, ...]:
    return tuple(str(year) for year in sorted({_year(each) for each in sets}))


def _sum_of(set_: Set) -> Amount:
    return Amount(set_.sum, "percent", max(cell.decimals for cell in set_.cells))


def _off(
    set_: Set, fitting: Sequence[Set], family: Sequence[Set], ledger: Ledger
) -> Finding | None:
    """What is told of shares that are no hundred together; nothing when they need not be."""
    kind = _kind(set_, fitting, family, ledger)
    if kind is None:
        return None
    culprit = _slip(set_)
    place = culprit or set_.cells[-1]
    return Finding(
        kind,
        "hundred-slip" if culprit else "hundred" if kind is Kind.FAULT else "hundred-perhaps",
        at(place),
        printed(culprit) if culprit else _sum_of(set_),
        amount(culprit, culprit.value - (set_.sum - HUNDRED))
        if culprit
        else Amount(HUNDRED, "percent", 0),
        {
            "sum": _sum_of(set_),
            "parts": tuple(amount(cell) for cell in set_.cells),
        },
        set_.cells,
    )


def _kind(set_: Set, fitting: Sequence[Set], family: Sequence[Set], ledger: Ledger) -> Kind | None:
    if not set_.over or (set_.several and not set_.whole):
        return None
    missing = any(cell.told.incomplete for cell in set_.cells) or ledger.absent.get(
        set_.cells[0].table
    )
    if set_.over < 0 and missing:
        return None
    if set_.whole or (set_.single and set_.over > 0):
        return Kind.FAULT
    if len(fitting) * 2 >= len(family) or (fitting and abs(set_.over) <= NEAR):
        return Kind.FAULT if _known_whole(set_, fitting) else Kind.CAUTION
    near = abs(set_.over) <= NEAR and len(set_.cells) > 2
    other = any(naming.other(cell.item) for cell in set_.cells)
    return Kind.CAUTION if near and (set_.single or other or len(set_.cells) > 3) else None


def _known_whole(set_: Set, fitting: Sequence[Set]) -> bool:
    """Whether it is no chance that the same items are a hundred elsewhere: two shares of different
    things may be so once."""
    if set_.single or set_.options or len(fitting) > 1:
        return True
    return len(set_.cells) > 2 and _slip(set_) is not None


def _slip(set_: Set) -> Cell | None:
    """The only share that would, but for a slip of the pen, make a hundred of them exactly."""
    over = set_.sum - HUNDRED
    slips = [cell for cell in set_.cells if slip(cell.value, cell.value - over)]
    return slips[0] if len(slips) == 1 else None
