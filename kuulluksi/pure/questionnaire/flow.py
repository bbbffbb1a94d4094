"""The way through a questionnaire: which pages and items are shown to somebody who answered so.

An answer to something that is not shown counts as none, so one condition after another is decided
from the front.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kuulluksi.pure.questionnaire.conditions import Value, holds
from kuulluksi.pure.questionnaire.document import Page, Questionnaire
from kuulluksi.pure.questionnaire.items import Item, questions

Hidden = Literal["page-not-shown", "item-not-shown"]
"""Why somebody is not asked: the condition of the page, or of the item itself."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page with those of its items that are shown."""

    page: Page
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """The shown pages in order; `hidden` has the reason for each question that is not asked."""

    pages: tuple[Shown, ...]
    hidden: Mapping[str, Hidden]

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything that is shown, in order: one after another, or all on one page."""
        return tuple(item for shown in self.pages for item in shown.items)


def path(questionnaire: Questionnaire, given: Mapping[str, Value]) -> Path:
    """What is shown to somebody with these answers, from item id to value.

    A page none of whose items is shown is left out.
    """
    seen: dict[str, Value] = {}
    hidden: dict[str, Hidden] = {}
    pages = []
    for page in questionnaire.pages:
        if page.when is not None and not holds(page.when, seen):
            hidden.update({question.id: "page-not-shown" for question in page.questions})
            continue
        items = []
        for item in page.items:
            ids = [question.id for question in questions(item)]
            if item.when is not None and not holds(item.when, seen):
                hidden.update(dict.fromkeys(ids, "item-not-shown"))
                continue
            items.append(item)
            seen.update({id_: given[id_] for id_ in ids if id_ in given})
        if items:
            pages.append(Shown(page, tuple(items)))
    return Path(tuple(pages), hidden)
