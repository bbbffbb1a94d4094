"""Where figures begin: the surveys of a year with their reports, and the places with figures."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kuulluksi.figures.queries import ALL, annex, telling
from kuulluksi.pure.text import sort_key
from kuulluksi.web.kit.clock import today
from kuulluksi.web.kit.figures import annex as lines
from kuulluksi.web.kit.figures import naming


@dataclass(frozen=True)
class Branch:
    """A place that has figures, and the places inside it that have."""

    key: str
    name: str
    inside: tuple["Branch", ...]


def figures(request: HttpRequest) -> HttpResponse:
    years = annex.years()
    typed = request.GET.get("year", "")
    year = int(typed) if typed in map(str, years) else (years or [today().year])[0]
    inside = telling.public_places()
    names = naming.places({ALL, *(key for keys in inside.values() for key in keys)})
    page = {
        "year": year,
        "years": years,
        "lines": [lines.line_of(line) for line in annex.lines(year)],
        "whole": _branch(ALL, inside, names) if ALL in inside else None,
    }
    return render(request, "public/figures/index.html", page)


def _branch(key: str, inside: dict[str, list[str]], names: dict[str, str]) -> Branch:
    below = [_branch(each, inside, names) for each in inside.get(key, [])]
    return Branch(key, names[key], tuple(sorted(below, key=lambda branch: sort_key(branch.name))))
