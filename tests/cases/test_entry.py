"""What a worker writes down: routed like any voice, with its writer, thanks told on, whole."""

import secrets
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings

from kuulluksi.cases import actions, queries
from kuulluksi.cases.actions import NewFeedback
from kuulluksi.cases.enums import Concerns
from kuulluksi.cases.models import Feedback, Thanked
from kuulluksi.org import queries as org
from kuulluksi.org.models import Person, Unit
from kuulluksi.org.rules import Refused
from kuulluksi.voices import queries as voices
from kuulluksi.voices.actions import Given, NewVoice
from kuulluksi.voices.enums import About, Channel, Event
from kuulluksi.voices.models import Step, Voice
from tests.factories.org import County


def written(
    by: Person,
    unit: Unit,
    at: datetime,
    *,
    kind: str = "criticism",
    nonce: str = "",
    words: str = "Ovi oli lukossa.",
    concerns: str = Concerns.NOBODY,
    knows: bool = True,
    **more: Any,
) -> Given:
    new = NewVoice(
        nonce=nonce or secrets.token_hex(8),
        key_name=next(iter(settings.RECEIPT_KEYS)),
        language="fi",
        channel=Channel.MEETING,
        about=About.UNIT,
        words=words,
        unit=unit,
        kind=kind,
        concerns_handler=concerns == Concerns.HANDLER,
        written_by=by,
    )
    told = NewFeedback(kind=kind, concerns=concerns, client_knows=knows)
    return actions.write_down(new, told, at=at, **more)


def test_written_down_is_routed_and_names_its_writer(house: County, at: datetime) -> None:
    given = written(house.worker, house.kamppi, at, knows=False)
    assert given.voice.owner == house.supervisor
    assert voices.written_by(given.voice) == house.worker.pk
    assert Feedback.objects.get(pk=given.voice.pk).client_knows is False
    assert not voices.visible_to(house.worker, at.date()).filter(pk=given.voice.pk).exists()


def test_written_down_about_the_supervisor_goes_past_even_when_the_supervisor_writes(
    house: County, at: datetime
) -> None:
    for writer in (house.worker, house.supervisor):
        voice = written(writer, house.kamppi, at, concerns=Concerns.HANDLER).voice
        assert voice.owner == house.manager
        assert house.supervisor.pk in voices.hidden_from(voice)


def test_thanks_written_down_reach_those_who_helped_once(house: County, at: datetime) -> None:
    helped = [house.worker, house.deputy]
    again: dict[str, Any] = {"kind": "thanks", "nonce": "n1", "helped": helped}
    given = written(house.supervisor, house.kamppi, at, **again)
    assert not written(house.supervisor, house.kamppi, at, **again).fresh
    told = set(Thanked.objects.values_list("person", flat=True))
    assert told == {house.worker.pk, house.deputy.pk}
    steps = Step.objects.filter(voice=given.voice, event=Event.PASSED_ON)
    assert {step.by for step in steps} == {house.supervisor}
    assert steps.count() == 2


def test_written_down_is_received_whole_or_not_at_all(house: County, at: datetime) -> None:
    with pytest.raises(Refused) as refused:
        written(house.worker, house.kamppi, at, kind="criticism", helped=[house.deputy])
    assert refused.value.field == "people"
    assert not Voice.objects.exists()


def test_changed_words_of_the_same_form_are_the_writers(house: County, at: datetime) -> None:
    written(house.worker, house.kamppi, at, nonce="n1")
    again = written(house.worker, house.kamppi, at, nonce="n1", words="Ovi oli yhä lukossa.")
    assert again.added
    assert Step.objects.get(voice=again.voice, event=Event.ADDED).by == house.worker


def test_client_who_is_told_afterwards_is_told_of_by_the_writer_alone(
    house: County, at: datetime
) -> None:
    voice = written(house.worker, house.kamppi, at, knows=False).voice
    assert not actions.client_told(voice, by=house.supervisor, at=at)
    assert actions.client_told(voice, by=house.worker, at=at)
    assert actions.client_told(voice, by=house.worker, at=at)
    assert Feedback.objects.get(pk=voice.pk).client_knows
    notes = Step.objects.filter(voice=voice, event=Event.NOTED)
    assert [note.by for note in notes] == [house.worker]


def test_meeting_units_are_the_own_ones_and_those_led(house: County, at: datetime) -> None:
    on = at.date()
    units = {
        house.worker: {house.kamppi, house.office},
        house.neighbour: {house.kallio},
        house.manager: {house.kamppi, house.office, house.kallio},
        house.administrator: set(),
        house.independent: set(),
    }
    for person, own in units.items():
        assert set(queries.meeting_units(person, on)) == own, person.name


def test_team_is_everybody_of_the_unit_and_of_the_one_above(house: County, at: datetime) -> None:
    assert list(org.members([house.kamppi.pk], at.date())) == [
        house.supervisor,
        house.deputy,
        house.worker,
    ]
    assert set(org.members([house.office.pk], at.date())) == set(
        org.members([house.kamppi.pk], at.date())
    )
    assert list(org.members([house.kallio.pk], at.date())) == [house.neighbour]
