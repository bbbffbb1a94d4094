"""What stands in the way of signing, in sentences, each with its place: which section, which part
of it, in which language, and what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kuulluksi.outcomes.models import Statement
from kuulluksi.outcomes.queries.statements import Working
from kuulluksi.outcomes.queries.statements.checking import Checked
from kuulluksi.outcomes.queries.statements.leaving_out import LEFT_OUT
from kuulluksi.pure.statement.references import HEADING, Fault, Reason
from kuulluksi.pure.text import LANGUAGES
from kuulluksi.surveys.models import Wave
from kuulluksi.web.kit.audit import statements as audited
from kuulluksi.web.kit.audit.statements import Found
from kuulluksi.web.kit.context import NAMES
from kuulluksi.web.kit.tags import said

SENTENCES: Mapping[Reason, Promise] = {
    Reason.UNREADABLE: gettext_lazy("“%(found)s” is no reference. Choose the figure from a table."),
    Reason.UNKNOWN: gettext_lazy("“%(found)s” leads to no figure. Choose it anew from its table."),
    Reason.HIDDEN: gettext_lazy(
        "“%(found)s” may not be shown, to protect those behind it. Say it in other words."
    ),
    Reason.NOTHING: gettext_lazy("“%(found)s”: nothing was counted there. Say it in other words."),
    Reason.NO_PART: gettext_lazy("“%(found)s”: this figure has no interval or no base."),
    Reason.NO_SHEET: gettext_lazy(
        "Nothing has been counted for “%(found)s”. Take it away, or choose another."
    ),
    Reason.NO_STORY: gettext_lazy("This story may not be told. Take it away, or choose another."),
    Reason.UNSAID: gettext_lazy("This is not written yet."),
    Reason.OPEN_WAVE: gettext_lazy(
        "The survey “%(found)s” has not ended. Wait for it, or leave it out and tell why."
    ),
    Reason.AUDIT: gettext_lazy("The auditor found: %(found)s"),
    Reason.TYPED: gettext_lazy(
        "“%(found)s” was typed. Put a reference in its place, so that it stays right."
    ),
}


@dataclass(frozen=True)
class Told:
    """One of them; `address` leads to where it is mended."""

    section: str
    where: str
    sentence: str
    address: str


def sentence(reason: Reason, found: str) -> str:
    return str(SENTENCES[reason]) % {"found": found}


def told(
    checked: Checked, working: Working, statement: Statement, waves: Iterable[Wave] = ()
) -> list[Told]:
    """`waves`: the surveys of the period that have not ended, for their names."""
    document, language = working.document, get_language() or LANGUAGES[0]
    headings = {each.key: said(each.heading) or each.key for each in document.sections}
    titles = {wave.code: said(wave.title) for wave in waves}
    audit = audited.faults(checked.audited, document, working.sheets, language)
    reasons = {
        (noted.spot.section, noted.spot.block, noted.spot.language, noted.spot.printed): found
        for noted, found in zip(checked.audited.faults, audit, strict=True)
    }
    return [
        _told(
            fault,
            headings,
            titles,
            statement,
            reasons.get((fault.section, fault.block, fault.language, fault.found)),
        )
        for fault in checked.faults
    ]


def _told(
    fault: Fault,
    headings: Mapping[str, str],
    waves: Mapping[str, str],
    statement: Statement,
    audit: Found | None,
) -> Told:
    language = NAMES.get(fault.language, "")
    if fault.reason is Reason.OPEN_WAVE:
        address = reverse("staff:statement-left-out", args=[statement.pk])
        told = sentence(fault.reason, waves.get(fault.found, fault.found))
        return Told("", "", told, f"{address}#wave-{fault.found}")
    if not fault.section:
        address = reverse("staff:statement-sections", args=[statement.pk])
        told = sentence(fault.reason, fault.found)
        return Told(_("Name of the statement"), language, told, f"{address}#title_{fault.language}")
    if fault.section == LEFT_OUT:
        address = reverse("staff:statement-left-out", args=[statement.pk])
        told = _sentence(fault, audit)
        return Told(headings.get(LEFT_OUT, ""), language, told, address)
    if fault.block == HEADING:
        place, anchor = _("heading"), "heading"
    else:
        place = _("part %(number)s") % {"number": fault.block + 1}
        anchor = f"block-{fault.block}"
    anchor += f"_{fault.language}" if language else ""
    address = reverse("staff:statement-section", args=[statement.pk, fault.section])
    where = f"{place}, {language}" if language else place
    return Told(
        headings.get(fault.section, fault.section),
        where,
        _sentence(fault, audit),
        f"{address}#{anchor}",
    )


def _sentence(fault: Fault, audit: Found | None) -> str:
    """What the auditor found is told with what the figures say."""
    if fault.reason is Reason.AUDIT and audit:
        return f"“{audit.printed}”: {audit.sentence}"
    return sentence(fault.reason, fault.found)
