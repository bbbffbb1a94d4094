"""A visitor gives a voice: light, without JavaScript, without a cookie, without losing a word."""

import pytest
from playwright.sync_api import Response, expect

from kuulluksi.voices.models import Passage, Voice
from tests.e2e.browser import Locale, Viewport, Visits, axe, shoot
from tests.e2e.walks import (
    READING,
    SAVED,
    SEND,
    WORDS,
    choose,
    code_on,
    give,
    open_journey,
    to_button,
    to_field,
)
from tests.factories.org import County, county

FORM = "/fi/palaute/kampin-sosiaaliasema/"
# The whole public form may weigh so much, uncompressed and with everything that it loads.
BUDGET = 40 * 1024


@pytest.fixture
def place(transactional_db: None) -> County:
    return county()


@pytest.mark.parametrize(
    ("locale", "viewport", "js"),
    [
        ("fi", "phone", True),
        ("fi", "desktop", False),
        ("sv", "phone", False),
        ("sv", "desktop", True),
        ("en", "phone", True),
    ],
)
def test_visitor_gives_and_follows(
    visit: Visits, place: County, *, locale: Locale, viewport: Viewport, js: bool
) -> None:
    page = visit(viewport, js=js, locale=locale)
    code = give(page, locale)
    shoot(page, f"receipt-{locale}-{viewport}")
    page.get_by_role("button", name=SAVED[locale]).click()
    expect(page.locator("main")).to_contain_text(WORDS[locale])
    open_journey(page, locale, code)
    expect(page.locator(".over")).to_contain_text(code)
    shoot(page, f"journey-{locale}-{viewport}")
    assert code.replace(" ", "") not in page.url
    assert page.context.cookies() == []


@pytest.mark.parametrize("locale", ["fi", "sv"])
def test_form_weighs_at_most_forty_kilobytes(visit: Visits, demo: None, locale: Locale) -> None:
    page = visit("phone", locale=locale)
    bodies: list[int] = []

    def weigh(response: Response) -> None:
        headers = "\r\n".join(f"{name}: {value}" for name, value in response.headers.items())
        bodies.append(len(response.body()) + len(headers))

    page.on("response", weigh)
    page.goto(FORM.replace("/fi/", f"/{locale}/"), wait_until="networkidle")
    assert len(bodies) >= 2
    assert sum(bodies) <= BUDGET, bodies


def test_faults_take_the_focus_and_keep_everything(visit: Visits, place: County) -> None:
    page = visit("phone")
    page.goto(FORM)
    page.locator("details.further summary").click()
    choose(page, "named", "yes")
    page.fill("#contact", "liisa.posti.example")
    axe(page)
    page.get_by_role("button", name=SEND["fi"]).first.click()
    expect(page.locator("#faults")).to_be_focused()
    shoot(page, "faults")
    page.get_by_role("link", name="Tarkista yhteystieto").click()
    assert page.input_value("#contact") == "liisa.posti.example"
    expect(page.locator("#contact")).to_be_visible()


def test_double_click_and_reload_give_one_voice(visit: Visits, place: County) -> None:
    page = visit("desktop")
    page.goto(FORM)
    choose(page, "kind", "thanks")
    page.fill("#words", "Kiitos avusta.")
    page.wait_for_timeout(READING)
    page.get_by_role("button", name=SEND["fi"]).first.dblclick()
    code = code_on(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    assert code_on(page) == code
    assert Voice.objects.count() == 1


def test_back_and_other_words_are_added(visit: Visits, place: County) -> None:
    page = visit("phone")
    code = give(page, "fi")
    page.go_back()
    page.fill("#words", "Soitin kolme kertaa. Kukaan ei soittanut takaisin.")
    page.get_by_role("button", name=SEND["fi"]).first.click()
    assert code_on(page) == code
    assert Voice.objects.count() == 1
    assert Passage.objects.count() == 2


def test_qr_opens_the_journey_and_leaves_no_code_in_the_address(
    visit: Visits, place: County
) -> None:
    code = give(visit("desktop"), "fi").replace(" ", "")
    phone = visit("phone")
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(f"/matka#{code}")
    expect(phone.locator("main")).to_contain_text(WORDS["fi"])
    assert code not in phone.url
    assert all(code not in url.partition("#")[0] for url in asked)
    assert phone.evaluate("history.length") <= 3


def test_voice_is_given_and_read_by_keyboard_alone(visit: Visits, place: County) -> None:
    page = visit("desktop")
    page.goto(FORM)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    to_field(page, "kind")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    to_field(page, "words")
    page.keyboard.type("Kiitos, että kuuntelitte.")
    to_field(page, "concerns")
    page.wait_for_timeout(READING)
    to_button(page, SEND["fi"])
    page.keyboard.press("Enter")
    code = code_on(page)
    to_button(page, SAVED["fi"])
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Kiitos, että kuuntelitte.")
    to_field(page, "words")
    page.keyboard.type("Lisään vielä tämän.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[role=status]")).to_be_focused()
    expect(page.locator("main")).to_contain_text("Lisään vielä tämän.")
    assert code
