"""What a file of figures or of numbers of clients would change. Looking changes nothing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from kuulluksi.figures.models import ClientNumber, FigureSource, PrintedFigure
from kuulluksi.figures.queries.matching import Matched, Matching, matched
from kuulluksi.pure.figurefile import Apart, Contents, Names, Number, Printed, agreed
from kuulluksi.pure.figurefile import clients as client_files

COLUMNS = tuple(name for name in Printed.__slots__ if name not in ("number", "scale", "cells"))
"""Those of a printed figure that the table has under the same name."""


@dataclass(frozen=True)
class Plan:
    """A file beside what is stored of its source: what is new, and what goes; the rest stays."""

    matched: Matched
    stored: FigureSource | None
    fresh: tuple[Printed, ...]
    # Keys of stored figures that are not in the file.
    gone: tuple[int, ...]
    unchanged: int

    @property
    def rows(self) -> tuple[Printed, ...]:
        return self.matched.contents.rows

    @property
    def apart(self) -> tuple[Apart, ...]:
        return self.matched.contents.apart

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Why rows were kept apart, and how many."""
        return Counter(str(each.reason) for each in self.apart).most_common()


def planned(code: str, contents: Contents, *, own: bool, names: Names | None = None) -> Plan:
    """What the contents of a file would change of the source of that code."""
    found = matched(agreed(contents), Matching(names), own=own)
    source = FigureSource.objects.filter(code=code).first()
    stored = {row: key for key, row in _stored(source)}
    wanted = {values(row): row for row in found.contents.rows}
    return Plan(
        matched=found,
        stored=source,
        fresh=tuple(row for told, row in wanted.items() if told not in stored),
        gone=tuple(key for row, key in stored.items() if row not in wanted),
        unchanged=len(stored.keys() & wanted.keys()),
    )


def values(row: Printed) -> tuple[Any, ...]:
    """What of a row is stored, in the order of `COLUMNS` and then the ends of its scale."""
    low, high = row.scale or (None, None)
    return (*(getattr(row, name) for name in COLUMNS), low, high)


def received(plan: Plan) -> list[list[Any]]:
    """All rows of a file with their numbers, as it was received."""
    rows = {each.number: dict(each.cells) for each in plan.apart}
    rows |= {each.number: dict(each.cells) for each in plan.rows}
    return [[number, cells] for number, cells in sorted(rows.items()) if cells]


def kept_apart(apart: Sequence[Apart]) -> list[dict[str, Any]]:
    return [asdict(each) | {"cells": dict(each.cells)} for each in apart]


def _stored(source: FigureSource | None) -> list[tuple[int, tuple[Any, ...]]]:
    if source is None:
        return []
    columns = ("pk", *COLUMNS, "scale_min", "scale_max")
    rows = PrintedFigure.objects.filter(source=source).values_list(*columns)
    return [(key, tuple(told)) for key, *told in rows]


@dataclass(frozen=True)
class ClientPlan:
    """Numbers of clients beside the stored ones: what is new, what gets another number, and how
    many stay."""

    fresh: tuple[Number, ...]
    changed: tuple[Number, ...]
    unchanged: int
    apart: tuple[Apart, ...]


def planned_clients(numbers: Sequence[Number], apart: Sequence[Apart]) -> ClientPlan:
    """`place` is a key or the name of a place; of an unknown one nothing is taken."""
    matching = Matching()
    known, bad = [], list(apart)
    for each in numbers:
        key = each.place if each.place in matching.keys else matching.place(each.place)
        if key:
            known.append(replace(each, place=key))
        else:
            told = {"place": each.place, "variable": each.variable, "group": each.group}
            told |= {"year": str(each.year), "clients": str(each.clients), "note": each.note}
            cells = {name: cell for name, cell in told.items() if cell}
            bad.append(Apart(each.number, "place", "unknown-place", each.place, cells))
    once, contradicting = client_files.one_number_each(known)
    stored = {
        (row.place, row.variable, row.group, row.year): (row.clients, row.note)
        for row in ClientNumber.objects.all()
    }
    fresh = [each for each in once if each.figure not in stored]
    changed = [
        each
        for each in once
        if each.figure in stored and stored[each.figure] != (each.clients, each.note)
    ]
    out = sorted((*bad, *contradicting), key=lambda each: each.number)
    return ClientPlan(
        tuple(fresh), tuple(changed), len(once) - len(fresh) - len(changed), tuple(out)
    )
