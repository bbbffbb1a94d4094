"""The bank holds only sound instruments; what was published stays; a question meets itself."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from kuulluksi.pure.questionnaire import bank
from kuulluksi.pure.questionnaire.checker import check
from kuulluksi.pure.questionnaire.document import Questionnaire, to_json
from kuulluksi.pure.questionnaire.items import Item, MatrixItem, NoteItem, same_wording
from kuulluksi.pure.questionnaire.parsing import parse
from kuulluksi.pure.questionnaire.reader import BadDocument
from kuulluksi.pure.text import LANGUAGES
from tests.pure.questionnaire.documents import small

ROOT = Path(__file__).parents[3]
INSTRUMENTS = ROOT / "instruments"
PRINTED = Path(__file__).with_name("printed-items.csv")
DOCUMENTATION = ROOT / "docs" / "instruments.md"
EVERY = [(name, version) for name in bank.names() for version in bank.versions(name)]

# Client services of 2011 asked on a scale of four, without a middle; so it is printed and compared.
KNOWN = {"paihdehuolto": [("no-middle", "scales.agree-4")]}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(bank, "_FOLDER", tmp_path)
    monkeypatch.setattr(bank, "instrument", bank.instrument.__wrapped__)
    return tmp_path


def put(folder: Path, file: str, **changes: object) -> None:
    (folder / file).write_text(json.dumps({**small(), **changes}), encoding="utf-8")


def file_of(name: str, version: int) -> Path:
    return INSTRUMENTS / (f"{name}.json" if version == 1 else f"{name}.{version}.json")


def instruments() -> Iterator[Questionnaire]:
    for name, version in EVERY:
        yield bank.instrument(name, version)


def asked() -> Iterator[tuple[str, Item]]:
    """Everything that stands on any page, and the rows of each matrix, with its instrument."""
    for instrument in instruments():
        for item in instrument.items:
            yield instrument.id, item
            if isinstance(item, MatrixItem):
                yield from ((instrument.id, row) for row in item.rows)


@pytest.mark.parametrize(("name", "version"), EVERY)
def test_every_instrument_is_sound_complete_and_written_as_it_is_read(
    name: str, version: int
) -> None:
    instrument = bank.instrument(name, version)
    written = json.dumps(to_json(instrument), ensure_ascii=False, indent=2) + "\n"
    assert file_of(name, version).read_text(encoding="utf-8") == written
    assert instrument.languages[: len(LANGUAGES)] == LANGUAGES
    assert instrument.missing() == {}
    assert [(found.code, found.path) for found in check(instrument)] == KNOWN.get(name, [])


def test_the_folder_holds_nothing_but_instruments_and_their_hashes() -> None:
    files = {file_of(name, version) for name, version in EVERY}
    assert set(INSTRUMENTS.iterdir()) == {*files, INSTRUMENTS / "published.txt"}


def test_what_was_published_stays_as_it_was() -> None:
    """A changed document is a new version in a file of its own: `<id>.<version>.json`. Its line is
    added to instruments/published.txt, and no line there ever changes."""
    listed = (INSTRUMENTS / "published.txt").read_text(encoding="utf-8").splitlines()
    found = [f"{one.id} {one.version} {one.hash}" for one in instruments()]
    assert found == listed


def test_the_same_wording_of_a_question_is_the_same_everywhere() -> None:
    known: dict[tuple[str, int], tuple[str, Item]] = {}
    for name, item in asked():
        first, same = known.setdefault((item.id, item.wording), (name, item))
        assert same_wording(item, same), f"{item.id} {item.wording}: {first} and {name} differ"


def test_another_wording_of_a_question_has_the_next_number() -> None:
    wordings: dict[str, dict[int, Item]] = defaultdict(dict)
    for _name, item in asked():
        wordings[item.id][item.wording] = item
    for id_, items in wordings.items():
        assert sorted(items) == list(range(1, len(items) + 1)), id_
        pairs = combinations(items.values(), 2)
        assert not any(same_wording(*pair) for pair in pairs), f"{id_}: one wording, two numbers"


def test_a_scale_of_one_name_is_one_scale() -> None:
    """In each language of ours; a version may add another language to it."""
    known: dict[str, object] = {}
    for instrument in instruments():
        for name, scale in instrument.scales.items():
            said = [[label.get(tag) for tag in LANGUAGES] for label in scale.labels]
            seen = (scale.points, said)
            assert known.setdefault(name, seen) == seen, f"{name} differs in {instrument.id}"


def test_the_social_stations_are_asked_in_easy_finnish_too() -> None:
    first, second = (bank.instrument("sosiaaliasemat", version) for version in (1, 2))
    assert second.languages == (*first.languages, "fi-x-selko")
    assert second.missing() == {}
    assert [(item.id, item.wording) for item in second.items] == [
        (item.id, item.wording) for item in first.items
    ]


def test_statements_are_worded_as_they_were_printed() -> None:
    printed: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    with PRINTED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            ends = int(row["scale_min"]), int(row["scale_max"])
            printed[row["instrument"]].append((row["item_fi"], *ends))
    assert len(printed) == 9
    for name, statements in printed.items():
        asked_here = [
            (item.text.get("fi"), item.scale.min, item.scale.max)
            for item in bank.instrument(name).statements
            if item.scale.id != "grade-4-10" or name == "kouluarvosana"
        ]
        assert asked_here == statements, name


def test_every_survey_of_clients_asks_the_school_grade() -> None:
    without = {"palvelumittari", "finsote-kohtaaminen", "henkilosto-pulssi"}
    for name in set(bank.names()) - without:
        if not name.startswith("kansallinen"):
            grade = bank.instrument(name).question("school-grade")
            assert grade is not None, name


@pytest.mark.parametrize(
    ("name", "shared"),
    [
        ("sosiaaliasemat", {"enough-information", "treated-properly", "competent", "met-needs"}),
        ("leikkipuistot", {"enough-information", "fast-enough", "met-needs"}),
        ("paihdehuolto", set()),
    ],
)
def test_adapted_instruments_share_the_statements_of_the_meter(name: str, shared: set[str]) -> None:
    meter = {(item.id, item.wording) for item in bank.instrument("palvelumittari").statements}
    here = {(item.id, item.wording) for item in bank.instrument(name).statements}
    assert {id_ for id_, _wording in meter & here} == shared


def test_the_documentation_lists_every_question_that_instruments_share() -> None:
    places: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    words = {}
    for name, item in asked():
        if not isinstance(item, (NoteItem, MatrixItem)):
            places[item.id][item.wording].add(name)
            words[item.id, item.wording] = item.text.get("fi")
    rows = [
        f"| `{id_}` | {wording} | {words[id_, wording]} | {', '.join(sorted(names))} |"
        for id_, wordings in sorted(places.items())
        if len(set().union(*wordings.values())) > 1
        for wording, names in sorted(wordings.items())
    ]
    lines = DOCUMENTATION.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("| `")] == rows


def test_the_documentation_shows_a_document_that_is_one() -> None:
    shown = DOCUMENTATION.read_text(encoding="utf-8").split("```json\n")[1].split("```")[0]
    assert to_json(parse(json.loads(shown))) == json.loads(shown)


def test_the_service_meter_asks_its_seven_statements_on_one_page() -> None:
    meter = bank.instrument("palvelumittari")
    assert len(meter.pages) == 1
    assert [item.id for item in meter.statements] == [
        "enough-information",
        "treated-properly",
        "competent",
        "met-needs",
        "fast-enough",
        "took-part",
        "life-improved",
    ]
    assert meter.items == meter.statements
    for item in meter.statements:
        assert list(item.scale.points) == [1, 2, 3, 4, 5]
        assert all(item.scale.labels)
        assert item.may_skip
    assert meter.statements[0].scale.label(1).get("fi") == "Täysin eri mieltä"
    assert meter.statements[0].scale.label(5).get("fi") == "Täysin samaa mieltä"


def test_an_instrument_is_read_once() -> None:
    assert bank.instrument("palvelumittari") is bank.instrument("palvelumittari")


@pytest.mark.parametrize("name", ["nothing", "", "../instruments/palvelumittari"])
def test_an_unknown_instrument_is_refused_by_name(name: str) -> None:
    with pytest.raises(LookupError, match=r"has finsote-kohtaaminen, .*palvelumittari"):
        bank.instrument(name)


def test_the_newest_version_is_given_unless_another_is_asked_for(folder: Path) -> None:
    put(folder, "small.json")
    put(folder, "small.2.json", version=2)
    put(folder, "small.10.json", version=10)
    assert bank.names() == ("small",)
    assert bank.versions("small") == (1, 2, 10)
    assert bank.instrument("small").version == 10
    assert bank.instrument("small", 2).version == 2
    with pytest.raises(LookupError, match="no version 3 of 'small'"):
        bank.instrument("small", 3)


@pytest.mark.parametrize("file", ["Small.json", "small.1.json", "small.02.json", "small.txt"])
def test_a_file_of_another_name_is_no_instrument(folder: Path, file: str) -> None:
    put(folder, file)
    assert bank.names() == ()


def test_a_file_must_bear_the_name_and_version_of_its_instrument(folder: Path) -> None:
    put(folder, "other.json")
    with pytest.raises(BadDocument, match="id: must be 'other'"):
        bank.instrument("other")
    put(folder, "small.2.json")
    with pytest.raises(BadDocument, match="version: must be 2"):
        bank.instrument("small")
