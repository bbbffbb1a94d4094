"""The database fails while somebody writes: nothing is lost, and one button sends it again."""

from typing import Any, NoReturn

import pytest
from django.db import OperationalError
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page, expect

from kuulluksi.voices.enums import Event
from kuulluksi.voices.models import Passage, Voice
from kuulluksi.web.kit.clock import now
from tests.e2e.browser import Locale, Viewport, Visits, shoot
from tests.e2e.test_voice_travels import sign_in
from tests.e2e.walks import READING, SEND, choose, code_on, walk_by_keyboard
from tests.factories.org import County, county
from tests.factories.voices import given

AGAIN: dict[Locale, str] = {"fi": "Lähetä uudelleen", "sv": "Skicka på nytt", "en": "Send again"}
WORDS = "Odotin ovella.\n\nKukaan ei <b>tullut</b> avaamaan."


@pytest.fixture
def place(transactional_db: None) -> County:
    return county()


def fail(*_told: Any, **_named: Any) -> NoReturn:
    raise OperationalError("database or disk is full")


def storm(visit: Visits, page: Page, name: str) -> None:
    """The page of the storm, looked at; that the answer was 503 is no fault here."""
    expect(page.locator("form.notice")).to_be_visible()
    walk_by_keyboard(page)
    shoot(page, name)
    assert any(problem.startswith("503") for problem in visit.problems)
    visit.problems[:] = [problem for problem in visit.problems if "503" not in problem]


@pytest.mark.parametrize(
    ("locale", "viewport", "dark"),
    [("fi", "phone", False), ("sv", "desktop", True), ("en", "desktop", False)],
)
def test_giver_sends_again_and_gets_the_receipt(
    visit: Visits,
    place: County,
    monkeypatch: pytest.MonkeyPatch,
    *,
    locale: Locale,
    viewport: Viewport,
    dark: bool,
) -> None:
    page = visit(viewport, js=False, locale=locale, dark=dark)
    page.goto(f"/{locale}/palaute/kampin-sosiaaliasema/")
    choose(page, "kind", "criticism")
    page.fill("#words", WORDS)
    page.wait_for_timeout(READING)
    with monkeypatch.context() as patch:
        patch.setattr("kuulluksi.cases.actions.give", fail)
        page.get_by_role("button", name=SEND[locale]).first.click()
        storm(visit, page, f"storm-public-{locale}-{viewport}")
        expect(page.locator("blockquote")).to_contain_text("Kukaan ei <b>tullut</b> avaamaan.")
        page.get_by_role("button", name=AGAIN[locale]).click()
        storm(visit, page, f"storm-public-again-{locale}-{viewport}")
    page.get_by_role("button", name=AGAIN[locale]).click()
    assert code_on(page)
    assert Passage.objects.get().body == WORDS
    assert page.context.cookies() == []


@pytest.mark.parametrize(("locale", "viewport"), [("fi", "desktop"), ("sv", "phone")])
def test_colleague_sends_the_note_again(
    visit: Visits,
    place: County,
    monkeypatch: pytest.MonkeyPatch,
    *,
    locale: Locale,
    viewport: Viewport,
) -> None:
    voice = given(now(), unit=place.kamppi).voice
    place.supervisor.language = locale
    place.supervisor.save()
    page = visit(viewport, locale=locale)
    sign_in(page, locale, place.supervisor.email)
    with override(locale):
        page.goto(reverse("staff:voice-note", args=[voice.pk]))
    page.fill("textarea[name=note]", WORDS)
    with monkeypatch.context() as patch:
        patch.setattr("kuulluksi.voices.actions.note", fail)
        page.locator("main form button").click()
        storm(visit, page, f"storm-staff-{locale}-{viewport}")
    page.get_by_role("button", name=AGAIN[locale]).click()
    expect(page.locator("main")).to_contain_text("Kukaan ei")
    assert Voice.objects.get().steps.filter(event=Event.NOTED).count() == 1
