"""A town of chance, and what may be said of it: sentences in three languages whose truth is worked
out of the figures, apart from the auditor. Half of them are lies.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from kuulluksi.pure.audit.cells import Sheet, read
from tests.pure.audit.wordings import WORDS, Words

HEADER = ["table", "area", "group", "item", "year", "statistic", "value"]
HEADER += ["scale_min", "scale_max", "note", "n"]
YEARS = (2022, 2023, 2024)


@dataclass(frozen=True)
class Town:
    """Counts and shares of three years by item, means and grades of two by statement or unit."""

    words: Words
    counts: dict[str, tuple[int, ...]]
    shares: dict[str, tuple[int, ...]]
    grades: dict[str, tuple[Decimal, ...]]
    means: dict[str, tuple[Decimal, ...]]

    def sheet(self) -> Sheet:
        rows = [HEADER]
        whole = self.words.whole
        for number, years in enumerate(YEARS):
            for item, values in self.counts.items():
                rows.append(row("1", whole, "", item, years, "count", values[number]))
            total = sum(values[number] for values in self.counts.values())
            rows.append(row("1", whole, "", self.words.total, years, "count", total))
            for item, values in self.shares.items():
                rows.append(row("2", whole, "", item, years, "percent", values[number]))
        for number, years in enumerate(YEARS[1:]):
            for item, grades in self.means.items():
                rows.append(row("3", whole, "", item, years, "mean", grades[number], "1", "5"))
            for unit, grades in self.grades.items():
                rows.append(
                    row(
                        "4", whole, unit, self.words.grade, years, "mean", grades[number], "4", "10"
                    )
                )
        return read(rows)


@dataclass(frozen=True)
class Saying:
    """A sentence, whether it is true, and which wording it is of."""

    words: str
    true: bool
    form: str


def row(
    table: str, area: str, group: str, item: str, year: int, statistic: str, value: object,
    low: str = "", high: str = "",
) -> list[str]:  # fmt: skip
    return [table, area, group, item, str(year), statistic, str(value), low, high, "", ""]


def town(chance: random.Random, language: str) -> Town:
    words = WORDS[language]
    scales = list(words.counts)
    sizes = chance.sample(range(40, 9000), len(scales))
    counts = {
        item: tuple(chance.randint(size * 6 // 10, size * 14 // 10) for _ in YEARS)
        for item, size in zip(scales, sizes, strict=True)
    }
    columns = []
    for _ in YEARS:
        cuts = sorted(chance.sample(range(5, 95, 2), len(words.shares) - 1))
        ends = (0, *cuts, 100)
        columns.append([end - start for start, end in pairwise(ends)])
    shares = {item: tuple(column[at] for column in columns) for at, item in enumerate(words.shares)}
    means = {item: tenths(chance, 21, 46) for item in words.means}
    grades = {unit: tenths(chance, 68, 95) for unit in words.units}
    return Town(words, counts, shares, grades, means)


def tenths(chance: random.Random, low: int, high: int) -> tuple[Decimal, ...]:
    return tuple(Decimal(chance.randint(low, high)) / 10 for _ in YEARS[1:])


def printed(language: str, value: int | Decimal) -> str:
    """A number as the language writes it."""
    if isinstance(value, Decimal):
        return str(value) if language == "en" else str(value).replace(".", ",")
    return f"{value:,}".replace(",", "," if language == "en" else "\u00a0")


def near(value: int | Decimal, chance: random.Random) -> int | Decimal:
    """Another number that looks much like this one."""
    if isinstance(value, Decimal):
        return value + Decimal(chance.choice((-5, -4, -3, 3, 4, 5))) / 10
    return max(1, value + chance.choice((-1, 1)) * max(3, value // chance.randint(6, 20)))


def whole(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def sayings(chance: random.Random, language: str, told: Town) -> Iterator[Saying]:
    """One sentence of every form, each at its chance true or a lie."""
    for form, make in FORMS.items():
        for _ in range(20):
            said = make(chance, language, told)
            if said is not None:
                yield Saying(said[0], said[1], form)
                break


Said = tuple[str, bool] | None
Form = Callable[[random.Random, str, Town], Said]
FORMS: dict[str, Form] = {}


def form(make: Form) -> Form:
    FORMS[make.__name__] = make
    return make


def elsewhere(told: Town, value: int | Decimal) -> bool:
    """Whether a lie could be meant of another figure of the town."""
    series = (told.counts, told.shares, told.grades, told.means)
    return any(value in values for group in series for values in group.values())


def direction(first: int | Decimal, last: int | Decimal) -> str:
    return "same" if first == last else "rose" if last > first else "fell"


@form
def value_of_count(chance: random.Random, language: str, told: Town) -> Said:
    item = chance.choice(list(told.counts))
    at = chance.randrange(3)
    right = told.counts[item][at]
    value = right if chance.random() < 0.5 else near(right, chance)
    if value != right and elsewhere(told, value):
        return None
    line = chance.choice(told.words.value_of_count)
    names = told.words.counts[item]
    return line.format(*names, year=YEARS[at], value=printed(language, value)), value == right


@form
def count_from_to(chance: random.Random, language: str, told: Town) -> Said:
    item = chance.choice(list(told.counts))
    first, last = told.counts[item][1:]
    value = last if chance.random() < 0.5 else near(last, chance)
    word = chance.choice(("rose", "fell"))
    if value != last and elsewhere(told, value):
        return None
    line = chance.choice(told.words.count_from_to[word])
    names = told.words.counts[item]
    told_first, told_last = printed(language, first), printed(language, value)
    words = line.format(*names, first=told_first, last=told_last, years=(2023, 2024))
    return words, value == last and direction(first, last) == word


@form
def count_percent(chance: random.Random, language: str, told: Town) -> Said:
    item = chance.choice(list(told.counts))
    first, last = told.counts[item][1:]
    change = Decimal(100) * (last - first) / first
    if abs(change) < 3:
        return None
    word = direction(first, last)
    right = whole(abs(change))
    value = right if chance.random() < 0.5 else right + chance.choice((4, 6, 9, 15))
    line = chance.choice(told.words.count_percent[word])
    return line.format(*told.words.counts[item], value=value, years=(2023, 2024)), value == right


@form
def count_every_year(chance: random.Random, language: str, told: Town) -> Said:
    item = chance.choice(list(told.counts))
    a, b, c = told.counts[item]
    word = chance.choice(("rose", "fell"))
    line = chance.choice(told.words.every_year[word])
    return line.format(*told.words.counts[item]), direction(a, b) == direction(b, c) == word


@form
def share_from_to(chance: random.Random, language: str, told: Town) -> Said:
    item = chance.choice(list(told.shares))
    first, last = told.shares[item][1:]
    word = chance.choice(("rose", "fell"))
    line = chance.choice(told.words.share_from_to[word])
    words = line.format(*told.words.shares[item], first=first, last=last, years=(2023, 2024))
    return words, direction(first, last) == word


@form
def share_points(chance: random.Random, language: str, told: Town) -> Said:
    """Percentage points, or per cent in their place."""
    item = chance.choice(list(told.shares))
    first, last = told.shares[item][1:]
    right = abs(last - first)
    if right < 4 or whole(Decimal(100) * right / first) - right in range(-2, 3):
        return None
    unit = chance.choice(("points", "percent"))
    line = told.words.share_points[direction(first, last)]
    names = told.words.shares[item]
    words = line[unit].format(*names, value=right, years=(2023, 2024), first=first, last=last)
    return words, unit == "points"


@form
def share_most(chance: random.Random, language: str, told: Town) -> Said:
    values = {item: shares[2] for item, shares in told.shares.items()}
    if len(set(values.values())) < len(values):
        return None
    word = chance.choice(("most", "least"))
    item = chance.choice(list(values))
    best = (max if word == "most" else min)(values, key=lambda each: values[each])
    if chance.random() < 0.5:
        item = best
    line = chance.choice(told.words.share_most[word])
    return line.format(*told.words.shares[item]), item == best


@form
def share_half(chance: random.Random, language: str, told: Town) -> Said:
    item = chance.choice(list(told.shares))
    value = told.shares[item][2]
    if value in (49, 50, 51):
        return None
    return told.words.share_half.format(*told.words.shares[item]), value > 50


@form
def mean_value(chance: random.Random, language: str, told: Town) -> Said:
    item = chance.choice(list(told.means))
    right = told.means[item][1]
    value = right if chance.random() < 0.5 else near(right, chance)
    if value != right and (elsewhere(told, value) or not 1 <= value <= 5):
        return None
    line = chance.choice(told.words.mean_value)
    return line.format(*told.words.means[item], value=printed(language, value)), value == right


@form
def mean_middle(chance: random.Random, language: str, told: Town) -> Said:
    item = chance.choice(list(told.means))
    value = told.means[item][1]
    word = chance.choice(("above", "below"))
    line = chance.choice(told.words.mean_middle[word])
    words = line.format(*told.words.means[item], value=printed(language, value))
    return words, value > 3 if word == "above" else value < 3


@form
def mean_moved(chance: random.Random, language: str, told: Town) -> Said:
    item = chance.choice(list(told.means))
    word = chance.choice(("rose", "fell", "same"))
    line = chance.choice(told.words.mean_moved[word])
    return line.format(*told.words.means[item], years=(2023, 2024)), direction(
        *told.means[item]
    ) == word


@form
def grade_best(chance: random.Random, language: str, told: Town) -> Said:
    values = {unit: grades[1] for unit, grades in told.grades.items()}
    word = chance.choice(("most", "least"))
    best = (max if word == "most" else min)(values.values())
    unit = chance.choice(list(values))
    line = chance.choice(told.words.grade_best[word])
    words = line.format(*told.words.units[unit], value=printed(language, values[unit]))
    return words, values[unit] == best


@form
def grade_more_than(chance: random.Random, language: str, told: Town) -> Said:
    one, other = chance.sample(list(told.grades), 2)
    line = chance.choice(told.words.grade_more_than)
    names = (*told.words.units[one], *told.words.units[other])
    return line.format(*names), told.grades[one][1] > told.grades[other][1]


@form
def total_of_year(chance: random.Random, language: str, told: Town) -> Said:
    right = sum(values[2] for values in told.counts.values())
    value = right if chance.random() < 0.5 else near(right, chance)
    line = chance.choice(told.words.total_of_year)
    return line.format(value=printed(language, value)), value == right
