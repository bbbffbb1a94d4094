"""Findings in the language of the reader: what each says, and of what kind it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kuulluksi.pure.audit.findings import Finding, Kind
from kuulluksi.web.kit.audit import claims, files
from kuulluksi.web.kit.audit.telling import told, where

RULES: Mapping[str, str | Promise] = {**files.RULES, **claims.RULES}
CODES: Mapping[str, str | Promise] = {**files.CODES, **claims.CODES}

KINDS: Mapping[Kind, str | Promise] = {
    Kind.FAULT: _("Fault"),
    Kind.CAUTION: _("Caution"),
    Kind.DISCLOSED: _("Disclosed"),
}
# Parts of a sum are told as a sum.
BETWEEN = {"parts": " + "}
# Numbers that only name something: years and rows.
PLAIN = frozenset({"first", "last", "year", "row"})


@dataclass(frozen=True)
class Said:
    """One finding in words. `right` is empty where nothing can be known to be right."""

    kind: str
    where: str
    printed: str
    right: str
    sentence: str
    quoted: str


def said(finding: Finding, rules: Mapping[str, str | Promise] = RULES) -> Said:
    """In the language that is active; `rules` are the sentences of what was audited."""
    return Said(
        str(KINDS[finding.kind]),
        where(finding.place, finding.cells),
        told(finding.printed, CODES),
        told(finding.right, CODES, between=" / "),
        sentence(finding, rules),
        finding.place.quoted,
    )


def sentence(finding: Finding, rules: Mapping[str, str | Promise] = RULES) -> str:
    """What a finding says, without its place."""
    values = {
        name: str(value) if name in PLAIN else told(value, CODES, BETWEEN.get(name, ", "))
        for name, value in finding.values.items()
    }
    values |= {
        "printed": told(finding.printed, CODES),
        "right": told(finding.right, CODES, between=" / "),
    }
    return str(rules[finding.rule]) % values
