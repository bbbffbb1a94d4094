"""Of whom a wave asks: each row of a feed or a list becomes somebody to be invited, or is left out
for a reason that can be counted.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from kuulluksi.pure.deadlines import day
from kuulluksi.pure.text import fold
from kuulluksi.pure.visitfeed.rows import Listed, Visit

LeftOut = Literal[
    "protected", "no-address", "several", "twice", "age", "visit-type", "elsewhere", "outside"
]


@dataclass(frozen=True, slots=True)
class Terms:
    """`places` leads from the folded identifier of a unit to what the wave asks about; `anywhere`
    is the only such place, if there is but one."""

    places: Mapping[str, int]
    languages: Collection[str]
    at: datetime
    opens_on: date
    closes_on: date
    anywhere: int | None = None
    # Days between the visit and the invitation.
    wait: int = 0
    # Kinds of visit, folded; empty: any.
    kinds: frozenset[str] = frozenset()
    min_age: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody to be invited to answer about `target`."""

    address: str
    language: str
    target: int
    send_on: date


@dataclass(frozen=True)
class Choice:
    """Each row is somebody wanted, or counted under the reason for leaving it out. `strange`: the
    identifiers that the wave does not know, with how many rows name them."""

    wanted: tuple[Wanted, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    strange: Mapping[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return len(self.wanted) + sum(self.left_out.values())


def choose_visits(visits: Sequence[Visit], terms: Terms) -> Choice:
    """Whoever came several times is asked about the first visit that fits. If one row of a visit is
    protected, or its rows name several numbers, nobody is asked about it."""
    rows_of: defaultdict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        rows_of[visit.event].append(visit)
    wanted: dict[str, Wanted] = {}
    left_out: Counter[str] = Counter()
    for visit in visits:
        target = terms.places.get(fold(visit.unit))
        send_on = max(visit.on + timedelta(days=terms.wait), day(terms.at))
        reason = _hindered(rows_of[visit.event]) or _unfit(visit, target, send_on, terms)
        if not reason and visit.address in wanted:
            reason = "twice"
        if reason or target is None:
            left_out[reason or "elsewhere"] += 1
        else:
            language = spoken(visit.tongue, terms.languages)
            wanted[visit.address] = Wanted(visit.address, language, target, send_on)
    return Choice(tuple(wanted.values()), left_out, _strange([v.unit for v in visits], terms))


def choose_listed(listed: Sequence[Listed], terms: Terms) -> Choice:
    """A list says nothing of visits: its people are asked at once."""
    wanted: dict[str, Wanted] = {}
    left_out: Counter[str] = Counter()
    today = day(terms.at)
    for each in listed:
        target = terms.places.get(fold(each.unit)) if each.unit else terms.anywhere
        if each.hindrance:
            left_out[each.hindrance] += 1
        elif target is None:
            left_out["elsewhere"] += 1
        elif each.address.lower() in wanted:
            left_out["twice"] += 1
        else:
            language = spoken(each.tongue, terms.languages)
            found = Wanted(each.address, language, target, max(today, terms.opens_on))
            wanted[each.address.lower()] = found
    units = [each.unit for each in listed if each.unit]
    return Choice(tuple(wanted.values()), left_out, _strange(units, terms))


def _hindered(rows: Sequence[Visit]) -> LeftOut | None:
    """What keeps everybody of one visit from being asked."""
    if any(row.hindrance == "protected" for row in rows):
        return "protected"
    numbers = {row.address for row in rows if row.address}
    if len(numbers) > 1 or any(row.hindrance == "several" for row in rows):
        return "several"
    return None


def _unfit(visit: Visit, target: int | None, send_on: date, terms: Terms) -> LeftOut | None:
    if target is None:
        return "elsewhere"
    ahead = visit.at > terms.at if visit.at else visit.on > day(terms.at)
    in_time = terms.opens_on <= visit.on and send_on <= terms.closes_on
    if ahead or not in_time:
        return "outside"
    if terms.kinds and fold(visit.kind) not in terms.kinds:
        return "visit-type"
    # Whose age is not told may be a child.
    if visit.age is None or visit.age < terms.min_age:
        return "age"
    return "no-address" if visit.hindrance == "no-address" else None


def _strange(units: Sequence[str], terms: Terms) -> Counter[str]:
    return Counter(unit for unit in units if fold(unit) not in terms.places)


def spoken(tongue: str, languages: Collection[str]) -> str:
    """The language of the letter: one's own if people answer in it, else Finnish."""
    fallback = ("fi", *languages)
    return next(tag for tag in (tongue, *fallback) if tag in languages or tag == "fi")
