"""Every write of statements."""

from kuulluksi.outcomes.actions.statements.moving import advance
from kuulluksi.outcomes.actions.statements.writing import (
    add_section,
    begin,
    drop_part,
    leave_out,
    move_section,
    name_part,
    remove_section,
    retitle,
    save_section,
    take_in,
)

__all__ = [
    "add_section",
    "advance",
    "begin",
    "drop_part",
    "leave_out",
    "move_section",
    "name_part",
    "remove_section",
    "retitle",
    "save_section",
    "take_in",
]
