"""A whole audit in words: every finding with its place, its printed and its right value, and how
much of the file and of the text could be put beside figures at all.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kuulluksi.pure.audit.findings import Finding, Kind, Report, Unbound
from kuulluksi.web.kit.audit import claims
from kuulluksi.web.kit.audit.sentences import said
from kuulluksi.web.kit.audit.telling import where

HEADINGS: Mapping[Kind, str | Promise] = {
    Kind.FAULT: gettext_lazy("Faults: what contradicts the figures"),
    Kind.CAUTION: gettext_lazy("Cautions: what cannot be compared, or only with care"),
    Kind.DISCLOSED: gettext_lazy("Disclosed: what the file or the text itself tells"),
}


def lines(report: Report, *, with_text: bool) -> Iterator[str]:
    """The report as lines of plain text."""
    for kind, heading in HEADINGS.items():
        findings = report.of(kind)
        if findings:
            yield f"{heading} ({len(findings)})"
            yield ""
            for finding in findings:
                yield from _finding(finding)
                yield ""
    if report.unbound:
        heading = _("Not checked: what could not be bound to figures")
        yield f"{heading} ({len(report.unbound)})"
        yield ""
        for each in report.unbound:
            yield _unbound(each)
        yield ""
    yield read_of(report)
    if with_text:
        yield bound_of(report)
    yield verdict(report)


def _finding(finding: Finding) -> Iterator[str]:
    found = said(finding)
    source = _("Text") if finding.place.source == "text" else _("File")
    yield f"[{found.kind}] {source}, {found.where}"
    if found.quoted:
        yield "  " + _("“%(words)s”") % {"words": found.quoted}
    if found.printed:
        yield "  " + _("Printed: %(printed)s") % {"printed": found.printed}
    if found.right:
        yield "  " + _("Right: %(right)s") % {"right": found.right}
    yield f"  {found.sentence}"


def _unbound(each: Unbound) -> str:
    reason = claims.REASONS.get(each.reason)
    told = f"  {where(each.place, ())}: {each.printed}"
    return f"{told} ({reason})" if reason else told


def read_of(report: Report) -> str:
    """How much of the file was read and put beside other figures."""
    number = len(report.cells)
    figures = ngettext(
        "%(number)d figure was read from the file; %(proven)d of it was put beside others.",
        "%(number)d figures were read from the file; %(proven)d of them were put beside others.",
        number,
    )
    return figures % {"number": number, "proven": len(report.proven)}


def bound_of(report: Report) -> str:
    """How much of the text was bound to figures; what was not is not known to be sound."""
    told = _(
        "Numbers and claims of the text: %(bound)d bound to figures, %(unbound)d not. What is not"
        " bound is not known to be right."
    )
    return told % {"bound": len(report.bound), "unbound": len(report.unbound)}


def verdict(report: Report) -> str:
    """The last line: how many findings of each kind."""
    numbers = Counter(finding.kind for finding in report.findings)
    return _("%(faults)d faults, %(cautions)d cautions, %(disclosed)d disclosed.") % {
        "faults": numbers[Kind.FAULT],
        "cautions": numbers[Kind.CAUTION],
        "disclosed": numbers[Kind.DISCLOSED],
    }


def as_json(report: Report, *, with_text: bool) -> dict[str, Any]:
    """The report as plain values; sentences in the language that is active."""
    return {
        "findings": [_json(finding) for finding in report.findings],
        "figures": {"read": len(report.cells), "proven": len(report.proven)},
        "text": {
            "bound": [
                {
                    "line": each.place.line,
                    "column": each.place.column,
                    "printed": each.printed,
                    "claim": each.claim,
                    "rows": [cell.number for cell in each.cells],
                }
                for each in report.bound
            ],
            "unbound": [
                {
                    "line": each.place.line,
                    "column": each.place.column,
                    "printed": each.printed,
                    "claim": each.claim,
                    "reason": each.reason,
                }
                for each in report.unbound
            ],
        }
        if with_text
        else None,
        "sound": report.sound,
    }


def _json(finding: Finding) -> dict[str, Any]:
    found = said(finding)
    return {
        "kind": finding.kind.value,
        "rule": finding.rule,
        "source": finding.place.source,
        "line": finding.place.line,
        "column": finding.place.column or finding.place.name,
        "where": found.where,
        "printed": found.printed,
        "right": found.right,
        "sentence": found.sentence,
        "quoted": found.quoted,
        "rows": [cell.number for cell in finding.cells],
    }
