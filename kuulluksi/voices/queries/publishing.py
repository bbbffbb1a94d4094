"""What may be published, what waits for its giver's eyes, and what stands in public."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q, QuerySet

from kuulluksi.voices.enums import Event, PublicationState
from kuulluksi.voices.models import Passage, Publication, Step, Voice

PAGE = 10


@dataclass(frozen=True)
class Original:
    """What a public text is edited from: the giver's first words and all of the answer. What the
    giver wrote later was said to the reader alone."""

    words: str
    answer: str
    # The public text goes when the first of its words goes.
    erase_on: date


def original(voice: Voice) -> Original | None:
    """None when there is no answer, or when some of the words have been erased."""
    steps = Step.objects.filter(voice=voice, event__in=(Event.GIVEN, Event.ANSWERED))
    numbers = list(steps.order_by("number").values_list("number", flat=True))
    passages = {
        passage.number: passage
        for passage in Passage.objects.filter(voice=voice, number__in=numbers)
    }
    if len(numbers) < 2 or len(passages) < len(numbers):
        return None
    told, *answers = (passages[number] for number in numbers)
    return Original(
        told.body,
        "\n\n".join(answer.body for answer in answers),
        min(passage.erase_on for passage in passages.values()),
    )


def publication(voice: Voice) -> Publication | None:
    return Publication.objects.filter(voice=voice).select_related("unit").first()


def edited_in(voice: Voice) -> int:
    """The step in which the text was last edited; 0 when it never was."""
    return _last(voice, Event.EDITED)


def waiting(voice: Voice) -> Publication | None:
    """The edited text that the giver is asked to look at. One that a later answer outgrew is not
    shown: it would go out without that answer."""
    asked = Publication.objects.filter(voice=voice, state=PublicationState.ASKED).first()
    if asked is None or _last(voice, Event.ANSWERED) > edited_in(voice):
        return None
    return asked


def published(
    unit_ids: Collection[int], *, after: Publication | None = None, at_most: int = PAGE
) -> list[Publication]:
    """What stands in public of some units, newest first; `after`: the last one seen."""
    found = _standing(unit_ids)
    if after is not None:
        on = after.published_on
        found = found.filter(Q(published_on__lt=on) | Q(published_on=on, pk__lt=after.pk))
    return list(found.select_related("voice").order_by("-published_on", "-pk")[:at_most])


def published_everywhere(
    *, after: Publication | None = None, at_most: int = PAGE
) -> list[Publication]:
    """What stands in public of every place, also of whole services and of the authority: month by
    month, the newest first, and within a month in no order. Whoever knows on which day one of them
    came out would else know it of those around it."""
    standing = _standing(None).select_related("unit", "voice__service")
    found: list[Publication] = []
    earlier = standing
    if after is not None and after.published_on is not None:
        on = after.published_on
        same = standing.filter(published_on__year=on.year, published_on__month=on.month)
        found += same.filter(pk__lt=after.pk).order_by("-pk")[:at_most]
        earlier = standing.filter(published_on__lt=on.replace(day=1))
    while len(found) < at_most and (newest := earlier.aggregate(on=Max("published_on"))["on"]):
        month = newest.replace(day=1)
        in_month = earlier.filter(published_on__gte=month)
        found += in_month.order_by("-pk")[: at_most - len(found)]
        earlier = earlier.filter(published_on__lt=month)
    return found


def published_as(key: int, unit_ids: Collection[int] | None = None) -> Publication | None:
    """One of those by its key, which unlike its day everybody may know; None: of every place."""
    return _standing(unit_ids).filter(pk=key).first()


def _standing(unit_ids: Collection[int] | None) -> QuerySet[Publication]:
    found = Publication.objects.filter(state=PublicationState.PUBLISHED)
    return found if unit_ids is None else found.filter(unit__in=unit_ids)


def _last(voice: Voice, event: Event) -> int:
    steps = Step.objects.filter(voice=voice, event=event).order_by("-number")
    return steps.values_list("number", flat=True).first() or 0
