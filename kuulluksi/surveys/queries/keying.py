"""Papers on their way into the box: who may key them in, and which wait to be keyed twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.pure import keying
from kuulluksi.pure.keying import Compared, Sent
from kuulluksi.surveys import rules
from kuulluksi.surveys.models import Batch, Sheet, Wave, WaveTarget
from kuulluksi.surveys.queries.documents import questionnaire
from kuulluksi.surveys.queries.waves import targets


@dataclass(frozen=True)
class Pile:
    """A batch that is being keyed in: its sheets by number, those to be keyed once more, and those
    whose two keyings differ and wait for somebody to choose."""

    batch: Batch
    sheets: tuple[Sheet, ...]
    again: tuple[int, ...]
    unsettled: tuple[int, ...]

    @property
    def next_number(self) -> int:
        return max((sheet.number for sheet in self.sheets), default=0) + 1

    @property
    def compared(self) -> tuple[int, int]:
        """Answers compared so far, and how many of them differed."""
        seen = [sheet.again for sheet in self.sheets if sheet.again]
        return sum(each["compared"] for each in seen), sum(each["differed"] for each in seen)

    @property
    def ready(self) -> bool:
        return bool(self.sheets) and not self.again and not self.unsettled


def may_key(person: Person, target: WaveTarget, on: date) -> bool:
    """Whether the person keys in papers of this place."""
    return rules.may_key(org.making(person, on), org.reach(person, on).home, target.place)


def targets_to_key(person: Person, wave: Wave, on: date) -> list[WaveTarget]:
    """The places of a wave whose papers the person keys in."""
    making, home = org.making(person, on), org.reach(person, on).home
    found = targets(wave).select_related("unit__service", "service")
    return [target for target in found if rules.may_key(making, home, target.place)]


def batches(those: Sequence[WaveTarget]) -> list[Batch]:
    """The batches of these places, those that wait first."""
    found = Batch.objects.filter(target__in=those).select_related(
        "target__unit", "target__service", "keyed_by"
    )
    return sorted(found, key=lambda batch: (batch.done_on is not None, -batch.pk))


def batch(key: int) -> Batch | None:
    found = Batch.objects.select_related(
        "target__unit__service", "target__service", "target__wave__document", "keyed_by"
    )
    return found.defer("target__wave__document__body").filter(pk=key).first()


def pile(batch: Batch) -> Pile:
    """What lies in a batch that is not done."""
    sheets = tuple(Sheet.objects.filter(batch=batch).order_by("number"))
    twice = {sheet.number for sheet in sheets if sheet.again is not None}
    numbers = [sheet.number for sheet in sheets]
    due = keying.due_again(numbers, batch.twice_every)
    wanted = max(0, len(due) - len(twice))  # sheets that come between move the others on
    waiting = [number for number in due if number not in twice]
    unsettled = tuple(s.number for s in sheets if s.again is not None and not s.again["settled"])
    return Pile(batch, sheets, tuple(waiting[:wanted]), unsettled)


def compared(sheet: Sheet) -> Compared:
    """The two keyings of a sheet beside each other."""
    again = sheet.again or {"answers": {}, "unclear": []}
    return keying.compare(
        questionnaire(sheet.batch.target.wave.document),
        said(sheet.answers, sheet.unclear),
        said(again["answers"], again["unclear"]),
    )


def said(answers: dict[str, Sent], unclear: list[str]) -> dict[str, Sent]:
    return keying.as_one(answers, unclear)
