"""Charts tell what their tables tell, and of what is hidden nothing."""

import re
from xml.etree import ElementTree as ET

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.headline import Measure
from kuulluksi.pure.stats.published import Published
from kuulluksi.web.kit.figures import charts
from kuulluksi.web.kit.figures.charts import Chart, Line, Part
from kuulluksi.web.kit.figures.presenters import hundredths, why_hidden

FIVE = (1, 2, 3, 4, 5)
LABELS = ("Täysin eri", "Melko eri", "Ei kumpikaan", "Melko samaa", "Täysin samaa")
SCALES = st.sampled_from(((0, 1), (1, 2, 3), (1, 2, 3, 4), FIVE, tuple(range(1, 8))))
ALL_SCALES = SCALES | st.sampled_from((tuple(range(4, 11)), tuple(range(11))))


@st.composite
def counted(draw: st.DrawFn) -> Counts:
    points = draw(ALL_SCALES)
    numbers = draw(st.lists(st.integers(0, 400), min_size=len(points), max_size=len(points)))
    if not sum(numbers):
        numbers[0] = 7
    return Counts(points, tuple(numbers))


def line(*numbers: int, name: str = "Kampin asema") -> Line:
    return Line(name, Published(Counts(FIVE, numbers)))


def hidden(name: str = "Kallion asema") -> Line:
    return Line(name, Published(None), why_hidden(5))


def drawn(chart: Chart) -> str:
    return render_to_string("kit/figures/chart.html", {"chart": chart, "lang": "fi"})


def svgs(page: str) -> list[ET.Element]:
    found = re.findall(r'<svg class="chart".*?</svg>', page, re.DOTALL)
    return [ET.fromstring(svg) for svg in found if "role=" in svg]


def plain(text: str) -> str:
    """With ordinary spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def number(length: str) -> float:
    return float(length.removesuffix("%"))


@given(counted())
def test_distribution_bars_fill_the_line_and_tell_the_numbers_of_the_table(counts: Counts) -> None:
    labels = tuple(f"piste {point}" for point in counts.points)
    chart = charts.distribution(
        "c", "Väite", [Line("Asema", Published(counts))], counts.points, labels, "samaa mieltä"
    )
    (row,), (cells,) = chart.rows, chart.table.rows
    assert sum(number(part.width) for part in row.segments) == pytest.approx(100, abs=0.4)
    bands = charts.bands(counts.points, labels)
    shares = [counts.share(band.low, band.high) or 0 for band in bands]
    told = [f"{hundredths(share)}\N{NO-BREAK SPACE}%" for share in shares]
    assert [cell.text for cell in cells[1 : len(bands) + 1]] == told
    # The bars that are there stand in the same order, as long as their shares.
    widths = [100 * share for share in shares if share]
    assert [number(part.width) for part in row.segments] == pytest.approx(widths, abs=0.06)
    assert all(part.text in ("", *(each[:-2] for each in told)) for part in row.segments)
    assert len(cells) == len(chart.table.heads) + 1


@given(counted())
def test_bands_hold_every_point_once_from_the_highest(counts: Counts) -> None:
    found = charts.bands(counts.points, [str(point) for point in counts.points])
    covered = [point for band in found for point in reversed(range(band.low, band.high + 1))]
    assert covered == list(reversed(counts.points))
    assert len({band.css for band in found}) == len(found)


def test_distribution_svg_says_what_the_table_says() -> None:
    chart = charts.distribution(
        "c", "Väitteet", [line(5, 8, 11, 32, 44)], FIVE, LABELS, "samaa mieltä"
    )
    page = drawn(chart)
    (svg,) = svgs(page)
    texts = [each.text for each in svg.iter("text")]
    assert texts == ["44", "32", "11", "8", "5"]
    description = svg.findtext("desc")
    assert description is not None
    for label, share in zip(reversed(LABELS), texts, strict=True):
        assert f"{label}: {share}\N{NO-BREAK SPACE}%" in description
    assert svg.get("role") == "img"
    assert svg.findtext("title") == "Kampin asema"
    assert "viewBox" not in svg.attrib
    cells = [plain(cell.text) for cell in chart.table.rows[0]]
    assert cells == [
        *("Kampin asema", "44 %", "32 %", "11 %", "8 %", "5 %"),
        *("4,02 (3,79–4,25)", "76 % (67–83)", "100"),
    ]
    assert chart.rows[0].mark is not None
    assert chart.rows[0].mark.x == "76.0%"
    assert plain(chart.rows[0].told) == "76 % samaa mieltä"
    assert "style" not in page


def test_hidden_line_leaks_nothing_and_says_why() -> None:
    chart = charts.distribution("c", "Väitteet", [line(5, 8, 11, 32, 44), hidden()], FIVE, LABELS)
    shown, covered = chart.rows
    assert covered.hidden == why_hidden(5)
    assert (covered.told, covered.n, covered.words, covered.segments, covered.mark) == (
        *("", "", ""),
        (),
        None,
    )
    page = drawn(chart)
    assert len(svgs(page)) == 1
    # Once in the picture and once in its table.
    assert page.count(why_hidden(5)) == 2
    assert page.count("veiled") == 2
    assert shown.n == "100"


def test_chart_of_hidden_lines_only_has_no_picture() -> None:
    for chart in (
        charts.distribution("c", "Väitteet", [hidden("a"), hidden("b")], FIVE, LABELS),
        charts.means("c", "Väitteet", [hidden()], FIVE),
        charts.shares("c", "Valinnat", [Part("x", Published(None), why_hidden(5))]),
    ):
        page = drawn(chart)
        assert page.count(why_hidden(5)) == 1
        assert not re.search(r"\d", re.sub(r"<[^>]+>|alle 5", "", page))


def test_means_stand_on_the_whole_scale_and_never_as_bars() -> None:
    chart = charts.means(
        "c",
        "Arvosana",
        [line(0, 0, 50, 50, 0), hidden()],
        FIVE,
        reference=3.0,
        against="Kaikki: 3,0",
    )
    shown = chart.rows[0]
    assert shown.segments == ()
    assert shown.mark is not None
    assert shown.mark.x == "62.5%"
    assert chart.reference == "50.0%"
    assert [tick.text for tick in chart.ticks] == ["1", "2", "3", "4", "5"]
    page = drawn(chart)
    assert "<rect" not in page
    assert "Kaikki: 3,0" in page


def test_mean_of_few_has_a_point_without_an_interval() -> None:
    (row,) = charts.means("c", "Arvosana", [line(0, 3, 3, 2, 0)], FIVE).rows
    assert row.mark is not None
    assert (row.mark.low, row.mark.high) == ("", "")


def test_recommendation_stands_between_minus_and_plus_a_hundred() -> None:
    counts = Counts(tuple(range(11)), (40, *[0] * 6, 0, 0, 5, 5))
    chart = charts.means(
        "c", "Suosittelu", [Line("Kaikki", Published(counts))], counts.points, Measure.NPS
    )
    assert chart.rows[0].told == "−60"
    assert [tick.text for tick in chart.ticks] == ["−100", "0", "100"]
    assert chart.rows[0].mark is not None
    assert chart.rows[0].mark.x == "20.0%"


def test_shares_of_choices_have_respondents_as_their_base() -> None:
    parts = [
        Part("Kaverit", Published(Counts((0, 1), (30, 10)))),
        Part("Retket", Published(Counts((0, 1), (20, 20)))),
    ]
    chart = charts.shares("c", "Mikä on kivaa?", parts)
    assert [(plain(row.told), row.n) for row in chart.rows] == [("25 %", "40"), ("50 %", "40")]
    assert [number(part.width) for part in chart.rows[0].segments] == [25, 75]


def test_line_of_another_scale_is_refused() -> None:
    three = Line("Lapset", Published(Counts((1, 2, 3), (1, 2, 30))))
    with pytest.raises(ValueError, match="scales"):
        charts.distribution("c", "Väitteet", [line(1, 1, 1, 1, 9), three], FIVE, LABELS)
    with pytest.raises(ValueError, match="scales"):
        charts.means("c", "Väitteet", [three], FIVE)


def test_sample_of_a_list_has_a_narrower_interval() -> None:
    counts = Published(Counts(FIVE, (5, 8, 11, 32, 44)))
    free, drawn_of_list = charts.means(
        "c", "Väite", [Line("a", counts), Line("b", counts, population=120)], FIVE
    ).rows
    assert free.mark is not None
    assert drawn_of_list.mark is not None
    assert number(free.mark.low) < number(drawn_of_list.mark.low)
