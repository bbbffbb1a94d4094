"""A supervisor puts two voices together and tells their givers at once, and answers the yearly
round row by row; the pages work without JavaScript too."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from kuulluksi.org.models import Person
from kuulluksi.outcomes.actions import using
from kuulluksi.outcomes.enums import Practice
from kuulluksi.outcomes.models import Cluster, Talk
from kuulluksi.web.kit.clock import now, today
from tests.e2e.browser import Locale, Viewport, Visits, shoot
from tests.e2e.test_praise import speaks
from tests.e2e.test_voice_travels import sign_in
from tests.e2e.walks import open_journey, walk_by_keyboard
from tests.factories.org import County, county
from tests.factories.voices import given

WALKS = pytest.mark.parametrize(
    ("locale", "viewport", "js"), [("fi", "phone", False), ("sv", "desktop", True)]
)


@pytest.fixture
def place(transactional_db: None) -> County:
    return county()


def at_desk(visit: Visits, who: Person, locale: Locale, viewport: Viewport, *, js: bool) -> Page:
    speaks(who, locale)
    desk = visit(viewport, js=js, locale=locale)
    sign_in(desk, locale, who.email)
    return desk


@WALKS
def test_givers_of_what_was_put_together_are_told_at_once(
    visit: Visits, place: County, *, locale: Locale, viewport: Viewport, js: bool
) -> None:
    first, second = (given(now(), unit=place.kamppi, language=locale) for _ in range(2))
    desk = at_desk(visit, place.supervisor, locale, viewport, js=js)
    desk.goto(f"/{locale}/tyo/palaute/{first.voice.pk}/")
    desk.locator("a[href*='koosteet/uusi']").click()
    expect(desk.locator(f"#voice-{first.voice.pk}")).to_be_checked()
    desk.locator(f"#voice-{second.voice.pk}").check()
    desk.locator("main form button.btn").click()
    expect(desk.locator("#faults a")).to_have_attribute("href", "#name")
    expect(desk.locator(f"#voice-{second.voice.pk}")).to_be_checked()
    desk.locator("#name").fill("Takaisinsoitot")
    shoot(desk, f"cluster-new-{locale}-{viewport}")
    desk.locator("main form button.btn").click()
    expect(desk.locator("ol.box > li")).to_have_count(2)
    shoot(desk, f"cluster-{locale}-{viewport}")
    assert Cluster.objects.get().place == place.kamppi

    desk.locator("aside a[href*='vastauskehat/']").click()
    desk.locator("input[value=journey]").check()
    for tag in ("fi", "sv", "en"):
        desk.locator(f"#words_{tag}").fill(f"Soitamme samana päivänä ({tag}).")
    if viewport == "desktop":
        walk_by_keyboard(desk)
    shoot(desk, f"circle-{locale}-{viewport}")
    desk.locator("button[value=tell]").click()
    expect(desk.locator(".journey")).to_contain_text(f"Soitamme samana päivänä ({locale}).")
    desk.goto(f"/{locale}/tyo/vastauskehat/")
    expect(desk.locator("table")).to_contain_text("Takaisinsoitot")

    for one in (first, second):
        giver = visit(viewport, js=js, locale=locale)
        open_journey(giver, locale, one.code)
        expect(giver.locator(".journey")).to_contain_text(f"Soitamme samana päivänä ({locale}).")


@WALKS
def test_unit_tells_how_it_used_what_it_heard(
    visit: Visits, place: County, *, locale: Locale, viewport: Viewport, js: bool
) -> None:
    year = today().year
    due_on = today() + timedelta(days=30)
    using.open_round(year, due_on, by=place.director, at=now())
    desk = at_desk(visit, place.supervisor, locale, viewport, js=js)
    desk.goto(f"/{locale}/tyo/tiedon-kaytto/")
    desk.locator(".notice a[href*='kampin-sosiaaliasema']").click()
    for practice in Practice:
        desk.locator(f"input[name=practice-{practice}][value='3']").check()
    desk.locator("#talk-0-results").select_option("feedback")
    desk.locator("#talk-0-where").select_option("team")
    desk.locator("button[value='1']").click()
    # What was typed is still there, with more rows.
    expect(desk.locator("#talk-0-results")).to_have_value("feedback")
    expect(desk.locator("#talk-2-results")).to_be_visible()
    if viewport == "desktop":
        walk_by_keyboard(desk)
    desk.locator("main form button.btn").last.click()
    expect(desk.locator("#faults a")).to_have_count(2)
    shoot(desk, f"use-faults-{locale}-{viewport}")
    desk.locator("#talk-0-on").fill(max(date(year, 1, 1), today() - timedelta(days=2)).isoformat())
    desk.locator("input[name=talk-0-who][value=staff]").check()
    desk.locator("main form button.btn").last.click()
    expect(desk.locator("[role=status]")).to_be_visible()
    shoot(desk, f"use-told-{locale}-{viewport}")
    assert Talk.objects.get().results == "feedback"
    desk.goto(f"/{locale}/tyo/tiedon-kaytto/")
    expect(desk.locator(".figs .big").first).to_have_text("1")
    shoot(desk, f"use-{locale}-{viewport}")
