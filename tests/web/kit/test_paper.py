"""The questionnaire on paper: every word literally, every box where it is said to be, every page
with its mark."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kuulluksi.pure import pagemark
from kuulluksi.pure.questionnaire import bank
from kuulluksi.pure.questionnaire.document import Questionnaire, to_json
from kuulluksi.pure.questionnaire.parsing import parse
from kuulluksi.surveys.enums import Target
from kuulluksi.surveys.models import Wave
from kuulluksi.web.kit import paper as papers
from kuulluksi.web.kit.paper import Paper, making
from tests.factories import surveys
from tests.factories.org import County, county
from tests.pure.questionnaire.documents import (
    Json,
    document,
    multiple,
    number,
    page,
    scale,
    single,
    text,
)

pytestmark = pytest.mark.django_db

DPI = 200
DOT = DPI / 25.4
"""Points of the picture in a millimetre."""
DARK, LIGHT = 150, 235

# Signs that mean something to typst, to PDF or to a careless program.
SIGNS = "#$*_@<>\\[](){}`~\"'=+-/:;%&|^!?.,0123abcåäö–”§€ \u00a0\u200b"


@pytest.fixture
def house() -> County:
    return county()


@pytest.fixture
def wave(house: County, at: datetime) -> Wave:
    return surveys.wave(house, at, code="sosiaaliasemat-2026")


def asked(*items: Json, **more: object) -> Questionnaire:
    return parse({**document(page("p", *items)), **more})


def words(made: Paper) -> str:
    """All text of the PDF as a program reads it out, without white space."""
    pages = pypdfium2.PdfDocument(made.pdf)
    return bare("".join(page.get_textpage().get_text_range() for page in pages))


def bare(said: str) -> str:
    """Without white space, and without the signs for a hyphen that break a line."""
    return re.sub(r"[\s\u00a0\u200b\u00ad\u0002\ufffe-]", "", said)


class Drawn:
    """A page as a scanner would see it."""

    def __init__(self, made: Paper, number: int) -> None:
        page = pypdfium2.PdfDocument(made.pdf)[number - 1]
        self.bitmap = page.render(scale=DPI / 72, grayscale=True)
        self.stride, self.grey = self.bitmap.stride, bytes(self.bitmap.buffer)

    def darkest(self, x: float, y: float, reach: float = 0.35) -> int:
        """The darkest point around a place, in millimetres."""
        rows = range(round((y - reach) * DOT), round((y + reach) * DOT) + 1)
        left, right = round((x - reach) * DOT), round((x + reach) * DOT) + 1
        return min(min(self.grey[r * self.stride + left : r * self.stride + right]) for r in rows)

    def mark(self) -> str:
        height, width = self.bitmap.height, self.bitmap.width
        rows = b"".join(self.grey[r * self.stride : r * self.stride + width] for r in range(height))
        picture = memoryview(rows).cast("B", (height, width))
        (found,) = zxingcpp.read_barcodes(picture)
        return str(found.text)


def boxes_of(made: Paper, number: int) -> Iterator[dict[str, Any]]:
    return (box for box in made.places["boxes"] if box["page"] == number)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("name", ["sosiaaliasemat", "kansallinen-asiakaspalaute"])
def test_paper_boxes_stand_where_they_are_said_to(
    house: County, wave: Wave, name: str, *, large: bool
) -> None:
    made = papers.paper(bank.instrument(name), "fi", wave, house.kamppi, large=large)
    seen = 0
    for number_ in range(1, len(made.places["marks"]) + 1):
        drawn = Drawn(made, number_)
        for box in boxes_of(made, number_):
            x, y, width, height = (box[key] for key in ("x", "y", "width", "height"))
            middle, centre = x + width / 2, y + height / 2
            for edge in ((middle, y), (middle, y + height), (x, centre), (x + width, centre)):
                assert drawn.darkest(*edge) < DARK, box
            if box["kind"] == "tick":
                assert drawn.darkest(middle, centre, reach=width / 2 - 0.7) > LIGHT, box
            seen += 1
    assert seen > 60


def test_paper_has_a_box_for_each_answer(house: County, wave: Wave) -> None:
    stations = bank.instrument("sosiaaliasemat")
    made = papers.paper(stations, "fi", wave, house.kamppi)
    boxes = [(box["item"], box["value"]) for box in made.places["boxes"] if box["kind"] == "tick"]
    assert len(boxes) == len(set(boxes))
    for statement in stations.statements:
        values = {value for item, value in boxes if item == statement.id}
        points = {str(point) for point in statement.scale.points}
        assert values == points | ({"skip"} if statement.may_skip else set())
    assert len([value for item, value in boxes if item == "gender"]) == 4
    assert ("worked-well.quote", "yes") in boxes
    assert {value for item, value in boxes if item == "helped"} == {
        *("worker", "relative", "interpreter", "other"),
    }


def test_paper_each_page_tells_a_machine_what_it_is(house: County, wave: Wave) -> None:
    stations = bank.instrument("sosiaaliasemat")
    made = papers.paper(stations, "sv", wave, house.kamppi)
    assert len(made.places["marks"]) == len(pypdfium2.PdfDocument(made.pdf))
    for number_ in range(1, len(made.places["marks"]) + 1):
        drawn = Drawn(made, number_)
        mark = pagemark.read(drawn.mark())
        assert (mark.wave, mark.place, mark.page) == (wave.code, house.kamppi.code, number_)
        assert stations.hash.startswith(mark.document)
        assert (mark.language, mark.large) == ("sv", False)
        for corner, (_id, _x, _y, bits) in zip(made.places["corners"], making.CORNERS, strict=True):
            cell = corner["size"] / 6
            for row, line in enumerate(bits, start=1):
                for column, bit in enumerate(line, start=1):
                    x, y = corner["x"] + (column + 0.5) * cell, corner["y"] + (row + 0.5) * cell
                    assert (drawn.darkest(x, y, reach=0.2) > LIGHT) == (bit == "1")
            assert drawn.darkest(corner["x"] + cell / 2, corner["y"] + cell / 2) < DARK


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(said=st.text(SIGNS, min_size=1, max_size=60).filter(lambda said: said.strip()))
def test_paper_prints_every_sign_literally(house: County, said: str) -> None:
    made = papers.paper(
        asked(
            {**single("s", "x", "y"), "text": {"fi": said}, "hint": {"fi": said}},
            title={"fi": f"a{said}"},
            purpose={"fi": said},
        ),
        "fi",
    )
    assert words(made).count(bare(said)) >= 4


@pytest.mark.parametrize("name", bank.names())
def test_paper_of_every_instrument(house: County, name: str) -> None:
    instrument = bank.instrument(name)
    for language in instrument.languages:
        made = papers.paper(instrument, language)
        printed = words(made)
        assert bare(instrument.title.best(language)) in printed
        for question in instrument.questions:
            assert bare(question.text.best(language)) in printed


def test_paper_is_tagged_and_says_its_title_and_language(house: County, wave: Wave) -> None:
    made = papers.pdf(bank.instrument("sosiaaliasemat"), "sv", wave, house.kamppi)
    assert b"pdfuaid" in made or b"/MarkInfo" in made
    opened = pypdfium2.PdfDocument(made)
    assert opened.is_tagged()
    assert opened.get_metadata_value("Title") == wave.title.best("sv")
    assert b"/Lang (sv)" in made or b"(sv)" in made


def test_paper_carries_the_promise_and_how_to_give_it_back(house: County, wave: Wave) -> None:
    printed = words(papers.paper(bank.instrument("sosiaaliasemat"), "fi", wave, house.kamppi))
    for part in (wave.purpose, wave.handler, wave.staff_hear, wave.changes_when, wave.invests):
        assert bare(part.best("fi")) in printed
    assert bare("viimeistään maanantaina 16.3.2026") in printed
    assert bare("/y/sosiaaliasemat-2026/kampin-sosiaaliasema") in printed


def test_paper_of_a_sample_names_no_open_link(house: County, wave: Wave) -> None:
    wave.target = Target.SAMPLE
    printed = words(papers.paper(bank.instrument("sosiaaliasemat"), "fi", wave, house.kamppi))
    assert "/y/" not in printed


def test_paper_of_a_draft_says_that_it_is_none(house: County) -> None:
    made = papers.paper(bank.instrument("kouluarvosana"), "fi")
    assert bare("Esikatselu") in words(made)
    assert pagemark.read(made.places["marks"][0]).wave == ""


def test_paper_in_easy_finnish(house: County) -> None:
    plain = to_json(asked(text("t", long=True)))
    plain["languages"] = ["fi", "fi-x-selko"]
    plain["title"] = {"fi": "Kysely", "fi-x-selko": "Kysely selkokielellä"}
    made = papers.paper(parse(plain), "fi-x-selko")
    assert bare("Kysely selkokielellä") in words(made)
    assert pagemark.read(made.places["marks"][0]).language == "fi-x-selko"


def test_paper_says_conditions_as_instructions(house: County) -> None:
    made = papers.paper(
        asked(
            scale("q"),
            single("s", "x", "y"),
            {**number("n", 0, 9), "when": {"item": "q", "in": [1, 2, 3]}},
            {**text("t"), "when": {"not": {"item": "s", "is": "x"}}},
            {
                **text("u"),
                "when": {
                    "all": [
                        {"item": "n", "at_least": 4},
                        {"any": [{"item": "q", "is": 2}, {"item": "t", "answered": True}]},
                    ]
                },
            },
        ),
        "fi",
    )
    printed = words(made)
    assert bare("Vastaa tähän vain, jos vastauksesi kysymykseen 1 on 1–3.") in printed
    assert bare("Vastaa tähän vain, jos et valinnut kysymyksessä 2 vaihtoehtoa ”x fi”.") in printed
    assert bare(
        "Vastaa tähän vain, jos vastauksesi kysymykseen 3 on vähintään 4"
        " ja (vastauksesi kysymykseen 1 on 2 tai vastasit kysymykseen 4)."
    ) in printed  # fmt: skip


def test_paper_shows_a_stroke_for_what_no_letter_can_show(house: County) -> None:
    made = papers.paper(asked({**text("t"), "text": {"fi": "Hyvä \U0001f600 päivä"}}), "fi")
    assert bare("Hyvä\ufffdpäivä") in words(made)


def test_paper_breaks_a_word_longer_than_the_line(house: County) -> None:
    long = "lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas" * 3
    for large in (False, True):
        made = papers.paper(asked({**scale("q"), "text": {"fi": long}}), "fi", large=large)
        assert long in words(made)
        right = max(box["x"] + box["width"] for box in made.places["boxes"])
        assert right < 200


def test_paper_of_two_hundred_questions_takes_a_moment_only(house: County) -> None:
    kinds: list[Callable[[str], Json]] = [scale, number_, text, pick, several]
    items = [kinds[place % 5](f"q{place}") for place in range(200)]
    began = time.monotonic()
    made = papers.paper(asked(*items), "fi", large=True)
    assert time.monotonic() - began < 10
    assert len(made.places["marks"]) > 20
    assert {box["item"] for box in made.places["boxes"]} >= {f"q{place}" for place in range(200)}


def number_(id_: str) -> Json:
    return number(id_, 0, 999)


def pick(id_: str) -> Json:
    return single(id_, "x", "y", "z")


def several(id_: str) -> Json:
    return multiple(id_, "x", "y", "z")
