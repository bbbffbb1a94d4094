"""The database fails while somebody answers a survey: every answer is on the page, and sending it
again stores it once, whichever statement the database failed at.
"""

from collections.abc import Callable

import pytest
from django.db import OperationalError
from django.test import Client

from kuulluksi.surveys.models import Ballot, Draft
from kuulluksi.web.kit import storms
from tests.factories.org import County, county
from tests.web.kit.test_storms import failing_at, kept_of
from tests.web.public.surveys.conftest import Fields

Opened = Callable[..., Fields]
WORDS = "Odotin ovella.\n\nKukaan ei <b>tullut</b> & lähdin."


@pytest.fixture
def place(transactional_db: None) -> County:
    """Committed, so that a fault in the middle leaves what it would leave."""
    return county()


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("go", ["send", "pause", "next"])
def test_a_storm_at_any_statement_keeps_all_and_stores_once(
    visitor: Client, address: str, opened: Opened, go: str
) -> None:
    told = {
        **opened(layout="one" if go == "next" else "all"),
        "a.gender": "woman",
        "a.worked-well.quote": "yes",
        "w.worked-well": WORDS,
        "go": go,
    }
    for number in range(1, 20):
        with failing_at(number) as failing:
            answer = visitor.post(address, told)
        if failing.seen < number:
            assert answer.status_code == 200
            break
        assert answer.status_code == 503, number
        shown = answer.content.decode()
        assert "Kukaan ei &lt;b&gt;tullut&lt;/b&gt; &amp; lähdin." in shown
        kept = kept_of(shown)
        assert {name: kept[name] for name in ("a.gender", "a.worked-well.quote", "go")} == {
            "a.gender": ["woman"],
            "a.worked-well.quote": ["yes"],
            "go": [go],
        }
        told = dict(kept)
        assert not Ballot.objects.exists()
        assert not Draft.objects.exists()
    assert Ballot.objects.count() == (go == "send")
    assert Draft.objects.count() == (go == "pause")


def test_a_locked_database_is_a_storm(
    visitor: Client, address: str, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_told: object, **_named: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("kuulluksi.surveys.actions.give", locked)
    told = {**opened(layout="all"), "w.worked-well": WORDS, "go": "send"}
    answer = visitor.post(address, told)
    assert answer.status_code == 503
    shown = answer.content.decode()
    assert f'action="{address}"' in shown
    # What was chosen goes along in hidden fields; shown is what somebody wrote.
    assert shown.count('<blockquote class="said">') == 1


@pytest.mark.parametrize(
    ("name", "value", "written"),
    [
        ("w.worked-well", "Hyvin", True),
        ("w.children", "kolme", True),
        ("a.gender", "woman", False),
        ("language", "fi-x-selko", False),
        ("step", "felt-heard", False),
        ("go", "to:felt-heard", False),
    ],
)
def test_what_counts_as_written(name: str, value: str, *, written: bool) -> None:
    assert storms.is_written(name, value) is written
