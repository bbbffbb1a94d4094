"""Every write of what came of it."""

from kuulluksi.outcomes.actions.measures import (
    NewMeasure,
    advance,
    conclude,
    edit,
    link_figure,
    link_voices,
    make,
    publish,
    withdraw,
)

__all__ = [
    "NewMeasure",
    "advance",
    "conclude",
    "edit",
    "link_figure",
    "link_voices",
    "make",
    "publish",
    "withdraw",
]
