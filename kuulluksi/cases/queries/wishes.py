"""The list of wishes, and how often each was chosen in a unit."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from kuulluksi.cases.models import Wish, WishChosen
from kuulluksi.org.models import Unit
from kuulluksi.pure import wishes

MONTHS = 12


@dataclass(frozen=True)
class Chosen:
    """What a unit sees of twelve whole months. None stands for a number that is too small.

    `cards`: at least so many cards were made; 0 when there were too few to show anything.
    `months`: choices by month, where at least five cards of the month stand behind them.
    """

    cards: int
    wishes: dict[Wish, int | None]
    months: dict[date, int | None]


def all_wishes() -> QuerySet[Wish]:
    return Wish.objects.order_by("position")


def wishes_in_use() -> QuerySet[Wish]:
    return all_wishes().filter(in_use=True)


def chosen_in(unit: Unit, on: date) -> Chosen:
    """How often each wish was chosen in the unit in the twelve months before this one. Were the
    present month counted, whoever looks before and after a visit would read one card."""
    months = _months(on)
    rows = WishChosen.objects.filter(unit=unit, month__gte=months[0], month__lte=months[-1])
    by_wish: dict[int, int] = defaultdict(int)
    by_month: dict[date, dict[int, int]] = {month: {} for month in months}
    found = rows.values_list("wish", "month").annotate(n=Count("id")).order_by()
    for wish, month, number in found:
        by_wish[wish] += number
        by_month[month][wish] = number
    cards = wishes.cards(by_wish.values())
    if cards < wishes.FEWEST:
        return Chosen(0, {}, {})
    listed = {wish: by_wish[wish.pk] for wish in all_wishes() if wish.in_use or wish.pk in by_wish}
    behind = wishes.shown(
        {month: wishes.cards(found.values()) for month, found in by_month.items()}
    )
    return Chosen(
        cards,
        wishes.shown(listed),
        {
            month: None if behind[month] is None else sum(found.values())
            for month, found in by_month.items()
        },
    )


def _months(on: date) -> list[date]:
    """The first days of the months before this one, the oldest first."""
    this = on.year * 12 + on.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(this - MONTHS, this)]
