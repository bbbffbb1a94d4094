"""A trial on its own page: how many of whom take part, what they say, and how it ended."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict

from kuulluksi.org import queries as org
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import actions, queries, rules
from kuulluksi.outcomes.enums import MeasureKind
from kuulluksi.outcomes.models import Measure
from kuulluksi.web.kit import nonce as nonces
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.kit.forms import Fault
from kuulluksi.web.staff.outcomes.act_forms import CommentForm, ConclusionForm, GroupsForm
from kuulluksi.web.staff.outcomes.frame import back_to, page
from kuulluksi.web.staff.outcomes.measure_acts import trial_of
from kuulluksi.web.staff.outcomes.measures import after_stale, seen_in

GROUPS, COMMENT, CONCLUDE, REMOVE = "groups", "comment", "conclude", "remove"
# Those who only take part write down what is said, and nothing more.
OF_ALL = (COMMENT, REMOVE)


@staff
def trial(request: StaffRequest, measure: int) -> HttpResponse:
    """Three forms on one page; `act` names the one that was sent."""
    row, by, on = trial_of(request, measure), request.user, today()
    changes = rules.may_change(row, by, org.leading(by, on))
    if row.kind != MeasureKind.TRIAL:
        return back_to("staff:measure", row.pk)
    sent = request.POST if request.method == "POST" else None
    act = sent.get("act", COMMENT) if sent is not None else ""
    if act and act not in OF_ALL and not changes:
        raise PermissionDenied

    def of(name: str) -> QueryDict | None:
        return sent if act == name else None

    groups = GroupsForm(list(row.groups.all()), of(GROUPS))
    comment = CommentForm(of(COMMENT))
    told = {"conclusion": row.conclusion, "concluded": row.concluded}
    ending = ConclusionForm(of(CONCLUDE), told)
    form = {GROUPS: groups, COMMENT: comment, CONCLUDE: ending}.get(act)
    stale, seen = "", row.version if sent is None else seen_in(request)
    if sent is not None:
        try:
            if form is None or form.is_valid():
                done = _carry_out(request, row, act, groups, comment, ending, seen)
                return back_to("staff:measure-trial", row.pk, done=done)
        except rules.Stale as error:
            stale = error.sentence
        except Refused as refused:
            if form is None:
                raise PermissionDenied from refused
            form.refuse(refused)
    faults: list[Fault] = form.faults if form is not None and form.is_bound else []
    return page(
        request,
        "staff/outcomes/measure_trial.html",
        measure=row,
        changes=changes,
        groups=groups,
        comment=comment,
        ending=ending,
        comments=list(row.comments.select_related("by").order_by("-written_on", "pk")),
        nonce=request.POST.get("nonce") or nonces.fresh(),
        faults=faults,
        ended=row.trial_until is not None and row.trial_until < on,
        begun=row.trial_from is not None and row.trial_from <= on,
        **after_stale(row, stale, seen),
        status=409 if stale else 422 if sent is not None else 200,
    )


def _carry_out(
    request: StaffRequest,
    row: Measure,
    act: str,
    groups: GroupsForm,
    comment: CommentForm,
    ending: ConclusionForm,
    seen: int,
) -> str:
    """Does what was sent; returns how that is told."""
    by, at = request.user, now()
    if act == GROUPS:
        actions.set_groups(row, groups.numbers, by=by, at=at, seen=seen)
        return "saved"
    if act == CONCLUDE:
        learnt = ending.cleaned_data
        actions.conclude(row, learnt["conclusion"], learnt["concluded"], by=by, at=at, seen=seen)
        return "trial-concluded" if queries.behind(row, by) else "saved"
    if act == REMOVE:
        written = request.POST.get("comment", "")
        key = int(written) if written.isdecimal() and len(written) < 20 else 0
        actions.take_back(row, key, by=by, at=at)
        return "comment-removed"
    key_of_form = nonces.row_key(request.POST.get("nonce", ""), by.pk)
    words = comment.cleaned_data
    actions.comment(row, words["who"], words["comment"], by=by, at=at, key=key_of_form)
    return "comment-written"
