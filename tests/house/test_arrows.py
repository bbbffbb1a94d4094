"""Every arrow of the plan holds, and every contract that holds one breaks when it is violated."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# The contract, the module that violates it ("+" adds a new one), and the line in it that does.
VIOLATIONS = [
    ("house", "kuulluksi/org/models", "import kuulluksi.voices.enums"),
    ("house", "kuulluksi/voices/rules", "import kuulluksi.cases.enums"),
    ("house", "kuulluksi/cases/actions", "import kuulluksi.web.kit"),
    ("house", "kuulluksi/pure", "import kuulluksi.org.enums"),
    ("house", "kuulluksi/web/kit", "import kuulluksi.config.env"),
    ("house", "+kuulluksi/attic", ""),
    ("faces", "kuulluksi/web/public", "import kuulluksi.web.staff"),
    ("faces", "kuulluksi/web/staff", "import kuulluksi.web.public"),
    ("faces", "kuulluksi/web/kit", "import kuulluksi.web.public"),
    ("faces", "+kuulluksi/web/attic", ""),
    ("org", "kuulluksi/org/enums", "import kuulluksi.org.models"),
    ("org", "kuulluksi/org/models", "import kuulluksi.org.rules"),
    ("org", "+kuulluksi/org/helpers", ""),
    ("voices", "kuulluksi/voices/rules", "import kuulluksi.voices.queries"),
    ("voices", "+kuulluksi/voices/helpers", ""),
    ("cases", "kuulluksi/cases/queries", "import kuulluksi.cases.actions"),
    ("cases", "+kuulluksi/cases/helpers", ""),
    ("surveys", "kuulluksi/surveys/rules", "import kuulluksi.surveys.queries"),
    ("surveys", "+kuulluksi/surveys/helpers", ""),
    ("figures", "kuulluksi/figures/queries", "import kuulluksi.figures.actions"),
    ("figures", "+kuulluksi/figures/helpers", ""),
    ("outcomes", "kuulluksi/outcomes/queries", "import kuulluksi.outcomes.actions"),
    ("outcomes", "+kuulluksi/outcomes/helpers", ""),
    ("pure", "kuulluksi/pure", "import django.db"),
    ("pure", "kuulluksi/pure", "from openpyxl import Workbook"),
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The Python files of the product and its contracts, to be spoiled."""
    ignored = shutil.ignore_patterns("__pycache__", "locale", "static", "templates")
    shutil.copytree(ROOT / "kuulluksi", tmp_path / "kuulluksi", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def verdicts(folder: Path, *options: str) -> dict[str, str]:
    """What import-linter says of each contract for the package in `folder`: KEPT or BROKEN."""
    command = [
        str(Path(sys.executable).with_name("lint-imports")),
        "--no-cache",
        "--no-logo",
        *options,
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    lines = [line.rsplit(" ", 1) for line in done.stdout.splitlines()]
    said = {line[0]: line[1] for line in lines if line[-1] in ("KEPT", "BROKEN")}
    assert said, done.stdout + done.stderr
    return {each["id"]: said[each["name"]] for each in contracts() if each["name"] in said}


def contracts() -> list[dict[str, str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    listed: list[dict[str, str]] = project["tool"]["importlinter"]["contracts"]
    return listed


def test_arrows_hold_in_every_room(copy: Path) -> None:
    assert verdicts(copy) == {each["id"]: "KEPT" for each in contracts()}


@pytest.mark.parametrize(("contract", "module", "line"), VIOLATIONS)
def test_arrows_violated_contract_breaks(copy: Path, contract: str, module: str, line: str) -> None:
    plant(copy, module, line)
    assert verdicts(copy, "--contract", contract) == {contract: "BROKEN"}


def plant(folder: Path, module: str, line: str) -> None:
    path = folder / module.removeprefix("+")
    if not module.startswith("+"):
        file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        assert file.exists(), f"{module} is gone; plant the violation elsewhere"
    else:
        file = path.with_suffix(".py")
        assert not file.exists()
    with file.open("a") as spoiled:
        spoiled.write(f"\n{line}\n")


def test_arrows_every_contract_is_violated_once() -> None:
    assert {contract for contract, _, _ in VIOLATIONS} == {each["id"] for each in contracts()}


def test_arrows_have_no_exceptions() -> None:
    forbidden = {"ignore_imports", "exhaustive_ignores", "unmatched_ignore_imports_alerting"}
    assert [each for each in contracts() if forbidden & each.keys()] == []
    rooms = {path.name for path in (ROOT / "kuulluksi").iterdir() if (path / "enums.py").exists()}
    assert rooms <= {each["id"] for each in contracts()}, "a room without a furniture contract"
