"""Own words of a wave: what they are about, how far they have been read, how well readers agree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.template.defaultfilters import floatformat

from kuulluksi.figures.actions import themes as actions
from kuulluksi.figures.models import Theme
from kuulluksi.figures.queries import ALL, themes
from kuulluksi.figures.queries.texts import Texts, texts_of
from kuulluksi.figures.queries.themes import LEAST_PAIRED, Pair, Settled, ThemesAt
from kuulluksi.org.models import Person
from kuulluksi.org.queries import Reach
from kuulluksi.org.rules import Refused
from kuulluksi.pure.questionnaire.items import TextItem
from kuulluksi.pure.stats import intervals
from kuulluksi.pure.stats.agreement import Agreement
from kuulluksi.pure.stats.published import Published
from kuulluksi.web.kit.clock import now
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.kit.figures import naming
from kuulluksi.web.staff.figures.texts_frame import (
    back_to,
    item_of,
    making,
    page,
    reads_some,
    texts_for,
)
from kuulluksi.web.staff.surveys.frame import wave_of


@dataclass(frozen=True)
class Line:
    """A theme in the table: in how many texts, and the share with its interval, all in percent."""

    theme: Theme
    number: int | None
    share: float = 0
    low: float = 0
    high: float = 0


@dataclass(frozen=True)
class Match:
    """How well two agree about a theme; all shares in percent."""

    theme: Theme
    agreement: Agreement
    agreed: float
    prevalence: float
    # As they are written; empty where there is none.
    kappa: str
    between: str


@dataclass(frozen=True)
class Work:
    """How far the reading of a question has come."""

    mine: int
    left: int
    differing: int
    unread: int
    # Only for those who may read every text: what they are told is nothing that they cannot count.
    readers: Sequence[tuple[Person, int]] = ()
    pair: Pair | None = None
    matches: Sequence[Match] = ()


@dataclass(frozen=True)
class Section:
    """One question of the page."""

    item: TextItem
    texts: int | None
    themes: Sequence[Theme]
    settled: Settled | None
    at: ThemesAt | None
    lines: Sequence[Line]
    work: Work | None

    @property
    def hides_all(self) -> bool:
        """Counted, and of no theme the number may be told here."""
        told = [line for line in self.lines if line.number is not None]
        return bool(self.lines) and self.texts is not None and not told


@staff
def texts(request: StaffRequest, wave: str) -> HttpResponse:
    """What is told to everybody on the staff, and for those who read texts the ways to them."""
    row = wave_of(request, wave, to_act=False)
    found, reach = texts_of(row), making(request)
    if found is None:
        return page(request, "staff/figures/texts/waiting.html", row)
    settled = themes.settled(row)
    places = naming.places({key for each in settled.values() for key in each.places})
    place = request.GET.get("place", ALL)
    place = place if place in places else ALL
    reads = reads_some(found, reach)
    sections = list(_sections(request, found, settled, place, reach if reads else None))
    return page(
        request,
        "staff/figures/texts/texts.html",
        row,
        sections=sections,
        least=found.least,
        places=places,
        place=place,
        place_name=places.get(place, ""),
        reads=reads,
        holds=found.reads_all(reach),
        least_paired=LEAST_PAIRED,
        gone=not any(found.rows.values()),
    )


@staff
def count(request: StaffRequest, wave: str) -> HttpResponse:
    """A question of its own page, for what is counted stays."""
    row = wave_of(request, wave)
    found = texts_for(request, wave)
    item = item_of(request, found)
    refused = ""
    if request.method == "POST":
        try:
            actions.freeze(row, item, by=request.user, at=now())
        except Refused as error:
            refused = error.sentence
        else:
            return back_to("staff:wave-texts", row, done="counted")
    coded = themes.codings(row, item)
    live = {each.pk for each in themes.themes(row.document.code, item) if each.in_use}
    keys = list(found.rows[item])
    return page(
        request,
        "staff/figures/texts/count.html",
        row,
        status=422 if refused else 200,
        item=next(each for each in found.items if each.id == item),
        refused=refused,
        texts=len(keys),
        unread=len(themes.unread(keys, coded)),
        differing=len(themes.differing(keys, coded, live)),
        counted=themes.is_counted(row, item),
        least=found.least,
    )


def _sections(
    request: StaffRequest,
    found: Texts,
    settled: dict[str, Settled],
    place: str,
    reach: Reach | None,
) -> Iterator[Section]:
    known = themes.themes(found.wave.document.code)
    for item in found.items:
        live = [each for each in known if each.item == item.id and each.in_use]
        frozen = settled.get(item.id)
        at = frozen.at(place) if frozen else None
        yield Section(
            item,
            at.texts if at else found.total(item.id, place),
            live,
            frozen,
            at,
            [_line(*each) for each in at.found] if at else (),
            _work(request, found, item.id, live, reach) if reach else None,
        )


def _work(
    request: StaffRequest, found: Texts, item: str, live: list[Theme], reach: Reach
) -> Work | None:
    readable = found.readable(item, reach)
    if not readable:
        return None
    coded = themes.codings(found.wave, item)
    keys = {each.pk for each in live}
    here = {key: coded[key] for key in readable if key in coded}
    work = Work(
        mine=sum(request.user.pk in each for each in here.values()),
        left=len(themes.queue(found, item, coded, request.user, reach)),
        differing=len(themes.differing(readable, coded, keys)),
        unread=len(themes.unread(readable, coded)),
    )
    if not found.reads_all(reach):
        return work
    pair = themes.pair(coded, keys)
    told = [match(each, pair.by_theme[each.pk]) for each in live] if pair and pair.by_theme else []
    readers = themes.progress(coded)
    return Work(work.mine, work.left, work.differing, work.unread, readers, pair, told)


def _line(theme: Theme, published: Published) -> Line:
    counts = published.counts
    between = intervals.of_share(counts.number(1), counts.n) if counts else None
    if counts is None or between is None:
        return Line(theme, None)
    number, share = counts.number(1), counts.number(1) / counts.n
    return Line(theme, number, 100 * share, 100 * between.low, 100 * between.high)


def match(theme: Theme, agreement: Agreement) -> Match:
    interval = agreement.interval()
    ends = [interval.low, interval.high] if interval else []
    return Match(
        theme,
        agreement,
        100 * float(agreement.observed or 0),
        100 * float(agreement.prevalence or 0),
        "" if agreement.kappa is None else hundredths(agreement.kappa),
        "\N{EN DASH}".join(map(hundredths, ends)),
    )


def hundredths(value: float) -> str:
    """With a true minus, as numbers are written."""
    return str(floatformat(value, 2)).replace("-", "\N{MINUS SIGN}")
