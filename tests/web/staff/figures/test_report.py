"""The report of a wave for the staff: what the public reads, groups besides, and texts for those
who may read them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from kuulluksi.org.enums import Audited
from kuulluksi.org.models import AuditEntry, Person
from kuulluksi.surveys.enums import WaveState
from kuulluksi.surveys.models import Wave
from tests.factories import surveys, themes
from tests.factories.figures import Said, closed, grades
from tests.factories.org import County

SignIn = Callable[[Person], Client]
WAVES = "/fi/tyo/kierros/"


@pytest.fixture
def wave(here: County, at: datetime) -> Wave:
    written = {"school-grade": "9", "worked-well": "Matti Virtanen auttoi, puhelin 040 123 4567."}
    said = {
        here.kamppi: [*grades({7: 20, 9: 21}), *(Said(1, written) for _ in range(9))],
        here.kallio: [
            *(Said(10, {"school-grade": grade}, mode="paper") for grade in "67"),
            *grades({8: 9}),
        ],
    }
    return closed(here, at, said, code="asemat")


def shown(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_report_has_what_the_public_reads_and_groups(
    here: County, wave: Wave, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    client = sign_in(here.worker)
    client.get(f"{WAVES}asemat/raportti/")
    with django_assert_num_queries(21):
        page = client.get(f"{WAVES}asemat/raportti/?by=mode")
    told = shown(page)
    assert 'href="/fi/kysely/asemat/tulokset/"' in told
    web, others = (row.name for row in page.context["groups"].rows)
    assert web == "Verkossa"
    assert others.startswith("Paperilla, ")
    assert others.endswith(" yhdessä")
    assert [row.n for row in page.context["groups"].rows] == ["59", "20"]
    assert "Mitä ihmiset kirjoittivat" not in told
    assert "vienti" not in told


def test_group_that_may_not_be_told_is_hidden_in_words(
    here: County, wave: Wave, sign_in: SignIn
) -> None:
    page = sign_in(here.worker).get(f"{WAVES}asemat/raportti/?by=gender")
    assert page.context["groups"] is None
    assert "Ryhmittäin ei näytetä lukuja" in shown(page)
    strange = sign_in(here.worker).get(f"{WAVES}asemat/raportti/?by=palkka")
    assert strange.context["by"] == "mode"


def test_texts_come_masked_when_asked_for_and_the_reading_is_noted(
    here: County, wave: Wave, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)
    before = shown(client.get(f"{WAVES}asemat/raportti/"))
    assert "Näytä tekstit" in before
    assert "auttoi" not in before
    assert not AuditEntry.objects.filter(what=Audited.TEXTS_READ).exists()
    told = shown(client.get(f"{WAVES}asemat/raportti/?words=1"))
    assert told.count("auttoi") == 9
    assert "Virtanen" not in told
    assert "040" not in told
    noted = AuditEntry.objects.get(what=Audited.TEXTS_READ)
    assert noted.person == here.researcher


def test_texts_are_not_for_those_who_may_not_read_them(
    here: County, wave: Wave, sign_in: SignIn
) -> None:
    for person in (here.worker, here.administrator):
        told = shown(sign_in(person).get(f"{WAVES}asemat/raportti/?words=1"))
        assert "auttoi" not in told
        assert "Näytä tekstit" not in told
    assert not AuditEntry.objects.filter(what=Audited.TEXTS_READ).exists()


def test_quotes_stand_in_both_reports(here: County, at: datetime, sign_in: SignIn) -> None:
    read = themes.read(here, at)
    told = shown(sign_in(here.worker).get(f"{WAVES}{read.wave.code}/raportti/"))
    public = shown(Client().get(f"/fi/kysely/{read.wave.code}/tulokset/"))
    for page in (told, public):
        assert "Omin sanoin" in page
        assert page.count("<blockquote") == 1


def test_draft_has_no_report_and_an_open_wave_says_when_it_comes(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    client = sign_in(here.worker)
    draft = surveys.wave(here, at, state=WaveState.DRAFT)
    assert client.get(f"{WAVES}{draft.code}/raportti/").status_code == 303
    open_wave = surveys.wave(here, at)
    assert "Tuloksia ei ole vielä" in shown(client.get(f"{WAVES}{open_wave.code}/raportti/"))
    assert f"{WAVES}{open_wave.code}/raportti/" in shown(client.get(f"{WAVES}{open_wave.code}/"))
