"""A small service that publishes figures over HTTP; it can be slow, or send elsewhere."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Publisher(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Line)
        self.pages: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.slow = 0.0
        self.elsewhere = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Line(BaseHTTPRequestHandler):
    server: Publisher

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        found = self.server.pages.get(self.path.partition("?")[0])
        if self.server.elsewhere:
            self.send_response(302)
            self.send_header("Location", self.server.elsewhere)
        else:
            self.send_response(404 if found is None else 200)
        self.end_headers()
        step = 1 if self.server.slow else 1_000_000
        for start in range(0, len(found or b""), step):
            time.sleep(self.server.slow)
            try:
                self.wfile.write((found or b"")[start : start + step])
                self.wfile.flush()
            except OSError:
                return

    def log_message(self, *_said: object) -> None:
        """It tells nobody."""


@contextmanager
def publisher() -> Iterator[Publisher]:
    with Publisher() as opened:
        thread = threading.Thread(target=opened.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield opened
        finally:
            opened.shutdown()
            thread.join()
