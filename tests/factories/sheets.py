"""Sheets whose figures the tests know, in the place of those of the house."""

from collections.abc import Iterator

from kuulluksi.outcomes.queries.sheets import Offer, Period
from kuulluksi.pure.statement.sheets import HIDDEN, Column, Form, Line, Sheet, Unit, filled, shown
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


def family(_period: Period, _place: str) -> Iterator[Offer]:
    """One sheet with figures, and one for which nothing was counted."""
    yield Offer("given", text("Annettu palaute"), Form.BARS, given)
    yield Offer("empty", text("Tyhjä taulukko"), None, lambda: None)
