"""Reminders and escalations: what happens on a clock that nobody stops."""

import logging
from datetime import date, datetime
from typing import Any

from django.db import InterfaceError, OperationalError, transaction

from kuulluksi.org import queries as org
from kuulluksi.pure import clocks, deadlines
from kuulluksi.pure.clocks import Mark
from kuulluksi.pure.routing import Directory, Route, step_up
from kuulluksi.voices import queries
from kuulluksi.voices.actions.notices import tell
from kuulluksi.voices.actions.writing import still_hidden, write_step
from kuulluksi.voices.enums import OPEN, Event, Reason, State
from kuulluksi.voices.models import Voice

log = logging.getLogger(__name__)

AT_ONCE = 500


def carry_out_marks(*, at: datetime, at_most: int = AT_ONCE) -> int:
    """Reminds whoever owes an answer, and takes what stays late one step up; in office hours.

    Each voice in its own transaction, together with the day of its next mark: a worker that is
    killed leaves it done or not done, and never does it twice. Returns how many were carried out.
    """
    on = deadlines.day(at)
    due = queries.marks_due(on, at_most) if deadlines.office_hours(at) else []
    if not due:
        return 0
    directory = org.directory(on)
    done = 0
    for voice_id in due:
        try:
            done += _carry_out(voice_id, directory, at=at)
        except (OperationalError, InterfaceError):
            raise  # the database is away; the voice is not at fault
        except Exception as error:  # noqa: BLE001  one voice must not stop the clocks of the others
            log.warning("A mark could not be carried out: %s", type(error).__name__)
    return done


def _carry_out(voice_id: int, directory: Directory, *, at: datetime) -> bool:
    on = deadlines.day(at)
    with transaction.atomic():
        waiting = Voice.objects.select_for_update().filter(next_mark_on__lte=on)
        voice = waiting.filter(pk=voice_id, state__in=[*OPEN, State.HELD]).first()
        if voice is None or voice.due_on is None:
            return False
        mark = clocks.mark_now(Mark(voice.next_mark), voice.due_on, on)
        following, following_on = clocks.next_mark(mark, voice.due_on, on)
        next_one: dict[str, Any] = {"next_mark": following, "next_mark_on": following_on}
        up = _above(voice, directory, on) if mark == Mark.ESCALATED else None
        if up is None:
            reason = Reason.SOON if mark == Mark.SOON else Reason.LATE
            write_step(
                voice,
                Event.REMINDED,
                by=None,
                at=at,
                title=voice.owner_title,
                to=voice.owner_id,
                detail=str(mark),
                **next_one,
            )
            tell(voice.owner_id, reason, at=at, voice=voice)
            return True
        write_step(
            voice,
            Event.ESCALATED,
            by=None,
            at=at,
            title=up.title,
            to=up.owner,
            detail=str(up.stage),
            owner_id=up.owner,
            owner_title=up.title,
            **next_one,
        )
        tell(up.owner, Reason.ESCALATED, at=at, voice=voice)
    return True


def _above(voice: Voice, directory: Directory, on: date) -> Route | None:
    """Who is one step up; None when that is nobody, the owner, or somebody who was late with it."""
    hidden = still_hidden(voice, queries.place_of(voice))
    found = step_up(voice.owner_id, hidden, directory, on)
    if found.owner in (None, voice.owner_id) or found.owner in queries.gone_past(voice):
        return None
    return found
