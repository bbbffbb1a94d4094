"""The questionnaire as an immutable value: pages, what stands on them, and its JSON document.

A published document never changes; its hash tells which words a person had before their eyes when
answering.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from kuulluksi.pure.questionnaire import conditions
from kuulluksi.pure.questionnaire.conditions import Condition
from kuulluksi.pure.questionnaire.items import (
    Choice,
    Item,
    MatrixItem,
    MultipleItem,
    NumberItem,
    Question,
    Scale,
    ScaleItem,
    SingleItem,
    TextItem,
    questions,
)
from kuulluksi.pure.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is asked together; with `when`, only of those of whom it is true."""

    id: str
    title: Text = field(default_factory=Text)
    when: Condition | None = None
    items: tuple[Item, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is answered on this page, the rows of a matrix one by one."""
        return tuple(question for item in self.items for question in questions(item))


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """An instrument in one version, offered in `languages`; `purpose` tells why it is asked."""

    id: str
    version: int
    title: Text
    purpose: Text = field(default_factory=Text)
    languages: tuple[str, ...]
    pages: tuple[Page, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything on all pages, in the order in which it stands."""
        return tuple(item for page in self.pages for item in page.items)

    @property
    def questions(self) -> tuple[Question, ...]:
        """Everything that is answered, in the order in which it is asked."""
        return tuple(question for page in self.pages for question in page.questions)

    @property
    def statements(self) -> tuple[ScaleItem, ...]:
        """The questions judged on a scale."""
        return tuple(question for question in self.questions if isinstance(question, ScaleItem))

    @property
    def scales(self) -> dict[str, Scale]:
        """The scales in use, by name."""
        return {statement.scale.id: statement.scale for statement in self.statements}

    @property
    def hash(self) -> str:
        """SHA-256 of the canonical JSON, in hex: the same words in any layout give the same."""
        canonical = json.dumps(
            to_json(self), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        return hashlib.sha256(canonical.encode()).hexdigest()

    def question(self, id_: str) -> Question | None:
        """The question of that id, if the questionnaire asks it."""
        return next((question for question in self.questions if question.id == id_), None)

    def missing(self) -> dict[str, tuple[str, ...]]:
        """Each offered language that does not say everything, with the paths where it is silent."""
        said = list(texts(self))
        silent = {
            tag: tuple(path for path, text in said if not text.get(tag)) for tag in self.languages
        }
        return {tag: paths for tag, paths in silent.items() if paths}


def texts(questionnaire: Questionnaire) -> Iterator[tuple[str, Text]]:
    """Every text that says something, with its place in the document, in the document's order."""
    for path, text in _texts(questionnaire):
        if text:
            yield path, text


def _texts(questionnaire: Questionnaire) -> Iterator[tuple[str, Text]]:
    yield "title", questionnaire.title
    yield "purpose", questionnaire.purpose
    for name, scale in questionnaire.scales.items():
        for point, label in zip(scale.points, scale.labels, strict=True):
            yield f"scales.{name}.labels.{point}", label
    for number, page in enumerate(questionnaire.pages):
        yield f"pages[{number}].title", page.title
        for place, item in enumerate(page.items):
            yield from _texts_of(item, f"pages[{number}].items[{place}]")


def _texts_of(item: Item, path: str) -> Iterator[tuple[str, Text]]:
    yield f"{path}.text", item.text
    yield f"{path}.hint", item.hint
    match item:
        case MatrixItem():
            for number, row in enumerate(item.rows):
                yield f"{path}.rows[{number}].text", row.text
        case SingleItem() | MultipleItem():
            for number, choice in enumerate(item.choices):
                yield f"{path}.choices[{number}].text", choice.text
        case NumberItem():
            yield f"{path}.unit", item.unit


def to_json(questionnaire: Questionnaire) -> dict[str, object]:
    """The document of a questionnaire: `parse(to_json(q)) == q`. What is not said has no key."""
    return {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "title": questionnaire.title.to_json(),
        **_said("purpose", questionnaire.purpose),
        "languages": list(questionnaire.languages),
        "scales": {name: _scale(scale) for name, scale in questionnaire.scales.items()},
        "pages": [_page(page) for page in questionnaire.pages],
    }


def _scale(scale: Scale) -> dict[str, object]:
    labels = zip(scale.points, scale.labels, strict=True)
    return {
        "min": scale.min,
        "max": scale.max,
        "labels": {str(point): label.to_json() for point, label in labels if label},
    }


def _page(page: Page) -> dict[str, object]:
    return {
        "id": page.id,
        **_said("title", page.title),
        **_when(page.when),
        "items": [_item(item) for item in page.items],
    }


def _item(item: Item) -> dict[str, object]:
    return {
        "id": item.id,
        "kind": item.kind,
        "wording": item.wording,
        "text": item.text.to_json(),
        **_said("hint", item.hint),
        **_when(item.when),
        **_of_kind(item),
    }


def _of_kind(item: Item) -> dict[str, object]:
    """What only this kind of item has."""
    match item:
        case ScaleItem():
            return {"scale": item.scale.id, "may_skip": item.may_skip}
        case MatrixItem():
            rows = [
                {"id": row.id, "wording": row.wording, "text": row.text.to_json()}
                for row in item.rows
            ]
            return {"scale": item.scale.id, "may_skip": item.may_skip, "rows": rows}
        case SingleItem():
            return {"choices": [_choice(choice) for choice in item.choices]}
        case MultipleItem():
            most = {} if item.max is None else {"max": item.max}
            return {"choices": [_choice(choice) for choice in item.choices], **most}
        case NumberItem():
            return {"min": item.min, "max": item.max, **_said("unit", item.unit)}
        case TextItem():
            return {"long": item.long, "quotable": item.quotable}
        case _:
            return {}


def _choice(choice: Choice) -> dict[str, object]:
    exclusive = {"exclusive": True} if choice.exclusive else {}
    return {"id": choice.id, "text": choice.text.to_json(), **exclusive}


def _said(key: str, text: Text) -> dict[str, object]:
    return {key: text.to_json()} if text else {}


def _when(condition: Condition | None) -> dict[str, object]:
    return {} if condition is None else {"when": conditions.to_json(condition)}
