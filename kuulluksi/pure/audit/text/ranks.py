"""Is it the most, above the middle, better than another? Told places in an order beside the figures
that stand in it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.findings import Amount, Code
from kuulluksi.pure.audit.text import spans
from kuulluksi.pure.audit.text.binding import Context, Subject
from kuulluksi.pure.audit.text.claims import Compared, Extreme, Middle
from kuulluksi.pure.audit.text.lexicon import Cue
from kuulluksi.pure.audit.text.matching import fits
from kuulluksi.pure.audit.text.reading import Part
from kuulluksi.pure.audit.text.series import AREA, GROUP, ITEM, Series
from kuulluksi.pure.audit.text.values import amount_of
from kuulluksi.pure.audit.text.verdict import Verdict, holds, unknown
from kuulluksi.pure.audit.text.vocabulary import Vocabulary


def judge_extreme(
    claim: Extreme, part: Part, subject: Subject, context: Context, vocabulary: Vocabulary
) -> Verdict:
    """Whether its subject stands first among those it can be ranked with."""
    if not subject.heard:
        return unknown("no-subject")
    if claim.in_time:
        return _in_time(claim, part, subject, context)
    strands = _ranked_strands(subject)
    many = len(strands)
    verdicts = [
        _first_of(claim, part, strand, subject, context, vocabulary, places=many)
        for strand in strands
    ]
    good = next((each for each in verdicts if each.state == "holds"), None)
    if good:
        # Of several that are named some may only tell of what there is a rank.
        return good
    failed = [each for each in verdicts if each.state == "fails"]
    unclear = [each for each in verdicts if each.reason not in {"", "no-figure"}]
    return failed[0] if failed and not unclear else unclear[0] if unclear else verdicts[0]


def _ranked_strands(subject: Subject) -> list[Sequence[Series]]:
    """The subjects that may be first; where shares are named, no count that they are shares of."""
    strands: list[Sequence[Series]] = list(subject.strands) or [subject.narrow]
    shares = [each for each in strands if any(one.statistic == "percent" for one in each)]
    return shares or strands


def _first_of(
    claim: Extreme,
    part: Part,
    winners: Sequence[Series],
    subject: Subject,
    context: Context,
    vocabulary: Vocabulary,
    *,
    places: int,
) -> Verdict:
    own = [(each.first, each.last) for each in part.years] or list(context.own_years)
    likely = own or [*context.near_years, (context.year, context.year)]
    failed: list[tuple[Cell, Cell]] = []
    for winner in winners:
        for rivals in _rivals(winner, subject, vocabulary):
            found = [_place(claim, winner, rivals, span) for span in likely]
            for place, mine, best in filter(None, found):
                if (place == 1) if claim.second else place < places:
                    return holds(*dict.fromkeys([mine, best]))
                failed.append((mine, best))
        ranked_only = (
            claim.quality or part.has(Cue.COMMON) or _told_after(claim, part, winner, vocabulary)
        )
        if own and not ranked_only and _best_year(claim, winner, own):
            cells = [cell for span in own for cell in winner.at(*span)]
            if not failed or (context.year, context.year) not in own:
                return holds(*cells)
            # "Most thanks came in 2024": the most of all years, or of all kinds?
            return unknown("not-sure")
    if not failed:
        return unknown("no-figure")
    if not subject.sure or len(winners) > 1:
        return unknown("not-sure")
    return _false(*failed[0])


def _told_after(claim: Extreme, part: Part, winner: Series, vocabulary: Vocabulary) -> bool:
    """ "In 2024 there was most criticism", "the lowest grade of 2024 went to Malmi": what is told
    after the year is ranked among its kind, not among the years."""
    since = max([claim.end, *(each.end for each in part.years)])
    after = [word for word in part.words if word.start >= since and not word.plain]
    return any(winner.number in vocabulary.hear(word) for word in after)


def _rivals(winner: Series, subject: Subject, vocabulary: Vocabulary) -> Iterator[Sequence[Series]]:
    """Those among which it can be first: other groups and areas only when its own is named."""
    for side in (GROUP, ITEM, AREA):
        if side == ITEM or subject.sides & side:
            rivals = [each for each in vocabulary.beside(winner, side) if not each.total_on(side)]
            if len(rivals) > 1 and winner in rivals:
                yield rivals


def _false(mine: Cell, best: Cell) -> Verdict:
    return Verdict(
        "fails",
        (mine, best),
        rule="text-extreme",
        right=best,
        values={"figure": mine, "value": amount_of(mine), "other": amount_of(best)},
    )


def _place(
    claim: Extreme, winner: Series, rivals: Iterable[Series], span: spans.Span
) -> tuple[int, Cell, Cell] | None:
    """How many stand before the winner, its figure, and the figure that stands first."""
    cells: list[tuple[Decimal, Cell, Series]] = []
    for each in rivals:
        here = each.at(*span)
        if not here:
            continue
        if claim.moved:
            before = [cell for year, cell in each.by_year.items() if year < span[0]]
            if not before:
                continue
            cells.append(((here[0].value - before[-1].value) * claim.moved, here[0], each))
        else:
            cells.append((here[0].value * claim.sign, here[0], each))
    mine = [(value, cell) for value, cell, each in cells if each is winner]
    if not mine or len(cells) < 2:
        return None
    value, cell = mine[0]
    slack = cell.slack if cell.told.estimate else Decimal(0)
    cells.sort(key=lambda each: -each[0])
    best = cells[1 if claim.second else 0]
    ahead = sum(1 for other, _, _ in cells if other > value + slack)
    return ahead, cell, best[1]


def _in_time(claim: Extreme, part: Part, subject: Subject, context: Context) -> Verdict:
    """ "At its highest in 2023": of all its years."""
    own = [(each.first, each.last) for each in part.years] or list(context.own_years)
    if not own:
        return unknown("no-figure")
    if any(_best_year(claim, each, own) for each in subject.wide):
        return holds(*(cell for _, cell in spans.in_years(subject.narrow, own)))
    told = spans.in_years(subject.narrow, own)
    if not told or not subject.sure or len(subject.narrow) > 1:
        return unknown("not-sure")
    series, mine = told[0]
    if len(series.by_year) < 2:
        return unknown("no-figure")
    return _false(mine, max(series.by_year.values(), key=lambda cell: cell.value * claim.sign))


def _best_year(claim: Extreme, winner: Series, own: Iterable[spans.Span]) -> bool:
    cells = list(winner.by_year.values())
    if len(cells) < 2:
        return False
    best = max(cell.value * claim.sign for cell in cells)
    return any(cell.value * claim.sign == best for span in own for cell in winner.at(*span))


# The scale that a sentence names: "asteikolla 1–5", "from 1 to 5".
_SCALE = re.compile(r"(?<![\d.,])(\d{1,2})\s*(?:–|-|…|to|till|ja|och|and)\s*(\d{1,3})(?![\d.,]*\d)")


def middle_alone(
    claim: Middle, sentence: str, subject: Subject, vocabulary: Vocabulary
) -> Verdict | None:
    """ "The middle of the scale is 2.5", of no figure that is named: of the scale that the sentence
    names, or of those of the file."""
    if claim.number is None:
        return None
    means = [each for each in vocabulary.series if each.statistic == "mean" and each.scale]
    scales = {each.scale for each in means if each.scale}
    told = _SCALE.search(sentence)
    named = {each for each in scales if told and each == (Decimal(told[1]), Decimal(told[2]))}
    if not named and len({each.scale for each in subject.narrow}) == 1:
        return None
    number = claim.number.value
    among = named or scales
    right = [each for each in means if each.scale in among and each.cells[0].middle == number]
    if right:
        return holds(right[0].cells[0])
    near = sorted(each for each in among if each[0] <= number <= each[1])
    aside = sentence[claim.number.start - 1 : claim.number.start] == "("
    if len(near) != 1 or (aside and any(fits(claim.number, c) for m in means for c in m.cells)):
        # In a bracket the number may be the figure itself: "below the middle (2.98)".
        return None
    cell = next(each.cells[0] for each in means if each.scale == near[0])
    middle = Amount(cell.middle or Decimal(0), "", 1)
    return Verdict(
        "fails", (cell,), rule="text-middle", right=middle, values={"scale": _scale(cell)}
    )


def judge_middle(claim: Middle, part: Part, subject: Subject, context: Context) -> Verdict:
    """Whether means stand on that side of the middle of their scale, and whether the number that is
    called the middle is it."""
    series = [each for each in subject.narrow if each.statistic == "mean" and each.scale]
    if not series:
        series = [each for each in subject.wide if each.statistic == "mean" and each.scale]
    scales = {each.scale for each in series}
    if not series or len(scales) != 1 or not subject.heard:
        return unknown("no-subject")
    if len({(each.table, each.group) for each in series}) > 1 and len({e.item for e in series}) > 1:
        return unknown("not-sure")
    told = [each for each in part.quantities if each.soft]
    if part.has(Cue.ALL) and told and len(series) != told[0].value:
        return unknown("not-sure")
    spans_ = [(each.first, each.last) for each in part.years] or list(context.own_years)
    spans_ = spans_ or [(context.year, context.year)]
    cells = [cell for _, cell in spans.in_years(series, spans_)]
    if not cells:
        return unknown("no-figure")
    middle = cells[0].middle or Decimal(0)
    right = Amount(middle, "", 1)
    valued = claim.number is not None and any(fits(claim.number, cell) for cell in cells)
    if claim.number is not None and claim.number.value != middle and not valued:
        return Verdict(
            "fails",
            tuple(cells[:1]),
            rule="text-middle",
            right=right,
            values={"scale": _scale(cells[0])},
        )
    if claim.side is None:
        return holds(*cells)
    return _sides(claim, part, cells, middle)


def _sides(claim: Middle, part: Part, cells: Sequence[Cell], middle: Decimal) -> Verdict:
    """Whether the means stand on their side: of all every one, else most of them."""
    side = claim.side or 0
    there = [cell for cell in cells if _on_side(cell, middle, side, slight=part.has(Cue.SLIGHT))]
    if _some(part):
        # "Three of them were above": which three, nobody is told.
        wide = sum(_on_side(cell, middle, side, slight=True) for cell in cells)
        strict = sum(_on_side(cell, middle, side, slight=False) for cell in cells)
        good = any(strict <= number <= wide for number in _some(part))
        return holds(*cells) if good else unknown("not-sure")
    failing = [cell for cell in cells if cell not in there]
    if not failing or (not part.has(Cue.ALL) and len(failing) * 2 <= len(cells)):
        return holds(*cells)
    return Verdict(
        "fails",
        tuple(failing),
        rule="text-side",
        right=_side(failing[0], middle),
        values={
            "middle": Amount(middle, "", 1),
            "scale": _scale(cells[0]),
            "number": len(failing),
            "of": len(cells),
        },
    )


def _some(part: Part) -> list[Decimal]:
    """Of how many it is told, when not of all."""
    if part.has(Cue.ALL):
        return []
    return [each.value for each in part.quantities if each.soft]


def _on_side(cell: Cell, middle: Decimal, side: int, *, slight: bool) -> bool:
    room = cell.half if slight else Decimal(0)
    if side > 0:
        return cell.value + room > middle
    if side < 0:
        return cell.value - room < middle
    low, high = cell.scale or (middle, middle)
    return abs(cell.value - middle) <= (high - low) * Decimal("0.08")


def _side(cell: Cell, middle: Decimal) -> Code:
    if cell.value > middle:
        return Code("above")
    return Code("below") if cell.value < middle else Code("at")


def _scale(cell: Cell) -> Amount:
    low, high = cell.scale or (Decimal(0), Decimal(0))
    return Amount(low, "", 0, high)


def judge_compared(
    claim: Compared,
    part: Part,
    one: Subject,
    another: Subject,
    context: Context,
    vocabulary: Vocabulary,
) -> Verdict:
    """Whether the first is more (or less) than the second in the same year."""
    if not one.heard or (not another.heard and not claim.average):
        return unknown("no-subject")
    own = [(each.first, each.last) for each in part.years] or list(context.own_years)
    failed: tuple[Cell, Cell] | None = None
    for a, b in _beside(claim, one, another, vocabulary, own or [(context.year, context.year)]):
        if (a.value - b.value) * claim.sign > 0:
            return holds(a, b)
        if a.value == b.value and a.half and part.has(Cue.SLIGHT):
            # Printed alike, they may differ a little behind the rounding.
            return unknown("equal")
        failed = failed or (a, b)
    if failed is None:
        return unknown("no-figure")
    several = part.has(Cue.RUNNING, Cue.LONG, Cue.EVERY_YEAR)
    if several or not one.sure or not (another.sure or claim.average):
        # "For three years there was more of it": of which years is not known here.
        return unknown("not-sure")
    a, b = failed
    return Verdict(
        "fails",
        failed,
        rule="text-compared",
        right=Code("more")
        if a.value > b.value
        else Code("less")
        if a.value < b.value
        else Code("equal"),
        values={"figure": a, "value": amount_of(a), "rival": b, "other": amount_of(b)},
    )


def _beside(
    claim: Compared,
    one: Subject,
    another: Subject,
    vocabulary: Vocabulary,
    years: Sequence[spans.Span],
) -> Iterator[tuple[Cell, Cell]]:
    """The figures that are put beside each other."""
    for left in one.narrow:
        rivals = _totals(left, vocabulary) if claim.average else another.narrow
        for right in rivals:
            alike = (right.statistic, right.scale) == (left.statistic, left.scale)
            alike = alike and (
                right.item == left.item or (right.area, right.group) == (left.area, left.group)
            )
            if right is not left and alike:
                for span in years:
                    yield from zip(left.at(*span), right.at(*span), strict=False)


def _totals(series: Series, vocabulary: Vocabulary) -> list[Series]:
    """All of what a part belongs to."""
    return [
        each
        for side in (GROUP, AREA)
        for each in vocabulary.beside(series, side)
        if each.total_on(side) and each is not series
    ]
