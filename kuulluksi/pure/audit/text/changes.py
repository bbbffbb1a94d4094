"""Did it rise, fall or stay? A told change beside the figures of the years it speaks of."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kuulluksi.pure.audit.findings import Told
from kuulluksi.pure.audit.text import spans
from kuulluksi.pure.audit.text.binding import Context, Subject
from kuulluksi.pure.audit.text.claims import Change
from kuulluksi.pure.audit.text.counted import Counted, counted, moved
from kuulluksi.pure.audit.text.lexicon import Cue
from kuulluksi.pure.audit.text.moves import direction, failed, of_pair, still
from kuulluksi.pure.audit.text.reading import Part
from kuulluksi.pure.audit.text.series import AREA, GROUP, ITEM, Series
from kuulluksi.pure.audit.text.verdict import Verdict, holds, unknown
from kuulluksi.pure.audit.text.vocabulary import Vocabulary


def judge(
    change: Change, part: Part, subject: Subject, context: Context, vocabulary: Vocabulary
) -> Verdict:
    """Whether its subject changed so. Subjects named beside each other must all have."""
    if not subject.heard:
        return unknown("no-subject")
    if change.denied:
        return _denied(change, part, subject, context)
    together = _together(part, subject)
    strands = [each for each in subject.strands if _moves(each)]
    if together:
        strands = [(each,) for each in together]
    if len(strands) > 1 and not _numbered(change):
        sure = subject.free if together else subject.clean
        found = [_one(change, part, each, each, context, vocabulary, sure=sure) for each in strands]
        wrong = [each for each in found if each.state == "fails"]
        if wrong:
            return wrong[0]
        if all(each.state == "holds" for each in found):
            told = [each for each in found if each.rule] or found[:1]
            return replace(
                told[0], cells=tuple(dict.fromkeys(c for each in found for c in each.cells))
            )
    return _one(change, part, subject.narrow, subject.wide, context, vocabulary, sure=subject.sure)


# Of more rows than this nobody says "all".
_MOST_OF_ALL = 60


def _together(part: Part, subject: Subject) -> list[Series]:
    """All of those of which "all" is said: the rows of one table that share a place or an item."""
    if not part.has(Cue.ALL):
        return []
    numbers = [each.value for each in part.quantities if each.soft]
    for series in subject.sets:
        moving = [each for each in series if _moves([each])]
        items = {each.item for each in moving}
        side = ITEM if len(items) > 1 else GROUP | AREA
        found = [each for each in moving if not each.total_on(side)]
        alike = {(each.table, each.statistic) for each in found}
        places = {(each.area, each.group) for each in found}
        if 1 < len(found) <= _MOST_OF_ALL and len(alike) == 1 and min(len(items), len(places)) == 1:
            return found if not numbers or len(found) in numbers else []
    return []


def _denied(change: Change, part: Part, subject: Subject, context: Context) -> Verdict:
    """ "Did not rise": false only when every likely pair of years rose."""
    if _numbered(change) or len(subject.narrow) != 1 or change.every or subject.strands:
        return unknown("negated")
    series = subject.narrow[0]
    pairs, _ = spans.pairs(series, change, part, context)
    ways = {direction(*pair) for pair in pairs}
    if not pairs or None in ways or (change.quality and series.statistic not in {"mean", "nps"}):
        return unknown("negated")
    if ways == {change.sign}:
        return failed(pairs[0], "text-change") if subject.sure else unknown("not-sure")
    return holds(*pairs[0])


def _moves(series: Iterable[Series]) -> bool:
    return any(len(each.by_year) > 1 for each in series)


def _one(
    change: Change,
    part: Part,
    narrow: Sequence[Series],
    wide: Sequence[Series],
    context: Context,
    vocabulary: Vocabulary,
    *,
    sure: bool,
) -> Verdict:
    wrong: Verdict | None = None
    unclear = ""
    for each in _in_order(change, narrow, wide):
        verdict = _of_series(change, part, each, context, vocabulary)
        saves = not verdict.rule or wrong is None or each in narrow
        if verdict.state == "holds" and saves:
            # What nearly holds of others does not save what is false of what is meant.
            return verdict
        if verdict.state == "fails" and each in narrow:
            wrong = wrong or verdict
        elif verdict.state == "unknown" and each in narrow:
            unclear = unclear or verdict.reason
    if wrong is None:
        return unknown(unclear or "no-figure")
    if unclear and unclear not in {"no-figure", "other-quality"}:
        return unknown(unclear)
    return wrong if sure else unknown("not-sure")


def _in_order(change: Change, narrow: Sequence[Series], wide: Sequence[Series]) -> list[Series]:
    ordered = list(dict.fromkeys([*narrow, *wide]))
    if change.shared and not change.counted:
        ordered.sort(key=lambda each: each.statistic != "percent")
    return ordered


def _of_series(
    change: Change, part: Part, series: Series, context: Context, vocabulary: Vocabulary
) -> Verdict:
    if change.quality and series.statistic not in {"mean", "nps"} and not _numbered(change):
        return unknown("other-quality")
    if change.counted and not change.shared and series.statistic == "percent":
        return _by_counts(change, part, series, context, vocabulary)
    if change.every:
        return _every(change, _steps(change, series, part, context))
    pairs, told = spans.pairs(series, change, part, context)
    if not pairs:
        return unknown("no-figure")
    if (change.source is not None or change.target is not None) and not told:
        pairs = list(dict.fromkeys([*pairs, *_all_pairs(series)]))
    verdicts = [of_pair(change, pair) for pair in pairs]
    good = next((each for each in verdicts if each.state == "holds" and not each.rule), None)
    good = good or next((each for each in verdicts if each.state == "holds"), None)
    if good:
        return good
    if any(each.state == "unknown" for each in verdicts):
        return next(each for each in verdicts if each.state == "unknown")
    # The pair whose figures are those of the text is the one that it means.
    return min(verdicts, key=lambda each: _RULES.get(each.rule, 1))


# Of several pairs the one whose findings explain the number best.
_RULES = {"text-percent-points": 0, "text-value": 2}


def _numbered(change: Change) -> bool:
    return change.source is not None or change.target is not None or change.by is not None


def _all_pairs(series: Series) -> list[spans.Pair]:
    cells = [cell for year, cell in series.by_year.items()]
    return [(a, b) for n, a in enumerate(cells) for b in cells[n + 1 :]]


def _steps(change: Change, series: Series, part: Part, context: Context) -> Sequence[spans.Pair]:
    """Each year beside the one before: all of them, or the last ones that are said to run."""
    found = spans.steps(series, part, context)
    if not change.running:
        return found
    last = found[-change.running :]
    gaps = any(after.first - before.first != 1 for before, after in last)
    return [] if gaps or len(last) < change.running else last


def _every(change: Change, steps: Sequence[spans.Pair]) -> Verdict:
    """Whether every year moved the same way."""
    if not steps or (len(steps) < 2 and change.sign):
        return unknown("no-figure")
    for pair in steps:
        way = direction(*pair)
        if change.sign == 0:
            verdict = still(change, pair)
            if verdict.state == "fails":
                return verdict
        elif way is None:
            return unknown("estimates")
        elif way != change.sign:
            values: dict[str, Told] = {"years": tuple(dict.fromkeys(c for p in steps for c in p))}
            return failed(pair, "text-every-year", **values)
    return holds(*dict.fromkeys(cell for pair in steps for cell in pair))


def _by_counts(
    change: Change, part: Part, series: Series, context: Context, vocabulary: Vocabulary
) -> Verdict:
    """A change in number of what is printed as a share: worked out with the base of each year."""
    if _numbered(change):
        return unknown("no-figure")
    if change.every:
        steps = _steps(change, series, part, context)
    else:
        steps, _ = spans.pairs(series, change, part, context)
    worked: list[tuple[Counted, Counted, spans.Pair]] = []
    for a, b in steps:
        before, after = counted(a, vocabulary), counted(b, vocabulary)
        if before is None or after is None:
            return unknown("no-base")
        worked.append((before, after, (a, b)))
    false = [each for each in worked if moved(change, each[0], each[1])]
    if not worked:
        return unknown("no-figure")
    if not false or (not change.every and len(false) < len(worked)):
        return holds(*(cell for _, _, pair in worked for cell in pair))
    before, after, pair = false[0]
    told = worked if change.every else [false[0]]
    return failed(
        pair,
        "text-counted",
        right=tuple(dict.fromkeys(each.amount for a, b, _ in told for each in (a, b))),
        bases=tuple(dict.fromkeys([before.base, after.base])),
    )
