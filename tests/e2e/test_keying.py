"""Papers by keyboard alone: three sheets, one of them twice, and into the ballot box."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from kuulluksi.surveys import queries
from kuulluksi.surveys.models import Ballot, Batch, Sheet
from kuulluksi.web.kit.clock import now
from tests.e2e.browser import Visits, axe, shoot
from tests.e2e.test_entry import Hands
from tests.e2e.test_every_page import come_in
from tests.factories import surveys
from tests.factories.org import County, county
from tests.house.things import Things, things


@pytest.fixture
def there(transactional_db: None, at: datetime) -> Things:
    return things(county(), at)


def batch(house: County, every: int) -> Batch:
    """A batch of papers of the social stations, in a wave of today."""
    wave = surveys.wave(house, now())
    target = queries.targets(wave).get(unit=house.kamppi)
    return surveys.batch(target, now(), house.worker, every=every)


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.name || document.activeElement.tagName"))


def key_sheet(page: Page, hands: Hands, grade: str) -> None:
    """Nine statements, the grade, no words, two facts about the client, nobody helped."""
    expect(page.locator("#a-enough-information")).to_be_focused()
    hands.press(*"54x4?5345", *grade)
    assert focused(page) == "a-worked-well"
    hands.press("Enter", "Enter", "Enter", "Enter")  # no words, nothing to be quoted
    hands.press("a", "d")
    assert focused(page) == "helped"
    hands.press("Enter", "Enter")  # nobody helped; save


def test_keying_of_the_social_stations_takes_eighteen_keys(visit: Visits, there: Things) -> None:
    """Ten points, four times Enter over what was not written, two facts, Enter twice: with a grade
    of one digit 18 keys for a paper of fourteen questions without words, and nothing else."""
    made = batch(there.house, every=3)
    page = visit("desktop")
    come_in(page, there, "worker", visit.address)
    page.goto(f"/fi/tyo/era/{made.pk}/arkki/")
    for number, grade in enumerate(("9", "8", "7"), start=1):
        hands = Hands(page)
        key_sheet(page, hands, grade)
        page.wait_for_url(re.compile(rf"sheet={number}$"))
        assert hands.done == 18
    axe(page)
    shoot(page, "keying-next")
    assert sorted(Sheet.objects.filter(batch=made).values_list("number", flat=True)) == [1, 2, 3]
    first = Sheet.objects.get(batch=made, number=1)
    assert first.answers["school-grade"] == "9"
    assert first.unclear == ["worker-has-time"]

    come_in(page, there, "supervisor", visit.address)
    page.goto(f"/fi/tyo/era/{made.pk}/")
    page.get_by_role("link", name="Syötä lomake 3 toisen kerran").click()
    key_sheet(page, Hands(page), "6")
    page.wait_for_url("**/erot/")
    axe(page)
    shoot(page, "keying-differences")
    page.get_by_role("radio", name=re.compile("^7")).check()
    page.locator("main form .btn").first.click()
    expect(page.locator("main")).to_contain_text(re.compile(r"erosi \(1 / 1[23] vastausta\)"))
    shoot(page, "keying-before-the-end")
    page.get_by_role("button", name="Valmis: 3 lomaketta laatikkoon").click()
    expect(page.locator("main")).to_contain_text("3 lomaketta meni vastauslaatikkoon")
    grades = sorted(ballot.answers["school-grade"] for ballot in Ballot.objects.all())
    assert grades == ["7", "8", "9"]


def test_keying_works_without_scripts(visit: Visits, there: Things) -> None:
    made = batch(there.house, every=10)
    page = visit("desktop", js=False)
    come_in(page, there, "worker", visit.address)
    page.goto(f"/fi/tyo/era/{made.pk}/arkki/")
    expect(page.locator("#a-enough-information")).to_be_focused()
    hands = Hands(page)
    hands.press("5", "Tab", "x", "Tab", "9", "Enter")  # Enter alone saves no half sheet
    assert not Sheet.objects.filter(batch=made).exists()
    page.fill("#a-school-grade", "9")
    page.get_by_role("button", name="Tallenna, seuraava lomake").click()
    expect(page.locator("#faults")).to_be_focused()
    shoot(page, "keying-faults")
    page.fill("#a-competent", "4")
    page.get_by_role("button", name="Tallenna, seuraava lomake").click()
    expect(page.locator("main")).to_contain_text("Lomake 1 on tallessa.")
    sheet = Sheet.objects.get(batch=made)
    assert sheet.answers["treated-properly"] == "skip"
    assert sheet.answers["competent"] == "4"


def test_keying_goes_back_and_keeps_lines_of_words(visit: Visits, there: Things) -> None:
    made = batch(there.house, every=10)
    page = visit("desktop", dark=True)
    come_in(page, there, "worker", visit.address)
    page.goto(f"/fi/tyo/era/{made.pk}/arkki/")
    page.locator("#a-school-grade").focus()
    hands = Hands(page)
    hands.press("1")
    assert focused(page) == "a-school-grade"  # it may become ten
    hands.press("0")
    assert focused(page) == "a-worked-well"
    page.keyboard.type("Kiitos")
    hands.press("Shift+Enter")
    page.keyboard.type("kaikille")
    hands.press("Enter", "ArrowUp", "Shift+Enter")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"sheet=1$"))
    assert Sheet.objects.get(batch=made).answers["worked-well"].startswith("Kiitos\nkaikille")
