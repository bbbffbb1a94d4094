"""What a measure is to stem from, as an address names it: a voice, several that were put together,
a surge, or a published figure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kuulluksi.cases import queries as cases
from kuulluksi.figures import queries as figures
from kuulluksi.figures.queries import Figure
from kuulluksi.figures.queries.measures import asked_in
from kuulluksi.figures.queries.places import OWN
from kuulluksi.org import queries as org
from kuulluksi.outcomes.actions import Stem
from kuulluksi.outcomes.models import MeasureFigure
from kuulluksi.outcomes.queries import clusters, stems
from kuulluksi.outcomes.queries.leaders import Place
from kuulluksi.pure.text import clean_text
from kuulluksi.surveys import queries as surveys
from kuulluksi.surveys.models import Wave
from kuulluksi.voices import queries as voices
from kuulluksi.voices.enums import RECEIVED
from kuulluksi.voices.models import Voice
from kuulluksi.web.kit.clock import today
from kuulluksi.web.kit.doors import StaffRequest
from kuulluksi.web.kit.figures import naming
from kuulluksi.web.kit.figures.presenters import value_of, whole
from kuulluksi.web.staff import voice_page
from kuulluksi.web.staff.figures.frame import titled
from kuulluksi.web.staff.surges import subject_of

VOICE, CLUSTER, SURGE = "palaute", "kooste", "ruuhka"
WAVE, YEAR, PLACE, ITEM = "kierros", "vuosi", "paikka", "kohta"


@dataclass(frozen=True)
class Source:
    """What stands behind a measure that is being made, ready to be shown and carried on."""

    title: str = ""
    # The beginning of what was said, or the number of a figure.
    words: str = ""
    language: str = ""
    address: str = ""
    voices: Sequence[Voice] = ()
    figure: Stem | None = None
    place: Place = None
    asked: dict[str, str] = field(default_factory=dict)

    @property
    def query(self) -> str:
        return f"?{urlencode(self.asked)}" if self.asked else ""

    def __bool__(self) -> bool:
        return bool(self.voices or self.figure)


@dataclass(frozen=True)
class Behind:
    """A figure behind a measure: what was asked of whom and when, and its number or why not."""

    title: str
    where: str
    number: str
    address: str


def source_of(request: StaffRequest) -> Source:
    """What the address names. 404 where the reader may not read it, or there is no such thing."""
    asked = request.GET
    if VOICE in asked:
        return _of_voice(request, _key(asked, VOICE))
    if CLUSTER in asked:
        return _of_cluster(request, _key(asked, CLUSTER))
    if SURGE in asked:
        return _of_surge(request, _key(asked, SURGE))
    if WAVE in asked or YEAR in asked:
        return _of_figure(asked)
    return Source()


def _key(asked: QueryDict, name: str) -> int:
    written = asked.get(name, "")
    if not (written.isascii() and written.isdecimal() and len(written) < 20):
        raise Http404
    return min(int(written), 2**63 - 1)


def _of_voice(request: StaffRequest, key: int) -> Source:
    feedback = cases.feedback(key, request.user, today())
    if feedback is None:
        raise Http404
    voice = feedback.voice
    (heard,) = clusters.heard([voice])
    return Source(
        title=voice_page.heading(feedback),
        words=heard.opening,
        language=voice.language,
        address=reverse("staff:voice", args=[key]),
        voices=[voice],
        place=voice.unit or voice.service,
        asked={VOICE: str(key)},
    )


def _of_cluster(request: StaffRequest, key: int) -> Source:
    cluster = clusters.cluster_seen(key, request.user, today())
    if cluster is None:
        raise Http404
    found = clusters.voices_in(cluster, request.user, today())
    together = list(found.filter(state__in=RECEIVED, misdirected=""))
    return Source(
        title=cluster.name,
        words=_several(len(together)),
        address=reverse("staff:cluster", args=[key]),
        voices=together,
        place=cluster.place,
        asked={CLUSTER: str(key)},
    )


def _of_surge(request: StaffRequest, key: int) -> Source:
    on, reader = today(), request.user
    reach = org.reach(reader, on)
    surge = cases.surges_seen(org.revision(), reach, on).filter(pk=key).first()
    if surge is None:
        raise Http404
    together = list(cases.voices_of(surge, voices.visible_to(reader, on)))
    return Source(
        title=subject_of(surge),
        words=_several(len(together)),
        address=reverse("staff:surges"),
        voices=together,
        place=surge.unit or surge.area,
        asked={SURGE: str(key)},
    )


def _several(number: int) -> str:
    words = ngettext("%(n)d piece of feedback", "%(n)d pieces of feedback", number)
    return words % {"n": number}


def _of_figure(asked: QueryDict) -> Source:
    code, place, item = (clean_text(asked.get(name, "")) for name in (WAVE, PLACE, ITEM))
    wave = surveys.wave(code) if code else None
    year = wave.closes_on.year if wave is not None else _year(asked)
    if (code and wave is None) or place.endswith(OWN):
        raise Http404
    figure = stems.shown(wave, year, place, item)
    if figure is None:
        raise Http404
    behind = behind_of(wave, year, figure)
    return Source(
        title=behind.title,
        words=f"{behind.where}: {behind.number}",
        address=behind.address,
        figure=Stem(wave, year, place, item),
        place=_place(place),
        asked={WAVE: code, PLACE: place, ITEM: item}
        if wave is not None
        else {YEAR: str(year), PLACE: place, ITEM: item},
    )


def _year(asked: QueryDict) -> int:
    written = asked.get(YEAR, "")
    if not (written.isascii() and written.isdecimal() and len(written) == 4 and int(written)):
        raise Http404
    return int(written)


def _place(key: str) -> Place:
    """The place of a figure, if it still stands; a measure can be made elsewhere too."""
    try:
        return figures.place_of(key)
    except LookupError:
        return None


def behind_of(wave: Wave | None, year: int, figure: Figure) -> Behind:
    """A figure that is shown; choices in no order have no number but that of the answers."""
    counts, asked = figure.published.counts, asked_in(wave).get(figure.counted.key)
    value = value_of(counts, asked.measure) if counts and asked and asked.measure else None
    base = _("n = %(n)s") % {"n": whole(counts.n if counts else 0)}
    where = naming.places([figure.place])[figure.place]
    name = wave.code if wave is not None else str(year)
    return Behind(
        naming.of_wave(wave).title(figure.counted),
        f"{where}, {titled(wave, year)}",
        f"{value.told}, {base}" if value else base,
        f"{reverse('staff:figure', args=[figure.place, name])}?item={figure.counted.key}",
    )


def gone(row: MeasureFigure) -> Behind:
    """A figure behind a measure that is no longer told."""
    where = naming.places([row.place])[row.place]
    source = f"{where}, {titled(row.wave, row.year)}"
    return Behind(row.item, source, _("This figure is no longer shown."), "")
