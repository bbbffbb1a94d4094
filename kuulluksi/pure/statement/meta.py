"""Whose statement it is, which edition, who signed it, and where it stands for good: what a printed
statement needs to know besides what it says.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Meta:
    """Words are in `language`. `signed_on` is None for a draft. `address` is where this edition
    stands for good. `made_on` is the day that files of it carry, so that the same statement always
    gives the same bytes."""

    authority: str
    title: str
    year: int
    edition: int
    signed_on: date | None
    signed_by: tuple[str, ...]
    address: str
    language: str
    made_on: date
    # Of what was signed, as SHA-256; how many of its stories are no longer told.
    checksum: str = ""
    gone: int = 0
