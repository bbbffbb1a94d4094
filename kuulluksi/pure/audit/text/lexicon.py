"""What a language must tell for its sentences to be read: its signs of change, rank and measure as
patterns over written words. The languages are data (`fi`, `sv`, `en`); nothing here knows them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Cue(StrEnum):
    """What a word or a phrase says about figures. Some (`SELF`, `SINCE`, `CHANGED`) only tell that
    a word names nothing of its own."""

    RISE = "rose"
    FALL = "fell"
    BETTER = "improved"
    WORSE = "worsened"
    SAME = "unchanged"
    CHANGED = "changed"
    DOUBLE = "doubled"
    TRIPLE = "tripled"
    HALVE = "halved"
    EVERY_YEAR = "every-year"
    MOST = "most"
    LEAST = "least"
    BEST = "best"
    WORST = "worst"
    RANKED = "ranked"
    MORE = "more"
    LESS = "less"
    AS = "as"
    THAN = "than"
    MIDDLE = "middle"
    AVERAGE = "average"
    ABOVE = "above"
    BELOW = "below"
    AT = "at"
    SIGNIFICANT = "significant"
    CONSIDERABLE = "considerable"
    NEARLY = "nearly"
    SUM = "sum"
    ALL = "all"
    NOT = "not"
    UNREAL = "unreal"
    PREVIOUS = "previous-year"
    SINCE = "since"
    PER_YEAR = "per-year"
    RESPONDENTS = "respondents"
    MEAN = "mean"
    COUNT = "count"
    SHARE = "share"
    RESULTS = "results"
    SELF = "self"
    PART = "part"
    GAP = "gap"
    RUNNING = "years-running"
    AT_VALUE = "at-value"
    LONG = "years-long"
    PEAK = "peak"
    SLIGHT = "slight"
    COMMON = "commonest"
    VARIED = "varied"
    SECOND = "second"


class Hedge(StrEnum):
    """How near a number claims to be."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    LEAST = "at-least"
    NEARLY = "nearly"
    UNDER = "under"
    MOST = "at-most"


@dataclass(frozen=True, eq=False)
class Grammar:
    """One language. Patterns are matched against the sentence in lower case.

    `units` stand right after a number, `hedges` right before it; `source`, `target` and `by` tell
    whether a number of a change is where it began, where it ended or how much it was, by what
    stands `before` and `after` it. `plain` are the words that say nothing about which figure is
    meant, `weak` those that say it only where a name of the file holds them; `things` what a
    survey, a report or a year is made of: of so many of them no figure tells.
    """

    tag: str
    cues: Mapping[Cue, str]
    hedges: Mapping[Hedge, str]
    points: str
    percent: str
    times: str
    fractions: Mapping[str, tuple[int, int]]
    numerals: Mapping[str, int]
    source_before: str
    source_after: str
    target_before: str
    target_after: str
    by_before: str
    by_after: str
    base_before: str
    base_word: str
    no_figure: str
    joints: str
    coordination: str
    plain: str
    weak: str
    things: str
    small: frozenset[str]

    @cached_property
    def cue(self) -> Mapping[Cue, re.Pattern[str]]:
        return {cue: _whole(words) for cue, words in self.cues.items()}

    @cached_property
    def hedge(self) -> Mapping[Hedge, re.Pattern[str]]:
        return {
            hedge: re.compile(rf"(?:\b|(?<=\W))(?:{words})\s*\Z")
            for hedge, words in self.hedges.items()
        }

    @cached_property
    def after(self) -> Mapping[str, re.Pattern[str]]:
        told = {
            "points": self.points,
            "percent": self.percent,
            "times": self.times,
            "source": self.source_after,
            "target": self.target_after,
            "by": self.by_after,
        }
        return {name: re.compile(rf"(?:{words})") for name, words in told.items() if words}

    @cached_property
    def before(self) -> Mapping[str, re.Pattern[str]]:
        told = {
            "source": self.source_before,
            "target": self.target_before,
            "by": self.by_before,
            "base": self.base_before,
        }
        return {name: re.compile(rf"(?:{words})\s*\Z") for name, words in told.items() if words}

    @cached_property
    def fraction(self) -> re.Pattern[str]:
        longest = sorted(self.fractions, key=len, reverse=True)
        return (
            re.compile(rf"\b(?:{'|'.join(f'(?P<f{n}>{words})' for n, words in self._listed)})\b")
            if longest
            else re.compile(r"(?!)")
        )

    @cached_property
    def _listed(self) -> list[tuple[int, str]]:
        return list(enumerate(self.fractions))

    def share_of(self, match: re.Match[str]) -> tuple[int, int]:
        """The fraction that a match of `fraction` tells."""
        shares = list(self.fractions.values())
        return next(shares[n] for n, _ in self._listed if match[f"f{n}"] is not None)

    @cached_property
    def numeral(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{'|'.join(self.numerals)})\b")

    @cached_property
    def no_figures(self) -> re.Pattern[str]:
        return re.compile(self.no_figure)

    @cached_property
    def joint(self) -> re.Pattern[str]:
        return re.compile(self.joints)

    @cached_property
    def coordinated(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self.coordination})\s")

    @cached_property
    def says_nothing(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self.plain})\Z")

    @cached_property
    def says_little(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self.weak})\Z")

    @cached_property
    def thing(self) -> re.Pattern[str]:
        return re.compile(rf"\s*(?:{self.things})\b")

    @cached_property
    def base(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self.base_word})\Z") if self.base_word else re.compile(r"(?!)")


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w])(?:{words})(?![\w])")
