"""What was said and answered in public: page by page, of one place or of all of them."""

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kuulluksi.voices import queries
from kuulluksi.voices.models import Publication
from kuulluksi.web.kit.clock import today

PAGE = 10


def everywhere(request: HttpRequest) -> HttpResponse:
    """Of all places. What concerns a whole service or the authority stands here alone."""
    key, on = key_of(request.GET.get("after", "")), today()
    last = queries.published_as(key) if key else None
    shown = cut(queries.published_everywhere(after=last, at_most=PAGE + 1), last)
    units = (each.unit for each in shown["publications"])
    with_page = {unit.pk for unit in units if unit and unit.in_force(on)}
    return render(request, "public/everywhere.html", {"with_page": with_page, **shown})


def page(unit_ids: Collection[int], after: str) -> dict[str, Any]:
    """One page of what stands in public of some units, newest first. What is no key of such a text
    leads to the first page."""
    key = key_of(after)
    last = queries.published_as(key, unit_ids) if key else None
    return cut(queries.published(unit_ids, after=last, at_most=PAGE + 1), last)


def key_of(after: str) -> int:
    """The text after which a page begins is named by its key alone, because the day of its
    publication would tell of the giver's. 0: no key."""
    return int(after) if after.isascii() and after.isdigit() and len(after) < 20 else 0


def cut(found: list[Publication], last: Publication | None) -> dict[str, Any]:
    """A page of one more than it shows, and where the next one begins."""
    return {
        "publications": found[:PAGE],
        "older": found[PAGE - 1].pk if len(found) > PAGE else None,
        "after": last,
    }
