"""The watch over every page sees what it is there to see."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path
from pytest_django import Settings

from tests.e2e.browser import Visits, axe
from tests.e2e.walks import walk_by_keyboard

GOOD = """<!doctype html><html lang="fi"><head><title>Sivu</title></head>
<body><main><h1>Sivu</h1><p>Teksti</p></main></body></html>"""


def page_as_written(request: HttpRequest) -> HttpResponse:
    return HttpResponse(GOOD)


def no_icon(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=204)


urlpatterns = [path("", page_as_written), path("favicon.ico", no_icon)]


@pytest.fixture(autouse=True)
def _only_one_page(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__


def test_watch_console_error_and_policy_violation_are_problems(visit: Visits) -> None:
    page = visit("desktop")
    page.goto("/")
    assert visit.problems == []
    page.evaluate("console.error('broken')")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_timeout(100)
    seen = " ".join(visit.problems)
    visit.problems.clear()
    assert "broken" in seen
    assert "Content Security Policy" in seen


def test_watch_page_without_language_is_a_fault(visit: Visits) -> None:
    visit("phone")
    look = visit.looks[0]
    assert visit.faults_of(look, [("/page", GOOD.encode())]) == []
    faults = visit.faults_of(look, [("/page", GOOD.replace(' lang="fi"', "").encode())])
    assert len(faults) == 1
    assert "html-has-lang" in faults[0]


def test_watch_axe_names_the_element(visit: Visits) -> None:
    page = visit("phone")
    page.goto("/")
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    with pytest.raises(AssertionError, match="<input"):
        axe(page)


def test_watch_every_served_page_is_kept_once_for_each_screen(visit: Visits) -> None:
    page = visit("desktop", js=False, dark=True)
    page.goto("/")
    page.reload()
    assert len(visit.served.pages) == 2
    checked = set(visit.served.checked)
    assert len(visit.served.new_pages("a screen")) == 1
    assert visit.served.new_pages("a screen") == []
    visit.served.checked = checked


def test_keyboard_walk_names_what_tab_does_not_reach(visit: Visits) -> None:
    page = visit("desktop")
    page.goto("/")
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    walk_by_keyboard(page)
    page.evaluate("document.querySelector('button').id = 'shy'")
    page.evaluate("document.querySelector('#shy').addEventListener('focus', e => e.target.blur())")
    with pytest.raises(AssertionError, match="shy"):
        walk_by_keyboard(page)
