"""The giver's say over the public text: seen before it goes out, allowed, refused, or looked at."""

from datetime import date

from django.utils.translation import gettext as _

from kuulluksi.org.rules import Refused
from kuulluksi.voices import actions, queries
from kuulluksi.voices.enums import MAY_BE_PUBLISHED, PublicationState, Publicity
from kuulluksi.voices.models import Voice
from kuulluksi.web.kit.clock import now


def section(voice: Voice, on: date) -> dict[str, object]:
    """What the page of a journey shows of publishing: the text that waits, or stands in public."""
    publication = queries.publication(voice) if voice.publicity in MAY_BE_PUBLISHED else None
    out = publication is not None and publication.state == PublicationState.PUBLISHED
    waits = queries.waiting(voice) if publication is not None and not out else None
    shown = publication if out else waits
    unit = shown.unit if shown is not None else None
    if shown is not None:
        shown.voice = voice
    return {
        "publication": shown,
        "is_published": out,
        # The place on whose page it stands, while that has one.
        "of_place": unit if unit is not None and unit.in_force(on) else None,
        "edited_in": queries.edited_in(voice) if waits is not None else 0,
        "never_published": voice.concerns_handler,
        "may_withdraw": voice.publicity in MAY_BE_PUBLISHED,
        "may_ask_first": voice.publicity == Publicity.ALLOWED and not out,
    }


def decide(voice: Voice, *, decision: str, seen: str, nonce: str) -> None:
    """What the giver chose. `seen`: the step in which the text shown was edited."""
    edited = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
    if decision == "approve":
        actions.approve(voice, seen=edited, nonce=nonce, at=now())
    elif decision == "refuse":
        actions.refuse(voice, seen=edited, nonce=nonce, at=now())
    elif decision == "ask":
        actions.ask_first(voice, nonce=nonce, at=now())
    else:
        raise Refused(_("Choose whether the text is published."), "decision")
