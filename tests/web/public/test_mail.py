"""The page of kept letters is there in the demo only; the form takes "this cannot wait"."""

from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client, override_settings

from kuulluksi.org import actions
from kuulluksi.web.kit import letters
from tests.factories.org import County, county

MAIL = "/en/posti/"
FILES = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture
def here(db: None) -> County:
    return county()


def test_mail_page_is_not_there_outside_the_demo(here: County, client: Client) -> None:
    assert client.get(MAIL).status_code == 404
    assert b"/posti/" not in client.get("/en/").content


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_mail_page_of_the_demo_shows_letters_newest_first(
    language: str, here: County, client: Client, at: datetime, tmp_path: Path
) -> None:
    with override_settings(DEMO=True, EMAIL_BACKEND=FILES, EMAIL_FILE_PATH=tmp_path):
        empty = client.get(f"/{language}/posti/")
        assert (empty.status_code, empty.context["letters"]) == (200, [])
        actions.queue_mail("a@b.example", "urgent", language, {"reason": "words"}, at=at)
        actions.queue_mail("<b>@b.example", "digest", language, {"new": "2"}, at=at)
        letters.send_waiting(at=at)
        page = client.get(f"/{language}/posti/")
        assert page.headers["Cache-Control"] == "no-store"
        assert len(page.context["letters"]) == 2
        assert f'href="/{language}/posti/"' in client.get(f"/{language}/").content.decode()
        text = page.content.decode()
        assert "a@b.example" in text
        assert "<b>" not in text
