"""How an account is guarded: how long wrong passwords make one wait, and a new address."""

from datetime import date, timedelta

TRIES = 5
"""So many wrong passwords in a row cost nothing: people mistype."""

SHORTEST, LONGEST = timedelta(seconds=30), timedelta(minutes=15)

NEW_ADDRESS = timedelta(days=3)
"""So long a new address gets no password link: whoever reads the old one has time to object."""


def wait(wrong: int) -> timedelta | None:
    """How long even the right password is refused after so many wrong ones in a row."""
    if wrong < TRIES:
        return None
    # Thirty seconds doubled five times is beyond the longest.
    return min(SHORTEST * (1 << min(wrong - TRIES, 5)), LONGEST)


def address_is_new(since: date | None, on: date) -> bool:
    return since is not None and on - since < NEW_ADDRESS
