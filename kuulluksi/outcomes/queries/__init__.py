"""Every read of what came of it."""

from kuulluksi.outcomes.queries.measures import (
    behind,
    languages,
    of_voice,
    one,
    voices_of,
)

__all__ = ["behind", "languages", "of_voice", "one", "voices_of"]
