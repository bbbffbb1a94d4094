"""Thanks reach those whom they name, each once, and nobody when in doubt."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError

from kuulluksi.cases import actions, queries
from kuulluksi.cases.actions import praise
from kuulluksi.cases.enums import Concerns, FeedbackKind
from kuulluksi.cases.models import Thanked
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.voices import actions as voice_actions
from kuulluksi.voices.actions import notices
from kuulluksi.voices.enums import Event, HoldReason, Reason
from kuulluksi.voices.models import Hidden, Notice, Step, Voice
from tests.factories.org import County
from tests.factories.voices import given

WORDS = "Kiitos Tarulle ja Sannalle: asiani hoitui."


def thanks(at: datetime, house: County, words: str = WORDS, **more: object) -> Voice:
    kind: dict[str, object] = {"unit": house.kamppi, "kind": FeedbackKind.THANKS, **more}
    return given(at, words=words, **kind).voice  # type: ignore[arg-type]


def told(voice: Voice) -> set[int]:
    steps = Step.objects.filter(voice=voice, event=Event.PASSED_ON)
    people = {step.to_id for step in steps if step.to_id is not None}
    assert len(people) == steps.count()
    assert people == set(queries.thanked(voice))
    notices = Notice.objects.filter(voice=voice, reason=Reason.THANKS)
    assert sorted(notice.person_id for notice in notices) == sorted(people)
    return people


def test_thanks_are_told_to_whom_they_name_once(house: County, at: datetime) -> None:
    voice = thanks(at, house)
    assert told(voice) == set()
    for _round in range(3):
        actions.make_findable(at=at)
        assert told(voice) == {house.worker.pk, house.deputy.pk}
        voice_actions.add_words(voice, words="Vielä kerran Tarulle.", nonce=f"n{_round}", at=at)
    assert Step.objects.filter(voice=voice, event=Event.PASSED_ON).count() == 2


def test_thanks_survive_a_worker_killed_at_any_moment(
    house: County, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice = thanks(at, house)
    real = notices.tell
    done = []
    for moment in range(4):
        calls: list[int] = []

        def killed(
            *args: Any, _calls: list[int] = calls, _until: int = moment, **more: Any
        ) -> None:
            if len(_calls) >= _until:
                raise OperationalError("killed")
            _calls.append(1)
            real(*args, **more)

        monkeypatch.setattr(praise, "tell", killed)
        try:
            actions.make_findable(at=at)
            done.append(moment)
        except OperationalError:
            assert told(voice) == set()
            assert Voice.objects.get(pk=voice.pk).words_due
    assert done == [2, 3]
    assert told(voice) == {house.worker.pk, house.deputy.pk}


def test_thanks_killed_before_the_words_are_findable_are_told_once(
    house: County, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice = thanks(at, house)

    def killed(**_: object) -> int:
        raise OperationalError("killed")

    with monkeypatch.context() as patch:
        patch.setattr(voice_actions, "make_findable", killed)
        for _time in range(2):
            with pytest.raises(OperationalError):
                actions.make_findable(at=at)
    actions.make_findable(at=at)
    assert told(voice) == {house.worker.pk, house.deputy.pk}


def test_thanks_that_break_the_search_for_names_stop_nobody_behind_them(
    house: County, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, whole = thanks(at, house), thanks(at, house)
    real = praise.tell_the_named

    def breaks(voice: Voice, *, at: datetime) -> list[Person]:
        if voice.pk == broken.pk:
            raise ValueError
        return real(voice, at=at)

    monkeypatch.setattr(praise, "tell_the_named", breaks)
    assert actions.make_findable(at=at) == 2
    assert told(broken) == set()
    assert told(whole) == {house.worker.pk, house.deputy.pk}


@pytest.mark.parametrize(
    "more",
    [
        {"kind": FeedbackKind.CRITICISM},
        {"concerns": Concerns.HANDLER},
        {"concerns": Concerns.WORKER},
        {"hold_reason": HoldReason.TOO_FAST},
        {"words": "Kiitos kaikille paitsi Tarulle."},
        {"words": "Kiitos avusta, mutta Taru Työntekijä uhkaili minua."},
        {"words": "Kiitos Kallelle."},  # answers for another unit
    ],
)
def test_thanks_that_must_not_travel_do_not(
    more: dict[str, object], house: County, at: datetime
) -> None:
    voice = thanks(at, house, **more)  # type: ignore[arg-type]
    actions.make_findable(at=at)
    assert told(voice) == set()


def test_thanks_held_for_review_travel_when_they_are_released(house: County, at: datetime) -> None:
    voice = thanks(at, house, hold_reason=HoldReason.TOO_FAST)
    actions.make_findable(at=at)
    actions.release(voice, by=house.dispatcher, at=at, seen=2)
    assert told(voice) == {house.worker.pk, house.deputy.pk}


def test_thanks_reach_a_manager_of_the_service_and_nobody_hidden(
    house: County, at: datetime
) -> None:
    voice = thanks(at, house, "Kiitos Maijalle ja Tarulle.")
    Hidden.objects.create(voice=voice, person=house.worker)
    actions.make_findable(at=at)
    assert told(voice) == {house.manager.pk}


def test_thanks_are_passed_on_by_hand_to_whom_the_words_do_not_name(
    house: County, at: datetime
) -> None:
    voice = thanks(at, house, "Kiitos sille, joka vastasi puhelimeen.")
    feedback = queries.feedback(voice.pk, house.supervisor, at.date())
    assert feedback is not None
    can_be_told = set(queries.may_be_told(feedback, at.date()))
    assert can_be_told == {house.worker, house.deputy, house.supervisor, house.manager}
    actions.tell_by_hand(voice, [house.worker], by=house.supervisor, at=at)
    assert told(voice) == {house.worker.pk}
    assert house.worker not in set(queries.may_be_told(feedback, at.date()))
    step = Step.objects.get(voice=voice, event=Event.PASSED_ON)
    assert step.by == house.supervisor
    for people in ([], [house.worker]):
        with pytest.raises(Refused):
            actions.tell_by_hand(voice, people, by=house.supervisor, at=at)
    with pytest.raises(Refused):
        actions.tell_by_hand(voice, [house.worker], by=house.neighbour, at=at)
    assert Thanked.objects.count() == 1


def test_thanks_are_not_told_to_those_who_have_left(house: County, at: datetime) -> None:
    voice = thanks(at, house)
    Person.objects.filter(pk=house.worker.pk).update(is_active=False)
    actions.make_findable(at=at)
    assert told(voice) == {house.deputy.pk}


def test_only_thanks_are_passed_on(house: County, at: datetime) -> None:
    criticism = thanks(at, house, kind=FeedbackKind.CRITICISM)
    about_supervisor = thanks(at, house, concerns=Concerns.HANDLER)
    held = thanks(at, house, hold_reason=HoldReason.BUDGET)
    about_worker = thanks(at, house, concerns=Concerns.WORKER)
    for voice in (criticism, about_supervisor, about_worker, held):
        with pytest.raises(Refused):
            actions.pass_on(voice, [house.worker], by=None, at=at)
        assert told(voice) == set()


def test_who_reads_praise_and_in_which_order(house: County, at: datetime) -> None:
    first = thanks(at, house)
    second = thanks(at + timedelta(days=1), house, "Kiitos kaikille.")
    thanks(at, house, concerns=Concerns.HANDLER)
    thanks(at, house, hold_reason=HoldReason.BUDGET)
    thanks(at, house, unit=house.kallio)
    thanks(at, house, kind=FeedbackKind.CRITICISM)
    actions.make_findable(at=at)
    units = queries.own_units(house.worker, at.date())
    rows = queries.praise(house.worker, units).rows
    assert [row.feedback.pk for row in rows] == [second.pk, first.pk]
    assert rows[1].told == {house.worker.pk, house.deputy.pk}
    mine = queries.praise_to(house.worker).rows
    assert [row.feedback.pk for row in mine] == [first.pk]
    Hidden.objects.create(voice=first, person=house.worker)
    assert [row.feedback.pk for row in queries.praise(house.worker, units).rows] == [second.pk]
    assert list(queries.praise_to(house.worker).rows) == []


def test_thanks_about_a_worker_travel_only_as_far_as_their_giver_allows(
    house: County, at: datetime
) -> None:
    kept = thanks(at, house, concerns=Concerns.WORKER)
    free = thanks(at, house, concerns=Concerns.WORKER, may_discuss=True)
    actions.make_findable(at=at)
    assert told(free) == {house.worker.pk, house.deputy.pk}
    units = frozenset({house.kamppi.pk})
    assert [row.feedback.pk for row in queries.praise(house.worker, units).rows] == [free.pk]
    assert queries.travelling(kept.pk) is None
    with pytest.raises(Refused) as refused:
        actions.tell_by_hand(kept, [house.deputy], by=house.supervisor, at=at)
    assert refused.value.field == "people"
    assert told(kept) == set()
