"""The inbox: whose voices, which of them, the most urgent first."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from kuulluksi.cases import queries
from kuulluksi.cases.enums import FeedbackKind
from kuulluksi.cases.queries import Filter, Key, Stand, Tab
from kuulluksi.org import queries as org
from kuulluksi.web.kit.clock import today
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.staff import presenters, surges
from kuulluksi.web.staff.forms import FilterForm


@staff
def inbox(request: StaffRequest) -> HttpResponse:
    on, reader = today(), request.user
    revision = org.revision()
    reach = org.reach(reader, on, known_revision=revision)
    tabs = presenters.tabs(reach)
    chosen = filter_of(request, tabs)
    after = _key(request.GET.get("after", ""))
    page = queries.inbox(reader, chosen, on, after, reach)
    counts = queries.tab_counts(reader, on, tabs, reach)
    context = {
        **presenters.desk(reader, reach, "inbox"),
        "authority": org.authority(revision),
        "tabs": [
            {"value": tab, "label": presenters.TABS[tab], "count": presenters.counted(counts[tab])}
            for tab in tabs
        ],
        "chosen": chosen,
        **surges.panel(revision, reach, chosen, on),
        "kinds": tuple((kind.value, str(kind.label)) for kind in FeedbackKind),
        "unit_options": presenters.unit_options(revision, reach, on, chosen.unit),
        "stands": tuple((stand, str(words)) for stand, words in presenters.STANDS.items()),
        "groups": presenters.groups(page, chosen.stand, on, reader, revision),
        "older": f"{page.older.day}.{page.older.id}" if page.older else "",
        "after": after,
        "done": presenters.DONE.get(request.GET.get("done", ""), ""),
        "whole": page.older is None and after is None,
    }
    return render(request, "staff/inbox.html", context)


def filter_of(request: StaffRequest, tabs: list[Tab]) -> Filter:
    """What the reader chose, as the address tells it. Most choose a tab alone, and the form would
    take as long as reading what stands in it."""
    chosen: dict[str, Any] = {}
    if not request.GET.keys() <= {"tab"}:
        form = FilterForm(request.GET)
        form.is_valid()
        chosen = form.cleaned_data
    tab = request.GET.get("tab", "")
    return Filter(
        tab=Tab(tab) if tab in tabs else Tab.MINE,
        stand=Stand(chosen.get("state") or Stand.OPEN),
        kind=chosen.get("kind", ""),
        topic=chosen.get("topic", ""),
        unit=chosen.get("unit"),
        words=chosen.get("q", ""),
        urgent=chosen.get("urgent", False),
    )


def _key(written: str) -> Key | None:
    """The end of the page before, as the link to the next one carries it."""
    day, _dot, key = written.partition(".")
    try:
        return Key(date.fromisoformat(day), min(int(key[:20]), 2**63 - 1))
    except ValueError:
        return None
