"""Printed figures and numbers of clients come in: the same file again changes nothing, a corrected
one takes the place of what its source said before."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kuulluksi.figures.enums import Origin
from kuulluksi.figures.models import ClientNumber, FigureSource, PrintedFigure
from kuulluksi.figures.queries import importing
from kuulluksi.figures.queries.importing import COLUMNS, ClientPlan, Plan
from kuulluksi.org import actions as org
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import Person, pour
from kuulluksi.pure import deadlines
from kuulluksi.pure.text import Text


@dataclass(frozen=True)
class Told:
    """What is said of a source as a whole."""

    code: str
    title: Text
    origin: Origin
    citation: Text


def store_figures(told: Told, plan: Plan, *, by: Person | None, at: datetime) -> FigureSource:
    """Stores what a file brought, and what of it was kept apart. Figures of the source that the
    file no longer has go."""
    apart = importing.kept_apart(plan.apart)
    received = importing.received(plan) if told.origin == Origin.OWN else []
    with transaction.atomic():
        source = FigureSource.objects.select_for_update().filter(code=told.code).first()
        source = source or FigureSource(code=told.code)
        said = {"title": told.title, "origin": told.origin, "citation": told.citation}
        same = source.pk and all(getattr(source, name) == value for name, value in said.items())
        kept = source.apart == apart and source.received == received
        if same and kept and not plan.fresh and not plan.gone:
            return source
        for name, value in said.items():
            setattr(source, name, value)
        source.apart, source.received = apart, received
        source.imported_on = deadlines.day(at)
        source.save()
        PrintedFigure.objects.filter(source=source, pk__in=plan.gone).delete()
        rows = [(source.pk, *importing.values(row)) for row in plan.fresh]
        pour(PrintedFigure, ("source", *COLUMNS, "scale_min", "scale_max"), rows)
        detail = {"new": len(plan.fresh), "gone": len(plan.gone), "apart": len(apart)}
        org.audit(
            Audited.FIGURES_IMPORTED, f"figures {source.code}"[:80], by=by, at=at, detail=detail
        )
    return source


def store_clients(plan: ClientPlan, *, by: Person | None, at: datetime) -> None:
    """Stores new numbers of clients, and the new ones of those that were there."""
    if not plan.fresh and not plan.changed:
        return
    with transaction.atomic():
        for each in (*plan.fresh, *plan.changed):
            ClientNumber.objects.update_or_create(
                place=each.place,
                variable=each.variable,
                group=each.group,
                year=each.year,
                defaults={"clients": each.clients, "note": each.note},
            )
        detail = {"new": len(plan.fresh), "changed": len(plan.changed)}
        org.audit(Audited.FIGURES_IMPORTED, "clients", by=by, at=at, detail=detail)
