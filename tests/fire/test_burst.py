"""Ten thousand people give at once while web server, worker and database are killed: every voice
whose receipt somebody saw is there once and whole, and so is nothing else.
"""

import time
from collections import Counter, deque

import pytest
from django.conf import settings

from kuulluksi.pure import receipt
from tests.fire.givers import Burst, forms
from tests.fire.installation import Installation, Postgres
from tests.fire.stored import WORDS, ask, not_whole

VOICES = 10_000
GIVERS = 8
PLACES = "kampin-sosiaaliasema", "kallion-sosiaaliasema"


def kill_database(house: Installation) -> None:
    """SQLite's dies with every process that has it open."""
    house.database.kill()
    if not isinstance(house.database, Postgres):
        house.kill_worker()
        house.kill_server()
        house.start_server()
        house.start_worker()
    house.database.start()


def restart_server(house: Installation) -> None:
    house.kill_server()
    house.start_server()


def restart_worker(house: Installation) -> None:
    house.kill_worker()
    house.start_worker()


KILLINGS = (
    restart_worker,
    Installation.kill_one_of_the_server,
    kill_database,
    restart_server,
    restart_worker,
    Installation.kill_one_of_the_server,
    kill_database,
    restart_worker,
    restart_server,
    kill_database,
)


def test_burst_every_confirmed_voice_is_there_once_and_whole(
    running: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    url = running.database.url
    before = {hash_ for hash_, _words in ask(url, WORDS)}
    paths = [f"/{tag}/palaute/{place}/" for tag in ("fi", "sv", "en") for place in PLACES]
    waiting = forms(VOICES, paths)
    burst = Burst(running.port, deque(waiting))
    running.start_worker()
    # The killings are spread over the burst: each happens between two confirmed voices.
    apart = VOICES // (len(KILLINGS) + 1)
    events = [
        (apart * (turn + 1), lambda killing=killing: killing(running))
        for turn, killing in enumerate(KILLINGS)
    ]
    began = time.monotonic()
    burst.run(GIVERS, events)
    seconds = time.monotonic() - began

    key = next(iter(settings.RECEIPT_KEYS.values()))
    seen = {receipt.digest(key, code): form for form, code in burst.confirmed.items()}
    stored = [(hash_, words) for hash_, words in ask(url, WORDS) if hash_ not in before]
    counted = Counter(hash_ for hash_, _words in stored)
    assert len(seen) == VOICES, "two forms got the same receipt"
    assert set(counted) == set(seen)
    assert set(counted.values()) == {1}
    wrong = [words for hash_, words in stored if words != seen[hash_].words.replace("\r\n", "\n")]
    assert wrong == []
    assert not_whole(url) == {}
    # The killings did hit something: no answer at all, or the page of a storm.
    assert burst.refused
    assert set(burst.refused) <= {0, 503}
    with capsys.disabled():
        print(
            f"\n{VOICES} voices in {seconds:.0f} s ({VOICES / seconds:.0f} a second), sent again "
            f"{burst.refused[0]} times without an answer and {burst.refused[503]} after a storm"
        )
