"""Measures as a supervisor makes them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from kuulluksi.org.models import Person
from kuulluksi.outcomes import actions
from kuulluksi.outcomes.actions import NewMeasure
from kuulluksi.outcomes.enums import MeasureKind
from kuulluksi.outcomes.models import Measure
from kuulluksi.pure import deadlines
from kuulluksi.pure.text import Text
from kuulluksi.voices.models import Voice
from tests.factories.org import County


def text(words: str) -> Text:
    """The same in every language, each marked as its own."""
    return Text.from_json({"fi": words, "sv": f"{words} (sv)", "en": f"{words} (en)"})


def new(house: County, at: datetime, **told: Any) -> NewMeasure:
    """What a supervisor of Kamppi writes."""
    plain = NewMeasure(
        title=text("Takaisinsoitto samana päivänä"),
        owner=house.supervisor,
        due_on=deadlines.day(at) + timedelta(days=60),
        place=house.kamppi,
        said=text("Soittoa saa odottaa päiviä."),
        did=text("Soitamme takaisin samana päivänä."),
    )
    return replace(plain, **told)


def made(
    house: County,
    at: datetime,
    *,
    by: Person | None = None,
    behind: Iterable[Voice] = (),
    public: bool = False,
    **told: Any,
) -> Measure:
    """A measure of Kamppi; `public`: shown to everybody."""
    by = by or house.supervisor
    measure = actions.make(new(house, at, **told), by=by, at=at, voices_behind=behind)
    if public:
        measure = actions.publish(measure, by=by, at=at, seen=measure.version)
    return measure


def trial(house: County, at: datetime, **told: Any) -> Measure:
    """A trial of two months that begins today."""
    on = deadlines.day(at)
    period = {"trial_from": on, "trial_until": on + timedelta(days=60)}
    return made(house, at, kind=MeasureKind.TRIAL, **(period | told))
