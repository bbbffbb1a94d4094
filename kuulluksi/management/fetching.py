"""Fetches what another service publishes: over https, with a limit of time and of size, without
following it elsewhere."""

import time
from collections.abc import Callable, Iterator
from http.client import HTTPException
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
)

LARGEST = 20_000_000
SECONDS = 30
HOME = frozenset({"localhost", "127.0.0.1", "::1"})
"""From the machine itself plain http will do."""

_LINE = OpenerDirector()
for handler in (
    ProxyHandler,
    HTTPHandler,
    HTTPSHandler,
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
):
    _LINE.add_handler(handler())


class Unfetched(Exception):
    """What could not be fetched, and why, in a sentence."""


def fetch(address: str, *, seconds: float = SECONDS, largest: int = LARGEST) -> bytes:
    """The content of an address. Raises Unfetched."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in HOME):
        raise Unfetched(f"{address}: only https is fetched.")
    until = time.monotonic() + seconds
    try:
        with _LINE.open(address, timeout=seconds) as answer:
            found = b"".join(_read(answer.read1, until, largest))
    except TimeoutError:
        raise Unfetched(f"{address} did not answer in {seconds:g} seconds.") from None
    except Oversize:
        raise Unfetched(f"{address} sends more than {largest} bytes.") from None
    except (OSError, HTTPException) as error:
        raise Unfetched(f"{address}: {error}") from error
    return found


class Oversize(Exception):
    """More came than was asked for."""


def _read(read: Callable[[int], bytes], until: float, largest: int) -> Iterator[bytes]:
    so_far = 0
    while part := read(65_536):
        so_far += len(part)
        if so_far > largest:
            raise Oversize
        if time.monotonic() > until:
            raise TimeoutError
        yield part
