"""Importing a file in the staff pages: shown first, done when confirmed, never half."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from kuulluksi.org.models import Area, Person, Unit
from kuulluksi.web.staff.organisation import upload as importing
from tests.factories.org import County

SignIn = Callable[[Person], Client]
CHOOSE, PLAN, DO = "staff:import-places", "staff:import-plan", "staff:import-do"


@pytest.fixture
def administrator(here: County, sign_in: SignIn) -> Client:
    return sign_in(here.administrator)


def upload(client: Client, *files: tuple[str, bytes]) -> Any:
    parts = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(reverse(CHOOSE), {"file": parts}, follow=True)


def csv(*lines: str) -> bytes:
    return "\n".join(["kind;code;name_fi", *lines]).encode()


def test_import_shows_what_would_change_then_does_it(here: County, administrator: Client) -> None:
    code = here.kamppi.code
    answer = upload(administrator, ("a.csv", csv(f"unit;{code};Kamppi", "area;uusi;Uusi alue")))
    page = answer.content.decode()
    assert "<del>Kampin sosiaaliasema" in page
    assert "<ins>Kamppi" in page
    assert "Uusi alue" in page
    assert not Area.objects.filter(code="uusi").exists()
    done = administrator.post(reverse(DO))
    assert done.headers["Location"] == reverse("staff:organisation") + "?done=imported"
    assert Area.objects.get(code="uusi").valid_from == date(2026, 3, 2)
    assert Unit.objects.get(code=code).name.get("fi") == "Kamppi"
    assert administrator.get(reverse(PLAN)).headers["Location"] == reverse(CHOOSE)


def test_import_names_bad_rows_and_offers_nothing_to_confirm(
    here: County, administrator: Client
) -> None:
    rows = csv("area;uusi;Uusi", "area;;Nimetön")
    page = upload(administrator, ("a.csv", rows)).content.decode()
    assert "3, code" in page
    assert reverse(DO) not in page
    assert administrator.post(reverse(DO)).headers["Location"] == reverse(PLAN)
    assert not Area.objects.filter(code="uusi").exists()


def test_import_reads_a_spreadsheet(here: County, administrator: Client) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["kind", "code", "name_fi", "valid_from", "valid_until"])
    sheet.append(["area", 2026, "Uusi", date(2026, 1, 1), None])
    content = io.BytesIO()
    book.save(content)
    upload(administrator, ("alueet.xlsx", content.getvalue()))
    administrator.post(reverse(DO))
    assert Area.objects.get(code="2026").valid_from == date(2026, 1, 1)


def test_import_reads_the_lists_of_the_service_map(here: County, administrator: Client) -> None:
    departments = [{"id": "a", "name_fi": "A"}, {"id": "b", "parent_id": "a", "name_fi": "B"}]
    departments.append({"id": "c", "parent_id": "b", "name_fi": "C"})
    units = [{"id": 1, "dept_id": "c", "name_fi": "U", "extra": "x" * 9}]
    files = [
        (f"{n}.json", json.dumps(part).encode()) for n, part in enumerate([units, departments])
    ]
    upload(administrator, *files)
    assert "extra" not in json.dumps(administrator.session["import"])
    administrator.post(reverse(DO))
    assert Unit.objects.get(outside_id="1").service.area.code == "b"


@pytest.mark.parametrize(
    "files",
    [
        [],
        [("tyhja.csv", b"")],
        [("a.xlsx", b"not a spreadsheet")],
        [("a.json", b"{")],
        [("a.csv", csv()), ("b.csv", csv())],
        [("a.csv", csv(*["area;a;A"] * 5001))],
        [("a.csv", b'"' + b"x" * 200_000)],
    ],
    ids=["none", "empty", "no spreadsheet", "no json", "two tables", "too long", "no table"],
)
def test_import_says_what_is_wrong_with_a_file(
    files: list[tuple[str, bytes]], here: County, administrator: Client
) -> None:
    answer = upload(administrator, *files)
    assert answer.status_code == 422
    assert 'id="file_error"' in answer.content.decode()


@pytest.mark.parametrize("name", [PLAN, DO])
def test_import_without_a_file_begins_from_the_beginning(
    name: str, here: County, administrator: Client
) -> None:
    answer = administrator.post(reverse(name)) if name == DO else administrator.get(reverse(name))
    assert answer.headers["Location"] == reverse(CHOOSE)


def test_import_is_for_administrators_only(here: County, sign_in: SignIn) -> None:
    client = sign_in(here.supervisor)
    assert client.get(reverse(PLAN)).status_code == 403
    assert client.post(reverse(DO)).status_code == 403


def spreadsheet(**changed: bytes) -> bytes:
    """A spreadsheet with parts of its archive exchanged, by the names that they have there."""
    whole, content = io.BytesIO(), io.BytesIO()
    Workbook().save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(content, "w") as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name, old.read(name)))
    return content.getvalue()


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
BAD_CELL = SHEET + b'<row r="x"><c r="ZZZZZ1" t="s"><v>99</v></c></row></sheetData></worksheet>'


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/worksheets/sheet1.xml", b"<worksheet><broken"),
        ("xl/worksheets/sheet1.xml", BAD_CELL),
        ("xl/workbook.xml", b"<w"),
        ("xl/workbook.xml", b"<w/>"),
        ("[Content_Types].xml", b""),
        ("_rels/.rels", b"\xff"),
    ],
)
def test_import_of_a_broken_spreadsheet_is_a_sentence(
    part: str, content: bytes, here: County, administrator: Client
) -> None:
    answer = upload(administrator, ("a.xlsx", spreadsheet(**{part: content})))
    assert answer.status_code in (200, 422)
    assert not Area.objects.filter(code="uusi").exists()


@pytest.mark.parametrize(
    "content",
    [
        b'[{"id":"u1","name_fi":"A\\ud800"},{"id":"u2","parent_id":"u1","name_fi":"B\\u0000"}]',
        b'[{"id":{"a":["\\ud800"]},"name_fi":["\\u0000"]},{"id":NaN}]',
        b'[{"\\ud800":1,"id":1e999,"name_fi":"x"}]',
    ],
)
def test_import_drops_signs_that_no_key_writes(
    content: bytes, here: County, administrator: Client
) -> None:
    assert upload(administrator, ("a.json", content)).status_code in (200, 422)
    assert administrator.post(reverse(DO)).status_code in (302, 303)


def test_import_of_a_table_drops_them_too(here: County, administrator: Client) -> None:
    upload(administrator, ("a.csv", csv("area;uusi;Uu\x00si")))
    administrator.post(reverse(DO))
    assert Area.objects.get(code="uusi").name.get("fi") == "Uusi"


def test_import_of_a_spreadsheet_that_unpacks_to_far_more_is_refused(
    here: County, administrator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = io.BytesIO(spreadsheet())
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b"A" * 1_000_000)
    padded = content.getvalue()
    assert len(padded) < 50_000
    monkeypatch.setattr(importing, "LARGEST_UNPACKED", 900_000)
    answer = upload(administrator, ("a.xlsx", padded))
    assert "liian suuri" in answer.content.decode()
    monkeypatch.setattr(importing, "LARGEST_UNPACKED", 1_100_000)
    assert "liian suuri" not in upload(administrator, ("a.xlsx", padded)).content.decode()


def test_no_more_rows_are_read_than_a_table_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "MOST_READ", 3)
    assert importing.table(b"a\n" * 9) == [["a"]] * 3
