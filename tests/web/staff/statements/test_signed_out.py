"""Nothing that was typed is lost when a session ends, or when somebody signs in anew elsewhere."""

import re

from django.test import Client

from kuulluksi.outcomes.models import StatementSection
from tests.factories.org import County

PASSWORD = "neljä sanaa riittää hyvin"
WORDS = "Kirjoitin <b>pitkään</b>."


def page_of(section: StatementSection) -> str:
    return f"/fi/tyo/tilinpaatokset/{section.statement_id}/osa/{section.key}/"


def form(section: StatementSection) -> dict[str, str]:
    return {
        "seen": str(section.version),
        "blocks": "1",
        "heading_fi": "Vuosi",
        "block-0_kind": "words",
        "block-0_fi": WORDS,
    }


def words(section: StatementSection) -> str:
    section.refresh_from_db()
    return str(section.blocks[0]["words"]["fi"])


def test_words_outlive_the_session(here: County, section: StatementSection) -> None:
    here.researcher.set_password(PASSWORD)
    here.researcher.save()
    client = Client()
    sent = form(section)
    page = client.post(page_of(section), sent)
    assert page.status_code == 403
    assert 'value="Kirjoitin &lt;b&gt;pitkään&lt;/b&gt;."' in page.content.decode()
    wrong = {**sent, "email": here.researcher.email, "password": "arvaus"}
    page = client.post(page_of(section), wrong)
    assert page.status_code == 422
    assert "arvaus" not in page.content.decode()
    page = client.post(page_of(section), wrong | {"password": PASSWORD})
    assert page.status_code == 303
    assert words(section) == WORDS
    assert client.get(page_of(section)).status_code == 200


def token(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_words_outlive_signing_in_anew_in_another_window(
    here: County, section: StatementSection
) -> None:
    here.researcher.set_password(PASSWORD)
    here.researcher.save()
    client = Client(enforce_csrf_checks=True)
    client.force_login(here.researcher)
    sent = form(section)
    sent["csrfmiddlewaretoken"] = token(client.get(page_of(section)).content.decode())
    client.logout()
    told = {"email": here.researcher.email, "password": PASSWORD}
    assert client.post("/fi/tyo/kirjaudu/", told).status_code == 302
    page = client.post(page_of(section), sent, headers={"Origin": "http://testserver"})
    assert page.status_code == 403
    assert words(section) == "Vuosi alkoi."
    assert 'value="Kirjoitin &lt;b&gt;pitkään&lt;/b&gt;."' in page.content.decode()
    sent["csrfmiddlewaretoken"] = token(page.content.decode())
    assert client.post(page_of(section), sent).status_code == 303
    assert words(section) == WORDS


def test_form_of_another_house_is_refused(here: County, section: StatementSection) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(here.researcher)
    sent = form(section)
    sent["csrfmiddlewaretoken"] = token(client.get(page_of(section)).content.decode())
    page = client.post(page_of(section), sent, headers={"Origin": "https://elsewhere.example"})
    assert page.status_code == 403
    assert WORDS.partition("<")[0] not in page.content.decode()
    assert words(section) == "Vuosi alkoi."
