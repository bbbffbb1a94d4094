"""The people of the burst: each gives a voice through the public form, and sends the same form
again until the receipt is on the screen. What they saw confirmed must be there.
"""

import http.client
import re
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urlencode

import pytest
from django.core import signing

from kuulluksi.pure import receipt
from kuulluksi.web.kit import nonce

CODE = re.compile(r'<p class="code" id="code">(.*?)</p>', re.DOTALL)
HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}
# Whoever got no answer waits a moment before sending again.
MOMENT = 0.1
ANSWER_WITHIN = 60.0


@dataclass(frozen=True)
class Form:
    """One filled-in form, opened a minute ago."""

    path: str
    nonce: str
    words: str
    contact: str = ""

    def body(self) -> str:
        told = {"nonce": self.nonce, "about": "this", "kind": "criticism", "words": self.words}
        if self.contact:
            told |= {"named": "yes", "contact": self.contact}
        return urlencode(told)


@dataclass(frozen=True)
class Reply:
    status: int
    page: str

    @property
    def code(self) -> str:
        """The receipt code on the page, when there is one."""
        found = CODE.search(self.page) if self.status == HTTPStatus.OK else None
        return receipt.clean(re.sub(r"<.*?>", "", found[1])) if found else ""


def send(port: int, form: Form) -> Reply | None:
    """Sends the form as a browser does; None when no answer came."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_WITHIN)
    try:
        line.request("POST", form.path, form.body(), HEADERS)
        answer = line.getresponse()
        return Reply(answer.status, answer.read().decode())
    except (OSError, http.client.HTTPException):
        return None
    finally:
        line.close()


def forms(number: int, paths: list[str]) -> list[Form]:
    """So many forms, each with words of its own, spread over these pages."""

    def stamp(_signer: signing.TimestampSigner) -> str:
        return signing.b62_encode(int(time.time()) - 60)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(signing.TimestampSigner, "timestamp", stamp)
        return [
            Form(
                paths[n % len(paths)], nonce.fresh(), f"Odotin tiskillä {n} minuuttia.\r\n\r\n– {n}"
            )
            for n in range(number)
        ]


@dataclass
class Burst:
    """All givers at once. `confirmed` holds the code that each form's giver saw."""

    port: int
    waiting: deque[Form]
    confirmed: dict[Form, str] = field(default_factory=dict)
    # How many answers were no receipt, by their status; 0: none came.
    refused: Counter[int] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)
    stopped: bool = False

    def run(self, givers: int, events: Iterable[tuple[int, Callable[[], None]]]) -> None:
        """Lets them all give; each event happens once so many have been confirmed."""
        total = len(self.waiting)
        threads = [threading.Thread(target=self._give) for _ in range(givers)]
        for thread in threads:
            thread.start()
        try:
            for number, happens in events:
                while len(self.confirmed) < number:
                    assert any(thread.is_alive() for thread in threads), "the givers have ended"
                    time.sleep(0.01)
                happens()
            for thread in threads:
                thread.join()
        finally:
            self.stopped = True
        assert len(self.confirmed) == total

    def _give(self) -> None:
        while not self.stopped:
            try:
                form = self.waiting.popleft()
            except IndexError:
                return
            reply = send(self.port, form)
            if reply is not None and reply.code:
                self.confirmed[form] = reply.code
                continue
            with self.lock:
                self.refused[reply.status if reply else 0] += 1
            self.waiting.append(form)
            time.sleep(MOMENT)
