"""What cannot wait: told by a visitor, read by whoever is on duty, with a word while waiting."""

from pathlib import Path

import pytest
from django.test import override_settings
from playwright.sync_api import expect

from kuulluksi.org.enums import DutyKind
from kuulluksi.voices.enums import Urgency
from kuulluksi.voices.models import Voice
from kuulluksi.web.kit import letters
from kuulluksi.web.kit.clock import now
from tests.e2e.browser import Locale, Viewport, Visits, shoot
from tests.e2e.test_voice_travels import sign_in
from tests.e2e.walks import READING, WORDS, choose, code_on, open_journey
from tests.factories.org import County, county, duty

MESSAGE: dict[Locale, str] = {
    "fi": "Selvitämme asiaa. Soitan sinulle huomenna.",
    "sv": "Vi utreder saken. Jag ringer dig i morgon.",
    "en": "We are looking into it. I will call you tomorrow.",
}


@pytest.fixture
def place(transactional_db: None) -> County:
    return county()


@pytest.mark.parametrize(
    ("locale", "viewport", "js"), [("fi", "phone", True), ("sv", "desktop", False)]
)
def test_urgent_voice_is_told_at_once_and_the_giver_hears_how_it_goes(
    visit: Visits, place: County, tmp_path: Path, *, locale: Locale, viewport: Viewport, js: bool
) -> None:
    worker = place.worker
    duty(worker, "päivystäjä", kind=DutyKind.ON_DUTY)
    worker.language = locale
    worker.save()
    giver, desk = (visit(viewport, js=js, locale=locale) for _who in range(2))
    giver.goto(f"/{locale}/palaute/kampin-sosiaaliasema/")
    choose(giver, "kind", "criticism")
    giver.fill("#words", WORDS[locale])
    giver.locator("input[name=urgent]").check()
    shoot(giver, f"urgent-form-{locale}-{viewport}")
    giver.wait_for_timeout(READING)
    giver.locator("form[action='?sent'] button.btn").first.click()
    code = code_on(giver)
    assert Voice.objects.get().urgent == Urgency.GIVER

    files = "django.core.mail.backends.filebased.EmailBackend"
    with override_settings(DEMO=True, EMAIL_BACKEND=files, EMAIL_FILE_PATH=tmp_path):
        letters.send_waiting(at=now())
        giver.goto(f"/{locale}/posti/")
        expect(giver.locator("article")).to_have_count(1)
        expect(giver.locator("article")).to_contain_text(worker.email)
        expect(giver.locator("main")).not_to_contain_text(WORDS[locale])
        shoot(giver, f"mail-{locale}-{viewport}")

    sign_in(desk, locale, worker.email)
    shoot(desk, f"urgent-inbox-{locale}-{viewport}")
    desk.locator("section[aria-labelledby=urgent] h3 a").click()
    expect(desk.locator("main")).to_contain_text(WORDS[locale])
    desk.locator("a[href$='/valitieto/']").click()
    desk.fill("textarea[name=interim]", MESSAGE[locale])
    shoot(desk, f"interim-{locale}-{viewport}")
    desk.locator("main form button.btn").click()
    expect(desk.locator("main")).to_contain_text(MESSAGE[locale])
    desk.locator("details:has(dl) summary").last.click()
    shoot(desk, f"urgent-voice-{locale}-{viewport}")
    desk.locator("a[href$='/ei-kiireellinen/']").click()
    desk.locator("main form button.btn").click()
    expect(desk.locator("section[aria-labelledby=urgent]")).to_have_count(0)

    open_journey(giver, locale, code)
    expect(giver.locator("main")).to_contain_text(MESSAGE[locale])
    expect(giver.locator("main")).not_to_contain_text(worker.name)
    shoot(giver, f"interim-journey-{locale}-{viewport}")
