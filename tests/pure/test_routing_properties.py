"""Whatever the organisation looks like, every matter finds an owner, never the one concerned."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.routing import (
    Colleague,
    Directory,
    Matter,
    Place,
    Route,
    Rule,
    Seat,
    Stage,
    dispatched,
    handlers,
    route,
    step_up,
)
from kuulluksi.pure.text import Text

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)

PEOPLE = st.integers(min_value=1, max_value=8)
PLACES: list[Place] = [
    *[("unit", number) for number in range(4)],
    *[("service", number) for number in range(2)],
    ("area", 0),
]
GROUPS = st.frozensets(PEOPLE, max_size=4)
DAYS = st.integers(min_value=-3, max_value=3).map(lambda days: TODAY + days * DAY)


@st.composite
def absences(draw: st.DrawFn) -> tuple[date, date]:
    first = draw(DAYS)
    return first, first + draw(st.integers(min_value=0, max_value=3)) * DAY


COLLEAGUES = st.builds(
    Colleague,
    superior=st.none() | PEOPLE,
    away=st.lists(absences(), max_size=2).map(tuple),
    left=st.booleans(),
)
SEATS = st.builds(
    Seat,
    person=PEOPLE,
    deputy=st.none() | PEOPLE,
    starts=st.just(date.min) | DAYS,
    ends=st.none() | DAYS,
    title=st.sampled_from([Text.of(fi=name) for name in ("esihenkilö", "päällikkö", "johtaja")]),
)
KINDS = ("criticism", "question")
TOPICS = ("speed", "quality")
RULES = st.builds(
    Rule,
    seat=SEATS,
    about=st.none() | st.sampled_from(("unit", "unknown")),
    kind=st.none() | st.sampled_from(KINDS),
    topic=st.none() | st.sampled_from(TOPICS),
    language=st.none() | st.sampled_from(("fi", "sv")),
    place=st.none() | st.sampled_from(PLACES),
)
# `above` may lead anywhere, also in circles: imported data does.
DIRECTORIES = st.builds(
    Directory,
    people=st.dictionaries(PEOPLE, COLLEAGUES, max_size=8),
    seats=st.dictionaries(st.sampled_from(PLACES), st.lists(SEATS, max_size=2).map(tuple)),
    leaders=st.dictionaries(st.none() | st.sampled_from(PLACES), GROUPS),
    above=st.dictionaries(st.sampled_from(PLACES), st.sampled_from(PLACES)),
    dispatchers=st.lists(SEATS, max_size=2).map(tuple),
    independent=st.lists(SEATS, max_size=2).map(tuple),
    rules=st.lists(RULES, max_size=3).map(tuple),
)
MATTERS = st.builds(
    Matter,
    about=st.sampled_from(("unit", "unknown")),
    language=st.sampled_from(("fi", "sv")),
    place=st.none() | st.sampled_from(PLACES),
    kind=st.sampled_from(("", *KINDS)),
    topics=st.frozensets(st.sampled_from(TOPICS)),
    concerns_handler=st.booleans(),
    hidden=GROUPS,
)


def last_resort(directory: Directory, hidden: frozenset[int]) -> set[int]:
    """Dispatchers, independent readers and their deputies who work here and may see the matter."""
    seats = [*directory.dispatchers, *directory.independent]
    listed = {seat.person for seat in seats if seat.holds(TODAY)}
    listed |= {seat.deputy for seat in seats if seat.holds(TODAY) and seat.deputy}
    working = {person for person, colleague in directory.people.items() if not colleague.left}
    return listed & working - hidden


@given(MATTERS, DIRECTORIES)
def test_route_is_without_owner_only_when_there_is_nobody(
    matter: Matter, directory: Directory
) -> None:
    found = route(matter, directory, TODAY)
    if found.owner is None:
        assert found.stage == Stage.NOBODY
        assert not last_resort(directory, found.hidden)
    else:
        assert found.stage != Stage.NOBODY


@given(MATTERS, DIRECTORIES)
def test_route_owner_works_here_and_is_never_hidden(matter: Matter, directory: Directory) -> None:
    found = route(matter, directory, TODAY)
    assert found.owner not in found.hidden
    if found.owner is not None:
        assert not directory.people[found.owner].left
    if found.stage not in (Stage.DISPATCHER, Stage.INDEPENDENT, Stage.NOBODY):
        assert directory.present(found.owner, TODAY)


@given(MATTERS, DIRECTORIES)
def test_route_never_reaches_the_handler_whom_it_concerns(
    matter: Matter, directory: Directory
) -> None:
    concerned = handlers(matter.place, directory, TODAY)
    found = route(replace(matter, concerns_handler=True), directory, TODAY)
    assert found.owner not in concerned
    assert found.hidden == concerned | matter.hidden
    plain = route(replace(matter, concerns_handler=False), replace(directory, rules=()), TODAY)
    if plain.stage == Stage.PLACE:
        assert plain.owner in found.hidden


@given(MATTERS, DIRECTORIES)
def test_route_hides_nobody_when_nobody_is_concerned(matter: Matter, directory: Directory) -> None:
    found = route(replace(matter, concerns_handler=False), directory, TODAY)
    assert found.hidden == matter.hidden


@given(PEOPLE, GROUPS, DIRECTORIES)
def test_step_up_never_ends_with_somebody_hidden(
    person: int, hidden: frozenset[int], directory: Directory
) -> None:
    found = step_up(person, hidden, directory, TODAY)
    assert found.owner not in hidden
    assert found.hidden == hidden
    assert found.owner is not None or not last_resort(directory, hidden)
    if found.owner == person:
        assert last_resort(directory, hidden) == {person}


@given(GROUPS, DIRECTORIES)
def test_dispatched_overlooks_absence_only_when_everyone_is_away(
    hidden: frozenset[int], directory: Directory
) -> None:
    found = dispatched(directory, TODAY, hidden)
    if found.owner is None or directory.present(found.owner, TODAY):
        return
    for seat in (*directory.dispatchers, *directory.independent):
        if seat.holds(TODAY) and directory.present(seat.person, TODAY):
            assert seat.person in hidden


@given(st.sampled_from(PLACES), DIRECTORIES)
def test_chain_ends_and_visits_no_place_twice(place: Place, directory: Directory) -> None:
    walked = list(directory.chain(place))
    assert walked[0] == place
    assert len(walked) == len(set(walked))


@given(MATTERS, DIRECTORIES)
def test_route_is_the_same_for_the_same_day(matter: Matter, directory: Directory) -> None:
    assert route(matter, directory, TODAY) == route(matter, directory, TODAY)


@given(MATTERS, DIRECTORIES)
def test_route_first_rule_with_somebody_present_wins(matter: Matter, directory: Directory) -> None:
    newcomer = Seat(99, title=Text.of(fi="uusi"))
    ruled = replace(
        directory,
        people={**directory.people, 99: Colleague()},
        rules=(Rule(Seat(100)), Rule(newcomer), *directory.rules),
    )
    found = route(replace(matter, concerns_handler=False), ruled, TODAY)
    assert found == Route(99, Stage.RULE, newcomer.title, matter.hidden)
