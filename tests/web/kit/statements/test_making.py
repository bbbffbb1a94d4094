"""Every file of a statement: of the signed one and of its draft, in each language."""

import io
import json
import re
from dataclasses import replace
from datetime import date, datetime

import pypdfium2
import pytest
from django.utils.translation import override
from docx import api

from kuulluksi.figures.queries.places import key_of
from kuulluksi.outcomes.queries.statements import editions, working
from kuulluksi.pure.statement.document import Kind
from kuulluksi.pure.statement.stories import Tale
from kuulluksi.web.kit.statements import making, telling
from kuulluksi.web.kit.statements.making import Format, Source
from tests.factories import drafts, statements
from tests.factories.editions import edition
from tests.factories.org import County, county


@pytest.fixture
def house(db: None) -> County:
    return county()


@pytest.fixture
def signed(house: County, at: datetime) -> Source:
    return making.of_signed(editions.read(edition(house, at)))


@pytest.fixture
def whole() -> Source:
    """The long one of the tests, without a database."""
    stories = {key: it for key, it in statements.STORIES.items() if isinstance(it, Tale)}
    told = statements.document(), statements.sheets(), stories
    on = date(2027, 3, 1)
    return Source(*told, statements.AUTHORITY, 2, on, ("Aino Virtanen",), on, key="1-a")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("form", Format)
def test_every_file_is_made_and_the_same_each_time(
    signed: Source, language: str, form: Format
) -> None:
    file = making.made(signed, language, form)
    assert file.name == f"tilinpaatos-2025-1-{language}.{form}"
    assert making.format_of(signed, language, file.name) is form
    assert file.media_type == making.MEDIA[form]
    assert len(file.content) > 100
    assert making.made(signed, language, form) == file


def test_signed_statement_says_who_signed_which_edition_and_where_it_stands(signed: Source) -> None:
    told = making.meta(signed, "sv")
    assert told.signed_by == ("Tuula Testinen, johtaja",)
    assert (told.year, told.edition, told.signed_on) == (2025, 1, date(2026, 3, 2))
    assert told.address == "http://localhost:8000/sv/tilinpaatos/2025/1/"
    assert not signed.draft


@pytest.mark.parametrize("form", [Format.PDF, Format.DOCX, Format.HTML, Format.JSON_STAT])
def test_files_tell_the_checksum_of_what_was_signed(signed: Source, form: Format) -> None:
    assert signed.checksum
    assert signed.checksum in said(making.made(signed, "fi", form))


@pytest.mark.parametrize("form", [Format.PDF, Format.DOCX, Format.HTML])
def test_files_say_that_a_story_is_no_longer_told(
    house: County, at: datetime, form: Format
) -> None:
    told = making.of_signed(editions.read(edition(house, at, "quote-1")))
    assert told.gone == 1
    assert "ei enää kerrota" in said(making.made(told, "fi", form))


def said(file: making.File) -> str:
    """Its words, with single spaces."""
    match file.name.rpartition(".")[2]:
        case "pdf":
            with pypdfium2.PdfDocument(file.content) as opened:
                words = " ".join(page.get_textpage().get_text_range() for page in opened)
        case "docx":
            words = " ".join(
                each.text for each in api.Document(io.BytesIO(file.content)).paragraphs
            )
        case _:
            words = file.content.decode()
    return " ".join(words.split())


def test_draft_has_the_number_of_the_edition_it_would_be(house: County, at: datetime) -> None:
    statement = drafts.draft(house, at)
    source = making.of_draft(statement, working(statement), at.date())
    assert source.draft
    assert source.key == ""
    told = making.meta(source, "fi")
    assert (told.edition, told.signed_on) == (1, None)
    assert told.address.endswith("/fi/tilinpaatos/2025/")
    assert making.name(source, "fi", Format.PDF) == "tilinpaatos-2025-luonnos-fi.pdf"
    assert making.made(source, "fi", Format.PDF).content.startswith(b"%PDF")
    edition(house, at, statement=statement)
    assert making.of_draft(statement, working(statement), at.date()).edition == 2


@pytest.mark.parametrize("called", ["tilinpaatos-2025-2-fi.pdf", "tilinpaatos-2025-1-sv.pdf", "x"])
def test_no_other_name_is_a_file(signed: Source, called: str) -> None:
    assert making.format_of(signed, "fi", called) is None


def test_files_of_a_place_and_of_four_months_have_names_of_their_own(
    house: County, whole: Source
) -> None:
    place = key_of(house.kamppi)
    unit = replace(whole.document, kind=Kind.UNIT, place=place)
    of_unit = replace(whole, document=unit)
    assert making.name(of_unit, "fi", Format.PDF) == f"tilinpaatos-2026-{place}-2-fi.pdf"
    starts, ends = date(2026, 5, 1), date(2026, 8, 31)
    months = replace(unit, kind=Kind.MONITORING, place="all", starts=starts, ends=ends)
    of_months = replace(whole, document=months)
    assert making.name(of_months, "en", Format.CSV) == "omavalvonta-2026-2-3-2-en.csv"
    assert making.meta(of_months, "fi").address.endswith("/fi/omavalvonta/2026/2/2/")
    assert making.meta(of_unit, "fi").address.endswith(f"/fi/tilinpaatos/2026/{place}/2/")


def test_sheets_stand_in_the_order_of_the_statement(whole: Source) -> None:
    shown = list(making.in_order(whole))
    assert shown[:3] == ["history", "table-1", "table-5"]
    assert sorted(shown) == sorted(whole.sheets)
    file = making.made(whole, "fi", Format.JSON_STAT)
    items = json.loads(file.content)["link"]["item"]
    assert [each["extension"]["sheet"] for each in items] == shown


def test_unit_has_two_pages(whole: Source) -> None:
    first, second = whole.document.sections[:2]
    sections = first, replace(second, blocks=second.blocks[:3])
    unit = replace(whole, document=replace(whole.document, kind=Kind.UNIT, sections=sections))
    with pypdfium2.PdfDocument(making.made(unit, "fi", Format.PDF).content) as opened:
        assert len(opened) == 2
        said = [page.get_textpage().get_text_range() for page in opened]
    assert "Aino Virtanen" in said[0]
    assert "Sisällys" not in said[0]
    assert "2 / 2" in said[1]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_web_page_stands_alone(whole: Source, language: str) -> None:
    page = making.made(whole, language, Format.HTML).content.decode()
    assert page.startswith("<!doctype html>")
    assert f'<html lang="{language}">' in page
    assert "<script" not in page
    assert "<link" not in page
    assert page.count("<style>") == page.count("</style>") == 1
    assert not re.search(r"(?:src|@import|url\()", page)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(set(ids)) == len(ids)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    with override(language):
        assert telling.signed(making.meta(whole, language)) in page
    draft = replace(whole, signed_on=None, signed_by=())
    assert "notice" in making.made(draft, language, Format.HTML).content.decode().split("<nav")[0]
