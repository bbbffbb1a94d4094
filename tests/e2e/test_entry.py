"""A worker writes down what a client said; the client follows it with the code of the slip."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from kuulluksi.voices.models import Voice
from tests.e2e.browser import Locale, Visits, axe, shoot
from tests.e2e.test_every_page import come_in
from tests.e2e.walks import code_on, open_journey
from tests.factories.org import county
from tests.house.things import Things, things

ENTRY = "/fi/tyo/kirjaa/"
WORDS = "Puhelimeen ei vastattu koko viikolla."


@pytest.fixture
def there(transactional_db: None, at: datetime) -> Things:
    return things(county(), at)


class Hands:
    """Counts what a worker does beside typing the sentence itself."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.done = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.done += 1
            self.page.keyboard.press(key)

    def click(self, what: str) -> None:
        self.done += 1
        self.page.locator(what).click()


def test_entry_by_keyboard_takes_five_keys_and_the_sentence(visit: Visits, there: Things) -> None:
    """Space (criticism), Tab, the sentence, Tab, Space (the client knows), Enter. Other kinds than
    the first take an arrow key each. A sentence of forty characters and five keys are some ten
    seconds for whoever types with ten fingers, and more for whoever does not. Enter again opens the
    next entry with unit and channel kept."""
    before = Voice.objects.count()
    page = visit("desktop")
    come_in(page, there, "worker", visit.address)
    page.goto(f"{ENTRY}?channel=phone")
    # The browser moves the focus a moment after it has the page; people are slower than that.
    expect(page.locator("[name=kind]").first).to_be_focused()
    hands = Hands(page)
    hands.press("Space", "Tab")
    page.keyboard.type(WORDS)
    hands.press("Tab", "Space", "Enter")
    code = code_on(page)
    assert hands.done == 5
    assert Voice.objects.count() == before + 1
    shoot(page, "entry-slip")
    expect(page.locator("main a:focus, main button:focus")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"unit=.*channel=phone"))
    assert page.input_value("[name=channel]") == "phone"
    expect(page.locator("[name=kind]").first).to_be_focused()
    client = visit("phone", js=False, locale="sv")
    open_journey(client, "sv", code)
    expect(client.locator("main")).to_contain_text(WORDS)
    assert there.house.worker.name not in client.content()


def test_entry_by_mouse_takes_five_clicks_and_the_sentence(visit: Visits, there: Things) -> None:
    """Kind, the field for the sentence, the client knows, save: four. Thanks need a fifth, for each
    colleague who helped."""
    page = visit("phone", js=False)
    come_in(page, there, "worker", visit.address)
    page.goto(ENTRY)
    hands = Hands(page)
    expect(page.locator("[name=helped]").first).to_be_hidden()
    hands.click("[name=kind][value=thanks]")
    hands.click("[name=words]")
    page.keyboard.type("Kiitos, kun soititte heti.")
    hands.click("[name=helped] >> nth=0")
    hands.click("[name=knows][value=yes]")
    hands.click("form.entry .row .btn >> nth=0")
    code_on(page)
    assert hands.done == 5


def test_entry_whose_client_learns_of_it_afterwards(visit: Visits, there: Things) -> None:
    page = visit("phone", js=False)
    come_in(page, there, "supervisor", visit.address)
    page.goto(ENTRY)
    page.check("[name=kind][value=idea]")
    page.fill("[name=words]", "Odotustilaan lisää tuoleja.")
    page.check("[name=knows][value=no]")
    page.locator("form.entry .row .btn").first.click()
    expect(page.locator("#code")).to_have_count(0)
    shoot(page, "entry-without-slip")
    page.locator("main form button").click()
    assert code_on(page)


def test_entry_faults_are_named_and_nothing_is_lost(visit: Visits, there: Things) -> None:
    page = visit("desktop", dark=True)
    come_in(page, there, "manager", visit.address)
    page.goto(ENTRY)
    page.fill("[name=words]", WORDS)
    page.locator("form.entry .row .btn").first.click()
    expect(page.locator("#faults")).to_be_focused()
    assert page.input_value("[name=words]") == WORDS
    page.locator("details summary").click()
    axe(page)
    shoot(page, "entry-faults")


def test_entry_slip_prints_on_small_paper(visit: Visits, there: Things) -> None:
    page = visit("desktop")
    come_in(page, there, "worker", visit.address)
    page.goto(ENTRY)
    page.check("[name=kind][value=criticism]")
    page.fill("[name=words]", WORDS)
    page.check("[name=knows][value=yes]")
    page.locator("form.entry .row .btn").first.click()
    code_on(page)
    assert pages_of(page) == 1
    page.emulate_media(media="print")
    expect(page.locator(".slip .code")).to_be_visible()
    expect(page.locator("#code")).to_be_hidden()
    expect(page.locator(".top")).to_be_hidden()


@pytest.mark.parametrize("locale", ["fi", "sv", "en"])
def test_paper_form_is_one_page(visit: Visits, there: Things, locale: Locale) -> None:
    page = visit("desktop", locale=locale)
    page.goto(f"/{locale}/lomake/{there.house.kamppi.code}/")
    assert pages_of(page) == 1
    page.emulate_media(media="print")
    shoot(page, f"paper-form-{locale}")


def pages_of(page: Page) -> int:
    """On how many sheets the browser prints the page."""
    page.emulate_media(media="print")
    printed = page.pdf(prefer_css_page_size=True)
    page.emulate_media(media="screen")
    return len(re.findall(rb"/Type\s*/Page\b", printed))
