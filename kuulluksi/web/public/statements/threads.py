"""How far the voices of a period travelled, as threads: each is a stated number of voices, and ends
where the last thing is known of them. The exact numbers stand below.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from kuulluksi.pure.statement import saying
from kuulluksi.pure.statement.sheets import Cell, Sheet, State
from kuulluksi.web.kit.statements import telling

MOST = 40
"""So many threads are told apart."""
FIRST, HIGH, DEEP = 20.0, 20.0, 60.0
"""Where each of the five stops begins, in per cent of the width; where the highest thread runs and
how far below it the lowest, in per cent of the height."""
ROUND = 7
"""How far a ring reaches around its threads, in per cent of the height."""
WAVES, STEP = 168, 12
"""How far the voices still move, of a thousand, and from point to point."""
STOPS = ("given", "routed", "answered", "led")
"""The lines of the sheet `heard` that are drawn."""


@dataclass(frozen=True)
class Thread:
    """`cut`: nobody answered."""

    path: str
    cut: bool = False


@dataclass(frozen=True)
class Ring:
    """Whoever listened, as high as the threads that pass."""

    x: str
    y: str
    height: str


@dataclass(frozen=True)
class Stop:
    number: str
    words: str
    base: str = ""


@dataclass(frozen=True)
class Threads:
    headline: str
    # How many voices a thread is, and which voices are meant.
    each: str
    which: str
    # What must be known of the numbers.
    cautions: tuple[str, ...]
    threads: tuple[Thread, ...]
    rings: tuple[Ring, ...]
    stops: tuple[Stop, ...]
    # What the threads are that end before somebody answered; empty where there are none.
    cut: str


def threads(sheets: Mapping[str, Sheet], column: str, language: str) -> Threads | None:
    """In the language that is spoken. None where not every number is shown, or nobody spoke."""
    heard = sheets.get("heard")
    cells = [_cell(heard, line, column) for line in STOPS]
    numbers = [round(cell.value) for cell in cells if cell is not None and cell.value is not None]
    if len(numbers) < len(STOPS) or numbers[0] <= 0:
        return None
    known = dict.fromkeys(code for cell in cells if cell is not None for code in cell.cautions)
    given, routed, answered, led = numbers
    size = _size(given)
    counts = [_threads(number, size) for number in (given, routed, answered, led)]
    for place in range(1, len(counts)):
        counts[place] = min(counts[place], counts[place - 1])
    measured = _cell(sheets.get("measures"), "measured", column)
    done = _cell(sheets.get("measures"), "done", column)
    stops = [
        *_stops(given, routed, answered, led, _cell(heard, "criticism", column), language),
        *_measured(measured, done, language),
    ]
    said = saying.rounded(given, 0, language)
    return Threads(
        ngettext(
            "%(n)s voice. How far did it travel?", "%(n)s voices. How far did they travel?", given
        )
        % {"n": said},
        ngettext("One thread is %(n)s voice.", "One thread is %(n)s voices.", size) % {"n": size},
        _(
            "These are the voices whose time to be answered ended in %(period)s. Elsewhere feedback"
            " is counted by the day on which it was given. Answers to surveys are counted apart."
        )
        % {"period": _label(heard, column, language)},
        tuple(map(telling.caution, known)),
        tuple(_drawn(counts)),
        tuple(_rings(counts)),
        tuple(stops),
        _("The broken threads that turn down got no answer.") if counts[2] < counts[0] else "",
    )


def _cell(sheet: Sheet | None, line: str, column: str) -> Cell | None:
    try:
        cell = sheet.cell(line, column) if sheet else None
    except LookupError:
        return None
    return cell if cell is not None and cell.state is State.SHOWN else None


def _label(sheet: Sheet | None, column: str, language: str) -> str:
    labels = {each.key: each.label for each in sheet.columns} if sheet else {}
    return labels[column].best(language) if column in labels else column


def _size(given: int) -> int:
    """1, 2 or 5 with noughts: so many voices in a thread that there are not too many threads."""
    size = 1
    while math.ceil(given / size) > MOST:
        size = size * 5 // 2 if str(size)[0] == "2" else size * 2
    return size


def _threads(number: int, size: int) -> int:
    """Not one that is told is left without a thread."""
    return max(round(number / size), 1) if number else 0


def _drawn(counts: list[int]) -> list[Thread]:
    total, routed, answered, led = counts
    found = []
    for number in range(total):
        base = _height(number, total)
        start = " ".join(_waves(number, base))
        if number < led:
            found.append(Thread(f"{start}H600"))
        elif number < answered:
            found.append(Thread(f"{start}H400"))
        elif number < routed:
            found.append(Thread(f"{start}H290q40 0 62 {8 + 3 * (number - answered)}", cut=True))
        else:
            found.append(Thread(f"{start}H180", cut=True))
    return found


def _waves(number: int, base: float) -> list[str]:
    """Each voice moves in its own way, and comes to rest before somebody listens."""
    points = []
    for x in range(0, WAVES + 1, STEP):
        calm = (1 - x / WAVES) ** 1.4
        sway = 6 * math.sin(x / (11 + number % 5) + 2.3 * number) + 3 * math.sin(x / 7 + number)
        spread = 1 + 0.45 * calm
        points.append(f"{x} {50 + (base - 50) * spread + sway * calm:.1f}")
    return [f"M{points[0]}L{points[1]}", *points[2:]]


def _height(number: int, total: int) -> float:
    return HIGH + DEEP * (number + 0.5) / total


def _rings(counts: list[int]) -> list[Ring]:
    total = counts[0]
    found = []
    for place, passing in enumerate(counts[1:], start=1):
        if passing:
            top = _height(0, total) - ROUND
            height = _height(passing - 1, total) + ROUND - top
            found.append(Ring(f"{FIRST * place:.0f}%", f"{top:.1f}%", f"{height:.1f}%"))
    return found


def _stops(
    given: int, routed: int, answered: int, led: int, criticism: Cell | None, language: str
) -> list[Stop]:
    def said(number: float) -> str:
        return saying.rounded(number, 0, language)

    left = ngettext(
        "%(n)s voice got no answer.", "%(n)s voices got no answer.", given - answered
    ) % {"n": said(given - answered)}
    share = _percent(answered, given, language)
    base = ""
    if criticism is not None and criticism.value:
        base = _("%(share)s of the %(n)s voices with criticism") % {
            "share": _percent(led, criticism.value, language),
            "n": said(criticism.value),
        }
    return [
        Stop(said(given), pgettext("voices", "given")),
        Stop(said(routed), _("reached a reader"), _percent(routed, given, language)),
        Stop(said(answered), _("were answered"), f"{share}. {left}" if given > answered else share),
        Stop(said(led), _("led to a measure"), base),
    ]


def _measured(measured: Cell | None, done: Cell | None, language: str) -> list[Stop]:
    """The last stop is not of voices but of measures."""
    if measured is None or measured.value is None:
        return []
    base = ""
    if done is not None and done.value:
        base = _("%(share)s of the %(n)s measures that were done") % {
            "share": _percent(measured.value, done.value, language),
            "n": saying.rounded(done.value, 0, language),
        }
    words = _("measures whose effect was measured")
    return [Stop(saying.value(measured, language), words, base)]


def _percent(part: float, whole: float, language: str) -> str:
    said = saying.rounded(100 * part / whole, 0, language)
    return f"{said}%" if language == "en" else f"{said}{saying.NO_BREAK}%"
