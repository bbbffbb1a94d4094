"""What of ours a printed figure stands beside: its place by the names of places, its item by the
wordings of the question bank. What has no match, or several, stays without one and is listed.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from kuulluksi.figures.queries import instant
from kuulluksi.figures.queries.places import ALL, key_of
from kuulluksi.org.models import Area, Service, Unit
from kuulluksi.pure.figurefile import Apart, Contents, Names, Printed, Reason, registers
from kuulluksi.pure.questionnaire import bank
from kuulluksi.pure.text import LANGUAGES, fold, words
from kuulluksi.surveys import queries as surveys
from kuulluksi.surveys.models import Document

Place = Area | Service | Unit

WHOLE = frozenset(
    {
        *("koko virasto", "koko hyvinvointialue", "koko organisaatio"),
        *("hela välfärdsområdet", "hela organisationen", "whole authority"),
    }
)
"""What the whole authority is called in a table, besides its name."""


@dataclass(frozen=True)
class Matched:
    """Contents with the keys of ours, and what was found no key for."""

    contents: Contents
    places: tuple[str, ...]
    items: tuple[str, ...]


class Matching:
    """The places and wordings as they are now, read once for a file."""

    def __init__(self, names: Names | None = None) -> None:
        self.names = names or Names()
        self.services = list(Service.objects.all())
        self.units = list(Unit.objects.all())
        places: list[Place] = [*Area.objects.all(), *self.services, *self.units]
        self.keys = {ALL, *map(key_of, places)}
        self.by_name: dict[str, set[str]] = defaultdict(set)
        for place in places:
            for name in _names(place):
                self.by_name[name].add(key_of(place))
        for name in WHOLE:
            self.by_name[name].add(ALL)
        self.areas = {key for key in self.keys if key.startswith("area-")}
        self.wordings = _wordings()

    def place(self, place: str, group: str = "") -> str:
        """The key of a printed place; "" when there is none, or several could be meant."""
        printed = group or place
        if printed in self.names.places:
            key = self.names.places[printed]
            return key if key in self.keys else ""
        named = self.by_name.get(fold(printed), set())
        if len(named) > 1:
            named = named - self.areas if group else named & self.areas
        if len(named) == 1:
            return next(iter(named))
        service, colon, unit = group.partition(":")
        return self._inside(service.strip(), unit) if colon else ""

    def _inside(self, service: str, unit: str) -> str:
        """ "Social stations: Kamppi": the unit of that service whose name, in some language, has
        the words."""
        above = self.place(service)
        inside = {each.pk for each in self.services if key_of(each) == above}
        wanted = set(words(unit))
        there = [each for each in self.units if each.service_id in inside]
        same = [each for each in there if fold(unit) in _names(each)]
        like = [each for each in there if any(wanted <= {*words(name)} for name in _names(each))]
        found = same or (like if wanted else [])
        return key_of(found[0]) if len(found) == 1 else ""

    def item(self, wording: str) -> str:
        found = self.wordings.get(fold(wording), set())
        return next(iter(found)) if len(found) == 1 else ""

    def knows(self, item: str) -> bool:
        """Whether that item is asked or was, here or in the bank; a choice is "item/choice"."""
        if item in registers.NAMES:
            return True
        name = item.partition("/")[0]
        return any(name in ids for ids in self.wordings.values()) or name in self._asked

    @cached_property
    def _asked(self) -> set[str]:
        """What of it the wordings of the bank do not tell."""
        frozen = Document.objects.exclude(hash="").defer("body")
        asked = (question for each in frozen for question in surveys.questionnaire(each).questions)
        return {*(question.id for question in asked), *(each.item for each in instant.plan())}


def matched(contents: Contents, matching: Matching, *, own: bool) -> Matched:
    """The rows with the keys of ours. A key that the file itself gives must exist; figures of
    others (not `own`) have no place of ours."""
    rows, apart = [], list(contents.apart)
    places: dict[str, None] = {}
    unknown: dict[str, None] = {}
    for row in contents.rows:
        if row.place_key and row.place_key not in matching.keys:
            apart.append(_unknown(row, "place_key", "unknown-place", row.place_key))
            continue
        if row.item_key and not matching.knows(row.item_key):
            apart.append(_unknown(row, "item_key", "unknown-item", row.item_key))
            continue
        place = row.place_key or (matching.place(row.place, row.group) if own else "")
        item = row.item_key or matching.item(row.item)
        if not item and row.statistic == "count":
            item = registers.key_of(row.item)
        if own and not place:
            named = dict.fromkeys(part for part in (row.place, row.group) if part)
            places[" / ".join(named)] = None
        if not item and row.statistic != "count":
            unknown[row.item] = None
        rows.append(replace(row, place_key=place, item_key=item))
    told = sorted(apart, key=lambda each: each.number)
    found = Contents(tuple(rows), tuple(told), contents.repeated)
    return Matched(found, tuple(places), tuple(unknown))


def _unknown(row: Printed, column: str, reason: Reason, found: str) -> Apart:
    return Apart(row.number, column, reason, found, row.cells)


def _names(place: Place) -> Iterable[str]:
    return {fold(name) for language in LANGUAGES if (name := place.name.get(language))}


def _wordings() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name in bank.names():
        for version in bank.versions(name):
            for question in bank.instrument(name, version).questions:
                for language in LANGUAGES:
                    if said := question.text.get(language):
                        found[fold(said)].add(question.id)
    return found
