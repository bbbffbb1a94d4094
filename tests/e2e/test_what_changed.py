"""From a voice to a measure, to its giver, to everybody: you said, we did, what changed."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from kuulluksi.outcomes.models import Measure, MeasureVoice
from kuulluksi.voices.models import Voice
from kuulluksi.web.kit.clock import today
from tests.e2e.browser import Locale, Viewport, Visits, shoot
from tests.e2e.test_measures import unfold
from tests.e2e.test_praise import press, speaks
from tests.e2e.test_voice_travels import sign_in
from tests.e2e.walks import give, open_journey
from tests.factories.org import County, county

WRITTEN = {
    "title": "Takaisinsoitto",
    "said": "Soittoa saa odottaa päiviä",
    "did": "Soitamme samana päivänä",
}


@pytest.fixture
def place(transactional_db: None) -> County:
    return county()


def make_measure(desk: Page, locale: Locale, voice: Voice) -> Measure:
    """The supervisor makes a measure of a voice, and shows it to everybody."""
    desk.goto(f"/{locale}/tyo/palaute/{voice.pk}/")
    desk.locator("a[href*='toimenpiteet/uusi']").click()
    unfold(desk)
    for field, words in WRITTEN.items():
        for tag in ("fi", "sv", "en"):
            desk.locator(f"#{field}_{tag}").fill(f"{words} ({tag})")
    desk.locator("#due_on").fill((today() + timedelta(days=60)).isoformat())
    press(desk)
    expect(desk.locator("h1")).to_contain_text(WRITTEN["title"])
    desk.locator("main a[href$='/julkaisu/']").first.click()
    press(desk)
    measure = Measure.objects.get()
    assert measure.published_on == today()
    return measure


@pytest.mark.parametrize(
    ("locale", "viewport", "js", "dark"),
    [
        ("fi", "phone", True, False),
        ("sv", "desktop", False, True),
        ("en", "desktop", True, False),
    ],
)
def test_voice_leads_to_a_measure_and_its_giver_judges_it(
    visit: Visits, place: County, *, locale: Locale, viewport: Viewport, js: bool, dark: bool
) -> None:
    giver, desk, anybody = (visit(viewport, js=js, locale=locale, dark=dark) for _who in range(3))
    did = f"{WRITTEN['did']} ({locale})"
    code = give(giver, locale)
    speaks(place.supervisor, locale)
    sign_in(desk, locale, place.supervisor.email)
    measure = make_measure(desk, locale, Voice.objects.get())

    open_journey(giver, locale, code)
    expect(giver.locator("section[aria-labelledby=measures]")).to_contain_text(did)
    expect(giver.locator("input[name=better]")).to_have_count(0)
    shoot(giver, f"measure-planned-{locale}-{viewport}")

    desk.goto(f"/{locale}/tyo/toimenpiteet/{measure.pk}/vaihe/?to=done")
    press(desk)
    open_journey(giver, locale, code)
    send = giver.locator("form[action$='/muuttuiko/'] button")
    send.click()
    expect(giver.locator("[id^=better][id$=-error]")).to_be_visible()
    giver.locator("input[name=better][value=yes]").check()
    shoot(giver, f"measure-judging-{locale}-{viewport}")
    send.click()
    expect(giver.locator("[role=status]")).to_be_visible()
    assert MeasureVoice.objects.get().better == "yes"
    assert code.replace(" ", "") not in giver.url.upper()
    shoot(giver, f"measure-judged-{locale}-{viewport}")

    anybody.goto(f"/{locale}/")
    anybody.locator("main a[href$='/mita-muuttui/']").click()
    expect(anybody.locator("article")).to_contain_text(did)
    shoot(anybody, f"what-changed-{locale}-{viewport}")
    anybody.locator("summary").first.click()
    anybody.locator("ul.acts a").first.click()
    expect(anybody.locator("h1")).to_contain_text("Kampin sosiaaliasema")
    shoot(anybody, f"what-changed-place-{locale}-{viewport}")
    anybody.locator("a[href$='/seinalle/']").click()
    expect(anybody.locator("[role=img] svg")).to_have_count(2)
    shoot(anybody, f"what-changed-wall-{locale}-{viewport}")
