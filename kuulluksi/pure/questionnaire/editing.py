"""Changes a draft: its pages and what stands on them, moved, added and taken away.

A draft is the raw JSON of a questionnaire, which may still have faults. What is held to is its
frame, so that each page and each item can be named by its id. Every change gives a new draft.
"""

import copy
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kuulluksi.pure.questionnaire.parsing import parse
from kuulluksi.pure.questionnaire.reader import LONGEST_ID, BadDocument, Fault, is_id
from kuulluksi.pure.text import words

Json = dict[str, Any]

KINDS = ("scale", "matrix", "single", "multiple", "number", "date", "text", "note")
WITH_SCALE = ("scale", "matrix")


def blank(code: str, version: int, title: Mapping[str, str]) -> Json:
    """A questionnaire with nothing on its one page."""
    return {
        "id": code,
        "version": version,
        "title": dict(title),
        "languages": ["fi", "sv"],
        "scales": {},
        "pages": [{"id": "page", "items": []}],
    }


def framed(body: object) -> bool:
    """Whether each page, item and row of a draft has an id of its own and each item a kind."""
    match body:
        case {"pages": [*pages], "scales": {**scales}}:
            pass
        case _:
            return False
    if not all(is_id(name) and isinstance(scale, dict) for name, scale in scales.items()):
        return False
    if not all(isinstance(page, dict) and isinstance(page.get("items"), list) for page in pages):
        return False
    listed = [item for page in pages for item in page["items"]]
    if not all(isinstance(item, dict) and item.get("kind") in KINDS for item in listed):
        return False
    rows = [row for item in listed for row in _rows(item)]
    ids = [entry.get("id") if isinstance(entry, dict) else None for entry in (*listed, *rows)]
    page_ids = [page.get("id") for page in pages]
    return all(
        all(is_id(id_) for id_ in some) and len(set(some)) == len(some) for some in (ids, page_ids)
    )


def faults(body: Json) -> tuple[Fault, ...]:
    """What must be mended before the draft can be asked; nothing of a sound one."""
    try:
        parse(body)
    except BadDocument as bad:
        return bad.faults
    return ()


def items(body: Json) -> Iterator[Json]:
    for page in body["pages"]:
        yield from page["items"]


def ids(body: Json) -> set[str]:
    """Every id that an item or a row has."""
    listed = list(items(body))
    return {entry["id"] for entry in (*listed, *(row for item in listed for row in _rows(item)))}


def page_place(body: Json, id_: str) -> int:
    """Raises LookupError when the draft has no such page."""
    return _place([page["id"] for page in body["pages"]], id_)


def item_place(body: Json, id_: str) -> tuple[int, int]:
    """The number of the page and of the item on it. Raises LookupError when there is none."""
    for number, page in enumerate(body["pages"]):
        found = [item["id"] for item in page["items"]]
        if id_ in found:
            return number, found.index(id_)
    raise LookupError(id_)


def item(body: Json, id_: str) -> Json:
    """Raises LookupError when the draft has no such item."""
    page, place = item_place(body, id_)
    found: Json = body["pages"][page]["items"][place]
    return found


def with_item(body: Json, page: str, new: Json) -> Json:
    """The item at the end of a page, or in place of the one that has its id.

    Raises LookupError when there is no such page.
    """
    after = copy.deepcopy(body)
    if new["id"] in {known["id"] for known in items(body)}:
        number, place = item_place(body, new["id"])
        after["pages"][number]["items"][place] = new
    else:
        after["pages"][page_place(body, page)]["items"].append(new)
    return without_idle_scales(after)


def with_page(body: Json) -> Json:
    """An empty page at the end."""
    after = copy.deepcopy(body)
    taken = {page["id"] for page in body["pages"]}
    after["pages"].append({"id": free_id("page", taken), "items": []})
    return after


def without_item(body: Json, id_: str) -> Json:
    """Raises LookupError when the draft has no such item."""
    number, place = item_place(body, id_)
    after = copy.deepcopy(body)
    del after["pages"][number]["items"][place]
    return without_idle_scales(after)


def without_page(body: Json, id_: str) -> Json:
    """Without a page and all that stands on it. Raises LookupError when there is no such page."""
    number = page_place(body, id_)
    after = copy.deepcopy(body)
    del after["pages"][number]
    return without_idle_scales(after)


def moved_page(body: Json, id_: str, *, up: bool) -> Json:
    """A page one place up or down; the first stays first. Raises LookupError."""
    after = copy.deepcopy(body)
    _swap(after["pages"], page_place(body, id_), up=up)
    return after


def moved_item(body: Json, id_: str, *, up: bool) -> Json:
    """An item one place up or down; from the edge of a page it goes over to the next one.

    Raises LookupError when the draft has no such item.
    """
    number, place = item_place(body, id_)
    after = copy.deepcopy(body)
    pages = after["pages"]
    here = pages[number]["items"]
    beyond = number + (-1 if up else 1)
    if place != (0 if up else len(here) - 1):
        _swap(here, place, up=up)
    elif 0 <= beyond < len(pages):
        there = pages[beyond]["items"]
        there.insert(len(there) if up else 0, here.pop(place))
    return after


def with_scale(body: Json, wanted: str, scale: Json) -> tuple[Json, str]:
    """The draft with that scale, under the wanted name or, when another scale has it, under a new
    one; and the name."""
    scales: Json = body["scales"]
    alike = [name for name, known in scales.items() if known == scale]
    if alike:
        return body, wanted if wanted in alike else alike[0]
    after = copy.deepcopy(body)
    name = free_id(wanted, scales)
    after["scales"][name] = scale
    return after, name


def without_idle_scales(body: Json) -> Json:
    """Without the scales that no item uses any more."""
    used = {item.get("scale") for item in items(body) if isinstance(item.get("scale"), str)}
    kept = {name: scale for name, scale in body["scales"].items() if name in used}
    return {**body, "scales": kept}


def looking_back(body: Json, gone: Iterable[str]) -> int:
    """How many pages and items have a condition on one of these questions."""
    ids_ = set(gone)
    whens = [each.get("when") for page in body["pages"] for each in (page, *page["items"])]
    return sum(bool(ids_ & set(_named(when))) for when in whens)


def free_id(said: str, taken: Iterable[str]) -> str:
    """An id made of these words that is none of those taken."""
    plain = "-".join(words(said)).translate(_LATIN)
    known = set(taken)
    name = "-".join(part for part in _letters(plain).split("-") if part)
    name = name[:LONGEST_ID].strip("-") or "question"
    if name not in known:
        return name
    number = 2
    while (numbered := f"{name[: LONGEST_ID - 5].strip('-')}-{number}") in known:
        number += 1
    return numbered


_LATIN = str.maketrans({"å": "a", "ä": "a", "ö": "o"})


def _letters(s: str) -> str:
    return "".join(sign if sign.isascii() and (sign.isalnum()) else "-" for sign in s)


def _rows(item: Json) -> list[Any]:
    rows = item.get("rows")
    return rows if isinstance(rows, list) else []


def _place(found: list[str], id_: str) -> int:
    if id_ not in found:
        raise LookupError(id_)
    return found.index(id_)


def _swap(entries: list[Any], place: int, *, up: bool) -> None:
    other = place + (-1 if up else 1)
    if 0 <= other < len(entries):
        entries[place], entries[other] = entries[other], entries[place]


def _named(when: object) -> Iterator[str]:
    """Every item that a raw condition looks back at."""
    if isinstance(when, Mapping):
        for key, value in when.items():
            if key == "item" and isinstance(value, str):
                yield value
            else:
                yield from _named(value)
    elif isinstance(when, list):
        for part in when:
            yield from _named(part)
