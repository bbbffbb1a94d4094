"""A statement that the researcher writes, the manager reviews and the director signs, and sheets
whose figures the tests know."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from kuulluksi.outcomes.models import Statement, StatementSection
from kuulluksi.outcomes.queries.sheets import Offer, Period, catalogue
from kuulluksi.pure.statement.document import Words, block_to_json
from kuulluksi.pure.statement.sheets import (
    HIDDEN,
    Column,
    Form,
    Line,
    Sheet,
    Unit,
    filled,
    shown,
)
from kuulluksi.pure.text import Text
from tests.factories.drafts import shared
from tests.factories.org import County
from tests.factories.outcomes import text


def given() -> Sheet:
    """Feedback of two years, and a share with its base and interval; one cell is hidden."""
    cells = {
        ("all", "2024"): shown(1700),
        ("all", "2025"): shown(1846),
        ("share", "2024"): HIDDEN,
        ("share", "2025"): shown(0.57, Unit.SHARE, n=88, low=0.46, high=0.67),
    }
    lines = [Line("all", text("Palautetta")), Line("share", text("Vastattu"))]
    columns = [Column(year, text(year), int(year), int(year)) for year in ("2024", "2025")]
    return filled("given", text("Annettu palaute"), lines, columns, cells)


@pytest.fixture(autouse=True)
def counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is one sheet with figures, and one for which nothing was counted."""

    def family(_period: Period, _place: str) -> Iterator[Offer]:
        yield Offer("given", text("Annettu palaute"), Form.BARS, given)
        yield Offer("empty", text("Tyhjä taulukko"), None, lambda: None)

    monkeypatch.setattr(catalogue, "FAMILIES", (family,))


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
