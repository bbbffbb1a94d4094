"""Voices of an autumn whose figures of being heard are released in the spring after it, and figures
as they would have been released."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from kuulluksi.cases.enums import FeedbackKind
from kuulluksi.figures.queries import places
from kuulluksi.org.models import Unit
from kuulluksi.outcomes.models import HeardRelease, HeardShown
from kuulluksi.pure.heard import LONGEST, POINTS, Item, Third
from kuulluksi.voices import actions
from kuulluksi.voices.enums import Verdict
from kuulluksi.voices.models import Voice
from tests.factories.org import County
from tests.factories.voices import given

AUTUMN = Third(2025, 2)
GIVEN = datetime(2025, 10, 6, 9, tzinfo=UTC)
"""A Monday; the answer is due on Wednesday of the week after."""

DAY = timedelta(days=1)


def voice(
    house: County,
    unit: Unit,
    *,
    days: int | None = 2,
    verdict: Verdict | None = None,
    harmed: bool | None = None,
    kind: FeedbackKind = FeedbackKind.CRITICISM,
    at: datetime = GIVEN,
) -> Voice:
    """A voice of the autumn, answered after so many days, with what its giver told then."""
    found = given(at, unit=unit, kind=kind).voice
    if days is None:
        return found
    actions.answer(
        found, by=house.dispatcher, at=at + days * DAY, seen=found.version, words="Korjaamme tämän."
    )
    then = at + (days + 1) * DAY
    if verdict is not None:
        words = "Ei auttanut." if verdict == Verdict.NO else ""
        actions.judge(found, verdict=verdict, words=words, nonce=str(found.pk), at=then)
    if harmed is not None:
        actions.tell_harm(found, harmed=harmed, words="", nonce=str(found.pk), at=then)
    found.refresh_from_db()
    return found


Numbers = Mapping[Item, Mapping[int, int]]


def released(house: County, third: Third = AUTUMN, *, times: int = 1) -> HeardRelease:
    """Figures of Kamppi, its service and its area in one third; Kallio is hidden."""
    paths = places.Paths().by_key().values()
    tree, _leaf_of = places.grown(paths)
    release = HeardRelease.objects.create(
        starts_on=third.first,
        ends_on=third.last,
        made_on=third.settled + DAY,
        tree=places.to_json(tree),
        least=6,
    )
    numbers: Numbers = {
        Item.ANSWERED: {1: 2, 2: 3, 3: 25},
        Item.WAITED: {1: 5, 4: 10, 6: 10, 12: 3, LONGEST: 2},
        Item.HELPED: {1: 3, 2: 4, 3: 9},
        Item.LED: {0: 8, 1: 3, 2: 7},
        Item.HARM: {0: 14},
        Item.HANDED: {0: 30, 1: 7},
    }
    keys = [places.key_of(each) for each in (house.kamppi, house.social_work, house.adults, None)]
    rows = [
        HeardShown(
            release=release,
            place=key,
            item=item,
            first=POINTS[item][0],
            numbers=[times * chosen.get(point, 0) for point in POINTS[item]],
        )
        for key in keys
        for item, chosen in numbers.items()
        if item is not Item.HARM
    ]
    HeardShown.objects.bulk_create(rows)
    return release
