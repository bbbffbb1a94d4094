"""A story as a statement tells it: the words somebody allowed to be told, and whence they come."""

from dataclasses import dataclass

from kuulluksi.pure.statement.sheets import UNSAID
from kuulluksi.pure.text import Text


@dataclass(frozen=True)
class Tale:
    """`about` says whence it comes, without a name: "From a survey of social stations, 2026"."""

    words: Text
    about: Text = UNSAID
