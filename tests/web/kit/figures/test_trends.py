"""Trends break where something else than the service changed, and hide what is hidden."""

import re

import pytest
from django.template.loader import render_to_string

from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.headline import Measure
from kuulluksi.pure.stats.published import Published
from kuulluksi.web.kit.figures import trends
from kuulluksi.web.kit.figures.presenters import why_hidden
from kuulluksi.web.kit.figures.trends import Moment, Trend

FIVE = (1, 2, 3, 4, 5)


def moment(when: str, agree: int, breaks: str = "") -> Moment:
    return Moment(when, Published(Counts(FIVE, (0, 0, 100 - agree, agree, 0))), breaks=breaks)


HIDDEN = Moment("2025", Published(None), why_hidden(5))


def plain(text: str) -> str:
    """With ordinary spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def drawn(trend: Trend) -> str:
    return render_to_string("kit/figures/trend.html", {"trend": trend, "lang": "fi"})


def test_trend_writes_its_values_and_joins_the_points() -> None:
    moments = [moment("2024", 55), moment("2025", 61), moment("2026", 58)]
    trend = trends.trend("t", "Tietoa", moments, FIVE, Measure.SHARE)
    assert [dot.text for dot in trend.dots] == ["55", "61", "58"]
    assert len(trend.line) == 2
    assert [plain(row[1].text) for row in trend.table.rows] == ["55 %", "61 %", "58 %"]
    page = drawn(trend)
    assert re.findall(r'<text class="lab"[^>]*>(\d+)<', page) == ["55", "61", "58"]
    assert "2024: 55 % (45–64)" in plain(trend.words)
    assert page.count("<circle") == 3 + 1  # and one in the key


def test_line_breaks_where_the_question_changed_and_says_so() -> None:
    moments = [moment("2024", 55), moment("2025", 61, "kysyttiin toisin"), moment("2026", 58)]
    trend = trends.trend("t", "Tietoa", moments, FIVE, Measure.SHARE)
    assert [(part.x1, part.x2) for part in trend.line] == [(trend.dots[1].x, trend.dots[2].x)]
    assert "2025: kysyttiin toisin" in drawn(trend)


def test_hidden_moment_is_hatched_and_leaks_nothing() -> None:
    trend = trends.trend("t", "Tietoa", [moment("2024", 55), HIDDEN], FIVE, Measure.SHARE)
    assert trend.line == ()
    assert trend.dots[1].text == ""
    assert trend.last == ""
    page = drawn(trend)
    assert "veil" in page
    assert f"2025: {why_hidden(5)}" in page
    assert [cell.text for cell in trend.table.rows[1]] == ["2025", why_hidden(5)]


def test_printed_figure_is_drawn_hollow_and_named() -> None:
    printed = Moment("2011", Published(None), printed=8.4, n=211, breaks="painettu luku")
    ours = Moment("2025", Published(Counts(tuple(range(4, 11)), (0, 0, 1, 9, 40, 30, 20))))
    trend = trends.trend("t", "Arvosana", [printed, ours], ours_points(ours), Measure.MEAN)
    assert trend.printed
    assert trend.line == ()
    assert trend.dots[0].text == "8,4"
    assert trend.dots[0].low == ""
    page = drawn(trend)
    assert '<rect class="printed"' in page
    assert [cell.text for cell in trend.table.rows[0]][:4] == ["2011", "8,4", "ei tiedossa", "211"]


def ours_points(one: Moment) -> tuple[int, ...]:
    assert one.published.counts is not None
    return one.published.counts.points


def test_another_scale_never_stands_on_the_line() -> None:
    three = Moment("2025", Published(Counts((1, 2, 3), (1, 2, 30))))
    with pytest.raises(ValueError, match="scales"):
        trends.trend("t", "Tietoa", [moment("2024", 55), three], FIVE, Measure.SHARE)


def test_multiples_have_one_scale_one_line_and_one_table() -> None:
    panels = [("Kamppi", [moment("2024", 55), moment("2025", 61)]), ("Kallio", [HIDDEN])]
    found = trends.multiples(
        "m", "Tietoa", panels, FIVE, Measure.SHARE, reference=0.5, against="Kaikki: 50 %"
    )
    assert {panel.against for panel in found.panels} == {found.panels[0].against}
    assert {panel.levels for panel in found.panels} == {found.panels[0].levels}
    assert found.table.heads == ("2024", "2025")
    assert [cell.text for cell in found.table.rows[1]] == ["Kallio", "ei kysytty", why_hidden(5)]
    page = render_to_string("kit/figures/multiples.html", {"multiples": found, "lang": "fi"})
    assert "Kaikki: 50 %" in page
    assert page.count(why_hidden(5)) == 2
    assert "55 % (45–64), n = 100" in plain(page)
