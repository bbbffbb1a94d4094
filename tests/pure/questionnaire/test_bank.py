"""The bank holds only sound instruments, and the service meter asks what it always asked."""

import json
from pathlib import Path

import pytest

from kuulluksi.pure.questionnaire import bank
from kuulluksi.pure.questionnaire.document import BadDocument, to_json
from tests.pure.questionnaire.test_document import small


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(bank, "_FOLDER", tmp_path)
    monkeypatch.setattr(bank, "instrument", bank.instrument.__wrapped__)
    return tmp_path


@pytest.mark.parametrize("name", bank.names())
def test_every_instrument_is_sound_and_written_as_it_is_read(name: str) -> None:
    instrument = bank.instrument(name)
    source = Path(__file__).parents[3] / "instruments" / f"{name}.json"
    assert instrument.id == name
    assert to_json(instrument) == json.loads(source.read_text(encoding="utf-8"))


def test_the_service_meter_asks_its_seven_statements() -> None:
    meter = bank.instrument("palvelumittari")
    assert [(item.id, item.text.get("fi")) for item in meter.items] == [
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
    for item in meter.items:
        assert list(item.scale.points) == [1, 2, 3, 4, 5]
        assert all(item.scale.labels)
        assert item.may_skip
    assert meter.items[0].scale.label(1).get("fi") == "Täysin eri mieltä"
    assert meter.items[0].scale.label(5).get("fi") == "Täysin samaa mieltä"


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


def test_a_file_that_is_no_json_is_named(folder: Path) -> None:
    (folder / "broken.json").write_text("{", encoding="utf-8")
    with pytest.raises(BadDocument, match=r"broken\.json is not JSON"):
        bank.instrument("broken")
