"""The auditor on the pages of those who write: what it says of a section as saved and as typed, and
the click that puts a reference in the place of a typed figure."""

from collections.abc import Callable
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kuulluksi.org.models import Person
from kuulluksi.outcomes.models import StatementSection
from kuulluksi.pure.statement.document import Block, Table, Words, block_to_json
from kuulluksi.pure.text import Text
from tests.factories.org import County
from tests.web.staff.statements.test_section import form, page_of, words

SignIn = Callable[[Person], Client]
FALSE = "Palautteen määrä laski vuodesta 2024."
TYPED = "Palautetta annettiin 1\N{NO-BREAK SPACE}846 kertaa."


@pytest.fixture
def told(section: StatementSection) -> StatementSection:
    """A section with its table."""
    blocks: list[Block] = [Words(Text.of(fi="Vuosi.", sv="Året.", en="The year.")), Table("given")]
    section.blocks = [block_to_json(each) for each in blocks]
    section.save()
    return section


def audit_of(client: Client, section: StatementSection, fi: str) -> str:
    typed = form(section, {"kind": "words", "fi": fi}, {"kind": "table", "sheet": "given"})
    page = client.post(page_of(section, "tarkastus/"), typed)
    assert page.status_code == 200
    return unescape(page.content.decode())


def test_fragment_tells_a_fault_while_it_is_typed(
    here: County, told: StatementSection, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)
    said = audit_of(client, told, FALSE)
    assert 'data-said="1 virhe"' in said
    assert FALSE in said
    assert "nousu" in said
    assert "<html" not in said
    sound = audit_of(client, told, "Palautetta annettiin {given.all.2025} kertaa.")
    assert "Tarkastaja ei löytänyt virheitä" in sound
    assert "1 luku" in sound
    # Nothing was stored.
    assert words(told)["fi"] == "Vuosi."


def test_fragment_takes_a_fixed_number_of_queries(
    here: County, told: StatementSection, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)
    audit_of(client, told, FALSE)
    with CaptureQueriesContext(connection) as seen:
        audit_of(client, told, FALSE)
    assert len(seen) == 7


def test_typed_figure_becomes_a_reference_with_one_click(
    here: County, told: StatementSection, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)
    said = audit_of(client, told, TYPED)
    value = said.partition('value="refer:')[2].partition('"')[0]
    assert value == "0:fi:21:26:given.all.2025=1 846"
    blocks = ({"kind": "words", "fi": TYPED}, {"kind": "table", "sheet": "given"})
    page = client.post(page_of(told), form(told, *blocks, do=f"refer:{value}"))
    assert page.status_code == 303
    assert words(told)["fi"] == "Palautetta annettiin {given.all.2025} kertaa."


def test_click_on_a_number_that_has_changed_is_told(
    here: County, told: StatementSection, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)
    blocks = ({"kind": "words", "fi": TYPED.replace("846", "847")},)
    sent = form(told, *blocks, do="refer:0:fi:21:26:given.all.2025=1 846")
    page = client.post(page_of(told), sent)
    assert page.status_code == 409
    assert words(told)["fi"] == "Vuosi."
    assert "1\N{NO-BREAK SPACE}847" in page.content.decode()


def test_button_checks_what_is_typed_without_javascript(
    here: County, told: StatementSection, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)
    blocks = ({"kind": "words", "fi": FALSE}, {"kind": "table", "sheet": "given"})
    page = client.post(page_of(told), form(told, *blocks, do="check"))
    assert page.status_code == 200
    said = page.content.decode()
    assert "1 virhe" in said
    assert f"{FALSE}</textarea>" in said


def test_page_tells_of_what_is_saved_to_those_who_review(
    here: County, told: StatementSection, sign_in: SignIn
) -> None:
    blocks: list[Block] = [Words(Text.of(fi=FALSE, sv="Responsen ökade.")), Table("given")]
    told.blocks = [block_to_json(each) for each in blocks]
    told.save()
    page = sign_in(here.manager).get(page_of(told, "tarkastus/"))
    said = page.content.decode()
    assert "1 virhe" in said
    assert "Luku year, kohta 1, Suomi" in said
    assert 'name="do"' not in said
    assert sign_in(here.worker).get(page_of(told, "tarkastus/")).status_code == 403
    gone = page_of(told).replace("/year/", "/poissa/")
    assert sign_in(here.manager).get(f"{gone}tarkastus/").status_code == 404
