"""The same statement by typst alone: the same template and words, read from a file, and nothing of
ours. Prints its seconds and its most memory as JSON."""

import json
import re
import sys
import time
from importlib.resources import files
from pathlib import Path

import typst


def main(template: Path, dumped: Path, out: Path) -> None:
    began = time.perf_counter()
    fonts = typst.Fonts(
        include_system_fonts=False,
        font_paths=[str(files("font_source_sans_pro") / "files")],
    )
    told = json.loads(dumped.read_text())
    compiler = typst.Compiler(template, font_paths=fonts, sys_inputs=told)
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"])
    assert isinstance(made, bytes)
    out.write_bytes(made)
    print(json.dumps({"seconds": time.perf_counter() - began, "memory": most()}))


def most() -> float:
    """Megabytes of memory that this process had at most."""
    [found] = re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(found) / 1024


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
