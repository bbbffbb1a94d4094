"""The demo's printed figures: what Helsinki printed in 2011, what others have reached, and numbers
of clients, which are invented and say so."""

import random
import re
from datetime import date, datetime

from kuulluksi.figures.actions.printed import Told, store_clients, store_figures
from kuulluksi.figures.enums import Origin
from kuulluksi.figures.queries import importing, packaged
from kuulluksi.management.demo_surveys import opening
from kuulluksi.org.models import Unit
from kuulluksi.pure import deadlines
from kuulluksi.pure.figurefile import Number
from kuulluksi.pure.text import Text
from kuulluksi.web.staff.figures import receiving

SOURCES = (
    (
        "helsinki-2011",
        Origin.OWN,
        Text.of(
            fi="Asiakastilinpäätös 2011 (esimerkkinä Helsinki)",
            sv="Klientbokslut 2011 (Helsingfors som exempel)",
            en="Client statement 2011 (Helsinki as an example)",
        ),
        Text.of(
            fi="Helsingin kaupungin sosiaalivirasto, asiakastilinpäätös 2011, painetut luvut.",
            sv="Helsingfors stads socialverk, klientbokslut 2011, tryckta siffror.",
            en="City of Helsinki, Social Services, client statement 2011, as printed.",
        ),
    ),
    (
        "finsote-2020",
        Origin.NATIONAL,
        Text.of(
            fi="FinSote 2020, Satakunta",
            sv="FinSote 2020, Satakunta",
            en="FinSote 2020, Satakunta",
        ),
        Text.of(
            fi="Väestökysely, THL. Luvut on painettu pyöristettyinä.",
            sv="Befolkningsenkät, THL. Siffrorna är tryckta avrundade.",
            en="Population survey, THL. Printed as rounded figures.",
        ),
    ),
    (
        "to-beat",
        Origin.ELSEWHERE,
        Text.of(fi="Mihin muut ovat päässeet", sv="Vad andra har nått", en="What others reached"),
        Text.of(
            fi="Luvut julkisista lähteistä, lähde kunkin luvun kohdalla.",
            sv="Siffror ur offentliga källor, källan står vid varje siffra.",
            en="Figures from public sources, named beside each.",
        ),
    ),
)
REGISTERS = Told(
    "register-example",
    Text.of(
        fi="Rekisterien luvut (esimerkki)",
        sv="Registrens siffror (exempel)",
        en="Numbers of registers (an example)",
    ),
    Origin.OWN,
    Text.of(
        fi="Keksitty: näin muualla pidettyjen rekisterien luvut tulevat tilinpäätökseen.",
        sv="Påhittat: så kommer siffror ur register som förs annanstans in i bokslutet.",
        en="Made up: this is how numbers of registers kept elsewhere come into the statement.",
    ),
)
WRITTEN = 2026
"""The newest year in the file of registers; it is told of the year whose survey is open."""
COMPLETE = 11
"""From this month on the numbers of the open year, from January to October, are there."""
# How clients are spread over the groups of the questionnaires; men and the oldest are given more
# than their share of answers suggests, so that the map has something to tell.
SPREAD = {
    "gender": {"woman": 48, "man": 52},
    "age-band": {
        "under-18": 3, "18-29": 21, "30-44": 26, "45-64": 28, "65-74": 12, "75-or-over": 10,
    },
}  # fmt: skip
EXAMPLE = "Esimerkki: keksitty luku"


def load(*, at: datetime) -> None:
    for code, origin, title, citation in SOURCES:
        names = None
        if code == "helsinki-2011":
            names = receiving.names_of(_rows(f"{code}.names.csv"))
        plan = receiving.figures(code, _rows(f"{code}.csv"), origin=origin, names=names)
        store_figures(Told(code, title, origin, citation), plan, by=None, at=at)
    _store_registers(at)
    store_clients(receiving.clients(_rows("clients-2011.csv")), by=None, at=at)
    store_clients(importing.planned_clients(_invented(at), ()), by=None, at=at)


def _rows(name: str) -> list[list[str]]:
    return receiving.table(name, packaged.content(name))


def _store_registers(at: datetime) -> None:
    """The numbers of four years, the newest of which is the year of the open survey."""
    today = deadlines.day(at)
    later = opening(today, 0).year - WRITTEN
    rows = [
        [re.sub(r"\b20\d\d\b", lambda year: str(int(year.group()) + later), cell) for cell in row]
        for row in _rows(f"{REGISTERS.code}.csv")
    ]
    if today < date(WRITTEN + later, COMPLETE, 1):
        column = rows[0].index("year")
        rows = [row for row in rows if row[column] != str(WRITTEN + later)]
    plan = receiving.figures(REGISTERS.code, rows, origin=REGISTERS.origin)
    store_figures(REGISTERS, plan, by=None, at=at)


def _invented(at: datetime) -> list[Number]:
    """Numbers of clients of every unit in this year and the last, the same each time."""
    found: list[Number] = []
    year = deadlines.day(at).year
    units = list(Unit.objects.order_by("code"))
    drawn = {unit.pk: _drawn(unit) for unit in units}
    for unit in units:
        # The clients of an office are those of the unit above it too.
        clients = sum(drawn[each.pk] for each in units if unit.pk in (each.pk, each.parent_id))
        place = f"unit-{unit.code}"
        for of, number in ((year - 1, clients), (year, round(clients * 1.03))):
            told = (("", {"": 100}), *SPREAD.items())
            for variable, shares in told:
                found += [
                    Number(0, place, variable, group, of, number * share // 100, EXAMPLE)
                    for group, share in shares.items()
                ]
    return found


def _drawn(unit: Unit) -> int:
    return 20 * random.Random(unit.code).randrange(15, 90)  # noqa: S311  the same each time
