"""The only clock of the faces: `now` for actions, `today` for queries and pages."""

from datetime import UTC, date, datetime

from kuulluksi.pure import deadlines


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    return deadlines.day(now())
