"""A statement with invented figures: six chapters, fifteen sheets, eight pictures, hidden cells,
long labels, in three languages."""

from collections.abc import Mapping, Sequence
from datetime import date

from kuulluksi.pure.statement.document import (
    Block,
    Document,
    Kind,
    Picture,
    Section,
    Story,
    Table,
    Words,
)
from kuulluksi.pure.statement.laying import Laid, laid_out
from kuulluksi.pure.statement.meta import Meta
from kuulluksi.pure.statement.sheets import (
    HIDDEN,
    NONE,
    Cell,
    Column,
    Form,
    Line,
    Sheet,
    Unit,
    filled,
    shown,
)
from kuulluksi.pure.statement.stories import Tale
from kuulluksi.pure.text import Text

LONG = Text.of(
    fi="Työikäisten palvelut, kuntouttava työtoiminta ja päihdekuntoutuksen asumispalveluyksiköt",
    sv="Tjänster för personer i arbetsför ålder, rehabiliterande arbetsverksamhet och boende",
    en="Services for people of working age, rehabilitative work and housing with recovery support",
)
SERVICES = (
    Text.of(fi="Sosiaaliasemat", sv="Socialstationerna", en="Social stations"),
    Text.of(fi="Perheneuvolat", sv="Familjerådgivningen", en="Family counselling"),
    LONG,
    Text.of(fi="Kotihoito", sv="Hemvården", en="Home care"),
    Text.of(fi="Vammaispalvelut", sv="Handikappservicen", en="Disability services"),
)
SOURCE = Text.of(
    fi="Kuulluksi, sosiaalipalvelujen asiakaskysely", sv="Kuulluksi, klientenkäten", en="Kuulluksi"
)
NOTE = Text.of(
    fi="Vuonna 2024 kysymys oli muotoiltu toisin.",
    sv="År 2024 var frågan formulerad på ett annat sätt.",
    en="In 2024 the question was worded in another way.",
)
TOTAL = Line("all", Text.of(fi="Yhteensä", sv="Sammanlagt", en="Together"), total=True)


def text(words: str) -> Text:
    return Text.of(fi=words, sv=words, en=words)


def years(first: int = 2023, last: int = 2026) -> list[Column]:
    return [Column(str(year), text(str(year)), year, year) for year in range(first, last + 1)]


def lines() -> list[Line]:
    return [
        Line(f"s{number}", label, place=f"service-{number}")
        for number, label in enumerate(SERVICES, start=1)
    ]


def _value(unit: Unit, line: int, column: int) -> Cell:
    n = 40 + 137 * line + 11 * column
    match unit:
        case Unit.COUNT:
            return shown(1200 - 210 * line + 95 * column, n=None)
        case Unit.MEAN:
            middle = 3.1 + 0.21 * line + 0.12 * column
            return shown(
                middle, unit, decimals=2, n=n, low=middle - 4 / n**0.5, high=middle + 4 / n**0.5
            )
        case Unit.NPS:
            middle = -0.31 + 0.19 * line + 0.05 * column
            return shown(middle, unit, n=n, low=middle - 0.1, high=middle + 0.1)
        case Unit.SHARE:
            middle = 0.42 + 0.09 * line + 0.02 * column
            cautions = ("wording",) if column == 1 else ()
            low, high = middle - 0.5 / n**0.5, min(1.0, middle + 0.5 / n**0.5)
            return shown(middle, unit, n=n, low=low, high=high, cautions=cautions)
        case Unit.POINTS:
            return shown(0.03 * line - 0.05 + 0.01 * column, unit, low=-0.08, high=0.12)
        case Unit.DAYS:
            return shown(3.5 + line + column, unit, decimals=1, n=n)
        case Unit.EUROS:
            return shown(1_250_000.0 + 90_000 * line, unit)


def sheet(key: str, title: Text, unit: Unit) -> Sheet:
    """Services by years; one figure hidden, one of a year in which nobody asked."""
    rows, columns = lines(), years()
    cells = {
        (line.key, column.key): _value(unit, i, j)
        for i, line in enumerate(rows)
        for j, column in enumerate(columns)
    }
    cells["s5", "2025"] = HIDDEN
    cells["s4", "2023"] = NONE
    if unit is Unit.COUNT:
        rows.append(TOTAL)
        for column in columns:
            told = [cells[line.key, column.key].value for line in rows[:-1]]
            whole = sum(value for value in told if value is not None)
            cells["all", column.key] = HIDDEN if column.key == "2025" else shown(whole)
    scale = (1, 5) if unit is Unit.MEAN else None
    return filled(key, title, rows, columns, cells, scale=scale, source=SOURCE, notes=(NOTE,))


def distribution() -> Sheet:
    """Each line is a whole: its columns are the points of a scale."""
    columns = [
        Column("p5", Text.of(fi="Täysin samaa mieltä", sv="Helt av samma åsikt", en="Fully agree")),
        Column("p4", Text.of(fi="Samaa mieltä", sv="Av samma åsikt", en="Agree")),
        Column("p3", Text.of(fi="En osaa sanoa", sv="Kan inte säga", en="Cannot say")),
        Column("p2", Text.of(fi="Eri mieltä", sv="Av annan åsikt", en="Disagree")),
        Column(
            "p1", Text.of(fi="Täysin eri mieltä", sv="Helt av annan åsikt", en="Fully disagree")
        ),
    ]
    shares = (0.41, 0.29, 0.14, 0.11, 0.05)
    rows = lines()
    cells = {
        (line.key, column.key): shown(share, Unit.SHARE, n=210 + 30 * i)
        for i, line in enumerate(rows)
        for column, share in zip(columns, shares[i:] + shares[:i], strict=True)
    }
    cells |= {("s3", column.key): HIDDEN for column in columns}
    title = Text.of(fi="Minua kuunneltiin", sv="Man lyssnade på mig", en="I was listened to")
    return filled("listened", title, rows, columns, cells, source=SOURCE)


def history() -> Sheet:
    """Many years, so that the table is wide."""
    rows = [Line("given", Text.of(fi="Annettu palaute", sv="Given respons", en="Feedback given"))]
    columns = years(2013, 2026)
    cells = {
        ("given", column.key): shown(700 + 83 * i + 40 * (i % 3))
        for i, column in enumerate(columns)
    }
    title = Text.of(fi="Palaute vuosittain", sv="Responsen per år", en="Feedback by year")
    return filled("history", title, rows, columns, cells, source=SOURCE)


def units() -> Sheet:
    """More lines than a page holds."""
    rows = [
        Line(
            f"u{number}",
            Text.of(fi=f"Toimipiste {number}", sv=f"Enhet {number}", en=f"Unit {number}"),
            place=f"unit-{number}",
        )
        for number in range(1, 46)
    ]
    columns = years(2025, 2026)
    cells = {
        (line.key, column.key): HIDDEN if (i + j) % 9 == 4 else _value(Unit.NPS, i % 5, j)
        for i, line in enumerate(rows)
        for j, column in enumerate(columns)
    }
    title = Text.of(fi="Toimipisteet", sv="Enheterna", en="The units")
    return filled("units", title, rows, columns, cells, source=SOURCE, notes=(NOTE, NOTE))


def sheets() -> dict[str, Sheet]:
    """Fifteen of them."""
    made = [distribution(), history(), units()]
    kinds = (Unit.COUNT, Unit.SHARE, Unit.MEAN, Unit.NPS, Unit.DAYS, Unit.POINTS, Unit.EUROS)
    for number in range(1, 13):
        unit = kinds[(number - 1) % len(kinds)]
        title = Text.of(
            fi=f"Palvelut vuosittain, osa {number}",
            sv=f"Tjänsterna per år, del {number}",
            en=f"Services by year, part {number}",
        )
        made.append(sheet(f"table-{number}", title, unit))
    return {each.key: each for each in made}


STORIES: Mapping[str, object] = {
    "a": Tale(
        Text.of(
            fi="Sain ajan samalle viikolle, ja työntekijä muisti minut.\n\nKiitos #1 & <kaikille>.",
            sv="Jag fick en tid samma vecka, och den anställda mindes mig.",
        ),
        Text.of(fi="Palaute, Kalasatama", sv="Respons, Fiskehamnen", en="Feedback, Kalasatama"),
    ),
}

WORDS = Text.of(
    fi="Palautetta annettiin {table-1.s1.2026} kertaa. Vastaajista {table-2.s1.2026} tuli "
    "kuulluksi ({table-2.s1.2026|n}, väli {table-2.s1.2026|interval}).\n\n"
    "- Aukioloja pidennettiin.\n- Lomakkeesta poistettiin kaksi kysymystä.",
    sv="Respons gavs {table-1.s1.2026} gånger. Av dem som svarade blev {table-2.s1.2026} hörda "
    "({table-2.s1.2026|n}, intervall {table-2.s1.2026|interval}).\n\n- Öppettiderna förlängdes.\n"
    "- Två frågor togs bort från blanketten.",
    en="Feedback was given {table-1.s1.2026} times. Of those who answered, {table-2.s1.2026} were "
    "heard ({table-2.s1.2026|n}, interval {table-2.s1.2026|interval}).\n\n- Opening hours grew.\n"
    "- Two questions were taken off the form.",
)


def document() -> Document:
    """Six chapters, with all sheets as tables and eight pictures."""
    headings = (
        ("Vuosi yhdellä silmäyksellä", "Året i korthet", "The year at a glance"),
        ("Palaute", "Responsen", "Feedback"),
        ("Asiakaskyselyt", "Klientenkäterna", "Surveys of clients"),
        ("Mitä muuttui", "Vad som ändrades", "What changed"),
        ("Muistutukset ja kantelut", "Anmärkningar och klagomål", "Complaints and appeals"),
        ("Toimipisteet", "Enheterna", "The units"),
    )
    blocks: Sequence[tuple[Block, ...]] = (
        (Words(WORDS), Picture("history", Form.BARS), Table("history"), Story("a")),
        (
            Table("table-1"),
            Picture("table-1", Form.STACKED),
            Table("table-5"),
            Picture("table-5", Form.BARS),
        ),
        (
            Table("table-2"),
            Picture("table-2", Form.BARS),
            Table("table-3"),
            Picture("table-3", Form.MEANS),
            Table("listened"),
            Picture("listened", Form.STACKED),
        ),
        (
            Table("table-6"),
            Words(WORDS),
            Table("table-7"),
            Table("table-4"),
            Picture("table-4", Form.MEANS),
        ),
        (Table("table-8"), Table("table-9"), Picture("table-9", Form.TREND), Table("table-10")),
        (Table("table-11"), Table("table-12"), Table("units")),
    )
    sections = []
    for number, (said, held) in enumerate(zip(headings, blocks, strict=True), start=1):
        fi, sv, en = said
        sections.append(Section(f"c{number}", Text.of(fi=fi, sv=sv, en=en), held))
        if number == 3:
            part = Text.of(fi="Mitä kysyttiin", sv="Vad som frågades", en="What was asked")
            sections.append(Section("c3-asked", part, (Words(WORDS),), level=2))
    title = Text.of(
        fi="Asiakastilinpäätös 2026", sv="Klientbokslut 2026", en="Annual client statement 2026"
    )
    return Document(Kind.ANNUAL, title, date(2026, 1, 1), date(2026, 12, 31), tuple(sections))


def laid(language: str = "fi") -> Laid:
    return laid_out(document(), language, sheets(), STORIES)


AUTHORITY = Text.of(
    fi="Helsingin kaupunki, sosiaali-, terveys- ja pelastustoimiala",
    sv="Helsingfors stad, social-, hälsovårds- och räddningssektorn",
    en="City of Helsinki, Social Services, Health Care and Rescue Services Division",
)


def meta(language: str = "fi", *, signed: bool = True) -> Meta:
    return Meta(
        authority=AUTHORITY.best(language),
        title=document().title.best(language),
        year=2026,
        edition=1,
        signed_on=date(2027, 3, 1) if signed else None,
        signed_by=("Aino Virtanen", "Björn Åkerman") if signed else (),
        address="https://kuulluksi.example.fi/tilinpaatos/2026/1/",
        language=language,
        made_on=date(2027, 3, 1),
    )
