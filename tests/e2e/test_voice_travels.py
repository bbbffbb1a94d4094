"""One voice from a visitor's phone to a supervisor's answer and back, as two people live it."""

import pytest
from playwright.sync_api import Page, expect

from kuulluksi.voices.enums import State
from kuulluksi.voices.models import Voice
from tests.e2e.browser import Locale, Viewport, Visits, shoot
from tests.e2e.walks import WORDS, choose, give, open_journey, tab_until
from tests.factories.org import PASSWORD, County, county

ANSWER: dict[Locale, str] = {
    "fi": "Olen pahoillani. Soitan sinulle itse huomenna kello kymmenen, ja sovimme uuden tavan.",
    "sv": "Jag beklagar. Jag ringer dig själv i morgon klockan tio, och vi avtalar ett nytt sätt.",
    "en": "I am sorry. I will call you myself tomorrow at ten, and we will agree on a new way.",
}
REASON: dict[Locale, str] = {
    "fi": "Kukaan ei soittanut.",
    "sv": "Ingen ringde.",
    "en": "Nobody called.",
}


@pytest.fixture
def place(transactional_db: None) -> County:
    return county()


def sign_in(page: Page, locale: Locale, email: str) -> None:
    page.goto(f"/{locale}/tyo/")
    page.fill("input[name=email]", email)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form button").click()
    expect(page.locator("ul.tabs")).to_be_visible()


@pytest.mark.parametrize(
    ("locale", "viewport", "js"),
    [
        ("fi", "phone", True),
        ("fi", "desktop", False),
        ("sv", "phone", False),
        ("sv", "desktop", True),
    ],
)
def test_voice_travels_there_and_back(
    visit: Visits, place: County, *, locale: Locale, viewport: Viewport, js: bool
) -> None:
    giver, desk = (visit(viewport, js=js, locale=locale) for _who in range(2))
    code = give(giver, locale)
    for person in (place.supervisor, place.manager):
        person.language = locale
        person.save()

    sign_in(desk, locale, place.supervisor.email)
    shoot(desk, f"inbox-{locale}-{viewport}")
    desk.get_by_role("link", name=WORDS[locale]).click()
    expect(desk.locator("main")).to_contain_text(WORDS[locale])
    shoot(desk, f"voice-{locale}-{viewport}")
    desk.fill("textarea[name=answer]", ANSWER[locale])
    desk.locator("input[name=sure]").check()
    desk.locator("form[action*='/vastaus/'] button.btn:not(.two)").click()
    expect(desk.locator("main")).to_contain_text(ANSWER[locale])
    assert Voice.objects.get().state == State.ANSWERED

    open_journey(giver, locale, code)
    expect(giver.locator(".reply")).to_contain_text(ANSWER[locale])
    expect(giver.locator("main")).not_to_contain_text(place.supervisor.name)
    shoot(giver, f"answered-{locale}-{viewport}")
    choose(giver, "verdict", "no")
    giver.fill("#reason", REASON[locale])
    giver.locator("form[action$='/auttoiko/'] button").click()
    expect(giver.locator("[role=status]")).to_be_visible()
    shoot(giver, f"reopened-{locale}-{viewport}")
    after = Voice.objects.get()
    assert (after.state, after.owner) == (State.WAITING, place.manager)

    above = visit(viewport, js=js, locale=locale)
    sign_in(above, locale, place.manager.email)
    above.get_by_role("link", name=WORDS[locale]).click()
    expect(above.locator("main")).to_contain_text(REASON[locale])


def test_answer_is_written_by_keyboard_alone(visit: Visits, place: County) -> None:
    give(visit("phone"), "fi")
    desk = visit("desktop")
    desk.goto("/fi/tyo/")
    tab_until(desk, "document.activeElement.name === 'email'")
    desk.keyboard.type(place.supervisor.email)
    desk.keyboard.press("Tab")
    desk.keyboard.type(PASSWORD)
    desk.keyboard.press("Enter")
    expect(desk.locator("ul.tabs")).to_be_visible()
    tab_until(desk, f"document.activeElement.innerText.startsWith('{WORDS['fi'][:20]}')")
    desk.keyboard.press("Enter")
    expect(desk.locator("textarea[name=answer]")).to_be_visible()
    tab_until(desk, "document.activeElement.name === 'answer'")
    desk.keyboard.type(ANSWER["fi"])
    desk.keyboard.press("Tab")
    desk.keyboard.press("Space")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk.locator("[role=status]")).to_be_visible()
    assert Voice.objects.get().state == State.ANSWERED


def test_second_answer_is_told_and_kept(visit: Visits, place: County) -> None:
    give(visit("phone"), "fi")
    first, second = visit("desktop"), visit("desktop")
    sign_in(first, "fi", place.supervisor.email)
    sign_in(second, "fi", place.deputy.email)
    first.get_by_role("link", name=WORDS["fi"]).click()
    second.goto(first.url)
    for desk, words in ((first, ANSWER["fi"]), (second, "Toinen vastaus, jota ei lähetetty.")):
        desk.fill("textarea[name=answer]", words)
        desk.locator("input[name=sure]").check()
        desk.locator("form[action*='/vastaus/'] button.btn:not(.two)").click()
    expect(second.locator("main")).to_contain_text("Työtoverisi vastasi juuri")
    shoot(second, "stale")
    expect(second.locator("textarea[name=answer]")).to_have_value(
        "Toinen vastaus, jota ei lähetetty."
    )
    assert Voice.objects.get().steps.filter(event="answered").count() == 1


def test_whoever_it_concerns_sees_nothing(visit: Visits, place: County) -> None:
    giver = visit("phone")
    giver.goto("/fi/palaute/kampin-sosiaaliasema/")
    choose(giver, "kind", "criticism")
    giver.fill("#words", "Esihenkilö ei vastannut minulle.")
    choose(giver, "concerns", "handler")
    giver.wait_for_timeout(3_100)
    giver.locator(".send button").click()
    expect(giver.locator("#code")).to_be_visible()
    desk = visit("desktop")
    sign_in(desk, "fi", place.supervisor.email)
    for tab in ("mine", "unit", "all"):
        desk.goto(f"/fi/tyo/?tab={tab}")
        expect(desk.locator("main")).not_to_contain_text("Esihenkilö ei vastannut minulle.")
    answer = desk.goto(f"/fi/tyo/palaute/{Voice.objects.get().pk}/")
    assert answer is not None
    assert answer.status == 404
