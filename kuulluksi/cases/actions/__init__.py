"""Every write to feedback."""

from kuulluksi.cases.actions.entry import client_told, write_down
from kuulluksi.cases.actions.giving import NewFeedback, erase_expired, give
from kuulluksi.cases.actions.handling import answer, hand_on, move, record_talk, release
from kuulluksi.cases.actions.meetings import conclude, put_on_agenda, tell_teams
from kuulluksi.cases.actions.openings import remove_opening, save_opening
from kuulluksi.cases.actions.praise import make_findable, pass_on, tell_by_hand
from kuulluksi.cases.actions.publishing import publish
from kuulluksi.cases.actions.surges import find_surges
from kuulluksi.cases.actions.wishes import (
    choose,
    move_wish,
    save_wish,
    start_wishes,
    use_wish,
)

__all__ = [
    "NewFeedback",
    "answer",
    "choose",
    "client_told",
    "conclude",
    "erase_expired",
    "find_surges",
    "give",
    "hand_on",
    "make_findable",
    "move",
    "move_wish",
    "pass_on",
    "publish",
    "put_on_agenda",
    "record_talk",
    "release",
    "remove_opening",
    "save_opening",
    "save_wish",
    "start_wishes",
    "tell_by_hand",
    "tell_teams",
    "use_wish",
    "write_down",
]
