"""Thanks find the worker whom they name; a matter goes to the team and its conclusion to the giver;
a surge is seen, week by week."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from kuulluksi.cases import actions
from kuulluksi.cases.enums import FeedbackKind
from kuulluksi.org.models import Person
from kuulluksi.voices.models import Voice
from kuulluksi.web.kit.clock import now
from tests.e2e.browser import Locale, Viewport, Visits, shoot
from tests.e2e.test_voice_travels import sign_in
from tests.e2e.walks import READING, choose, code_on, give, open_journey
from tests.factories.org import County, county
from tests.factories.voices import given

THANKS: dict[Locale, str] = {
    "fi": "Kiitos Tarulle! Äitini Liisa Virtanen sai avun heti.",
    "sv": "Tack Taru! Min mamma Liisa Virtanen fick hjälp genast.",
    "en": "Thank you Taru! My mother Liisa Virtanen got help at once.",
}
SUBJECT: dict[Locale, str] = {
    "fi": "Soittopyyntöihin vastaaminen",
    "sv": "Hur vi ringer upp",
    "en": "How we call back",
}
CONCLUSION: dict[Locale, str] = {
    "fi": "Soitamme samana päivänä. Päivystäjä seuraa listaa.",
    "sv": "Vi ringer upp samma dag. Jouren följer listan.",
    "en": "We call back on the same day. Whoever is on call keeps the list.",
}
WALKS = pytest.mark.parametrize(
    ("locale", "viewport", "js"),
    [("fi", "phone", True), ("sv", "desktop", False), ("en", "desktop", True)],
)


@pytest.fixture
def place(transactional_db: None) -> County:
    return county()


def speaks(person: Person, locale: Locale) -> None:
    person.language = locale
    person.save()


def press(page: Page) -> None:
    page.locator("main form button.btn").last.click()


@WALKS
def test_thanks_reach_the_worker_without_the_names_of_others(
    visit: Visits, place: County, *, locale: Locale, viewport: Viewport, js: bool
) -> None:
    giver, desk = (visit(viewport, js=js, locale=locale) for _who in range(2))
    giver.goto(f"/{locale}/palaute/kampin-sosiaaliasema/")
    choose(giver, "kind", "thanks")
    giver.fill("#words", THANKS[locale])
    giver.wait_for_timeout(READING)
    giver.locator("form[action='?sent'] button.btn").first.click()
    code = code_on(giver)
    actions.make_findable(at=now())

    speaks(place.worker, locale)
    sign_in(desk, locale, place.worker.email)
    desk.locator("nav a[href$='/ryhma/']").click()
    said = desk.locator("section[aria-labelledby=thanks] blockquote")
    expect(said).to_contain_text("Taru")
    expect(said.locator(".mask")).to_have_count(1)
    expect(desk.locator("main")).not_to_contain_text("Virtanen")
    shoot(desk, f"team-thanks-{locale}-{viewport}")
    desk.locator("a[href*='to=me']").click()
    expect(said).to_have_count(1)

    open_journey(giver, locale, code)
    expect(giver.locator("main")).not_to_contain_text(place.worker.name)
    expect(giver.locator(".stop")).not_to_have_count(3)
    shoot(giver, f"thanks-journey-{locale}-{viewport}")


@WALKS
def test_matter_goes_to_the_team_and_its_conclusion_to_the_giver(
    visit: Visits, place: County, *, locale: Locale, viewport: Viewport, js: bool
) -> None:
    giver, leader, worker = (visit(viewport, js=js, locale=locale) for _who in range(3))
    code = give(giver, locale)
    voice = Voice.objects.get()
    for person in (place.supervisor, place.worker):
        speaks(person, locale)
    sign_in(leader, locale, place.supervisor.email)
    leader.goto(f"/{locale}/tyo/palaute/{voice.pk}/")
    leader.locator("a[href$='/asialistalle/']").click()
    press(leader)
    expect(leader.locator("#subject_error")).to_be_visible()
    leader.fill("textarea[name=subject]", SUBJECT[locale])
    shoot(leader, f"agenda-{locale}-{viewport}")
    press(leader)
    expect(leader.locator("[role=status]")).to_be_visible()

    sign_in(worker, locale, place.worker.email)
    worker.goto(f"/{locale}/tyo/ryhma/")
    expect(worker.locator("aside")).to_contain_text(SUBJECT[locale])
    expect(worker.locator("aside blockquote")).to_have_count(0)

    leader.locator("a[href$='/johtopaatos/']").click()
    leader.fill("textarea[name=conclusion]", CONCLUSION[locale])
    shoot(leader, f"conclusion-{locale}-{viewport}")
    press(leader)
    expect(leader.locator("main")).to_contain_text(CONCLUSION[locale])

    worker.reload()
    expect(worker.locator("aside")).to_contain_text(CONCLUSION[locale])
    shoot(worker, f"team-concluded-{locale}-{viewport}")
    open_journey(giver, locale, code)
    expect(giver.locator(".reply")).to_contain_text(CONCLUSION[locale])
    expect(giver.locator("main")).not_to_contain_text(SUBJECT[locale])
    shoot(giver, f"conclusion-journey-{locale}-{viewport}")


@pytest.mark.parametrize(
    ("locale", "viewport", "dark"), [("fi", "phone", False), ("sv", "desktop", True)]
)
def test_surge_is_seen_week_by_week_and_leads_to_its_voices(
    visit: Visits, place: County, *, locale: Locale, viewport: Viewport, dark: bool
) -> None:
    speaks(place.supervisor, locale)
    for number in range(6):
        given(
            now() - timedelta(days=1 + number % 5), unit=place.kamppi, topics=frozenset({"speed"})
        )
    for week in range(2, 9, 3):
        given(now() - timedelta(weeks=week), unit=place.kamppi, topics=frozenset({"speed"}))
    given(now(), unit=place.kamppi, kind=FeedbackKind.IDEA)
    actions.find_surges(at=now())
    desk = visit(viewport, locale=locale, dark=dark)
    sign_in(desk, locale, place.supervisor.email)
    panel = desk.locator("section[aria-labelledby=rises]")
    expect(panel).to_be_visible()
    shoot(desk, f"surge-inbox-{locale}-{viewport}")
    panel.locator("a[href$='/ruuhkat/']").click()
    desk.locator("summary").click()
    expect(desk.locator("table tbody tr")).to_have_count(13)
    expect(desk.locator("svg.weeks rect")).to_have_count(13)
    shoot(desk, f"surges-{locale}-{viewport}")
    desk.locator("main section a.btn").first.click()
    expect(desk.locator("ol.box > li")).to_have_count(9)
    shoot(desk, f"surge-voices-{locale}-{viewport}")
