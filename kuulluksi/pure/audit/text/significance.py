"""Is it significant? A file holds no test; where it prints how many answered, one is made."""

from decimal import Decimal
from math import erfc, sqrt

from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.findings import Amount, Code, Kind
from kuulluksi.pure.audit.text import spans
from kuulluksi.pure.audit.text.binding import Context, Subject
from kuulluksi.pure.audit.text.claims import Change, Significant
from kuulluksi.pure.audit.text.reading import Part
from kuulluksi.pure.audit.text.values import amount_of
from kuulluksi.pure.audit.text.verdict import Verdict, holds, unknown

# Between these two a rounded share cannot decide.
_SURELY, _HARDLY = 0.04, 0.06


def judge(claim: Significant, part: Part, subject: Subject, context: Context) -> Verdict:
    """Whether two shares with known numbers of answers differ so that chance is a poor reason."""
    if not subject.heard:
        return unknown("no-subject")
    change = Change(0, claim.start, claim.end)
    tested: list[tuple[float, spans.Pair]] = []
    seen: list[spans.Pair] = []
    for series in subject.narrow:
        pairs, _ = spans.pairs(series, change, part, context)
        for pair in pairs:
            seen.append(pair)
            chance = by_chance(*pair)
            if chance is not None:
                tested.append((chance, pair))
    if not seen:
        return unknown("no-figure")
    if not tested:
        if not claim.holds:
            return unknown("no-test")
        return Verdict("holds", seen[0], rule="text-significance-untested", kind=Kind.CAUTION)
    agreeing = [
        pair
        for chance, pair in tested
        if (chance < _HARDLY) is claim.holds or _SURELY < chance < _HARDLY
    ]
    if agreeing:
        return holds(*agreeing[0])
    chance, pair = tested[0]
    if not subject.named:
        return unknown("not-sure")
    return Verdict(
        "fails" if subject.sure else "holds",
        pair,
        rule="text-significance",
        kind=Kind.FAULT if subject.sure else Kind.CAUTION,
        right=Code("not-significant" if claim.holds else "significant"),
        values={
            "figure": pair[0],
            "from": amount_of(pair[0]),
            "to": amount_of(pair[1]),
            "first": pair[0].first,
            "last": pair[1].first,
            "chance": Amount(Decimal(str(round(chance, 3))), "", 3),
        },
    )


def by_chance(before: Cell, after: Cell) -> float | None:
    """How often two such shares would differ so much by chance; None when it cannot be known. Of
    what rounding leaves open the larger difference is taken."""
    if before.statistic != "percent" or not before.n or not after.n:
        return None
    apart = abs(float(after.value - before.value)) + float(before.half + after.half)
    both = (float(before.value) * before.n + float(after.value) * after.n) / (before.n + after.n)
    spread = both * (100 - both) * (1 / before.n + 1 / after.n)
    if spread <= 0:
        return 1.0
    return erfc(apart / sqrt(2 * spread))
