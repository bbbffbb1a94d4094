"""What came of a voice, on its giver's own page: every measure behind which it stands, and whether
its giver finds it better now."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import actions, queries
from kuulluksi.outcomes.enums import Better, MeasureState
from kuulluksi.outcomes.models import MeasureVoice
from kuulluksi.voices.models import Voice
from kuulluksi.web.kit.clock import now
from kuulluksi.web.kit.outcomes.measures import Shown, shown


@dataclass(frozen=True)
class Followed:
    """A measure behind which the voice stands."""

    shown: Shown
    link: MeasureVoice

    @property
    def may_judge(self) -> bool:
        return self.shown.measure.state == MeasureState.DONE

    @property
    def field(self) -> str:
        return f"better-{self.shown.measure.pk}"


def section(voice: Voice, on: date) -> dict[str, object]:
    """What the page of a journey shows of measures."""
    links = queries.of_voice(voice)
    told = shown((link.measure for link in links), on) if links else []
    followed = [Followed(each, link) for each, link in zip(told, links, strict=True)]
    return {"followed": followed, "betters": Better if followed else ()}


def field(voice: Voice, measure: str) -> str:
    """Where the page asks about a measure, as it was named; where it tells of all, if none such
    stands there."""
    return f"better-{measure}" if measure in _behind(voice) else "measures"


def judge(voice: Voice, *, measure: str, better: str, nonce: str) -> None:
    """What the form says. `measure`: its key, as the page named it."""
    link = _behind(voice).get(measure)
    if link is None:
        raise Refused(_("Your feedback does not stand behind this measure."))
    if better not in Better.values:
        raise Refused(_("Choose one of the four."))
    actions.judge(link.measure, voice, Better(better), nonce=nonce, at=now())


def _behind(voice: Voice) -> dict[str, MeasureVoice]:
    return {str(link.measure_id): link for link in queries.of_voice(voice)}
