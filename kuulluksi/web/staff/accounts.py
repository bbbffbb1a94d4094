"""Signing in, and one's own matters: roles and duties, absences, language, password.

Nobody has a cookie before signing in: the browser itself tells from which page a form came.
"""

from typing import Any

from django.contrib import auth
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, translate_url
from django.utils.http import url_has_allowed_host_and_scheme, urlsafe_base64_decode
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from kuulluksi.org import actions, queries
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.kit.context import NAMES
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.staff import presenters
from kuulluksi.web.staff.forms import AbsenceForm, LoginForm, NewPasswordForm, PasswordForm

DONE = {
    "language": gettext_lazy("The language was changed."),
    "password": gettext_lazy("The password was changed."),
    "absence": gettext_lazy("The absence was saved. Your deputy gets what comes meanwhile."),
    "removed": gettext_lazy("The absence was removed."),
}


@csrf_exempt
@never_cache
@sensitive_post_parameters("password")
def login(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, Person):
        return _onward(request, request.user)
    form = LoginForm(request.POST if request.method == "POST" else None)
    if came_from_here(request) and form.is_valid() and (person := come_in(request, form)):
        return _onward(request, person)
    page = {"form": form, "failed": form.is_bound, "next": _next(request)}
    return render(request, "staff/login.html", page, status=422 if form.is_bound else 200)


def come_in(request: HttpRequest, form: LoginForm) -> Person | None:
    """Signs in whoever wrote the right password into a valid form."""
    email, password = form.cleaned_data["email"], form.cleaned_data["password"]
    person = auth.authenticate(request, username=email, password=password)
    comes_in = actions.sign_in(email, right=person is not None, at=now())
    if not (isinstance(person, Person) and comes_in):
        return None
    auth.login(request, person)
    return person


@staff
@require_POST
def logout(request: StaffRequest) -> HttpResponse:
    auth.logout(request)
    return redirect("staff:login")


@csrf_exempt
@never_cache
@sensitive_post_parameters("new")
def set_password(request: HttpRequest, who: str, token: str) -> HttpResponse:
    """The link of a welcome letter: it works for three days, and until a password is set."""
    person = _invited(who, token)
    if person is None:
        return render(request, "staff/set_password.html", {"expired": True}, status=404)
    form = NewPasswordForm(person, request.POST if request.method == "POST" else None)
    if came_from_here(request) and form.is_valid():
        actions.set_password(person, form.cleaned_data["new"], at=now())
        auth.login(request, person)
        return _onward(request, person)
    page = {"person": person, "form": form, "faults": form.faults}
    return render(request, "staff/set_password.html", page, status=422 if form.is_bound else 200)


@staff
def me(request: StaffRequest) -> HttpResponse:
    return _me(request, done=DONE.get(request.GET.get("done", ""), ""))


@staff
@require_POST
def language(request: StaffRequest) -> HttpResponse:
    if request.POST.get("language") not in NAMES:
        return redirect("staff:me")
    actions.set_language(request.user, request.POST["language"], at=now())
    address = translate_url(reverse("staff:me"), request.user.language)
    return HttpResponseRedirect(f"{address}?done=language")


@staff
@require_POST
@sensitive_post_parameters("old", "new")
def password(request: StaffRequest) -> HttpResponse:
    form = PasswordForm(request.user, request.POST)
    if not form.is_valid():
        return _me(request, password=form, faults=form.faults)
    actions.set_password(request.user, form.cleaned_data["new"], at=now())
    auth.update_session_auth_hash(request, request.user)
    return _done("password")


@staff
@require_POST
def add_absence(request: StaffRequest) -> HttpResponse:
    form = AbsenceForm(request.POST)
    if form.is_valid():
        try:
            actions.save(form.absence(request.user), by=request.user, at=now())
        except Refused as refused:
            form.refuse(refused)
        else:
            return _done("absence")
    return _me(request, absence=form, faults=form.faults)


@staff
@require_POST
def remove_absence(request: StaffRequest, absence: int) -> HttpResponse:
    own = queries.absences_of(request.user, today())
    actions.remove(get_object_or_404(own, pk=absence), by=request.user, at=now())
    return _done("removed")


def _me(request: StaffRequest, **more: Any) -> HttpResponse:
    on, person = today(), request.user
    duties = list(queries.duties_of(person, on))
    context = {
        **presenters.desk(person, queries.reach(person, on), "me"),
        "roles": [(role.get_kind_display(), role.place) for role in queries.roles_of(person, on)],
        "duties": [duty for duty in duties if duty.person_id == person.pk],
        "stands_in": [duty for duty in duties if duty.deputy_id == person.pk],
        "absences": queries.absences_of(person, on),
        "absence": AbsenceForm(),
        "password": PasswordForm(person),
        "names": NAMES,
        **more,
    }
    return render(request, "staff/me.html", context, status=422 if more.get("faults") else 200)


def _done(what: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('staff:me')}?done={what}", status=303)


def _invited(who: str, token: str) -> Person | None:
    try:
        person = queries.colleagues().get(pk=int(urlsafe_base64_decode(who)))
    except (ValueError, OverflowError, Person.DoesNotExist):
        return None
    return person if default_token_generator.check_token(person, token) else None


def came_from_here(request: HttpRequest) -> bool:
    """Whether a posted form stood on one of our own pages; only very old browsers do not tell."""
    origin = request.headers.get("Origin")
    return origin in (None, f"{request.scheme}://{request.get_host()}")


def _next(request: HttpRequest) -> str:
    """Where somebody was going; never to another house."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else ""


def _onward(request: HttpRequest, person: Person) -> HttpResponse:
    """On to where somebody was going, in the person's own language."""
    wanted = _next(request) or reverse("staff:inbox")
    return HttpResponseRedirect(translate_url(wanted, person.language))
