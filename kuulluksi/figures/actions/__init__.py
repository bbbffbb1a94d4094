"""Every write of figures."""

from kuulluksi.figures.actions.releasing import (
    release_due,
    release_wave,
    release_year,
    tell_what_is_frozen,
)

__all__ = ["release_due", "release_wave", "release_year", "tell_what_is_frozen"]
