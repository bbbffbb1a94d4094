"""A wave becomes files: what is published for everybody here, the rest with a permit."""

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kuulluksi.figures.models import Extract
from kuulluksi.org.models import Person
from kuulluksi.surveys.models import Answer, Response, ResponseWords, Wave
from kuulluksi.web.staff.figures import export
from tests.factories import extracts
from tests.factories.figures import opened
from tests.factories.org import County

SignIn = Callable[[Person], Client]
PAGE = "/fi/tyo/kierros/kaikki-lajit/vienti/"
EXTRACT = f"{PAGE}aineisto/"
CHOSEN = {"kind": "csv", "language": "fi", "permit": "lupa 12/2026"}


@pytest.fixture
def wave(here: County, at: datetime) -> Wave:
    return extracts.wave(here, at)


def send(client: Client, **changed: str) -> Any:
    return client.post(EXTRACT, {**CHOSEN, **changed})


@pytest.mark.parametrize("kind", ["xlsx", "csv", "sav", "parquet", "codebook"])
def test_everybody_here_may_take_the_published_figures(
    here: County, wave: Wave, sign_in: SignIn, kind: str
) -> None:
    client = sign_in(here.worker)
    page = client.get(PAGE).content.decode()
    address = f"{PAGE}luvut/{kind}/"
    assert address in page
    assert "Ota tutkimusaineisto" not in page
    assert "Mitä on otettu" not in page
    found = client.get(address)
    assert found.status_code == 200
    assert found["Content-Disposition"].startswith('attachment; filename="kaikki-lajit.')
    assert len(found.content) > 1000
    assert client.post(address).status_code == 405
    assert not Extract.objects.exists()


def test_page_asks_little_of_the_database(here: County, wave: Wave, sign_in: SignIn) -> None:
    client = sign_in(here.researcher)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as seen:
        client.get(PAGE)
    assert len(seen) == 10


def test_what_is_no_file_is_not_there(here: County, wave: Wave, sign_in: SignIn) -> None:
    client = sign_in(here.worker)
    assert client.get(f"{PAGE}luvut/doc/").status_code == 404
    assert client.get(PAGE.replace("kaikki-lajit", "muu")).status_code == 404


def test_open_wave_without_a_release_has_no_files_yet(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    opened(here, at, {here.kamppi: extracts.people()}, asked=extracts.everything(), code="auki")
    client = sign_in(here.researcher)
    page = PAGE.replace("kaikki-lajit", "auki")
    assert "ei ole vielä julkaistu mitään" in client.get(page).content.decode()
    assert client.get(f"{page}luvut/csv/").status_code == 404
    found = client.get(f"{page}aineisto/")
    assert "kun kierros on suljettu" in found.content.decode()
    sent = client.post(f"{page}aineisto/", CHOSEN)
    assert sent.status_code == 422
    assert not Extract.objects.exists()


def test_extract_tells_first_what_leaves_the_house(
    here: County, wave: Wave, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)
    page = client.get(EXTRACT).content.decode()
    assert "36 vastausta lähtee suojaamattomina" in page
    assert "10 kysymystä" in page
    assert "voivat viitata ihmisiin" in page
    assert not Extract.objects.exists()


def test_extract_is_sent_with_its_codebook_and_stands_in_the_list(
    here: County, wave: Wave, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)
    found = send(client)
    assert found.status_code == 200
    with ZipFile(io.BytesIO(found.content)) as packed:
        names = packed.namelist()
        rows = packed.read(names[0]).decode("utf-8-sig").splitlines()
    assert names == ["kaikki-lajit-responses.csv", "kaikki-lajit-responses.csv.codebook.xlsx"]
    assert len(rows) == 37
    assert "sanat" not in rows[0]
    extract = Extract.objects.get()
    assert (extract.by, extract.rows, extract.permit) == (here.researcher, 36, "lupa 12/2026")
    for who in (here.researcher, here.director, here.administrator):
        page = sign_in(who).get(PAGE).content.decode()
        assert "lupa 12/2026" in page
        assert here.researcher.name in page
    assert "lupa 12/2026" not in sign_in(here.worker).get(PAGE).content.decode()


def test_own_words_leave_only_when_chosen(here: County, wave: Wave, sign_in: SignIn) -> None:
    found = send(sign_in(here.researcher), words="on", kind="parquet")
    assert found.status_code == 200
    assert Extract.objects.get().what["words"] is True
    page = sign_in(here.director).get(PAGE).content.decode()
    assert "myös omat sanat" in page


def test_national_rows_leave_as_they_are(here: County, wave: Wave, sign_in: SignIn) -> None:
    found = send(sign_in(here.researcher), kind="national")
    assert found.content.startswith(b"unit_oid,service,date")
    assert found["Content-Disposition"] == 'attachment; filename="kaikki-lajit-national.csv"'
    assert Extract.objects.get().kind == "national"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"permit": " "}, "Kerro lupa tai peruste."),
        ({"permit": "x" * 201}, "200"),
        ({"kind": "doc"}, "doc"),
        ({"language": "de"}, "de"),
    ],
)
def test_faulty_form_keeps_what_was_typed_and_takes_nothing(
    here: County, wave: Wave, sign_in: SignIn, changed: dict[str, str], told: str
) -> None:
    found = send(sign_in(here.researcher), **changed)
    page = found.content.decode()
    assert found.status_code == 422
    assert told in page
    if "permit" not in changed:
        assert "lupa 12/2026" in page
    assert not Extract.objects.exists()


@pytest.mark.parametrize("role", ["worker", "supervisor", "director", "administrator"])
def test_who_makes_no_surveys_about_the_place_takes_nothing(
    here: County, wave: Wave, sign_in: SignIn, role: str
) -> None:
    """The survey is of a service: its manager and the researcher may."""
    client = sign_in(here.everyone[role])
    assert client.get(EXTRACT).status_code == 403
    assert send(client).status_code == 403
    assert not Extract.objects.exists()
    assert send(sign_in(here.manager)).status_code == 200


def test_many_responses_leave_by_command(
    here: County, wave: Wave, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "MOST", 35)
    client = sign_in(here.researcher)
    assert "kuulluksi export kaikki-lajit" in client.get(EXTRACT).content.decode()
    assert send(client).status_code == 422
    assert not Extract.objects.exists()


def test_erased_rows_leave_only_counts(here: County, wave: Wave, sign_in: SignIn) -> None:
    client = sign_in(here.researcher)
    ResponseWords.objects.all().delete()
    assert "niitä ei ole, tai ne on hävitetty" in client.get(EXTRACT).content.decode()
    Answer.objects.all().delete()
    Response.objects.all().delete()
    assert "hävitetty säilytysajan jälkeen" in client.get(EXTRACT).content.decode()
    assert send(client).status_code == 422
    assert client.get(f"{PAGE}luvut/csv/").status_code == 200
