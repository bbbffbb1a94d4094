"""The auditor reads along: a false sentence is told while it is typed, and a typed figure becomes a
reference with one click; without JavaScript by the button."""

from datetime import datetime

import pytest
from playwright.sync_api import expect

from kuulluksi.outcomes.models import StatementSection
from kuulluksi.outcomes.queries.sheets import catalogue
from kuulluksi.pure.statement.document import Block, Table, Words, block_to_json
from kuulluksi.pure.text import Text
from tests.e2e.browser import Visits, axe
from tests.e2e.test_voice_travels import sign_in
from tests.factories import sheets
from tests.factories.drafts import shared
from tests.factories.org import County, county, text

FALSE = "Palautteen määrä laski vuodesta 2024."
TYPED = "Palautetta annettiin 1\N{NO-BREAK SPACE}846 kertaa."


@pytest.fixture
def house(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> County:
    monkeypatch.setattr(catalogue, "FAMILIES", (sheets.family,))
    return county()


@pytest.fixture
def address(house: County, at: datetime) -> str:
    statement = shared(house, at)
    statement.sections.all().delete()
    blocks: list[Block] = [Words(Text.of(fi="Vuosi.", sv="Året.", en="The year.")), Table("given")]
    StatementSection.objects.create(
        statement=statement,
        key="year",
        position=0,
        heading=text("Vuosi"),
        blocks=[block_to_json(each) for each in blocks],
    )
    return f"/fi/tyo/tilinpaatokset/{statement.pk}/osa/year/"


@pytest.mark.parametrize("js", [True, False])
def test_auditor_reads_along(visit: Visits, house: County, address: str, *, js: bool) -> None:
    page = visit("desktop", js=js)
    sign_in(page, "fi", house.researcher.email)
    page.goto(address)

    def says(words: str, told: str) -> None:
        page.locator("#block-0_fi").fill(words)
        if not js:
            page.locator("button[value=check]").click()
        expect(page.locator("#audit-said")).to_have_text(told)

    says(FALSE, "1 virhe")
    expect(page.locator("#audit")).to_contain_text("nousu")
    if js:
        axe(page)
    says("Vuosi oli pitkä.", "Tarkastaja ei löytänyt virheitä.")
    says(TYPED, "1 kirjoitettu luku")
    page.locator("#audit button").click()
    expect(page.locator("#block-0_fi")).to_have_value(
        "Palautetta annettiin {given.all.2025} kertaa."
    )
    stored = StatementSection.objects.get().blocks[0]["words"]["fi"]
    assert stored == "Palautetta annettiin {given.all.2025} kertaa."
