"""The ready-made plans: the chapters, tables, figures and sentences with which a statement begins.
What nothing was counted for is left out of it, and stands among what was dropped."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kuulluksi.figures.queries.places import ALL, place_of
from kuulluksi.org import queries as org
from kuulluksi.outcomes.queries.sheets import Period, worked_out
from kuulluksi.outcomes.queries.sheets.periods import spans, tells
from kuulluksi.pure.statement.document import Document, Kind
from kuulluksi.pure.statement.planning import Dropped, Filling, planned, sheets_of
from kuulluksi.pure.text import LANGUAGES, Text

PLANS = Path(__file__).parents[2] / "data"


@dataclass(frozen=True)
class Ready:
    """A plan as it can be begun now. `dropped` are those of its parts for which nothing is shown:
    they can be put in as soon as something is."""

    document: Document
    dropped: tuple[Dropped, ...]


def ready(period: Period, place: str) -> Document:
    """The plan of a kind of statement, for its period and place."""
    return prepared(period, place).document


def prepared(period: Period, place: str) -> Ready:
    plan = _plan(period.kind)
    *_earlier, before, now = spans(period)
    put = {
        "place": _name(place),
        "year": _same(str(period.year)),
        "year-before": _same(str(period.year - 1)),
        "period": _same(now.label),
        "months": _months(period),
    }
    filling = Filling(
        worked_out(sheets_of(plan), period, place),
        now.key,
        before.key,
        lambda sheet, late: tells(sheet, now) or (late and tells(sheet, before)),
        put,
    )
    sections, dropped = planned(plan, filling)
    named = "title" if place == ALL else "title-of-place"
    title = filling.text(plan.get(named, plan["title"]))
    told = period.kind, title, period.starts, period.ends, sections, place
    return Ready(Document(*told), dropped)


def _name(place: str) -> Text:
    """What the place is called; the authority, where there is none of that key."""
    try:
        found = place_of(place)
    except LookupError:
        found = None
    return org.authority().name if found is None else found.name


def _same(words: str) -> Text:
    return Text.from_json(dict.fromkeys(LANGUAGES, words))


MONTHS = {
    1: Text.of(fi="tammi–huhtikuu", sv="januari–april", en="January–April"),
    5: Text.of(fi="touko–elokuu", sv="maj–augusti", en="May–August"),
    9: Text.of(fi="syys–joulukuu", sv="september–december", en="September–December"),
}
"""The four months of a self-monitoring report, by the first of them."""


def _months(period: Period) -> Text:
    return MONTHS.get(period.starts.month, Text())


@cache
def _plan(kind: Kind) -> Mapping[str, Any]:
    plan: Mapping[str, Any] = json.loads((PLANS / f"{kind}.json").read_text(encoding="utf-8"))
    return plan
