"""Keeps every page that the test server sends, so that each one passes the accessibility check."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

STRUCTURE = re.compile(rb"<[a-z][a-z0-9]*|\b(?:class|role|lang|type|aria-[a-z]+)=\"[^\"]*\"")


class Served:
    """The pages of one run. Pages of the same build are checked once for each kind of screen."""

    def __init__(self) -> None:
        self.pages: list[tuple[str, bytes]] = []
        self.checked: set[tuple[str, bytes]] = set()

    def keep(self, request: HttpRequest, response: HttpResponseBase) -> None:
        opened = request.headers.get("Sec-Fetch-Dest") == "document"
        html = response.headers.get("Content-Type", "").startswith("text/html")
        led_on = 300 <= response.status_code < 400
        if opened and html and not led_on and isinstance(response, HttpResponse):
            self.pages.append((request.get_full_path(), response.content))

    def new_pages(self, look: str) -> list[tuple[str, bytes]]:
        """The kept pages whose build has not yet been checked with this `look`."""
        new = []
        for url, body in self.pages:
            build = (look, b"".join(STRUCTURE.findall(body)))
            if build not in self.checked:
                self.checked.add(build)
                new.append((url, body))
        return new

    def forget(self) -> None:
        self.pages.clear()


served = Served()


class Keeping:
    """Middleware of the test server."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        served.keep(request, response)
        return response
