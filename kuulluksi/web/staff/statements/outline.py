"""One statement: its sections, who does what, what stands in the way of signing, and what happened;
and the whole of it as everybody will read it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.http import Http404, HttpResponse

from kuulluksi.figures.queries.places import key_of
from kuulluksi.outcomes import queries
from kuulluksi.outcomes.actions.statements.moving import NEXT
from kuulluksi.outcomes.enums import Part, StatementState
from kuulluksi.outcomes.models import StatementPart, StatementSection
from kuulluksi.outcomes.queries import statements
from kuulluksi.outcomes.queries.sheets import offers
from kuulluksi.outcomes.queries.statements import editions, period_of, writing
from kuulluksi.outcomes.queries.statements.checking import Checked, check
from kuulluksi.outcomes.queries.statements.leaving_out import notes, unfinished
from kuulluksi.outcomes.queries.statements.ready import prepared
from kuulluksi.pure.statement.laying import laid_out
from kuulluksi.pure.statement.references import Fault, Reason
from kuulluksi.web.kit.clock import today
from kuulluksi.web.kit.context import NAMES
from kuulluksi.web.kit.doors import StaffRequest
from kuulluksi.web.kit.statements import making, pages
from kuulluksi.web.kit.statements.addresses import path
from kuulluksi.web.kit.statements.making import FORMATS, Format
from kuulluksi.web.kit.tags import said
from kuulluksi.web.staff.statements import faults
from kuulluksi.web.staff.statements.acts import ACTS, possible
from kuulluksi.web.staff.statements.frame import Opened, page, reader
from kuulluksi.web.staff.statements.showing import look_of


@dataclass(frozen=True)
class Line:
    """A section in the outline: in which languages something of it is not written yet, and how
    much else must be mended in it."""

    section: StatementSection
    number: str
    heading: str
    silent: Sequence[str]
    to_mend: int


@dataclass(frozen=True)
class Also:
    """Something of the plan that was left out: its words in each language, or the name of its
    sheet, and what is missing for it."""

    tongues: Sequence[tuple[str, str, str]]
    sheet: str
    missing: Sequence[str]


@reader
def outline(request: StaffRequest, opened: Opened) -> HttpResponse:
    statement = opened.statement
    rows = writing.people([statement])[statement.pk]
    known = writing.sections(statement)
    signed = statement.state == StatementState.SIGNED
    working = statements.working(statement)
    checked = Checked() if signed else check(working, statement, queries.languages())
    found = checked.faults
    waves = [] if signed else unfinished(statement)
    turn = writing.named(rows, NEXT.get(StatementState(statement.state)))
    able = possible(opened, request.user)
    return page(
        request,
        "staff/statements/outline.html",
        statement=statement,
        writes=opened.writes,
        leads=opened.leads,
        lines=list(_lines(known, found)),
        parts=[(part.label, _names(rows, part)) for part in Part],
        turn=[person.name for person in turn],
        my_turn=request.user in turn,
        to_mend=faults.told(checked, working, statement, waves),
        waves=len(waves),
        left_out=len({wave.pk for wave in waves} & notes(statement).keys()),
        acts=[(event.value, ACTS[event].label, event in able[:1]) for event in able],
        signs=Part.SIGNS in opened.parts and statement.state == StatementState.REVIEWED,
        editions=[
            (each, path(replace(working.document, place=each.place), each.number))
            for each in editions.of_statement(statement)
        ],
        steps=writing.history(statement),
        # What they say to each other on the way is not for all who read what was signed.
        takes_part=opened.takes_part,
    )


def _lines(known: Sequence[StatementSection], found: Sequence[Fault]) -> Iterator[Line]:
    chapter = part = 0
    for each in known:
        if each.level == 1:
            chapter, part = chapter + 1, 0
        else:
            part += 1
        mine = [fault for fault in found if fault.section == each.key]
        silent = {fault.language for fault in mine if fault.reason is Reason.UNSAID}
        yield Line(
            each,
            f"{chapter}.{part}" if each.level > 1 else str(chapter),
            said(each.heading) or each.key,
            [NAMES[tag] for tag in NAMES if tag in silent],
            sum(fault.reason is not Reason.UNSAID for fault in mine),
        )


def _names(rows: Sequence[StatementPart], part: Part) -> Sequence[str]:
    return [person.name for person in writing.named(rows, part)]


@reader
def plan(request: StaffRequest, opened: Opened) -> HttpResponse:
    """What the ready-made plan would also say, if there were figures for it."""
    statement = opened.statement
    period, place = period_of(statement), key_of(statement.place)
    titles = {key: said(offer.title) for key, offer in offers(period, place).items()}
    groups: dict[str, tuple[str, list[Also]]] = {}
    for each in prepared(period, place).dropped:
        _heading, found = groups.setdefault(each.section, (said(each.heading), []))
        words = [(tag, NAMES[tag], told) for tag, told in each.words.to_json().items()]
        title = titles.get(each.sheet, "")
        found.append(Also(words, title, () if title else each.missing))
    return page(
        request,
        "staff/statements/plan.html",
        statement=statement,
        groups=list(groups.values()),
    )


@reader
def preview(request: StaffRequest, opened: Opened) -> HttpResponse:
    language = look_of(request.GET.get("language", ""))
    working = statements.working(opened.statement)
    laid = laid_out(working.document, language, working.sheets, working.stories)
    return page(
        request,
        "staff/statements/preview.html",
        statement=opened.statement,
        title=laid.title,
        language=language,
        looks=[(tag, name, tag == language) for tag, name in NAMES.items()],
        contents=laid.chapters,
        files=[(form.value, FORMATS[form]) for form in (Format.PDF, Format.DOCX)],
        preview=pages.html(laid, level=2),
    )


@reader
def file(request: StaffRequest, opened: Opened, form: str) -> HttpResponse:
    """A file of the statement as it stands now, to be printed or passed round before it is signed;
    it says on each page that it is a draft."""
    if form not in set(map(str, Format)):
        raise Http404
    source = making.of_draft(opened.statement, statements.working(opened.statement), today())
    made = making.made(source, look_of(request.GET.get("language", "")), Format(form))
    return making.sent(made)
