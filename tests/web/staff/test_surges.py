"""Surges in the inbox and on their page: only to those whose places they are."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from kuulluksi.cases import actions
from kuulluksi.org.models import Person
from kuulluksi.voices.models import Surge
from tests.factories.org import County
from tests.factories.voices import given

SignIn = Callable[[Person], Client]
INBOX, SURGES = "/fi/tyo/", "/fi/tyo/ruuhkat/"


@pytest.fixture
def surge(here: County, at: datetime, stop_clock: Callable[[datetime], None]) -> Surge:
    for days in range(5):
        given(at - timedelta(days=days + 1), unit=here.kamppi, topics=frozenset({"speed"}))
    given(at - timedelta(days=30), unit=here.kamppi, topics=frozenset({"speed"}))
    actions.find_surges(at=at)
    stop_clock(at + timedelta(days=1))
    return Surge.objects.get()


def test_surge_shows_in_the_inbox_of_those_who_lead(
    here: County, surge: Surge, sign_in: SignIn
) -> None:
    page = sign_in(here.supervisor).get(INBOX)
    (rise,) = page.context["rises"]
    assert rise.address == f"{INBOX}?tab=all&unit={here.kamppi.pk}&topic=speed"
    assert rise.address.replace("&", "&amp;") in page.content.decode()
    for person in (here.neighbour, here.worker):
        assert not sign_in(person).get(INBOX).context["rises"]


def test_surge_leads_to_its_voices(here: County, surge: Surge, sign_in: SignIn) -> None:
    client = sign_in(here.supervisor)
    (rise,) = client.get(INBOX).context["rises"]
    page = client.get(rise.address)
    assert sum(len(group.rows) for group in page.context["groups"]) == 6
    assert page.context["chosen_topic"]
    assert client.get(INBOX, {"topic": "x"}).context["chosen_topic"] == ""


def test_surge_page_draws_its_weeks(here: County, surge: Surge, sign_in: SignIn) -> None:
    page = sign_in(here.manager).get(SURGES)
    (rise,) = page.context["rises"]
    assert [bar.number for bar in rise.bars] == [0] * 8 + [1, 0, 0, 0, 5]
    assert [bar.surges for bar in rise.bars] == [False] * 12 + [True]
    assert sign_in(here.neighbour).get(SURGES).context["rises"] == []


def test_surge_leaves_the_inbox_after_a_week(
    here: County,
    at: datetime,
    surge: Surge,
    sign_in: SignIn,
    stop_clock: Callable[[datetime], None],
) -> None:
    stop_clock(at + timedelta(days=7))
    client = sign_in(here.supervisor)
    assert client.get(INBOX).context["rises"] == []
    assert len(client.get(SURGES).context["rises"]) == 1
    stop_clock(at + timedelta(days=30))
    assert client.get(SURGES).context["rises"] == []


def test_surge_page_asks_the_database_so_often(
    here: County, surge: Surge, sign_in: SignIn, django_assert_num_queries: Callable[[int], Any]
) -> None:
    client = sign_in(here.supervisor)
    client.get(SURGES)  # what is kept until the organisation changes is read once
    with django_assert_num_queries(8):
        client.get(SURGES)
