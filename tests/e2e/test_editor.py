"""A questionnaire is edited by keyboard: the preview follows the typing, the focus what moves."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from kuulluksi.pure.questionnaire import editing
from kuulluksi.surveys.models import Document
from tests.e2e.browser import Visits, shoot
from tests.factories import surveys
from tests.factories.org import County, county

ONE = "/fi/tyo/kyselylomakkeet/oma-kysely/1/"


@pytest.fixture
def house(transactional_db: None) -> County:
    made = county()
    surveys.draft(made)
    return made


def signed_in(page: Page, house: County, address: str) -> Page:
    client = Client()
    client.force_login(house.researcher)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": session, "url": address}])
    return page


@pytest.mark.parametrize("js", [True, False])
def test_preview_follows_what_is_typed(visit: Visits, house: County, *, js: bool) -> None:
    page = signed_in(visit("desktop", js=js), house, visit.address)
    page.goto(f"{ONE}kysymys/competent/")
    page.fill("#text_fi", "Sain osaavaa palvelua")
    if not js:
        page.get_by_role("button", name="Näytä", exact=True).click()
    expect(page.locator("#preview legend")).to_have_text("Sain osaavaa palvelua")
    expect(page.locator("#text_fi")).to_have_value("Sain osaavaa palvelua")
    stored = editing.item(Document.objects.get().body, "competent")
    assert stored["text"]["fi"] == "Saamani palvelu on ollut asiantuntevaa"
    page.select_option("#look", "sv")
    if not js:
        page.get_by_role("button", name="Näytä", exact=True).click()
    expect(page.locator("#preview legend")).to_contain_text("sakkunnig")
    shoot(page, f"editor-preview-{'js' if js else 'plain'}")
    page.get_by_role("button", name="Tallenna").last.click()
    expect(page.locator("[href='kysymys/competent/']")).to_be_focused()
    assert editing.item(Document.objects.get().body, "competent")["wording"] == 4


def test_moving_by_keyboard_keeps_the_focus(visit: Visits, house: County) -> None:
    page = signed_in(visit("phone", js=False), house, visit.address)
    page.goto(ONE)
    up = page.locator("button[value='up:item:competent']")
    for _turn in range(2):
        up.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**focus=up**")
        expect(up).to_be_focused()
        page.goto(page.url.partition("?")[0])
    items = Document.objects.get().body["pages"][0]["items"]
    assert items[0]["id"] == "competent"


def test_enter_in_a_choice_saves(visit: Visits, house: County) -> None:
    page = signed_in(visit("desktop"), house, visit.address)
    page.goto(f"{ONE}sivu/worker/uusi/?kind=single")
    page.fill("#text_fi", "Miten asioit?")
    page.fill("#choice-0_fi", "Paikan päällä")
    page.fill("#choice-1_fi", "Puhelimessa")
    expect(page.locator("#preview .choice")).to_have_count(2)
    page.locator("#choice-1_fi").press("Enter")
    page.wait_for_url("**done=saved**")
    stored = editing.item(Document.objects.get().body, "miten-asioit")
    assert [each["id"] for each in stored["choices"]] == ["paikan-paalla", "puhelimessa"]
