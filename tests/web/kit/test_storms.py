"""When the database is away, locked, slow or full: the page keeps what was typed, and sending it
again stores it once, whichever statement the database failed at.
"""

import logging
import re
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any

import psycopg
import psycopg_pool
import pytest
from django import db, forms
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import override

from kuulluksi.cases.models import Feedback
from kuulluksi.voices.enums import Event, Publicity
from kuulluksi.voices.models import Passage, Step, Voice
from kuulluksi.web.kit import nonce, storms
from tests.factories.org import County, county
from tests.factories.voices import given
from tests.web.public.test_giving import code_of

URL = "/fi/palaute/kampin-sosiaaliasema/"
WORDS = "Odotin ovella.\r\n\r\nKukaan ei <b>tullut</b> avaamaan & lähdin."
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@pytest.fixture
def place(transactional_db: None) -> County:
    """Committed, so that a fault in the middle leaves what it would leave."""
    return county()


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """The nonce of a form that was opened a minute ago."""

    def minute_ago() -> str:
        with monkeypatch.context() as patch:
            stamp = signing.b62_encode(int(time.time()) - 60)
            patch.setattr(signing.TimestampSigner, "timestamp", lambda _signer: stamp)
            return nonce.fresh()

    return minute_ago


def form(nonce: str) -> dict[str, Any]:
    return {
        "nonce": nonce,
        "about": "this",
        "kind": "criticism",
        "words": WORDS,
        "topics": ["speed", "treatment"],
        "named": "yes",
        "contact": "liisa@posti.example",
        "meter-fast-enough": "2",
    }


class Failing:
    """Lets the database fail at its statement number `at`, and counts all of them."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.seen = 0

    def __call__(self, execute: Callable[..., Any], *told: Any) -> Any:
        self.seen += 1
        if self.seen == self.at:
            raise db.OperationalError("database or disk is full")
        return execute(*told)


@contextmanager
def failing_at(number: int) -> Iterator[Failing]:
    failing = Failing(number)
    with connection.execute_wrapper(failing):
        yield failing


def kept_of(page: str) -> dict[str, list[str]]:
    """The fields that the button of the page sends."""
    fields: dict[str, list[str]] = {}
    for name, value in HIDDEN.findall(page):
        fields.setdefault(unescape(name), []).append(unescape(value))
    return fields


def rows() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Voice, Step, Passage, Feedback))


def test_storm_at_any_statement_of_giving_keeps_all_and_stores_once(
    visitor: Client, place: County, opened: Callable[[], str]
) -> None:
    number, storms_seen = 0, 0
    while True:
        number += 1
        told = form(opened())
        before = rows()
        with failing_at(number) as failing:
            page = visitor.post(URL, told)
        if failing.seen < number:
            break
        storms_seen += 1
        assert page.status_code == 503, number
        stored = tuple(now - then for now, then in zip(rows(), before, strict=True))
        # Nothing at all, or – the receipt could not be drawn – all of it.
        assert stored in {(0, 0, 0, 0), (1, 2, 1, 1)}, number
        again = kept_of(page.content.decode())
        assert again == {k: v if isinstance(v, list) else [v] for k, v in told.items()}, number
        first = visitor.post(URL, again)
        assert first.status_code == 200, number
        second = visitor.post(URL, again)
        assert code_of(first.content.decode()) == code_of(second.content.decode()), number
        stored = tuple(now - then for now, then in zip(rows(), before, strict=True))
        assert stored == (1, 2, 1, 1), number
        assert Passage.objects.filter(body=WORDS.replace("\r", "")).count() == number
    assert storms_seen > 3


@pytest.mark.parametrize("committed", [False, True])
def test_storm_at_the_commit_stores_once_whether_it_succeeded_or_not(
    visitor: Client,
    place: County,
    opened: Callable[[], str],
    monkeypatch: pytest.MonkeyPatch,
    *,
    committed: bool,
) -> None:
    told, commit = form(opened()), vars(BaseDatabaseWrapper)["_commit"]

    def lost(line: BaseDatabaseWrapper) -> None:
        if committed:
            commit(line)
        raise db.OperationalError("server closed the connection unexpectedly")

    with monkeypatch.context() as patch:
        patch.setattr(BaseDatabaseWrapper, "_commit", lost)
        page = visitor.post(URL, told)
    assert page.status_code == 503
    assert Voice.objects.count() == committed
    assert visitor.post(URL, kept_of(page.content.decode())).status_code == 200
    assert rows() == (1, 2, 1, 1)


def test_storm_page_shows_what_was_written_and_says_when_to_try_again(
    visitor: Client, place: County, opened: Callable[[], str]
) -> None:
    with failing_at(1):
        answer = visitor.post(f"{URL}?sent", form(opened()))
    page = answer.content.decode()
    assert answer.headers["Retry-After"] == "120"
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert f'action="{URL}?sent"' in page
    shown = re.findall(r'<blockquote class="said">(.*?)</blockquote>', page)
    assert shown == [
        "<p>Odotin ovella.</p><p>Kukaan ei &lt;b&gt;tullut&lt;/b&gt; avaamaan &amp; lähdin.</p>",
        "<p>liisa@posti.example</p>",
    ]
    assert page.count("<button") == 1
    assert 'href="tel:112"' in page


def test_storm_page_needs_no_database(
    visitor: Client, place: County, opened: Callable[[], str]
) -> None:
    """Not for the page, its headers, its language nor its log: every statement fails."""

    def away(*_told: Any) -> Any:
        raise db.InterfaceError("connection already closed")

    visitor.force_login(place.supervisor)
    for ask in (visitor.get, lambda url: visitor.post(url, {"words": "Avasin oven."})):
        for url in (URL, "/sv/matka/", reverse("staff:inbox"), "/fi/paikat/"):
            with connection.execute_wrapper(away):
                answer = ask(url)
            if answer.status_code != 200:  # the page that asks for a code needs no database either
                assert answer.status_code == 503, url
                assert "Kuulluksi</title>" in answer.content.decode()
            assert not answer.cookies, url  # nobody is signed out


def test_storm_while_reading_is_a_plain_page(visitor: Client, place: County) -> None:
    with failing_at(1):
        answer = visitor.get(URL)
    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "120")
    assert "<form" not in page
    assert f'href="{URL}"' in page


def test_storm_on_an_act_of_the_giver_keeps_code_words_and_nonce(
    visitor: Client, place: County, opened: Callable[[], str], at: Any
) -> None:
    gave = given(at, unit=place.kamppi, nonce=secrets.token_hex(8))
    told = {"code": gave.code, "nonce": opened(), "words": "Vielä yksi asia."}
    url = reverse("public:journey-add")
    with failing_at(5):
        page = visitor.post(url, told)
    assert page.status_code == 503
    again = kept_of(page.content.decode())
    assert again == {name: [value] for name, value in told.items()}
    for _twice in range(2):
        assert visitor.post(url, again).status_code == 200
    assert gave.voice.steps.filter(event=Event.ADDED).count() == 1


def test_storm_on_a_staff_form_is_sent_again_under_the_same_guard(place: County, at: Any) -> None:
    voice = given(at, unit=place.kamppi).voice
    visitor = Client(raise_request_exception=False, enforce_csrf_checks=True)
    visitor.force_login(place.supervisor)
    with override("fi"):
        page = visitor.get(reverse("staff:voice-note", args=[voice.pk])).content.decode()
        url = reverse("staff:voice-note", args=[voice.pk])
    told = {**kept_of(page.replace("'", '"')), "note": "Soitin takaisin."}
    told |= {
        name: found[1]
        for name in ("seen", storms.CSRF_FIELD)
        if (found := re.search(rf'name="{name}" value="([^"]+)"', page))
    }
    with failing_at(4):
        answer = visitor.post(url, told)
    page = answer.content.decode()
    assert answer.status_code == 503
    assert str(told[storms.CSRF_FIELD]) not in page
    again = kept_of(page)
    assert again.pop(storms.CSRF_FIELD)[0]
    assert again == {"seen": [told["seen"]], "note": ["Soitin takaisin."]}
    assert visitor.post(url, again).status_code == 403
    assert visitor.post(url, {**kept_of(page)}).status_code == 303
    assert voice.steps.filter(event=Event.NOTED).count() == 1


def test_storm_repeats_no_password_and_no_file(place: County) -> None:
    visitor = Client(raise_request_exception=False)
    secret = "oikea hevonen paristo"
    with failing_at(1):
        page = visitor.post(
            reverse("staff:login"), {"email": "aino@example.fi", "password": secret}
        )
    assert page.status_code == 503
    assert secret not in page.content.decode()
    assert "<form" not in page.content.decode()
    visitor.force_login(place.administrator)
    upload = SimpleUploadedFile("paikat.csv", b"secret,row")
    with failing_at(1):
        page = visitor.post(reverse("staff:me"), {"file": upload, "note": "x"})
    assert page.status_code == 503
    assert "secret,row" not in page.content.decode()
    assert "<form" not in page.content.decode()


def every_form() -> Iterator[type[forms.BaseForm]]:
    waiting: list[type[forms.BaseForm]] = [forms.BaseForm]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("kuulluksi."):
            yield kind


def test_storm_knows_the_name_of_each_password_field() -> None:
    reverse("staff:inbox")  # every page is loaded, and so is every form
    secret: set[str] = set()
    open_: set[str] = set()
    for kind in every_form():
        for name, field in getattr(kind, "base_fields", {}).items():
            hidden = isinstance(field.widget, forms.PasswordInput)
            (secret if hidden else open_).add(name)
    assert secret == set(storms.SECRET)
    assert not secret & open_


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Hyvä", True),
        ("hyvä palvelu", True),
        ("040 123 4567", True),
        ("0401234567", True),
        ("2026-03-02", True),
        ("criticism", False),
        (Publicity.HANDLER_ONLY, False),
        ("kampin-sosiaaliasema", False),
        ("unit:4711", False),
        ("4711", False),
        ("this", False),
        ("", False),
    ],
)
def test_storm_page_tells_words_from_choices(value: str, *, written: bool) -> None:
    assert storms.is_written("words", value) == written
    assert not storms.is_written("nonce", value)


def raised_by(error: Exception) -> db.OperationalError:
    """As Django hands it on."""
    handed = db.OperationalError(str(error))
    handed.__cause__ = error
    return handed


def sqlite_fault(statement: str) -> sqlite3.Error:
    line = sqlite3.connect(":memory:")
    try:
        line.executescript(statement)
    except sqlite3.Error as error:
        return error
    finally:
        line.close()
    raise AssertionError


FULL = "PRAGMA max_page_count=1; CREATE TABLE t (x); CREATE TABLE u (x);"


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (raised_by(psycopg.errors.DiskFull("could not extend file")), "DiskFull"),
        (raised_by(psycopg.errors.QueryCanceled("statement timeout")), "QueryCanceled"),
        (raised_by(psycopg.errors.LockNotAvailable("lock timeout")), "LockNotAvailable"),
        (raised_by(psycopg.errors.AdminShutdown("terminating")), "AdminShutdown"),
        (raised_by(psycopg_pool.PoolTimeout("no connection")), "PoolTimeout"),
        (raised_by(sqlite_fault(FULL)), "SQLITE_FULL"),
        (db.InterfaceError("connection already closed"), "InterfaceError"),
    ],
)
def test_storm_is_logged_by_its_kind_without_its_words(
    error: Exception, kind: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_told: Any, **_named: Any) -> Any:
        raise error

    monkeypatch.setattr("kuulluksi.web.public.giving.clock.now", broken)
    with caplog.at_level(logging.ERROR):
        answer = Client(raise_request_exception=False).post(URL, {"words": "Minun sanani."})
    assert answer.status_code == 503
    lines = [logging.Formatter().format(record) for record in caplog.records]
    assert lines == [f"Service Unavailable: public:give-unit ({kind})"]


@pytest.mark.parametrize(
    "error",
    [
        raised_by(sqlite_fault("SELECT nothing FROM nowhere")),
        db.IntegrityError("unique"),
        db.ProgrammingError("syntax"),
        ValueError("ours"),
    ],
)
def test_storm_is_none_when_the_fault_is_ours(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_told: Any, **_named: Any) -> Any:
        raise error

    monkeypatch.setattr("kuulluksi.web.public.giving.clock.now", broken)
    answer = Client(raise_request_exception=False).post(URL, {"words": "Minun sanani."})
    assert answer.status_code == 500


def test_storm_while_the_form_arrives_is_a_page_without_fields(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A form that cannot be read whole is not offered as if it were."""
    request = RequestFactory().generic(
        "POST", URL, b"--x", content_type="multipart/form-data; boundary=x", headers={"x": "y"}
    )
    monkeypatch.setattr(type(request), "FILES", property(lambda _request: _unreadable()))
    assert storms._kept(request) == ([], False)


def _unreadable() -> None:
    raise OSError("the line was cut")
