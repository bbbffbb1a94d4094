"""Reads a questionnaire from its JSON document, whole or not at all.

Scales are read first, then the pages in their order, because a condition may look back only.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import TypedDict

from kuulluksi.pure.questionnaire.conditions import Condition
from kuulluksi.pure.questionnaire.document import Page, Questionnaire
from kuulluksi.pure.questionnaire.items import (
    Choice,
    DateItem,
    Item,
    MatrixItem,
    MultipleItem,
    NoteItem,
    NumberItem,
    Scale,
    ScaleItem,
    SingleItem,
    TextItem,
    questions,
)
from kuulluksi.pure.questionnaire.looking_back import LooksBack
from kuulluksi.pure.questionnaire.reader import LONGEST_LIST, BadDocument, Fault
from kuulluksi.pure.text import Text

_MOST_POINTS = 101
_ASKED = frozenset({"id", "kind", "wording", "text", "hint", "when"})

Fields = Mapping[str, object]


def read(written: str) -> Questionnaire:
    """The questionnaire of a document as it stands in a file.

    Raises BadDocument as `parse` does, and when it is no JSON or has a key twice.
    """
    try:
        obj: object = json.loads(written, object_pairs_hook=_each_once)
    except (ValueError, RecursionError) as error:
        raise BadDocument((Fault("", f"is not JSON: {error}"),)) from error
    return parse(obj)


def parse(obj: object) -> Questionnaire:
    """The questionnaire that a JSON document describes; docs/instruments.md shows its grammar.

    Raises BadDocument with every fault; an unknown key or kind is one, so that nothing written is
    silently ignored. A language in which something is not said is none: `Questionnaire.missing`.
    """
    parser = _Parser()
    questionnaire = parser.questionnaire(obj)
    if parser.faults:
        raise BadDocument(tuple(parser.faults))
    return questionnaire


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key!r} stands twice in one object")
        found[key] = value
    return found


class _Asked(TypedDict):
    """What every item has."""

    id: str
    wording: int
    text: Text
    hint: Text
    when: Condition | None


class _Parser(LooksBack):
    def __init__(self) -> None:
        super().__init__()
        self._scales: dict[str, Scale] = {}
        self._page_ids: set[str] = set()
        self._ids: set[str] = set()
        self._kinds: dict[str, tuple[set[str], Callable[[str, Fields, _Asked], Item | None]]] = {
            "scale": ({"scale", "may_skip"}, self._scale_item),
            "matrix": ({"scale", "may_skip", "rows"}, self._matrix),
            "single": ({"choices"}, self._single),
            "multiple": ({"choices", "max"}, self._multiple),
            "number": ({"min", "max", "unit"}, self._number),
            "date": (set(), lambda _path, _fields, asked: DateItem(**asked)),
            "text": ({"long", "quotable"}, self._text_item),
            "note": (set(), lambda _path, _fields, asked: NoteItem(**asked)),
        }

    def questionnaire(self, obj: object) -> Questionnaire:
        known = frozenset({"id", "version", "title", "purpose", "languages", "scales", "pages"})
        fields = self.fields("", obj, known)
        id_ = self.id("id", fields.get("id"))
        version = self.whole("version", fields.get("version"), at_least=1)
        title = self.text("title", fields.get("title"))
        purpose = self.may_say("", fields, "purpose")
        languages = self.languages("languages", fields.get("languages"))
        self._scales = dict(self._named_scales(fields.get("scales")))
        pages = tuple(
            self._page(path, page) for path, page in self.entries("pages", fields.get("pages"))
        )
        questionnaire = Questionnaire(
            id=id_,
            version=version,
            title=title,
            purpose=purpose,
            languages=languages,
            pages=pages,
        )
        if len(questionnaire.questions) > LONGEST_LIST:
            self.fault("pages", f"must be a list, with at most {LONGEST_LIST} in it")
        # An item that could not be read may be the one that uses it.
        if not self.faults:
            for name in sorted(self._scales.keys() - questionnaire.scales.keys()):
                self.fault(f"scales.{name}", "no item uses this scale")
        return questionnaire

    def _named_scales(self, obj: object) -> Iterator[tuple[str, Scale]]:
        if not isinstance(obj, Mapping):
            self.fault("scales", "must be an object from name to scale")
            return
        for name, scale in obj.items():
            path = f"scales.{name}"
            yield name, self._scale(path, self.id(path, name), scale)

    def _scale(self, path: str, name: str, obj: object) -> Scale:
        fields = self.fields(path, obj, frozenset({"min", "max", "labels"}))
        lowest = self.whole(f"{path}.min", fields.get("min"), at_least=0)
        highest = self.whole(f"{path}.max", fields.get("max"), at_least=lowest + 1)
        if highest - lowest >= _MOST_POINTS:
            self.fault(f"{path}.max", f"a scale has at most {_MOST_POINTS} points")
            highest = lowest + 1
        points = [str(point) for point in range(lowest, highest + 1)]
        return Scale(name, lowest, highest, self._labels(f"{path}.labels", fields, points))

    def _labels(self, path: str, fields: Fields, points: list[str]) -> tuple[Text, ...]:
        obj = fields.get("labels")
        if not isinstance(obj, Mapping):
            self.fault(path, "must be an object from point to text")
            return tuple(Text() for _ in points)
        for key in obj:
            if key not in points:
                self.fault(f"{path}.{key}", "no such point on the scale")
        for end in (points[0], points[-1]):
            if end not in obj:
                self.fault(f"{path}.{end}", "both ends of a scale need a label")
        return tuple(self.may_say(path, obj, point) for point in points)

    def _page(self, path: str, obj: object) -> Page:
        fields = self.fields(path, obj, frozenset({"id", "title", "when", "items"}))
        id_ = self.id(f"{path}.id", fields.get("id"))
        if id_ in self._page_ids:
            self.fault(f"{path}.id", f"{id_!r} is the id of another page")
        self._page_ids.add(id_)
        title = self.may_say(path, fields, "title")
        when = self.condition(f"{path}.when", fields["when"]) if "when" in fields else None
        read = [
            self._item(place, item)
            for place, item in self.entries(f"{path}.items", fields.get("items"))
        ]
        items = tuple(item for item in read if item is not None)
        return Page(id=id_, title=title, when=when, items=items)

    def _item(self, path: str, obj: object) -> Item | None:
        kind = obj.get("kind") if isinstance(obj, Mapping) else None
        if not isinstance(kind, str) or kind not in self._kinds:
            self._unreadable(path, obj, kind)
            return None
        keys, read_kind = self._kinds[kind]
        fields = self.fields(path, obj, _ASKED | keys)
        before = set(self._ids)
        item = read_kind(path, fields, self._asked(path, fields))
        if item is None:
            self.forgive(self._ids - before)
        else:
            self.learn(questions(item))
        return item

    def _unreadable(self, path: str, obj: object, kind: object) -> None:
        if not isinstance(obj, Mapping):
            self.fault(path, "must be an object")
            return
        self.fault(f"{path}.kind", f"unknown kind {kind!r}; known are {', '.join(self._kinds)}")
        self.forgive({self._new_id(f"{path}.id", obj.get("id"))})

    def _asked(self, path: str, fields: Fields) -> _Asked:
        return {
            "id": self._new_id(f"{path}.id", fields.get("id")),
            "wording": self.whole(f"{path}.wording", fields.get("wording"), at_least=1),
            "text": self.text(f"{path}.text", fields.get("text")),
            "hint": self.may_say(path, fields, "hint"),
            "when": self.condition(f"{path}.when", fields["when"]) if "when" in fields else None,
        }

    def _new_id(self, path: str, obj: object) -> str:
        id_ = self.id(path, obj)
        if id_ in self._ids:
            self.fault(path, f"{id_!r} is the id of another item")
        self._ids.add(id_)
        return id_

    def _scale_item(self, path: str, fields: Fields, asked: _Asked) -> Item | None:
        may_skip = self.flag(f"{path}.may_skip", fields.get("may_skip"))
        scale = self._scale_of(path, fields)
        return ScaleItem(**asked, scale=scale, may_skip=may_skip) if scale else None

    def _matrix(self, path: str, fields: Fields, asked: _Asked) -> Item | None:
        may_skip = self.flag(f"{path}.may_skip", fields.get("may_skip"))
        scale = self._scale_of(path, fields)
        read = [
            self._row(place, row) for place, row in self.entries(f"{path}.rows", fields.get("rows"))
        ]
        if scale is None or not read:
            return None
        rows = tuple(ScaleItem(**row, scale=scale, may_skip=may_skip) for row in read)
        return MatrixItem(**asked, rows=rows)

    def _row(self, path: str, obj: object) -> _Asked:
        return self._asked(path, self.fields(path, obj, frozenset({"id", "wording", "text"})))

    def _scale_of(self, path: str, fields: Fields) -> Scale | None:
        name = fields.get("scale")
        if isinstance(name, str) and name in self._scales:
            return self._scales[name]
        self.fault(f"{path}.scale", f"no scale named {name!r}")
        return None

    def _single(self, path: str, fields: Fields, asked: _Asked) -> Item:
        keys = frozenset({"id", "text"})
        return SingleItem(**asked, choices=self._choices(path, fields, keys))

    def _multiple(self, path: str, fields: Fields, asked: _Asked) -> Item:
        choices = self._choices(path, fields, frozenset({"id", "text", "exclusive"}))
        most = None
        if "max" in fields:
            several = sum(not choice.exclusive for choice in choices)
            most = self.whole(f"{path}.max", fields["max"], at_least=1, at_most=max(several, 1))
        return MultipleItem(**asked, choices=choices, max=most)

    def _choices(self, path: str, fields: Fields, keys: frozenset[str]) -> tuple[Choice, ...]:
        choices: list[Choice] = []
        for place, entry in self.entries(f"{path}.choices", fields.get("choices"), at_least=2):
            choice = self.fields(place, entry, keys)
            id_ = self.id(f"{place}.id", choice.get("id"))
            if id_ in {other.id for other in choices}:
                self.fault(f"{place}.id", f"{id_!r} is the id of another choice")
            text = self.text(f"{place}.text", choice.get("text"))
            exclusive = "exclusive" in choice
            if exclusive and choice["exclusive"] is not True:
                self.fault(f"{place}.exclusive", "must be true, or not written")
            choices.append(Choice(id_, text, exclusive))
        return tuple(choices)

    def _number(self, path: str, fields: Fields, asked: _Asked) -> Item:
        lowest = self.whole(f"{path}.min", fields.get("min"), at_least=0)
        highest = self.whole(f"{path}.max", fields.get("max"), at_least=lowest + 1)
        return NumberItem(**asked, min=lowest, max=highest, unit=self.may_say(path, fields, "unit"))

    def _text_item(self, path: str, fields: Fields, asked: _Asked) -> Item:
        return TextItem(
            **asked,
            long=self.flag(f"{path}.long", fields.get("long")),
            quotable=self.flag(f"{path}.quotable", fields.get("quotable")),
        )
