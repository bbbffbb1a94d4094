"""How many answered: shares of those who were asked, answers beside respondents, and whether a
share or a mean of so many answers can be what is printed.
"""

from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal

from kuulluksi.pure.audit import naming
from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.findings import Amount, Finding, Kind, at
from kuulluksi.pure.audit.tables.checked import Checked, amount, printed
from kuulluksi.pure.audit.tables.ledger import Ledger, gathered


def rates(ledger: Ledger) -> Checked:
    """The share of those who were asked that answered, beside both numbers."""
    findings: list[Finding] = []
    rows: set[int] = set()
    blocks = gathered(
        ledger.cells, lambda cell: (cell.table, cell.area, cell.group, cell.first, cell.last)
    )
    for block in blocks.values():
        counts = [cell for cell in block if cell.statistic == "count"]
        asked = [cell for cell in counts if naming.sent(cell.item)]
        answered = [cell for cell in counts if naming.answered(cell.item) and cell not in asked]
        shares = [cell for cell in block if cell.statistic == "percent" and naming.rate(cell.item)]
        if len(answered) != 1 or len(asked) != 1 or not asked[0].value:
            continue
        (answer,), (ask,) = answered, asked
        rows |= {cell.number for cell in (answer, ask, *shares)}
        # What was sent may be something else than surveys.
        known = bool(shares) or naming.survey_sent(ask.item)
        if known and answer.value - answer.slack > ask.value + ask.slack:
            findings.append(_more(answer, ask))
        findings += [found for share in shares if (found := _rate(share, answer, ask))]
    return Checked(tuple(findings), frozenset(rows))


def _more(answer: Cell, ask: Cell) -> Finding:
    return Finding(
        Kind.FAULT,
        "more-than-asked",
        at(answer),
        printed(answer),
        Amount(Decimal(0), "count", 0, to=ask.value),
        {"asked": ask},
        (answer, ask),
    )


def _rate(share: Cell, answer: Cell, ask: Cell) -> Finding | None:
    low = (answer.value - answer.slack) * 100 / (ask.value + ask.slack)
    high = (answer.value + answer.slack) * 100 / max(ask.value - ask.slack, Decimal(1))
    if low - share.slack <= share.value <= high + share.slack:
        return None
    return Finding(
        Kind.FAULT,
        "rate",
        at(share),
        printed(share),
        amount(share, round(answer.value * 100 / ask.value, share.decimals)),
        {"count": amount(answer), "base": amount(ask)},
        (share, answer, ask),
    )


def possible(ledger: Ledger) -> Checked:
    """Shares and means that no so many whole answers give. A caution only: the n that is printed
    may be of the survey, and some of its people may have left the item out, or answers may have
    been weighted."""
    findings: list[Finding] = []
    for cell in ledger.cells:
        if not cell.n or cell in ledger.changing:
            continue
        if cell.statistic == "percent" and 0 <= cell.value <= 100:
            of = Decimal(100)
        elif cell.statistic == "mean" and _whole_scale(cell):
            of = Decimal(1)
        else:
            continue
        nearest = _nearest(cell, of)
        if nearest and all(abs(each - cell.value) > cell.slack for each in nearest):
            findings.append(_impossible(cell, nearest))
    return Checked(tuple(findings))


def _whole_scale(cell: Cell) -> bool:
    return cell.scale is not None and all(end == end.to_integral_value() for end in cell.scale)


def _nearest(cell: Cell, of: Decimal) -> tuple[Decimal, ...]:
    """The two values beside the printed one that so many answers can give."""
    n = Decimal(cell.n or 0)
    below = (cell.value * n / of).to_integral_value(ROUND_FLOOR)
    return tuple(each * of / n for each in (below, below + 1))


def _impossible(cell: Cell, nearest: tuple[Decimal, ...]) -> Finding:
    return Finding(
        Kind.CAUTION,
        "impossible-for-n",
        at(cell),
        printed(cell),
        tuple(amount(cell, round(each, cell.decimals + 1), cell.decimals + 1) for each in nearest),
        {"n": cell.n or 0},
        (cell,),
    )


def answers(ledger: Ledger) -> Checked:
    """Numbers of answers beside the number of respondents of the same people and year."""
    findings: list[Finding] = []
    rows: set[int] = set()
    respondents = gathered(
        (
            cell
            for cell in ledger.counts
            if naming.respondents(cell.item) and not naming.sent(cell.item)
        ),
        lambda cell: (*ledger.subject(cell), cell.first, cell.last),
    )
    counted = {(*_place(cell), cell.value) for cell in ledger.counts}
    for cell in ledger.cells:
        if cell.n is None or cell.statistic == "count":
            continue
        if cell.statistic == "percent" and (*_place(cell), Decimal(cell.n)) in counted:
            continue  # A share of another number that stands beside it: of those who were asked.
        same = respondents.get((*ledger.subject(cell), cell.first, cell.last), [])
        beside = [each for each in same if each.table == cell.table] or same
        if len(beside) != 1 or not (cell.group or beside[0].table == cell.table):
            continue
        rows |= {cell.number, beside[0].number}
        if cell.n > beside[0].value + beside[0].slack:
            findings.append(_more_answers(cell, beside[0]))
    return Checked((*_once_each(findings), *_noted(ledger)), frozenset(rows))


def _place(cell: Cell) -> tuple[object, ...]:
    return (cell.table, cell.area, cell.group, cell.first, cell.last)


def _more_answers(cell: Cell, answered: Cell) -> Finding:
    return Finding(
        Kind.FAULT if cell.table == answered.table else Kind.CAUTION,
        "more-answers",
        at(cell, "n"),
        str(cell.n),
        amount(answered),
        {"answered": answered},
        (cell, answered),
    )


def _once_each(findings: list[Finding]) -> Iterator[Finding]:
    """Of rows that print the same n beside the same respondents the first."""
    seen = set()
    for finding in findings:
        key = (finding.printed, finding.cells[-1].number)
        if key not in seen:
            seen.add(key)
            yield finding


def _noted(ledger: Ledger) -> Iterator[Finding]:
    """An n that is more than the respondents that its own note tells of."""
    for cell in ledger.cells:
        told = cell.told.respondents
        here = not cell.told.years or cell.last in cell.told.years
        if told is not None and cell.n is not None and here and cell.n > told:
            yield Finding(
                Kind.CAUTION,
                "note-differs",
                at(cell, "n"),
                str(cell.n),
                Amount(Decimal(told), "count"),
                {"note": cell.note},
                (cell,),
            )
