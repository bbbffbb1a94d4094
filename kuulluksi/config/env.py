"""Reads the settings given from outside; a missing one is named with its remedy."""

import json
import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured


def required(name: str, remedy: str) -> str:
    """The value of an environment variable that has no sensible default.

    Raises ImproperlyConfigured with the name of the variable and what to do about it.
    """
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} is missing. {remedy}")
    return value


def text(name: str, default: str) -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str) -> bool:
    return text(name, "0").lower() in {"1", "true", "yes"}


def listed(name: str, default: str) -> list[str]:
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def folder(name: str, default: Path) -> Path:
    path = Path(text(name, str(default)))
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def address(name: str, remedy: str) -> str:
    """An address of the web, or nothing.

    Raises ImproperlyConfigured when it begins with anything but http:// or https://.
    """
    found = text(name, "")
    if found and not found.startswith(("http://", "https://")):
        raise ImproperlyConfigured(f"{name} is no address of the web. {remedy}")
    return found


def template(name: str, default: str, *places: str) -> Any:
    """A JSON value in whose strings each of `places` stands, to be filled in.

    Raises ImproperlyConfigured when it is no JSON or a place is missing.
    """
    written = text(name, default)
    try:
        found = json.loads(written)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is not JSON. Write for example: {default}") from error
    if missing := [place for place in places if place not in written]:
        raise ImproperlyConfigured(f"{name}: {', '.join(missing)} is missing. Example: {default}")
    return found


def keys(name: str, remedy: str) -> dict[str, bytes]:
    """Named secret keys, "name:hex,name:hex"; the first is current, the others open old rows.

    Raises ImproperlyConfigured when a part is not of that form or a key is shorter than 32 bytes.
    """
    found: dict[str, bytes] = {}
    for part in required(name, remedy).split(","):
        key_name, _, value = part.strip().partition(":")
        try:
            found[key_name] = bytes.fromhex(value)
        except ValueError as error:
            raise ImproperlyConfigured(
                f"{name}: “{key_name}” is not hexadecimal. {remedy}"
            ) from error
        if not key_name or len(key_name) > 16 or len(found[key_name]) < 32:
            raise ImproperlyConfigured(
                f"{name}: each key needs a name of 1–16 characters and 32 bytes. {remedy}"
            )
    return found
