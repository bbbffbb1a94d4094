"""The public page of figures that the authority printed before: its tables, and what the auditor
found in them."""

from datetime import datetime
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kuulluksi.figures.actions.printed import Told, store_figures
from kuulluksi.figures.enums import Origin
from kuulluksi.figures.models import FigureSource
from kuulluksi.figures.queries import auditing, importing
from kuulluksi.pure.audit import audit
from kuulluksi.pure.audit.cells import read
from kuulluksi.pure.figurefile import read_figures
from tests.factories.org import County, text
from tests.factories.printed import helsinki, stored

PAGE = "/fi/luvut/sarjat/helsinki-2011/"


@pytest.fixture
def source(place: County, at: datetime) -> FigureSource:
    table, names = helsinki()
    contents = read_figures(table, names=names)
    plan = importing.planned("helsinki-2011", contents, own=True, names=names)
    told = Told("helsinki-2011", text("Tilinpäätös 2011"), Origin.OWN, text("Painettu 2012."))
    return store_figures(told, plan, by=None, at=at)


def test_imported_figures_are_audited_as_their_file_is(source: FigureSource) -> None:
    table, _names = helsinki()
    found = auditing.audited(source)
    assert found is not None
    assert found.findings == audit(read(table)).findings
    assert found.findings


def test_printed_page_tells_the_faults_with_what_would_be_right(
    source: FigureSource, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(PAGE)
    with django_assert_num_queries(3):
        page = client.get(PAGE)
    said = unescape(page.content.decode())
    for words in ("<del>635</del>", "<ins>653</ins>", "rivi 5", "Tilinpäätös 2011", "Taulukko 10"):
        assert words in said
    assert "estimate; persons" not in said
    assert len(page.context["tables"]) > 5
    for language in ("sv", "en"):
        assert client.get(PAGE.replace("/fi/", f"/{language}/")).status_code == 200


def test_figures_of_others_have_no_public_page(place: County, at: datetime, client: Client) -> None:
    stored(code="muiden", at=at, origin=Origin.ELSEWHERE)
    assert client.get("/fi/luvut/sarjat/muiden/").status_code == 404
    assert client.get("/fi/luvut/sarjat/poissa/").status_code == 404


def test_source_of_which_only_the_figures_were_kept_has_no_audit_until_it_comes_again(
    source: FigureSource, at: datetime
) -> None:
    table, names = helsinki()
    source.received = []
    source.save()
    assert auditing.audited(source) is None
    plan = importing.planned(source.code, read_figures(table, names=names), own=True, names=names)
    assert not plan.fresh
    told = Told(source.code, source.title, Origin.OWN, source.citation)
    assert auditing.audited(store_figures(told, plan, by=None, at=at)) is not None
