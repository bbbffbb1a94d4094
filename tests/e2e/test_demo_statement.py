"""Whoever starts the demo sees a whole statement at once: from the first page to what the auditor
bound, and what it finds in figures that others printed."""

from playwright.sync_api import expect

from kuulluksi.management import demo as county
from tests.e2e.browser import Visits, shoot


def test_a_visitor_of_the_demo_reads_a_signed_statement_with_its_audit(
    visit: Visits, demo: None
) -> None:
    year = county.signed_year()
    page = visit("desktop")
    page.goto("/fi/")
    page.locator("main a[href='/fi/tilinpaatos/']").click()
    page.get_by_role("link", name=f"Asiakastilinpäätös {year}", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Kuinka pitkälle ne kulkivat?")
    assert page.locator("main blockquote").count() == 4
    assert page.locator("main table").count() >= 15
    shoot(page, "demo-statement")
    page.get_by_role("link", name="Katso kaikki havainnot").click()
    page.wait_for_url(f"**/tilinpaatos/{year}/1/tarkastus/")
    page.goto("/fi/luvut/sarjat/helsinki-2011/")
    for right in ("653", "14 908", "17 593", "8 198"):
        expect(page.locator("main")).to_contain_text(right)
