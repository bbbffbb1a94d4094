"""A small gateway for text messages: takes them over HTTP, and can refuse or send elsewhere."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Gateway(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Line)
        self.received: list[Any] = []
        self.tokens: list[str | None] = []
        self.status = 200
        self.refuses: set[str] = set()
        self.elsewhere = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1/messages"


class Line(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        self.server.tokens.append(self.headers["Authorization"])
        said = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
        refused = any(number in said for number in self.server.refuses)
        status = 400 if refused else self.server.status
        if status == 200:
            self.server.received.append(json.loads(said))
        self.send_response(status)
        if self.server.elsewhere:
            self.send_header("Location", self.server.elsewhere)
        self.end_headers()

    def do_GET(self) -> None:
        """How somebody comes who is sent elsewhere."""
        self.do_POST()

    def log_message(self, *_said: object) -> None:
        """It tells nobody."""


@contextmanager
def gateway() -> Iterator[Gateway]:
    with Gateway() as opened:
        thread = threading.Thread(target=opened.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield opened
        finally:
            opened.shutdown()
            thread.join()
