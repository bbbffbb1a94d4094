"""What whoever makes a questionnaire should look at before anybody answers it. A finding hinders
nothing: a document that cannot be used at all is refused by `parsing`.

Only what can be decided is judged. Whether a question leads, asks two things at once, or whether
the words on a scale lie equally far apart, no program sees.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from kuulluksi.pure.questionnaire.conditions import leaves
from kuulluksi.pure.questionnaire.document import Page, Questionnaire
from kuulluksi.pure.questionnaire.items import Item, MatrixItem, Scale, ScaleItem, questions
from kuulluksi.pure.questionnaire.reaching import Reach
from kuulluksi.pure.text import TAGS

Code = Literal[
    "no-purpose",
    "missing-language",
    "unbalanced-scale",
    "no-middle",
    "too-many-items",
    "unreachable-page",
    "unreachable-item",
    "undecided",
    "late-condition",
    "wide-matrix",
    "no-skip",
]

MOST_ON_PAGE = 10
"""More questions than this on one page are left half answered."""

MOST_COLUMNS = 7
"""So many targets of 44 pixels lie side by side on the narrowest phone, 320 pixels."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at, and where; `detail` names the language, or the item looked back at."""

    code: Code
    path: str
    detail: str = ""


def check(questionnaire: Questionnaire) -> list[Finding]:
    """Everything that should be looked at.

    no-purpose: people are not told why they are asked. missing-language: an offered language does
    not say everything; the path is the first place. unbalanced-scale: a point has words while its
    mirror image has none, or two points say the same. no-middle: an even number of points, so
    whoever is of two minds must take a side. too-many-items: more than MOST_ON_PAGE questions.
    unreachable-page, -item: no answers lead there. undecided: too many ways lead there to try all.
    late-condition: an item depends on another of its page, so without JavaScript it appears only
    when the page has been sent. wide-matrix: more than MOST_COLUMNS points, "does not concern me"
    counted. no-skip: a statement, known by a scale with words on every point, must be judged by
    those whom it does not concern.
    """
    return list(_findings(questionnaire))


def _findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    if not questionnaire.purpose:
        yield Finding("no-purpose", "purpose")
    for tag, paths in questionnaire.missing().items():
        yield Finding("missing-language", paths[0], tag)
    for scale in questionnaire.scales.values():
        yield from _of_scale(scale)
    reach = Reach(questionnaire)
    for number, page in enumerate(questionnaire.pages):
        yield from _of_page(page, f"pages[{number}]", reach)


def _of_scale(scale: Scale) -> Iterator[Finding]:
    worded = [bool(label) for label in scale.labels]
    if worded != worded[::-1] or _says_something_twice(scale):
        yield Finding("unbalanced-scale", f"scales.{scale.id}")
    if len(scale.points) % 2 == 0:
        yield Finding("no-middle", f"scales.{scale.id}")


def _says_something_twice(scale: Scale) -> bool:
    return any(
        one.get(tag) == other.get(tag) != ""
        for one, other in combinations(scale.labels, 2)
        for tag in TAGS
    )


def _of_page(page: Page, path: str, reach: Reach) -> Iterator[Finding]:
    if len(page.questions) > MOST_ON_PAGE:
        yield Finding("too-many-items", path)
    verdict = reach.verdict(page.when) if page.when else "reached"
    if verdict == "never":
        yield Finding("unreachable-page", path)
    elif verdict == "undecided":
        yield Finding("undecided", path)
    here: set[str] = set()
    for number, item in enumerate(page.items):
        place = f"{path}.items[{number}]"
        # What stands on a page that nobody comes to is not told once more.
        if verdict == "reached":
            yield from _of_reach(page, item, place, reach)
        if item.when:
            looked_at = dict.fromkeys(leaf.item for leaf in leaves(item.when))
            yield from (Finding("late-condition", place, id_) for id_ in looked_at if id_ in here)
        yield from _of_item(item, place)
        here |= {question.id for question in questions(item)}


def _of_reach(page: Page, item: Item, path: str, reach: Reach) -> Iterator[Finding]:
    if item.when is None:
        return
    verdict = reach.verdict(*(when for when in (page.when, item.when) if when))
    if verdict == "never":
        yield Finding("unreachable-item", path)
    elif verdict == "undecided":
        yield Finding("undecided", path)


def _of_item(item: Item, path: str) -> Iterator[Finding]:
    if not isinstance(item, (ScaleItem, MatrixItem)):
        return
    if isinstance(item, MatrixItem) and len(item.scale.points) + item.may_skip > MOST_COLUMNS:
        yield Finding("wide-matrix", path)
    if all(item.scale.labels) and not item.may_skip:
        yield Finding("no-skip", path)
