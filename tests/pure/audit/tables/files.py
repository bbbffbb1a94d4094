"""Small files of figures, written as one line for each row, and what an audit finds in them."""

from kuulluksi.pure.audit import tables
from kuulluksi.pure.audit.cells import Sheet, read
from kuulluksi.pure.audit.findings import Amount, Finding, Kind, Report, Told

HEADER = ["table", "area", "group", "item", "year", "statistic", "value", "note", "n"]
SCALED = [*HEADER, "scale_min", "scale_max"]


def sheet(lines: str, scale: tuple[int, int] | None = None) -> Sheet:
    """Rows as "table|area|group|item|year|statistic|value|note|n"; what is left out at the end is
    empty. Means stand on the scale."""
    rows = [SCALED]
    for line in lines.strip().splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        cells += [""] * (len(HEADER) - len(cells))
        mean = scale is not None and cells[5] == "mean"
        rows.append([*cells, *(map(str, scale) if mean and scale else ("", ""))])
    return read(rows)


def report(lines: str, scale: tuple[int, int] | None = None) -> Report:
    return tables.check(sheet(lines, scale))


def rules(lines: str, scale: tuple[int, int] | None = None) -> list[tuple[str, str, int]]:
    """The kind, rule and row of each finding, as they stand."""
    return [(each.kind.value, each.rule, each.place.line) for each in report(lines, scale).findings]


def faults(lines: str, scale: tuple[int, int] | None = None) -> list[Finding]:
    return list(report(lines, scale).of(Kind.FAULT))


def right(finding: Finding) -> list[str]:
    """The right values of a finding, as numbers."""
    return list(_numbers(finding.right))


def _numbers(told: Told) -> list[str]:
    match told:
        case Amount(value, _, decimals, None):
            return [f"{value:.{decimals}f}"]
        case Amount(value, _, decimals, to):
            return [f"{value:.{decimals}f}–{to:.{decimals}f}"]
        case tuple():
            return [number for each in told for number in _numbers(each)]
    return [str(told)]
