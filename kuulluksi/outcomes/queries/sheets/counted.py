"""The sheets of what was said, asked and counted: voices by channel, instant feedback, surveys and
their statements, decisions. All of them are made of one reading."""

from collections.abc import Iterator

from kuulluksi.outcomes.queries.sheets import channels, instant, instruments, registers, surveys
from kuulluksi.outcomes.queries.sheets.known import Known
from kuulluksi.outcomes.queries.sheets.offering import Offer, Period


def family(period: Period, place: str) -> Iterator[Offer]:
    known = Known(period, place)
    yield from channels.family(known)
    yield from instant.family(known)
    yield from surveys.family(known)
    yield from instruments.family(known)
    yield from registers.family(known)
    yield from surveys.appendix(known)
