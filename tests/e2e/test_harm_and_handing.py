"""Harm after speaking up, and a matter that came through the wrong door, as three people live
them."""

import pytest
from django.utils.translation import gettext, override
from playwright.sync_api import Page, expect

from kuulluksi.voices import actions
from kuulluksi.voices.enums import Misdirected
from kuulluksi.voices.models import HarmReport, Voice
from kuulluksi.web.kit.clock import now
from tests.e2e.browser import Locale, Viewport, Visits, shoot
from tests.e2e.test_voice_travels import sign_in
from tests.e2e.walks import WORDS, choose, give, open_journey
from tests.factories.org import County, county

HARM: dict[Locale, str] = {
    "fi": "Palautteen jälkeen kukaan ei enää vastaa minulle.",
    "sv": "Efter responsen svarar ingen mig längre.",
}
REPLY: dict[Locale, str] = {
    "fi": "Kiitos, että kerroit. Otan asian itse ja kirjoitan sinulle perjantaina.",
    "sv": "Tack för att du berättade. Jag tar saken själv och skriver till dig på fredag.",
}


@pytest.fixture
def place(transactional_db: None) -> County:
    made = county()
    made.kamppi.phone = "09 000 0101"
    made.kamppi.save()
    return made


def unfold(page: Page) -> None:
    page.locator("details:has(form[action$='/matka/haitta/']) > summary").click()


@pytest.mark.parametrize(
    ("locale", "viewport", "js"), [("fi", "phone", True), ("sv", "desktop", False)]
)
def test_harm_is_told_by_code_replied_to_and_read(
    visit: Visits, place: County, *, locale: Locale, viewport: Viewport, js: bool
) -> None:
    giver, desk = visit(viewport, js=js, locale=locale), visit("desktop", js=js, locale=locale)
    code = give(giver, locale)
    voice = Voice.objects.get()
    seen = voice.version
    actions.answer(voice, by=place.supervisor, at=now(), seen=seen, words="Korjaamme tämän.")
    for person in (place.independent, place.supervisor):
        person.language = locale
        person.save()

    open_journey(giver, locale, code)
    unfold(giver)
    giver.fill("#harm", HARM[locale])
    giver.locator("form[action$='/matka/haitta/'] button").click()
    expect(giver.locator("#harmed-error")).to_be_visible()
    expect(giver.locator("#harm")).to_have_value(HARM[locale])
    shoot(giver, f"harm-fault-{locale}-{viewport}")
    choose(giver, "harmed", "yes")
    giver.locator("form[action$='/matka/haitta/'] button").click()
    expect(giver.locator("[role=status]")).to_be_visible()
    unfold(giver)
    shoot(giver, f"harm-told-{locale}-{viewport}")

    sign_in(desk, locale, place.independent.email)
    desk.goto(f"/{locale}/tyo/haitta/")
    shoot(desk, f"harm-list-{locale}")
    desk.locator("section ul.acts a").click()
    expect(desk.locator("main")).to_contain_text(HARM[locale])
    expect(desk.locator("main")).to_contain_text(WORDS[locale])
    shoot(desk, f"harm-report-{locale}")
    desk.fill("#reply", REPLY[locale])
    desk.locator("main form button").click()
    expect(desk.locator("[role=status]")).to_be_visible()

    open_journey(giver, locale, code)
    unfold(giver)
    expect(giver.locator("details .reply")).to_contain_text(REPLY[locale])
    shoot(giver, f"harm-replied-{locale}-{viewport}")

    other = visit("desktop", js=js, locale=locale)
    sign_in(other, locale, place.supervisor.email)
    expect(other.locator("header")).not_to_contain_text(gettext("Told of harm"))
    answer = other.goto(f"/{locale}/tyo/haitta/{HarmReport.objects.get().pk}/")
    assert answer is not None
    assert answer.status == 404


@pytest.mark.parametrize(
    ("locale", "viewport", "js"), [("fi", "desktop", True), ("sv", "phone", False)]
)
def test_matter_that_is_no_feedback_is_handed_on(
    visit: Visits, place: County, *, locale: Locale, viewport: Viewport, js: bool
) -> None:
    giver, desk = visit("phone", js=js, locale=locale), visit(viewport, js=js, locale=locale)
    code = give(giver, locale)
    place.supervisor.language = locale
    place.supervisor.save()
    sign_in(desk, locale, place.supervisor.email)
    desk.get_by_role("link", name=WORDS[locale]).click()
    desk.locator("a[href$='/ohjaus/']").click()
    desk.select_option("#wanted", Misdirected.APPOINTMENT)
    desk.select_option("#to", str(place.worker.pk))
    desk.locator("button[name=fill]").click()
    expect(desk.locator("#message")).not_to_have_value("")
    with override(locale):
        ready = gettext(
            "You want an appointment. Times are not booked through these pages, so we handed your"
            " message on."
        )
    assert ready in desk.input_value("#message")
    assert "09 000 0101" in desk.input_value("#message")
    shoot(desk, f"hand-on-{locale}-{viewport}")
    desk.locator("main form button.btn:not(.two)").click()
    expect(desk.locator("[role=status]")).to_be_visible()
    after = Voice.objects.get()
    assert (after.owner, after.misdirected) == (place.worker, Misdirected.APPOINTMENT)
    shoot(desk, f"handed-on-{locale}-{viewport}")

    open_journey(giver, locale, code)
    expect(giver.locator("ol.journey")).to_contain_text(ready)
    shoot(giver, f"handed-on-giver-{locale}")
