"""Every read of what came of it."""

from kuulluksi.outcomes.queries.effects import Found
from kuulluksi.outcomes.queries.effects import found as found_effects
from kuulluksi.outcomes.queries.heard import heard_in
from kuulluksi.outcomes.queries.measures import (
    behind,
    languages,
    of_voice,
    one,
    voices_of,
)
from kuulluksi.outcomes.queries.public import (
    STANDS,
    public_about,
    public_above,
    public_inside,
    public_places,
    stands,
)
from kuulluksi.outcomes.queries.verdicts import seen_by_all, told_behind, verdicts

__all__ = [
    "STANDS",
    "Found",
    "behind",
    "found_effects",
    "heard_in",
    "languages",
    "of_voice",
    "one",
    "public_about",
    "public_above",
    "public_inside",
    "public_places",
    "seen_by_all",
    "stands",
    "told_behind",
    "verdicts",
    "voices_of",
]
