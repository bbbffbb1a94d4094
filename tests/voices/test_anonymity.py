"""Nobody can be traced: no address, device, moment or receipt code stays anywhere in the house."""

import logging
import os
import re
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client
from pytest_django.fixtures import Settings

from kuulluksi.org.models import AuditEntry, Mail
from kuulluksi.pure import receipt
from kuulluksi.voices import actions, queries
from kuulluksi.web.kit import letters
from kuulluksi.web.kit.clock import now
from tests.factories.org import PASSWORD, County
from tests.voices.traces import files, stored, traces

ROOT = Path(__file__).resolve().parents[2]
ADDRESS, FORWARDED, DEVICE = "203.0.113.77", "198.51.100.88", "Kvokkaselain/7.3"


def visitor() -> Client:
    return Client(REMOTE_ADDR=ADDRESS, HTTP_X_FORWARDED_FOR=FORWARDED, HTTP_USER_AGENT=DEVICE)


def field(page: bytes, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page.decode())
    assert found, name
    return found[1]


def code_in(page: bytes) -> str:
    return receipt.clean(field(page, "code"))


def spellings(code: str) -> list[str]:
    return [code, receipt.pretty(code), receipt.pretty(code).replace(" ", "-")]


def walk(house: County) -> str:
    """A visitor gives feedback, comes back with the code, mistypes, gets lost. Returns the code."""
    client = visitor()
    address = f"/fi/palaute/{house.kamppi.code}/"
    answers = [client.get(address)]
    sent = {
        "nonce": field(answers[0].content, "nonce"),
        "about": "this",
        "kind": "criticism",
        "words": "Puhelua ei tullut.",
        "named": "yes",
        "contact": "pekka@posti.example",
    }
    answers += [client.post(address, {**sent, "words": ""}), client.post(address, sent)]
    assert answers[-1].status_code == 200
    code = code_in(answers[-1].content)
    answers += [
        client.post("/fi/matka/", {"code": code}),
        client.post("/fi/matka/", {"code": code[::-1]}),
        client.get(f"/fi/palaute/{code}/"),
        client.post("/fi/matka/lisaa/", {"code": code, "nonce": "", "words": ""}),
        client.get("/fi/ei-ole/"),
    ]
    for answer in answers:
        assert not answer.cookies, answer.request["PATH_INFO"]
    return code


def handle(house: County, code: str) -> None:
    """The house answers, tells the giver, and does its nightly work."""
    client, at = visitor(), now()
    client.login(username=house.supervisor.email, password=PASSWORD)
    voice = queries.by_receipt(code)
    assert voice is not None
    if voice.state == "held":
        actions.release(voice, by=house.dispatcher, at=at, seen=voice.version)
    client.get("/fi/tyo/")
    client.get(f"/fi/tyo/palaute/{voice.pk}/")
    voice.refresh_from_db()
    actions.answer(voice, by=house.supervisor, at=at, seen=voice.version, words="Soitamme.")
    actions.make_findable()
    assert letters.send_waiting(at=at) == 1
    actions.daily_check(at=at)


@pytest.fixture
def places(
    open_house: County,
    settings: Settings,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> Callable[[], list[bytes]]:
    """Where the house could have left a trace: database, logs of every level, output, mail."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    caplog.set_level(logging.DEBUG)
    # Django itself logs nothing of a query in production; here every statement would be a "log".
    caplog.set_level(logging.INFO, "django.db.backends")

    def read() -> list[bytes]:
        said = capfd.readouterr()
        printed = f"{said.out}\n{said.err}\n{caplog.text}".lower().encode()
        return [stored(), printed, files(tmp_path)]

    return read


def test_anonymity_nothing_of_the_visitor_stays(
    open_house: County, places: Callable[[], list[bytes]]
) -> None:
    code = walk(open_house)
    handle(open_house, code)
    found = places()
    assert b"puhelua ei tullut" in found[0], "the search reads what the database holds"
    assert b"pekka@posti.example" in found[2], "and the letters that have left"
    assert traces([ADDRESS, FORWARDED, DEVICE, *spellings(code)], *found) == []


@pytest.mark.parametrize("where", ["row", "log", "mail"])
def test_anonymity_search_finds_a_planted_trace(
    open_house: County,
    at: datetime,
    places: Callable[[], list[bytes]],
    tmp_path: Path,
    where: str,
) -> None:
    if where == "row":
        mail = Mail(queued_on=at.date(), to="a@b.example", language="fi", letter="answered")
        mail.facts = {"from": ADDRESS}
        mail.save()
    elif where == "log":
        logging.getLogger("django.request").error("From %s", ADDRESS)
    else:
        (tmp_path / "letter.log").write_text(f"X-Originating-IP: {ADDRESS}")
    assert traces([ADDRESS], *places()) == [ADDRESS]


def test_anonymity_crash_is_logged_by_page_and_not_by_path(
    open_house: County, places: Callable[[], list[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("kuulluksi.web.public.giving.form_page", broken)
    client = visitor()
    client.raise_request_exception = False
    assert client.get(f"/fi/palaute/{open_house.kamppi.code}/").status_code == 500
    _, printed, _ = places()
    assert b"internal server error: public:give-unit" in printed
    assert b"the disk is full" in printed
    assert traces([ADDRESS, DEVICE, "palaute/", open_house.kamppi.code], printed) == []


def test_anonymity_web_server_names_no_path_when_a_request_breaks() -> None:
    """Outside Django's reach, for instance when a request takes longer than the server waits."""
    server = logging.getLogger("gunicorn.error")
    record = server.makeRecord(
        server.name, logging.ERROR, "", 0, "Error handling request %s %s", ("GET", "/fi/p/"), None
    )
    assert server.filter(record)
    assert record.getMessage() == "Error handling request"
    assert (server.getEffectiveLevel(), server.propagate) == (logging.ERROR, False)


OF_VOICES = ("voices", "cases")


def beside_a_voice(model: type[models.Model]) -> bool:
    return model.__module__.split(".")[1] in OF_VOICES or model in (AuditEntry, Mail)


def test_anonymity_no_table_beside_a_voice_has_a_column_for_a_moment_or_an_address() -> None:
    moments = (models.DateTimeField, models.TimeField, models.GenericIPAddressField)
    tables = [model for model in apps.get_models() if beside_a_voice(model)]
    assert len(tables) >= 13
    assert [
        f"{model.__name__}.{column.name}"
        for model in tables
        for column in model._meta.concrete_fields
        if isinstance(column, moments)
    ] == []


def test_anonymity_database_has_no_column_of_a_moment_either(open_house: County) -> None:
    """What the models say is compared with what the database made of it."""
    tables = [model._meta.db_table for model in apps.get_models() if beside_a_voice(model)]
    with connection.cursor() as cursor:
        types = {
            (table, column.name): connection.introspection.get_field_type(column.type_code, column)
            for table in tables
            for column in connection.introspection.get_table_description(cursor, table)
        }
    assert ("kuulluksi_voice", "given_on") in types
    assert [name for name, kind in types.items() if kind in ("DateTimeField", "TimeField")] == []


def test_anonymity_rows_carry_the_day_and_nothing_finer(
    open_house: County, places: Callable[[], list[bytes]]
) -> None:
    handle(open_house, walk(open_house))
    moment = re.compile(rb"\d{4}-\d\d-\d\d[ t]\d\d:\d\d")
    rows = [
        str(value)
        for model in apps.get_models()
        if beside_a_voice(model)
        for row in model._default_manager.values()
        for value in row.values()
        if not isinstance(value, date) or isinstance(value, datetime)
    ]
    assert [row for row in rows if moment.search(row.lower().encode())] == []


def test_anonymity_keys_of_rows_come_from_chance() -> None:
    """A key that counts would tell which rows were written together."""
    counting = [
        model.__name__
        for model in apps.get_models()
        if model.__module__.split(".")[1] in OF_VOICES
        and isinstance(model._meta.pk, models.AutoField)
    ]
    # What the house writes about itself, not about a giver.
    assert sorted(counting) == ["DailyCheck", "RoutingRule", "StandardAnswer", "TeamWeek", "Wish"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite counts the rows of a table")
def test_anonymity_database_counts_no_rows_as_they_come(open_house: County) -> None:
    """A count beside the random key would tell in which order the voices of a day came (ADR 15)."""
    walk(open_house)
    counted = []
    for model in filter(beside_a_voice, apps.get_models()):
        if isinstance(model._meta.pk, models.AutoField):
            continue
        asked = "SELECT lower(type) FROM pragma_table_info(%s) WHERE pk"
        with connection.cursor() as cursor:
            cursor.execute(asked, [model._meta.db_table])
            if cursor.fetchall() != [("integer",)]:
                counted.append(model.__name__)
    assert counted == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT rowid = id FROM kuulluksi_voice")
        assert cursor.fetchall() == [(1,)]


def environment(var: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "kuulluksi.config.settings",
        "KUULLUKSI_VAR": str(var),
        "KUULLUKSI_DEMO": "1",
        "SECRET_KEY": secrets.token_hex(32),
        "RECEIPT_KEYS": f"k1:{secrets.token_hex(32)}",
    }


def ask(url: str, sent: dict[str, str] | None = None) -> bytes:
    request = Request(
        url,
        data=urlencode(sent).encode() if sent else None,
        headers={"User-Agent": DEVICE, "X-Forwarded-For": FORWARDED, "Accept-Language": "fi"},
    )
    with urlopen(request, timeout=20) as answer:
        assert answer.headers["Set-Cookie"] is None
        return bytes(answer.read())


def test_anonymity_real_server_leaves_no_trace_in_its_folder_or_output(tmp_path: Path) -> None:
    """The web server as `./dev run` starts it, with the demo authority in a file of its own."""
    env, program = environment(tmp_path / "var"), Path(sys.executable).parent
    for command in (["migrate", "--verbosity", "0"], ["demo"]):
        subprocess.run(
            [program / "kuulluksi", *command], cwd=ROOT, env=env, check=True, capture_output=True
        )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    output = tmp_path / "output"
    with output.open("wb") as said:
        server = subprocess.Popen(
            [program / "gunicorn", "kuulluksi.config.wsgi", "--bind", f"127.0.0.1:{port}"],
            cwd=ROOT,
            env=env,
            stdout=said,
            stderr=said,
        )
    try:
        url = f"http://127.0.0.1:{port}/fi/palaute/kampin-sosiaaliasema/"
        page = answering(url)
        sent = {"nonce": field(page, "nonce"), "about": "this", "kind": "criticism"}
        code = code_in(ask(url, {**sent, "words": "Kvokkasiin puhelua ei tullut."}))
        assert b"Kvokkasiin" in ask(
            url.replace("palaute/kampin-sosiaaliasema", "matka"), {"code": code}
        )
        assert b"400 Bad Request" in malformed(port)
    finally:
        server.terminate()
        server.wait(timeout=20)
    kept, printed = files(tmp_path / "var"), output.read_bytes().lower()
    assert b"kvokkasiin" in kept
    assert traces([FORWARDED, DEVICE, "127.0.0.1", *spellings(code)], kept) == []
    faulty = ["ip=", "invalid request", "kvokkasiinkvokka"]
    assert traces([FORWARDED, DEVICE, "palaute/", *spellings(code), *faulty], printed) == []
    assert [path for path in (tmp_path / "var").rglob("*") if path.stat().st_mode & 0o077] == []
    assert not (tmp_path / "var").stat().st_mode & 0o077


def malformed(port: int) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(b"GET /fi/ HTTP/1.1\r\nHost: localhost\r\nKvokkasiinkvokka \x00: 1\r\n\r\n")
        return line.recv(1000)


def answering(url: str) -> bytes:
    """The page, once the server has started."""
    until = time.monotonic() + 30
    while True:
        try:
            return ask(url)
        except HTTPError:
            raise
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
