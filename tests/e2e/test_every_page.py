"""Every page that opens for somebody is opened, and given to axe when the walk ends."""

from datetime import datetime

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from tests.e2e.browser import Locale, Viewport, Visits, shoot
from tests.e2e.walks import walk_by_keyboard
from tests.factories.org import county
from tests.house.access import FILES, GET
from tests.house.roles import ROLES
from tests.house.test_access import addresses
from tests.house.things import Things, things


@pytest.fixture
def there(transactional_db: None, at: datetime) -> Things:
    return things(county(), at)


def come_in(page: Page, there: Things, role: str, address: str) -> None:
    """The window gets the session of somebody in that role, or none."""
    page.context.clear_cookies()
    if role != "anonymous":
        client = Client()
        client.force_login(there.of(role))
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}]
        )


@pytest.mark.parametrize(
    ("locale", "viewport", "dark"),
    [("fi", "phone", False), ("sv", "desktop", True)],
)
def test_every_page_opens_and_is_accessible(
    visit: Visits, there: Things, *, locale: Locale, viewport: Viewport, dark: bool
) -> None:
    page = visit(viewport, locale=locale, dark=dark)
    opened = 0
    patterns = dict(addresses())
    for role in ROLES:
        rows = {name: row for name, row in GET.items() if name not in FILES}
        names = [name for name, row in rows.items() if row[role] == "200" and first(row) == role]
        if names:
            come_in(page, there, role, visit.address)
        for name in names:
            address = there.address(name, patterns[name]).replace("/fi/", f"/{locale}/", 1)
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, address
            expect(page.locator("h1")).to_have_count(1)
            wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(wider) <= 0, f"{address} scrolls sideways"
            if viewport == "desktop":
                walk_by_keyboard(page)
            shoot(page, f"every-{name.replace(':', '-')}-{locale}-{viewport}")
            opened += 1
    assert opened >= 40


def first(row: dict[str, str]) -> str:
    """The role by which a page is visited: the first that it opens for."""
    return next(role for role in ROLES if row[role] == "200")
