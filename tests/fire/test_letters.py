"""A dead mail server: feedback and answers come in as ever; letters wait, and leave later."""

import re
import socketserver
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from django.conf import settings

from kuulluksi.pure import receipt
from tests.factories.org import PASSWORD
from tests.fire.givers import forms, send
from tests.fire.installation import BIN, ROOT, Installation, free_port
from tests.fire.stored import ask

PLACE = "/fi/palaute/kampin-sosiaaliasema/"
GIVER = "liisa@posti.example"
SUPERVISOR = "aino.esimerkki@esimerkki.example"


class Colleague:
    """Somebody who works here, in a browser without pictures."""

    def __init__(self, house: Installation, email: str) -> None:
        self.address = house.address
        self.browser = build_opener(HTTPCookieProcessor(CookieJar()))
        self.page("/fi/tyo/kirjaudu/", email=email, password=PASSWORD)

    def page(self, path: str, **told: str) -> str:
        body = urlencode(told).encode() if told else None
        with self.browser.open(self.address + path, body, timeout=60) as answer:
            page: str = answer.read().decode()
        return page

    def answer(self, voice: int, words: str) -> str:
        page = self.page(f"/fi/tyo/palaute/{voice}/")
        fields = ("csrfmiddlewaretoken", "seen")
        told = {name: re.findall(rf'name="{name}" value="([^"]+)"', page)[-1] for name in fields}
        return self.page(f"/fi/tyo/palaute/{voice}/vastaus/", **told, answer=words, sure="on")


class Letters(socketserver.StreamRequestHandler):
    """A mail server that takes every letter."""

    taken: list[str]

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                letter = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.taken.append(letter.decode())
            if word == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            self.wfile.write(b"250 well\r\n")


@contextmanager
def mail_server(port: int) -> Iterator[list[str]]:
    """The letters that it takes while it stands."""

    class Here(Letters):
        taken: list[str] = []

    with socketserver.ThreadingTCPServer(("127.0.0.1", port), Here) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield Here.taken
        finally:
            server.shutdown()
            thread.join()


def letters_waiting(house: Installation) -> int:
    waiting: int = ask(
        house.database.url,
        f"SELECT count(*) FROM kuulluksi_mail WHERE sent_on IS NULL AND \"to\" = '{GIVER}'",
    )[0][0]
    return waiting


def work_once(house: Installation, port: int) -> None:
    """One round of the worker with this mail server; it tells of what it could not do."""
    mail = {"KUULLUKSI_DEMO": "0", "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(port)}
    subprocess.run(
        [BIN / "kuulluksi", "worker", "--once"],
        cwd=ROOT,
        env={**house.env, **mail},
        capture_output=True,
        timeout=120,
    )


@pytest.mark.usefixtures("running")
def test_letters_wait_for_a_dead_mail_server_and_nothing_else_does(house: Installation) -> None:
    port = free_port()
    form = replace(forms(1, [PLACE])[0], contact=GIVER)
    # Whoever got no answer from a machine that has just started sends the same form again.
    reply = send(house.port, form) or send(house.port, form)
    assert reply is not None
    assert reply.code
    digest = receipt.digest(next(iter(settings.RECEIPT_KEYS.values())), reply.code)
    voice = ask(
        house.database.url, f"SELECT id FROM kuulluksi_voice WHERE receipt_hash = '{digest}'"
    )[0][0]
    words = "Pahoittelen. Avaamme oven nyt kello kahdeksan."
    assert words in Colleague(house, SUPERVISOR).answer(voice, words)
    assert letters_waiting(house) == 1
    work_once(house, port)
    assert letters_waiting(house) == 1
    with mail_server(port) as taken:
        for _twice in range(2):
            work_once(house, port)
    assert letters_waiting(house) == 0
    assert len([letter for letter in taken if f"To: {GIVER}" in letter]) == 1
    assert words not in "".join(taken)
