"""What changed, in sentences for people who have never read a table of tests.

Every sentence follows from a verdict (`pure.stats.changes`) and says no more than it: nothing rose
or fell unless chance is left out over the whole family, nothing stayed the same unless that was
shown, and one thing comes after another, never because of it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kuulluksi.figures.queries.comparing import Absent, Against, Kind, Row
from kuulluksi.figures.queries.grouping import Apart, Broken
from kuulluksi.pure.stats.changes import Change, Verdict
from kuulluksi.pure.stats.comparing import Caution, Reason
from kuulluksi.pure.stats.headline import Measure
from kuulluksi.web.kit.figures.amounts import amount, count_of, limit, told, written

MOST = 3
"""At the top of a page at most so many things stand out."""

WHAT: Mapping[Measure, str | Promise] = {
    Measure.MEAN: gettext_lazy("The mean"),
    Measure.SHARE: gettext_lazy("The share"),
    Measure.NPS: gettext_lazy("The recommendation (NPS)"),
}
REFUSED: Mapping[Reason, str | Promise] = {
    Reason.SOURCE: gettext_lazy("Not compared: feedback that is given and surveys never mix."),
    Reason.ITEM: gettext_lazy("Not compared: this is another question."),
    Reason.SCALE: gettext_lazy("Not compared: the scale is another one."),
}
CAUTIONS: Mapping[Caution, str | Promise] = {
    Caution.WORDING: gettext_lazy("The question was worded in another way."),
    Caution.LABELS: gettext_lazy("The points of the scale were named in another way."),
    Caution.SAMPLING: gettext_lazy("The people asked were chosen in another way."),
    Caution.MODE: gettext_lazy("It could be answered in other ways."),
    Caution.PERIOD: gettext_lazy("The periods are of different lengths."),
    Caution.LANGUAGE: gettext_lazy("More or fewer people answered in other languages."),
    Caution.HELPED: gettext_lazy("More or fewer people had help with answering."),
}
OTHER_PLACES = gettext_lazy("Not the same places were asked.")
ABSENT: Mapping[tuple[Kind, Absent], str | Promise] = {
    (Kind.LAST, Absent.FIRST): gettext_lazy("There is nothing before this to compare with."),
    (Kind.LAST, Absent.PLACE): gettext_lazy("This place was not asked about before."),
    (Kind.LAST, Absent.OTHER_PLACES): gettext_lazy(
        "Not compared: the time before it was wholly about other places."
    ),
    (Kind.LAST, Absent.NOT_ASKED): gettext_lazy("This was not asked the time before."),
    (Kind.LAST, Absent.HIDDEN): gettext_lazy(
        "Not compared with the time before: one of the two figures is not shown."
    ),
    (Kind.REST, Absent.HIDDEN): gettext_lazy(
        "Not compared with the others: one of the two figures is not shown."
    ),
    (Kind.REST, Absent.NOT_TOGETHER): gettext_lazy(
        "Not compared with the others yet: their figures are of different days."
    ),
    (Kind.TREND, Absent.HIDDEN): gettext_lazy(
        "No line is drawn through all the times: one of the figures is not shown."
    ),
    (Kind.TREND, Absent.NOT_ASKED): gettext_lazy(
        "No line is drawn through all the times: the kind of question has changed."
    ),
    (Kind.TREND, Absent.OTHER_PLACES): gettext_lazy(
        "No line is drawn through all the times: they were about different places."
    ),
}
FOR_ALL = (Absent.FIRST, Absent.PLACE, Absent.OTHER_PLACES)
"""What is so for everything about a place is said once, not with each figure."""

APART: Mapping[Apart, str | Promise] = {
    Apart.DIFFER: gettext_lazy("The groups answered differently."),
    Apart.UNCERTAIN: gettext_lazy("Whether the groups differ cannot be told from chance."),
    Apart.UNORDERED: gettext_lazy("These choices have no order, so no test is made of them."),
    Apart.HIDDEN: gettext_lazy(
        "Not told by groups: in some group too few answered, or all alike, or it could be worked"
        " out."
    ),
}


@dataclass(frozen=True)
class Sentence:
    """What is said of one comparison, and what to keep in mind with it."""

    kind: Kind
    words: str
    cautions: tuple[str, ...] = ()
    verdict: Verdict | None = None


def of(row: Row, least: int, parent: str = "") -> list[Sentence]:
    """What is said of a figure: of the time before, of the others, of all the times; nothing where
    it is hidden. `least`: the answers that a comparison needs; `parent`: the name of the place that
    holds this one."""
    if not row.published or row.asked.measure is None:
        return []
    found = [_last(row, least), _rest(row, least, parent), _trend(row, least)]
    return [each for each in found if each.words]


def nothing_before(rows: Sequence[Row]) -> str:
    """Why nothing on a page is compared with the time before, where that is so for all of it."""
    found = {row.last.absent for row in rows if row.asked.measure is not None}
    absent = found.pop() if len(found) == 1 else None
    return str(ABSENT[Kind.LAST, absent]) if absent in FOR_ALL else ""


def of_groups(broken: Broken, least: int) -> str:
    if broken.apart is Apart.TOO_FEW:
        return _("Too few answers to compare the groups: each needs at least %(least)d.") % {
            "least": least
        }
    said = str(APART[broken.apart])
    left = len(broken.groups) - len(broken.compared)
    if broken.apart in (Apart.DIFFER, Apart.UNCERTAIN) and left:
        return f"{said} " + ngettext(
            "%(left)d group has too few answers for this.",
            "%(left)d groups have too few answers for this.",
            left,
        ) % {"left": left}
    return said


def _last(row: Row, least: int) -> Sentence:
    against, when = row.last, _when(row)
    if against.change is None:
        return _nothing(against)
    shown = {"when": when, "least": least}
    sayings: Mapping[Verdict, Callable[[], str]] = {
        Verdict.ROSE: lambda: _(
            "%(what)s rose %(when)s by %(amount)s: then %(before)s (%(n)s), now %(after)s (%(m)s)."
        ),
        Verdict.FELL: lambda: _(
            "%(what)s fell %(when)s by %(amount)s: then %(before)s (%(n)s), now %(after)s (%(m)s)."
        ),
        Verdict.UNCHANGED: lambda: _(
            "%(what)s stayed as it was %(when)s, give or take %(limit)s:"
            " then %(before)s (%(n)s), now %(after)s (%(m)s)."
        ),
        Verdict.UNCERTAIN: lambda: _(
            "%(what)s was %(before)s (%(n)s) the time before and is %(after)s (%(m)s) now."
            " The difference may be chance."
        ),
        Verdict.TOO_FEW: lambda: _(
            "Too few answers to compare with the time before (%(n)s, now %(m)s):"
            " both times need at least %(least)d."
        ),
    }
    return _said(row, against, against.change, sayings, shown)


def _rest(row: Row, least: int, parent: str) -> Sentence:
    against = row.rest
    if against.change is None:
        return _nothing(against)
    shown = {"parent": parent, "least": least}
    sayings: Mapping[Verdict, Callable[[], str]] = {
        Verdict.ROSE: lambda: _(
            "%(what)s is higher by %(amount)s than among the others (%(parent)s):"
            " here %(after)s (%(m)s), the others %(before)s (%(n)s)."
        ),
        Verdict.FELL: lambda: _(
            "%(what)s is lower by %(amount)s than among the others (%(parent)s):"
            " here %(after)s (%(m)s), the others %(before)s (%(n)s)."
        ),
        Verdict.UNCHANGED: lambda: _(
            "%(what)s is the same as among the others (%(parent)s), give or take %(limit)s:"
            " here %(after)s (%(m)s), the others %(before)s (%(n)s)."
        ),
        Verdict.UNCERTAIN: lambda: _(
            "%(what)s is %(after)s (%(m)s) here and %(before)s (%(n)s) among the others"
            " (%(parent)s). The difference may be chance."
        ),
        Verdict.TOO_FEW: lambda: _(
            "Too few answers to compare with the others (%(parent)s: %(n)s, here %(m)s):"
            " both sides need at least %(least)d."
        ),
    }
    return _said(row, against, against.change, sayings, shown)


def _trend(row: Row, least: int) -> Sentence:
    against = row.trend
    if against.change is None:
        return _nothing(against)
    shown = {"waves": against.waves, "least": least}
    sayings: Mapping[Verdict, Callable[[], str]] = {
        Verdict.ROSE: lambda: _(
            "Over %(waves)d times %(inner)s has risen, along a straight line by %(amount)s."
        ),
        Verdict.FELL: lambda: _(
            "Over %(waves)d times %(inner)s has fallen, along a straight line by %(amount)s."
        ),
        Verdict.UNCHANGED: lambda: _(
            "Over %(waves)d times %(inner)s has stayed as it was, give or take %(limit)s."
        ),
        Verdict.UNCERTAIN: lambda: _(
            "Over %(waves)d times no line upwards or downwards can be told from chance."
        ),
        Verdict.TOO_FEW: lambda: _(
            "Too few answers for a line through all %(waves)d times: each needs at least %(least)d."
        ),
    }
    return _said(row, against, against.change, sayings, shown)


INNER: Mapping[Measure, str | Promise] = {
    Measure.MEAN: gettext_lazy("the mean"),
    Measure.SHARE: gettext_lazy("the share"),
    Measure.NPS: gettext_lazy("the recommendation (NPS)"),
}


def _said(
    row: Row,
    against: Against,
    change: Change,
    sayings: Mapping[Verdict, Callable[[], str]],
    shown: Mapping[str, object],
) -> Sentence:
    refused = change.measured.comparison.refused
    if change.verdict is Verdict.NOT_COMPARABLE:
        return Sentence(against.kind, str(REFUSED[refused or Reason.ITEM]), verdict=change.verdict)
    measure, now, then = change.measured.measure, row.published.counts, against.other.counts
    if now is None or then is None:
        return Sentence(against.kind, "")
    numbers: dict[str, object] = {
        "what": WHAT[measure],
        "inner": INNER[measure],
        "n": count_of(then.n),
        "m": count_of(now.n),
        "limit": limit(change.measured.bound, measure),
        **shown,
    }
    if against.kind is Kind.TREND:
        numbers["amount"] = amount(abs(change.value or 0), measure, now.points)
    else:
        found = told(then, now, measure)
        numbers |= {"before": found.before, "after": found.after, "amount": found.amount}
    words = sayings[change.verdict]() % numbers
    return Sentence(against.kind, words, cautions(against), change.verdict)


def cautions(against: Against) -> tuple[str, ...]:
    """What else than the service may have made a difference."""
    found = [str(CAUTIONS[caution]) for caution in against.cautions]
    return (*found, str(OTHER_PLACES)) if against.places else tuple(found)


def _nothing(against: Against) -> Sentence:
    absent = against.absent
    if absent is None or absent in FOR_ALL:
        return Sentence(against.kind, "")
    return Sentence(against.kind, str(ABSENT.get((against.kind, absent), "")))


def _when(row: Row) -> str:
    return _("after the year before") if row.told.wave is None else _("after the wave before")


def standing_out(rows: Iterable[Row], name: Callable[[Row], str]) -> str:
    """One sentence for a whole page: the three largest changes since the time before, then what is
    unlike the others; or that nothing stands out, or that nothing could be compared."""
    rows = [row for row in rows if row.published]
    found = [*_largest(rows, Kind.LAST), *_largest(rows, Kind.REST)][:MOST]
    if not found:
        return _quiet(rows)
    said = []
    for kind, verdict, opening in (
        (Kind.LAST, Verdict.ROSE, _("Rose: %(things)s.")),
        (Kind.LAST, Verdict.FELL, _("Fell: %(things)s.")),
        (Kind.REST, Verdict.ROSE, _("Higher than among the others: %(things)s.")),
        (Kind.REST, Verdict.FELL, _("Lower than among the others: %(things)s.")),
    ):
        things = [
            f"{name(row)} ({written(change, row)})"
            for each, row, change in found
            if each is kind and change.verdict is verdict
        ]
        if things:
            said.append(opening % {"things": "; ".join(things)})
    if not _largest(rows, Kind.LAST) and _compared(rows, Kind.LAST):
        said.append(_("No change since the time before can be told from chance."))
    return " ".join(said)


def _largest(rows: Sequence[Row], kind: Kind) -> list[tuple[Kind, Row, Change]]:
    """What rose or fell, the largest effect first."""
    found = [
        (kind, row, change)
        for row in rows
        if (change := row.against[kind].change) is not None
        and change.verdict in (Verdict.ROSE, Verdict.FELL)
    ]
    return sorted(found, key=lambda each: -abs(each[2].measured.effect or 0))


def _verdicts(rows: Sequence[Row], kind: Kind) -> list[Verdict]:
    changes = [row.against[kind].change for row in rows]
    return [change.verdict for change in changes if change is not None]


def _compared(rows: Sequence[Row], kind: Kind) -> bool:
    """Whether something was compared, and chance not left out."""
    return not {Verdict.UNCHANGED, Verdict.UNCERTAIN}.isdisjoint(_verdicts(rows, kind))


def _quiet(rows: Sequence[Row]) -> str:
    if not rows:
        return _(
            "Nothing is shown here: too few have answered, all answered alike, or the numbers could"
            " be worked out from others."
        )
    if _compared(rows, Kind.REST):
        return _("Nothing stands out: no difference here can be told from chance.")
    if _compared(rows, Kind.LAST):
        return _("No change since the time before can be told from chance.")
    if Verdict.TOO_FEW in [*_verdicts(rows, Kind.LAST), *_verdicts(rows, Kind.REST)]:
        return _("There are too few answers for comparisons.")
    nothing = _("There is nothing yet that these figures could be compared with.")
    return nothing_before(rows) or nothing
