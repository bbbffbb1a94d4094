"""From a voice to a measure, to its giver, to everybody: you said, we did, what changed."""

import pytest
from playwright.sync_api import expect

from kuulluksi.outcomes import actions
from kuulluksi.outcomes.enums import MeasureEvent
from kuulluksi.outcomes.models import MeasureVoice
from kuulluksi.voices.models import Voice
from kuulluksi.web.kit.clock import now
from tests.e2e.browser import Locale, Viewport, Visits, shoot
from tests.e2e.walks import give, open_journey
from tests.factories.org import County, county
from tests.factories.outcomes import made

DID: dict[Locale, str] = {
    "fi": "Soitamme takaisin samana päivänä.",
    "sv": "Soitamme takaisin samana päivänä. (sv)",
    "en": "Soitamme takaisin samana päivänä. (en)",
}


@pytest.fixture
def place(transactional_db: None) -> County:
    return county()


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
    giver, anybody = (visit(viewport, js=js, locale=locale, dark=dark) for _who in range(2))
    code = give(giver, locale)
    voice = Voice.objects.get()
    measure = made(place, now(), behind=[voice], public=True)
    open_journey(giver, locale, code)
    expect(giver.locator("section[aria-labelledby=measures]")).to_contain_text(DID[locale])
    expect(giver.locator("input[name=better]")).to_have_count(0)
    shoot(giver, f"measure-planned-{locale}-{viewport}")

    actions.advance(measure, MeasureEvent.DONE, by=place.supervisor, at=now(), seen=measure.version)
    open_journey(giver, locale, code)
    giver.locator("form[action$='/muuttuiko/'] button").click()
    expect(giver.locator("[id^=better][id$=-error]")).to_be_visible()
    giver.locator("input[name=better][value=yes]").check()
    shoot(giver, f"measure-judging-{locale}-{viewport}")
    giver.locator("form[action$='/muuttuiko/'] button").click()
    expect(giver.locator("[role=status]")).to_be_visible()
    assert MeasureVoice.objects.get().better == "yes"
    assert code.replace(" ", "") not in giver.url.replace("-", "").upper()
    shoot(giver, f"measure-judged-{locale}-{viewport}")

    anybody.goto(f"/{locale}/")
    anybody.locator("main a[href$='/mita-muuttui/']").click()
    expect(anybody.locator("article")).to_contain_text(DID[locale])
    shoot(anybody, f"what-changed-{locale}-{viewport}")
    anybody.locator("summary").first.click()
    anybody.locator("ul.acts a").first.click()
    expect(anybody.locator("h1")).to_contain_text("Kampin sosiaaliasema")
    shoot(anybody, f"what-changed-place-{locale}-{viewport}")
    anybody.locator("a[href$='/seinalle/']").click()
    expect(anybody.locator("[role=img] svg")).to_have_count(2)
    shoot(anybody, f"what-changed-wall-{locale}-{viewport}")
