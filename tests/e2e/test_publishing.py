"""From a voice to the public page and off it again, as its giver and a reviewer live it."""

import pytest
from playwright.sync_api import Page, expect

from kuulluksi.voices import actions
from kuulluksi.voices.models import Publication, Voice
from kuulluksi.web.kit.clock import now
from tests.e2e.browser import Locale, Viewport, Visits, shoot
from tests.e2e.test_voice_travels import sign_in
from tests.e2e.walks import READING, SEND, choose, code_on, open_journey, tab_until
from tests.factories.org import County, county

SAID = "Maija Virtanen lupasi soittaa. Poikani harrastaa miekkailua. Puhelua ei tullut."
ANSWER = "Kiitos, että kerroit. Virtanen soittaa sinulle huomenna."
SECRETS = ("Maija", "Virtanen", "miekkailua")


@pytest.fixture
def place(transactional_db: None) -> County:
    return county()


def give_asking_first(page: Page, locale: Locale) -> str:
    page.goto(f"/{locale}/palaute/kampin-sosiaaliasema/")
    choose(page, "kind", "criticism")
    page.fill("#words", SAID)
    page.locator("details.further > summary").click()
    choose(page, "publicity", "ask")
    page.wait_for_timeout(READING)
    page.get_by_role("button", name=SEND[locale]).first.click()
    return code_on(page)


def answer(place: County) -> Voice:
    voice = Voice.objects.get()
    actions.answer(voice, by=place.supervisor, at=now(), seen=voice.version, words=ANSWER)
    return voice


def expect_no_secret(page: Page) -> None:
    for secret in SECRETS:
        expect(page.locator("main")).not_to_contain_text(secret)


@pytest.mark.parametrize(
    ("locale", "viewport", "js"), [("fi", "phone", True), ("sv", "desktop", False)]
)
def test_published_when_the_giver_says_so_and_gone_when_withdrawn(
    visit: Visits, place: County, *, locale: Locale, viewport: Viewport, js: bool
) -> None:
    giver, desk, anybody = (visit(viewport, js=js, locale=locale) for _who in range(3))
    code = give_asking_first(giver, locale)
    voice = answer(place)
    place.supervisor.language = locale
    place.supervisor.save()

    sign_in(desk, locale, place.supervisor.email)
    desk.goto(f"/{locale}/tyo/palaute/{voice.pk}/")
    desk.locator(".acts a[href$='/julkaisu/']").click()
    expect(desk.locator("#pick input:checked")).to_have_count(2)
    desk.locator("main summary").click()
    desk.get_by_label("miekkailua", exact=True).check()
    shoot(desk, f"publish-{locale}-{viewport}")
    desk.locator("button[value=look]").first.click()
    expect(desk.locator("main")).to_contain_text("lupasi soittaa")
    expect_no_secret(desk)
    shoot(desk, f"publish-look-{locale}-{viewport}")
    desk.locator("#sure").check()
    desk.locator("button[value=publish]").click()
    expect(desk.locator("[role=status]")).to_be_visible()

    public = f"/{locale}/paikat/kampin-sosiaaliasema/"
    anybody.goto(public)
    expect(anybody.locator("main")).not_to_contain_text("lupasi soittaa")

    open_journey(giver, locale, code)
    expect(giver.locator("section .sheet")).to_contain_text("lupasi soittaa")
    shoot(giver, f"publish-asked-{locale}-{viewport}")
    giver.locator("button[value=approve]").click()
    expect(giver.locator("[role=status]")).to_be_visible()
    shoot(giver, f"publish-approved-{locale}-{viewport}")

    anybody.goto(public)
    expect(anybody.locator("main")).to_contain_text("lupasi soittaa")
    expect(anybody.locator("main")).to_contain_text("Kiitos, että kerroit")
    expect_no_secret(anybody)
    shoot(anybody, f"published-{locale}-{viewport}")

    giver.locator("form[action$='/peru/'] button").click()
    giver.locator("button[name=sure]").click()
    expect(giver.locator("[role=status]")).to_be_visible()
    anybody.goto(public)
    expect(anybody.locator("main")).not_to_contain_text("lupasi soittaa")
    assert not Publication.objects.exists()


def test_words_are_chosen_by_keyboard_alone(visit: Visits, place: County) -> None:
    give_asking_first(visit("phone"), "fi")
    voice = answer(place)
    desk = visit("desktop")
    sign_in(desk, "fi", place.supervisor.email)
    desk.goto(f"/fi/tyo/palaute/{voice.pk}/julkaisu/")
    # The found things and the button come before the many words, which are folded.
    tab_until(desk, "document.activeElement.value === 'look'")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    tab_until(desk, "document.activeElement.closest('label')?.innerText === 'miekkailua'")
    desk.keyboard.press("Space")
    tab_until(desk, "document.activeElement.value === 'look'")
    desk.keyboard.press("Enter")
    expect(desk.locator("#sure")).to_be_visible()
    expect_no_secret(desk)
    tab_until(desk, "document.activeElement.id === 'sure'")
    desk.keyboard.press("Space")
    tab_until(desk, "document.activeElement.value === 'publish'")
    desk.keyboard.press("Enter")
    expect(desk.locator("[role=status]")).to_be_visible()
    assert Publication.objects.get().words[0] == {"gap": "name"}
