"""Every write to surveys."""

from kuulluksi.surveys.actions.answering import NewAnswers, break_off, give
from kuulluksi.surveys.actions.closing import close, close_due, end
from kuulluksi.surveys.actions.documents import discard as discard_document
from kuulluksi.surveys.actions.documents import freeze as freeze_document
from kuulluksi.surveys.actions.documents import make as make_document
from kuulluksi.surveys.actions.documents import next_version
from kuulluksi.surveys.actions.documents import rewrite as rewrite_document
from kuulluksi.surveys.actions.documents import take as take_instrument
from kuulluksi.surveys.actions.erasing import erase_expired
from kuulluksi.surveys.actions.inviting import invite, opt_out, send_invitations
from kuulluksi.surveys.actions.planning import cancel, move, save_survey
from kuulluksi.surveys.actions.promises import remind_of_promises, tell_kept
from kuulluksi.surveys.actions.shuffling import shuffle
from kuulluksi.surveys.actions.waves import open_wave, prolong, remove_wave, save_wave, set_goals

__all__ = [
    "NewAnswers",
    "break_off",
    "cancel",
    "close",
    "close_due",
    "discard_document",
    "end",
    "erase_expired",
    "freeze_document",
    "give",
    "invite",
    "make_document",
    "move",
    "next_version",
    "open_wave",
    "opt_out",
    "prolong",
    "remind_of_promises",
    "remove_wave",
    "rewrite_document",
    "save_survey",
    "save_wave",
    "send_invitations",
    "set_goals",
    "shuffle",
    "take_instrument",
    "tell_kept",
]
