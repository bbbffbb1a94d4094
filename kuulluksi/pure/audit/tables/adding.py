"""What is told of sums and of what is printed twice: which figure is wrong, what it should be, and
what changes with it.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from kuulluksi.pure.audit import naming
from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.findings import Code, Finding, Kind, Told, at
from kuulluksi.pure.audit.tables import balance, twins
from kuulluksi.pure.audit.tables.balance import Corrected, Culprit, Sums, off
from kuulluksi.pure.audit.tables.checked import Checked, amount, printed
from kuulluksi.pure.audit.tables.ledger import Ledger
from kuulluksi.pure.audit.tables.sums import Sum, without
from kuulluksi.pure.audit.tables.twins import Twins


def added(ledger: Ledger, sums: Sums) -> Checked:
    """All of it, in the order of certainty: what is printed right elsewhere first, for then the
    sums are weighed with the right figure."""
    of_one_name, compared = twins.compared(ledger)
    of_two_names, lags, also = twins.renamed(ledger)
    values: dict[Cell, Decimal] = {}
    findings: list[Finding] = []
    for pair in (*of_two_names, *of_one_name):
        corrected = balance.deciding(pair, sums, values) if pair.sure else None
        if corrected:
            values[corrected.cell] = corrected.right
            values.update((each.cell, each.right) for each in corrected.follows)
            findings += _corrected(corrected)
        elif pair.one not in values and pair.another not in values:
            findings.append(_printed_twice(pair))
    findings += _lags(lags)
    findings += _sums(sums, values, ledger)
    rows = {cell.number for sum_ in sums.chosen for cell in (sum_.total, *sum_.parts)}
    return Checked(tuple(findings), frozenset(rows | compared | also))


def _corrected(found: Corrected) -> Iterator[Finding]:
    yield Finding(
        Kind.FAULT,
        "printed-otherwise",
        at(found.cell),
        printed(found.cell),
        amount(found.cell, found.right),
        {"elsewhere": found.elsewhere, "totals": tuple(sum_.total for sum_ in found.balanced)},
        (found.cell, found.elsewhere),
    )
    for follows in found.follows:
        yield Finding(
            Kind.FAULT,
            "sum-follows",
            at(follows.cell),
            printed(follows.cell),
            amount(follows.cell, follows.right),
            {
                "because": follows.because,
                "instead": amount(found.cell, found.right),
                "totals": tuple(sum_.total for sum_ in follows.balanced),
            },
            (follows.cell, follows.because),
        )


def _printed_twice(pair: Twins) -> Finding:
    """Neither place is known to be the right one: the later row is told, with the earlier one."""
    first, second = sorted((pair.one, pair.another), key=lambda cell: cell.number)
    rule = "printed-twice" if pair.sure else "printed-twice-perhaps"
    return Finding(
        Kind.FAULT if pair.sure else Kind.CAUTION,
        rule,
        at(second),
        printed(second),
        amount(first),
        {"elsewhere": first, "others": pair.others},
        (first, second),
    )


def _lags(lags: Iterable[twins.Lag]) -> Iterator[Finding]:
    for lag in lags:
        told = any(cell.told.counted or cell.told.earlier for cell in (*lag.late, *lag.timely))
        if told:
            # The note is told for itself.
            continue
        last = lag.late[-1]
        yield Finding(
            Kind.CAUTION,
            "late",
            at(last, "year"),
            str(last.first),
            str(lag.timely[-1].first),
            {"elsewhere": lag.timely[-1], "years": tuple(str(cell.first) for cell in lag.late)},
            (*lag.late, *lag.timely),
        )


def _sums(sums: Sums, values: balance.Values, ledger: Ledger) -> Iterator[Finding]:
    off_balance = [sum_ for sum_ in sums.chosen if off(sum_, values)]
    verdicts = {id(sum_): _verdict(sum_, sums, ledger) for sum_ in off_balance}
    failing = [sum_ for sum_ in off_balance if verdicts[id(sum_)] == "sum"]
    hints: dict[int, Culprit] = {}
    for culprit in sorted(
        balance.culprits(failing, sums, values), key=lambda each: -len(each.explains)
    ):
        for sum_ in culprit.explains:
            hints.setdefault(id(sum_), culprit)
    for sum_ in off_balance:
        verdict = verdicts[id(sum_)]
        if not verdict:
            continue
        hint = hints.get(id(sum_))
        if hint and sum_.total != hint.cell and hint.cell in _totals(hint.explains):
            # The total that is wrong is told as the sum of its own parts.
            continue
        yield _sum(sum_, verdict, hint, values)


def _totals(sums: Iterable[Sum]) -> Sequence[Cell]:
    return [sum_.total for sum_ in sums]


def _sum(sum_: Sum, verdict: str, hint: Culprit | None, values: balance.Values) -> Finding:
    parts = tuple(values.get(part, part.value) for part in sum_.parts)
    told: dict[str, Told] = {
        "along": Code(sum_.along),
        "parts": tuple(amount(part, value) for part, value in zip(sum_.parts, parts, strict=True)),
    }
    rule = verdict
    if hint and hint.cell != sum_.total:
        rule = "sum-one-cell"
        told |= {
            "cell": hint.cell,
            "found": printed(hint.cell),
            "instead": amount(hint.cell, hint.right),
            "others": tuple(total for total in _totals(hint.explains) if total != sum_.total),
        }
    elif verdict == "sum" and (slipped := _slip(sum_, values)):
        rule = "sum-slip"
        cell, instead = slipped
        told |= {"cell": cell, "found": printed(cell), "instead": amount(cell, instead)}
    return Finding(
        Kind.DISCLOSED if verdict == "sum-disclosed" else _KINDS.get(verdict, Kind.FAULT),
        rule,
        at(sum_.total),
        printed(sum_.total),
        amount(sum_.total, sum(parts, Decimal(0))),
        told,
        (sum_.total, *sum_.parts),
    )


def _slip(sum_: Sum, values: balance.Values) -> tuple[Cell, Decimal] | None:
    """The only part that would, but for two digits that changed places, make the total: the total
    may then be right."""
    gap = off(sum_, values)
    if twins.swapped(sum_.total.value, sum_.total.value - gap):
        return None
    slips = [part for part in sum_.parts if twins.swapped(part.value, part.value + gap)]
    return (slips[0], slips[0].value + gap) if len(slips) == 1 else None


_KINDS = {"sum-perhaps": Kind.CAUTION, "sum-overlap": Kind.CAUTION}


def _verdict(sum_: Sum, sums: Sums, ledger: Ledger) -> str:
    """The rule by which a sum that does not balance is told; "" when it need not have balanced."""
    disclosed = _disclosed(sum_, ledger)
    if disclosed is not None:
        return disclosed
    like = sums.like(sum_)
    balanced = sum(1 for other in like if not off(other, {}))
    nearly = balance.near(sum_)
    excess = sum_.computed > sum_.total.value
    if not (sum_.firm or balanced) and max(p.value for p in sum_.parts) > sum_.total.value:
        # What is more than the whole is no part of it: the rows tell of different things.
        return ""
    meant = nearly and sum_.along != "years"
    if excess and balance.overlapping(sum_) and not balanced and not meant:
        return "sum-overlap"
    if sum_.firm and sum_.along == "items" and not balanced:
        odd = without(sum_)
        if odd:
            # A row that is a part of another one, but is not called so; or one that was forgotten.
            alike = [_names(without(other)) == _names(odd) for other in like]
            return "" if alike and all(alike) else "sum-perhaps"
    if sum_.firm:
        alone = not balanced and not nearly and not any(balance.near(other) for other in like)
        return "sum-perhaps" if alone and len(like) > 1 else "sum"
    if balanced or (nearly and not _may_be_less(sum_)):
        return "sum"
    if excess:
        akin = any(naming.akin(part.item, sum_.total.item) for part in sum_.parts)
        return "sum-perhaps" if akin else ""
    ratio = sum_.computed / sum_.total.value if sum_.total.value else Decimal(0)
    return "sum-perhaps" if len(sum_.parts) > 2 and ratio > Decimal("0.75") else ""


def _names(cells: Iterable[Cell]) -> list[str]:
    return [naming.plain(cell.item) for cell in cells]


def _may_be_less(sum_: Sum) -> bool:
    """Whether the parts may well be a little less than the whole: surveys that are not printed,
    people of no known area or group. Not when the total differs by a slip of the pen."""
    if sum_.along == "surveys":
        return True
    less = sum_.computed < sum_.total.value and sum_.along in ("areas", "groups")
    return less and not twins.slip(sum_.total.value, sum_.computed)


def _disclosed(sum_: Sum, ledger: Ledger) -> str | None:
    """The rule of a sum of which the file itself tells that it does not add up; None when it tells
    nothing of it."""
    cells = (sum_.total, *sum_.parts)
    gap = sum_.total.value - sum_.computed
    if any(abs(gap) in cell.told.numbers for cell in cells):
        # "12 did not tell": the note names the very difference.
        return "sum-disclosed"
    if any(cell.told.several for cell in cells):
        most = max(part.value for part in sum_.parts)
        return "sum-disclosed" if sum_.total.value >= most else None
    if gap < 0:
        return None
    if any(cell.told.incomplete for cell in cells):
        return "sum-disclosed"
    return "sum-disclosed" if ledger.absent.get(sum_.total.table) else None
