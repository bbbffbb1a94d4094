"""The doors of the staff pages: each staff view says on its first line who may come in."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.web.kit.clock import today

P = ParamSpec("P")


class StaffRequest(HttpRequest):
    """A request whose user is known to be somebody who works here."""

    user: Person


StaffView = Callable[Concatenate[StaffRequest, P], HttpResponse]
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def staff(view: StaffView[P]) -> View[P]:
    """Anyone who works here; others are sent to sign in. Nothing behind it is ever cached."""

    @wraps(view)
    def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not isinstance(request.user, Person) or not request.user.is_active:
            return redirect_to_login(request.get_full_path(), "staff:login")
        return view(cast("StaffRequest", request), *args, **kwargs)

    return never_cache(opened)


def meets_clients(view: StaffView[P]) -> View[P]:
    """Those who work or lead in some place, or dispatch."""

    @wraps(view)
    def opened(request: StaffRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not org.reach(request.user, today()).meets_clients:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return staff(opened)


def administrator(view: StaffView[P]) -> View[P]:
    """Those who look after the organisation."""

    @wraps(view)
    def opened(request: StaffRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not org.reach(request.user, today()).administers:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return staff(opened)
