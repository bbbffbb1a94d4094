"""A supervisor makes a measure of a voice, finds another not to be possible, and concludes a trial;
the pages work without JavaScript too."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from kuulluksi.outcomes.enums import MeasureState
from kuulluksi.outcomes.models import Measure
from kuulluksi.web.kit.clock import now, today
from tests.e2e.browser import Locale, Viewport, Visits, shoot
from tests.e2e.test_praise import speaks
from tests.e2e.test_voice_travels import sign_in
from tests.factories.org import County, county
from tests.factories.outcomes import trial
from tests.factories.voices import given

WALKS = pytest.mark.parametrize(
    ("locale", "viewport", "js"), [("fi", "phone", False), ("sv", "desktop", True)]
)


@pytest.fixture
def place(transactional_db: None) -> County:
    return county()


def write(page: Page, field: str, words: str) -> None:
    unfold(page)
    for tag in ("fi", "sv", "en"):
        page.locator(f"#{field}_{tag}").fill(f"{words} ({tag})")


def unfold(page: Page) -> None:
    """Opens what is folded in a form: the other languages of a text."""
    folded = page.locator("form details:not([open]) > summary:visible")
    while folded.count():
        folded.first.click()


def press(page: Page) -> None:
    page.locator("main form button.btn").last.click()


@WALKS
def test_voice_leads_to_a_measure_and_to_an_answer_that_it_is_not_possible(
    visit: Visits, place: County, *, locale: Locale, viewport: Viewport, js: bool
) -> None:
    voice = given(now(), unit=place.kamppi).voice
    speaks(place.supervisor, locale)
    desk = visit(viewport, js=js, locale=locale)
    sign_in(desk, locale, place.supervisor.email)
    desk.goto(f"/{locale}/tyo/palaute/{voice.pk}/")
    desk.locator("a[href*='toimenpiteet/uusi']").click()
    expect(desk.locator(f"#reason_{locale}")).to_be_hidden()
    write(desk, "title", "Takaisinsoitto")
    press(desk)
    expect(desk.locator("[role=alert] a, .notice.late a").first).to_have_attribute(
        "href", "#due_on"
    )
    desk.locator("#due_on").fill((today() + timedelta(days=60)).isoformat())
    shoot(desk, f"measure-new-{locale}-{viewport}")
    press(desk)
    expect(desk.locator("h1")).to_contain_text("Takaisinsoitto")
    shoot(desk, f"measure-made-{locale}-{viewport}")

    desk.goto(f"/{locale}/tyo/toimenpiteet/uusi/?palaute={voice.pk}")
    desk.locator("input[value=not-possible]").check()
    expect(desk.locator(f"#reason_{locale}")).to_be_visible()
    write(desk, "title", "Oma ovi")
    write(desk, "reason", "Talo on suojeltu")
    shoot(desk, f"measure-refused-{locale}-{viewport}")
    press(desk)
    expect(desk.locator("h1")).to_contain_text("Oma ovi")
    states = {each.title.get("fi"): each.state for each in Measure.objects.all()}
    assert states == {
        "Takaisinsoitto (fi)": MeasureState.PLANNED,
        "Oma ovi (fi)": MeasureState.NOT_POSSIBLE,
    }
    desk.goto(f"/{locale}/tyo/palaute/{voice.pk}/")
    expect(desk.locator("aside a[href*='toimenpiteet/'][href$='/']")).to_have_count(2)


@WALKS
def test_trial_is_watched_and_concluded(
    visit: Visits, place: County, *, locale: Locale, viewport: Viewport, js: bool
) -> None:
    measure = trial(place, now())
    speaks(place.worker, locale)
    speaks(place.supervisor, locale)
    worker, leader = (visit(viewport, js=js, locale=locale) for _who in range(2))
    sign_in(worker, locale, place.worker.email)
    worker.goto(f"/{locale}/tyo/toimenpiteet/{measure.pk}/kokeilu/")
    worker.locator("#who").select_option("clients")
    worker.locator("#comment").fill("Illalla pääsen paremmin.")
    press(worker)
    expect(worker.locator("main")).to_contain_text("Illalla pääsen paremmin.")

    sign_in(leader, locale, place.supervisor.email)
    leader.goto(f"/{locale}/tyo/toimenpiteet/{measure.pk}/kokeilu/")
    leader.locator("#clients").fill("12")
    leader.locator("form:has(#clients) button").click()
    leader.locator("input[value=kept]").check()
    write(leader, "concluded", "Ilta sopii työssä käyville")
    shoot(leader, f"trial-{locale}-{viewport}")
    press(leader)
    measure.refresh_from_db()
    assert (measure.state, measure.conclusion) == (MeasureState.DONE, "kept")
    leader.goto(f"/{locale}/tyo/toimenpiteet/{measure.pk}/")
    expect(leader.locator("main")).to_contain_text(f"Ilta sopii työssä käyville ({locale})")
    shoot(leader, f"trial-concluded-{locale}-{viewport}")
