"""What the auditor found in the printed figures of a source, in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kuulluksi.pure.audit.findings import Finding, Kind, Report
from kuulluksi.web.kit.audit import reports, sentences
from kuulluksi.web.kit.audit.statements import Found
from kuulluksi.web.kit.figures.notes import note_of


@dataclass(frozen=True)
class Page:
    """`read` and `verdict`: how much was put beside other figures, and how many findings."""

    read: str
    verdict: str
    groups: Sequence[tuple[str, Sequence[Found]]]


def page(report: Report) -> Page:
    """Faults first, then cautions, and what the source itself tells of."""
    groups = [
        (str(heading), [_found(each) for each in report.of(kind)])
        for kind, heading in reports.HEADINGS.items()
        if report.of(kind)
    ]
    return Page(reports.read_of(report), reports.verdict(report), groups)


def _found(finding: Finding) -> Found:
    said = sentences.said(_in_own_words(finding))
    right = said.right if finding.kind is Kind.FAULT else ""
    place = finding.place
    return Found(
        finding.kind.value,
        said.kind,
        said.where,
        "",
        place.quoted,
        said.printed,
        right,
        said.sentence,
    )


def _in_own_words(finding: Finding) -> Finding:
    """Notes of the files that come with the house are told in the language of the page."""
    values = {
        name: note_of(told) if isinstance(told, str) else told
        for name, told in finding.values.items()
    }
    printed = finding.printed
    return replace(
        finding,
        printed=note_of(printed) if isinstance(printed, str) else printed,
        values=values,
        # Which column of the file a note stood in is of no use to a reader.
        place=replace(finding.place, name=""),
    )
