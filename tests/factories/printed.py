"""Printed figures and numbers of clients for tests."""

from datetime import datetime

from kuulluksi.figures.actions.printed import Told, store_figures
from kuulluksi.figures.enums import Origin
from kuulluksi.figures.models import ClientNumber, FigureSource
from kuulluksi.figures.queries import importing, packaged
from kuulluksi.figures.queries.importing import Plan
from kuulluksi.figures.queries.places import key_of
from kuulluksi.org.models import Unit
from kuulluksi.pure.figurefile import Names, read_figures, read_names
from kuulluksi.pure.orgfile import csv_rows
from tests.factories.org import text

HEADER = "table,area,group,item,year,statistic,value,scale_min,scale_max,note"
FILE = f"""{HEADER}
1,koko virasto,,Kouluarvosana,2011,mean,8.4,4,10,
1,koko virasto,,Kouluarvosana,2010,mean,8.6,4,10,arvio
1,koko virasto,,Välitön palaute,2011,count,635,,,
2,koko virasto,,Välitön palaute,2011,count,653,,,
"""


def rows(csv: str) -> list[list[str]]:
    return csv_rows(csv.encode())


def planned(
    csv: str = FILE, code: str = "lahde", *, own: bool = True, names: Names | None = None
) -> Plan:
    contents = read_figures(rows(csv), names=names or Names(places={"koko virasto": "all"}))
    return importing.planned(
        code, contents, own=own, names=names or Names(places={"koko virasto": "all"})
    )


def stored(
    csv: str = FILE,
    code: str = "lahde",
    *,
    at: datetime,
    origin: Origin = Origin.OWN,
    names: Names | None = None,
) -> FigureSource:
    told = Told(code, text(f"Lähde {code}"), origin, text("Painettu jossain."))
    plan = planned(csv, code, own=origin == Origin.OWN, names=names)
    return store_figures(told, plan, by=None, at=at)


def helsinki() -> tuple[list[list[str]], Names]:
    """The statement of 2011, with the columns in which it was taken down, and its names."""
    table = csv_rows(packaged.content("helsinki-2011.csv"))
    names = read_names(csv_rows(packaged.content("helsinki-2011.names.csv")))
    return [row[:10] for row in table], names


def clients(unit: Unit, year: int, number: int, variable: str = "", group: str = "") -> None:
    ClientNumber.objects.create(
        place=key_of(unit), year=year, clients=number, variable=variable, group=group, note="arvio"
    )


def printed(at: datetime, *, clients_of: Unit) -> None:
    """A source with figures and rows kept apart, and the clients of a unit."""
    stored(at=at)
    clients(clients_of, at.year, 700)
    clients(clients_of, at.year, 300, "gender", "man")
