"""Why a statement may not be signed as it stands: all reasons at once, each with its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kuulluksi.outcomes.models import Statement
from kuulluksi.outcomes.queries.statements.leaving_out import notes, unfinished
from kuulluksi.outcomes.queries.statements.working import Working
from kuulluksi.pure.statement import references
from kuulluksi.pure.statement.auditing import Audited, audited
from kuulluksi.pure.statement.references import HEADING, Fault, Reason


@dataclass(frozen=True)
class Checked:
    """`faults`: what stands in the way, in the order of the document; what concerns all of it comes
    first, with an empty key of a section. `audited`: all that the auditor has to tell, of which
    only its faults, and figures that were typed, stand in the way."""

    faults: tuple[Fault, ...] = ()
    audited: Audited = field(default_factory=Audited)


def faults(working: Working, statement: Statement, languages: Sequence[str]) -> list[Fault]:
    return list(check(working, statement, languages).faults)


def check(working: Working, statement: Statement, languages: Sequence[str]) -> Checked:
    found = audited(working.document, working.sheets, languages)
    order = {section.key: number for number, section in enumerate(working.document.sections)}
    of_text = [*_of_references(working, languages), *_of_audit(found)]
    of_text.sort(key=lambda fault: (order[fault.section], fault.block))
    return Checked((*_of_the_whole(working, statement, languages), *of_text), found)


def _of_the_whole(
    working: Working, statement: Statement, languages: Sequence[str]
) -> Iterator[Fault]:
    title = working.document.title
    yield from (
        Fault(Reason.UNSAID, "", HEADING, language)
        for language in languages
        if not title.get(language)
    )
    noted = notes(statement)
    yield from (
        Fault(Reason.OPEN_WAVE, "", HEADING, found=wave.code)
        for wave in unfinished(statement)
        if wave.pk not in noted
    )


def _of_references(working: Working, languages: Sequence[str]) -> Iterator[Fault]:
    yield from references.faults(working.document, languages, working.sheets, working.stories)


def _of_audit(found: Audited) -> Iterator[Fault]:
    kinds = ((Reason.AUDIT, found.faults), (Reason.TYPED, found.must_cite))
    for reason, each in ((reason, each) for reason, those in kinds for each in those):
        spot = each.spot
        yield Fault(reason, spot.section, spot.block, spot.language, spot.printed)
