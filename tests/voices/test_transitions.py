"""Whatever people do in whatever order, a voice moves only along the table and loses no step."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kuulluksi.org.rules import Refused
from kuulluksi.voices import actions, queries, rules
from kuulluksi.voices.enums import OPEN, TRANSITIONS, Event, HoldReason, Publicity, State
from kuulluksi.voices.models import Voice
from tests.factories.org import County
from tests.factories.voices import given as give
from tests.voices.scene import ACTS, Scene


def replayed(voice: Voice) -> State:
    """The state that the table gives for the voice's steps, one after another."""
    steps = list(voice.steps.order_by("number").values_list("event", flat=True))
    assert steps[0] == Event.GIVEN
    state = State.HELD if steps[1] == Event.HELD else State.WAITING
    for event in steps[2:]:
        assert (state, event) in TRANSITIONS, steps
        state = TRANSITIONS[state, Event(event)]
    return state


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    hold=st.sampled_from(["", HoldReason.TOO_FAST]),
    names=st.lists(st.sampled_from(ACTS), max_size=12),
)
def test_transitions_no_sequence_of_acts_leaves_the_table(
    house: County, at: datetime, hold: str, names: list[str]
) -> None:
    given = give(at, unit=house.kamppi, publicity=Publicity.ALLOWED, hold_reason=hold)
    for number, name in enumerate(names):
        scene = Scene(house, given.voice.pk, at + number * timedelta(days=1), name)
        before = scene.voice
        refused = ""
        try:
            getattr(scene, name)()
        except Refused as error:
            refused = error.sentence
        after = scene.voice
        if refused:
            assert (after.state, after.version) == (before.state, before.version)
        numbers = list(after.steps.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, after.version + 1))
        assert after.state == replayed(after)
        assert not after.passages.exclude(number__in=numbers).exists()
        if after.state in OPEN:
            assert after.owner is not None
            assert after.due_on is not None
        assert (after.closed_on is not None) == (after.state == State.CLOSED)


@pytest.mark.parametrize(("state", "event"), sorted(TRANSITIONS))
def test_transitions_can_agrees_with_the_table(state: State, event: Event) -> None:
    voice = Voice(state=state)
    assert rules.can(voice, event)
    assert rules.next_state(voice, event) == TRANSITIONS[state, event]


def test_transitions_what_is_not_in_the_table_is_refused_with_the_state() -> None:
    voice = Voice(state=State.CLOSED)
    assert not rules.can(voice, Event.ANSWERED)
    with pytest.raises(Refused, match=str(State.CLOSED.label)):
        rules.next_state(voice, Event.ANSWERED)


def test_transitions_every_state_can_be_reached_and_left() -> None:
    reached = {State.WAITING, State.HELD}
    for _ in State:
        reached |= {after for (before, _), after in TRANSITIONS.items() if before in reached}
    assert reached == set(State)
    assert {before for (before, _), after in TRANSITIONS.items() if before != after} == set(State)


def test_transitions_giver_sees_every_step_but_notes(house: County, at: datetime) -> None:
    voice = give(at, unit=house.kamppi).voice
    actions.note(voice, by=house.manager, at=at, words="Vain meille.")
    actions.record_talk(voice, by=house.manager, at=at, words="Keskustelun sanat.")
    voice.refresh_from_db()
    actions.answer(voice, by=house.manager, at=at, seen=voice.version, words="Vastaus.")
    told = queries.journey(voice, for_giver=True)
    assert [stop.step.event for stop in told] == ["given", "routed", "talked", "answered"]
    said = " ".join(stop.words or "" for stop in told)
    assert "Vastaus." in said
    assert "Vain meille." not in said
    assert "Keskustelun sanat." not in said
    ours = queries.journey(voice, for_giver=False)
    assert [stop.words for stop in ours if stop.step.event == "noted"] == ["Vain meille."]
