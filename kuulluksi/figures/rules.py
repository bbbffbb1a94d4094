"""What figures allow. A `check_` raises `Refused` with the sentence the user sees."""

from kuulluksi.org.models import Area, Service, Unit
from kuulluksi.org.queries import Reach
from kuulluksi.surveys import rules as surveys


def may_research(making: Reach, place: Area | Service | Unit | None) -> bool:
    """Whether somebody of this reach (`org.queries.making`) looks past the protected figures of a
    place, each time with a reason that is logged: whoever makes surveys about it."""
    return surveys.may_make(making, place)
