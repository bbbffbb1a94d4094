"""Surveys of a period that have not ended: a statement waits for them, or leaves them out and says
so to its readers."""

from collections.abc import Mapping

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy

from kuulluksi.figures.models import Release
from kuulluksi.figures.queries.places import Path, Paths, key_of
from kuulluksi.outcomes.models import LeftOut, Statement
from kuulluksi.outcomes.queries.sheets.words import said
from kuulluksi.pure.statement.document import Kind, Section, Words
from kuulluksi.pure.text import Text
from kuulluksi.surveys.enums import Audience, WaveState
from kuulluksi.surveys.models import Wave, WaveTarget

LEFT_OUT = "left-out"
"""The key of the section that tells what was left out."""


def unfinished(statement: Statement) -> list[Wave]:
    """Surveys about the place in the period whose figures are not final: they are still open, or
    have closed in this minute and are being counted. What the staff were asked stands in no
    statement. The survey that closes first is first."""
    if statement.kind == Kind.MONITORING:
        of_period = Q(closes_on__range=(statement.starts_on, statement.ends_on))
    else:
        of_period = Q(survey__year=statement.year)
    final = Release.objects.filter(wave=OuterRef("pk"), final=True)
    waves = Wave.objects.filter(of_period).exclude(state=WaveState.DRAFT)
    waves = waves.exclude(survey__audience=Audience.STAFF).exclude(Exists(final))
    found = list(waves.order_by("closes_on", "pk"))
    if not found or statement.place is None:
        return found
    paths, key = _paths(found), key_of(statement.place)
    return [wave for wave in found if any(key in path for path in paths.get(wave.pk, ()))]


def notes(statement: Statement) -> dict[int, Text]:
    """What readers are told of each survey that is left out, by key of the wave."""
    return dict(LeftOut.objects.filter(statement=statement).values_list("wave", "note"))


def left_out(statement: Statement) -> Section | None:
    """The last section of a statement: which surveys of its period are not in it, and why. A survey
    that has ended meanwhile is in it, so nothing is said of it."""
    noted = notes(statement)
    told = [wave for wave in unfinished(statement) if wave.pk in noted] if noted else []
    if not told:
        return None
    blocks = tuple(
        Words(
            said(
                gettext_lazy("%(survey)s: %(note)s"),
                survey=_plain(wave.title),
                note=noted[wave.pk],
            )
        )
        for wave in told
    )
    return Section(LEFT_OUT, said(gettext_lazy("Surveys that are not in this yet")), blocks)


def _paths(waves: list[Wave]) -> Mapping[int, list[Path]]:
    """Of each wave the paths of the places that it asks about."""
    paths = Paths()
    found: dict[int, list[Path]] = {}
    rows = WaveTarget.objects.filter(wave__in=waves).values_list("wave", "unit", "service")
    for wave, unit, service in rows:
        found.setdefault(wave, []).append(paths.of(unit, service))
    return found


def _plain(title: Text) -> Text:
    """A title without braces: in them stand references."""
    return Text.from_json(
        {tag: words.replace("{", "(").replace("}", ")") for tag, words in title.to_json().items()}
    )
