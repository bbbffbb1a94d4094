"""What was signed, as everybody reads it: its list, its editions, its audit, its files."""

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kuulluksi.figures.queries.places import key_of
from kuulluksi.outcomes.enums import Why
from kuulluksi.outcomes.models import Edition
from kuulluksi.outcomes.queries.statements import editions
from kuulluksi.pure.statement.document import Kind, Words
from kuulluksi.pure.statement.sheets import shown
from kuulluksi.pure.statement.stories import Tale
from kuulluksi.pure.text import Text
from tests.factories.editions import known, short
from tests.factories.org import County
from tests.factories.signed import everywhere, signed
from tests.factories.statements import text
from tests.web.public.statements.test_threads import heard


@pytest.fixture(autouse=True)
def _kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("django.conf.settings.VAR", tmp_path)


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return plain(answer.content.decode())


def plain(html: str) -> str:
    """As it is read: without tags and gaps."""
    main = re.sub(r"(?s).*<main|</main>.*", "", html)
    said = re.sub(r"<[^>]+>", " ", main).replace("\N{NO-BREAK SPACE}", " ")
    return " ".join(said.split())


def corrected(place: County, at: datetime, first: Edition, value: float) -> Edition:
    """Another edition: one figure is another one, and a paragraph came."""
    sheet = known()
    cells = [list(row) for row in sheet.cells]
    cells[0][3] = shown(value)
    other = replace(sheet, cells=tuple(map(tuple, cells)))
    document = short(first.statement)
    (section,) = document.sections
    more = replace(section, blocks=(*section.blocks, Words(text("Lisää."))))
    return signed(
        place,
        at,
        statement=first.statement,
        number=first.number + 1,
        why=Why.CORRECTED,
        words=text("Yksi luku oli väärin."),
        document=replace(document, sections=(more,)),
        sheets={"table-1": other},
    )


def test_list_says_that_nothing_was_signed(client: Client, place: County) -> None:
    assert "No statement has been signed yet" in page(client, "/en/tilinpaatos/")


def test_list_tells_each_statement_once_the_whole_first(
    client: Client, place: County, at: datetime
) -> None:
    everywhere(place, at)
    told = page(client, "/en/tilinpaatos/")
    names = (
        "2025 Annual client statement 2025 Signed",
        "Self-monitoring 1–4/2025 Signed",
        f"{place.kamppi.name.best('en')}: the year 2025 Signed",
        f"Self-monitoring 1–4/2025: {place.kamppi.name.best('en')} Signed",
    )
    assert all(name in told for name in names)
    assert told.index(names[0]) < told.index(names[1]) < told.index(names[2])
    assert "Tuula Testinen, johtaja" in told


def test_list_opens_with_figures_of_the_newest(client: Client, place: County, at: datetime) -> None:
    signed(place, at, sheets={"table-1": known(), **heard()})
    assert "äänistä sai vastauksen 95 %" in page(client, "/fi/tilinpaatos/")


@pytest.mark.parametrize(
    "path",
    [
        "tilinpaatos/2025/",
        "tilinpaatos/2025/1/",
        "tilinpaatos/2025/1/tarkastus/",
        "tilinpaatos/2025/KAMPPI/",
        "tilinpaatos/2025/KAMPPI/1/",
        "omavalvonta/2025/1/",
        "omavalvonta/2025/1/1/",
        "omavalvonta/2025/1/KAMPPI/1/tarkastus/",
    ],
)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_addresses_stand_in_every_language(
    client: Client, place: County, at: datetime, path: str, language: str
) -> None:
    everywhere(place, at)
    page(client, f"/{language}/{path.replace('KAMPPI', key_of(place.kamppi))}")


@pytest.mark.parametrize(
    "path",
    [
        "tilinpaatos/2024/",
        "tilinpaatos/0/",
        "tilinpaatos/99999/",
        "tilinpaatos/99999999999999999999/",
        "tilinpaatos/2025/2/",
        "tilinpaatos/2025/0/",
        "tilinpaatos/2025/99999999999999999999/",
        "tilinpaatos/2025/unit-nowhere/",
        "tilinpaatos/2025/2/tarkastus/",
        "omavalvonta/2025/0/",
        "omavalvonta/2025/4/",
        "omavalvonta/2025/2/",
        "omavalvonta/9999/3/",
        "omavalvonta/2025/99999999999999999999/",
        "omavalvonta/2025/1/2/",
        "tilinpaatos/2025/1/tiedosto/tilinpaatos-2025-2-fi.pdf",
        "tilinpaatos/2025/1/tiedosto/tilinpaatos-2025-1-fi.exe",
        "tilinpaatos/2025/1/tiedosto/..%2f..%2fkuulluksi.sqlite3",
        "tilinpaatos/2025/1/tiedosto/",
    ],
)
def test_addresses_of_nothing_are_not_there(
    client: Client, place: County, at: datetime, path: str
) -> None:
    everywhere(place, at)
    assert client.get(f"/fi/{path}").status_code == 404


def test_edition_tells_its_figures_and_who_signed(
    client: Client, place: County, at: datetime
) -> None:
    signed(place, at)
    told = page(client, "/fi/tilinpaatos/2025/")
    for words in (
        "Palautetta annettiin 1 485 kertaa.",
        "Taulukko 1. Palvelut vuosittain, osa 1",
        "Lukua ei näytetä",
        "Tuula Testinen, johtaja",
        "Luvut on tarkastettu",
        "Sisällys 1 Vuosi yhdellä silmäyksellä",
        "/fi/tilinpaatos/2025/1/",
        "luet tätä",
    ):
        assert words in told, words
    assert "uudempi painos" not in told
    assert "annettu" not in told  # no threads without their sheet


def test_edition_opens_with_the_way_of_the_voices(
    client: Client, place: County, at: datetime
) -> None:
    signed(place, at, sheets={"table-1": known(), **heard()})
    answer = client.get("/fi/tilinpaatos/2025/").content.decode()
    assert answer.count("<h1") == 1
    told = plain(answer)
    assert "1 846 ääntä. Kuinka pitkälle ne kulkivat?" in told
    assert "212 johti toimenpiteeseen 35 % moitteista (600)" in told
    assert "äänistä sai vastauksen 95 %" in told


def test_edition_that_is_not_the_newest_says_so_and_stays(
    client: Client, place: County, at: datetime
) -> None:
    corrected(place, at, signed(place, at), 7)
    newest = page(client, "/fi/tilinpaatos/2025/")
    assert "Palautetta annettiin 7 kertaa." in newest
    assert "Mikä on toisin kuin 1. painoksessa" in newest
    assert "Kirjoitettu uudelleen: Vuosi yhdellä silmäyksellä" in newest
    assert "Sosiaaliasemat, 2026: ennen: 1 485 nyt: 7" in newest
    assert "Yksi luku oli väärin." in newest
    first = page(client, "/fi/tilinpaatos/2025/1/")
    assert "Palautetta annettiin 1 485 kertaa." in first
    assert "Luet 1. painosta." in first
    assert "Mikä on toisin" not in first


def test_edition_without_a_story_says_so_and_has_the_same_figures(
    client: Client, place: County, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed(place, at, stories=["feedback-1"])
    tale = Tale(text("Minua kuunneltiin vihdoin."), text("Palaute"))
    monkeypatch.setattr(editions, "tales", lambda keys: dict.fromkeys(keys, tale))
    assert "Minua kuunneltiin vihdoin." in page(client, "/fi/tilinpaatos/2025/")
    monkeypatch.setattr(editions, "tales", lambda _keys: {})
    told = page(client, "/fi/tilinpaatos/2025/")
    assert "Minua kuunneltiin" not in told
    assert "1 tarinaa tästä painoksesta ei enää kerrota. Luvut ovat samat." in told
    assert "1 485 kertaa" in told


def test_edition_signed_early_says_so(client: Client, place: County, at: datetime) -> None:
    signed(place, at, signed_on=date(2026, 1, 5))
    assert "ennen kuin jakson kaikki luvut" in page(client, "/fi/tilinpaatos/2025/")
    Edition.objects.update(signed_on=date(2026, 3, 12))
    assert "ennen kuin jakson kaikki luvut" not in page(client, "/fi/tilinpaatos/2025/")


def test_edition_in_a_language_that_was_not_signed_is_read_in_another(
    client: Client, place: County, at: datetime
) -> None:
    signed(place, at, languages=["fi", "sv"])
    told = page(client, "/en/tilinpaatos/2025/")
    assert "was not signed in English. It stands here in Finnish." in told
    assert "Palautetta annettiin" in told
    assert "-en.pdf" not in client.get("/en/tilinpaatos/2025/").content.decode()


def test_edition_that_was_tampered_with_is_not_shown(
    client: Client, place: County, at: datetime
) -> None:
    signed(place, at)
    row = Edition.objects.get()
    Edition.objects.update(written=row.written.replace("1485", "1486"))
    client.raise_request_exception = False
    for address in ("", "1/", "1/tarkastus/", "1/tiedosto/tilinpaatos-2025-1-fi.pdf"):
        shown = client.get(f"/fi/tilinpaatos/2025/{address}")
        assert shown.status_code == 500
        assert "Tätä painosta ei voi näyttää" in shown.content.decode()
        assert "1485" not in shown.content.decode()
    # The others are still listed, and a correction of it is read.
    assert client.get("/fi/tilinpaatos/").status_code == 200
    Edition.objects.create(**{**_columns(row), "number": 2})
    assert client.get("/fi/tilinpaatos/2025/").status_code == 200


def _columns(edition: Edition) -> dict[str, object]:
    return {
        field.attname: getattr(edition, field.attname)
        for field in Edition._meta.concrete_fields
        if not field.primary_key
    }


def test_audit_page_tells_where_each_number_comes_from(
    client: Client, place: County, at: datetime
) -> None:
    signed(place, at)
    told = page(client, "/fi/tilinpaatos/2025/1/tarkastus/")
    assert "Mitä tarkastaja havaitsi" in told
    assert "Palvelut vuosittain, osa 1, Sosiaaliasemat, 2026" in told


def test_audit_page_of_an_edition_without_one_is_not_there(
    client: Client, place: County, at: datetime
) -> None:
    signed(place, at, audit={})
    assert client.get("/fi/tilinpaatos/2025/1/tarkastus/").status_code == 404
    assert "tarkastus/" not in client.get("/fi/tilinpaatos/2025/").content.decode()


def test_file_carries_its_name_and_its_kind(client: Client, place: County, at: datetime) -> None:
    signed(place, at)
    answer = client.get("/fi/tilinpaatos/2025/1/tiedosto/tilinpaatos-2025-1-sv.csv")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="tilinpaatos-2025-1-sv.csv"'
    assert b"Socialstationerna" in answer.content
    again = page(client, "/sv/tilinpaatos/2025/")
    assert re.search(r"\(CSV\) [\d,]+ (kB|KB|byte)", again)


def test_pages_ask_the_database_so_often_and_no_more(
    client: Client, place: County, at: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    everywhere(place, at)
    corrected(place, at, Edition.objects.get(statement__kind=Kind.ANNUAL), 7)
    for path, queries in (
        ("/fi/tilinpaatos/", 5),
        ("/fi/tilinpaatos/2025/", 5),
        ("/fi/tilinpaatos/2025/1/", 5),
        ("/fi/tilinpaatos/2025/1/tarkastus/", 4),
    ):
        client.get(path)
        with django_assert_num_queries(queries):
            client.get(path)


def test_home_and_foot_lead_to_the_statements(client: Client, place: County) -> None:
    html = client.get("/fi/").content.decode()
    assert html.count('href="/fi/tilinpaatos/"') == 2
    assert Text.of(fi="Asiakastilinpäätökset").best("fi") in html
