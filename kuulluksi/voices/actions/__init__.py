"""Every write to a voice. Each act is one transaction and one step of the journey."""

from kuulluksi.voices.actions.caring import calm, interim, mark_urgent
from kuulluksi.voices.actions.clocks import carry_out_marks
from kuulluksi.voices.actions.digests import write_digests
from kuulluksi.voices.actions.giving import Given, NewVoice, add_words, begin, judge, withdraw
from kuulluksi.voices.actions.handing import hand_on, take_as_feedback
from kuulluksi.voices.actions.handling import (
    answer,
    close,
    discard,
    move,
    note,
    read,
    record_talk,
    release,
)
from kuulluksi.voices.actions.harm import (
    ask_about_harm,
    look_after_harm,
    read_harm,
    reply_to_harm,
    tell_harm,
)
from kuulluksi.voices.actions.publishing import approve, ask_first, edit, refuse, take_down
from kuulluksi.voices.actions.ruling import move_rule, remove_rule, save_rule
from kuulluksi.voices.actions.upkeep import (
    daily_check,
    erase_expired,
    let_go,
    make_findable,
    reroute,
)

__all__ = [
    "Given",
    "NewVoice",
    "add_words",
    "answer",
    "approve",
    "ask_about_harm",
    "ask_first",
    "begin",
    "calm",
    "carry_out_marks",
    "close",
    "daily_check",
    "discard",
    "edit",
    "erase_expired",
    "hand_on",
    "interim",
    "judge",
    "let_go",
    "look_after_harm",
    "make_findable",
    "mark_urgent",
    "move",
    "move_rule",
    "note",
    "read",
    "read_harm",
    "record_talk",
    "refuse",
    "release",
    "remove_rule",
    "reply_to_harm",
    "reroute",
    "save_rule",
    "take_as_feedback",
    "take_down",
    "tell_harm",
    "withdraw",
    "write_digests",
]
