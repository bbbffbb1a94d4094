"""What the callers ask for: forms that are sent, inboxes, searches, and the bare pages beside."""

import itertools
import random
import re
import time
from collections.abc import Callable
from unittest import mock
from urllib.parse import quote, urlencode

from kuulluksi.cases import queries
from kuulluksi.cases.enums import FeedbackKind, Topic
from kuulluksi.web.kit import nonce
from tests.bench import county, words
from tests.bench.client import Page, ask, http

# A form that somebody has had open for a minute.
OPEN_FOR = 60
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')
COOKIE = re.compile(rb"Set-Cookie: (csrftoken=\w+)")
SAID = (
    "Soitin kolme kertaa. Joka kerta sanottiin, että minulle soitetaan takaisin, mutta kukaan ei"
    " ole soittanut. Asia jäi hoitamatta, ja laskun eräpäivä meni ohi."
)


def posts(number: int) -> list[Page]:
    """Feedback with everything that the form asks, to any of the units."""
    return [Page(_feedback, b'id="code"')] * number


def bare_posts(port: int, number: int) -> list[Page]:
    """Twelve fields with the token that the page of the form gave."""
    reply = ask(port, http("GET", "/bare/"))
    token, cookie = TOKEN.search(reply), COOKIE.search(reply)
    assert token, reply
    assert cookie, reply
    body = {"csrfmiddlewaretoken": token[1].decode(), "subject": "Palaute", "kind": "one"}
    body |= {"place": "Toimipiste 7", "words": SAID, "hope": "two", "speaker": "three"}
    body |= {"name": "Liisa Esimerkki", "email": "liisa@posti.example", "phone": "050 000 000"}
    body |= {"page": "https://alue.example/palvelu/", "public": "on", "due_on": "2027-01-01"}
    sent = http("POST", "/bare/", cookie=cookie[1].decode(), body=urlencode(body).encode())
    return [Page(lambda: sent, b'id="code"')] * number


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


def _in_turn(asked: list[bytes]) -> Callable[[], bytes]:
    return itertools.cycle(asked).__next__


def _feedback() -> bytes:
    with mock.patch("time.time", return_value=time.time() - OPEN_FOR):
        signed = nonce.fresh()
    body = [("nonce", signed), ("about", "this"), ("kind", random.choice(FeedbackKind.values))]
    body += [("words", SAID), ("concerns", "nobody"), ("hope", "answer"), ("speaker", "client")]
    body += [("topics", topic) for topic in random.sample(Topic.values, 2)]
    body += [("named", "yes"), ("name", "Liisa"), ("contact", "liisa@posti.example")]
    body += [("publicity", "allowed"), ("channel", "web")]
    body += [(f"meter-{item.id}", "4") for item in queries.meter().items]
    place = f"/fi/palaute/toimipiste-{random.randrange(county.UNITS)}/"
    return http("POST", place, body=urlencode(body).encode())
