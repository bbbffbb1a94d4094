"""Somebody answers with a personal link while the ballot box is rewritten: neither breaks."""

import threading
import time
from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection

from kuulluksi.surveys import actions, queries
from kuulluksi.surveys.actions import answering
from kuulluksi.surveys.models import Ballot, WaveTarget
from tests.factories import surveys
from tests.factories.org import county

pytestmark = pytest.mark.django_db(transaction=True)


def test_answers_and_rewrite_at_the_same_moment(
    at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answers are in the box and the link is not yet used when the rewrite begins."""
    if connection.vendor == "sqlite":
        return  # one writer at a time
    wave = surveys.wave(county(), at)
    link = surveys.invited(queries.targets(wave)[0], at)
    target = queries.targets(wave).select_related("wave__document").get(pk=link.target_id)
    code = queries.code_of(link)
    half, go_on = threading.Event(), threading.Event()
    use = answering._use
    broken: list[Exception] = []

    def slowly(code: str, place: WaveTarget) -> None:
        half.set()
        go_on.wait(5)
        use(code, place)

    def run(act: Callable[[], object]) -> None:
        try:
            act()
        except Exception as error:  # noqa: BLE001  told to the test
            broken.append(error)
        finally:
            connection.close()

    monkeypatch.setattr(answering, "_use", slowly)
    answers = threading.Thread(
        target=run, args=[lambda: surveys.answered(target, at, invitation=code)]
    )
    rewrite = threading.Thread(target=run, args=[actions.shuffle])
    answers.start()
    half.wait(5)
    rewrite.start()
    time.sleep(0.5)
    go_on.set()
    answers.join()
    rewrite.join()
    assert broken == []
    assert Ballot.objects.count() == 1
    assert queries.used([link]) == {link.pk}
