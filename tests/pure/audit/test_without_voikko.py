"""Where Finnish inflection is not understood the audit of a file says the same."""

import os
import subprocess
import sys
from pathlib import Path

from kuulluksi.pure.audit import audit
from kuulluksi.pure.audit.findings import Kind
from tests.pure.audit import corpus

ROOT = Path(__file__).resolve().parents[3]
# Another process, because the analyser is kept for as long as one lives.
TOLD = """
from kuulluksi.pure import words
from kuulluksi.pure.audit import audit
from tests.pure.audit import corpus
assert not words.available()
for town in ["helsinki-2011", *corpus.towns()]:
    for each in audit(corpus.sheet(town)).findings:
        print(town, each.kind.value, each.rule, each.place.line)
accused = [judged for text in corpus.texts() for judged in corpus.judged(text)[0] if judged.accused]
print("accused", len(accused))
"""


def test_without_voikko_files_are_judged_the_same_and_no_true_sentence_is_accused(
    tmp_path: Path,
) -> None:
    (tmp_path / "libvoikko.py").write_text("raise ImportError", encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), str(ROOT)])
    command = [sys.executable, "-c", TOLD]
    environment = {**os.environ, "PYTHONPATH": path}
    said = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert said.returncode == 0, said.stderr
    with_it = [
        f"{town} {each.kind.value} {each.rule} {each.place.line}"
        for town in ["helsinki-2011", *corpus.towns()]
        for each in audit(corpus.sheet(town)).findings
    ]
    assert said.stdout.splitlines() == [*with_it, "accused 0"]
    assert any(f"{Kind.FAULT} printed-otherwise" in line for line in with_it)
