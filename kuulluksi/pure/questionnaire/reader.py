"""Reads the parts of a JSON document to the end: notes each fault with its place, and goes on with
something harmless, so that all that must be mended is told at once.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeGuard

from kuulluksi.pure.text import TAGS, Text, clean_text

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID = 40
"""An id has at most so many signs."""
LONGEST_LIST = 300
"""No list in a document is longer: what nobody answers nobody needs to wait for."""
MOST = 1_000_000_000
"""No number in a document is greater."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a document, and where: "pages[0].items[2].text", or "" for the whole."""

    path: str
    reason: str


class BadDocument(ValueError):
    """The document is no questionnaire; `faults` names all that must be mended, in order."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(
            "; ".join(f"{fault.path or 'document'}: {fault.reason}" for fault in faults)
        )
        self.faults = faults


def is_id(obj: object) -> TypeGuard[str]:
    return isinstance(obj, str) and len(obj) <= LONGEST_ID and _ID.fullmatch(obj) is not None


class Reader:
    """The simple parts of a document. Every method returns a value of its type, whatever stands
    there; if it had to invent one, `faults` has grown."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def fault(self, path: str, reason: str) -> None:
        self.faults.append(Fault(path, reason))

    def fields(self, path: str, obj: object, known: frozenset[str]) -> Mapping[str, object]:
        """What stands under the known keys; another key is a fault, so nothing that is written is
        silently ignored."""
        if not isinstance(obj, Mapping):
            self.fault(path, "must be an object")
            return {}
        for key in obj:
            if key not in known:
                self.fault(f"{path}.{key}".lstrip("."), "unknown key")
        return {key: value for key, value in obj.items() if key in known}

    def entries(self, path: str, obj: object, *, at_least: int = 1) -> list[tuple[str, object]]:
        """The entries of a list, each with its path."""
        if not isinstance(obj, list) or len(obj) < at_least:
            self.fault(path, f"must be a list, with at least {at_least} in it")
            return []
        if len(obj) > LONGEST_LIST:
            self.fault(path, f"must be a list, with at most {LONGEST_LIST} in it")
            return []
        return [(f"{path}[{number}]", entry) for number, entry in enumerate(obj)]

    def id(self, path: str, obj: object) -> str:
        if is_id(obj):
            return obj
        self.fault(
            path,
            "must be a name of small letters, digits and single hyphens,"
            f" at most {LONGEST_ID} signs",
        )
        return path

    def whole(self, path: str, obj: object, *, at_least: int, at_most: int = MOST) -> int:
        # JSON's true is an int to Python.
        if isinstance(obj, int) and not isinstance(obj, bool) and at_least <= obj <= at_most:
            return obj
        upper = "" if at_most == MOST else f" and at most {at_most}"
        self.fault(path, f"must be a whole number, at least {at_least}{upper}")
        return at_least

    def flag(self, path: str, obj: object) -> bool:
        if not isinstance(obj, bool):
            self.fault(path, "must be true or false")
        return obj is True

    def text(self, path: str, obj: object) -> Text:
        """A text that says something in some language; which are missing is not our matter."""
        try:
            text = Text.from_json(obj)
        except (TypeError, ValueError) as error:
            self.fault(path, str(error))
            return Text()
        if not text:
            self.fault(path, "says nothing in any language")
        for tag, words in text.to_json().items():
            if clean_text(words) != words:
                self.fault(f"{path}.{tag}", "has a sign that no key writes")
        return text

    def may_say(self, path: str, fields: Mapping[str, object], key: str) -> Text:
        """A text that may be absent."""
        return self.text(f"{path}.{key}".lstrip("."), fields[key]) if key in fields else Text()

    def languages(self, path: str, obj: object) -> tuple[str, ...]:
        found: list[str] = []
        for place, tag in self.entries(path, obj):
            if not isinstance(tag, str) or tag not in TAGS:
                self.fault(place, f"unknown language tag {tag!r}")
            elif tag in found:
                self.fault(place, f"{tag!r} is offered already")
            else:
                found.append(tag)
        return tuple(found)
