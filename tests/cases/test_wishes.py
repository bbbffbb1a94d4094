"""Wishes: the list in its order, counted once for each form, shown from five cards up."""

from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.db import transaction

from kuulluksi.cases import actions, queries
from kuulluksi.cases.models import Wish, WishChosen
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import AuditEntry, Unit
from kuulluksi.org.rules import Refused
from kuulluksi.pure import retention, wishes
from kuulluksi.pure.text import Text
from tests.factories.org import County, text

ON = date(2026, 4, 2)


@pytest.fixture
def listed(house: County, at: datetime) -> list[Wish]:
    actions.start_wishes(by=house.administrator, at=at)
    return list(queries.all_wishes())


def choose(unit: Unit, chosen: list[Wish], nonce: str, at: datetime) -> None:
    key_name = next(iter(settings.RECEIPT_KEYS))
    with transaction.atomic():
        actions.choose(unit, chosen, nonce=nonce, key_name=key_name, at=at)


def test_start_gives_the_ready_list_to_an_empty_one_only(house: County, at: datetime) -> None:
    assert actions.start_wishes(by=house.administrator, at=at)
    assert [wish.wish for wish in queries.all_wishes()] == list(wishes.ready())
    assert not actions.start_wishes(by=house.administrator, at=at)
    assert Wish.objects.count() == len(wishes.ready())
    entries = AuditEntry.objects.filter(what=Audited.WISH_SAVED, person=house.administrator)
    assert entries.count() == len(wishes.ready())


def test_wish_new_one_goes_last_and_moves(house: County, at: datetime, listed: list[Wish]) -> None:
    new = Wish(wish=text("Soita ensin."))
    actions.save_wish(new, by=house.administrator, at=at)
    assert list(queries.all_wishes())[-1] == new
    actions.move_wish(new, up=True, by=house.administrator, at=at)
    assert list(queries.all_wishes())[-2:] == [new, listed[-1]]
    actions.move_wish(new, up=False, by=house.administrator, at=at)
    actions.move_wish(new, up=False, by=house.administrator, at=at)
    assert list(queries.all_wishes()) == [*listed, new]
    actions.move_wish(listed[0], up=True, by=house.administrator, at=at)
    assert queries.all_wishes().first() == listed[0]


@pytest.mark.parametrize("words", [Text(), Text.of(sv="Ring först."), text("a" * 101)])
def test_wish_without_finnish_or_too_long_is_refused(
    house: County, at: datetime, words: Text
) -> None:
    with pytest.raises(Refused) as refused:
        actions.save_wish(Wish(wish=words), by=house.administrator, at=at)
    assert refused.value.field == "wish"
    assert not Wish.objects.exists()


def test_wish_out_of_use_is_not_offered_and_comes_back(
    house: County, at: datetime, listed: list[Wish]
) -> None:
    actions.use_wish(listed[0], in_use=False, by=house.administrator, at=at)
    assert listed[0] not in queries.wishes_in_use()
    actions.use_wish(listed[0], in_use=True, by=house.administrator, at=at)
    assert list(queries.wishes_in_use()) == listed


def test_choice_is_counted_once_for_each_form(
    house: County, at: datetime, listed: list[Wish]
) -> None:
    choose(house.kamppi, listed[:2], "n1", at)
    choose(house.kamppi, listed[:2], "n1", at)
    choose(house.kamppi, listed[1:3], "n1", at)
    assert sorted(WishChosen.objects.values_list("wish", flat=True)) == [
        wish.pk for wish in listed[:3]
    ]
    choose(house.kamppi, listed[:1], "n2", at)
    rows = WishChosen.objects.all()
    assert len({row.pk for row in rows}) == 4
    assert all(0 <= row.pk < 2**63 for row in rows)
    assert {row.month for row in rows} == {date(2026, 3, 1)}


def test_choices_are_shown_from_five_cards_up(
    house: County, at: datetime, listed: list[Wish]
) -> None:
    for number in range(4):
        choose(house.kamppi, listed, f"n{number}", at)
    assert queries.chosen_in(house.kamppi, ON).cards == 0
    assert queries.chosen_in(house.kamppi, ON).wishes == {}
    choose(house.kamppi, listed[:1], "n4", at)
    choose(house.kallio, listed[1:2], "n5", at)
    seen = queries.chosen_in(house.kamppi, ON)
    assert seen.cards == 5
    assert seen.wishes[listed[0]] == 5
    assert seen.wishes[listed[1]] is None
    assert seen.months[date(2026, 3, 1)] == 4 * len(listed) + 1
    assert queries.chosen_in(house.kallio, ON).cards == 0


def test_choices_of_this_month_are_shown_when_it_is_over(
    house: County, at: datetime, listed: list[Wish]
) -> None:
    """Otherwise whoever looks before and after a visit would read one card."""
    for number in range(5):
        choose(house.kamppi, listed[:1], f"n{number}", at)
    nothing = queries.chosen_in(house.kamppi, date(2026, 3, 31))
    assert (nothing.cards, nothing.wishes, nothing.months) == (0, {}, {})
    assert queries.chosen_in(house.kamppi, date(2026, 4, 1)).cards == 5


def test_choices_of_a_month_are_shown_only_with_five_cards_of_it(
    house: County, at: datetime, listed: list[Wish]
) -> None:
    for number in range(4):
        choose(house.kamppi, listed, f"a{number}", datetime(2026, 1, 7, 9, tzinfo=UTC))
        choose(house.kamppi, listed, f"b{number}", at)
    months = queries.chosen_in(house.kamppi, ON).months
    assert [*months][:: len(months) - 1] == [date(2025, 4, 1), date(2026, 3, 1)]
    assert len(months) == 12
    assert months[date(2026, 1, 1)] is None
    assert months[date(2026, 3, 1)] is None


def test_choices_of_a_retired_wish_stay_and_those_of_last_year_go(
    house: County, at: datetime, listed: list[Wish]
) -> None:
    for number in range(5):
        choose(house.kamppi, listed[:1], f"n{number}", at)
        choose(house.kamppi, listed[1:2], f"o{number}", datetime(2025, 3, 31, 9, tzinfo=UTC))
    actions.use_wish(listed[0], in_use=False, by=house.administrator, at=at)
    actions.use_wish(listed[1], in_use=False, by=house.administrator, at=at)
    seen = queries.chosen_in(house.kamppi, ON)
    assert seen.wishes[listed[0]] == 5
    assert listed[1] not in seen.wishes


def test_choices_are_erased_when_their_time_has_come(
    house: County, at: datetime, listed: list[Wish]
) -> None:
    choose(house.kamppi, listed[:2], "n1", at)
    later = at + retention.VOICE
    assert actions.erase_expired(at=at) == 0
    assert actions.erase_expired(at=later) == 2
    assert not WishChosen.objects.exists()
