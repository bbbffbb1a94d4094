"""Answering a survey in the browser: with and without scripts, by keyboard, broken off and gone on
with, on a bad line, and on one device that goes from hand to hand.
"""

import pytest
from playwright.sync_api import Page, expect

from kuulluksi.pure import receipt
from kuulluksi.surveys.enums import Mode
from kuulluksi.surveys.models import Ballot, Draft, Wave
from kuulluksi.web.kit.clock import now
from tests.e2e.browser import Locale, Viewport, Visits, axe, shoot
from tests.e2e.walks import code_on, to_button, walk_by_keyboard
from tests.factories import surveys
from tests.factories.org import County, county

NEXT = "button[value=next]"
SEND = "button[value=send]"
LAST = 14


@pytest.fixture
def place(transactional_db: None) -> County:
    return county()


@pytest.fixture
def wave(place: County) -> Wave:
    return surveys.wave(place, now(), code="aseman-kysely")


def address(locale: Locale = "fi", then: str = "") -> str:
    return f"/{locale}/kysely/aseman-kysely/kampin-sosiaaliasema/{then}"


def press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.locator(button).first.click()


def number_of(page: Page) -> int:
    return int(page.locator("progress").get_attribute("value") or 0)


@pytest.mark.parametrize(
    ("locale", "viewport", "js", "dark"),
    [("fi", "phone", True, False), ("sv", "desktop", True, True), ("en", "phone", False, True)],
)
def test_somebody_answers_stops_goes_on_and_sends(
    visit: Visits, wave: Wave, *, locale: Locale, viewport: Viewport, js: bool, dark: bool
) -> None:
    page = visit(viewport, js=js, locale=locale, dark=dark)
    page.goto(address(locale))
    shoot(page, f"survey-first-{locale}-{viewport}")
    press(page, "form[method=get] .btn")
    page.locator("input[value='4']").check(force=True)
    press(page, NEXT)
    assert number_of(page) == 2
    page.go_back()
    expect(page.locator("input[value='4']")).to_be_checked()
    press(page, NEXT)
    press(page, "button[value=pause]")
    code = code_on(page)
    shoot(page, f"survey-code-{locale}-{viewport}")
    page.goto(f"/{locale}/kysely/jatka/")
    page.fill("#code", code.lower())
    press(page, "main form .btn")
    assert number_of(page) == 2
    for _question in range(2, LAST):
        press(page, NEXT)
    press(page, "button[value=review]")
    shoot(page, f"survey-review-{locale}-{viewport}")
    press(page, SEND)
    expect(page.locator("main h1")).to_be_visible()
    shoot(page, f"survey-thanks-{locale}-{viewport}")
    ballot = Ballot.objects.get()
    assert (ballot.answers, ballot.mode) == ({"enough-information": "4"}, Mode.WEB)
    assert not Draft.objects.exists()
    assert page.context.cookies() == []


def test_all_on_one_page_by_keyboard_with_a_fault_to_mend(visit: Visits, wave: Wave) -> None:
    page = visit("desktop")
    page.goto(address(then="?layout=all"))
    walk_by_keyboard(page)
    # What nobody can choose by hand.
    page.locator("[name='a.school-grade'][value='9']").evaluate("each => each.value = '11'")
    page.locator("[name='a.school-grade'][value='11']").check(force=True)
    page.locator("[name='w.worked-well']").fill("Minua kuunneltiin.")
    press(page, SEND)
    expect(page.locator("#faults")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#q-school-grade .err")).to_be_in_viewport()
    expect(page.locator("[name='w.worked-well']")).to_have_value("Minua kuunneltiin.")
    page.locator("[name='a.school-grade'][value='8']").focus()
    page.keyboard.press("Space")
    to_button(page, "Lähetä vastaukset")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    answers = Ballot.objects.get().answers
    assert answers == {"school-grade": "8", "worked-well": "Minua kuunneltiin."}


def test_a_lost_connection_keeps_the_page_and_its_words(visit: Visits, wave: Wave) -> None:
    page = visit("phone")
    page.goto(address(then="?layout=all"))
    page.locator("[name='w.worked-well']").fill("Minua kuunneltiin.")
    page.context.set_offline(offline=True)
    page.locator(SEND).click()
    expect(page.locator("[data-offline]")).to_be_visible()
    expect(page.locator("[name='w.worked-well']")).to_have_value("Minua kuunneltiin.")
    axe(page)
    shoot(page, "survey-offline-phone")
    page.context.set_offline(offline=False)
    press(page, SEND)
    assert Ballot.objects.get().answers == {"worked-well": "Minua kuunneltiin."}
    # The picture that was asked for while there was no line.
    visit.problems[:] = [each for each in visit.problems if "ERR_INTERNET_DISCONNECTED" not in each]


def start_in_group(page: Page) -> None:
    page.goto(address(then="ryhma/"))
    press(page, "form[method=get] .btn")


def to_the_next(page: Page) -> None:
    """One question on. The page is not left: the next one takes its place."""
    here = number_of(page)
    page.locator(NEXT).click()
    expect(page.locator("progress")).to_have_attribute("value", str(here + 1))


def test_a_group_answers_one_after_another_on_one_device(visit: Visits, wave: Wave) -> None:
    page = visit("desktop")
    page.clock.install()
    for person in (1, 2):
        start_in_group(page)
        expect(page.locator("input:checked[name^='a.']")).to_have_count(0)
        page.locator("input[value='5']").check(force=True)
        before = page.evaluate("history.length")
        for _question in range(1, LAST):
            to_the_next(page)
        assert page.evaluate("history.length") == before
        page.locator(SEND).click()
        expect(page.locator("[data-next]")).to_be_visible()
        axe(page)
        shoot(page, f"survey-group-thanks-{person}")
        assert Ballot.objects.filter(mode=Mode.GROUP).count() == person
        page.clock.run_for(31_000)
        page.wait_for_url("**/ryhma/")
    page.go_back()
    expect(page.locator("input:checked[name^='a.']")).to_have_count(0)
    assert page.context.cookies() == []


def test_a_device_that_was_put_down_warns_and_then_begins_anew(visit: Visits, wave: Wave) -> None:
    page = visit("phone")
    page.clock.install()
    start_in_group(page)
    page.locator("input[value='5']").check(force=True)
    to_the_next(page)
    dialog = page.locator("[data-dialog]")
    for _time in range(2):
        page.clock.run_for(181_000)
        expect(dialog).to_be_visible()
        axe(page)
        shoot(page, "survey-group-idle")
        page.locator("[data-dialog] [data-stay]").click()
        expect(dialog).to_be_hidden()
        assert number_of(page) == 2
    page.clock.run_for(181_000)
    expect(dialog).to_be_visible()
    page.clock.run_for(61_000)
    page.wait_for_url("**/ryhma/")
    assert not Ballot.objects.exists()


def test_the_slip_says_the_code_that_opens_the_answers(visit: Visits, wave: Wave) -> None:
    page = visit("phone")
    page.goto(address(then="?layout=all&size=large"))
    page.locator("[name='w.worked-well']").fill("Minua kuunneltiin.")
    press(page, "button[value=pause]")
    code = receipt.clean(code_on(page))
    # The QR picture carries the code behind "#"; the script moves it into the form.
    page.goto(f"/fi/kysely/jatka/#{code}")
    expect(page.locator("[name='w.worked-well']")).to_have_value("Minua kuunneltiin.")
    assert code not in page.url
