"""The journey of a voice, step by step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kuulluksi.voices.enums import SEEN_BY_GIVER, WORDS_FOR_GIVER, Event
from kuulluksi.voices.models import Passage, Step, Voice


@dataclass(frozen=True)
class Stop:
    """A step of the journey with its words, when there are words that the reader may see."""

    step: Step
    words: str | None
    erased: bool


def journey(voice: Voice, *, for_giver: bool) -> list[Stop]:
    """The steps in order. The giver sees neither colleagues' notes nor what a talk said."""
    steps = Step.objects.filter(voice=voice).select_related("by", "to").order_by("number")
    if for_giver:
        steps = steps.filter(event__in=SEEN_BY_GIVER)
    bodies = dict(Passage.objects.filter(voice=voice).values_list("number", "body"))
    return [
        Stop(
            step,
            None if for_giver and step.event not in WORDS_FOR_GIVER else bodies.get(step.number),
            erased=step.event in (Event.GIVEN, Event.ANSWERED) and step.number not in bodies,
        )
        for step in steps
    ]


def steps_since(voice: Voice, version: int) -> Sequence[Step]:
    return list(
        Step.objects.filter(voice=voice, number__gt=version)
        .select_related("by", "to")
        .order_by("number")
    )


def added_on(voice: Voice, on: date) -> int:
    """How many times the giver has added words on a day."""
    return Step.objects.filter(voice=voice, event=Event.ADDED, on=on).count()


def last_answerer(voice: Voice) -> int | None:
    """Who spoke last for the house: an answer, or the reason for closing without one."""
    spoken = Step.objects.filter(voice=voice, event__in=(Event.ANSWERED, Event.CLOSED))
    return spoken.order_by("-number").values_list("by_id", flat=True).first()


def first_words(voice_id: int) -> str | None:
    """What was said at the giving; None once it has been erased."""
    return Passage.objects.filter(voice=voice_id, number=1).values_list("body", flat=True).first()
