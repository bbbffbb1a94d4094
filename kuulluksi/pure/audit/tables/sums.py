"""What in a file should add up to what: rows to their total, areas and groups to the whole, years
to the years together, surveys to all who answered.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from kuulluksi.pure.audit import naming
from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.tables.ledger import Ledger, by_year, gathered, once

Along = Literal["items", "areas", "groups", "years", "surveys"]


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and its parts. `firm`: the row is called a total, so nothing else can be meant;
    `family` are the sums of the same table built alike, `shape` how the parts were chosen."""

    total: Cell
    parts: tuple[Cell, ...]
    along: Along
    family: tuple[str, ...]
    firm: bool
    shape: str = ""

    @property
    def computed(self) -> Decimal:
        return sum((part.value for part in self.parts), Decimal(0))

    @property
    def slack(self) -> Decimal:
        """How far the printed parts may be from the printed total: half a unit of the last printed
        digit of each of them. Counts have none, unless they are estimates."""
        return self.total.slack + sum((part.slack for part in self.parts), Decimal(0))

    @property
    def balances(self) -> bool:
        return abs(self.total.value - self.computed) <= self.slack


# Of more parts than this nobody breaks one total down several times.
MOST_RUNS = 60

# The ways in which one total may have been added up: one of them is enough.
Ways = tuple[Sum, ...]


def all_sums(ledger: Ledger) -> Iterator[Ways]:
    for along in (_items, _places, _groups):
        for ways in along(ledger):
            yield from _broken_down(ways)
    yield from _years(ledger)
    yield from _surveys(ledger)


def _broken_down(ways: Ways) -> Iterator[Ways]:
    """One total may be broken down several times, one after another: by gender, then by age. Each
    run of parts that makes it is a sum, and what is left over may be one."""
    if any(sum_.balances or len(sum_.parts) > MOST_RUNS for sum_ in ways):
        yield ways
        return
    for sum_ in ways:
        runs, rest = _runs(sum_)
        if runs and len(rest) != 1:
            for run in runs:
                yield (replace(sum_, parts=run, shape="run"),)
            if rest:
                family = (*sum_.family, "rest")
                yield (replace(sum_, parts=rest, shape="rest", family=family, firm=False),)
            return
    yield ways


def _runs(sum_: Sum) -> tuple[list[tuple[Cell, ...]], tuple[Cell, ...]]:
    """The runs of parts that balance, from the first part on and from the last one back, and the
    parts between them."""
    first, last = 0, len(sum_.parts)
    found = []
    for size in range(2, last + 1):
        run = replace(sum_, parts=sum_.parts[first : first + size])
        if _filled(run) and run.balances:
            found.append(run.parts)
            first += size
            break
    for size in range(2, last - first + 1):
        run = replace(sum_, parts=sum_.parts[last - size : last])
        if _filled(run) and run.balances:
            found.append(run.parts)
            last -= size
            break
    return found, sum_.parts[first:last]


def without(sum_: Sum) -> tuple[Cell, ...]:
    """Parts, in a row, without which a sum balances: they may be parts of a part, and only not be
    called so. Nothing when there are none."""
    if not 2 < len(sum_.parts) <= MOST_RUNS or sum_.balances:
        return ()
    for start in range(len(sum_.parts)):
        for end in range(start + 1, len(sum_.parts) + 1):
            kept = replace(sum_, parts=sum_.parts[:start] + sum_.parts[end:])
            if _filled(kept) and kept.balances:
                return sum_.parts[start:end]
    return ()


def _filled(run: Sum) -> bool:
    return sum(1 for part in run.parts if part.value) > 1


def _ways(
    total: Cell,
    along: Along,
    family: tuple[str, ...],
    choices: Iterable[tuple[str, Sequence[Cell]]],
    *,
    firm: bool,
) -> Ways:
    found: dict[tuple[Cell, ...], Sum] = {}
    for shape, parts in choices:
        taken = tuple(parts)
        if len(taken) > 1 and taken not in found:
            found[taken] = Sum(total, taken, along, (*family, along), firm, shape)
    return tuple(found.values())


def _items(ledger: Ledger) -> Iterator[Ways]:
    """The rows of one table, area, group and year."""
    blocks = gathered(
        ledger.counts, lambda cell: (cell.table, cell.area, cell.group, cell.first, cell.last)
    )
    for block in blocks.values():
        totals = [cell for cell in block if naming.total(cell.item)]
        if not totals or not once(block, lambda cell: naming.plain(cell.item)):
            continue
        rows = [cell for cell in block if not naming.part(cell.item)]
        apart = frozenset(totals)
        flat = [cell for cell in rows if cell not in apart]
        places = {cell: place for place, cell in enumerate(rows)}
        for total in totals:
            bare = naming.total(total.item) == "bare"
            others = [cell for cell in totals if cell is not total][:MOST_RUNS]
            place = places.get(total, 0)
            before = _until_total(reversed(rows[:place]), apart)[::-1]
            after = _until_total(rows[place + 1 :], apart)
            things = [cell for cell in flat if not naming.quantity(cell.item)]
            choices = [("flat", flat), ("totals", others), ("before", before), ("after", after)]
            if not bare or others:
                choices = [choices[2], choices[3], choices[0], choices[1]]
            if bare and len(others) > 1:
                choices = [choices[3], *choices[:3]]
            choices.append(("things", things))
            family = (total.table, naming.plain(total.item))
            yield _ways(total, "items", family, choices, firm=bare)


def _until_total(cells: Iterable[Cell], totals: Collection[Cell]) -> list[Cell]:
    found: list[Cell] = []
    for cell in cells:
        if cell in totals:
            break
        found.append(cell)
    return found


def _places(ledger: Ledger) -> Iterator[Ways]:
    """The areas of one table, item and year. Each is told by its own row, or by its groups."""
    rows = gathered(
        ledger.counts,
        lambda cell: (cell.table, naming.plain(cell.item), cell.first, cell.last),
    )
    for row in rows.values():
        totals = [
            cell
            for cell in row
            if cell.area and (naming.total(cell.area) or naming.whole(cell.area))
        ]
        apart = frozenset(totals)
        parts = [cell for cell in row if cell not in apart and cell.area]
        for total in totals:
            own = [cell for cell in parts if naming.plain(cell.group) == naming.plain(total.group)]
            told = _one_for_each(parts, lambda cell: cell.area, lambda cell: cell.group)
            choices = [
                (name, chosen)
                for name, chosen in (("same group", own), ("areas", told), ("all", parts))
                if once(chosen, lambda cell: (cell.area, cell.group))
            ]
            firm = naming.total(total.area) == "bare"
            family = (total.table, naming.plain(total.area))
            yield _ways(total, "areas", family, choices, firm=firm)


def _one_for_each(
    cells: Sequence[Cell], whose: Callable[[Cell], str], within: Callable[[Cell], str]
) -> list[Cell]:
    """For each area its whole, or all of its groups when no whole is printed."""
    found: list[Cell] = []
    for of_one in gathered(cells, whose).values():
        wholes = [
            cell for cell in of_one if not within(cell) or naming.total(within(cell)) == "bare"
        ]
        found += wholes[:1] or of_one
    return found


def _groups(ledger: Ledger) -> Iterator[Ways]:
    """The groups of one table, area, item and year: "Sosiaaliasemat: Kaikki" of all that begin with
    "Sosiaaliasemat:". A row without a group may be the whole of the groups."""
    rows = gathered(
        ledger.counts,
        lambda cell: (cell.table, cell.area, naming.plain(cell.item), cell.first, cell.last),
    )
    for row in rows.values():
        if len(row) < 3 or not once(row, lambda cell: cell.group):
            continue
        heads = {naming.ends(cell.group)[0] for cell in row}
        for total in row:
            of, name = naming.ends(total.group)
            firm = naming.total(name) == "bare"
            if firm or naming.total(name):
                parts = [cell for cell in row if naming.ends(cell.group)[0] == of]
                if not firm:
                    parts = [cell for cell in parts if naming.akin(_unit(cell), name)]
            elif not name:
                parts = [cell for cell in row if naming.ends(cell.group)[0] in ("", name)]
            elif not of and name in heads:
                parts = [cell for cell in row if naming.ends(cell.group)[0] == name]
            else:
                continue
            parts = [
                cell
                for cell in parts
                if cell is not total and cell.group and not naming.total(_unit(cell))
            ]
            family = (total.table, naming.plain(of))
            yield _ways(total, "groups", family, [("groups", parts)], firm=firm)


def _unit(cell: Cell) -> str:
    return naming.ends(cell.group)[1]


def _years(ledger: Ledger) -> Iterator[Ways]:
    """The years of one series, when a figure of all of them together is printed."""
    rows = gathered(
        ledger.counts, lambda cell: (cell.table, cell.area, cell.group, naming.plain(cell.item))
    )
    for row in rows.values():
        ranges = [cell for cell in row if not cell.one_year]
        years = dict(by_year(row))
        if any(_rolling(one, another) for one in ranges for another in ranges):
            # School years, or means of several years: no totals.
            continue
        for total in ranges:
            asked = range(total.first, total.last + 1)
            if total.told.average or not all(year in years for year in asked):
                continue
            parts = [years[year] for year in asked]
            firm = naming.total(total.note) == "qualified" or naming.total(total.note) == "bare"
            if not firm and total.value <= max(part.value for part in parts):
                continue
            yield _ways(total, "years", (total.table,), [("years", parts)], firm=firm)


def _rolling(one: Cell, another: Cell) -> bool:
    return one.first < another.first <= one.last < another.last


def _surveys(ledger: Ledger) -> Iterator[Ways]:
    """All who answered in an area, and those who answered each of its surveys in another table. The
    parts are known to be all when the file prints as many surveys as there are parts."""
    answered = [cell for cell in ledger.counts if naming.respondents(cell.item) and cell.one_year]
    rows = gathered(answered, lambda cell: (ledger.area(cell), cell.first))
    for row in rows.values():
        for total in row:
            if naming.total(total.item) != "qualified" or total.group:
                continue
            for table in dict.fromkeys(cell.table for cell in row if cell.table != total.table):
                parts = [
                    cell for cell in row if cell.table == table and not naming.total(cell.item)
                ]
                number = _surveys_of(ledger, total)
                known = number in (None, len(parts))
                if known and once(parts, lambda cell: (cell.group, cell.item)):
                    firm = number is not None
                    family = (total.table, table)
                    yield _ways(total, "surveys", family, [("surveys", parts)], firm=firm)


def _surveys_of(ledger: Ledger, total: Cell) -> int | None:
    """How many surveys are printed beside a number of all who answered."""
    for cell in ledger.counts:
        beside = (cell.table, cell.area, cell.group, cell.first, cell.last)
        if beside == (total.table, total.area, total.group, total.first, total.last) and (
            naming.surveys(cell.item) and not naming.respondents(cell.item)
        ):
            return int(cell.value)
    return None
