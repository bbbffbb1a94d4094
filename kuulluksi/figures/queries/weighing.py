"""A figure of a whole as it would be if each place inside had answered in proportion to its
clients. Only where all that it needs is known and shown: the figures of all innermost places, and
how many clients each of them has."""

from dataclasses import dataclass

from kuulluksi.figures.models import ClientNumber
from kuulluksi.figures.queries.comparing import Row
from kuulluksi.pure.stats import weights
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.headline import Measure
from kuulluksi.pure.stats.weights import Weighted


@dataclass(frozen=True)
class ByClients:
    """The weighted figure, and the year of the numbers of clients."""

    weighted: Weighted
    year: int


def by_clients(row: Row) -> ByClients | None:
    """The main figure of a wave in a place that holds others, weighted by their clients of the year
    in which the wave ended, or of the nearest one before."""
    leaves = row.told.leaves[row.figure.place]
    if row.told.wave is None or row.asked.measure is None or len(leaves) < 2:
        return None
    answers: dict[str, Counts] = {}
    for leaf in leaves:
        counts = row.told.figures.each(leaf, row.asked.counted).published.counts
        if counts is None:
            return None
        answers[leaf] = counts
    known = ClientNumber.objects.filter(place__in=leaves, variable="", clients__gt=0)
    known = known.filter(year__lte=row.told.ends_on.year)
    newest = known.order_by("-year").values_list("year", flat=True).first()
    if newest is None:
        return None
    clients = dict(known.filter(year=newest).values_list("place", "clients"))
    if clients.keys() != answers.keys():
        return None
    strata = weights.by_clients(answers, clients)
    found: Weighted | None = None
    match row.asked.measure:
        case Measure.MEAN:
            found = weights.mean(strata)
        case Measure.SHARE:
            found = None if row.asked.top is None else weights.share(strata, row.asked.top)
        case Measure.NPS:
            found = weights.nps(strata)
    return None if found is None else ByClients(found, newest)
