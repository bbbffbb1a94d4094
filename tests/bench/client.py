"""The callers: so many connections in a tight loop, each latency written down."""

import selectors
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

# A reply that takes longer is a fault of the bench or of what it measures.
PATIENCE = 60


class BadReply(Exception):
    """A reply that is not what the page should be; what is measured would mean nothing."""


@dataclass(frozen=True)
class Page:
    """What a caller asks for again and again, and words that a right reply holds."""

    request: Callable[[], bytes]
    holds: bytes


@dataclass
class Tally:
    """What one slice brought: how many replies in how many seconds, and each latency."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.seconds


@dataclass
class _Call:
    page: Page
    began: float
    parts: list[bytes] = field(default_factory=list)


def call(port: int, pages: Sequence[Page], seconds: float) -> Tally:
    """Calls for so long, one connection for each of `pages`. The sync workers of gunicorn close a
    connection after its reply, so each request opens a new one, on both sides alike."""
    tally = Tally()
    began = time.perf_counter()
    until = began + seconds
    with selectors.DefaultSelector() as selector:
        for page in pages:
            _send(selector, port, page)
        while selector.get_map():
            for key, _events in selector.select(PATIENCE) or _silent():
                line: socket.socket = key.fileobj  # type: ignore[assignment]  # it is what we gave
                if part := line.recv(1 << 16):
                    key.data.parts.append(part)
                    continue
                now = time.perf_counter()
                selector.unregister(line)
                line.close()
                _check(key.data)
                tally.latencies.append(now - key.data.began)
                if now < until:
                    _send(selector, port, key.data.page)
    tally.seconds = time.perf_counter() - began
    return tally


def ask(port: int, request: bytes) -> bytes:
    """One request and its whole reply."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
        line.sendall(request)
        return b"".join(iter(lambda: line.recv(1 << 16), b""))


def http(method: str, path: str, *, cookie: str = "", body: bytes = b"") -> bytes:
    head = [f"{method} {path} HTTP/1.1", "Host: localhost", "Accept-Language: fi"]
    if cookie:
        head.append(f"Cookie: {cookie}")
    if body:
        head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join([*head, "", ""]).encode() + body


def _send(selector: selectors.BaseSelector, port: int, page: Page) -> None:
    request = page.request()
    call = _Call(page, time.perf_counter())
    line = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    line.sendall(request)
    line.settimeout(0)
    selector.register(line, selectors.EVENT_READ, call)


def _check(call: _Call) -> None:
    reply = b"".join(call.parts)
    if b" 200 " not in reply[:20] or call.page.holds not in reply:
        raise BadReply(reply[:2000].decode(errors="replace"))


def _silent() -> list[tuple[selectors.SelectorKey, int]]:
    raise BadReply(f"no reply within {PATIENCE} s")
