"""Nothing is lost: every matter finds an owner, and never the one whom it concerns."""

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
)
GROUPS = st.frozensets(PEOPLE, max_size=4)


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
    assert found.hidden == concerned
    plain = route(replace(matter, concerns_handler=False), replace(directory, rules=()), TODAY)
    if plain.stage == Stage.PLACE:
        assert plain.owner in found.hidden


@given(MATTERS, DIRECTORIES)
def test_route_hides_nobody_when_nobody_is_concerned(matter: Matter, directory: Directory) -> None:
    assert not route(replace(matter, concerns_handler=False), directory, TODAY).hidden


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
    newcomer = named(99, "uusi")
    ruled = replace(
        directory,
        people={**directory.people, 99: Colleague()},
        rules=(Rule(named(100, "tuntematon")), Rule(newcomer), *directory.rules),
    )
    found = route(replace(matter, concerns_handler=False), ruled, TODAY)
    assert found == Route(99, Stage.RULE, newcomer.title)


# A worked example: an office below a unit, in a service of an area.

CHAIN: list[Place | None] = [("unit", 1), ("unit", 2), ("service", 1), ("area", 1), None]
OFFICER, HEAD, MANAGER, DIRECTOR, DISPATCHER, INDEPENDENT, DEPUTY = range(1, 8)


def named(person: int, title: str, deputy: int | None = None) -> Seat:
    return Seat(person, deputy, title=Text.of(fi=title))


COUNTY = Directory(
    people={
        OFFICER: Colleague(superior=HEAD),
        HEAD: Colleague(superior=MANAGER),
        MANAGER: Colleague(superior=DIRECTOR),
        DIRECTOR: Colleague(),
        DISPATCHER: Colleague(superior=DIRECTOR),
        INDEPENDENT: Colleague(),
        DEPUTY: Colleague(superior=HEAD),
    },
    seats={
        ("unit", 1): (named(OFFICER, "toimiston esihenkilö", DEPUTY),),
        ("unit", 2): (named(HEAD, "yksikön esihenkilö"),),
        ("service", 1): (named(MANAGER, "palvelupäällikkö"),),
        ("area", 1): (named(DIRECTOR, "johtaja"),),
    },
    above={("unit", 1): ("unit", 2), ("unit", 2): ("service", 1), ("service", 1): ("area", 1)},
    dispatchers=(named(DISPATCHER, "palautteen jakaja"),),
    independent=(named(INDEPENDENT, "riippumaton lukija"),),
)
TOLD = Matter("unit", "fi", ("unit", 1), kind="criticism", topics=frozenset({"speed"}))
AWAY = ((TODAY, TODAY + DAY),)


def with_people(directory: Directory, **changed: Colleague) -> Directory:
    numbers = {"officer": OFFICER, "head": HEAD, "manager": MANAGER, "director": DIRECTOR}
    numbers |= {"dispatcher": DISPATCHER, "independent": INDEPENDENT, "deputy": DEPUTY}
    people = {numbers[name]: colleague for name, colleague in changed.items()}
    return replace(directory, people={**directory.people, **people})


def without(directory: Directory, *places: Place) -> Directory:
    kept = {place: seats for place, seats in directory.seats.items() if place not in places}
    return replace(directory, seats=kept)


def owner(matter: Matter, directory: Directory) -> tuple[int | None, Stage, str]:
    found = route(matter, directory, TODAY)
    return found.owner, found.stage, found.title.best("fi")


def test_route_climbs_unit_parent_service_area_dispatcher() -> None:
    directory = COUNTY
    steps = []
    for place in CHAIN:
        steps.append(owner(TOLD, directory))
        if place is not None:
            directory = without(directory, place)
    assert steps == [
        (OFFICER, Stage.PLACE, "toimiston esihenkilö"),
        (HEAD, Stage.ABOVE, "yksikön esihenkilö"),
        (MANAGER, Stage.ABOVE, "palvelupäällikkö"),
        (DIRECTOR, Stage.ABOVE, "johtaja"),
        (DISPATCHER, Stage.DISPATCHER, "palautteen jakaja"),
    ]


def test_route_goes_to_the_deputy_exactly_while_the_holder_is_away() -> None:
    away = with_people(COUNTY, officer=Colleague(superior=HEAD, away=AWAY))
    owners = [route(TOLD, away, TODAY + days * DAY).owner for days in (-1, 0, 1, 2)]
    assert owners == [OFFICER, DEPUTY, DEPUTY, OFFICER]


def test_route_climbs_when_holder_and_deputy_are_away() -> None:
    away = with_people(
        COUNTY, officer=Colleague(superior=HEAD, away=AWAY), deputy=Colleague(away=AWAY)
    )
    assert owner(TOLD, away) == (HEAD, Stage.ABOVE, "yksikön esihenkilö")


def test_route_duty_counts_on_its_first_and_last_day() -> None:
    seat = Seat(OFFICER, starts=TODAY, ends=TODAY + DAY)
    directory = replace(COUNTY, seats={**COUNTY.seats, ("unit", 1): (seat,)})
    owners = [route(TOLD, directory, TODAY + days * DAY).owner for days in (-1, 0, 1, 2)]
    assert owners == [HEAD, OFFICER, OFFICER, HEAD]


def test_route_rule_matches_only_when_all_that_it_names_does() -> None:
    seat = named(INDEPENDENT, "kehittäjä")
    fitting = [
        Rule(seat, about="unit"),
        Rule(seat, kind="criticism"),
        Rule(seat, topic="speed"),
        Rule(seat, language="fi"),
        Rule(seat, place=("unit", 1)),
        Rule(seat, place=("area", 1)),
        Rule(seat, about="unit", kind="criticism", topic="speed", language="fi"),
    ]
    missing = [
        Rule(seat, about="web"),
        Rule(seat, kind="thanks"),
        Rule(seat, topic="quality"),
        Rule(seat, language="sv"),
        Rule(seat, place=("unit", 9)),
        Rule(seat, about="unit", kind="thanks"),
    ]
    for rules, expected in ((fitting, Stage.RULE), (missing, Stage.PLACE)):
        for rule in rules:
            assert route(TOLD, replace(COUNTY, rules=(rule,)), TODAY).stage == expected, rule


def test_route_first_matching_rule_decides_and_an_empty_seat_is_passed_over() -> None:
    rules = (
        Rule(named(HEAD, "ei tässä"), kind="thanks"),
        Rule(named(99, "lähtenyt")),
        Rule(named(MANAGER, "ensimmäinen")),
        Rule(named(DIRECTOR, "toinen")),
    )
    assert owner(TOLD, replace(COUNTY, rules=rules)) == (MANAGER, Stage.RULE, "ensimmäinen")


def test_route_parents_in_a_circle_end_at_the_dispatcher() -> None:
    circle = replace(
        without(COUNTY, ("unit", 1), ("unit", 2)),
        above={("unit", 1): ("unit", 2), ("unit", 2): ("unit", 1)},
    )
    assert owner(TOLD, circle)[:2] == (DISPATCHER, Stage.DISPATCHER)


CONCERNS = replace(TOLD, concerns_handler=True)


def test_route_past_the_handler_goes_one_step_up_and_hides() -> None:
    found = route(CONCERNS, COUNTY, TODAY)
    assert found == Route(
        HEAD, Stage.SUPERIOR, Text.of(fi="yksikön esihenkilö"), frozenset({OFFICER})
    )


def test_route_past_the_handler_ignores_rules() -> None:
    ruled = replace(COUNTY, rules=(Rule(named(OFFICER, "sääntö")),))
    assert route(CONCERNS, ruled, TODAY).owner == HEAD


def test_route_past_the_handler_hides_the_acting_deputy_too() -> None:
    away = with_people(COUNTY, officer=Colleague(superior=HEAD, away=AWAY))
    found = route(CONCERNS, away, TODAY)
    assert (found.owner, found.hidden) == (HEAD, frozenset({OFFICER, DEPUTY}))


def test_route_past_the_handler_hides_every_holder_of_the_place() -> None:
    """Two supervisors share a unit, and one is the other's superior."""
    shared = (named(OFFICER, "esihenkilö"), named(HEAD, "esihenkilö"))
    directory = replace(COUNTY, seats={**COUNTY.seats, ("unit", 1): shared})
    found = route(CONCERNS, directory, TODAY)
    assert (found.owner, found.hidden) == (DISPATCHER, frozenset({OFFICER, HEAD}))


def test_route_past_the_handler_of_a_vacant_seat_passes_whoever_acts_above() -> None:
    """The holder has left and nobody stands in: the unit above answers, so it is concerned."""
    vacant = replace(COUNTY, seats={**COUNTY.seats, ("unit", 1): (named(OFFICER, "esihenkilö"),)})
    vacant = with_people(vacant, officer=Colleague(superior=HEAD, left=True))
    found = route(CONCERNS, vacant, TODAY)
    assert (found.owner, found.hidden) == (MANAGER, frozenset({HEAD}))


def test_route_past_the_handler_without_a_usable_superior_ends_at_the_dispatcher() -> None:
    officer = Colleague(superior=HEAD)
    for directory in (
        with_people(COUNTY, officer=Colleague()),  # missing
        with_people(COUNTY, officer=Colleague(superior=99)),  # unknown
        with_people(COUNTY, officer=Colleague(superior=OFFICER)),  # the same person
        with_people(COUNTY, officer=officer, head=Colleague(away=AWAY)),
        with_people(COUNTY, officer=officer, head=Colleague(left=True)),
        with_people(COUNTY, officer=officer, head=Colleague(superior=OFFICER)),  # a circle of two
        with_people(
            COUNTY,
            officer=officer,
            head=Colleague(superior=MANAGER),
            manager=Colleague(superior=OFFICER),  # a circle of three
        ),
    ):
        found = route(CONCERNS, directory, TODAY)
        assert (found.owner, found.stage) == (DISPATCHER, Stage.DISPATCHER), directory.people
        assert found.hidden == {OFFICER}


def test_route_conflicted_dispatcher_gives_way_to_the_independent_reader() -> None:
    """The dispatcher answers for the unit too, and the one who stands in is no way around that."""
    directory = replace(
        COUNTY,
        seats={("unit", 1): (named(DISPATCHER, "esihenkilö"),)},
        dispatchers=(named(DISPATCHER, "palautteen jakaja", DEPUTY),),
    )
    directory = with_people(directory, dispatcher=Colleague())
    found = route(CONCERNS, directory, TODAY)
    assert (found.owner, found.stage) == (INDEPENDENT, Stage.INDEPENDENT)
    assert found.hidden == {DISPATCHER}


def test_route_conflicted_dispatcher_gives_way_to_another_dispatcher_first() -> None:
    directory = replace(
        COUNTY,
        seats={("unit", 1): (named(DISPATCHER, "esihenkilö"),)},
        dispatchers=(named(DISPATCHER, "jakaja"), named(HEAD, "toinen jakaja")),
    )
    directory = with_people(directory, dispatcher=Colleague())
    assert owner(CONCERNS, directory) == (HEAD, Stage.DISPATCHER, "toinen jakaja")


def test_dispatched_prefers_present_over_away_and_anybody_over_nobody() -> None:
    away = Colleague(away=AWAY)
    unknown = Matter("unknown", "fi")
    assert owner(unknown, with_people(COUNTY, dispatcher=away))[0] == INDEPENDENT
    both = with_people(COUNTY, dispatcher=away, independent=away)
    assert owner(unknown, both)[:2] == (DISPATCHER, Stage.DISPATCHER)
    left = Colleague(left=True)
    assert owner(unknown, with_people(COUNTY, dispatcher=left, independent=left)) == (
        None,
        Stage.NOBODY,
        "",
    )


def test_step_up_does_not_come_back_to_whoever_answered() -> None:
    """A dispatcher without a superior answered in vain: the independent reader is next."""
    directory = with_people(COUNTY, dispatcher=Colleague())
    found = step_up(DISPATCHER, frozenset(), directory, TODAY)
    assert (found.owner, found.stage, found.hidden) == (
        INDEPENDENT,
        Stage.INDEPENDENT,
        frozenset(),
    )
    alone = replace(directory, independent=())
    assert step_up(DISPATCHER, frozenset(), alone, TODAY).owner == DISPATCHER


def test_step_up_from_nobody_goes_to_the_dispatcher() -> None:
    assert step_up(None, frozenset(), COUNTY, TODAY).owner == DISPATCHER
