"""What figures allow. A `check_` raises `Refused` with the sentence the user sees."""

from django.utils.translation import gettext as _

from kuulluksi.org.models import Area, Service, Unit
from kuulluksi.org.queries import Reach
from kuulluksi.org.rules import Refused
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.protection import safe
from kuulluksi.surveys import rules as surveys
from kuulluksi.surveys.enums import Audience
from kuulluksi.surveys.models import Wave

MOST_PERMIT = 200


def may_research(making: Reach, place: Area | Service | Unit | None) -> bool:
    """Whether somebody of this reach (`org.queries.making`) looks past the protected figures of a
    place, each time with a reason that is logged: whoever makes surveys about it."""
    return surveys.may_make(making, place)


def may_read_answers(making: Reach, wave: Wave, place: Area | Service | Unit | None) -> bool:
    """Whether somebody of this reach looks at the answers of a wave about a place one by one. What
    the staff answered is read so by nobody's superior: only by who researches everything."""
    staff = wave.survey.audience == Audience.STAFF
    return may_research(making, None if staff else place)


def check_permit(permit: str) -> None:
    """Nobody looks past the protected figures without a permit or a reason, which is logged."""
    if not any(map(str.isalnum, permit)):
        raise Refused(_("Name the permit, or the reason."), "permit")
    if len(permit) > MOST_PERMIT:
        raise Refused(_("At most %(most)d signs.") % {"most": MOST_PERMIT}, "permit")


def check_looked_at(rows: int, most: int) -> None:
    """A page shows so many answers and no more."""
    if rows > most:
        told = _("%(rows)d answers stand behind this figure. Take a research extract instead.")
        raise Refused(told % {"rows": rows})


def check_selected(counts: Counts, least: int) -> None:
    """An own selection has as many answers as a figure that is shown to everybody."""
    if not safe(counts, least):
        told = _("Fewer than %(least)d belong to this selection, or all of them answered alike.")
        raise Refused(told % {"least": least})


def check_left_over(counts: Counts, least: int) -> None:
    """What a larger base leaves over of a selection holds nobody, or enough."""
    if counts.n and not safe(counts, least):
        raise Refused(
            _("Those outside this selection are so few that they could be worked out from it.")
        )


def check_apart(counts: Counts, least: int) -> None:
    """Nobody is found by laying two selections over each other."""
    if counts.n and not safe(counts, least):
        raise Refused(
            _("This selection lies so near an earlier one that their difference would tell of few.")
        )
