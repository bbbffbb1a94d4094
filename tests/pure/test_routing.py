"""Who owes the answer in an example: an office below a unit, in a service of an area."""

from dataclasses import replace
from datetime import date, timedelta

from kuulluksi.pure.routing import (
    Colleague,
    Directory,
    Matter,
    Place,
    Route,
    Rule,
    Seat,
    Stage,
    route,
    step_up,
)
from kuulluksi.pure.text import Text

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)

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
        HEAD, Stage.SUPERIOR, Text.of(fi="yksikön esihenkilö"), frozenset({OFFICER, DEPUTY})
    )


def test_route_past_the_handler_hides_who_leads_the_place_by_role() -> None:
    """A second supervisor, without a duty of one's own, may be the one who is meant."""
    second = 8
    led = replace(COUNTY, leaders={("unit", 1): frozenset({second})})
    led = replace(led, people={**led.people, second: Colleague(superior=MANAGER)})
    found = route(CONCERNS, led, TODAY)
    assert (found.owner, found.hidden) == (HEAD, frozenset({OFFICER, DEPUTY, second}))
    only_by_role = without(led, ("unit", 1))
    found = route(CONCERNS, only_by_role, TODAY)
    assert (found.owner, found.stage) == (HEAD, Stage.ABOVE)
    assert found.hidden == {second}


def test_route_past_the_handler_without_a_place_passes_everyone_who_would_read_it() -> None:
    whole = replace(COUNTY, leaders={None: frozenset({DIRECTOR})})
    matter = Matter("unknown", "fi", concerns_handler=True)
    found = route(matter, whole, TODAY)
    assert (found.owner, found.stage) == (INDEPENDENT, Stage.INDEPENDENT)
    assert found.hidden == {DISPATCHER, DIRECTOR}


def test_route_passes_whoever_is_hidden_already() -> None:
    matter = replace(TOLD, hidden=frozenset({OFFICER, HEAD}))
    found = route(matter, COUNTY, TODAY)
    assert (found.owner, found.hidden) == (MANAGER, matter.hidden)


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
        assert found.hidden == {OFFICER, DEPUTY}


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
