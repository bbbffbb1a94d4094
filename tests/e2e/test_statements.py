"""The statement of a year from its plan to its signature: three people, three languages, a figure
that is chosen and never typed; without JavaScript too."""

import re

import pytest
from playwright.sync_api import Page, expect

from kuulluksi.outcomes.models import Edition, Statement
from kuulluksi.outcomes.queries.sheets import catalogue
from tests.e2e.browser import Locale, Viewport, Visits, axe, shoot
from tests.e2e.test_praise import speaks
from tests.e2e.test_voice_travels import sign_in
from tests.factories import sheets
from tests.factories.org import County, county

ADDRESS = "tyo/tilinpaatokset/"
SAID = {"fi": "Saimme {} palautetta.", "sv": "Vi fick {} svar.", "en": "We received {} replies."}


@pytest.fixture
def place(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> County:
    monkeypatch.setattr(catalogue, "FAMILIES", (sheets.family,))
    return county()


def press(page: Page) -> None:
    page.locator("main form button.btn").last.click()


def begins(page: Page, house: County) -> None:
    page.locator("a[href$='/tilinpaatokset/uusi/']").click()
    page.locator("input[value=annual]").check()
    page.locator("#year").fill("2025")
    press(page)
    page.locator("a[href$='/tekijat/']").click()
    for person, part in ((house.researcher, "writes"), (house.manager, "reviews")):
        page.locator("#person").select_option(str(person.pk))
        page.locator("#part").select_option(part)
        press(page)
    shoot(page, "statement-parts")


def writes(page: Page, *, js: bool) -> None:
    """A section is added, its words are written with a hole for the figure, and the figure is
    chosen from its sheet."""
    page.locator("a[href$='/osat/']").click()
    for tag in SAID:
        page.locator(f"#heading_{tag}").fill(f"Palaute ({tag})")
    page.locator("button[value=add]").click()
    expect(page.locator("#section")).to_be_visible()
    page.locator("button[value=add]").click()
    for tag, words in SAID.items():
        page.locator(f"#block-0_{tag}").fill(words)
    page.locator("button[value='figure:0']").click()
    page.locator("button[value='put:0:given.all.2025']").click()
    expect(page.locator("#block-0_sv")).to_have_value("Vi fick {given.all.2025} svar.")
    if js:
        expect(page.locator("#preview")).to_contain_text(re.compile(r"1\s846"))
        expect(page.locator("#put-said")).to_contain_text("given.all.2025")
        axe(page)
    page.locator("#add").select_option("table")
    page.locator("button[value=add]").click()
    shoot(page, f"statement-section-{js}")
    page.locator("button[value=save].btn").click()
    expect(page.locator("#faults a")).to_have_attribute("href", "#block-1_sheet")
    page.locator("#block-1_sheet").select_option("given")
    page.locator("button[value=save].btn").click()
    expect(page.locator("[role=status]").first).to_be_visible()
    expect(page.locator("#preview")).to_contain_text(re.compile(r"1\s846"))


def gives_on(page: Page, event: str) -> None:
    page.locator(f"a[href$='/vaihe/?to={event}']").first.click()
    press(page)


@pytest.mark.parametrize(
    ("locale", "viewport", "js"), [("fi", "phone", False), ("sv", "desktop", True)]
)
def test_statement_from_its_plan_to_its_signature(
    visit: Visits, place: County, *, locale: Locale, viewport: Viewport, js: bool
) -> None:
    director, writer, reviewer = (visit(viewport, js=js, locale=locale) for _who in range(3))
    for page, person in (
        (director, place.director),
        (writer, place.researcher),
        (reviewer, place.manager),
    ):
        speaks(person, locale)
        sign_in(page, locale, person.email)
        page.goto(f"/{locale}/{ADDRESS}")
    begins(director, place)
    statement = Statement.objects.get()
    home = f"/{locale}/{ADDRESS}{statement.pk}/"

    writer.goto(home)
    shoot(writer, f"statement-{locale}-{viewport}")
    writes(writer, js=js)
    writer.goto(home)
    gives_on(writer, "handed-in")

    reviewer.goto(home)
    reviewer.locator("a[href$='/esikatselu/']").click()
    expect(reviewer.locator("main")).to_contain_text(re.compile(r"1\s846"))
    shoot(reviewer, f"statement-preview-{locale}-{viewport}")
    reviewer.goto(home)
    gives_on(reviewer, "approved")

    director.goto(home)
    director.locator("a[href$='/allekirjoitus/']").first.click()
    shoot(director, f"statement-sign-{locale}-{viewport}")
    director.locator("#signer").fill("Diana Johtaja, toimialajohtaja")
    press(director)
    expect(director.locator("h1")).to_contain_text("2025")
    assert Edition.objects.get().signer == "Diana Johtaja, toimialajohtaja"
    reader = visit(viewport, js=js, locale=locale)
    reader.goto(f"/{locale}/tilinpaatos/2025/")
    expect(reader.locator("main")).to_contain_text(re.compile(r"1\s846"))
