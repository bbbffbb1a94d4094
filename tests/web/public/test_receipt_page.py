"""The page of the receipt is drawn once for many: each giver finds their own on it, and nothing of
anybody else."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client

from kuulluksi.org.models import Authority
from kuulluksi.voices.actions import Given
from kuulluksi.web.kit import receipts
from kuulluksi.web.kit.skeletons import Skeleton, gap
from kuulluksi.web.public import receipt
from tests.factories.org import County
from tests.web.public.test_giving import URL, code_of, form

Opened = Callable[[], str]
MARKS = "{{ code }} {% now 'Y' %} code qr words group-1 address-fi <b>lihava</b> &amp; \"'"


def test_what_somebody_wrote_never_becomes_a_gap() -> None:
    page = Skeleton(f"a{gap('code')}b{gap('words')}c")
    assert page.filled({"code": "\0words\0<i>", "words": "x"}) == "a\0words\0&lt;i&gt;bxc"
    assert page.filled({"code": "1", "words": "\0code\0"}) == "a1b\0code\0c"


def test_filled_page_is_the_drawn_one(
    client: Client, place: County, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[bytes] = []
    filled = receipt.page

    def both(
        request: HttpRequest, given: Given, on: date, authority: Authority, **more: Any
    ) -> HttpResponse:
        page = render(request, receipt.TEMPLATE, receipts.page(given, on, authority))
        drawn.append(page.content)
        return filled(request, given, on, authority, **more)

    monkeypatch.setattr(receipt, "page", both)
    addresses = [client.get(URL).context["languages"][number]["url"] for number in range(3)]
    codes: set[str] = set()
    for number, address in enumerate([*addresses, *addresses]):
        told = form(opened(), words=f"Sana{number}\n\n{MARKS}", about="this")
        if number % 2:
            told |= {"named": "yes", "name": f"Nimi{number}", "contact": f"n{number}@posti.example"}
        page = client.post(address, told)
        assert page.status_code == 200
        assert page.content == drawn[-1]
        words = page.content.decode()
        assert f"Sana{number}" in words
        assert "<b>lihava" not in words
        assert not any(f"Sana{other}" in words for other in range(6) if other != number)
        assert "@posti" not in words
        assert not any(code in words for code in codes)
        codes.add(code_of(words))
    assert len(codes) == 6


def test_urgent_giver_without_contact_is_promised_no_message(
    client: Client, place: County, opened: Opened
) -> None:
    promised = "Kerromme, kun vastaus on tullut."
    alone = client.post(URL, form(opened(), urgent="1")).content.decode()
    assert code_of(alone)
    assert promised not in alone
    told = form(opened(), urgent="1", named="yes", name="Nimi", contact="nimi@posti.example")
    assert promised in client.post(URL, told).content.decode()
