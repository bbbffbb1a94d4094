"""The visitor's browser: sees every fault of a page, takes pictures, and asks axe."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Response,
    Route,
    sync_playwright,
)

from tests.e2e.served import Served

Viewport = Literal["phone", "desktop"]
Locale = Literal["fi", "sv", "en"]

SCREENS: dict[Viewport, dict[str, Any]] = {
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "device_scale_factor": 2,
        "is_mobile": True,
        "has_touch": True,
    },
    "desktop": {"viewport": {"width": 1280, "height": 900}},
}
REGIONS: dict[Locale, str] = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Everything axe knows about WCAG 2.2 A and AA, and its own good practices.
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextmanager
def chromium() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses it to root
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*QUIET, *sandbox])
        yield browser
        browser.close()


@dataclass
class Visits:
    """The pages that one test opens, each watched; `end` fails with everything that went wrong."""

    browser: Browser
    address: str
    served: Served
    problems: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)
    looks: list[dict[str, Any]] = field(default_factory=list)

    def __call__(
        self,
        viewport: Viewport = "phone",
        *,
        js: bool = True,
        locale: Locale = "fi",
        dark: bool = False,
    ) -> Page:
        """A new browser window with nothing remembered."""
        look: dict[str, Any] = {
            **SCREENS[viewport],
            "locale": REGIONS[locale],
            "timezone_id": "Europe/Helsinki",
            "color_scheme": "dark" if dark else "light",
            "reduced_motion": "reduce",
        }
        context = self.browser.new_context(base_url=self.address, java_script_enabled=js, **look)
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        self.looks.append(look)
        page = context.new_page()
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        page.on("response", self.response)
        page.on("requestfailed", lambda request: self.failed(request.url, request.failure))
        return page

    def console(self, message: ConsoleMessage) -> None:
        """Content-Security-Policy violations are reported here too, with and without JavaScript."""
        # A 4xx that a test provokes is no fault; the status of every response is watched below.
        if (
            message.type == "error"
            and "the server responded with a status of 4" not in message.text
        ):
            self.problems.append(f"console: {message.text}")

    def response(self, response: Response) -> None:
        if response.status >= 500:
            self.problems.append(f"{response.status}: {response.request.method} {response.url}")
        if not response.url.startswith((self.address, "data:")):
            self.problems.append(f"a page asked another host: {response.url}")

    def failed(self, url: str, reason: str | None) -> None:
        if reason != "net::ERR_ABORTED":  # a page left before all of it was loaded
            self.problems.append(f"{reason}: {url}")

    def end(self) -> None:
        """Closes the windows, runs axe on every page they were sent, and tells what was wrong."""
        for context in self.contexts:
            context.close()
        for look in self.looks:
            self.problems += self.faults_of(look, self.served.new_pages(str(look)))
        self.served.forget()
        assert not self.problems, "\n".join(dict.fromkeys(self.problems))

    def faults_of(self, look: dict[str, Any], pages: list[tuple[str, bytes]]) -> list[str]:
        """Shows served pages once more, as they were sent, and asks axe."""
        faults = []
        context = self.browser.new_context(base_url=self.address, bypass_csp=True, **look)
        page = context.new_page()
        for url, body in pages:
            page.route("**", replaying(body), times=1)
            page.goto(url)
            faults += axe_faults(page)
        context.close()
        return faults


def replaying(body: bytes) -> Callable[[Route], None]:
    return lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8")


def axe(page: Page) -> None:
    """The page as it stands now (opened, filled in, with errors) has no fault that axe can see.

    Pages as the server sends them are checked unasked; this is for what scripts made of them.
    """
    faults = axe_faults(page)
    assert not faults, "\n".join(faults)


def axe_faults(page: Page) -> list[str]:
    options = {"resultTypes": ["violations"], "runOnly": AXE_RULES}
    result = Axe().run(page, options=options).response
    return [
        f"axe {fault['id']} ({fault['impact']}) on {page.url}: {fault['help']}\n"
        + "\n".join(f"    {node['html'][:200]}\n      {explained(node)}" for node in fault["nodes"])
        for fault in result["violations"]
    ]


def explained(node: dict[str, Any]) -> str:
    return re.sub(r"\s*\n\s*", "; ", str(node["failureSummary"]))


def shoot(page: Page, name: str) -> None:
    """Keeps a picture of the whole page in the folder KUULLUKSI_SHOTS, if one is named."""
    if folder := os.environ.get("KUULLUKSI_SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
