"""Reading own words and finding their themes: a few texts on a page, each reader alone; and where
two readers differ, what a text is about.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _

from kuulluksi.figures.actions import themes as actions
from kuulluksi.figures.models import Theme
from kuulluksi.figures.queries import themes
from kuulluksi.figures.queries.texts import Said, Texts
from kuulluksi.figures.queries.themes import Chosen, Coded
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.web.kit.clock import now
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.kit.forms import Fault
from kuulluksi.web.kit.tags import said as in_words
from kuulluksi.web.staff.figures.texts_frame import (
    back_to,
    item_of,
    making,
    numbers,
    page,
    texts_for,
)

PAGE = 5
"""So many texts stand on a page: read in two minutes."""
NONE = "none"


@dataclass(frozen=True)
class Slip:
    """A text with its boxes. `found`: what each of two readers found, where that is settled."""

    number: int
    text: Said
    picked: frozenset[str]
    fault: str
    found: Sequence[tuple[str, Sequence[str]]] = ()

    @property
    def none(self) -> bool:
        return NONE in self.picked


class Picked:
    """What was sent: by text the boxes that were ticked, and what is wrong with them."""

    def __init__(self, sent: QueryDict | None) -> None:
        keys = numbers(sent.getlist("text")[:PAGE]) if sent else []
        self.by_text = {key: frozenset(sent.getlist(f"t-{key}")) for key in keys} if sent else {}
        self.faults: dict[int, str] = {}
        self.general: list[Fault] = []
        for key, boxes in self.by_text.items():
            if NONE in boxes and len(boxes) > 1:
                self.faults[key] = _("Choose themes or “no theme fits”, not both.")
        if sent is not None and not any(self.by_text.values()):
            first = f"text-{keys[0]}" if keys else "content"
            sentence = _("Choose a theme for at least one text, or say that none fits.")
            self.general.append(Fault(first, sentence))

    @property
    def chosen(self) -> dict[int, Chosen]:
        """The themes of each text that has any box ticked; others wait for the next page."""
        return {
            key: frozenset(numbers(boxes - {NONE})) for key, boxes in self.by_text.items() if boxes
        }

    @property
    def sound(self) -> bool:
        return not self.faults and not self.general

    def refuse(self, refused: Refused) -> None:
        place, _dash, key = refused.field.partition("-")
        if place == "text" and int(key) in self.by_text:
            self.faults[int(key)] = refused.sentence
        else:
            self.general.append(Fault("content", refused.sentence))

    def listed(self, shown: set[int]) -> list[Fault]:
        """All faults for the top of the page; one of a text that is gone leads to the page."""
        of_texts = [
            Fault(f"text-{key}" if key in shown else "content", sentence)
            for key, sentence in self.faults.items()
        ]
        return [*of_texts, *self.general]


@staff
def coding(request: StaffRequest, wave: str) -> HttpResponse:
    """The next texts for this reader, in the order that all readers share."""
    texts = texts_for(request, wave)
    item = item_of(request, texts)
    picked = Picked(request.POST if request.method == "POST" else None)
    if request.method == "POST" and picked.sound:
        try:
            outcome = actions.code(texts.wave, item, picked.chosen, by=request.user, at=now())
        except Refused as refused:
            picked.refuse(refused)
        else:
            done = "passed" if outcome.passed else "saved"
            return back_to("staff:wave-coding", texts.wave, item=item, done=done)
    coded = themes.codings(texts.wave, item)
    waiting = themes.queue(texts, item, coded, request.user, making(request))
    sent = request.method == "POST"
    keys = _readable(request, texts, item, picked) if sent else waiting[:PAGE]
    mine = sum(request.user.pk in each for each in coded.values())
    return _page(
        request,
        "staff/figures/texts/coding.html",
        texts,
        item,
        picked,
        keys,
        left=len(waiting),
        mine=mine,
    )


@staff
def differences(request: StaffRequest, wave: str) -> HttpResponse:
    """The texts in which two readers found different themes, with what each found."""
    texts = texts_for(request, wave)
    item = item_of(request, texts)
    picked = Picked(request.POST if request.method == "POST" else None)
    if request.method == "POST" and picked.sound:
        try:
            actions.settle(texts.wave, item, picked.chosen, by=request.user, at=now())
        except Refused as refused:
            picked.refuse(refused)
        else:
            return back_to("staff:wave-differences", texts.wave, item=item, done="settled")
    coded = themes.codings(texts.wave, item)
    live = {each.pk for each in _themes(texts, item)}
    readable = texts.readable(item, making(request))
    waiting = themes.differing(readable, coded, live)
    sent = request.method == "POST"
    keys = _readable(request, texts, item, picked) if sent else waiting[:PAGE]
    return _page(
        request,
        "staff/figures/texts/differences.html",
        texts,
        item,
        picked,
        keys,
        left=len(waiting),
        coded=coded,
    )


def _readable(request: StaffRequest, texts: Texts, item: str, picked: Picked) -> list[int]:
    open_ = set(texts.readable(item, making(request)))
    return [key for key in picked.by_text if key in open_]


def _themes(texts: Texts, item: str) -> list[Theme]:
    return [each for each in themes.themes(texts.wave.document.code, item) if each.in_use]


def _page(
    request: StaffRequest,
    template: str,
    texts: Texts,
    item: str,
    picked: Picked,
    keys: Sequence[int],
    *,
    coded: dict[int, dict[int | None, Chosen]] | None = None,
    **context: int,
) -> HttpResponse:
    live = _themes(texts, item)
    said = texts.said(keys)
    if said:
        actions.note_reading(texts.wave, by=request.user, at=now())
    people = _people(keys, coded or {})
    slips = [
        Slip(
            number,
            each,
            picked.by_text.get(each.key, frozenset()),
            picked.faults.get(each.key, ""),
            _found(coded[each.key], live, people) if coded and each.key in coded else (),
        )
        for number, each in enumerate(said, start=1)
    ]
    faults = picked.listed({each.key for each in said})
    return page(
        request,
        template,
        texts.wave,
        status=422 if faults else 200,
        item=next(each for each in texts.items if each.id == item),
        themes=[(each, str(each.pk)) for each in live],
        slips=slips,
        faults=faults,
        counted=themes.is_counted(texts.wave, item),
        **context,
    )


def _people(keys: Sequence[int], coded: dict[int, dict[int | None, Chosen]]) -> dict[int, Person]:
    wanted = {coder for key in keys for coder in themes.coders(coded.get(key, {}))}
    return Person.objects.in_bulk(wanted) if wanted else {}


def _found(
    coded: Coded, live: Sequence[Theme], people: dict[int, Person]
) -> list[tuple[str, list[str]]]:
    """What each reader found, by name."""
    return [
        (people[coder].name, [in_words(each.name) for each in live if each.pk in coded[coder]])
        for coder in sorted(themes.coders(coded))
        if coder in people
    ]
