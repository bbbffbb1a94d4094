"""Finds who owes an answer. No voice may end up with nobody while there is anybody at all.

First the rules of the authority; then the duty of the place and of everything above it; then the
dispatcher. What concerns the handler goes one step up and stays hidden from that handler.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Literal

from kuulluksi.pure.text import Text

Place = tuple[Literal["unit", "service", "area"], int]


class Stage(StrEnum):
    """Where the owner was found; printed on the journey as the reason."""

    RULE = "rule"
    PLACE = "place"
    ABOVE = "above"
    SUPERIOR = "superior"
    DISPATCHER = "dispatcher"
    INDEPENDENT = "independent"
    COLLEAGUE = "colleague"
    ON_DUTY = "on-duty"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Seat:
    """One duty: who answers, who stands in, between which days, and its public title."""

    person: int
    deputy: int | None = None
    starts: date = date.min
    ends: date | None = None
    title: Text = field(default_factory=Text)

    def holds(self, on: date) -> bool:
        return self.starts <= on and (self.ends is None or on <= self.ends)


@dataclass(frozen=True)
class Colleague:
    """What routing needs to know of a person. `away` holds first and last days of absences."""

    superior: int | None = None
    away: tuple[tuple[date, date], ...] = ()
    left: bool = False

    def present(self, on: date) -> bool:
        return not self.left and not any(first <= on <= last for first, last in self.away)


@dataclass(frozen=True)
class Rule:
    """None matches anything; the first rule that matches decides."""

    seat: Seat
    about: str | None = None
    kind: str | None = None
    topic: str | None = None
    language: str | None = None
    place: Place | None = None


@dataclass(frozen=True)
class Directory:
    """The organisation on one day. `above` leads from a unit to its parent, service and area."""

    people: Mapping[int, Colleague]
    seats: Mapping[Place, tuple[Seat, ...]] = field(default_factory=dict)
    # People who lead a place by role; None: the whole authority.
    leaders: Mapping[Place | None, frozenset[int]] = field(default_factory=dict)
    above: Mapping[Place, Place] = field(default_factory=dict)
    dispatchers: tuple[Seat, ...] = ()
    independent: tuple[Seat, ...] = ()
    # Who is told at once of what is urgent.
    on_duty: tuple[Seat, ...] = ()
    rules: tuple[Rule, ...] = ()

    def chain(self, place: Place | None) -> Iterator[Place]:
        """The place and everything above it; a loop in the data ends the walk."""
        seen: set[Place] = set()
        while place is not None and place not in seen:
            seen.add(place)
            yield place
            place = self.above.get(place)

    def present(self, person: int | None, on: date) -> bool:
        return person is not None and person in self.people and self.people[person].present(on)

    def working(self, person: int | None) -> bool:
        return person is not None and person in self.people and not self.people[person].left

    def superior(self, person: int | None) -> int | None:
        """The superior, unless the superiors lead back to the person: a circle has no top."""
        first = above = self._named_superior(person)
        seen: set[int | None] = set()
        while above is not None and above not in seen:
            if above == person:
                return None
            seen.add(above)
            above = self._named_superior(above)
        return first

    def _named_superior(self, person: int | None) -> int | None:
        known = self.people.get(person) if person is not None else None
        return known.superior if known else None


@dataclass(frozen=True)
class Matter:
    """What routing may look at: never the words of the giver."""

    about: str
    language: str
    place: Place | None = None
    kind: str | None = None
    topics: frozenset[str] = frozenset()
    concerns_handler: bool = False
    # Who must not get the matter, whatever routing would say.
    hidden: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Route:
    """Who owes the answer. `hidden` are the people who must not see the voice anywhere."""

    owner: int | None
    stage: Stage
    title: Text = field(default_factory=Text)
    hidden: frozenset[int] = frozenset()


def route(matter: Matter, directory: Directory, on: date) -> Route:
    """The owner of a new or moved matter on the day `on`.

    Total: `owner` is None only when the authority has no working dispatcher and no working
    independent reader who may see the matter.
    """
    if matter.concerns_handler:
        return _past_the_handler(matter, directory, on)
    candidates = [
        (rule.seat, Stage.RULE) for rule in directory.rules if _matches(rule, matter, directory)
    ]
    return _first_able(
        [*candidates, *_seats_above(matter.place, directory, on)], matter, on, directory
    )


def _first_able(
    seats: Iterable[tuple[Seat, Stage]], matter: Matter, on: date, directory: Directory
) -> Route:
    for seat, stage in seats:
        owner = _sitting(seat, directory, on)
        if owner is not None and owner not in matter.hidden:
            return Route(owner, stage, seat.title, matter.hidden)
    return dispatched(directory, on, matter.hidden)


def step_up(person: int | None, hidden: frozenset[int], directory: Directory, on: date) -> Route:
    """One step up from a person: the superior, or the dispatcher when the superior is missing,
    absent, hidden from the matter or in a circle. Only when there is nobody else does it come back
    to the same person."""
    superior = directory.superior(person)
    if superior is not None and superior not in hidden and directory.present(superior, on):
        return Route(superior, Stage.SUPERIOR, _title_of(superior, directory, on), hidden)
    if person is not None and person not in hidden:
        found = dispatched(directory, on, hidden | {person})
        if found.owner is not None:
            return replace(found, hidden=hidden)
    return dispatched(directory, on, hidden)


def dispatched(directory: Directory, on: date, hidden: frozenset[int] = frozenset()) -> Route:
    """The dispatcher or the acting deputy; the independent reader when those are hidden from the
    matter or away.

    Somebody who is away is better than nobody: absence is overlooked only when everyone is away.
    """
    readers = [(seat, Stage.DISPATCHER) for seat in directory.dispatchers if seat.holds(on)]
    readers += [(seat, Stage.INDEPENDENT) for seat in directory.independent if seat.holds(on)]
    for seat, stage in readers:
        acting = _sitting(seat, directory, on)
        if acting is not None and acting not in hidden:
            return Route(acting, stage, seat.title, hidden)
    for seat, stage in readers:
        for person in (seat.person, seat.deputy):
            if person is not None and directory.working(person) and person not in hidden:
                return Route(person, stage, seat.title, hidden)
    return Route(None, Stage.NOBODY, hidden=hidden)


def on_duty(directory: Directory, on: date, hidden: frozenset[int]) -> Route:
    """Who is told at once of an urgent matter: whoever is on duty or the acting deputy; when those
    are hidden from the matter or away, the dispatcher."""
    for seat in directory.on_duty:
        acting = _sitting(seat, directory, on)
        if acting is not None and acting not in hidden:
            return Route(acting, Stage.ON_DUTY, seat.title, hidden)
    return dispatched(directory, on, hidden)


def independent(directory: Directory, on: date, hidden: frozenset[int]) -> Route:
    """The independent reader; the dispatcher only when there is nobody else."""
    return dispatched(
        replace(directory, dispatchers=(*directory.independent, *directory.dispatchers)), on, hidden
    )


def handlers(place: Place | None, directory: Directory, on: date) -> frozenset[int]:
    """Everyone whom "the supervisor of this place" may mean: who answers for the nearest place
    where anybody does, their deputies, and who leads it by role. Without a place: the dispatchers,
    who would read it, and who lead the whole authority."""
    seats, leaders = _in_charge(place, directory, on)
    deputies = {seat.deputy for seat in seats if seat.deputy is not None}
    return frozenset({seat.person for seat in seats} | deputies | leaders)


def _past_the_handler(matter: Matter, directory: Directory, on: date) -> Route:
    seats, _leaders = _in_charge(matter.place, directory, on)
    concerned = replace(matter, hidden=matter.hidden | handlers(matter.place, directory, on))
    if matter.place is None or not seats:
        return _first_able(_seats_above(matter.place, directory, on), concerned, on, directory)
    return step_up(seats[0].person, concerned.hidden, directory, on)


def _in_charge(
    place: Place | None, directory: Directory, on: date
) -> tuple[list[Seat], frozenset[int]]:
    """The seats and the leaders of the nearest place that has any who still work here."""
    if place is None:
        dispatching = [seat for seat in directory.dispatchers if seat.holds(on)]
        return dispatching, directory.leaders.get(None, frozenset())
    for step in directory.chain(place):
        seats = [
            seat
            for seat in directory.seats.get(step, ())
            if seat.holds(on) and (directory.working(seat.person) or directory.working(seat.deputy))
        ]
        leaders = frozenset(filter(directory.working, directory.leaders.get(step, ())))
        if seats or leaders:
            return seats, leaders
    return [], frozenset()


def _matches(rule: Rule, matter: Matter, directory: Directory) -> bool:
    return (
        rule.about in (None, matter.about)
        and rule.kind in (None, matter.kind)
        and rule.language in (None, matter.language)
        and (rule.topic is None or rule.topic in matter.topics)
        and (rule.place is None or rule.place in directory.chain(matter.place))
    )


def _seats_above(
    place: Place | None, directory: Directory, on: date
) -> Iterator[tuple[Seat, Stage]]:
    for step in directory.chain(place):
        for seat in directory.seats.get(step, ()):
            if seat.holds(on):
                yield seat, Stage.PLACE if step == place else Stage.ABOVE


def _sitting(seat: Seat, directory: Directory, on: date) -> int | None:
    """Who sits there today: the holder, or the deputy while the holder is away."""
    if not seat.holds(on):
        return None
    if directory.present(seat.person, on):
        return seat.person
    return seat.deputy if directory.present(seat.deputy, on) else None


def _title_of(person: int, directory: Directory, on: date) -> Text:
    for seats in (*directory.seats.values(), directory.dispatchers, directory.independent):
        for seat in seats:
            if seat.person == person and seat.holds(on):
                return seat.title
    return Text()
