"""The sheets of an invented county, and passages of its statement in three languages, with what the
auditor must say of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kuulluksi.pure.statement.document import Document, Kind, Section, Words
from kuulluksi.pure.statement.sheets import Cell, Column, Line, Sheet, Unit, shown
from kuulluksi.pure.text import Text

YEARS = (2023, 2024, 2025, 2026)
LANGUAGES = ("fi", "sv", "en")
TEXTS = Path(__file__).resolve().parents[2] / "data" / "audit" / "statements"

Row = tuple[str, Text, Sequence[Cell | float | None]]


def _text(fi: str, sv: str, en: str) -> Text:
    return Text.of(fi=fi, sv=sv, en=en)


def _sheet(
    key: str,
    title: Text,
    rows: Sequence[Row],
    unit: Unit = Unit.COUNT,
    *,
    decimals: int = 0,
    scale: tuple[int, int] | None = None,
    item: str = "",
) -> Sheet:
    """A sheet of years; the first of fewer numbers than years stands in the first later year."""
    columns = tuple(Column(str(year), Text.of(fi=str(year)), year) for year in YEARS)
    lines, cells = [], []
    for name, label, told in rows:
        place = name if item else ""
        lines.append(Line(name, label, place, item, total=name == "total"))
        missing: list[Cell | float | None] = [None] * (len(YEARS) - len(told))
        cells.append(tuple(_cell(each, unit, decimals) for each in [*missing, *told]))
    return Sheet(key, title, tuple(lines), columns, tuple(cells), scale)


def _cell(told: Cell | float | None, unit: Unit, decimals: int) -> Cell:
    if isinstance(told, Cell):
        return told
    if told is None:
        return Cell()
    if unit is Unit.COUNT:
        return shown(told)
    return shown(told, unit, decimals=decimals, n=400, low=told * 0.95, high=told * 1.05)


ALL = _text("Yhteensä", "Totalt", "Total")


def sheets() -> dict[str, Sheet]:
    made = [
        _sheet(
            "channels",
            _text(
                "Asiakkaiden ääni kanavittain",
                "Klienternas röst enligt kanal",
                "Voices of clients by channel",
            ),
            [
                (
                    "surveys",
                    _text("Kyselyihin vastanneet", "Svar på enkäter", "Answers to surveys"),
                    [2210, 2340, 3105, 2874],
                ),
                (
                    "instant",
                    _text("Välitön palaute", "Direkt respons", "Instant feedback"),
                    [1204, 1391, 1620, 1846],
                ),
                ("complaints", _text("Kantelut", "Klagomål", "Complaints"), [31, 27, 35, 29]),
                (
                    "appeals",
                    _text("Muutoksenhaut", "Ändringssökanden", "Appeals"),
                    [402, 388, 371, 346],
                ),
                (
                    "representative",
                    _text(
                        "Yhteydenotot sosiaaliasiavastaavaan",
                        "Kontakter till socialombudet",
                        "Contacts to the social services representative",
                    ),
                    [512, 498, 530, 561],
                ),
                ("total", ALL, [4359, 4644, 5661, 5656]),
            ],
        ),
        _sheet(
            "kinds",
            _text(
                "Välitön palaute lajeittain",
                "Direkt respons enligt slag",
                "Instant feedback by kind",
            ),
            [
                ("thanks", _text("Kiitokset", "Tack", "Thanks"), [402, 455, 601, 712]),
                ("criticism", _text("Moitteet", "Kritik", "Criticism"), [588, 640, 655, 690]),
                ("ideas", _text("Ideat", "Idéer", "Ideas"), [214, 296, 364, 444]),
                ("total", ALL, [1204, 1391, 1620, 1846]),
            ],
        ),
        _sheet(
            "topics",
            _text(
                "Välittömän palautteen aiheet",
                "Teman i den direkta responsen",
                "Topics of instant feedback",
            ),
            [
                (
                    "access",
                    _text("Palveluun pääsy", "Tillgång till service", "Getting a service"),
                    [0.31, 0.34, 0.38, 0.41],
                ),
                ("staff", _text("Kohtelu", "Bemötande", "Treatment"), [0.27, 0.26, 0.22, 0.19]),
                (
                    "information",
                    _text("Tiedottaminen", "Information", "Information"),
                    [0.18, 0.18, 0.18, 0.18],
                ),
                ("premises", _text("Tilat", "Lokaler", "Premises"), [0.12, 0.11, 0.09, 0.07]),
            ],
            Unit.SHARE,
        ),
        _sheet(
            "heard",
            _text("Kuulluksi tuleminen", "Att bli hörd", "Being heard"),
            [
                (
                    "answered",
                    _text("Sai vastauksen", "Fick svar", "Got an answer"),
                    [0.52, 0.61, 0.68],
                ),
                (
                    "helped",
                    _text("Vastauksesta oli apua", "Svaret hjälpte", "The answer helped"),
                    [0.44, 0.46, 0.57],
                ),
                (
                    "led",
                    _text(
                        "Palaute johti toimeen",
                        "Responsen ledde till åtgärd",
                        "Feedback led to action",
                    ),
                    [0.12, 0.15, 0.21],
                ),
            ],
            Unit.SHARE,
        ),
        _sheet(
            "meter",
            _text("Palvelumittari", "Servicemätaren", "Service meter"),
            [
                (
                    "treatment",
                    _text("Minua kohdeltiin hyvin", "Jag blev väl bemött", "I was treated well"),
                    [4.31, 4.38, 4.4, 4.46],
                ),
                (
                    "heard",
                    _text("Minua kuunneltiin", "Man lyssnade på mig", "I was listened to"),
                    [3.92, 3.95, 4.02, 4.11],
                ),
                (
                    "decisions",
                    _text(
                        "Sain vaikuttaa päätöksiin",
                        "Jag fick påverka besluten",
                        "I could influence decisions",
                    ),
                    [3.41, 3.38, 3.29, 3.22],
                ),
                (
                    "waiting",
                    _text(
                        "Odotusaika oli kohtuullinen",
                        "Väntetiden var skälig",
                        "The wait was reasonable",
                    ),
                    [3.6, 3.52, 3.18, 2.74],
                ),
            ],
            Unit.MEAN,
            decimals=2,
            scale=(1, 5),
        ),
        _sheet(
            "grades-stations",
            _text(
                "Sosiaaliasemien kouluarvosana",
                "Socialstationernas skolvitsord",
                "School grade of the social stations",
            ),
            [
                ("unit-kallio", _text("Kallio", "Berghäll", "Kallio"), [7.9, 8.0, 8.1, 8.3]),
                ("unit-kamppi", _text("Kamppi", "Kampen", "Kamppi"), [8.2, 8.2, 8.3, 8.2]),
                ("unit-malmi", _text("Malmi", "Malm", "Malmi"), [7.6, 7.4, 7.3, 7.1]),
                (
                    "unit-itis",
                    _text("Itäkeskus", "Östra centrum", "Itäkeskus"),
                    [8.0, 8.1, 8.4, 8.6],
                ),
            ],
            Unit.MEAN,
            decimals=1,
            scale=(4, 10),
            item="grade",
        ),
        _sheet(
            "decisions",
            _text(
                "Päätökset ja muutoksenhaku",
                "Beslut och ändringssökande",
                "Decisions and appeals",
            ),
            [
                (
                    "made",
                    _text("Tehdyt päätökset", "Fattade beslut", "Decisions made"),
                    [41210, 42890, 40115, 38977],
                ),
                (
                    "changed",
                    _text("Muutetut päätökset", "Ändrade beslut", "Decisions changed"),
                    [61, 58, 49, 44],
                ),
            ],
        ),
    ]
    return {each.key: each for each in made}


@dataclass(frozen=True)
class Passage:
    """Words of a statement with what must be said of them: "ok" (bound, nothing noted), "quiet"
    (nothing noted, bound or not), "caution", "fault", or "overlooked": a fault that is known not to
    be seen."""

    language: str
    number: int
    verdict: str
    words: str


def passages() -> Iterator[Passage]:
    """From files of lines "ok: …"."""
    for language in LANGUAGES:
        told = (TEXTS / f"county.{language}.txt").read_text("utf-8")
        for number, line in enumerate(told.splitlines(), start=1):
            verdict, _colon, words = line.partition(": ")
            if words and not line.startswith("#"):
                yield Passage(language, number, verdict, words)


def document(words: str, language: str, heading: str = "") -> Document:
    """A statement of one section."""
    title = _text("Asiakastilinpäätös 2026", "Klientbokslut 2026", "Client statement 2026")
    heading = heading or {"fi": "Vuosi lyhyesti", "sv": "Året i korthet"}.get(
        language, "The year in brief"
    )
    section = Section(
        "year", Text.of(**{language: heading}), (Words(Text.of(**{language: words})),)
    )
    return Document(Kind.ANNUAL, title, date(2026, 1, 1), date(2026, 12, 31), (section,))
