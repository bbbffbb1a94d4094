"""The bank holds only sound instruments, and the service meter asks what it always asked."""

import json
from pathlib import Path

import pytest

from kuulluksi.pure.questionnaire import bank
from kuulluksi.pure.questionnaire.document import to_json
from kuulluksi.pure.questionnaire.reader import BadDocument
from tests.pure.questionnaire.documents import small


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(bank, "_FOLDER", tmp_path)
    monkeypatch.setattr(bank, "instrument", bank.instrument.__wrapped__)
    return tmp_path


def put(folder: Path, file: str, **changes: object) -> None:
    (folder / file).write_text(json.dumps({**small(), **changes}), encoding="utf-8")


@pytest.mark.parametrize("name", bank.names())
def test_every_instrument_is_sound_and_written_as_it_is_read(name: str) -> None:
    instrument = bank.instrument(name)
    source = Path(__file__).parents[3] / "instruments" / f"{name}.json"
    assert instrument.id == name
    assert to_json(instrument) == json.loads(source.read_text(encoding="utf-8"))


def test_the_service_meter_asks_its_seven_statements() -> None:
    meter = bank.instrument("palvelumittari")
    assert [(item.id, item.text.get("fi")) for item in meter.statements] == [
        ("enough-information", "Olen saanut riittävästi tietoa ja neuvontaa"),
        ("treated-properly", "Olen saanut asiallista kohtelua"),
        ("competent", "Saamani palvelu on ollut asiantuntevaa"),
        ("met-needs", "Saamani palvelu on vastannut tarpeitani"),
        ("fast-enough", "Olen saanut palvelua riittävän nopeasti"),
        (
            "took-part",
            "Olen voinut osallistua nykyisen palveluni suunnitteluun ja arviointiin",
        ),
        ("life-improved", "Saamani apu on parantanut elämäntilannettani"),
    ]
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
    with pytest.raises(LookupError, match="has palvelumittari"):
        bank.instrument(name)


def test_a_file_must_bear_the_name_of_its_instrument(folder: Path) -> None:
    (folder / "other.json").write_text(json.dumps(small()), encoding="utf-8")
    with pytest.raises(BadDocument, match="must be 'other'"):
        bank.instrument("other")


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
