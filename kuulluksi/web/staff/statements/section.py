"""One section is written: its words in all languages beside each other, its tables, figures and
stories, with a preview of it as everybody will read it."""

from dataclasses import dataclass
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kuulluksi.org.rules import Refused
from kuulluksi.outcomes.actions import statements as actions
from kuulluksi.outcomes.enums import Part
from kuulluksi.outcomes.models import StatementSection
from kuulluksi.outcomes.queries import statements
from kuulluksi.outcomes.queries.statements import writing
from kuulluksi.outcomes.rules import Stale
from kuulluksi.pure.text import LANGUAGES
from kuulluksi.web.kit import nonce
from kuulluksi.web.kit.clock import now
from kuulluksi.web.kit.context import NAMES
from kuulluksi.web.kit.doors import StaffRequest
from kuulluksi.web.kit.tags import said
from kuulluksi.web.staff.statements import auditing, section_page
from kuulluksi.web.staff.statements.frame import Opened, back_to, page, reader
from kuulluksi.web.staff.statements.section_form import SectionForm
from kuulluksi.web.staff.statements.showing import look_of

# The script of this page fetches the preview from the house itself.
fetches = csp_update({"connect-src": [SELF]})
SAVE, AGAIN, SHOW, FIGURE, PUT, REFER = "save", "again", "show", "figure:", "put:", "refer:"


@dataclass(frozen=True)
class Notice:
    """Why nothing was saved, though all was well with the form. `other` is what somebody else
    wrote meanwhile; `gone`: somebody took the section away."""

    sentence: str
    status: int = 409
    other: StatementSection | None = None
    gone: bool = False


@fetches
@reader
def section(request: StaffRequest, opened: Opened, section: str) -> HttpResponse:
    row = statements.section(opened.statement, section)
    if request.method != "POST":
        if row is None:
            raise Http404
        return _page(request, opened, row, SectionForm(row) if opened.writes else None)
    typed = request.POST
    known = row or StatementSection(statement=opened.statement, key=section, version=0)
    form = SectionForm(known, typed)
    do = typed.get("do", SAVE)
    if do not in (SAVE, AGAIN) and not do.startswith(REFER):
        form.arrange(do, typed.get("add", ""), typed.get("where", ""))
        return _page(request, opened, known, form, do=do)
    if do.startswith(REFER) and not form.refer(do):
        gone = Notice(_("The number is no longer there. Look at the words again."))
        return _page(request, opened, known, form, notice=gone)
    if not form.check():
        return _page(request, opened, known, form)
    told = _save(request, opened, row, form, again=do == AGAIN)
    if isinstance(told, HttpResponse):
        return told
    return _page(request, opened, known, form, notice=told)


def _save(
    request: StaffRequest,
    opened: Opened,
    row: StatementSection | None,
    form: SectionForm,
    *,
    again: bool,
) -> HttpResponse | Notice | None:
    """Where to go next, or why nothing was saved; None when something must be mended."""
    heading, blocks = form.told()
    by, at = request.user, now()
    try:
        if row is None and again:
            made = nonce.row_key(request.POST.get("nonce", ""), by.pk)
            row = actions.add_section(opened.statement, heading, by=by, at=at, row=made)
            form.seen = row.version
        if row is None:
            return _gone()
        actions.save_section(row, heading, blocks, by=by, at=at, seen=form.seen)
    except StatementSection.DoesNotExist:
        return _gone()
    except Stale as error:
        other = statements.section(opened.statement, form.section.key)
        if other is None or not _is_mine(other, form, by.pk):
            return Notice(error.sentence, other=other, gone=other is None)
    except Refused as refused:
        if not refused.field:
            return Notice(refused.sentence, status=409 if Part.WRITES in opened.parts else 403)
        form.refuse(refused)
        return None
    key = form.section.key if row is None else row.key
    return back_to("staff:statement-section", opened.statement.pk, key, done="saved")


def _gone() -> Notice:
    sentence = _("Somebody has taken this section away meanwhile. Your text is safe below.")
    return Notice(sentence, gone=True)


def _is_mine(other: StatementSection, form: SectionForm, by: int) -> bool:
    """The same form sent twice: the second time it says what stands there already."""
    return other.edited_by_id == by and SectionForm(other).told() == form.told()


def _page(
    request: StaffRequest,
    opened: Opened,
    row: StatementSection,
    form: SectionForm | None,
    *,
    do: str = "",
    notice: Notice | None = None,
) -> HttpResponse:
    typed = request.POST if request.method == "POST" else QueryDict()
    known = writing.sections(opened.statement)
    place = next((n for n, each in enumerate(known) if each.key == row.key), len(known))
    language = look_of(typed.get("look") or request.GET.get("look", ""))
    shown: dict[str, Any] = section_page.context(opened, row, form, typed, do=do, look=language)
    shown["audit"] = None
    if form is not None and do == auditing.CHECK:
        shown |= auditing.found(opened.statement, row, *form.told(), mends=True)
    if notice is not None and notice.other is not None and form is not None:
        # What the other wrote has been shown: the next save knows of it.
        form.seen = notice.other.version
    faulty = form is not None and bool(form.faults)
    return page(
        request,
        "staff/statements/section.html",
        status=notice.status if notice else 422 if faulty else 200,
        statement=opened.statement,
        writes=opened.writes,
        row=row,
        edited_by=known[place].edited_by if place < len(known) else None,
        heading=said(row.heading),
        before=known[place - 1] if 0 < place < len(known) else None,
        after=known[place + 1] if place + 1 < len(known) else None,
        form=form,
        faults=form.faults if form is not None else [],
        notice=notice,
        other=SectionForm(notice.other) if notice and notice.other else None,
        nonce=nonce.fresh() if notice and notice.gone else "",
        looks=[(tag, NAMES[tag], tag == language) for tag in LANGUAGES],
        **shown,
    )


@fetches
@reader
@require_POST
def preview(request: StaffRequest, opened: Opened, section: str) -> HttpResponse:
    """The preview of a section that is being typed, for the script of its page."""
    if not opened.takes_part:
        raise PermissionDenied
    row = statements.section(opened.statement, section)
    known = row or StatementSection(statement=opened.statement, key=section, version=0)
    form = SectionForm(known, request.POST)
    language = look_of(request.POST.get("look", ""))
    return page(
        request,
        "staff/statements/section_preview.html",
        preview=section_page.preview(opened, known, form, language),
    )
