"""How clients want to be met: filled in together with the client, and how often each wish was
chosen in a unit. Who chose what, the house does not know.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import formats

from kuulluksi.cases import queries
from kuulluksi.cases.queries import Chosen
from kuulluksi.org import queries as org
from kuulluksi.org.models import Unit
from kuulluksi.pure.wishes import FEWEST
from kuulluksi.web.kit import receipts
from kuulluksi.web.kit.clock import today
from kuulluksi.web.kit.doors import StaffRequest, meets_clients
from kuulluksi.web.kit.tags import said
from kuulluksi.web.kit.wishes import WishForm, card
from kuulluksi.web.staff.presenters import desk


@dataclass(frozen=True)
class Bar:
    """One row of a table, with the length of its bar in percent of the longest."""

    name: str
    number: int | None
    length: int


@meets_clients
def wishes(request: StaffRequest) -> HttpResponse:
    on = today()
    units = list(queries.meeting_units(request.user, on))
    sent = request.method == "POST"
    unit = _chosen(units, request.POST if sent else request.GET)
    form = WishForm(request.POST if sent else None)
    if sent and form.is_valid():
        if unit is not None:
            form.count(unit)
        return _page(request, "staff/wish_card.html", card=card(form), unit=unit)
    return _page(
        request,
        "staff/wishes.html",
        status=422 if sent else 200,
        form=form,
        faults=form.faults if sent else [],
        unit=unit,
        units=units,
        fewest=FEWEST,
        **(_of_unit(unit, on) if unit else {}),
    )


def _chosen(units: list[Unit], sent: object) -> Unit | None:
    """The unit that was asked for by its code, else the first of the person's own."""
    code = sent.get("unit", "") if hasattr(sent, "get") else ""
    return next((unit for unit in units if unit.code == code), units[0] if units else None)


def _of_unit(unit: Unit, on: date) -> dict[str, object]:
    address = settings.PUBLIC_URL + reverse("wishes-door", args=[unit.code])
    chosen = queries.chosen_in(unit, on)
    return {
        "address": address.partition("://")[2],
        "qr": receipts.qr(address),
        "chosen": chosen,
        "by_wish": _by_wish(chosen),
        "by_month": _bars(
            [(formats.date_format(month, "F Y"), n) for month, n in chosen.months.items()]
        ),
    }


def _by_wish(chosen: Chosen) -> list[Bar]:
    """The wish chosen most often first; those too small to show last, in the order of the list."""
    rows = [(said(wish.wish), number) for wish, number in chosen.wishes.items()]
    return _bars(sorted(rows, key=lambda row: -(row[1] or 0)))


def _bars(rows: list[tuple[str, int | None]]) -> list[Bar]:
    longest = max((number or 0 for _name, number in rows), default=0) or 1
    return [Bar(name, number, round(100 * (number or 0) / longest)) for name, number in rows]


def _page(
    request: StaffRequest, template: str, *, status: int = 200, **more: object
) -> HttpResponse:
    frame = desk(request.user, org.reach(request.user, today()), "wishes")
    return render(request, template, {**frame, **more}, status=status)
