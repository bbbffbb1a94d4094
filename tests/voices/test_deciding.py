"""What is public rests on its ground: one decision of its giver, its unit, being feedback."""

from datetime import datetime

import pytest

from kuulluksi.org.rules import Refused
from kuulluksi.voices import actions, queries
from kuulluksi.voices.enums import Event, Misdirected, PublicationState, Publicity
from kuulluksi.voices.models import Publication, Voice
from tests.factories.org import County
from tests.voices.test_publishing import again, answered, edit, events


@pytest.mark.parametrize(("first", "then"), [("approve", "refuse"), ("refuse", "approve")])
def test_two_decisions_from_one_page_are_not_a_doubled_click(
    house: County, at: datetime, first: str, then: str
) -> None:
    voice = answered(house, at, publicity=Publicity.ASK_FIRST)
    edit(voice, house, at)
    seen = queries.edited_in(voice)
    assert getattr(actions, first)(again(voice), seen=seen, nonce="same", at=at)
    state, before = Publication.objects.get().state, events(voice)
    with pytest.raises(Refused):
        getattr(actions, then)(again(voice), seen=seen, nonce="same", at=at)
    assert (Publication.objects.get().state, events(voice)) == (state, before)


def test_what_is_no_longer_allowed_is_not_approved(house: County, at: datetime) -> None:
    voice = answered(house, at, publicity=Publicity.ASK_FIRST)
    edit(voice, house, at)
    Voice.objects.update(misdirected=Misdirected.OTHER)
    with pytest.raises(Refused):
        actions.approve(again(voice), seen=queries.edited_in(voice), nonce="n", at=at)
    assert Publication.objects.get().state == PublicationState.ASKED


def woken(house: County, at: datetime, publicity: str = Publicity.ALLOWED) -> Voice:
    """Edited, and open again because its giver wrote more."""
    voice = answered(house, at, publicity=publicity)
    edit(voice, house, at)
    actions.add_words(again(voice), words="Vielä yksi asia.", nonce="a", at=at)
    return again(voice)


def test_what_moves_to_another_unit_stands_on_its_page(house: County, at: datetime) -> None:
    voice = woken(house, at)
    actions.move(
        voice, by=house.supervisor, at=at, seen=voice.version, reason="Teille.", unit=house.kallio
    )
    assert queries.published([house.kamppi.pk]) == []
    assert len(queries.published([house.kallio.pk])) == 1


@pytest.mark.parametrize("publicity", [Publicity.ALLOWED, Publicity.ASK_FIRST])
def test_what_is_handed_on_as_no_feedback_is_public_no_more(
    house: County, at: datetime, publicity: str
) -> None:
    voice = woken(house, at, publicity)
    seen = queries.edited_in(voice)
    actions.hand_on(
        voice,
        by=house.supervisor,
        at=at,
        seen=voice.version,
        reason=Misdirected.OTHER,
        words="Ohjasimme viestisi eteenpäin.",
        to=house.worker,
    )
    assert queries.published([house.kamppi.pk]) == []
    assert not Publication.objects.exclude(words=[], answer=[]).exists()
    assert queries.waiting(voice) is None
    taken_down = [Event.TAKEN_DOWN] if publicity == Publicity.ALLOWED else []
    assert [event for event in events(voice) if event == Event.TAKEN_DOWN] == taken_down
    with pytest.raises(Refused):
        actions.approve(again(voice), seen=seen, nonce="n", at=at)
