"""Wishes in the staff pages: a card made together, counts of the own units, the list itself."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kuulluksi.cases import actions, queries
from kuulluksi.cases.models import Wish, WishChosen
from kuulluksi.org.models import Person
from tests.factories.org import County

SignIn = Callable[[Person], Client]
URL = "/fi/tyo/kohtaaminen/"


def url(name: str, *args: object) -> str:
    return reverse(f"staff:{name}", args=args)


@pytest.fixture
def listed(here: County, at: datetime) -> list[Wish]:
    actions.start_wishes(by=None, at=at)
    return list(queries.all_wishes())


def chosen(here: County, wish: Wish, times: int, at: datetime) -> None:
    """In the month before."""
    at -= timedelta(days=28)
    key_name = next(iter(settings.RECEIPT_KEYS))
    for number in range(times):
        actions.choose(here.kamppi, [wish], nonce=f"n{number}", key_name=key_name, at=at)


def test_card_made_together_is_shown_and_counted_for_the_own_unit(
    here: County, sign_in: SignIn, listed: list[Wish], monkeypatch: pytest.MonkeyPatch
) -> None:
    from kuulluksi.web.kit import nonce as nonces

    monkeypatch.setattr(nonces, "YOUNGEST", timedelta(seconds=-1))
    told = {
        "nonce": nonces.fresh(),
        "unit": here.kallio.code,
        "wishes": [listed[0].pk],
        "own": "Kuulen huonosti.",
        "language": "en",
    }
    answer = sign_in(here.worker).post(URL, told)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f"- {listed[0].wish.get('en')}\nKuulen huonosti.</textarea>" in page
    assert "no-store" in answer.headers["Cache-Control"]
    # Another's unit is not one's own: it is counted where the worker is.
    assert [row.unit for row in WishChosen.objects.all()] == [here.kamppi]


def test_card_with_nothing_on_it_is_named(here: County, sign_in: SignIn, listed: object) -> None:
    answer = sign_in(here.worker).post(URL, {"language": "fi"})
    assert answer.status_code == 422
    assert 'href="#wishes"' in answer.content.decode()


@pytest.mark.parametrize(("times", "seen"), [(4, False), (5, True)])
def test_counts_are_shown_from_five_cards_up(
    here: County, sign_in: SignIn, listed: list[Wish], at: datetime, *, times: int, seen: bool
) -> None:
    chosen(here, listed[3], times, at)
    page = sign_in(here.worker).get(URL).content.decode()
    assert ('class="bars"' in page) == seen
    assert ('<td class="n">5</td>' in page) == seen


def test_counts_of_others_units_stay_theirs(
    here: County, sign_in: SignIn, listed: list[Wish], at: datetime
) -> None:
    chosen(here, listed[0], 6, at)
    asked = {"unit": here.kamppi.code}
    assert 'class="bars"' not in sign_in(here.neighbour).get(URL, asked).content.decode()
    assert 'class="bars"' in sign_in(here.manager).get(URL, asked).content.decode()


def test_page_takes_the_same_queries_however_much_was_chosen(
    here: County,
    sign_in: SignIn,
    listed: list[Wish],
    at: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for wish in listed:
        chosen(here, wish, 6, at)
    worker = sign_in(here.worker)
    # Session and person; the authority (five: its row, and its revision for what is kept of the
    # organisation); roles and duties; offices and units; the list for the form and for the counts,
    # and the counts.
    with django_assert_num_queries(14):
        worker.get(URL)


def test_list_begins_with_the_ready_one_and_is_edited(here: County, sign_in: SignIn) -> None:
    administrator = sign_in(here.administrator)
    assert url("wish-start") in administrator.get(url("wish-list")).content.decode()
    administrator.post(url("wish-start"))
    first, second = queries.all_wishes()[:2]
    administrator.post(url("wish-down", first.pk))
    assert list(queries.all_wishes()[:2]) == [second, first]
    administrator.post(url("wish-up", first.pk))
    administrator.post(url("wish-retire", second.pk))
    page = administrator.get(url("wish-list")).content.decode()
    assert url("wish-return", second.pk) in page
    assert second not in queries.wishes_in_use()
    administrator.post(url("wish-return", second.pk))
    assert second in queries.wishes_in_use()
    assert url("wish-start") not in page


def test_list_wish_is_written_and_its_faults_named(here: County, sign_in: SignIn) -> None:
    administrator = sign_in(here.administrator)
    wrong = administrator.post(url("wish-new"), {"wish_sv": "Ring först."})
    assert wrong.status_code == 422
    assert 'href="#wish_fi"' in wrong.content.decode()
    assert "Ring först." in wrong.content.decode()
    administrator.post(url("wish-new"), {"wish_fi": "Soita ensin.", "wish_sv": "Ring först."})
    made = Wish.objects.get()
    assert made.wish.to_json() == {"fi": "Soita ensin.", "sv": "Ring först."}
    administrator.post(url("wish", made.pk), {"wish_fi": "Soita ennen kuin tulet."})
    made.refresh_from_db()
    assert made.wish.to_json() == {"fi": "Soita ennen kuin tulet."}


def test_list_opens_to_administrators_only(here: County, sign_in: SignIn) -> None:
    for person in (here.worker, here.supervisor, here.director):
        assert sign_in(person).get(url("wish-list")).status_code == 403
