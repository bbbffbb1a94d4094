"""A signed statement as everybody reads it: from the front page to a figure and to its cell."""

from dataclasses import replace
from datetime import datetime

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import Locale, Viewport, Visits, shoot
from tests.e2e.walks import walk_by_keyboard
from tests.factories import statements
from tests.factories.org import County, county
from tests.factories.signed import YEAR, signed
from tests.web.public.statements.test_threads import heard

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
NAMES: dict[Locale, str] = {
    "fi": "Asiakastilinpäätös 2025",
    "sv": "Klientbokslut 2025",
    "en": "Annual client statement 2025",
}


@pytest.fixture
def place(transactional_db: None, at: datetime) -> County:
    house = county()
    starts, ends = YEAR
    whole = replace(statements.document(), starts=starts, ends=ends)
    signed(house, at, document=whole, sheets=statements.sheets() | heard())
    return house


@pytest.mark.parametrize(
    ("locale", "viewport", "js", "dark"),
    [
        ("fi", "phone", True, False),
        ("sv", "desktop", True, True),
        ("en", "desktop", False, False),
    ],
)
def test_signed_statement_is_read_from_the_front_page_to_a_figure(
    visit: Visits, place: County, *, locale: Locale, viewport: Viewport, js: bool, dark: bool
) -> None:
    page = visit(viewport, js=js, locale=locale, dark=dark)
    page.goto(f"/{locale}/")
    page.locator(f"main a[href='/{locale}/tilinpaatos/']").click()
    page.get_by_role("link", name=NAMES[locale], exact=True).click()
    expect(page.locator("h1")).to_contain_text("846")
    expect(page.locator(".threads path")).to_have_count(37)
    assert page.locator("main h2, main h3").count() > 8
    shoot(page, f"statement-{locale}-{viewport}")
    if js:
        assert page.evaluate(WIDER) <= 0
        walk_by_keyboard(page)
    # A figure in a sentence leads to its cell.
    cited = page.locator("a.cited").first
    cell = page.locator(f"[id='{(cited.get_attribute('href') or '')[1:]}']")
    cited.click()
    expect(cell).to_be_in_viewport()
    expect(cell).to_contain_text(cited.inner_text())
    # Of a picture that has no table elsewhere, the numbers are folded behind it.
    expect(page.locator("details.behind")).to_have_count(0)
    page.locator(".around a[href$='/tarkastus/']").click()
    expect(page.locator("h1")).to_have_count(1)
    page.go_back()
    with page.expect_download() as got:
        page.locator(".around a[href$='.csv']").click()
    assert got.value.suggested_filename == f"tilinpaatos-2025-1-{locale}.csv"


def test_signed_statement_is_printed_without_what_paper_has_no_use_for(
    visit: Visits, place: County
) -> None:
    page = visit("desktop")
    page.goto("/fi/tilinpaatos/2025/")
    page.emulate_media(media="print")
    for gone in ("#files", ".links", ".no-print"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator("#table-1 table")).to_be_visible()
    assert page.evaluate(
        "getComputedStyle(document.querySelector('.cited')).textDecorationLine"
    ) == ("none")


def test_signed_statement_stands_on_the_narrowest_screen(visit: Visits, place: County) -> None:
    page = visit("phone")
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/fi/tilinpaatos/2025/")
    assert page.evaluate(WIDER) <= 0
