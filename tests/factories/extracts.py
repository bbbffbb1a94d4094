"""A questionnaire with every kind of question, and people who answer it in every way."""

from datetime import datetime
from typing import Any

from kuulluksi.org.models import Service, Unit
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.parsing import parse
from kuulluksi.surveys.enums import Mode
from kuulluksi.surveys.models import ResponseWords, Wave
from tests.factories.figures import People, Said, closed
from tests.factories.org import County

LONG = "Sain apua, kiitos. Åsa sa: ”tack” – 5 € 😀👩‍👩‍👧 ąčę " * 60
LONGEST = "😀" * 10_000
FORMULA = '=HYPERLINK("https://paha.example";"katso")\n@toinen rivi'


def text(words: str) -> dict[str, str]:
    return {"fi": words, "sv": f"{words} (sv)", "en": f"{words} (en)"}


def everything() -> Questionnaire:
    """Scales, a matrix, one choice, several, numbers, a day, own words, and conditions."""
    five = {str(point): text(f"kohta {point}") for point in (1, 5)}
    choices = [{"id": each, "text": text(each)} for each in ("nainen", "mies", "muu")]
    ways = [{"id": each, "text": text(each)} for each in ("1-puhelin", "kaynti", "verkko")]
    nothing = {"id": "ei-mikaan", "text": text("Ei mikään"), "exclusive": True}
    items: list[dict[str, Any]] = [
        {
            "id": "and",
            "kind": "scale",
            "text": text("Sain apua " * 40),
            "scale": "five",
            "may_skip": False,
        },
        {
            "id": "tuki",
            "kind": "matrix",
            "text": text("Mitä mieltä olet?"),
            "scale": "five",
            "may_skip": True,
            "rows": [
                {"id": "kuultu", "wording": 1, "text": text("Minua kuultiin")},
                {"id": "turva", "wording": 2, "text": text("Oloni oli turvallinen")},
            ],
        },
        {
            "id": "suosittelu",
            "kind": "scale",
            "text": text("Suosittelisitko?"),
            "scale": "nps",
            "may_skip": False,
        },
        {"id": "sukupuoli", "kind": "single", "text": text("Sukupuoli"), "choices": choices},
        {"id": "tavat", "kind": "multiple", "text": text("Miten?"), "choices": [*ways, nothing]},
        {
            "id": "kerrat",
            "kind": "number",
            "text": text("Kuinka monta kertaa?"),
            "min": 0,
            "max": 2000,
            "when": {"item": "tavat", "is": "kaynti"},
        },
        {"id": "2-paiva", "kind": "date", "text": text("Milloin alkoi?")},
        {"id": "sanat", "kind": "text", "text": text("Kerro"), "long": True, "quotable": True},
        {
            "id": "lisaa",
            "kind": "text",
            "text": text("Vielä"),
            "long": False,
            "quotable": False,
            "when": {"item": "sanat", "answered": True},
        },
    ]
    return parse(
        {
            "id": "kaikki-lajit",
            "version": 1,
            "title": text("Kaikki lajit"),
            "languages": ["fi", "sv", "en"],
            "scales": {
                "five": {"min": 1, "max": 5, "labels": five},
                "nps": {"min": 0, "max": 10, "labels": {"0": text("en"), "10": text("kyllä")}},
            },
            "pages": [{"id": "sivu", "items": [{"wording": 1, **item} for item in items]}],
        }
    )


def people() -> list[Said]:
    """Everything that can be answered, and everything that can be missing."""
    return [
        Said(
            7,
            {
                "and": "5",
                "kuultu": "4",
                "turva": "skip",
                "suosittelu": "10",
                "sukupuoli": "nainen",
                "tavat": ["1-puhelin", "kaynti"],
                "kerrat": "12",
                "2-paiva": "2024-02-29",
                "sanat": LONG,
                "sanat.quote": "yes",
                "lisaa": "äö",
            },
        ),
        Said(
            4,
            {"and": "1", "kuultu": "2", "sukupuoli": "mies", "tavat": ["ei-mikaan"]},
            language="sv",
            mode=Mode.PAPER,
            helped="worker",
            unclear=("turva", "suosittelu"),
        ),
        Said(3, {"and": "2", "suosittelu": "0", "tavat": ["verkko"], "sanat": FORMULA}),
        Said(2, {"suosittelu": "6", "tavat": ["kaynti"]}),
        Said(1, {"sanat": LONGEST, "and": "3"}, language="en"),
        Said(1, {}),
    ]


def wave(house: County, at: datetime, **more: bool) -> Wave:
    """The wave that these people answered, about two units; it is closed."""
    said: dict[Unit | Service, People] = {house.kamppi: people(), house.kallio: people()}
    return closed(house, at, said, asked=everything(), code="kaikki-lajit", **more)


def erase_words(wave: Wave) -> None:
    ResponseWords.objects.filter(response__target__wave=wave).delete()
