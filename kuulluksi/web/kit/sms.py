"""Text messages: over the HTTP gateway of the authority, in the demo into a folder of their own."""

import json
import secrets
from datetime import datetime
from typing import Any
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from django.conf import settings

# Speaks http and https, and does not follow a gateway that sends us elsewhere: the token and the
# number would go along.
_LINE = OpenerDirector()
for handler in (
    ProxyHandler,
    HTTPHandler,
    HTTPSHandler,
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
):
    _LINE.add_handler(handler())


def send(to: str, text: str, *, at: datetime) -> None:
    """Hands a message over. Raises OSError when the gateway does not take it: it is tried again by
    whoever asked for it."""
    if settings.DEMO:
        keep(to, text, at=at)
        return
    body = json.dumps(filled(settings.SMS_BODY, {"{to}": to, "{text}": text})).encode()
    headers = {"Content-Type": "application/json"}
    if settings.SMS_TOKEN:
        headers["Authorization"] = f"Bearer {settings.SMS_TOKEN}"
    if not settings.SMS_URL:
        raise OSError("SMS_URL is not set")
    asked = Request(settings.SMS_URL, body, headers)  # noqa: S310  http or https, see above
    with _LINE.open(asked, timeout=settings.SMS_TIMEOUT) as answer:
        answer.read()


def filled(body: Any, words: dict[str, str]) -> Any:
    """The JSON of SMS_BODY with the words in their places, each exactly once: what stands in the
    words is never filled in again."""
    match body:
        case dict():
            return {name: filled(part, words) for name, part in body.items()}
        case list():
            return [filled(part, words) for part in body]
        case str():
            first = next((place for place in words if place in body), None)
            if first is None:
                return body
            before, _, after = body.partition(first)
            return f"{filled(before, words)}{words[first]}{filled(after, words)}"
    return body


def keep(to: str, text: str, *, at: datetime) -> None:
    """What the demo does instead of sending."""
    settings.SMS_FILE_PATH.mkdir(exist_ok=True)
    name = f"{at:%Y%m%d-%H%M%S}-{secrets.token_hex(4)}.json"
    (settings.SMS_FILE_PATH / name).write_text(json.dumps({"to": to, "text": text}))
