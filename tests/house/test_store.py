"""Figures come from the protected store: who reads what lies below it is listed here, by name."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BELOW = {
    "kuulluksi.figures.models": {"Shown", "Tally"},
    "kuulluksi.outcomes.models": {"HeardShown"},
    "kuulluksi.surveys.models": {"Answer", "Ballot", "Response", "ResponseWords"},
}
MODULES = {
    "kuulluksi.figures.models",
    "kuulluksi.figures.models.releases",
    "kuulluksi.figures.queries.counting",
    "kuulluksi.figures.queries.instant",
    "kuulluksi.outcomes.queries.heard_counting",
    "kuulluksi.surveys.models",
    "kuulluksi.surveys.models.ballots",
    "kuulluksi.surveys.models.responses",
}
MAY = {
    # Puts answers of invented people into the box.
    ("kuulluksi/management/demo_surveys.py", "Ballot"),
}
"""Faces and commands that touch rows of answers: none for figures."""

READS_ROWS = {
    # Counts, and counts again.
    "counting",
    "recounting",
    # What is logged: rows, own selections, the national collection.
    "national",
    "research",
    "selecting",
    # The store itself.
    "releases",
    # Own words, for those who may read them.
    "quotes",
    "texts",
    "themes",
}
"""Of `figures.queries`."""


def below(file: Path) -> set[str]:
    """What a module imports of what lies below the store."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = {alias.name for alias in node.names}
            room = ".".join(node.module.split(".")[:3])
            found |= names & BELOW.get(room, set())
            found |= {name for name in names if f"{node.module}.{name}" in MODULES}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name in MODULES}
    return found


def test_store_no_face_and_no_command_reads_below_it() -> None:
    faces = [*ROOT.glob("kuulluksi/web/**/*.py"), *ROOT.glob("kuulluksi/management/**/*.py")]
    found = {(file.relative_to(ROOT).as_posix(), name) for file in faces for name in below(file)}
    assert len(faces) > 50
    # The names of what instant feedback counts are no figures.
    found = {each for each in found if each[1] != "instant"}
    assert found <= MAY


def test_store_few_queries_read_rows() -> None:
    folder = ROOT / "kuulluksi" / "figures" / "queries"
    rows = {*BELOW["kuulluksi.surveys.models"], *BELOW["kuulluksi.figures.models"]}
    found = {file.stem for file in folder.glob("*.py") if below(file) & rows}
    assert found <= READS_ROWS


def test_store_only_releasing_writes_it() -> None:
    actions = {
        file.stem
        for file in (ROOT / "kuulluksi" / "figures" / "actions").glob("*.py")
        if below(file) & BELOW["kuulluksi.figures.models"]
    }
    assert actions == {"releasing"}
