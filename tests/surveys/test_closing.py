"""From the ballot box to responses: nothing is lost, nothing comes twice, nothing ties."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.conf import settings

from kuulluksi.org.rules import Refused
from kuulluksi.pure.questionnaire.answers import clean
from kuulluksi.surveys import actions, queries, rules
from kuulluksi.surveys.actions import NewAnswers, closing
from kuulluksi.surveys.enums import Mode, WaveState
from kuulluksi.surveys.models import Answer, Ballot, Draft, Response, ResponseWords
from tests.factories import surveys
from tests.factories.org import County

pytestmark = pytest.mark.django_db


def new(wave_document: object, nonce: str = "n", **raw: str) -> NewAnswers:
    asked = queries.questionnaire(wave_document)  # type: ignore[arg-type]
    given = {key.replace("_", "-"): value for key, value in raw.items()}
    key_name = next(iter(settings.RECEIPT_KEYS))
    return NewAnswers(nonce, key_name, clean(asked, given), "fi", Mode.WEB)


def test_closing_unfolds_each_ballot_once(house: County, at: datetime) -> None:
    wave = surveys.wave(house, at)
    first, second = queries.targets(wave)
    surveys.answered(first, at, {"school-grade": "9", "worked-well": "Kiitos"})
    surveys.answered(second, at, {"school-grade": "4", "competent": "skip"})
    ballots = set(Ballot.objects.values_list("pk", flat=True))

    closed = actions.close(wave, by=house.researcher, at=at)

    assert closed.state == WaveState.CLOSED
    assert not Ballot.objects.exists()
    assert not ballots & set(Response.objects.values_list("pk", flat=True))
    assert sorted(Answer.objects.values_list("item", "number", "choice")) == [
        ("competent", None, "skip"),
        ("school-grade", 4, ""),
        ("school-grade", 9, ""),
    ]
    assert list(ResponseWords.objects.values_list("body", "may_quote")) == [("Kiitos", False)]
    assert set(closed.targets.values_list("responses", flat=True)) == {1}
    # Exact numbers of places would be the bases that figures hide.
    assert queries.answered(closed) == {first.pk: 0, second.pk: 0}


def test_a_form_sent_twice_is_one_ballot(house: County, at: datetime) -> None:
    wave = surveys.wave(house, at)
    target = queries.targets(wave)[0]
    sent = new(wave.document, school_grade="9")
    assert actions.give(target, sent, at=at).pk == actions.give(target, sent, at=at).pk
    assert Ballot.objects.count() == 1


def test_a_closed_wave_takes_no_answers(house: County, at: datetime) -> None:
    wave = surveys.wave(house, at)
    target = queries.targets(wave)[0]
    actions.close(wave, by=None, at=at)
    with pytest.raises(rules.WaveClosed):
        actions.give(target, new(wave.document, school_grade="9"), at=at)
    with pytest.raises(Refused):
        actions.close(wave, by=None, at=at)
    assert not Ballot.objects.exists()


def test_who_began_on_the_last_day_may_end_on_the_next(house: County, at: datetime) -> None:
    wave = surveys.wave(house, at)
    target = queries.targets(wave)[0]
    sent, after = new(wave.document, school_grade="9"), at + timedelta(days=15)
    with pytest.raises(rules.WaveClosed):
        actions.give(target, sent, at=after)
    actions.give(target, replace(sent, began_on=wave.closes_on), at=after)
    assert Ballot.objects.count() == 1


def test_numbers_of_an_open_wave_come_in_fives(house: County, at: datetime) -> None:
    wave = surveys.wave(house, at)
    first, second = queries.targets(wave)
    for _ in range(7):
        surveys.answered(first, at)
    assert queries.answered(wave) == {first.pk: 5, second.pk: 0}


def test_broken_off_answers_open_with_their_code_only(house: County, at: datetime) -> None:
    wave = surveys.wave(house, at)
    key_name = next(iter(settings.RECEIPT_KEYS))
    code = queries.survey_code(key_name, "nonce")
    actions.break_off(wave, code, key_name, {"raw": {"worked-well": "salaisuus"}}, at=at)
    kept = Draft.objects.get()
    assert "salaisuus" not in kept.sealed
    found = queries.draft(code)
    assert found is not None
    assert found[1] == {"raw": {"worked-well": "salaisuus"}}
    assert queries.draft(queries.survey_code(key_name, "other")) is None


def test_rewriting_keeps_every_row(house: County, at: datetime) -> None:
    wave = surveys.wave(house, at)
    target = queries.targets(wave)[0]
    for _ in range(20):
        surveys.answered(target, at)
    before = set(Ballot.objects.values_list("pk", "language", "mode", "target"))
    actions.shuffle()
    assert set(Ballot.objects.values_list("pk", "language", "mode", "target")) == before


def test_a_big_wave_closed_by_hand_is_frozen_at_night(
    house: County, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing, "MOST_BY_HAND", 2)
    wave = surveys.wave(house, at)
    target = queries.targets(wave)[0]
    for _ in range(3):
        surveys.answered(target, at)

    assert actions.end(wave, by=house.researcher, at=at) is False

    with pytest.raises(rules.WaveClosed):
        surveys.answered(target, at)
    assert actions.close_due(at=at + timedelta(days=1)) == 1
    assert Response.objects.count() == 3


def test_a_small_wave_closed_by_hand_is_frozen_at_once(house: County, at: datetime) -> None:
    wave = surveys.wave(house, at)
    surveys.answered(queries.targets(wave)[0], at)
    assert actions.end(wave, by=house.researcher, at=at) is True
    assert Response.objects.count() == 1
