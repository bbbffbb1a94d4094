"""The inbox: whose tab shows what, what is hidden stays hidden, pages join without a gap."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from kuulluksi.cases.enums import Concerns, FeedbackKind
from kuulluksi.cases.queries import listing
from kuulluksi.org.models import Person
from kuulluksi.voices import actions
from kuulluksi.voices.models import Voice
from kuulluksi.web.staff.presenters import Row
from tests.factories.org import County, unit
from tests.factories.voices import given

SignIn = Callable[[Person], Client]
INBOX = "/fi/tyo/"


def rows(page: Any) -> list[Row]:
    return [row for group in page.context["groups"] for row in group.rows]


def ids(page: Any) -> set[int]:
    return {row.id for row in rows(page)}


def counts(page: Any) -> dict[str, str]:
    return {tab["value"]: tab["count"] for tab in page.context["tabs"]}


def test_inbox_asks_strangers_to_sign_in(client: Client, db: None) -> None:
    response = client.get(INBOX)
    assert response.status_code == 302
    assert response.headers["Location"] == "/fi/tyo/kirjaudu/?next=/fi/tyo/"
    assert not response.cookies


def test_inbox_tabs_show_ones_own_unit_and_scope(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    own = given(at, unit=here.kamppi).voice
    below = given(at, unit=here.office).voice
    other = given(at, unit=here.kallio).voice
    family = given(at, unit=here.family_unit).voice
    nowhere = given(at).voice

    supervisor = sign_in(here.supervisor)
    assert ids(supervisor.get(INBOX)) == {own.pk, below.pk}
    assert counts(supervisor.get(INBOX)) == {"mine": "2", "unit": "2", "all": "2"}
    assert ids(supervisor.get(INBOX, {"tab": "triage"})) == {own.pk, below.pk}

    manager = sign_in(here.manager)
    assert ids(manager.get(INBOX)) == set()
    assert ids(manager.get(INBOX, {"tab": "all"})) == {own.pk, below.pk, other.pk}

    dispatcher = sign_in(here.dispatcher)
    assert ids(dispatcher.get(INBOX, {"tab": "triage"})) == {nowhere.pk}
    assert counts(dispatcher.get(INBOX)) == {"mine": "2", "all": "5", "triage": "1"}
    assert ids(dispatcher.get(INBOX)) == {family.pk, nowhere.pk}  # nobody answers for families

    worker = sign_in(here.worker)
    assert counts(worker.get(INBOX)) == {"mine": "0"}
    assert ids(worker.get(INBOX, {"tab": "all"})) == set()


def test_inbox_hides_from_the_handler_what_concerns_the_handler(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    actions.make_findable()
    secret = given(at, unit=here.kamppi, words="Kaktus", concerns=Concerns.HANDLER).voice
    actions.make_findable()
    for person in (here.supervisor,):
        client = sign_in(person)
        for tab in ("mine", "unit", "all"):
            assert ids(client.get(INBOX, {"tab": tab, "q": "kaktus"})) == set()
        assert set(counts(client.get(INBOX)).values()) == {"0"}
    manager = sign_in(here.manager)
    assert ids(manager.get(INBOX, {"q": "kaktus"})) == {secret.pk}


def test_inbox_held_voices_show_to_the_dispatcher_alone_and_are_marked(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    held = given(at, unit=here.kamppi, hold_reason="budget").voice
    assert ids(sign_in(here.supervisor).get(INBOX, {"tab": "all"})) == set()
    page = sign_in(here.dispatcher).get(INBOX, {"tab": "triage"})
    assert [(row.id, row.tags[1].css) for row in rows(page)] == [(held.pk, "late")]


def test_inbox_groups_by_urgency_and_marks_what_nobody_owns(
    here: County, at: datetime, sign_in: SignIn, stop_clock: Callable[[datetime], None]
) -> None:
    early = given(at, unit=here.kamppi).voice
    due = given(at + timedelta(days=1), unit=here.kamppi).voice
    fresh = given(at + timedelta(days=7), unit=here.kamppi).voice
    lost = given(at + timedelta(days=8), unit=here.kamppi).voice
    Voice.objects.filter(pk=lost.pk).update(owner=None)
    stop_clock(at + timedelta(days=10))
    page = sign_in(here.supervisor).get(INBOX, {"tab": "unit"})
    shown = {group.id: [row.id for row in group.rows] for group in page.context["groups"]}
    assert shown == {"late": [early.pk, lost.pk], "today": [due.pk], "left": [fresh.pk]}


def test_inbox_filters_by_kind_state_and_inflected_word(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    idea = given(at, unit=here.kamppi, kind=FeedbackKind.IDEA, words="Taulu asiakkaille.").voice
    answered = given(at, unit=here.kamppi, words="Ovi oli lukossa.").voice
    actions.answer(answered, by=here.supervisor, at=at, seen=2, words="Avaamme oven.")
    actions.make_findable()
    client = sign_in(here.supervisor)
    assert ids(client.get(INBOX, {"kind": "idea"})) == {idea.pk}
    assert ids(client.get(INBOX, {"kind": "thanks"})) == set()
    assert ids(client.get(INBOX, {"state": "answered"})) == {answered.pk}
    assert ids(client.get(INBOX, {"q": "asiakas"})) == {idea.pk}
    assert ids(client.get(INBOX, {"q": "asiakas", "tab": "x", "state": "x"})) == {idea.pk}


def test_inbox_filters_by_unit_with_its_offices(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    above = given(at, unit=here.kamppi).voice
    below = given(at, unit=here.office).voice
    client = sign_in(here.supervisor)
    assert ids(client.get(INBOX, {"unit": here.kamppi.pk})) == {above.pk, below.pk}
    assert ids(client.get(INBOX, {"unit": here.office.pk})) == {below.pk}
    assert ids(client.get(INBOX, {"unit": here.kallio.pk})) == set()
    nonsense = {"unit": "x", "after": "2026-03-02." + "9" * 30}
    assert ids(client.get(INBOX, nonsense)) == {above.pk, below.pk}


def test_inbox_pages_join_without_gap_or_repeat(
    here: County, at: datetime, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PAGE", 2)
    all_given = {
        given(at + timedelta(days=n // 2), unit=here.kamppi, kind=FeedbackKind.IDEA).voice.pk
        for n in range(5)
    }
    client = sign_in(here.supervisor)
    seen: list[int] = []
    after = ""
    for _page in range(3):
        page = client.get(INBOX, {"kind": "idea", "tab": "mine", "after": after})
        seen += [row.id for row in rows(page)]
        after = page.context["older"]
        if after:
            assert f'href="?kind=idea&amp;tab=mine&amp;after={after}"' in page.content.decode()
    assert after == ""
    assert len(seen) == 5
    assert set(seen) == all_given


@pytest.mark.parametrize("rows_shown", [1, 3])
def test_inbox_asks_the_database_the_same_number_of_times(
    rows_shown: int,
    here: County,
    at: datetime,
    sign_in: SignIn,
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    for number in range(rows_shown):
        place = unit(f"Toimisto {number}", here.social_work, parent=here.kamppi)
        given(at, unit=place, words=f"Sana {number}")
    client = sign_in(here.supervisor)
    client.get(INBOX)  # what is kept until the organisation changes is read once
    with django_assert_num_queries(6):
        page = client.get(INBOX)
    assert len(rows(page)) == rows_shown
