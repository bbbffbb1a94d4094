"""Every write of what came of it."""

from kuulluksi.outcomes.actions.effects import drop_target, measure_effects, name_target
from kuulluksi.outcomes.actions.erasing import erase_expired
from kuulluksi.outcomes.actions.heard import release_heard
from kuulluksi.outcomes.actions.judging import judge
from kuulluksi.outcomes.actions.measures import (
    NewMeasure,
    Stem,
    advance,
    conclude,
    edit,
    link_figure,
    link_voices,
    make,
    publish,
    withdraw,
)
from kuulluksi.outcomes.actions.reminding import remind_of_measures
from kuulluksi.outcomes.actions.trials import comment, set_groups, take_back

__all__ = [
    "NewMeasure",
    "Stem",
    "advance",
    "comment",
    "conclude",
    "drop_target",
    "edit",
    "erase_expired",
    "judge",
    "link_figure",
    "link_voices",
    "make",
    "measure_effects",
    "name_target",
    "publish",
    "release_heard",
    "remind_of_measures",
    "set_groups",
    "take_back",
    "withdraw",
]
