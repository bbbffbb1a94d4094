"""Figures of being heard: what is counted of which voice, when, and what may be shown of it."""

from datetime import UTC, date, datetime

import pytest

from kuulluksi.cases.enums import Concerns, FeedbackKind
from kuulluksi.figures.queries import ALL, key_of
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import AuditEntry, Unit
from kuulluksi.outcomes import queries
from kuulluksi.outcomes.actions import release_heard
from kuulluksi.outcomes.models import HeardRelease, HeardShown
from kuulluksi.outcomes.queries import heard_counting
from kuulluksi.pure.heard import LONGEST, Item, Third
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.voices import actions
from kuulluksi.voices.enums import HoldReason, Misdirected, Verdict
from kuulluksi.voices.models import Voice
from tests.factories.heard import AUTUMN, DAY, GIVEN, voice
from tests.factories.org import County
from tests.factories.outcomes import made, text
from tests.factories.voices import given

pytestmark = pytest.mark.django_db
SPRING = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)


def counted(unit: Unit | None, item: Item, third: Third = AUTUMN) -> dict[int, int]:
    """What is counted of a leaf, before anything is protected."""
    _tree, found = heard_counting.count(third)
    key = key_of(unit)
    counts = found[item].get(f"{key}.own", found[item].get(key))
    return numbers(counts)


def numbers(counts: Counts | None) -> dict[int, int]:
    if counts is None:
        return {}
    pairs = zip(counts.points, counts.numbers, strict=True)
    return {point: number for point, number in pairs if number}


def shown(unit: Unit | None, item: Item) -> dict[int, int]:
    told = queries.heard_in(key_of(unit))
    return numbers(told.of_year(key_of(unit), item).published.counts)


def test_heard_counts_answers_in_time_late_and_never(house: County) -> None:
    for days in (2, 9, 10, None):
        voice(house, house.kallio, days=days)
    assert counted(house.kallio, Item.ANSWERED) == {1: 1, 2: 1, 3: 2}
    assert counted(house.kallio, Item.WAITED) == {2: 1, 7: 1, 8: 1, LONGEST: 1}


def test_heard_voice_belongs_to_the_third_of_its_first_due_day(house: County) -> None:
    late = datetime(2025, 12, 22, 9, tzinfo=UTC)  # due in January
    voice(house, house.kallio, at=late)
    assert counted(house.kallio, Item.ANSWERED) == {}
    assert counted(house.kallio, Item.ANSWERED, AUTUMN.next) == {3: 1}


def test_heard_voice_is_counted_once_by_its_first_clock(house: County) -> None:
    again = voice(house, house.kallio, days=2, verdict=Verdict.NO)
    actions.answer(
        again, by=house.manager, at=SPRING, seen=again.version, words="Soitamme huomenna."
    )
    assert counted(house.kallio, Item.WAITED) == {2: 1}
    assert counted(house.kallio, Item.ANSWERED, AUTUMN.next) == {}


def test_heard_is_counted_as_it_stood_when_the_third_had_settled(house: County) -> None:
    """A house that stood still finds the same figures."""
    waiting = voice(house, house.kallio, days=None)
    answered = voice(house, house.kallio, days=1)
    behind = voice(house, house.kallio, days=1)
    late = datetime(2026, 2, 13, 9, tzinfo=UTC)
    actions.answer(waiting, by=house.manager, at=late, seen=waiting.version, words="Anteeksi.")
    actions.judge(answered, verdict=Verdict.YES, words="", nonce="n", at=late)
    actions.tell_harm(answered, harmed=True, words="", nonce="h", at=late)
    made(house, late, by=house.manager, place=house.kallio, behind=[behind])
    assert counted(house.kallio, Item.ANSWERED) == {1: 1, 3: 2}
    for item in (Item.HELPED, Item.HARM):
        assert counted(house.kallio, item) == {}
    assert counted(house.kallio, Item.LED) == {0: 3}


def test_heard_counts_the_last_verdict_and_any_harm(house: County) -> None:
    found = voice(house, house.kallio, verdict=Verdict.PARTLY, harmed=True)
    actions.judge(found, verdict=Verdict.NO, words="Ei sittenkään.", nonce="x", at=GIVEN + 9 * DAY)
    actions.tell_harm(found, harmed=False, words="", nonce="y", at=GIVEN + 9 * DAY)
    assert counted(house.kallio, Item.HELPED) == {1: 1}
    assert counted(house.kallio, Item.HARM) == {1: 1}


def test_heard_tells_what_criticism_led_to(house: County) -> None:
    led, refused, both, nothing, thanks = (
        voice(house, house.kallio, kind=kind)
        for kind in (*[FeedbackKind.CRITICISM] * 4, FeedbackKind.THANKS)
    )
    then, by = GIVEN + DAY, house.manager
    made(house, then, by=by, place=house.kallio, behind=[led, both, thanks])
    why = text("Ei mahdu.")
    made(house, then, by=by, place=house.kallio, behind=[refused, both], reason=why)
    assert nothing.pk
    assert counted(house.kallio, Item.LED) == {0: 1, 1: 1, 2: 2}


def test_heard_leaves_out_robots_and_counts_what_was_handed_on_apart(house: County) -> None:
    robot, _held = (
        given(GIVEN, unit=house.kallio, hold_reason=HoldReason.HONEYPOT).voice for _ in range(2)
    )
    actions.discard(robot, by=house.dispatcher, at=GIVEN, seen=robot.version)
    assert counted(house.kallio, Item.HANDED) == {}
    matter = given(GIVEN, unit=house.kallio).voice
    actions.hand_on(
        matter,
        by=house.manager,
        at=GIVEN,
        seen=matter.version,
        reason=Misdirected.OWN_WORKER,
        words="Ohjasimme viestisi eteenpäin.",
        to=house.worker,
    )
    voice(house, house.kallio)
    assert counted(house.kallio, Item.HANDED) == {0: 1, 1: 1}
    assert counted(house.kallio, Item.ANSWERED) == {3: 1}


def test_heard_without_a_reader_says_so(house: County) -> None:
    lost = voice(house, house.kallio, days=None)
    Voice.objects.filter(pk=lost.pk).update(owner=None)
    assert counted(house.kallio, Item.ANSWERED) == {0: 1}


def test_heard_counts_what_concerns_the_supervisor_for_the_whole_only(house: County) -> None:
    given(GIVEN, unit=house.kallio, concerns=Concerns.HANDLER)
    assert counted(house.kallio, Item.ANSWERED) == {}
    assert counted(None, Item.ANSWERED) == {1: 1}


def test_heard_third_is_released_once_when_it_has_settled(house: County) -> None:
    for _ in range(7):
        voice(house, house.kallio)
    settled = datetime(2026, 2, 11, 9, tzinfo=UTC)
    assert release_heard(at=settled) == 0
    assert release_heard(at=settled + DAY) == 1
    assert release_heard(at=settled + 2 * DAY) == 0
    release = HeardRelease.objects.get()
    assert (release.starts_on, release.ends_on) == (date(2025, 9, 1), date(2025, 12, 31))
    assert release.least == 6
    assert AuditEntry.objects.filter(what=Audited.HEARD_RELEASED).count() == 1
    before = list(HeardShown.objects.order_by("pk").values())
    Voice.objects.all().update(unit=house.kamppi)
    assert list(HeardShown.objects.order_by("pk").values()) == before


def test_heard_house_that_stood_still_makes_up_for_it(house: County) -> None:
    voice(house, house.kallio, at=datetime(2025, 2, 3, 9, tzinfo=UTC))
    assert release_heard(at=SPRING) == 3
    days = HeardRelease.objects.order_by("starts_on").values_list("starts_on", flat=True)
    assert list(days) == [date(2025, 1, 1), date(2025, 5, 1), date(2025, 9, 1)]


def test_heard_shows_a_place_from_the_threshold_up(house: County) -> None:
    for _ in range(6):
        voice(house, house.family_unit)
        voice(house, house.kallio)
    for _ in range(5):
        voice(house, house.kamppi)
    release_heard(at=SPRING)
    assert shown(None, Item.ANSWERED) == {3: 17}
    assert shown(house.family_unit, Item.ANSWERED) == {3: 6}
    # Kamppi is hidden, and Kallio beside it: else a subtraction would tell.
    for unit in (house.kamppi, house.kallio):
        assert shown(unit, Item.ANSWERED) == {}


def test_heard_tells_of_harm_only_where_many_told_of_it(house: County) -> None:
    for number in range(16):
        voice(house, house.family_unit, harmed=number < 5)
    release_heard(at=SPRING)
    assert shown(None, Item.HARM) == {}
    HeardRelease.objects.all().delete()
    voice(house, house.family_unit, harmed=True)
    release_heard(at=SPRING)
    assert shown(None, Item.HARM) == {0: 11, 1: 6}


def test_heard_tells_nothing_that_all_givers_said(house: County) -> None:
    for _ in range(8):
        voice(house, house.family_unit, verdict=Verdict.YES)
    release_heard(at=SPRING)
    assert shown(house.family_unit, Item.ANSWERED) == {3: 8}
    assert shown(house.family_unit, Item.HELPED) == {}


def test_heard_year_is_the_sum_of_the_thirds_that_are_told(house: County) -> None:
    for _ in range(6):
        voice(house, house.family_unit)
        voice(house, house.family_unit, at=datetime(2025, 6, 2, 9, tzinfo=UTC))
    for _ in range(3):
        voice(house, house.family_unit, at=datetime(2025, 2, 3, 9, tzinfo=UTC))
    release_heard(at=SPRING)
    told = queries.heard_in(ALL)
    year = told.of_year(ALL, Item.ANSWERED)
    assert year.published.n == 12
    assert [each.starts_on.month for each in year.releases] == [9, 5]
    assert [each.starts_on.month for each in told.year] == [9, 5, 1]
