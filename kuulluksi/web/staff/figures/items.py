"""What the page of a place tells of each question: its picture, its numbers and its sentences."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from kuulluksi.figures.queries import Figure, grouping
from kuulluksi.figures.queries.comparing import Absent, Against, Point, Row, Table
from kuulluksi.figures.queries.grouping import Broken
from kuulluksi.figures.queries.printed import Printed
from kuulluksi.pure.stats.changes import Verdict
from kuulluksi.pure.stats.headline import Measure
from kuulluksi.pure.stats.published import Published
from kuulluksi.web.kit.figures import charts, sentences, trends
from kuulluksi.web.kit.figures.charts import MOST, Chart, Line, Part
from kuulluksi.web.kit.figures.naming import Naming
from kuulluksi.web.kit.figures.presenters import Reading, decimal, read, why_hidden
from kuulluksi.web.kit.figures.sentences import Sentence
from kuulluksi.web.kit.figures.trends import Moment, Trend
from kuulluksi.web.staff.figures.frame import titled


@dataclass(frozen=True)
class Told:
    """One figure of an item: for a question of several choices, one choice."""

    name: str
    reading: Reading
    sd: str
    nps: str
    sentences: Sequence[Sentence]
    # What is told of the groups, where a variable was chosen.
    groups: str
    address: str


@dataclass(frozen=True)
class Item:
    """One question on the page of a place."""

    id: str
    title: str
    figures: Sequence[Told]
    chart: Chart
    trend: Trend | None
    # Where it stands when the worst come first, or what has changed.
    worst: float
    changed: float


@dataclass(frozen=True)
class Sight:
    """Through what the figures of a place are looked at: its table, the words of the questionnaire,
    the names of places, and perhaps one variable."""

    table: Table
    naming: Naming
    names: Mapping[str, str]
    place: str
    variable: str = ""

    def items(self) -> Iterator[Item]:
        rows = self.table.at(self.place)
        for _item, together in groupby(rows, key=lambda row: row.asked.counted.item):
            yield self.item(list(together))

    def item(self, rows: Sequence[Row]) -> Item:
        """A question with its figures: one, or one for each choice of several."""
        broken = grouping.by(self.table, self.variable) if self.variable else {}
        first, item = rows[0], rows[0].asked.counted.item
        by_group = [broken.get((self.place, row.asked.counted.key)) for row in rows]
        told = [self._told(row, each) for row, each in zip(rows, by_group, strict=True)]
        changes = [row.last.change for row in rows if row.last.change]
        moved = [
            abs(change.measured.effect or 0)
            for change in changes
            if change.verdict in (Verdict.ROSE, Verdict.FELL)
        ]
        return Item(
            f"item-{item}",
            self.naming.question(first.asked.counted),
            told,
            self._chart(f"item-{item}-chart", rows, by_group[0]),
            None if first.asked.counted.choice else self.trend(first, f"item-{item}-trend"),
            min((height(row) for row in rows), default=1.0),
            max(moved, default=-1.0),
        )

    def _told(self, row: Row, broken: Broken | None) -> Told:
        counted, table = row.asked.counted, self.table
        parent = self.names.get(table.told.above.get(self.place, ""), "")
        counts = row.published.counts
        sd = counts.sd if counts and row.mean else None
        query = f"?item={counted.key}"
        address = reverse("staff:figure", args=[self.place, table.told.name])
        reading = read(row.published, row.figure.release.least, row.population)
        return Told(
            self.naming.choice(counted),
            reading,
            decimal(sd, 2) if sd is not None else "",
            reading.nps.told if reading.nps and row.asked.measure is Measure.NPS else "",
            sentences.of(row, table.least, parent),
            sentences.of_groups(broken, table.least) if broken else "",
            address + query,
        )

    def _chart(self, id_: str, rows: Sequence[Row], broken: Broken | None) -> Chart:
        row, naming = rows[0], self.naming
        counted = row.asked.counted
        title = naming.question(counted)
        if counted.choice:
            lines = [self._line(naming.choice(one.asked.counted), one.figure) for one in rows]
            return charts.shares(id_, title, [Part(*_parts(line)) for line in lines])
        if row.asked.measure is None:
            line = self._line("", row.figure)
            if not line.published:
                return charts.shares(id_, title, [Part(title, line.published, line.why)])
            pairs = zip(counted.points, naming.points(counted), strict=True)
            choices = [Part(label, line.published, "", point=point) for point, label in pairs]
            return charts.shares(id_, title, choices)
        lines = self._groups(broken) if broken and broken.groups else self._beside(row)
        if row.asked.top is None or len(counted.points) > MOST:
            return charts.means(id_, title, lines, counted.points)
        labels, top = naming.points(counted), naming.top(counted)
        return charts.distribution(id_, title, lines, counted.points, labels, top)

    def _line(self, name: str, figure: Figure) -> Line:
        published = figure.published
        why = "" if published else why_hidden(figure.release.least)
        population = 0 if figure.variable else published.n or 0
        known = self.table.told.population(figure.place, population) if population else None
        return Line(name, published, why, population=known)

    def _groups(self, broken: Broken) -> list[Line]:
        return [
            self._line(self.naming.groups(self.variable, each.groups), each)
            for each in broken.groups
        ]

    def _beside(self, row: Row) -> list[Line]:
        """This place now, the time before, and the others."""
        lines = [self._line(self.names[self.place], row.figure)]
        earlier = [each for each in self.table.before if each.name == row.last.name]
        if earlier and self._stands(row.last, row):
            then = titled(earlier[0].wave, earlier[0].year)
            lines.append(self._other(_("Before: %(when)s") % {"when": then}, row.last))
        if self._stands(row.rest, row):
            parent = self.names.get(row.rest.name, "")
            lines.append(self._other(_("The others: %(place)s") % {"place": parent}, row.rest))
        return lines

    def _stands(self, against: Against, row: Row) -> bool:
        if against.absent not in (None, Absent.HIDDEN) or not against.name:
            return False
        counts = against.other.counts
        return counts is None or counts.points == row.asked.counted.points

    def _other(self, name: str, against: Against) -> Line:
        why = "" if against.other else why_hidden(self.table.told.figures.release.least)
        return Line(name, against.other, why)

    def trend(self, row: Row, id_: str, printed: Sequence[Printed] = ()) -> Trend | None:
        """The figure over time, and what was printed of years before; None of a single moment."""
        measure = row.asked.measure
        series = self.table.series(self.place, row.asked.counted.key)
        points = row.asked.counted.points
        if measure is None or len(series) + len(printed) < 2:
            return None
        if any(each.figure.counted.points != points for each in series):
            series = [each for each in series if each.figure.counted.points == points]
        moments = [*(_printed(each) for each in printed), *moments_of(series)]
        if len(moments) < 2:
            return None
        return trends.trend(id_, self.naming.title(row.asked.counted), moments, points, measure)


def _parts(line: Line) -> tuple[str, Published, str, str, int | None]:
    return line.name, line.published, line.why, "", line.population


def moments_of(series: Sequence[Point]) -> list[Moment]:
    """A series of waves as moments; the line breaks where something else than the service
    changed."""
    moments = []
    for number, each in enumerate(series):
        published = each.figure.published
        moments.append(
            Moment(
                each.told.middle.strftime("%-m/%Y") if each.told.wave else str(each.told.year),
                published,
                "" if published else why_hidden(each.figure.release.least),
                breaks=""
                if not number or each.same
                else _("The wording or the way of asking changed."),
            )
        )
    return moments


def _printed(each: Printed) -> Moment:
    return Moment(each.years, Published(None), "", printed=each.value, n=each.n)


def height(row: Row) -> float:
    """How high the main figure stands between the ends of its scale, 0 to 1; what is hidden, or has
    no order, stands above everything."""
    measure: Measure | None = row.asked.measure
    if row.value is None or measure is None:
        return 2.0
    low, high = charts.ends(row.asked.counted.points, measure)
    return (row.value - low) / (high - low)
