"""Every write of figures."""

from kuulluksi.figures.actions.erasing import erase_expired
from kuulluksi.figures.actions.extracts import log, take, whole_files
from kuulluksi.figures.actions.releasing import (
    release_due,
    release_wave,
    release_year,
    tell_what_is_frozen,
)

__all__ = [
    "erase_expired",
    "log",
    "release_due",
    "release_wave",
    "release_year",
    "take",
    "tell_what_is_frozen",
    "whole_files",
]
