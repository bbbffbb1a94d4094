"""The county in which something comes of it."""

from collections.abc import Iterator

import pytest

from kuulluksi.outcomes.queries.sheets import Offer, Period, catalogue
from kuulluksi.pure.statement.sheets import Column, Form, Line, Sheet, filled, shown
from tests.factories.org import County, county
from tests.factories.outcomes import text


@pytest.fixture
def house(db: None) -> County:
    return county()


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """What was counted by year, for the sheet `given.all`; a test changes it."""
    known: dict[str, float] = {"2024": 1700, "2025": 1846}

    def make() -> Sheet:
        columns = [Column(year, text(year), int(year), int(year)) for year in known]
        cells = {("all", year): shown(value) for year, value in known.items()}
        title = text("Annettu palaute")
        return filled("given", title, [Line("all", text("Palautetta"))], columns, cells)

    def family(_period: Period, _place: str) -> Iterator[Offer]:
        yield Offer("given", text("Annettu palaute"), Form.BARS, make)

    monkeypatch.setattr(catalogue, "FAMILIES", (family,))
    return known
