"""Front page, places, posters, the link for other sites, and the pages that the law asks for."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override

from kuulluksi.cases.enums import Concerns, FeedbackKind, Topic
from kuulluksi.org import queries as org
from kuulluksi.org.models import Service, Unit
from kuulluksi.pure.deadlines import add_working_days
from kuulluksi.pure.text import clean_text
from kuulluksi.web.kit import receipts
from kuulluksi.web.kit.clock import today

# A page of the list of places; whoever does not see the right one writes its name.
LISTED = 300


def home(request: HttpRequest) -> HttpResponse:
    due = add_working_days(today(), org.authority().answer_days)
    return render(request, "public/home.html", {"due": due})


def places(request: HttpRequest) -> HttpResponse:
    """Places by name, service or town; without words all of them, service by service."""
    typed = clean_text(request.GET.get("q", "")).strip()[:200]
    on = today()
    language = get_language() or "fi"
    units = org.find_units(typed, on) if typed else org.units(on)
    services = org.find_services(typed, on) if typed else org.services(on)
    found = units.order_by(f"service__sort_{language}", f"sort_{language}", "id")[:LISTED]
    page = {"typed": typed, "units": found, "services": services.order_by(f"sort_{language}")}
    return render(request, "public/places.html", page)


def poster(request: HttpRequest, unit: str = "", service: str = "") -> HttpResponse:
    """A poster for a wall: a QR code and an address that lead to this place's own form."""
    on = today()
    place: Unit | Service | None
    if unit:
        place, door = org.units(on).filter(code=unit).first(), "poster-door"
    else:
        place, door = org.services(on).filter(code=service).first(), "service-door"
    if place is None:
        raise Http404
    address = settings.PUBLIC_URL + reverse(door, args=[place.code])
    page = {
        "place": place,
        "qr": receipts.qr(address),
        "address": address.partition("://")[2],
        "days": org.authority().answer_days,
    }
    return render(request, "public/poster.html", page)


def paper_form(request: HttpRequest, unit: str) -> HttpResponse:
    """An empty form on one page of paper. It asks in the order of the page on which a worker types
    it in (`web.staff.entry_form`)."""
    place = org.units(today()).filter(code=unit).first()
    if place is None:
        raise Http404
    address = settings.PUBLIC_URL + reverse("poster-door", args=[place.code])
    page = {
        "place": place,
        "kinds": FeedbackKind,
        "topics": Topic,
        "concerns": Concerns,
        "qr": receipts.qr(address),
        "address": address.partition("://")[2],
        "days": org.authority().answer_days,
    }
    return render(request, "public/paper_form.html", page)


def link(request: HttpRequest) -> HttpResponse:
    """The ready link that any site can put into its footer."""
    snippets = []
    for code, name in settings.LANGUAGES:
        with override(code):
            address = settings.PUBLIC_URL + reverse("public:give") + "?k=site&amp;about=web"
        snippets.append({"language": code, "name": name, "address": address})
    return render(request, "public/link.html", {"snippets": snippets})


def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "public/privacy.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "public/accessibility.html")
