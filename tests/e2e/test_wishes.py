"""A card of how somebody wants to be met, made on a phone and shown to the next worker."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import expect

from kuulluksi.cases.actions import start_wishes
from kuulluksi.cases.models import WishChosen
from tests.e2e.browser import Locale, Viewport, Visits, shoot
from tests.e2e.test_entry import pages_of
from tests.e2e.walks import READING
from tests.factories.org import County, county

OWN = "Kuulen huonosti vasemmalla korvalla."


@pytest.fixture
def place(transactional_db: None, at: datetime) -> County:
    house = county()
    start_wishes(by=None, at=at)
    return house


@pytest.mark.parametrize(
    ("locale", "viewport", "js"),
    [("fi", "phone", False), ("sv", "phone", True), ("en", "desktop", False)],
)
def test_card_is_made_on_the_phone_and_stored_nowhere(
    visit: Visits, place: County, *, locale: Locale, viewport: Viewport, js: bool
) -> None:
    page = visit(viewport, js=js, locale=locale)
    page.goto(f"/k/{place.kamppi.code}")
    page.locator("[name=wishes]").nth(0).check()
    page.locator("[name=wishes]").nth(4).check()
    page.fill("[name=own]", OWN)
    page.wait_for_timeout(READING)
    page.locator("main form button").click()
    card = page.locator(".card")
    expect(card.locator("li")).to_have_count(2)
    expect(card).to_contain_text(OWN)
    expect(card.locator(".qr")).to_be_visible()
    plain = page.input_value("#copy")
    assert re.fullmatch(r".+\n- .+\n- .+\n" + re.escape(OWN), plain)
    expect(page.locator("[data-copy]")).to_be_visible(visible=js)
    shoot(page, f"card-{locale}-{viewport}")
    assert page.context.cookies() == []
    assert OWN not in page.url
    assert WishChosen.objects.count() == 2
    assert pages_of(page) == 1


def test_card_goes_back_with_what_was_chosen_and_counts_once(visit: Visits, place: County) -> None:
    page = visit("phone")
    page.goto(f"/fi/kohtaaminen/{place.kamppi.code}/")
    page.locator("[name=wishes]").nth(2).check()
    page.fill("[name=own]", "a" * 900)
    page.wait_for_timeout(READING)
    page.locator("main form button").click()
    expect(page.locator(".card .qr")).to_have_count(0)
    shoot(page, "card-without-qr")
    page.go_back()
    expect(page.locator("[name=wishes]").nth(2)).to_be_checked()
    page.fill("[name=own]", OWN)
    page.locator("main form button").dblclick()
    expect(page.locator(".card .qr")).to_be_visible()
    assert WishChosen.objects.count() == 1


def test_card_text_is_copied_with_one_press(visit: Visits, place: County) -> None:
    page = visit("desktop")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/fi/kohtaaminen/")
    page.fill("[name=own]", OWN)
    page.locator("main form button").click()
    page.locator("[data-copy]").click()
    expect(page.locator("[data-copied]")).to_be_visible()
    assert OWN in page.evaluate("navigator.clipboard.readText()")
