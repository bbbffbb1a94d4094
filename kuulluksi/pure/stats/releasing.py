"""What may be shown while more answers come, so that nobody is found between two releases: of an
open wave only the whole. Instant feedback needs no such rule, because each of its releases tells of
its own days and is protected as if there were no other.
"""

from kuulluksi.pure.stats.protection import Base, K, safe

TOLD = 3, 4
"""Three of four answers to an open wave are told of; the lot is the ballot's random key."""


def may_renew(before: Base | None, told: Base, kept: Base, k: int = K) -> bool:
    """Whether the whole may be shown of an open wave: what is `told`, where `before` was shown last
    and `kept` is kept back.

    Whoever keeps two releases can subtract them, and whoever keeps the last one can subtract it
    from the figures of the closed wave. So each release adds a base that may be shown itself; and
    what is kept back, by lot, until the wave closes may be shown itself too. It only grows, so the
    closed wave can be told of in full, whoever answers last.
    """
    return safe(told, k) and safe(kept, k) and (before is None or _adds(before, told, k))


def _adds(before: Base, now: Base, k: int) -> bool:
    n = now.n - before.n
    more = [a - b for a, b in zip(now.numbers, before.numbers, strict=True)]
    # Something went away, which nobody could have done by answering: better nothing at all.
    if min(more) < 0:
        return False
    return n >= k and max(more) < n
