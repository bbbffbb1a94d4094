"""Quotes leave the room: only of authors who allowed it, and only what a reviewer left of them."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kuulluksi.figures.models import Quote, Theme
from kuulluksi.figures.queries.texts import texts_of
from kuulluksi.org import actions as org_actions
from kuulluksi.org import queries as org
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.pure import deadlines
from kuulluksi.pure.masking import Span, merged, pieces
from kuulluksi.surveys.models import ResponseWords, Wave


def quote(
    wave: Wave,
    words: int,
    hidden: Sequence[Span],
    theme: Theme | None,
    *,
    by: Person,
    at: datetime,
) -> Quote:
    """Quotes a text without what the reviewer hid, at a place (`Texts.quoted_at`) that does not
    tell who wrote it. The quote is made here from the words themselves, so nothing can be quoted
    that nobody wrote; no tie leads back. The same quote sent twice is one.

    Raises Refused when the author did not allow it, or the words are not there to be read.
    """
    with transaction.atomic():
        Wave.objects.select_for_update().get(pk=wave.pk)
        texts = texts_of(wave)
        row = ResponseWords.objects.filter(pk=words).first()
        known = texts and row and words in texts.rows.get(row.item, {})
        if not texts or not row or not known:
            raise Refused(_("These words have been erased meanwhile, so they are not quoted."))
        if words not in texts.readable(row.item, org.making(by, deadlines.day(at))):
            raise Refused(_("These words are not yours to read."))
        if not row.may_quote:
            raise Refused(_("The author did not allow quoting."))
        [said] = texts.said([words])
        if not said.place:
            raise Refused(_("So few wrote that a quote could tell who it was."))
        body = pieces(row.body, merged(row.body, hidden))
        if not any(piece.get("text", "").strip(" \t\n.,;:!?") for piece in body):
            raise Refused(_("Nothing is left of the text. Show some of it."), "pick")
        same = Quote.objects.filter(wave=wave, item=row.item, place=said.place)
        for kept in same:
            if kept.body == body:
                return kept
        made = Quote.objects.create(
            wave=wave,
            item=row.item,
            place=said.place,
            theme=theme,
            language=texts.rows[row.item][words].language,
            body=body,
            made_by=by,
            erase_on=row.erase_on,
        )
        org_actions.audit(Audited.QUOTED, f"wave {wave.pk}", by=by, at=at, detail={"did": "quoted"})
    return made


def take_back(kept: Quote, *, by: Person, at: datetime) -> None:
    """A quote is shown no more; taken back twice it is gone once."""
    with transaction.atomic():
        if Quote.objects.filter(pk=kept.pk).delete()[0]:
            did = {"did": "taken back"}
            org_actions.audit(Audited.QUOTED, f"wave {kept.wave_id}", by=by, at=at, detail=did)
