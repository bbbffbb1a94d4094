"""Every write of statements."""

from kuulluksi.outcomes.actions.statements.editions import refresh_editions
from kuulluksi.outcomes.actions.statements.moving import advance
from kuulluksi.outcomes.actions.statements.signing import Faulty, freeze, seal, sign
from kuulluksi.outcomes.actions.statements.writing import (
    add_section,
    begin,
    drop_part,
    leave_out,
    move_section,
    name_part,
    relevel_section,
    remove_section,
    retitle,
    save_section,
    take_in,
)

__all__ = [
    "Faulty",
    "add_section",
    "advance",
    "begin",
    "drop_part",
    "freeze",
    "leave_out",
    "move_section",
    "name_part",
    "refresh_editions",
    "relevel_section",
    "remove_section",
    "retitle",
    "save_section",
    "seal",
    "sign",
    "take_in",
]
