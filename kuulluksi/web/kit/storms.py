"""When the database is away, locked, slow or full: a page that keeps everything that was typed.

Django asks this one place wherever in a request something breaks. The page needs no database,
no session and no person; it is sent again as it is, with the same nonce, so it is stored once.
"""

import re
import sys
from functools import cache

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, InternalError, OperationalError
from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.views.defaults import server_error

from kuulluksi.org.models import Authority
from kuulluksi.outcomes.queries.statements.editions import NotAsSigned
from kuulluksi.web.kit import asking

STORMS = (OperationalError, InterfaceError, InternalError)
# How PostgreSQL's and SQLite's faults of our own making differ from storms: SQLite calls a missing
# column operational, too.
OUR_FAULT = "SQLITE_ERROR"
RETRY_AFTER = 120
# Never repeated: passwords by name (a test finds each field of one), and the token of the session,
# which the page gets anew.
SECRET = frozenset({"password", "old", "new"})
CSRF_FIELD = "csrfmiddlewaretoken"
# Repeated, but nothing that somebody wrote.
HOW_ASKED = frozenset({"language", "layout", "size", "helped", "step", "asked", "link", "go"})
UNWRITTEN = frozenset({"nonce", "code", "next", "seen", *HOW_ASKED})
CHOSEN = frozenset({"", "this", "yes", "no", "on", "skip"})
# A key or a coded choice. A phone number begins with 0 or +.
KEY = re.compile(r"[a-z]*[-:._]?[1-9]\d*|[a-z]+(?:-[a-z0-9]+)+")


def broken(request: HttpRequest) -> HttpResponse:
    """The page of a storm, 503; of any other fault the plain page, 500. A statement that is not
    what was signed is a fault that its readers are told of."""
    error = sys.exc_info()[1]
    if isinstance(error, NotAsSigned):
        return render(request, "public/statements/not_as_signed.html", status=500)
    if not is_storm(error):
        return server_error(request)
    kept, repeatable = _kept(request)
    page = {
        # Only the numbers for an emergency, as they are when nobody has changed them.
        "authority": Authority(),
        "address": request.get_full_path(),
        "posted": request.method == "POST",
        "kept": kept,
        "repeatable": repeatable,
        "once": any(name == "nonce" for name, _ in kept),
        "written": [value.replace("\r\n", "\n") for name, value in kept if is_written(name, value)],
        # Nobody has that cookie before signing in, and nobody gets one here.
        "protected": settings.CSRF_COOKIE_NAME in request.COOKIES,
    }
    response = render(request, "kit/storm.html", page, status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    response.headers["Cache-Control"] = "no-store"
    return response


def is_storm(error: BaseException | None) -> bool:
    """Whether the database could not do its work; a fault of ours is none."""
    ours = getattr(error.__cause__, "sqlite_errorname", "") == OUR_FAULT if error else False
    return isinstance(error, STORMS) and not ours


def is_written(name: str, value: str) -> bool:
    """Whether somebody wrote it. In doubt it counts as written, and is shown."""
    if name in UNWRITTEN or name.startswith(asking.CHOSEN):
        return False
    if value in CHOSEN or value in _choices():
        return False
    return not KEY.fullmatch(value)


def _kept(request: HttpRequest) -> tuple[list[tuple[str, str]], bool]:
    """The fields that were sent, and whether sending them again is sending the whole form."""
    try:
        told, files = request.POST, request.FILES
    except (OSError, SuspiciousOperation, MultiPartParserError):
        return [], False
    fields = [(name, str(value)) for name, values in told.lists() for value in values]
    kept = [(name, value) for name, value in fields if name not in {*SECRET, CSRF_FIELD}]
    return kept, bool(kept or CSRF_FIELD in told) and not files and not SECRET & told.keys()


@cache
def _choices() -> frozenset[str]:
    """Every coded word of the house that a form may send."""
    return frozenset(word for kind in TextChoices.__subclasses__() for word in kind.values)
