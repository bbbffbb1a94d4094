"""Who is asked in a wave: a link and a poster for each place, and invitations by name. A feed or a
list is first shown as what would happen; nothing of it is stored before somebody says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kuulluksi.org.models import Service, Unit
from kuulluksi.org.rules import Refused
from kuulluksi.pure.text import clean_text
from kuulluksi.pure.visitfeed import COLUMNS, BadRow, Choice, Wanted, read_list, read_visits
from kuulluksi.surveys import actions, queries, rules
from kuulluksi.surveys.enums import Excluded, Mode, WaveState
from kuulluksi.surveys.models import Wave, WaveTarget
from kuulluksi.surveys.queries import Tally
from kuulluksi.web.kit import receipts
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.kit.forms import Fault
from kuulluksi.web.staff.organisation import upload
from kuulluksi.web.staff.surveys.frame import back_to, may_hold, page, wave_of

SALT = "kuulluksi.invitations"
# Between looking and sending; whoever comes later looks again.
LOOKED_AT = timedelta(hours=2)
REASONS: dict[str, Promise] = {
    "missing-column": gettext_lazy("is a column that the file needs, once"),
    "unknown-column": gettext_lazy("is not a column that we know. Leave it out of the file"),
    "missing": gettext_lazy("is empty"),
    "too-many-cells": gettext_lazy("has more cells than the header has columns"),
    "not-a-phone": gettext_lazy("is not a phone number"),
    "not-an-address": gettext_lazy("is neither an e-mail address nor a phone number"),
    "bad-moment": gettext_lazy("is not a day and time like 2.3.2026 9.30 or 2026-03-02T09:30"),
    "bad-age": gettext_lazy("is not an age in years"),
}


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: StaffRequest, wave: str) -> HttpResponse:
    """Links and posters for everybody on the staff; those who hold the survey invite by name."""
    found = wave_of(request, wave, to_act=request.method == "POST")
    if request.method != "POST":
        return _shown(request, found)
    try:
        if request.POST.get("act") == "send":
            return _send(request, found)
        return _look(request, found)
    except Refused as refused:
        return _shown(request, found, faults=[Fault(refused.field or "feed", refused.sentence)])


@dataclass(frozen=True)
class Door:
    """One place of the wave: how people come in, and how many did."""

    target: WaveTarget
    place: Unit | Service | None
    slug: str
    address: str
    qr: str
    tally: Tally


def _shown(
    request: StaffRequest, wave: Wave, *, faults: Sequence[Fault] = (), bad: Sequence[BadRow] = ()
) -> HttpResponse:
    open_now = wave.state == WaveState.OPEN and today() <= wave.closes_on
    return page(
        request,
        "staff/surveys/invitations.html",
        status=422 if faults or bad else 200,
        wave=wave,
        open_now=open_now,
        on_web=Mode.WEB in wave.modes,
        doors=_doors(wave) if open_now and rules.open_to_all(wave) else [],
        may_invite=may_hold(request, wave.survey),
        imports=[(each, reasons(each.excluded)) for each in queries.imports(wave)],
        columns=COLUMNS,
        typed=clean_text(request.POST.get("list", "")),
        faults=faults,
        errors={fault.field: fault.sentence for fault in faults},
        bad=[sentence_of(row) for row in bad],
    )


def _doors(wave: Wave) -> list[Door]:
    found = []
    for place in queries.progress(wave):
        slug = queries.slug(place.target)
        address = settings.PUBLIC_URL + reverse("wave-door", args=[wave.code, slug])
        picture = receipts.qr(address)
        found.append(Door(place.target, place.target.place, slug, address, picture, place.tally))
    return found


def _look(request: StaffRequest, wave: Wave) -> HttpResponse:
    """Reads what was sent, and shows who would be invited and who would not, and why."""
    feed, typed = request.FILES.get("feed"), clean_text(request.POST.get("list", ""))
    if isinstance(feed, UploadedFile):
        visits, bad = read_visits(_rows(feed))
        choice = None if bad else queries.planned_feed(wave, visits, at=now())
    elif typed.strip():
        _check_length(typed.count("\n") + 1, "list")
        listed, bad = read_list(typed, one_place=wave.targets.count() == 1)
        choice = None if bad else queries.planned_list(wave, listed, at=now())
    else:
        raise Refused(_("Choose a file of visits, or write a list."), "feed")
    if choice is None:
        return _shown(request, wave, bad=bad)
    by_phone = any(each.address.startswith("+") for each in choice.wanted)
    rules.check_inviting(wave, today(), by_phone=by_phone)
    places = {target.pk: target for target in queries.targets(wave)}
    return page(
        request,
        "staff/surveys/invitations_look.html",
        wave=wave,
        choice=choice,
        out=sum(choice.left_out.values()),
        left_out=reasons(choice.left_out),
        strange=sorted(choice.strange.items()),
        places=_counted(choice, places),
        days=sorted({each.send_on for each in choice.wanted}),
        sealed=signing.dumps(_kept(wave, choice), salt=SALT, compress=True),
    )


def _send(request: StaffRequest, wave: Wave) -> HttpResponse:
    """Invites those who were shown, and nobody else."""
    try:
        kept = signing.loads(request.POST.get("sealed", ""), salt=SALT, max_age=LOOKED_AT)
    except signing.BadSignature:
        kept = {}
    if kept.get("wave") != wave.pk:
        raise Refused(_("It is too long since you looked at this. Choose the file again."), "feed")
    actions.invite(wave, _chosen(kept), by=request.user, at=now())
    return back_to("staff:wave-invitations", wave.code, done="invited")


def _kept(wave: Wave, choice: Choice) -> dict[str, Any]:
    """What stays between looking and sending, in the page itself: addresses, but nothing of the
    visits."""
    wanted = [
        (each.address, each.language, each.target, each.send_on.isoformat())
        for each in choice.wanted
    ]
    left_out = {str(reason): number for reason, number in choice.left_out.items()}
    return {"wave": wave.pk, "wanted": wanted, "left_out": left_out}


def _chosen(kept: Mapping[str, Any]) -> Choice:
    wanted = tuple(
        Wanted(address, language, target, date.fromisoformat(send_on))
        for address, language, target, send_on in kept["wanted"]
    )
    return Choice(wanted, kept["left_out"])


def _rows(feed: "UploadedFile[Any]") -> list[list[str]]:
    if (feed.size or 0) > upload.LARGEST:
        raise Refused(_("The file is too large: at most 20 megabytes."), "feed")
    content = feed.read()
    try:
        if (feed.name or "").lower().endswith(".xlsx"):
            rows = upload.sheet(content, hours=True)
        else:
            rows = upload.table(content)
    except Refused as refused:
        raise Refused(refused.sentence, "feed") from None
    _check_length(len(rows) - 1, "feed")
    return rows


def _check_length(rows: int, field: str) -> None:
    if rows > upload.MOST_ROWS:
        sentence = _("The file has %(rows)d rows. At most %(most)d fit.")
        raise Refused(sentence % {"rows": rows, "most": upload.MOST_ROWS}, field)


def _counted(
    choice: Choice, places: Mapping[int, WaveTarget]
) -> list[tuple[Unit | Service | None, int]]:
    """How many would be invited to tell about each place."""
    numbers = dict.fromkeys(places, 0)
    for each in choice.wanted:
        numbers[each.target] += 1
    return [(places[key].place, number) for key, number in numbers.items()]


def reasons(left_out: Mapping[str, int]) -> list[tuple[Promise, int]]:
    """Why rows led to no invitation, in the order of the words."""
    return [(each.label, left_out[each]) for each in Excluded if left_out.get(each)]


def sentence_of(row: BadRow) -> str:
    """ "Row 7, age “x” is not an age in years."."""
    where = _("Row %(number)d") % {"number": row.number}
    column = f", {row.column}" if row.column else ""
    found = ""
    if row.found and row.found != row.column:
        found = " " + _("“%(words)s”") % {"words": row.found[:60]}
    return f"{where}{column}{found}: {REASONS[row.reason]}."
