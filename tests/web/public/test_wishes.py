"""The card: made of what was sent, stored nowhere, counted for a unit once for each form."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from kuulluksi.cases.models import Wish, WishChosen
from kuulluksi.pure import wishes
from kuulluksi.web.kit.receipts import qr
from tests.factories.org import County, text

Opened = Callable[[], str]
URL = "/fi/kohtaaminen/"
OWN = "Kuulen huonosti vasemmalla korvalla."


@pytest.fixture
def listed(place: County) -> list[Wish]:
    words = ("Puhu hitaasti.", "Tarvitsen tulkin.", "Kirjoita paperille.")
    rows = [Wish(position=number, wish=text(each)) for number, each in enumerate(words, start=1)]
    Wish.objects.bulk_create(rows)
    return rows


def form(nonce: str, *chosen: Wish, **changes: Any) -> dict[str, Any]:
    picked = [str(wish.pk) for wish in chosen]
    return {"nonce": nonce, "wishes": picked, "own": "", "language": "fi"} | changes


def test_form_offers_what_is_in_use_in_order(client: Client, listed: list[Wish]) -> None:
    Wish.objects.filter(pk=listed[1].pk).update(in_use=False)
    page = client.get(URL).content.decode()
    assert page.index("Puhu hitaasti.") < page.index("Kirjoita paperille.")
    assert "tulkin" not in page
    assert not client.cookies


def test_form_takes_the_same_queries_however_long_the_list(
    client: Client, listed: list[Wish], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(4, 12):
        Wish.objects.create(position=number, wish=text(f"Toive {number}"))
    with django_assert_num_queries(3):  # the unit, the list, the authority
        client.get(f"{URL}kampin-sosiaaliasema/")


def test_card_holds_the_words_in_the_qr_and_as_plain_text(
    client: Client, listed: list[Wish], opened: Opened
) -> None:
    told = form(opened(), listed[2], listed[0], own=OWN)
    answer = client.post(URL, told)
    page = answer.content.decode()
    plain = f"- Puhu hitaasti.\n- Kirjoita paperille.\n{OWN}"
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert plain in page
    heading = page.partition(f"\n{plain}")[0].rpartition(">")[2]
    assert qr(f"{heading}\n{plain}", error="l") in page


def test_card_is_in_the_language_that_was_chosen(
    client: Client, listed: list[Wish], opened: Opened
) -> None:
    page = client.post(URL, form(opened(), listed[0], language="sv")).content.decode()
    assert '<section class="sheet card read" lang="sv"' in page
    assert "- Puhu hitaasti. (sv)" in page


def test_card_own_words_are_stored_nowhere(
    client: Client, place: County, listed: list[Wish], opened: Opened
) -> None:
    client.post(f"{URL}{place.kamppi.code}/", form(opened(), listed[0], own=OWN))
    assert WishChosen.objects.count() == 1
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert "vasemmalla" not in repr(cursor.fetchall()), table


def test_card_of_a_unit_is_counted_once_for_each_form(
    client: Client, place: County, listed: list[Wish], opened: Opened
) -> None:
    told = form(opened(), *listed[:2])
    address = f"{URL}{place.kamppi.code}/"
    first, again = (client.post(address, told).content for _twice in range(2))
    assert first == again
    assert set(WishChosen.objects.values_list("unit", "wish")) == {
        (place.kamppi.pk, wish.pk) for wish in listed[:2]
    }
    client.post(address, form(opened(), listed[0]))
    assert WishChosen.objects.count() == 3


def test_card_without_a_unit_counts_nothing(
    client: Client, listed: list[Wish], opened: Opened
) -> None:
    assert client.post(URL, form(opened(), listed[0])).status_code == 200
    assert not WishChosen.objects.exists()


@pytest.mark.parametrize("nonce", ["", "made up", "a.k1:x:y"])
def test_card_of_a_program_is_made_and_not_counted(
    client: Client, place: County, listed: list[Wish], nonce: str
) -> None:
    from kuulluksi.web.kit import nonce as nonces

    for each in (nonce, nonces.fresh()):
        answer = client.post(f"{URL}{place.kamppi.code}/", form(each, listed[0]))
        assert "- Puhu hitaasti." in answer.content.decode()
    assert not WishChosen.objects.exists()


def test_card_too_long_for_a_qr_says_by_how_many_characters(
    client: Client, listed: list[Wish], opened: Opened
) -> None:
    page = client.post(URL, form(opened(), listed[0], own="a" * wishes.MOST_BYTES)).content.decode()
    assert 'class="qr"' not in page
    assert "a" * wishes.MOST_BYTES in page
    over = len("Puhu hitaasti.") + len("\n- \n")
    heading = page.partition("\n- Puhu")[0].rpartition(">")[2]
    assert f" {over + len(heading)} " in page


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, "wishes"),
        ({"own": "  "}, "wishes"),
        ({"wishes": ["0"]}, "wishes"),
        ({"wishes": ["a\x00"]}, "wishes"),
        ({"own": "a" * 1001}, "own"),
        ({"own": "Hei", "language": "xx"}, "language"),
    ],
)
def test_form_names_the_fault_and_keeps_what_was_typed(
    client: Client, listed: list[Wish], opened: Opened, changes: dict[str, Any], field: str
) -> None:
    answer = client.post(URL, form(opened(), **changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{field}"' in page
    assert changes.get("own", "").strip() in page
    assert answer.headers["Cache-Control"] == "no-store"


def test_form_without_a_list_asks_for_own_words(
    client: Client, place: County, opened: Opened
) -> None:
    assert 'name="wishes"' not in client.get(URL).content.decode()
    assert 'href="#own"' in client.post(URL, form(opened())).content.decode()
    assert OWN in client.post(URL, form(opened(), own=OWN)).content.decode()


def test_form_of_an_unknown_or_closed_place_is_not_found(client: Client, place: County) -> None:
    assert client.get(f"{URL}ei-ole/").status_code == 404
    assert (
        client.get(f"/k/{place.kamppi.code}")
        .headers["Location"]
        .endswith(f"/kohtaaminen/{place.kamppi.code}/")
    )


def test_paper_form_asks_in_the_order_of_the_page_for_typing_it_in(
    client: Client, place: County
) -> None:
    for language in ("fi", "sv", "en"):
        page = client.get(f"/{language}/lomake/{place.kamppi.code}/").content.decode()
        with override(language):
            from kuulluksi.cases.enums import Concerns, FeedbackKind, Topic

            order = [str(FeedbackKind.IDEA.label), 'class="lines"', str(Topic.SPEED.label)]
            order.append(str(Concerns.HANDLER.label))
        found = [page.index(words) for words in order]
        assert found == sorted(found)
        assert f"/p/{place.kamppi.code}" in page
    assert client.get("/fi/lomake/ei-ole/").status_code == 404
