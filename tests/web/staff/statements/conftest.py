"""A statement that the researcher writes, the manager reviews and the director signs, and sheets
whose figures the tests know."""

from datetime import datetime

import pytest

from kuulluksi.outcomes.models import Statement, StatementSection
from kuulluksi.outcomes.queries.sheets import catalogue
from kuulluksi.pure.statement.document import Words, block_to_json
from kuulluksi.pure.text import Text
from tests.factories import sheets
from tests.factories.drafts import shared
from tests.factories.org import County
from tests.factories.outcomes import text


@pytest.fixture(autouse=True)
def counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "FAMILIES", (sheets.family,))


@pytest.fixture
def statement(here: County, at: datetime) -> Statement:
    """Two chapters: one of words, one of nothing yet."""
    made = shared(here, at)
    made.sections.all().delete()
    for position, (key, words) in enumerate((("year", "Vuosi alkoi."), ("heard", ""))):
        StatementSection.objects.create(
            statement=made,
            key=key,
            position=position,
            heading=text(f"Luku {key}"),
            blocks=[block_to_json(Words(text(words) if words else Text()))],
        )
    return made


@pytest.fixture
def section(statement: Statement) -> StatementSection:
    return statement.sections.get(key="year")
