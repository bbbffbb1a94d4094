"""Two people send the same list at the same moment, or two workers write its letters: each person
is asked once."""

import threading
from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection

from kuulluksi.org.models import Mail
from kuulluksi.pure.visitfeed import Choice, Wanted
from kuulluksi.surveys import actions, queries
from kuulluksi.surveys.models import Asked, Invitation
from tests.factories import surveys
from tests.factories.org import county

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 40


def together(*acts: Callable[[], object]) -> list[Exception]:
    """Runs acts at the same moment, and returns what broke."""
    ready = threading.Barrier(len(acts))
    broken: list[Exception] = []

    def run(act: Callable[[], object]) -> None:
        ready.wait()
        try:
            act()
        except Exception as error:  # noqa: BLE001  told to the test
            broken.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return broken


def test_each_is_asked_once(at: datetime) -> None:
    house = county()
    wave = surveys.wave(house, at)
    target = queries.targets(wave)[0]
    wanted = [
        Wanted(f"n{number}@posti.example", "fi", target.pk, at.date()) for number in range(PEOPLE)
    ]
    there, back = Choice(tuple(wanted)), Choice(tuple(wanted[::-1]))

    def send(choice: Choice) -> Callable[[], object]:
        return lambda: actions.invite(wave, choice, by=house.researcher, at=at)

    assert together(send(there), send(back), send(there)) == []
    assert Invitation.objects.count() == Asked.objects.count() == PEOPLE
    target.refresh_from_db()
    assert target.invited == PEOPLE

    def write() -> object:
        return actions.send_invitations(at=at)

    def no() -> None:
        link = Invitation.objects.get(address=wanted[0].address)
        actions.opt_out(queries.code_of(link), at=at)

    assert together(write, write, no, actions.shuffle) == []
    actions.send_invitations(at=at)
    written = list(Mail.objects.values_list("to", flat=True))
    assert len(written) == len(set(written))
    assert set(written) >= {each.address for each in wanted[1:]}
