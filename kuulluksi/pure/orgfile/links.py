"""How the places of a file hang together, with those that are known already: nothing may hang in
the air, and nothing may stand above itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from kuulluksi.pure.orgfile.records import BadRow, Kind, Reason, Record

Key = tuple[Kind, str]
RANK: dict[Kind, int] = {"area": 0, "service": 1, "unit": 2}
LINKS: tuple[tuple[Kind, str, Kind, Reason], ...] = (
    ("service", "area", "area", "unknown-area"),
    ("unit", "service", "service", "unknown-service"),
    ("unit", "parent", "unit", "unknown-parent"),
)


def faults(
    records: Sequence[Record], known: AbstractSet[Key], parents: Mapping[str, str]
) -> list[BadRow]:
    """What is wrong between rows. `known` places are there already, with their `parents`."""
    seen: set[Key] = set()
    bad = []
    for record in records:
        if (record.kind, record.code) in seen:
            bad.append(BadRow(record.number, "code", "duplicate", record.code))
        seen.add((record.kind, record.code))
    there = seen | known
    for record in records:
        bad += [
            BadRow(record.number, name, reason, record.link(name))
            for kind, name, above, reason in LINKS
            if kind == record.kind and record.link(name) and (above, record.link(name)) not in there
        ]
        bad += needed(record, known)
    above_units = {**parents, **stated_parents(records)}
    bad += [
        BadRow(record.number, "parent", "circle", record.link("parent"))
        for record in records
        if record.kind == "unit" and goes_round(record.code, above_units)
    ]
    return bad


def needed(record: Record, known: AbstractSet[Key]) -> list[BadRow]:
    """A place that is not there yet must say where it belongs."""
    if (record.kind, record.code) in known:
        return []
    return [
        BadRow(record.number, name, "missing")
        for kind, name in (("service", "area"), ("unit", "service"))
        if kind == record.kind and not record.link(name)
    ]


def stated_parents(records: Iterable[Record]) -> dict[str, str]:
    return {
        record.code: record.link("parent")
        for record in records
        if record.kind == "unit" and "parent" in record.said
    }


def goes_round(unit: str, above: Mapping[str, str]) -> bool:
    seen = {unit}
    unit = above.get(unit, "")
    while unit:
        if unit in seen:
            return True
        seen.add(unit)
        unit = above.get(unit, "")
    return False


def in_order(records: Iterable[Record]) -> list[Record]:
    """The records, each after what it belongs to. Call only when there are no faults."""
    rows = list(records)
    above = stated_parents(rows)

    def depth(record: Record) -> tuple[int, int]:
        steps, unit = 0, record.code
        while record.kind == "unit" and (unit := above.get(unit, "")):
            steps += 1
        return RANK[record.kind], steps

    return sorted(rows, key=depth)
