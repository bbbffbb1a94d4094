"""A feedback is received whole or not at all, and answered in somebody's own words."""

from datetime import datetime

import pytest
from django.db import IntegrityError

from kuulluksi.cases import actions, queries, rules
from kuulluksi.cases.enums import Concerns
from kuulluksi.cases.models import Feedback, FeedbackTopic, MeterAnswer, StandardAnswer
from kuulluksi.org.rules import Refused
from kuulluksi.pure.questionnaire.answers import SKIP
from kuulluksi.voices.enums import HoldReason, State
from kuulluksi.voices.models import Passage, RoutingRule, Step, Voice
from tests.factories.org import County, text
from tests.factories.voices import given


def test_feedback_keeps_all_that_was_chosen(house: County, at: datetime) -> None:
    voice = given(
        at,
        unit=house.kamppi,
        topics=frozenset({"speed", "treatment"}),
        concerns=Concerns.WORKER,
        may_discuss=True,
        hope="talk",
        speaker="close",
        meter={"competent": "1", "met-needs": "5", "took-part": SKIP},
    ).voice
    kept = Feedback.objects.get(pk=voice.pk)
    assert (kept.kind, kept.hope, kept.speaker) == ("criticism", "talk", "close")
    assert (kept.concerns, kept.may_discuss) == ("worker", True)
    assert {row.topic for row in kept.topics.all()} == {"speed", "treatment"}
    values = {row.item: row.value for row in kept.answers.all()}
    assert values == {"competent": 1, "met-needs": 5, "took-part": None}


def test_feedback_is_received_whole_or_not_at_all(
    house: County, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise IntegrityError("the disk is full")

    monkeypatch.setattr("kuulluksi.voices.actions.giving.hide", broken)
    with pytest.raises(IntegrityError):
        given(at, unit=house.kamppi, nonce="n1")
    for table in (Voice, Step, Passage, Feedback, MeterAnswer):
        assert not table._default_manager.exists(), table
    monkeypatch.undo()
    assert given(at, unit=house.kamppi, nonce="n1").fresh


def test_feedback_sent_again_changes_no_choice(house: County, at: datetime) -> None:
    given(at, unit=house.kamppi, nonce="n1", topics=frozenset({"speed"}))
    again = given(at, unit=house.kamppi, nonce="n1", topics=frozenset({"other"}), words="Uusi.")
    assert again.added
    assert [row.topic for row in FeedbackTopic.objects.all()] == ["speed"]


def test_feedback_released_goes_where_the_rules_send_its_kind(house: County, at: datetime) -> None:
    RoutingRule.objects.create(
        position=1, kind="criticism", topic="speed", to=house.neighbour, title=text("nopeus")
    )
    for topics, owner in ((frozenset({"speed"}), house.neighbour), (frozenset(), house.supervisor)):
        voice = given(at, unit=house.kamppi, topics=topics, hold_reason=HoldReason.TOO_FAST).voice
        assert voice.owner == house.dispatcher
        actions.release(voice, by=house.dispatcher, at=at, seen=2)
        voice.refresh_from_db()
        assert (voice.state, voice.owner) == (State.WAITING, owner)


OPENING = "Kiitos palautteestasi. Olemme pahoillamme, että jouduit odottamaan."


@pytest.fixture
def opening(house: County) -> StandardAnswer:
    return StandardAnswer.objects.create(kind="criticism", topic="speed", opening=text(OPENING))


@pytest.mark.parametrize(
    "copied",
    [OPENING, OPENING.upper(), f"  {OPENING}\n\n", f"{OPENING} Terveisin Aino", OPENING[:-1]],
    ids=["same", "case", "spaces", "signed", "without the dot"],
)
def test_answering_with_the_opening_alone_is_refused(
    house: County, at: datetime, opening: StandardAnswer, copied: str
) -> None:
    voice = given(at, unit=house.kamppi).voice
    with pytest.raises(Refused) as refused:
        actions.answer(voice, by=house.supervisor, at=at, seen=2, words=copied)
    assert refused.value.field == "answer"
    voice.refresh_from_db()
    assert voice.state == State.WAITING


@pytest.mark.parametrize(
    "own",
    [
        f"{OPENING} Soitan sinulle huomenna kello yhdeksän aamulla.",
        "Selvitin asian, ja jono on nyt purettu.",
        "Kiitos.",
    ],
)
def test_answering_in_own_words_is_accepted(
    house: County, at: datetime, opening: StandardAnswer, own: str
) -> None:
    voice = given(at, unit=house.kamppi).voice
    actions.answer(voice, by=house.supervisor, at=at, seen=2, words=own)
    voice.refresh_from_db()
    assert voice.state == State.ANSWERED


def test_own_words_are_counted_to_the_word() -> None:
    said = " ".join(f"sana{number}" for number in range(rules.OWN_WORDS))
    rules.check_own_words(f"{OPENING} {said}", [OPENING])
    with pytest.raises(Refused):
        rules.check_own_words(f"{OPENING} {said.rsplit(' ', 1)[0]}", [OPENING])
    rules.check_own_words("Mitä vain.", ["", "!!!"])


def test_openings_of_the_topics_come_before_those_of_the_kind(house: County) -> None:
    rows = {
        topic: StandardAnswer.objects.create(kind="criticism", topic=topic, opening=text(topic))
        for topic in ("", "speed", "other")
    }
    StandardAnswer.objects.create(kind="thanks", topic="", opening=text("kiitos"))
    assert queries.openings("criticism", ["speed"]) == [rows["speed"], rows[""]]
    assert queries.openings("criticism", []) == [rows[""]]


def test_move_of_what_concerns_a_worker_never_reaches_a_worker_unasked(
    house: County, at: datetime
) -> None:
    """Any worker may be the one whom it concerns; those who lead or read independently may not."""
    voice = given(at, unit=house.kamppi, concerns=Concerns.WORKER).voice
    with pytest.raises(Refused) as refused:
        actions.move(voice, by=house.supervisor, at=at, seen=2, reason="Sinulle.", to=house.worker)
    assert refused.value.field == "to"
    allowed = given(at, unit=house.kamppi, concerns=Concerns.WORKER, may_discuss=True).voice
    actions.move(allowed, by=house.supervisor, at=at, seen=2, reason="Syy.", to=house.worker)
    actions.move(voice, by=house.supervisor, at=at, seen=2, reason="Syy.", to=house.neighbour)
