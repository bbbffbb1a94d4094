"""The page of the receipt. Nearly all of it is said to everybody who is promised the same, so it is
drawn once for them; the code, the words and the addresses of the page are filled in.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language

from kuulluksi.org import queries as org
from kuulluksi.org.models import Authority
from kuulluksi.pure import receipt
from kuulluksi.pure.text import Text
from kuulluksi.voices.actions import Given
from kuulluksi.voices.enums import Event, State
from kuulluksi.voices.models import Step, Voice
from kuulluksi.voices.queries import Stop
from kuulluksi.web.kit import context, picture, receipts
from kuulluksi.web.kit.skeletons import Skeleton, gap
from kuulluksi.web.kit.tags import written

TEMPLATE = "public/receipt.html"
GROUPS = ("group-1", "group-2", "group-3")
ADDRESSES = tuple(f"address-{language}" for language in context.NAMES)


@dataclass(frozen=True)
class Promised:
    """What many receipts say alike. Nothing in it is one giver's own."""

    language: str
    revision: int
    on: date
    due_on: date
    title: Text
    state: str
    publicity: str
    contact: bool


def page(
    request: HttpRequest, given: Given, on: date, authority: Authority, *, contact: bool
) -> HttpResponse:
    """The receipt. `contact`: whether this very form left one."""
    voice = given.voice
    if not given.steps or voice.due_on is None:
        # Sent before, or urgent: what the journey shows, only the database knows.
        return render(request, TEMPLATE, receipts.page(given, on, authority))
    language = get_language() or "fi"
    promised = Promised(
        language=language,
        revision=authority.revision,
        on=on,
        due_on=voice.due_on,
        title=voice.owner_title,
        state=voice.state,
        publicity=voice.publicity,
        contact=contact,
    )
    code = receipt.pretty(given.code)
    own = {
        "code": code,
        "spelt": ", ".join(receipt.spell(given.code, language)),
        "qr": receipts.qr_of_receipt(given.code),
        "words": written(given.steps[0].words or ""),
        **dict(zip(GROUPS, code.split(" "), strict=True)),
        **dict(zip(ADDRESSES, context.same_page(request.path, language), strict=True)),
    }
    return HttpResponse(_skeleton(promised).filled(own))


@lru_cache(maxsize=256)
def _skeleton(promised: Promised) -> Skeleton:
    on, title = promised.on, promised.title
    voice = Voice(
        language=promised.language,
        state=promised.state,
        owner_title=title,
        due_on=promised.due_on,
        publicity=promised.publicity,
    )
    second = Event.HELD if promised.state == State.HELD else Event.ROUTED
    steps = (
        Stop(Step(event=Event.GIVEN, on=on), gap("words"), erased=False),
        Stop(Step(event=second, on=on, title=title), None, erased=False),
    )
    shown = {
        **context.frame([gap(address) for address in ADDRESSES]),
        **receipts.facts(voice, org.authority(promised.revision)),
        "code": gap("code"),
        "groups": [gap(group) for group in GROUPS],
        "spelt": [gap("spelt")],
        "qr": gap("qr"),
        "added": False,
        "contact": promised.contact,
        "stops": picture.stops(voice, steps, on, for_giver=True),
    }
    return Skeleton(render_to_string(TEMPLATE, shown))
