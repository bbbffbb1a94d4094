"""What people do in the browser, step by step, so that each test reads like a walk."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.browser import Locale

WORDS: dict[Locale, str] = {
    "fi": "Soitin kolme kertaa. Puhelua ei tullut.",
    "sv": "Jag ringde tre gånger. Ingen ringde upp.",
    "en": "I called three times. Nobody called back.",
}
SEND: dict[Locale, str] = {
    "fi": "Lähetä palaute",
    "sv": "Skicka responsen",
    "en": "Send feedback",
}
SAVED: dict[Locale, str] = {
    "fi": "Olen ottanut koodin talteen",
    "sv": "Jag har sparat koden",
    "en": "I have saved the code",
}
# A form sent sooner than this after it was opened is held for review.
READING = 3_100


def give(page: Page, locale: Locale, place: str = "kampin-sosiaaliasema") -> str:
    """A visitor opens the form of a place, writes and sends. Returns the code of the receipt."""
    page.goto(f"/{locale}/palaute/{place}/")
    choose(page, "kind", "criticism")
    page.fill("#words", WORDS[locale])
    page.wait_for_timeout(READING)
    page.get_by_role("button", name=SEND[locale]).first.click()
    return code_on(page)


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f"input[name={name}][value={value}]").check()


def code_on(page: Page) -> str:
    """The code that the receipt shows, in its groups."""
    expect(page.locator("#code")).to_be_visible()
    return re.sub(r"\s+", " ", page.locator("#code").inner_text()).strip()


def open_journey(page: Page, locale: Locale, code: str) -> None:
    page.goto(f"/{locale}/matka/")
    page.fill("#code", code)
    page.locator("main form button").click()


def to_field(page: Page, name: str) -> None:
    """Presses Tab until the field of that name has the focus."""
    tab_until(page, f"document.activeElement.name === '{name}'")


def to_button(page: Page, words: str) -> None:
    tab_until(page, f"document.activeElement.innerText === '{words}'")


def tab_until(page: Page, there: str) -> None:
    for _press in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(there):
            visible = "document.activeElement.matches(':focus-visible')"
            assert page.evaluate(visible)
            return
    raise AssertionError(f"Tab does not reach {there}")


# What a keyboard must reach: everything that can be used and seen. Of a group of radio buttons Tab
# reaches one, and the arrows the others.
USABLE = """() => [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary')]
  .filter(each => each.checkVisibility({visibilityProperty: true}) && each.tabIndex >= 0)
  .filter(each => !each.disabled)
  .map(each => each.type === 'radio' ? 'radio ' + each.name : each.outerHTML)"""
FOCUSED = """() => {
  const here = document.activeElement;
  if (here === document.body || !here.matches(':focus-visible')) return null;
  return here.type === 'radio' ? 'radio ' + here.name : here.outerHTML;
}"""


def walk_by_keyboard(page: Page) -> None:
    """Presses Tab from the top of the page to its end: everything usable is reached, visibly."""
    page.evaluate("document.activeElement.blur(); window.getSelection().removeAllRanges()")
    missing = set(page.evaluate(USABLE))
    presses = 2 * page.locator("a, button, input, select, textarea, summary").count() + 10
    for _press in range(presses):
        if not missing:
            return
        page.keyboard.press("Tab")
        missing.discard(page.evaluate(FOCUSED))
    raise AssertionError(f"Tab does not reach on {page.url}: {sorted(missing)}")
