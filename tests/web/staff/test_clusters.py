"""Voices are chosen and put together: from the inbox, from a surge, from the page of one."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from kuulluksi.cases import actions as cases
from kuulluksi.org.models import Person
from kuulluksi.outcomes.models import Cluster, ClusterVoice
from kuulluksi.pure import deadlines
from kuulluksi.voices.models import Surge, Voice
from tests.factories import using
from tests.factories.org import County
from tests.factories.voices import given

SignIn = Callable[[Person], Client]
NEW = "/fi/tyo/koosteet/uusi/"


@pytest.fixture
def voices(here: County, at: datetime) -> list[Voice]:
    return [given(at, unit=here.kamppi).voice for _ in range(3)]


def form(here: County, at: datetime, *chosen: Voice, **told: Any) -> dict[str, Any]:
    day = deadlines.day(at) + timedelta(days=30)
    plain = {"name": "Soitot", "owner": here.supervisor.pk, "due_on": day.isoformat(), "into": ""}
    return plain | {"palaute": [voice.pk for voice in chosen]} | told


def test_one_voice_is_offered_with_those_like_it(
    here: County, at: datetime, voices: list[Voice], sign_in: SignIn
) -> None:
    given(at, unit=here.family_unit)
    page = sign_in(here.manager).get(NEW, {"palaute": voices[0].pk})
    offers = page.context["offers"]
    assert [(offer.voice.pk, offer.chosen) for offer in offers[:1]] == [(voices[0].pk, True)]
    assert {offer.voice.pk for offer in offers[1:]} == {voice.pk for voice in voices[1:]}
    assert not any(offer.chosen for offer in offers[1:])


def test_inbox_leads_to_what_it_shows(
    here: County, at: datetime, voices: list[Voice], sign_in: SignIn
) -> None:
    given(at, unit=here.kallio)
    client = sign_in(here.manager)
    asked = f"?tab=all&unit={here.kamppi.pk}"
    inbox = client.get(f"/fi/tyo/{asked}").content.decode()
    assert f'href="{NEW}{asked.replace("&", "&amp;")}"' in inbox
    offers = client.get(NEW + asked).context["offers"]
    assert {offer.voice.pk for offer in offers} == {voice.pk for voice in voices}
    assert not client.get(f"{NEW}?tab=mine").context["offers"]
    assert NEW not in sign_in(here.worker).get("/fi/tyo/").content.decode()


def test_surge_brings_its_voices(
    here: County, at: datetime, sign_in: SignIn, stop_clock: Callable[[datetime], None]
) -> None:
    topics = frozenset({"speed"})
    for days in (1, 2, 3, 4, 5, 30):
        given(at - timedelta(days=days), unit=here.kamppi, topics=topics)
    given(at, unit=here.kamppi)
    cases.find_surges(at=at)
    surge = Surge.objects.get()
    client = sign_in(here.supervisor)
    assert f"{NEW}?ruuhka={surge.pk}" in client.get("/fi/tyo/ruuhkat/").content.decode()
    offers = client.get(NEW, {"ruuhka": surge.pk}).context["offers"]
    assert [offer.chosen for offer in offers] == [True] * 5
    for key in ("1", "x", "9" * 30):
        assert client.get(NEW, {"ruuhka": key}).status_code == 404
    assert sign_in(here.neighbour).get(NEW, {"ruuhka": surge.pk}).status_code == 404


def test_voices_are_put_together_and_shown(
    here: County, at: datetime, voices: list[Voice], sign_in: SignIn
) -> None:
    client = sign_in(here.supervisor)
    answer = client.post(NEW, form(here, at, *voices[:2]))
    cluster = Cluster.objects.get()
    assert answer["Location"] == f"/fi/tyo/koosteet/{cluster.pk}/?done=cluster-made"
    page = client.get(answer["Location"])
    assert len(page.context["offers"]) == 2
    assert cluster.place == here.kamppi
    voice = client.get(f"/fi/tyo/palaute/{voices[0].pk}/").content.decode()
    assert f"/fi/tyo/koosteet/{cluster.pk}/" in voice
    answer = client.post(NEW, form(here, at, voices[2], into=cluster.pk, name=""))
    assert answer["Location"].endswith("?done=cluster-added")
    assert ClusterVoice.objects.filter(cluster=cluster).count() == 3


def test_what_is_missing_is_named_and_what_was_chosen_is_kept(
    here: County, at: datetime, voices: list[Voice], sign_in: SignIn
) -> None:
    client = sign_in(here.supervisor)
    for told, field in (
        ({"name": ""}, "name"),
        ({"owner": ""}, "owner"),
        ({"owner": "0"}, "owner"),
        ({"due_on": ""}, "due_on"),
        ({"due_on": "joskus"}, "due_on"),
        ({"into": "7"}, "into"),
    ):
        page = client.post(NEW, form(here, at, voices[1], **told))
        assert page.status_code == 422
        assert [fault.field for fault in page.context["faults"]] == [field]
        (chosen,) = [offer for offer in page.context["offers"] if offer.chosen]
        assert chosen.voice.pk == voices[1].pk
    for odd in ([], ["x"], ["9" * 40], [given(at, unit=here.kallio).voice.pk]):
        page = client.post(NEW, form(here, at) | {"palaute": odd})
        assert [fault.field for fault in page.context["faults"]] == ["voices"]
    assert not Cluster.objects.exists()


def test_voice_is_taken_out_and_the_last_one_takes_the_cluster_apart(
    here: County, at: datetime, voices: list[Voice], sign_in: SignIn
) -> None:
    cluster = using.gathered(here, at, voices[:2])
    client, address = sign_in(here.supervisor), f"/fi/tyo/koosteet/{cluster.pk}/"
    assert client.post(address, {}).status_code == 422
    for voice, where in zip(voices, ("cluster-less", "cluster-apart"), strict=False):
        assert client.post(address, {"palaute": voice.pk})["Location"].endswith(f"?done={where}")
    assert client.get(address).status_code == 404


def test_only_those_who_handle_feedback_put_it_together(
    here: County, at: datetime, voices: list[Voice], sign_in: SignIn
) -> None:
    cluster = using.gathered(here, at, voices)
    for person in (here.worker, here.administrator, here.researcher):
        assert sign_in(person).get(NEW).status_code == 403
        assert sign_in(person).get(f"/fi/tyo/koosteet/{cluster.pk}/").status_code == 404


def test_pages_ask_the_database_so_often(
    here: County,
    at: datetime,
    voices: list[Voice],
    sign_in: SignIn,
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    cluster = using.gathered(here, at, voices)
    client = sign_in(here.supervisor)
    client.get(NEW)  # what is kept until the organisation changes is read once
    with django_assert_num_queries(17):
        client.get(NEW, {"palaute": voices[0].pk})
    with django_assert_num_queries(19):
        client.get(f"/fi/tyo/koosteet/{cluster.pk}/")
