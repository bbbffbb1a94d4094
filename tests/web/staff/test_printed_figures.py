"""The staff page of printed figures: everybody reads, researchers and administrators bring in."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kuulluksi.figures.models import ClientNumber, FigureSource
from kuulluksi.figures.queries import packaged
from kuulluksi.figures.queries.places import key_of
from kuulluksi.org.models import AuditEntry, Person
from kuulluksi.web.staff.figures import printed as pages
from tests.factories.org import County
from tests.factories.printed import FILE, stored

SignIn = Callable[[Person], Client]
PRINTED = "/fi/tyo/luvut/sarjat/"
TOLD = {"code": "lahde", "title": "Tilinpäätös", "origin": "own", "citation": "Painettu"}


def upload(content: str | bytes = FILE, name: str = "luvut.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def test_printed_page_tells_sources_tables_and_what_was_kept_apart(
    here: County,
    at: datetime,
    sign_in: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = sign_in(here.worker)
    assert client.get(PRINTED).context["sources"] == []
    stored(at=at)
    stored(FILE.replace("8.4", "8.3"), "muu", at=at)
    with django_assert_num_queries(8):
        page = client.get(PRINTED, {"source": "lahde"})
    words = page.content.decode()
    assert "8,4 (4–10)" in words
    assert "635 ≠ 653 (#5)" in words
    assert "arvio" in words
    (table,) = page.context["tables"]
    assert table.years == ("2010", "2011")
    assert [row.values for row in table.rows] == [("8,6 (4–10)", "8,4 (4–10)")]
    assert not page.context["may_import"]
    assert 'type="file"' not in words
    assert client.get(PRINTED, {"source": "poissa"}).status_code == 404
    assert client.post(PRINTED, TOLD).status_code == 403


def test_printed_upload_is_looked_at_before_it_is_stored(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    for person, code in ((here.researcher, "yksi"), (here.administrator, "kaksi")):
        client = sign_in(person)
        look = client.post(PRINTED, {**TOLD, "code": code, "what": "figures", "file": upload()})
        assert look.status_code == 200
        assert (look.context["taken"], len(look.context["apart"])) == (2, 2)
        assert not FigureSource.objects.filter(code=code).exists()
        done = client.post(PRINTED, {"act": "store", "sealed": look.context["sealed"]})
        assert done.status_code == 303
        page = client.get(done.headers["Location"])
        assert page.context["done"]
        assert page.context["chosen"].code == code
        assert AuditEntry.objects.filter(person=person, what="figures-imported").exists()


def test_printed_upload_of_2011_with_its_names(here: County, sign_in: SignIn) -> None:
    sent = {
        **TOLD,
        "what": "figures",
        "file": upload(packaged.content("helsinki-2011.csv")),
        "names": upload(packaged.content("helsinki-2011.names.csv")),
    }
    look = sign_in(here.researcher).post(PRINTED, sent)
    assert (look.context["taken"], len(look.context["apart"])) == (218, 2)


def test_printed_upload_of_clients(here: County, sign_in: SignIn) -> None:
    table = f"place,year,clients\n{key_of(here.kamppi)},2025,700\nKuu,2025,5\n"
    client = sign_in(here.researcher)
    look = client.post(PRINTED, {"what": "clients", "file": upload(table)})
    assert (look.context["taken"], len(look.context["apart"])) == (1, 1)
    assert not ClientNumber.objects.exists()
    done = client.post(PRINTED, {"act": "store", "sealed": look.context["sealed"]})
    assert client.get(done.headers["Location"]).context["done"]
    assert ClientNumber.objects.get().clients == 700
    again = client.post(PRINTED, {"what": "clients", "file": upload(table)})
    assert again.context["plan"].unchanged == 1


@pytest.mark.parametrize(
    ("but", "field"),
    [
        ({"file": ""}, "file"),
        ({"code": "Iso Koodi"}, "code"),
        ({"title": " "}, "title"),
        ({"origin": "kuu"}, "origin"),
        ({"names": "x,y\n"}, "names"),
        ({"act": "store", "sealed": "väärä"}, "file"),
    ],
)
def test_printed_faulty_form_is_named_and_keeps_what_was_typed(
    here: County, sign_in: SignIn, but: dict[str, str], field: str
) -> None:
    sent: dict[str, object] = {**TOLD, "what": "figures", "file": upload(), **but}
    if "names" in but:
        sent["names"] = upload(but["names"])
    page = sign_in(here.researcher).post(PRINTED, sent)
    assert page.status_code == 422
    assert set(page.context["errors"]) == {field}
    assert page.context["typed"]["citation"] == "Painettu"
    assert not FigureSource.objects.exists()


def test_printed_look_too_old_or_too_large_is_made_anew(
    here: County,
    at: datetime,
    sign_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = sign_in(here.researcher)
    sent = {**TOLD, "what": "figures"}
    sealed = client.post(PRINTED, {**sent, "file": upload()}).context["sealed"]
    monkeypatch.setattr(pages, "LOOKED_AT", timedelta(seconds=-1))
    assert client.post(PRINTED, {"act": "store", "sealed": sealed}).status_code == 422
    monkeypatch.setattr(pages, "LONGEST", 10)
    assert client.post(PRINTED, {**sent, "file": upload()}).status_code == 422
    monkeypatch.setattr("kuulluksi.web.staff.organisation.upload.LARGEST", 10)
    assert client.post(PRINTED, {**sent, "file": upload()}).status_code == 422
    monkeypatch.undo()
    assert not FigureSource.objects.exists()


def test_printed_too_many_rows_or_nothing_to_take(here: County, sign_in: SignIn) -> None:
    client = sign_in(here.researcher)
    many = "item\n" + "x\n" * 5001
    page = client.post(PRINTED, {**TOLD, "what": "figures", "file": upload(many)})
    assert page.status_code == 422
    page = client.post(PRINTED, {**TOLD, "what": "figures", "file": upload("item\nx\n")})
    assert (page.status_code, page.context["taken"]) == (200, 0)
    assert 'name="sealed"' not in page.content.decode()


def test_printed_source_of_our_own_leads_to_its_audit(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    client = sign_in(here.worker)
    stored(at=at)
    page = client.get(PRINTED, {"source": "lahde"}).content.decode()
    assert f'href="{PRINTED}lahde/tarkastus/"' in page
    audit = client.get(f"{PRINTED}lahde/tarkastus/")
    assert audit.status_code == 200
    assert "653" in audit.content.decode()
    assert client.get(f"{PRINTED}poissa/tarkastus/").status_code == 404
