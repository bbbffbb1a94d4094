"""The numbers of a sentence: in digits, words and fractions, with their unit and with how near they
claim to be. Years, dates, references, ages and telephone numbers are no figures.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from kuulluksi.pure.audit.text.lexicon import Grammar, Hedge

Unit = Literal["", "percent", "points", "times"]
Role = Literal["", "source", "target", "by"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its place in the sentence. `decimals` are those it was written with; a
    `fraction` is a share in words; `to` ends a range; `soft` is a numeral in words, which often
    counts no clients at all."""

    start: int
    end: int
    value: Decimal
    decimals: int = 0
    unit: Unit = ""
    hedge: Hedge = Hedge.EXACT
    role: Role = ""
    to: Decimal | None = None
    fraction: bool = False
    soft: bool = False
    written: str = ""

    @property
    def half(self) -> Decimal:
        """Half a unit of its last digit."""
        return Decimal(5).scaleb(-self.decimals - 1)


@dataclass(frozen=True, slots=True)
class Years:
    """A year, or a range of them, with its place; `since` when it is where a change begins."""

    start: int
    end: int
    first: int
    last: int
    since: bool = False


_NUMBER = re.compile(
    r"(?<![\w.,/])(?P<sign>[-−](?=\d))?"
    r"(?P<digits>\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)|\d{1,3}(?:,\d{3})+(?![\d,])|\d+)"
    r"(?P<point>[.,]\d+)?(?![\d/])(?!\.\d)"
)
_YEAR = re.compile(
    r"(?<![\d.,/+-])(?P<first>(?:19|20)\d\d)"
    r"(?:\s?(?:–|-|—|/|\.\.)\s?(?P<last>(?:19|20)\d\d|\d\d(?=[\s,.;:)]|$)))?(?![\d])(?!\s?%)(?![.,]\d)"
)
_DASH = re.compile(r"\s?(?:–|—|-|\.\.\.?|…)\s?\Z")
_SPELLED = {
    "fi": re.compile(r":?n?\s+ja\s+\Z"),
    "sv": re.compile(r"\s+(?:till|och)\s+\Z"),
    "en": re.compile(r"\s+(?:to|and)\s+\Z"),
}
_BETWEEN = re.compile(r"\b(?:mellan|between)\s+\Z")
_APART = re.compile(r"(?::n)?\s+(?:\w+\s+)?välillä")


_SINCE = re.compile(
    r"(?:vuodesta|vuoteen|vuosista|since|from|sedan|från|jämfört med|mot|on|compared (?:with|to))"
    r"(?: år(?:et)?)?(?: in)?$"
)


def quoted(text: str) -> list[tuple[int, int]]:
    """The stretches between quotation marks."""
    return [match.span() for match in _QUOTED.finditer(text)]


_QUOTED = re.compile(r"[\"“”„«»][^\"“”„«»]{2,200}[\"“”„«»]|(?<!\w)[‘’'][^‘’'\n]{8,200}[’'](?!\w)")


def years(lower: str) -> list[Years]:
    """The years that a sentence names."""
    found = []
    for match in _YEAR.finditer(lower):
        first = int(match["first"])
        last = match["last"]
        until = (
            first
            if last is None
            else int(last)
            if len(last) == 4
            else first // 100 * 100 + int(last)
        )
        if until < first or until > first + 30:
            continue
        before = lower[: match.start()].rstrip()
        if not last and re.match(
            r"\s?(?:kpl|st\b|%|prosent|procent|percent|per cent)", lower[match.end() :]
        ):
            continue
        since = bool(_SINCE.search(before))
        found.append(Years(match.start(), match.end(), first, until, since))
    return found


def quantities(lower: str, grammar: Grammar) -> list[Quantity]:
    """The numbers of a sentence that may tell of figures, in their order."""
    taken = [match.span() for match in grammar.no_figures.finditer(lower)]
    taken += [(each.start, each.end) for each in years(lower)]
    taken += quoted(lower)
    found = list(_written(lower, grammar, taken))
    spans = [(each.start, each.end) for each in found]
    for each in _fractions(lower, grammar):
        if not _within(each, spans + taken):
            found.append(each)
            spans.append((each.start, each.end))
    for match in grammar.numeral.finditer(lower):
        value = next(v for words, v in grammar.numerals.items() if re.fullmatch(words, match[0]))
        each = Quantity(*match.span(), Decimal(value), soft=True, written=match[0])
        if not _within(each, spans + taken):
            each = _unit(lower, each, grammar)
            found.append(replace(each, soft=not each.unit and each.role != "by"))
    found.sort(key=lambda each: each.start)
    return _shared_units(_ranges(lower, found, grammar))


def _within(each: Quantity, spans: list[tuple[int, int]]) -> bool:
    return any(start < each.end and each.start < end for start, end in spans)


def _written(lower: str, grammar: Grammar, taken: list[tuple[int, int]]) -> Iterator[Quantity]:
    for match in _NUMBER.finditer(lower):
        digits, point = match["digits"], match["point"] or ""
        if "," in digits and grammar.tag != "en":
            # "4,123" with one comma is a decimal number in Finnish and Swedish.
            digits, point = digits.split(",", 1)[0], "," + digits.split(",", 1)[1]
            if "," in point[1:]:
                continue
        if not point and grammar.tag != "en" and "." in lower[match.start() : match.end()]:
            continue
        if point.startswith(".") and len(point) == 4 and grammar.tag != "en" and len(digits) <= 3:
            # 12.345: the thousands of an older hand.
            digits, point = digits + point[1:], ""
        plain = re.sub(r"\D", "", digits)
        value = Decimal(f"{plain}.{point[1:]}" if point else plain)
        if match["sign"]:
            value = -value
        each = Quantity(
            *match.span(), value, decimals=len(point[1:]) if point else 0, written=match[0]
        )
        if _within(each, taken) or _glued(lower, each):
            continue
        each = _unit(lower, each, grammar)
        yield replace(each, written=lower[match.start() : each.end])


def _glued(lower: str, each: Quantity) -> bool:
    """Whether the number is a part of a word: COVID-19, 2b."""
    after = lower[each.end : each.end + 2]
    return bool(re.match(r"[a-zåäö]|-[a-zåäö]", after)) and not re.match(
        r"kpl|st\b|x|-prosent", lower[each.end :]
    )


def _unit(lower: str, each: Quantity, grammar: Grammar) -> Quantity:
    """The same number with what stands around it: unit, hedge and role."""
    rest = lower[each.end :]
    before = lower[: each.start]
    unit: Unit = ""
    length = 0
    for name in ("points", "percent", "times"):
        match = grammar.after[name].match(rest)
        if match is not None:
            unit, length = name, match.end()
            break
    hedge = next(
        (hedge for hedge, pattern in grammar.hedge.items() if pattern.search(before[-30:])),
        Hedge.EXACT,
    )
    role: Role = ""
    for each_role in ("source", "target", "by"):
        ahead = grammar.before.get(each_role)
        behind = grammar.after.get(each_role)
        if (ahead and re.search(rf"(?:^|\W)(?:{ahead.pattern})", before[-40:])) or (
            behind and behind.match(rest)
        ):
            role = each_role
            break
    return replace(each, end=each.end + length, unit=unit, hedge=hedge, role=role)


def _fractions(lower: str, grammar: Grammar) -> Iterator[Quantity]:
    for match in grammar.fraction.finditer(lower):
        top, bottom = grammar.share_of(match)
        hedge = Hedge.OVER if top < 0 else Hedge.EXACT
        value = Decimal(abs(top)) * 100 / bottom
        each = Quantity(
            *match.span(), value, decimals=0, fraction=True, written=match[0], unit="percent"
        )
        around = _unit(lower, each, grammar)
        if hedge is Hedge.EXACT:
            hedge = around.hedge
        yield replace(each, hedge=hedge, role=around.role)


def _ranges(lower: str, found: list[Quantity], grammar: Grammar) -> list[Quantity]:
    """Two numbers with a dash between them are one range."""
    joined: list[Quantity] = []
    for each in found:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.to is None
            and not last.soft
            and not each.soft
            and not last.fraction
        ):
            between = lower[last.end : each.start]
            dash = _DASH.fullmatch(between) if between else None
            if (dash or _spelled(lower, last, each, grammar)) and last.value < each.value:
                unit = each.unit or last.unit
                joined[-1] = replace(
                    last,
                    end=each.end,
                    to=each.value,
                    unit=unit,
                    decimals=max(last.decimals, each.decimals),
                    role="",
                    written=f"{last.written}{between}{each.written}",
                )
                continue
        joined.append(each)
    return joined


def _spelled(lower: str, last: Quantity, each: Quantity, grammar: Grammar) -> bool:
    between = lower[last.end : each.start]
    if not _SPELLED[grammar.tag].fullmatch(between):
        return False
    if "to" in between.split() or "till" in between.split():
        # "From 45 to 57", "by 3 per cent to 41".
        return last.role not in {"source", "by"}
    return bool(_BETWEEN.search(lower[: last.start]) or _APART.match(lower[each.end :]))


def _shared_units(found: list[Quantity]) -> list[Quantity]:
    """ "from 45 to 57 per cent": the first number has the unit of the second."""
    shared = list(found)
    for number in range(len(shared) - 2, -1, -1):
        this, after = shared[number], shared[number + 1]
        if (
            this.role == "source"
            and not this.unit
            and after.role == "target"
            and after.unit == "percent"
        ):
            shared[number] = replace(this, unit=after.unit)
    return shared
