"""Every write to a voice. Each act is one transaction and one step of the journey."""

from kuulluksi.voices.actions.giving import Given, NewVoice, add_words, begin, judge, withdraw
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
    "begin",
    "close",
    "daily_check",
    "discard",
    "erase_expired",
    "judge",
    "let_go",
    "make_findable",
    "move",
    "move_rule",
    "note",
    "read",
    "record_talk",
    "release",
    "remove_rule",
    "reroute",
    "save_rule",
    "withdraw",
]
