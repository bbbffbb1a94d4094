"""Who wrote a voice down, when it was not the giver."""

from kuulluksi.voices.enums import Event
from kuulluksi.voices.models import Step, Voice


def written_by(voice: Voice) -> int | None:
    """The worker who wrote down what a client said, by key."""
    given = Step.objects.filter(voice=voice, number=1, event=Event.GIVEN)
    return given.values_list("by", flat=True).first()
