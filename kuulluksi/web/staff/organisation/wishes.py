"""The list of wishes for meeting clients: written, ordered, retired; a ready one to start with."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from kuulluksi.cases import actions, queries
from kuulluksi.cases.models import Wish
from kuulluksi.web.kit.clock import now
from kuulluksi.web.kit.doors import StaffRequest, administrator
from kuulluksi.web.staff.organisation.presenters import page
from kuulluksi.web.staff.organisation.things import saved


@administrator
def wish_list(request: StaffRequest) -> HttpResponse:
    wishes = list(queries.all_wishes())
    return page(
        request,
        "staff/organisation/wishes.html",
        wishes=[wish for wish in wishes if wish.in_use],
        retired=[wish for wish in wishes if not wish.in_use],
    )


@administrator
@require_POST
def start(request: StaffRequest) -> HttpResponse:
    """The ready list, where there is none yet."""
    actions.start_wishes(by=request.user, at=now())
    return saved("staff:wish-list")


@administrator
@require_POST
def move(request: StaffRequest, pk: int, *, up: bool) -> HttpResponse:
    actions.move_wish(get_object_or_404(Wish, pk=pk), up=up, by=request.user, at=now())
    return saved("staff:wish-list")


@administrator
@require_POST
def use(request: StaffRequest, pk: int, *, in_use: bool) -> HttpResponse:
    actions.use_wish(get_object_or_404(Wish, pk=pk), in_use=in_use, by=request.user, at=now())
    return saved("staff:wish-list")
