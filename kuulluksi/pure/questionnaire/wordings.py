"""Whether a question has been asked before, in these words or in others, and which number its
wording has: the house keeps the numbers, whoever edits does not.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from kuulluksi.pure.questionnaire.document import Page, Questionnaire, to_json
from kuulluksi.pure.questionnaire.editing import Json
from kuulluksi.pure.questionnaire.items import (
    Item,
    MatrixItem,
    NoteItem,
    ScaleItem,
    questions,
    same_wording,
)
from kuulluksi.pure.questionnaire.parsing import parse
from kuulluksi.pure.questionnaire.reader import BadDocument
from kuulluksi.pure.text import Text, words


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it stands in an instrument; `source` is the instrument's id, `title` its
    title. What stands in a draft only has never been asked."""

    item: Item
    source: str
    title: Text
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How an item stands to what is known of its id. first: nobody else asks it; known: it is asked
    in the same words; changed: a new wording. `titles` are the instruments that ask it."""

    state: Literal["first", "known", "changed"]
    number: int
    titles: tuple[Text, ...] = ()


class Wordings:
    """Everything that is asked anywhere, by the id of the question."""

    def __init__(self, asked: Iterable[Asked]) -> None:
        self._asked: dict[str, list[Asked]] = defaultdict(list)
        for each in asked:
            for part in (each.item, *_rows(each.item)):
                self._asked[part.id].append(replace(each, item=part))

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(self._asked)

    def item(self, id_: str, wording: int) -> Item:
        """Raises LookupError when nobody asks that."""
        for each in self._asked.get(id_, ()):
            if each.item.wording == wording:
                return each.item
        raise LookupError(id_)

    def standing(self, item: Item) -> Standing:
        """The number that the wording of an item has: that of the same wording wherever it is
        known, else the next free one of its id."""
        known = self._asked.get(item.id, [])
        if not known:
            return Standing("first", 1)
        nameless = _nameless(item)
        alike = [each for each in known if same_wording(_nameless(each.item), nameless)]
        if alike:
            number = min(each.item.wording for each in alike)
            return Standing("known", number, _titles(alike))
        number = max(each.item.wording for each in known) + 1
        return Standing("changed", number, _titles(known))

    def found(self, query: str) -> list[tuple[Item, tuple[Text, ...]]]:
        """The questions asked before that have all the words of the query in some language or in
        their id, each wording once, with the instruments that ask it. A word may be only begun."""
        wanted = words(query)
        rows: dict[tuple[str, int], list[Asked]] = defaultdict(list)
        for id_, known in self._asked.items():
            for each in known:
                if not each.draft:
                    rows[id_, each.item.wording].append(each)
        return [
            (known[0].item, _titles(known))
            for known in rows.values()
            if not isinstance(known[0].item, NoteItem) and _has(known, wanted)
        ]


def readable(body: Json) -> dict[str, Item]:
    """The items of a draft by their ids, those left out that have faults; conditions are not looked
    at."""
    scales = body.get("scales", {})
    read = {item["id"]: read_item(item, scales) for page in body["pages"] for item in page["items"]}
    return {id_: item for id_, item in read.items() if item is not None}


def read_item(raw: Json, scales: Mapping[str, Any]) -> Item | None:
    """One item of a draft as a value, without its condition; None while it has faults."""
    alone = {key: value for key, value in raw.items() if key != "when"}
    name = raw.get("scale")
    document = {
        "id": "alone",
        "version": 1,
        "title": {"fi": "–"},
        "languages": ["fi"],
        "scales": {name: scales[name]} if isinstance(name, str) and name in scales else {},
        "pages": [{"id": "alone", "items": [alone]}],
    }
    try:
        return parse(document).items[0]
    except BadDocument:
        return None


def raw_item(item: Item) -> tuple[Json, dict[str, Json]]:
    """An item as a draft holds it, without its condition, and the scale that it needs by name."""
    alone = Questionnaire(
        id="alone",
        version=1,
        title=Text.of(fi="–"),
        languages=("fi",),
        pages=(Page(id="alone", items=(replace(item, when=None),)),),
    )
    written: Any = to_json(alone)
    return written["pages"][0]["items"][0], written["scales"]


def numbered(body: Json, known: Wordings) -> Json:
    """The draft with each item's wording numbered as the house keeps it; an item with faults waits
    with the number 1."""
    found = readable(body)
    pages = [
        {**page, "items": [_numbered(item, found.get(item["id"]), known) for item in page["items"]]}
        for page in body["pages"]
    ]
    return {**body, "pages": pages}


def _numbered(raw: Json, item: Item | None, known: Wordings) -> Json:
    numbers = {part.id: known.standing(part).number for part in _parts(item)}
    after = {**raw, "wording": numbers.get(raw["id"], 1)}
    if isinstance(raw.get("rows"), list):
        after["rows"] = [{**row, "wording": numbers.get(row["id"], 1)} for row in raw["rows"]]
    return after


def _parts(item: Item | None) -> Iterator[Item]:
    if item is not None:
        yield item
        yield from _rows(item)


def _rows(item: Item) -> Sequence[ScaleItem]:
    return item.rows if isinstance(item, MatrixItem) else ()


def _nameless(item: Item) -> Item:
    """Without the name of the scale, which nobody sees."""
    match item:
        case ScaleItem():
            return replace(item, scale=replace(item.scale, id=""))
        case MatrixItem():
            rows = [replace(row, scale=replace(row.scale, id="")) for row in item.rows]
            return replace(item, rows=tuple(rows))
    return item


def _titles(asked: Iterable[Asked]) -> tuple[Text, ...]:
    return tuple({each.source: each.title for each in asked}.values())


def _has(known: Iterable[Asked], wanted: Sequence[str]) -> bool:
    there = {
        word
        for each in known
        for part in (each.item, *questions(each.item))
        for said in (*part.text.to_json().values(), part.id)
        for word in words(said)
    }
    return all(any(word.startswith(begun) for word in there) for begun in wanted)
