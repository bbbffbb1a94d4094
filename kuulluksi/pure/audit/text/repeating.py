"""A text that repeats a printed figure which the file itself proves wrong is as wrong as it."""

from collections.abc import Iterable, Iterator

from kuulluksi.pure.audit.findings import Bound, Finding, Kind


def repeated(found: Iterable[Finding], bound: Iterable[Bound]) -> Iterator[Finding]:
    """A fault for each number of the text that rests on nothing but a faulty figure. What is right
    is what the file's own finding tells."""
    faulty = {
        each.place.line: each
        for each in found
        if each.kind is Kind.FAULT and each.place.source == "file" and each.place.name == "value"
    }
    for each in bound:
        if each.claim != "value" or len(each.cells) != 1:
            continue
        (cell,) = each.cells
        fault = faulty.get(cell.number)
        if fault is not None:
            yield Finding(
                Kind.FAULT,
                "text-repeats",
                each.place,
                each.printed,
                fault.right,
                {"figure": cell, "row": cell.number},
                (cell,),
            )
