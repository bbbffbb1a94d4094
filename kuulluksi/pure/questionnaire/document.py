"""The questionnaire as a document: JSON on one side, frozen dataclasses on the other.

A published document never changes; its hash tells which words a person had before their eyes when
answering.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from kuulluksi.pure.text import Text

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MOST_POINTS = 101


@dataclass(frozen=True, slots=True)
class Scale:
    """The points an item may be answered with, `min` to `max`, and what stands beside them.

    `labels` has one Text per point, in order; the two ends always say something, the points between
    may be silent.
    """

    id: str
    min: int
    max: int
    labels: tuple[Text, ...]

    @property
    def points(self) -> range:
        """Every point from `min` to `max`."""
        return range(self.min, self.max + 1)

    def label(self, point: int) -> Text:
        """What stands beside `point`, perhaps nothing. Raises ValueError off the scale."""
        return self.labels[self.points.index(point)]


@dataclass(frozen=True, slots=True)
class Item:
    """One statement to be judged on a scale; `may_skip` offers "does not concern me" too."""

    id: str
    kind: Literal["scale"]
    text: Text
    scale: Scale
    may_skip: bool


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """An instrument in one version: a title and its items in the order in which they are asked."""

    id: str
    version: int
    title: Text
    items: tuple[Item, ...]

    @property
    def hash(self) -> str:
        """SHA-256 of the canonical JSON, in hex: the same words in any layout give the same."""
        canonical = json.dumps(
            to_json(self), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        return hashlib.sha256(canonical.encode()).hexdigest()

    def item(self, id_: str) -> Item | None:
        """The item of that id, if the questionnaire has it."""
        return next((item for item in self.items if item.id == id_), None)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a document, and where: "items[2].text.sv", or "" for the whole."""

    path: str
    reason: str


class BadDocument(ValueError):
    """The document is no questionnaire; `faults` names all that must be mended, in order."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(
            "; ".join(f"{fault.path or 'document'}: {fault.reason}" for fault in faults)
        )
        self.faults = faults


def parse(obj: object) -> Questionnaire:
    """The questionnaire that a JSON document describes.

    `{"id", "version", "title", "scales": {name: {"min", "max", "labels": {point: text}}}, "items":
    [{"id", "kind": "scale", "text", "scale": name, "may_skip"}]}`, where a text is `{"fi", "sv",
    "en", …}`, all three given. Raises BadDocument with every fault; an unknown key or kind is one,
    so that nothing written is silently ignored.
    """
    reader = _Reader()
    questionnaire = reader.questionnaire(obj)
    if reader.faults:
        raise BadDocument(tuple(reader.faults))
    return questionnaire


def to_json(questionnaire: Questionnaire) -> dict[str, object]:
    """The document of a questionnaire: `parse(to_json(q)) == q`."""
    scales = {item.scale.id: item.scale for item in questionnaire.items}
    return {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "title": questionnaire.title.to_json(),
        "scales": {
            scale.id: {
                "min": scale.min,
                "max": scale.max,
                "labels": {
                    str(point): label.to_json()
                    for point, label in zip(scale.points, scale.labels, strict=True)
                    if label
                },
            }
            for scale in scales.values()
        },
        "items": [
            {
                "id": item.id,
                "kind": item.kind,
                "text": item.text.to_json(),
                "scale": item.scale.id,
                "may_skip": item.may_skip,
            }
            for item in questionnaire.items
        ],
    }


class _Reader:
    """Reads a document to its end: notes each fault and goes on with something harmless."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def questionnaire(self, obj: object) -> Questionnaire:
        fields = self._object("", obj, {"id", "version", "title", "scales", "items"})
        scales = {
            name: self._scale(path, name, scale)
            for name, path, scale in self._scales(fields.get("scales"))
        }
        questionnaire = Questionnaire(
            id=self._id("id", fields.get("id")),
            version=self._whole("version", fields.get("version"), at_least=1),
            title=self._text("title", fields.get("title")),
            items=tuple(self._items(fields.get("items"), scales)),
        )
        used = {item.scale.id for item in questionnaire.items}
        # An item that could not be read may be the one that uses it.
        if not self.faults:
            for name in sorted(scales.keys() - used):
                self._fault(f"scales.{name}", "no item uses this scale")
        return questionnaire

    def _scales(self, obj: object) -> Iterator[tuple[str, str, object]]:
        if not isinstance(obj, Mapping):
            self._fault("scales", "must be an object from name to scale")
            return
        for name, scale in obj.items():
            path = f"scales.{name}"
            yield self._id(path, name), path, scale

    def _scale(self, path: str, name: str, obj: object) -> Scale:
        fields = self._object(path, obj, {"min", "max", "labels"})
        lowest = self._whole(f"{path}.min", fields.get("min"), at_least=0)
        highest = self._whole(f"{path}.max", fields.get("max"), at_least=lowest + 1)
        if highest - lowest >= _MOST_POINTS:
            self._fault(f"{path}.max", f"a scale has at most {_MOST_POINTS} points")
            highest = lowest + 1
        return Scale(
            name,
            lowest,
            highest,
            self._labels(f"{path}.labels", fields.get("labels"), lowest, highest),
        )

    def _labels(self, path: str, obj: object, lowest: int, highest: int) -> tuple[Text, ...]:
        points = [str(point) for point in range(lowest, highest + 1)]
        if not isinstance(obj, Mapping):
            self._fault(path, "must be an object from point to text")
            return tuple(Text() for _ in points)
        for key in obj.keys() - set(points):
            self._fault(f"{path}.{key}", "no such point on the scale")
        for end in (points[0], points[-1]):
            if end not in obj:
                self._fault(f"{path}.{end}", "both ends of a scale need a label")
        return tuple(
            self._text(f"{path}.{point}", obj[point]) if point in obj else Text()
            for point in points
        )

    def _items(self, obj: object, scales: Mapping[str, Scale]) -> Iterator[Item]:
        if not isinstance(obj, list) or not obj:
            self._fault("items", "must be a list with at least one item")
            return
        seen: set[str] = set()
        for number, entry in enumerate(obj):
            path = f"items[{number}]"
            fields = self._object(path, entry, {"id", "kind", "text", "scale", "may_skip"})
            id_ = self._id(f"{path}.id", fields.get("id"))
            if id_ in seen:
                self._fault(f"{path}.id", f"{id_!r} is used by another item")
            seen.add(id_)
            if fields.get("kind") != "scale":
                self._fault(
                    f"{path}.kind", f"unknown kind {fields.get('kind')!r}; known is 'scale'"
                )
                continue
            text = self._text(f"{path}.text", fields.get("text"))
            may_skip = self._flag(f"{path}.may_skip", fields.get("may_skip"))
            name = fields.get("scale")
            if not isinstance(name, str) or name not in scales:
                self._fault(f"{path}.scale", f"no scale named {name!r}")
                continue
            yield Item(id_, "scale", text, scales[name], may_skip)

    def _object(self, path: str, obj: object, known: set[str]) -> Mapping[str, object]:
        if not isinstance(obj, Mapping):
            self._fault(path, "must be an object")
            return {}
        for key in obj:
            if key not in known:
                self._fault(f"{path}.{key}".lstrip("."), "unknown key")
        return obj

    def _id(self, path: str, obj: object) -> str:
        if isinstance(obj, str) and _ID.fullmatch(obj):
            return obj
        self._fault(path, "must be a name of small letters, digits and single hyphens")
        return path

    def _whole(self, path: str, obj: object, *, at_least: int) -> int:
        # JSON's true is an int to Python.
        if isinstance(obj, int) and not isinstance(obj, bool) and obj >= at_least:
            return obj
        self._fault(path, f"must be a whole number, at least {at_least}")
        return at_least

    def _flag(self, path: str, obj: object) -> bool:
        if not isinstance(obj, bool):
            self._fault(path, "must be true or false")
        return obj is True

    def _text(self, path: str, obj: object) -> Text:
        try:
            text = Text.from_json(obj)
        except (TypeError, ValueError) as error:
            self._fault(path, str(error))
            return Text()
        for tag in text.missing():
            self._fault(f"{path}.{tag}", "this language is missing")
        return text

    def _fault(self, path: str, reason: str) -> None:
        self.faults.append(Fault(path, reason))
