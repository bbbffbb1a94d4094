"""What reading a file into the organisation would do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kuulluksi.org.models import (
    Area,
    Service,
    Unit,
)
from kuulluksi.pure.orgfile import BadRow, Contents, Kind, Record, faults, in_order
from kuulluksi.pure.text import Text

PLACES: dict[Kind, type[Area | Service | Unit]] = {"area": Area, "service": Service, "unit": Unit}


LINKED: dict[str, Kind] = {"area": "area", "service": "service", "parent": "unit"}


@dataclass(frozen=True)
class Change:
    """What a file would do to one place, which is not yet saved. `fields`: name, old and new."""

    record: Record
    place: Area | Service | Unit
    fields: tuple[tuple[str, object, object], ...]
    is_new: bool


@dataclass(frozen=True)
class ImportPlan:
    """What reading a file into the organisation would do. With any `bad` row it does nothing."""

    created: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: int = 0
    missing: tuple[Area | Service | Unit, ...] = ()
    bad: tuple[BadRow, ...] = ()
    left_out: int = 0


def plan(contents: Contents, on: date) -> ImportPlan:
    """What the file would create and change, and which places of today it does not mention.

    A unit is recognised by its identifier in the source register, then by its code.
    """
    known = _Known()
    records = known.recognised(contents.records)
    bad = [*contents.bad, *faults(records, known.places.keys(), known.parents())]
    changes = [] if bad else [known.change(record, on) for record in in_order(records)]
    bad += [
        BadRow(change.record.number, "valid_until", "days-swapped")
        for change in changes
        if change.place.valid_until and change.place.valid_until < change.place.valid_from
    ]
    if bad:
        return ImportPlan(bad=tuple(sorted(bad, key=lambda row: (row.number, row.column))))
    named = {(record.kind, record.code) for record in records}
    return ImportPlan(
        created=tuple(change for change in changes if change.is_new),
        changed=tuple(change for change in changes if not change.is_new and change.fields),
        unchanged=sum(not change.fields for change in changes),
        missing=tuple(
            place
            for key, place in known.places.items()
            if key not in named and not (place.valid_until and place.valid_until < on)
        ),
        left_out=contents.left_out,
    )


class _Known:
    """The places of the organisation by kind and code, and how a record changes them."""

    def __init__(self) -> None:
        self.places: dict[tuple[Kind, str], Area | Service | Unit] = {}
        self.places |= {("area", area.code): area for area in Area.objects.order_by("sort_fi")}
        for service in Service.objects.select_related("area").order_by("sort_fi"):
            self.places["service", service.code] = service
        units = list(Unit.objects.select_related("service", "parent").order_by("sort_fi"))
        self.places |= {("unit", unit.code): unit for unit in units}
        self.outside = {unit.outside_id: unit.code for unit in units if unit.outside_id}

    def parents(self) -> dict[str, str]:
        units = (place for place in self.places.values() if isinstance(place, Unit))
        return {unit.code: unit.parent.code for unit in units if unit.parent}

    def recognised(self, records: Iterable[Record]) -> list[Record]:
        """The records under the codes that their units have here."""
        rows = list(records)
        here = {
            row.code: self.outside[row.link("outside_id")]
            for row in rows
            if row.kind == "unit" and row.link("outside_id") in self.outside
        }
        for place, row in enumerate(rows):
            if row.kind != "unit":
                continue
            said = dict(row.said)
            if row.link("parent") in here:
                said["parent"] = here[row.link("parent")]
            rows[place] = replace(row, code=here.get(row.code, row.code), said=said)
        return rows

    def change(self, record: Record, on: date) -> Change:
        known = self.places.get((record.kind, record.code))
        place = known or PLACES[record.kind](code=record.code, valid_from=on)
        fields = []
        for name, said in record.said.items():
            old = getattr(place, name) if known or name not in LINKED else None
            new = self.value(name, said, old, place)
            if new != old:
                fields.append((name, old, new))
                setattr(place, name, new)
        self.places[record.kind, record.code] = place
        return Change(record, place, tuple(fields), is_new=known is None)

    def value(self, name: str, said: object, old: object, place: Area | Service | Unit) -> object:
        if name in LINKED:
            return self.places[LINKED[name], str(said)] if said else None
        if isinstance(said, Mapping):
            return Text.from_json({**(old.to_json() if isinstance(old, Text) else {}), **said})
        if name == "valid_from" and said is None:
            return place.valid_from
        return said
