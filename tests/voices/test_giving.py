"""A voice is received once, whatever the line and the finger do; its receipt opens it for years."""

import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from kuulluksi.cases.enums import Concerns
from kuulluksi.org.enums import RoleKind
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.pure import receipt, retention
from kuulluksi.voices import actions, queries, rules
from kuulluksi.voices.actions import Given
from kuulluksi.voices.enums import Event, HoldReason, State, Verdict
from kuulluksi.voices.models import Contact, Hidden, Passage, RoutingRule, Step, Voice
from tests.factories.org import County, role, text
from tests.factories.voices import given


def events(voice: Voice) -> list[str]:
    return list(voice.steps.order_by("number").values_list("event", flat=True))


def test_giving_starts_the_clock_and_names_whose_turn_it_is(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    voice.refresh_from_db()
    assert (voice.state, voice.owner) == (State.WAITING, house.supervisor)
    assert voice.owner_title.get("fi") == "Kampin sosiaaliaseman esihenkilö"
    assert (voice.given_on, voice.due_on) == (date(2026, 3, 2), date(2026, 3, 11))
    assert (voice.service, voice.area) == (house.social_work, house.adults)
    assert events(voice) == [Event.GIVEN, Event.ROUTED]
    assert voice.version == 2


def test_giving_same_form_twice_gives_the_same_receipt_and_one_row(
    house: County, at: datetime
) -> None:
    first = given(at, unit=house.kamppi, nonce="n1")
    again = given(at + timedelta(minutes=5), unit=house.kamppi, nonce="n1")
    assert (first.fresh, again.fresh, again.added) == (True, False, False)
    assert first.code == again.code
    assert Voice.objects.count() == 1
    assert events(first.voice) == [Event.GIVEN, Event.ROUTED]


def test_giving_changed_words_are_one_addition(house: County, at: datetime) -> None:
    given(at, unit=house.kamppi, nonce="n1", words="Ensin.")
    changed = [
        given(at, unit=house.kamppi, nonce="n1", words=" Sitten vielä.\r\n") for _ in range(3)
    ]
    assert [each.added for each in changed] == [True, False, False]
    assert Voice.objects.count() == 1
    bodies = Passage.objects.order_by("number").values_list("body", flat=True)
    assert list(bodies) == ["Ensin.", "Sitten vielä."]
    back = given(at, unit=house.kamppi, nonce="n1", words="Ensin.")
    assert not back.added


def together(*acts: Callable[[], Any]) -> list[Any]:
    """What several threads got, each with a connection of its own, started at the same moment."""
    ready = threading.Barrier(len(acts))
    got: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            ready.wait(timeout=10)
            got[place] = act()
        except Exception as error:  # noqa: BLE001  the test looks at what each thread got
            got[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return got


def test_giving_same_form_at_the_same_moment_is_one_voice(open_house: County, at: datetime) -> None:
    for attempt in range(5):
        got = together(
            *[lambda: given(at, unit=open_house.kamppi, nonce=f"n{attempt}")] * 3  # noqa: B023
        )
        assert all(isinstance(each, Given) for each in got), got
        assert sorted(each.fresh for each in got) == [False, False, True]
        assert len({each.code for each in got}) == 1
        assert Voice.objects.count() == attempt + 1
    assert Step.objects.count() == 10


def test_giving_same_addition_at_the_same_moment_is_one_step(
    open_house: County, at: datetime
) -> None:
    voice = given(at, unit=open_house.kamppi).voice

    def add() -> bool:
        mine = Voice.objects.get(pk=voice.pk)
        return actions.add_words(mine, words="Vielä tämä.", nonce="a1", at=at)

    assert sorted(together(add, add, add)) == [False, False, True]
    assert events(voice) == [Event.GIVEN, Event.ROUTED, Event.ADDED]


def test_giving_another_fault_of_the_database_is_not_taken_for_a_twin(
    house: County, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import IntegrityError

    def broken(*_: object, **__: object) -> None:
        raise IntegrityError("something else")

    monkeypatch.setattr("kuulluksi.voices.actions.giving.hide", broken)
    with pytest.raises(IntegrityError, match="something else"):
        given(at, unit=house.kamppi)
    assert not Voice.objects.exists()


OLD, NEW = b"\x01" * 32, b"\x02" * 32


def test_giving_receipt_opens_after_a_change_of_keys(
    house: County, at: datetime, settings: Settings
) -> None:
    settings.RECEIPT_KEYS = {"old": OLD}
    before = given(at, unit=house.kamppi, nonce="n1")
    settings.RECEIPT_KEYS = {"new": NEW, "old": OLD}
    after = given(at, unit=house.kamppi, nonce="n1")
    assert before.code != after.code
    for each, key in ((before, "old"), (after, "new")):
        assert queries.by_receipt(each.code) == each.voice
        assert each.voice.receipt_key == key
    assert actions.add_words(before.voice, words="Vielä.", nonce="a1", at=at)
    settings.RECEIPT_KEYS = {"new": NEW}
    assert queries.by_receipt(before.code) is None


def test_giving_stores_only_the_hash_of_the_code(
    house: County, at: datetime, settings: Settings
) -> None:
    made = given(at, unit=house.kamppi, contact="pekka@posti.example", nonce="the-nonce")
    spellings = {made.code, made.code.lower(), receipt.pretty(made.code), "the-nonce"}
    for model in apps.get_models():
        for row in model._default_manager.values():
            stored = " ".join(str(value) for value in row.values())
            assert not [each for each in spellings if each in stored], model
    key = next(iter(settings.RECEIPT_KEYS.values()))
    assert made.voice.receipt_hash == receipt.digest(key, made.code)


def test_giving_wrong_code_opens_nothing(house: County, at: datetime) -> None:
    made = given(at, unit=house.kamppi)
    body = made.code[1:11] + made.code[0]
    assert queries.by_receipt(body + receipt.check_character(body)) is None


def test_giving_contact_is_kept_apart_and_only_when_left(house: County, at: datetime) -> None:
    given(at, unit=house.kamppi)
    assert not Contact.objects.exists()
    given(at, unit=house.kamppi, contact="pekka@posti.example")
    assert Contact.objects.get().erase_on == date(2027, 3, 2)


def test_giving_follows_the_first_matching_rule(house: County, at: datetime) -> None:
    RoutingRule.objects.create(position=2, to=house.director, title=text("toinen"))
    RoutingRule.objects.create(
        position=1, kind="criticism", to=house.neighbour, title=text("ensimmäinen")
    )
    voice = given(at, unit=house.kamppi).voice
    assert (voice.owner, voice.owner_title.get("fi")) == (house.neighbour, "ensimmäinen")


def test_giving_held_waits_with_the_dispatcher_and_release_sends_it_on(
    house: County, at: datetime
) -> None:
    voice = given(at, unit=house.kamppi, hold_reason=HoldReason.BUDGET).voice
    assert (voice.state, voice.owner) == (State.HELD, house.dispatcher)
    actions.release(voice, by=house.dispatcher, at=at, seen=voice.version)
    voice.refresh_from_db()
    assert (voice.state, voice.owner, voice.hold_reason) == (State.WAITING, house.supervisor, "")
    assert events(voice) == [Event.GIVEN, Event.HELD, Event.RELEASED, Event.ROUTED]


def test_giving_discarded_voice_can_still_be_woken_by_a_person(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi, hold_reason=HoldReason.HONEYPOT).voice
    actions.discard(voice, by=house.dispatcher, at=at, seen=voice.version)
    voice.refresh_from_db()
    assert voice.state == State.CLOSED
    actions.add_words(voice, words="Olen ihminen.", nonce="a1", at=at)
    voice.refresh_from_db()
    assert (voice.state, voice.owner) == (State.WAITING, house.dispatcher)


def test_giving_what_concerns_the_handler_is_hidden_from_the_handler(
    house: County, at: datetime
) -> None:
    voice = given(at, unit=house.kamppi, concerns=Concerns.HANDLER).voice
    assert voice.owner == house.manager
    hidden = set(Hidden.objects.values_list("person", flat=True))
    assert hidden == {house.supervisor.pk, house.deputy.pk}


def test_giving_what_concerns_the_handler_is_hidden_from_leaders_by_role(
    house: County, at: datetime
) -> None:
    role(house.worker, RoleKind.SUPERVISOR, unit=house.kamppi)
    voice = given(at, unit=house.kamppi, concerns=Concerns.HANDLER).voice
    assert house.worker.pk in queries.hidden_from(voice)


def test_giving_what_concerns_the_handler_of_no_place_goes_to_the_independent_reader(
    house: County, at: datetime
) -> None:
    voice = given(at, concerns=Concerns.HANDLER).voice
    assert voice.owner == house.independent
    assert queries.hidden_from(voice) == {house.dispatcher.pk, house.director.pk}


def test_adding_other_words_from_the_same_page_loses_none(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    for words, fresh in (("Ensin tämä.", True), ("Ensin tämä.", False), ("Sitten tämä.", True)):
        assert actions.add_words(voice, words=words, nonce="same", at=at) == fresh
    said = voice.passages.order_by("number").values_list("body", flat=True)
    assert list(said)[1:] == ["Ensin tämä.", "Sitten tämä."]


def test_judging_anew_from_the_same_page_is_no_doubled_click(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    actions.answer(voice, by=house.supervisor, at=at, seen=2, words="Soitamme huomenna.")

    def judge(verdict: Verdict, words: str = "") -> bool:
        now = Voice.objects.get(pk=voice.pk)
        return actions.judge(now, verdict=verdict, words=words, nonce="same", at=at)

    assert judge(Verdict.YES)
    assert not judge(Verdict.YES)
    with pytest.raises(Refused):
        judge(Verdict.PARTLY)
    assert judge(Verdict.NO, "Ei soitettu.")
    assert not judge(Verdict.NO, "Ei soitettu.")
    assert Voice.objects.get(pk=voice.pk).state == State.WAITING


def test_adding_has_an_end_in_a_day(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    for n in range(rules.ADDITIONS):
        actions.add_words(voice, words=f"Lisäys {n}.", nonce=f"n{n}", at=at)
    with pytest.raises(Refused) as refused:
        actions.add_words(voice, words="Vielä yksi.", nonce="last", at=at)
    assert refused.value.field == "words"
    tomorrow = at + timedelta(days=1)
    assert actions.add_words(voice, words="Vielä yksi.", nonce="last", at=tomorrow)


def test_words_are_kept_from_the_day_they_were_written(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    later = at + retention.WORDS
    actions.add_words(voice, words="Kahden vuoden päästä.", nonce="n", at=later)
    actions.erase_expired(at=later + timedelta(days=1))
    assert [row.body for row in voice.passages.all()] == ["Kahden vuoden päästä."]


def test_giving_asks_the_database_so_many_times(house: County, at: datetime) -> None:
    """The whole write path: the revision of the organisation, and seven kinds of rows."""
    given(at, unit=house.kamppi)  # the organisation is read once
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        given(at, unit=house.kamppi, topics=frozenset({"speed"}), contact="pekka@posti.example")
    spent = " ".join(each["sql"] for each in asked.captured_queries)
    counted = {verb: spent.count(verb) for verb in ("SAVEPOINT", "SELECT ", "INSERT ", "UPDATE ")}
    assert counted == {"SAVEPOINT": 2, "SELECT ": 1, "INSERT ": 7, "UPDATE ": 0}


def test_giving_without_anybody_still_receives_the_voice(house: County, at: datetime) -> None:
    Person.objects.update(is_active=False)
    voice = given(at, unit=house.kamppi).voice
    assert voice.owner is None
    assert events(voice) == [Event.GIVEN, Event.ROUTED]


def test_words_lose_the_signs_that_no_key_writes(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    actions.add_words(voice, words="Yksi\x00\x1e kaksi\r\nkolme\ud800", nonce="n", at=at)
    assert voice.passages.order_by("-number")[0].body == "Yksi kaksi\nkolme"
