"""Stories that may be told: published feedback and quotes, as long as those who told them agree.

The key of a story is "feedback-<number>" for a publication and "quote-<number>" for a quote."""

from collections.abc import Iterable

from kuulluksi.pure.statement.stories import Tale


def tales(keys: Iterable[str]) -> dict[str, Tale]:
    """The words of those stories that may be told now; the others are not there."""
    return {key: tale for key in keys if (tale := None)}
