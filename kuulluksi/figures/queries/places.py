"""Places as figures know them: by keys of words, in a tree that is frozen with each release."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from kuulluksi.org.models import Area, Service, Unit
from kuulluksi.pure.stats.protection import Place

ALL = "all"
OWN = ".own"
"""Behind the key of a place: what was said about the place itself, where others are inside it."""

Path = tuple[str, ...]
"""The keys from the whole authority down to a place."""


def key_of(place: Area | Service | Unit | None) -> str:
    match place:
        case Area():
            return f"area-{place.code}"
        case Service():
            return f"service-{place.code}"
        case Unit():
            return f"unit-{place.code}"
    return ALL


def place_of(key: str) -> Area | Service | Unit | None:
    """The place of a key as it is now; None for the whole authority. Raises LookupError when there
    is no such place, or no more."""
    if key == ALL:
        return None
    kind, _sep, code = key.partition("-")
    tables: Mapping[str, type[Area | Service | Unit]] = {
        "area": Area,
        "service": Service,
        "unit": Unit,
    }
    found = tables[kind].objects.filter(code=code).first() if kind in tables else None
    if found is None:
        raise LookupError(key)
    return found


class Paths:
    """Where each place stands: made once, for many lookups."""

    def __init__(self) -> None:
        self.areas = {area.pk: (ALL, key_of(area)) for area in Area.objects.only("code")}
        self.services = {
            service.pk: (*self.areas[service.area_id], key_of(service))
            for service in Service.objects.only("code", "area")
        }
        self._units = {unit.pk: unit for unit in Unit.objects.only("code", "service", "parent")}

    def unit(self, key: int) -> Path:
        unit = self._units[key]
        above = self.unit(unit.parent_id) if unit.parent_id else self.services[unit.service_id]
        return (*above, key_of(unit))

    def of(self, unit: int | None, service: int | None = None, area: int | None = None) -> Path:
        if unit is not None:
            return self.unit(unit)
        if service is not None:
            return self.services[service]
        return (ALL,) if area is None else self.areas[area]

    def by_key(self) -> dict[str, Path]:
        """The path of every place by its key, as it stands now."""
        ends = [*self.areas.values(), *self.services.values(), *map(self.unit, self._units)]
        return {ALL: (ALL,), **{path[-1]: path for path in ends}}


def ends(tree: Place, above: Path = ()) -> dict[str, Path]:
    """The path to each leaf of a tree, by the key of the leaf; that of what concerns a place itself
    is the place's own."""
    path = above if tree.key.endswith(OWN) else (*above, tree.key)
    if not tree.inside:
        return {tree.key: path}
    return {key: found for each in tree.inside for key, found in ends(each, path).items()}


def grown(paths: Iterable[Path]) -> tuple[Place, dict[Path, str]]:
    """The tree of the places at the ends of these paths, and the key of the leaf of each: its own,
    or where others stand inside it that of what concerns the place itself."""
    ends = set(paths)
    inside: dict[Path, set[Path]] = {}
    for path in ends | {(ALL,)}:
        for depth in range(1, len(path) + 1):
            inside.setdefault(path[:depth], set())
            if depth > 1:
                inside[path[: depth - 1]].add(path[:depth])

    def place(path: Path) -> Place:
        below = [place(each) for each in sorted(inside[path])]
        if below and path in ends:
            below.insert(0, Place(path[-1] + OWN))
        return Place(path[-1], tuple(below))

    return place((ALL,)), {path: path[-1] + (OWN if inside[path] else "") for path in ends}


def united(trees: Iterable[Place]) -> Place:
    """One tree of all places of several; each stands where it stood in the last one that has it."""
    paths: dict[str, Path] = {}
    for tree in trees:
        paths |= {path[-1]: path for path in ends(tree).values()}
    return grown(paths.values())[0]


def to_json(tree: Place) -> list[object]:
    return [tree.key, [to_json(each) for each in tree.inside]]


def from_json(tree: list[Any]) -> Place:
    key, inside = tree
    return Place(key, tuple(from_json(each) for each in inside))


def above(tree: Place, key: str) -> Place | None:
    """The place that holds this one; None at the top."""
    return next((each for each in tree if any(part.key == key for part in each.inside)), None)


def named(keys: Iterable[str], on: date | None = None) -> dict[str, Area | Service | Unit]:
    """The places behind keys, whatever became of them since; without the whole authority."""
    codes: dict[str, list[str]] = {"area": [], "service": [], "unit": []}
    for key in keys:
        kind, _sep, code = key.removesuffix(OWN).partition("-")
        if kind in codes:
            codes[kind].append(code)
    found: list[Area | Service | Unit] = [
        *Area.objects.filter(code__in=codes["area"]),
        *Service.objects.filter(code__in=codes["service"]),
        *Unit.objects.filter(code__in=codes["unit"]).select_related("service"),
    ]
    return {key_of(each): each for each in found if on is None or each.in_force(on)}
