"""`kuulluksi import-figures` and `import-clients`: what is printed, stored and refused."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from kuulluksi.config import cli
from kuulluksi.figures.models import ClientNumber, FigureSource, PrintedFigure
from kuulluksi.figures.queries import packaged
from kuulluksi.figures.queries.places import key_of
from kuulluksi.management.fetching import Unfetched, fetch
from tests.factories.org import County, county
from tests.factories.printed import FILE, HEADER
from tests.management.publisher import Publisher, publisher
from tests.pure.test_figurefile import INDICATOR, REGIONS, figure


@pytest.fixture
def house(db: None) -> County:
    return county()


@pytest.fixture
def service() -> Iterator[Publisher]:
    with publisher() as opened:
        yield opened


def says(command: str, *words: str) -> str:
    out = io.StringIO()
    call_command(command, *words, stdout=out)
    return out.getvalue()


def file(folder: Path, content: str | bytes = FILE, name: str = "luvut.csv") -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def test_import_figures_prints_what_it_took_and_what_not(house: County, tmp_path: Path) -> None:
    told = says(
        "import_figures", file(tmp_path), "--source", "lahde", "--title", "Tilinpäätös",
        "--citation", "Painettu",
    )  # fmt: skip
    assert "635 ≠ 653 (#5)" in told
    assert "no place of ours" not in told
    assert "lahde: 2 figures (2 new, 0 gone, 0 unchanged), 2 rows kept apart" in told
    source = FigureSource.objects.get()
    assert (source.title.get("fi"), source.origin) == ("Tilinpäätös", "own")
    assert source.apart[0]["cells"]["value"] == "635"
    again = says("import_figures", file(tmp_path), "--source", "lahde")
    assert "(0 new, 0 gone, 2 unchanged)" in again
    assert FigureSource.objects.get().title.get("fi") == "Tilinpäätös"


def test_import_figures_names_a_place_that_is_none_of_ours(house: County, tmp_path: Path) -> None:
    strange = f"{HEADER}\n1,Muualla,,Kouluarvosana,2011,mean,8.5,4,10,\n"
    told = says("import_figures", file(tmp_path, strange), "--source", "lahde")
    assert "? Muualla: no place of ours" in told


def test_import_figures_2011_comes_with_the_house(house: County, tmp_path: Path) -> None:
    told = says(
        "import_figures",
        file(tmp_path, packaged.content("helsinki-2011.csv")),
        *("--source", "h", "--names"),
        file(tmp_path, packaged.content("helsinki-2011.names.csv"), "names.csv"),
    )
    assert "h: 218 figures (218 new, 0 gone, 0 unchanged), 2 rows kept apart" in told
    for name, number in (("finsote-2020", 6), ("to-beat", 9)):
        path = file(tmp_path, packaged.content(f"{name}.csv"))
        told = says("import_figures", path, "--source", name, "--origin", "elsewhere")
        assert f"{name}: {number} figures" in told
        assert "0 rows kept apart" in told


def test_import_figures_fails_only_when_nothing_came_or_when_told_to(
    house: County, tmp_path: Path
) -> None:
    bad = file(tmp_path, f"{HEADER}\n1,a,,x,2011,mean,9,1,5,\n", "bad.csv")
    with pytest.raises(CommandError, match="Nothing was imported, 1 rows kept apart"):
        says("import_figures", bad, "--source", "x")
    with pytest.raises(CommandError, match="--strict"):
        says("import_figures", file(tmp_path), "--source", "x", "--strict")
    assert not FigureSource.objects.exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["poissa.csv", "--source", "x"], "poissa.csv"),
        (["poissa.csv"], "--source"),
        (["--sotkanet"], "KUULLUKSI_SOTKANET_URL"),
        (["--sotkanet", "--indicator", "luottamus"], "indicator is a number"),
        (["--sotkanet", "http://example.fi/json"], "only https"),
        (["--sotkanet", "ftp://example.fi/json"], "only https"),
    ],
)
def test_import_figures_says_what_is_wrong(house: County, words: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        says("import_figures", *words)


def test_import_figures_of_a_faulty_code_or_file(house: County, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="letters, digits and hyphens"):
        says("import_figures", file(tmp_path), "--source", "a b")
    names = file(tmp_path, "a,b\n", "names.csv")
    with pytest.raises(CommandError, match="column, table, printed"):
        says("import_figures", file(tmp_path), "--source", "x", "--names", names)
    broken = file(tmp_path, "[1,", "x.json")
    with pytest.raises(CommandError, match="no JSON"):
        says("import_figures", "--sotkanet", broken)


def test_import_figures_from_files_of_sotkanet(house: County, tmp_path: Path) -> None:
    parts = [
        file(tmp_path, json.dumps(part), f"{number}.json")
        for number, part in enumerate((INDICATOR, REGIONS, [figure(), figure(region=77)]))
    ]
    told = says("import_figures", "--sotkanet", *parts, "--indicator", "4413:trust-staff")
    assert "region ”77”" in told
    assert "sotkanet: 1 figures (1 new" in told
    row = PrintedFigure.objects.get()
    assert (row.item_key, row.source.origin, row.region) == ("trust-staff", "national", "658")
    table = file(tmp_path, "indicator;region;year;gender;value;absValue\n9;658;2020;total;4;\n")
    with pytest.raises(CommandError, match="Nothing was imported"):
        says("import_figures", "--sotkanet", table)
    told = says("import_figures", "--sotkanet", table, "--indicator", "9::count", "--source", "s")
    assert "s: 1 figures" in told


def test_import_figures_asks_the_configured_address(
    house: County, service: Publisher, settings: Settings
) -> None:
    settings.SOTKANET_URL = f"{service.address}/rest/1.1/"
    settings.SOTKANET_INDICATORS = ["4413:trust-staff"]
    settings.SOTKANET_REGIONS = ["1042"]
    service.pages = {
        "/rest/1.1/regions": json.dumps(REGIONS).encode(),
        "/rest/1.1/indicators/4413": json.dumps(INDICATOR).encode(),
        "/rest/1.1/json": json.dumps([figure(), figure(region=1042, value=66)]).encode(),
    }
    told = says("import_figures", "--sotkanet", "--years", "2019-2020")
    assert "sotkanet: 2 figures" in told
    assert service.asked[-1] == (
        "/rest/1.1/json?indicator=4413&years=2019&years=2020"
        "&genders=total&genders=male&genders=female"
    )
    with pytest.raises(CommandError, match="Years are given"):
        says("import_figures", "--sotkanet", "--years", "viime")


def test_fetching_has_limits(service: Publisher) -> None:
    service.pages["/"] = b"x" * 5000
    assert fetch(service.address + "/") == b"x" * 5000
    with pytest.raises(Unfetched, match="more than 100 bytes"):
        fetch(service.address + "/", largest=100)
    with pytest.raises(Unfetched, match="404"):
        fetch(service.address + "/poissa")
    with pytest.raises(Unfetched, match="refused"):
        fetch("http://127.0.0.1:9/")
    service.slow = 0.02
    with pytest.raises(Unfetched, match=r"did not answer in 0\.2 seconds"):
        fetch(service.address + "/", seconds=0.2)
    service.slow, service.elsewhere = 0, "https://example.fi/"
    with pytest.raises(Unfetched, match="302"):
        fetch(service.address + "/")


def test_import_clients_prints_what_it_took_and_what_not(house: County, tmp_path: Path) -> None:
    table = f"place;year;clients;note\n{key_of(house.kamppi)};2025;1 200;arvio\nKuu;2025;5;\n"
    told = says("import_clients", file(tmp_path, table))
    assert "Kuu" in told
    assert "1 numbers (1 new, 0 changed, 0 unchanged), 1 rows left out" in told
    assert ClientNumber.objects.get().clients == 1200
    with pytest.raises(CommandError, match="Nothing was imported"):
        says("import_clients", file(tmp_path, table), "--strict")
    with pytest.raises(CommandError, match=r"poissa\.csv"):
        says("import_clients", str(tmp_path / "poissa.csv"))


def test_import_commands_may_be_written_with_hyphens(monkeypatch: pytest.MonkeyPatch) -> None:
    run: list[list[str]] = []
    monkeypatch.setattr(cli, "execute_from_command_line", run.append)
    for words in (["import-figures", "a-b.csv"], ["--version"], []):
        monkeypatch.setattr("sys.argv", ["kuulluksi", *words])
        cli.main()
    assert run == [
        ["kuulluksi", "import_figures", "a-b.csv"], ["kuulluksi", "--version"], ["kuulluksi"],
    ]  # fmt: skip
