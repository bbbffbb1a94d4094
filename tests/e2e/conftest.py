"""A browser for the whole run, and watched windows for each test."""

import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import override_settings
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from kuulluksi.management.demo import load
from kuulluksi.web.kit.clock import now
from tests.e2e.browser import Visits, chromium
from tests.e2e.served import served


@pytest.fixture(scope="session", autouse=True)
def keeping_pages() -> Iterator[None]:
    """The test server starts after this and so carries the middleware that keeps its pages."""
    with override_settings(MIDDLEWARE=["tests.e2e.served.Keeping", *settings.MIDDLEWARE]):
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread, and Django would refuse queries beside one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with chromium() as started:
        yield started


@pytest.fixture
def demo(live_server: LiveServer) -> None:
    """The demo authority, as `./dev run` builds it."""
    load(at=now())


@pytest.fixture
def visit(browser: Browser, keeping_pages: None, live_server: LiveServer) -> Iterator[Visits]:
    """`visit("phone", js=False, locale="sv")` is a new window; any fault it sees fails the test."""
    served.forget()
    visits = Visits(browser, live_server.url, served)
    yield visits
    visits.end()
