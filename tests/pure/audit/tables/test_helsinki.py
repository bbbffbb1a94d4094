"""The printed statement of 2011: everything in it that is known to contradict itself is told, and
nothing else is accused."""

import csv
from collections import Counter
from pathlib import Path

from kuulluksi.pure.audit import tables
from kuulluksi.pure.audit.cells import read
from kuulluksi.pure.audit.findings import Finding, Kind, Report
from tests.pure.audit.tables.files import right

FILE = Path(__file__).parents[4] / "kuulluksi" / "figures" / "data" / "helsinki-2011.csv"


def report() -> Report:
    with FILE.open(encoding="utf-8", newline="") as opened:
        return tables.check(read(list(csv.reader(opened))))


def told(finding: Finding) -> tuple[str, str, list[str]]:
    cell = finding.cells[0]
    return cell.table, str(finding.printed), right(finding)


def test_helsinki_every_fault_of_its_figures_is_named_with_the_right_value() -> None:
    found = report()
    assert [told(each) for each in found.of(Kind.FAULT)] == [
        # 635 in table 1, 653 in figure 2; the row total 2,159 and the yearly totals need 653.
        ("1", "635", ["653"]),
        ("1", "14890", ["14908"]),
        ("1", "17594", ["17593"]),
        ("1", "172", ["171"]),
        # 780 + 6,263 + 1,155
        ("4", "8298", ["8198"]),
    ]


def test_helsinki_a_count_of_52_would_mend_both_of_the_totals_that_are_one_off() -> None:
    mended = [each for each in report().findings if each.rule == "sum-one-cell"]
    assert [each.values["found"] for each in mended] == ["51", "51"]


def test_helsinki_what_cannot_be_compared_is_a_caution_and_what_the_file_tells_disclosed() -> None:
    found = report()
    rules = Counter((each.kind.value, each.rule, each.cells[0].table) for each in found.findings)
    assert rules[("caution", "bases-differ", "2")] == 1
    assert rules[("disclosed", "partial-year", "2")] == 1
    assert rules[("caution", "units-differ", "1")] == 1
    assert rules[("caution", "estimate", "1")] == 2
    assert rules[("disclosed", "told-late", "1")] == 2


def test_helsinki_sound_tables_are_not_accused() -> None:
    sound = {"3", "5", "6", "7", "8", "10", "12", "13"}
    accused = [each for each in report().findings if each.kind is not Kind.DISCLOSED]
    assert [each for each in accused if each.cells[0].table in sound] == []
