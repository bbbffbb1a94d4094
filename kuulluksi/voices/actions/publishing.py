"""How a voice becomes public and leaves the public pages: edited by a reviewer, seen by its giver
when the giver wants to see it first, taken down by either."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kuulluksi.org import actions as org_actions
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.pure import deadlines
from kuulluksi.pure.masking import Kind, Span, find, merged, pieces
from kuulluksi.voices import queries, rules
from kuulluksi.voices.actions.giving import by_giver
from kuulluksi.voices.actions.handling import for_staff
from kuulluksi.voices.actions.notices import tell
from kuulluksi.voices.actions.writing import locked, write_step
from kuulluksi.voices.enums import Event, PublicationState, Publicity, Reason
from kuulluksi.voices.models import Contact, Publication, Voice

# What another reviewer or the giver may have done to the public text meanwhile.
OVERTAKES = frozenset(
    {Event.EDITED, Event.APPROVED, Event.REFUSED, Event.PUBLISHED, Event.TAKEN_DOWN}
)


def edit(
    voice: Voice,
    *,
    by: Person,
    at: datetime,
    seen: int,
    words: Sequence[Span],
    answer: Sequence[Span],
    without_names: bool = False,
) -> Publication:
    """Publishes the words with their answer, both without what the reviewer hid, or lays them
    before the giver first. The text is made here from the words themselves, so nothing can be
    published that nobody said. `without_names`: every name that is found must be hidden.
    """
    on = deadlines.day(at)
    with transaction.atomic():
        voice = for_staff(voice, by=by, seen=seen, at=at)
        _check_not_overtaken(voice, seen, by)
        rules.check_publishable(voice)
        original = queries.original(voice)
        if original is None:
            raise Refused(_("There is no answer to publish with it, or its words were erased."))
        if without_names:
            _check_names(original.words, words)
            _check_names(original.answer, answer)
        asks = voice.publicity == Publicity.ASK_FIRST
        write_step(voice, Event.EDITED, by=by, at=at, title=voice.owner_title)
        publication, _made = Publication.objects.update_or_create(
            voice=voice,
            defaults={
                "unit_id": voice.unit_id,
                "state": PublicationState.ASKED if asks else PublicationState.PUBLISHED,
                "words": pieces(original.words, merged(original.words, words)),
                "answer": pieces(original.answer, merged(original.answer, answer)),
                "reviewed_by": by,
                "reviewed_on": on,
                "published_on": None if asks else on,
                "erase_on": original.erase_on,
            },
        )
        if not asks:
            write_step(voice, Event.PUBLISHED, by=by, at=at)
            return publication
        contact = Contact.objects.filter(voice=voice).first()
        if contact is not None and "@" in contact.address:
            org_actions.queue_mail(contact.address, "edited", voice.language, {}, at=at)
    return publication


def approve(voice: Voice, *, seen: int, nonce: str, at: datetime) -> bool:
    """The giver lets the edited text out. `seen`: the step in which it was edited."""
    with transaction.atomic():
        publication = _decide(voice, Event.APPROVED, seen=seen, nonce=nonce, at=at)
        if publication is None:
            return False
        voice = locked(voice)
        rules.check_may_be_public(voice)
        write_step(voice, Event.PUBLISHED, by=None, at=at)
        publication.state = PublicationState.PUBLISHED
        publication.published_on = deadlines.day(at)
        publication.save(update_fields=["state", "published_on"])
    return True


def refuse(voice: Voice, *, seen: int, nonce: str, at: datetime) -> bool:
    """The giver does not let it out; the edited text is erased at once."""
    with transaction.atomic():
        publication = _decide(voice, Event.REFUSED, seen=seen, nonce=nonce, at=at)
        if publication is None:
            return False
        _empty(publication, PublicationState.REFUSED)
    return True


def ask_first(voice: Voice, *, nonce: str, at: datetime) -> bool:
    """The giver wants to see the edited text after all, before it goes out."""
    with transaction.atomic():
        publicity = locked(voice).publicity
        if publicity == Publicity.ASK_FIRST:
            return False
        if publicity != Publicity.ALLOWED:
            raise Refused(_("You have not allowed publishing, so nothing is published."))
        _check_not_out(voice)
        step = by_giver(
            voice, Event.ASK_FIRST, words="", nonce=nonce, at=at, publicity=Publicity.ASK_FIRST
        )
    return step is not None


def take_down(voice: Voice, *, by: Person, at: datetime, seen: int, reason: str) -> None:
    """Takes a published text off the public pages at once. The giver reads the reason."""
    reason = rules.check_words(
        reason, "reason", _("Write why you take this down. The giver reads the reason.")
    )
    with transaction.atomic():
        voice = for_staff(voice, by=by, seen=None, at=at)
        _check_not_overtaken(voice, seen, by)
        publication = queries.publication(voice)
        if publication is None or publication.state != PublicationState.PUBLISHED:
            raise Refused(_("This is not on the public pages."))
        write_step(voice, Event.TAKEN_DOWN, by=by, at=at, words=reason, title=voice.owner_title)
        _empty(publication, PublicationState.TAKEN_DOWN)


def take_off(voice: Voice, *, by: Person, at: datetime) -> None:
    """A locked voice turned out to be no feedback: it leaves the public pages at once, and what
    waits for the giver's eyes is asked about no more."""
    publication = queries.publication(voice)
    if publication is None:
        return
    if publication.state == PublicationState.PUBLISHED:
        write_step(voice, Event.TAKEN_DOWN, by=by, at=at, title=voice.owner_title)
        _empty(publication, PublicationState.TAKEN_DOWN)
    elif publication.state == PublicationState.ASKED:
        publication.delete()


def _decide(
    voice: Voice, event: Event, *, seen: int, nonce: str, at: datetime
) -> Publication | None:
    """One decision for each form; None for a doubled click. The owner is told in the digest."""
    if by_giver(voice, event, words="", nonce=nonce, at=at) is None:
        return None
    _check_not_out(voice)
    publication = queries.waiting(voice)
    if publication is None or queries.edited_in(voice) != seen:
        raise Refused(_("The text has changed since you opened it. Look at your feedback again."))
    tell(voice.owner_id, Reason.DECIDED, at=at, voice=voice)
    return publication


def _check_not_out(voice: Voice) -> None:
    if Publication.objects.filter(voice=voice, state=PublicationState.PUBLISHED).exists():
        raise Refused(_("It has just been published. You can withdraw the permission."))


def _empty(publication: Publication, state: PublicationState) -> None:
    publication.state = state
    publication.words, publication.answer = [], []
    publication.save(update_fields=["state", "words", "answer"])


def _check_not_overtaken(voice: Voice, seen: int, by: Person) -> None:
    since = [step for step in queries.steps_since(voice, seen) if step.event in OVERTAKES]
    if not since:
        return
    if since[-1].by_id is None:
        raise rules.Stale(_("The giver has just decided about the public text."), since)
    if since[-1].by_id == by.pk:
        raise rules.Stale(_("You have handled this in another window."), since)
    raise rules.Stale(_("A colleague has just edited the public text."), since)


def _check_names(text: str, hidden: Sequence[Span]) -> None:
    """What concerns a worker goes out only without any name that the house can find."""
    shown = [
        span
        for span in find(text)
        if span.kind == Kind.NAME
        and not any(other.start <= span.start and span.end <= other.end for other in hidden)
    ]
    if shown:
        raise Refused(_("This concerns a worker, so every name stays hidden."), "pick")
