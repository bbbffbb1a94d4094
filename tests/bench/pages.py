"""What the callers ask for: forms that are sent, inboxes, searches, and the bare pages beside."""

import itertools
import random
import re
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from urllib.parse import quote, urlencode

from django.conf import settings
from django.core.signing import TimestampSigner, b62_encode

from kuulluksi.cases import queries
from kuulluksi.cases.enums import FeedbackKind, Topic
from kuulluksi.pure.deadlines import day
from kuulluksi.web.kit import begun, nonce
from kuulluksi.web.kit.asking import CHOSEN
from tests.bench import asking, bare, county, words
from tests.bench.client import Page, ask, http

# A form that somebody has had open for a minute.
OPEN_FOR = 60
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')
COOKIE = re.compile(rb"Set-Cookie: (csrftoken=\w+)")
SURVEY = f"/fi/kysely/{asking.CODE}/toimipiste-0/"
SAID = (
    "Soitin kolme kertaa. Joka kerta sanottiin, että minulle soitetaan takaisin, mutta kukaan ei"
    " ole soittanut. Asia jäi hoitamatta, ja laskun eräpäivä meni ohi."
)


def posts(number: int) -> list[Page]:
    """Feedback with everything that the form asks, to any of the units."""
    return [Page(_feedback, b'id="code"')] * number


def bare_posts(port: int, number: int) -> list[Page]:
    """Twelve fields with the token that the page of the form gave."""
    token, cookie = _token(port, "/bare/")
    body = {"csrfmiddlewaretoken": token, "subject": "Palaute", "kind": "one"}
    body |= {"place": "Toimipiste 7", "words": SAID, "hope": "two", "speaker": "three"}
    body |= {"name": "Liisa Esimerkki", "email": "liisa@posti.example", "phone": "050 000 000"}
    body |= {"page": "https://alue.example/palvelu/", "public": "on", "due_on": "2027-01-01"}
    sent = http("POST", "/bare/", cookie=cookie, body=urlencode(body).encode())
    return [Page(lambda: sent, b'id="code"')] * number


def surveys(number: int) -> list[Page]:
    """The page with twenty questions, and the answers to all of them, in turn."""
    shown = http("GET", f"{SURVEY}?language=fi&layout=all")
    return [Page(_alternating(shown, _answers), b"</html>") for _ in range(number)]


def bare_surveys(port: int, number: int) -> list[Page]:
    token, cookie = _token(port, "/bare/survey/")
    body = {f"item-{n}": "4" for n in range(bare.FIELDS)} | {"csrfmiddlewaretoken": token}
    shown = http("GET", "/bare/survey/", cookie=cookie)
    sent = http("POST", "/bare/survey/", cookie=cookie, body=urlencode(body).encode())
    return [Page(_alternating(shown, lambda: sent), b"Bare") for _ in range(number)]


def editors(cookies: list[str]) -> list[Page]:
    """The editor with two hundred questions, by the manager of its area, nobody beside."""
    sent = http("GET", f"/fi/tyo/kyselylomakkeet/{asking.DRAFT}/1/", cookie=cookies[1])
    return [Page(lambda: sent, asking.item(asking.LONG - 1).encode())]


def inboxes(cookies: list[str], number: int) -> list[Page]:
    """The inbox of a supervisor, of the manager of an area and of a dispatcher, in turn: what is
    open in their own part of the house."""
    tabs = ("mine", "all", "all")
    asked = [
        http("GET", f"/fi/tyo/?tab={tab}", cookie=cookie)
        for tab, cookie in zip(tabs, cookies, strict=True)
    ]
    return [Page(_in_turn(asked), b"<ol")] * number


def searches(cookies: list[str], number: int) -> list[Page]:
    """A common, a seldom and a rare word among all that is finished, by a dispatcher."""
    asked = [
        http("GET", f"/fi/tyo/?tab=all&state=closed&q={quote(word)}", cookie=cookies[-1])
        for word in words.SHARES
    ]
    return [Page(_in_turn(asked), b"<ol")] * number


def bare_lists(cookies: list[str], number: int) -> list[Page]:
    sent = http("GET", "/bare/list/", cookie=cookies[-1])
    return [Page(lambda: sent, b'id="list"')] * number


def _token(port: int, path: str) -> tuple[str, str]:
    """What the form of a bare page wants to be sent back, and its cookie."""
    reply = ask(port, http("GET", path))
    token, cookie = TOKEN.search(reply), COOKIE.search(reply)
    assert token, reply
    assert cookie, reply
    return token[1].decode(), cookie[1].decode()


def _alternating(shown: bytes, sent: Callable[[], bytes]) -> Callable[[], bytes]:
    turns = itertools.cycle((lambda: shown, sent))

    def request() -> bytes:
        return next(turns)()

    return request


def _in_turn(asked: list[bytes]) -> Callable[[], bytes]:
    return itertools.cycle(asked).__next__


def _answers() -> bytes:
    body = {"nonce": begun.fresh(day(datetime.now(UTC))).signed, "language": "fi", "layout": "all"}
    body |= {
        f"{CHOSEN}{asking.item(n)}": str(random.choice(asking.POINTS))
        for n in range(asking.QUESTIONS)
    }
    return http("POST", SURVEY, body=urlencode(body | {"go": "send"}).encode())


class _Earlier(TimestampSigner):
    """Signs as it did a while ago."""

    def timestamp(self) -> str:
        return b62_encode(int(time.time() - OPEN_FOR))


@cache
def _signer() -> tuple[_Earlier, str]:
    return _Earlier(salt=nonce.SALT), next(iter(settings.RECEIPT_KEYS))


@cache
def _same() -> str:
    """What all of these forms say alike; to write it anew for each would take the callers as long
    as it takes a page to answer it."""
    body = [("about", "this"), ("words", SAID), ("concerns", "nobody"), ("hope", "answer")]
    body += [("speaker", "client"), ("named", "yes"), ("name", "Liisa")]
    body += [("contact", "liisa@posti.example"), ("publicity", "allowed"), ("channel", "web")]
    body += [(f"meter-{item.id}", "4") for item in queries.meter().items]
    return urlencode(body)


def _feedback() -> bytes:
    signer, key_name = _signer()
    signed = signer.sign(f"{secrets.token_urlsafe(18)}.{key_name}")
    first, second = random.sample(Topic.values, 2)
    body = f"{_same()}&nonce={signed}&kind={random.choice(FeedbackKind.values)}"
    place = f"/fi/palaute/toimipiste-{random.randrange(county.UNITS)}/"
    return http("POST", place, body=f"{body}&topics={first}&topics={second}".encode())
