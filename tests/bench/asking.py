"""The surveys that are measured: one of twenty questions, open to everybody, and a draft of two
hundred for the editor.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from kuulluksi.org.models import Area, Person, Service, Unit
from kuulluksi.pure.questionnaire.parsing import parse
from kuulluksi.pure.text import Text
from kuulluksi.surveys.enums import Mode, Target, WaveState
from kuulluksi.surveys.models import Document, Survey, Wave, WaveTarget
from tests.bench.bare import BareAnswer

QUESTIONS, LONG = 20, 200
PAGE = 10
POINTS = range(1, 6)
CODE, DRAFT = "mittaus", "pitka"
LASTS = timedelta(days=365)


def item(number: int) -> str:
    return f"item-{number}"


def found() -> None:
    """What is asked, unless it was kept from another run."""
    if BareAnswer._meta.db_table not in connection.introspection.table_names():
        with connection.schema_editor() as editor:
            editor.create_model(BareAnswer)
    if not Wave.objects.filter(code=CODE).exists():
        _make()


@transaction.atomic
def _make() -> None:
    area, maker = Area.objects.order_by("id")[0], Person.objects.get(email="area0@bench.example")
    _document(DRAFT, LONG, frozen=False, area=area, made_by=maker)
    wave(_document(CODE, QUESTIONS, frozen=True, area=area, made_by=maker), CODE, maker)


def instrument(code: str) -> Document:
    """Another questionnaire that asks the same."""
    area, maker = Area.objects.order_by("id")[0], Person.objects.get(email="area0@bench.example")
    return _document(code, QUESTIONS, frozen=True, area=area, made_by=maker)


def wave(document: Document, code: str, by: Person) -> WaveTarget:
    """An open wave about one unit, for a year from yesterday; its target."""
    on = datetime.now(UTC).date() - timedelta(days=1)
    survey = Survey.objects.create(
        title=_text("Kysely"),
        year=on.year,
        area=document.area,
        service=Service.objects.order_by("id")[0],
        starts_on=on,
        ends_on=on + LASTS,
        responsible=by,
    )
    promise = ("purpose", "handler", "staff_hear", "changes_when", "invests")
    made = Wave.objects.create(
        survey=survey,
        document=document,
        code=code,
        title=_text("Kysely"),
        state=WaveState.OPEN,
        opens_on=on,
        closes_on=on + LASTS,
        target=Target.UNITS,
        modes=list(Mode),
        handled_by=by,
        handled_until=on + 2 * LASTS,
        **{part: _text("Kysymme, jotta palvelu on parempi.") for part in promise},
    )
    return WaveTarget.objects.create(wave=made, unit=Unit.objects.order_by("id")[0])


def _document(code: str, questions: int, *, frozen: bool, **place: Any) -> Document:
    body = _body(code, questions)
    return Document.objects.create(
        code=code,
        title=_text(code),
        body=body,
        hash=parse(body).hash if frozen else "",
        saved_on=date(2026, 1, 2),
        frozen_on=date(2026, 1, 2) if frozen else None,
        **place,
    )


def _body(code: str, questions: int) -> dict[str, Any]:
    """Statements on a scale of five, ten on a page, in three languages."""
    pages = [
        {
            "id": f"page-{start}",
            "title": _words(f"Osa {start}"),
            "items": [
                {
                    "id": item(number),
                    "kind": "scale",
                    "wording": 1,
                    "text": _words(f"Olen saanut riittävästi tietoa ja neuvontaa, {number}"),
                    "scale": "agree-5",
                    "may_skip": True,
                }
                for number in range(start, min(start + PAGE, questions))
            ],
        }
        for start in range(0, questions, PAGE)
    ]
    labels = {str(point): _words(f"Vaihtoehto {point}") for point in POINTS}
    return {
        "id": code,
        "version": 1,
        "title": _words("Kysely"),
        "purpose": _words("Kysymme, jotta palvelu on parempi."),
        "languages": ["fi", "sv", "en"],
        "scales": {"agree-5": {"min": 1, "max": 5, "labels": labels}},
        "pages": pages,
    }


def _words(words: str) -> dict[str, str]:
    return {"fi": words, "sv": f"{words} (sv)", "en": f"{words} (en)"}


def _text(words: str) -> Text:
    return Text.of(**_words(words))
